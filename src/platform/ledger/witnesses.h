/* platform/ledger/witnesses - who is asked to cosign the record, what they have cosigned, and what is shown of it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_LEDGER_WITNESSES_H
#define PLATFORM_LEDGER_WITNESSES_H

#include "platform/ledger/sealing.h"

enum { WITNESSES_MAX = 8 };

typedef struct Witness {
    Str name, vkey, url;
    Time added_at;
    int64_t known, cosigned; /* sizes: what it has seen, as far as we know; its newest cosignature that we hold */
    bool is_awaited;         /* it keeps pace: what is shown carries its cosignature */
    int64_t failures;
    Time next_at;
    Str trouble; /* "": none */
} Witness;

/* The newest checkpoint that carries the cosignature of every witness that keeps pace, with all its lines: never an
 * older one than was shown before. NOT_FOUND, without a Problem: nothing was sealed yet. */
Code sealed_shown(Ctx *cx, SealedTree *ret_tree);
/* Puts the cosignatures of this size behind its note. */
Code sealed_cosigned(Ctx *cx, SealedTree *tree);

/* ---- for platform/ledger/asking ---- */

Code witnesses_due(Ctx *cx, bool even_early, Rows *ret_witnesses); /* of those that lack the newest checkpoint */
Code witness_now(Ctx *cx, Str name, Witness *ret_witness);         /* NOT_FOUND, without a Problem */
Code witness_store(Ctx *cx, const Witness *witness);
Code cosignature_store(Ctx *cx, const Witness *witness, int64_t size, Str line);

/* ---- for people ---- */

extern const Shape witness_add_args_shape, witness_remove_args_shape, witnesses_shape, witness_view_shape;

Work witness_add, witness_remove, witness_list; /* commands */
Work witnesses_get;

extern const ProblemKind witness_key_wanted, witness_twice, witness_unknown, witness_url, witnesses_full;

#endif
