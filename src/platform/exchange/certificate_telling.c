/* platform/exchange/certificate_telling - see certificate_telling.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/certificate_telling.h"

#include "platform/exchange/own_authority.h"
#include "platform/notices/notices.h"

enum { STEP_FAR = 30, STEP_NEAR = 7 };

#define DAY_US INT64_C(86400000000)
#define PAGE   S("/lien-thong/chung-thu")

static const NoticeKind certificate_asked = {
    "exchange/certificate-asked",
    URGENCY_NORMAL,
    { "Yêu cầu cấp chứng thư: {0}", "A certificate is asked for: {0}" },
    { "Hệ thống {0} xin chứng thư để kết nối trục liên thông. Kiểm tra rồi duyệt hoặc từ chối.",
      "System {0} asks for a certificate for the exchange. Check it, then approve or refuse it." }
};
static const NoticeKind certificate_issued = {
    "exchange/certificate-issued",
    URGENCY_NORMAL,
    { "Đã cấp chứng thư: {0}", "A certificate was issued: {0}" },
    { "Tải chứng thư của hệ thống {0} về và cài đặt. Hết hạn ngày {1:/}.",
      "Fetch the certificate of system {0} and install it. It ends on {1}." }
};
static const NoticeKind certificate_refused = {
    "exchange/certificate-refused",
    URGENCY_HIGH,
    { "Từ chối cấp chứng thư: {0}", "A certificate was refused: {0}" },
    { "Yêu cầu của hệ thống {0} bị từ chối: {1}. Sửa rồi gửi lại.",
      "The request of system {0} was refused: {1}. Correct it and hand it in again." }
};
static const NoticeKind certificate_revoked_told = {
    "exchange/certificate-revoked-told",
    URGENCY_HIGH,
    { "Đã thu hồi chứng thư: {0}", "A certificate was revoked: {0}" },
    { "Chứng thư {1} của hệ thống {0} không còn dùng được: {2}. Gửi yêu cầu mới với khoá mới.",
      "Certificate {1} of system {0} is good no more: {2}. Hand in a new request with a new key." }
};
static const NoticeKind certificate_ending = {
    "exchange/certificate-ending",
    URGENCY_HIGH,
    { "Chứng thư sắp hết hạn: {0}", "A certificate ends soon: {0}" },
    { "Chứng thư của hệ thống {0} hết hạn ngày {1:/}, còn {2} ngày. Gửi yêu cầu gia hạn; chứng thư cũ dùng được đến "
      "hết hạn.",
      "The certificate of system {0} ends on {1}, in {2} days. Ask for a new one; the old one holds until its end." }
};
static const NoticeKind server_certificate_ending = {
    "exchange/server-certificate-ending",
    URGENCY_HIGH,
    { "Chứng thư của trục liên thông sắp hết hạn", "The certificate of the exchange ends soon" },
    { "Chứng thư máy chủ của trục liên thông hết hạn ngày {1:/}, còn {2} ngày. Khởi động lại chương trình để cấp chứng "
      "thư mới.",
      "The exchange's own certificate ends on {1}, in {2} days. Start the program again: it makes a new one." }
};

/* ---- at once ---- */

static Str about(Ctx *cx, const Id *request) {
    return str_format(cx->arena, "exchange|certificate|%.*s", STR_FMT(id_str(request)));
}

Code tell_certificate_asked(Ctx *cx, Str subsystem, const Id *request) {
    return notice_give(cx, &(NoticeGiving){ .kind = &certificate_asked,
                                            .to = { .permission = S("exchange.manage") },
                                            .key = id_str(request),
                                            .about = about(cx, request),
                                            .page = PAGE,
                                            .values = { subsystem } });
}

/* Who asked by the command line stands beside it. */
static Code tell_asker(Ctx *cx, const Id *request, Str asked_by, NoticeGiving *giving) {
    TRY(notice_settle(cx, about(cx, request)));
    if (str_is(asked_by, "system") || id_from_text(asked_by, &giving->to.account) != OK) return OK;
    giving->key = id_str(request);
    giving->page = PAGE;
    return notice_give(cx, giving);
}

Code tell_certificate_issued(Ctx *cx, Str subsystem, const Id *request, Str asked_by, Time valid_to) {
    NoticeGiving giving = { .kind = &certificate_issued,
                            .values = { subsystem, day_text(cx->arena, ctx_day_of(cx, valid_to)) } };
    return tell_asker(cx, request, asked_by, &giving);
}

Code tell_certificate_refused(Ctx *cx, Str subsystem, const Id *request, Str asked_by, Str reason) {
    NoticeGiving giving = { .kind = &certificate_refused, .values = { subsystem, reason } };
    return tell_asker(cx, request, asked_by, &giving);
}

/* Those who hand requests in for the agency; of a member that is no agency, those who manage the exchange. */
static Code give_to_owners(Ctx *cx, Str agency, NoticeGiving *giving) {
    giving->page = PAGE;
    giving->to = (NoticeTo){ .permission = S("exchange.manage") };
    TRY(notice_give(cx, giving));
    if (agency.len == 0) return OK;
    giving->to = (NoticeTo){ .permission = S("exchange.request"), .agency = agency };
    return notice_give(cx, giving);
}

Code tell_certificate_revoked(Ctx *cx, Str subsystem, Str agency, Str fingerprint, Str reason) {
    NoticeGiving giving = { .kind = &certificate_revoked_told,
                            .key = fingerprint,
                            .values = { subsystem, str_part(fingerprint, 0, 16), reason } };
    return give_to_owners(cx, agency, &giving);
}

/* ---- before the end ---- */

typedef struct EndingAsked {
    Time now, until;
} EndingAsked;

static const Field ending_asked_fields[] = {
    FIELD(EndingAsked, now, REQUIRED, 0, 0),
    FIELD(EndingAsked, until, REQUIRED, 0, 0),
};
static const Shape ending_asked_shape = SHAPE(EndingAsked, ending_asked_fields);

typedef struct EndingRow {
    Str fingerprint, subsystem, agency;
    Time valid_to;
} EndingRow;

static const Field ending_row_fields[] = {
    FIELD(EndingRow, fingerprint, REQUIRED, 0, 0),
    FIELD(EndingRow, subsystem, REQUIRED, 0, 0),
    FIELD(EndingRow, agency, OPTIONAL, 0, 0),
    FIELD(EndingRow, valid_to, REQUIRED, 0, 0),
};
static const Shape ending_row_shape = SHAPE(EndingRow, ending_row_fields);

#include "platform/exchange/certificate_telling.sql.h"

static Code find_ending(Ctx *cx, Rows *ret_rows) {
    const EndingAsked asked = { cx->now, { cx->now.us + STEP_FAR * DAY_US } };
    return certificates_ending(cx, &asked, ret_rows);
}

static bool server_ends(Ctx *cx, Time *ret_end) {
    return server_identity_end(cx, ret_end) == OK && ret_end->us > cx->now.us &&
           ret_end->us <= cx->now.us + STEP_FAR * DAY_US;
}

Code certificates_ending_wanted(Ctx *cx, const void *in, void *out) {
    (void)in, (void)out;
    Rows rows;
    Time end;
    TRY(find_ending(cx, &rows));
    return rows.count > 0 || server_ends(cx, &end) ? OK : NOT_FOUND;
}

static Code tell_ending(Ctx *cx, const EndingRow *row, const NoticeKind *kind) {
    const int64_t left = (row->valid_to.us - cx->now.us) / DAY_US;
    NoticeGiving giving = { .kind = kind,
                            .key = str_format(cx->arena, "%.*s|%lld|%d", STR_FMT(row->fingerprint),
                                              (long long)row->valid_to.us, left < STEP_NEAR ? STEP_NEAR : STEP_FAR),
                            .values = { row->subsystem, day_text(cx->arena, ctx_day_of(cx, row->valid_to)),
                                        int_text(cx, left) } };
    return give_to_owners(cx, row->agency, &giving);
}

Code certificates_ending_tell(Ctx *cx, const void *in, void *out) {
    (void)in, (void)out;
    Rows rows;
    EndingRow server = { .fingerprint = S("server") };
    TRY(find_ending(cx, &rows));
    for (size_t i = 0; i < rows.count; i++)
        TRY(tell_ending(cx, (const EndingRow *)rows.items + i, &certificate_ending));
    return server_ends(cx, &server.valid_to) ? tell_ending(cx, &server, &server_certificate_ending) : OK;
}
