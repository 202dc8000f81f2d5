/* base/tests/clock_test - days and moments; the oracle is python3's datetime. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "tests/harness/unit.h"

typedef struct DayRow {
    int64_t year, month, day, number;
} DayRow;

/* python3 -c 'import datetime; print(datetime.date(1800, 1, 1).toordinal())' */
static const DayRow days[] = {
    { 1800, 1, 1, 657072 },   { 1800, 2, 28, 657130 },   { 1800, 3, 1, 657131 },  { 1899, 12, 31, 693595 },
    { 1900, 2, 28, 693654 },  { 1900, 3, 1, 693655 },    { 1945, 9, 2, 710276 },  { 1969, 12, 31, 719162 },
    { 1970, 1, 1, 719163 },   { 1975, 4, 30, 721108 },   { 2000, 2, 28, 730178 }, { 2000, 2, 29, 730179 },
    { 2000, 3, 1, 730180 },   { 2000, 12, 31, 730485 },  { 2001, 1, 1, 730486 },  { 2024, 2, 29, 738945 },
    { 2025, 7, 1, 739433 },   { 2025, 12, 11, 739596 },  { 2026, 11, 22, 739942 }, { 2100, 2, 28, 766703 },
    { 2100, 3, 1, 766704 },   { 2400, 2, 29, 876276 },   { 2400, 12, 31, 876582 }, { 9999, 12, 31, 3652059 },
};

static void numbers_days_as_python_does(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(days); i++) {
        int64_t year, month, of_month;
        assert_int_equal(day_make(days[i].year, days[i].month, days[i].day).number, days[i].number);
        day_parts((Day){ days[i].number }, &year, &month, &of_month);
        assert_int_equal(year, days[i].year);
        assert_int_equal(month, days[i].month);
        assert_int_equal(of_month, days[i].day);
        assert_int_equal(day_year((Day){ days[i].number }), days[i].year);
    }
}

/* From 1800-01-01 to 9999-12-31 are 3652059 - 657072 + 1 days: every number is some day, and no day is left out. */
static void counts_every_day_once(void **state) {
    (void)state;
    int64_t number = 657072;
    for (int64_t year = DAY_YEAR_MIN; year <= DAY_YEAR_MAX; year++) {
        for (int64_t month = 1; month <= 12; month++) {
            for (int64_t day = 1; day <= days_in_month(year, month); day++) {
                if (day_make(year, month, day).number != number) fail_with("%d-%d-%d", (int)year, (int)month, (int)day);
                number++;
            }
        }
    }
    assert_int_equal(number, 3652060);
}

static void knows_leap_years(void **state) {
    (void)state;
    /* divisible by 4, but by 100 only when also by 400 */
    const struct {
        int64_t year, days;
    } februaries[] = { { 1900, 28 }, { 2000, 29 }, { 2023, 28 }, { 2024, 29 }, { 2100, 28 }, { 2400, 29 } };
    for (size_t i = 0; i < COUNT(februaries); i++)
        assert_int_equal(days_in_month(februaries[i].year, 2), februaries[i].days);
    assert_int_equal(days_in_month(2026, 1), 31);
    assert_int_equal(days_in_month(2026, 4), 30);
    assert_int_equal(days_in_month(2026, 12), 31);
}

static void makes_no_day_that_does_not_exist(void **state) {
    (void)state;
    const int64_t wrong[][3] = { { 2026, 2, 31 }, { 2026, 2, 29 }, { 1900, 2, 29 }, { 2100, 2, 29 }, { 2026, 4, 31 },
                                 { 2026, 13, 1 }, { 2026, 0, 1 },  { 2026, 1, 0 },  { 2026, 1, 32 }, { 1799, 12, 31 },
                                 { 10000, 1, 1 }, { 2026, 1, -1 }, { 2026, -1, 1 } };
    for (size_t i = 0; i < COUNT(wrong); i++)
        assert_int_equal(day_make(wrong[i][0], wrong[i][1], wrong[i][2]).number, 0);
}

static void days_in_no_month(void) {
    (void)days_in_month(2026, 13);
}

static void stops_at_a_month_that_is_none(void **state) {
    (void)state;
    assert_true(stops(days_in_no_month));
}

/* ---- days as text ---- */

static void reads_and_writes_days(void **state) {
    Day day = { 0 };
    assert_ok(day_from_text(S("2025-12-11"), &day));
    assert_int_equal(day.number, 739596);
    assert_text(day_text(*state, day), "2025-12-11");
    assert_text(day_text(*state, (Day){ 657072 }), "1800-01-01");
    assert_text(day_text(*state, (Day){ 3652059 }), "9999-12-31");
    assert_text(day_text(*state, (Day){ 0 }), "");
}

static void refuses_texts_that_are_no_day(void **state) {
    (void)state;
    static const char *const wrong[] = { "",           "2025-12-1",  "2025-2-11",  "2026-02-31", "2026-02-29",
                                         "31/02/2026", "11-12-2025", "2025/12/11", "20251211",   "2025-12-11 ",
                                         " 2025-12-11", "2025-13-01", "2025-00-10", "2025-10-00", "1799-12-31",
                                         "0000-00-00", "2025-12-1x", "x025-12-11", "2025-12-+1", "2025-12--1",
                                         "2025-12-11T", "2025-12-110" };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        Day day = { 7 };
        assert_row(i, wrong[i]);
        assert_int_equal(day_from_text(str_of(wrong[i]), &day), INVALID);
        assert_int_equal(day.number, 7); /* untouched */
    }
}

/* ---- moments ---- */

typedef struct MomentRow {
    const char *text, *written;
    int64_t us;
} MomentRow;

/* (datetime.fromisoformat(t) - datetime(1970,1,1,tzinfo=utc)) // timedelta(microseconds=1) */
static const MomentRow moments[] = {
    { "2026-11-22T03:00:00Z", "2026-11-22T03:00:00Z", 1795316400000000 },
    { "2026-11-22T03:00:00+07:00", "2026-11-21T20:00:00Z", 1795291200000000 },
    { "2024-02-29T12:00:00-03:30", "2024-02-29T15:30:00Z", 1709220600000000 },
    { "2025-12-31T17:00:00+00:00", "2025-12-31T17:00:00Z", 1767200400000000 },
    { "1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z", -1000000 },
    { "1800-01-01T00:00:00Z", "1800-01-01T00:00:00Z", -5364662400000000 },
    { "9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z", 253402300799000000 },
    { "2026-11-22T03:00:00.5Z", "2026-11-22T03:00:00.500000Z", 1795316400500000 },
    { "2026-11-22T03:00:00.000001Z", "2026-11-22T03:00:00.000001Z", 1795316400000001 },
    { "2026-11-22T03:00:00.123456+07:00", "2026-11-21T20:00:00.123456Z", 1795291200123456 },
};

static void reads_moments_of_rfc_3339(void **state) {
    for (size_t i = 0; i < COUNT(moments); i++) {
        Time time = { 0 };
        assert_row(i, moments[i].text);
        assert_ok(time_from_text(str_of(moments[i].text), &time));
        assert_int_equal(time.us, moments[i].us);
        assert_text(time_text(*state, time), moments[i].written);
    }
    assert_text(time_text(*state, (Time){ 0 }), "");
}

static void refuses_texts_that_are_no_moment(void **state) {
    (void)state;
    static const char *const wrong[] = {
        "",
        "2026-11-22",
        "2026-11-22T03:00Z",
        "2026-11-22T03:00:00",       /* no offset */
        "2026-11-22 03:00:00Z",
        "2026-11-22t03:00:00Z",
        "2026-11-22T03:00:00z",
        "2026-11-22T24:00:00Z",
        "2026-11-22T03:60:00Z",
        "2026-11-22T03:00:60Z",
        "2026-02-29T03:00:00Z",
        "2026-11-22T03:00:00.Z",
        "2026-11-22T03:00:00.1234567Z", /* a seventh decimal would be lost */
        "2026-11-22T03:00:00,5Z",
        "2026-11-22T03:00:00+7:00",
        "2026-11-22T03:00:00+0700",
        "2026-11-22T03:00:00+24:00",
        "2026-11-22T03:00:00+07:60",
        "2026-11-22T03:00:00 +07:00",
        "2026-11-22T03:00:00ZZ",
        "2026-11-22T-0:00:00Z", /* a sign is no digit */
        "2026-11-22T03:-0:00Z",
        "2026-11-22T03:00:-0Z",
        "2026-11-22T03:00:00+-0:00",
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        Time time = { 7 };
        assert_row(i, wrong[i]);
        assert_int_equal(time_from_text(str_of(wrong[i]), &time), INVALID);
        assert_int_equal(time.us, 7);
    }
}

typedef struct PlaceRow {
    const char *moment;
    int64_t offset_minutes;
    const char *day;
} PlaceRow;

/* Việt Nam is seven hours east: there the day begins at 17:00 of the day before in UTC. */
static const PlaceRow places[] = {
    { "2026-11-22T16:59:59.999999Z", 420, "2026-11-22" },
    { "2026-11-22T17:00:00Z", 420, "2026-11-23" },
    { "2026-11-22T17:00:00Z", 0, "2026-11-22" },
    { "2026-11-22T00:00:00Z", 0, "2026-11-22" },
    { "2026-11-21T23:59:59.999999Z", 0, "2026-11-21" },
    { "2026-12-31T17:00:00Z", 420, "2027-01-01" },
    { "2026-11-22T04:59:59Z", -300, "2026-11-21" },
    { "2026-11-22T05:00:00Z", -300, "2026-11-22" },
    { "1969-12-31T16:59:59Z", 420, "1969-12-31" },
    { "1969-12-31T17:00:01Z", 420, "1970-01-01" },
    { "1960-02-29T12:00:00Z", 420, "1960-02-29" },
};

static void knows_which_day_it_is_at_a_place(void **state) {
    for (size_t i = 0; i < COUNT(places); i++) {
        Time time;
        assert_row(i, places[i].moment);
        assert_ok(time_from_text(str_of(places[i].moment), &time));
        assert_text(day_text(*state, day_of_time(time, places[i].offset_minutes)), places[i].day);
    }
}

static void starts_a_day_at_its_first_moment_there(void **state) {
    assert_text(time_text(*state, day_start((Day){ 739942 }, 420)), "2026-11-21T17:00:00Z");
    assert_text(time_text(*state, day_start((Day){ 739942 }, 0)), "2026-11-22T00:00:00Z");
    assert_text(time_text(*state, day_start((Day){ 739942 }, -300)), "2026-11-22T05:00:00Z");
}

static void clocks_go_forward(void **state) {
    (void)state;
    const int64_t before = time_steady_us();
    assert_true(time_steady_us() >= before);
    assert_true(time_now().us > INT64_C(1767200400000000)); /* after 2025 */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_days_as_python_does),
        cmocka_unit_test(counts_every_day_once),
        cmocka_unit_test(knows_leap_years),
        cmocka_unit_test(makes_no_day_that_does_not_exist),
        cmocka_unit_test(stops_at_a_month_that_is_none),
        AN_ARENA(reads_and_writes_days),
        cmocka_unit_test(refuses_texts_that_are_no_day),
        AN_ARENA(reads_moments_of_rfc_3339),
        cmocka_unit_test(refuses_texts_that_are_no_moment),
        AN_ARENA(knows_which_day_it_is_at_a_place),
        AN_ARENA(starts_a_day_at_its_first_moment_there),
        cmocka_unit_test(clocks_go_forward),
    };
    return cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}
