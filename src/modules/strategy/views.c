/* modules/strategy/views - see views.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/views.h"

static const char *const statuses[] = { "met", "on_track", "at_risk", "late", "no_data" };
static const char *const rules[] = { "no_figure", "overdue", "final_reached", "final_passed", "on_path",
                                     "trend_short", "within_tolerance", "below_path", "partial" };
static const char *const starts[] = { "declared", "milestone", "first_figure", "lowest_level" };
const Choices status_choices = CHOICES("Status", statuses);
const Choices rule_choices = CHOICES("Rule", rules);
const Choices start_choices = CHOICES("Start", starts);

static const Field assignment_view_fields[] = {
    FIELD_CHOICE(AssignmentView, role, REQUIRED, &assignment_role_choices),
    FIELD(AssignmentView, named, REQUIRED, 0, 0),
    FIELD(AssignmentView, agency, REQUIRED, 0, 0),
    FIELD(AssignmentView, agency_name, REQUIRED, 0, 0),
    FIELD(AssignmentView, then, REQUIRED, 0, 0),
    FIELD(AssignmentView, then_name, REQUIRED, 0, 0),
    FIELD(AssignmentView, basis, REQUIRED, 0, 0),
    FIELD(AssignmentView, note, REQUIRED, 0, 0),
    FIELD(AssignmentView, members, REQUIRED, 0, 0),
};
const Shape assignment_view_shape = SHAPE(AssignmentView, assignment_view_fields);

static const Field trail_view_fields[] = {
    FIELD(TrailView, period, REQUIRED, 0, 0),
    FIELD(TrailView, on, REQUIRED, 0, 0),
    FIELD(TrailView, value, REQUIRED, 0, 0),
};
const Shape trail_view_shape = SHAPE(TrailView, trail_view_fields);

static const Field standing_view_fields[] = {
    FIELD(StandingView, subject, REQUIRED, 0, 0),
    FIELD(StandingView, subject_name, REQUIRED, 0, 0),
    FIELD_CHOICE(StandingView, status, REQUIRED, &status_choices),
    FIELD_CHOICE(StandingView, rule, REQUIRED, &rule_choices),
    FIELD(StandingView, period, REQUIRED, 0, 0),
    FIELD(StandingView, period_end, OPTIONAL, 0, 0),
    FIELD(StandingView, value, OPTIONAL, 0, 0),
    FIELD(StandingView, previous, OPTIONAL, 0, 0),
    FIELD(StandingView, text, REQUIRED, 0, 0),
    FIELD(StandingView, attainment, OPTIONAL, 0, 0),
    FIELD_CHOICE(StandingView, start, OPTIONAL, &start_choices),
    FIELD(StandingView, start_value, OPTIONAL, 0, 0),
    FIELD(StandingView, start_on, OPTIONAL, 0, 0),
    FIELD(StandingView, expected, OPTIONAL, 0, 0),
    FIELD(StandingView, gap, OPTIONAL, 0, 0),
    FIELD(StandingView, remaining, OPTIONAL, 0, 0),
    FIELD(StandingView, tolerance, OPTIONAL, 0, 0),
    FIELD(StandingView, target, OPTIONAL, 0, 0),
    FIELD(StandingView, target_year, REQUIRED, 0, 0),
    FIELD(StandingView, next_year, REQUIRED, 0, 0),
    FIELD(StandingView, next_target, OPTIONAL, 0, 0),
    FIELD(StandingView, forecast, OPTIONAL, 0, 0),
    FIELD(StandingView, monthly, OPTIONAL, 0, 0),
    FIELD(StandingView, due_period, REQUIRED, 0, 0),
    FIELD(StandingView, due_on, OPTIONAL, 0, 0),
    FIELD(StandingView, overdue_days, REQUIRED, 0, 0),
    FIELD(StandingView, recorded_at, OPTIONAL, 0, 0),
    FIELD(StandingView, is_sample, REQUIRED, 0, 0),
    FIELD(StandingView, source, REQUIRED, 0, 0),
    FIELD(StandingView, agency_name, REQUIRED, 0, 0),
    FIELD(StandingView, evidence_count, REQUIRED, 0, 0),
    FIELD(StandingView, figure_count, REQUIRED, 0, 0),
    FIELD(StandingView, reported, REQUIRED, 0, 0),
    FIELD(StandingView, expected_reports, REQUIRED, 0, 0),
    FIELD(StandingView, met_count, REQUIRED, 0, 0),
    FIELD_LIST(StandingView, trail, TRAIL_POINTS, &trail_view_shape),
};
const Shape standing_view_shape = SHAPE(StandingView, standing_view_fields);

static const Field indicator_view_fields[] = {
    FIELD_LINK(IndicatorView, indicator, REQUIRED, &indicator_shape),
    FIELD_LIST(IndicatorView, targets, MILESTONES_MAX, &target_shape),
    FIELD_LIST(IndicatorView, assignments, 200, &assignment_view_shape),
    FIELD_LINK(IndicatorView, standing, REQUIRED, &standing_view_shape),
};
const Shape indicator_view_shape = SHAPE(IndicatorView, indicator_view_fields);

static const Field task_view_fields[] = {
    FIELD_LINK(TaskView, task, REQUIRED, &task_shape),
    FIELD_LIST(TaskView, assignments, 200, &assignment_view_shape),
    FIELD_CHOICE(TaskView, status, REQUIRED, &task_status_choices),
    FIELD(TaskView, percent, OPTIONAL, 0, 0),
    FIELD(TaskView, expected, REQUIRED, 0, 0),
    FIELD(TaskView, reported, REQUIRED, 0, 0),
    FIELD(TaskView, done, REQUIRED, 0, 0),
    FIELD(TaskView, due_on, OPTIONAL, 0, 0),
    FIELD(TaskView, overdue_days, REQUIRED, 0, 0),
    FIELD(TaskView, late_days, REQUIRED, 0, 0),
    FIELD(TaskView, recorded_at, OPTIONAL, 0, 0),
    FIELD(TaskView, is_sample, REQUIRED, 0, 0),
};
const Shape task_view_shape = SHAPE(TaskView, task_view_fields);

static const Field status_count_fields[] = {
    FIELD(StatusCount, total, REQUIRED, 0, 0),   FIELD(StatusCount, met, REQUIRED, 0, 0),
    FIELD(StatusCount, on_track, REQUIRED, 0, 0), FIELD(StatusCount, at_risk, REQUIRED, 0, 0),
    FIELD(StatusCount, late, REQUIRED, 0, 0),    FIELD(StatusCount, no_data, REQUIRED, 0, 0),
    FIELD(StatusCount, attainment, OPTIONAL, 0, 0), FIELD(StatusCount, measured, REQUIRED, 0, 0),
};
const Shape status_count_shape = SHAPE(StatusCount, status_count_fields);

static const Field task_count_fields[] = {
    FIELD(TaskCount, total, REQUIRED, 0, 0),       FIELD(TaskCount, done, REQUIRED, 0, 0),
    FIELD(TaskCount, overdue, REQUIRED, 0, 0),     FIELD(TaskCount, in_progress, REQUIRED, 0, 0),
    FIELD(TaskCount, not_started, REQUIRED, 0, 0), FIELD(TaskCount, no_report, REQUIRED, 0, 0),
};
const Shape task_count_shape = SHAPE(TaskCount, task_count_fields);

static const Field duty_view_fields[] = {
    FIELD_LINK(DutyView, duty, REQUIRED, &duty_shape), FIELD(DutyView, who_name, REQUIRED, 0, 0),
    FIELD(DutyView, to_name, REQUIRED, 0, 0),          FIELD(DutyView, members, REQUIRED, 0, 0),
    FIELD(DutyView, for_period, REQUIRED, 0, 0),       FIELD(DutyView, due_on, OPTIONAL, 0, 0),
};
const Shape duty_view_shape = SHAPE(DutyView, duty_view_fields);

/* ---- assignments ---- */

Rows assignment_views(Ctx *cx, const Goals *goals, Str item) {
    const Rows rows = goals_assignments(goals, item);
    const Assignment *assignments = rows.items;
    AssignmentView *views = NEW_ARRAY(cx->arena, AssignmentView, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        const Assignment *one = &assignments[i];
        views[i] = (AssignmentView){ .role = one->role,
                                     .named = one->named,
                                     .agency = one->agency,
                                     .agency_name = registry_name(goals->registry, one->agency),
                                     .then = one->then,
                                     .then_name = registry_name(goals->registry, one->then),
                                     .basis = one->basis,
                                     .note = one->note };
        if (one->agency.len > 0) views[i].members = (int64_t)goals_members(cx, goals, one->agency).count;
    }
    return (Rows){ views, rows.count };
}

Rows lead_views(Ctx *cx, const Rows *assignments) {
    AssignmentView *leads = NEW_ARRAY(cx->arena, AssignmentView, assignments->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < assignments->count; i++) {
        const AssignmentView *one = &((const AssignmentView *)assignments->items)[i];
        if (one->role == ROLE_OF_LEAD) leads[count++] = *one;
    }
    return (Rows){ leads, count };
}

/* ---- indicators ---- */

static int64_t count_texts(Str joined) {
    if (joined.len == 0) return 0;
    int64_t count = 1;
    for (size_t i = 0; i < joined.len; i++) count += joined.at[i] == ';';
    return count;
}

static Rows trail_views(Arena *arena, const Indicator *indicator, const Series *series) {
    TrailView *views = NEW_ARRAY(arena, TrailView, series->count + 1);
    for (size_t i = 0; i < series->count; i++) {
        const Period period = period_of_day(series->points[i].on, (Frequency)indicator->frequency);
        views[i] = (TrailView){ period_text(arena, period), series->points[i].on, series->points[i].value };
    }
    return (Rows){ views, series->count };
}

static void fill_measure(StandingView *view, const Measured *measured) {
    const Measure *measure = &measured->measure;
    const Direction direction = measured->goal.direction;
    view->status = (int)measure->status;
    view->rule = (int)measure->rule;
    view->attainment = measure->attainment;
    view->start = (int)measure->start;
    view->start_value = measure->start_value;
    view->start_on = measure->start_on;
    view->expected = measure->expected;
    view->gap = measure->gap;
    view->remaining = measure->remaining;
    view->tolerance = measure->tolerance;
    view->forecast = measure->forecast;
    view->monthly = measure->monthly;
    view->target = milestone_bound(measure->final, direction, view->value);
    view->target_year = day_year(measure->final->on);
    view->next_year = day_year(measure->next->on);
    view->next_target = milestone_bound(measure->next, direction, view->value);
}

static void fill_standing(StandingView *view, const Goals *goals, const Standing *standing) {
    view->text = standing->text;
    view->recorded_at = standing->recorded_at;
    view->is_sample = standing->is_sample;
    view->source = standing->source;
    view->agency_name = registry_name(goals->registry, standing->agency);
    view->evidence_count = count_texts(standing->evidence);
    view->figure_count = standing->figure_count;
    view->reported = standing->reported;
    view->met_count = standing->met_count;
}

static const StandingView *standing_view(Ctx *cx, const Goals *goals, const Measured *measured) {
    const Series *series = &measured->series;
    const Due *due = &measured->due;
    StandingView *view = NEW(cx->arena, StandingView);
    *view = (StandingView){ .subject = measured->subject,
                            .subject_name = registry_name(goals->registry, measured->subject),
                            .text = S(""),
                            .period = S(""),
                            .source = S(""),
                            .agency_name = S(""),
                            .due_period = S(""),
                            .overdue_days = measured->overdue_days,
                            .expected_reports = measured->expected_reports };
    if (due->period.frequency != FREQUENCY_NONE) {
        view->due_period = period_text(cx->arena, due->period);
        view->due_on = due->on;
    }
    if (series->count > 0) {
        const Point *last = &series->points[series->count - 1];
        view->period = period_text(cx->arena, period_of_day(last->on, (Frequency)measured->as->frequency));
        view->period_end = last->on;
        view->value = last->value;
        if (series->count > 1) view->previous = last[-1].value;
    }
    view->trail = trail_views(cx->arena, measured->as, series);
    fill_measure(view, measured);
    if (measured->standing != NULL) fill_standing(view, goals, measured->standing);
    return view;
}

IndicatorView indicator_view(Ctx *cx, const Goals *goals, const Measured *measured) {
    return (IndicatorView){ .indicator = measured->indicator,
                            .targets = goals_targets(goals, measured->indicator),
                            .assignments = assignment_views(cx, goals, measured->indicator->code),
                            .standing = standing_view(cx, goals, measured) };
}

StatusCount status_count_of(const Tally *tally) {
    return (StatusCount){ .total = tally->total,
                          .met = tally->met,
                          .on_track = tally->on_track,
                          .at_risk = tally->at_risk,
                          .late = tally->late,
                          .no_data = tally->no_data,
                          .attainment = tally_mean(tally),
                          .measured = tally->measured };
}

/* ---- duties ---- */

DutyView duty_view(Ctx *cx, const Goals *goals, const Duty *duty) {
    DutyView view = { .duty = duty,
                      .who_name = registry_name(goals->registry, duty->who),
                      .to_name = registry_name(goals->registry, duty->to),
                      .members = (int64_t)goals_members(cx, goals, duty->who).count };
    DutyRule rule;
    MUST(duty_rule_from_text(duty->due_rule, &rule) == OK); /* it was checked when the plan was loaded */
    Period period = period_before(period_of_day(cx->today, rule.frequency)); /* may be due in this one */
    view.due_on = deadline_of(goals->calendar, duty_rule_day(&rule, period));
    while (view.due_on.number < cx->today.number) {
        period = period_next(period);
        view.due_on = deadline_of(goals->calendar, duty_rule_day(&rule, period));
    }
    view.for_period = period_text(cx->arena, period);
    return view;
}

/* ---- tasks ---- */

Code task_book_load(Ctx *cx, const Goals *goals, TaskBook *ret_book) {
    ret_book->tasks = goals->tasks;
    TRY(progress_all(cx, &ret_book->progress));
    ret_book->first_progress = map_new(cx->arena);
    const TaskProgress *progress = ret_book->progress.items;
    for (size_t i = 0; i < ret_book->progress.count; i++) (void)map_add(&ret_book->first_progress, progress[i].task, i);
    return OK;
}

/* What was reported of a task, by agency. */
static Rows reports_of(const TaskBook *book, Str task) {
    TaskProgress *progress = book->progress.items;
    size_t from;
    if (!map_get(&book->first_progress, task, &from)) return (Rows){ NULL, 0 };
    size_t to = from;
    while (to < book->progress.count && str_equal(progress[to].task, task)) to++;
    return (Rows){ progress + from, to - from };
}

static const TaskProgress *report_by(const Rows *reports, Str agency) {
    const TaskProgress *progress = reports->items;
    for (size_t i = 0; i < reports->count; i++) {
        if (str_equal(progress[i].agency, agency)) return &progress[i];
    }
    return NULL;
}

const TaskProgress *task_book_progress(const TaskBook *book, Str task, Str agency) {
    const Rows reports = reports_of(book, task);
    return report_by(&reports, agency);
}

static void add_report(TaskTally *tally, TaskView *view, const TaskProgress *progress) {
    task_tally_add(tally, progress);
    if (progress == NULL) return;
    view->is_sample = view->is_sample || progress->is_sample;
    if (progress->recorded_at.us > view->recorded_at.us) view->recorded_at = progress->recorded_at;
}

static void finish_task(const Ctx *cx, TaskView *view, const TaskTally *tally) {
    view->status = (int)task_status(tally, view->due_on, cx->today, &view->overdue_days, &view->late_days);
    view->percent = task_tally_percent(tally);
    view->expected = tally->expected;
    view->reported = tally->reported;
    view->done = tally->done;
}

static size_t count_leads(const Rows *assignments) {
    size_t count = 0;
    for (size_t i = 0; i < assignments->count; i++)
        count += ((const Assignment *)assignments->items)[i].role == ROLE_OF_LEAD;
    return count;
}

TaskView task_view_bare(Ctx *cx, const Goals *goals, const TaskBook *book, const Task *task) {
    TaskView view = { .task = task, .due_on = deadline_of(goals->calendar, task->due) };
    const Rows rows = goals_assignments(goals, task->code), reports = reports_of(book, task->code);
    const bool may_repeat = count_leads(&rows) > 1; /* within one collective an agency stands once */
    TaskTally tally = { 0 };
    Map counted = map_new(cx->arena);
    for (size_t i = 0; i < rows.count; i++) {
        const Assignment *one = &((const Assignment *)rows.items)[i];
        if (one->role != ROLE_OF_LEAD || one->agency.len == 0) continue;
        const Texts members = goals_members(cx, goals, one->agency);
        for (size_t j = 0; j < members.count; j++) {
            if (may_repeat && !map_add(&counted, members.items[j], 0)) continue;
            add_report(&tally, &view, report_by(&reports, members.items[j]));
        }
    }
    finish_task(cx, &view, &tally);
    return view;
}

TaskView task_view(Ctx *cx, const Goals *goals, const TaskBook *book, const Task *task) {
    TaskView view = task_view_bare(cx, goals, book, task);
    view.assignments = assignment_views(cx, goals, task->code);
    return view;
}

TaskView task_view_of_agency(Ctx *cx, const Goals *goals, const TaskBook *book, const Task *task, Str agency) {
    TaskView view = { .task = task,
                      .assignments = assignment_views(cx, goals, task->code),
                      .due_on = deadline_of(goals->calendar, task->due) };
    TaskTally tally = { 0 };
    add_report(&tally, &view, task_book_progress(book, task->code, agency));
    finish_task(cx, &view, &tally);
    return view;
}

Texts lead_names(Ctx *cx, const TaskView *view) {
    Str *names = NEW_ARRAY(cx->arena, Str, view->assignments.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < view->assignments.count; i++) {
        const AssignmentView *one = &((const AssignmentView *)view->assignments.items)[i];
        if (one->role != ROLE_OF_LEAD || one->agency_name.len == 0) continue;
        bool is_there = false;
        for (size_t j = 0; j < count; j++) is_there = is_there || str_equal(names[j], one->agency_name);
        if (!is_there) names[count++] = one->agency_name;
    }
    return (Texts){ names, count };
}

void task_count_add(TaskCount *count, const TaskView *view) {
    count->total++;
    count->done += view->status == TASK_STATUS_DONE;
    count->overdue += view->status == TASK_STATUS_OVERDUE;
    count->in_progress += view->status == TASK_STATUS_IN_PROGRESS;
    count->not_started += view->status == TASK_STATUS_NOT_STARTED;
    count->no_report += view->status == TASK_STATUS_NO_REPORT;
}
