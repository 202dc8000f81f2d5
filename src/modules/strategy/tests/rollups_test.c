/* modules/strategy/tests/rollups_test - figures of members added up for the province, by hand beside each. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/measured.h"
#include "modules/strategy/rollups.h"
#include "tests/unit/figures.h"
#include "tests/unit/strategy.h"

static const char *const statuses[] = { "-", "met", "on_track", "at_risk", "late", "no_data" };
static const char *const rules[] = { "-",       "no_figure",   "overdue",          "final_reached", "final_passed",
                                     "on_path", "trend_short", "within_tolerance", "below_path",    "partial" };

/* The province's view of an indicator in one line, at the end of a day (none: now). */
static Str shown(Ctx *cx, const char *code, Day on) {
    Standings standings;
    Buf out = buf_new(cx->arena, 1000);
    const Goals *goals = plan_goals(cx);
    const Indicator *indicator = goals_indicator(goals, str_of(code));
    assert_ok(standings_load(cx, goals->province, on, &standings));
    const Standing *standing = standings_find(&standings, indicator->code);
    const Day today = on.number != 0 ? on : cx->today;
    const Measured *measured = measured_take(cx, goals, indicator, goals->province, standing, today);
    if (standing != NULL) {
        buf_addf(&out, "%.*s:", STR_FMT(standing->period));
        decimal_write(&out, standing->value);
        buf_char(&out, ' ');
    }
    buf_addf(&out, "%s by %s, %lld met, %lld of %lld", statuses[measured->measure.status],
             rules[measured->measure.rule], standing == NULL ? 0 : (long long)standing->met_count,
             standing == NULL ? 0 : (long long)standing->reported, (long long)measured->expected_reports);
    add_number(&out, "part", measured->measure.attainment);
    return written(&out);
}

/* ---- sums: I2, applications by commune and month, 1000 at the end of 2030 ---- */

/* The path begins at the first sum, 150: then 30 / 850 and 50.000001 / 850 are done. From 1 it is 199.000001 / 999. */
static void adds_up_sums(void **state) {
    Ctx *cx = *state;
    assert_text(shown(cx, "I2", (Day){ 0 }), "no_data by no_figure, 0 met, 0 of 3 part ?");
    plan_record(cx, "I2", "00691", "2026-09", "100");
    plan_record(cx, "I2", "00694", "2026-09", "50");
    assert_text(shown(cx, "I2", (Day){ 0 }), "2026-09:150 on_track by on_path, 0 met, 2 of 3 part 0");
    plan_record(cx, "I2", "00691", "2026-10", "120");
    plan_record(cx, "I2", "00694", "2026-10", "60");
    plan_record(cx, "I2", "02215", "2026-10", "0"); /* a zero was reported: it is one of three */
    assert_text(shown(cx, "I2", (Day){ 0 }), "2026-10:180 on_track by on_path, 0 met, 3 of 3 part 0.035294");
    plan_record(cx, "I2", "02215", "2026-10", "20.000001"); /* corrected */
    assert_text(shown(cx, "I2", (Day){ 0 }), "2026-10:200.000001 on_track by on_path, 0 met, 3 of 3 part 0.058824");
    plan_record(cx, "I2", "02215", "2026-08", "1"); /* an older month comes later: the path begins there */
    assert_text(shown(cx, "I2", (Day){ 0 }), "2026-10:200.000001 on_track by on_path, 0 met, 3 of 3 part 0.199199");
}

/* On the last day of a month its figures are there; on the day before, those of the month before are the newest. */
static void adds_up_as_of_a_day(void **state) {
    Ctx *cx = *state;
    plan_record(cx, "I2", "00691", "2026-09", "100");
    plan_record(cx, "I2", "00694", "2026-09", "50");
    plan_record(cx, "I2", "00691", "2026-10", "120");
    assert_text(shown(cx, "I2", day_said("2026-10-30")), "2026-09:150 on_track by on_path, 0 met, 2 of 3 part 0");
    assert_text(shown(cx, "I2", day_said("2026-10-31")), "2026-10:120 late by below_path, 0 met, 1 of 3 part 0");
    assert_text(shown(cx, "I2", day_said("2026-09-29")), "no_data by no_figure, 0 met, 0 of 3 part ?");
}

/* To a sum that should grow those who are missing can only add. */
static void says_met_of_a_sum_at_once(void **state) {
    Ctx *cx = *state;
    plan_record(cx, "I2", "00691", "2026-10", "1000");
    assert_text(shown(cx, "I2", (Day){ 0 }), "2026-10:1000 met by final_reached, 1 met, 1 of 3 part 1");
}

/* ---- means: I5, days by department and quarter, at most 10 at the end of 2026 and 5 at the end of 2030 ---- */

static void averages_those_who_reported(void **state) {
    Ctx *cx = *state;
    plan_record(cx, "I5", "SKHCN", "2026-Q3", "8");
    plan_record(cx, "I5", "SNV", "2026-Q3", "11");
    /* 19 / 2; 11 is more than the 10 that are asked */
    assert_text(shown(cx, "I5", (Day){ 0 }), "2026-Q3:9.5 on_track by on_path, 1 met, 2 of 3 part 0");
    plan_record(cx, "I5", "SVH", "2026-Q3", "1");
    assert_text(shown(cx, "I5", (Day){ 0 }), "2026-Q3:6.666667 on_track by on_path, 2 met, 3 of 3 part 0"); /* 20 / 3 */
}

/* The third could still spoil it. */
static void does_not_say_met_of_a_mean_before_all_reported(void **state) {
    Ctx *cx = *state;
    plan_record(cx, "I5", "SKHCN", "2026-Q3", "4");
    plan_record(cx, "I5", "SNV", "2026-Q3", "5");
    assert_text(shown(cx, "I5", (Day){ 0 }), "2026-Q3:4.5 on_track by partial, 2 met, 2 of 3 part 1");
    plan_record(cx, "I5", "SVH", "2026-Q3", "6");
    assert_text(shown(cx, "I5", (Day){ 0 }), "2026-Q3:5 met by final_reached, 3 met, 3 of 3 part 1");
}

/* ---- shares of members: I3, by commune and year, at least 50 at the end of 2026 and 90 at the end of 2030 ---- */

static void counts_the_share_that_meets_the_path(void **state) {
    Ctx *cx = *state;
    fixture_clock(cx, "2029-01-15T03:00:00Z");
    /* 2028, two years on: 50 + 40 * 731 / 1461 = 70.013689 is asked */
    plan_record(cx, "I3", "00691", "2028", "70.013689");
    plan_record(cx, "I3", "00694", "2028", "70.013688");
    assert_text(shown(cx, "I3", (Day){ 0 }), "2028:50 late by below_path, 1 met, 2 of 3 part 0.5");
    plan_record(cx, "I3", "02215", "2028", "100");
    assert_text(shown(cx, "I3", (Day){ 0 }), "2028:66.666667 late by below_path, 2 met, 3 of 3 part 0.666667");
}

/* A sum may be larger than any figure may be: then it is not said, not even as it was before. */
static void does_not_say_a_sum_that_is_too_large(void **state) {
    Ctx *cx = *state;
    plan_record(cx, "I2", "00691", "2026-10", "4000000000000");
    assert_text(shown(cx, "I2", (Day){ 0 }), "2026-10:4000000000000 met by final_reached, 1 met, 1 of 3 part 1");
    plan_record(cx, "I2", "00694", "2026-10", "1");
    assert_text(shown(cx, "I2", (Day){ 0 }), "no_data by no_figure, 0 met, 0 of 3 part ?");
    plan_record(cx, "I2", "00694", "2026-10", "-1");
    assert_text(shown(cx, "I2", (Day){ 0 }), "2026-10:3999999999999 met by final_reached, 1 met, 2 of 3 part 1");
}

static void all_must_have_reported_before_a_share_is_met(void **state) {
    Ctx *cx = *state;
    fixture_clock(cx, "2027-01-15T03:00:00Z");
    plan_record(cx, "I3", "00691", "2026", "50");
    plan_record(cx, "I3", "00694", "2026", "99");
    assert_text(shown(cx, "I3", (Day){ 0 }), "2026:100 on_track by partial, 2 met, 2 of 3 part 1");
    plan_record(cx, "I3", "02215", "2026", "50");
    assert_text(shown(cx, "I3", (Day){ 0 }), "2026:100 met by final_reached, 3 met, 3 of 3 part 1");
    fixture_clock(cx, "2026-12-31T03:00:00Z");
    plan_record(cx, "I3", "02215", "2026", "49.999999");
    assert_text(shown(cx, "I3", (Day){ 0 }), "2026:66.666667 late by below_path, 2 met, 3 of 3 part 0.666667");
}

/* ---- what is reported for the province itself ---- */

static void leaves_alone_what_is_reported(void **state) {
    Ctx *cx = *state;
    const Goals *goals = plan_goals(cx);
    static const struct {
        const char *code;
        bool is_added_up;
    } rows[] = { { "I1", false }, { "I2", true }, { "I3", true }, { "I4", false }, { "I5", true }, { "I6", false },
                 { "I7", false } };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].code);
        assert_int_equal(is_added_up(goals_indicator(goals, str_of(rows[i].code))), rows[i].is_added_up);
    }
    plan_record(cx, "I7", "00691", "2026-10", "10"); /* stands beside it */
    assert_text(shown(cx, "I7", (Day){ 0 }), "no_data by no_figure, 0 met, 0 of 0 part ?");
    plan_record(cx, "I7", "08", "2026-10", "30");
    assert_text(shown(cx, "I7", (Day){ 0 }), "2026-10:30 on_track by on_path, 0 met, 0 of 0 part 0");
}

/* ---- after a change of the plan ---- */

static void is_made_again_when_the_plan_changes(void **state) {
    Ctx *cx = *state;
    Plan plan;
    plan_record(cx, "I2", "00691", "2026-10", "120");
    plan_record(cx, "I2", "00694", "2026-10", "61");
    const Str folder = plan_copy(cx, "indicators.csv", "month,,commune,sum", "month,,commune,mean");
    assert_ok(plan_read_package(cx, folder, &plan));
    assert_ok(plan_store(cx, &plan));
    assert_ok(rollups_refresh_all(cx));
    assert_text(shown(cx, "I2", (Day){ 0 }), "2026-10:90.5 on_track by on_path, 0 met, 2 of 3 part 0"); /* 181 / 2 */
    assert_text(shown(cx, "I2", day_said("2026-10-31")), "2026-10:90.5 on_track by on_path, 0 met, 2 of 3 part 0");
}

/* Figures of the province and its members that are no more of this kind are not shown in their place. */
static void is_gone_when_nothing_is_added_up_any_more(void **state) {
    Ctx *cx = *state;
    Plan plan;
    plan_record(cx, "I2", "00691", "2026-10", "120");
    const Str folder = plan_copy(cx, "indicators.csv", "month,,commune,sum", "month,,commune,reported");
    assert_ok(plan_read_package(cx, folder, &plan));
    assert_ok(plan_store(cx, &plan));
    assert_ok(rollups_refresh_all(cx));
    assert_text(shown(cx, "I2", (Day){ 0 }), "no_data by no_figure, 0 met, 0 of 0 part ?");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_PLAN(adds_up_sums),
        IN_PLAN(adds_up_as_of_a_day),
        IN_PLAN(says_met_of_a_sum_at_once),
        IN_PLAN(averages_those_who_reported),
        IN_PLAN(does_not_say_met_of_a_mean_before_all_reported),
        IN_PLAN(counts_the_share_that_meets_the_path),
        IN_PLAN(does_not_say_a_sum_that_is_too_large),
        IN_PLAN(all_must_have_reported_before_a_share_is_met),
        IN_PLAN(leaves_alone_what_is_reported),
        IN_PLAN(is_made_again_when_the_plan_changes),
        IN_PLAN(is_gone_when_nothing_is_added_up_any_more),
    };
    return cmocka_run_group_tests_name("rollups", tests, NULL, NULL);
}
