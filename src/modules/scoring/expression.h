/* modules/scoring/expression - the language of formulas: read, checked and worked out. Pure: no database; no loops, so
 * that whatever a scheme says ends at once. Told to people in README.md. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_SCORING_EXPRESSION_H
#define MODULES_SCORING_EXPRESSION_H

#include "kit/metric.h"

enum { FORMULA_BYTES_MAX = 2000, FORMULA_DEPTH_MAX = 40, FORMULA_NODES_MAX = 300, FORMULA_ARGS_MAX = 41 };

/* What a formula refers to. */
typedef enum RefKind { REF_NONE, REF_METRIC, REF_CRITERION, REF_INPUT } RefKind;
extern const Choices ref_kind_choices;

typedef struct Ref {
    RefKind kind;
    Str name, argument; /* metric(name, argument), criterion(name), input(name) */
    size_t at;          /* where in the text, in bytes from 0 */
    MetricUnit unit;    /* found when it is checked */
    size_t slot;        /* where its value stands when it is worked out; given by who checks */
} Ref;

typedef enum NodeKind {
    NODE_NUMBER,
    NODE_REF,
    NODE_NEGATE,
    NODE_ADD,
    NODE_SUBTRACT,
    NODE_MULTIPLY,
    NODE_DIVIDE,
    NODE_LESS,
    NODE_AT_MOST,
    NODE_MORE,
    NODE_AT_LEAST,
    NODE_EQUAL,
    NODE_OTHER,
    NODE_AND,
    NODE_OR,
    NODE_NOT,
    NODE_IF,
    NODE_MIN,
    NODE_MAX,
    NODE_CLAMP,
    NODE_SHARE,
    NODE_STEPS,
    NODE_KNOWN,
    NODE_OTHERWISE
} NodeKind;

typedef struct Node {
    NodeKind kind;
    size_t at;
    Decimal number;                /* NODE_NUMBER */
    size_t ref;                    /* NODE_REF: index in refs */
    size_t args[FORMULA_ARGS_MAX]; /* indexes in nodes, all smaller than its own */
    size_t arg_count;
} Node;

typedef struct Formula {
    Str text;
    Node *nodes; /* the last one is the whole */
    size_t node_count;
    Ref *refs;
    size_t ref_count;
} Formula;

/* What is wrong with a text, and where: `at` in letters from 1. */
typedef struct FormulaFault {
    const ProblemKind *kind; /* NULL: nothing */
    Str what;
    size_t at;
} FormulaFault;

/* INVALID, with the fault, for what is no formula. */
Code formula_read(Arena *arena, Str text, Formula *ret_formula, FormulaFault *ret_fault);
/* Truth where a number is needed, units that do not go together. The units of refs are filled in before. */
Code formula_check(Arena *arena, const Formula *formula, FormulaFault *ret_fault);

/* ---- Working out ---- */

/* Why there is no number. */
typedef enum Outcome {
    OUTCOME_NONE,
    OUTCOME_VALUE,
    OUTCOME_MISSING,
    OUTCOME_ZERO_DENOMINATOR,
    OUTCOME_TOO_LARGE
} Outcome;
extern const Choices outcome_choices;

typedef struct Worked {
    Outcome outcome;
    Decimal value;  /* known with OUTCOME_VALUE; a truth is 1 or 0 */
    bool is_sample; /* something that counted was made up */
} Worked;

/* Values of the refs by their slots; an unknown value is missing. Every step is rounded to six decimals, half away from
 * zero. What is not needed is not looked at: the other branch of if(), what stands behind a decided `and`. */
Worked formula_work(const Formula *formula, const MetricValue *slots);
/* The same as text, with values in place of names: `6 * share(120, 160)`; `?` for what is missing. */
void formula_write_values(Buf *out, const Formula *formula, const MetricValue *slots);

extern const ProblemKind formula_form, formula_too_long, formula_too_deep, formula_word_unknown, formula_args,
    formula_type, formula_units;

#endif
