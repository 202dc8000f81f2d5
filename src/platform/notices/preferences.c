/* platform/notices/preferences - see preferences.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/notices/preferences.h"

#include "kit/mail.h"
#include "platform/ledger/ledger.h"
#include "platform/notices/mails.h"
#include "platform/notices/sending.h"

#define MINUTE_US INT64_C(60000000)
#define DAY_US    INT64_C(86400000000)

enum { CODE_DIGITS = 6, CODE_MINUTES = 30, CODE_TRIES = 5, SECRET_LETTERS = 43, ROW_BYTES_MAX = 8192, CODES = 1000000 };

const ProblemKind mail_address_form = {
    INVALID,
    "notices/address-form",
    { "Địa chỉ thư không dùng được.", "The e-mail address cannot be used." },
    { "“{0}” không phải một địa chỉ thư điện tử đơn: ten@tenmien.vn, chỉ chữ không dấu, không dấu cách, dấu phẩy hay "
      "ngoặc.",
      "“{0}” is not one plain e-mail address: name@domain.vn, without blanks, commas, quotes or letters with "
      "marks." }
};
const ProblemKind address_code_wrong = { INVALID,
                                         "notices/code-wrong",
                                         { "Mã không đúng.", "The code is wrong." },
                                         { "Mã trong thư gồm 6 chữ số. Còn {0} lần thử.",
                                           "The code in the mail has 6 digits. You may try {0} more times." } };
const ProblemKind address_code_over = {
    CONFLICT,
    "notices/code-over",
    { "Mã không còn dùng được.", "The code is no longer good." },
    { "Mã đã quá 30 phút, đã thử sai quá 5 lần, hoặc không có địa chỉ nào đang chờ. Yêu cầu mã mới.",
      "It is older than 30 minutes, was tried wrongly 5 times, or no address waits. Ask for a new one." }
};
const ProblemKind address_often = {
    TOO_MANY,
    "notices/address-often",
    { "Đã gửi nhiều mã trong hôm nay.", "Many codes were mailed today." },
    { "Mỗi ngày gửi nhiều nhất {0} mã. Thử lại vào ngày mai, hoặc dùng mã trong thư gần nhất.",
      "At most {0} codes are mailed in a day. Try again tomorrow, or use that of the newest mail." }
};
const ProblemKind unsubscribe_unknown = {
    NOT_FOUND,
    "notices/unsubscribe-unknown",
    { "Liên kết ngừng nhận thư không đúng.", "This is no link for ending mails." },
    { "Liên kết bị chép thiếu hoặc tài khoản không còn. Đăng nhập rồi tắt thư ở trang Thông báo.",
      "It was copied in part, or the account is gone. Sign in and turn mails off on the notices page." }
};
const ProblemKind mail_off = { UNAVAILABLE,
                               "notices/mail-off",
                               { "Hệ thống này không gửi thư.", "This site sends no mails." },
                               { "Quản trị chưa đặt máy chủ thư (mail.server, mail.from, site.address).",
                                 "No mail server is set (mail.server, mail.from, site.address)." } };

static const char *const rhythm_names[] = { "at_once", "daily", "never" };
static const char *const language_names[] = { "vi", "en" };
const Choices rhythm_choices = CHOICES("Rhythm", rhythm_names);
const Choices language_choices = CHOICES("MailLanguage", language_names);

static const Field preference_fields[] = {
    FIELD(Preference, account, REQUIRED, 0, 0),
    FIELD(Preference, id, REQUIRED, 0, 0),
    FIELD(Preference, address, REQUIRED, 0, 0),
    FIELD(Preference, confirmed_at, OPTIONAL, 0, 0),
    FIELD(Preference, wanted, REQUIRED, 0, 0),
    FIELD(Preference, code, REQUIRED, 0, 0),
    FIELD(Preference, code_until, OPTIONAL, 0, 0),
    FIELD(Preference, code_tries, REQUIRED, 0, 0),
    FIELD(Preference, secret, REQUIRED, 0, 0),
    FIELD(Preference, mail_low, REQUIRED, 0, 0),
    FIELD(Preference, mail_normal, REQUIRED, 0, 0),
    FIELD(Preference, mail_high, REQUIRED, 0, 0),
    FIELD_CHOICE(Preference, rhythm, REQUIRED, &rhythm_choices),
    FIELD(Preference, daily_hour, REQUIRED, 0, 0),
    FIELD(Preference, quiet_from, REQUIRED, 0, 0),
    FIELD(Preference, quiet_to, REQUIRED, 0, 0),
    FIELD_CHOICE(Preference, language, REQUIRED, &language_choices),
    FIELD(Preference, daily_on, OPTIONAL, 0, 0),
    FIELD(Preference, trouble, REQUIRED, 0, 0),
    FIELD(Preference, trouble_at, OPTIONAL, 0, 0),
};
const Shape preference_shape = SHAPE(Preference, preference_fields);

#include "platform/notices/preferences.sql.h"

/* ---- rules ---- */

bool preference_wants(const Preference *preference, Urgency urgency) {
    switch (urgency) {
    case URGENCY_LOW: return preference->mail_low;
    case URGENCY_NORMAL: return preference->mail_normal;
    case URGENCY_HIGH: return preference->mail_high;
    case URGENCY_NONE: break;
    }
    return false;
}

static bool is_quiet(const Preference *preference, int64_t hour) {
    const int64_t from = preference->quiet_from, to = preference->quiet_to;
    return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}

bool preference_is_time(const Preference *preference, const Moment *moment) {
    if (preference->rhythm == RHYTHM_NEVER || !moment->is_working_day || is_quiet(preference, moment->hour))
        return false;
    const bool is_due = moment->hour >= preference->daily_hour && preference->daily_on.number < moment->today.number;
    return preference->rhythm == RHYTHM_AT_ONCE || is_due;
}

/* ---- stored ---- */

Code preference_find(Ctx *cx, const Id *account, Preference *ret_preference) {
    const Preference asked = { .account = *account };
    const Code found = preference_of(cx, &asked, ret_preference);
    if (found != NOT_FOUND) return found;
    *ret_preference = (Preference){ .account = *account,
                                    .id = id_make("mailing", cx->now),
                                    .address = S(""),
                                    .wanted = S(""),
                                    .code = S(""),
                                    .trouble = S(""),
                                    .secret = secret_new(cx->arena),
                                    .mail_low = true,
                                    .mail_normal = true,
                                    .mail_high = true,
                                    .rhythm = RHYTHM_DAILY,
                                    .daily_hour = 8,
                                    .quiet_from = 20,
                                    .quiet_to = 7,
                                    .language = LANGUAGE_VI };
    return OK;
}

Code preferences_waiting(Ctx *cx, Rows *ret_preferences) {
    return preferences_with_waiting(cx, ret_preferences);
}

Code preference_store_daily(Ctx *cx, const Preference *preference) {
    return preference_set_daily(cx, preference);
}

Code preference_store_trouble(Ctx *cx, const Id *account, Str trouble) {
    const Preference told = { .account = *account,
                              .trouble = trouble,
                              .trouble_at = { trouble.len > 0 ? cx->now.us : 0 } };
    return preference_set_trouble(cx, &told);
}

static Code find_own(Ctx *cx, Preference *ret_preference) {
    Id account;
    if (cx->caller.is_machine || id_from_text(cx->caller.id, &account) != OK)
        return fail(cx, &not_allowed, S("notices.own"));
    return preference_find(cx, &account, ret_preference);
}

/* Where a person reads mails is nobody's business outside: the record has the row's digest. */
static Code record(Ctx *cx, Str kind, const Preference *preference) {
    Buf row = buf_new(cx->arena, ROW_BYTES_MAX);
    Str text;
    shape_write_json(&row, &preference_shape, preference);
    TRY(buf_done(&row, &text));
    return ledger_append_closed(cx, kind, id_str(&preference->id), { "digest", sha256_text(cx->arena, text) });
}

/* ---- what a person sees and changes ---- */

typedef struct PreferenceView {
    Str address;
    Time confirmed_at;
    Str wanted;
    bool mail_low, mail_normal, mail_high;
    int rhythm;
    int64_t daily_hour, quiet_from, quiet_to;
    int language;
    Str trouble;
    Time trouble_at;
    bool is_sending; /* this site sends mails at all */
} PreferenceView;

static const Field preference_view_fields[] = {
    FIELD(PreferenceView, address, REQUIRED, 0, 0),
    FIELD(PreferenceView, confirmed_at, OPTIONAL, 0, 0),
    FIELD(PreferenceView, wanted, REQUIRED, 0, 0),
    FIELD(PreferenceView, mail_low, REQUIRED, 0, 0),
    FIELD(PreferenceView, mail_normal, REQUIRED, 0, 0),
    FIELD(PreferenceView, mail_high, REQUIRED, 0, 0),
    FIELD_CHOICE(PreferenceView, rhythm, REQUIRED, &rhythm_choices),
    FIELD(PreferenceView, daily_hour, REQUIRED, 0, 23),
    FIELD(PreferenceView, quiet_from, REQUIRED, 0, 23),
    FIELD(PreferenceView, quiet_to, REQUIRED, 0, 23),
    FIELD_CHOICE(PreferenceView, language, REQUIRED, &language_choices),
    FIELD(PreferenceView, trouble, REQUIRED, 0, 0),
    FIELD(PreferenceView, trouble_at, OPTIONAL, 0, 0),
    FIELD(PreferenceView, is_sending, REQUIRED, 0, 0),
};
const Shape preference_view_shape = SHAPE(PreferenceView, preference_view_fields);

typedef struct PreferenceChange {
    bool mail_low, mail_normal, mail_high;
    int rhythm;
    int64_t daily_hour, quiet_from, quiet_to;
    int language;
} PreferenceChange;

static const Field preference_change_fields[] = {
    FIELD(PreferenceChange, mail_low, REQUIRED, 0, 0),
    FIELD(PreferenceChange, mail_normal, REQUIRED, 0, 0),
    FIELD(PreferenceChange, mail_high, REQUIRED, 0, 0),
    FIELD_CHOICE(PreferenceChange, rhythm, REQUIRED, &rhythm_choices),
    FIELD(PreferenceChange, daily_hour, REQUIRED, 0, 23),
    FIELD(PreferenceChange, quiet_from, REQUIRED, 0, 23),
    FIELD(PreferenceChange, quiet_to, REQUIRED, 0, 23),
    FIELD_CHOICE(PreferenceChange, language, REQUIRED, &language_choices),
};
const Shape preference_change_shape = SHAPE(PreferenceChange, preference_change_fields);

static void view(const Ctx *cx, const Preference *from, PreferenceView *ret_view) {
    *ret_view = (PreferenceView){ .address = from->address,
                                  .confirmed_at = from->confirmed_at,
                                  .wanted = from->wanted,
                                  .mail_low = from->mail_low,
                                  .mail_normal = from->mail_normal,
                                  .mail_high = from->mail_high,
                                  .rhythm = from->rhythm,
                                  .daily_hour = from->daily_hour,
                                  .quiet_from = from->quiet_from,
                                  .quiet_to = from->quiet_to,
                                  .language = from->language,
                                  .trouble = from->trouble,
                                  .trouble_at = from->trouble_at,
                                  .is_sending = sending_is_on(cx) };
}

Code preference_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    Preference preference;
    TRY(find_own(cx, &preference));
    view(cx, &preference, out);
    return OK;
}

Code preference_change(Ctx *cx, const void *in, void *out) {
    const PreferenceChange *change = in;
    Preference preference;
    TRY(find_own(cx, &preference));
    preference.mail_low = change->mail_low;
    preference.mail_normal = change->mail_normal;
    preference.mail_high = change->mail_high;
    preference.rhythm = change->rhythm;
    preference.daily_hour = change->daily_hour;
    preference.quiet_from = change->quiet_from;
    preference.quiet_to = change->quiet_to;
    preference.language = change->language;
    TRY(preference_put(cx, &preference));
    view(cx, &preference, out);
    return OK;
}

/* ---- the address ---- */

typedef struct AddressWanted {
    Str address;
} AddressWanted;

static const Field address_wanted_fields[] = { FIELD(AddressWanted, address, REQUIRED, 3, MAIL_ADDRESS_MAX) };
const Shape address_wanted_shape = SHAPE(AddressWanted, address_wanted_fields);

typedef struct AddressCode {
    Str code;
} AddressCode;

static const Field address_code_fields[] = { FIELD(AddressCode, code, REQUIRED, CODE_DIGITS, CODE_DIGITS) };
const Shape address_code_shape = SHAPE(AddressCode, address_code_fields);

static Str code_new(Arena *arena) {
    uint64_t chance;
    random_fill(&chance, sizeof chance);
    return str_format(arena, "%06d", (int)(chance % CODES));
}

Code address_want(Ctx *cx, const void *in, void *out) {
    const AddressWanted *wanted = in;
    Preference preference;
    int64_t mailed;
    Id mail;
    TRY(find_own(cx, &preference));
    if (!sending_is_on(cx)) return fail(cx, &mail_off);
    if (!mail_address_is_fine(wanted->address))
        return fail_field(cx, S("address"), &mail_address_form, wanted->address);
    TRY(mails_confirming_since(cx, &preference.account, (Time){ cx->now.us - DAY_US }, &mailed));
    if (mailed >= CONFIRMS_A_DAY) return fail(cx, &address_often, int_text(cx, CONFIRMS_A_DAY));
    preference.wanted = wanted->address;
    preference.code = code_new(cx->arena);
    preference.code_until = (Time){ cx->now.us + CODE_MINUTES * MINUTE_US };
    preference.code_tries = 0;
    TRY(preference_put(cx, &preference));
    TRY(mail_put(cx, &preference.account, PURPOSE_CONFIRM, wanted->address, &mail));
    view(cx, &preference, out);
    return OK;
}

Code address_confirm(Ctx *cx, const void *in, void *out) {
    Preference preference;
    TRY(find_own(cx, &preference));
    const bool is_over =
        preference.wanted.len == 0 || preference.code_until.us < cx->now.us || preference.code_tries >= CODE_TRIES;
    if (is_over) return fail(cx, &address_code_over);
    if (!secret_equal(preference.code, ((const AddressCode *)in)->code)) {
        preference.code_tries++;
        TRY(preference_put(cx, &preference));
        cx->is_recorded = true;
        return fail(cx, &address_code_wrong, int_text(cx, CODE_TRIES - preference.code_tries));
    }
    preference.address = preference.wanted;
    preference.confirmed_at = cx->now;
    preference.wanted = preference.code = preference.trouble = S("");
    preference.code_until = preference.trouble_at = (Time){ 0 };
    TRY(preference_put(cx, &preference));
    TRY(notices_skip(cx, &preference.account)); /* what was said before stands in the program */
    TRY(record(cx, S("notices.address_confirmed"), &preference));
    view(cx, &preference, out);
    return OK;
}

Code address_remove(Ctx *cx, const void *in, void *out) {
    (void)in;
    Preference preference;
    TRY(find_own(cx, &preference));
    preference.address = preference.wanted = preference.code = preference.trouble = S("");
    preference.confirmed_at = preference.code_until = preference.trouble_at = (Time){ 0 };
    TRY(preference_put(cx, &preference));
    TRY(record(cx, S("notices.address_removed"), &preference));
    view(cx, &preference, out);
    return OK;
}

/* ---- ending mails by the link in one ---- */

typedef struct Unsubscribe {
    Str token;
} Unsubscribe;

static const Field unsubscribe_fields[] = { FIELD(Unsubscribe, token, REQUIRED, SECRET_LETTERS, SECRET_LETTERS) };
const Shape unsubscribe_shape = SHAPE(Unsubscribe, unsubscribe_fields);

typedef struct Unsubscribed {
    bool is_on; /* mails still go */
} Unsubscribed;

static const Field unsubscribed_fields[] = { FIELD(Unsubscribed, is_on, REQUIRED, 0, 0) };
const Shape unsubscribed_shape = SHAPE(Unsubscribed, unsubscribed_fields);

static Code find_by_token(Ctx *cx, const void *in, Preference *ret_preference) {
    const Preference asked = { .secret = ((const Unsubscribe *)in)->token };
    const Code found = preference_by_secret(cx, &asked, ret_preference);
    return found == NOT_FOUND ? fail(cx, &unsubscribe_unknown) : found;
}

Code unsubscribe_state(Ctx *cx, const void *in, void *out) {
    Preference preference;
    TRY(find_by_token(cx, in, &preference));
    ((Unsubscribed *)out)->is_on = preference.rhythm != RHYTHM_NEVER && preference.address.len > 0;
    return OK;
}

/* Twice is once: mail programs repeat such requests. */
Code unsubscribe(Ctx *cx, const void *in, void *out) {
    Preference preference;
    TRY(find_by_token(cx, in, &preference));
    ((Unsubscribed *)out)->is_on = false;
    if (preference.rhythm == RHYTHM_NEVER) return OK;
    preference.rhythm = RHYTHM_NEVER;
    TRY(preference_put(cx, &preference));
    return record(cx, S("notices.unsubscribed"), &preference);
}
