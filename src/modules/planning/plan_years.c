/* modules/planning/plan_years - see plan_years.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/planning/plan_years.h"

static const char *const plan_item_kinds[] = { "indicator", "task" };
static const Choices plan_item_kind_choices = CHOICES("PlanItemKind", plan_item_kinds);

static const Field plan_item_fields[] = {
    FIELD_CHOICE(PlanItem, kind, REQUIRED, &plan_item_kind_choices),
    FIELD(PlanItem, code, REQUIRED, 0, 0),
    FIELD(PlanItem, title, REQUIRED, 0, 0),
    FIELD(PlanItem, document, REQUIRED, 0, 0),
    FIELD(PlanItem, citation, REQUIRED, 0, 0),
    FIELD(PlanItem, unit, REQUIRED, 0, 0),
    FIELD(PlanItem, levels, REQUIRED, 0, 0),
    FIELD(PlanItem, of_communes, REQUIRED, 0, 0),
    FIELD(PlanItem, is_expected, REQUIRED, 0, 0),
    FIELD(PlanItem, asked_year, REQUIRED, 0, 0),
    FIELD_CHOICE(PlanItem, operator, OPTIONAL, &operator_choices),
    FIELD(PlanItem, low, OPTIONAL, 0, 0),
    FIELD(PlanItem, high, OPTIONAL, 0, 0),
    FIELD(PlanItem, text, REQUIRED, 0, 0),
    FIELD(PlanItem, due, OPTIONAL, 0, 0),
    FIELD(PlanItem, leads, REQUIRED, 0, 0),
};
const Shape plan_item_shape = SHAPE(PlanItem, plan_item_fields);

/* The work of a task falls into a year: always, or until a day that is not before the year. */
static bool task_is_of(const Task *task, int64_t year) {
    if (task->start.number != 0 && day_year(task->start) > year) return false;
    return task->timing != TIMING_DATED || day_year(task->due) >= year;
}

static Texts lead_names(Ctx *cx, const Goals *goals, Str item) {
    const Rows rows = goals_assignments(goals, item);
    Str *names = NEW_ARRAY(cx->arena, Str, rows.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < rows.count; i++) {
        const Assignment *one = &((const Assignment *)rows.items)[i];
        if (one->role != ROLE_OF_LEAD) continue;
        const Str name = registry_name(goals->registry, one->agency);
        names[count++] = name.len > 0 ? name : one->named;
    }
    return (Texts){ names, count };
}

static PlanItem indicator_item(Ctx *cx, const Goals *goals, const Indicator *one, int64_t year) {
    PlanItem item = { .kind = PLAN_ITEM_INDICATOR,
                      .code = one->code,
                      .title = one->title,
                      .document = one->document,
                      .citation = one->citation,
                      .unit = one->unit,
                      .levels = one->levels,
                      .of_communes = one->level == ABOUT_COMMUNE || one->level == ABOUT_BOTH,
                      .text = S(""),
                      .leads = lead_names(cx, goals, one->code) };
    const Rows targets = goals_targets(goals, one);
    for (size_t i = 0; i < targets.count && !item.is_expected; i++) {
        const Target *target = &((const Target *)targets.items)[i];
        const bool is_empty = !target->low.is_known && !target->high.is_known && target->text.len == 0;
        if (target->year < year || is_empty) continue;
        item.is_expected = true;
        item.asked_year = target->year;
        item.operator= target->operator;
        item.low = target->low;
        item.high = target->high;
        item.text = target->text;
    }
    return item;
}

Code plan_items_of_year(Ctx *cx, const Goals *goals, int64_t year, Rows *ret_items) {
    const Day last = day_make(year, 12, 31);
    PlanItem *items = NEW_ARRAY(cx->arena, PlanItem, goals->indicators.count + goals->tasks.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < goals->indicators.count; i++) {
        const Indicator *one = &((const Indicator *)goals->indicators.items)[i];
        TRY(memory_left(cx));
        if (!is_closed(one->closed_on, last)) items[count++] = indicator_item(cx, goals, one, year);
    }
    for (size_t i = 0; i < goals->tasks.count; i++) {
        const Task *one = &((const Task *)goals->tasks.items)[i];
        if (is_closed(one->closed_on, last)) continue;
        TRY(memory_left(cx));
        items[count++] = (PlanItem){ .kind = PLAN_ITEM_TASK,
                                     .code = one->code,
                                     .title = one->title,
                                     .document = one->document,
                                     .citation = one->citation,
                                     .unit = S(""),
                                     .is_expected = task_is_of(one, year),
                                     .text = S(""),
                                     .due = one->due,
                                     .leads = lead_names(cx, goals, one->code) };
    }
    *ret_items = (Rows){ items, count };
    return OK;
}

Map plan_item_index(Ctx *cx, const Rows *items) {
    Map index = map_new(cx->arena);
    for (size_t i = 0; i < items->count; i++) (void)map_add(&index, ((const PlanItem *)items->items)[i].code, i);
    return index;
}

static int by_agency(const void *a, const void *b) {
    const PlanOwed *one = a, *other = b;
    const int order = str_compare(one->agency, other->agency);
    if (order != 0) return order;
    return (one->due_on.number > other->due_on.number) - (one->due_on.number < other->due_on.number);
}

/* A duty that is due in the year before asks for a plan. An agency that owes several has the first day. */
Code plans_owed(Ctx *cx, const Goals *goals, int64_t year, Rows *ret_owed) {
    PlanOwed *owed = NULL;
    size_t count = 0, room = 0, kept = 0;
    for (size_t i = 0; i < goals->duties.count; i++) {
        const Duty *duty = &((const Duty *)goals->duties.items)[i];
        DueRule rule;
        if (due_rule_from_text(duty->due_rule, &rule) != OK || rule.years_before == 0) continue;
        const Texts members = goals_members(cx, goals, duty->who);
        for (size_t j = 0; j < members.count; j++) {
            owed = array_grow(cx->arena, owed, sizeof *owed, count, &room);
            owed[count++] =
                (PlanOwed){ members.items[j], duty->code, deadline_of(goals->calendar, due_rule_day(rule, year)) };
        }
    }
    if (count > 0) qsort(owed, count, sizeof *owed, by_agency);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || !str_equal(owed[kept - 1].agency, owed[i].agency)) owed[kept++] = owed[i];
    }
    *ret_owed = (Rows){ owed, kept };
    return OK;
}

Str plan_subject_of(const Goals *goals, Str agency) {
    const Agency *found = registry_agency(goals->registry, agency);
    return found != NULL && found->level == LEVEL_COMMUNE && found->place.len > 0 ? found->place : goals->province;
}

bool plan_subject_fits(Ctx *cx, const Goals *goals, const Indicator *indicator, Str agency, Str subject) {
    const Str own = plan_subject_of(goals, agency);
    if (str_equal(subject, own) || str_equal(subject, agency)) return true;
    return str_equal(own, goals->province) && subject_is_allowed(cx, goals, indicator, subject, cx->today);
}
