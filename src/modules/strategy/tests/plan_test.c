/* modules/strategy/tests/plan_test - due rules: until when a report or a plan of a year must be there. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/plan.h"
#include "tests/harness/fixture.h"

typedef struct DueRow {
    const char *rule;
    int64_t year;
    const char *last; /* the last day in time: the one before the day that is named */
} DueRow;

static const DueRow dues[] = {
    { "year before 11-15", 2026, "2026-11-14" },
    { "year before 12-01", 2026, "2026-11-30" },
    { "year before 09-30 of year-1", 2027, "2026-09-29" },
    { "year before 01-01", 2026, "2025-12-31" },
    { "year before 01-01 of year-1", 2026, "2024-12-31" },
    { "year before 03-01", 2026, "2026-02-28" },
    { "year before 03-01", 2024, "2024-02-29" },
    { "year before 02-29", 2024, "2024-02-28" },
    { "year before 02-29", 2026, "2026-02-28" }, /* there is no such day: then before 1 March */
    { "year before 02-29 of year-2", 2026, "2024-02-28" },
    { "year before 02-28", 2026, "2026-02-27" },
    { "year before 12-31 of year-9", 2030, "2021-12-30" },
    { "year before 12-31", 9999, "9999-12-30" },
};

static void the_day_before_is_the_last_in_time(void **state) {
    for (size_t i = 0; i < COUNT(dues); i++) {
        DueRule rule;
        assert_row(i, dues[i].rule);
        assert_ok(due_rule_from_text(str_of(dues[i].rule), &rule));
        assert_text(day_text(*state, due_rule_day(rule, dues[i].year)), dues[i].last);
    }
}

/* 2026-02-28 ends the month of February; the quarter ends with March, the half with June. */
static const struct {
    const char *rule, *period, *last;
} often[] = {
    { "month before day 25 of last month", "2026-02", "2026-02-24" },
    { "month before day 5 of next month", "2026-02", "2026-03-04" },
    { "month before day 1 of next month", "2026-12", "2026-12-31" },
    { "quarter before day 15 of last month", "2026-Q1", "2026-03-14" },
    { "quarter before day 10 of next month", "2026-Q4", "2027-01-09" },
    { "half before day 28 of last month", "2026-H1", "2026-06-27" },
    { "year before 09-30 of year-1", "2027", "2026-09-29" },
};

static void what_comes_back_more_often_has_its_month(void **state) {
    static const char *const wrong[] = { "month before day 29 of last month", "month before day 0 of last month",
                                         "week before day 5 of last month",   "month before day 5",
                                         "month before day of last month",    "month  before day 5 of last month",
                                         "quarter before day 5 of first month", "year before day 5 of last month" };
    for (size_t i = 0; i < COUNT(often); i++) {
        DutyRule rule;
        Period period;
        assert_row(i, often[i].rule);
        assert_ok(duty_rule_from_text(str_of(often[i].rule), &rule));
        assert_ok(period_from_text(str_of(often[i].period), &period));
        assert_int_equal(rule.frequency, period.frequency);
        assert_text(day_text(*state, duty_rule_day(&rule, period)), often[i].last);
    }
    for (size_t i = 0; i < COUNT(wrong); i++) {
        DutyRule rule;
        assert_row(i, wrong[i]);
        assert_int_equal(duty_rule_from_text(str_of(wrong[i]), &rule), INVALID);
    }
}

static void refuses_what_is_no_due_rule(void **state) {
    (void)state;
    static const char *const wrong[] = {
        "", "year", "year before ", "year before", "year before 1", "year before 11-1", "year before 1-15",
        "year before 11-15 ", " year before 11-15", "Year before 11-15", "year  before 11-15", "year before 11/15",
        "year before 13-01", "year before 00-10", "year before 11-00", "year before 11-31", "year before 02-30",
        "year before 11-15 of year", "year before 11-15 of year-", "year before 11-15 of year-0",
        "year before 11-15 of year-10", "year before 11-15 of year+1", "year before 11-15of year-1",
        "year before 11-15 of year-1 ", "year before 11-15 of year--1", "year before 11--5", "year before -1-15",
        "year before 11-155", "before 11-15", "11-15", "month before 15", "year before 11-15 of year-1x",
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        DueRule rule = { 7, 7, 7 };
        assert_row(i, wrong[i]);
        assert_int_equal(due_rule_from_text(str_of(wrong[i]), &rule), INVALID);
        assert_int_equal(rule.month, 7);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(the_day_before_is_the_last_in_time),
        AN_ARENA(what_comes_back_more_often_has_its_month),
        cmocka_unit_test(refuses_what_is_no_due_rule),
    };
    return cmocka_run_group_tests_name("due rules", tests, NULL, NULL);
}
