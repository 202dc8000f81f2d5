/* modules/strategy/plan_store - a checked plan into the database, and out of it again as a package. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/plan_passages.h"

#include "platform/search/search.h"

enum { WRITTEN_BYTES_MAX = 256 * 1024 * 1024 };

const ProblemKind item_in_use = {
    CONFLICT, "strategy/item-in-use",
    { "Mục đang có số liệu.", "The item has figures." },
    { "Gói không còn “{0}”, nhưng mục này đã có số liệu hoặc tiến độ. Giữ lại mục trong gói, hoặc nạp với mã mới.",
      "The package no longer has “{0}”, but there are figures or progress for it. Keep it in the package, or give the "
      "new item a "
      "new code." }
};

typedef struct ItemCode {
    Str code;
    int64_t uses;
} ItemCode;

static const Field item_code_fields[] = {
    FIELD(ItemCode, code, REQUIRED, 0, 0),
    FIELD(ItemCode, uses, REQUIRED, 0, 0),
};
static const Shape item_code_shape = SHAPE(ItemCode, item_code_fields);

typedef struct PlanRevision {
    int64_t number;
} PlanRevision;

static const Field plan_revision_fields[] = { FIELD(PlanRevision, number, REQUIRED, 0, 0) };
static const Shape plan_revision_shape = SHAPE(PlanRevision, plan_revision_fields);

#include "modules/strategy/plan.sql.h"

/* ---- storing ---- */

static Map codes_in(Ctx *cx, const Table *table) {
    Map codes = map_new(cx->arena);
    const Field *field = shape_field(table->shape, "code");
    for (size_t i = 0; i < table->count; i++)
        (void)map_add(&codes, *(const Str *)(const void *)((const char *)table_item(table, i) + field->offset), i);
    return codes;
}

/* What the package no longer has is removed, unless something was reported for it. */
static Code remove_missing(Ctx *cx, const PlanDocument *document, const Table *table,
                           Code (*codes_of)(Ctx *cx, const PlanDocument *in, Rows *ret_rows),
                           Code (*delete)(Ctx *cx, const ItemCode *in)) {
    Rows stored;
    TRY(codes_of(cx, document, &stored));
    const Map kept = codes_in(cx, table);
    const ItemCode *items = stored.items;
    for (size_t i = 0; i < stored.count; i++) {
        if (map_has(&kept, items[i].code)) continue;
        if (items[i].uses > 0) {
            fault(cx, spot_in(table->name, 0, S("code")), &item_in_use, items[i].code);
            continue;
        }
        const Assignment of = { .task = items[i].code };
        const Target target_of = { .indicator = items[i].code };
        TRY(assignments_clear_of(cx, &of));
        TRY(targets_clear_of(cx, &target_of));
        TRY(delete (cx, &items[i]));
    }
    return OK;
}

static Code remove_all_missing(Ctx *cx, const Plan *plan) {
    for (size_t i = 0; i < plan->documents.count; i++) {
        const PlanDocument *document = table_item(&plan->documents, i);
        TRY(remove_missing(cx, document, &plan->indicators, indicator_codes_of, indicator_delete));
        TRY(remove_missing(cx, document, &plan->tasks, task_codes_of, task_delete));
        TRY(remove_missing(cx, document, &plan->objectives, objective_codes_of, objective_delete));
        TRY(remove_missing(cx, document, &plan->sections, section_codes_of, section_delete));
        TRY(remove_missing(cx, document, &plan->duties, duty_codes_of, duty_delete));
    }
    return faults_verdict(cx);
}

/* Stores one table; its rows take their place in the file as position. */
#define STORE_ROWS(cx, table, Type, upsert)                                                                           \
    do {                                                                                                               \
        for (size_t row = 0; row < (table)->count; row++) {                                                            \
            Type record = *(const Type *)table_item((table), row);                                                     \
            record.position = (int64_t)row + 1;                                                                        \
            TRY(upsert((cx), &record));                                                                                \
        }                                                                                                              \
    } while (0)

static Code store_lists(Ctx *cx, const Plan *plan) {
    for (size_t i = 0; i < plan->indicators.count; i++) {
        const Indicator *indicator = table_item(&plan->indicators, i);
        const Target of = { .indicator = indicator->code };
        const Assignment assigned = { .task = indicator->code };
        TRY(targets_clear_of(cx, &of));
        TRY(assignments_clear_of(cx, &assigned));
    }
    for (size_t i = 0; i < plan->tasks.count; i++) {
        const Task *task = table_item(&plan->tasks, i);
        const Assignment assigned = { .task = task->code };
        TRY(assignments_clear_of(cx, &assigned));
    }
    for (size_t i = 0; i < plan->documents.count; i++) {
        const PlanDocument *document = table_item(&plan->documents, i);
        const Basis of = { .document = document->code };
        TRY(bases_clear_of(cx, &of));
    }
    for (size_t i = 0; i < plan->targets.count; i++) TRY(target_insert(cx, table_item(&plan->targets, i)));
    for (size_t i = 0; i < plan->bases.count; i++) TRY(basis_insert(cx, table_item(&plan->bases, i)));
    STORE_ROWS(cx, &plan->assignments, Assignment, assignment_insert);
    return OK;
}

/* ---- search ---- */

static Code index_places_and_agencies(Ctx *cx, const Plan *plan) {
    SearchEntry *places = NEW_ARRAY(cx->arena, SearchEntry, plan->reference.places.count + 1);
    for (size_t i = 0; i < plan->reference.places.count; i++) {
        const Place *place = table_item(&plan->reference.places, i);
        Buf words = buf_new(cx->arena, 4096);
        for (size_t j = 0; j < place->predecessors.count; j++)
            buf_addf(&words, "%.*s ", STR_FMT(place->predecessors.items[j]));
        places[i] = (SearchEntry){ .code = place->code, .title = place->full_name, .detail = place->former_district,
                                   .words = { words.len == 0 ? "" : words.at, words.len } };
    }
    TRY(search_replace(cx, S("place"), places, plan->reference.places.count));
    SearchEntry *agencies = NEW_ARRAY(cx->arena, SearchEntry, plan->reference.agencies.count + 1);
    for (size_t i = 0; i < plan->reference.agencies.count; i++) {
        const Agency *agency = table_item(&plan->reference.agencies, i);
        agencies[i] = (SearchEntry){
            .code = agency->code, .title = agency->name, .title_en = agency->name_en, .detail = agency->short_name
        };
    }
    return search_replace(cx, S("agency"), agencies, plan->reference.agencies.count);
}

static Code index_items(Ctx *cx, const Plan *plan) {
    SearchEntry *entries =
        NEW_ARRAY(cx->arena, SearchEntry,
                  plan->indicators.count + plan->tasks.count + plan->documents.count + plan->objectives.count + 1);
    for (size_t i = 0; i < plan->indicators.count; i++) {
        const Indicator *indicator = table_item(&plan->indicators, i);
        entries[i] = (SearchEntry){ .code = indicator->code,
                                    .title = indicator->title,
                                    .title_en = indicator->title_en,
                                    .detail = indicator->citation,
                                    .document = indicator->document };
    }
    TRY(search_replace(cx, S("indicator"), entries, plan->indicators.count));
    for (size_t i = 0; i < plan->tasks.count; i++) {
        const Task *task = table_item(&plan->tasks, i);
        entries[i] = (SearchEntry){ .code = task->code,
                                    .title = task->title,
                                    .title_en = task->title_en,
                                    .detail = task->citation,
                                    .words = task->product,
                                    .document = task->document };
    }
    TRY(search_replace(cx, S("task"), entries, plan->tasks.count));
    for (size_t i = 0; i < plan->objectives.count; i++) {
        const Objective *objective = table_item(&plan->objectives, i);
        entries[i] = (SearchEntry){ .code = objective->code,
                                    .title = objective->title,
                                    .detail = objective->citation,
                                    .document = objective->document };
    }
    TRY(search_replace(cx, S("objective"), entries, plan->objectives.count));
    for (size_t i = 0; i < plan->documents.count; i++) {
        const PlanDocument *document = table_item(&plan->documents, i);
        entries[i] = (SearchEntry){ .code = document->code, .title = document->title, .detail = document->number };
    }
    return search_replace(cx, S("document"), entries, plan->documents.count);
}

Code plan_store(Ctx *cx, const Plan *plan) {
    TRY(plan_revision_raise(cx));
    TRY(reference_store(cx, &plan->reference));
    STORE_ROWS(cx, &plan->documents, PlanDocument, document_upsert);
    STORE_ROWS(cx, &plan->sections, Section, section_upsert);
    STORE_ROWS(cx, &plan->objectives, Objective, objective_upsert);
    STORE_ROWS(cx, &plan->indicators, Indicator, indicator_upsert);
    STORE_ROWS(cx, &plan->tasks, Task, task_upsert);
    STORE_ROWS(cx, &plan->duties, Duty, duty_upsert);
    TRY(remove_all_missing(cx, plan));
    TRY(store_lists(cx, plan));
    Plan whole; /* search covers all plans, not only those of this package */
    TRY(plan_load_stored(cx, &whole));
    TRY(index_places_and_agencies(cx, &whole));
    TRY(index_items(cx, &whole));
    return plan_passages_index(cx, &whole);
}

Code plan_item_is_used(Ctx *cx, Str code, bool *ret_is) {
    const ItemCode asked = { .code = code };
    ItemCode found;
    TRY(item_uses(cx, &asked, &found));
    *ret_is = found.uses > 0;
    return OK;
}

/* ---- reading what is stored, and writing it as a package ---- */

Code plan_revision(Ctx *cx, int64_t *ret_number) {
    PlanRevision revision;
    TRY(plan_revision_now(cx, &revision));
    *ret_number = revision.number;
    return OK;
}

Code plan_documents(Ctx *cx, Rows *ret_documents) {
    return documents_all(cx, ret_documents);
}

Code plan_sections(Ctx *cx, Rows *ret_sections) {
    return sections_all(cx, ret_sections);
}

Code plan_objectives(Ctx *cx, Rows *ret_objectives) {
    return objectives_all(cx, ret_objectives);
}

Code plan_indicators(Ctx *cx, Rows *ret_indicators) {
    return indicators_all(cx, ret_indicators);
}

Code plan_targets(Ctx *cx, Rows *ret_targets) {
    return targets_all(cx, ret_targets);
}

Code plan_tasks(Ctx *cx, Rows *ret_tasks) {
    return tasks_all(cx, ret_tasks);
}

Code plan_assignments(Ctx *cx, Rows *ret_assignments) {
    return assignments_all(cx, ret_assignments);
}

Code plan_duties(Ctx *cx, Rows *ret_duties) {
    return duties_all(cx, ret_duties);
}

Code plan_bases(Ctx *cx, Rows *ret_bases) {
    return bases_all(cx, ret_bases);
}

static Code hold(Ctx *cx, Code (*read)(Ctx *cx, Rows *ret_rows), const char *name, const Shape *shape,
                 Table *ret_table) {
    Rows rows;
    TRY(read(cx, &rows));
    *ret_table =
        (Table){ .name = str_of(name), .shape = shape, .items = rows.items, .count = rows.count, .is_whole = true };
    return OK;
}

Code plan_load_stored(Ctx *cx, Plan *ret_plan) {
    TRY(reference_read(cx, &ret_plan->reference));
    TRY(hold(cx, plan_documents, "documents", &plan_document_shape, &ret_plan->documents));
    TRY(hold(cx, plan_sections, "sections", &section_shape, &ret_plan->sections));
    TRY(hold(cx, plan_objectives, "objectives", &objective_shape, &ret_plan->objectives));
    TRY(hold(cx, plan_indicators, "indicators", &indicator_shape, &ret_plan->indicators));
    TRY(hold(cx, plan_targets, "targets", &target_shape, &ret_plan->targets));
    TRY(hold(cx, plan_tasks, "tasks", &task_shape, &ret_plan->tasks));
    TRY(hold(cx, plan_assignments, "assignments", &assignment_shape, &ret_plan->assignments));
    TRY(hold(cx, plan_duties, "duties", &duty_shape, &ret_plan->duties));
    return hold(cx, plan_bases, "bases", &basis_shape, &ret_plan->bases);
}

static Code write_table(Ctx *cx, const Table *table, Str folder) {
    Buf out = buf_new(cx->arena, WRITTEN_BYTES_MAX);
    Str text;
    table_write_row(&out, table->shape, NULL);
    for (size_t i = 0; i < table->count; i++) table_write_row(&out, table->shape, table_item(table, i));
    TRY(buf_done(&out, &text));
    const Str name = str_format(cx->arena, "%.*s.csv", STR_FMT(table->name));
    return file_write(cx, path_join(cx->arena, folder, name), text, 0644);
}

Code plan_write_package(Ctx *cx, const Plan *plan, Str folder) {
    const Table *const tables[] = {
        &plan->documents, &plan->sections, &plan->objectives, &plan->indicators, &plan->targets,
        &plan->tasks, &plan->assignments, &plan->duties, &plan->bases, &plan->reference.places,
        &plan->reference.agencies, &plan->reference.successions, &plan->reference.collectives,
    };
    static const char *const keys[] = { "code",
                                        "code",
                                        "code",
                                        "code",
                                        "indicator,year",
                                        "code",
                                        "task,role,named,agency",
                                        "code",
                                        "document,position",
                                        "code",
                                        "code",
                                        "former,successor,scope",
                                        "code" };
    PackagePart parts[COUNT(tables)];
    TRY(folder_make(cx, folder));
    for (size_t i = 0; i < COUNT(tables); i++) {
        TRY(write_table(cx, tables[i], folder));
        parts[i] = (PackagePart){ str_c(cx->arena, tables[i]->name), tables[i]->shape, keys[i] };
    }
    const Str descriptor = package_describe(cx, S("banyan-plan"), S("Kế hoạch xuất từ Banyan"), parts, COUNT(parts));
    return file_write(cx, path_join(cx->arena, folder, S("datapackage.json")), descriptor, 0644);
}
