/* modules/filling/schedule - see schedule.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/filling/schedule.h"

#define HOUR_US INT64_C(3600000000)

enum { MONTHS = 12 };

/* One o'clock: the systems have closed their day by then. */
static Time at_night(Day day, int64_t offset_minutes) {
    return (Time){ day_start(day, offset_minutes).us + HOUR_US };
}

Time schedule_next(Schedule schedule, int64_t day, Time now, int64_t offset_minutes) {
    const Day today = day_of_time(now, offset_minutes);
    int64_t year, month, ignored;
    if (schedule == SCHEDULE_HOURLY) return (Time){ now.us + HOUR_US };
    if (schedule == SCHEDULE_DAILY) {
        const Time tonight = at_night(today, offset_minutes);
        return tonight.us > now.us ? tonight : at_night((Day){ today.number + 1 }, offset_minutes);
    }
    MUST(schedule == SCHEDULE_MONTHLY && day >= 1 && day <= SCHEDULE_DAY_MAX);
    day_parts(today, &year, &month, &ignored);
    const Time this_month = at_night(day_make(year, month, day), offset_minutes);
    if (this_month.us > now.us) return this_month;
    return at_night(month == MONTHS ? day_make(year + 1, 1, day) : day_make(year, month + 1, day), offset_minutes);
}
