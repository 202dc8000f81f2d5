/* modules/strategy/figure_check - is this a figure that can be? For files and forms alike. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_FIGURE_CHECK_H
#define MODULES_STRATEGY_FIGURE_CHECK_H

#include "modules/strategy/goals.h"

/* A figure as it was written down. */
typedef struct FigureWritten {
    Str indicator, subject, period;
    Decimal value;
    Str text;
} FigureWritten;

/* The same, understood. */
typedef struct FigureRead {
    const Indicator *indicator;
    Period period;
    Decimal value;
    Str text;
} FigureRead;

/* Adds faults at `spot`, whose column is filled in here; false when there were any. */
bool figure_check(Ctx *cx, const Goals *goals, const FigureWritten *written, Spot spot, FigureRead *ret_read);

extern const ProblemKind indicator_unknown, subject_wrong, period_form, period_length, period_open, value_missing,
    level_missing;

#endif
