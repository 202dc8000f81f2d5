/* platform/people/passkey_questions - see passkey_questions.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/passkey_questions.h"

#include "platform/people/secrets.h"
#include "platform/people/sign_in.h"

enum { QUESTIONS_ADDRESS_MAX = 300 }; /* open at once: a whole office may stand behind one address */

const Setting passkey_origin = { "people.passkey_origin",
                                 SETTING_TEXT,
                                 "",
                                 0,
                                 200,
                                 .help = "Origin of the site's pages for which passkeys are made, as the browser shows "
                                         "it: https://tiendo.example.gov.vn. Passkeys hold for its host alone: another "
                                         "host voids all. Empty: no passkeys" };

const ProblemKind passkey_origin_form = {
    INVALID,
    "people/passkey-origin-form",
    { "Địa chỉ cho khoá truy cập không dùng được.", "The origin for passkeys cannot be used." },
    { "people.passkey_origin là “{0}”. Viết https:// và tên máy, có thể thêm cổng, không có gạch chéo cuối; http:// "
      "chỉ "
      "cho localhost.",
      "people.passkey_origin is “{0}”. Write https:// and the host, a port if need be, without a slash at the end; "
      "http:// for localhost alone." }
};
const ProblemKind passkeys_off = {
    NOT_FOUND,
    "people/passkeys-off",
    { "Trang này chưa dùng khoá truy cập.", "Passkeys are not in use here." },
    { "Đăng nhập bằng mật khẩu. Quản trị bật khoá truy cập bằng thiết lập people.passkey_origin.",
      "Sign in with your password. An administrator switches passkeys on by the setting people.passkey_origin." }
};
const ProblemKind passkey_question_over = {
    CONFLICT,
    "people/passkey-question-over",
    { "Yêu cầu xác nhận đã hết hạn.", "The request has run out." },
    { "Mỗi yêu cầu chỉ dùng một lần, trong 5 phút, trên trình duyệt đã mở nó. Bấm lại nút khoá truy cập.",
      "Each is good once, within 5 minutes, in the browser that began it. Press the passkey button again." }
};

static const char *const purpose_names[] = { "sign_in", "second_step", "confirm", "add" };
static const Choices purpose_choices = CHOICES("PasskeyPurpose", purpose_names);
const Choices passkey_use_choices = { "PasskeyUse", purpose_names, COUNT(purpose_names) - 1 };

static const Field passkey_asked_fields[] = {
    FIELD(PasskeyAsked, digest, REQUIRED, SHA256_HEX, SHA256_HEX),
    FIELD(PasskeyAsked, session, REQUIRED, SHA256_HEX, SHA256_HEX),
    FIELD_CHOICE(PasskeyAsked, purpose, REQUIRED, &purpose_choices),
    FIELD(PasskeyAsked, account, OPTIONAL, 0, 0),
    FIELD(PasskeyAsked, address, REQUIRED, 0, 0),
    FIELD(PasskeyAsked, expires_at, REQUIRED, 0, 0),
};
static const Shape passkey_asked_shape = SHAPE(PasskeyAsked, passkey_asked_fields);

typedef struct PasskeyAskedCount {
    int64_t open;
} PasskeyAskedCount;

static const Field passkey_asked_count_fields[] = { FIELD(PasskeyAskedCount, open, REQUIRED, 0, 0) };
static const Shape passkey_asked_count_shape = SHAPE(PasskeyAskedCount, passkey_asked_count_fields);

#include "platform/people/passkey_questions.sql.h"

bool passkeys_are_on(const Ctx *cx) {
    return setting_text(cx->house->settings, &passkey_origin).len > 0;
}

Code passkey_site(Ctx *cx, WebauthnSite *ret_site) {
    const Str origin = setting_text(cx->house->settings, &passkey_origin);
    if (origin.len == 0) return fail(cx, &passkeys_off);
    return webauthn_site_of(origin, ret_site) ? OK : fail(cx, &passkey_origin_form, origin);
}

Code people_found(Ctx *cx) {
    WebauthnSite site;
    if (passkeys_are_on(cx)) TRY(passkey_site(cx, &site));
    return people_key_found(cx);
}

static Code refuse_too_many(Ctx *cx) {
    const PasskeyAsked now = { .address = cx->caller.address, .expires_at = cx->now };
    PasskeyAskedCount count;
    TRY(passkeys_asked_sweep(cx, &now));
    TRY(passkeys_asked_open(cx, &now, &count));
    return count.open < QUESTIONS_ADDRESS_MAX ? OK : fail(cx, &sign_in_too_often);
}

Code passkey_question_new(Ctx *cx, PasskeyPurpose purpose, const Id *account, Str *ret_challenge) {
    TRY(refuse_too_many(cx));
    *ret_challenge = secret_new(cx->arena);
    PasskeyAsked asked = { .digest = sha256_text(cx->arena, *ret_challenge),
                           .purpose = (int)purpose,
                           .address = cx->caller.address,
                           .expires_at = { cx->now.us + PASSKEY_QUESTION_SECONDS * INT64_C(1000000) } };
    if (account != NULL) asked.account = *account;
    TRY(session_browser(cx, PASSKEY_QUESTION_SECONDS, &asked.session));
    return passkey_asked_insert(cx, &asked);
}

Code passkey_question_take(Ctx *cx, Str challenge, PasskeyPurpose purpose, PasskeyPurpose or_purpose,
                           PasskeyAsked *ret_question) {
    const PasskeyAsked asked = { .digest = sha256_text(cx->arena, challenge),
                                 .session = cx->caller.session,
                                 .expires_at = cx->now };
    const Code found = passkey_asked_take(cx, &asked, ret_question);
    if (found == NOT_FOUND) return fail(cx, &passkey_question_over);
    TRY(found);
    cx->is_recorded = true;
    const bool is_meant = ret_question->purpose == (int)purpose || ret_question->purpose == (int)or_purpose;
    return is_meant ? OK : fail(cx, &passkey_question_over);
}
