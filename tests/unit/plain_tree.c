/* tests/unit/plain_tree - see plain_tree.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/plain_tree.h"

Sha256 plain_hash(const Sha256 *leaves, int64_t from, int64_t until) {
    if (until - from == 1) return leaves[from];
    int64_t split = 1;
    while (split * 2 < until - from) split *= 2;
    const Sha256 left = plain_hash(leaves, from, from + split), right = plain_hash(leaves, from + split, until);
    return node_hash(&left, &right);
}
