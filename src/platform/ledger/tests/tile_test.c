/* platform/ledger/tests/tile_test - paths of C2SP tlog-tiles, with the examples of its text; bundles; hashes out of
 * tiles. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/edge.h"
#include "tests/harness/fixture.h"
#include "tests/unit/plain_tree.h"

typedef struct PathRow {
    const char *path;
    TileAt at;
} PathRow;

static const PathRow paths[] = {
    { "0/000", { false, 0, 0, 256 } },
    { "0/x001/x234/067", { false, 0, 1234067, 256 } }, /* the example of the text */
    { "1/x001/000.p/1", { false, 1, 1000, 1 } },
    { "0/273.p/112", { false, 0, 273, 112 } }, /* of 70,000 leaves */
    { "1/001.p/17", { false, 1, 1, 17 } },
    { "2/000.p/1", { false, 2, 0, 1 } },
    { "entries/999", { true, 0, 999, 256 } },
    { "entries/x999/999.p/255", { true, 0, 999999, 255 } },
    { "7/000", { false, 7, 0, 256 } },
};

static void paths_go_both_ways(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(paths); i++) {
        TileAt at;
        assert_row(i, paths[i].path);
        assert_ok(tile_path_read(str_of(paths[i].path), &at));
        assert_int_equal(at.is_bundle, paths[i].at.is_bundle);
        assert_int_equal(at.level, paths[i].at.level);
        assert_int_equal(at.number, paths[i].at.number);
        assert_int_equal(at.width, paths[i].at.width);
        assert_text(tile_path(cx->arena, &at), paths[i].path);
    }
}

static const char *const no_paths[] = {
    "",
    "0",
    "0/",
    "0/0",
    "0/00",
    "0/0000",
    "0/00a",
    "0/-01",
    "8/000",
    "a/000",
    "00/000",
    "-1/000",
    "0/000/",
    "0/000/001",
    "0/x000/001",
    "0/x001",
    "0/x001/",
    "0/001/x002",
    "0/x01/002",
    "0/000.p",
    "0/000.p/",
    "0/000.p/0",
    "0/000.p/256",
    "0/000.p/01",
    "0/000.p/1/2",
    "0/000.q/1",
    "0/000.pp/1",
    "0/x001.p/1",
    "entries",
    "entries/",
    "entry/000",
    "0//000",
    "0/x001/x002/x003/x004/x005/x006/007",
    "0/%30%30%30",
};

static void refuses_other_paths(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(no_paths); i++) {
        TileAt at;
        assert_row(i, no_paths[i]);
        assert_int_equal(tile_path_read(str_of(no_paths[i]), &at), INVALID);
    }
}

/* 70,000 leaves: 273 full tiles and 112 hashes; of these 273 one full tile and 17; of that one 1. */
static void widths_are_those_of_the_text(void **state) {
    (void)state;
    assert_int_equal(tile_width(0, 0, 70000), 256);
    assert_int_equal(tile_width(0, 272, 70000), 256);
    assert_int_equal(tile_width(0, 273, 70000), 112);
    assert_int_equal(tile_width(0, 274, 70000), 0);
    assert_int_equal(tile_width(1, 0, 70000), 256);
    assert_int_equal(tile_width(1, 1, 70000), 17);
    assert_int_equal(tile_width(2, 0, 70000), 1);
    assert_int_equal(tile_width(3, 0, 70000), 0);
    assert_int_equal(tile_width(0, 0, 0), 0);
}

static void bundles_come_back(void **state) {
    Ctx *cx = *state;
    Buf out = buf_new(cx->arena, 200000);
    char *most = arena_alloc(cx->arena, ENTRY_BYTES_MAX);
    bundle_add(&out, S("abc"));
    bundle_add(&out, S(""));
    bundle_add(&out, (Str){ most, ENTRY_BYTES_MAX });
    assert_memory_equal(out.at, "\0\003abc\0\0\377\377", 9);
    Str rest = written(&out), entry;
    assert_true(bundle_take(&rest, &entry));
    assert_text(entry, "abc");
    assert_true(bundle_take(&rest, &entry));
    assert_int_equal(entry.len, 0);
    assert_true(bundle_take(&rest, &entry));
    assert_int_equal(entry.len, ENTRY_BYTES_MAX);
    assert_int_equal(rest.len, 0);
    assert_false(bundle_take(&rest, &entry));
    rest = str_part(written(&out), 0, 4);
    assert_false(bundle_take(&rest, &entry)); /* cut short */
}

/* ---- a tree that grows, and its tiles ---- */

enum { LEAVES = 66000 };

/* Every tile that became full, and at the end those that did not. */
typedef struct Kept {
    Sha256 *hashes[3]; /* of each level, all of them */
} Kept;

static Code keep(Ctx *cx, void *context, const Edge *edge, int level) {
    (void)cx;
    const Kept *kept = context;
    memcpy(kept->hashes[level] + edge->number[level] * TILE_WIDTH, edge->hashes[level], sizeof edge->hashes[level]);
    return OK;
}

static Code read_kept(Ctx *cx, void *context, const TileAt *at, Str *ret_hashes) {
    (void)cx;
    const Kept *kept = context;
    *ret_hashes =
        (Str){ (const char *)(kept->hashes[at->level] + at->number * TILE_WIDTH), (size_t)at->width * SHA256_BYTES };
    return OK;
}

/* The root of the edge, the root out of tiles and the root of plain recursion; a proof out of tiles. */
static void check_size(Ctx *cx, Edge *edge, Kept *kept, const Sha256 *leaves, int64_t size) {
    const Sha256 wanted = plain_hash(leaves, 0, size);
    Sha256 root;
    TreeProof proof;
    for (int level = 0; level < 3; level++) {
        if (edge->width[level] > 0) assert_ok(keep(cx, kept, edge, level));
    }
    assert_row((size_t)size, "leaves");
    assert_ok(edge_root(cx, edge, size, &root));
    assert_true(sha256_equal(&root, &wanted));
    TiledTree tree = tiled_tree((TileSource){ read_kept, kept }, size);
    const HashSource source = tiled_hashes(&tree);
    assert_ok(tree_root(cx, &source, size, &root));
    assert_true(sha256_equal(&root, &wanted));
    assert_ok(tree_inclusion(cx, &source, size / 3, size, &proof));
    assert_true(inclusion_holds(&leaves[size / 3], size / 3, size, &proof, &wanted));
}

static void a_tree_grows_over_three_levels(void **state) {
    Ctx *cx = *state;
    Edge *edge = NEW(cx->arena, Edge);
    Sha256 *leaves = NEW_ARRAY(cx->arena, Sha256, LEAVES);
    Kept kept = { { NEW_ARRAY(cx->arena, Sha256, LEAVES + TILE_WIDTH), NEW_ARRAY(cx->arena, Sha256, 2 * TILE_WIDTH),
                    NEW_ARRAY(cx->arena, Sha256, TILE_WIDTH) } };
    for (int64_t i = 0; i < LEAVES; i++) {
        leaves[i] = sha256((Str){ (const char *)&i, sizeof i });
        assert_ok(edge_add(cx, edge, leaves[i], keep, &kept));
        const int64_t size = i + 1;
        const bool is_corner = size <= 3 || (size >= 255 && size <= 258) || size == 511 || size == 512 || size == 513 ||
                               (size >= 65535 && size <= 65537) || size == LEAVES;
        if (is_corner) check_size(cx, edge, &kept, leaves, size);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(paths_go_both_ways),
        AT_DESK(refuses_other_paths),
        AT_DESK(widths_are_those_of_the_text),
        AT_DESK(bundles_come_back),
        AT_DESK(a_tree_grows_over_three_levels),
    };
    return cmocka_run_group_tests_name("tile", tests, NULL, NULL);
}
