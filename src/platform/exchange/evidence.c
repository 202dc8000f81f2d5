/* platform/exchange/evidence - see evidence.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/evidence.h"

#include "kit/commands.h"
#include "platform/exchange/holdings.h"
#include "platform/exchange/records.h"
#include "platform/exchange/stamping.h"
#include "platform/ledger/ledger.h"

enum { EVIDENCE_BYTES_MAX = 64 * 1024 * 1024, PRIVATE_MODE = 0600 };

const ProblemKind message_unknown = {
    NOT_FOUND,
    "exchange/message-unknown",
    { "Không có thông điệp này.", "There is no such message." },
    { "Không có thông điệp nào mang mã “{0}” (X-Road-Id). Kiểm tra mã, hoặc tìm theo thời gian và đơn vị.",
      "No message has the id “{0}” (X-Road-Id). Check it, or search by time and member." }
};

typedef struct EvidenceArgs {
    Str message, file;
} EvidenceArgs;

static const Field evidence_args_fields[] = {
    OPTION(EvidenceArgs, message, REQUIRED, 1, 255, "message id (X-Road-Id)"),
    OPTION(EvidenceArgs, file, OPTIONAL, 0, 1000, "where to write it; without it to standard output"),
};
const Shape evidence_args_shape = SHAPE(EvidenceArgs, evidence_args_fields);

typedef struct EvidenceAsked {
    Str message_id;
} EvidenceAsked;

static const Field evidence_asked_fields[] = { FIELD(EvidenceAsked, message_id, REQUIRED, 1, 255) };
const Shape evidence_asked_shape = SHAPE(EvidenceAsked, evidence_asked_fields);

static const Field evidence_raw_fields[] = { FIELD(Raw, file_name, OPTIONAL, 0, 0) };
const Shape evidence_raw_shape = { "EvidenceRaw", sizeof(Raw), evidence_raw_fields, COUNT(evidence_raw_fields) };

/* ---- the file ---- */

static void add_bytes(Ctx *cx, Buf *out, const char *name, Str bytes) {
    json_write_member(out, name, base64_text(cx->arena, bytes.at, bytes.len));
}

/* The first time-stamp that covers the entry, and its proof under what was stamped; nothing while there is none. */
static Code add_stamp(Ctx *cx, Buf *out, const Id *entry) {
    EntryStamp stamp;
    Str proof;
    const Code found = entry_stamp(cx, entry, &stamp);
    if (found == NOT_FOUND) return OK;
    TRY(found);
    TRY(ledger_proof_under(cx, entry, &stamp.checkpoint, &proof));
    buf_add(out, S(",\"timestamp\":{"));
    json_write_member(out, "at", time_text(cx->arena, stamp.at));
    buf_char(out, ',');
    json_write_member(out, "checkpoint", stamp.checkpoint.text);
    buf_char(out, ',');
    json_write_member(out, "token", stamp.token);
    buf_char(out, ',');
    json_write_member(out, "proof", proof);
    buf_char(out, '}');
    return OK;
}

static Code add_record(Ctx *cx, Buf *out, const StoreKey *key, const Record *record) {
    Str head, body, proof;
    TRY(record_head(cx, key, record, &head));
    TRY(record_body(cx, key, record, &body));
    TRY(ledger_proof_of(cx, &record->entry, &proof));
    buf_add(out, S("{"));
    json_write_member(out, "statement", record->statement);
    buf_char(out, ',');
    add_bytes(cx, out, "head", head);
    buf_char(out, ',');
    add_bytes(cx, out, "body", body);
    buf_char(out, ',');
    json_write_member(out, "entry", id_str(&record->entry));
    buf_char(out, ',');
    json_write_member(out, "proof", proof);
    TRY(add_stamp(cx, out, &record->entry));
    buf_char(out, '}');
    return OK;
}

static bool is_client(const Rows *records, Str subsystem) {
    for (size_t i = 0; i < records->count; i++) {
        if (str_equal(((const Record *)records->items)[i].client, subsystem)) return true;
    }
    return false;
}

/* The keys and certificates of the senders, as far as they are registered today; statements name them by digest. */
static Code add_senders(Ctx *cx, Buf *out, const Rows *records) {
    Holdings *held = NEW(cx->arena, Holdings);
    TRY(holdings_load(cx, held));
    size_t count = 0;
    buf_add(out, S(",\"keys\":["));
    for (size_t i = 0; i < held->keys.count; i++) {
        const KeyRow *key = &((const KeyRow *)held->keys.items)[i];
        const bool is_node = str_find(key->owner, S("/")) == key->owner.len;
        if (!is_node && !is_client(records, key->owner)) continue;
        buf_addf(out, "%s{", count++ > 0 ? "," : "");
        json_write_member(out, "subsystem", key->owner);
        buf_char(out, ',');
        json_write_member(out, "key_id", key->key_id);
        buf_char(out, ',');
        json_write_member(out, "spki", key->spki);
        buf_char(out, '}');
    }
    count = 0;
    buf_add(out, S("],\"certificates\":["));
    for (size_t i = 0; i < held->certificates.count; i++) {
        const CertificateRow *certificate = &((const CertificateRow *)held->certificates.items)[i];
        if (!is_client(records, certificate->owner)) continue;
        buf_addf(out, "%s{", count++ > 0 ? "," : "");
        json_write_member(out, "subsystem", certificate->owner);
        buf_char(out, ',');
        json_write_member(out, "fingerprint", certificate->fingerprint);
        buf_char(out, ',');
        json_write_member(out, "der", certificate->der);
        buf_char(out, '}');
    }
    buf_char(out, ']');
    return OK;
}

static Code evidence_of(Ctx *cx, Str message_id, const StoreKey *key, Str *ret_file) {
    Rows records;
    Str vkey = S("");
    TRY(records_find(cx, message_id, &records));
    if (records.count == 0) return fail(cx, &message_unknown, message_id);
    const Code sealed = ledger_vkey(cx, &vkey);
    if (sealed != NOT_FOUND) TRY(sealed);
    Buf out = buf_new(cx->arena, EVIDENCE_BYTES_MAX);
    buf_add(&out, S("{\"format\":\"banyan-exchange-evidence/v1\","));
    json_write_member(&out, "message_id", message_id);
    buf_char(&out, ',');
    json_write_member(&out, "ledger_key", vkey);
    buf_add(&out, S(",\"records\":["));
    for (size_t i = 0; i < records.count; i++) {
        if (i > 0) buf_char(&out, ',');
        TRY(add_record(cx, &out, key, &((const Record *)records.items)[i]));
    }
    buf_char(&out, ']');
    TRY(add_senders(cx, &out, &records));
    buf_add(&out, S("}\n"));
    return buf_done(&out, ret_file) == OK ? OK : fail(cx, &too_large);
}

static Code evidence_with_key(Ctx *cx, Str message_id, Str *ret_file) {
    StoreKey key;
    TRY(records_key(cx, &key));
    const Code code = evidence_of(cx, message_id, &key, ret_file);
    store_key_wipe(&key);
    return code;
}

/* ---- asked for ---- */

Code exchange_evidence(Ctx *cx, const void *in, void *out) {
    (void)out;
    const EvidenceArgs *args = in;
    Str file;
    TRY(db_begin(cx, DB_READ));
    const Code code = evidence_with_key(cx, args->message, &file);
    db_rollback(cx);
    TRY(code);
    if (args->file.len > 0) return file_write(cx, args->file, file, PRIVATE_MODE);
    say("%.*s", STR_FMT(file));
    return OK;
}

Code evidence_get(Ctx *cx, const void *in, void *out) {
    const EvidenceAsked *asked = in;
    Raw *raw = out;
    TRY(evidence_with_key(cx, asked->message_id, &raw->body));
    raw->file_name = S("evidence.json");
    const Sha256 digest = sha256(asked->message_id);
    return ledger_append(cx, S("exchange.evidence_given"), S("evidence"),
                         { "message", hex_text(cx->arena, digest.bytes, SHA256_BYTES) });
}
