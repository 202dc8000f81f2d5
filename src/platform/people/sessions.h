/* platform/people/sessions - private to the people room */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_SESSIONS_H
#define PLATFORM_PEOPLE_SESSIONS_H

#include "kit/module.h"

extern const Shape sign_in_shape, me_shape, password_change_shape;

Work sign_in_check, sign_in, sign_out, me_get, password_change_check, password_change, sessions_tidy;

/* Ends all sessions of the account, save the one with this digest ("": none is kept). */
Code sessions_end(Ctx *cx, const Id *account, Str kept);

extern const Setting session_hours, sign_in_tries, sign_in_tries_address;
extern const ProblemKind sign_in_wrong, sign_in_locked, sign_in_too_often, password_wrong;

#endif
