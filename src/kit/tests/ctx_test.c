/* kit/tests/ctx_test - sentences with gaps, and faults gathered up to a limit. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/harness/fixture.h"

static const ProblemKind gaps = {
    CONFLICT, "test/gaps", { "t", "t" }, { "{0}{1}{2}{3}{4}{5}", "5={5} 0={0}, again {0}; {6} {x} {} {1 1} {10}" }
};
static const ProblemKind numbers = {
    CONFLICT, "test/numbers", { "t", "t" }, { "{0:,}|{1:,}|{0:;}|{2:/}|{1:/}", "{0} {2}" }
};
static const ProblemKind plain = { NOT_FOUND, "test/plain", { "t", "t" }, { "không có gì", "nothing to fill" } };

static void fills_the_gaps_of_both_languages(void **state) {
    Ctx *cx = *state;
    assert_int_equal(fail(cx, &gaps, S("a"), S("b"), S("c"), S("d"), S("e"), S("f")), CONFLICT);
    assert_problem(cx, &gaps);
    assert_text(cx->problem.vi, "abcdef");
    assert_text(cx->problem.en, "5=f 0=a, again a; {6} {x} {} {1 1} {10}"); /* what is no gap stays */
    assert_int_equal(fail(cx, &plain), NOT_FOUND);
    assert_text(cx->problem.en, "nothing to fill");
    assert_non_null(strstr(cx->problem.source_file, "ctx_test.c"));
    assert_true(cx->problem.source_line > 0);
}

static void leaves_gaps_without_a_value_empty(void **state) {
    Ctx *cx = *state;
    (void)fail(cx, &gaps, S("a"), .v2 = S("c"));
    assert_text(cx->problem.vi, "ac");
}

static void values_are_not_filled_again(void **state) {
    Ctx *cx = *state;
    (void)fail(cx, &gaps, S("{1}"), S("%s{0}"));
    assert_text(cx->problem.vi, "{1}%s{0}");
    (void)fail(cx, &numbers, S("-34.6 %"), S("1.0.5. a.b .5"), S("2026-01-09"));
    assert_text(cx->problem.vi, "-34,6 %|1,0,5. a.b .5|{0:;}|09/01/2026|1.0.5. a.b .5");
    assert_text(cx->problem.en, "-34.6 % 2026-01-09");
}

/* 200 bytes at most, and never half a letter: 66 letters of 3 bytes are 198. */
static void shows_at_most_a_part_of_a_long_value(void **state) {
    Ctx *cx = *state;
    Buf long_value = buf_new(cx->arena, 3000);
    for (int i = 0; i < 1000; i++) buf_add(&long_value, S("ạ"));
    (void)fail(cx, &gaps, (Str){ long_value.at, long_value.len });
    assert_int_equal(cx->problem.vi.len, 198);
    assert_true(utf8_is_valid(cx->problem.vi));
}

static void gathers_faults_with_their_places(void **state) {
    Ctx *cx = *state;
    fault(cx, spot_in(S("a.csv"), 7, S("value")), &plain);
    fault(cx, spot_in(S("a.csv"), 8, S("value")), &plain);
    fault(cx, spot_field(S("name")), &gaps, S("x"));
    assert_int_equal(faults_verdict(cx), INVALID);
    assert_problem(cx, &input_faulty);
    assert_holds(cx->problem.en, " 3");
    assert_faults(cx, { &plain, 7, "value" }, { &plain, 8, "value" }, { &gaps, 0, "name" });
    assert_text(cx->problem.faults[0].spot.file, "a.csv");
    assert_text(cx->problem.faults[2].vi, "x");
}

static void is_fine_without_faults(void **state) {
    Ctx *cx = *state;
    assert_ok(faults_verdict(cx));
    assert_null(cx->problem.kind);
}

static void names_a_cell_once(void **state) {
    Ctx *cx = *state;
    fault(cx, spot_in(S("a.csv"), 7, S("value")), &plain);
    fault(cx, spot_in(S("a.csv"), 7, S("value")), &gaps); /* follows from the first */
    fault(cx, spot_in(S("b.csv"), 7, S("value")), &plain);
    fault(cx, spot_in(S("a.csv"), 7, S("unit")), &plain);
    fault(cx, spot_in(S("a.csv"), 7, S("")), &plain);
    fault(cx, spot_in(S("a.csv"), 7, S("")), &gaps); /* a row may have two */
    assert_int_equal(cx->problem.fault_total, 5);
}

static void counts_beyond_what_it_names(void **state) {
    Ctx *cx = *state;
    for (int64_t row = 1; row <= FAULTS_NAMED_MAX + 5; row++) fault(cx, spot_in(S("a"), row, S("b")), &plain);
    assert_int_equal(cx->problem.fault_count, FAULTS_NAMED_MAX);
    assert_int_equal(cx->problem.fault_total, FAULTS_NAMED_MAX + 5);
    assert_int_equal(cx->problem.faults[FAULTS_NAMED_MAX - 1].spot.row, FAULTS_NAMED_MAX);
    assert_int_equal(faults_verdict(cx), INVALID);
    assert_holds(cx->problem.en, "1005");
}

static void takes_over_faults_from_another_arena(void **state) {
    Ctx *cx = *state;
    Ctx part = *cx;
    part.arena = arena_new((size_t)1024 * 1024);
    part.problem = (Problem){ 0 };
    char column[] = "value";
    for (int64_t row = 1; row <= 700; row++) fault(&part, spot_in(S("a.csv"), row, str_of(column)), &gaps, S("x"));
    for (int64_t row = 1; row <= 600; row++) fault(cx, spot_in(S("b.csv"), row, S("c")), &plain);
    (void)fail(&part, &gaps, S("verdict"));
    problem_take_faults(cx, &part.problem);
    problem_take_verdict(cx, &part.problem);
    memset(column, 'z', sizeof column - 1);
    arena_free(part.arena);
    assert_int_equal(cx->problem.fault_total, 1300);
    assert_int_equal(cx->problem.fault_count, FAULTS_NAMED_MAX);
    assert_text(cx->problem.faults[600].spot.column, "value");
    assert_text(cx->problem.faults[999].vi, "x");
    assert_problem(cx, &gaps);
    assert_text(cx->problem.vi, "verdict");
}

static void one_field_is_a_verdict_at_once(void **state) {
    Ctx *cx = *state;
    assert_int_equal(fail_field(cx, S("name"), &gaps, S("x")), INVALID); /* not the kind's own code */
    assert_problem(cx, &input_faulty);
    assert_faults(cx, { &gaps, 0, "name" });
}

static void a_work_that_took_too_much_memory_has_failed(void **state) {
    Ctx cx = **(Ctx **)state;
    cx.problem = (Problem){ 0 };
    cx.arena = arena_new(100000);
    assert_ok(memory_left(&cx));
    assert_ok(memory_verdict(&cx, OK));
    (void)arena_alloc(cx.arena, 200000);
    assert_ok(memory_verdict(&cx, OK)); /* what it made is whole */
    assert_int_equal(memory_left(&cx), TOO_LARGE);
    assert_problem(&cx, &memory_spent);
    (void)arena_alloc(cx.arena, 150000);
    cx.problem = (Problem){ 0 };
    assert_int_equal(memory_verdict(&cx, NOT_FOUND), NOT_FOUND);
    assert_int_equal(memory_verdict(&cx, OK), TOO_LARGE);
    assert_problem(&cx, &memory_spent);
    arena_free(cx.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(fills_the_gaps_of_both_languages),
        AT_DESK(leaves_gaps_without_a_value_empty),
        AT_DESK(values_are_not_filled_again),
        AT_DESK(shows_at_most_a_part_of_a_long_value),
        AT_DESK(gathers_faults_with_their_places),
        AT_DESK(is_fine_without_faults),
        AT_DESK(names_a_cell_once),
        AT_DESK(counts_beyond_what_it_names),
        AT_DESK(takes_over_faults_from_another_arena),
        AT_DESK(one_field_is_a_verdict_at_once),
        AT_DESK(a_work_that_took_too_much_memory_has_failed),
    };
    return cmocka_run_group_tests_name("ctx", tests, NULL, NULL);
}
