/* modules/strategy/draft_check - see draft_check.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/draft_check.h"

const ProblemKind draft_agency_unknown = {
    INVALID,
    "strategy/draft-agency-unknown",
    { "Cơ quan chủ trì chưa rõ.", "The lead is not known." },
    { "“{0}” không có trong danh sách cơ quan. Chọn cơ quan nay làm việc đó.",
      "“{0}” is no agency of the list. Choose the one that does this work today." }
};

const ProblemKind draft_agency_divided = {
    INVALID,
    "strategy/draft-agency-divided",
    { "Việc của cơ quan này đã chia cho nhiều nơi.", "Several have taken over from this agency." },
    { "“{0}” đã kết thúc và việc chia cho nhiều cơ quan. Chọn cơ quan nay làm việc này.",
      "“{0}” has ended and its work went to several. Choose the one that does this today." }
};

enum { DOCUMENT_ROW = DRAFT_ITEMS_MAX * 1000 }; /* no item has this number */

/* ---- the tables ---- */

typedef struct Building {
    Ctx *cx;
    const DraftPlan *draft;
    const DraftItem **by_number; /* NULL: no such item, or left out */
    int64_t number_max;
    Plan plan;
} Building;

static Table table_with_room(Arena *arena, const Table *others, const char *name, const Shape *shape, size_t more) {
    const size_t count = others == NULL ? 0 : others->count;
    Table table = { .name = str_of(name),
                    .shape = shape,
                    .items = arena_alloc(arena, array_bytes(shape->size, count + more + 1)),
                    .row_numbers = NEW_ARRAY(arena, int64_t, count + more + 1),
                    .count = count,
                    .is_whole = true };
    if (count > 0) memcpy(table.items, others->items, count * shape->size);
    return table;
}

static void *add_row(Table *table, int64_t row_number) {
    table->row_numbers[table->count] = row_number;
    return table->items + table->shape->size * table->count++;
}

static const DraftItem *parent_of(const Building *on, const DraftItem *item) {
    const bool is_there = item->parent > 0 && item->parent <= on->number_max;
    return is_there ? on->by_number[item->parent] : NULL;
}

/* The nearest of a kind above an item; what is left out is climbed over. */
static Str code_above(const Building *on, const DraftItem *item, DraftKind kind) {
    const DraftItem *at = parent_of(on, item);
    for (size_t steps = 0; at != NULL && steps <= on->draft->items.count; steps++) {
        if (at->kind == (int)kind && at->state != ITEM_LEFT_OUT) return at->fields->code;
        at = parent_of(on, at);
    }
    return S("");
}

static void add_assignments(Building *on, const DraftItem *item) {
    const DraftAssignment *all = item->fields->assignments.items;
    for (size_t i = 0; i < item->fields->assignments.count; i++) {
        Assignment *row = add_row(&on->plan.assignments, item->number);
        *row = (Assignment){ .task = item->fields->code,
                             .role = all[i].role,
                             .named = all[i].named,
                             .agency = all[i].agency,
                             .then = all[i].then,
                             .basis = S(""),
                             .note = S(""),
                             .position = (int64_t)i + 1 };
    }
}

static void add_indicator(Building *on, const DraftItem *item, Str document) {
    const DraftFields *said = item->fields;
    Indicator *row = add_row(&on->plan.indicators, item->number);
    *row = (Indicator){ .code = said->code,
                        .document = document,
                        .objective = code_above(on, item, DRAFT_OBJECTIVE),
                        .citation = said->citation,
                        .title = said->title,
                        .short_title = said->short_title,
                        .title_en = said->title_en,
                        .unit = said->unit,
                        .kind = said->measure,
                        .direction = said->direction,
                        .frequency = said->frequency,
                        .due_days = said->due_days,
                        .level = said->level == ABOUT_NONE ? ABOUT_PROVINCE : said->level,
                        .rollup = said->rollup,
                        .levels = said->levels,
                        .baseline = said->baseline,
                        .baseline_on = said->baseline_on,
                        .tolerance = said->tolerance,
                        .definition = said->definition,
                        .note = said->note };
    const DraftTarget *targets = said->targets.items;
    for (size_t i = 0; i < said->targets.count; i++) {
        Target *target = add_row(&on->plan.targets, item->number);
        *target = (Target){ .indicator = said->code,
                            .year = targets[i].year,
                            .operator= targets[i].operator,
                            .low = targets[i].low,
                            .high = targets[i].high,
                            .text = targets[i].text,
                            .citation = said->citation };
    }
    add_assignments(on, item);
}

static void add_task(Building *on, const DraftItem *item, Str document) {
    const DraftFields *said = item->fields;
    Task *row = add_row(&on->plan.tasks, item->number);
    *row = (Task){ .code = said->code,
                   .document = document,
                   .section = code_above(on, item, DRAFT_SECTION),
                   .citation = said->citation,
                   .title = said->title,
                   .title_en = said->title_en,
                   .product = said->product,
                   .start = said->start,
                   .due = said->due,
                   .timing = said->timing,
                   .indicator = said->indicator,
                   .note = said->note };
    if (row->timing == TIMING_NONE) row->timing = row->due.number != 0 ? TIMING_DATED : TIMING_STANDING;
    add_assignments(on, item);
}

static void add_item(Building *on, const DraftItem *item, int64_t *basis_count) {
    const DraftFields *said = item->fields;
    const Str document = on->draft->document.code;
    const DraftItem *parent = parent_of(on, item);
    const bool is_below = parent != NULL && parent->kind == DRAFT_OBJECTIVE && parent->state != ITEM_LEFT_OUT;
    switch ((DraftKind)item->kind) {
    case DRAFT_SECTION:
        *(Section *)add_row(&on->plan.sections, item->number) =
            (Section){ .code = said->code,
                       .document = document,
                       .citation = said->citation,
                       .title = said->title,
                       .parent = code_above(on, item, DRAFT_SECTION),
                       .kind = said->about };
        break;
    case DRAFT_OBJECTIVE:
        *(Objective *)add_row(&on->plan.objectives, item->number) =
            (Objective){ .code = said->code,
                         .document = document,
                         .section = code_above(on, item, DRAFT_SECTION),
                         .citation = said->citation,
                         .title = said->title,
                         .parent = is_below ? parent->fields->code : S(""),
                         .year = said->year };
        break;
    case DRAFT_INDICATOR: add_indicator(on, item, document); break;
    case DRAFT_TASK: add_task(on, item, document); break;
    case DRAFT_DUTY:
        *(Duty *)add_row(&on->plan.duties, item->number) = (Duty){ .code = said->code,
                                                                   .document = document,
                                                                   .citation = said->citation,
                                                                   .title = said->title,
                                                                   .who = said->who,
                                                                   .to = said->to,
                                                                   .due_rule = said->due_rule,
                                                                   .product = said->product,
                                                                   .note = said->note };
        break;
    case DRAFT_BASIS:
        *(Basis *)add_row(&on->plan.bases, item->number) = (Basis){ .document = document,
                                                                    .position = ++*basis_count,
                                                                    .number = said->number,
                                                                    .title = said->title,
                                                                    .kind = said->source_kind,
                                                                    .issued_on = said->issued_on,
                                                                    .citation = said->citation,
                                                                    .replaced_by = S(""),
                                                                    .note = said->note };
        break;
    case DRAFT_NONE: break;
    }
}

static void make_tables(Building *on, const Plan *others) {
    const Rows *items = &on->draft->items;
    Arena *arena = on->cx->arena;
    size_t targets = 0, assignments = 0;
    for (size_t i = 0; i < items->count; i++) {
        const DraftFields *said = ((const DraftItem *)items->items)[i].fields;
        targets += said->targets.count;
        assignments += said->assignments.count;
    }
    Plan *plan = &on->plan;
    const ReferenceTables *reference = others == NULL ? NULL : &others->reference;
#define OF(member) (others == NULL ? NULL : &others->member)
    plan->documents = table_with_room(arena, OF(documents), "documents", &plan_document_shape, 1);
    plan->sections = table_with_room(arena, OF(sections), "sections", &section_shape, items->count);
    plan->objectives = table_with_room(arena, OF(objectives), "objectives", &objective_shape, items->count);
    plan->indicators = table_with_room(arena, OF(indicators), "indicators", &indicator_shape, items->count);
    plan->targets = table_with_room(arena, OF(targets), "targets", &target_shape, targets);
    plan->tasks = table_with_room(arena, OF(tasks), "tasks", &task_shape, items->count);
    plan->assignments = table_with_room(arena, OF(assignments), "assignments", &assignment_shape, assignments);
    plan->duties = table_with_room(arena, OF(duties), "duties", &duty_shape, items->count);
    plan->bases = table_with_room(arena, OF(bases), "bases", &basis_shape, items->count);
#undef OF
#define OF(member) (reference == NULL ? NULL : &reference->member)
    plan->reference.places = table_with_room(arena, OF(places), "places", &place_shape, 0);
    plan->reference.agencies = table_with_room(arena, OF(agencies), "agencies", &agency_shape, 0);
    plan->reference.successions = table_with_room(arena, OF(successions), "successions", &succession_shape, 0);
    plan->reference.collectives = table_with_room(arena, OF(collectives), "collectives", &collective_shape, 0);
#undef OF
}

Plan draft_tables(Ctx *cx, const DraftPlan *draft, const Plan *others) {
    Building on = { .cx = cx, .draft = draft };
    const DraftItem *items = draft->items.items;
    for (size_t i = 0; i < draft->items.count; i++) {
        if (items[i].number > on.number_max) on.number_max = items[i].number;
    }
    on.by_number = NEW_ARRAY(cx->arena, const DraftItem *, (size_t)on.number_max + 1);
    for (size_t i = 0; i < draft->items.count; i++) on.by_number[items[i].number] = &items[i];
    make_tables(&on, others);
    const DraftDocument *document = &draft->document;
    *(PlanDocument *)add_row(&on.plan.documents, DOCUMENT_ROW) = (PlanDocument){ .code = document->code,
                                                                                 .number = document->number,
                                                                                 .kind = document->kind,
                                                                                 .title = document->title,
                                                                                 .issuer = document->issuer,
                                                                                 .issued_on = document->issued_on,
                                                                                 .effective_on = document->effective_on,
                                                                                 .horizon = document->horizon,
                                                                                 .signer = document->signer,
                                                                                 .source = document->source,
                                                                                 .note = document->note };
    int64_t basis_count = 0;
    for (size_t i = 0; i < draft->items.count; i++) {
        if (items[i].state != ITEM_LEFT_OUT) add_item(&on, &items[i], &basis_count);
    }
    return on.plan;
}

/* ---- checking ---- */

/* What reading a CSV file checks, cell by cell. */
static void check_cells(Ctx *cx, const Table *table) {
    for (size_t i = 0; i < table->count; i++) {
        if (table->row_numbers[i] == 0) continue;
        for (size_t j = 0; j < table->shape->field_count; j++) {
            const Field *field = &table->shape->fields[j];
            if (field->flags & STORED) continue;
            field_check(cx, field, table_spot(table, i, str_of(field->name)), table_item(table, i));
        }
    }
}

static void check_leads(Ctx *cx, const Table *assignments, const Table *successions) {
    Map passed_on = map_new(cx->arena);
    for (size_t i = 0; i < successions->count; i++)
        (void)map_add(&passed_on, ((const Succession *)table_item(successions, i))->former, i);
    for (size_t i = 0; i < assignments->count; i++) {
        const Assignment *row = table_item(assignments, i);
        const bool is_open = row->role == ROLE_OF_LEAD && row->agency.len == 0 && assignments->row_numbers[i] > 0;
        const Spot spot = table_spot(assignments, i, S("agency"));
        if (is_open && row->then.len == 0) fault(cx, spot, &draft_agency_unknown, row->named);
        if (is_open && map_has(&passed_on, row->then)) fault(cx, spot, &draft_agency_divided, row->named);
    }
}

/* The member of a draft that a column comes from. */
static Str draft_field(const Fault *fault) {
    static const struct {
        const char *table, *column, *field;
    } names[] = { { "sections", "kind", "about" },       { "sections", "parent", "parent" },
                  { "objectives", "section", "parent" }, { "objectives", "parent", "parent" },
                  { "indicators", "kind", "measure" },   { "indicators", "objective", "parent" },
                  { "tasks", "section", "parent" },      { "bases", "kind", "source_kind" },
                  { "targets", NULL, "targets" },        { "assignments", NULL, "assignments" } };
    if (fault->kind == &target_missing) return S("targets");
    if (fault->kind == &assignment_missing) return S("assignments");
    for (size_t i = 0; i < COUNT(names); i++) {
        if (str_is(fault->spot.file, names[i].table) &&
            (names[i].column == NULL || str_is(fault->spot.column, names[i].column)))
            return str_of(names[i].field);
    }
    return fault->spot.column;
}

static void check_all(Ctx *cx, const DraftPlan *draft, const Plan *others) {
    const Plan plan = draft_tables(cx, draft, others);
    const Table *const tables[] = { &plan.documents,   &plan.sections, &plan.objectives,
                                    &plan.indicators,  &plan.targets,  &plan.tasks,
                                    &plan.assignments, &plan.duties,   &plan.bases };
    for (size_t i = 0; i < COUNT(tables); i++) check_cells(cx, tables[i]);
    check_leads(cx, &plan.assignments, &plan.reference.successions);
    plan_check_tables(cx, &plan);
}

void draft_check(Ctx *cx, const DraftPlan *draft, const Plan *others) {
    const size_t before = cx->problem.fault_count;
    check_all(cx, draft, others);
    for (size_t i = before; i < cx->problem.fault_count; i++) {
        Fault *fault = &cx->problem.faults[i];
        const Str field = draft_field(fault);
        const int64_t row = fault->spot.row;
        if (row == 0) continue;
        fault->spot = row == DOCUMENT_ROW
                          ? spot_field(str_format(cx->arena, "document/%.*s", STR_FMT(field)))
                          : spot_field(str_format(cx->arena, "items/%lld/%.*s", (long long)row, STR_FMT(field)));
    }
}

static int by_item(const void *a, const void *b) {
    const DraftGap *one = a, *other = b;
    if (one->item != other->item) return one->item < other->item ? -1 : 1;
    return str_compare(one->field, other->field);
}

Rows draft_gaps(Ctx *cx, const DraftPlan *draft, const Plan *others) {
    Ctx apart = *cx;
    apart.problem = (Problem){ 0 };
    check_all(&apart, draft, others);
    DraftGap *gaps = NEW_ARRAY(cx->arena, DraftGap, apart.problem.fault_count + 1);
    for (size_t i = 0; i < apart.problem.fault_count; i++) {
        const Fault *fault = &apart.problem.faults[i];
        gaps[i] = (DraftGap){ .item = fault->spot.row == DOCUMENT_ROW ? 0 : fault->spot.row,
                              .field = draft_field(fault),
                              .problem = str_of(fault->kind->slug),
                              .vi = fault->vi,
                              .en = fault->en };
    }
    qsort(gaps, apart.problem.fault_count, sizeof *gaps, by_item);
    return (Rows){ gaps, apart.problem.fault_count };
}

Code draft_reference(Ctx *cx, Plan *ret_plan) {
    *ret_plan = (Plan){ 0 };
    return reference_read(cx, &ret_plan->reference);
}
