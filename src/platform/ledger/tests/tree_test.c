/* platform/ledger/tests/tree_test - RFC 6962: vectors of Certificate Transparency's own tests; proofs against plain
 * recursion. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/tree.h"
#include "tests/harness/fixture.h"
#include "tests/unit/plain_tree.h"

enum { LEAVES = 8, MANY = 70 };

/* The eight leaves that implementations of RFC 6962 share, and the roots of their first 1 to 8. */
static const Str leaves[LEAVES] = {
    { "", 0 },
    { "\x00", 1 },
    { "\x10", 1 },
    { "\x20\x21", 2 },
    { "\x30\x31", 2 },
    { "\x40\x41\x42\x43", 4 },
    { "\x50\x51\x52\x53\x54\x55\x56\x57", 8 },
    { "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f", 16 },
};
static const char *const roots[LEAVES] = {
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

static Code from_leaves(Ctx *cx, void *context, int level, int64_t number, Sha256 *ret_hash) {
    (void)cx;
    *ret_hash = plain_hash(context, number << level, (number + 1) << level);
    return OK;
}

static Str hex_of(Ctx *cx, const Sha256 *hash) {
    return hex_text(cx->arena, hash->bytes, SHA256_BYTES);
}

static void a_leaf_is_hashed_as_the_standard_says(void **state) {
    Ctx *cx = *state;
    const Sha256 leaf = leaf_hash(cx->arena, S("L123456"));
    assert_text(hex_of(cx, &leaf), "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
}

static void roots_are_those_of_the_standard(void **state) {
    Ctx *cx = *state;
    Sha256 hashes[LEAVES], root;
    for (size_t i = 0; i < LEAVES; i++) hashes[i] = leaf_hash(cx->arena, leaves[i]);
    const HashSource source = { from_leaves, hashes };
    for (int64_t size = 1; size <= LEAVES; size++) {
        assert_ok(tree_root(cx, &source, size, &root));
        assert_row((size_t)size, "leaves");
        assert_text(hex_of(cx, &root), roots[size - 1]);
    }
    assert_ok(tree_root(cx, &source, 0, &root));
    assert_text(hex_of(cx, &root), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

/* The published path of leaf 5 (0x40414243) in the tree of 8: its neighbour, then the subtrees of 2 and of 4. */
static void a_path_is_that_of_the_standard(void **state) {
    Ctx *cx = *state;
    Sha256 hashes[LEAVES];
    TreeProof proof;
    for (size_t i = 0; i < LEAVES; i++) hashes[i] = leaf_hash(cx->arena, leaves[i]);
    const HashSource source = { from_leaves, hashes };
    assert_ok(tree_inclusion(cx, &source, 5, 8, &proof));
    assert_int_equal(proof.count, 3);
    assert_text(hex_of(cx, &proof.hashes[0]), "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
    assert_text(hex_of(cx, &proof.hashes[1]), "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0");
    assert_text(hex_of(cx, &proof.hashes[2]), "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
}

static void many_leaves(Ctx *cx, Sha256 *hashes) {
    for (int i = 0; i < MANY; i++) hashes[i] = leaf_hash(cx->arena, int_text(cx, i));
}

/* Each proof holds for its leaf, and for no other, at no other place, under no other root. */
static void inclusion_holds_where_it_should_and_nowhere_else(void **state) {
    Ctx *cx = *state;
    Sha256 hashes[MANY];
    many_leaves(cx, hashes);
    const HashSource source = { from_leaves, hashes };
    for (int64_t size = 1; size <= MANY; size++) {
        Sha256 root = plain_hash(hashes, 0, size), other = leaf_hash(cx->arena, S("other"));
        for (int64_t index = 0; index < size; index++) {
            TreeProof proof;
            assert_ok(tree_inclusion(cx, &source, index, size, &proof));
            assert_true(inclusion_holds(&hashes[index], index, size, &proof, &root));
            assert_false(inclusion_holds(&other, index, size, &proof, &root));
            assert_false(inclusion_holds(&hashes[index], index, size, &proof, &other));
            assert_false(inclusion_holds(&hashes[index], index + size, size, &proof, &root));
            assert_false(inclusion_holds(&hashes[index], -1, size, &proof, &root));
            if (size > 1) assert_false(inclusion_holds(&hashes[index], (index + 1) % size, size, &proof, &root));
            proof.hashes[proof.count++] = other;
            assert_false(inclusion_holds(&hashes[index], index, size, &proof, &root));
        }
    }
}

static void consistency_holds_where_it_should_and_nowhere_else(void **state) {
    Ctx *cx = *state;
    Sha256 hashes[MANY];
    many_leaves(cx, hashes);
    const HashSource source = { from_leaves, hashes };
    const Sha256 other = leaf_hash(cx->arena, S("other"));
    for (int64_t size = 1; size <= MANY; size++) {
        const Sha256 root = plain_hash(hashes, 0, size);
        for (int64_t old = 1; old <= size; old++) {
            const Sha256 before = plain_hash(hashes, 0, old);
            TreeProof proof;
            assert_ok(tree_consistency(cx, &source, old, size, &proof));
            assert_true(consistency_holds(old, &before, size, &root, &proof));
            assert_false(consistency_holds(old, &other, size, &root, &proof));
            assert_false(consistency_holds(old, &before, size, &other, &proof));
            if (proof.count > 0) {
                proof.hashes[0].bytes[0] ^= 1;
                assert_false(consistency_holds(old, &before, size, &root, &proof));
            }
        }
    }
}

static void what_cannot_be_does_not_hold(void **state) {
    (void)state;
    const Sha256 hash = sha256(S("x"));
    const TreeProof none = { .count = 0 }, one = { .hashes = { hash }, .count = 1 };
    assert_false(consistency_holds(-1, &hash, 4, &hash, &none));
    assert_false(consistency_holds(5, &hash, 4, &hash, &none));
    assert_false(consistency_holds(3, &hash, 4, &hash, &none));
    assert_true(consistency_holds(0, &hash, 4, &hash, &none));
    assert_false(consistency_holds(0, &hash, 4, &hash, &one));
    assert_true(consistency_holds(4, &hash, 4, &hash, &none));
    assert_false(consistency_holds(4, &hash, 4, &hash, &one));
    assert_false(inclusion_holds(&hash, 0, 0, &none, &hash));
    assert_true(inclusion_holds(&hash, 0, 1, &none, &hash));
    assert_false(inclusion_holds(&hash, INT64_MAX - 1, INT64_MAX, &none, &hash));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(a_leaf_is_hashed_as_the_standard_says),
        AT_DESK(roots_are_those_of_the_standard),
        AT_DESK(a_path_is_that_of_the_standard),
        AT_DESK(inclusion_holds_where_it_should_and_nowhere_else),
        AT_DESK(consistency_holds_where_it_should_and_nowhere_else),
        AT_DESK(what_cannot_be_does_not_hold),
    };
    return cmocka_run_group_tests_name("tree", tests, NULL, NULL);
}
