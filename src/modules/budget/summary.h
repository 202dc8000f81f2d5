/* modules/budget/summary - the money of a year as pages and files show it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_BUDGET_SUMMARY_H
#define MODULES_BUDGET_SUMMARY_H

#include "modules/budget/shares.h"

/* Sums over lines; an amount that is missing is counted, never added as zero. */
typedef struct MoneySum {
    int64_t lines;
    Decimal planned, allocated, spent; /* of those that are known; unknown when none is */
    int64_t planned_missing, allocated_missing, spent_missing;
    Decimal execution;  /* percent spent of allocated, over the lines in which both are known */
    Decimal allocation; /* percent allocated of planned, likewise */
    int64_t execution_lines, allocation_lines; /* over how many */
    bool is_sample;
    /* what the rates are made of */
    Decimal spent_of, allocated_for, allocated_of, planned_for;
} MoneySum;
void money_sum_add(MoneySum *sum, const BudgetLine *line);
void money_sum_end(MoneySum *sum);
extern const Shape money_sum_shape;

extern const Shape budget_asked_shape, budget_summary_shape, agency_money_asked_shape, agency_money_shape,
    budget_csv_shape;
Work budget_summary_get, agency_money_get, budget_csv, budget_xlsx;

#endif
