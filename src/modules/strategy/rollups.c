/* modules/strategy/rollups - see rollups.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/rollups.h"

Code standings_load(Ctx *cx, Str subject, Day on, Standings *ret_standings) {
    TRY(standings_of_subject(cx, subject, on, &ret_standings->rows));
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

bool is_added_up(const Indicator *indicator) {
    const bool has_members = indicator->level == ABOUT_COMMUNE || indicator->level == ABOUT_AGENCY;
    return has_members && indicator->rollup != ROLLUP_REPORTED;
}

/* One period of the members' figures. */
typedef struct Added {
    Day ends_on;
    Wide sum;
    int64_t count, met;
    bool is_sample;
    Time recorded_at;
} Added;

/* What members must meet on a day: the path between the milestones, as for the province itself; a range that must be
 * kept is the one of the milestone ahead. */
static Milestone asked_for(const Goal *goal, Day day) {
    const Milestone *first = &goal->milestones[0];
    size_t ahead = 0;
    while (ahead + 1 < goal->milestone_count && goal->milestones[ahead].on.number < day.number) ahead++;
    if (goal->direction == DIRECTION_WITHIN) return goal->milestones[ahead];
    const Decimal start = milestone_bound(first, goal->direction, (Decimal){ 0 });
    const Decimal bound = path_on(goal, start, first->on, day, (Decimal){ 0 });
    return (Milestone){ .on = day, .low = bound, .high = bound };
}

static Added *added_for(Ctx *cx, Added **periods, size_t *count, size_t *room, Day ends_on) {
    for (size_t i = *count; i > 0; i--) {
        if ((*periods)[i - 1].ends_on.number == ends_on.number) return &(*periods)[i - 1];
    }
    *periods = array_grow(cx->arena, *periods, sizeof(Added), *count, room);
    size_t at = (*count)++;
    for (; at > 0 && (*periods)[at - 1].ends_on.number > ends_on.number; at--) (*periods)[at] = (*periods)[at - 1];
    (*periods)[at] = (Added){ .ends_on = ends_on };
    return &(*periods)[at];
}

static Decimal value_of(const Added *added, Rollup rollup) {
    switch (rollup) {
    case ROLLUP_SUM: return decimal_of_wide(added->sum, 1);
    case ROLLUP_MEAN: return decimal_of_wide(added->sum, (Wide)added->count);
    case ROLLUP_MET_SHARE: return decimal_of_wide((Wide)added->met * 100 * DECIMAL_ONE, (Wide)added->count);
    case ROLLUP_REPORTED:
    case ROLLUP_NONE: break;
    }
    CANNOT("only figures that are added up come here");
}

/* Shares of members are measured against all of them meeting it, in the years of the indicator's own targets. */
static Indicator share_indicator(const Indicator *indicator) {
    Indicator share = *indicator;
    share.kind = KIND_OF_SHARE;
    share.direction = DIRECTION_UP;
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

static Code add_up(Ctx *cx, const Indicator *indicator, const Goal *goal, Day on, Added **ret_periods,
                   size_t *ret_count) {
    Rows rows;
    size_t room = 0;
    *ret_periods = NULL;
    *ret_count = 0;
    TRY(figures_of_indicator(cx, indicator->code, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const Observation *figure = &((const Observation *)rows.items)[i];
        if (on.number != 0 && figure->ends_on.number > on.number) continue;
        Added *added = added_for(cx, ret_periods, ret_count, &room, figure->ends_on);
        added->sum += figure->value.micro;
        added->count++;
        const Milestone asked = asked_for(goal, figure->ends_on);
        added->met += milestone_holds(&asked, goal->direction, figure->value);
        added->is_sample = added->is_sample || figure->is_sample;
        if (figure->recorded_at.us > added->recorded_at.us) added->recorded_at = figure->recorded_at;
    }
    return OK;
}

/* Members that have not reported can still pull down a mean or a share; to a sum that should grow they only add. */
static void doubt_partial(StandingView *view, Measure *measure, Rollup rollup, Direction direction) {
    const bool only_adds = rollup == ROLLUP_SUM && direction == DIRECTION_UP;
    if (measure->status != STATUS_MET || only_adds || view->reported >= view->expected_reports) return;
    measure->status = STATUS_ON_TRACK;
    measure->rule = RULE_PARTIAL;
    view->status = (int)measure->status;
    view->rule = (int)measure->rule;
}

Code province_view(Ctx *cx, const Goals *goals, const Indicator *indicator, const Standing *reported, Day on,
                   IndicatorView *ret_view, Measure *ret_measure) {
    const Day today = on.number != 0 ? on : cx->today;
    if (!is_added_up(indicator)) {
        *ret_view = indicator_view(cx, goals, indicator, goals->province, reported, today, ret_measure);
        return OK;
    }
    const Goal goal = goal_of(goals, indicator);
    const bool is_share = indicator->rollup == ROLLUP_MET_SHARE;
    Added *periods;
    size_t count;
    TRY(add_up(cx, indicator, &goal, on, &periods, &count));
    Point *points = NEW_ARRAY(cx->arena, Point, count + 1);
    for (size_t i = 0; i < count; i++)
        points[i] = (Point){ periods[i].ends_on, value_of(&periods[i], (Rollup)indicator->rollup) };
    const size_t shown = count > TRAIL_POINTS ? TRAIL_POINTS : count;
    const Series series = { .first = points[0], .points = points + (count - shown), .count = shown };
    Indicator *as = NEW(cx->arena, Indicator);
    *as = is_share ? share_indicator(indicator) : *indicator;
    StandingView *view = NEW(cx->arena, StandingView);
    const Goal measured = is_share ? share_goal(&goal) : goal;
    *view = standing_view_of_series(cx, goals, as, &measured, goals->province, &series, today, ret_measure);
    view->expected_reports = members_expected(cx, goals, indicator);
    if (count > 0) {
        const Added *last = &periods[count - 1];
        view->reported = last->count;
        view->met_count = last->met;
        view->is_sample = last->is_sample;
        view->recorded_at = last->recorded_at;
        view->figure_count = (int64_t)count;
        doubt_partial(view, ret_measure, (Rollup)indicator->rollup, goal.direction);
    }
    *ret_view = (IndicatorView){ .indicator = indicator,
                                 .targets = goals_targets(goals, indicator),
                                 .assignments = assignment_views(cx, goals, indicator->code),
                                 .standing = view };
    return OK;
}
