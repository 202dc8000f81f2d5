/* platform/people/sessions - signing in and out, and knowing a caller by his token. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/sessions.h"

#include "kit/kit.h"
#include "platform/access/access.h"
#include "platform/ledger/ledger.h"
#include "platform/people/accounts.h"
#include "platform/people/people.h"

#define MINUTE_US INT64_C(60000000)

enum { LOCK_MINUTES_MAX = 60, ADDRESS_WINDOW_MINUTES = 15, FAILURES_KEPT_MINUTES = 24 * 60 };

const Setting session_hours = { "people.session_hours", SETTING_INT, "12", 1, 168,
    .help = "Hours after which a session ends" };
const Setting sign_in_tries = { "people.sign_in_tries", SETTING_INT, "5", 1, 20,
                                .help = "Wrong passwords after which an account waits, each time twice as long",
                                .source = "TCVN 14423:2026, level 3 (secondary source)" };
const Setting sign_in_tries_address = { "people.sign_in_tries_address", SETTING_INT, "30", 1, 1000,
                                        .help = "Wrong passwords from one address in 15 minutes" };

const ProblemKind sign_in_wrong = {
    UNAUTHENTICATED, "people/sign-in-wrong",
    { "Chưa đăng nhập được.", "Could not sign in." },
    { "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi thử lại.",
      "The user name or the password is wrong. Check Caps Lock and the input method, then try again." }
};
const ProblemKind sign_in_locked = {
    TOO_MANY, "people/sign-in-locked",
    { "Tài khoản tạm khoá.", "The account is locked for a while." },
    { "Sai mật khẩu nhiều lần. Thử lại sau {0} phút, hoặc đề nghị quản trị đặt lại mật khẩu.",
      "Too many wrong passwords. Try again in {0} minutes, or ask an administrator to reset it." }
};
const ProblemKind sign_in_too_often = {
    TOO_MANY, "people/sign-in-too-often",
    { "Thử đăng nhập quá nhiều lần.", "Too many attempts to sign in." },
    { "Từ mạng này có quá nhiều lần đăng nhập sai. Thử lại sau 15 phút.",
      "Too many wrong attempts came from this network. Try again in 15 minutes." }
};
const ProblemKind password_wrong = {
    INVALID, "people/password-wrong",
    { "Mật khẩu hiện tại không đúng.", "The present password is wrong." },
    { "Gõ lại mật khẩu đang dùng.", "Type the password that you use now." }
};

/* ---- records ---- */

typedef struct Session {
    Str digest;
    Id account;
    Time created_at, expires_at;
} Session;

static const Field session_fields[] = {
    FIELD(Session, digest, REQUIRED, 64, 64),
    FIELD(Session, account, REQUIRED, 0, 0),
    FIELD(Session, created_at, REQUIRED, 0, 0),
    FIELD(Session, expires_at, REQUIRED, 0, 0),
};
static const Shape session_shape = SHAPE(Session, session_fields);

typedef struct SessionAsked {
    Str digest;
    Time now;
} SessionAsked;

static const Field session_asked_fields[] = {
    FIELD(SessionAsked, digest, REQUIRED, 64, 64),
    FIELD(SessionAsked, now, REQUIRED, 0, 0),
};
static const Shape session_asked_shape = SHAPE(SessionAsked, session_asked_fields);

typedef struct SessionPerson {
    Id account;
    Str name, title, username;
    bool is_sample;
    Time expires_at;
} SessionPerson;

static const Field session_person_fields[] = {
    FIELD(SessionPerson, account, REQUIRED, 0, 0),  FIELD(SessionPerson, name, REQUIRED, 0, 0),
    FIELD(SessionPerson, title, REQUIRED, 0, 0),    FIELD(SessionPerson, username, REQUIRED, 0, 0),
    FIELD(SessionPerson, is_sample, REQUIRED, 0, 0), FIELD(SessionPerson, expires_at, REQUIRED, 0, 0),
};
static const Shape session_person_shape = SHAPE(SessionPerson, session_person_fields);

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
    FIELD(SignIn, password, REQUIRED | SECRET, 1, 200),
};
const Shape sign_in_shape = SHAPE(SignIn, sign_in_fields);

typedef struct MeRole {
    int role;
    Str agency;
} MeRole;

static const Field me_role_fields[] = {
    FIELD_CHOICE(MeRole, role, REQUIRED, &role_choices),
    FIELD(MeRole, agency, REQUIRED, 0, 0),
};
static const Shape me_role_shape = SHAPE(MeRole, me_role_fields);

/* Who is asking: for the head of every page. A stranger has an empty username. */
typedef struct Me {
    Id account;
    Str username, name, title;
    Rows roles;
    Texts permissions;
    bool is_sample;
    Time expires_at;
    Day today;
} Me;

static const Field me_fields[] = {
    FIELD(Me, account, OPTIONAL, 0, 0),    FIELD(Me, username, OPTIONAL, 0, 0),
    FIELD(Me, name, OPTIONAL, 0, 0),       FIELD(Me, title, OPTIONAL, 0, 0),
    FIELD_LIST(Me, roles, 100, &me_role_shape), FIELD(Me, permissions, REQUIRED, 0, 0),
    FIELD(Me, is_sample, REQUIRED, 0, 0),  FIELD(Me, expires_at, OPTIONAL, 0, 0),
    FIELD(Me, today, REQUIRED, 0, 0),
};
const Shape me_shape = SHAPE(Me, me_fields);

typedef struct PasswordChange {
    Str present, wanted;
} PasswordChange;

static const Field password_change_fields[] = {
    FIELD(PasswordChange, present, REQUIRED | SECRET, 1, 200),
    FIELD(PasswordChange, wanted, REQUIRED | SECRET, 1, 200),
};
const Shape password_change_shape = SHAPE(PasswordChange, password_change_fields);

#include "platform/people/sessions.sql.h"

/* ---- knowing a caller ---- */

static Str token_digest(Arena *arena, Str token) {
    const Sha256 digest = sha256(token);
    return hex_text(arena, digest.bytes, sizeof digest.bytes);
}

Code people_recognise(Ctx *cx, Str token) {
    cx->caller.id = S("");
    cx->caller.rights = NULL;
    if (token.len == 0) return OK;
    const SessionAsked asked = { .digest = token_digest(cx->arena, token), .now = cx->now };
    SessionPerson *person = NEW(cx->arena, SessionPerson);
    const Code found = session_person(cx, &asked, person);
    if (found == NOT_FOUND) return OK;
    TRY(found);
    cx->caller.id = id_str(&person->account);
    cx->caller.name = person->name;
    cx->caller.session = asked.digest;
    return access_load(cx, &person->account);
}

static void fill_roles(Ctx *cx, Me *me) {
    size_t count;
    const Grant *grants = access_grants(cx, &count);
    MeRole *roles = NEW_ARRAY(cx->arena, MeRole, count + 1);
    for (size_t i = 0; i < count; i++) roles[i] = (MeRole){ grants[i].role, grants[i].agency };
    me->roles = (Rows){ roles, count };

    size_t total = 0, used = 0;
    for (size_t i = 0; i < cx->house->module_count; i++) total += cx->house->modules[i]->permission_count;
    Str *names = NEW_ARRAY(cx->arena, Str, total + 1);
    for (size_t i = 0; i < cx->house->module_count; i++) {
        for (size_t j = 0; j < cx->house->modules[i]->permission_count; j++) {
            const char *name = cx->house->modules[i]->permissions[j].name;
            if (access_may(cx, name)) names[used++] = str_of(name);
        }
    }
    me->permissions = (Texts){ names, used };
}

Code me_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    Me *me = out;
    me->today = cx->today;
    fill_roles(cx, me);
    if (cx->caller.id.len == 0) return OK;
    const SessionAsked asked = { .digest = cx->caller.session, .now = cx->now };
    SessionPerson person;
    TRY(session_person(cx, &asked, &person));
    me->account = person.account;
    me->username = person.username;
    me->name = person.name;
    me->title = person.title;
    me->is_sample = person.is_sample;
    me->expires_at = person.expires_at;
    return OK;
}

/* ---- signing in: first the slow check of the password, then the record of how it went ---- */

typedef struct SignInChecked {
    Account account; /* without id: there is no such account */
    bool fits;
} SignInChecked;

static Code refuse_too_often(Ctx *cx) {
    const WrongTry since = { .address = cx->caller.address,
                             .failed_at = { cx->now.us - ADDRESS_WINDOW_MINUTES * MINUTE_US } };
    WrongTryCount count;
    TRY(wrong_tries_since(cx, &since, &count));
    const bool is_over = count.failures >= setting_int(cx->house->settings, &sign_in_tries_address);
    return is_over ? fail(cx, &sign_in_too_often) : OK;
}

/* A hash of nothing known: checked for unknown names too, so that time does not tell which names exist. */
#define NOBODY_HASH "$argon2id$v=19$m=19456,t=2,p=1$3cFFtLuVyPjqoxNhwR3PwA$T7AKpjRlYJi7YGeQoMWY9QCUhY7iVjbQrN2IcBCJRnI"

Code sign_in_check(Ctx *cx, const void *in, void *out) {
    (void)out;
    const SignIn *typed = in;
    SignInChecked *checked = NEW(cx->arena, SignInChecked);
    cx->prepared = checked;
    TRY(refuse_too_often(cx));
    const Code found = account_find(cx, typed->username, &checked->account);
    if (found != OK && found != NOT_FOUND) return found;
    if (checked->account.locked_until.us > cx->now.us) {
        const int64_t minutes = (checked->account.locked_until.us - cx->now.us + MINUTE_US - 1) / MINUTE_US;
        return fail(cx, &sign_in_locked, int_text(cx, minutes));
    }
    const bool is_known = found == OK;
    checked->fits = password_fits(is_known ? checked->account.password_hash : S(NOBODY_HASH), typed->password) &&
                    is_known && checked->account.is_active;
    return OK;
}

/* 1 minute after the allowed tries, then 2, 4, ... up to an hour. */
static Time locked_after(const Ctx *cx, int64_t failures) {
    const int64_t over = failures - setting_int(cx->house->settings, &sign_in_tries);
    if (over < 0) return (Time){ 0 };
    const int64_t minutes = over >= 6 ? LOCK_MINUTES_MAX : INT64_C(1) << over;
    return (Time){ cx->now.us + minutes * MINUTE_US };
}

static Code record_refusal(Ctx *cx, const Account *account) {
    cx->is_recorded = true;
    const WrongTry failure = { .address = cx->caller.address, .failed_at = cx->now };
    TRY(wrong_try_insert(cx, &failure));
    Account fresh;
    if (!id_is_none(&account->id) && account_read(cx, &account->id, &fresh) == OK) {
        fresh.failures++;
        fresh.locked_until = locked_after(cx, fresh.failures);
        TRY(account_store_failure(cx, &fresh));
    }
    return fail(cx, &sign_in_wrong);
}

static Str session_cookie(Ctx *cx, Str token, int64_t seconds) {
    const bool is_secure = setting_is(cx->house->settings, &http_secure);
    return str_format(cx->arena, "%s=%.*s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%lld%s",
                      is_secure ? "__Host-banyan" : "banyan", STR_FMT(token), (long long)seconds,
                      is_secure ? "; Secure" : "");
}

Code sign_in(Ctx *cx, const void *in, void *out) {
    (void)in;
    const SignInChecked *checked = cx->prepared;
    if (!checked->fits) return record_refusal(cx, &checked->account);
    const int64_t seconds = setting_int(cx->house->settings, &session_hours) * 3600;
    const Str token = secret_new(cx->arena);
    const Session session = { .digest = token_digest(cx->arena, token),
                              .account = checked->account.id,
                              .created_at = cx->now,
                              .expires_at = { cx->now.us + seconds * 1000000 } };
    TRY(session_insert(cx, &session));
    Account account = checked->account;
    account.signed_in_at = cx->now;
    TRY(account_store_success(cx, &account));
    TRY(people_recognise(cx, token));
    TRY(ledger_append(cx, S("people.signed_in"), id_str(&account.id), { "account", id_str(&account.id) }));
    cx->cookie = session_cookie(cx, token, seconds);
    return me_get(cx, NULL, out);
}

Code sign_out(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const SessionAsked asked = { .digest = cx->caller.session };
    cx->cookie = session_cookie(cx, S(""), 0);
    return session_delete(cx, &asked);
}

Code password_change_check(Ctx *cx, const void *in, void *out) {
    (void)out;
    const PasswordChange *typed = in;
    Account account;
    Id id;
    if (id_from_text(cx->caller.id, &id) != OK) return fail(cx, &not_signed_in);
    TRY(account_read(cx, &id, &account));
    password_check(cx, S("wanted"), typed->wanted, account.username);
    if (!password_fits(account.password_hash, typed->present)) fault(cx, spot_field(S("present")), &password_wrong);
    TRY(faults_verdict(cx));
    Str *hash = NEW(cx->arena, Str);
    *hash = password_make_hash(cx, typed->wanted);
    cx->prepared = hash;
    return OK;
}

Code sessions_end(Ctx *cx, const Id *account, Str kept) {
    const Session of = { .account = *account, .digest = kept };
    return sessions_delete_of(cx, &of);
}

/* All other sessions of the account end: a stolen one too. */
Code password_change(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Id account;
    TRY(id_from_text(cx->caller.id, &account));
    TRY(account_store_password(cx, &account, *(const Str *)cx->prepared));
    return sessions_end(cx, &account, cx->caller.session);
}

Code sessions_tidy(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const SessionAsked now = { .now = cx->now };
    const WrongTry old = { .failed_at = { cx->now.us - FAILURES_KEPT_MINUTES * MINUTE_US } };
    TRY(sessions_sweep(cx, &now));
    return wrong_tries_sweep(cx, &old);
}
