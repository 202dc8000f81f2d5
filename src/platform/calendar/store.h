/* platform/calendar/store - a calendar taken in from its files, kept, and shown. Works and Shapes of its rows. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_CALENDAR_STORE_H
#define PLATFORM_CALENDAR_STORE_H

#include "platform/calendar/working_days.h"

Code calendar_take(Ctx *cx, const void *in, void *out); /* command: calendar load */
Code calendar_get(Ctx *cx, const void *in, void *out);  /* GET /calendar/{year} */

extern const Shape calendar_args_shape, calendar_asked_shape, calendar_year_shape;
extern const Setting calendar_deadline_shift;

#endif
