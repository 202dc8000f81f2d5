/* platform/ledger/tree - see tree.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/tree.h"

enum { LEAF_MARK = 0x00, NODE_MARK = 0x01 };

Sha256 leaf_hash(Arena *arena, Str entry) {
    char *marked = arena_alloc(arena, entry.len + 1);
    marked[0] = LEAF_MARK;
    if (entry.len > 0) memcpy(marked + 1, entry.at, entry.len);
    return sha256((Str){ marked, entry.len + 1 });
}

Sha256 node_hash(const Sha256 *left, const Sha256 *right) {
    char pair[1 + 2 * SHA256_BYTES];
    pair[0] = NODE_MARK;
    memcpy(pair + 1, left->bytes, SHA256_BYTES);
    memcpy(pair + 1 + SHA256_BYTES, right->bytes, SHA256_BYTES);
    return sha256((Str){ pair, sizeof pair });
}

Sha256 complete_hash(Sha256 *hashes, size_t count) {
    for (; count > 1; count /= 2) {
        for (size_t i = 0; i < count / 2; i++) hashes[i] = node_hash(&hashes[2 * i], &hashes[2 * i + 1]);
    }
    return hashes[0];
}

/* ---- making ---- */

/* The largest power of two below `count`, which is at least 2. */
static int64_t split_of(int64_t count) {
    int64_t split = 1;
    while (split < count - split) split *= 2;
    return split;
}

static int level_of(int64_t power) {
    int level = 0;
    while ((INT64_C(1) << level) < power) level++;
    return level;
}

/* Of the leaves from `low` to before `high`; `low` is such that the left part of each split is a complete subtree. */
static Code range_hash(Ctx *cx, const HashSource *source, int64_t low, int64_t high, Sha256 *ret_hash) {
    Sha256 parts[TREE_LEVELS_MAX];
    size_t count = 0;
    while (low < high) {
        const int64_t rest = high - low, split = rest == 1 ? 1 : split_of(rest);
        const int64_t part = split * 2 == rest ? rest : split; /* a power of two is complete itself */
        TRY(source->read(cx, source->context, level_of(part), low / part, &parts[count++]));
        low += part;
    }
    MUST(count > 0);
    *ret_hash = parts[count - 1];
    for (size_t i = count - 1; i > 0; i--) *ret_hash = node_hash(&parts[i - 1], ret_hash);
    return OK;
}

Code tree_root(Ctx *cx, const HashSource *source, int64_t size, Sha256 *ret_root) {
    MUST(size >= 0);
    if (size > 0) return range_hash(cx, source, 0, size, ret_root);
    *ret_root = sha256(S(""));
    return OK;
}

static void reverse(TreeProof *proof) {
    for (size_t i = 0, j = proof->count; i + 1 < j; i++, j--) {
        const Sha256 swapped = proof->hashes[i];
        proof->hashes[i] = proof->hashes[j - 1];
        proof->hashes[j - 1] = swapped;
    }
}

Code tree_inclusion(Ctx *cx, const HashSource *source, int64_t index, int64_t size, TreeProof *ret_proof) {
    MUST(index >= 0 && index < size);
    ret_proof->count = 0;
    for (int64_t low = 0, high = size; high - low > 1;) {
        const int64_t middle = low + split_of(high - low);
        Sha256 *sibling = &ret_proof->hashes[ret_proof->count++];
        if (index < middle) {
            TRY(range_hash(cx, source, middle, high, sibling));
            high = middle;
        } else {
            TRY(range_hash(cx, source, low, middle, sibling));
            low = middle;
        }
    }
    reverse(ret_proof);
    return OK;
}

Code tree_consistency(Ctx *cx, const HashSource *source, int64_t old, int64_t size, TreeProof *ret_proof) {
    MUST(old >= 0 && old <= size);
    ret_proof->count = 0;
    if (old == 0 || old == size) return OK;
    int64_t low = 0, high = size;
    bool is_known = true; /* the old tree is a subtree whose hash the other side has */
    while (old != high) {
        const int64_t middle = low + split_of(high - low);
        Sha256 *sibling = &ret_proof->hashes[ret_proof->count++];
        if (old <= middle) {
            TRY(range_hash(cx, source, middle, high, sibling));
            high = middle;
        } else {
            TRY(range_hash(cx, source, low, middle, sibling));
            low = middle;
            is_known = false;
        }
    }
    if (!is_known) TRY(range_hash(cx, source, low, high, &ret_proof->hashes[ret_proof->count++]));
    reverse(ret_proof);
    return OK;
}

/* ---- checking ---- */

bool inclusion_holds(const Sha256 *leaf, int64_t index, int64_t size, const TreeProof *proof, const Sha256 *root) {
    if (index < 0 || index >= size) return false;
    Sha256 hash = *leaf;
    int64_t first = index, last = size - 1;
    for (size_t i = 0; i < proof->count; i++) {
        if (last == 0) return false;
        if (first % 2 == 1 || first == last) {
            hash = node_hash(&proof->hashes[i], &hash);
            while (first % 2 == 0 && first != 0) {
                first /= 2;
                last /= 2;
            }
        } else {
            hash = node_hash(&hash, &proof->hashes[i]);
        }
        first /= 2;
        last /= 2;
    }
    return last == 0 && sha256_equal(&hash, root);
}

static bool is_power_of_two(int64_t number) {
    return (number & (number - 1)) == 0;
}

/* Both roots, rebuilt from the proof. `old` is neither 0 nor `size`. */
static bool both_hold(int64_t old, const Sha256 *old_root, int64_t size, const Sha256 *root, const TreeProof *proof) {
    size_t at = 0;
    int64_t first = old - 1, last = size - 1;
    while (first % 2 == 1) {
        first /= 2;
        last /= 2;
    }
    if (!is_power_of_two(old) && proof->count == 0) return false;
    Sha256 before = is_power_of_two(old) ? *old_root : proof->hashes[at++], now = before;
    for (; at < proof->count; at++) {
        if (last == 0) return false;
        if (first % 2 == 1 || first == last) {
            before = node_hash(&proof->hashes[at], &before);
            now = node_hash(&proof->hashes[at], &now);
            while (first % 2 == 0 && first != 0) {
                first /= 2;
                last /= 2;
            }
        } else {
            now = node_hash(&now, &proof->hashes[at]);
        }
        first /= 2;
        last /= 2;
    }
    return last == 0 && sha256_equal(&before, old_root) && sha256_equal(&now, root);
}

bool consistency_holds(int64_t old, const Sha256 *old_root, int64_t size, const Sha256 *root, const TreeProof *proof) {
    if (old < 0 || old > size) return false;
    if (old == size) return proof->count == 0 && sha256_equal(old_root, root);
    if (old == 0) return proof->count == 0;
    return both_hold(old, old_root, size, root, proof);
}
