/* kit/db_plan - the prepared queries of one connection; see db_engine.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/db_engine.h"

enum { PLANS_FIRST = 256 };

static Plan *slot_for(const Plans *plans, const Query *query) {
    const size_t mask = plans->room - 1;
    size_t i = ((uintptr_t)query >> 4) & mask;
    while (plans->slots[i].query != NULL && plans->slots[i].query != query) i = (i + 1) & mask;
    return &plans->slots[i];
}

static void widen(Plans *plans) {
    const Plans old = *plans;
    plans->room = old.room == 0 ? PLANS_FIRST : old.room * 2;
    plans->slots = lasting_alloc(sizeof(Plan) * plans->room);
    for (size_t i = 0; i < old.room; i++) {
        if (old.slots[i].query != NULL) *slot_for(plans, old.slots[i].query) = old.slots[i];
    }
    lasting_free(old.slots);
}

Plan *plans_find(Plans *plans, const Query *query) {
    if ((plans->count + 1) * 2 > plans->room) widen(plans);
    return slot_for(plans, query);
}

void plan_start(Plans *plans, Plan *plan, const Query *query, void *statement) {
    *plan = (Plan){ .query = query, .statement = statement };
    plan->params = lasting_alloc(sizeof(const Field *) * (query->param_count + 1));
    for (size_t i = 0; i < query->param_count; i++) {
        plan->params[i] = shape_field(query->in, query->params[i]);
        MUST(plan->params[i] != NULL); /* a test prepares every query, so this is met before release */
    }
    plans->count++;
}

void plan_set_columns(Plan *plan, int count, const char *(*name_of)(void *result, int column), void *result) {
    plan->column_count = count;
    plan->columns = lasting_alloc(sizeof(const Field *) * ((size_t)count + 1));
    for (int i = 0; i < count; i++) plan->columns[i] = shape_field(plan->query->row, name_of(result, i));
}

void plans_drop(Plans *plans, void (*release)(void *statement)) {
    for (size_t i = 0; i < plans->room; i++) {
        if (release != NULL) release(plans->slots[i].statement);
        lasting_free(plans->slots[i].params);
        lasting_free(plans->slots[i].columns);
    }
    lasting_free(plans->slots);
    *plans = (Plans){ 0 };
}

bool field_is_null(const Field *field, const void *record) {
    const bool nulls =
        field->kind == KIND_TIME || field->kind == KIND_DAY || field->kind == KIND_DECIMAL || field->kind == KIND_ID;
    return nulls && field_is_none(field, record);
}
