/* platform/ledger/tree - the Merkle tree of RFC 6962: pure rules over hashes, wherever these are kept. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_LEDGER_TREE_H
#define PLATFORM_LEDGER_TREE_H

#include "kit/crypto.h"
#include "kit/ctx.h"

enum { TREE_LEVELS_MAX = 63, PROOF_HASHES_MAX = 128 };

Sha256 leaf_hash(Arena *arena, Str entry);                 /* SHA-256(0x00 || entry) */
Sha256 node_hash(const Sha256 *left, const Sha256 *right); /* SHA-256(0x01 || left || right) */
/* Of neighbours, a power of two of them, the subtree above; overwrites them. */
Sha256 complete_hash(Sha256 *hashes, size_t count);

/* Where hashes are read: of the complete subtree of 2^level leaves that begins with leaf number * 2^level. */
typedef struct HashSource {
    Code (*read)(Ctx *cx, void *context, int level, int64_t number, Sha256 *ret_hash);
    void *context;
} HashSource;

typedef struct TreeProof {
    Sha256 hashes[PROOF_HASHES_MAX];
    size_t count;
} TreeProof;

/* Of the first `size` leaves; of none: SHA-256 of nothing. */
Code tree_root(Ctx *cx, const HashSource *source, int64_t size, Sha256 *ret_root);
/* That a leaf stands at `index` among the first `size`: 0 <= index < size. */
Code tree_inclusion(Ctx *cx, const HashSource *source, int64_t index, int64_t size, TreeProof *ret_proof);
/* That the first `size` leaves begin with the first `old`: 0 <= old <= size. */
Code tree_consistency(Ctx *cx, const HashSource *source, int64_t old, int64_t size, TreeProof *ret_proof);

/* RFC 9162, 2.1.3.2 and 2.1.4.2. Any numbers are allowed: what cannot be does not hold. */
bool inclusion_holds(const Sha256 *leaf, int64_t index, int64_t size, const TreeProof *proof, const Sha256 *root);
bool consistency_holds(int64_t old, const Sha256 *old_root, int64_t size, const Sha256 *root, const TreeProof *proof);

#endif
