/* platform/exchange/records - see records.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/records.h"

#include "platform/ledger/ledger.h"

enum {
    STATEMENT_MAX = 8 * 1024,
    PART_ARENA_BYTES = 4 * 1024 * 1024,
    SECRET_OF_RECORD = 16,
    KEY_MODE = 0600,
    STATEMENT_VERSION = 1,
};

// clang-format off
static const Field record_fields[] = {
    FIELD(Record, exchange, REQUIRED, 0, 0),
    FIELD(Record, is_answer, REQUIRED, 0, 0),
    FIELD(Record, entry, REQUIRED, 0, 0),
    FIELD(Record, request_id, REQUIRED, 0, 40),
    FIELD(Record, message_id, REQUIRED, 0, 255),
    FIELD(Record, at, REQUIRED, 0, 0),
    FIELD(Record, client, REQUIRED, 0, 0),
    FIELD(Record, service, REQUIRED, 0, 0),
    FIELD(Record, method, REQUIRED, 0, 0),
    FIELD(Record, status, REQUIRED, 0, 0),
    FIELD(Record, fault, STORED, 0, 0),
    FIELD(Record, duration, REQUIRED, 0, 0),
    FIELD(Record, sent_at, STORED, 0, 0),
    FIELD(Record, back_at, STORED, 0, 0),
    FIELD(Record, bytes, REQUIRED, 0, 0),
    FIELD(Record, secret, STORED, 0, 0),
    FIELD(Record, head, STORED, 0, 0),
    FIELD(Record, head_sha512, STORED, 0, 0),
    FIELD(Record, body_sha512, STORED, 0, 0),
    FIELD(Record, identity, STORED, 0, 0),
    FIELD(Record, statement, STORED, 0, 0),
};
// clang-format on
const Shape record_shape = SHAPE(Record, record_fields);

typedef struct BodyPart {
    Id exchange;
    bool is_answer;
    int64_t part;
    Str box;
} BodyPart;

static const Field body_part_fields[] = {
    FIELD(BodyPart, exchange, REQUIRED, 0, 0),
    FIELD(BodyPart, is_answer, REQUIRED, 0, 0),
    FIELD(BodyPart, part, REQUIRED, 0, 0),
    FIELD(BodyPart, box, REQUIRED, 0, 0),
};
static const Shape body_part_shape = SHAPE(BodyPart, body_part_fields);

typedef struct BodyAsked {
    Id exchange;
    bool is_answer;
} BodyAsked;

static const Field body_asked_fields[] = {
    FIELD(BodyAsked, exchange, REQUIRED, 0, 0),
    FIELD(BodyAsked, is_answer, REQUIRED, 0, 0),
};
static const Shape body_asked_shape = SHAPE(BodyAsked, body_asked_fields);

typedef struct MessageAsked {
    Str message_id;
} MessageAsked;

static const Field message_asked_fields[] = { FIELD(MessageAsked, message_id, REQUIRED, 1, 255) };
static const Shape message_asked_shape = SHAPE(MessageAsked, message_asked_fields);

#include "platform/exchange/records.sql.h"

const ProblemKind record_unreadable = {
    UNAVAILABLE,
    "exchange/record-unreadable",
    { "Không giải mã được bản ghi thông điệp.", "The record of a message cannot be decrypted." },
    { "Khoá {0} không phải khoá mà bản ghi {1} đã được mã hoá. Lấy lại exchange.key từ bản sao lưu.",
      "The key {0} is not the one with which record {1} was encrypted. Restore exchange.key from a backup." }
};

/* ---- the key with which header parts and bodies are encrypted at rest ---- */

static Str key_path(Ctx *cx) {
    return path_join(cx->arena, cx->house->data_folder, S("exchange.key"));
}

Code records_found(Ctx *cx) {
    if (file_exists(cx->arena, key_path(cx))) return OK;
    StoreKey key = store_key_new();
    const Str hex = hex_text(cx->arena, key.bytes, sizeof key.bytes);
    store_key_wipe(&key);
    const Code code = file_write(cx, key_path(cx), hex, KEY_MODE);
    secret_wipe(hex);
    return code;
}

Code records_key(Ctx *cx, StoreKey *ret_key) {
    Str hex;
    TRY(file_read(cx, key_path(cx), SHA256_HEX + 2, &hex));
    const bool is_fine = hex_read(str_trim(hex), ret_key->bytes, sizeof ret_key->bytes);
    secret_wipe(hex);
    return is_fine ? OK : fail(cx, &file_missing, key_path(cx), S("exchange.key"));
}

/* ---- what is said ---- */

static void add_member(Buf *out, const char *name, Str value) {
    buf_char(out, ',');
    json_write_member(out, name, value);
}

static void add_number(Buf *out, const char *name, int64_t number) {
    buf_add(out, S(",\""));
    buf_add(out, str_of(name));
    buf_add(out, S("\":"));
    buf_int(out, number);
}

/* Members sorted by name, no blanks: the same message always gives the same bytes. */
static Str statement_of(Arena *arena, const Record *record) {
    Buf out = buf_new(arena, STATEMENT_MAX);
    buf_add(&out, S("{\"at\":\""));
    time_write(&out, record->at);
    buf_char(&out, '"');
    add_member(&out, "body", record->body_sha512);
    add_number(&out, "bytes", record->bytes);
    add_member(&out, "client", record->client);
    add_member(&out, "exchange", id_str(&record->exchange));
    if (record->fault.len > 0) add_member(&out, "fault", record->fault);
    add_member(&out, "head", record->head_sha512);
    add_member(&out, "identity", record->identity);
    add_member(&out, "kind", record->is_answer ? S("answer") : S("request"));
    add_member(&out, "message", record->message_id);
    add_member(&out, "method", record->method);
    add_member(&out, "request_id", record->request_id);
    add_member(&out, "secret", record->secret);
    add_member(&out, "service", record->service);
    add_number(&out, "status", record->status);
    add_number(&out, "v", STATEMENT_VERSION);
    buf_char(&out, '}');
    MUST(!out.overflowed);
    return (Str){ out.at, out.len };
}

void record_prepare(Arena *arena, const StoreKey *key, Record *record) {
    unsigned char chance[SECRET_OF_RECORD];
    random_fill(chance, sizeof chance);
    record->secret = base64url_text(arena, chance, sizeof chance);
    const Sha512 head = record->head_digest != NULL ? *record->head_digest : sha512(record->head_part);
    record->head_sha512 = base64_text(arena, head.bytes, SHA512_BYTES);
    record->body_sha512 =
        record->body_digest == NULL ? S("") : base64_text(arena, record->body_digest->bytes, SHA512_BYTES);
    record->statement_digest = sha256_text(arena, statement_of(arena, record));
    record->head = box_close(arena, key, record->head_part.at, record->head_part.len);
}

/* ---- writing ---- */

/* A part is forgotten before the next one is read: many large bodies are written in one transaction. */
static Code write_parts(Ctx *cx, const StoreKey *key, const Record *record) {
    for (size_t from = 0; from < record->body->size; from += BODY_PART_BYTES) {
        arena_reset(cx->arena);
        char *piece = arena_alloc(cx->arena, BODY_PART_BYTES);
        const size_t size = body_read(record->body, from, piece, BODY_PART_BYTES);
        const BodyPart part = { .exchange = record->exchange,
                                .is_answer = record->is_answer,
                                .part = (int64_t)(from / BODY_PART_BYTES),
                                .box = box_close(cx->arena, key, piece, size) };
        TRY(body_part_insert(cx, &part));
    }
    return OK;
}

static Code write_body(Ctx *cx, const StoreKey *key, const Record *record) {
    Ctx inside = *cx;
    inside.arena = arena_new(PART_ARENA_BYTES);
    const Code code = write_parts(&inside, key, record);
    if (code != OK) problem_take_verdict(cx, &inside.problem);
    arena_free(inside.arena);
    return code;
}

Code record_write(Ctx *cx, const StoreKey *key, Record *record) {
    const bool is_answer = record->is_answer;
    const LedgerFact facts[] = {
        { "client", record->client },
        { "service", record->service },
        { "statement", record->statement_digest },
        { "outcome", record->fault.len > 0 ? record->fault
                     : is_answer           ? int_text(cx, record->status)
                                           : S("accepted") },
    };
    const LedgerItem item = { .actor = S("exchange"),
                              .kind = is_answer ? S("exchange.answer_recorded") : S("exchange.request_recorded"),
                              .subject = id_str(&record->exchange),
                              .facts = facts,
                              .fact_count = COUNT(facts) };
    TRY(ledger_write(cx, &item, &record->entry));
    TRY(record_insert(cx, record));
    return record->body == NULL ? OK : write_body(cx, key, record);
}

/* ---- found again ---- */

Code records_find(Ctx *cx, Str message_id, Rows *ret_records) {
    const MessageAsked asked = { message_id };
    TRY(records_of_message(cx, &asked, ret_records));
    for (size_t i = 0; i < ret_records->count; i++) {
        Record *record = &((Record *)ret_records->items)[i];
        if (record->statement.len == 0) record->statement = statement_of(cx->arena, record);
    }
    return OK;
}

static Code open_box(Ctx *cx, const StoreKey *key, const Record *record, Str box, Str *ret_text) {
    const size_t size = box_content_size(box);
    char *at = arena_alloc(cx->arena, size + 1);
    if (!box_open(cx->arena, key, box, at, size))
        return fail(cx, &record_unreadable, key_path(cx), id_str(&record->exchange));
    *ret_text = (Str){ at, size };
    return OK;
}

Code record_head(Ctx *cx, const StoreKey *key, const Record *record, Str *ret_head) {
    *ret_head = S("");
    return record->head.len == 0 ? OK : open_box(cx, key, record, record->head, ret_head);
}

Code record_body(Ctx *cx, const StoreKey *key, const Record *record, Str *ret_body) {
    const BodyAsked asked = { record->exchange, record->is_answer };
    Rows rows;
    *ret_body = S("");
    TRY(body_parts_of(cx, &asked, &rows));
    Buf whole = buf_new(cx->arena, KEPT_BODY_MAX);
    for (size_t i = 0; i < rows.count; i++) {
        Str part;
        TRY(open_box(cx, key, record, ((const BodyPart *)rows.items)[i].box, &part));
        buf_add(&whole, part);
    }
    return buf_done(&whole, ret_body);
}
