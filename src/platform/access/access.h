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

typedef struct RoleTrait {
    bool is_bound;        /* acts for one agency; else for the whole province */
    bool may_be_delegated; /* its holder may hand it to a colleague for some days */
} RoleTrait;
RoleTrait role_trait(Role role);

/* One role of an account. Officers and heads act for one agency; the other roles for the whole province (agency ""). */
typedef struct Grant {
    Id id;
    Id account;
    int role;
    Str agency;
    Day valid_from, valid_to; /* valid_to is the first day on which it is no longer valid; none: open */
    Id delegated_from; /* the grant that this one hands on, held by granted_by; none: a role of one's own */
    Str reason;        /* the decision that it rests on */
    Str granted_by;
    Time granted_at;
    Str ended_by; /* who set valid_to afterwards; "" when nobody did */
    Time ended_at;
} Grant;
extern const Shape grant_shape;

/* Reads the grants of an account that are valid today into cx->caller.rights. */
Code access_load(Ctx *cx, const Id *account);
/* From now on the caller's roles count for these permissions alone, and for what is public. */
void access_restrict(Ctx *cx, Texts permissions);
Code access_grants_of(Ctx *cx, const Id *account, Rows *ret_grants); /* all, of Grant, also those that ended */
bool grant_is_delegated(const Grant *grant);
bool grant_holds(const Grant *grant, Day day);
bool grant_has_ended(const Grant *grant, Day day);

/* ---- Giving and ending. Each leaves its ledger entry in the same transaction. ---- */

/* What is to be given. Without valid_from: from today; without valid_to: open. */
typedef struct Giving {
    Id account;
    int role;
    Str agency;
    Day valid_from, valid_to;
    Str reason;
} Giving;
Code access_give(Ctx *cx, const Giving *giving);
Code access_grant(Ctx *cx, const Id *account, Role role, Str agency); /* from today, open */
/* Sets the day from which a grant no longer holds (none: at once), and ends with it what was delegated from it. */
Code access_end(Ctx *cx, const Id *grant, Day valid_to);

/* A role that the caller holds himself, handed to a colleague of the same agency. */
typedef struct Delegating {
    Id grant, account;
    Day valid_from, valid_to;
    Str reason;
} Delegating;
Code access_delegate(Ctx *cx, const Delegating *wanted);
/* The caller takes back what he delegated, or gives back what was delegated to him. */
Code access_end_delegation(Ctx *cx, const Id *grant);
/* Ends all that this account delegated: it is no longer used. */
Code access_end_delegated_by(Ctx *cx, const Id *account);
Code access_delegated_by(Ctx *cx, const Id *account, Rows *ret_grants); /* of Grant, the newest first */
/* Roles of their own, valid today, for an agency: who are colleagues there. */
Code access_colleagues(Ctx *cx, Str agency, Rows *ret_grants);

/* Four eyes, across delegation: refuses when the caller and `other` (an account) act, or acted since that day, one for
 * the other or both for the same person. */
Code access_require_other_hand(Ctx *cx, Str other, Day since);
/* The same for many: with whom the caller is or was one party, read once. */
typedef struct HandTie {
    Str account;
    Day until; /* the first day on which they no longer were */
} HandTie;
Code access_hand_ties(Ctx *cx, Rows *ret_ties);
bool access_is_other_hand(const Ctx *cx, const Rows *ties, Str other, Day since);

/* ---- Deciding ---- */

/* Has any role of the caller this permission? Commands and jobs ("system") have all. */
bool access_may(const Ctx *cx, const char *permission);
/* ... and does that role reach this agency? */
bool access_may_for(const Ctx *cx, const char *permission, Str agency);
Code access_require_for(Ctx *cx, const char *permission, Str agency);
/* The caller's grant by which he may: one of his own before one that is delegated; NULL when there is none. */
const Grant *access_basis(const Ctx *cx, const char *permission, const Str *agency);

/* Could a machine with this role be given this permission? Not one that nobody has declared, that is for people, or
 * that everybody has. */
bool access_machine_may(const Ctx *cx, Role role, Str permission);

/* The agencies for which the caller holds a role with this permission; count 0 with *ret_all when it is all of them.
 * Each once, by however many roles. */
Texts access_agencies(const Ctx *cx, const char *permission, bool *ret_all);
/* Does the caller hold one of these roles, whatever the agency? Words with spaces between. */
bool access_holds(const Ctx *cx, Str roles);
const Grant *access_grants(const Ctx *cx, size_t *ret_count); /* of the caller, valid today */

/* ---- Asking who may, and what one may ---- */

/* The grants that allow it today, of all accounts, for this agency ("": any). */
Code access_who_may(Ctx *cx, Str permission, Str agency, Rows *ret_grants);
/* The permissions that a grant gives. */
Texts access_permissions_of(const Ctx *cx, const Grant *grant);
/* Does the grant give this permission for its agency alone? What citizens may do as well is no agency's matter. */
bool access_is_bound(const Ctx *cx, Str permission, const Grant *grant);

extern const ProblemKind agency_not_yours, role_needs_agency, agency_closed, role_held, role_ended, validity_order,
    day_past, own_role, grant_unknown, permission_unknown;

#endif
