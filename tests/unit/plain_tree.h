/* tests/unit/plain_tree - the Merkle tree of RFC 6962 by plain recursion, to compare the tests of the ledger with. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_UNIT_PLAIN_TREE_H
#define TESTS_UNIT_PLAIN_TREE_H

#include "platform/ledger/tree.h"

/* Of the leaves from `from` to before `until`: at least one. */
Sha256 plain_hash(const Sha256 *leaves, int64_t from, int64_t until);

#endif
