/* platform/ledger/verify - see verify.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/verify.h"

#include "kit/commands.h"
#include "platform/ledger/edge.h"

enum { SCRATCH_BYTES = 64 * 1024 * 1024 };

const ProblemKind record_empty = {
    NOT_FOUND,
    "ledger/record-empty",
    { "Sổ cái chưa có checkpoint.", "The record has no checkpoint yet." },
    { "Chưa có gì được ký. Chạy máy chủ một giây, hoặc banyan ledger seal.",
      "Nothing is signed yet. Let the server run for a second, or run banyan ledger seal." }
};
const ProblemKind checkpoint_form = { INVALID,
                                      "ledger/checkpoint-form",
                                      { "Checkpoint không đúng dạng.", "The checkpoint is not well formed." },
                                      { "Không đọc được checkpoint. Kiểm tra địa chỉ hoặc tệp.",
                                        "The checkpoint cannot be read. Check the address or file." } };
const ProblemKind checkpoint_not_signed = {
    INVALID,
    "ledger/not-signed",
    { "Checkpoint không được ký bằng khoá này.", "The checkpoint is not signed with this key." },
    { "Không có chữ ký nào của {0} đúng với checkpoint. Khoá sai, hoặc checkpoint đã bị sửa.",
      "No signature of {0} fits the checkpoint. The key is wrong, or the checkpoint was altered." }
};
const ProblemKind checkpoint_other_log = { INVALID,
                                           "ledger/other-log",
                                           { "Checkpoint của sổ cái khác.", "The checkpoint is of another record." },
                                           { "Checkpoint ghi “{0}”, khoá là của “{1}”.",
                                             "The checkpoint says “{0}”, the key is of “{1}”." } };
const ProblemKind entry_altered = { INVALID,
                                    "ledger/entry-altered",
                                    { "Một mục của sổ cái đã bị sửa.", "An entry of the record was altered." },
                                    { "Mục số {0} không đúng với cây băm. Các mục trước đó đều đúng.",
                                      "Entry {0} does not fit the tree. All before it do." } };
const ProblemKind bundle_cut = { INVALID,
                                 "ledger/bundle-cut",
                                 { "Một tệp mục bị cụt hoặc thừa.", "A bundle of entries is cut short or too long." },
                                 { "Mục số {0} bị cụt, hoặc sau nó còn thừa dữ liệu. Các mục trước đó đều đúng.",
                                   "Entry {0} is cut short, or is followed by too much. All before it are right." } };
const ProblemKind tile_altered = { INVALID,
                                   "ledger/tile-altered",
                                   { "Một mảnh của cây băm đã bị sửa.", "A tile of the tree was altered." },
                                   { "Mảnh {0} không đúng với các mục. Các mục trước số {1} đều đúng.",
                                     "Tile {0} does not fit the entries. All entries before {1} are right." } };
const ProblemKind root_altered = { INVALID,
                                   "ledger/root-altered",
                                   { "Gốc của cây băm không khớp.", "The root of the tree does not fit." },
                                   { "Các mục cho gốc {0}, checkpoint ký gốc {1}.",
                                     "The entries come to the root {0}, the checkpoint signs {1}." } };

const ProblemKind record_shorter = {
    CONFLICT,
    "ledger/record-shorter",
    { "Sổ cái ngắn hơn lần trước.", "The record is shorter than it was." },
    { "Lần trước có {0} mục đã ký, nay chỉ còn {1}: checkpoint cũ, hoặc đã bị cắt bớt.",
      "{0} entries were signed before, and now there are {1}: an old checkpoint, or something was cut away." }
};
const ProblemKind record_forked = {
    CONFLICT,
    "ledger/record-forked",
    { "Sổ cái đã bị viết lại.", "The record was written anew." },
    { "{0} mục đầu không còn là những mục đã ký lần trước. Giữ cả hai checkpoint làm bằng chứng.",
      "The first {0} entries are not those that were signed before. Keep both checkpoints: they are evidence." }
};

Code checkpoint_verify(Ctx *cx, Str signed_note, const NoteKey *key, Checkpoint *ret_checkpoint) {
    Note note;
    if (note_read(cx->arena, signed_note, &note) != OK) return fail(cx, &checkpoint_form);
    if (checkpoint_read(cx->arena, note.text, ret_checkpoint) != OK) return fail(cx, &checkpoint_form);
    if (!note_is_signed(cx->arena, &note, key, NULL)) return fail(cx, &checkpoint_not_signed, key->name);
    if (!str_equal(ret_checkpoint->origin, key->name))
        return fail(cx, &checkpoint_other_log, ret_checkpoint->origin, key->name);
    return OK;
}

typedef struct Verifying {
    const RecordSource *source;
    Ctx *scratch;           /* what one bundle needs is given back before the next */
    const Checkpoint *seen; /* NULL: none */
    int64_t size, done;
    Edge *edge;
    Progress progress;
} Verifying;

static Code read_part(const Verifying *on, const TileAt *at, Str *ret_bytes) {
    const Code found = on->source->tile(on->scratch, on->source->context, at, ret_bytes);
    if (found != NOT_FOUND || on->scratch->problem.kind != NULL) return found;
    return fail(on->scratch, &tile_altered, tile_path(on->scratch->arena, at), int_text(on->scratch, on->done));
}

/* A tile of a higher level, as it stands, against the one that was made of the entries. */
static Code check_tile(const Verifying *on, const Edge *edge, int level) {
    const TileAt at = { .level = level, .number = edge->number[level], .width = edge->width[level] };
    const size_t size = (size_t)at.width * SHA256_BYTES;
    Str bytes;
    TRY(read_part(on, &at, &bytes));
    if (bytes.len == size && memcmp(bytes.at, edge->hashes[level], size) == 0) return OK;
    return fail(on->scratch, &tile_altered, tile_path(on->scratch->arena, &at), int_text(on->scratch, on->done));
}

static Code check_full(Ctx *cx, void *context, const Edge *edge, int level) {
    (void)cx;
    return level == 0 ? OK : check_tile(context, edge, level); /* leaves are compared one by one */
}

/* The record has come to the size at which it was seen. */
static Code check_seen(const Verifying *on) {
    Sha256 root;
    TRY(edge_root(on->scratch, on->edge, on->done, &root));
    return sha256_equal(&root, &on->seen->root) ? OK
                                                : fail(on->scratch, &record_forked, int_text(on->scratch, on->done));
}

static Code check_entry(Verifying *on, Str entry, Str hashes, size_t at) {
    const Sha256 leaf = leaf_hash(on->scratch->arena, entry);
    if (memcmp(leaf.bytes, hashes.at + at * SHA256_BYTES, SHA256_BYTES) != 0)
        return fail(on->scratch, &entry_altered, int_text(on->scratch, on->done));
    TRY(edge_add(on->scratch, on->edge, leaf, check_full, on));
    on->done++;
    return on->seen != NULL && on->seen->size == on->done ? check_seen(on) : OK;
}

static Code check_bundle(Verifying *on, int64_t number) {
    const int width = tile_width(0, number, on->size);
    const TileAt bundle_at = { .is_bundle = true, .number = number, .width = width };
    const TileAt tile_at = { .number = number, .width = width };
    Str bundle, hashes, entry;
    TRY(read_part(on, &bundle_at, &bundle));
    TRY(read_part(on, &tile_at, &hashes));
    if (hashes.len != (size_t)width * SHA256_BYTES)
        return fail(on->scratch, &tile_altered, tile_path(on->scratch->arena, &tile_at),
                    int_text(on->scratch, on->done));
    for (int i = 0; i < width; i++) {
        if (!bundle_take(&bundle, &entry)) return fail(on->scratch, &bundle_cut, int_text(on->scratch, on->done));
        TRY(check_entry(on, entry, hashes, (size_t)i));
    }
    return bundle.len == 0 ? OK : fail(on->scratch, &bundle_cut, int_text(on->scratch, on->done - 1));
}

static Code check_rest(Verifying *on, const Checkpoint *checkpoint) {
    Sha256 root;
    for (int level = 1; level < TILE_LEVELS; level++) {
        if (on->edge->is_changed[level]) TRY(check_tile(on, on->edge, level));
    }
    TRY(edge_root(on->scratch, on->edge, on->size, &root));
    if (sha256_equal(&root, &checkpoint->root)) return OK;
    return fail(on->scratch, &root_altered, hex_text(on->scratch->arena, root.bytes, SHA256_BYTES),
                hex_text(on->scratch->arena, checkpoint->root.bytes, SHA256_BYTES));
}

static Code check_all(Verifying *on, const Checkpoint *checkpoint) {
    for (int64_t number = 0; number * TILE_WIDTH < on->size; number++) {
        TRY(check_bundle(on, number));
        arena_reset(on->scratch->arena);
        progress_set(&on->progress, on->done);
    }
    return check_rest(on, checkpoint);
}

Code record_verify(Ctx *cx, const RecordSource *source, const NoteKey *key, const Checkpoint *seen,
                   Checkpoint *ret_checkpoint, Str *ret_note) {
    const Code found = source->checkpoint(cx, source->context, ret_note);
    if (found == NOT_FOUND && cx->problem.kind == NULL) return fail(cx, &record_empty);
    TRY(found);
    TRY(checkpoint_verify(cx, *ret_note, key, ret_checkpoint));
    if (seen != NULL && seen->size > ret_checkpoint->size)
        return fail(cx, &record_shorter, int_text(cx, seen->size), int_text(cx, ret_checkpoint->size));
    Ctx scratch = *cx;
    scratch.arena = arena_new(SCRATCH_BYTES);
    Verifying on = { .source = source, .scratch = &scratch, .seen = seen, .size = ret_checkpoint->size };
    on.edge = NEW(cx->arena, Edge);
    on.progress = progress_new("đọc lại sổ cái / reading the record", on.size);
    const Code code = check_all(&on, ret_checkpoint);
    progress_end(&on.progress);
    if (code != OK) problem_take_verdict(cx, &scratch.problem);
    arena_free(scratch.arena);
    return code;
}
