/* base/clock - moments and days. A moment is in UTC; a day is a day of the calendar, without an hour. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/str.h"

enum { DAY_YEAR_MIN = 1800, DAY_YEAR_MAX = 9999 };

/* Microseconds since 1970-01-01T00:00:00Z; 0 means none. */
typedef struct Time {
    int64_t us;
} Time;

/* Days counted from 1 = 0001-01-01 of the Gregorian calendar; 0 means none. In SQL a BIGINT named *_on. */
typedef struct Day {
    int64_t number;
} Day;

Time time_now(void);
int64_t time_steady_us(void); /* for measuring how long something took */

/* RFC 3339 in UTC: 2026-11-22T03:15:00Z, with a fraction only when there is one. Nothing for none. */
void time_write(Buf *out, Time time);
Str time_text(Arena *arena, Time time);
Code time_from_text(Str text, Time *ret_time);

Day day_make(int64_t year, int64_t month, int64_t day); /* none when there is no such day */
Day day_of_time(Time time, int64_t offset_minutes);     /* the day at a place so far east of Greenwich */
Time day_start(Day day, int64_t offset_minutes);        /* its first moment there */
void day_parts(Day day, int64_t *ret_year, int64_t *ret_month, int64_t *ret_day);
int64_t day_year(Day day);
int64_t days_in_month(int64_t year, int64_t month);

/* ISO 8601: 2025-12-11. Nothing for none. INVALID for a day that does not exist. */
void day_write(Buf *out, Day day);
Str day_text(Arena *arena, Day day);
Code day_from_text(Str text, Day *ret_day);
Str day_spoken(Arena *arena, Day day); /* as people write it: 30/11/2026 */

#endif
