/* platform/people/passwords - see passwords.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/passwords.h"

#include "kit/text.h"
#include "platform/people/events.h"
#include "platform/people/sessions.h"

const Setting password_letters_min = { "people.password_letters_min",
                                       SETTING_INT,
                                       "12",
                                       8,
                                       64,
                                       .help = "Letters that a password must have at least",
                                       .source = "TCVN 14423:2026, level 3 (secondary source)" };
const Setting password_passes = {
    "people.password_passes", SETTING_INT, "2", 1, 10, .help = "Argon2id: passes over the memory"
};
const Setting password_memory_kib = { "people.password_memory_kib",
                                      SETTING_INT,
                                      "19456",
                                      8192,
                                      1048576,
                                      .help = "Argon2id: KiB of memory for one password",
                                      .source = "OWASP: 19 MiB with 2 passes" };
const Setting password_history = { "people.password_history",
                                   SETTING_INT,
                                   "10",
                                   0,
                                   24,
                                   .help = "Last passwords of an account that it may not take again",
                                   .source = "TCVN 14423:2026, level 3 (secondary source)" };

const ProblemKind password_weak = {
    INVALID,
    "people/password-weak",
    { "Mật khẩu chưa đủ mạnh.", "The password is too weak." },
    { "Mật khẩu cần từ {0} đến 200 ký tự và không chứa tên đăng nhập. Một câu dài dễ nhớ là tốt nhất.",
      "A password needs {0} to 200 letters and may not hold the user name. A long sentence is best." }
};
const ProblemKind password_wrong = { INVALID,
                                     "people/password-wrong",
                                     { "Mật khẩu hiện tại không đúng.", "The present password is wrong." },
                                     { "Gõ lại mật khẩu đang dùng.", "Type the password that you use now." } };
const ProblemKind password_used_before = { INVALID,
                                           "people/password-used-before",
                                           { "Mật khẩu này đã dùng trước đây.", "This password was used before." },
                                           { "Chọn mật khẩu khác {0} mật khẩu gần nhất của tài khoản.",
                                             "Choose one that is none of the last {0} passwords of the account." } };

typedef struct PasswordUsed {
    Id account;
    Str password_hash;
    Time left_at;
} PasswordUsed;

static const Field password_used_fields[] = {
    FIELD(PasswordUsed, account, REQUIRED, 0, 0),
    FIELD(PasswordUsed, password_hash, SECRET, 0, 0),
    FIELD(PasswordUsed, left_at, REQUIRED, 0, 0),
};
static const Shape password_used_shape = SHAPE(PasswordUsed, password_used_fields);

typedef struct PasswordChange {
    Str present, wanted;
} PasswordChange;

static const Field password_change_fields[] = {
    FIELD(PasswordChange, present, REQUIRED | SECRET, 1, PASSWORD_LETTERS_MAX),
    FIELD(PasswordChange, wanted, REQUIRED | SECRET, 1, PASSWORD_LETTERS_MAX),
};
const Shape password_change_shape = SHAPE(PasswordChange, password_change_fields);

#include "platform/people/passwords.sql.h"

/* ---- what a password must be ---- */

void password_check(Ctx *cx, Str field, Str password, Str username) {
    const int64_t least = setting_int(cx->house->settings, &password_letters_min);
    const bool holds_name = username.len > 0 && str_find(str_lower(cx->arena, password), username) < password.len;
    const bool is_fine = utf8_is_valid(password) && (int64_t)utf8_count(password) >= least &&
                         utf8_count(password) <= PASSWORD_LETTERS_MAX && !holds_name;
    if (!is_fine) fault(cx, spot_field(field), &password_weak, int_text(cx, least));
}

/* The present one counts as the first of the last. */
Code password_check_used(Ctx *cx, Str field, Str password, const Account *account) {
    const int64_t most = setting_int(cx->house->settings, &password_history);
    const PasswordUsed asked = { .account = account->id };
    Rows used;
    TRY(passwords_used(cx, &asked, &used));
    bool is_known = most > 0 && password_fits(account->password_hash, password);
    for (size_t i = 0; i < used.count && (int64_t)i + 1 < most && !is_known; i++)
        is_known = password_fits(((const PasswordUsed *)used.items)[i].password_hash, password);
    if (is_known) fault(cx, spot_field(field), &password_used_before, int_text(cx, most));
    return OK;
}

Str password_make_hash(Ctx *cx, Str password) {
    const Settings *settings = cx->house->settings;
    return password_hash(cx->arena, password, setting_int(settings, &password_passes),
                         setting_int(settings, &password_memory_kib));
}

/* ---- a new one in the place of the old ---- */

static Code remember(Ctx *cx, const Account *account) {
    const int64_t most = setting_int(cx->house->settings, &password_history);
    const PasswordUsed left = { .account = account->id, .password_hash = account->password_hash, .left_at = cx->now };
    Rows used;
    if (account->password_hash.len == 0) return OK; /* it had none */
    TRY(password_used_insert(cx, &left));
    TRY(passwords_used(cx, &left, &used));
    if ((int64_t)used.count < most || most < 1) return OK;
    return passwords_used_forget(cx, &((const PasswordUsed *)used.items)[most - 1]);
}

Code password_store(Ctx *cx, const Account *account, Str hash) {
    TRY(remember(cx, account));
    TRY(account_store_password(cx, &account->id, hash));
    return event_record(cx, S("people.password_changed"), &account->id, S(""));
}

typedef struct PasswordChangeChecked {
    Account account;
    Str hash;
} PasswordChangeChecked;

Code password_change_check(Ctx *cx, const void *in, void *out) {
    (void)out;
    const PasswordChange *typed = in;
    PasswordChangeChecked *checked = NEW(cx->arena, PasswordChangeChecked);
    Id id;
    if (id_from_text(cx->caller.id, &id) != OK) return fail(cx, &not_signed_in);
    TRY(account_read(cx, &id, &checked->account));
    password_check(cx, S("wanted"), typed->wanted, checked->account.username);
    if (!password_fits(checked->account.password_hash, typed->present))
        fault(cx, spot_field(S("present")), &password_wrong);
    TRY(faults_verdict(cx));
    TRY(password_check_used(cx, S("wanted"), typed->wanted, &checked->account));
    TRY(faults_verdict(cx));
    checked->hash = password_make_hash(cx, typed->wanted);
    cx->prepared = checked;
    return OK;
}

/* All other sessions of the account end: a stolen one too. */
Code password_change(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const PasswordChangeChecked *checked = cx->prepared;
    TRY(password_store(cx, &checked->account, checked->hash));
    return sessions_end(cx, &checked->account.id, cx->caller.session);
}
