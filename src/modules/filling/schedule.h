/* modules/filling/schedule - when a binding is asked next. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_FILLING_SCHEDULE_H
#define MODULES_FILLING_SCHEDULE_H

#include "base/clock.h"

enum { SCHEDULE_DAY_MAX = 28 };

typedef enum Schedule { SCHEDULE_NONE, SCHEDULE_HOURLY, SCHEDULE_DAILY, SCHEDULE_MONTHLY } Schedule;

/* The first such moment after `now`: each hour; at one o'clock each day; at one o'clock on a day of each month (1 to
 * SCHEDULE_DAY_MAX). `offset_minutes` as in base/clock. */
Time schedule_next(Schedule schedule, int64_t day, Time now, int64_t offset_minutes);

#endif
