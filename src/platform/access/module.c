/* platform/access - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/access/access.h"
#include "platform/access/giving.h"
#include "platform/access/matrix.h"

#include "platform/access/migrations.h"

static const Permission permissions[] = {
    { "access.read", "administrator", "See the roles of accounts, and who may do what", .is_for_people = true },
    { "access.grant", "administrator", "Give and end roles of others", .is_for_people = true },
    { "access.delegate", "officer head", "Hand one's own role to a colleague for some days, and take it back",
      .is_for_people = true },
};

static const Route routes[] = {
    { "GET", "/access/matrix", matrix_get, .may = "access.read", .out = &matrix_shape,
      .help = "Every permission with the roles that have it" },
    { "POST", "/access/grants/{id}/end", grant_end_asked, .may = "access.grant", .in = &grant_end_shape,
      .writes = true,
      .help = "End a role, at once or on a day" },
    { "POST", "/access/delegations", delegate_asked, .may = "access.delegate", .in = &delegating_shape,
      .writes = true,
      .help = "Hand one's own role to a colleague for some days" },
    { "POST", "/access/delegations/{id}/end", delegation_end_asked, .may = "access.delegate", .in = &grant_key_shape,
      .writes = true,
      .help = "Take back what one delegated, or give back what one received" },
};

static const ProblemKind *const problems[] = {
    &agency_not_yours,     &role_needs_agency, &agency_closed,      &role_held,     &role_ended,
    &validity_order,       &day_past,          &own_role,           &grant_unknown, &permission_unknown,
    &delegation_not_yours, &delegation_again,  &role_not_delegable, &not_colleague, &delegation_too_long,
    &same_hand,
};

const Module access_module = {
    .name = "access",
    .title = "Access",
    TABLE(migration, access_migrations),
    TABLE(permission, permissions),
    TABLE(route, routes),
    TABLE(problem, problems),
};
