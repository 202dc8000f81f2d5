/* tests/fuzz/fuzz_formula - formulas of schemes: read, checked and worked out with values of every sort. The first byte
 * chooses the values, the rest is the formula. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/scoring/expression.h"
#include "tests/fuzz/fuzz.h"

enum { VALUES = 8, WRITTEN_BYTES_MAX = 64 * 1024 };

/* Missing, nothing, small, turned, a fraction, and as large as a figure may be. */
static MetricValue value_for(unsigned char seed, size_t slot) {
    static const int64_t micro[VALUES] = { 0,       0,           1, -DECIMAL_ONE, 2500000, 100 * (int64_t)DECIMAL_ONE,
                                           DECIMAL_MICRO_MAX, -DECIMAL_MICRO_MAX };
    const size_t at = (seed + slot * 3) % VALUES;
    return (MetricValue){ at == 0 ? (Decimal){ 0 } : decimal_micro(micro[at]), at % 2 == 1 };
}

static void check_fault(const FormulaFault *fault, Str text) {
    MUST(fault->kind != NULL && fault->kind->code == INVALID);
    MUST(fault->at <= text.len + 1);
}

static void check_worked(const Worked *worked) {
    MUST(worked->outcome != OUTCOME_NONE);
    MUST((worked->outcome == OUTCOME_VALUE) == worked->value.is_known);
}

/* Its nodes stand before who uses them, so that working out ends; its refs are places in the text. */
static void check_formula(const Formula *formula) {
    MUST(formula->node_count > 0 && formula->node_count <= FORMULA_NODES_MAX);
    for (size_t i = 0; i < formula->node_count; i++) {
        const Node *node = &formula->nodes[i];
        MUST(node->arg_count <= FORMULA_ARGS_MAX);
        MUST(node->kind != NODE_REF || node->ref < formula->ref_count);
        for (size_t j = 0; j < node->arg_count; j++) MUST(node->args[j] < i);
    }
    for (size_t i = 0; i < formula->ref_count; i++) MUST(formula->refs[i].at < formula->text.len);
}

/* Twice the same; and what is written with the values in it is a formula that comes to the same. */
static void check_result(Ctx *cx, const Formula *formula, const MetricValue *slots) {
    const Worked worked = formula_work(formula, slots), again = formula_work(formula, slots);
    check_worked(&worked);
    MUST(worked.outcome == again.outcome && fuzz_decimal_equal(worked.value, again.value));
    Buf written = buf_new(cx->arena, WRITTEN_BYTES_MAX);
    formula_write_values(&written, formula, slots);
    MUST(!written.overflowed && utf8_is_valid((Str){ written.at, written.len }));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    Str text = fuzz_input(data, size);
    const unsigned char seed = fuzz_byte(&text);
    Formula formula;
    FormulaFault fault = { 0 };
    if (formula_read(cx.arena, text, &formula, &fault) != OK) {
        check_fault(&fault, text);
    } else {
        MetricValue *slots = NEW_ARRAY(cx.arena, MetricValue, formula.ref_count + 1);
        for (size_t i = 0; i < formula.ref_count; i++) {
            formula.refs[i].slot = i;
            formula.refs[i].unit = (MetricUnit)(METRIC_COUNT + (seed + i) % METRIC_NUMBER);
            slots[i] = value_for(seed, i);
        }
        check_formula(&formula);
        if (formula_check(cx.arena, &formula, &fault) != OK) check_fault(&fault, text);
        else check_result(&cx, &formula, slots);
    }
    fuzz_end(&cx);
    return 0;
}
