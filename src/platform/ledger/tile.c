/* platform/ledger/tile - see tile.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/tile.h"

enum { GROUP_DIGITS = 3, GROUP_SIZE = 1000, GROUPS_MAX = 6, PATH_BYTES_MAX = 60 };

/* ---- paths ---- */

static bool read_digits(Str text, int64_t *ret_number) {
    if (text.len != GROUP_DIGITS || text.at[0] == '-') return false;
    return str_to_int(text, 0, GROUP_SIZE - 1, ret_number) == OK;
}

/* x001/x234/067: groups of three digits, all but the last with an x, and none of zeros in front. */
static bool read_number(Str *rest, int64_t *ret_number) {
    int64_t number = 0;
    for (int groups = 1; rest->at != NULL && groups <= GROUPS_MAX; groups++) {
        Str group = str_cut(rest, '/');
        const bool goes_on = group.len > 0 && group.at[0] == 'x';
        int64_t digits;
        if (goes_on) group = str_part(group, 1, group.len);
        if (!read_digits(str_part(group, 0, GROUP_DIGITS), &digits)) return false;
        if (groups == 1 && goes_on && digits == 0) return false;
        number = number * GROUP_SIZE + digits;
        if (goes_on && group.len == GROUP_DIGITS) continue;
        /* the last one, perhaps of a partial tile: 067.p/112 */
        const bool is_partial = str_is(str_part(group, GROUP_DIGITS, group.len), ".p");
        *ret_number = number;
        return !goes_on && (group.len == GROUP_DIGITS ? rest->at == NULL : is_partial && rest->at != NULL);
    }
    return false;
}

static bool read_width(Str rest, int *ret_width) {
    int64_t width;
    if (rest.len == 0 || rest.at[0] == '0' || rest.at[0] == '-') return false;
    if (str_to_int(rest, 1, TILE_WIDTH - 1, &width) != OK) return false;
    *ret_width = (int)width;
    return true;
}

Code tile_path_read(Str path, TileAt *ret_at) {
    TileAt at = { .width = TILE_WIDTH };
    Str rest = path;
    const Str level = str_cut(&rest, '/');
    at.is_bundle = str_is(level, "entries");
    if (!at.is_bundle) {
        if (level.len != 1 || level.at[0] < '0' || level.at[0] >= '0' + TILE_LEVELS) return INVALID;
        at.level = level.at[0] - '0';
    }
    if (rest.at == NULL || !read_number(&rest, &at.number)) return INVALID;
    if (rest.at != NULL && !read_width(rest, &at.width)) return INVALID;
    *ret_at = at;
    return OK;
}

Str tile_path(Arena *arena, const TileAt *at) {
    int64_t groups[GROUPS_MAX];
    size_t count = 0;
    for (int64_t left = at->number; count == 0 || left > 0; left /= GROUP_SIZE) {
        MUST(count < GROUPS_MAX);
        groups[count++] = left % GROUP_SIZE;
    }
    Buf out = buf_new(arena, PATH_BYTES_MAX);
    if (at->is_bundle)
        buf_add(&out, S("entries"));
    else
        buf_int(&out, at->level);
    for (size_t i = count; i > 0; i--) buf_addf(&out, i > 1 ? "/x%03d" : "/%03d", (int)groups[i - 1]);
    if (at->width < TILE_WIDTH) buf_addf(&out, ".p/%d", at->width);
    MUST(!out.overflowed);
    return (Str){ out.at, out.len };
}

int tile_width(int level, int64_t number, int64_t size) {
    const int64_t hashes = size >> (level * TILE_HEIGHT), before = number * TILE_WIDTH;
    if (before >= hashes) return 0;
    return hashes - before >= TILE_WIDTH ? TILE_WIDTH : (int)(hashes - before);
}

/* ---- bundles ---- */

bool bundle_take(Str *bundle, Str *ret_entry) {
    if (bundle->len < ENTRY_HEAD_BYTES) return false;
    const size_t len = (size_t)((unsigned char)bundle->at[0] << 8 | (unsigned char)bundle->at[1]);
    if (bundle->len - ENTRY_HEAD_BYTES < len) return false;
    *ret_entry = str_part(*bundle, ENTRY_HEAD_BYTES, len);
    *bundle = str_part(*bundle, ENTRY_HEAD_BYTES + len, bundle->len);
    return true;
}

void bundle_add(Buf *bundle, Str entry) {
    MUST(entry.len <= ENTRY_BYTES_MAX);
    buf_char(bundle, (char)(entry.len >> 8));
    buf_char(bundle, (char)(entry.len & 0xFF));
    buf_add(bundle, entry);
}

/* ---- hashes out of tiles ---- */

TiledTree tiled_tree(TileSource source, int64_t size) {
    return (TiledTree){ .source = source, .size = size };
}

static Code tile_of(Ctx *cx, TiledTree *tree, int level, int64_t number, Str *ret_hashes) {
    TileAt *kept = &tree->kept_at[level];
    if (kept->width == 0 || kept->number != number) {
        TileAt at = { .level = level, .number = number, .width = tile_width(level, number, tree->size) };
        MUST(at.width > 0);
        kept->width = 0;
        TRY(tree->source.read(cx, tree->source.context, &at, &tree->kept[level]));
        MUST(tree->kept[level].len == (size_t)at.width * SHA256_BYTES);
        *kept = at;
    }
    *ret_hashes = tree->kept[level];
    return OK;
}

/* A subtree of 2^level leaves is made of 2^(level mod 8) neighbours in one tile. */
static Code read_hash(Ctx *cx, void *context, int level, int64_t number, Sha256 *ret_hash) {
    TiledTree *tree = context;
    const int within = level % TILE_HEIGHT;
    const int64_t first = number << within;
    Str tile;
    Sha256 hashes[TILE_WIDTH / 2];
    TRY(tile_of(cx, tree, level / TILE_HEIGHT, first / TILE_WIDTH, &tile));
    const size_t count = (size_t)1 << within;
    const size_t at = (size_t)(first % TILE_WIDTH) * SHA256_BYTES;
    MUST(at + count * SHA256_BYTES <= tile.len);
    memcpy(hashes, tile.at + at, count * SHA256_BYTES);
    *ret_hash = complete_hash(hashes, count);
    return OK;
}

HashSource tiled_hashes(TiledTree *tree) {
    return (HashSource){ read_hash, tree };
}
