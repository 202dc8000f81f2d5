/* modules/planning/annual_plans - what an agency means to do in a year, from its draft to its acceptance. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_PLANNING_ANNUAL_PLANS_H
#define MODULES_PLANNING_ANNUAL_PLANS_H

#include "modules/planning/plan_years.h"

enum { ANNUAL_ROWS_MAX = 200, ANNUAL_PLANS_MAX = 2000, ANNUAL_YEAR_MIN = 2020, ANNUAL_YEAR_MAX = 2100 };

typedef enum AnnualState {
    ANNUAL_NONE,
    ANNUAL_DRAFT,
    ANNUAL_SUBMITTED,
    ANNUAL_APPROVED,
    ANNUAL_ACCEPTED,
    ANNUAL_RETURNED
} AnnualState;
extern const Choices annual_state_choices;

/* What the agency means to reach at the end of the year: of an indicator of the plan, for a place or an agency. */
typedef struct AnnualTarget {
    Str indicator, subject;
    Decimal value;
    Str text; /* the word of a level */
} AnnualTarget;

typedef struct AnnualTask {
    Str title, product;
    Day due;
    Str who;        /* as the agency writes it */
    Str task;       /* of the strategy, to which it belongs; "" for none */
    Decimal budget; /* million dong; unknown: none asked for */
} AnnualTask;
extern const Shape annual_target_shape, annual_task_shape;

typedef struct AnnualPlan {
    Id id;
    int64_t year;
    Str agency;
    int state;
    Str content; /* as stored: JSON */
    int64_t revision;
    Str changed_by;
    Time changed_at;
    Str submitted_by;
    Time submitted_at;
    Str decided_by;
    Time decided_at;
    Str decision_note;
    Str agency_name; /* for display, as is all below */
    int64_t target_count, task_count;
    Decimal budget; /* of its tasks; unknown: none asks for any */
    Day due_on;
    bool is_late; /* handed in after that day, or not yet */
} AnnualPlan;
extern const Shape annual_plan_shape;

typedef struct AnnualContent {
    Rows targets, tasks;
} AnnualContent;
Code annual_content(Ctx *cx, const AnnualPlan *plan, AnnualContent *ret_content);
Code annual_plans_of(Ctx *cx, const Goals *goals, int64_t year, Rows *ret_plans); /* of AnnualPlan, described */
bool annual_is_handed_in(const AnnualPlan *plan);                                 /* submitted, approved or accepted */

extern const Shape annual_start_shape, annual_key_shape, annual_page_shape, annual_entry_shape, annual_step_shape;
Work annual_start, annual_get, annual_save, annual_submit, annual_withdraw, annual_approve, annual_decide;
/* What waits for the head of its agency, and for the coordinator. */
Code annual_to_approve(Ctx *cx, Rows *ret_awaited);
Code annual_to_accept(Ctx *cx, Rows *ret_awaited);

extern const ProblemKind annual_exists, annual_changed, annual_step_wrong, annual_empty, annual_item_unknown,
    annual_subject_unfit, annual_value_missing, annual_level_unknown, annual_target_twice, annual_due_early,
    annual_year_past;

#endif
