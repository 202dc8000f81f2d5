/* modules/budget/rules - which share of which money is asked by whom: data, with its legal basis. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_BUDGET_RULES_H
#define MODULES_BUDGET_RULES_H

#include "modules/budget/lines.h"

enum { BUDGET_RULES_MAX = 100 };

typedef enum RuleScope { SCOPE_NONE, SCOPE_PROVINCE, SCOPE_COMMUNE } RuleScope;
typedef enum RuleStage { STAGE_NONE, STAGE_PLANNED, STAGE_ALLOCATED, STAGE_SPENT } RuleStage;
typedef enum RuleBase { BASE_NONE, BASE_TOTAL, BASE_GRDP } RuleBase;

typedef struct BudgetRule {
    Str code, title, title_en;
    int scope, numerator;
    Texts areas, fundings; /* words that count; none: all of them */
    int denominator;
    Str indicator;                 /* that asks for this share; "" for none */
    int64_t year_first, year_last; /* year_last 0: open */
    Str basis, note;
    int64_t position;
} BudgetRule;
extern const Shape budget_rule_shape;

Code rules_all(Ctx *cx, Rows *ret_rules); /* of BudgetRule, in their order */
bool rule_holds_in(const BudgetRule *rule, int64_t year);
bool rule_counts(const BudgetRule *rule, const BudgetLine *line);
Decimal rule_amount(const BudgetRule *rule, const BudgetLine *line); /* of the stage that counts */

extern const Shape rules_args_shape;
Work rules_load;

extern const ProblemKind rule_form;

#endif
