/* platform/ledger/tile - the tree in tiles of 256 hashes, and entries in bundles of 256 (C2SP tlog-tiles): where each
 * stands, and how it is read back. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_LEDGER_TILE_H
#define PLATFORM_LEDGER_TILE_H

#include "platform/ledger/tree.h"

enum { TILE_WIDTH = 256, TILE_HEIGHT = 8, TILE_LEVELS = 8, ENTRY_BYTES_MAX = 65535, ENTRY_HEAD_BYTES = 2 };
enum { TILE_BYTES = TILE_WIDTH * SHA256_BYTES };

/* Hashes of level L are of 256^L leaves each. */
typedef struct TileAt {
    bool is_bundle; /* of entries, not of hashes: level 0 */
    int level;
    int64_t number;
    int width; /* 1 to 256 */
} TileAt;

/* `0/x001/x234/067`, `entries/000.p/7`: what stands behind `tile/`. INVALID, without a Problem, for anything else. */
Code tile_path_read(Str path, TileAt *ret_at);
Str tile_path(Arena *arena, const TileAt *at);
/* How wide a tile is in a tree of `size` leaves; 0: it is not there. */
int tile_width(int level, int64_t number, int64_t size);

/* The next entry of a bundle: two bytes of its length, big-endian, and its bytes. false: it is cut short. */
bool bundle_take(Str *bundle, Str *ret_entry);
void bundle_add(Buf *bundle, Str entry); /* at most ENTRY_BYTES_MAX */

/* Where tiles are read: `width` hashes, one behind the other. */
typedef struct TileSource {
    Code (*read)(Ctx *cx, void *context, const TileAt *at, Str *ret_hashes);
    void *context;
} TileSource;

/* Hashes of a tree of `size` leaves out of its tiles; the tile that was read last of each level is kept. */
typedef struct TiledTree {
    TileSource source;
    int64_t size;
    TileAt kept_at[TILE_LEVELS];
    Str kept[TILE_LEVELS];
} TiledTree;
TiledTree tiled_tree(TileSource source, int64_t size);
HashSource tiled_hashes(TiledTree *tree);

#endif
