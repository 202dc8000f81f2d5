/* platform/people/accounts - who may sign in: made, listed, given a new password, disabled. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/accounts.h"

#include "kit/commands.h"
#include "kit/text.h"
#include "platform/ledger/ledger.h"
#include "platform/people/passwords.h"
#include "platform/people/people.h"
#include "platform/people/sessions.h"

#include <unistd.h>

enum { MADE_PASSWORD_LETTERS = 20 };

const ProblemKind username_taken = {
    CONFLICT, "people/username-taken",
    { "Tên đăng nhập đã có.", "The user name is taken." },
    { "“{0}” đã được dùng. Chọn tên khác.", "“{0}” is in use. Choose another." }
};
const ProblemKind username_form = {
    INVALID, "people/username-form",
    { "Tên đăng nhập không đúng dạng.", "The user name has a wrong form." },
    { "Tên đăng nhập gồm 2 đến 40 ký tự a-z, 0-9 và dấu . _ -", "A user name is 2 to 40 of a-z, 0-9 and . _ -" }
};
const ProblemKind account_missing = {
    NOT_FOUND, "people/account-missing",
    { "Không có tài khoản này.", "There is no such account." },
    { "Không có tài khoản “{0}”.", "There is no account “{0}”." }
};

static const Field account_fields[] = {
    FIELD(Account, id, REQUIRED, 0, 0),           FIELD(Account, username, REQUIRED, 2, USERNAME_MAX),
    FIELD(Account, name, REQUIRED, 1, 120),       FIELD(Account, title, OPTIONAL, 0, 120),
    FIELD(Account, password_hash, SECRET, 0, 0),  FIELD(Account, password_set_at, OPTIONAL, 0, 0),
    FIELD(Account, is_active, REQUIRED, 0, 0),    FIELD(Account, is_sample, REQUIRED, 0, 0),
    FIELD(Account, failures, REQUIRED, 0, 0),     FIELD(Account, locked_until, OPTIONAL, 0, 0),
    FIELD(Account, signed_in_at, OPTIONAL, 0, 0), FIELD(Account, enabled_at, OPTIONAL, 0, 0),
    FIELD(Account, created_at, REQUIRED, 0, 0),
};
const Shape account_shape = SHAPE(Account, account_fields);

static const Field person_name_fields[] = {
    FIELD(PersonName, account, REQUIRED, 0, 0),
    FIELD(PersonName, name, REQUIRED, 0, 0),
    FIELD(PersonName, title, REQUIRED, 0, 0),
};
const Shape person_name_shape = SHAPE(PersonName, person_name_fields);

#include "platform/people/accounts.sql.h"

/* ---- reading ---- */

Code account_find(Ctx *cx, Str username, Account *ret_account) {
    const Account asked = { .username = str_lower(cx->arena, str_trim(username)) };
    return account_by_username(cx, &asked, ret_account);
}

Code account_read(Ctx *cx, const Id *id, Account *ret_account) {
    const Account asked = { .id = *id };
    return account_by_id(cx, &asked, ret_account);
}

Code person_name(Ctx *cx, const Id *account, PersonName *ret_person) {
    const Account asked = { .id = *account };
    return account_name(cx, &asked, ret_person);
}

Code person_is_active(Ctx *cx, const Id *account, bool *ret_is_active) {
    Account person;
    const Code found = account_read(cx, account, &person);
    if (found != OK && found != NOT_FOUND) return found;
    *ret_is_active = found == OK && person.is_active;
    return OK;
}

Code person_stand_in(Ctx *cx, const Id *account, Texts permissions) {
    Account person;
    TRY(account_read(cx, account, &person));
    if (!person.is_active) return NOT_FOUND;
    TRY(access_load(cx, account));
    access_restrict(cx, permissions);
    cx->caller.id = str_copy(cx->arena, id_str(account));
    cx->caller.name = person.name;
    return OK;
}

/* ---- what signing in leaves ---- */

Str password_make(Ctx *cx) {
    return str_part(secret_new(cx->arena), 0, MADE_PASSWORD_LETTERS);
}

Code account_store_password(Ctx *cx, const Id *id, Str hash) {
    const Account changed = { .id = *id, .password_hash = hash, .password_set_at = cx->now };
    return account_set_password(cx, &changed);
}

Code accounts_unused(Ctx *cx, Time since, Rows *ret_accounts) {
    const Account asked = { .created_at = since };
    return accounts_untouched(cx, &asked, ret_accounts);
}

/* Who stops using it is signed out everywhere, and what he delegated ends: nobody acts for an account that is none. */
Code account_store_active(Ctx *cx, const Account *account, bool is_active, Str why) {
    const Account changed = { .id = account->id, .is_active = is_active, .enabled_at = cx->now };
    TRY(account_set_active(cx, &changed));
    if (!is_active) {
        TRY(sessions_end(cx, &account->id, S("")));
        TRY(access_end_delegated_by(cx, &account->id));
    }
    return ledger_append(cx, is_active ? S("people.account_enabled") : S("people.account_disabled"),
                         id_str(&account->id), { "account", id_str(&account->id) }, { "why", why });
}

Code account_store_failure(Ctx *cx, const Account *account) {
    return account_note_failure(cx, account);
}

Code account_store_success(Ctx *cx, const Account *account) {
    return account_note_success(cx, account);
}

/* ---- writing ---- */

static bool username_is_fine(Str name) {
    for (size_t i = 0; i < name.len; i++) {
        const char c = name.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-')) return false;
    }
    return name.len >= 2;
}

void username_check(Ctx *cx, Str field, Str username) {
    if (!username_is_fine(username)) fault(cx, spot_field(field), &username_form);
}

Code account_store_new(Ctx *cx, const Account *account, Role role) {
    Account stored;
    const Code inserted = account_insert(cx, account, &stored);
    if (inserted == NOT_FOUND) return fail(cx, &username_taken, account->username);
    TRY(inserted);
    return ledger_append(cx, S("people.account_added"), id_str(&account->id),
                         { "role", choice_name(&role_choices, (int)role) });
}

/* ---- commands ---- */

typedef struct AccountAddArgs {
    Str username, name, title, agency, password;
    int role;
    bool sample, password_stdin;
} AccountAddArgs;

static const Field account_add_args_fields[] = {
    OPTION(AccountAddArgs, username, REQUIRED, 2, USERNAME_MAX, "small letters, digits, dots and dashes"),
    OPTION_CHOICE(AccountAddArgs, role, REQUIRED, &role_choices, "what the person may do"),
    OPTION(AccountAddArgs, agency, OPTIONAL, 0, 40, "code of the agency; officers and heads need one"),
    OPTION(AccountAddArgs, name, OPTIONAL, 0, 120, "the person's full name"),
    OPTION(AccountAddArgs, title, OPTIONAL, 0, 120, "the person's position"),
    OPTION(AccountAddArgs, password, OPTIONAL, 0, PASSWORD_LETTERS_MAX, "others here may see it: prefer stdin"),
    OPTION(AccountAddArgs, password_stdin, OPTIONAL, 0, 0, "read the password from the first line of the input"),
    OPTION(AccountAddArgs, sample, OPTIONAL, 0, 0, "an account for trying things out, named as such"),
};
const Shape account_add_args_shape = SHAPE(AccountAddArgs, account_add_args_fields);

static Str read_secret_line(Ctx *cx) {
    char line[PASSWORD_LETTERS_MAX * 4 + 2];
    Str clean;
    if (fgets(line, sizeof line, stdin) == NULL) return S("");
    const bool is_text = text_clean(cx->arena, str_trim(str_from(cx->arena, line)), false, &clean) == TEXT_FINE;
    return is_text ? clean : S(""); /* composed as a browser's is; what is no text is too short */
}

/* Given on the command line, on standard input, or made here and shown once. */
static Str choose_password(Ctx *cx, Str given, bool from_stdin, bool *ret_was_made) {
    *ret_was_made = given.len == 0 && !from_stdin;
    if (from_stdin) return read_secret_line(cx);
    return given.len > 0 ? given : password_make(cx);
}

Code account_add(Ctx *cx, const void *in, void *out) {
    (void)out;
    const AccountAddArgs *args = in;
    const Str username = str_lower(cx->arena, args->username);
    bool was_made;
    const Str password = choose_password(cx, args->password, args->password_stdin, &was_made);
    username_check(cx, S("username"), username);
    password_check(cx, S("password"), password, username);
    TRY(faults_verdict(cx));

    Account account = { .id = id_make("account", cx->now),
                        .username = username,
                        .name = args->name.len > 0 ? args->name : username,
                        .title = args->title,
                        .password_hash = password_make_hash(cx, password),
                        .password_set_at = cx->now,
                        .is_sample = args->sample,
                        .created_at = cx->now };
    TRY(account_store_new(cx, &account, (Role)args->role));
    TRY(access_grant(cx, &account.id, (Role)args->role, args->agency));
    say("%.*s (%.*s)", STR_FMT(username), STR_FMT(choice_name(&role_choices, args->role)));
    if (was_made) say(" - mật khẩu / password: %.*s", STR_FMT(password));
    say("\n");
    return OK;
}

/* officer:SKHCN, coordinator: what holds, and what is to come */
static Code name_roles(Ctx *cx, const Id *account, Str *ret_roles) {
    Rows grants;
    Buf out = buf_new(cx->arena, 4096);
    TRY(access_grants_of(cx, account, &grants));
    for (size_t i = 0; i < grants.count; i++) {
        const Grant *grant = &((const Grant *)grants.items)[i];
        if (grant_has_ended(grant, cx->today)) continue;
        if (out.len > 0) buf_add(&out, S(", "));
        buf_add(&out, choice_name(&role_choices, grant->role));
        if (grant->agency.len > 0) buf_addf(&out, ":%.*s", STR_FMT(grant->agency));
    }
    return buf_done(&out, ret_roles);
}

Code account_list(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Rows rows;
    TRY(accounts_all(cx, &rows));
    const Account *accounts = rows.items;
    for (size_t i = 0; i < rows.count; i++) {
        const Account *account = &accounts[i];
        Str roles;
        TRY(name_roles(cx, &account->id, &roles));
        say("%-24.*s %-32.*s %.*s%s\n", STR_FMT(account->username), STR_FMT(account->name), STR_FMT(roles),
            account->is_active ? "" : " (ngừng dùng / disabled)");
    }
    return OK;
}

typedef struct AccountPasswordArgs {
    Str username, password;
    bool password_stdin;
} AccountPasswordArgs;

static const Field account_password_args_fields[] = {
    OPTION(AccountPasswordArgs, username, REQUIRED, 2, USERNAME_MAX, "whose"),
    OPTION(AccountPasswordArgs, password, OPTIONAL, 0, PASSWORD_LETTERS_MAX, "the new one; without it one is made"),
    OPTION(AccountPasswordArgs, password_stdin, OPTIONAL, 0, 0, "read it from the first line of the input"),
};
const Shape account_password_args_shape = SHAPE(AccountPasswordArgs, account_password_args_fields);

Code account_named(Ctx *cx, Str username, Account *ret_account) {
    const Code found = account_find(cx, username, ret_account);
    return found == NOT_FOUND ? fail(cx, &account_missing, username) : found;
}

Code account_reset_password(Ctx *cx, const void *in, void *out) {
    (void)out;
    const AccountPasswordArgs *args = in;
    Account account;
    bool was_made;
    TRY(account_named(cx, args->username, &account));
    const Str password = choose_password(cx, args->password, args->password_stdin, &was_made);
    password_check(cx, S("password"), password, account.username);
    TRY(password_check_used(cx, S("password"), password, &account));
    TRY(faults_verdict(cx));
    TRY(password_store(cx, &account, password_make_hash(cx, password)));
    TRY(sessions_end(cx, &account.id, S("")));
    say("%.*s", STR_FMT(account.username));
    if (was_made) say(" - mật khẩu / password: %.*s", STR_FMT(password));
    say("\n");
    return OK;
}

typedef struct AccountKeyArgs {
    Str username;
} AccountKeyArgs;

static const Field account_key_args_fields[] = {
    OPTION(AccountKeyArgs, username, REQUIRED, 2, USERNAME_MAX, "whose"),
};
const Shape account_key_args_shape = SHAPE(AccountKeyArgs, account_key_args_fields);

Code account_of_args(Ctx *cx, const void *args, Account *ret_account) {
    return account_named(cx, ((const AccountKeyArgs *)args)->username, ret_account);
}

Code account_disable(Ctx *cx, const void *in, void *out) {
    (void)out;
    Account account;
    TRY(account_of_args(cx, in, &account));
    return account_store_active(cx, &account, false, S("asked"));
}

Code account_enable(Ctx *cx, const void *in, void *out) {
    (void)out;
    Account account;
    TRY(account_of_args(cx, in, &account));
    return account_store_active(cx, &account, true, S("asked"));
}
