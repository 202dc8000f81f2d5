/* platform/ledger/proof - that an entry stands in the record, as a file that anybody can check (C2SP tlog-proof). Pure.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_LEDGER_PROOF_H
#define PLATFORM_LEDGER_PROOF_H

#include "platform/ledger/note.h"
#include "platform/ledger/tile.h"

enum { PROOF_BYTES_MAX = 256 * 1024 };

typedef struct ProofFile {
    Str entry; /* the entry itself, as extra data; "" when it is not in the file */
    int64_t index;
    TreeProof proof;
    Str note; /* the signed checkpoint */
} ProofFile;

Str proof_text(Arena *arena, const ProofFile *file);
Code proof_read(Arena *arena, Str text, ProofFile *ret_file); /* INVALID, without a Problem */

/* How a proof fails, from the first thing that is asked of it. */
typedef enum ProofVerdict {
    PROOF_HOLDS,
    PROOF_NOTE_FORM,  /* the checkpoint is not well formed */
    PROOF_NOT_SIGNED, /* nobody signed it with the key */
    PROOF_OTHER_LOG,  /* signed, for a record of another name */
    PROOF_BROKEN,     /* entry, index, hashes and root do not fit together */
} ProofVerdict;
/* Does the entry stand in the record of this key? */
ProofVerdict proof_check(Arena *arena, const ProofFile *file, Str entry, const NoteKey *key,
                         Checkpoint *ret_checkpoint);

#endif
