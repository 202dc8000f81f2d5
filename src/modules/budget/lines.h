/* modules/budget/lines - amounts that hold: checked, recorded, corrected with a reason, never lost. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_BUDGET_LINES_H
#define MODULES_BUDGET_LINES_H

#include "platform/reference/reference.h"

enum { BUDGET_CODE_MAX = 40, BUDGET_SOURCE_MAX = 300, BUDGET_REASON_MAX = 500, BUDGET_LINES_MAX = 20000,
    BUDGET_REASON_LETTERS_MIN = 10, BUDGET_YEAR_FIRST = 2000, BUDGET_YEARS_AHEAD = 5 };

typedef enum LineKind { LINE_NONE, LINE_SPENDING, LINE_TOTAL, LINE_GRDP } LineKind;
typedef enum Funding { FUNDING_NONE, FUNDING_CENTRAL, FUNDING_PROVINCE, FUNDING_COMMUNE, FUNDING_LOAN,
    FUNDING_OUTSIDE } Funding;
typedef enum Purpose { PURPOSE_NONE, PURPOSE_INVESTMENT, PURPOSE_RECURRENT } Purpose;
typedef enum Area { AREA_NONE, AREA_SCIENCE, AREA_INNOVATION, AREA_DIGITAL } Area;
extern const Choices line_kind_choices, funding_choices, spending_purpose_choices, area_choices;

/* Amounts are million đồng; their millionths are đồng. An unknown amount is not zero. */
typedef struct BudgetLine {
    int kind;
    Str subject; /* agency; the province for its total and its GRDP */
    int64_t year;
    int funding, purpose, area;         /* of spending */
    Decimal planned, allocated, spent;  /* of spending */
    Decimal amount;                     /* of total and GRDP */
    Str excess_reason, source;
    int64_t revision;
    Str origin;
    bool is_sample;
    Time recorded_at;
} BudgetLine;

/* What one was before it was corrected. */
typedef struct BudgetLinePast {
    int kind;
    Str subject;
    int64_t year;
    int funding, purpose, area;
    int64_t revision;
    Decimal planned, allocated, spent, amount;
    Str source, origin;
    bool is_sample;
    Time recorded_at;
    Str replaced_by;
    Time replaced_at;
    Str reason;
} BudgetLinePast;

typedef struct BudgetYear {
    int64_t year;
} BudgetYear;

extern const Shape budget_line_shape, budget_line_past_shape, budget_year_shape;

/* Adds faults at `spot`, whose column is filled in here; false when there were any. */
bool line_check(Ctx *cx, const Registry *registry, const BudgetLine *line, Spot spot);
bool line_same_key(const BudgetLine *a, const BudgetLine *b);
bool line_same_amounts(const BudgetLine *a, const BudgetLine *b);
Str line_key_text(Arena *arena, const BudgetLine *line); /* spending DEPT 2026 province/recurrent/digital */
Str province_code(const Registry *registry); /* "" when no plan is loaded */

/* NOT_FOUND, without a Problem, when there is none. */
Code line_find(Ctx *cx, const BudgetLine *key, BudgetLine *ret_line);
Code lines_of_year(Ctx *cx, int64_t year, Rows *ret_lines); /* of BudgetLine, by kind and subject */
Code lines_of_subject(Ctx *cx, Str subject, Rows *ret_lines); /* the newest year first */
Code lines_past_of(Ctx *cx, Str subject, Rows *ret_past);
Code line_years(Ctx *cx, Rows *ret_years); /* of BudgetYear: those with amounts, the newest first */
/* New, or in place of the one that holds, which goes to the past with the reason. The revision is given here. */
Code line_record(Ctx *cx, const BudgetLine *line, Str reason);

extern const ProblemKind line_form, year_range, amount_range, subject_unknown, excess_unexplained;

#endif
