/* modules/strategy/target_check - can this target be measured? For rows of targets.csv, with their indicator. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_TARGET_CHECK_H
#define MODULES_STRATEGY_TARGET_CHECK_H

#include "modules/strategy/plan.h"

/* Adds faults for columns that do not fit the operator, the kind or the direction. */
void target_check(Ctx *cx, const Table *targets, size_t row, const Target *target, const Indicator *indicator);
/* The bound that counts, as a number (levels: their rank); unknown where there is none, or nothing to measure it by. */
Decimal target_bound(const Target *target, const Indicator *indicator);
/* A fault for figures that are larger than any may be. */
void size_check(Ctx *cx, const Table *table, size_t row, const char *column, Decimal value);

extern const ProblemKind target_form, level_unknown, share_range, figure_too_large;

#endif
