/* modules/strategy/province - standings found by indicator, and how the province stands with one. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_PROVINCE_H
#define MODULES_STRATEGY_PROVINCE_H

#include "modules/strategy/views.h"

/* All standings of a subject, now or at the end of a day, found by indicator. */
typedef struct Standings {
    Rows rows; /* of Standing */
    Map by_indicator;
} Standings;
Code standings_load(Ctx *cx, Str subject, Day on, Standings *ret_standings);
const Standing *standings_find(const Standings *standings, Str indicator); /* NULL when there is none */

/* The view of an indicator for the province: as reported, or as added up from its members (rollups.h). A share of
 * members is measured against 100 %. A period counts as soon as one member reported; reported and expected_reports say
 * how many, and "met" is not said before all have. */
IndicatorView province_view(Ctx *cx, const Goals *goals, const Indicator *indicator, const Standing *standing,
                            Day today, Measure *ret_measure);

#endif
