/* tests/unit/figures - see figures.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/figures.h"

static Decimal decimal_of(Str text) {
    Decimal number = { 0 };
    if (text.len > 0) assert_ok(decimal_from_text(text, &number));
    return number;
}

static Day day_of(Str text) {
    Day day = { 0 };
    if (text.len > 0) assert_ok(day_from_text(text, &day));
    return day;
}

Decimal decimal_said(const char *text) {
    return decimal_of(str_of(text));
}

Day day_said(const char *text) {
    return day_of(str_of(text));
}

size_t points_said(const char *text, Point *points) {
    size_t count = 0;
    for (Str rest = str_of(text); rest.at != NULL && rest.len > 0; count++) {
        Str value = str_cut(&rest, ' ');
        const Str on = str_cut(&value, ':');
        assert_true(count < POINTS_MAX);
        points[count] = (Point){ day_of(on), decimal_of(value) };
    }
    return count;
}

static void add_milestone(Goal *goal, Str said) {
    Str low = said;
    int64_t year;
    assert_ok(str_to_int(str_cut(&low, ':'), 1, 9999, &year));
    const size_t dots = str_find(low, S(".."));
    const Decimal first = decimal_of(str_part(low, 0, dots));
    Milestone milestone = { .on = day_make(year, 12, 31) };
    if (dots < low.len) milestone.high = decimal_of(str_part(low, dots + 2, low.len));
    *(goal->direction == DIRECTION_DOWN ? &milestone.high : &milestone.low) = first;
    goal->milestones[goal->milestone_count++] = milestone;
}

Goal goal_said(const GoalSaid *said) {
    Goal goal = { .direction = said->direction, .is_level = said->is_level, .is_share = said->is_share };
    Str on = str_of(said->start);
    goal.baseline = decimal_of(str_cut(&on, '@'));
    goal.baseline_on = day_of(on.at == NULL ? S("") : on);
    goal.tolerance = decimal_said(said->tolerance);
    Str milestones = str_of(said->milestones);
    while (milestones.at != NULL && milestones.len > 0) add_milestone(&goal, str_cut(&milestones, ' '));
    return goal;
}

void add_number(Buf *out, const char *name, Decimal number) {
    buf_addf(out, " %s ", name);
    if (number.is_known) decimal_write(out, number);
    else buf_char(out, '?');
}
