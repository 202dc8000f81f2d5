/* platform/exchange/certificates - see certificates.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/certificates.h"

#include "kit/site.h"
#include "platform/access/access.h"
#include "platform/exchange/certificate_telling.h"
#include "platform/exchange/editing.h"
#include "platform/exchange/identifiers.h"
#include "platform/exchange/member_agency.h"
#include "platform/exchange/own_authority.h"
#include "platform/exchange/pinning.h"
#include "platform/ledger/ledger.h"

enum {
    ID_LETTERS_MAX = 400,
    PEM_LETTERS_MAX = 16 * 1024,
    REASON_LETTERS_MAX = 500,
    CRL_DAYS = 7,
    CERTIFICATE_DAYS_MAX = 3650
};

#define DAY_US  (INT64_C(86400) * 1000000)
#define HOUR_US (INT64_C(3600) * 1000000)

const Setting exchange_certificate_days = { "exchange.certificate_days",
                                            SETTING_INT,
                                            "365",
                                            1,
                                            CERTIFICATE_DAYS_MAX,
                                            .help =
                                                "days for which the exchange's own authority issues a certificate" };

/* ---- what can go wrong ---- */

const ProblemKind certificate_request_form = {
    INVALID,
    "exchange/request-form",
    { "Yêu cầu cấp chứng thư không đúng dạng.", "The certificate request has a wrong form." },
    { "Cần đúng một yêu cầu PKCS#10 dạng PEM (-----BEGIN CERTIFICATE REQUEST-----), như openssl req -new tạo ra.",
      "One PKCS#10 request in PEM is needed (-----BEGIN CERTIFICATE REQUEST-----), as openssl req -new makes it." }
};
const ProblemKind certificate_request_key = { INVALID,
                                              "exchange/request-key",
                                              { "Khoá của yêu cầu không dùng được.",
                                                "The key of the request is not taken." },
                                              { "Dùng khoá P-256, P-384, Ed25519, hoặc RSA từ 2048 đến 8192 bit.",
                                                "Use a key of P-256, P-384, Ed25519, or RSA of 2048 to 8192 bits." } };
const ProblemKind certificate_request_signature = {
    INVALID,
    "exchange/request-signature",
    { "Chữ ký của yêu cầu không đúng.", "The signature of the request does not hold." },
    { "Yêu cầu phải được ký bằng chính khoá nằm trong nó. Tạo lại yêu cầu từ khoá của hệ thống.",
      "A request is signed with the key that it holds. Make it again from the key of the system." }
};
const ProblemKind certificate_request_subject = {
    INVALID,
    "exchange/request-subject",
    { "Tên trong yêu cầu không phải của hệ thống này.", "The name in the request is not that of the system." },
    { "Tên (CN) trong yêu cầu là “{0}”; phải là “{1}” hoặc “{2}”.",
      "The name (CN) in the request is “{0}”; it must be “{1}” or “{2}”." }
};
const ProblemKind certificate_request_key_known = { CONFLICT,
                                                    "exchange/request-key-known",
                                                    { "Khoá này không dùng lại được.",
                                                      "This key cannot be used again." },
                                                    { "Khoá trong yêu cầu đã thuộc một chứng thư bị thu hồi, một hệ "
                                                      "thống khác, hoặc một yêu cầu đang chờ. Tạo khoá mới.",
                                                      "The key in the request belongs to a revoked certificate, "
                                                      "another system, or a request that waits. Make a new key." } };
const ProblemKind certificate_request_unknown = { NOT_FOUND,
                                                  "exchange/request-unknown",
                                                  { "Không có yêu cầu này.", "There is no such request." },
                                                  { "Không có yêu cầu “{0}”. Tải lại trang.",
                                                    "There is no request “{0}”. Load the page again." } };
const ProblemKind certificate_request_decided = {
    CONFLICT,
    "exchange/request-decided",
    { "Yêu cầu đã được xử lý.", "The request was decided on." },
    { "Yêu cầu “{0}” đã được duyệt hoặc từ chối. Tải lại trang.",
      "Request “{0}” was approved or refused already. Load the page again." }
};
const ProblemKind certificate_unknown = {
    NOT_FOUND,
    "exchange/certificate-unknown",
    { "Không có chứng thư này.", "There is no such certificate." },
    { "“{0}” không phải chứng thư do cơ quan chứng thực nội bộ cấp. Chứng thư khác thì gỡ ở trang của hệ thống.",
      "“{0}” was not issued by the internal authority. Others are taken away on the page of the system." }
};
const ProblemKind certificate_revoked = { CONFLICT,
                                          "exchange/certificate-revoked",
                                          { "Chứng thư đã bị thu hồi.", "The certificate was revoked already." },
                                          { "“{0}” đã bị thu hồi từ trước; không cần làm gì thêm.",
                                            "“{0}” was revoked before; nothing need be done." } };

/* ---- records ---- */

typedef enum RequestState { REQUEST_WAITING = 1, REQUEST_ISSUED, REQUEST_REFUSED } RequestState;
static const char *const request_state_names[] = { "waiting", "issued", "refused" };
static const Choices request_state_choices = CHOICES("CertificateRequestState", request_state_names);

typedef struct CertificateRequest {
    Id id;
    Str subsystem, agency, der, key_kind, key_digest, asked_by;
    Time asked_at;
    int state;
    Str decided_by;
    Time decided_at;
    Str reason;
} CertificateRequest;

// clang-format off
static const Field certificate_request_fields[] = {
    FIELD(CertificateRequest, id, REQUIRED, 0, 0),
    FIELD(CertificateRequest, subsystem, REQUIRED, 0, 0),
    FIELD(CertificateRequest, agency, OPTIONAL, 0, 0),
    FIELD(CertificateRequest, der, REQUIRED, 0, 0),
    FIELD(CertificateRequest, key_kind, REQUIRED, 0, 0),
    FIELD(CertificateRequest, key_digest, REQUIRED, 0, 0),
    FIELD(CertificateRequest, asked_by, REQUIRED, 0, 0),
    FIELD(CertificateRequest, asked_at, REQUIRED, 0, 0),
    FIELD_CHOICE(CertificateRequest, state, REQUIRED, &request_state_choices),
    FIELD(CertificateRequest, decided_by, OPTIONAL, 0, 0),
    FIELD(CertificateRequest, decided_at, OPTIONAL, 0, 0),
    FIELD(CertificateRequest, reason, OPTIONAL, 0, 0),
};
static const Shape certificate_request_shape = SHAPE(CertificateRequest, certificate_request_fields);

static const Field issued_row_fields[] = {
    FIELD(IssuedRow, fingerprint, REQUIRED, 0, 0),
    FIELD(IssuedRow, request, REQUIRED, 0, 0),
    FIELD(IssuedRow, subsystem, REQUIRED, 0, 0),
    FIELD(IssuedRow, agency, OPTIONAL, 0, 0),
    FIELD(IssuedRow, key_digest, REQUIRED, 0, 0),
    FIELD(IssuedRow, serial, REQUIRED, 0, 0),
    FIELD(IssuedRow, der, REQUIRED, 0, 0),
    FIELD(IssuedRow, valid_from, REQUIRED, 0, 0),
    FIELD(IssuedRow, valid_to, REQUIRED, 0, 0),
    FIELD(IssuedRow, issued_by, REQUIRED, 0, 0),
    FIELD(IssuedRow, revoked_at, OPTIONAL, 0, 0),
    FIELD(IssuedRow, revoked_by, OPTIONAL, 0, 0),
    FIELD(IssuedRow, reason, OPTIONAL, 0, 0),
};
// clang-format on
const Shape issued_row_shape = SHAPE(IssuedRow, issued_row_fields);

#include "platform/exchange/certificates.sql.h"

/* ---- what is asked, and what is told ---- */

static const Field certificate_asked_fields[] = {
    FIELD(CertificateAsked, subsystem, REQUIRED, 1, ID_LETTERS_MAX),
    FIELD(CertificateAsked, pem, REQUIRED | LINES, 1, PEM_LETTERS_MAX),
};
const Shape certificate_asked_shape = SHAPE(CertificateAsked, certificate_asked_fields);

static const Field certificate_request_made_fields[] = {
    FIELD(CertificateRequestMade, id, REQUIRED, 0, 0),
    FIELD(CertificateRequestMade, key_kind, REQUIRED, 0, 0),
};
const Shape certificate_request_made_shape = SHAPE(CertificateRequestMade, certificate_request_made_fields);

static const Field certificate_choice_fields[] = { FIELD(CertificateChoice, id, REQUIRED, 0, 0) };
const Shape certificate_choice_shape = SHAPE(CertificateChoice, certificate_choice_fields);

typedef struct CertificateRefusal {
    Id id;
    Str reason;
} CertificateRefusal;

static const Field certificate_refusal_fields[] = {
    FIELD(CertificateRefusal, id, REQUIRED, 0, 0),
    FIELD(CertificateRefusal, reason, REQUIRED, 1, REASON_LETTERS_MAX),
};
const Shape certificate_refusal_shape = SHAPE(CertificateRefusal, certificate_refusal_fields);

static const Field certificate_revocation_fields[] = {
    FIELD(CertificateRevocation, fingerprint, REQUIRED, SHA256_HEX, SHA256_HEX),
    FIELD(CertificateRevocation, reason, REQUIRED, 1, REASON_LETTERS_MAX),
};
const Shape certificate_revocation_shape = SHAPE(CertificateRevocation, certificate_revocation_fields);

static const Field certificate_given_fields[] = {
    FIELD(CertificateGiven, fingerprint, REQUIRED, 0, 0),
    FIELD(CertificateGiven, pem, REQUIRED | LINES, 0, 0),
    FIELD(CertificateGiven, valid_from, REQUIRED, 0, 0),
    FIELD(CertificateGiven, valid_to, REQUIRED, 0, 0),
};
const Shape certificate_given_shape = SHAPE(CertificateGiven, certificate_given_fields);

typedef struct CertificateKey {
    Str fingerprint;
} CertificateKey;

static const Field certificate_key_fields[] = {
    FIELD(CertificateKey, fingerprint, REQUIRED, SHA256_HEX, SHA256_HEX),
};
const Shape certificate_key_shape = SHAPE(CertificateKey, certificate_key_fields);

static const Field certificate_verdict_fields[] = {
    FIELD(CertificateVerdict, state, REQUIRED, 0, 0),
    FIELD(CertificateVerdict, at, REQUIRED, 0, 0),
};
const Shape certificate_verdict_shape = SHAPE(CertificateVerdict, certificate_verdict_fields);

/* ---- handing in ---- */

static Code require_subsystem(Ctx *cx, Str id) {
    Holdings held = { 0 };
    TRY(holdings_look(cx, &held));
    for (size_t i = 0; i < held.subsystems.count; i++) {
        if (str_equal(((const SubsystemRow *)held.subsystems.items)[i].id, id)) return OK;
    }
    return fail(cx, &exchange_unknown, id);
}

static Code flaw_told(Ctx *cx, RequestFlaw flaw) {
    switch (flaw) {
    case REQUEST_FORM: return fail_field(cx, S("pem"), &certificate_request_form);
    case REQUEST_KEY: return fail_field(cx, S("pem"), &certificate_request_key);
    case REQUEST_SIGNATURE: return fail_field(cx, S("pem"), &certificate_request_signature);
    case REQUEST_FINE: break;
    }
    return OK;
}

/* A key that somebody else may hold, or that was given up, is never certified again. */
static Code require_own_key(Ctx *cx, const CertificateRequest *request) {
    Rows issued, waiting;
    TRY(requests_of_key(cx, request, &waiting));
    TRY(issued_of_key(cx, &(IssuedRow){ .key_digest = request->key_digest }, &issued));
    bool is_known = waiting.count > 0;
    for (size_t i = 0; i < issued.count; i++) {
        const IssuedRow *row = (const IssuedRow *)issued.items + i;
        is_known = is_known || row->revoked_at.us != 0 || !str_equal(row->subsystem, request->subsystem);
    }
    return is_known ? fail(cx, &certificate_request_key_known) : OK;
}

static Code read_request(Ctx *cx, const CertificateAsked *asked, CertificateRequest *request) {
    SigningRequest read;
    ExchangeName name;
    if (!exchange_id_split(asked->subsystem, &name) || name.subsystem.len == 0 || name.service.len > 0)
        return fail(cx, &exchange_unknown, asked->subsystem);
    TRY(member_agencies(cx, &name.member, 1, &request->agency));
    TRY(access_require_for(cx, "exchange.request", request->agency));
    TRY(require_subsystem(cx, asked->subsystem));
    TRY(flaw_told(cx, signing_request_read(cx->arena, asked->pem, &read)));
    if (!str_equal(read.name, name.subsystem) && !str_equal(read.name, asked->subsystem))
        return fail_field(cx, S("pem"), &certificate_request_subject, read.name, name.subsystem, asked->subsystem);
    request->der = base64_text(cx->arena, read.der.at, read.der.len);
    request->key_kind = read.key;
    request->key_digest = sha256_text(cx->arena, read.spki);
    return OK;
}

Code certificate_ask(Ctx *cx, const void *in, void *out) {
    const CertificateAsked *asked = in;
    CertificateRequestMade *made = out;
    CertificateRequest request = { .id = id_make("certreq", cx->now),
                                   .subsystem = asked->subsystem,
                                   .asked_by = cx->caller.id,
                                   .asked_at = cx->now,
                                   .state = REQUEST_WAITING };
    TRY(read_request(cx, asked, &request));
    TRY(require_own_key(cx, &request));
    TRY(request_insert(cx, &request));
    *made = (CertificateRequestMade){ request.id, request.key_kind };
    TRY(tell_certificate_asked(cx, request.subsystem, &request.id));
    return ledger_append(cx, S("exchange.certificate_requested"), request.subsystem, { "request", id_str(&request.id) },
                         { "key", request.key_digest });
}

/* ---- deciding ---- */

static Code load_waiting(Ctx *cx, const Id *id, CertificateRequest *ret_request) {
    const Code found = request_by_id(cx, &(CertificateRequest){ .id = *id }, ret_request);
    if (found == NOT_FOUND) return fail(cx, &certificate_request_unknown, id_str(id));
    TRY(found);
    return ret_request->state == REQUEST_WAITING ? OK : fail(cx, &certificate_request_decided, id_str(id));
}

static Code decide(Ctx *cx, CertificateRequest *request, RequestState state, Str reason) {
    request->state = (int)state;
    request->decided_by = cx->caller.id;
    request->decided_at = cx->now;
    request->reason = reason;
    return request_decide(cx, request);
}

static Str crl_url(Ctx *cx) {
    const Str address = setting_text(cx->house->settings, &site_address);
    const bool is_plain = address.len > 0 && str_find(address, S(",")) == address.len;
    return is_plain ? str_format(cx->arena, "%.*s/exchange/ca.crl", STR_FMT(address)) : S("");
}

static Code issue(Ctx *cx, const CertificateRequest *request, Str *ret_serial, Certificate *ret_certificate) {
    unsigned char *der = arena_alloc(cx->arena, CERTIFICATE_BYTES_MAX);
    size_t size;
    SigningRequest read;
    ExchangeName name;
    Authority authority;
    MUST(base64_read(cx->arena, request->der, der, CERTIFICATE_BYTES_MAX, &size));
    const Str pem = signing_request_pem(cx->arena, (Str){ (const char *)der, size });
    MUST(signing_request_read(cx->arena, pem, &read) == REQUEST_FINE && exchange_id_split(request->subsystem, &name));
    const int64_t days = setting_int(cx->house->settings, &exchange_certificate_days);
    Issuing issuing = { .named = { name.instance, name.class_code, name.member, name.subsystem },
                        .spki = read.spki,
                        .uri = str_format(cx->arena, "xroad:%.*s", STR_FMT(request->subsystem)),
                        .crl_url = crl_url(cx),
                        .from = { cx->now.us - HOUR_US },
                        .to = { cx->now.us + days * DAY_US } };
    serial_new(issuing.serial);
    TRY(authority_load(cx, &authority));
    const bool is_made = authority_issue(cx->arena, &authority, &issuing, ret_certificate);
    secret_wipe(authority.key);
    *ret_serial = hex_text(cx->arena, issuing.serial, SERIAL_BYTES);
    return is_made ? OK : fail(cx, &authority_broken, S("exchange-ca.pem"), S("exchange-ca.key"));
}

static Code store_issued(Ctx *cx, const CertificateRequest *request, Str serial, const Certificate *made) {
    const IssuedRow row = { .fingerprint = hex_text(cx->arena, made->fingerprint.bytes, SHA256_BYTES),
                            .request = request->id,
                            .subsystem = request->subsystem,
                            .agency = request->agency,
                            .key_digest = request->key_digest,
                            .serial = serial,
                            .der = base64_text(cx->arena, made->der.at, made->der.len),
                            .valid_from = made->valid_from,
                            .valid_to = made->valid_to,
                            .issued_by = cx->caller.id };
    TRY(issued_insert(cx, &row));
    TRY(pin_put(cx, &(CertificateRow){ row.subsystem, row.fingerprint, row.der, row.valid_from, row.valid_to, S("") }));
    return ledger_append(cx, S("exchange.certificate_issued"), row.subsystem, { "request", id_str(&request->id) },
                         { "certificate", row.fingerprint }, { "serial", serial },
                         { "valid_to", time_text(cx->arena, row.valid_to) });
}

Code certificate_approve(Ctx *cx, const void *in, void *out) {
    const CertificateChoice *choice = in;
    CertificateGiven *given = out;
    CertificateRequest request;
    Certificate made;
    Str serial;
    TRY(load_waiting(cx, &choice->id, &request));
    TRY(issue(cx, &request, &serial, &made));
    TRY(store_issued(cx, &request, serial, &made));
    TRY(decide(cx, &request, REQUEST_ISSUED, S("")));
    TRY(tell_certificate_issued(cx, request.subsystem, &request.id, request.asked_by, made.valid_to));
    *given = (CertificateGiven){ hex_text(cx->arena, made.fingerprint.bytes, SHA256_BYTES),
                                 certificate_pem(cx->arena, made.der), made.valid_from, made.valid_to };
    return OK;
}

Code certificate_refuse(Ctx *cx, const void *in, void *out) {
    const CertificateRefusal *refusal = in;
    CertificateRequest request;
    *(CertificateVerdict *)out = (CertificateVerdict){ S("refused"), cx->now };
    TRY(load_waiting(cx, &refusal->id, &request));
    TRY(decide(cx, &request, REQUEST_REFUSED, refusal->reason));
    TRY(tell_certificate_refused(cx, request.subsystem, &request.id, request.asked_by, refusal->reason));
    return ledger_append(cx, S("exchange.certificate_refused"), request.subsystem, { "request", id_str(&request.id) });
}

/* ---- revoking ---- */

static Code load_issued(Ctx *cx, Str fingerprint, IssuedRow *ret_row) {
    const Code found = issued_by_fingerprint(cx, &(IssuedRow){ .fingerprint = fingerprint }, ret_row);
    return found == NOT_FOUND ? fail(cx, &certificate_unknown, fingerprint) : found;
}

Code certificate_revoke(Ctx *cx, const void *in, void *out) {
    const CertificateRevocation *revocation = in;
    IssuedRow row;
    *(CertificateVerdict *)out = (CertificateVerdict){ S("revoked"), cx->now };
    TRY(load_issued(cx, revocation->fingerprint, &row));
    if (row.revoked_at.us != 0) return fail(cx, &certificate_revoked, row.fingerprint);
    row.revoked_at = cx->now;
    row.revoked_by = cx->caller.id;
    row.reason = revocation->reason;
    TRY(issued_revoke(cx, &row));
    TRY(pin_drop(cx, row.subsystem, row.fingerprint));
    TRY(tell_certificate_revoked(cx, row.subsystem, row.agency, row.fingerprint, row.reason));
    return ledger_append(cx, S("exchange.certificate_revoked"), row.subsystem, { "certificate", row.fingerprint },
                         { "serial", row.serial });
}

Code issued_holding(Ctx *cx, Rows *ret_issued) {
    return issued_not_revoked(cx, ret_issued);
}

/* ---- as files ---- */

Code certificate_file(Ctx *cx, const void *in, void *out) {
    Raw *raw = out;
    IssuedRow row;
    size_t size;
    unsigned char *der = arena_alloc(cx->arena, CERTIFICATE_BYTES_MAX);
    TRY(load_issued(cx, ((const CertificateKey *)in)->fingerprint, &row));
    TRY(access_require_for(cx, "exchange.request", row.agency));
    MUST(base64_read(cx->arena, row.der, der, CERTIFICATE_BYTES_MAX, &size));
    raw->body = certificate_pem(cx->arena, (Str){ (const char *)der, size });
    raw->file_name = str_format(cx->arena, "%.*s.pem", STR_FMT(str_part(row.fingerprint, 0, 16)));
    return OK;
}

Code authority_crl_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    Raw *raw = out;
    Rows rows;
    Authority authority;
    TRY(authority_load(cx, &authority));
    TRY(issued_revoked(cx, &rows));
    Revoked *revoked = NEW_ARRAY(cx->arena, Revoked, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        const IssuedRow *row = (const IssuedRow *)rows.items + i;
        revoked[i].at = row->revoked_at;
        MUST(hex_read(row->serial, revoked[i].serial, SERIAL_BYTES));
    }
    const RevokedList list = { .items = revoked,
                               .count = rows.count,
                               .number = cx->now.us,
                               .now = cx->now,
                               .next = { cx->now.us + CRL_DAYS * DAY_US } };
    const bool is_made = authority_crl(cx->arena, &authority, &list, &raw->body);
    secret_wipe(authority.key);
    return is_made ? OK : fail(cx, &authority_broken, S("exchange-ca.pem"), S("exchange-ca.key"));
}
