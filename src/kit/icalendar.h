/* kit/icalendar - whole-day events as iCalendar (RFC 5545), for calendar programs. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_ICALENDAR_H
#define KIT_ICALENDAR_H

#include "base/clock.h"

/* An event of one whole day, without an hour and so without a time zone. */
typedef struct CalendarEvent {
    Str uid; /* always the same for the same thing, so that programs change it and add no second one */
    Day day;
    Str summary, description;
} CalendarEvent;

/* The head, then events, then the end. `name` is how programs call the calendar; `now` is when it was made. */
void icalendar_begin(Buf *out, Str name);
void icalendar_event(Buf *out, const CalendarEvent *event, Time now);
void icalendar_end(Buf *out);

#endif
