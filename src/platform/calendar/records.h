/* platform/calendar/records - the two files of a calendar, read and checked against each other. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_CALENDAR_RECORDS_H
#define PLATFORM_CALENDAR_RECORDS_H

#include "kit/table.h"
#include "platform/calendar/working_days.h"

enum { RULES_MAX = 200, DECISIONS_MAX = 5000 };

typedef struct CalendarTables {
    Table rules, decisions;
    Str digest; /* of both files, in hex */
} CalendarTables;

/* All faults of both files at once. */
Code calendar_read(Ctx *cx, Str folder, CalendarTables *ret_tables);

extern const ProblemKind rule_unfit, day_unfit, day_twice;

#endif
