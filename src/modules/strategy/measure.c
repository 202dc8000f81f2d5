/* modules/strategy/measure - see measure.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/measure.h"

enum { TOLERANCE_PERCENT = 5, SHARE_MAX = 100, MONTH_DAYS = 30 };
#define FIGURE_MAX INT64_C(4000000000000)

bool figure_is_fit(Decimal value) {
    return !value.is_known || (value.micro >= -FIGURE_MAX * DECIMAL_ONE && value.micro <= FIGURE_MAX * DECIMAL_ONE);
}

int status_urgency(Status status) {
    switch (status) {
    case STATUS_LATE: return 0;
    case STATUS_AT_RISK: return 1;
    case STATUS_NO_DATA: return 2;
    case STATUS_ON_TRACK: return 3;
    case STATUS_MET: return 4;
    case STATUS_NONE: break;
    }
    return 5;
}

/* ---- milestones ---- */

static Decimal distance(Decimal a, Decimal b) {
    const Decimal d = decimal_sub(a, b);
    return d.is_known && d.micro < 0 ? decimal_micro(-d.micro) : d;
}

Decimal milestone_bound(const Milestone *milestone, Direction direction, Decimal value) {
    const Decimal low = milestone->low.is_known ? milestone->low : milestone->high;
    const Decimal high = milestone->high.is_known ? milestone->high : milestone->low;
    switch (direction) {
    case DIRECTION_UP: return low;
    case DIRECTION_DOWN: return high;
    case DIRECTION_WITHIN:
        if (!value.is_known) return low;
        return decimal_compare(distance(value, low), distance(value, high)) <= 0 ? low : high;
    case DIRECTION_NONE: break;
    }
    CANNOT("an indicator has a direction");
}

bool milestone_holds(const Milestone *milestone, Direction direction, Decimal value) {
    const Decimal low = milestone->low.is_known ? milestone->low : milestone->high;
    const Decimal high = milestone->high.is_known ? milestone->high : milestone->low;
    const bool is_high_enough = decimal_compare(value, low) >= 0, is_low_enough = decimal_compare(value, high) <= 0;
    switch (direction) {
    case DIRECTION_UP: return is_high_enough;
    case DIRECTION_DOWN: return is_low_enough;
    case DIRECTION_WITHIN: return is_high_enough && is_low_enough;
    case DIRECTION_NONE: break;
    }
    CANNOT("an indicator has a direction");
}

/* How far a value is from what the milestone asks for; 0 when it holds. */
static Decimal outside(const Milestone *milestone, Direction direction, Decimal value) {
    if (milestone_holds(milestone, direction, value)) return decimal_whole(0);
    return distance(milestone_bound(milestone, direction, value), value);
}

/* ---- the path ---- */

/* from + (to - from) * part / whole, rounded once. */
static Decimal between(Decimal from, Decimal to, int64_t part, int64_t whole) {
    const Wide numerator = (Wide)from.micro * whole + ((Wide)to.micro - from.micro) * part;
    return decimal_of_wide(numerator, whole);
}

/* Levels do not lie between: what the last milestone before or on the day asks for. */
static Decimal step_on(const Goal *goal, Decimal start_value, Day day) {
    Decimal expected = start_value;
    for (size_t i = 0; i < goal->milestone_count && goal->milestones[i].on.number <= day.number; i++) {
        expected = milestone_bound(&goal->milestones[i], goal->direction, start_value);
    }
    return expected;
}

Decimal path_on(const Goal *goal, Decimal start_value, Day start_on, Day day, Decimal value) {
    if (goal->is_level) return step_on(goal, start_value, day);
    Decimal from = start_value;
    Day from_on = start_on;
    for (size_t i = 0; i < goal->milestone_count; i++) {
        const Milestone *milestone = &goal->milestones[i];
        if (milestone->on.number <= from_on.number) continue;
        const Decimal to = milestone_bound(milestone, goal->direction, value);
        if (day.number <= from_on.number) return from;
        if (day.number <= milestone->on.number)
            return between(from, to, day.number - from_on.number, milestone->on.number - from_on.number);
        from = to;
        from_on = milestone->on;
    }
    const Milestone *last = &goal->milestones[goal->milestone_count - 1];
    return last->on.number <= day.number ? milestone_bound(last, goal->direction, value) : from;
}

Milestone milestone_on(const Goal *goal, Day day) {
    const Milestone *first = &goal->milestones[0];
    size_t ahead = 0;
    while (ahead + 1 < goal->milestone_count && goal->milestones[ahead].on.number < day.number) ahead++;
    if (goal->direction == DIRECTION_WITHIN) return goal->milestones[ahead];
    const Decimal start = milestone_bound(first, goal->direction, (Decimal){ 0 });
    const Decimal bound = path_on(goal, start, first->on, day, (Decimal){ 0 });
    return (Milestone){ .on = day, .low = bound, .high = bound };
}

/* ---- the trend ---- */

/* n, sums over x (days from the first point) and y (millionths). */
typedef struct Sums {
    Wide n, x, y, xx, xy;
    Day zero;
} Sums;

static Sums sums_of(const Point *points, size_t count) {
    const size_t used = count < TREND_POINTS_MAX ? count : TREND_POINTS_MAX;
    const Point *first = points + (count - used);
    Sums sums = { .n = (Wide)used, .zero = first->on };
    for (size_t i = 0; i < used; i++) {
        const Wide x = first[i].on.number - sums.zero.number, y = first[i].value.micro;
        sums.x += x;
        sums.y += y;
        sums.xx += x * x;
        sums.xy += x * y;
    }
    return sums;
}

Decimal trend_on(const Point *points, size_t count, Day day) {
    if (count < TREND_POINTS_MIN) return (Decimal){ 0 };
    const Sums s = sums_of(points, count);
    const Wide slope_down = s.n * s.xx - s.x * s.x; /* slope = slope_up / slope_down */
    const Wide slope_up = s.n * s.xy - s.x * s.y;
    const Wide x = day.number - s.zero.number;
    /* mean of y + slope * (x - mean of x), over one denominator */
    return decimal_of_wide(s.y * slope_down + slope_up * (s.n * x - s.x), s.n * slope_down);
}

static Decimal monthly_change(const Point *points, size_t count) {
    if (count < TREND_POINTS_MIN) return (Decimal){ 0 };
    const Sums s = sums_of(points, count);
    return decimal_of_wide((s.n * s.xy - s.x * s.y) * MONTH_DAYS, s.n * s.xx - s.x * s.x);
}

/* ---- the measure ---- */

static const Milestone *milestone_after(const Goal *goal, Day day) {
    for (size_t i = 0; i < goal->milestone_count; i++) {
        if (goal->milestones[i].on.number > day.number) return &goal->milestones[i];
    }
    return &goal->milestones[goal->milestone_count - 1];
}

/* The document's own starting value; else its first milestone when more follow; else the first figure. */
static void find_start(Measure *measure, const Goal *goal, const Series *series) {
    const bool has_figure = series->count > 0;
    const Milestone *first = &goal->milestones[0];
    if (goal->is_level) {
        measure->start = START_LOWEST_LEVEL;
        measure->start_value = decimal_whole(0);
    } else if (goal->baseline.is_known) {
        measure->start = START_DECLARED;
        measure->start_value = goal->baseline;
        measure->start_on = goal->baseline_on;
    } else if (goal->milestone_count > 1 &&
               (!has_figure || series->points[series->count - 1].on.number >= first->on.number)) {
        measure->start = START_MILESTONE;
        measure->start_value = milestone_bound(first, goal->direction, (Decimal){ 0 });
        measure->start_on = first->on;
    } else if (has_figure) {
        measure->start = START_FIRST_FIGURE;
        measure->start_value = series->first.value;
        measure->start_on = series->first.on;
    }
}

static Decimal attainment_of(const Measure *measure, const Goal *goal, Decimal value) {
    if (milestone_holds(measure->final, goal->direction, value)) return decimal_whole(1);
    const Decimal way = outside(measure->final, goal->direction, measure->start_value);
    if (!measure->start_value.is_known || !way.is_known || way.micro == 0) return decimal_whole(0);
    const Decimal left = outside(measure->final, goal->direction, value);
    if (decimal_compare(left, way) >= 0) return decimal_whole(0);
    return decimal_ratio(decimal_sub(way, left), way);
}

/* Stated, or 5 % of the distance between the milestones on both sides of the figure. */
static Decimal tolerance_of(const Measure *measure, const Goal *goal, Decimal value, Day day) {
    if (goal->is_level) return decimal_whole(0);
    if (goal->tolerance.is_known) return goal->tolerance;
    Decimal before = measure->start_value;
    for (size_t i = 0; i < goal->milestone_count && goal->milestones[i].on.number <= day.number; i++)
        before = milestone_bound(&goal->milestones[i], goal->direction, value);
    const Decimal after = milestone_bound(measure->next, goal->direction, value);
    return decimal_scale(distance(after, before), TOLERANCE_PERCENT, 100);
}

/* Positive is good: by how much the value is ahead of the path; for a range, nearer to it than the path is. */
static Decimal gap_of(const Goal *goal, const Measure *measure, Decimal value) {
    switch (goal->direction) {
    case DIRECTION_UP: return decimal_sub(value, measure->expected);
    case DIRECTION_DOWN: return decimal_sub(measure->expected, value);
    case DIRECTION_WITHIN:
        return decimal_sub(outside(measure->next, goal->direction, measure->expected),
                           outside(measure->next, goal->direction, value));
    case DIRECTION_NONE: break;
    }
    CANNOT("an indicator has a direction");
}

static bool trend_falls_short(const Measure *measure, const Goal *goal) {
    if (!measure->forecast.is_known || milestone_holds(measure->next, goal->direction, measure->forecast)) return false;
    const Decimal target = milestone_bound(measure->next, goal->direction, measure->forecast);
    return decimal_compare(distance(measure->forecast, target), measure->tolerance) > 0;
}

static void decide(Measure *measure, const Goal *goal, const Point *last, bool is_overdue) {
    const bool is_late = decimal_compare(measure->gap, decimal_whole(0)) < 0;
    const bool is_near = is_late && decimal_compare(distance(measure->gap, decimal_whole(0)), measure->tolerance) <= 0;
    const struct {
        bool applies;
        Status status;
        Rule rule;
    } rules[] = {
        { is_overdue, STATUS_NO_DATA, RULE_OVERDUE },
        { milestone_holds(measure->final, goal->direction, last->value), STATUS_MET, RULE_FINAL_REACHED },
        { measure->final->on.number <= last->on.number, STATUS_LATE, RULE_FINAL_PASSED },
        { is_near, STATUS_AT_RISK, RULE_WITHIN_TOLERANCE },
        { is_late, STATUS_LATE, RULE_BELOW_PATH },
        { trend_falls_short(measure, goal), STATUS_AT_RISK, RULE_TREND_SHORT },
        { true, STATUS_ON_TRACK, RULE_ON_PATH },
    };
    for (size_t i = 0; i < COUNT(rules); i++) {
        if (!rules[i].applies) continue;
        measure->status = rules[i].status;
        measure->rule = rules[i].rule;
        return;
    }
}

Measure measure_take(const Goal *goal, const Series *series, Day today, bool is_overdue) {
    MUST(goal->milestone_count > 0 && goal->milestone_count <= MILESTONES_MAX);
    Measure measure = { .final = &goal->milestones[goal->milestone_count - 1] };
    find_start(&measure, goal, series);
    if (series->count == 0) {
        measure.status = STATUS_NO_DATA;
        measure.rule = RULE_NO_FIGURE;
        measure.next = milestone_after(goal, today);
        return measure;
    }
    const Point *last = &series->points[series->count - 1];
    measure.next = milestone_after(goal, last->on);
    measure.attainment = attainment_of(&measure, goal, last->value);
    measure.expected = path_on(goal, measure.start_value, measure.start_on, last->on, last->value);
    measure.tolerance = tolerance_of(&measure, goal, last->value, last->on);
    measure.gap = gap_of(goal, &measure, last->value);
    measure.remaining = outside(measure.final, goal->direction, last->value);
    if (!goal->is_level) {
        const Decimal forecast = trend_on(series->points, series->count, measure.next->on);
        if (figure_is_fit(forecast)) measure.forecast = forecast;
        measure.monthly = monthly_change(series->points, series->count);
        if (goal->is_share)
            measure.forecast = decimal_clip(measure.forecast, decimal_whole(0), decimal_whole(SHARE_MAX));
    }
    decide(&measure, goal, last, is_overdue);
    return measure;
}

/* ---- roll-ups ---- */

void tally_add(Tally *tally, const Measure *measure) {
    tally->total++;
    tally->met += measure->status == STATUS_MET;
    tally->on_track += measure->status == STATUS_ON_TRACK;
    tally->at_risk += measure->status == STATUS_AT_RISK;
    tally->late += measure->status == STATUS_LATE;
    tally->no_data += measure->status == STATUS_NO_DATA;
    if (!measure->attainment.is_known || measure->status == STATUS_NO_DATA) return;
    tally->measured++;
    tally->attainment_sum += measure->attainment.micro;
}

Decimal tally_mean(const Tally *tally) {
    return decimal_of_wide(tally->attainment_sum, (Wide)tally->measured);
}
