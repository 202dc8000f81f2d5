/* modules/strategy/summary - how far the province is with a document: the public first page. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/pages.h"

#include "modules/strategy/views.h"

/* Of a group with more than it shows, those that are worst; the plan shows all. */
enum { CHANGES_SHOWN = 8, GROUPS_MAX = 500, GROUP_SHOWN = 8 };

/* ---- the summary ---- */

typedef struct SummaryFilter {
    Str document; /* none: the newest */
    Day on;       /* as things stood on a day; none: today */
} SummaryFilter;

static const Field summary_filter_fields[] = {
    FIELD(SummaryFilter, document, OPTIONAL, 0, CODE_MAX),
    FIELD(SummaryFilter, on, OPTIONAL, 0, 0),
};
const Shape summary_filter_shape = SHAPE(SummaryFilter, summary_filter_fields);

typedef struct SummaryGroup {
    const Objective *objective;
    const StatusCount *count;
    Rows indicators; /* of IndicatorView: at most GROUP_SHOWN of the count's total */
} SummaryGroup;

static const Field summary_group_fields[] = {
    FIELD_LINK(SummaryGroup, objective, OPTIONAL, &objective_shape),
    FIELD_LINK(SummaryGroup, count, REQUIRED, &status_count_shape),
    FIELD_LIST(SummaryGroup, indicators, GROUP_SHOWN, &indicator_view_shape),
};
static const Shape summary_group_shape = SHAPE(SummaryGroup, summary_group_fields);

/* A figure that was recorded lately. */
typedef struct ChangeView {
    Str indicator, title, unit, period, text, agency_name;
    Decimal value, previous;
    Time recorded_at;
    bool is_sample;
} ChangeView;

static const Field change_view_fields[] = {
    FIELD(ChangeView, indicator, REQUIRED, 0, 0), FIELD(ChangeView, title, REQUIRED, 0, 0),
    FIELD(ChangeView, unit, REQUIRED, 0, 0),      FIELD(ChangeView, period, REQUIRED, 0, 0),
    FIELD(ChangeView, text, REQUIRED, 0, 0),      FIELD(ChangeView, agency_name, REQUIRED, 0, 0),
    FIELD(ChangeView, value, OPTIONAL, 0, 0),     FIELD(ChangeView, previous, OPTIONAL, 0, 0),
    FIELD(ChangeView, recorded_at, OPTIONAL, 0, 0), FIELD(ChangeView, is_sample, REQUIRED, 0, 0),
};
static const Shape change_view_shape = SHAPE(ChangeView, change_view_fields);

typedef struct SummaryPage {
    const PlanDocument *document;
    Rows documents; /* of PlanDocument */
    Day on;         /* the day that this shows */
    bool is_past;   /* a day was asked for */
    Day cut_on;     /* end of the newest period with a figure */
    Day next_due_on;
    const StatusCount *count;
    const TaskCount *tasks;
    Rows groups;  /* of SummaryGroup */
    Rows changes; /* of ChangeView */
    Str map_indicator; /* one with figures of communes; "" when there is none */
    bool has_samples;
} SummaryPage;

static const Field summary_page_fields[] = {
    FIELD_LINK(SummaryPage, document, OPTIONAL, &plan_document_shape),
    FIELD_LIST(SummaryPage, documents, 200, &plan_document_shape),
    FIELD(SummaryPage, on, REQUIRED, 0, 0),
    FIELD(SummaryPage, is_past, REQUIRED, 0, 0),
    FIELD(SummaryPage, cut_on, OPTIONAL, 0, 0),
    FIELD(SummaryPage, next_due_on, OPTIONAL, 0, 0),
    FIELD_LINK(SummaryPage, count, REQUIRED, &status_count_shape),
    FIELD_LINK(SummaryPage, tasks, REQUIRED, &task_count_shape),
    FIELD_LIST(SummaryPage, groups, GROUPS_MAX, &summary_group_shape),
    FIELD_LIST(SummaryPage, changes, CHANGES_SHOWN, &change_view_shape),
    FIELD(SummaryPage, map_indicator, REQUIRED, 0, 0),
    FIELD(SummaryPage, has_samples, REQUIRED, 0, 0),
};
const Shape summary_page_shape = SHAPE(SummaryPage, summary_page_fields);

/* All that one pass over the indicators gathers. */
typedef struct Summing {
    Ctx *cx;
    const Goals *goals;
    const Standings *standings;
    Day on;
    SummaryPage *page;
    Tally all;
    const Measured **measured;
    size_t *group_of; /* of each of them */
    size_t measured_count;
    Str *group_codes; /* objective of each group */
    Tally *group_tallies;
    size_t group_count;
} Summing;

static size_t group_for(Summing *on, Str objective) {
    for (size_t i = 0; i < on->group_count; i++) {
        if (str_equal(on->group_codes[i], objective)) return i;
    }
    if (on->group_count == GROUPS_MAX) return GROUPS_MAX - 1;
    on->group_codes[on->group_count] = objective;
    return on->group_count++;
}

static void note_dates(Summing *on, const Measured *measured) {
    SummaryPage *page = on->page;
    const Standing *standing = measured->standing;
    if (standing != NULL && standing->ends_on.number > page->cut_on.number) page->cut_on = standing->ends_on;
    page->has_samples = page->has_samples || (standing != NULL && standing->is_sample);
    if (measured->due.period.frequency == FREQUENCY_NONE) return;
    const Day next =
        period_due_on(period_next(measured->due.period), due_days_of(measured->indicator), on->goals->calendar);
    if (page->next_due_on.number == 0 || next.number < page->next_due_on.number) page->next_due_on = next;
}

static void add_indicator(Summing *on, const Indicator *indicator) {
    const Standing *standing = standings_find(on->standings, indicator->code);
    const Measured *measured =
        measured_take(on->cx, on->goals, indicator, on->goals->province, standing, on->on);
    const size_t group = group_for(on, indicator->objective);
    on->group_of[on->measured_count] = group;
    on->measured[on->measured_count++] = measured;
    tally_add(&on->all, &measured->measure);
    tally_add(&on->group_tallies[group], &measured->measure);
    note_dates(on, measured);
    const bool has_communes = indicator->level == ABOUT_BOTH || indicator->level == ABOUT_COMMUNE;
    if (has_communes && on->page->map_indicator.len == 0) on->page->map_indicator = indicator->code;
}

static const StatusCount *counted(Arena *arena, const Tally *tally) {
    StatusCount *count = NEW(arena, StatusCount);
    *count = status_count_of(tally);
    return count;
}

/* In a group that is shown whole they stand in the document's order; else the most urgent come first. */
static Rows shown_of_group(const Summing *on, size_t group) {
    const bool is_whole = on->group_tallies[group].total <= GROUP_SHOWN;
    IndicatorView *views = NEW_ARRAY(on->cx->arena, IndicatorView, GROUP_SHOWN);
    size_t count = 0;
    for (int urgency = 0; urgency < (is_whole ? 1 : STATUS_URGENCIES); urgency++) {
        for (size_t i = 0; i < on->measured_count && count < GROUP_SHOWN; i++) {
            const Measured *one = on->measured[i];
            if (on->group_of[i] != group || (!is_whole && status_urgency(one->measure.status) != urgency)) continue;
            views[count++] = indicator_view(on->cx, on->goals, one);
        }
    }
    return (Rows){ views, count };
}

static Rows grouped(const Summing *on) {
    Arena *arena = on->cx->arena;
    SummaryGroup *groups = NEW_ARRAY(arena, SummaryGroup, on->group_count + 1);
    for (size_t i = 0; i < on->group_count; i++)
        groups[i] = (SummaryGroup){ .objective = goals_objective(on->goals, on->group_codes[i]),
                                    .count = counted(arena, &on->group_tallies[i]),
                                    .indicators = shown_of_group(on, i) };
    return (Rows){ groups, on->group_count };
}

static ChangeView change_view(const Goals *goals, const Measured *measured) {
    const Indicator *indicator = measured->indicator;
    const Standing *standing = measured->standing;
    const Series *series = &measured->series;
    return (ChangeView){ .indicator = indicator->code,
                         .title = indicator->short_title.len > 0 ? indicator->short_title : indicator->title,
                         .unit = indicator->unit,
                         .period = standing->period,
                         .text = standing->text,
                         .agency_name = registry_name(goals->registry, standing->agency),
                         .value = standing->value,
                         .previous = series->count > 1 ? series->points[series->count - 2].value : (Decimal){ 0 },
                         .recorded_at = standing->recorded_at,
                         .is_sample = standing->is_sample };
}

static Rows newest_changes(const Summing *on) {
    ChangeView *changes = NEW_ARRAY(on->cx->arena, ChangeView, CHANGES_SHOWN + 1);
    size_t count = 0;
    for (size_t i = 0; i < on->measured_count; i++) {
        if (on->measured[i]->standing == NULL) continue;
        const Time recorded_at = on->measured[i]->standing->recorded_at;
        size_t at = count < CHANGES_SHOWN ? count++ : CHANGES_SHOWN;
        for (; at > 0 && changes[at - 1].recorded_at.us < recorded_at.us; at--) changes[at] = changes[at - 1];
        if (at < CHANGES_SHOWN) changes[at] = change_view(on->goals, on->measured[i]);
    }
    return (Rows){ changes, count };
}

static Code count_tasks(Ctx *cx, const Goals *goals, const PlanDocument *document, SummaryPage *page) {
    TaskBook book;
    TaskCount *count = NEW(cx->arena, TaskCount);
    page->tasks = count;
    TRY(task_book_load(cx, goals, &book));
    for (size_t i = 0; document != NULL && i < book.tasks.count; i++) {
        const Task *task = &((const Task *)book.tasks.items)[i];
        if (!str_equal(task->document, document->code) || is_closed(task->closed_on, page->on)) continue;
        TRY(memory_left(cx));
        const TaskView view = task_view_bare(cx, goals, &book, task);
        task_count_add(count, &view);
        page->has_samples = page->has_samples || view.is_sample;
    }
    return OK;
}

Code summary_get(Ctx *cx, const void *in, void *out) {
    const SummaryFilter *filter = in;
    SummaryPage *page = out;
    Goals *goals;
    Standings standings;
    TRY(goals_load(cx, &goals));
    TRY(goals_choose_document(cx, goals, filter->document, &page->document));
    page->documents = goals->documents;
    page->is_past = filter->on.number != 0;
    page->on = page->is_past ? filter->on : cx->today;
    page->map_indicator = S("");
    TRY(standings_load(cx, goals->province, filter->on, &standings));
    const size_t most = goals->indicators.count + 1;
    Summing on = { .cx = cx,
                   .goals = goals,
                   .standings = &standings,
                   .on = page->on,
                   .page = page,
                   .measured = NEW_ARRAY(cx->arena, const Measured *, most),
                   .group_of = NEW_ARRAY(cx->arena, size_t, most),
                   .group_codes = NEW_ARRAY(cx->arena, Str, GROUPS_MAX),
                   .group_tallies = NEW_ARRAY(cx->arena, Tally, GROUPS_MAX) };
    for (size_t i = 0; page->document != NULL && i < goals->indicators.count; i++) {
        const Indicator *indicator = &((const Indicator *)goals->indicators.items)[i];
        if (is_closed(indicator->closed_on, page->on)) continue;
        TRY(memory_left(cx));
        if (str_equal(indicator->document, page->document->code)) add_indicator(&on, indicator);
    }
    page->count = counted(cx->arena, &on.all);
    page->groups = grouped(&on);
    page->changes = newest_changes(&on);
    return count_tasks(cx, goals, page->document, page);
}
