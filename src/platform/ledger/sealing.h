/* platform/ledger/sealing - gives entries their places in the record, grows its tree, and signs what it has come to. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_LEDGER_SEALING_H
#define PLATFORM_LEDGER_SEALING_H

#include "kit/module.h"
#include "platform/ledger/keys.h"

/* A checkpoint as it was signed. */
typedef struct SealedTree {
    int64_t size;
    Str root; /* in hex */
    Time at;
    Str note; /* with its signatures */
} SealedTree;

extern const Shape sealed_tree_shape;

Work seal_wanted; /* is there anything to seal? NOT_FOUND, without a Problem: no */
Work seal_run;    /* at most 20,000 entries, in one transaction with the checkpoint */
/* At most 500, and wants more when there were as many: others who write wait milliseconds for it, however much came
 * in. */
Work seal_part;

Code sealed_newest(Ctx *cx, SealedTree *ret_tree); /* NOT_FOUND, without a Problem: nothing was sealed yet */
/* The key that signs today: NOT_FOUND, without a Problem, before the first checkpoint. */
Code sealing_key(Ctx *cx, NoteKey *ret_key);
/* From now on the record is signed with another key: an entry names both. */
Code sealing_key_change(Ctx *cx, const NoteKey *from, const NoteKey *to);

#endif
