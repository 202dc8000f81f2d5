/* platform/ledger/edge - the right edge of a tree that grows leaf by leaf: of each level the tile that is not full. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_LEDGER_EDGE_H
#define PLATFORM_LEDGER_EDGE_H

#include "platform/ledger/tile.h"

/* A tile that is just full stays until the next hash of its level comes. All zero: an empty tree. */
typedef struct Edge {
    int64_t number[TILE_LEVELS];
    int width[TILE_LEVELS];
    bool is_changed[TILE_LEVELS]; /* since `full` was called for it last */
    Sha256 hashes[TILE_LEVELS][TILE_WIDTH];
} Edge;

/* What is done with a tile that became full. */
typedef Code EdgeFull(Ctx *cx, void *context, const Edge *edge, int level);

/* The next leaf. */
Code edge_add(Ctx *cx, Edge *edge, Sha256 leaf, EdgeFull *full, void *context);
/* Of the tree whose edge this is: `size` leaves were added in all. */
Code edge_root(Ctx *cx, const Edge *edge, int64_t size, Sha256 *ret_root);

#endif
