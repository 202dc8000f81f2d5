/* platform/ledger/record - the record as outsiders read it, wherever it lies: checkpoint, tiles, bundles of entries. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_LEDGER_RECORD_H
#define PLATFORM_LEDGER_RECORD_H

#include "kit/module.h"
#include "platform/ledger/tile.h"

/* Three questions, answered from our database or from an address on the network. */
typedef struct RecordSource {
    Code (*checkpoint)(Ctx *cx, void *context, Str *ret_note); /* NOT_FOUND, without a Problem: nothing is signed yet */
    Code (*tile)(Ctx *cx, void *context, const TileAt *at, Str *ret_bytes); /* hashes, or a bundle of entries */
    void *context;
} RecordSource;

/* Of cx->db, in a read transaction. */
RecordSource record_stored(void);

/* NOT_FOUND, without a Problem, when the tree is not so far. */
Code record_tile(Ctx *cx, const TileAt *at, Str *ret_bytes);
TileSource record_tiles(void); /* of a tree that was sealed: all are there */

#endif
