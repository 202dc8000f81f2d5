/* platform/ledger/record - see record.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/record.h"

#include "platform/ledger/witnesses.h"

enum { BUNDLE_BYTES_MAX = TILE_WIDTH * (ENTRY_HEAD_BYTES + ENTRY_BYTES_MAX) };

typedef struct TileKey {
    int64_t level, number;
} TileKey;

static const Field tile_key_fields[] = { FIELD(TileKey, level, REQUIRED, 0, 0),
                                         FIELD(TileKey, number, REQUIRED, 0, 0) };
static const Shape tile_key_shape = SHAPE(TileKey, tile_key_fields);

typedef struct TileText {
    Str hashes;
} TileText;

static const Field tile_text_fields[] = { FIELD(TileText, hashes, REQUIRED, 0, 0) };
static const Shape tile_text_shape = SHAPE(TileText, tile_text_fields);

typedef struct BundleKey {
    int64_t first, until;
} BundleKey;

static const Field bundle_key_fields[] = {
    FIELD(BundleKey, first, REQUIRED, 0, 0),
    FIELD(BundleKey, until, REQUIRED, 0, 0),
};
static const Shape bundle_key_shape = SHAPE(BundleKey, bundle_key_fields);

typedef struct EntryBody {
    Str body;
} EntryBody;

static const Field entry_body_fields[] = { FIELD(EntryBody, body, REQUIRED, 0, 0) };
static const Shape entry_body_shape = SHAPE(EntryBody, entry_body_fields);

#include "platform/ledger/record.sql.h"

static Code read_hashes(Ctx *cx, const TileAt *at, Str *ret_bytes) {
    const TileKey key = { at->level, at->number };
    TileText row;
    TRY(tile_row(cx, &key, &row));
    const size_t width = (size_t)at->width;
    if (row.hashes.len < width * SHA256_HEX) return NOT_FOUND;
    char *bytes = arena_alloc(cx->arena, width * SHA256_BYTES);
    MUST(hex_read(str_part(row.hashes, 0, width * SHA256_HEX), bytes, width * SHA256_BYTES));
    *ret_bytes = (Str){ bytes, width * SHA256_BYTES };
    return OK;
}

static Code read_bundle(Ctx *cx, const TileAt *at, Str *ret_bytes) {
    const int64_t first = at->number * TILE_WIDTH;
    const BundleKey key = { first, first + at->width };
    Rows rows;
    TRY(bundle_rows(cx, &key, &rows));
    if (rows.count < (size_t)at->width) return NOT_FOUND;
    Buf out = buf_new(cx->arena, BUNDLE_BYTES_MAX);
    for (size_t i = 0; i < rows.count; i++) bundle_add(&out, ((const EntryBody *)rows.items)[i].body);
    return buf_done(&out, ret_bytes);
}

Code record_tile(Ctx *cx, const TileAt *at, Str *ret_bytes) {
    return at->is_bundle ? read_bundle(cx, at, ret_bytes) : read_hashes(cx, at, ret_bytes);
}

static Code sealed_tile(Ctx *cx, void *context, const TileAt *at, Str *ret_hashes) {
    (void)context;
    const Code found = record_tile(cx, at, ret_hashes);
    MUST(found != NOT_FOUND || cx->problem.kind != NULL); /* a checkpoint is stored together with its tiles */
    return found;
}

TileSource record_tiles(void) {
    return (TileSource){ sealed_tile, NULL };
}

static Code stored_checkpoint(Ctx *cx, void *context, Str *ret_note) {
    (void)context;
    SealedTree shown;
    TRY(sealed_shown(cx, &shown));
    *ret_note = shown.note;
    return OK;
}

static Code stored_tile(Ctx *cx, void *context, const TileAt *at, Str *ret_bytes) {
    (void)context;
    return record_tile(cx, at, ret_bytes);
}

RecordSource record_stored(void) {
    return (RecordSource){ stored_checkpoint, stored_tile, NULL };
}
