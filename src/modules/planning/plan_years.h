/* modules/planning/plan_years - the strategy as those see it who plan one year: what to point to, who owes a plan. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_PLANNING_PLAN_YEARS_H
#define MODULES_PLANNING_PLAN_YEARS_H

#include "modules/strategy/strategy.h"

typedef enum PlanItemKind { PLAN_ITEM_NONE, PLAN_ITEM_INDICATOR, PLAN_ITEM_TASK } PlanItemKind;

enum { PLAN_ITEMS_MAX = 50000 };

/* What a plan of a year may point to. */
typedef struct PlanItem {
    int kind;
    Str code, title, document, citation, unit;
    Texts levels;     /* words, of an indicator that is a level */
    bool of_communes; /* an indicator that each commune has for itself */
    /* Somebody should plan it in this year: an indicator with a target in it or later, a task whose work falls into it.
     */
    bool is_expected;
    int64_t asked_year; /* the first target in this year or later; 0: none */
    int operator;
    Decimal low, high;
    Str text;
    Day due;     /* of a task */
    Texts leads; /* names of the agencies or collectives that lead */
} PlanItem;
extern const Shape plan_item_shape;

/* The indicators and tasks that are open in a year, in the order of the plan, by kind. */
Code plan_items_of_year(Ctx *cx, const Goals *goals, int64_t year, Rows *ret_items);
Map plan_item_index(Ctx *cx, const Rows *items);

/* Who owes a plan of a year, by a duty of the strategy, and the last day on which it is in time by the calendar. */
typedef struct PlanOwed {
    Str agency, duty;
    Day due_on;
} PlanOwed;
Code plans_owed(Ctx *cx, const Goals *goals, int64_t year, Rows *ret_owed); /* by agency, each once */

/* Whom an agency plans for when it names nobody: its commune, or the province. */
Str plan_subject_of(const Goals *goals, Str agency);
/* May its plan have a target of this indicator for this subject? A commune plans for itself. */
bool plan_subject_fits(Ctx *cx, const Goals *goals, const Indicator *indicator, Str agency, Str subject);

#endif
