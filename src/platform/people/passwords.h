/* platform/people/passwords - private to the people room: what a password must be, how it is kept, which were had
 * before. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_PASSWORDS_H
#define PLATFORM_PEOPLE_PASSWORDS_H

#include "platform/people/accounts.h"

enum { PASSWORD_LETTERS_MAX = 200 };

extern const Shape password_change_shape;
Work password_change_check, password_change;

/* Faults when a password is too short, too long, or holds the account's name. */
void password_check(Ctx *cx, Str field, Str password, Str username);
/* Faults when it is the present one or one of the last that the account had. Slow: some tens of milliseconds each. */
Code password_check_used(Ctx *cx, Str field, Str password, const Account *account);
Str password_make_hash(Ctx *cx, Str password);
/* Takes the place of the one before, which is remembered; with an entry in the record. */
Code password_store(Ctx *cx, const Account *account, Str hash);

extern const Setting password_letters_min, password_passes, password_memory_kib, password_history;
extern const ProblemKind password_weak, password_wrong, password_used_before;

#endif
