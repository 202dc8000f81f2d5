/* platform/people/roles - private to the people room: grants with the names of people, and the commands that change
 * them */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_ROLES_H
#define PLATFORM_PEOPLE_ROLES_H

#include "platform/access/access.h"
#include "platform/reference/reference.h"

extern const Shape account_grant_args_shape, account_end_role_args_shape, role_giving_shape, role_view_shape,
    who_asked_shape, who_may_shape, delegations_shape;
Work account_grant, account_end_role, role_give, who_may_look, delegations_get;

typedef enum GrantState { GRANT_NONE, GRANT_HOLDS, GRANT_COMING, GRANT_OVER } GrantState;

/* A grant as people read it. */
typedef struct RoleView {
    Id grant, account;
    Str name, title; /* of whose it is */
    int role;
    Str agency, agency_name;
    Day valid_from, valid_to;
    int state;
    bool is_delegated, may_be_delegated;
    Str reason, given_by, given_name; /* given_name: "" when a command gave it */
    Time given_at;
    Str ended_name;
    Time ended_at;
} RoleView;

Code role_view_make(Ctx *cx, const Registry *registry, const Grant *grant, RoleView *ret_view);
Code role_views_make(Ctx *cx, const Registry *registry, const Rows *grants, Rows *ret_views); /* the newest first */
Code role_views_of(Ctx *cx, const Registry *registry, const Id *account, Rows *ret_views);

extern const ProblemKind role_not_held;

#endif
