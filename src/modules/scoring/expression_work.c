/* modules/scoring/expression_work - units and truth checked; formulas worked out and told with their values. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/scoring/expression.h"

static const char *const outcome_names[] = { "value", "missing", "zero_denominator", "too_large" };
const Choices outcome_choices = CHOICES("Outcome", outcome_names);

/* ---- units ---- */

/* What a node gives: a truth, or a number of a unit; METRIC_UNIT_NONE is a bare number, which fits every unit. */
typedef struct Kind {
    bool is_truth;
    MetricUnit unit;
} Kind;

typedef struct Checker {
    Arena *arena;
    const Formula *formula;
    FormulaFault *fault;
    Kind *kinds;
} Checker;

static Code wrong(const Checker *on, const ProblemKind *kind, const Node *node, Str what) {
    *on->fault = (FormulaFault){ kind, what, utf8_count(str_part(on->formula->text, 0, node->at)) + 1 };
    return INVALID;
}

static Code must_be_numbers(const Checker *on, const Node *node, size_t from) {
    for (size_t i = from; i < node->arg_count; i++) {
        if (on->kinds[node->args[i]].is_truth)
            return wrong(on, &formula_type, &on->formula->nodes[node->args[i]],
                         S("cần một số, đây là đúng/sai / a number is needed, this is a truth"));
    }
    return OK;
}

static Code must_be_truth(const Checker *on, const Node *node, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        if (!on->kinds[node->args[i]].is_truth)
            return wrong(on, &formula_type, &on->formula->nodes[node->args[i]],
                         S("cần đúng/sai, đây là một số / a truth is needed, this is a number"));
    }
    return OK;
}

/* All of these have one unit, bare numbers aside; gives it. */
static Code one_unit(const Checker *on, const Node *node, size_t from, size_t step, MetricUnit *ret_unit) {
    MetricUnit unit = METRIC_UNIT_NONE;
    for (size_t i = from; i < node->arg_count; i += step) {
        const MetricUnit one = on->kinds[node->args[i]].unit;
        if (one == METRIC_UNIT_NONE || one == unit) continue;
        if (unit != METRIC_UNIT_NONE)
            return wrong(on, &formula_units, node,
                         str_format(on->arena, "%.*s, %.*s", STR_FMT(choice_name(&metric_unit_choices, (int)unit)),
                                    STR_FMT(choice_name(&metric_unit_choices, (int)one))));
        unit = one;
    }
    *ret_unit = unit;
    return OK;
}

/* A share of something is something; by a bare number the unit stays; of anything else nothing is said. */
static MetricUnit unit_of_product(MetricUnit a, MetricUnit b) {
    if (a == METRIC_UNIT_NONE || a == METRIC_SHARE) return b == METRIC_UNIT_NONE ? a : b;
    if (b == METRIC_UNIT_NONE || b == METRIC_SHARE) return a;
    return METRIC_NUMBER;
}

static MetricUnit unit_of_quotient(MetricUnit a, MetricUnit b) {
    if (b == METRIC_UNIT_NONE) return a;
    return a == b ? METRIC_SHARE : METRIC_NUMBER;
}

static Code check_same(const Checker *on, const Node *node, size_t from, Kind *kind) {
    TRY(must_be_numbers(on, node, from));
    return one_unit(on, node, from, 1, &kind->unit);
}

/* steps(x, below, from, value, from, value, ...): x and the from have one unit, the values another. */
static Code check_steps(const Checker *on, const Node *node, Kind *kind) {
    MetricUnit asked;
    Node bounds = { .at = node->at };
    TRY(must_be_numbers(on, node, 0));
    bounds.args[bounds.arg_count++] = node->args[0];
    for (size_t i = 2; i < node->arg_count; i += 2) bounds.args[bounds.arg_count++] = node->args[i];
    TRY(one_unit(on, &bounds, 0, 1, &asked));
    return one_unit(on, node, 1, 2, &kind->unit);
}

static Code check_if(const Checker *on, const Node *node, Kind *kind) {
    TRY(must_be_truth(on, node, 0, 1));
    return check_same(on, node, 1, kind);
}

static Code check_share(const Checker *on, const Node *node, Kind *kind) {
    Node pair = *node;
    MetricUnit unit;
    TRY(must_be_numbers(on, node, 0));
    pair.arg_count = 2;
    kind->unit = METRIC_SHARE;
    return one_unit(on, &pair, 0, 1, &unit);
}

static Code check_node(const Checker *on, const Node *node, Kind *kind) {
    switch (node->kind) {
    case NODE_NUMBER: return OK;
    case NODE_REF: kind->unit = on->formula->refs[node->ref].unit; return OK;
    case NODE_NEGATE:
    case NODE_ADD:
    case NODE_SUBTRACT:
    case NODE_MIN:
    case NODE_MAX:
    case NODE_CLAMP:
    case NODE_OTHERWISE: return check_same(on, node, 0, kind);
    case NODE_MULTIPLY:
    case NODE_DIVIDE: {
        TRY(must_be_numbers(on, node, 0));
        const MetricUnit a = on->kinds[node->args[0]].unit, b = on->kinds[node->args[1]].unit;
        kind->unit = node->kind == NODE_MULTIPLY ? unit_of_product(a, b) : unit_of_quotient(a, b);
        return OK;
    }
    case NODE_LESS:
    case NODE_AT_MOST:
    case NODE_MORE:
    case NODE_AT_LEAST:
    case NODE_EQUAL:
    case NODE_OTHER:
        TRY(check_same(on, node, 0, kind));
        *kind = (Kind){ .is_truth = true };
        return OK;
    case NODE_AND:
    case NODE_OR:
    case NODE_NOT: kind->is_truth = true; return must_be_truth(on, node, 0, node->arg_count);
    case NODE_IF: return check_if(on, node, kind);
    case NODE_SHARE: return check_share(on, node, kind);
    case NODE_STEPS: return check_steps(on, node, kind);
    case NODE_KNOWN: kind->is_truth = true; return must_be_numbers(on, node, 0);
    }
    CANNOT("every kind of node is above");
}

Code formula_check(Arena *arena, const Formula *formula, FormulaFault *ret_fault) {
    const Checker checker = { arena, formula, ret_fault, NEW_ARRAY(arena, Kind, formula->node_count + 1) };
    *ret_fault = (FormulaFault){ 0 };
    for (size_t i = 0; i < formula->node_count; i++) TRY(check_node(&checker, &formula->nodes[i], &checker.kinds[i]));
    const size_t whole = formula->node_count - 1;
    if (!checker.kinds[whole].is_truth) return OK;
    return wrong(&checker, &formula_type, &formula->nodes[whole],
                 S("cả công thức phải là một số / the whole must be a number"));
}

/* ---- working out ---- */

typedef struct Worker {
    const Formula *formula;
    const MetricValue *slots;
} Worker;

static Worked work_node(const Worker *on, size_t index); /* as deep as FORMULA_DEPTH_MAX lets a text be */

static Worked number(Decimal value, bool is_sample) {
    return (Worked){ value.is_known ? OUTCOME_VALUE : OUTCOME_TOO_LARGE, value, is_sample };
}

static Worked truth(bool holds, bool is_sample) {
    return number(decimal_whole(holds), is_sample);
}

static Worked as_sample(Worked worked, bool is_sample) {
    worked.is_sample = worked.is_sample || is_sample;
    return worked;
}

static Worked quotient(Worked a, Worked b) {
    const bool is_sample = a.is_sample || b.is_sample;
    if (b.value.micro == 0) return (Worked){ OUTCOME_ZERO_DENOMINATOR, { 0 }, is_sample };
    return number(decimal_ratio(a.value, b.value), is_sample);
}

static bool compares(NodeKind kind, int order) {
    if (kind == NODE_LESS) return order < 0;
    if (kind == NODE_AT_MOST) return order <= 0;
    if (kind == NODE_MORE) return order > 0;
    if (kind == NODE_AT_LEAST) return order >= 0;
    return kind == NODE_EQUAL ? order == 0 : order != 0;
}

static Worked pair(NodeKind kind, Worked a, Worked b) {
    const bool is_sample = a.is_sample || b.is_sample;
    if (kind == NODE_ADD) return number(decimal_add(a.value, b.value), is_sample);
    if (kind == NODE_SUBTRACT) return number(decimal_sub(a.value, b.value), is_sample);
    if (kind == NODE_MULTIPLY) return number(decimal_scale(a.value, b.value.micro, DECIMAL_ONE), is_sample);
    if (kind == NODE_DIVIDE) return quotient(a, b);
    return truth(compares(kind, decimal_compare(a.value, b.value)), is_sample);
}

/* The left decides alone where it can. */
static Worked logic(const Worker *on, const Node *node) {
    const Worked left = work_node(on, node->args[0]);
    if (left.outcome != OUTCOME_VALUE) return left;
    const bool holds = left.value.micro != 0;
    if (node->kind == NODE_NOT) return truth(!holds, left.is_sample);
    if (holds == (node->kind == NODE_OR)) return left;
    return as_sample(work_node(on, node->args[1]), left.is_sample);
}

static Worked work_share(const Worker *on, const Node *node) {
    const Worked a = work_node(on, node->args[0]);
    if (a.outcome != OUTCOME_VALUE) return a;
    const Worked b = work_node(on, node->args[1]);
    if (b.outcome != OUTCOME_VALUE) return b;
    if (b.value.micro == 0 && node->arg_count == 3) return as_sample(work_node(on, node->args[2]), b.is_sample);
    return quotient(a, b);
}

static Worked extreme(const Worker *on, const Node *node) {
    Worked best = work_node(on, node->args[0]);
    for (size_t i = 1; i < node->arg_count && best.outcome == OUTCOME_VALUE; i++) {
        const Worked one = work_node(on, node->args[i]);
        if (one.outcome != OUTCOME_VALUE) return one;
        const int order = decimal_compare(one.value, best.value);
        const bool is_better = node->kind == NODE_MIN ? order < 0 : order > 0;
        best = as_sample(is_better ? one : best, best.is_sample || one.is_sample);
    }
    return best;
}

static Worked clamp(const Worker *on, const Node *node) {
    Worked parts[3];
    for (size_t i = 0; i < 3; i++) {
        parts[i] = work_node(on, node->args[i]);
        if (parts[i].outcome != OUTCOME_VALUE) return parts[i];
    }
    const bool is_sample = parts[0].is_sample || parts[1].is_sample || parts[2].is_sample;
    if (decimal_compare(parts[0].value, parts[1].value) < 0) return as_sample(parts[1], is_sample);
    return as_sample(decimal_compare(parts[0].value, parts[2].value) > 0 ? parts[2] : parts[0], is_sample);
}

/* The value of the last bound that x reaches; args are x, below, and pairs of bound and value. */
static Worked steps(const Worker *on, const Node *node) {
    const Worked x = work_node(on, node->args[0]);
    if (x.outcome != OUTCOME_VALUE) return x;
    size_t at = 1;
    for (size_t i = 2; i < node->arg_count; i += 2) {
        const Worked bound = work_node(on, node->args[i]);
        if (bound.outcome != OUTCOME_VALUE) return bound;
        if (decimal_compare(x.value, bound.value) >= 0) at = i + 1;
    }
    return as_sample(work_node(on, node->args[at]), x.is_sample);
}

static Worked work_ref(const Worker *on, const Node *node) {
    const MetricValue *value = &on->slots[on->formula->refs[node->ref].slot];
    return value->value.is_known ? number(value->value, value->is_sample) : (Worked){ .outcome = OUTCOME_MISSING };
}

static Worked work_node(const Worker *on, size_t index) {
    const Node *node = &on->formula->nodes[index];
    const NodeKind kind = node->kind;
    if (kind == NODE_NUMBER) return number(node->number, false);
    if (kind == NODE_REF) return work_ref(on, node);
    if (kind == NODE_AND || kind == NODE_OR || kind == NODE_NOT) return logic(on, node);
    if (kind == NODE_MIN || kind == NODE_MAX) return extreme(on, node);
    if (kind == NODE_CLAMP) return clamp(on, node);
    if (kind == NODE_SHARE) return work_share(on, node);
    if (kind == NODE_STEPS) return steps(on, node);
    const Worked first = work_node(on, node->args[0]);
    if (kind == NODE_KNOWN) return truth(first.outcome == OUTCOME_VALUE, first.is_sample);
    if (kind == NODE_OTHERWISE)
        return first.outcome == OUTCOME_VALUE ? first : as_sample(work_node(on, node->args[1]), first.is_sample);
    if (first.outcome != OUTCOME_VALUE) return first;
    if (kind == NODE_NEGATE) return number(decimal_sub(decimal_whole(0), first.value), first.is_sample);
    if (kind == NODE_IF) return as_sample(work_node(on, node->args[first.value.micro != 0 ? 1 : 2]), first.is_sample);
    const Worked second = work_node(on, node->args[1]);
    return second.outcome == OUTCOME_VALUE ? pair(kind, first, second) : second;
}

Worked formula_work(const Formula *formula, const MetricValue *slots) {
    const Worker worker = { formula, slots };
    return work_node(&worker, formula->node_count - 1);
}

/* ---- told with its values ---- */

/* Where the name and brackets of a reference end. */
static size_t ref_end(Str text, size_t at) {
    while (at < text.len && text.at[at] != ')') at++;
    return at < text.len ? at + 1 : at;
}

void formula_write_values(Buf *out, const Formula *formula, const MetricValue *slots) {
    size_t from = 0;
    for (size_t i = 0; i < formula->ref_count; i++) {
        const Ref *ref = &formula->refs[i];
        buf_add(out, str_part(formula->text, from, ref->at - from));
        if (slots[ref->slot].value.is_known)
            decimal_write(out, slots[ref->slot].value);
        else
            buf_char(out, '?');
        from = ref_end(formula->text, ref->at);
    }
    buf_add(out, str_part(formula->text, from, formula->text.len));
}
