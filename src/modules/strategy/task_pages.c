/* modules/strategy/task_pages - one task: who does what, how far each is and where that was said. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/pages.h"

#include "modules/strategy/origins.h"
#include "modules/strategy/views.h"
#include "platform/access/access.h"

enum { SHARES_MAX = 2000 };

typedef struct ItemKey {
    Str code;
} ItemKey;

static const Field item_key_fields[] = { FIELD(ItemKey, code, REQUIRED, 1, CODE_MAX) };
const Shape item_key_shape = SHAPE(ItemKey, item_key_fields);

/* What one agency that leads has reported; `progress` none: nothing yet. */
typedef struct ShareView {
    Str agency, agency_name;
    const TaskProgress *progress;
    const Origin *origin; /* of this progress */
    bool may_report;
} ShareView;

static const Field share_view_fields[] = {
    FIELD(ShareView, agency, REQUIRED, 0, 0),
    FIELD(ShareView, agency_name, REQUIRED, 0, 0),
    FIELD_LINK(ShareView, progress, OPTIONAL, &task_progress_shape),
    FIELD_LINK(ShareView, origin, OPTIONAL, &origin_shape),
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

/* Shares out of one file have one origin, which is looked up once. */
static Code share_origin(Ctx *cx, const Goals *goals, ShareView *views, size_t at, Map *known) {
    const Str id = views[at].progress->origin;
    size_t first;
    if (map_get(known, id, &first)) {
        views[at].origin = views[first].origin;
        return OK;
    }
    Origin *origin = NEW(cx->arena, Origin);
    views[at].origin = origin;
    (void)map_add(known, id, at);
    return origin_find(cx, goals, id, origin);
}

static Code shares_of(Ctx *cx, const Goals *goals, const TaskBook *book, const Task *task, Rows *ret_shares) {
    const Rows rows = goals_assignments(goals, task->code);
    ShareView *views = NULL;
    size_t count = 0, room = 0;
    Map seen = map_new(cx->arena), known = map_new(cx->arena);
    for (size_t i = 0; i < rows.count; i++) {
        const Assignment *one = &((const Assignment *)rows.items)[i];
        if (one->role != ROLE_OF_LEAD || one->agency.len == 0) continue;
        const Texts members = goals_members(cx, goals, one->agency);
        for (size_t j = 0; j < members.count && count < SHARES_MAX; j++) {
            const Str agency = members.items[j];
            if (!map_add(&seen, agency, 0)) continue;
            views = array_grow(cx->arena, views, sizeof(ShareView), count, &room);
            views[count] = (ShareView){ .agency = agency,
                                        .agency_name = registry_name(goals->registry, agency),
                                        .progress = task_book_progress(book, task->code, agency),
                                        .may_report = access_may_for(cx, "strategy.enter", agency) };
            if (views[count].progress != NULL) TRY(share_origin(cx, goals, views, count, &known));
            count++;
        }
    }
    *ret_shares = (Rows){ views, count };
    return OK;
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
    TRY(task_book_load(cx, goals, &book));
    const Task *task = goals_task(goals, key->code);
    if (task == NULL) return fail(cx, &not_found, key->code);
    TaskView *view = NEW(cx->arena, TaskView);
    *view = task_view(cx, goals, &book, task);
    page->view = view;
    page->document = goals_document(goals, task->document);
    TRY(shares_of(cx, goals, &book, task, &page->shares));
    TRY(find_section(cx, task->section, &page->section));
    TRY(find_indicator_view(cx, goals, task->indicator, &page->indicator));
    return progress_past_of(cx, task->code, &page->past);
}
