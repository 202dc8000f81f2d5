/* platform/calendar - which days are worked: weekly rest, holidays by rule, and what was decided for single days. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_CALENDAR_CALENDAR_H
#define PLATFORM_CALENDAR_CALENDAR_H

#include "kit/module.h"

extern const Module calendar_module;

/* Outside of these years only Saturdays and Sundays are known. */
enum { CALENDAR_YEAR_FIRST = 2000, CALENDAR_YEAR_LAST = 2100 };

typedef struct Calendar Calendar;

/* As it is stored: made once for a state of the database, lent to all. */
Code calendar_load(Ctx *cx, const Calendar **ret_calendar);

/* ---- Asking: pure; NULL is a calendar in which every day is worked. ---- */

bool is_working_day(const Calendar *calendar, Day day);
Day working_day_from(const Calendar *calendar, Day day);   /* the day itself, or the next that is worked */
Day working_day_before(const Calendar *calendar, Day day); /* the last that is worked before it */
/* So many working days later; the day itself does not count. 0: working_day_from. */
Day working_days_after(const Calendar *calendar, Day day, int64_t count);

/* The day with which a term ends whose last day this is: a day off ends with the next working day, unless the
 * installation decided otherwise (calendar.deadline_shift). */
Day deadline_of(const Calendar *calendar, Day last);

#endif
