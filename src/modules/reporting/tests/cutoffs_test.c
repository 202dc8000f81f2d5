/* modules/reporting/tests/cutoffs_test - until when a report is in time, after each kind of rule. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/reporting/cutoffs.h"
#include "tests/harness/fixture.h"
#include "tests/unit/figures.h"

typedef struct CutoffRow {
    const char *rule, *period, *last;
} CutoffRow;

/* Without a calendar every day is worked. */
static const CutoffRow rows[] = {
    { "year before 11-15", "2026", "2026-11-14" },
    { "year before 12-01", "2026", "2026-11-30" },
    { "year before 09-30 of year-1", "2027", "2026-09-29" },
    { "10 days after period", "2026-10", "2026-11-10" },
    { "10 days after period", "2026-Q4", "2027-01-10" },
    { "5 working days after period", "2026-10", "2026-11-05" },
    { "before day 20 of last month", "2026-10", "2026-10-19" },
    { "before day 20 of last month", "2026-Q3", "2026-09-19" },
    { "before day 5 of next month", "2026-H1", "2026-07-04" },
    { "before day 1 of next month", "2026-12", "2026-12-31" },
};

static void a_rule_says_the_last_day_in_time(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Cutoff cutoff;
        Period period;
        assert_row(i, rows[i].rule);
        assert_ok(cutoff_from_text(str_of(rows[i].rule), &cutoff));
        assert_ok(period_from_text(str_of(rows[i].period), &period));
        assert_true(cutoff_fits(&cutoff, period.frequency));
        assert_text(day_text(cx->arena, cutoff_day(&cutoff, period, NULL)), rows[i].last);
    }
}

static const char *const wrong[] = {
    "",
    "someday",
    "year before 13-01",
    "days after period",
    "0 days after period",
    "401 days after period",
    "1.5 days after period",
    "-1 days after period",
    "before day 29 of last month",
    "before day 0 of next month",
    "before day 5 of month",
    "10 days after period ",
    "year before 11-15 of year-0",
};

static void other_rules_are_none(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        Cutoff cutoff;
        assert_row(i, wrong[i]);
        assert_int_equal(cutoff_from_text(str_of(wrong[i]), &cutoff), INVALID);
    }
}

static void a_yearly_rule_is_for_years(void **state) {
    (void)state;
    Cutoff cutoff;
    assert_ok(cutoff_from_text(S("year before 11-15"), &cutoff));
    assert_false(cutoff_fits(&cutoff, FREQUENCY_MONTH));
    assert_true(cutoff_fits(&cutoff, FREQUENCY_YEAR));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(a_rule_says_the_last_day_in_time),
        cmocka_unit_test(other_rules_are_none),
        cmocka_unit_test(a_yearly_rule_is_for_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
