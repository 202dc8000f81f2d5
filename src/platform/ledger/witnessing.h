/* platform/ledger/witnessing - what a log says to a witness, and what it hears from it (C2SP tlog-witness). Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_LEDGER_WITNESSING_H
#define PLATFORM_LEDGER_WITNESSING_H

#include "platform/ledger/note.h"
#include "platform/ledger/tree.h"

enum { WITNESS_PROOF_LINES_MAX = 63, WITNESS_REQUEST_BYTES_MAX = 32768, WITNESS_ANSWER_BYTES_MAX = 16384 };

#define WITNESS_SIZE_TYPE "text/x.tlog.size" /* of the answer that tells which size the witness knows */

/* The body of add-checkpoint: this is my checkpoint, and it goes on from the `old` entries that you know. */
typedef struct WitnessRequest {
    int64_t old;
    TreeProof proof; /* of consistency */
    Str note;        /* the signed checkpoint, not yet read */
} WitnessRequest;

Str witness_request_text(Arena *arena, const WitnessRequest *request);
Code witness_request_read(Arena *arena, Str text, WitnessRequest *ret_request); /* INVALID, without a Problem */

/* The line, with its line break, with which the witness cosigned this text of a checkpoint; false: none of them. */
bool cosignature_find(Arena *arena, Str text, Str lines, const NoteKey *witness, Str *ret_line, int64_t *ret_unix_s);

/* `<size>\n` */
bool witness_size_read(Str answer, int64_t *ret_size);

#endif
