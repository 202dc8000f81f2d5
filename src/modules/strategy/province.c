/* modules/strategy/province - see province.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/province.h"

#include "modules/strategy/rollups.h"

/* Two lists as one. */
static Rows joined(Arena *arena, const Rows *a, const Rows *b) {
    Standing *all = NEW_ARRAY(arena, Standing, a->count + b->count + 1);
    if (a->count > 0) memcpy(all, a->items, a->count * sizeof(Standing));
    if (b->count > 0) memcpy(all + a->count, b->items, b->count * sizeof(Standing));
    return (Rows){ all, a->count + b->count };
}

Code standings_load(Ctx *cx, Str subject, Day on, Standings *ret_standings) {
    TRY(standings_of_subject(cx, subject, on, &ret_standings->rows));
    if (on.number != 0) {
        Rows added_up;
        TRY(rollup_standings_until(cx, subject, on, &added_up));
        ret_standings->rows = joined(cx->arena, &ret_standings->rows, &added_up);
    }
    ret_standings->by_indicator = map_new(cx->arena);
    const Standing *standings = ret_standings->rows.items;
    for (size_t i = 0; i < ret_standings->rows.count; i++)
        (void)map_add(&ret_standings->by_indicator, standings[i].indicator, i);
    return OK;
}

const Standing *standings_find(const Standings *standings, Str indicator) {
    size_t at;
    if (!map_get(&standings->by_indicator, indicator, &at)) return NULL;
    return &((const Standing *)standings->rows.items)[at];
}

/* Shares of members are measured against all of them meeting it, in the years of the indicator's own targets. */
static const Indicator *share_indicator(Arena *arena, const Indicator *indicator) {
    Indicator *share = NEW(arena, Indicator);
    *share = *indicator;
    share->kind = KIND_OF_SHARE;
    share->direction = DIRECTION_UP;
    return share;
}

static Goal share_goal(const Goal *goal) {
    Goal share = { .direction = DIRECTION_UP, .is_share = true, .milestone_count = goal->milestone_count };
    for (size_t i = 0; i < goal->milestone_count; i++)
        share.milestones[i] = (Milestone){ .on = goal->milestones[i].on, .low = decimal_whole(100) };
    return share;
}

static int64_t members_expected(Ctx *cx, const Goals *goals, const Indicator *indicator) {
    if (indicator->level == ABOUT_COMMUNE) {
        int64_t count = 0;
        const Rows places = registry_places(goals->registry);
        for (size_t i = 0; i < places.count; i++) {
            const Place *place = &((const Place *)places.items)[i];
            count += place->kind != PLACE_PROVINCE && place->valid_to.number == 0;
        }
        return count;
    }
    int64_t count = 0;
    const Rows rows = goals_assignments(goals, indicator->code);
    for (size_t i = 0; i < rows.count; i++) {
        const Assignment *one = &((const Assignment *)rows.items)[i];
        if (one->role == ROLE_OF_LEAD && one->agency.len > 0)
            count += (int64_t)goals_members(cx, goals, one->agency).count;
    }
    return count;
}

/* Members that have not reported can still pull down a mean or a share; to a sum that should grow they only add. */
static void doubt_partial(StandingView *view, Measure *measure, RollupWay rollup, Direction direction) {
    const bool only_adds = rollup == ROLLUP_SUM && direction == DIRECTION_UP;
    if (measure->status != STATUS_MET || only_adds || view->reported >= view->expected_reports) return;
    measure->status = STATUS_ON_TRACK;
    measure->rule = RULE_PARTIAL;
    view->status = (int)measure->status;
    view->rule = (int)measure->rule;
}

static const StandingView *added_up_view(Ctx *cx, const Goals *goals, const Indicator *indicator,
                                         const Standing *standing, Day today, Measure *ret_measure) {
    const Goal goal = goal_of(goals, indicator);
    const bool is_share = indicator->rollup == ROLLUP_MET_SHARE;
    const Indicator *as = is_share ? share_indicator(cx->arena, indicator) : indicator;
    const Goal measured = is_share ? share_goal(&goal) : goal;
    const Series series = standing == NULL ? (Series){ .count = 0 } : standing_series(cx->arena, standing);
    StandingView *view = NEW(cx->arena, StandingView);
    *view = standing_view_of_series(cx, goals, as, &measured, goals->province, &series, today, ret_measure);
    view->expected_reports = members_expected(cx, goals, indicator);
    if (standing == NULL) return view;
    view->reported = standing->reported;
    view->met_count = standing->met_count;
    view->is_sample = standing->is_sample;
    view->recorded_at = standing->recorded_at;
    view->figure_count = standing->figure_count;
    doubt_partial(view, ret_measure, (RollupWay)indicator->rollup, goal.direction);
    return view;
}

IndicatorView province_view(Ctx *cx, const Goals *goals, const Indicator *indicator, const Standing *standing,
                            Day today, Measure *ret_measure) {
    if (!is_added_up(indicator))
        return indicator_view(cx, goals, indicator, goals->province, standing, today, ret_measure);
    return (IndicatorView){ .indicator = indicator,
                            .targets = goals_targets(goals, indicator),
                            .assignments = assignment_views(cx, goals, indicator->code),
                            .standing = added_up_view(cx, goals, indicator, standing, today, ret_measure) };
}
