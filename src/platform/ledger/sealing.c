/* platform/ledger/sealing - see sealing.h. All in one transaction: a checkpoint is stored before anybody can see it,
 * and of each size there is one. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/sealing.h"

#include "platform/ledger/edge.h"
#include "platform/ledger/ledger.h"

typedef struct TreeSize {
    int64_t size;
} TreeSize;

static const Field tree_size_fields[] = { FIELD(TreeSize, size, REQUIRED, 0, 0) };
static const Shape tree_size_shape = SHAPE(TreeSize, tree_size_fields);

/* An entry that no checkpoint counts yet. */
typedef struct Waiting {
    int64_t arrived;
    Str leaf;
} Waiting;

static const Field waiting_fields[] = { FIELD(Waiting, arrived, REQUIRED, 0, 0), FIELD(Waiting, leaf, REQUIRED, 0, 0) };
static const Shape waiting_shape = SHAPE(Waiting, waiting_fields);

enum { SEAL_MOST = 20000, SEAL_PART = 500 };

typedef struct SealPart {
    int64_t most;
} SealPart;

static const Field seal_part_fields[] = { FIELD(SealPart, most, REQUIRED, 0, 0) };
static const Shape seal_part_shape = SHAPE(SealPart, seal_part_fields);

/* Those that arrived from `first` to `last` have their places behind the first `size`. */
typedef struct Batch {
    int64_t size, first, last;
} Batch;

static const Field batch_fields[] = {
    FIELD(Batch, size, REQUIRED, 0, 0),
    FIELD(Batch, first, REQUIRED, 0, 0),
    FIELD(Batch, last, REQUIRED, 0, 0),
};
static const Shape batch_shape = SHAPE(Batch, batch_fields);

typedef struct TileRow {
    int64_t level, number;
    Str hashes;
} TileRow;

static const Field tile_row_fields[] = {
    FIELD(TileRow, level, REQUIRED, 0, 0),
    FIELD(TileRow, number, REQUIRED, 0, 0),
    FIELD(TileRow, hashes, REQUIRED, 0, 0),
};
static const Shape tile_row_shape = SHAPE(TileRow, tile_row_fields);

static const Field sealed_tree_fields[] = {
    FIELD(SealedTree, size, REQUIRED, 0, 0),
    FIELD(SealedTree, root, REQUIRED, 0, 0),
    FIELD(SealedTree, at, REQUIRED, 0, 0),
    FIELD(SealedTree, note, REQUIRED | LINES, 0, 0),
};
const Shape sealed_tree_shape = SHAPE(SealedTree, sealed_tree_fields);

typedef struct SigningKey {
    int64_t since;
    Str vkey;
    Time at;
} SigningKey;

static const Field signing_key_fields[] = {
    FIELD(SigningKey, since, REQUIRED, 0, 0),
    FIELD(SigningKey, vkey, REQUIRED, 0, 0),
    FIELD(SigningKey, at, REQUIRED, 0, 0),
};
static const Shape signing_key_shape = SHAPE(SigningKey, signing_key_fields);

#include "platform/ledger/sealing.sql.h"

/* ---- the growing edge of the tree ---- */

static Code edge_load(Ctx *cx, Edge **ret_edge) {
    Edge *edge = NEW(cx->arena, Edge);
    Rows rows;
    TRY(tiles_growing(cx, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const TileRow *row = &((const TileRow *)rows.items)[i];
        const size_t level = (size_t)row->level, width = row->hashes.len / SHA256_HEX;
        MUST(level < TILE_LEVELS && width >= 1 && width <= TILE_WIDTH);
        edge->number[level] = row->number;
        edge->width[level] = (int)width;
        for (size_t j = 0; j < width; j++)
            MUST(hex_read(str_part(row->hashes, j * SHA256_HEX, SHA256_HEX), edge->hashes[level][j].bytes,
                          SHA256_BYTES));
    }
    *ret_edge = edge;
    return OK;
}

static Code store_tile(Ctx *cx, void *context, const Edge *edge, int level) {
    (void)context;
    const TileRow row = { .level = level,
                          .number = edge->number[level],
                          .hashes =
                              hex_text(cx->arena, edge->hashes[level], (size_t)edge->width[level] * SHA256_BYTES) };
    return tile_upsert(cx, &row);
}

/* ---- signing ---- */

static Code signed_note(Ctx *cx, const LogKeys *keys, const Checkpoint *checkpoint, Str *ret_note) {
    const Str text = checkpoint_text(cx->arena, checkpoint);
    Str lines;
    TRY(log_keys_sign(cx, keys, text, &lines));
    *ret_note = str_format(cx->arena, "%.*s\n%.*s", STR_FMT(text), STR_FMT(lines));
    MUST(ret_note->len <= NOTE_BYTES_MAX);
    return OK;
}

Code sealing_key(Ctx *cx, NoteKey *ret_key) {
    SigningKey row;
    TRY(signing_key(cx, &row));
    MUST(note_key_read(cx->arena, row.vkey, ret_key) == OK);
    return OK;
}

/* The record's key must be ours: two servers with two keys would sign two records. */
static Code check_key(Ctx *cx, const LogKeys *keys) {
    const NoteKey *ours = &keys->keys[keys->count - 1];
    SigningKey row = { .vkey = note_key_text(cx->arena, ours), .at = cx->now };
    const Str vkey = row.vkey;
    const Code found = signing_key(cx, &row);
    if (found == NOT_FOUND) return signing_key_insert(cx, &row);
    TRY(found);
    return str_equal(row.vkey, vkey) ? OK : fail(cx, &log_key_other, row.vkey);
}

Code sealing_key_change(Ctx *cx, const NoteKey *from, const NoteKey *to) {
    TreeSize size;
    TRY(tree_size_now(cx, &size));
    const SigningKey row = { .since = size.size, .vkey = note_key_text(cx->arena, to), .at = cx->now };
    TRY(ledger_append(cx, S("ledger.key_changed"), to->name, { "old", note_key_text(cx->arena, from) },
                      { "new", row.vkey }));
    return signing_key_insert(cx, &row);
}

/* ---- sealing ---- */

Code seal_wanted(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    TreeSize waiting;
    TRY(pending_any(cx, &waiting));
    return waiting.size > 0 ? log_keys_ready(cx) : NOT_FOUND;
}

static Code place(Ctx *cx, const TreeSize *old, const Waiting *waiting, size_t count) {
    const Batch batch = { old->size, waiting[0].arrived, waiting[count - 1].arrived };
    TreeSize placed;
    TRY(leaves_place(cx, &batch, &placed));
    MUST(placed.size == (int64_t)count); /* as many as have their hashes here, in the same order */
    return OK;
}

static Code grow(Ctx *cx, const TreeSize *old, int64_t most, Edge *edge, int64_t *ret_size) {
    Rows rows;
    const SealPart part = { most };
    TRY(pending_first(cx, &part, &rows));
    const Waiting *waiting = rows.items;
    *ret_size = old->size + (int64_t)rows.count;
    if (rows.count == 0) return OK;
    TRY(place(cx, old, waiting, rows.count));
    for (size_t i = 0; i < rows.count; i++) {
        Sha256 hash;
        MUST(hex_read(waiting[i].leaf, hash.bytes, SHA256_BYTES));
        TRY(edge_add(cx, edge, hash, store_tile, NULL));
    }
    for (int level = 0; level < TILE_LEVELS; level++) {
        if (edge->is_changed[level]) TRY(store_tile(cx, NULL, edge, level));
    }
    return OK;
}

static Code seal_with(Ctx *cx, const LogKeys *keys, int64_t most) {
    TreeSize old;
    Edge *edge;
    Checkpoint checkpoint = { .origin = keys->keys[keys->count - 1].name };
    TRY(turn_take(cx));
    TRY(check_key(cx, keys));
    TRY(tree_size_now(cx, &old));
    TRY(edge_load(cx, &edge));
    TRY(grow(cx, &old, most, edge, &checkpoint.size));
    if (checkpoint.size == old.size) return OK;
    cx->wants_more = checkpoint.size - old.size == most;
    TRY(edge_root(cx, edge, checkpoint.size, &checkpoint.root));
    SealedTree sealed = { .size = checkpoint.size,
                          .root = hex_text(cx->arena, checkpoint.root.bytes, SHA256_BYTES),
                          .at = cx->now };
    TRY(signed_note(cx, keys, &checkpoint, &sealed.note));
    return sealed_insert(cx, &sealed);
}

static Code seal_most(Ctx *cx, int64_t most) {
    LogKeys keys;
    TRY(log_keys_load(cx, &keys));
    const Code code = seal_with(cx, &keys, most);
    log_keys_wipe(&keys);
    return code;
}

Code seal_run(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    return seal_most(cx, SEAL_MOST);
}

Code seal_part(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    return seal_most(cx, SEAL_PART);
}

Code sealed_newest(Ctx *cx, SealedTree *ret_tree) {
    return sealed_last(cx, ret_tree);
}
