/* platform/calendar/lunar - the Vietnamese lunar calendar: months begin on the day of the new moon in Việt Nam. Pure.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_CALENDAR_LUNAR_H
#define PLATFORM_CALENDAR_LUNAR_H

#include "base/clock.h"

/* The day of a month that is no leap month; none when that month has no such day. The year is that in which the lunar
 * year begins: month 12 of 2025 ends in February 2026. Time is that of UTC+7: what people lived by from 1968 on. */
Day lunar_day(int64_t year, int64_t month, int64_t day);

#endif
