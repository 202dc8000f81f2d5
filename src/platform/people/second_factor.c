/* platform/people/second_factor - see second_factor.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/second_factor.h"

#include "kit/commands.h"
#include "kit/one_time.h"
#include "kit/site.h"
#include "platform/access/access.h"
#include "platform/people/accounts.h"
#include "platform/people/events.h"
#include "platform/people/passkeys.h"
#include "platform/people/secrets.h"
#include "platform/people/sign_in.h"

enum {
    RECOVERY_CODES = 10,
    RECOVERY_GROUP = 5,
    RECOVERY_LETTERS = 2 * RECOVERY_GROUP + 1,
    QR_ROWS_MAX = 177
};

const Setting second_factor_roles = { "people.second_factor_roles",
                                      SETTING_TEXT,
                                      "administrator head coordinator",
                                      0,
                                      200,
                                      .help = "Roles that must have a second factor, with spaces between",
                                      .source = "TCVN 14423:2026, level 3 (secondary source): administrators; those "
                                                "who approve by this program's own rule" };

const ProblemKind authenticator_exists = {
    CONFLICT,
    "people/authenticator-exists",
    { "Tài khoản đã có ứng dụng xác thực.", "The account has an authenticator already." },
    { "Gỡ ứng dụng đang dùng trước khi thêm ứng dụng khác.", "Remove the present one before you add another." }
};
const ProblemKind authenticator_absent = { NOT_FOUND,
                                           "people/authenticator-absent",
                                           { "Chưa có ứng dụng xác thực.", "There is no authenticator." },
                                           { "Thiết lập ứng dụng xác thực trước.", "Set an authenticator up first." } };
const ProblemKind second_factor_needed = {
    CONFLICT,
    "people/second-factor-needed",
    { "Không thể gỡ yếu tố thứ hai cuối cùng.", "The last second factor cannot be removed." },
    { "Vai trò của bạn bắt buộc hai yếu tố. Thêm một khoá truy cập hoặc ứng dụng xác thực trước khi gỡ, hoặc đề nghị "
      "quản "
      "trị gỡ giúp.",
      "Your role must have two. Add a passkey or an authenticator before you remove this one, or ask an administrator "
      "to." }
};

typedef struct Authenticator {
    Id account;
    Str secret;
    bool is_confirmed;
    int64_t last_step;
    Time added_at;
} Authenticator;

static const Field authenticator_fields[] = {
    FIELD(Authenticator, account, REQUIRED, 0, 0),      FIELD(Authenticator, secret, SECRET, 0, 0),
    FIELD(Authenticator, is_confirmed, REQUIRED, 0, 0), FIELD(Authenticator, last_step, REQUIRED, 0, 0),
    FIELD(Authenticator, added_at, REQUIRED, 0, 0),
};
static const Shape authenticator_shape = SHAPE(Authenticator, authenticator_fields);

typedef struct RecoveryCode {
    Str digest;
    Id account;
    Time made_at;
} RecoveryCode;

static const Field recovery_code_fields[] = {
    FIELD(RecoveryCode, digest, REQUIRED, SHA256_HEX, SHA256_HEX),
    FIELD(RecoveryCode, account, REQUIRED, 0, 0),
    FIELD(RecoveryCode, made_at, REQUIRED, 0, 0),
};
static const Shape recovery_code_shape = SHAPE(RecoveryCode, recovery_code_fields);

typedef struct RecoveryCodeCount {
    int64_t left_over;
} RecoveryCodeCount;

static const Field recovery_code_count_fields[] = { FIELD(RecoveryCodeCount, left_over, REQUIRED, 0, 0) };
static const Shape recovery_code_count_shape = SHAPE(RecoveryCodeCount, recovery_code_count_fields);

/* What a person signs in with. */
typedef struct Security {
    bool must_have_second, has_authenticator, is_confirmed; /* confirmed: factors may be changed now */
    Time authenticator_added_at;
    int64_t passkeys, recovery_codes_left;
    Time password_set_at; /* none: it has no password */
} Security;

static const Field security_fields[] = {
    FIELD(Security, must_have_second, REQUIRED, 0, 0),    FIELD(Security, has_authenticator, REQUIRED, 0, 0),
    FIELD(Security, is_confirmed, REQUIRED, 0, 0),        FIELD(Security, authenticator_added_at, OPTIONAL, 0, 0),
    FIELD(Security, passkeys, REQUIRED, 0, 0),            FIELD(Security, recovery_codes_left, REQUIRED, 0, 0),
    FIELD(Security, password_set_at, OPTIONAL, 0, 0),
};
const Shape security_shape = SHAPE(Security, security_fields);

/* Shown once. */
typedef struct AuthenticatorStart {
    Str secret, address; /* base32; otpauth: */
    Texts qr;            /* row by row, 1 is dark */
} AuthenticatorStart;

static const Field authenticator_start_fields[] = {
    FIELD(AuthenticatorStart, secret, REQUIRED, 0, 0),
    FIELD(AuthenticatorStart, address, REQUIRED, 0, 0),
    FIELD(AuthenticatorStart, qr, REQUIRED, 0, QR_ROWS_MAX),
};
const Shape authenticator_start_shape = SHAPE(AuthenticatorStart, authenticator_start_fields);

typedef struct AuthenticatorCode {
    Str code;
} AuthenticatorCode;

static const Field authenticator_code_fields[] = {
    FIELD(AuthenticatorCode, code, REQUIRED | SECRET, ONE_TIME_DIGITS, ONE_TIME_DIGITS + 1),
};
const Shape authenticator_code_shape = SHAPE(AuthenticatorCode, authenticator_code_fields);

typedef struct RecoveryCodes {
    Texts codes;
} RecoveryCodes;

static const Field recovery_codes_fields[] = { FIELD(RecoveryCodes, codes, REQUIRED, 0, RECOVERY_CODES) };
const Shape recovery_codes_shape = SHAPE(RecoveryCodes, recovery_codes_fields);

#include "platform/people/second_factor.sql.h"

/* ---- which there are, and which there must be ---- */

/* NOT_FOUND, without a Problem, also for one that was begun and never shown a code of. */
static Code read_authenticator(Ctx *cx, const Id *account, Authenticator *ret_authenticator) {
    const Authenticator asked = { .account = *account };
    TRY(authenticator_of(cx, &asked, ret_authenticator));
    return ret_authenticator->is_confirmed ? OK : NOT_FOUND;
}

static Code count_recovery_codes(Ctx *cx, const Id *account, int64_t *ret_count) {
    const RecoveryCode asked = { .account = *account };
    RecoveryCodeCount count;
    TRY(recovery_codes_left(cx, &asked, &count));
    *ret_count = count.left_over;
    return OK;
}

Code factors_of(Ctx *cx, const Id *account, Texts *ret_factors) {
    Authenticator authenticator;
    PasskeyCount passkeys;
    int64_t codes;
    Str *names = NEW_ARRAY(cx->arena, Str, 3);
    size_t count = 0;
    const Code found = read_authenticator(cx, account, &authenticator);
    if (found != OK && found != NOT_FOUND) return found;
    TRY(passkeys_count(cx, account, &passkeys));
    TRY(count_recovery_codes(cx, account, &codes));
    if (found == OK) names[count++] = S("totp");
    if (passkeys.total > 0) names[count++] = S("passkey");
    if (count > 0 && codes > 0) names[count++] = S("recovery");
    *ret_factors = (Texts){ names, count };
    return OK;
}

/* Sample accounts are for trying out: while the site is a trial they go without. */
static bool must_have_second(const Ctx *cx, bool is_sample) {
    const Settings *settings = cx->house->settings;
    if (is_sample && !setting_is(settings, &site_official)) return false;
    return access_holds(cx, setting_text(settings, &second_factor_roles));
}

Code factors_stage(Ctx *cx, const Id *account, bool is_sample, int64_t assurance, SessionStage *ret_stage) {
    Texts factors;
    *ret_stage = STAGE_FULL;
    if (assurance >= ASSURANCE_TWO) return OK;
    TRY(factors_of(cx, account, &factors));
    if (factors.count > 0)
        *ret_stage = STAGE_SECOND;
    else if (must_have_second(cx, is_sample))
        *ret_stage = STAGE_ENROL;
    return OK;
}

/* The person of a session that may change its factors: full and fresh, or here to set the first one up. */
Code second_factor_person(Ctx *cx, SessionPerson *ret_person) {
    TRY(session_person_at(cx, STAGE_FULL, STAGE_ENROL, ret_person));
    return session_require_confirmed(cx, ret_person);
}

Code security_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    Security *security = out;
    SessionPerson person;
    Authenticator authenticator;
    PasskeyCount passkeys;
    Account account;
    TRY(session_person_at(cx, STAGE_FULL, STAGE_ENROL, &person));
    TRY(account_read(cx, &person.account, &account));
    TRY(access_load(cx, &person.account));
    const Code found = read_authenticator(cx, &person.account, &authenticator);
    if (found != OK && found != NOT_FOUND) return found;
    security->must_have_second = must_have_second(cx, person.is_sample);
    security->has_authenticator = found == OK;
    security->is_confirmed = session_is_confirmed(cx, &person);
    if (found == OK) security->authenticator_added_at = authenticator.added_at;
    if (account.password_hash.len > 0) security->password_set_at = account.password_set_at;
    TRY(passkeys_count(cx, &person.account, &passkeys));
    security->passkeys = passkeys.total;
    return count_recovery_codes(cx, &person.account, &security->recovery_codes_left);
}

/* ---- the authenticator ---- */

static Code open_secret(Ctx *cx, const Authenticator *authenticator, OneTimeSecret *ret_secret) {
    StoreKey key;
    TRY(people_key_load(cx, &key));
    const bool is_open = box_open(cx->arena, &key, authenticator->secret, ret_secret->bytes, sizeof ret_secret->bytes);
    store_key_wipe(&key);
    return is_open ? OK : fail(cx, &people_key_missing, S("people.key"));
}

/* A code counts once: of the steps of the world only later ones than the last that was taken. */
static Code take_code(Ctx *cx, Authenticator *authenticator, Str code, bool *ret_fits) {
    OneTimeSecret secret;
    int64_t step = 0;
    TRY(open_secret(cx, authenticator, &secret));
    *ret_fits = one_time_fits(cx->arena, &secret, cx->now, code, &step) && step > authenticator->last_step;
    secret_wipe((Str){ (const char *)secret.bytes, sizeof secret.bytes });
    if (!*ret_fits) return OK;
    authenticator->last_step = step;
    return authenticator_note_step(cx, authenticator);
}

Code authenticator_start(Ctx *cx, const void *in, void *out) {
    (void)in;
    AuthenticatorStart *start = out;
    SessionPerson person;
    Authenticator made = { .added_at = cx->now };
    StoreKey key;
    TRY(second_factor_person(cx, &person));
    const Code found = read_authenticator(cx, &person.account, &made);
    if (found == OK) return fail(cx, &authenticator_exists);
    if (found != NOT_FOUND) return found;
    TRY(people_key_load(cx, &key));
    const OneTimeSecret secret = one_time_secret_new();
    made = (Authenticator){ .account = person.account,
                            .secret = box_close(cx->arena, &key, secret.bytes, sizeof secret.bytes),
                            .added_at = cx->now };
    store_key_wipe(&key);
    TRY(authenticator_upsert(cx, &made));
    start->secret = one_time_secret_text(cx->arena, &secret);
    start->address =
        one_time_address(cx->arena, &secret, setting_text(cx->house->settings, &site_name), person.username);
    start->qr = qr_rows(cx->arena, start->address);
    return OK;
}

/* ---- recovery codes ---- */

/* As a person types it: small letters, without what stands between. */
static Str recovery_clean(Arena *arena, Str typed) {
    Buf out = buf_new(arena, RECOVERY_LETTERS);
    const Str lower = str_lower(arena, typed);
    for (size_t i = 0; i < lower.len; i++) {
        if (lower.at[i] != '-' && lower.at[i] != ' ') buf_char(&out, lower.at[i]);
    }
    return out.overflowed ? S("") : (Str){ out.at, out.len };
}

static Str recovery_digest(Ctx *cx, const StoreKey *key, Str clean) {
    const Sha256 digest = keyed_digest(key, clean);
    return hex_text(cx->arena, digest.bytes, sizeof digest.bytes);
}

/* 50 bits of chance each; their digests are keyed, so that a copy of the database is not enough to find them. */
static Str recovery_new(Ctx *cx) {
    const OneTimeSecret chance = one_time_secret_new();
    const Str text = str_lower(cx->arena, one_time_secret_text(cx->arena, &chance));
    return str_format(cx->arena, "%.*s-%.*s", RECOVERY_GROUP, text.at, RECOVERY_GROUP, text.at + RECOVERY_GROUP);
}

static Code make_recovery_codes(Ctx *cx, const Id *account, RecoveryCodes *ret_codes) {
    StoreKey key;
    Str *codes = NEW_ARRAY(cx->arena, Str, RECOVERY_CODES);
    RecoveryCode row = { .account = *account, .made_at = cx->now };
    TRY(people_key_load(cx, &key));
    Code code = recovery_codes_delete_of(cx, &row);
    for (size_t i = 0; i < RECOVERY_CODES && code == OK; i++) {
        codes[i] = recovery_new(cx);
        row.digest = recovery_digest(cx, &key, recovery_clean(cx->arena, codes[i]));
        code = recovery_code_insert(cx, &row);
    }
    store_key_wipe(&key);
    ret_codes->codes = (Texts){ codes, RECOVERY_CODES };
    return code;
}

static Code take_recovery_code(Ctx *cx, const Id *account, Str typed, bool *ret_fits) {
    StoreKey key;
    RecoveryCode row;
    TRY(people_key_load(cx, &key));
    const RecoveryCode asked = { .digest = recovery_digest(cx, &key, recovery_clean(cx->arena, typed)),
                                 .account = *account };
    store_key_wipe(&key);
    const Code found = recovery_code_of(cx, &asked, &row);
    *ret_fits = found == OK;
    if (found == NOT_FOUND) return OK;
    TRY(found);
    return recovery_code_delete(cx, &asked);
}

Code factor_take(Ctx *cx, const Id *account, Str code, Str *ret_kind) {
    Authenticator authenticator;
    bool fits = false;
    *ret_kind = S("");
    const Code found = read_authenticator(cx, account, &authenticator);
    if (found == OK)
        TRY(take_code(cx, &authenticator, recovery_clean(cx->arena, code), &fits));
    else if (found != NOT_FOUND)
        return found;
    if (fits) *ret_kind = S("totp");
    if (fits) return OK;
    TRY(take_recovery_code(cx, account, code, &fits));
    if (fits) *ret_kind = S("recovery");
    return OK;
}

Code recovery_codes_renew(Ctx *cx, const void *in, void *out) {
    (void)in;
    SessionPerson person;
    Texts factors;
    TRY(second_factor_person(cx, &person));
    TRY(factors_of(cx, &person.account, &factors));
    if (factors.count == 0) return fail(cx, &authenticator_absent);
    TRY(make_recovery_codes(cx, &person.account, out));
    return event_record(cx, S("people.recovery_codes_made"), &person.account, S(""));
}

/* ---- adding and removing ---- */

Code factor_added(Ctx *cx, const Id *account, Str factor, bool is_first, Texts *ret_codes) {
    RecoveryCodes made = { 0 };
    TRY(event_record(cx, S("people.factor_added"), account, factor));
    if (is_first) TRY(make_recovery_codes(cx, account, &made));
    *ret_codes = made.codes;
    return OK;
}

static Code forget_recovery_codes(Ctx *cx, const Id *account) {
    const RecoveryCode codes = { .account = *account };
    return recovery_codes_delete_of(cx, &codes);
}

/* A passkey that is suspended is not one that its person could sign in with. */
Code factor_removed(Ctx *cx, const SessionPerson *person, Str factor) {
    Authenticator authenticator;
    PasskeyCount passkeys;
    const Code found = read_authenticator(cx, &person->account, &authenticator);
    if (found != OK && found != NOT_FOUND) return found;
    TRY(passkeys_count(cx, &person->account, &passkeys));
    const bool has_other = found == OK || passkeys.usable > 0;
    if (!has_other && must_have_second(cx, person->is_sample)) return fail(cx, &second_factor_needed);
    if (found != OK && passkeys.total == 0) TRY(forget_recovery_codes(cx, &person->account));
    return event_record(cx, S("people.factor_removed"), &person->account, factor);
}

/* A session that waited for its first second factor has now shown two. */
Code authenticator_confirm(Ctx *cx, const void *in, void *out) {
    const AuthenticatorCode *typed = in;
    SessionPerson person;
    Authenticator authenticator;
    Account account;
    Texts factors;
    RecoveryCodes *codes = out;
    bool fits;
    TRY(second_factor_person(cx, &person));
    TRY(factors_of(cx, &person.account, &factors));
    const Authenticator asked = { .account = person.account };
    const Code found = authenticator_of(cx, &asked, &authenticator);
    if (found == NOT_FOUND) return fail(cx, &authenticator_absent);
    TRY(found);
    if (authenticator.is_confirmed) return fail(cx, &authenticator_exists);
    TRY(take_code(cx, &authenticator, recovery_clean(cx->arena, typed->code), &fits));
    if (!fits) return fail_field(cx, S("code"), &code_wrong);
    TRY(factor_added(cx, &person.account, S("totp"), factors.count == 0, &codes->codes));
    TRY(account_read(cx, &person.account, &account));
    TRY(sign_in_finish(cx, &account, str_format(cx->arena, "%.*s totp", STR_FMT(person.method)), ASSURANCE_TWO));
    return sessions_end(cx, &person.account, cx->caller.session);
}

Code authenticator_remove(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    SessionPerson person;
    Authenticator authenticator;
    TRY(session_person_at(cx, STAGE_FULL, STAGE_FULL, &person));
    TRY(session_require_confirmed(cx, &person));
    const Code found = read_authenticator(cx, &person.account, &authenticator);
    if (found == NOT_FOUND) return fail(cx, &authenticator_absent);
    TRY(found);
    TRY(authenticator_delete(cx, &authenticator));
    return factor_removed(cx, &person, S("totp"));
}

/* For who has lost telephone, passkeys and codes: by an administrator on the machine, who has seen the person. */
Code account_reset_factors(Ctx *cx, const void *in, void *out) {
    (void)out;
    Account account;
    TRY(account_of_args(cx, in, &account));
    const Authenticator authenticator = { .account = account.id };
    TRY(authenticator_delete(cx, &authenticator));
    TRY(passkeys_remove_all(cx, &account.id));
    TRY(forget_recovery_codes(cx, &account.id));
    TRY(event_record(cx, S("people.factor_removed"), &account.id, S("all")));
    TRY(sessions_end(cx, &account.id, S("")));
    say("%.*s: đã gỡ yếu tố thứ hai / second factors removed\n", STR_FMT(account.username));
    return OK;
}
