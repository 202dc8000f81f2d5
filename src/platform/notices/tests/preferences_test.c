/* platform/notices/tests/preferences_test - when a mail may go, by a table worked out by hand. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/notices/preferences.h"
#include "tests/harness/unit.h"

/* Today is day 100; a daily mail goes from 8 on, quiet from 20 to 7 unless said. */
static const struct {
    const char *what;
    int rhythm;
    int64_t quiet_from, quiet_to, hour, daily_on;
    bool is_working_day, is_time;
} rows[] = {
    { "at once, in the day", RHYTHM_AT_ONCE, 20, 7, 10, 0, true, true },
    { "at once, quiet begins", RHYTHM_AT_ONCE, 20, 7, 20, 0, true, false },
    { "at once, after midnight", RHYTHM_AT_ONCE, 20, 7, 0, 0, true, false },
    { "at once, quiet ends", RHYTHM_AT_ONCE, 20, 7, 7, 0, true, true },
    { "at once, a day off", RHYTHM_AT_ONCE, 20, 7, 10, 0, false, false },
    { "at once, quiet at noon", RHYTHM_AT_ONCE, 11, 14, 13, 0, true, false },
    { "at once, never quiet", RHYTHM_AT_ONCE, 5, 5, 5, 0, true, true },
    { "daily, before its hour", RHYTHM_DAILY, 20, 7, 7, 99, true, false },
    { "daily, at its hour", RHYTHM_DAILY, 20, 7, 8, 99, true, true },
    { "daily, later: the server was down", RHYTHM_DAILY, 20, 7, 15, 99, true, true },
    { "daily, was sent today", RHYTHM_DAILY, 20, 7, 15, 100, true, false },
    { "daily, a day off", RHYTHM_DAILY, 20, 7, 8, 99, false, false },
    { "never", RHYTHM_NEVER, 20, 7, 10, 0, true, false },
};

static void says_when_a_mail_may_go(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const Preference preference = { .rhythm = rows[i].rhythm,
                                        .daily_hour = 8,
                                        .quiet_from = rows[i].quiet_from,
                                        .quiet_to = rows[i].quiet_to,
                                        .daily_on = { rows[i].daily_on } };
        const Moment moment = { { 100 }, rows[i].hour, rows[i].is_working_day };
        assert_row(i, rows[i].what);
        assert_int_equal(preference_is_time(&preference, &moment), rows[i].is_time);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(says_when_a_mail_may_go) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
