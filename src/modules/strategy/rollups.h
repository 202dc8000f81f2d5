/* modules/strategy/rollups - the standings of one subject, with figures that are added up from communes or agencies. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_ROLLUPS_H
#define MODULES_STRATEGY_ROLLUPS_H

#include "modules/strategy/views.h"

/* All standings of a subject, found by indicator. */
typedef struct Standings {
    Rows rows; /* of Standing */
    Map by_indicator;
} Standings;
Code standings_load(Ctx *cx, Str subject, Day on, Standings *ret_standings);
const Standing *standings_find(const Standings *standings, Str indicator); /* NULL when there is none */

/* The view of an indicator for the province: as reported, or added up from its members after its `rollup`:
 * sum and mean of the members' figures; met_share: the share of members that reported and meet the target of the
 * period's year, measured against 100 %. A period counts as soon as one member reported; reported and expected_reports
 * say how many, and "met" is not said before all have. */
Code province_view(Ctx *cx, const Goals *goals, const Indicator *indicator, const Standing *reported, Day on,
                   IndicatorView *ret_view, Measure *ret_measure);
/* Is the province's figure of this indicator added up from members? */
bool is_added_up(const Indicator *indicator);

#endif
