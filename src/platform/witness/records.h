/* platform/witness/records - which records are watched, by which keys, and how far each was cosigned. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_WITNESS_RECORDS_H
#define PLATFORM_WITNESS_RECORDS_H

#include "kit/module.h"
#include "platform/ledger/ledger.h"

/* The newest checkpoint of a record that was cosigned. */
typedef struct Watched {
    Str origin;
    int64_t size;
    Str root; /* in hex */
    Str note;
    Time at;
} Watched;

/* One record, two checkpoints of one size. */
typedef struct Fork {
    Str origin;
    int64_t size;
    Str root; /* in hex; the other one */
    Str note, cosigned;
    Time at;
} Fork;

/* Is the note signed with a key of this record that is watched? NOT_FOUND: none is; FORBIDDEN: with none of them. Both
 * without a Problem. */
Code record_signed(Ctx *cx, Str origin, const Note *note);
/* Of a record that was never cosigned: nothing, and the root of nothing. */
Code record_now(Ctx *cx, Str origin, Watched *ret_watched);
Code record_store(Ctx *cx, const Watched *watched);
Code fork_store(Ctx *cx, const Fork *fork);

extern const Shape witness_init_args_shape, witness_watch_args_shape;

Work witness_init, witness_key_show, witness_watch, witness_unwatch, witness_status; /* commands */

extern const ProblemKind witness_vkey_form, witness_not_watched, witness_records_full, witness_fork_seen;

#endif
