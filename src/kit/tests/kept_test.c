/* kit/tests/kept_test - what is kept is made once for a state, and lives as long as its last user. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/kept.h"
#include "kit/kit.h"
#include "tests/harness/fixture.h"

#include <pthread.h>
#include <stdatomic.h>

enum { BORROWERS = 8, TURNS = 2000 };

static _Atomic int made;

/* The value tells which making it came from. */
static Code number_make(Ctx *cx, const void *subject, const void **ret_value) {
    (void)subject;
    int *value = NEW(cx->arena, int);
    *value = atomic_fetch_add(&made, 1) + 1;
    *ret_value = value;
    return OK;
}

static Code fail_make(Ctx *cx, const void *subject, const void **ret_value) {
    (void)subject;
    (void)ret_value;
    return fail(cx, &not_found, str_format(cx->arena, "the %s", "missing one"));
}

static const KeptKind numbers = { 100000, number_make }, others = { 100000, number_make },
                      failing = { 100000, fail_make };

/* A Ctx of its own, as each request has. */
static Ctx guest(const Ctx *cx, const House *house) {
    Ctx one = *cx;
    one.house = house;
    one.arena = arena_new(100000);
    return one;
}

static int borrow(Ctx *cx, const KeptKind *kind, int64_t state) {
    const void *value = NULL;
    assert_ok(kept_borrow(cx, kind, state, &value));
    return *(const int *)value;
}

static void is_made_once_for_a_state(void **state) {
    const Ctx *cx = *state;
    House house = *cx->house;
    house.shelf = shelf_new();
    Ctx first = guest(cx, &house), second = guest(cx, &house), third = guest(cx, &house);
    atomic_store(&made, 0);
    assert_int_equal(borrow(&first, &numbers, 7), 1);
    assert_int_equal(borrow(&second, &numbers, 7), 1);
    assert_int_equal(borrow(&second, &others, 7), 2); /* another kind */
    assert_int_equal(borrow(&third, &numbers, 8), 3); /* another state */
    assert_int_equal(borrow(&third, &numbers, 8), 3);
    assert_int_equal(borrow(&second, &numbers, 7), 4); /* one who still sees the old state, in his transaction */
    arena_free(first.arena);
    arena_reset(second.arena);
    assert_int_equal(borrow(&second, &numbers, 7), 4);
    arena_free(second.arena);
    arena_free(third.arena);
    shelf_free(house.shelf);
}

static void each_subject_has_its_own(void **state) {
    const Ctx *cx = *state;
    House house = *cx->house;
    house.shelf = shelf_new();
    Ctx one = guest(cx, &house);
    static const char subjects[] = "abc";
    const void *value = NULL;
    atomic_store(&made, 0);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 3; i++) {
            assert_ok(kept_borrow_of(&one, &numbers, &subjects[i], 1, &value));
            assert_int_equal(*(const int *)value, i + 1);
        }
        assert_int_equal(borrow(&one, &numbers, 1), 4); /* without a subject it is another */
    }
    assert_ok(kept_borrow_of(&one, &numbers, &subjects[1], 2, &value)); /* its state changes, the others' does not */
    assert_int_equal(*(const int *)value, 5);
    assert_ok(kept_borrow_of(&one, &numbers, &subjects[0], 1, &value));
    assert_int_equal(*(const int *)value, 1);
    arena_free(one.arena);
    shelf_free(house.shelf);
}

static void the_old_lives_until_it_is_given_back(void **state) {
    const Ctx *cx = *state;
    House house = *cx->house;
    house.shelf = shelf_new();
    Ctx slow = guest(cx, &house), quick = guest(cx, &house);
    const void *held = NULL;
    atomic_store(&made, 0);
    assert_ok(kept_borrow(&slow, &numbers, 1, &held));
    for (int64_t i = 2; i < 100; i++) {
        assert_int_equal(borrow(&quick, &numbers, i), i);
        arena_reset(quick.arena);
    }
    assert_int_equal(*(const int *)held, 1);
    arena_free(slow.arena);
    arena_free(quick.arena);
    shelf_free(house.shelf);
}

static void a_failure_is_told_and_not_kept(void **state) {
    const Ctx *cx = *state;
    House house = *cx->house;
    house.shelf = shelf_new();
    Ctx one = guest(cx, &house);
    const void *value = NULL;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(kept_borrow(&one, &failing, 1, &value), NOT_FOUND);
        assert_problem(&one, &not_found);
        assert_holds(one.problem.en, "the missing one");
        assert_null(value);
    }
    arena_free(one.arena);
    shelf_free(house.shelf);
}

static void without_a_shelf_each_makes_its_own(void **state) {
    Ctx *cx = *state;
    atomic_store(&made, 0);
    assert_int_equal(borrow(cx, &numbers, 1), 1);
    assert_int_equal(borrow(cx, &numbers, 1), 2);
}

static void *borrow_often(void *argument) {
    static const char subjects[] = "abc";
    Ctx *cx = argument;
    for (int i = 0; i < TURNS; i++) {
        const void *value = NULL;
        const void *subject = &subjects[i % (int)sizeof subjects];
        if (kept_borrow_of(cx, &numbers, subject, i / 50, &value) != OK || *(const int *)value == 0) return cx;
        if (i % 3 == 0) arena_reset(cx->arena);
    }
    return NULL;
}

static void many_borrow_at_once(void **state) {
    const Ctx *cx = *state;
    House house = *cx->house;
    house.shelf = shelf_new();
    Ctx guests[BORROWERS];
    pthread_t threads[BORROWERS];
    for (size_t i = 0; i < BORROWERS; i++) {
        guests[i] = guest(cx, &house);
        assert_int_equal(pthread_create(&threads[i], NULL, borrow_often, &guests[i]), 0);
    }
    for (size_t i = 0; i < BORROWERS; i++) {
        void *failed = NULL;
        assert_int_equal(pthread_join(threads[i], &failed), 0);
        assert_null(failed);
        arena_free(guests[i].arena);
    }
    shelf_free(house.shelf); /* stops the process when one was not given back */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(is_made_once_for_a_state),
        AT_DESK(each_subject_has_its_own),
        AT_DESK(the_old_lives_until_it_is_given_back),
        AT_DESK(a_failure_is_told_and_not_kept),
        AT_DESK(without_a_shelf_each_makes_its_own),
        AT_DESK(many_borrow_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
