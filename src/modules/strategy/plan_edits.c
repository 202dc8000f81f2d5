/* modules/strategy/plan_edits - an amendment of the stored plan: edits put to a copy of it, checked as a package is,
 * and stored as a new version. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/plan_edits.h"

#include "modules/strategy/goals.h"
#include "modules/strategy/plan_versions.h"
#include "modules/strategy/rollups.h"

const ProblemKind edit_item_unknown = {
    INVALID,
    "strategy/edit-item-unknown",
    { "Kế hoạch không có mục này.", "The plan has no such item." },
    { "“{0}” không phải chỉ tiêu hoặc nhiệm vụ của văn bản “{1}”. Chọn lại mục cần sửa.",
      "“{0}” is no indicator or task of the document “{1}”. Choose again." }
};
const ProblemKind edit_unfit = {
    INVALID,
    "strategy/edit-unfit",
    { "Cách sửa không hợp với mục.", "The change does not fit the item." },
    { "Không thể áp dụng “{0}” cho “{1}”: mục tiêu năm và đơn vị là của chỉ tiêu, hạn là của nhiệm vụ.",
      "“{0}” cannot be applied to “{1}”: targets and units belong to indicators, due days to tasks." }
};
const ProblemKind edit_incomplete = { INVALID,
                                      "strategy/edit-incomplete",
                                      { "Đề xuất sửa còn thiếu.", "The change is incomplete." },
                                      { "“{0}” cần thêm “{1}”.", "“{0}” needs “{1}”." } };
const ProblemKind edit_no_such_target = { INVALID,
                                          "strategy/edit-no-target",
                                          { "Không có mục tiêu của năm này.", "There is no target of that year." },
                                          { "“{0}” không đặt mục tiêu cho năm {1}.",
                                            "“{0}” sets no target for {1}." } };
const ProblemKind edit_code_taken = { INVALID,
                                      "strategy/edit-code-taken",
                                      { "Mã đã có trong kế hoạch.", "The code is taken." },
                                      { "Kế hoạch đã có mục “{0}”. Chọn mã khác.",
                                        "The plan has an item “{0}” already. Choose another code." } };
const ProblemKind item_closed = {
    INVALID,
    "strategy/item-closed",
    { "Mục đã dừng.", "The item is closed." },
    { "“{0}” đã dừng từ ngày {1:/} theo sửa đổi của kế hoạch; không nhận số liệu, tiến độ từ ngày đó.",
      "“{0}” was closed on {1} by an amendment of the plan; nothing is taken for it from that day on." }
};

static const char *const edit_kinds[] = { "target",     "target_removed",  "due",     "lead",  "title",
                                          "task_added", "indicator_added", "removed", "closed" };
const Choices plan_edit_kind_choices = CHOICES("PlanEditKind", edit_kinds);

static const Field plan_edit_fields[] = {
    FIELD_CHOICE(PlanEdit, kind, REQUIRED, &plan_edit_kind_choices),
    FIELD(PlanEdit, item, REQUIRED, 1, CODE_MAX),
    FIELD(PlanEdit, year, OPTIONAL, 0, 2200),
    FIELD_CHOICE(PlanEdit, operator, OPTIONAL, &operator_choices),
    FIELD(PlanEdit, low, OPTIONAL, 0, 0),
    FIELD(PlanEdit, high, OPTIONAL, 0, 0),
    FIELD(PlanEdit, text, OPTIONAL, 0, 80),
    FIELD(PlanEdit, day, OPTIONAL, 0, 0),
    FIELD(PlanEdit, title, OPTIONAL, 0, TITLE_MAX),
    FIELD(PlanEdit, product, OPTIONAL, 0, 300),
    FIELD(PlanEdit, section, OPTIONAL, 0, CODE_MAX),
    FIELD(PlanEdit, objective, OPTIONAL, 0, CODE_MAX),
    FIELD(PlanEdit, unit, OPTIONAL, 0, 40),
    FIELD_CHOICE(PlanEdit, measure, OPTIONAL, &indicator_kind_choices),
    FIELD_CHOICE(PlanEdit, direction, OPTIONAL, &direction_choices),
    FIELD_CHOICE(PlanEdit, frequency, OPTIONAL, &frequency_choices),
    FIELD(PlanEdit, leads, OPTIONAL, 0, EDIT_LEADS_MAX),
    FIELD(PlanEdit, before, OPTIONAL, 0, 1000),
};
const Shape plan_edit_shape = SHAPE(PlanEdit, plan_edit_fields);

/* ---- the plan that is edited ---- */

typedef struct Editing {
    Ctx *cx;
    Plan plan;
    Str document;
    const Registry *registry;
    const PlanEdit *edit;
    size_t at; /* index of the edit, for its spot */
} Editing;

static Spot edit_spot(const Editing *on, const char *column) {
    return spot_field(str_format(on->cx->arena, "edits/%zu/%s", on->at, column));
}

/* A copy with room for more rows, and row numbers for those who name faults. */
static void make_room(Arena *arena, Table *table, size_t more) {
    char *items = arena_alloc(arena, array_bytes(table->shape->size, table->count + more + 1));
    if (table->count > 0) memcpy(items, table->items, table->count * table->shape->size);
    table->items = items;
    table->row_numbers = NEW_ARRAY(arena, int64_t, table->count + more + 1);
    for (size_t i = 0; i < table->count + more; i++) table->row_numbers[i] = (int64_t)i + 2;
}

static void *add_row(Table *table) {
    return table->items + table->shape->size * table->count++;
}

static void remove_row(Table *table, size_t at) {
    char *row = table->items + table->shape->size * at;
    memmove(row, row + table->shape->size, (table->count - at - 1) * table->shape->size);
    table->count--;
}

static Indicator *indicator_of(Editing *on, Str code) {
    for (size_t i = 0; i < on->plan.indicators.count; i++) {
        Indicator *one = table_change(&on->plan.indicators, i);
        if (str_equal(one->code, code) && str_equal(one->document, on->document)) return one;
    }
    return NULL;
}

static Task *task_of(Editing *on, Str code) {
    for (size_t i = 0; i < on->plan.tasks.count; i++) {
        Task *one = table_change(&on->plan.tasks, i);
        if (str_equal(one->code, code) && str_equal(one->document, on->document)) return one;
    }
    return NULL;
}

static size_t target_at(const Editing *on, Str indicator, int64_t year) {
    size_t i = 0;
    for (; i < on->plan.targets.count; i++) {
        const Target *one = table_item(&on->plan.targets, i);
        if (str_equal(one->indicator, indicator) && one->year == year) break;
    }
    return i;
}

/* ---- what stands there now, as one text: an edit that saw something else is refused by its room ---- */

static Str target_text(Ctx *cx, const Target *target) {
    const Str parts[] = { choice_name(&operator_choices, target->operator), decimal_text(cx->arena, target->low),
                          decimal_text(cx->arena, target->high), target->text };
    Buf text = buf_new(cx->arena, 400);
    for (size_t i = 0; i < COUNT(parts); i++) {
        if (parts[i].len > 0) buf_addf(&text, "%s%.*s", text.len > 0 ? " " : "", STR_FMT(parts[i]));
    }
    return (Str){ text.len == 0 ? "" : text.at, text.len };
}

static Str leads_text(Editing *on, Str item) {
    Buf text = buf_new(on->cx->arena, 4096);
    for (size_t i = 0; i < on->plan.assignments.count; i++) {
        const Assignment *one = table_item(&on->plan.assignments, i);
        if (one->role != ROLE_OF_LEAD || !str_equal(one->task, item)) continue;
        buf_addf(&text, "%s%.*s", text.len > 0 ? "; " : "", STR_FMT(one->named));
    }
    return (Str){ text.len == 0 ? "" : text.at, text.len };
}

static Str before_of(Editing *on) {
    const PlanEdit *edit = on->edit;
    const Indicator *indicator = indicator_of(on, edit->item);
    const Task *task = task_of(on, edit->item);
    const Str title = indicator != NULL ? indicator->title : task != NULL ? task->title : S("");
    const Day closed = indicator != NULL ? indicator->closed_on : task != NULL ? task->closed_on : (Day){ 0 };
    switch ((PlanEditKind)edit->kind) {
    case EDIT_TARGET:
    case EDIT_TARGET_REMOVED: {
        const size_t at = target_at(on, edit->item, edit->year);
        return at < on->plan.targets.count ? target_text(on->cx, table_item(&on->plan.targets, at)) : S("");
    }
    case EDIT_DUE: return task == NULL ? S("") : day_text(on->cx->arena, task->due);
    case EDIT_LEAD: return leads_text(on, edit->item);
    case EDIT_TITLE:
    case EDIT_REMOVED: return title;
    case EDIT_CLOSED: return day_text(on->cx->arena, closed);
    case EDIT_TASK_ADDED:
    case EDIT_INDICATOR_ADDED:
    case EDIT_NONE: break;
    }
    return S("");
}

/* ---- putting one edit to it ---- */

static bool refuse(Editing *on, const char *column, const ProblemKind *kind, Str a, Str b) {
    fault(on->cx, edit_spot(on, column), kind, a, b);
    return false;
}

static bool incomplete(Editing *on, const char *column) {
    return refuse(on, column, &edit_incomplete, on->edit->item, str_of(column));
}

static bool unfit(Editing *on) {
    const bool is_known = indicator_of(on, on->edit->item) != NULL || task_of(on, on->edit->item) != NULL;
    return is_known
               ? refuse(on, "kind", &edit_unfit, choice_name(&plan_edit_kind_choices, on->edit->kind), on->edit->item)
               : refuse(on, "item", &edit_item_unknown, on->edit->item, on->document);
}

static bool set_target(Editing *on) {
    const PlanEdit *edit = on->edit;
    if (indicator_of(on, edit->item) == NULL) return unfit(on);
    if (edit->year == 0) return incomplete(on, "year");
    if (edit->operator== OPERATOR_NONE) return incomplete(on, "operator");
    const size_t at = target_at(on, edit->item, edit->year);
    Target *target = at < on->plan.targets.count ? table_change(&on->plan.targets, at) : add_row(&on->plan.targets);
    const Str citation = target->citation.at != NULL ? target->citation : S("");
    *target = (Target){ .indicator = edit->item,
                        .year = edit->year,
                        .operator= edit->operator,
                        .low = edit->low,
                        .high = edit->high,
                        .text = edit->text.at != NULL ? edit->text : S(""),
                        .citation = citation };
    return true;
}

static bool remove_target(Editing *on) {
    const PlanEdit *edit = on->edit;
    if (indicator_of(on, edit->item) == NULL) return unfit(on);
    const size_t at = target_at(on, edit->item, edit->year);
    if (at == on->plan.targets.count)
        return refuse(on, "year", &edit_no_such_target, edit->item, int_text(on->cx, edit->year));
    remove_row(&on->plan.targets, at);
    return true;
}

static bool set_due(Editing *on) {
    Task *task = task_of(on, on->edit->item);
    if (task == NULL) return unfit(on);
    if (on->edit->day.number == 0) return incomplete(on, "day");
    task->due = on->edit->day;
    task->timing = TIMING_DATED;
    return true;
}

static bool add_leads(Editing *on) {
    const PlanEdit *edit = on->edit;
    if (edit->leads.count == 0) return incomplete(on, "leads");
    for (size_t i = 0; i < edit->leads.count; i++) {
        const Str code = edit->leads.items[i], name = registry_name(on->registry, code);
        if (name.len == 0) return refuse(on, "leads", &code_unknown, code, S(""));
        Assignment *row = add_row(&on->plan.assignments);
        *row = (Assignment){ .task = edit->item,
                             .role = ROLE_OF_LEAD,
                             .named = name,
                             .agency = code,
                             .then = S(""),
                             .basis = S(""),
                             .note = S("") };
    }
    return true;
}

static void remove_assignments(Editing *on, bool only_leads) {
    for (size_t i = on->plan.assignments.count; i > 0; i--) {
        const Assignment *one = table_item(&on->plan.assignments, i - 1);
        if (str_equal(one->task, on->edit->item) && (!only_leads || one->role == ROLE_OF_LEAD))
            remove_row(&on->plan.assignments, i - 1);
    }
}

static bool set_leads(Editing *on) {
    if (indicator_of(on, on->edit->item) == NULL && task_of(on, on->edit->item) == NULL) return unfit(on);
    remove_assignments(on, true);
    return add_leads(on);
}

static bool set_title(Editing *on) {
    Indicator *indicator = indicator_of(on, on->edit->item);
    Task *task = task_of(on, on->edit->item);
    if (indicator == NULL && task == NULL) return unfit(on);
    if (on->edit->title.len == 0) return incomplete(on, "title");
    if (indicator != NULL) {
        indicator->title = on->edit->title;
        indicator->short_title = indicator->title_en = S(""); /* they said what the old title said */
    } else {
        task->title = on->edit->title;
        task->title_en = S("");
    }
    return true;
}

static Str amended_citation(const Editing *on) {
    for (size_t i = 0; i < on->plan.documents.count; i++) {
        const PlanDocument *one = table_item(&on->plan.documents, i);
        if (str_equal(one->code, on->document)) return str_format(on->cx->arena, "%.*s, bổ sung", STR_FMT(one->number));
    }
    return S("bổ sung");
}

static bool may_add(Editing *on) {
    const PlanEdit *edit = on->edit;
    bool is_taken = false;
    for (size_t i = 0; i < on->plan.indicators.count; i++)
        is_taken = is_taken || str_equal(((const Indicator *)table_item(&on->plan.indicators, i))->code, edit->item);
    for (size_t i = 0; i < on->plan.tasks.count; i++)
        is_taken = is_taken || str_equal(((const Task *)table_item(&on->plan.tasks, i))->code, edit->item);
    if (is_taken) return refuse(on, "item", &edit_code_taken, edit->item, S(""));
    return edit->title.len > 0 ? true : incomplete(on, "title");
}

static Str said(Str text) {
    return text.at != NULL ? text : S("");
}

static bool add_task(Editing *on) {
    const PlanEdit *edit = on->edit;
    if (!may_add(on)) return false;
    Task *task = add_row(&on->plan.tasks);
    *task = (Task){ .code = edit->item,
                    .document = on->document,
                    .section = said(edit->section),
                    .citation = amended_citation(on),
                    .title = edit->title,
                    .title_en = S(""),
                    .product = said(edit->product),
                    .due = edit->day,
                    .timing = edit->day.number != 0 ? TIMING_DATED : TIMING_STANDING,
                    .indicator = S(""),
                    .note = S("") };
    return add_leads(on);
}

static bool add_indicator(Editing *on) {
    const PlanEdit *edit = on->edit;
    if (!may_add(on)) return false;
    if (edit->unit.len == 0) return incomplete(on, "unit");
    if (edit->measure == 0 || edit->measure == KIND_OF_LEVEL) return incomplete(on, "measure");
    if (edit->direction == 0) return incomplete(on, "direction");
    if (edit->frequency == 0) return incomplete(on, "frequency");
    Indicator *indicator = add_row(&on->plan.indicators);
    *indicator = (Indicator){ .code = edit->item,
                              .document = on->document,
                              .objective = said(edit->objective),
                              .citation = amended_citation(on),
                              .title = edit->title,
                              .short_title = S(""),
                              .title_en = S(""),
                              .unit = edit->unit,
                              .kind = edit->measure,
                              .direction = edit->direction,
                              .frequency = edit->frequency,
                              .level = ABOUT_PROVINCE,
                              .definition = S(""),
                              .note = S("") };
    return set_target(on) && add_leads(on);
}

static bool close_item(Editing *on) {
    Indicator *indicator = indicator_of(on, on->edit->item);
    Task *task = task_of(on, on->edit->item);
    if (indicator == NULL && task == NULL) return unfit(on);
    if (on->edit->day.number == 0) return incomplete(on, "day");
    if (indicator != NULL)
        indicator->closed_on = on->edit->day;
    else
        task->closed_on = on->edit->day;
    return true;
}

static bool remove_item(Editing *on) {
    const Str code = on->edit->item;
    if (indicator_of(on, code) == NULL && task_of(on, code) == NULL) return unfit(on);
    remove_assignments(on, false);
    for (size_t i = on->plan.targets.count; i > 0; i--) {
        if (str_equal(((const Target *)table_item(&on->plan.targets, i - 1))->indicator, code))
            remove_row(&on->plan.targets, i - 1);
    }
    for (size_t i = on->plan.indicators.count; i > 0; i--) {
        if (str_equal(((const Indicator *)table_item(&on->plan.indicators, i - 1))->code, code))
            remove_row(&on->plan.indicators, i - 1);
    }
    for (size_t i = on->plan.tasks.count; i > 0; i--) {
        Task *task = table_change(&on->plan.tasks, i - 1);
        if (str_equal(task->indicator, code)) task->indicator = S("");
        if (str_equal(task->code, code)) remove_row(&on->plan.tasks, i - 1);
    }
    return true;
}

static void put_edit(Editing *on) {
    static bool (*const ways[])(Editing * on) = { NULL,      set_target, remove_target, set_due,     set_leads,
                                                  set_title, add_task,   add_indicator, remove_item, close_item };
    MUST(on->edit->kind > 0 && (size_t)on->edit->kind < COUNT(ways));
    (void)ways[on->edit->kind](on);
}

/* ---- all of them ---- */

static Code edit_all(Ctx *cx, Str document, Rows *edits, Editing *on) {
    Registry *registry;
    *on = (Editing){ .cx = cx, .document = document };
    TRY(registry_load(cx, &registry));
    on->registry = registry;
    TRY(plan_load_stored(cx, &on->plan));
    Table *const tables[] = { &on->plan.reference.places,
                              &on->plan.reference.agencies,
                              &on->plan.reference.successions,
                              &on->plan.reference.collectives,
                              &on->plan.documents,
                              &on->plan.sections,
                              &on->plan.objectives,
                              &on->plan.indicators,
                              &on->plan.targets,
                              &on->plan.tasks,
                              &on->plan.assignments,
                              &on->plan.duties,
                              &on->plan.bases };
    for (size_t i = 0; i < COUNT(tables); i++) make_room(cx->arena, tables[i], edits->count * EDIT_LEADS_MAX);
    PlanEdit *all = edits->items;
    for (on->at = 0; on->at < edits->count; on->at++) {
        on->edit = &all[on->at];
        all[on->at].before = before_of(on);
        bool is_used = false;
        if (all[on->at].kind == EDIT_REMOVED) TRY(plan_item_is_used(cx, all[on->at].item, &is_used));
        if (is_used) fault(cx, edit_spot(on, "item"), &item_in_use, all[on->at].item);
    }
    for (on->at = 0; on->at < edits->count; on->at++) {
        on->edit = &all[on->at];
        put_edit(on);
    }
    TRY(faults_verdict(cx));
    plan_check_tables(cx, &on->plan);
    return faults_verdict(cx);
}

Code plan_edits_preview(Ctx *cx, Str document, Rows *edits, Rows *ret_changes) {
    Editing *on = NEW(cx->arena, Editing);
    Plan stored;
    PlanVersion now;
    TRY(plan_version_now(cx, document, &now)); /* is there such a document? */
    TRY(edit_all(cx, document, edits, on));
    TRY(plan_load_stored(cx, &stored));
    TRY(memory_left(cx));
    const PlanContent before = plan_content_of(cx, &stored, document);
    const PlanContent after = plan_content_of(cx, &on->plan, document);
    TRY(plan_changes(cx, &before, &after, ret_changes));
    plan_changes_name(cx, on->registry, ret_changes);
    return OK;
}

Code plan_amend(Ctx *cx, Str document, Rows *edits, const PlanDeciding *deciding, PlanVersion *ret_version) {
    Editing *on = NEW(cx->arena, Editing);
    TRY(edit_all(cx, document, edits, on));
    TRY(plan_versions_begin(cx));
    TRY(plan_store(cx, &on->plan));
    TRY(plan_versions_keep(cx, &on->plan, deciding));
    /* Nobody borrows what is kept in the transaction that changes it (kit/kept.h): from here on it is read for us
     * alone. */
    House *apart = NEW(cx->arena, House);
    *apart = *cx->house;
    apart->shelf = NULL;
    cx->house = apart;
    TRY(rollups_refresh_all(cx));
    return plan_version_now(cx, document, ret_version);
}
