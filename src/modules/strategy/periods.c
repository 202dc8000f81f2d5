/* modules/strategy/periods - see periods.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/periods.h"

static int64_t parts_of(Frequency frequency) {
    switch (frequency) {
    case FREQUENCY_MONTH: return 12;
    case FREQUENCY_QUARTER: return 4;
    case FREQUENCY_HALF: return 2;
    case FREQUENCY_YEAR: return 1;
    case FREQUENCY_NONE: break;
    }
    CANNOT("a period has a frequency");
}

Code period_from_text(Str text, Period *ret_period) {
    Period period = { 0 };
    if (text.len < 4) return INVALID;
    TRY(str_to_int(str_part(text, 0, 4), DAY_YEAR_MIN, DAY_YEAR_MAX, &period.year));
    const Str rest = str_part(text, 4, text.len);
    if (rest.len == 0) {
        period.frequency = FREQUENCY_YEAR;
        period.part = 1;
    } else if (rest.len == 3 && rest.at[0] == '-' && rest.at[1] == 'Q') {
        period.frequency = FREQUENCY_QUARTER;
        TRY(str_to_int(str_part(rest, 2, 1), 1, 4, &period.part));
    } else if (rest.len == 3 && rest.at[0] == '-' && rest.at[1] == 'H') {
        period.frequency = FREQUENCY_HALF;
        TRY(str_to_int(str_part(rest, 2, 1), 1, 2, &period.part));
    } else if (rest.len == 3 && rest.at[0] == '-') {
        period.frequency = FREQUENCY_MONTH;
        TRY(str_to_int(str_part(rest, 1, 2), 1, 12, &period.part));
    } else {
        return INVALID;
    }
    *ret_period = period;
    return OK;
}

/* Digits by hand: pages write thousands of periods, and printf would be a third of their cost. */
Str period_text(Arena *arena, Period period) {
    static const char marks[] = { [FREQUENCY_QUARTER] = 'Q', [FREQUENCY_HALF] = 'H' };
    if (period.frequency == FREQUENCY_NONE) return S("");
    char *text = arena_alloc(arena, sizeof "2026-10");
    const int64_t year = period.year, part = period.part;
    const bool is_month = period.frequency == FREQUENCY_MONTH, is_year = period.frequency == FREQUENCY_YEAR;
    for (int64_t i = 3, rest = year; i >= 0; i--, rest /= 10) text[i] = (char)('0' + rest % 10);
    text[4] = is_year ? '\0' : '-';
    if (is_year) return (Str){ text, 4 };
    text[5] = is_month ? (char)('0' + part / 10) : marks[period.frequency];
    text[6] = (char)('0' + part % 10);
    return (Str){ text, 7 };
}

Day period_start(Period period) {
    const int64_t months = 12 / parts_of(period.frequency);
    return day_make(period.year, (period.part - 1) * months + 1, 1);
}

Day period_end(Period period) {
    const int64_t month = period.part * (12 / parts_of(period.frequency));
    return day_make(period.year, month, days_in_month(period.year, month));
}

Period period_of_day(Day day, Frequency frequency) {
    int64_t year, month, of_month;
    day_parts(day, &year, &month, &of_month);
    const int64_t months = 12 / parts_of(frequency);
    return (Period){ frequency, year, (month - 1) / months + 1 };
}

Period period_next(Period period) {
    if (period.part < parts_of(period.frequency)) return (Period){ period.frequency, period.year, period.part + 1 };
    return (Period){ period.frequency, period.year + 1, 1 };
}

Period period_before(Period period) {
    if (period.part > 1) return (Period){ period.frequency, period.year, period.part - 1 };
    return (Period){ period.frequency, period.year - 1, parts_of(period.frequency) };
}

Period period_over(Day today, Frequency frequency) {
    const Period now = period_of_day(today, frequency);
    return period_end(now).number <= today.number ? now : period_before(now);
}

bool period_equal(Period a, Period b) {
    return a.frequency == b.frequency && a.year == b.year && a.part == b.part;
}

Day period_due_on(Period period, int64_t due_days, const Calendar *calendar) {
    return deadline_of(calendar, (Day){ period_end(period).number + due_days });
}

Period period_due(Day today, Frequency frequency, int64_t due_days, const Calendar *calendar) {
    Period period = period_of_day(today, frequency);
    while (period_due_on(period, due_days, calendar).number >= today.number) period = period_before(period);
    return period;
}
