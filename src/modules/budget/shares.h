/* modules/budget/shares - what the rules make of the amounts that hold: computed when it is read, never stored. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_BUDGET_SHARES_H
#define MODULES_BUDGET_SHARES_H

#include "modules/budget/rules.h"
#include "modules/strategy/strategy.h"

/* The share of one subject. */
typedef struct BudgetShare {
    Str subject, subject_name; /* place: the province or a commune */
    Decimal numerator, denominator; /* million đồng; unknown when nothing is known of it */
    Decimal share;                  /* percent; unknown unless both are known */
    int64_t lines, missing; /* lines that count, and those of them whose amount is not known */
    bool is_whole;          /* the share is known and no line's amount is missing */
    bool holds;             /* what the strategy asks is met */
    bool is_sample;
    Decimal recorded; /* the figure that the strategy holds for the year's end */
} BudgetShare;

/* A rule with what it gives for a year. */
typedef struct RuleShares {
    const BudgetRule *rule;
    Str indicator_title, citation, period;
    Day ends_on;
    Decimal low, high;  /* what is asked */
    bool is_over;       /* the period has ended: the figure may be recorded */
    int64_t total, known, met; /* subjects, those with a whole share, those that meet what is asked */
    int64_t agencies;   /* with at least one line that counts */
    bool is_recorded;   /* everything that is whole stands in the strategy as it is now */
    Rows shares;        /* of BudgetShare */
} RuleShares;
extern const Shape budget_share_shape, rule_shares_shape;

/* `lines` are those of the year. */
Code shares_compute(Ctx *cx, const Registry *registry, const BudgetRule *rule, int64_t year, const Rows *lines,
                    RuleShares *ret_shares);
/* numerator / denominator in percent; unknown when either is, or the denominator is zero. */
Decimal share_percent(Decimal numerator, Decimal denominator);

extern const Shape record_shares_shape, recorded_shares_shape;
Work shares_record;

extern const ProblemKind rule_unknown, share_incomplete;

#endif
