/* platform/calendar - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/calendar/records.h"
#include "platform/calendar/store.h"

#include "platform/calendar/migrations.h"

static const Permission permissions[] = {
    { "calendar.read", "public citizen officer head coordinator leader administrator", "See which days are worked" },
};

static const Route routes[] = {
    { "GET", "/calendar/{year}", calendar_get, .may = "calendar.read", .in = &calendar_asked_shape,
      .out = &calendar_year_shape, .is_shared = true,
      .help = "Every day off of a year, and days worked in exchange" },
};

static const Page pages[] = {
    { "/lich", "public", NULL, { "Lịch làm việc", "Working days" }, .help = "This year's working days" },
    { "/lich/{year}", "public", "/calendar/{year}", { "Lịch làm việc", "Working days" },
      .help = "Working days of a year" },
};

static const Command commands[] = {
    { "calendar load", .args = &calendar_args_shape, .operand = "folder", .run = calendar_take, .writes = true,
      .help = "Take in holidays and decisions on single days: whole, or not at all" },
};

static const Setting *const settings[] = { &calendar_deadline_shift };

static const ProblemKind *const problems[] = { &rule_unfit, &day_unfit, &day_twice };

const Module calendar_module = {
    .name = "calendar",
    .title = "Working days",
    TABLE(migration, calendar_migrations),
    TABLE(permission, permissions),
    TABLE(route, routes),
    TABLE(page, pages),
    TABLE(command, commands),
    TABLE(setting, settings),
    TABLE(problem, problems),
};
