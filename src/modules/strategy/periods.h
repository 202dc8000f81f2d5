/* modules/strategy/periods - the spans of time that figures are about. Pure: no ctx, no database. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_PERIODS_H
#define MODULES_STRATEGY_PERIODS_H

#include "platform/calendar/calendar.h"

/* How often a figure is due. The order is that of frequency_choices. */
typedef enum Frequency { FREQUENCY_NONE, FREQUENCY_MONTH, FREQUENCY_QUARTER, FREQUENCY_HALF, FREQUENCY_YEAR } Frequency;

/* `2026-10`, `2026-Q3`, `2026-H1`, `2026`: texts of one frequency sort in time. */
typedef struct Period {
    Frequency frequency; /* FREQUENCY_NONE: no period */
    int64_t year, part;  /* part: month 1-12, quarter 1-4, half 1-2, year 1 */
} Period;

Code period_from_text(Str text, Period *ret_period);
Str period_text(Arena *arena, Period period);
Day period_start(Period period);
Day period_end(Period period); /* its last day */
Period period_of_day(Day day, Frequency frequency);
Period period_next(Period period);
Period period_before(Period period);
Period period_over(Day today, Frequency frequency); /* the newest whose last day has come */
bool period_equal(Period a, Period b);

/* The newest period whose figure must be there today: the day until which it is due lies before today. */
Period period_due(Day today, Frequency frequency, int64_t due_days, const Calendar *calendar);
/* The day until which its figure is due: its last day plus due_days, or the next working day (NULL: every day is). */
Day period_due_on(Period period, int64_t due_days, const Calendar *calendar);

#endif
