/* platform/people - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/accounts.h"
#include "platform/people/people.h"
#include "platform/people/sessions.h"

#include "platform/people/migrations.h"

static const Permission permissions[] = {
    { "people.sign_in", "public citizen officer head coordinator leader administrator",
      "Sign in, and ask who one is" },
    { "people.own", "citizen officer head coordinator leader administrator", "Sign out, change one's own password" },
};

static const Route routes[] = {
    { "POST", "/people/sign-in", sign_in, .prepare = sign_in_check, .may = "people.sign_in", .in = &sign_in_shape,
      .out = &me_shape, .writes = true,
      .help = "Sign in; sets the session cookie" },
    { "POST", "/people/sign-out", sign_out, .may = "people.sign_in", .writes = true, .help = "End this session" },
    { "GET", "/people/me", me_get, .may = "people.sign_in", .out = &me_shape,
      .help = "Who is asking, with roles and permissions" },
    { "POST", "/people/password", password_change, .prepare = password_change_check, .may = "people.own",
      .in = &password_change_shape, .writes = true,
      .help = "Change one's own password; ends all other sessions" },
};

static const Job jobs[] = {
    { "people.tidy_sessions", .every_s = 3600, .run = sessions_tidy,
      .help = "Remove ended sessions and old failures" },
};

static const Command commands[] = {
    { "account add", .args = &account_add_args_shape, .run = account_add, .writes = true,
      .help = "Make an account with a role" },
    { "account list", .run = account_list, .needs_store = true, .help = "List the accounts with their roles" },
    { "account grant", .args = &account_grant_args_shape, .run = account_grant, .writes = true,
      .help = "Give an account one more role" },
    { "account password", .args = &account_password_args_shape, .run = account_reset_password, .writes = true,
      .help = "Give an account a new password" },
    { "account disable", .args = &account_key_args_shape, .run = account_disable, .writes = true,
      .help = "Stop an account from signing in" },
};

static const Setting *const settings[] = {
    &password_letters_min,  &password_passes,       &password_memory_kib,   &session_hours,
    &sign_in_tries,         &sign_in_tries_address,
};

static const ProblemKind *const problems[] = {
    &username_taken,    &username_form,     &password_weak,     &account_missing,   &sign_in_wrong,
    &sign_in_locked,    &sign_in_too_often, &password_wrong,
};

const Module people_module = {
    .name = "people",
    .title = "People",
    TABLE(migration, people_migrations),
    TABLE(permission, permissions),
    TABLE(route, routes),
    TABLE(job, jobs),
    TABLE(command, commands),
    TABLE(setting, settings),
    TABLE(problem, problems),
};
