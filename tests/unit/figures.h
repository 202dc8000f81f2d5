/* tests/unit/figures - days, figures and goals out of short texts, for the tables of the measurement tests. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_UNIT_FIGURES_H
#define TESTS_UNIT_FIGURES_H

#include "modules/strategy/measure.h"
#include "tests/harness/unit.h"

enum { POINTS_MAX = 40 };

Day day_said(const char *text);         /* none for "" and NULL */
Decimal decimal_said(const char *text); /* unknown for "" and NULL */
/* `2026-03-31:20 2026-06-30:22` */
size_t points_said(const char *text, Point *points);

typedef struct GoalSaid {
    Direction direction;
    const char *milestones; /* `2027:60 2030:10..12`, each on the last day of its year */
    const char *start;      /* `10@2025-12-31`; NULL: not stated */
    const char *tolerance;  /* NULL: not stated */
    bool is_level, is_share;
} GoalSaid;
Goal goal_said(const GoalSaid *said);

/* ` name 1.5`, or ` name ?` for what is unknown. */
void add_number(Buf *out, const char *name, Decimal number);

#endif
