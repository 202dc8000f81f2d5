/* platform/people/sign_in - private to the people room: a password and a second factor make a session; wrong ones make
 * their account, and the address that they came from, wait. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_SIGN_IN_H
#define PLATFORM_PEOPLE_SIGN_IN_H

#include "platform/people/accounts.h"
#include "platform/people/sessions.h"

extern const Shape sign_in_shape, second_step_shape, confirm_shape;

Work sign_in_check, sign_in, second_step, confirm_check, confirm, tries_tidy, disable_unused;

/* Whoever has shown enough of himself: opens his session, at the stage that his roles and factors ask for. */
Code sign_in_finish(Ctx *cx, const Account *account, Str method, int64_t assurance);

/* Wrong ones count, whatever was shown: for the address (and so for who answers), and for an account where one is
 * known. What is recorded stays although the caller goes on to fail(). */
Code refuse_too_often(Ctx *cx);
Code refuse_locked(Ctx *cx, const Account *account);
Code record_wrong_try(Ctx *cx, const Id *account);

extern const Setting sign_in_tries, sign_in_tries_address, unused_days;
extern const ProblemKind sign_in_wrong, sign_in_locked, sign_in_too_often, account_disabled, code_wrong;

#endif
