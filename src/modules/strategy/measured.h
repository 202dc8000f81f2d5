/* modules/strategy/measured - the rules put to what is stored: where an indicator stands for one subject. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_MEASURED_H
#define MODULES_STRATEGY_MEASURED_H

#include "modules/strategy/figures.h"
#include "modules/strategy/goals.h"

/* All standings of a subject, now or at the end of a day, found by indicator. */
typedef struct Standings {
    Rows rows; /* of Standing */
    Map by_indicator;
} Standings;
Code standings_load(Ctx *cx, Str subject, Day on, Standings *ret_standings);
const Standing *standings_find(const Standings *standings, Str indicator); /* NULL when there is none */

/* A measure with what it was taken from. It points into itself: never copied. */
typedef struct Measured {
    const Indicator *indicator;
    const Indicator *as; /* as it is measured: a share of members is a share, whatever they report */
    Str subject;
    const Standing *standing; /* NULL: nothing was reported */
    Goal goal;
    Series series;
    Due due;
    int64_t overdue_days;
    int64_t expected_reports; /* of members, where the figure is added up (rollups.h); else 0 */
    Measure measure;
} Measured;

/* For the province also what is added up from members: a share of members is measured against 100 %; a period counts as
 * soon as one member reported, and "met" is not said before all have. */
const Measured *measured_take(Ctx *cx, const Goals *goals, const Indicator *indicator, Str subject,
                              const Standing *standing, Day today);

#endif
