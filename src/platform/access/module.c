/* platform/access - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/access/access.h"

#include "platform/access/migrations.h"

static const ProblemKind *const problems[] = { &agency_not_yours, &role_needs_agency };

const Module access_module = {
    .name = "access",
    .title = "Access",
    TABLE(migration, access_migrations),
    TABLE(problem, problems),
};
