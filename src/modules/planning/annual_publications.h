/* modules/planning/annual_publications - the accepted plans of a year put together, issued by a document, and frozen.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_PLANNING_ANNUAL_PUBLICATIONS_H
#define MODULES_PLANNING_ANNUAL_PUBLICATIONS_H

#include "modules/planning/annual_plans.h"

enum { ANNUAL_EDITIONS_MAX = 100 };

typedef struct AnnualPublication {
    int64_t year, edition;
    Str number;
    Day decided_on;
    Str content, digest;
    Str published_by;
    Time published_at;
} AnnualPublication;
extern const Shape annual_publication_shape;

Code annual_editions(Ctx *cx, int64_t year, Rows *ret_editions); /* of AnnualPublication, the newest first */

extern const Shape annual_publish_shape, annual_edition_shape, published_year_shape, published_csv_shape;
Work annual_publish, published_year_get, published_csv, published_xlsx;

extern const ProblemKind annual_none_accepted, annual_same_again, annual_decided_ahead, annual_edition_unknown;

#endif
