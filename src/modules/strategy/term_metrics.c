/* modules/strategy/term_metrics - figures and tasks that were due in a span, and which were in time. See metrics.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/metrics.h"

#include "modules/strategy/views.h"

enum { PERIODS_BACK_MAX = 1200, DUE_DAYS_BACK = 800 };

/* ---- figures ---- */

typedef struct FigureSpan {
    Day since, until;
} FigureSpan;

static const Field figure_span_fields[] = { FIELD(FigureSpan, since, REQUIRED, 0, 0),
                                            FIELD(FigureSpan, until, REQUIRED, 0, 0) };
const Shape figure_span_shape = SHAPE(FigureSpan, figure_span_fields);

/* When a figure first came: handed in, where it was; else recorded. */
typedef struct FigureTime {
    Str indicator, subject;
    Day ends_on;
    bool is_sample;
    Time came_at;
} FigureTime;

static const Field figure_time_fields[] = {
    FIELD(FigureTime, indicator, REQUIRED, 0, 0), FIELD(FigureTime, subject, REQUIRED, 0, 0),
    FIELD(FigureTime, ends_on, REQUIRED, 0, 0),   FIELD(FigureTime, is_sample, REQUIRED, 0, 0),
    FIELD(FigureTime, came_at, REQUIRED, 0, 0),
};
const Shape figure_time_shape = SHAPE(FigureTime, figure_time_fields);

#include "modules/strategy/term_metrics.sql.h"

static int time_order(const FigureTime *one, Str indicator, Str subject, Day ends_on) {
    int order = str_compare(one->indicator, indicator);
    if (order == 0) order = str_compare(one->subject, subject);
    if (order == 0) order = one->ends_on.number < ends_on.number ? -1 : one->ends_on.number > ends_on.number;
    return order;
}

/* In rows by indicator, subject and day; NULL when it never came. */
static const FigureTime *time_find(const Rows *times, Str indicator, Str subject, Day ends_on) {
    const FigureTime *all = times->items;
    size_t low = 0, high = times->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = time_order(&all[middle], indicator, subject, ends_on);
        if (order == 0) return &all[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* One figure that was due, asked of all who owe it. */
typedef struct Owed {
    const Goals *goals;
    const MetricAsked *asked;
    const Places *places;
    MetricValue *values;
    const Rows *times; /* NULL: only how many were due is counted */
} Owed;

static void add_owed(Ctx *cx, const Owed *owed, const Indicator *indicator, size_t span, Period period, Day due_on) {
    const Rows leads = goals_leads(cx, owed->goals, indicator->code, due_on);
    for (size_t i = 0; i < leads.count; i++) {
        const Lead *lead = &((const Lead *)leads.items)[i];
        const Str subject = goals_subject_owed(owed->goals, indicator, lead->agency, lead->answering);
        MetricValue *value = value_at(owed->places, owed->asked, owed->values, span, lead->agency->code);
        if (value == NULL || subject.len == 0) continue;
        if (owed->times == NULL) {
            value_add(value, 1, false);
            continue;
        }
        const FigureTime *came = time_find(owed->times, indicator->code, subject, period_end(period));
        const bool in_time = came != NULL && ctx_day_of(cx, came->came_at).number <= due_on.number;
        value_add(value, in_time, came != NULL && came->is_sample);
    }
}

static Day effective_from(const Goals *goals, const Indicator *indicator) {
    const PlanDocument *document = goals_document(goals, indicator->document);
    if (document == NULL) return (Day){ 0 };
    return document->effective_on.number != 0 ? document->effective_on : document->issued_on;
}

/* From the newest period that can have been due back to the first whose day lies before the span. */
static void add_periods(Ctx *cx, const Owed *owed, const Indicator *indicator, size_t span) {
    const Span days = owed->asked->spans[span];
    const int64_t due_days = due_days_of(indicator);
    const Day from = effective_from(owed->goals, indicator);
    Period period = period_of_day(days.to, (Frequency)indicator->frequency);
    for (int i = 0; i < PERIODS_BACK_MAX; i++, period = period_before(period)) {
        const Day due_on = period_due_on(period, due_days, owed->goals->calendar);
        if (due_on.number < days.from.number || period_end(period).number < from.number) return;
        if (due_on.number <= days.to.number) add_owed(cx, owed, indicator, span, period, due_on);
    }
}

static Code add_figures(Ctx *cx, const Goals *goals, const MetricAsked *asked, MetricValue *values, const Rows *times) {
    const Places places = places_of(cx, asked);
    const Owed owed = { goals, asked, &places, values, times };
    values_begin(goals, asked, values);
    for (size_t i = 0; i < goals->indicators.count; i++) {
        const Indicator *indicator = &((const Indicator *)goals->indicators.items)[i];
        if (indicator->frequency == FREQUENCY_NONE) continue;
        for (size_t j = 0; j < asked->span_count; j++) add_periods(cx, &owed, indicator, j);
    }
    return OK;
}

static Code figures_due_each(Ctx *cx, const Goals *goals, const MetricAsked *asked, MetricValue *values) {
    return add_figures(cx, goals, asked, values, NULL);
}

static Code figures_on_time_each(Ctx *cx, const Goals *goals, const MetricAsked *asked, MetricValue *values) {
    FigureSpan all = { { INT64_MAX }, { 0 } };
    Rows times = { NULL, 0 };
    for (size_t i = 0; i < asked->span_count; i++) {
        if (asked->spans[i].from.number < all.since.number) all.since = asked->spans[i].from;
        if (asked->spans[i].to.number > all.until.number) all.until = asked->spans[i].to;
    }
    if (asked->span_count == 0) return OK;
    all.since.number -= DUE_DAYS_BACK; /* a figure is due after its period has ended */
    TRY(figure_times(cx, &all, &times));
    return add_figures(cx, goals, asked, values, &times);
}

Code figures_due_metric(Ctx *cx, const MetricAsked *asked, MetricValue *ret_values) {
    return metric_count(cx, asked, ret_values, figures_due_each);
}

Code figures_on_time_metric(Ctx *cx, const MetricAsked *asked, MetricValue *ret_values) {
    return metric_count(cx, asked, ret_values, figures_on_time_each);
}

/* ---- tasks ---- */

/* One task that an agency leads, on the last day of a span. */
typedef struct Owing {
    const Task *task;
    const TaskProgress *progress; /* NULL: not reported */
    Day due_on;                   /* none: no day is set */
    bool is_done;                 /* by the last day of the span */
} Owing;

typedef bool Judge(const Owing *owing, const Span *span);

static bool judge_led(const Owing *owing, const Span *span) {
    return owing->task->start.number <= span->to.number; /* none: from the beginning */
}

static bool judge_due(const Owing *owing, const Span *span) {
    return owing->due_on.number != 0 && owing->due_on.number >= span->from.number &&
           owing->due_on.number <= span->to.number;
}

static bool judge_done(const Owing *owing, const Span *span) {
    return judge_due(owing, span) && owing->is_done;
}

static bool judge_on_time(const Owing *owing, const Span *span) {
    return judge_done(owing, span) && owing->progress->finished_on.number <= owing->due_on.number;
}

static bool judge_overdue(const Owing *owing, const Span *span) {
    return owing->due_on.number != 0 && owing->due_on.number < span->to.number && !owing->is_done;
}

/* A task put to all who lead it. */
typedef struct TaskCounting {
    const Goals *goals;
    const TaskBook *book;
    const MetricAsked *asked;
    const Places *places;
    MetricValue *values;
    Judge *judge;
} TaskCounting;

static void add_task(Ctx *cx, const TaskCounting *on, Owing owing, size_t at) {
    const Span *span = &on->asked->spans[at];
    const Rows leads = goals_leads(cx, on->goals, owing.task->code, span->to);
    for (size_t i = 0; i < leads.count; i++) {
        const Str agency = ((const Lead *)leads.items)[i].agency->code;
        MetricValue *value = value_at(on->places, on->asked, on->values, at, agency);
        if (value == NULL) continue;
        owing.progress = task_book_progress(on->book, owing.task->code, agency);
        owing.is_done = owing.progress != NULL && owing.progress->state == TASK_DONE &&
                        owing.progress->finished_on.number <= span->to.number;
        if (on->judge(&owing, span)) value_add(value, 1, owing.progress != NULL && owing.progress->is_sample);
    }
}

static Code count_tasks(Ctx *cx, const Goals *goals, const MetricAsked *asked, MetricValue *values, Judge *judge) {
    TaskBook book;
    const Places places = places_of(cx, asked);
    const TaskCounting counting = { goals, &book, asked, &places, values, judge };
    values_begin(goals, asked, values);
    TRY(task_book_load(cx, goals, &book));
    for (size_t i = 0; i < book.tasks.count; i++) {
        Owing owing = { .task = &((const Task *)book.tasks.items)[i] };
        if (owing.task->due.number != 0) owing.due_on = deadline_of(goals->calendar, owing.task->due);
        for (size_t j = 0; j < asked->span_count; j++) add_task(cx, &counting, owing, j);
    }
    return OK;
}

#define TASKS(name, judge)                                                                                             \
    static Code name##_each(Ctx *cx, const Goals *goals, const MetricAsked *asked, MetricValue *values) {              \
        return count_tasks(cx, goals, asked, values, judge);                                                           \
    }                                                                                                                  \
    Code name(Ctx *cx, const MetricAsked *asked, MetricValue *ret_values) {                                            \
        return metric_count(cx, asked, ret_values, name##_each);                                                       \
    }

TASKS(tasks_led_metric, judge_led)
TASKS(tasks_due_metric, judge_due)
TASKS(tasks_done_metric, judge_done)
TASKS(tasks_on_time_metric, judge_on_time)
TASKS(tasks_overdue_metric, judge_overdue)
