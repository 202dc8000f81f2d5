/* modules/strategy/rollups - figures of the province that are added up from those of its communes or agencies, kept so
 * that a page reads them as it reads those that are reported. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_ROLLUPS_H
#define MODULES_STRATEGY_ROLLUPS_H

#include "modules/strategy/figures.h"
#include "modules/strategy/goals.h"

/* What the members reported in one period, after the indicator's `rollup`: sum and mean of their figures; met_share:
 * the share of those that reported and meet what is asked on the period's last day, in percent. */
typedef struct Rollup {
    Str indicator, subject, period;
    Day ends_on;
    Decimal value;
    int64_t reported, met_count;
    bool is_sample;
    Time recorded_at;
} Rollup;

/* Is the province's figure of this indicator added up from members? */
bool is_added_up(const Indicator *indicator);

/* Makes the rollups of an indicator again, and the standing of the province, in the transaction that changed a figure
 * of this period ("": of any). Does nothing for indicators that are not added up. */
Code rollup_refresh(Ctx *cx, const Goals *goals, const Indicator *indicator, Str period);
/* The same for all periods of many indicators: those of goals->indicators that are wanted. */
Code rollups_refresh_each(Ctx *cx, const Goals *goals, const bool *is_wanted);
/* After a change of the plan: targets, ways to add up and members may be others. */
Code rollups_refresh_all(Ctx *cx);

/* All rollups of an indicator, in time; and the standing that they make at the end of a day (false: none yet). */
Code rollup_history(Ctx *cx, Str indicator, Str province, Rows *ret_rollups);
bool rollup_standing(Ctx *cx, const Rows *rollups, Day on, Standing *ret_standing);

/* Standings of the province at the end of a day, for the indicators that are added up. */
Code rollup_standings_until(Ctx *cx, Str province, Day on, Rows *ret_standings);

#endif
