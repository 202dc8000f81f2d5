/* platform/access - what a caller may do: roles, for which agency, from when until when. Denies unless a row allows. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_ACCESS_ACCESS_H
#define PLATFORM_ACCESS_ACCESS_H

#include "kit/module.h"

extern const Module access_module;

/* The roles of the house; `public` is everybody, signed in or not, and is never granted. */
typedef enum Role { ROLE_NONE, ROLE_CITIZEN, ROLE_OFFICER, ROLE_HEAD, ROLE_COORDINATOR, ROLE_LEADER,
    ROLE_ADMINISTRATOR } Role;
extern const Choices role_choices;

/* One role of an account. Officers and heads act for one agency; the other roles for the whole province (agency ""). */
typedef struct Grant {
    Id id;
    Id account;
    int role;
    Str agency;
    Day valid_from, valid_to; /* valid_to is the first day on which it is no longer valid; none: open */
} Grant;
extern const Shape grant_shape;

/* Reads the grants of an account that are valid today into cx->caller.rights. */
Code access_load(Ctx *cx, const Id *account);
/* From now on the caller's roles count for these permissions alone, and for what is public. */
void access_restrict(Ctx *cx, Texts permissions);
Code access_grants_of(Ctx *cx, const Id *account, Rows *ret_grants); /* all, of Grant, also those that ended */
Code access_grant(Ctx *cx, const Id *account, Role role, Str agency);

/* Has any role of the caller this permission? Commands and jobs ("system") have all. */
bool access_may(const Ctx *cx, const char *permission);
/* ... and does that role reach this agency? */
bool access_may_for(const Ctx *cx, const char *permission, Str agency);
Code access_require_for(Ctx *cx, const char *permission, Str agency);

/* The agencies for which the caller holds a role with this permission; count 0 with *ret_all when it is all of them. */
Texts access_agencies(const Ctx *cx, const char *permission, bool *ret_all);
/* Does the caller hold one of these roles, whatever the agency? Words with spaces between. */
bool access_holds(const Ctx *cx, Str roles);
const Grant *access_grants(const Ctx *cx, size_t *ret_count); /* of the caller, valid today */

extern const ProblemKind agency_not_yours, role_needs_agency;

#endif
