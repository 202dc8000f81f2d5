/* platform/people/sign_in - see sign_in.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/sign_in.h"

#include "platform/access/access.h"
#include "platform/people/events.h"
#include "platform/people/passwords.h"
#include "platform/people/second_factor.h"

#define MINUTE_US INT64_C(60000000)
#define DAY_US    (24 * 60 * MINUTE_US)

enum { LOCK_MINUTES_MAX = 60, ADDRESS_WINDOW_MINUTES = 15, FAILURES_KEPT_MINUTES = 24 * 60, CODE_LETTERS_MAX = 40 };

const Setting sign_in_tries = { "people.sign_in_tries",
                                SETTING_INT,
                                "5",
                                1,
                                20,
                                .help =
                                    "Wrong passwords or codes after which an account waits, each time twice as long",
                                .source = "TCVN 14423:2026, level 3 (secondary source)" };
const Setting sign_in_tries_address = {
    "people.sign_in_tries_address", SETTING_INT, "30", 1, 1000, .help = "Wrong passwords from one address in 15 minutes"
};
const Setting unused_days = { "people.unused_days",
                              SETTING_INT,
                              "45",
                              0,
                              3650,
                              .help = "Days after which an account that nobody signed in to is disabled; 0: never",
                              .source = "TCVN 14423:2026, level 3 (secondary source)" };

const ProblemKind sign_in_wrong = {
    UNAUTHENTICATED,
    "people/sign-in-wrong",
    { "Chưa đăng nhập được.", "Could not sign in." },
    { "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi thử lại.",
      "The user name or the password is wrong. Check Caps Lock and the input method, then try again." }
};
const ProblemKind sign_in_locked = {
    TOO_MANY,
    "people/sign-in-locked",
    { "Tài khoản tạm khoá.", "The account is locked for a while." },
    { "Sai mật khẩu nhiều lần. Thử lại sau {0} phút, hoặc đề nghị quản trị đặt lại mật khẩu.",
      "Too many wrong passwords. Try again in {0} minutes, or ask an administrator to reset it." }
};
const ProblemKind sign_in_too_often = {
    TOO_MANY,
    "people/sign-in-too-often",
    { "Thử đăng nhập quá nhiều lần.", "Too many attempts to sign in." },
    { "Từ mạng này có quá nhiều lần đăng nhập sai. Thử lại sau 15 phút.",
      "Too many wrong attempts came from this network. Try again in 15 minutes." }
};
const ProblemKind account_disabled = {
    FORBIDDEN,
    "people/account-disabled",
    { "Tài khoản đã ngừng dùng.", "The account is disabled." },
    { "Tài khoản đã ngừng dùng, hoặc quá {0} ngày không ai đăng nhập. Đề nghị quản trị mở lại.",
      "It was disabled, or nobody signed in to it for {0} days. Ask an administrator to enable it again." }
};
const ProblemKind code_wrong = {
    INVALID,
    "people/code-wrong",
    { "Mã không đúng.", "The code is wrong." },
    { "Gõ mã 6 số đang hiện trong ứng dụng xác thực, hoặc một mã khôi phục chưa dùng. Mỗi mã chỉ dùng một lần.",
      "Type the 6 digits that your authenticator shows now, or a recovery code not used before. Each is good once." }
};

typedef struct WrongTry {
    Str address;
    Time failed_at;
} WrongTry;

static const Field wrong_try_fields[] = {
    FIELD(WrongTry, address, REQUIRED, 0, 0),
    FIELD(WrongTry, failed_at, REQUIRED, 0, 0),
};
static const Shape wrong_try_shape = SHAPE(WrongTry, wrong_try_fields);

typedef struct WrongTryCount {
    int64_t failures;
} WrongTryCount;

static const Field wrong_try_count_fields[] = { FIELD(WrongTryCount, failures, REQUIRED, 0, 0) };
static const Shape wrong_try_count_shape = SHAPE(WrongTryCount, wrong_try_count_fields);

typedef struct SignIn {
    Str username, password;
} SignIn;

static const Field sign_in_fields[] = {
    FIELD(SignIn, username, REQUIRED, 1, 80),
    FIELD(SignIn, password, REQUIRED | SECRET, 1, PASSWORD_LETTERS_MAX),
};
const Shape sign_in_shape = SHAPE(SignIn, sign_in_fields);

typedef struct SecondStep {
    Str code;
} SecondStep;

static const Field second_step_fields[] = { FIELD(SecondStep, code, REQUIRED | SECRET, 1, CODE_LETTERS_MAX) };
const Shape second_step_shape = SHAPE(SecondStep, second_step_fields);

typedef struct Confirm {
    Str password;
} Confirm;

static const Field confirm_fields[] = { FIELD(Confirm, password, REQUIRED | SECRET, 1, PASSWORD_LETTERS_MAX) };
const Shape confirm_shape = SHAPE(Confirm, confirm_fields);

#include "platform/people/sign_in.sql.h"

/* ---- who must wait ---- */

Code refuse_too_often(Ctx *cx) {
    const WrongTry since = { .address = cx->caller.address,
                             .failed_at = { cx->now.us - ADDRESS_WINDOW_MINUTES * MINUTE_US } };
    WrongTryCount count;
    TRY(wrong_tries_since(cx, &since, &count));
    const bool is_over = count.failures >= setting_int(cx->house->settings, &sign_in_tries_address);
    return is_over ? fail(cx, &sign_in_too_often) : OK;
}

Code refuse_locked(Ctx *cx, const Account *account) {
    if (account->locked_until.us <= cx->now.us) return OK;
    const int64_t minutes = (account->locked_until.us - cx->now.us + MINUTE_US - 1) / MINUTE_US;
    return fail(cx, &sign_in_locked, int_text(cx, minutes));
}

/* 1 minute after the allowed tries, then 2, 4, ... up to an hour. */
static Time locked_after(const Ctx *cx, int64_t failures) {
    const int64_t over = failures - setting_int(cx->house->settings, &sign_in_tries);
    if (over < 0) return (Time){ 0 };
    const int64_t minutes = over >= 6 ? LOCK_MINUTES_MAX : INT64_C(1) << over;
    return (Time){ cx->now.us + minutes * MINUTE_US };
}

/* The refusal is stored, though it is one; the caller goes on to fail(). */
Code record_wrong_try(Ctx *cx, const Id *account) {
    cx->is_recorded = true;
    const WrongTry failure = { .address = cx->caller.address, .failed_at = cx->now };
    TRY(wrong_try_insert(cx, &failure));
    Account fresh;
    if (id_is_none(account) || account_read(cx, account, &fresh) != OK) return OK;
    fresh.failures++;
    fresh.locked_until = locked_after(cx, fresh.failures);
    return account_store_failure(cx, &fresh);
}

/* The moment since which an account must have been used; 0: none is disabled for that. */
static Time unused_since(const Ctx *cx) {
    const int64_t days = setting_int(cx->house->settings, &unused_days);
    return (Time){ days > 0 ? cx->now.us - days * DAY_US : 0 };
}

static bool is_unused(const Ctx *cx, const Account *account) {
    const int64_t since = unused_since(cx).us;
    return !account->is_sample && account->created_at.us < since && account->signed_in_at.us < since &&
           account->enabled_at.us < since;
}

Code disable_unused(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Rows rows;
    TRY(accounts_unused(cx, unused_since(cx), &rows));
    for (size_t i = 0; i < rows.count; i++)
        TRY(account_store_active(cx, &((const Account *)rows.items)[i], false, S("unused")));
    return OK;
}

/* ---- the first step: first the slow check of the password, then the record of how it went ---- */

typedef struct PasswordChecked {
    Account account; /* without id: there is no such account */
    bool fits;
} PasswordChecked;

/* A hash of nothing known: checked for unknown names too, so that time does not tell which names exist. */
#define NOBODY_HASH "$argon2id$v=19$m=19456,t=2,p=1$3cFFtLuVyPjqoxNhwR3PwA$T7AKpjRlYJi7YGeQoMWY9QCUhY7iVjbQrN2IcBCJRnI"

Code sign_in_check(Ctx *cx, const void *in, void *out) {
    (void)out;
    const SignIn *typed = in;
    PasswordChecked *checked = NEW(cx->arena, PasswordChecked);
    cx->prepared = checked;
    TRY(refuse_too_often(cx));
    const Code found = account_find(cx, typed->username, &checked->account);
    if (found != OK && found != NOT_FOUND) return found;
    TRY(refuse_locked(cx, &checked->account));
    const bool is_known = found == OK && checked->account.password_hash.len > 0;
    checked->fits =
        password_fits(is_known ? checked->account.password_hash : S(NOBODY_HASH), typed->password) && is_known;
    return OK;
}

Code sign_in_finish(Ctx *cx, const Account *account, Str method, int64_t assurance) {
    SessionStart start = { .account = account->id, .method = method, .assurance = assurance };
    if (!account->is_active || is_unused(cx, account))
        return fail(cx, &account_disabled, int_text(cx, setting_int(cx->house->settings, &unused_days)));
    TRY(access_load(cx, &account->id));
    TRY(factors_stage(cx, &account->id, account->is_sample, assurance, &start.stage));
    TRY(session_open(cx, &start));
    if (start.stage == STAGE_SECOND) return OK;
    Account signed_in = *account;
    signed_in.signed_in_at = cx->now;
    TRY(account_store_success(cx, &signed_in));
    return event_record(cx, S("people.signed_in"), &account->id, method);
}

Code sign_in(Ctx *cx, const void *in, void *out) {
    (void)in;
    const PasswordChecked *checked = cx->prepared;
    if (!checked->fits) {
        TRY(record_wrong_try(cx, &checked->account.id));
        return fail(cx, &sign_in_wrong);
    }
    TRY(sign_in_finish(cx, &checked->account, S("password"), ASSURANCE_ONE));
    return me_get(cx, NULL, out);
}

/* ---- the second step ---- */

Code second_step(Ctx *cx, const void *in, void *out) {
    const SecondStep *typed = in;
    SessionPerson person;
    Account account;
    Str kind;
    TRY(session_person_at(cx, STAGE_SECOND, STAGE_SECOND, &person));
    TRY(account_read(cx, &person.account, &account));
    TRY(refuse_locked(cx, &account));
    TRY(factor_take(cx, &account.id, typed->code, &kind));
    if (kind.len == 0) {
        TRY(record_wrong_try(cx, &account.id));
        return fail_field(cx, S("code"), &code_wrong);
    }
    const Str method = str_format(cx->arena, "%.*s %.*s", STR_FMT(person.method), STR_FMT(kind));
    TRY(sign_in_finish(cx, &account, method, ASSURANCE_TWO));
    return me_get(cx, NULL, out);
}

/* ---- who has been away, or changes what he signs in with, shows again who he is ---- */

Code confirm_check(Ctx *cx, const void *in, void *out) {
    (void)out;
    const Confirm *typed = in;
    PasswordChecked *checked = NEW(cx->arena, PasswordChecked);
    SessionPerson person;
    cx->prepared = checked;
    TRY(refuse_too_often(cx));
    TRY(session_person_at(cx, STAGE_FULL, STAGE_LOCKED, &person));
    TRY(account_read(cx, &person.account, &checked->account));
    TRY(refuse_locked(cx, &checked->account));
    checked->fits = password_fits(checked->account.password_hash, typed->password);
    return OK;
}

Code confirm(Ctx *cx, const void *in, void *out) {
    (void)in;
    const PasswordChecked *checked = cx->prepared;
    if (!checked->fits) {
        TRY(record_wrong_try(cx, &checked->account.id));
        return fail_field(cx, S("password"), &password_wrong);
    }
    TRY(session_confirm(cx));
    TRY(access_load(cx, &checked->account.id)); /* an unlocked session has its rights back */
    return me_get(cx, NULL, out);
}

Code tries_tidy(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const WrongTry old = { .failed_at = { cx->now.us - FAILURES_KEPT_MINUTES * MINUTE_US } };
    return wrong_tries_sweep(cx, &old);
}
