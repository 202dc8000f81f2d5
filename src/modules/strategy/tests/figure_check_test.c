/* modules/strategy/tests/figure_check_test - is this a figure that can be? Every fault of one is named at once. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/figure_check.h"
#include "modules/strategy/target_check.h"
#include "tests/unit/figures.h"
#include "tests/unit/strategy.h"

typedef struct FigureRow {
    const char *indicator, *subject, *period, *value, *text;
    FaultWanted wanted[4];
} FigureRow;

/* Today is 22 November 2026. I1: a share each quarter; I2: a number of each commune each month; I4: a level each half
 * year; I5: days of each department each quarter; I7: a share of the province and of communes. */
static const FigureRow figures[] = {
    { "I1", "08", "2026-Q3", "42", "", { { NULL, 0, "" } } },
    { "I1", "08", "2026-Q3", "0", "", { { NULL, 0, "" } } }, /* zero is a figure */
    { "I1", "08", "2026-Q3", "100", "", { { NULL, 0, "" } } },
    { "I1", "08", "2026-Q3", "100.000001", "", { { &share_range, 7, "value" } } },
    { "I1", "08", "2026-Q3", "-0.000001", "", { { &share_range, 7, "value" } } },
    { "I1", "08", "2026-Q3", "", "", { { &value_missing, 7, "value" } } }, /* empty is not zero */
    { "I1", "08", "2026-Q3", "", "42", { { &value_missing, 7, "value" } } },
    { "I1", "08", "1990-Q1", "42", "", { { NULL, 0, "" } } }, /* the past may be told */
    { "I1", "08", "2026-Q4", "42", "", { { &period_open, 7, "period" } } },
    { "I1", "08", "2027-Q1", "42", "", { { &period_open, 7, "period" } } },
    { "I1", "08", "2026-09", "42", "", { { &period_length, 7, "period" } } },
    { "I1", "08", "2026", "42", "", { { &period_length, 7, "period" } } },
    { "I1", "08", "2026-Q5", "42", "", { { &period_form, 7, "period" } } },
    { "I1", "08", "Q3/2026", "42", "", { { &period_form, 7, "period" } } },
    { "I1", "08", "", "42", "", { { &period_form, 7, "period" } } },
    { "I1", "00691", "2026-Q3", "42", "", { { &subject_wrong, 7, "subject" } } },
    { "I1", "SKHCN", "2026-Q3", "42", "", { { &subject_wrong, 7, "subject" } } },
    { "I1", "99", "2026-Q3", "42", "", { { &subject_wrong, 7, "subject" } } },
    { "I2", "00691", "2026-10", "1234567", "", { { NULL, 0, "" } } },
    { "I2", "00691", "2026-11", "1", "", { { &period_open, 7, "period" } } },
    { "I2", "08", "2026-10", "1", "", { { &subject_wrong, 7, "subject" } } },
    { "I4", "08", "2026-H1", "", "một phần", { { NULL, 0, "" } } },
    { "I4", "08", "2026-H1", "", "", { { &level_missing, 7, "text" } } },
    { "I4", "08", "2026-H1", "1", "", { { &level_missing, 7, "text" } } }, /* a rank is no word */
    { "I4", "08", "2026-H1", "", "Có", { { &level_missing, 7, "text" } } },
    { "I5", "SKHCN", "2026-Q3", "3.5", "", { { NULL, 0, "" } } },
    { "I5", "SO", "2026-Q3", "3.5", "", { { &subject_wrong, 7, "subject" } } },
    { "I7", "08", "2026-10", "50", "", { { NULL, 0, "" } } },
    { "I7", "02215", "2026-10", "50", "", { { NULL, 0, "" } } },
    { "I9", "08", "2026-Q9", "500", "", { { &indicator_unknown, 7, "indicator" } } }, /* what it asks is unknown too */
    { "", "", "", "", "", { { &indicator_unknown, 7, "indicator" } } },
    { "I1", "00691", "2026-Q4", "101", "",
      { { &subject_wrong, 7, "subject" }, { &period_open, 7, "period" }, { &share_range, 7, "value" } } },
    { "I4", "SKHCN", "2026-06", "", "Đủ",
      { { &subject_wrong, 7, "subject" }, { &period_length, 7, "period" }, { &level_missing, 7, "text" } } },
    { "I2", "02000", "2026-10", "1", "", { { &subject_wrong, 7, "subject" } } }, /* it had ended before the period */
    { "I2", "02000", "2025-06", "1", "", { { NULL, 0, "" } } },                  /* its last month */
    { "I5", "OLD-TTTT", "2026-Q3", "3.5", "", { { &subject_wrong, 7, "subject" } } },
    { "I5", "UBND-T", "2026-Q3", "3.5", "", { { &subject_wrong, 7, "subject" } } }, /* it does not lead */
};

static void names_all_that_is_wrong_with_a_figure(void **state) {
    Ctx *cx = *state;
    const Goals *goals = plan_goals(cx);
    for (size_t i = 0; i < COUNT(figures); i++) {
        const FigureRow *row = &figures[i];
        const FigureWritten figure = { .indicator = str_of(row->indicator), .subject = str_of(row->subject),
                                       .period = str_of(row->period), .value = decimal_said(row->value),
                                       .text = str_of(row->text) };
        FigureRead read;
        size_t count = 0;
        while (count < COUNT(row->wanted) && row->wanted[count].kind != NULL) count++;
        assert_row(i, row->period);
        fixture_forget(cx);
        assert_int_equal(figure_check(cx, goals, &figure, spot_in(S("f.csv"), 7, S("")), &read), count == 0);
        assert_faults_at(cx, row->wanted, count, __FILE__, __LINE__);
        for (size_t j = 0; j < count; j++) assert_text(cx->problem.faults[j].spot.file, "f.csv");
    }
}

static void understands_what_was_written(void **state) {
    Ctx *cx = *state;
    const Goals *goals = plan_goals(cx);
    const FigureWritten share = { S("I1"), S("08"), S("2026-Q3"), decimal_said("42.5"), S("") };
    const FigureWritten level = { S("I4"), S("08"), S("2026-H1"), { 0 }, S("đầy đủ") };
    FigureRead read;
    assert_true(figure_check(cx, goals, &share, spot_field(S("")), &read));
    assert_text(read.indicator->code, "I1");
    assert_text(day_text(cx->arena, period_end(read.period)), "2026-09-30");
    assert_text(decimal_text(cx->arena, read.value), "42.5");
    assert_text(read.text, "");
    assert_true(figure_check(cx, goals, &level, spot_field(S("")), &read));
    assert_text(decimal_text(cx->arena, read.value), "2"); /* the rank of its word */
    assert_text(read.text, "đầy đủ");
}

/* From the last day of its period on. */
static void a_figure_may_come_on_the_last_day(void **state) {
    Ctx *cx = *state;
    const Goals *goals = plan_goals(cx);
    const FigureWritten figure = { S("I1"), S("08"), S("2026-Q4"), decimal_said("42"), S("") };
    FigureRead read;
    fixture_clock(cx, "2026-12-30T16:59:59Z"); /* a second before midnight in Việt Nam */
    assert_false(figure_check(cx, goals, &figure, spot_field(S("")), &read));
    fixture_forget(cx);
    fixture_clock(cx, "2026-12-30T17:00:00Z");
    assert_true(figure_check(cx, goals, &figure, spot_field(S("")), &read));
}

static void tells_what_would_be_right(void **state) {
    Ctx *cx = *state;
    const Goals *goals = plan_goals(cx);
    const FigureWritten level = { S("I4"), S("08"), S("2026-H1"), { 0 }, S("Có") };
    const FigureWritten later = { S("I1"), S("08"), S("2026-Q4"), decimal_said("42"), S("") };
    FigureRead read;
    (void)figure_check(cx, goals, &level, spot_field(S("")), &read);
    assert_holds(cx->problem.faults[0].vi, "chưa có, một phần, đầy đủ");
    (void)figure_check(cx, goals, &later, spot_field(S("")), &read);
    assert_holds(cx->problem.faults[1].en, "2026-12-31");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_PLAN(names_all_that_is_wrong_with_a_figure),
        IN_PLAN(understands_what_was_written),
        IN_PLAN(a_figure_may_come_on_the_last_day),
        IN_PLAN(tells_what_would_be_right),
    };
    return cmocka_run_group_tests_name("figure_check", tests, NULL, NULL);
}
