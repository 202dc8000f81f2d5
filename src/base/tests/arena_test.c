/* base/tests/arena_test - memory of a request: zeroed, aligned, limited, and given back in order. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"
#include "tests/harness/unit.h"

enum { SOFT_BYTES = 100 * 1024 };

static void gives_zeroed_and_aligned_memory(void **state) {
    static const size_t sizes[] = { 0, 1, 7, 15, 16, 17, 1000, 16384, 16385, 40000 };
    for (int round = 0; round < 2; round++) { /* after a reset, what was written before is gone */
        for (size_t i = 0; i < COUNT(sizes); i++) {
            unsigned char *at = arena_alloc(*state, sizes[i]);
            assert_non_null(at);
            assert_int_equal((uintptr_t)at % 16, 0);
            for (size_t j = 0; j < sizes[i]; j++) {
                if (at[j] != 0) fail_with("byte %zu of %zu is not zero", j, sizes[i]);
            }
            memset(at, 0xA5, sizes[i]);
        }
        arena_reset(*state);
    }
}

static void keeps_pieces_apart(void **state) {
    char *pieces[3000];
    for (size_t i = 0; i < COUNT(pieces); i++) {
        pieces[i] = arena_alloc(*state, 24);
        memset(pieces[i], (int)(i % 251), 24);
    }
    for (size_t i = 0; i < COUNT(pieces); i++) {
        assert_int_equal(pieces[i][0], (char)(i % 251));
        assert_int_equal(pieces[i][23], (char)(i % 251));
    }
}

static void is_spent_beyond_its_soft_limit(void **state) {
    (void)state;
    Arena *arena = arena_new(SOFT_BYTES);
    (void)arena_alloc(arena, SOFT_BYTES);
    assert_false(arena_spent(arena));
    assert_int_equal(arena_used(arena), SOFT_BYTES);
    (void)arena_alloc(arena, 1);
    assert_true(arena_spent(arena)); /* sixteen bytes more */
    assert_int_equal(arena_used(arena), SOFT_BYTES + 16);
    arena_reset(arena);
    assert_false(arena_spent(arena));
    assert_int_equal(arena_used(arena), 0);
    arena_free(arena);
}

static void may_be_allowed_more_until_its_reset(void **state) {
    (void)state;
    Arena *arena = arena_new(SOFT_BYTES);
    arena_allow(arena, 3 * SOFT_BYTES);
    arena_allow(arena, 0); /* never less */
    (void)arena_alloc(arena, 3 * SOFT_BYTES);
    assert_false(arena_spent(arena));
    (void)arena_alloc(arena, 1);
    assert_true(arena_spent(arena));
    arena_reset(arena);
    (void)arena_alloc(arena, SOFT_BYTES + 16);
    assert_true(arena_spent(arena));
    arena_free(arena);
}

static void tells_whether_a_large_piece_fits(void **state) {
    (void)state;
    Arena *arena = arena_new(SOFT_BYTES);
    assert_true(arena_fits(arena, (size_t)3 * SOFT_BYTES)); /* the fourth part is for what must be said afterwards */
    assert_false(arena_fits(arena, (size_t)3 * SOFT_BYTES + 1));
    assert_false(arena_fits(arena, SIZE_MAX));
    (void)arena_alloc(arena, (size_t)3 * SOFT_BYTES);
    assert_true(arena_fits(arena, 0));
    assert_false(arena_fits(arena, 1));
    (void)arena_alloc(arena, 16);
    assert_false(arena_fits(arena, 0));
    arena_allow(arena, 2 * SOFT_BYTES);
    assert_true(arena_fits(arena, SOFT_BYTES));
    arena_free(arena);
}

static void take_four_times_the_limit(void) {
    Arena *arena = arena_new(SOFT_BYTES);
    for (int i = 0; i < 4; i++) (void)arena_alloc(arena, SOFT_BYTES);
}

static void take_a_little_more(void) {
    Arena *arena = arena_new(SOFT_BYTES);
    for (int i = 0; i < 4; i++) (void)arena_alloc(arena, SOFT_BYTES);
    (void)arena_alloc(arena, 1);
}

static void take_too_much_at_once(void) {
    (void)arena_alloc(arena_new(SOFT_BYTES), (size_t)4 * SOFT_BYTES + 1);
}

static void take_all_there_is(void) {
    (void)arena_alloc(arena_new(SOFT_BYTES), SIZE_MAX);
}

static void stops_at_its_hard_limit(void **state) {
    (void)state;
    assert_false(stops(take_four_times_the_limit));
    assert_true(stops(take_a_little_more));
    assert_true(stops(take_too_much_at_once));
    assert_true(stops(take_all_there_is));
}

/* ---- deferred ---- */

static char told[16];

static void tell(void *thing) {
    const size_t length = strlen(told);
    told[length] = *(const char *)thing;
    told[length + 1] = '\0';
}

static void runs_what_was_deferred_last_in_first(void **state) {
    (void)state;
    Arena *arena = arena_new(SOFT_BYTES);
    static char first[] = "1", second[] = "2", third[] = "3";
    memset(told, 0, sizeof told);
    arena_defer(arena, tell, first);
    arena_defer(arena, tell, second);
    assert_string_equal(told, "");
    arena_reset(arena);
    assert_string_equal(told, "21");
    arena_defer(arena, tell, third);
    arena_free(arena);
    assert_string_equal(told, "213"); /* each once */
    arena_free(NULL);
}

/* ---- arrays ---- */

static void overflow_an_array(void) {
    (void)array_bytes(16, SIZE_MAX / 8);
}

static void measures_arrays_without_overflow(void **state) {
    (void)state;
    assert_int_equal(array_bytes(24, 3), 72);
    assert_int_equal(array_bytes(8, 0), 0);
    assert_int_equal(array_bytes(1, SIZE_MAX), SIZE_MAX);
    assert_true(stops(overflow_an_array));
}

static void grows_arrays_and_keeps_what_is_in_them(void **state) {
    int64_t *items = NULL;
    size_t room = 0;
    for (size_t i = 0; i < 1000; i++) {
        items = array_grow(*state, items, sizeof *items, i, &room);
        assert_true(room > i);
        assert_int_equal(items[i], 0); /* the new one is zeroed */
        items[i] = (int64_t)i * 7;
    }
    for (size_t i = 0; i < 1000; i++) assert_int_equal(items[i], i * 7);
    assert_int_equal(room, 1024); /* 16 doubled six times */
}

static void widens_only_the_last_thing_and_only_where_it_fits(void **state) {
    (void)state;
    Arena *arena = arena_new_of(SOFT_BYTES, 1024);
    char *first = arena_alloc(arena, 100), *last = arena_alloc(arena, 100);
    memset(first, 1, 100);
    memset(last, 2, 100);
    assert_false(arena_widen(arena, first, 100, 200));
    assert_int_equal(arena_used(arena), 224); /* 112 each */
    assert_true(arena_widen(arena, last, 100, 112));
    assert_int_equal(arena_used(arena), 224);
    assert_true(arena_widen(arena, last, 112, 912)); /* the block is full to its last byte */
    assert_int_equal(arena_used(arena), 1024);
    for (size_t i = 0; i < 912; i++) assert_int_equal(last[i], i < 100 ? 2 : 0);
    assert_false(arena_widen(arena, last, 912, 913));
    assert_int_equal(arena_used(arena), 1024);
    char *elsewhere = arena_alloc(arena, 16);
    assert_false(arena_widen(arena, last, 912, 928));
    assert_true(arena_widen(arena, elsewhere, 16, 32));
    assert_int_equal(first[99], 1);
    arena_free(arena);
}

static void widen_beyond_all_limits(void) {
    Arena *arena = arena_new(SOFT_BYTES);
    (void)arena_widen(arena, arena_alloc(arena, 16), 16, 5 * SOFT_BYTES);
}

static void does_not_widen_beyond_its_hard_limit(void **state) {
    (void)state;
    assert_true(stops(widen_beyond_all_limits));
}

static void lasting_memory_is_zeroed(void **state) {
    (void)state;
    char *thing = lasting_alloc(64);
    for (size_t i = 0; i < 64; i++) assert_int_equal(thing[i], 0);
    lasting_free(thing);
    void *nothing = lasting_alloc(0);
    assert_non_null(nothing);
    lasting_free(nothing);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(gives_zeroed_and_aligned_memory),
        AN_ARENA(keeps_pieces_apart),
        cmocka_unit_test(is_spent_beyond_its_soft_limit),
        cmocka_unit_test(may_be_allowed_more_until_its_reset),
        cmocka_unit_test(tells_whether_a_large_piece_fits),
        cmocka_unit_test(stops_at_its_hard_limit),
        cmocka_unit_test(runs_what_was_deferred_last_in_first),
        cmocka_unit_test(measures_arrays_without_overflow),
        AN_ARENA(grows_arrays_and_keeps_what_is_in_them),
        cmocka_unit_test(widens_only_the_last_thing_and_only_where_it_fits),
        cmocka_unit_test(does_not_widen_beyond_its_hard_limit),
        cmocka_unit_test(lasting_memory_is_zeroed),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
