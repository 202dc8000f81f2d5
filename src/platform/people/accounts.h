/* platform/people/accounts - private to the people room */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_ACCOUNTS_H
#define PLATFORM_PEOPLE_ACCOUNTS_H

#include "kit/module.h"

typedef struct Account {
    Id id;
    Str username, name, title, password_hash;
    Time password_set_at;
    bool is_active, is_sample;
    int64_t failures;
    Time locked_until, signed_in_at, created_at;
} Account;
extern const Shape account_shape;

extern const Shape account_add_args_shape, account_grant_args_shape, account_password_args_shape,
    account_key_args_shape;
Work account_add, account_list, account_grant, account_reset_password, account_disable;

/* Finds by name as typed: case does not count. NOT_FOUND without a Problem. */
Code account_find(Ctx *cx, Str username, Account *ret_account);
Code account_read(Ctx *cx, const Id *id, Account *ret_account);
Code account_store_password(Ctx *cx, const Id *id, Str password_hash);
Code account_store_failure(Ctx *cx, const Account *account);
Code account_store_success(Ctx *cx, const Account *account);

/* Faults when a password is too short, too long, or holds the account's name. */
void password_check(Ctx *cx, Str field, Str password, Str username);
Str password_make_hash(Ctx *cx, Str password);

extern const Setting password_letters_min, password_passes, password_memory_kib;
extern const ProblemKind username_taken, username_form, password_weak, account_missing;

#endif
