/* tests/fuzz/fuzz_record - what a verifier reads of others: keys, notes, checkpoints, proofs, paths, bundles. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/proof.h"
#include "tests/fuzz/fuzz.h"

enum { WHATS = 6 };

/* A key has one form: what was read is written as it came. */
static void check_key(Ctx *cx, Str text) {
    NoteKey key;
    SignSeed seed;
    if (note_key_read(cx->arena, text, &key) == OK) {
        MUST(key_name_is_fit(key.name));
        MUST(str_equal(note_key_text(cx->arena, &key), text));
    }
    if (note_secret_read(cx->arena, text, &key, &seed) == OK)
        MUST(str_equal(note_secret_text(cx->arena, &key, &seed), text));
}

/* Text, empty line and signatures are all there is. */
static void check_note(Ctx *cx, Str text) {
    Note note;
    if (note_read(cx->arena, text, &note) != OK) return;
    MUST(note.count >= 1 && note.count <= NOTE_SIGNATURES_MAX);
    MUST(str_starts(text, note.text) && note.text.at[note.text.len - 1] == '\n');
    for (size_t i = 0; i < note.count; i++) {
        MUST(key_name_is_fit(note.signatures[i].name) && note.signatures[i].bytes.len > 0);
        const NoteKey key = { .name = note.signatures[i].name, .kind = i % 2 == 0 ? KEY_OF_LOG : KEY_OF_WITNESS };
        int64_t at;
        MUST(!note_is_signed(cx->arena, &note, &key, &at)); /* nobody has the key of zeros */
    }
}

static void check_checkpoint(Ctx *cx, Str text) {
    Checkpoint checkpoint;
    if (checkpoint_read(cx->arena, text, &checkpoint) != OK) return;
    MUST(checkpoint.size >= 0 && checkpoint.origin.len > 0);
    MUST(str_starts(text, checkpoint_text(cx->arena, &checkpoint)));
}

static void check_proof(Ctx *cx, Str text) {
    ProofFile file, again;
    if (proof_read(cx->arena, text, &file) != OK) return;
    const Str written = proof_text(cx->arena, &file);
    MUST(str_equal(written, text));
    MUST(proof_read(cx->arena, written, &again) == OK);
    MUST(again.index == file.index && again.proof.count == file.proof.count && str_equal(again.entry, file.entry));
    const NoteKey key = { .name = S("a"), .kind = KEY_OF_LOG };
    Checkpoint checkpoint;
    MUST(proof_check(cx->arena, &file, file.entry, &key, &checkpoint) != PROOF_HOLDS);
}

static void check_path(Ctx *cx, Str text) {
    TileAt at;
    if (tile_path_read(text, &at) != OK) return;
    MUST(at.number >= 0 && at.width >= 1 && at.width <= TILE_WIDTH && at.level >= 0 && at.level < TILE_LEVELS);
    MUST(str_equal(tile_path(cx->arena, &at), text));
}

/* Taken apart and put together it is the same. */
static void check_bundle(Ctx *cx, Str bundle) {
    Buf out = buf_new(cx->arena, bundle.len + 1);
    Str rest = bundle, entry;
    while (bundle_take(&rest, &entry)) bundle_add(&out, entry);
    MUST(!out.overflowed);
    MUST(str_equal((Str){ out.len == 0 ? "" : out.at, out.len }, str_part(bundle, 0, bundle.len - rest.len)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static void (*const checks[WHATS])(Ctx *, Str) = {
        check_key, check_note, check_checkpoint, check_proof, check_path, check_bundle,
    };
    Ctx cx = fuzz_begin(NULL);
    Str input = fuzz_input(data, size);
    const unsigned char what = fuzz_byte(&input);
    checks[what % WHATS](&cx, input);
    fuzz_end(&cx);
    return 0;
}
