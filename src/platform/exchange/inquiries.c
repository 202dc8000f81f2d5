/* platform/exchange/inquiries - what other rooms may know of messages, systems and keys. See exchange.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_key.h"
#include "platform/exchange/exchange.h"
#include "platform/exchange/holdings.h"

enum { KEY_BYTES_MAX = 1024 };

typedef struct Inquiry {
    Str message_id, request_id;
} Inquiry;

static const Field inquiry_fields[] = {
    FIELD(Inquiry, message_id, REQUIRED, 0, 0),
    FIELD(Inquiry, request_id, REQUIRED, 0, 0),
};
static const Shape inquiry_shape = SHAPE(Inquiry, inquiry_fields);

typedef struct InquiryRecord {
    Str exchange;
    bool is_answer;
    Str entry;
    Time at;
    Str client, service;
    int64_t status;
} InquiryRecord;

static const Field inquiry_record_fields[] = {
    FIELD(InquiryRecord, exchange, REQUIRED, 0, 0), FIELD(InquiryRecord, is_answer, REQUIRED, 0, 0),
    FIELD(InquiryRecord, entry, REQUIRED, 0, 0),    FIELD(InquiryRecord, at, REQUIRED, 0, 0),
    FIELD(InquiryRecord, client, REQUIRED, 0, 0),   FIELD(InquiryRecord, service, REQUIRED, 0, 0),
    FIELD(InquiryRecord, status, REQUIRED, 0, 0),
};
static const Shape inquiry_record_shape = SHAPE(InquiryRecord, inquiry_record_fields);

static const Field exchange_system_fields[] = {
    FIELD(ExchangeSystem, id, REQUIRED, 0, 0),
    FIELD(ExchangeSystem, name, REQUIRED, 0, 0),
    FIELD(ExchangeSystem, member_name, REQUIRED, 0, 0),
};
static const Shape exchange_system_shape = SHAPE(ExchangeSystem, exchange_system_fields);

#include "platform/exchange/inquiries.sql.h"

Code exchange_message(Ctx *cx, Str message_id, Str request_id, ExchangeMessage *ret_message) {
    const Inquiry asked = { message_id, request_id };
    Rows rows;
    TRY(inquiry_records(cx, &asked, &rows));
    const InquiryRecord *records = rows.items;
    if (rows.count == 0) return NOT_FOUND;
    *ret_message = (ExchangeMessage){ .exchange = records[0].exchange,
                                      .client = records[0].client,
                                      .service = records[0].service,
                                      .request_entry = records[0].entry,
                                      .answer_entry = S(""),
                                      .asked_at = records[0].at };
    if (rows.count < 2) return OK;
    ret_message->answer_entry = records[1].entry;
    ret_message->answered_at = records[1].at;
    ret_message->status = records[1].status;
    return OK;
}

Code exchange_system(Ctx *cx, Str id, ExchangeSystem *ret_system) {
    const ExchangeSystem asked = { .id = id };
    return inquiry_system(cx, &asked, ret_system);
}

static bool is_valid_now(const KeyRow *row) {
    const Time now = time_now();
    return (row->valid_from.us == 0 || row->valid_from.us <= now.us) &&
           (row->valid_to.us == 0 || now.us < row->valid_to.us);
}

Code exchange_key_holds(Ctx *cx, Str system, Str key_id, Str text, Str signature, bool *ret_holds) {
    const KeyRow asked = { .owner = system, .key_id = key_id };
    KeyRow row;
    const HttpKey *key;
    char *spki = arena_alloc(cx->arena, KEY_BYTES_MAX);
    size_t size = 0;
    *ret_holds = false;
    const Code found = inquiry_key(cx, &asked, &row);
    if (found == NOT_FOUND) return OK;
    TRY(found);
    const HttpKeyAlgorithm algorithm = row.algorithm == KEY_ED25519 ? HTTP_KEY_ED25519 : HTTP_KEY_ECDSA_P256;
    *ret_holds = is_valid_now(&row) && base64_read(cx->arena, row.spki, spki, KEY_BYTES_MAX, &size) &&
                 http_key_public(cx->arena, algorithm, (Str){ spki, size }, &key) &&
                 http_key_holds(key, text, signature);
    return OK;
}
