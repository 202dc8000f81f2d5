/* modules/reporting/past - what the subjects of one report had reported before, read once for each subject. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_REPORTING_PAST_H
#define MODULES_REPORTING_PAST_H

#include "modules/strategy/strategy.h"

enum { PAST_SUBJECTS_MAX = 64 }; /* of one report: an agency, its commune, the province; read again beyond that */

typedef struct Past {
    struct PastSubject {
        Str subject;
        Rows standings; /* of Standing */
        Map by_indicator;
    } subjects[PAST_SUBJECTS_MAX];
    size_t count;
} Past;

/* Of one indicator and subject; in the arena of cx. NULL: nothing was ever reported. */
Code past_standing(Ctx *cx, Past *past, Str indicator, Str subject, const Standing **ret_standing);
/* Its values before a period, the oldest first: of the newest 24 that are kept. */
Code past_values(Ctx *cx, Past *past, Str indicator, Str subject, Str period, const Decimal **ret_values,
                 size_t *ret_count);
/* Can there be a figure of this period? False: surely not. */
Code past_may_hold(Ctx *cx, Past *past, Str indicator, Str subject, Str period, bool *ret_may);

#endif
