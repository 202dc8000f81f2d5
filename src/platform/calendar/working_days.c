/* platform/calendar/working_days - see working_days.h and calendar.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/calendar/working_days.h"

#include "platform/calendar/lunar.h"

enum { DAYS_OF_WEEK = 7, SATURDAY = 5 };

/* One place for each day from the first on; NULL where a day is like the others of its week. */
struct Calendar {
    Day first;
    size_t day_count;
    const CalendarDay **days;
    bool is_empty, shifts_deadlines;
};

/* ---- making ---- */

/* Day 1 is 1 January of the year 1: a Monday. */
bool is_weekly_rest(Day day) {
    return (day.number - 1) % DAYS_OF_WEEK >= SATURDAY;
}

static const CalendarDay **place_of(const Calendar *calendar, Day day) {
    const int64_t at = day.number - calendar->first.number;
    return at >= 0 && (size_t)at < calendar->day_count ? &calendar->days[at] : NULL;
}

static void put_day(Arena *arena, const Calendar *calendar, CalendarDay day) {
    const CalendarDay **place = place_of(calendar, day.day);
    if (place == NULL || *place != NULL) return;
    CalendarDay *kept = NEW(arena, CalendarDay);
    *kept = day;
    *place = kept;
}

static bool is_decided(const Rows *decisions, Str rule, int64_t year, int kind) {
    for (size_t i = 0; i < decisions->count; i++) {
        const DayDecision *one = &((const DayDecision *)decisions->items)[i];
        if (rule.len == 0 || (kind != DAY_NONE && one->kind != kind)) continue;
        if (str_equal(one->rule, rule) && day_year(one->day) == year) return true;
    }
    return false;
}

static void put_decisions(Arena *arena, const Calendar *calendar, const Rows *decisions) {
    for (size_t i = 0; i < decisions->count; i++) {
        const DayDecision *one = &((const DayDecision *)decisions->items)[i];
        put_day(
            arena, calendar,
            (CalendarDay){ .day = one->day,
                           .kind = one->kind,
                           .is_off = one->kind != DAY_SWAPPED_WORK,
                           .name = one->name,
                           .name_en = one->name_en,
                           .status = one->status,
                           .source = one->source,
                           .is_made_up_for = one->kind == DAY_HOLIDAY &&
                                             !is_decided(decisions, one->rule, day_year(one->day), DAY_SUBSTITUTE) });
    }
}

static bool holds_on(const HolidayRule *rule, Day day) {
    return rule->valid_from.number <= day.number && (rule->valid_to.number == 0 || day.number < rule->valid_to.number);
}

static void put_rule(Arena *arena, const Calendar *calendar, const HolidayRule *rule, const Rows *decisions) {
    for (int64_t year = CALENDAR_YEAR_FIRST; year <= CALENDAR_YEAR_LAST; year++) {
        const bool is_lunar = rule->kind == RULE_LUNAR;
        const Day named = is_lunar ? lunar_day(year, rule->month, rule->day) : day_make(year, rule->month, rule->day);
        if (named.number == 0 || !holds_on(rule, named) || is_decided(decisions, rule->code, day_year(named), DAY_NONE))
            continue;
        for (int64_t i = 0; i < rule->days; i++)
            put_day(arena, calendar,
                    (CalendarDay){ .day = { named.number - rule->days_before + i },
                                   .kind = DAY_HOLIDAY,
                                   .is_off = true,
                                   .name = rule->name,
                                   .name_en = rule->name_en,
                                   .status = rule->status,
                                   .source = rule->source,
                                   .is_made_up_for = true });
    }
}

/* For each holiday on a weekly rest day the next day that is worked, in order. */
static void put_substitutes(Arena *arena, const Calendar *calendar, const HolidayRule *rule) {
    for (size_t i = 0; i < calendar->day_count; i++) {
        const CalendarDay *holiday = calendar->days[i];
        if (holiday == NULL || !holiday->is_made_up_for) continue;
        if (!is_weekly_rest(holiday->day) || !holds_on(rule, holiday->day)) continue;
        Day day = { holiday->day.number + 1 };
        while (!is_working_day(calendar, day)) {
            day.number++;
        }
        put_day(arena, calendar,
                (CalendarDay){ .day = day,
                               .kind = DAY_SUBSTITUTE,
                               .is_off = true,
                               .name = str_format(arena, "%.*s: %.*s", STR_FMT(rule->name), STR_FMT(holiday->name)),
                               .name_en =
                                   str_format(arena, "%.*s: %.*s", STR_FMT(rule->name_en), STR_FMT(holiday->name_en)),
                               .status = holiday->status == DAY_DECIDED ? rule->status : holiday->status,
                               .source = rule->source });
    }
}

const Calendar *calendar_make(Arena *arena, const Rows *rules, const Rows *decisions, bool shifts_deadlines) {
    Calendar *calendar = NEW(arena, Calendar);
    const Day first = day_make(CALENDAR_YEAR_FIRST, 1, 1), last = day_make(CALENDAR_YEAR_LAST, 12, 31);
    *calendar = (Calendar){ .first = first,
                            .day_count = (size_t)(last.number - first.number) + 1,
                            .is_empty = rules->count + decisions->count == 0,
                            .shifts_deadlines = shifts_deadlines };
    calendar->days = NEW_ARRAY(arena, const CalendarDay *, calendar->day_count);
    put_decisions(arena, calendar, decisions);
    const HolidayRule *all = rules->items;
    for (size_t i = 0; i < rules->count; i++) {
        if (all[i].kind != RULE_SUBSTITUTE) put_rule(arena, calendar, &all[i], decisions);
    }
    for (size_t i = 0; i < rules->count; i++) {
        if (all[i].kind == RULE_SUBSTITUTE) put_substitutes(arena, calendar, &all[i]);
    }
    return calendar;
}

/* ---- asking ---- */

bool calendar_is_empty(const Calendar *calendar) {
    return calendar->is_empty;
}

const CalendarDay *calendar_day(const Calendar *calendar, Day day) {
    const CalendarDay **place = place_of(calendar, day);
    return place == NULL ? NULL : *place;
}

bool is_working_day(const Calendar *calendar, Day day) {
    if (calendar == NULL) return true;
    const CalendarDay *known = calendar_day(calendar, day);
    return known == NULL ? !is_weekly_rest(day) : !known->is_off;
}

Day working_day_from(const Calendar *calendar, Day day) {
    while (!is_working_day(calendar, day)) {
        day.number++;
    }
    return day;
}

Day working_day_before(const Calendar *calendar, Day day) {
    do {
        day.number--;
    } while (!is_working_day(calendar, day));
    return day;
}

Day working_days_after(const Calendar *calendar, Day day, int64_t count) {
    Day found = working_day_from(calendar, day);
    if (count > 0) found = day;
    for (int64_t i = 0; i < count; i++) found = working_day_from(calendar, (Day){ found.number + 1 });
    return found;
}

Day deadline_of(const Calendar *calendar, Day last) {
    if (calendar == NULL || last.number == 0 || !calendar->shifts_deadlines) return last;
    return working_day_from(calendar, last);
}
