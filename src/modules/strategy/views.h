/* modules/strategy/views - an indicator, a task, an assignment as pages show them: with names, measures and sources. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_VIEWS_H
#define MODULES_STRATEGY_VIEWS_H

#include "modules/strategy/measured.h"
#include "modules/strategy/progress.h"

extern const Choices status_choices, rule_choices, start_choices;

/* Who answers, as named then and as it answers today. */
typedef struct AssignmentView {
    int role;
    Str named, agency, agency_name, then, then_name, basis, note;
    int64_t members; /* how many agencies are meant today */
} AssignmentView;

typedef struct TrailView {
    Str period;
    Day on;
    Decimal value;
} TrailView;

/* Where an indicator stands for one subject. */
typedef struct StandingView {
    Str subject, subject_name;
    int status, rule;
    Str period; /* of the newest figure; "" when there is none */
    Day period_end;
    Decimal value, previous;
    Str text;
    Decimal attainment; /* 0 to 1 */
    int start;
    Decimal start_value;
    Day start_on;
    Decimal expected, gap, remaining, tolerance;
    Decimal target;
    int64_t target_year, next_year;
    Decimal next_target, forecast, monthly;
    Str due_period;
    Day due_on;
    int64_t overdue_days;
    Time recorded_at;
    bool is_sample;
    Str source, agency_name; /* where the figure comes from, and who reported it */
    int64_t evidence_count, figure_count;
    int64_t reported, expected_reports, met_count; /* for figures that are added up from members */
    Rows trail; /* of TrailView */
} StandingView;

typedef struct IndicatorView {
    const Indicator *indicator;
    Rows targets;     /* of Target */
    Rows assignments; /* of AssignmentView */
    const StandingView *standing;
} IndicatorView;

typedef struct TaskView {
    const Task *task;
    Rows assignments; /* of AssignmentView */
    int status;
    Decimal percent; /* mean of those who reported */
    int64_t expected, reported, done;
    Day due_on; /* with which day its term ends: task->due, or the next working day */
    int64_t overdue_days, late_days;
    Time recorded_at;
    bool is_sample;
} TaskView;

/* A duty that recurs, with the days on which it falls due. */
typedef struct DutyView {
    const Duty *duty;
    Str who_name, to_name;
    int64_t members; /* how many agencies owe it today */
    Str for_period; /* "2026", "2026-Q4" */
    Day due_on; /* the next last day in time */
} DutyView;

/* How many stand how. */
typedef struct StatusCount {
    int64_t total, met, on_track, at_risk, late, no_data;
    Decimal attainment; /* mean of those that are measured */
    int64_t measured;
} StatusCount;

typedef struct TaskCount {
    int64_t total, done, overdue, in_progress, not_started, no_report;
} TaskCount;

extern const Shape assignment_view_shape, standing_view_shape, indicator_view_shape, task_view_shape,
    status_count_shape, task_count_shape, trail_view_shape, duty_view_shape;

Rows assignment_views(Ctx *cx, const Goals *goals, Str item);
Rows lead_views(Ctx *cx, const Rows *assignments); /* of AssignmentView: those of them that lead */
IndicatorView indicator_view(Ctx *cx, const Goals *goals, const Measured *measured);
DutyView duty_view(Ctx *cx, const Goals *goals, const Duty *duty);
StatusCount status_count_of(const Tally *tally);

/* The tasks of the plan with how far they are; progress is read once for all. */
typedef struct TaskBook {
    Rows tasks;    /* of Task */
    Rows progress; /* of TaskProgress, by task and agency */
    Map first_progress;
} TaskBook;
Code task_book_load(Ctx *cx, const Goals *goals, TaskBook *ret_book);
TaskView task_view(Ctx *cx, const Goals *goals, const TaskBook *book, const Task *task);
/* The same without its assignments: to be counted. */
TaskView task_view_bare(Ctx *cx, const Goals *goals, const TaskBook *book, const Task *task);
/* The same for one agency that leads it: its own share alone. */
TaskView task_view_of_agency(Ctx *cx, const Goals *goals, const TaskBook *book, const Task *task, Str agency);
Texts lead_names(Ctx *cx, const TaskView *view); /* of the agencies that lead today, each once */
const TaskProgress *task_book_progress(const TaskBook *book, Str task, Str agency); /* NULL when not reported */
void task_count_add(TaskCount *count, const TaskView *view);

#endif
