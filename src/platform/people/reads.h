/* platform/people/reads - private to the people room: who read whose personal data */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_READS_H
#define PLATFORM_PEOPLE_READS_H

#include "kit/module.h"

/* Why somebody else's data are looked at. */
typedef enum Purpose {
    PURPOSE_NONE,
    PURPOSE_ADMINISTRATION,
    PURPOSE_REVIEW,
    PURPOSE_REQUEST,
    PURPOSE_INCIDENT,
} Purpose;
extern const Choices purpose_choices;

/* One reading, of one account or of a list. */
typedef struct Reading {
    const char *permission, *route;
    int purpose; /* none: administration */
    const Id *accounts;
    size_t count;
} Reading;

/* What a route that leaves a record prepared: its answer, and whose data are in it. The looking is done before, outside
 * the write's transaction; reading_give is the route's `run`: it writes down who looked, then gives the answer. */
void reading_prepare(Ctx *cx, const void *answer, size_t size, Reading reading);
Work reading_give;

extern const Shape own_data_shape;
Work own_data_get, reads_tidy;

extern const Setting reads_kept_months;

#endif
