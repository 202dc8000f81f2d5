/* platform/people/accounts - private to the people room */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_ACCOUNTS_H
#define PLATFORM_PEOPLE_ACCOUNTS_H

#include "kit/module.h"
#include "platform/access/access.h"

typedef struct Account {
    Id id;
    Str username, name, title, password_hash;
    Time password_set_at;
    bool is_active, is_sample;
    int64_t failures;
    Time locked_until, signed_in_at, enabled_at, created_at;
} Account;
extern const Shape account_shape;

enum { USERNAME_MAX = 40 };

extern const Shape account_add_args_shape, account_password_args_shape, account_key_args_shape;
Work account_add, account_list, account_reset_password, account_disable, account_enable;

/* Finds by name as typed: case does not count. NOT_FOUND without a Problem. */
Code account_find(Ctx *cx, Str username, Account *ret_account);
Code account_named(Ctx *cx, Str username, Account *ret_account); /* account_missing when there is none */
Code account_read(Ctx *cx, const Id *id, Account *ret_account);
Code account_store_new(Ctx *cx, const Account *account, Role role);
Code account_store_password(Ctx *cx, const Id *id, Str password_hash);
/* Those that may sign in and since that moment have not, of Account: the first 500. No sample accounts. */
Code accounts_unused(Ctx *cx, Time since, Rows *ret_accounts);
/* With an entry that says why. What is inactive is a stranger at its next request. */
Code account_store_active(Ctx *cx, const Account *account, bool is_active, Str why);
/* The account that a command's arguments (account_key_args_shape) name. */
Code account_of_args(Ctx *cx, const void *args, Account *ret_account);
Code account_store_failure(Ctx *cx, const Account *account);
Code account_store_success(Ctx *cx, const Account *account);

void username_check(Ctx *cx, Str field, Str username);
Str password_make(Ctx *cx); /* one to be shown once */

extern const ProblemKind username_taken, username_form, account_missing;

#endif
