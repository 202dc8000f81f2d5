/* modules/filling/pages - see pages.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/filling/pages.h"

#include "modules/filling/rounds.h"
#include "platform/access/access.h"
#include "platform/exchange/exchange.h"

/* A binding with the names that people know. */
typedef struct BindingLine {
    const Binding *binding;
    Str indicator_title, indicator_unit, system_name, member_name, agency_name;
    const FillingRun *newest; /* NULL: it never ran */
    int64_t waiting;          /* events that were published and not taken in yet */
    bool may_drop;
} BindingLine;

static const Field binding_line_fields[] = {
    FIELD_LINK(BindingLine, binding, REQUIRED, &binding_shape),
    FIELD(BindingLine, indicator_title, REQUIRED, 0, 0),
    FIELD(BindingLine, indicator_unit, REQUIRED, 0, 0),
    FIELD(BindingLine, system_name, REQUIRED, 0, 0),
    FIELD(BindingLine, member_name, REQUIRED, 0, 0),
    FIELD(BindingLine, agency_name, REQUIRED, 0, 0),
    FIELD_LINK(BindingLine, newest, OPTIONAL, &filling_run_shape),
    FIELD(BindingLine, waiting, REQUIRED, 0, 0),
    FIELD(BindingLine, may_drop, REQUIRED, 0, 0),
};
static const Shape binding_line_shape = SHAPE(BindingLine, binding_line_fields);

typedef struct BindingList {
    Rows lines;
} BindingList;

static const Field binding_list_fields[] = { FIELD_LIST(BindingList, lines, BINDINGS_MAX, &binding_line_shape) };
const Shape binding_list_shape = SHAPE(BindingList, binding_list_fields);

typedef struct BindingPage {
    const BindingLine *line;
    Rows runs; /* of RunView */
} BindingPage;

static const Field binding_page_fields[] = {
    FIELD_LINK(BindingPage, line, REQUIRED, &binding_line_shape),
    FIELD_LIST(BindingPage, runs, RUNS_SHOWN, &run_view_shape),
};
const Shape binding_page_shape = SHAPE(BindingPage, binding_page_fields);

static Code line_of(Ctx *cx, const Goals *goals, const Binding *binding, BindingLine *ret_line) {
    const Indicator *indicator = goals_indicator(goals, binding->indicator);
    FillingRun *newest = NEW(cx->arena, FillingRun);
    SystemNamed named;
    ExchangeReader reader = { 0 };
    if (binding->way == WAY_EVENT) TRY(exchange_reader(cx, S(FILLING_READER), binding->code, &reader));
    TRY(system_named(cx, binding->system, &named));
    const Code found = run_newest(cx, binding->code, newest);
    if (found != OK && found != NOT_FOUND) return found;
    *ret_line = (BindingLine){
        .binding = binding,
        .indicator_title = indicator == NULL ? binding->indicator : indicator->title,
        .indicator_unit = indicator == NULL ? S("") : indicator->unit,
        .system_name = named.name,
        .member_name = named.member_name,
        .agency_name = registry_name(goals->registry, binding->agency),
        .newest = found == OK ? newest : NULL,
        .waiting = reader.last - reader.reached,
        .may_drop = binding->way == WAY_FILE && binding->is_on && access_may_for(cx, "filling.drop", binding->agency),
    };
    return OK;
}

Code bindings_list(Ctx *cx, const void *in, void *out) {
    (void)in;
    BindingList *list = out;
    Rows rows;
    Goals *goals;
    TRY(goals_load(cx, &goals));
    TRY(bindings_load(cx, &rows));
    BindingLine *lines = NEW_ARRAY(cx->arena, BindingLine, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) TRY(line_of(cx, goals, (const Binding *)rows.items + i, &lines[i]));
    list->lines = (Rows){ lines, rows.count };
    return OK;
}

Code binding_get(Ctx *cx, const void *in, void *out) {
    const BindingKey *key = in;
    BindingPage *page = out;
    Binding *binding = NEW(cx->arena, Binding);
    BindingLine *line = NEW(cx->arena, BindingLine);
    Goals *goals;
    TRY(goals_load(cx, &goals));
    TRY(binding_find(cx, key->code, binding));
    TRY(line_of(cx, goals, binding, line));
    page->line = line;
    return runs_of(cx, binding->code, &page->runs);
}
