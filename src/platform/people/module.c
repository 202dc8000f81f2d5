/* platform/people - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/accounts.h"
#include "platform/people/administration.h"
#include "platform/people/passkey_questions.h"
#include "platform/people/passkeys.h"
#include "platform/people/passwords.h"
#include "platform/people/people.h"
#include "platform/people/reads.h"
#include "platform/people/roles.h"
#include "platform/people/second_factor.h"
#include "platform/people/secrets.h"
#include "platform/people/sign_in.h"

#include "platform/people/migrations.h"

static const Permission permissions[] = {
    { "people.sign_in", "public citizen officer head coordinator leader administrator",
      "Sign in, and ask who one is" },
    { "people.factors", "citizen officer head coordinator leader administrator",
      "See and set up what one signs in with; also while one's first second factor is missing" },
    { "people.own", "citizen officer head coordinator leader administrator",
      "Sign out, change one's own password, see who read one's data" },
    { "people.manage", "administrator", "Add, disable and reset accounts" },
};

static const Route routes[] = {
    { "POST", "/people/sign-in", sign_in, .prepare = sign_in_check, .may = "people.sign_in", .in = &sign_in_shape,
      .out = &me_shape, .writes = true,
      .help = "Sign in; sets the session cookie" },
    { "POST", "/people/sign-out", sign_out, .may = "people.sign_in", .writes = true, .help = "End this session" },
    { "POST", "/people/second-step", second_step, .may = "people.sign_in", .in = &second_step_shape, .out = &me_shape,
      .writes = true, .help = "The second step of signing in: a code of the authenticator, or a recovery code" },
    { "POST", "/people/confirm", confirm, .prepare = confirm_check, .may = "people.sign_in", .in = &confirm_shape,
      .out = &me_shape, .writes = true,
      .help = "Show again who one is: unlocks a session, and lets its factors be changed" },
    { "POST", "/people/seen", session_seen, .may = "people.own", .writes = true,
      .help = "The person is still there: keeps the session from being locked" },
    { "GET", "/people/sessions", session_list, .may = "people.own", .out = &session_list_shape,
      .help = "Where one is signed in" },
    { "POST", "/people/sessions/end-others", sessions_end_others, .may = "people.own", .writes = true,
      .help = "End all sessions but this one" },
    { "GET", "/people/security", security_get, .may = "people.factors", .out = &security_shape,
      .help = "What one signs in with" },
    { "POST", "/people/authenticator", authenticator_start, .may = "people.factors", .out = &authenticator_start_shape,
      .writes = true, .help = "Begin to set an authenticator up: its secret, shown once" },
    { "POST", "/people/authenticator/confirm", authenticator_confirm, .may = "people.factors",
      .in = &authenticator_code_shape, .out = &recovery_codes_shape, .writes = true,
      .help = "Show a code of it: from now on it is wanted; gives the recovery codes, once" },
    { "POST", "/people/authenticator/remove", authenticator_remove, .may = "people.own", .writes = true,
      .help = "Sign in without the authenticator from now on" },
    { "POST", "/people/recovery-codes", recovery_codes_renew, .may = "people.own", .out = &recovery_codes_shape,
      .writes = true, .help = "New recovery codes; the old ones are void" },
    { "GET", "/people/passkeys/offer", passkey_offer, .may = "people.sign_in", .out = &passkey_offer_shape,
      .is_shared = true, .help = "Whether passkeys are in use here" },
    { "GET", "/people/passkeys", passkeys_list, .may = "people.factors", .out = &passkey_list_shape,
      .help = "One's own passkeys" },
    { "POST", "/people/passkeys/start", passkey_start, .may = "people.factors", .out = &passkey_making_shape,
      .writes = true, .help = "Begin to make a passkey: the options for the browser" },
    { "POST", "/people/passkeys", passkey_add, .may = "people.factors", .in = &passkey_add_shape,
      .out = &passkey_added_shape, .writes = true, .creates = true,
      .help = "Keep the passkey that the browser made; the first second factor brings recovery codes, once" },
    { "POST", "/people/passkeys/{id}/name", passkey_rename, .may = "people.own", .in = &passkey_rename_shape,
      .writes = true, .help = "Give a passkey another name" },
    { "POST", "/people/passkeys/{id}/remove", passkey_remove, .may = "people.own", .in = &passkey_key_shape,
      .writes = true, .help = "Sign in without this passkey from now on" },
    { "POST", "/people/passkeys/challenge", passkey_ask, .may = "people.sign_in", .in = &passkey_ask_shape,
      .out = &passkey_question_shape, .writes = true,
      .help = "Ask for a passkey: the options for the browser" },
    { "POST", "/people/passkeys/sign-in", passkey_sign_in, .may = "people.sign_in", .in = &passkey_answer_shape,
      .out = &me_shape, .writes = true,
      .help = "Sign in with what the browser answered: with a passkey alone, or as the second step" },
    { "POST", "/people/passkeys/confirm", passkey_confirm, .may = "people.sign_in", .in = &passkey_answer_shape,
      .out = &me_shape, .writes = true,
      .help = "Show again by a passkey who one is: unlocks a session, and lets its factors be changed" },
    { "GET", "/people/me", me_get, .may = "people.sign_in", .out = &me_shape,
      .help = "Who is asking, with roles and permissions" },
    { "POST", "/people/password", password_change, .prepare = password_change_check, .may = "people.own",
      .in = &password_change_shape, .writes = true,
      .help = "Change one's own password; ends all other sessions" },
    { "GET", "/people/own", own_data_get, .may = "people.own", .out = &own_data_shape,
      .help = "What is kept of the caller, and who read it" },
    { "GET", "/people/accounts", reading_give, .prepare = accounts_look, .may = "people.manage",
      .in = &account_filter_shape, .out = &account_list_shape, .leaves_record = true,
      .help = "Accounts by name and state, a page at a time; each whose data are shown hears of it" },
    { "POST", "/people/accounts", account_adding, .prepare = account_adding_check, .may = "people.manage",
      .in = &account_adding_shape, .out = &password_shown_shape, .writes = true, .creates = true,
      .help = "Add an account with a role; its password is told once" },
    { "GET", "/people/accounts/{id}", reading_give, .prepare = account_look, .may = "people.manage",
      .in = &account_asked_shape, .out = &account_page_shape, .leaves_record = true,
      .help = "One account with its roles and all that it may do" },
    { "POST", "/people/accounts/{id}/password", account_reset, .prepare = account_reset_check,
      .may = "people.manage", .in = &account_key_shape, .out = &password_shown_shape, .writes = true,
      .help = "A new password, told once; ends all sessions of the account" },
    { "POST", "/people/accounts/{id}/disable", account_stop, .may = "people.manage", .in = &account_key_shape,
      .writes = true,
      .help = "Stop an account; its sessions and what it delegated end" },
    { "POST", "/people/accounts/{id}/enable", account_restart, .may = "people.manage", .in = &account_key_shape,
      .writes = true,
      .help = "Let an account sign in again" },
    { "POST", "/people/accounts/{id}/roles", role_give, .may = "access.grant", .in = &role_giving_shape,
      .writes = true,
      .help = "Give an account a role, for some days or for good" },
    { "GET", "/people/who-may", reading_give, .prepare = who_may_look, .may = "access.read",
      .in = &who_asked_shape, .out = &who_may_shape, .leaves_record = true,
      .help = "The accounts that may do something today, and by which role" },
    { "GET", "/people/delegations", delegations_get, .may = "people.own", .out = &delegations_shape,
      .help = "What the caller delegated and received, and what he may delegate" },
};

static const Page pages[] = {
    { "/dang-nhap", "public", NULL, { "Đăng nhập", "Sign in" }, .help = "Sign in, in as many steps as it takes" },
    { "/mat-khau", "staff", NULL, { "Đổi mật khẩu", "Change password" }, .help = "Change one's password" },
    { "/tai-khoan", "staff", "/people/security", { "Tài khoản của tôi", "My account" },
      .help = "What one signs in with" },
    { "/quan-tri/tai-khoan", "staff", "/people/accounts", { "Tài khoản", "Accounts" }, .help = "List of accounts" },
    { "/quan-tri/tai-khoan/{id}", "staff", "/people/accounts/{id}", { "Tài khoản", "Account" },
      .help = "One account and its roles" },
    { "/quan-tri/quyen", "staff", "/access/matrix", { "Ai được làm gì", "Who may do what" },
      .help = "Permissions by role; who may do something" },
    { "/uy-quyen", "staff", "/people/delegations", { "Ủy quyền", "Delegations" },
      .help = "Delegations given and received" },
    { "/du-lieu-cua-toi", "staff", "/people/own", { "Dữ liệu của tôi", "My data" },
      .help = "What is kept of oneself, and who read it" },
};

static const Job jobs[] = {
    { "people.tidy_sessions", .every_s = 3600, .run = sessions_tidy,
      .help = "Remove ended sessions" },
    { "people.tidy_failures", .every_s = 3600, .run = tries_tidy, .help = "Remove wrong tries of long ago" },
    { "people.disable_unused", .every_s = 3600, .run = disable_unused,
      .help = "Disable accounts that nobody has signed in to for long" },
    { "people.tidy_reads", .every_s = 86400, .run = reads_tidy,
      .help = "Remove notes of who read personal data when they are older than asked for" },
};

static const Command commands[] = {
    { "account add", .args = &account_add_args_shape, .run = account_add, .writes = true,
      .help = "Make an account with a role" },
    { "account list", .run = account_list, .needs_store = true, .help = "List the accounts with their roles" },
    { "account grant", .args = &account_grant_args_shape, .run = account_grant, .writes = true,
      .help = "Give an account one more role, for some days or for good" },
    { "account end-role", .args = &account_end_role_args_shape, .run = account_end_role, .writes = true,
      .help = "End a role of an account, at once or on a day" },
    { "account password", .args = &account_password_args_shape, .run = account_reset_password, .writes = true,
      .help = "Give an account a new password" },
    { "account disable", .args = &account_key_args_shape, .run = account_disable, .writes = true,
      .help = "Stop an account from signing in" },
    { "account enable", .args = &account_key_args_shape, .run = account_enable, .writes = true,
      .help = "Let a disabled account sign in again" },
    { "account reset-factors", .args = &account_key_args_shape, .run = account_reset_factors, .writes = true,
      .help = "Remove the second factors of who has lost them" },
};

static const Setting *const settings[] = {
    &password_letters_min, &password_passes,         &password_memory_kib,
    &password_history,     &session_hours,           &lock_minutes_administrators,
    &lock_minutes,         &confirm_minutes,         &sign_in_tries,
    &sign_in_tries_address, &unused_days,            &second_factor_roles,
    &reads_kept_months,
    &passkey_origin,
};

static const ProblemKind *const problems[] = {
    &username_taken,       &username_form,        &account_missing,      &password_weak,        &password_wrong,
    &password_used_before, &people_key_missing,   &session_locked,       &second_factor_wanted, &second_factor_missing,
    &confirm_first,        &sign_in_wrong,        &sign_in_locked,       &sign_in_too_often,    &account_disabled,
    &code_wrong,           &authenticator_exists, &authenticator_absent, &second_factor_needed,
    &own_account,          &role_not_held,
    &passkey_origin_form,  &passkeys_off,         &passkey_question_over, &passkey_malformed,   &passkey_other_act,
    &passkey_other_site,   &passkey_not_present,  &passkey_not_verified, &passkey_key_refused,  &passkey_wrong,
    &passkey_unknown,      &passkey_suspended,    &passkey_cloned,       &passkey_exists,       &passkey_limit,
    &passkey_absent,
};

const Module people_module = {
    .name = "people",
    .title = "People",
    TABLE(migration, people_migrations),
    TABLE(permission, permissions),
    TABLE(route, routes),
    TABLE(page, pages),
    TABLE(job, jobs),
    TABLE(command, commands),
    TABLE(setting, settings),
    TABLE(problem, problems),
    .founds = people_found,
};
