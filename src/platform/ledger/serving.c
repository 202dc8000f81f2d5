/* platform/ledger/serving - see serving.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/serving.h"

#include "platform/ledger/record.h"
#include "platform/ledger/witnesses.h"

enum { PATH_MAX_LETTERS = 60 };

const ProblemKind tile_missing = {
    NOT_FOUND,
    "ledger/tile-missing",
    { "Không có phần này của sổ cái.", "The record has no such part." },
    { "“{0}” không phải một phần của sổ cái, hoặc sổ cái chưa dài đến đó. Đọc checkpoint để biết độ dài.",
      "“{0}” is no part of the record, or the record is not so long yet. The checkpoint tells its length." }
};

typedef struct TileAsked {
    Str path; /* behind /ledger/tile/ */
} TileAsked;

static const Field tile_asked_fields[] = { FIELD(TileAsked, path, REQUIRED, 1, PATH_MAX_LETTERS) };
const Shape tile_asked_shape = SHAPE(TileAsked, tile_asked_fields);

static const Field record_raw_fields[] = { FIELD(Raw, file_name, OPTIONAL, 0, 0) };
const Shape record_raw_shape = { "RecordRaw", sizeof(Raw), record_raw_fields, COUNT(record_raw_fields) };

Code checkpoint_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    Raw *raw = out;
    SealedTree shown;
    const Code found = sealed_shown(cx, &shown);
    if (found == NOT_FOUND) return fail(cx, &tile_missing, S("checkpoint"));
    TRY(found);
    raw->body = shown.note;
    return OK;
}

Code key_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    Raw *raw = out;
    NoteKey key;
    const Code found = sealing_key(cx, &key);
    if (found == NOT_FOUND) return fail(cx, &tile_missing, S("key"));
    TRY(found);
    raw->body = str_format(cx->arena, "%.*s\n", STR_FMT(note_key_text(cx->arena, &key)));
    return OK;
}

static Code give(Ctx *cx, Str path, void *out) {
    Raw *raw = out;
    TileAt at;
    Code found = tile_path_read(path, &at);
    if (found == OK) found = record_tile(cx, &at, &raw->body);
    raw->is_lasting = true;
    return found == INVALID || found == NOT_FOUND ? fail(cx, &tile_missing, path) : found;
}

Code tile_get(Ctx *cx, const void *in, void *out) {
    const TileAsked *asked = in;
    return give(cx, asked->path, out);
}

Code bundle_get(Ctx *cx, const void *in, void *out) {
    const TileAsked *asked = in;
    return give(cx, str_format(cx->arena, "entries/%.*s", STR_FMT(asked->path)), out);
}
