/* platform/ledger/proving - see proving.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/proving.h"

#include "platform/ledger/entries.h"
#include "platform/ledger/record.h"
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

Code entry_prove(Ctx *cx, Str id, ProofFile *ret_file) {
    LedgerEntry entry;
    SealedTree above;
    const Code found = entry_find(cx, id, &entry);
    if (found == NOT_FOUND) return fail(cx, &entry_unknown, id);
    TRY(found);
    if (!entry.is_sealed) return fail(cx, &entry_not_sealed, id);
    TRY(checkpoint_above(cx, entry.position, &above));
    *ret_file = (ProofFile){ .entry = entry.body, .index = entry.position, .note = above.note };
    TiledTree tree = tiled_tree(record_tiles(), above.size);
    const HashSource hashes = tiled_hashes(&tree);
    return tree_inclusion(cx, &hashes, entry.position, above.size, &ret_file->proof);
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
