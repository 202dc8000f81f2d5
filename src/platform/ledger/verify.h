/* platform/ledger/verify - reads a whole record again and says whether it is what its checkpoint says. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_LEDGER_VERIFY_H
#define PLATFORM_LEDGER_VERIFY_H

#include "platform/ledger/note.h"
#include "platform/ledger/record.h"

/* The signed checkpoint of a record. */
Code checkpoint_verify(Ctx *cx, Str signed_note, const NoteKey *key, Checkpoint *ret_checkpoint);
/* Every entry against its hash, every tile against those below, the root against the checkpoint; and whether the record
 * still begins with what it was when it was `seen` (NULL: never). The Problem names the first thing that is wrong.
 * `*ret_note` is the signed checkpoint. */
Code record_verify(Ctx *cx, const RecordSource *source, const NoteKey *key, const Checkpoint *seen,
                   Checkpoint *ret_checkpoint, Str *ret_note);

extern const ProblemKind record_empty, checkpoint_form, checkpoint_not_signed, checkpoint_other_log, entry_altered,
    bundle_cut, tile_altered, root_altered, record_shorter, record_forked;

#endif
