/* modules/filling/tests/schedule_test - when a binding is asked next, seven hours east of Greenwich. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/filling/schedule.h"
#include "tests/harness/unit.h"

enum { OFFSET = 7 * 60 };

/* One o'clock in Việt Nam is six in the evening before, in UTC. */
static const struct {
    Schedule schedule;
    int64_t day;
    const char *now, *next;
} rows[] = {
    { SCHEDULE_HOURLY, 0, "2026-11-22T03:00:00Z", "2026-11-22T04:00:00Z" },
    { SCHEDULE_DAILY, 0, "2026-11-22T03:00:00Z", "2026-11-22T18:00:00Z" },
    { SCHEDULE_DAILY, 0, "2026-11-22T17:59:59Z", "2026-11-22T18:00:00Z" },
    { SCHEDULE_DAILY, 0, "2026-11-22T18:00:00Z", "2026-11-23T18:00:00Z" },
    { SCHEDULE_MONTHLY, 5, "2026-11-22T03:00:00Z", "2026-12-04T18:00:00Z" },
    { SCHEDULE_MONTHLY, 28, "2026-11-22T03:00:00Z", "2026-11-27T18:00:00Z" },
    { SCHEDULE_MONTHLY, 5, "2026-12-04T18:00:00Z", "2027-01-04T18:00:00Z" },
    { SCHEDULE_MONTHLY, 1, "2026-12-31T17:30:00Z", "2026-12-31T18:00:00Z" }, /* half past midnight of 1 January there */
};

static void finds_the_next_moment(void **state) {
    for (size_t i = 0; i < COUNT(rows); i++) {
        Time now;
        assert_row(i, rows[i].now);
        assert_ok(time_from_text(str_of(rows[i].now), &now));
        assert_text(time_text(*state, schedule_next(rows[i].schedule, rows[i].day, now, OFFSET)), rows[i].next);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = { AN_ARENA(finds_the_next_moment) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
