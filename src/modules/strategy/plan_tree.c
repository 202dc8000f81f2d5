/* modules/strategy/plan_tree - a document as a tree: sections, objectives, indicators, tasks, duties, legal bases. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/pages.h"

#include "modules/strategy/plan_versions.h"
#include "modules/strategy/views.h"

typedef struct PlanFilter {
    Str document;
} PlanFilter;

static const Field plan_filter_fields[] = { FIELD(PlanFilter, document, OPTIONAL, 0, CODE_MAX) };
const Shape plan_filter_shape = SHAPE(PlanFilter, plan_filter_fields);

enum { LEADS_MAX = 200 };

/* What is asked for at the end of a year; of an indicator whose members are counted, that all of them meet it. */
typedef struct TargetLine {
    int64_t year;
    int operator;
    Decimal low, high;
    Str text;
} TargetLine;

static const Field target_line_fields[] = {
    FIELD(TargetLine, year, REQUIRED, 0, 0), FIELD_CHOICE(TargetLine, operator, REQUIRED, &operator_choices),
    FIELD(TargetLine, low, OPTIONAL, 0, 0),  FIELD(TargetLine, high, OPTIONAL, 0, 0),
    FIELD(TargetLine, text, REQUIRED, 0, 0),
};
static const Shape target_line_shape = SHAPE(TargetLine, target_line_fields);

/* What the tree shows of an indicator and of a task: a line each. */
typedef struct IndicatorLine {
    Str code, objective, citation, title, title_en, unit;
    int kind, status; /* as it is measured: a share of members is a share, whatever they report */
    Decimal value;
    Str text;     /* of a level: its word */
    Rows targets; /* of TargetLine */
    Rows leads;   /* of AssignmentView */
    bool is_sample;
    Day closed_on;
} IndicatorLine;

static const Field indicator_line_fields[] = {
    FIELD(IndicatorLine, code, REQUIRED, 0, 0),
    FIELD(IndicatorLine, objective, REQUIRED, 0, 0),
    FIELD(IndicatorLine, citation, REQUIRED, 0, 0),
    FIELD(IndicatorLine, title, REQUIRED, 0, 0),
    FIELD(IndicatorLine, title_en, REQUIRED, 0, 0),
    FIELD(IndicatorLine, unit, REQUIRED, 0, 0),
    FIELD_CHOICE(IndicatorLine, kind, REQUIRED, &indicator_kind_choices),
    FIELD_CHOICE(IndicatorLine, status, REQUIRED, &status_choices),
    FIELD(IndicatorLine, value, OPTIONAL, 0, 0),
    FIELD(IndicatorLine, text, REQUIRED, 0, 0),
    FIELD_LIST(IndicatorLine, targets, MILESTONES_MAX, &target_line_shape),
    FIELD_LIST(IndicatorLine, leads, LEADS_MAX, &assignment_view_shape),
    FIELD(IndicatorLine, is_sample, REQUIRED, 0, 0),
    FIELD(IndicatorLine, closed_on, OPTIONAL, 0, 0),
};
static const Shape indicator_line_shape = SHAPE(IndicatorLine, indicator_line_fields);

typedef struct TaskLine {
    Str code, section, citation, title, title_en;
    int status, timing;
    Decimal percent;
    Day due;
    int64_t overdue_days, late_days;
    Rows leads; /* of AssignmentView */
    bool is_sample;
    Day closed_on;
} TaskLine;

static const Field task_line_fields[] = {
    FIELD(TaskLine, code, REQUIRED, 0, 0),
    FIELD(TaskLine, section, REQUIRED, 0, 0),
    FIELD(TaskLine, citation, REQUIRED, 0, 0),
    FIELD(TaskLine, title, REQUIRED, 0, 0),
    FIELD(TaskLine, title_en, REQUIRED, 0, 0),
    FIELD_CHOICE(TaskLine, status, REQUIRED, &task_status_choices),
    FIELD_CHOICE(TaskLine, timing, REQUIRED, &timing_choices),
    FIELD(TaskLine, percent, OPTIONAL, 0, 0),
    FIELD(TaskLine, due, OPTIONAL, 0, 0),
    FIELD(TaskLine, overdue_days, REQUIRED, 0, 0),
    FIELD(TaskLine, late_days, REQUIRED, 0, 0),
    FIELD_LIST(TaskLine, leads, LEADS_MAX, &assignment_view_shape),
    FIELD(TaskLine, is_sample, REQUIRED, 0, 0),
    FIELD(TaskLine, closed_on, OPTIONAL, 0, 0),
};
static const Shape task_line_shape = SHAPE(TaskLine, task_line_fields);

typedef struct PlanPage {
    const PlanDocument *document;
    Str issuer_name;
    Rows documents, versions, sections, objectives, indicators, tasks, duties, bases;
    bool has_samples;
} PlanPage;

static const Field plan_page_fields[] = {
    FIELD_LINK(PlanPage, document, OPTIONAL, &plan_document_shape),
    FIELD(PlanPage, issuer_name, REQUIRED, 0, 0),
    FIELD_LIST(PlanPage, documents, 200, &plan_document_shape),
    FIELD_LIST(PlanPage, versions, PLAN_VERSIONS_MAX, &plan_version_shape),
    FIELD_LIST(PlanPage, sections, 50000, &section_shape),
    FIELD_LIST(PlanPage, objectives, 50000, &objective_shape),
    FIELD_LIST(PlanPage, indicators, 50000, &indicator_line_shape),
    FIELD_LIST(PlanPage, tasks, 50000, &task_line_shape),
    FIELD_LIST(PlanPage, duties, 50000, &duty_view_shape),
    FIELD_LIST(PlanPage, bases, 50000, &basis_shape),
    FIELD(PlanPage, has_samples, REQUIRED, 0, 0),
};
const Shape plan_page_shape = SHAPE(PlanPage, plan_page_fields);

/* Keeps the rows whose member `document` is the one that is shown. */
static Rows of_document(Arena *arena, const Rows *rows, const Shape *shape, Str document) {
    const Field *field = shape_field(shape, "document");
    char *kept = arena_alloc(arena, array_bytes(shape->size, rows->count + 1));
    size_t count = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const char *row = (const char *)rows->items + i * shape->size;
        if (str_equal(*(const Str *)(const void *)(row + field->offset), document))
            memcpy(kept + shape->size * count++, row, shape->size);
    }
    return (Rows){ kept, count };
}

static Code read_of_document(Ctx *cx, Code (*read)(Ctx *cx, Rows *ret_rows), const Shape *shape, Str document,
                             Rows *ret_rows) {
    Rows all;
    TRY(read(cx, &all));
    *ret_rows = of_document(cx->arena, &all, shape, document);
    return OK;
}

static Rows target_lines(Ctx *cx, const Goals *goals, const Measured *measured) {
    const Rows rows = goals_targets(goals, measured->indicator);
    TargetLine *lines = NEW_ARRAY(cx->arena, TargetLine, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        const Target *target = &((const Target *)rows.items)[i];
        const bool is_share = measured->as != measured->indicator;
        lines[i] = is_share ? (TargetLine){ target->year, OPERATOR_EQUAL, decimal_whole(100), { 0 }, S("") }
                            : (TargetLine){ target->year, target->operator, target->low, target->high, target->text };
    }
    return (Rows){ lines, rows.count };
}

static IndicatorLine indicator_line(Ctx *cx, const Goals *goals, const Indicator *one, const Standing *standing) {
    const Measured *measured = measured_take(cx, goals, one, goals->province, standing, cx->today);
    const Indicator *as = measured->as;
    const Rows assignments = assignment_views(cx, goals, one->code);
    const Decimal value = standing == NULL ? (Decimal){ 0 } : standing->value;
    return (IndicatorLine){ .code = one->code,
                            .objective = one->objective,
                            .citation = one->citation,
                            .title = one->title,
                            .title_en = one->title_en,
                            .unit = as == one ? one->unit : S("%"),
                            .kind = as->kind,
                            .status = (int)measured->measure.status,
                            .value = value,
                            .text = as->kind == KIND_OF_LEVEL ? level_word(as, value) : S(""),
                            .targets = target_lines(cx, goals, measured),
                            .leads = lead_views(cx, &assignments),
                            .is_sample = standing != NULL && standing->is_sample,
                            .closed_on = one->closed_on };
}

static Code fill_indicator_lines(Ctx *cx, const Goals *goals, PlanPage *page) {
    Standings standings;
    TRY(standings_load(cx, goals->province, (Day){ 0 }, &standings));
    IndicatorLine *lines = NEW_ARRAY(cx->arena, IndicatorLine, goals->indicators.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < goals->indicators.count; i++) {
        const Indicator *one = &((const Indicator *)goals->indicators.items)[i];
        if (!str_equal(one->document, page->document->code)) continue;
        TRY(memory_left(cx));
        lines[count] = indicator_line(cx, goals, one, standings_find(&standings, one->code));
        page->has_samples = page->has_samples || lines[count].is_sample;
        count++;
    }
    page->indicators = (Rows){ lines, count };
    return OK;
}

static TaskLine task_line(Ctx *cx, const Goals *goals, const TaskBook *book, const Task *task) {
    const TaskView view = task_view(cx, goals, book, task);
    return (TaskLine){ .code = task->code,
                       .section = task->section,
                       .citation = task->citation,
                       .title = task->title,
                       .title_en = task->title_en,
                       .status = view.status,
                       .timing = task->timing,
                       .percent = view.percent,
                       .due = view.due_on,
                       .overdue_days = view.overdue_days,
                       .late_days = view.late_days,
                       .leads = lead_views(cx, &view.assignments),
                       .is_sample = view.is_sample,
                       .closed_on = task->closed_on };
}

static Code fill_task_lines(Ctx *cx, const Goals *goals, PlanPage *page) {
    TaskBook book;
    TRY(task_book_load(cx, goals, &book));
    TaskLine *lines = NEW_ARRAY(cx->arena, TaskLine, book.tasks.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < book.tasks.count; i++) {
        const Task *task = &((const Task *)book.tasks.items)[i];
        if (!str_equal(task->document, page->document->code)) continue;
        TRY(memory_left(cx));
        lines[count] = task_line(cx, goals, &book, task);
        page->has_samples = page->has_samples || lines[count].is_sample;
        count++;
    }
    page->tasks = (Rows){ lines, count };
    return OK;
}

Code plan_get(Ctx *cx, const void *in, void *out) {
    const PlanFilter *filter = in;
    PlanPage *page = out;
    Goals *goals;
    Rows duties;
    TRY(goals_load(cx, &goals));
    TRY(goals_choose_document(cx, goals, filter->document, &page->document));
    page->documents = goals->documents;
    page->issuer_name = S("");
    if (page->document == NULL) return OK;
    const Str code = page->document->code;
    page->issuer_name = registry_name(goals->registry, page->document->issuer);
    TRY(plan_versions_of(cx, code, &page->versions));
    TRY(read_of_document(cx, plan_sections, &section_shape, code, &page->sections));
    TRY(read_of_document(cx, plan_objectives, &objective_shape, code, &page->objectives));
    TRY(read_of_document(cx, plan_bases, &basis_shape, code, &page->bases));
    TRY(read_of_document(cx, plan_duties, &duty_shape, code, &duties));
    DutyView *views = NEW_ARRAY(cx->arena, DutyView, duties.count + 1);
    for (size_t i = 0; i < duties.count; i++) {
        TRY(memory_left(cx));
        views[i] = duty_view(cx, goals, &((const Duty *)duties.items)[i]);
    }
    page->duties = (Rows){ views, duties.count };
    TRY(fill_indicator_lines(cx, goals, page));
    return fill_task_lines(cx, goals, page);
}
