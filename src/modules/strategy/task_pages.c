/* modules/strategy/task_pages - the list of tasks with its filters, and one task with who does what. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/pages.h"

#include "kit/text.h"
#include "modules/strategy/views.h"
#include "platform/access/access.h"

enum { TASKS_A_PAGE = 50, SHARES_MAX = 2000 };

/* ---- the list ---- */

typedef struct TaskFilter {
    Str document, section, agency;
    int role, status, timing;
    Str q;
    int64_t page; /* from 1 */
} TaskFilter;

static const Field task_filter_fields[] = {
    FIELD(TaskFilter, document, OPTIONAL, 0, CODE_MAX),
    FIELD(TaskFilter, section, OPTIONAL, 0, CODE_MAX),
    FIELD(TaskFilter, agency, OPTIONAL, 0, CODE_MAX),
    FIELD_CHOICE(TaskFilter, role, OPTIONAL, &assignment_role_choices),
    FIELD_CHOICE(TaskFilter, status, OPTIONAL, &task_status_choices),
    FIELD_CHOICE(TaskFilter, timing, OPTIONAL, &timing_choices),
    FIELD(TaskFilter, q, OPTIONAL, 0, 100),
    FIELD(TaskFilter, page, OPTIONAL, 0, 10000),
};
const Shape task_filter_shape = SHAPE(TaskFilter, task_filter_fields);

typedef struct TaskPageList {
    Rows tasks; /* of TaskView */
    int64_t total, page, page_size;
    const TaskCount *count; /* of all that fit the filter but for its status */
    Rows documents;         /* of PlanDocument */
    Rows sections;          /* of Section: those of tasks */
} TaskPageList;

static const Field task_page_list_fields[] = {
    FIELD_LIST(TaskPageList, tasks, TASKS_A_PAGE, &task_view_shape),
    FIELD(TaskPageList, total, REQUIRED, 0, 0),
    FIELD(TaskPageList, page, REQUIRED, 0, 0),
    FIELD(TaskPageList, page_size, REQUIRED, 0, 0),
    FIELD_LINK(TaskPageList, count, REQUIRED, &task_count_shape),
    FIELD_LIST(TaskPageList, documents, 200, &plan_document_shape),
    FIELD_LIST(TaskPageList, sections, 5000, &section_shape),
};
const Shape task_page_list_shape = SHAPE(TaskPageList, task_page_list_fields);

static bool has_words(Ctx *cx, const Task *task, Str folded_query) {
    if (folded_query.len == 0) return true;
    const Str text =
        text_fold(cx->arena, str_format(cx->arena, "%.*s %.*s %.*s %.*s", STR_FMT(task->title), STR_FMT(task->title_en),
                                        STR_FMT(task->citation), STR_FMT(task->product)));
    for (Str rest = folded_query; rest.at != NULL;) {
        const Str word = str_cut(&rest, ' ');
        if (word.len > 0 && str_find(text, word) == text.len) return false;
    }
    return true;
}

/* A section is meant with all that lie beneath it: III.2 holds III.2.a. Codes tell: they begin alike. */
static bool in_section(Str section, Str asked) {
    if (asked.len == 0 || str_equal(section, asked)) return true;
    return str_starts(section, asked) && section.at[asked.len] == '.';
}

/* Everything but the status, which is known only after the task was looked at. */
static bool task_fits(Ctx *cx, const Goals *goals, const TaskFilter *filter, const Texts *agency_codes, Str query,
                      const Task *task) {
    if (filter->document.len > 0 && !str_equal(task->document, filter->document)) return false;
    if (filter->timing != 0 && task->timing != filter->timing) return false;
    if (!in_section(task->section, filter->section)) return false;
    if (filter->agency.len > 0 && !goals_answering(goals, agency_codes, task->code, filter->role).answers) return false;
    return has_words(cx, task, query);
}

static Code fill_sections(Ctx *cx, TaskPageList *list, Str document) {
    Rows all;
    TRY(plan_sections(cx, &all));
    Section *kept = NEW_ARRAY(cx->arena, Section, all.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < all.count && count < 5000; i++) {
        const Section *one = &((const Section *)all.items)[i];
        if (document.len == 0 || str_equal(one->document, document)) kept[count++] = *one;
    }
    list->sections = (Rows){ kept, count };
    return OK;
}

Code tasks_list(Ctx *cx, const void *in, void *out) {
    const TaskFilter *filter = in;
    TaskPageList *list = out;
    TaskCount *count = NEW(cx->arena, TaskCount);
    Goals *goals;
    TaskBook book;
    TRY(goals_load(cx, &goals));
    TRY(task_book_load(cx, &book));
    TRY(fill_sections(cx, list, filter->document));
    const Str query = text_fold(cx->arena, filter->q);
    const Texts codes = registry_codes_for(cx, goals->registry, filter->agency, cx->today);
    const bool is_known = filter->agency.len == 0 || registry_agency(goals->registry, filter->agency) != NULL;
    if (!is_known) return fail(cx, &not_found, filter->agency);
    TaskView *shown = NEW_ARRAY(cx->arena, TaskView, TASKS_A_PAGE);
    size_t shown_count = 0;
    list->page = filter->page > 0 ? filter->page : 1;
    list->page_size = TASKS_A_PAGE;
    const int64_t first = (list->page - 1) * TASKS_A_PAGE;
    for (size_t i = 0; i < book.tasks.count; i++) {
        const Task *task = &((const Task *)book.tasks.items)[i];
        if (!task_fits(cx, goals, filter, &codes, query, task)) continue;
        const bool is_share =
            filter->agency.len > 0 && goals_answering(goals, &codes, task->code, ROLE_OF_LEAD).answers;
        const TaskView view =
            is_share ? task_view_of_agency(cx, goals, &book, task, filter->agency) : task_view(cx, goals, &book, task);
        task_count_add(count, &view);
        if (filter->status != 0 && view.status != filter->status) continue;
        if (list->total >= first && shown_count < TASKS_A_PAGE) shown[shown_count++] = view;
        list->total++;
    }
    list->tasks = (Rows){ shown, shown_count };
    list->count = count;
    list->documents = goals->documents;
    return OK;
}

/* ---- one task ---- */

typedef struct ItemKey {
    Str code;
} ItemKey;

static const Field item_key_fields[] = { FIELD(ItemKey, code, REQUIRED, 1, CODE_MAX) };
const Shape item_key_shape = SHAPE(ItemKey, item_key_fields);

/* What one agency that leads has reported; `progress` none: nothing yet. */
typedef struct ShareView {
    Str agency, agency_name;
    const TaskProgress *progress;
    bool may_report;
} ShareView;

static const Field share_view_fields[] = {
    FIELD(ShareView, agency, REQUIRED, 0, 0),
    FIELD(ShareView, agency_name, REQUIRED, 0, 0),
    FIELD_LINK(ShareView, progress, OPTIONAL, &task_progress_shape),
    FIELD(ShareView, may_report, REQUIRED, 0, 0),
};
static const Shape share_view_shape = SHAPE(ShareView, share_view_fields);

typedef struct TaskPage {
    const TaskView *view;
    const PlanDocument *document;
    const Section *section;
    const IndicatorView *indicator; /* that it is meant to move */
    Rows shares;                    /* of ShareView */
    Rows past;                      /* of ProgressPast */
} TaskPage;

static const Field task_page_fields[] = {
    FIELD_LINK(TaskPage, view, REQUIRED, &task_view_shape),
    FIELD_LINK(TaskPage, document, REQUIRED, &plan_document_shape),
    FIELD_LINK(TaskPage, section, OPTIONAL, &section_shape),
    FIELD_LINK(TaskPage, indicator, OPTIONAL, &indicator_view_shape),
    FIELD_LIST(TaskPage, shares, SHARES_MAX, &share_view_shape),
    FIELD_LIST(TaskPage, past, 5000, &progress_past_shape),
};
const Shape task_page_shape = SHAPE(TaskPage, task_page_fields);

static Rows shares_of(Ctx *cx, const Goals *goals, const TaskBook *book, const Task *task) {
    const Rows rows = goals_assignments(goals, task->code);
    ShareView *views = NULL;
    size_t count = 0, room = 0;
    Map seen = map_new(cx->arena);
    for (size_t i = 0; i < rows.count; i++) {
        const Assignment *one = &((const Assignment *)rows.items)[i];
        if (one->role != ROLE_OF_LEAD || one->agency.len == 0) continue;
        const Texts members = goals_members(cx, goals, one->agency);
        for (size_t j = 0; j < members.count && count < SHARES_MAX; j++) {
            if (!map_add(&seen, members.items[j], 0)) continue;
            views = array_grow(cx->arena, views, sizeof(ShareView), count, &room);
            views[count++] = (ShareView){ members.items[j], registry_name(goals->registry, members.items[j]),
                                          task_book_progress(book, task->code, members.items[j]),
                                          access_may_for(cx, "strategy.enter", members.items[j]) };
        }
    }
    return (Rows){ views, count };
}

static Code find_section(Ctx *cx, Str code, const Section **ret_section) {
    Rows rows;
    TRY(plan_sections(cx, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const Section *one = &((const Section *)rows.items)[i];
        if (str_equal(one->code, code)) *ret_section = one;
    }
    return OK;
}

static Code find_indicator_view(Ctx *cx, const Goals *goals, Str code, const IndicatorView **ret_view) {
    const Indicator *indicator = goals_indicator(goals, code);
    if (indicator == NULL) return OK;
    Standing standing;
    IndicatorView *view = NEW(cx->arena, IndicatorView);
    const Code found = standing_find(cx, code, goals->province, &standing);
    if (found != OK && found != NOT_FOUND) return found;
    const Standing *reported = found == OK ? &standing : NULL;
    *view = indicator_view(cx, goals, measured_take(cx, goals, indicator, goals->province, reported, cx->today));
    *ret_view = view;
    return OK;
}

Code task_get(Ctx *cx, const void *in, void *out) {
    const ItemKey *key = in;
    TaskPage *page = out;
    Goals *goals;
    TaskBook book;
    TRY(goals_load(cx, &goals));
    TRY(task_book_load(cx, &book));
    const Task *task = NULL;
    for (size_t i = 0; i < book.tasks.count && task == NULL; i++) {
        const Task *one = &((const Task *)book.tasks.items)[i];
        if (str_equal(one->code, key->code)) task = one;
    }
    if (task == NULL) return fail(cx, &not_found, key->code);
    TaskView *view = NEW(cx->arena, TaskView);
    *view = task_view(cx, goals, &book, task);
    page->view = view;
    page->document = goals_document(goals, task->document);
    page->shares = shares_of(cx, goals, &book, task);
    TRY(find_section(cx, task->section, &page->section));
    TRY(find_indicator_view(cx, goals, task->indicator, &page->indicator));
    return progress_past_of(cx, task->code, &page->past);
}
