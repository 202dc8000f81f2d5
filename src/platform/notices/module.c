/* platform/notices - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/notices/given.h"
#include "platform/notices/notices.h"

#include "platform/notices/migrations.h"

static const Permission permissions[] = {
    { "notices.own", "citizen officer head coordinator leader administrator", "See what one was told",
      .is_for_people = true },
};

static const Route routes[] = {
    { "GET", "/notices", notices_list, .may = "notices.own", .out = &notice_list_shape,
      .help = "What the caller was told: unread first" },
    { "GET", "/notices/count", notices_count, .may = "notices.own", .out = &notice_count_shape,
      .help = "How much of it is unread" },
    { "POST", "/notices/{id}/read", notice_read, .may = "notices.own", .in = &notice_key_shape, .writes = true,
      .help = "One notice was read" },
    { "POST", "/notices/read-all", notices_read_all, .may = "notices.own", .in = &notices_seen_shape, .writes = true,
      .help = "All were read that were given until a moment" },
};

static const Job jobs[] = {
    { "notices.tidy", 24 * 60 * 60, notices_tidy, .help = "Removes what was kept long enough" },
};

static const Setting *const settings[] = { &notices_kept_months };

static const ProblemKind *const problems[] = { &notice_unknown };

const Module notices_module = {
    .name = "notices",
    .title = "Notices and e-mail",
    TABLE(migration, notices_migrations),
    TABLE(permission, permissions),
    TABLE(route, routes),
    TABLE(job, jobs),
    TABLE(setting, settings),
    TABLE(problem, problems),
};
