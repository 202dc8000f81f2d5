/* platform/calendar/tests/working_days_test - which days are worked, and with which day a term ends. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/calendar/working_days.h"

#include "tests/harness/unit.h"

static Day day_of(const char *text) {
    Day day;
    assert_ok(day_from_text(str_of(text), &day));
    return day;
}

#define WORD(literal) { literal, sizeof(literal) - 1 }
#define FROM_2021 .valid_from = { 737791 } /* 1 January 2021: 2020 x 365 + 505 - 20 + 5 leap days before it, + 1 */

static HolidayRule rules[] = {
    { .code = WORD("TET"), .name = WORD("Tết"), .name_en = WORD("Tết"), .kind = RULE_LUNAR, .month = 1, .day = 1,
      .days_before = 1, .days = 5, .status = DAY_EXPECTED, FROM_2021 },
    { .code = WORD("GIO-TO"), .name = WORD("Giỗ Tổ"), .name_en = WORD("Hùng Kings"), .kind = RULE_LUNAR, .month = 3,
      .day = 10, .days = 1, .status = DAY_BY_LAW, FROM_2021 },
    { .code = WORD("LAO-DONG"), .name = WORD("1/5"), .name_en = WORD("1 May"), .kind = RULE_SOLAR, .month = 5, .day = 1,
      .days = 1, .status = DAY_BY_LAW, FROM_2021 },
    { .code = WORD("VAN-HOA"), .name = WORD("24/11"), .name_en = WORD("24 November"), .kind = RULE_SOLAR, .month = 11,
      .day = 24, .days = 1, .status = DAY_REPORTED, FROM_2021 },
    { .code = WORD("NGHI-BU"), .name = WORD("Nghỉ bù"), .name_en = WORD("Substitute"), .kind = RULE_SUBSTITUTE,
      .status = DAY_BY_LAW, FROM_2021 },
};

/* Tết 2026 was decided as 16 to 20 February: the rule, which would give 16 to 20 as well, is silent on that year; and
 * for 2025 as 27 to 31 January, where the rule would give 28 January to 1 February. */
static DayDecision decisions[] = {
    { .kind = DAY_HOLIDAY, .name = WORD("Tết"), .rule = WORD("TET"), .status = DAY_DECIDED },
    { .kind = DAY_SWAPPED_OFF, .name = WORD("Nghỉ hoán đổi"), .status = DAY_DECIDED },
    { .kind = DAY_SWAPPED_WORK, .name = WORD("Làm bù"), .status = DAY_DECIDED },
    { .kind = DAY_HOLIDAY, .name = WORD("Tết"), .rule = WORD("TET"), .status = DAY_DECIDED },
    { .kind = DAY_SUBSTITUTE, .name = WORD("Nghỉ bù"), .rule = WORD("TET"), .status = DAY_DECIDED },
};
static const char *const decided_on[] = { "2025-01-27", "2026-08-31", "2026-08-22", "2028-01-29", "2028-02-03" };

static const Calendar *calendar_of_tests(Arena *arena, bool shifts) {
    for (size_t i = 0; i < COUNT(decisions); i++) decisions[i].day = day_of(decided_on[i]);
    MUST(rules[0].valid_from.number == day_make(2021, 1, 1).number);
    return calendar_make(arena, &(Rows){ rules, COUNT(rules) }, &(Rows){ decisions, COUNT(decisions) }, shifts);
}

static const struct {
    const char *day;
    bool is_worked;
} days[] = {
    { "2026-11-20", true },  /* a Friday */
    { "2026-11-21", false }, /* Saturday */
    { "2026-11-22", false },
    { "2026-11-23", true },
    { "2026-11-24", false }, /* holiday on a Tuesday */
    { "2026-11-25", true },
    { "2020-11-24", true },  /* a Tuesday before the rule held */
    { "2026-04-26", false }, /* Giỗ Tổ on a Sunday ... */
    { "2026-04-27", false }, /* ... gives Monday off */
    { "2026-04-28", true },
    { "2026-08-22", true },  /* a Saturday worked in exchange */
    { "2026-08-31", false }, /* a Monday off in exchange */
    { "2025-01-27", false }, /* decided */
    { "2025-01-28", true },  /* the rule's days of that year no longer count */
    { "2027-02-05", false }, /* Friday; Tết is Saturday, 6 February */
    { "2027-02-09", false }, /* Tuesday, the fifth day */
    { "2027-02-10", false }, /* for the Saturday */
    { "2027-02-11", false }, /* for the Sunday */
    { "2027-02-12", true },
    { "2027-05-03", false }, /* 1 May is a Saturday: Monday */
    { "2028-01-31", true },  /* a Saturday was decided, and its substitute with it: no other is given */
    { "2028-02-03", false },
    { "1999-12-31", true },  /* a Friday before the first year: the week alone */
    { "2101-01-01", false }, /* a Saturday after the last */
};

static void knows_which_days_are_worked(void **state) {
    const Calendar *calendar = calendar_of_tests(*state, true);
    for (size_t i = 0; i < COUNT(days); i++) {
        assert_row(i, days[i].day);
        assert_int_equal(is_working_day(calendar, day_of(days[i].day)), days[i].is_worked);
    }
}

static void tells_what_a_day_is(void **state) {
    const Calendar *calendar = calendar_of_tests(*state, true);
    const CalendarDay *substitute = calendar_day(calendar, day_of("2027-02-10"));
    assert_text(substitute->name, "Nghỉ bù: Tết");
    assert_int_equal(substitute->status, DAY_EXPECTED); /* as sure as the holiday itself */
    assert_int_equal(calendar_day(calendar, day_of("2026-04-27"))->status, DAY_BY_LAW);
    assert_int_equal(calendar_day(calendar, day_of("2026-11-24"))->status, DAY_REPORTED);
    assert_int_equal(calendar_day(calendar, day_of("2026-08-22"))->is_off, false);
    assert_null(calendar_day(calendar, day_of("2026-11-22")));
    assert_false(calendar_is_empty(calendar));
}

static void counts_working_days(void **state) {
    const Calendar *calendar = calendar_of_tests(*state, true);
    const Day friday = day_of("2026-11-20"), saturday = day_of("2026-11-21");
    assert_text(day_text(*state, working_day_from(calendar, friday)), "2026-11-20");
    assert_text(day_text(*state, working_day_from(calendar, saturday)), "2026-11-23");
    assert_text(day_text(*state, working_day_before(calendar, day_of("2026-11-25"))), "2026-11-23");
    assert_text(day_text(*state, working_day_before(calendar, day_of("2026-11-23"))), "2026-11-20");
    assert_text(day_text(*state, working_days_after(calendar, friday, 0)), "2026-11-20");
    assert_text(day_text(*state, working_days_after(calendar, saturday, 0)), "2026-11-23");
    assert_text(day_text(*state, working_days_after(calendar, friday, 1)), "2026-11-23");
    assert_text(day_text(*state, working_days_after(calendar, saturday, 1)), "2026-11-23");
    assert_text(day_text(*state, working_days_after(calendar, friday, 3)), "2026-11-26"); /* 23, 25, 26 */
    assert_text(day_text(*state, working_days_after(NULL, friday, 3)), "2026-11-23");
}

static void a_term_ends_with_a_working_day(void **state) {
    const Calendar *shifts = calendar_of_tests(*state, true), *stays = calendar_of_tests(*state, false);
    assert_text(day_text(*state, deadline_of(shifts, day_of("2026-11-24"))), "2026-11-25");
    assert_text(day_text(*state, deadline_of(shifts, day_of("2027-02-05"))), "2027-02-12");
    assert_text(day_text(*state, deadline_of(shifts, day_of("2026-11-30"))), "2026-11-30");
    assert_text(day_text(*state, deadline_of(stays, day_of("2026-11-24"))), "2026-11-24");
    assert_text(day_text(*state, deadline_of(NULL, day_of("2026-11-24"))), "2026-11-24");
    assert_int_equal(deadline_of(shifts, (Day){ 0 }).number, 0); /* no last day stays none */
}

static void without_data_only_the_week_counts(void **state) {
    const Calendar *calendar = calendar_make(*state, &(Rows){ 0 }, &(Rows){ 0 }, true);
    assert_true(calendar_is_empty(calendar));
    assert_true(is_working_day(calendar, day_of("2026-11-24")));
    assert_false(is_working_day(calendar, day_of("2026-11-22")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(knows_which_days_are_worked),
        AN_ARENA(tells_what_a_day_is),
        AN_ARENA(counts_working_days),
        AN_ARENA(a_term_ends_with_a_working_day),
        AN_ARENA(without_data_only_the_week_counts),
    };
    return cmocka_run_group_tests_name("working days", tests, NULL, NULL);
}
