/* kit/cbor - see cbor.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/cbor.h"

/* The first three bits of an item. */
enum { CBOR_COUNT, CBOR_NEGATIVE, CBOR_BYTES, CBOR_TEXT, CBOR_ARRAY, CBOR_MAP, CBOR_TAG, CBOR_SIMPLE };
enum { KIND_SHIFT = 5, SHORT_MASK = 31, SHORT_MAX = 23, LONGER = 24, LONGEST = 27 };

typedef struct Head {
    int kind;
    uint64_t value; /* a number, or how many bytes, items or pairs follow */
    size_t bytes;   /* of the head itself */
} Head;

static bool read_head(Str bytes, Head *ret_head) {
    if (bytes.len == 0) return false;
    const unsigned first = (unsigned char)bytes.at[0], low = first & SHORT_MASK;
    *ret_head = (Head){ .kind = (int)(first >> KIND_SHIFT), .value = low, .bytes = 1 };
    if (low <= SHORT_MAX) return true;
    if (low > LONGEST) return false; /* no length told, or none that exists */
    const size_t more = (size_t)1 << (low - LONGER);
    if (bytes.len < 1 + more) return false;
    ret_head->value = 0;
    for (size_t i = 1; i <= more; i++) ret_head->value = ret_head->value << 8 | (unsigned char)bytes.at[i];
    ret_head->bytes = 1 + more;
    return true;
}

static size_t item_bytes(Str bytes, int depth);

/* Each item has a byte at least: a head that claims more than there are bytes is refused before anything is counted. */
static size_t items_bytes(Str bytes, uint64_t count, int depth) {
    size_t used = 0;
    if (depth == CBOR_DEPTH_MAX || count > bytes.len) return 0;
    for (uint64_t i = 0; i < count; i++) {
        const size_t item = item_bytes(str_part(bytes, used, bytes.len), depth + 1);
        if (item == 0) return 0;
        used += item;
    }
    return used;
}

static size_t item_bytes(Str bytes, int depth) {
    Head head;
    if (!read_head(bytes, &head) || head.kind == CBOR_TAG) return 0;
    const Str rest = str_part(bytes, head.bytes, bytes.len);
    if (head.kind == CBOR_BYTES || head.kind == CBOR_TEXT)
        return head.value <= rest.len ? head.bytes + (size_t)head.value : 0;
    if (head.kind != CBOR_ARRAY && head.kind != CBOR_MAP) return head.bytes;
    if (head.value > rest.len) return 0;
    const size_t inside = items_bytes(rest, head.kind == CBOR_MAP ? head.value * 2 : head.value, depth);
    return inside > 0 || (head.value == 0 && depth < CBOR_DEPTH_MAX) ? head.bytes + inside : 0;
}

size_t cbor_item_bytes(Str bytes) {
    return item_bytes(bytes, 0);
}

static bool is_named(Str item, Str name) {
    Head head;
    return read_head(item, &head) && head.kind == CBOR_TEXT && str_equal(str_part(item, head.bytes, item.len), name);
}

bool cbor_map_find(Str map, Str name, Str *ret_item) {
    Head head;
    size_t found = 0;
    if (cbor_item_bytes(map) != map.len || !read_head(map, &head) || head.kind != CBOR_MAP) return false;
    for (Str rest = str_part(map, head.bytes, map.len); rest.len > 0;) {
        const Str key = str_part(rest, 0, cbor_item_bytes(rest));
        rest = str_part(rest, key.len, rest.len);
        const Str item = str_part(rest, 0, cbor_item_bytes(rest));
        rest = str_part(rest, item.len, rest.len);
        if (!is_named(key, name)) continue;
        *ret_item = item;
        found++;
    }
    return found == 1;
}

bool cbor_byte_string(Str item, Str *ret_bytes) {
    Head head;
    if (cbor_item_bytes(item) != item.len || !read_head(item, &head) || head.kind != CBOR_BYTES) return false;
    *ret_bytes = str_part(item, head.bytes, item.len);
    return true;
}
