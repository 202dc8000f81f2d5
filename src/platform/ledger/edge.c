/* platform/ledger/edge - see edge.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/edge.h"

static Sha256 hash_of_tile(const Sha256 *hashes) {
    Sha256 copy[TILE_WIDTH];
    memcpy(copy, hashes, sizeof copy);
    return complete_hash(copy, TILE_WIDTH);
}

Code edge_add(Ctx *cx, Edge *edge, Sha256 leaf, EdgeFull *full, void *context) {
    Sha256 hash = leaf;
    for (int level = 0; level < TILE_LEVELS; level++) {
        if (edge->width[level] == TILE_WIDTH) {
            edge->number[level]++;
            edge->width[level] = 0;
        }
        edge->hashes[level][edge->width[level]++] = hash;
        edge->is_changed[level] = true;
        if (edge->width[level] < TILE_WIDTH) return OK;
        TRY(full(cx, context, edge, level));
        edge->is_changed[level] = false;
        hash = hash_of_tile(edge->hashes[level]);
    }
    CANNOT("there are not so many entries in the world");
}

static Code edge_tile(Ctx *cx, void *context, const TileAt *at, Str *ret_hashes) {
    (void)cx;
    const Edge *edge = context;
    MUST(at->number == edge->number[at->level] && at->width == edge->width[at->level]);
    *ret_hashes = (Str){ (const char *)edge->hashes[at->level], (size_t)at->width * SHA256_BYTES };
    return OK;
}

Code edge_root(Ctx *cx, const Edge *edge, int64_t size, Sha256 *ret_root) {
    TiledTree tree = tiled_tree((TileSource){ edge_tile, (void *)(uintptr_t)edge }, size);
    const HashSource hashes = tiled_hashes(&tree);
    return tree_root(cx, &hashes, size, ret_root);
}
