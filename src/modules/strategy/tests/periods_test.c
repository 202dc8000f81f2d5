/* modules/strategy/tests/periods_test - months, quarters, halves, years: their texts, their days, and what is due. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/periods.h"
#include "tests/unit/figures.h"

static Period period_of(const char *text) {
    Period period = { 0 };
    assert_ok(period_from_text(str_of(text), &period));
    return period;
}

/* ---- texts ---- */

typedef struct PeriodRow {
    const char *text, *start, *end;
    Frequency frequency;
    const char *before, *next; /* NULL: their year is none of the calendar's */
} PeriodRow;

static const PeriodRow periods[] = {
    { "2026-01", "2026-01-01", "2026-01-31", FREQUENCY_MONTH, "2025-12", "2026-02" },
    { "2026-02", "2026-02-01", "2026-02-28", FREQUENCY_MONTH, "2026-01", "2026-03" },
    { "2024-02", "2024-02-01", "2024-02-29", FREQUENCY_MONTH, "2024-01", "2024-03" },
    { "2000-02", "2000-02-01", "2000-02-29", FREQUENCY_MONTH, "2000-01", "2000-03" }, /* a leap year, by its fourth */
    { "2100-02", "2100-02-01", "2100-02-28", FREQUENCY_MONTH, "2100-01", "2100-03" }, /* no leap year */
    { "2026-12", "2026-12-01", "2026-12-31", FREQUENCY_MONTH, "2026-11", "2027-01" },
    { "2026-Q1", "2026-01-01", "2026-03-31", FREQUENCY_QUARTER, "2025-Q4", "2026-Q2" },
    { "2026-Q2", "2026-04-01", "2026-06-30", FREQUENCY_QUARTER, "2026-Q1", "2026-Q3" },
    { "2026-Q3", "2026-07-01", "2026-09-30", FREQUENCY_QUARTER, "2026-Q2", "2026-Q4" },
    { "2026-Q4", "2026-10-01", "2026-12-31", FREQUENCY_QUARTER, "2026-Q3", "2027-Q1" },
    { "2026-H1", "2026-01-01", "2026-06-30", FREQUENCY_HALF, "2025-H2", "2026-H2" },
    { "2026-H2", "2026-07-01", "2026-12-31", FREQUENCY_HALF, "2026-H1", "2027-H1" },
    { "2026", "2026-01-01", "2026-12-31", FREQUENCY_YEAR, "2025", "2027" },
    { "1800-01", "1800-01-01", "1800-01-31", FREQUENCY_MONTH, NULL, "1800-02" },
    { "9999", "9999-01-01", "9999-12-31", FREQUENCY_YEAR, "9998", NULL },
};

static void a_period_has_a_text_and_two_days(void **state) {
    for (size_t i = 0; i < COUNT(periods); i++) {
        const PeriodRow *row = &periods[i];
        assert_row(i, row->text);
        const Period period = period_of(row->text);
        assert_int_equal(period.frequency, row->frequency);
        assert_text(period_text(*state, period), row->text);
        assert_text(day_text(*state, period_start(period)), row->start);
        assert_text(day_text(*state, period_end(period)), row->end);
        if (row->before != NULL) assert_text(period_text(*state, period_before(period)), row->before);
        if (row->next != NULL) assert_text(period_text(*state, period_next(period)), row->next);
    }
    assert_text(period_text(*state, (Period){ 0 }), "");
}

static void refuses_texts_that_are_no_period(void **state) {
    (void)state;
    static const char *const wrong[] = {
        "", "2", "202", "20266", "2026-", "2026-1", "2026-00", "2026-13", "2026-001", "2026-1 ", "2026--1",
        "2026-Q0", "2026-Q5", "2026-Q", "2026-Q01", "2026-q1", "2026-Q-1", "2026-H0", "2026-H3", "2026Q1", "2026/01",
        "2026 Q1", " 2026", "2026 ", "1799", "1799-12", "-026", "+2026", "0000", "2026-T1", "2026-I", "2026-0x",
        "2026.01", "26-01", "2026-W1", "Q1-2026", "2026-01-01", "2026-Q1-1", "2026-\xC3\xA0",
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        Period period = { FREQUENCY_YEAR, 7, 7 };
        assert_row(i, wrong[i]);
        assert_int_equal(period_from_text(str_of(wrong[i]), &period), INVALID);
        assert_int_equal(period.year, 7);
    }
}

static void texts_of_one_frequency_sort_in_time(void **state) {
    static const char *const firsts[] = { "2025-11", "2025-Q3", "2025-H1", "2025" };
    for (size_t i = 0; i < COUNT(firsts); i++) {
        Period period = period_of(firsts[i]);
        for (int n = 0; n < 30; n++) {
            const Period next = period_next(period);
            assert_true(str_compare(period_text(*state, period), period_text(*state, next)) < 0);
            assert_int_equal(period_end(period).number + 1, period_start(next).number); /* no day between, none twice */
            assert_true(period_equal(period_before(next), period));
            assert_false(period_equal(next, period));
            period = next;
        }
    }
    assert_false(period_equal(period_of("2026"), period_of("2026-H1")));
}

/* ---- days ---- */

typedef struct DayRow {
    const char *day;
    Frequency frequency;
    const char *of, *over; /* the period of the day; the newest that is over */
} DayRow;

static const DayRow days[] = {
    { "2026-11-22", FREQUENCY_MONTH, "2026-11", "2026-10" },
    { "2026-11-30", FREQUENCY_MONTH, "2026-11", "2026-11" },
    { "2026-12-01", FREQUENCY_MONTH, "2026-12", "2026-11" },
    { "2026-01-01", FREQUENCY_MONTH, "2026-01", "2025-12" },
    { "2024-02-28", FREQUENCY_MONTH, "2024-02", "2024-01" },
    { "2024-02-29", FREQUENCY_MONTH, "2024-02", "2024-02" },
    { "2026-03-31", FREQUENCY_QUARTER, "2026-Q1", "2026-Q1" },
    { "2026-04-01", FREQUENCY_QUARTER, "2026-Q2", "2026-Q1" },
    { "2026-12-30", FREQUENCY_QUARTER, "2026-Q4", "2026-Q3" },
    { "2026-06-30", FREQUENCY_HALF, "2026-H1", "2026-H1" },
    { "2026-07-01", FREQUENCY_HALF, "2026-H2", "2026-H1" },
    { "2026-01-31", FREQUENCY_HALF, "2026-H1", "2025-H2" },
    { "2026-12-31", FREQUENCY_YEAR, "2026", "2026" },
    { "2026-12-30", FREQUENCY_YEAR, "2026", "2025" },
};

static void knows_the_period_of_a_day(void **state) {
    for (size_t i = 0; i < COUNT(days); i++) {
        assert_row(i, days[i].day);
        assert_text(period_text(*state, period_of_day(day_said(days[i].day), days[i].frequency)), days[i].of);
        assert_text(period_text(*state, period_over(day_said(days[i].day), days[i].frequency)), days[i].over);
    }
}

/* ---- what is due: its last day plus due_days lies before today ---- */

typedef struct DueRow {
    const char *today;
    Frequency frequency;
    int64_t due_days;
    const char *due, *due_on;
} DueRow;

static const DueRow dues[] = {
    { "2026-11-22", FREQUENCY_MONTH, 30, "2026-09", "2026-10-30" }, /* October may come until 30 November */
    { "2026-11-30", FREQUENCY_MONTH, 30, "2026-09", "2026-10-30" }, /* it is that day: not late yet */
    { "2026-12-01", FREQUENCY_MONTH, 30, "2026-10", "2026-11-30" },
    { "2026-11-22", FREQUENCY_MONTH, 0, "2026-10", "2026-10-31" },
    { "2026-10-31", FREQUENCY_MONTH, 0, "2026-09", "2026-09-30" },  /* due on the very last day, which is not over */
    { "2026-11-01", FREQUENCY_MONTH, 0, "2026-10", "2026-10-31" },
    { "2024-03-30", FREQUENCY_MONTH, 30, "2024-01", "2024-03-01" }, /* 29 February and 30 days: 30 March */
    { "2024-03-31", FREQUENCY_MONTH, 30, "2024-02", "2024-03-30" },
    { "2026-10-30", FREQUENCY_QUARTER, 30, "2026-Q2", "2026-07-30" },
    { "2026-10-31", FREQUENCY_QUARTER, 30, "2026-Q3", "2026-10-30" },
    { "2026-07-20", FREQUENCY_HALF, 20, "2025-H2", "2026-01-20" },
    { "2026-07-21", FREQUENCY_HALF, 20, "2026-H1", "2026-07-20" },
    { "2027-01-30", FREQUENCY_YEAR, 30, "2025", "2026-01-30" },
    { "2027-01-31", FREQUENCY_YEAR, 30, "2026", "2027-01-30" },
    { "2026-11-22", FREQUENCY_MONTH, 400, "2025-09", "2026-11-04" }, /* the longest that a plan may state */
    { "2026-11-04", FREQUENCY_MONTH, 400, "2025-08", "2026-10-05" },
};

static void knows_what_is_due(void **state) {
    for (size_t i = 0; i < COUNT(dues); i++) {
        const Period due = period_due(day_said(dues[i].today), dues[i].frequency, dues[i].due_days, NULL);
        assert_row(i, dues[i].today);
        assert_text(period_text(*state, due), dues[i].due);
        assert_text(day_text(*state, period_due_on(due, dues[i].due_days, NULL)), dues[i].due_on);
    }
}

static void ask_the_end_of_no_period(void) {
    (void)period_end((Period){ 0 });
}

static void stops_at_no_period(void **state) {
    (void)state;
    assert_true(stops(ask_the_end_of_no_period));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(a_period_has_a_text_and_two_days),
        cmocka_unit_test(refuses_texts_that_are_no_period),
        AN_ARENA(texts_of_one_frequency_sort_in_time),
        AN_ARENA(knows_the_period_of_a_day),
        AN_ARENA(knows_what_is_due),
        cmocka_unit_test(stops_at_no_period),
    };
    return cmocka_run_group_tests_name("periods", tests, NULL, NULL);
}
