/* modules/scoring/tests/expression_test - formulas by table: what they give, by hand, and what is refused. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/scoring/expression.h"
#include "tests/harness/fixture.h"

/* Inputs: A 120, B 160 and Z 0 are counts, S 0.5 is a share, D 3 are days, M is missing, P is made up. */
typedef struct Known {
    const char *name, *value;
    MetricUnit unit;
} Known;

static const Known knowns[] = {
    { "A", "120", METRIC_COUNT }, { "B", "160", METRIC_COUNT }, { "Z", "0", METRIC_COUNT },
    { "S", "0.5", METRIC_SHARE }, { "D", "3", METRIC_DAYS },    { "M", NULL, METRIC_COUNT },
    { "P", "7", METRIC_COUNT },   { "K", "9000000000000", METRIC_UNIT_NONE },
};

static Code read(Ctx *cx, Str text, Formula *formula, MetricValue *slots, FormulaFault *fault) {
    TRY(formula_read(cx->arena, text, formula, fault));
    for (size_t i = 0; i < formula->ref_count; i++) {
        for (size_t j = 0; j < COUNT(knowns); j++) {
            if (!str_is(formula->refs[i].name, knowns[j].name)) continue;
            formula->refs[i].slot = j;
            formula->refs[i].unit = knowns[j].unit;
        }
    }
    for (size_t j = 0; j < COUNT(knowns); j++) {
        slots[j] = (MetricValue){ .is_sample = j == 6 };
        if (knowns[j].value != NULL) assert_ok(decimal_from_text(str_of(knowns[j].value), &slots[j].value));
    }
    return formula_check(cx->arena, formula, fault);
}

typedef struct GivesRow {
    const char *text, *gives; /* a number, or the name of the outcome; `*`: made up */
} GivesRow;

static const GivesRow gives[] = {
    { "1 + 2 * 3", "7" },
    { "(1 + 2) * 3", "9" },
    { "2 - 3 - 4", "-5" },           /* from the left */
    { "8 / 4 / 2", "1" },
    { "-2 * -3", "6" },
    { "1 / 3", "0.333333" },         /* six decimals */
    { "2 / 3", "0.666667" },         /* half away from zero */
    { "-2 / 3", "-0.666667" },
    { "3 * (1 / 3)", "0.999999" },   /* each step is rounded: a pocket calculator gives the same */
    { "0.000001 * 0.5", "0.000001" },
    { "6 * share(input(A), input(B))", "4.5" }, /* 120 / 160 = 0.75 */
    { "min(2, 2 * share(input(A), input(B)) / 0.80)", "1.875" },
    { "min(6, 6 * 0.75 / 0.50)", "6" },
    { "max(1, 5, 3)", "5" },
    { "clamp(7, 0, 5)", "5" },
    { "clamp(-7, 0, 5)", "0" },
    { "if(input(A) > 100, 1, 2)", "1" },
    { "if(input(A) > 120, 1, 2)", "2" },
    { "if(input(A) >= 120 and not input(A) <> 120, 1, 2)", "1" },
    { "if(1 = 2 or 2 = 2, 5, 6)", "5" },
    { "if(1 < 2 and 2 <= 1, 5, 6)", "6" },
    { "steps(input(S), 0, 0.25, 1, 0.5, 2, 0.75, 3)", "2" }, /* on the bound: reached */
    { "steps(0.1, 0, 0.25, 1)", "0" },
    { "1 / input(Z)", "zero_denominator" },
    { "share(input(A), input(Z))", "zero_denominator" },
    { "6 * share(input(A), input(Z), 1)", "6" }, /* full where there was nothing to do */
    { "share(input(A), input(B), 1)", "0.75" },
    { "input(M) + 1", "missing" },
    { "0 * input(M)", "missing" }, /* null is not zero */
    { "min(1, input(M))", "missing" },
    { "otherwise(input(M), 4)", "4" },
    { "otherwise(1 / input(Z), 4)", "4" },
    { "if(known(input(M)), 1, 0)", "0" },
    { "if(known(input(A)), 1, input(M))", "1" }, /* the other branch is not looked at */
    { "if(1 = 1 or input(M) = 1, 1, 0)", "1" },
    { "if(1 = 2 and input(M) = 1, 1, 0)", "0" },
    { "if(input(M) = 1, 1, 0)", "missing" },
    { "input(P) * 2", "14*" },
    { "input(K) * 2", "too_large" },
    { "9000000000000 * 9000000000000", "too_large" },
};

static void gives_what_a_pocket_calculator_gives(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(gives); i++) {
        Formula formula;
        FormulaFault fault;
        MetricValue slots[COUNT(knowns)];
        assert_row(i, gives[i].text);
        assert_ok(read(cx, str_of(gives[i].text), &formula, slots, &fault));
        const Worked worked = formula_work(&formula, slots);
        Str said = choice_name(&outcome_choices, (int)worked.outcome);
        if (worked.outcome == OUTCOME_VALUE) said = decimal_text(cx->arena, worked.value);
        assert_text(str_format(cx->arena, "%.*s%s", STR_FMT(said), worked.is_sample ? "*" : ""), gives[i].gives);
    }
}

typedef struct RefusesRow {
    const char *text;
    const ProblemKind *kind;
    size_t at; /* letter from 1 */
} RefusesRow;

static const RefusesRow refuses[] = {
    { "", &formula_form, 1 },
    { "1 +", &formula_form, 4 },
    { "1 2", &formula_form, 3 },
    { "(1", &formula_form, 3 },
    { "1)", &formula_form, 2 },
    { "1 < 2 < 3", &formula_form, 7 },
    { "1.2.3", &formula_form, 1 },
    { "1,5", &formula_form, 2 },
    { "é", &formula_form, 1 },
    { "1 + é", &formula_form, 5 },
    { "input()", &formula_form, 7 },
    { "input(A, B)", &formula_form, 8 }, /* only metrics take an argument */
    { "metric(a.b, )", &formula_form, 13 },
    { "while(1)", &formula_word_unknown, 1 },
    { "1 + system(1)", &formula_word_unknown, 5 },
    { "if(1 = 1, 2)", &formula_args, 1 },
    { "clamp(1, 2, 3, 4)", &formula_args, 1 },
    { "1 + steps(1, 2, 3)", &formula_args, 5 },
    { "steps(1, 2, 3, 4, 5)", &formula_args, 1 },
    { "if(1, 2, 3)", &formula_type, 4 },
    { "(1 = 1) + 2", &formula_type, 4 },
    { "1 = 1", &formula_type, 3 },
    { "input(A) + input(D)", &formula_units, 10 }, /* a count and days */
    { "if(input(A) > input(S), 1, 2)", &formula_units, 13 },
    { "share(input(A), input(D))", &formula_units, 1 },
    { "min(input(S), input(D))", &formula_units, 1 },
};

static void refuses_with_the_place(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(refuses); i++) {
        Formula formula;
        FormulaFault fault;
        MetricValue slots[COUNT(knowns)];
        assert_row(i, refuses[i].text);
        assert_int_equal(read(cx, str_of(refuses[i].text), &formula, slots, &fault), INVALID);
        assert_text(str_of(fault.kind->slug), refuses[i].kind->slug);
        assert_int_equal(fault.at, refuses[i].at);
    }
}

static Str repeated(Ctx *cx, const char *part, size_t count, const char *end) {
    Buf out = buf_new(cx->arena, 100000);
    for (size_t i = 0; i < count; i++) buf_add(&out, str_of(part));
    buf_add(&out, str_of(end));
    return (Str){ out.at, out.len };
}

static void ends_with_what_is_too_much(void **state) {
    Ctx *cx = *state;
    Formula formula;
    FormulaFault fault;
    assert_int_equal(formula_read(cx->arena, repeated(cx, "(", 10000, "1"), &formula, &fault), INVALID);
    assert_text(str_of(fault.kind->slug), "scoring/formula-too-long");
    assert_int_equal(formula_read(cx->arena, repeated(cx, "(", 1000, "1"), &formula, &fault), INVALID);
    assert_text(str_of(fault.kind->slug), "scoring/formula-too-deep");
    assert_int_equal(formula_read(cx->arena, repeated(cx, "-", 1000, "1"), &formula, &fault), INVALID);
    assert_text(str_of(fault.kind->slug), "scoring/formula-too-deep");
    assert_int_equal(formula_read(cx->arena, repeated(cx, "1+", 400, "1"), &formula, &fault), INVALID);
    assert_text(str_of(fault.kind->slug), "scoring/formula-too-long");
    assert_ok(formula_read(cx->arena, repeated(cx, "1+", 149, "1"), &formula, &fault)); /* 299 nodes */
}

static void tells_itself_with_its_values(void **state) {
    Ctx *cx = *state;
    Formula formula;
    FormulaFault fault;
    MetricValue slots[COUNT(knowns)];
    Buf out = buf_new(cx->arena, 1000);
    assert_ok(read(cx, S("if(known(input(M)), 1, 6 * share(input(A), input(B)))"), &formula, slots, &fault));
    formula_write_values(&out, &formula, slots);
    assert_text(((Str){ out.at, out.len }), "if(known(?), 1, 6 * share(120, 160))");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(gives_what_a_pocket_calculator_gives),
        AT_DESK(refuses_with_the_place),
        AT_DESK(ends_with_what_is_too_much),
        AT_DESK(tells_itself_with_its_values),
    };
    return cmocka_run_group_tests_name("expression", tests, NULL, NULL);
}
