/* platform/people/second_factor - private to the people room: which second factors an account has, whether it must have
 * one, and the authenticator and recovery codes themselves. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_SECOND_FACTOR_H
#define PLATFORM_PEOPLE_SECOND_FACTOR_H

#include "platform/people/sessions.h"

extern const Shape security_shape, authenticator_start_shape, authenticator_code_shape, recovery_codes_shape;

Work security_get, authenticator_start, authenticator_confirm, authenticator_remove, recovery_codes_renew,
    account_reset_factors;

/* "totp", "passkey", "recovery": those that the account has. */
Code factors_of(Ctx *cx, const Id *account, Texts *ret_factors);
/* The stage of a session after so many factors. The roles of the account are the caller's (access_load). */
Code factors_stage(Ctx *cx, const Id *account, bool is_sample, int64_t assurance, SessionStage *ret_stage);
/* Takes a code of the authenticator or a recovery code; *ret_kind is "totp", "recovery", or "" when it is neither. */
Code factor_take(Ctx *cx, const Id *account, Str code, Str *ret_kind);

/* The person of a session that may change its factors: full and fresh, or here to set the first one up. */
Code second_factor_person(Ctx *cx, SessionPerson *ret_person);
/* One more; the first one brings recovery codes, else none are given. */
Code factor_added(Ctx *cx, const Id *account, Str factor, bool is_first, Texts *ret_codes);
/* One less, of a full session's person: a Problem when his roles must have one and none is left. */
Code factor_removed(Ctx *cx, const SessionPerson *person, Str factor);

extern const Setting second_factor_roles;
extern const ProblemKind authenticator_exists, authenticator_absent, second_factor_needed;

#endif
