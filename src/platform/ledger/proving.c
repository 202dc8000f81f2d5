/* platform/ledger/proving - see proving.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/proving.h"

#include "platform/ledger/entries.h"
#include "platform/ledger/ledger.h"
#include "platform/ledger/record.h"
#include "platform/ledger/sealing.h"
#include "platform/ledger/witnesses.h"

const ProblemKind entry_unknown = { NOT_FOUND,
                                    "ledger/entry-unknown",
                                    { "Không có mục này trong sổ cái.", "The record has no such entry." },
                                    { "Không có mục “{0}”. Mã của mục bắt đầu bằng entry_.",
                                      "There is no entry “{0}”. Its id begins with entry_." } };
const ProblemKind entry_not_sealed = { CONFLICT,
                                       "ledger/entry-not-sealed",
                                       { "Mục này chưa được niêm phong.", "This entry is not sealed yet." },
                                       { "Mục “{0}” vừa được ghi; sau một giây sẽ có chứng minh.",
                                         "Entry “{0}” was written just now; its proof is there in a second." } };

typedef struct ProofAsked {
    Id id;
} ProofAsked;

static const Field proof_asked_fields[] = { FIELD(ProofAsked, id, REQUIRED, 0, 0) };
const Shape proof_asked_shape = SHAPE(ProofAsked, proof_asked_fields);

/* What is shown, or the newest when the entry is newer than that: its witnesses have not answered yet. */
static Code checkpoint_above(Ctx *cx, int64_t position, SealedTree *ret_tree) {
    TRY(sealed_shown(cx, ret_tree));
    if (ret_tree->size > position) return OK;
    TRY(sealed_newest(cx, ret_tree));
    return sealed_cosigned(cx, ret_tree);
}

static Code find_sealed(Ctx *cx, Str id, LedgerEntry *ret_entry) {
    const Code found = entry_find(cx, id, ret_entry);
    if (found == NOT_FOUND) return fail(cx, &entry_unknown, id);
    TRY(found);
    return ret_entry->is_sealed ? OK : fail(cx, &entry_not_sealed, id);
}

static Code prove_under(Ctx *cx, const LedgerEntry *entry, int64_t size, Str note, ProofFile *ret_file) {
    *ret_file = (ProofFile){ .entry = entry->body, .index = entry->position, .note = note };
    TiledTree tree = tiled_tree(record_tiles(), size);
    const HashSource hashes = tiled_hashes(&tree);
    return tree_inclusion(cx, &hashes, entry->position, size, &ret_file->proof);
}

Code entry_prove(Ctx *cx, Str id, ProofFile *ret_file) {
    LedgerEntry entry;
    SealedTree above;
    TRY(find_sealed(cx, id, &entry));
    TRY(checkpoint_above(cx, entry.position, &above));
    return prove_under(cx, &entry, above.size, above.note, ret_file);
}

Code ledger_checkpoint(Ctx *cx, LedgerCheckpoint *ret_checkpoint) {
    SealedTree newest;
    Note note;
    TRY(sealed_newest(cx, &newest));
    MUST(note_read(cx->arena, newest.note, &note) == OK);
    *ret_checkpoint = (LedgerCheckpoint){ newest.size, note.text, newest.note };
    return OK;
}

Code ledger_place(Ctx *cx, const Id *entry, int64_t *ret_place) {
    LedgerEntry found;
    TRY(entry_find(cx, id_str(entry), &found));
    if (!found.is_sealed) return NOT_FOUND;
    *ret_place = found.position;
    return OK;
}

Code ledger_proof_under(Ctx *cx, const Id *entry, const LedgerCheckpoint *checkpoint, Str *ret_file) {
    LedgerEntry sealed;
    ProofFile file;
    TRY(find_sealed(cx, id_str(entry), &sealed));
    MUST(sealed.position < checkpoint->size);
    TRY(prove_under(cx, &sealed, checkpoint->size, checkpoint->note, &file));
    *ret_file = proof_text(cx->arena, &file);
    return OK;
}

Code ledger_proof_of(Ctx *cx, const Id *entry, Str *ret_file) {
    ProofFile file;
    TRY(entry_prove(cx, id_str(entry), &file));
    *ret_file = proof_text(cx->arena, &file);
    return OK;
}

Code ledger_vkey(Ctx *cx, Str *ret_vkey) {
    NoteKey key;
    TRY(sealing_key(cx, &key));
    *ret_vkey = note_key_text(cx->arena, &key);
    return OK;
}

Code proof_get(Ctx *cx, const void *in, void *out) {
    const ProofAsked *asked = in;
    Raw *raw = out;
    ProofFile file;
    TRY(entry_prove(cx, id_str(&asked->id), &file));
    raw->body = proof_text(cx->arena, &file);
    raw->file_name = str_format(cx->arena, "%.*s.tlog-proof", STR_FMT(id_str(&asked->id)));
    return OK;
}
