/* platform/ledger/proof - see proof.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/proof.h"

#define FIRST_LINE "c2sp.org/tlog-proof@v1"

Str proof_text(Arena *arena, const ProofFile *file) {
    Buf out = buf_new(arena, PROOF_BYTES_MAX);
    buf_add(&out, S(FIRST_LINE "\n"));
    if (file->entry.len > 0)
        buf_addf(&out, "extra %.*s\n", STR_FMT(base64_text(arena, file->entry.at, file->entry.len)));
    buf_addf(&out, "index %lld\n", (long long)file->index);
    for (size_t i = 0; i < file->proof.count; i++) {
        buf_add(&out, hash_line(arena, &file->proof.hashes[i]));
        buf_char(&out, '\n');
    }
    buf_char(&out, '\n');
    buf_add(&out, file->note);
    MUST(!out.overflowed);
    return (Str){ out.at, out.len };
}

/* `name value`: the value, when the line is of this name. */
static bool take_named(Str line, Str name, Str *ret_value) {
    if (!str_starts(line, name)) return false;
    *ret_value = str_part(line, name.len, line.len);
    return true;
}

static Code read_extra(Arena *arena, Str value, Str *ret_entry) {
    char *bytes = arena_alloc(arena, ENTRY_BYTES_MAX);
    size_t size;
    if (!base64_read(arena, value, bytes, ENTRY_BYTES_MAX, &size) || size == 0) return INVALID;
    *ret_entry = (Str){ bytes, size };
    return OK;
}

Code proof_read(Arena *arena, Str text, ProofFile *ret_file) {
    ProofFile file = { 0 };
    Str rest = text, value;
    if (text.len > PROOF_BYTES_MAX || !str_is(str_cut(&rest, '\n'), FIRST_LINE) || rest.at == NULL) return INVALID;
    Str line = str_cut(&rest, '\n');
    if (take_named(line, S("extra "), &value)) {
        TRY(read_extra(arena, value, &file.entry));
        if (rest.at == NULL) return INVALID;
        line = str_cut(&rest, '\n');
    }
    if (!take_named(line, S("index "), &value) || !plain_number_read(value, &file.index)) return INVALID;
    for (;;) {
        if (rest.at == NULL) return INVALID;
        line = str_cut(&rest, '\n');
        if (line.len == 0) break;
        if (file.proof.count == TREE_LEVELS_MAX || !hash_line_read(arena, line, &file.proof.hashes[file.proof.count]))
            return INVALID;
        file.proof.count++;
    }
    if (rest.at == NULL) return INVALID;
    file.note = rest;
    *ret_file = file;
    return OK;
}

ProofVerdict proof_check(Arena *arena, const ProofFile *file, Str entry, const NoteKey *key,
                         Checkpoint *ret_checkpoint) {
    Note note;
    if (note_read(arena, file->note, &note) != OK || checkpoint_read(arena, note.text, ret_checkpoint) != OK)
        return PROOF_NOTE_FORM;
    if (!note_is_signed(arena, &note, key, NULL)) return PROOF_NOT_SIGNED;
    if (!str_equal(ret_checkpoint->origin, key->name)) return PROOF_OTHER_LOG;
    const Sha256 leaf = leaf_hash(arena, entry);
    const bool holds = inclusion_holds(&leaf, file->index, ret_checkpoint->size, &file->proof, &ret_checkpoint->root);
    return holds ? PROOF_HOLDS : PROOF_BROKEN;
}
