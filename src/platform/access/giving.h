/* platform/access/giving - private to the access room: giving a role, ending one, handing one on. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_ACCESS_GIVING_H
#define PLATFORM_ACCESS_GIVING_H

#include "platform/access/access.h"

enum { REASON_LETTERS_MAX = 300 };

extern const Shape grant_end_shape, delegating_shape, grant_key_shape;
Work grant_end_asked, delegate_asked, delegation_end_asked;

/* A fault in a field when the days are none that can be given: turned round, or in the past. */
void days_check(Ctx *cx, Day from, Day to);
/* Refuses when the account holds this role for this agency on one of these days already. */
Code role_check_free(Ctx *cx, const Grant *wanted);
/* Stores it, with its entry in the record. */
Code grant_store(Ctx *cx, const Grant *grant, Str kind);
/* Ends one grant on a day, with its entry; what hangs on it is the caller's matter. */
Code grant_finish(Ctx *cx, const Grant *grant, Day end);
Code grant_read(Ctx *cx, const Id *id, Grant *ret_grant); /* grant_unknown when there is none */

extern const ProblemKind delegation_not_yours, delegation_again, role_not_delegable, not_colleague,
    delegation_too_long, same_hand;

#endif
