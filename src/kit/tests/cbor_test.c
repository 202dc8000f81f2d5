/* kit/tests/cbor_test - items of RFC 8949's own examples, and those that would make a library run out of memory. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/cbor.h"
#include "kit/crypto.h"
#include "tests/harness/unit.h"

static Str bytes_of(Arena *arena, const char *hex) {
    const Str text = str_of(hex);
    char *at = arena_alloc(arena, text.len / 2 + 1);
    assert_true(hex_read(text, at, text.len / 2));
    return (Str){ at, text.len / 2 };
}

typedef struct ItemRow {
    const char *hex;
    size_t bytes; /* 0: refused */
} ItemRow;

/* The upper ones are of RFC 8949, appendix A. */
static const ItemRow items[] = {
    { "00", 1 },
    { "17", 1 },
    { "1864", 2 },
    { "1b000000e8d4a51000", 9 },
    { "20", 1 },
    { "3903e7", 3 },
    { "f4", 1 },
    { "fb3ff199999999999a", 9 },
    { "40", 1 },
    { "4401020304", 5 },
    { "60", 1 },
    { "62c3bc", 3 },
    { "80", 1 },
    { "8301820203820405", 8 },
    { "a0", 1 },
    { "a26161016162820203", 9 },
    { "c11a514b67b0", 0 },         /* a tag */
    { "5f42010243030405ff", 0 },   /* without lengths */
    { "7f657374726561646d696e67ff", 0 },
    { "9fff", 0 },
    { "bf61610163666f6fff", 0 },
    { "", 0 },
    { "ff", 0 },
    { "1c", 0 },
    { "18", 0 },
    { "1b000000e8d4a510", 0 },
    { "4401020304ff", 5 },         /* what follows is not its own */
    { "44010203", 0 },
    { "830102", 0 },
    { "a20102", 0 },
    { "a101", 0 },
    { "9b00000000ffffffff", 0 },   /* bombs: a head that claims more than there is */
    { "bbffffffffffffffff", 0 },
    { "bb8000000000000000", 0 },   /* twice that is 0 */
    { "5bffffffffffffffff00", 0 },
    { "8181818100", 5 },
    { "8181818180", 0 },           /* the fifth in each other */
    { "818181818100", 0 },
    { "a101a101a101a10102", 9 },
    { "a101a101a101a101a0", 0 },
};

static void items_have_their_length(void **state) {
    for (size_t i = 0; i < COUNT(items); i++) {
        assert_row(i, items[i].hex);
        assert_int_equal(cbor_item_bytes(bytes_of(*state, items[i].hex)), items[i].bytes);
    }
}

typedef struct FindRow {
    const char *map, *name, *item; /* NULL: not found */
} FindRow;

static const FindRow finds[] = {
    { "a26161016162820203", "a", "01" },   { "a26161016162820203", "b", "820203" },
    { "a26161016162820203", "c", NULL },   { "a2616101616102", "a", NULL }, /* two of them */
    { "a161610100", "a", NULL },           { "a0", "a", NULL },
    { "a10102", "", NULL },                { "826161", "a", NULL },
    { "a1416101", "a", NULL },             { "a1616101", "a", "01" },
    { "", "a", NULL },
};

static void a_map_is_looked_up_by_name(void **state) {
    for (size_t i = 0; i < COUNT(finds); i++) {
        Str item = S("");
        assert_row(i, finds[i].map);
        const bool is_found = cbor_map_find(bytes_of(*state, finds[i].map), str_of(finds[i].name), &item);
        assert_int_equal(is_found, finds[i].item != NULL);
        if (is_found) assert_text(hex_text(*state, item.at, item.len), finds[i].item);
    }
}

static void bytes_are_told_from_text(void **state) {
    Str bytes;
    assert_true(cbor_byte_string(bytes_of(*state, "4401020304"), &bytes));
    assert_text(hex_text(*state, bytes.at, bytes.len), "01020304");
    assert_true(cbor_byte_string(bytes_of(*state, "40"), &bytes));
    assert_int_equal(bytes.len, 0);
    assert_false(cbor_byte_string(bytes_of(*state, "6161"), &bytes));
    assert_false(cbor_byte_string(bytes_of(*state, "440102030400"), &bytes));
    assert_false(cbor_byte_string(bytes_of(*state, "440102"), &bytes));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(items_have_their_length),
        AN_ARENA(a_map_is_looked_up_by_name),
        AN_ARENA(bytes_are_told_from_text),
    };
    return cmocka_run_group_tests_name("cbor", tests, NULL, NULL);
}
