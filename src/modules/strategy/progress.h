/* modules/strategy/progress - how far each agency is with its tasks, as accepted. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_PROGRESS_H
#define MODULES_STRATEGY_PROGRESS_H

#include "modules/strategy/goals.h"

typedef enum TaskState { TASK_NONE, TASK_NOT_STARTED, TASK_IN_PROGRESS, TASK_DONE } TaskState;
extern const Choices task_state_choices;

typedef struct TaskProgress {
    Str task, agency;
    int64_t percent; /* 0 to 100 */
    int state;
    Str product, note;
    Day as_of;
    Day finished_on; /* when it was done */
    int64_t revision;
    Str origin;
    bool is_sample;
    Time recorded_at;
} TaskProgress;
extern const Shape task_progress_shape;

/* Records it in place of what held; the revision is given here. */
Code progress_record(Ctx *cx, const TaskProgress *progress);
Code progress_find(Ctx *cx, Str task, Str agency, TaskProgress *ret_progress); /* NOT_FOUND without a Problem */
Code progress_all(Ctx *cx, Rows *ret_progress); /* by task and agency */

/* What it held before. */
typedef struct ProgressPast {
    Str agency;
    int64_t revision, percent;
    int state;
    Day as_of;
    Str origin;
    Time recorded_at;
} ProgressPast;
extern const Shape progress_past_shape;
Code progress_past_of(Ctx *cx, Str task, Rows *ret_past);

/* ---- Pure: where a task stands ---- */

typedef enum TaskStatus {
    TASK_STATUS_NONE,
    TASK_STATUS_DONE,        /* all who lead are done                                       */
    TASK_STATUS_OVERDUE,     /* its day is over and somebody who leads is not done          */
    TASK_STATUS_IN_PROGRESS, /* somebody began                                              */
    TASK_STATUS_NOT_STARTED, /* those who reported did not begin                            */
    TASK_STATUS_NO_REPORT,   /* nobody reported: that is not the same as not done           */
} TaskStatus;
extern const Choices task_status_choices;

typedef struct TaskTally {
    int64_t expected, reported, done; /* leads */
    int64_t percent_sum;
    Day last_finished_on;
} TaskTally;

void task_tally_add(TaskTally *tally, const TaskProgress *progress); /* NULL: this lead has not reported */
/* Mean of those who reported, 0 to 100; unknown when nobody did. */
Decimal task_tally_percent(const TaskTally *tally);
/* overdue_days: days since the due day, when it is overdue; else 0. late_days: how late it was done. */
TaskStatus task_status(const TaskTally *tally, Day due, Day today, int64_t *ret_overdue_days, int64_t *ret_late_days);

extern const Shape progress_import_args_shape;
Work progress_import;

extern const ProblemKind task_unknown, progress_state_wrong, agency_not_lead;
/* Does the state fit the percent? Adds a fault at `spot` otherwise. */
void progress_check(Ctx *cx, Spot spot, int64_t percent, TaskState state);

#endif
