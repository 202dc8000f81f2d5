/* base/tests/map_test - finding numbers by their text. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/map.h"
#include "tests/harness/unit.h"

enum { KEYS = 20000 };

static void finds_what_was_added(void **state) {
    Map map = map_new(*state);
    size_t value = 99;
    assert_false(map_get(&map, S("a"), &value)); /* nothing is in it, not even room */
    assert_false(map_has(&map, S("a")));
    assert_true(map_add(&map, S("a"), 1));
    assert_true(map_add(&map, S("ab"), 2));
    assert_true(map_get(&map, S("a"), &value));
    assert_int_equal(value, 1);
    assert_true(map_get(&map, S("ab"), &value));
    assert_int_equal(value, 2);
    assert_false(map_get(&map, S("b"), &value));
    assert_int_equal(value, 2); /* untouched */
    assert_int_equal(map.count, 2);
}

static void keeps_the_first_of_two(void **state) {
    Map map = map_new(*state);
    size_t value = 0;
    assert_true(map_add(&map, S("a"), 1));
    assert_false(map_add(&map, S("a"), 2));
    assert_true(map_get(&map, S("a"), &value));
    assert_int_equal(value, 1);
    assert_int_equal(map.count, 1);
}

static void takes_the_empty_text_as_a_key(void **state) {
    Map map = map_new(*state);
    size_t value = 0;
    assert_true(map_add(&map, (Str){ NULL, 0 }, 5));
    assert_false(map_add(&map, S(""), 6));
    assert_true(map_get(&map, S(""), &value));
    assert_int_equal(value, 5);
    assert_true(map_has(&map, (Str){ NULL, 0 }));
    assert_false(map_has(&map, S("a")));
}

/* 20000 keys in a table that begins with 64 places: it grows nine times, and places collide all the time. */
static void holds_many_keys_while_it_grows(void **state) {
    Map map = map_new(*state);
    for (size_t i = 0; i < KEYS; i++) assert_true(map_add(&map, str_format(*state, "key %zu", i), i));
    assert_int_equal(map.count, KEYS);
    for (size_t i = 0; i < KEYS; i++) {
        size_t value = KEYS;
        if (!map_get(&map, str_format(*state, "key %zu", i), &value) || value != i) fail_with("key %zu", i);
        if (map_add(&map, str_format(*state, "key %zu", i), 0)) fail_with("key %zu twice", i);
        if (map_has(&map, str_format(*state, "other %zu", i))) fail_with("other %zu", i);
    }
    assert_int_equal(map.count, KEYS);
    assert_true(map.room >= (size_t)KEYS * 2); /* never more than half full, so a search ends */
}

static void hashes_by_every_letter(void **state) {
    (void)state;
    assert_true(map_hash(S("abc")) == map_hash(S("abc")));
    assert_true(map_hash(S("abc")) != map_hash(S("abd")));
    assert_true(map_hash(S("abc")) != map_hash(S("bac")));
    assert_true(map_hash(S("abc")) != map_hash(S("ab")));
    assert_true(map_hash(S("")) != map_hash((Str){ "\0", 1 }));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(finds_what_was_added),
        AN_ARENA(keeps_the_first_of_two),
        AN_ARENA(takes_the_empty_text_as_a_key),
        AN_ARENA(holds_many_keys_while_it_grows),
        cmocka_unit_test(hashes_by_every_letter),
    };
    return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
