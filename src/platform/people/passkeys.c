/* platform/people/passkeys - see passkeys.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/passkeys.h"

#include "kit/site.h"
#include "kit/webauthn.h"
#include "platform/access/access.h"
#include "platform/people/events.h"
#include "platform/people/passkey_questions.h"
#include "platform/people/second_factor.h"
#include "platform/people/sign_in.h"

enum { PASSKEYS_MAX = 10, NAME_LETTERS_MAX = 60, TRANSPORTS_MAX = 8, HANDLE_BYTES = 32 };

#define LETTERS_OF(bytes) (((bytes)*4 + 2) / 3) /* as base64url */

const ProblemKind passkey_malformed = { INVALID,
                                        "people/passkey-malformed",
                                        { "Trả lời của khoá truy cập không đọc được.",
                                          "The answer of the passkey cannot be read." },
                                        { "Thử lại; nếu vẫn vậy, cập nhật trình duyệt hoặc dùng thiết bị khác.",
                                          "Try again; if it stays so, update the browser or use another device." } };
const ProblemKind passkey_other_act = {
    INVALID,
    "people/passkey-other-act",
    { "Trả lời của khoá truy cập thuộc việc khác.", "The answer of the passkey belongs to another act." },
    { "Tạo khoá và đăng nhập bằng khoá là hai việc. Tải lại trang rồi thử lại.",
      "Making a passkey and using one are two acts. Load the page again, then try again." }
};
const ProblemKind passkey_other_site = {
    INVALID,
    "people/passkey-other-site",
    { "Khoá truy cập trả lời cho trang khác.", "The passkey answered another site." },
    { "Khoá chỉ dùng được ở {0}. Mở đúng địa chỉ đó rồi thử lại; nếu bạn đến đây từ một liên kết lạ, hãy báo quản trị.",
      "It holds at {0} alone. Open that address and try again; if a strange link led you here, tell an "
      "administrator." }
};
const ProblemKind passkey_not_present = { INVALID,
                                          "people/passkey-not-present",
                                          { "Chưa có ai chạm vào khoá.", "Nobody touched the passkey." },
                                          { "Thử lại và chạm vào khoá, hoặc xác nhận trên thiết bị, khi được hỏi.",
                                            "Try again, and touch it or confirm on the device when asked." } };
const ProblemKind passkey_not_verified = { INVALID,
                                           "people/passkey-not-verified",
                                           { "Khoá chưa nhận ra bạn.", "The passkey did not check that it is you." },
                                           { "Ở đây cần mã PIN, vân tay hoặc khuôn mặt của khoá. Đặt mã PIN cho khoá, "
                                             "hoặc đăng nhập bằng mật khẩu rồi dùng khoá "
                                             "ở bước hai.",
                                             "Its PIN, finger or face is needed here. Set a PIN for it, or sign in "
                                             "with your password and use it as the second "
                                             "step." } };
const ProblemKind passkey_key_refused = {
    INVALID,
    "people/passkey-key-refused",
    { "Loại khoá này không dùng được.", "This kind of key is not taken." },
    { "Cần khoá ES256, EdDSA, hoặc RS256 dài 2048 bit. Dùng thiết bị khác để tạo khoá.",
      "It must be ES256, EdDSA, or RS256 of 2048 bits. Make a passkey with another device." }
};
const ProblemKind passkey_wrong = {
    INVALID,
    "people/passkey-wrong",
    { "Khoá truy cập không đúng.", "The passkey does not fit." },
    { "Chữ ký không khớp với khoá đã lưu. Thử lại, hoặc đăng nhập cách khác.",
      "Its signature is not that of the stored key. Try again, or sign in another way." }
};
const ProblemKind passkey_unknown = {
    INVALID,
    "people/passkey-unknown",
    { "Khoá truy cập không thuộc tài khoản nào ở đây.", "The passkey is not known here." },
    { "Có thể khoá đã bị gỡ, hoặc thuộc tài khoản khác. Chọn khoá khác, hoặc đăng nhập bằng mật khẩu.",
      "It may have been removed, or belong to another account. Choose another, or sign in with your password." }
};
const ProblemKind passkey_suspended = { FORBIDDEN,
                                        "people/passkey-suspended",
                                        { "Khoá truy cập đang bị ngừng.", "The passkey is suspended." },
                                        { "Có dấu hiệu khoá bị sao chép. Đăng nhập cách khác, gỡ khoá này và tạo khoá "
                                          "mới; báo quản trị nếu không phải bạn.",
                                          "It seemed to have been copied. Sign in another way, remove it and make a "
                                          "new one; tell an administrator if it was "
                                          "not you." } };
const ProblemKind passkey_cloned = {
    FORBIDDEN,
    "people/passkey-cloned",
    { "Khoá truy cập có thể đã bị sao chép.", "The passkey may have been copied." },
    { "Bộ đếm của khoá không tăng, nên khoá bị ngừng. Đăng nhập cách khác, gỡ khoá và tạo khoá mới; báo quản trị.",
      "Its counter did not go up, so it is suspended. Sign in another way, remove it, make a new one; tell an "
      "administrator." }
};
const ProblemKind passkey_exists = { CONFLICT,
                                     "people/passkey-exists",
                                     { "Khoá này đã có.", "This passkey is here already." },
                                     { "Thiết bị này đã có khoá ở đây. Dùng thiết bị khác để thêm khoá.",
                                       "The device has one here. Use another device to add one." } };
const ProblemKind passkey_limit = {
    CONFLICT,
    "people/passkey-limit",
    { "Đã đủ số khoá truy cập.", "There are as many passkeys as there may be." },
    { "Mỗi tài khoản có nhiều nhất {0} khoá. Gỡ một khoá không dùng trước khi thêm.",
      "An account has {0} at most. Remove one that is not used before you add another." }
};
const ProblemKind passkey_absent = { NOT_FOUND,
                                     "people/passkey-absent",
                                     { "Không có khoá truy cập này.", "There is no such passkey." },
                                     { "Tải lại trang để xem các khoá hiện có.",
                                       "Load the page again to see those that there are." } };

typedef struct Passkey {
    Id id, account;
    Str credential; /* base64url, as the key */
    int64_t algorithm;
    Str public_key;
    int64_t sign_count;
    Texts transports;
    bool may_be_copied, is_copied;
    Str name;
    Time added_at, last_used_at, suspended_at;
} Passkey;

static const Field passkey_fields[] = {
    FIELD(Passkey, id, REQUIRED, 0, 0),
    FIELD(Passkey, account, STORED, 0, 0),
    FIELD(Passkey, credential, STORED, 0, 0),
    FIELD(Passkey, algorithm, STORED, 0, 0),
    FIELD(Passkey, public_key, STORED, 0, 0),
    FIELD(Passkey, sign_count, STORED, 0, 0),
    FIELD(Passkey, transports, REQUIRED, 0, TRANSPORTS_MAX),
    FIELD(Passkey, may_be_copied, REQUIRED, 0, 0),
    FIELD(Passkey, is_copied, REQUIRED, 0, 0),
    FIELD(Passkey, name, REQUIRED, 0, 0),
    FIELD(Passkey, added_at, REQUIRED, 0, 0),
    FIELD(Passkey, last_used_at, OPTIONAL, 0, 0),
    FIELD(Passkey, suspended_at, OPTIONAL, 0, 0),
};
static const Shape passkey_shape = SHAPE(Passkey, passkey_fields);

static const Field passkey_count_fields[] = {
    FIELD(PasskeyCount, total, REQUIRED, 0, 0),
    FIELD(PasskeyCount, usable, REQUIRED, 0, 0),
};
static const Shape passkey_count_shape = SHAPE(PasskeyCount, passkey_count_fields);

typedef struct PasskeyOwner {
    Id account;
    Str handle;
} PasskeyOwner;

static const Field passkey_owner_fields[] = {
    FIELD(PasskeyOwner, account, REQUIRED, 0, 0),
    FIELD(PasskeyOwner, handle, REQUIRED, 0, 0),
};
static const Shape passkey_owner_shape = SHAPE(PasskeyOwner, passkey_owner_fields);

typedef struct PasskeyOffer {
    bool is_on;
} PasskeyOffer;

static const Field passkey_offer_fields[] = { FIELD(PasskeyOffer, is_on, REQUIRED, 0, 0) };
const Shape passkey_offer_shape = SHAPE(PasskeyOffer, passkey_offer_fields);

typedef struct PasskeyList {
    bool is_on;
    Rows items;
} PasskeyList;

static const Field passkey_list_fields[] = {
    FIELD(PasskeyList, is_on, REQUIRED, 0, 0),
    FIELD_LIST(PasskeyList, items, PASSKEYS_MAX, &passkey_shape),
};
const Shape passkey_list_shape = SHAPE(PasskeyList, passkey_list_fields);

/* A passkey as the browser is told of it. */
typedef struct PasskeyName {
    Str credential;
    Texts transports;
} PasskeyName;

static const Field passkey_name_fields[] = {
    FIELD(PasskeyName, credential, REQUIRED, 0, 0),
    FIELD(PasskeyName, transports, REQUIRED, 0, TRANSPORTS_MAX),
};
static const Shape passkey_name_shape = SHAPE(PasskeyName, passkey_name_fields);

typedef struct PasskeyAlgorithm {
    int64_t cose;
} PasskeyAlgorithm;

static const Field passkey_algorithm_fields[] = { FIELD(PasskeyAlgorithm, cose, REQUIRED, 0, 0) };
static const Shape passkey_algorithm_shape = SHAPE(PasskeyAlgorithm, passkey_algorithm_fields);

/* How a passkey is to be made: the options of navigator.credentials.create(), bytes as base64url. */
typedef struct PasskeyMaking {
    Str challenge, site_id, site_name, user_handle, user_name, user_title;
    Rows algorithms, exclude;
    int64_t timeout_ms;
    Str resident_key, user_verification, attestation;
} PasskeyMaking;

static const Field passkey_making_fields[] = {
    FIELD(PasskeyMaking, challenge, REQUIRED, 0, 0),
    FIELD(PasskeyMaking, site_id, REQUIRED, 0, 0),
    FIELD(PasskeyMaking, site_name, REQUIRED, 0, 0),
    FIELD(PasskeyMaking, user_handle, REQUIRED, 0, 0),
    FIELD(PasskeyMaking, user_name, REQUIRED, 0, 0),
    FIELD(PasskeyMaking, user_title, REQUIRED, 0, 0),
    FIELD_LIST(PasskeyMaking, algorithms, COSE_COUNT, &passkey_algorithm_shape),
    FIELD_LIST(PasskeyMaking, exclude, PASSKEYS_MAX, &passkey_name_shape),
    FIELD(PasskeyMaking, timeout_ms, REQUIRED, 0, 0),
    FIELD(PasskeyMaking, resident_key, REQUIRED, 0, 0),
    FIELD(PasskeyMaking, user_verification, REQUIRED, 0, 0),
    FIELD(PasskeyMaking, attestation, REQUIRED, 0, 0),
};
const Shape passkey_making_shape = SHAPE(PasskeyMaking, passkey_making_fields);

typedef struct PasskeyAdd {
    Str name, client_data, attestation_object;
    Texts transports;
} PasskeyAdd;

static const Field passkey_add_fields[] = {
    FIELD(PasskeyAdd, name, REQUIRED, 1, NAME_LETTERS_MAX),
    FIELD(PasskeyAdd, client_data, REQUIRED, 1, LETTERS_OF(WEBAUTHN_CLIENT_DATA_MAX)),
    FIELD(PasskeyAdd, attestation_object, REQUIRED, 1, LETTERS_OF(WEBAUTHN_OBJECT_MAX)),
    FIELD(PasskeyAdd, transports, OPTIONAL, 0, TRANSPORTS_MAX),
};
const Shape passkey_add_shape = SHAPE(PasskeyAdd, passkey_add_fields);

typedef struct PasskeyAdded {
    Id id;
    Texts recovery_codes; /* when it is the first second factor: shown once */
} PasskeyAdded;

static const Field passkey_added_fields[] = {
    FIELD(PasskeyAdded, id, REQUIRED, 0, 0),
    FIELD(PasskeyAdded, recovery_codes, REQUIRED, 0, 0),
};
const Shape passkey_added_shape = SHAPE(PasskeyAdded, passkey_added_fields);

typedef struct PasskeyRename {
    Id id;
    Str name;
} PasskeyRename;

static const Field passkey_rename_fields[] = {
    FIELD(PasskeyRename, id, REQUIRED, 0, 0),
    FIELD(PasskeyRename, name, REQUIRED, 1, NAME_LETTERS_MAX),
};
const Shape passkey_rename_shape = SHAPE(PasskeyRename, passkey_rename_fields);

typedef struct PasskeyKey {
    Id id;
} PasskeyKey;

static const Field passkey_key_fields[] = { FIELD(PasskeyKey, id, REQUIRED, 0, 0) };
const Shape passkey_key_shape = SHAPE(PasskeyKey, passkey_key_fields);

typedef struct PasskeyAsk {
    int purpose;
} PasskeyAsk;

static const Field passkey_ask_fields[] = { FIELD_CHOICE(PasskeyAsk, purpose, REQUIRED, &passkey_use_choices) };
const Shape passkey_ask_shape = SHAPE(PasskeyAsk, passkey_ask_fields);

/* The options of navigator.credentials.get(), bytes as base64url. */
typedef struct PasskeyQuestion {
    Str challenge, site_id;
    Rows allow; /* none: whichever the person chooses */
    int64_t timeout_ms;
    Str user_verification;
} PasskeyQuestion;

static const Field passkey_question_fields[] = {
    FIELD(PasskeyQuestion, challenge, REQUIRED, 0, 0),
    FIELD(PasskeyQuestion, site_id, REQUIRED, 0, 0),
    FIELD_LIST(PasskeyQuestion, allow, PASSKEYS_MAX, &passkey_name_shape),
    FIELD(PasskeyQuestion, timeout_ms, REQUIRED, 0, 0),
    FIELD(PasskeyQuestion, user_verification, REQUIRED, 0, 0),
};
const Shape passkey_question_shape = SHAPE(PasskeyQuestion, passkey_question_fields);

typedef struct PasskeyAnswer {
    Str credential, client_data, authenticator_data, signature, user_handle;
} PasskeyAnswer;

static const Field passkey_answer_fields[] = {
    FIELD(PasskeyAnswer, credential, REQUIRED, 1, LETTERS_OF(WEBAUTHN_CREDENTIAL_MAX)),
    FIELD(PasskeyAnswer, client_data, REQUIRED, 1, LETTERS_OF(WEBAUTHN_CLIENT_DATA_MAX)),
    FIELD(PasskeyAnswer, authenticator_data, REQUIRED, 1, LETTERS_OF(WEBAUTHN_DATA_MAX)),
    FIELD(PasskeyAnswer, signature, REQUIRED, 1, LETTERS_OF(WEBAUTHN_SIGNATURE_MAX)),
    FIELD(PasskeyAnswer, user_handle, OPTIONAL, 0, LETTERS_OF(64)),
};
const Shape passkey_answer_shape = SHAPE(PasskeyAnswer, passkey_answer_fields);

#include "platform/people/passkeys.sql.h"

/* ---- whether there are any ---- */

Code passkey_offer(Ctx *cx, const void *in, void *out) {
    (void)in;
    PasskeyOffer *offer = out;
    offer->is_on = passkeys_are_on(cx);
    return OK;
}

Code passkeys_count(Ctx *cx, const Id *account, PasskeyCount *ret_count) {
    const Passkey asked = { .account = *account };
    return passkeys_counted(cx, &asked, ret_count);
}

Code passkeys_remove_all(Ctx *cx, const Id *account) {
    const Passkey asked = { .account = *account };
    return passkeys_delete_of(cx, &asked);
}

Code passkeys_list(Ctx *cx, const void *in, void *out) {
    (void)in;
    PasskeyList *list = out;
    SessionPerson person;
    TRY(session_person_at(cx, STAGE_FULL, STAGE_ENROL, &person));
    const Passkey asked = { .account = person.account };
    list->is_on = passkeys_are_on(cx);
    return passkeys_of(cx, &asked, &list->items);
}

static Code names_of(Ctx *cx, const Id *account, Rows *ret_names) {
    const Passkey asked = { .account = *account };
    Rows rows;
    TRY(passkeys_of(cx, &asked, &rows));
    PasskeyName *names = NEW_ARRAY(cx->arena, PasskeyName, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        const Passkey *passkey = &((const Passkey *)rows.items)[i];
        names[i] = (PasskeyName){ passkey->credential, passkey->transports };
    }
    *ret_names = (Rows){ names, rows.count };
    return OK;
}

/* ---- asking ---- */

/* The account that the question is put to; *ret_account stays none where anybody may answer. */
static Code person_asked(Ctx *cx, PasskeyPurpose purpose, Id *ret_account) {
    SessionPerson person;
    if (purpose == QUESTION_TO_SIGN_IN) return OK;
    TRY(purpose == QUESTION_TO_SECOND_STEP ? session_person_at(cx, STAGE_SECOND, STAGE_SECOND, &person)
                                       : session_person_at(cx, STAGE_FULL, STAGE_LOCKED, &person));
    *ret_account = person.account;
    return OK;
}

Code passkey_ask(Ctx *cx, const void *in, void *out) {
    const PasskeyAsk *wish = in;
    const PasskeyPurpose purpose = (PasskeyPurpose)wish->purpose;
    PasskeyQuestion *question = out;
    WebauthnSite site;
    Id account = { "" };
    TRY(passkey_site(cx, &site));
    TRY(refuse_too_often(cx));
    TRY(person_asked(cx, purpose, &account));
    if (!id_is_none(&account)) TRY(names_of(cx, &account, &question->allow));
    if (!id_is_none(&account) && question->allow.count == 0) return fail(cx, &passkey_absent);
    TRY(passkey_question_new(cx, purpose, id_is_none(&account) ? NULL : &account, &question->challenge));
    question->site_id = site.id;
    question->timeout_ms = PASSKEY_QUESTION_SECONDS * 1000;
    question->user_verification = purpose == QUESTION_TO_SECOND_STEP ? S("preferred") : S("required");
    return OK;
}

/* ---- what came back ---- */

static Code read_bytes(Ctx *cx, const char *field, Str text, Str *ret_bytes) {
    char *at = arena_alloc(cx->arena, text.len + 1);
    size_t size = 0;
    if (!base64url_read(cx->arena, text, at, text.len, &size)) return fail_field(cx, str_of(field), &passkey_malformed);
    *ret_bytes = (Str){ at, size };
    return OK;
}

static Code read_client(Ctx *cx, Str text, ClientData *ret_client) {
    Str bytes;
    TRY(read_bytes(cx, "client_data", text, &bytes));
    return client_data_read(cx->arena, bytes, ret_client) ? OK : fail_field(cx, S("client_data"), &passkey_malformed);
}

static Code refuse(Ctx *cx, WebauthnVerdict verdict) {
    switch (verdict) {
    case WEBAUTHN_HOLDS: return OK;
    case WEBAUTHN_MALFORMED: return fail(cx, &passkey_malformed);
    case WEBAUTHN_OTHER_ACT: return fail(cx, &passkey_other_act);
    case WEBAUTHN_OTHER_SITE: return fail(cx, &passkey_other_site, setting_text(cx->house->settings, &passkey_origin));
    case WEBAUTHN_NOT_PRESENT: return fail(cx, &passkey_not_present);
    case WEBAUTHN_NOT_VERIFIED: return fail(cx, &passkey_not_verified);
    case WEBAUTHN_BAD_KEY: return fail(cx, &passkey_key_refused);
    case WEBAUTHN_BAD_SIGNATURE: return fail(cx, &passkey_wrong);
    }
    return OK;
}

/* ---- adding ---- */

static Code handle_of(Ctx *cx, const Id *account, Str *ret_handle) {
    unsigned char chance[HANDLE_BYTES];
    random_fill(chance, sizeof chance);
    PasskeyOwner owner = { .account = *account, .handle = base64url_text(cx->arena, chance, sizeof chance) };
    TRY(passkey_owner_insert(cx, &owner));
    TRY(passkey_owner_of(cx, &owner, &owner));
    *ret_handle = owner.handle;
    return OK;
}

static Code refuse_full(Ctx *cx, const Id *account) {
    PasskeyCount count;
    TRY(passkeys_count(cx, account, &count));
    return count.total < PASSKEYS_MAX ? OK : fail(cx, &passkey_limit, int_text(cx, PASSKEYS_MAX));
}

Code passkey_start(Ctx *cx, const void *in, void *out) {
    (void)in;
    PasskeyMaking *making = out;
    SessionPerson person;
    WebauthnSite site;
    TRY(passkey_site(cx, &site));
    TRY(second_factor_person(cx, &person));
    TRY(refuse_full(cx, &person.account));
    TRY(names_of(cx, &person.account, &making->exclude));
    TRY(handle_of(cx, &person.account, &making->user_handle));
    TRY(passkey_question_new(cx, QUESTION_TO_ADD, &person.account, &making->challenge));
    PasskeyAlgorithm *algorithms = NEW_ARRAY(cx->arena, PasskeyAlgorithm, COSE_COUNT);
    for (size_t i = 0; i < COSE_COUNT; i++) algorithms[i].cose = cose_algorithms[i];
    making->algorithms = (Rows){ algorithms, COSE_COUNT };
    making->site_id = site.id;
    making->site_name = setting_text(cx->house->settings, &site_name);
    making->user_name = person.username;
    making->user_title = person.name;
    making->timeout_ms = PASSKEY_QUESTION_SECONDS * 1000;
    making->resident_key = making->user_verification = S("preferred");
    making->attestation = S("none");
    return OK;
}

/* Those of the standard; what else a browser says is left out. */
static Texts known_transports(Arena *arena, Texts said) {
    static const char *const known[] = { "usb", "nfc", "ble", "smart-card", "hybrid", "internal" };
    Str *names = NEW_ARRAY(arena, Str, COUNT(known));
    size_t count = 0;
    for (size_t i = 0; i < COUNT(known); i++) {
        bool is_said = false;
        for (size_t j = 0; j < said.count; j++) is_said = is_said || str_is(said.items[j], known[i]);
        if (is_said) names[count++] = str_of(known[i]);
    }
    return (Texts){ names, count };
}

/* Everything is looked at before anything is stored. */
static Code read_added(Ctx *cx, const PasskeyAdd *made, const SessionPerson *person, Passkey *ret_passkey) {
    WebauthnSite site;
    ClientData client;
    PasskeyAsked question;
    WebauthnKey key = { 0 };
    WebauthnState state = { 0 };
    Str object;
    TRY(passkey_site(cx, &site));
    TRY(read_client(cx, made->client_data, &client));
    TRY(read_bytes(cx, "attestation_object", made->attestation_object, &object));
    TRY(passkey_question_take(cx, client.challenge, QUESTION_TO_ADD, QUESTION_TO_ADD, &question));
    if (!id_equal(&question.account, &person->account)) return fail(cx, &passkey_question_over);
    TRY(refuse(cx, client_data_check(&client, &site, true)));
    TRY(refuse(cx, webauthn_read_made(cx->arena, &site, object, &key, &state)));
    *ret_passkey = (Passkey){ .id = id_make("passkey", cx->now),
                              .account = person->account,
                              .credential = base64url_text(cx->arena, key.credential.at, key.credential.len),
                              .algorithm = key.algorithm,
                              .public_key = base64url_text(cx->arena, key.public_key.at, key.public_key.len),
                              .sign_count = state.sign_count,
                              .transports = known_transports(cx->arena, made->transports),
                              .may_be_copied = state.may_be_copied,
                              .is_copied = state.is_copied,
                              .name = made->name,
                              .added_at = cx->now };
    return OK;
}

static Code refuse_known(Ctx *cx, const Passkey *passkey) {
    Passkey known;
    const Code found = passkey_by_credential(cx, passkey, &known);
    if (found == OK) return fail(cx, &passkey_exists);
    return found == NOT_FOUND ? OK : found;
}

/* A session of one factor has now shown two: that of who had to set up his first second factor, above all. */
static Code raise(Ctx *cx, const SessionPerson *person) {
    Account account;
    if (person->assurance >= ASSURANCE_TWO) return OK;
    TRY(account_read(cx, &person->account, &account));
    TRY(sign_in_finish(cx, &account, str_format(cx->arena, "%.*s passkey", STR_FMT(person->method)), ASSURANCE_TWO));
    return sessions_end(cx, &person->account, cx->caller.session);
}

Code passkey_add(Ctx *cx, const void *in, void *out) {
    PasskeyAdded *added = out;
    SessionPerson person;
    Passkey passkey;
    Texts factors;
    TRY(second_factor_person(cx, &person));
    TRY(refuse_full(cx, &person.account));
    TRY(read_added(cx, in, &person, &passkey));
    TRY(refuse_known(cx, &passkey));
    cx->is_recorded = false; /* from here on all of it is stored, or nothing */
    TRY(factors_of(cx, &person.account, &factors));
    TRY(passkey_insert(cx, &passkey));
    TRY(factor_added(cx, &person.account, S("passkey"), factors.count == 0, &added->recovery_codes));
    added->id = passkey.id;
    return raise(cx, &person);
}

/* ---- changing ---- */

static Code read_own(Ctx *cx, const Id *id, SessionPerson *ret_person, Passkey *ret_passkey) {
    TRY(session_person_at(cx, STAGE_FULL, STAGE_FULL, ret_person));
    TRY(session_require_confirmed(cx, ret_person));
    const Passkey asked = { .id = *id, .account = ret_person->account };
    const Code found = passkey_of(cx, &asked, ret_passkey);
    return found == NOT_FOUND ? fail(cx, &passkey_absent) : found;
}

Code passkey_rename(Ctx *cx, const void *in, void *out) {
    (void)out;
    const PasskeyRename *wish = in;
    SessionPerson person;
    Passkey passkey;
    TRY(read_own(cx, &wish->id, &person, &passkey));
    passkey.name = wish->name;
    return passkey_set_name(cx, &passkey);
}

Code passkey_remove(Ctx *cx, const void *in, void *out) {
    (void)out;
    const PasskeyKey *wish = in;
    SessionPerson person;
    Passkey passkey;
    TRY(read_own(cx, &wish->id, &person, &passkey));
    TRY(passkey_delete(cx, &passkey));
    return factor_removed(cx, &person, S("passkey"));
}

/* ---- using ---- */

/* A passkey that answers, and whose it is. */
typedef struct PasskeyUsed {
    PasskeyAsked question;
    Passkey passkey;
    Account account;
} PasskeyUsed;

static Code count_wrong(Ctx *cx, const PasskeyUsed *used, const ProblemKind *kind) {
    TRY(record_wrong_try(cx, &used->account.id));
    return fail(cx, kind);
}

/* An authenticator that finds its person by itself names him: it must be the one whose passkey it is. */
static Code handle_fits(Ctx *cx, const PasskeyUsed *used, Str handle, bool *ret_fits) {
    PasskeyOwner owner = { .account = used->passkey.account };
    *ret_fits = handle.len == 0 && used->question.purpose != QUESTION_TO_SIGN_IN;
    if (handle.len == 0) return OK;
    const Code found = passkey_owner_of(cx, &owner, &owner);
    *ret_fits = found == OK && str_equal(owner.handle, handle);
    return found == NOT_FOUND ? OK : found;
}

static Code find_passkey(Ctx *cx, const PasskeyAnswer *answer, PasskeyUsed *used) {
    const Passkey asked = { .credential = answer->credential };
    const Id *meant = &used->question.account;
    bool fits;
    if (!id_is_none(meant)) TRY(account_read(cx, meant, &used->account));
    if (!id_is_none(meant)) TRY(refuse_locked(cx, &used->account));
    const Code found = passkey_by_credential(cx, &asked, &used->passkey);
    if (found == NOT_FOUND) return count_wrong(cx, used, &passkey_unknown);
    TRY(found);
    if (!id_is_none(meant) && !id_equal(meant, &used->passkey.account)) return count_wrong(cx, used, &passkey_unknown);
    TRY(handle_fits(cx, used, answer->user_handle, &fits));
    if (!fits) return count_wrong(cx, used, &passkey_unknown);
    TRY(account_read(cx, &used->passkey.account, &used->account));
    TRY(refuse_locked(cx, &used->account));
    return used->passkey.suspended_at.us == 0 ? OK : fail(cx, &passkey_suspended);
}

/* Nobody is signed in whose doing it could be: the program itself did it. */
static Code record_suspension(Ctx *cx, const Passkey *passkey, const WebauthnState *state) {
    const Str detail = str_format(cx->arena, "%.*s %lld %lld", STR_FMT(id_str(&passkey->id)),
                                  (long long)passkey->sign_count, (long long)state->sign_count);
    return event_record_by(cx, S("system"), S("people.passkey_suspended"), &passkey->account, detail);
}

/* A counter that does not go up means that there are two of them. */
static Code note_use(Ctx *cx, PasskeyUsed *used, const WebauthnState *state) {
    Passkey *passkey = &used->passkey;
    if (passkey->sign_count > 0 && state->sign_count <= passkey->sign_count) {
        passkey->suspended_at = cx->now;
        TRY(passkey_suspend(cx, passkey));
        TRY(record_suspension(cx, passkey, state));
        return count_wrong(cx, used, &passkey_cloned);
    }
    passkey->sign_count = state->sign_count;
    passkey->is_copied = state->is_copied;
    passkey->last_used_at = cx->now;
    return passkey_note_use(cx, passkey);
}

static Code check_answer(Ctx *cx, const WebauthnSite *site, const PasskeyAnswer *answer, const ClientData *client,
                         PasskeyUsed *used) {
    WebauthnKey key = { .algorithm = used->passkey.algorithm };
    WebauthnAnswer given = { .client = client, .must_verify = used->question.purpose != QUESTION_TO_SECOND_STEP };
    WebauthnState state;
    TRY(read_bytes(cx, "authenticator_data", answer->authenticator_data, &given.data));
    TRY(read_bytes(cx, "signature", answer->signature, &given.signature));
    TRY(read_bytes(cx, "public_key", used->passkey.public_key, &key.public_key));
    WebauthnVerdict verdict = client_data_check(client, site, false);
    if (verdict == WEBAUTHN_HOLDS) verdict = webauthn_check_answer(cx->arena, site, &key, &given, &state);
    if (verdict != WEBAUTHN_HOLDS) {
        TRY(record_wrong_try(cx, &used->account.id));
        return refuse(cx, verdict);
    }
    return note_use(cx, used, &state);
}

static Code use_passkey(Ctx *cx, const PasskeyAnswer *answer, PasskeyPurpose purpose, PasskeyPurpose or_purpose,
                        PasskeyUsed *ret_used) {
    WebauthnSite site;
    ClientData client;
    *ret_used = (PasskeyUsed){ 0 };
    TRY(passkey_site(cx, &site));
    TRY(refuse_too_often(cx));
    TRY(read_client(cx, answer->client_data, &client));
    TRY(passkey_question_take(cx, client.challenge, purpose, or_purpose, &ret_used->question));
    TRY(find_passkey(cx, answer, ret_used));
    TRY(check_answer(cx, &site, answer, &client, ret_used));
    cx->is_recorded = false; /* what follows is stored as a whole */
    return OK;
}

Code passkey_sign_in(Ctx *cx, const void *in, void *out) {
    PasskeyUsed used;
    SessionPerson person;
    Str method = S("passkey");
    TRY(use_passkey(cx, in, QUESTION_TO_SIGN_IN, QUESTION_TO_SECOND_STEP, &used));
    if (used.question.purpose == QUESTION_TO_SECOND_STEP) {
        TRY(session_person_at(cx, STAGE_SECOND, STAGE_SECOND, &person));
        method = str_format(cx->arena, "%.*s passkey", STR_FMT(person.method));
    }
    TRY(sign_in_finish(cx, &used.account, method, ASSURANCE_TWO));
    return me_get(cx, NULL, out);
}

Code passkey_confirm(Ctx *cx, const void *in, void *out) {
    PasskeyUsed used;
    SessionPerson person;
    TRY(session_person_at(cx, STAGE_FULL, STAGE_LOCKED, &person));
    TRY(use_passkey(cx, in, QUESTION_TO_CONFIRM, QUESTION_TO_CONFIRM, &used));
    TRY(session_confirm(cx));
    TRY(access_load(cx, &person.account)); /* of a locked session they were not there */
    return me_get(cx, NULL, out);
}
