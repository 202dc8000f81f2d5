/* modules/strategy/measured - see measured.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/measured.h"

#include "modules/strategy/rollups.h"

/* ---- standings of a subject ---- */

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

/* ---- what is added up from members ---- */

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
static void doubt_partial(Measured *measured) {
    const Indicator *indicator = measured->indicator;
    const bool only_adds = indicator->rollup == ROLLUP_SUM && indicator->direction == DIRECTION_UP;
    const int64_t reported = measured->standing == NULL ? 0 : measured->standing->reported;
    if (measured->measure.status != STATUS_MET || only_adds || reported >= measured->expected_reports) return;
    measured->measure.status = STATUS_ON_TRACK;
    measured->measure.rule = RULE_PARTIAL;
}

/* ---- the measure ---- */

const Measured *measured_take(Ctx *cx, const Goals *goals, const Indicator *indicator, Str subject,
                              const Standing *standing, Day today) {
    const bool is_sum = is_added_up(indicator) && str_equal(subject, goals->province);
    const bool is_share = is_sum && indicator->rollup == ROLLUP_MET_SHARE;
    const Goal goal = goal_of(goals, indicator);
    Measured *measured = NEW(cx->arena, Measured);
    *measured = (Measured){ .indicator = indicator,
                            .as = is_share ? share_indicator(cx->arena, indicator) : indicator,
                            .subject = subject,
                            .standing = standing,
                            .goal = is_share ? share_goal(&goal) : goal,
                            .due = due_of(goals, indicator, today) };
    if (standing != NULL) measured->series = standing_series(cx->arena, standing);
    const Series *series = &measured->series;
    const Day newest = series->count == 0 ? (Day){ 0 } : series->points[series->count - 1].on;
    if (measured->due.period.frequency != FREQUENCY_NONE)
        measured->overdue_days = overdue_days(&measured->due, newest, today);
    measured->measure = measure_take(&measured->goal, series, today, measured->overdue_days > 0);
    if (is_share && series->count > 0) /* the way of a share of members begins at none of them */
        measured->measure.attainment = decimal_ratio(standing->value, decimal_whole(100));
    if (is_sum) {
        measured->expected_reports = members_expected(cx, goals, indicator);
        doubt_partial(measured);
    }
    return measured;
}
