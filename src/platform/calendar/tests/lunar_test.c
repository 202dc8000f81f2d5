/* platform/calendar/tests/lunar_test - the lunar calendar against days that are known from outside of this program. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/calendar/lunar.h"

#include "tests/harness/unit.h"

/* Tết as it was or is announced in Việt Nam. Where China's calendar, which goes by UTC+8, has another day: 1968 (30
 * January; the day on which North and South Việt Nam differed too), 1985 (a whole month later, 20 February), 2007 (18
 * February), 2030 (3 February). A second opinion was asked once: the Chinese calendar of ICU (node 18, `Intl`) for all
 * 1608 months of 1967 to 2100. 1546 begin on the same day; 58 begin a day later there, as at UTC+8 they may; and four
 * are the months of the winter of 1984/85, which in Việt Nam has no leap month 10 and in China has one. */
static const char *const new_years[] = {
    "1968-01-29", "1985-01-21", "2007-02-17", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26",
    "2029-02-13", "2030-02-02", "2031-01-23", "2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08",
};

static void knows_the_first_day_of_the_year(void **state) {
    for (size_t i = 0; i < COUNT(new_years); i++) {
        Day wanted;
        assert_row(i, new_years[i]);
        assert_ok(day_from_text(str_of(new_years[i]), &wanted));
        assert_text(day_text(*state, lunar_day(day_year(wanted), 1, 1)), new_years[i]);
    }
}

/* Leap months of Việt Nam: the month that follows this one has no number of its own. 0: a year of twelve months. */
static const struct {
    int64_t year, month;
} leaps[] = {
    { 1985, 2 }, { 1987, 7 }, { 2004, 2 }, { 2006, 7 }, { 2009, 5 }, { 2012, 4 }, { 2014, 9 }, { 2017, 6 },
    { 2018, 0 }, { 2020, 4 }, { 2023, 2 }, { 2024, 0 }, { 2025, 6 }, { 2026, 0 }, { 2027, 0 }, { 2028, 5 },
    { 2031, 3 }, { 2033, 11 },
};

static void knows_leap_months(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(leaps); i++) {
        const int64_t year = leaps[i].year;
        int64_t found = 0;
        for (int64_t month = 1; month <= 12; month++) {
            const Day next = month < 12 ? lunar_day(year, month + 1, 1) : lunar_day(year + 1, 1, 1);
            if (next.number - lunar_day(year, month, 1).number > 30) found = month;
        }
        assert_row(i, "");
        assert_int_equal(found, leaps[i].month);
    }
}

/* 10 March of the lunar year: Giỗ Tổ as it was announced. In 2023 the leap month 2 lies before it. */
static void knows_other_days(void **state) {
    assert_text(day_text(*state, lunar_day(2023, 3, 10)), "2023-04-29");
    assert_text(day_text(*state, lunar_day(2024, 3, 10)), "2024-04-18");
    assert_text(day_text(*state, lunar_day(2025, 3, 10)), "2025-04-07");
    assert_text(day_text(*state, lunar_day(2026, 3, 10)), "2026-04-26");
    assert_text(day_text(*state, lunar_day(2025, 8, 15)), "2025-10-06"); /* mid-autumn, after the leap month 6 */
    assert_text(day_text(*state, lunar_day(2025, 12, 23)), "2026-02-10"); /* ông Công ông Táo */
}

static void a_day_that_is_not_there_is_none(void **state) {
    (void)state;
    assert_int_equal(lunar_day(2025, 12, 30).number, 0); /* Tết 2026 was on the day after the 29th */
    assert_int_not_equal(lunar_day(2026, 12, 29).number, 0);
    assert_int_equal(lunar_day(2026, 13, 1).number, 0);
    assert_int_equal(lunar_day(2026, 0, 1).number, 0);
    assert_int_equal(lunar_day(2026, 1, 0).number, 0);
    assert_int_equal(lunar_day(2026, 1, 31).number, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(knows_the_first_day_of_the_year),
        cmocka_unit_test(knows_leap_months),
        AN_ARENA(knows_other_days),
        cmocka_unit_test(a_day_that_is_not_there_is_none),
    };
    return cmocka_run_group_tests_name("lunar calendar", tests, NULL, NULL);
}
