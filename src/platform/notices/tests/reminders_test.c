/* platform/notices/tests/reminders_test - on which days somebody is reminded, by a table worked out by hand. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/notices/notices.h"
#include "tests/harness/unit.h"

enum { NEVER = 99 };

/* Due on Monday 30 November 2026. */
static const struct {
    const char *today;
    int64_t step;
} rows[] = {
    { "2026-11-15", NEVER },                                               /* 15 days before */
    { "2026-11-16", -14 },   { "2026-11-17", -14 }, { "2026-11-22", -14 }, /* 8 before: 14 is the newest */
    { "2026-11-23", -7 },    { "2026-11-28", -7 },  { "2026-11-29", -1 },  { "2026-11-30", 0 },
    { "2026-12-01", 1 },     { "2026-12-06", 1 },                                                /* 6 after */
    { "2026-12-07", 7 },     { "2026-12-13", 7 },   { "2026-12-14", 14 },  { "2026-12-27", 14 }, /* 27 after */
    { "2026-12-28", NEVER },                                                                     /* 28 after */
    { "2029-01-01", NEVER },
};

static void the_newest_step_alone(void **state) {
    Day due, today;
    (void)state;
    assert_ok(day_from_text(S("2026-11-30"), &due));
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t step = NEVER;
        assert_row(i, rows[i].today);
        assert_ok(day_from_text(str_of(rows[i].today), &today));
        assert_int_equal(reminder_step(due, today, &step), rows[i].step != NEVER);
        assert_int_equal(step, rows[i].step);
    }
}

static void without_a_day_nobody_is_reminded(void **state) {
    int64_t step;
    (void)state;
    assert_false(reminder_step((Day){ 0 }, day_make(2026, 11, 22), &step));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_newest_step_alone),
        cmocka_unit_test(without_a_day_nobody_is_reminded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
