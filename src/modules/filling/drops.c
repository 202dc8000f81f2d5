/* modules/filling/drops - see drops.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/filling/drops.h"

#include "kit/commands.h"
#include "kit/http_key.h"
#include "kit/table.h"
#include "modules/filling/rounds.h"
#include "platform/access/access.h"
#include "platform/documents/documents.h"
#include "platform/exchange/exchange.h"

enum { DROP_BYTES_MAX = 25 * 1024 * 1024, KEY_BYTES_MAX = 64 * 1024, KEY_ID_MAX = 200, SIGNATURE_MAX = 200 };
enum { CELL_MAX = 80 };

const ProblemKind drop_signature_wrong = {
    INVALID,
    "filling/signature-wrong",
    { "Chữ ký không khớp với tệp.", "The signature does not fit the file." },
    { "Khóa “{0}” chưa đăng ký cho “{1}”, đã hết hạn, hoặc không ký tệp này. Ký lại bằng “banyan drop sign”.",
      "The key “{0}” is not registered for “{1}”, is no longer valid, or has not signed this file. Sign it again with "
      "`banyan drop sign`." }
};
const ProblemKind drop_taken = { CONFLICT,
                                 "filling/file-taken",
                                 { "Tệp này đã được nhận.", "This file was taken before." },
                                 { "Đúng tệp này đã được ghi ngày {0:/}. Gửi tệp mới của hệ thống.",
                                   "Just this file was taken in on {0}. Hand in a new one of the system." } };
const ProblemKind drop_key_form = {
    INVALID,
    "filling/key-form",
    { "Không đọc được khóa.", "The key cannot be read." },
    { "“{0}” không phải khóa bí mật Ed25519 hoặc ECDSA P-256 dạng PEM không có mật khẩu.",
      "“{0}” is no secret key of Ed25519 or ECDSA P-256 in PEM without a password." }
};

typedef struct Drop {
    Str binding;
    Id file;
    Str key_id, signature;
} Drop;

static const Field drop_fields[] = {
    FIELD(Drop, binding, REQUIRED, 1, BINDING_CODE_MAX),
    FIELD(Drop, file, REQUIRED, 0, 0),
    FIELD(Drop, key_id, REQUIRED, 1, KEY_ID_MAX),
    FIELD(Drop, signature, REQUIRED, 1, SIGNATURE_MAX),
};
const Shape drop_shape = SHAPE(Drop, drop_fields);

/* What is signed: it says what it is for, so that a signature of something else never fits. */
static Str signed_text(Arena *arena, Str digest) {
    return str_format(arena, "banyan drop v1\nsha256 %.*s\n", STR_FMT(digest));
}

/* ---- the file ---- */

typedef struct DropRow {
    Str key;
    Decimal value;
    Str period;
} DropRow;

typedef struct Dropped {
    Binding binding;
    File file;
    Readings readings;
} Dropped;

/* Columns are called as the binding says. */
static Code read_rows(Ctx *cx, Dropped *dropped) {
    const Binding *binding = &dropped->binding;
    Field fields[] = {
        FIELD(DropRow, value, REQUIRED, 0, 0),
        FIELD(DropRow, key, REQUIRED, 1, CELL_MAX),
        FIELD(DropRow, period, REQUIRED, 1, CELL_MAX),
    };
    size_t count = 0;
    fields[count++].name = str_c(cx->arena, binding->value);
    if (binding->key.len > 0) fields[count++].name = str_c(cx->arena, binding->key);
    if (binding->period.len > 0) {
        fields[count] = fields[COUNT(fields) - 1];
        fields[count++].name = str_c(cx->arena, binding->period);
    }
    const Shape shape = { "DropRow", sizeof(DropRow), fields, count };
    const TableForm form = { .path = file_place(cx, &dropped->file),
                             .name = dropped->file.name,
                             .bytes_max = DROP_BYTES_MAX,
                             .declared = binding->others };
    Table table;
    TRY(table_read(cx, &form, &shape, READINGS_MAX, &table));
    TRY(faults_verdict(cx));
    for (size_t i = 0; i < table.count; i++) {
        const DropRow *row = table_item(&table, i);
        const Reading reading = { .key = row->key.len > 0 ? row->key : S(""),
                                  .period = row->period.len > 0 ? row->period : S(""),
                                  .shown = decimal_text(cx->arena, row->value),
                                  .value = row->value };
        readings_add(&dropped->readings, binding, reading);
    }
    return OK;
}

static Code find_file(Ctx *cx, const Drop *drop, File *ret_file) {
    Str *ids = NEW_ARRAY(cx->arena, Str, 1);
    Rows files;
    ids[0] = str_copy(cx->arena, id_str(&drop->file));
    const Texts one = { ids, 1 };
    TRY(files_own(cx, &one, S("file"), &files));
    TRY(faults_verdict(cx));
    *ret_file = *(const File *)files.items;
    return OK;
}

Code drop_read(Ctx *cx, const void *in, void *out) {
    (void)out;
    const Drop *drop = in;
    Dropped *dropped = NEW(cx->arena, Dropped);
    dropped->readings.arena = cx->arena;
    TRY(binding_find(cx, drop->binding, &dropped->binding));
    TRY(binding_require_on(cx, &dropped->binding));
    if (dropped->binding.way != WAY_FILE) return fail(cx, &binding_off, dropped->binding.title);
    TRY(access_require_for(cx, "filling.drop", dropped->binding.agency));
    TRY(find_file(cx, drop, &dropped->file));
    cx->prepared = dropped;
    return read_rows(cx, dropped);
}

/* ---- taking in ---- */

static Code require_signature(Ctx *cx, const Dropped *dropped, const Drop *drop) {
    char bytes[HTTP_SIGNATURE_BYTES];
    size_t size = 0;
    bool holds = false;
    const Str text = signed_text(cx->arena, dropped->file.digest);
    if (base64_read(cx->arena, drop->signature, bytes, sizeof bytes, &size))
        TRY(exchange_key_holds(cx, dropped->binding.system, drop->key_id, text, (Str){ bytes, size }, &holds));
    return holds ? OK : fail_field(cx, S("signature"), &drop_signature_wrong, drop->key_id, dropped->binding.system);
}

Code drop_take(Ctx *cx, const void *in, void *out) {
    const Drop *drop = in;
    Dropped *dropped = cx->prepared;
    RunView *view = out;
    FillingRun before, *run = NEW(cx->arena, FillingRun);
    SystemNamed named;
    TRY(require_signature(cx, dropped, drop));
    const Code found = run_of_file(cx, dropped->binding.code, dropped->file.digest, &before);
    if (found == OK) return fail(cx, &drop_taken, day_text(cx->arena, ctx_day_of(cx, before.at)));
    if (found != NOT_FOUND) return found;
    TRY(system_named(cx, dropped->binding.system, &named));
    *run = (FillingRun){ .id = id_make("run", cx->now),
                         .message_id = dropped->file.digest,
                         .request_id = S(""),
                         .file = str_copy(cx->arena, id_str(&dropped->file.id)),
                         .key_id = drop->key_id,
                         .signature = drop->signature,
                         .event = S("") };
    const FigureSystem system = { .channel = CHANNEL_FILE,
                                  .system = dropped->binding.system,
                                  .name = named.name,
                                  .message_id = dropped->file.digest,
                                  .request_id = S(""),
                                  .record = str_copy(cx->arena, id_str(&run->id)) };
    const RunSource source = { .systems = &system,
                               .source = str_format(cx->arena, "Tệp “%.*s” của hệ thống “%.*s” (chưa kết nối)",
                                                    STR_FMT(dropped->file.name), STR_FMT(named.name)),
                               .evidence = { &run->file, 1 },
                               .agency = dropped->binding.agency };
    Readings readings = dropped->readings;
    TRY(run_finish(cx, &dropped->binding, &readings, &source, run));
    *view = (RunView){ run, { readings.faults, readings.fault_count } };
    return OK;
}

/* ---- the agency's side ---- */

typedef struct DropSignArgs {
    Str file, key;
} DropSignArgs;

static const Field drop_sign_args_fields[] = {
    OPTION(DropSignArgs, file, REQUIRED, 1, 1000, "the file that is to be handed in"),
    OPTION(DropSignArgs, key, REQUIRED, 1, 1000, "PEM file with the secret key, whose public part is registered"),
};
const Shape drop_sign_args_shape = SHAPE(DropSignArgs, drop_sign_args_fields);

Code drop_sign(Ctx *cx, const void *in, void *out) {
    (void)out;
    const DropSignArgs *args = in;
    Str content, pem;
    const HttpKey *key;
    unsigned char signature[HTTP_SIGNATURE_BYTES];
    TRY(file_read(cx, args->file, DROP_BYTES_MAX, &content));
    TRY(file_read(cx, args->key, KEY_BYTES_MAX, &pem));
    const bool is_key = http_key_secret_pem(cx->arena, pem, &key);
    secret_wipe(pem);
    if (!is_key) return fail_field(cx, S("key"), &drop_key_form, args->key);
    http_key_sign(key, signed_text(cx->arena, sha256_text(cx->arena, content)), signature);
    say("%.*s %.*s\n", STR_FMT(sha256_text(cx->arena, http_key_spki(cx->arena, key))),
        STR_FMT(base64_text(cx->arena, signature, sizeof signature)));
    return OK;
}
