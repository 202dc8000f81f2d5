/* modules/strategy/plan_tree - a document as a tree: sections, objectives, indicators, tasks, duties, legal bases. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/pages.h"

#include "modules/strategy/views.h"

typedef struct PlanFilter {
    Str document;
} PlanFilter;

static const Field plan_filter_fields[] = { FIELD(PlanFilter, document, OPTIONAL, 0, CODE_MAX) };
const Shape plan_filter_shape = SHAPE(PlanFilter, plan_filter_fields);

/* What the tree shows of an indicator and of a task: a line each. */
typedef struct IndicatorLine {
    Str code, objective, citation, title, title_en, unit, text;
    int status;
    Decimal value, target;
    Decimal target_low, target_high; /* both for a range */
    int64_t target_year;
    int kind;
    Str target_text;
} IndicatorLine;

static const Field indicator_line_fields[] = {
    FIELD(IndicatorLine, code, REQUIRED, 0, 0),
    FIELD(IndicatorLine, objective, REQUIRED, 0, 0),
    FIELD(IndicatorLine, citation, REQUIRED, 0, 0),
    FIELD(IndicatorLine, title, REQUIRED, 0, 0),
    FIELD(IndicatorLine, title_en, REQUIRED, 0, 0),
    FIELD(IndicatorLine, unit, REQUIRED, 0, 0),
    FIELD(IndicatorLine, text, REQUIRED, 0, 0),
    FIELD_CHOICE(IndicatorLine, status, REQUIRED, &status_choices),
    FIELD(IndicatorLine, value, OPTIONAL, 0, 0),
    FIELD(IndicatorLine, target, OPTIONAL, 0, 0),
    FIELD(IndicatorLine, target_low, OPTIONAL, 0, 0),
    FIELD(IndicatorLine, target_high, OPTIONAL, 0, 0),
    FIELD(IndicatorLine, target_year, REQUIRED, 0, 0),
    FIELD_CHOICE(IndicatorLine, kind, REQUIRED, &indicator_kind_choices),
    FIELD(IndicatorLine, target_text, REQUIRED, 0, 0),
};
static const Shape indicator_line_shape = SHAPE(IndicatorLine, indicator_line_fields);

typedef struct TaskLine {
    Str code, section, citation, title, title_en;
    int status, timing;
    Decimal percent;
    Day due;
    Texts leads; /* names of who leads today */
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
    FIELD(TaskLine, leads, REQUIRED, 0, 0),
};
static const Shape task_line_shape = SHAPE(TaskLine, task_line_fields);

typedef struct PlanPage {
    const PlanDocument *document;
    Str issuer_name;
    Rows documents, sections, objectives, indicators, tasks, duties, bases;
} PlanPage;

static const Field plan_page_fields[] = {
    FIELD_LINK(PlanPage, document, OPTIONAL, &plan_document_shape),
    FIELD(PlanPage, issuer_name, REQUIRED, 0, 0),
    FIELD_LIST(PlanPage, documents, 200, &plan_document_shape),
    FIELD_LIST(PlanPage, sections, 50000, &section_shape),
    FIELD_LIST(PlanPage, objectives, 50000, &objective_shape),
    FIELD_LIST(PlanPage, indicators, 50000, &indicator_line_shape),
    FIELD_LIST(PlanPage, tasks, 50000, &task_line_shape),
    FIELD_LIST(PlanPage, duties, 50000, &duty_view_shape),
    FIELD_LIST(PlanPage, bases, 50000, &basis_shape),
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

static IndicatorLine indicator_line(Ctx *cx, const Goals *goals, const Indicator *one, const Standing *standing) {
    const Measured *measured = measured_take(cx, goals, one, goals->province, standing, cx->today);
    const Milestone *final = measured->measure.final;
    const Decimal value = standing == NULL ? (Decimal){ 0 } : standing->value;
    const Decimal target = milestone_bound(final, measured->goal.direction, value);
    return (IndicatorLine){ .code = one->code,
                            .objective = one->objective,
                            .citation = one->citation,
                            .title = one->title,
                            .title_en = one->title_en,
                            .unit = one->unit,
                            .text = standing == NULL ? S("") : standing->text,
                            .status = (int)measured->measure.status,
                            .value = value,
                            .target = target,
                            .target_low = final->low,
                            .target_high = final->high,
                            .target_year = day_year(final->on),
                            .kind = one->kind,
                            .target_text = level_word(one, target) };
}

static Code fill_indicator_lines(Ctx *cx, const Goals *goals, PlanPage *page) {
    Standings standings;
    TRY(standings_load(cx, goals->province, (Day){ 0 }, &standings));
    IndicatorLine *lines = NEW_ARRAY(cx->arena, IndicatorLine, goals->indicators.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < goals->indicators.count; i++) {
        const Indicator *one = &((const Indicator *)goals->indicators.items)[i];
        if (!str_equal(one->document, page->document->code)) continue;
        lines[count++] = indicator_line(cx, goals, one, standings_find(&standings, one->code));
    }
    page->indicators = (Rows){ lines, count };
    return OK;
}

static Code fill_task_lines(Ctx *cx, const Goals *goals, PlanPage *page) {
    TaskBook book;
    TRY(task_book_load(cx, &book));
    TaskLine *lines = NEW_ARRAY(cx->arena, TaskLine, book.tasks.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < book.tasks.count; i++) {
        const Task *task = &((const Task *)book.tasks.items)[i];
        if (!str_equal(task->document, page->document->code)) continue;
        const TaskView view = task_view(cx, goals, &book, task);
        lines[count++] = (TaskLine){ .code = task->code, .section = task->section, .citation = task->citation,
                                     .title = task->title, .title_en = task->title_en, .status = view.status,
                                     .timing = task->timing, .percent = view.percent, .due = task->due,
                                     .leads = lead_names(cx, &view) };
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
    TRY(read_of_document(cx, plan_sections, &section_shape, code, &page->sections));
    TRY(read_of_document(cx, plan_objectives, &objective_shape, code, &page->objectives));
    TRY(read_of_document(cx, plan_bases, &basis_shape, code, &page->bases));
    TRY(read_of_document(cx, plan_duties, &duty_shape, code, &duties));
    DutyView *views = NEW_ARRAY(cx->arena, DutyView, duties.count + 1);
    for (size_t i = 0; i < duties.count; i++) views[i] = duty_view(cx, goals, &((const Duty *)duties.items)[i]);
    page->duties = (Rows){ views, duties.count };
    TRY(fill_indicator_lines(cx, goals, page));
    return fill_task_lines(cx, goals, page);
}
