/* modules/strategy/draft_adopt - see draft_adopt.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/draft_adopt.h"

#include "modules/strategy/draft_check.h"
#include "modules/strategy/draft_text.h"
#include "modules/strategy/plan_edits.h"
#include "modules/strategy/plan_versions.h"
#include "modules/strategy/rollups.h"
#include "platform/ledger/ledger.h"

const ProblemKind draft_item_unsure = { INVALID,
                                        "strategy/draft-item-unsure",
                                        { "Còn mục chưa xem.", "An item was not looked at." },
                                        { "Máy không chắc về “{0}”. Xác nhận, sửa hoặc bỏ mục này trước khi đưa vào kế "
                                          "hoạch.",
                                          "The machine is not sure of “{0}”. Confirm it, correct it or leave it out "
                                          "first." } };
const ProblemKind draft_empty = { INVALID,
                                  "strategy/draft-empty",
                                  { "Bản nháp không có gì để đưa vào kế hoạch.", "The draft holds nothing to adopt." },
                                  { "Không có chỉ tiêu, nhiệm vụ hay mục tiêu nào. Đánh dấu trong văn bản để thêm.",
                                    "There is no indicator, task or objective in it. Mark them in the document." } };

static Code load(Ctx *cx, const Id *id, PlanDraft *ret_draft, DraftPlan *ret_plan) {
    TRY(draft_find(cx, id, ret_draft));
    ret_plan->document = *ret_draft->document;
    return draft_items(cx, ret_draft, &ret_plan->items);
}

/* ---- the difference ---- */

typedef struct DraftDifferenceAsked {
    Id id;
    Str document; /* "": the one whose code the draft has */
} DraftDifferenceAsked;

static const Field draft_difference_asked_fields[] = {
    FIELD(DraftDifferenceAsked, id, REQUIRED, 0, 0),
    FIELD(DraftDifferenceAsked, document, OPTIONAL, 0, CODE_MAX),
};
const Shape draft_difference_asked_shape = SHAPE(DraftDifferenceAsked, draft_difference_asked_fields);

typedef struct DraftDifference {
    const PlanDraft *draft;
    const PlanVersion *since; /* none: no such document is stored, and all is new */
    Rows changes;
} DraftDifference;

static const Field draft_difference_fields[] = {
    FIELD_LINK(DraftDifference, draft, REQUIRED, &plan_draft_shape),
    FIELD_LINK(DraftDifference, since, OPTIONAL, &plan_version_shape),
    FIELD_LIST(DraftDifference, changes, PLAN_CHANGES_MAX, &plan_change_shape),
};
const Shape draft_difference_shape = SHAPE(DraftDifference, draft_difference_fields);

Code draft_difference_get(Ctx *cx, const void *in, void *out) {
    const DraftDifferenceAsked *asked = in;
    DraftDifference *page = out;
    PlanDraft *draft = NEW(cx->arena, PlanDraft);
    PlanVersion *since = NEW(cx->arena, PlanVersion);
    PlanContent before = { 0 };
    DraftPlan plan;
    Plan reference;
    Registry *registry;
    TRY(load(cx, &asked->id, draft, &plan));
    const Str document = asked->document.len > 0 ? asked->document : plan.document.code;
    const Code found = plan_version_now(cx, document, since);
    if (found != OK && (found != NOT_FOUND || asked->document.len > 0)) return found;
    if (found == OK) TRY(plan_version_find(cx, document, since->number, since, &before));
    if (found == OK)
        page->since = since;
    else
        cx->problem = (Problem){ 0 };
    TRY(draft_reference(cx, &reference));
    const Plan tables = draft_tables(cx, &plan, &reference);
    const PlanContent after = plan_content_of(cx, &tables, plan.document.code);
    TRY(registry_load(cx, &registry));
    page->draft = draft;
    TRY(plan_changes(cx, &before, &after, &page->changes));
    plan_changes_name(cx, registry, &page->changes);
    return OK;
}

/* ---- adopting ---- */

typedef struct DraftAdoption {
    Id id;
    int64_t based_on; /* revision of the draft that was seen */
    Day in_force_on;  /* none: today */
} DraftAdoption;

static const Field draft_adoption_fields[] = {
    FIELD(DraftAdoption, id, REQUIRED, 0, 0),
    FIELD(DraftAdoption, based_on, REQUIRED, 1, DRAFT_REVISIONS_MAX),
    FIELD(DraftAdoption, in_force_on, OPTIONAL, 0, 0),
};
const Shape draft_adoption_shape = SHAPE(DraftAdoption, draft_adoption_fields);

static Code require_unchanged(Ctx *cx, const PlanDraft *draft, int64_t based_on) {
    TRY(draft_require_open(cx, draft));
    return draft->revision == based_on ? OK : fail(cx, &draft_changed, draft->document->number, draft->changed_by);
}

/* Somebody must have looked at what the machine was not sure of. */
static void check_looked_at(Ctx *cx, const DraftPlan *plan) {
    const DraftItem *items = plan->items.items;
    bool has_any = false;
    for (size_t i = 0; i < plan->items.count; i++) {
        const bool is_in = items[i].state != ITEM_LEFT_OUT;
        const int kind = items[i].kind;
        has_any = has_any || (is_in && (kind == DRAFT_OBJECTIVE || kind == DRAFT_INDICATOR || kind == DRAFT_TASK));
        if (items[i].state == ITEM_UNSURE)
            fault(cx, spot_field(str_format(cx->arena, "items/%lld/state", (long long)items[i].number)),
                  &draft_item_unsure, items[i].fields->title);
    }
    if (!has_any) fault(cx, spot_field(S("items")), &draft_empty);
}

/* What is stored under this code goes; that must be an earlier version of the same document. */
static void check_code(Ctx *cx, const DraftDocument *document, const Rows *stored) {
    const PlanDocument *all = stored->items;
    for (size_t i = 0; i < stored->count; i++) {
        if (str_equal(all[i].code, document->code) && !str_equal(all[i].number, document->number))
            fault(cx, spot_field(S("document/code")), &edit_code_taken, document->code, S(""));
    }
}

static Table without(Ctx *cx, const Table *table, const char *column, Str document, const Map *items) {
    const Field *field = shape_field(table->shape, column);
    Table kept = *table;
    kept.items = arena_alloc(cx->arena, array_bytes(table->shape->size, table->count + 1));
    kept.row_numbers = NULL;
    kept.count = 0;
    for (size_t i = 0; i < table->count; i++) {
        const char *row = table_item(table, i);
        const Str value = *(const Str *)(const void *)(row + field->offset);
        if (items != NULL ? map_has(items, value) : str_equal(value, document)) continue;
        memcpy(kept.items + kept.count++ * table->shape->size, row, table->shape->size);
    }
    return kept;
}

/* The stored plan without what this document says in it. */
static Code load_others(Ctx *cx, Str document, Plan *ret_others) {
    Plan stored;
    TRY(plan_load_stored(cx, &stored));
    Map items = map_new(cx->arena);
    for (size_t i = 0; i < stored.indicators.count; i++) {
        const Indicator *one = table_item(&stored.indicators, i);
        if (str_equal(one->document, document)) (void)map_add(&items, one->code, i);
    }
    for (size_t i = 0; i < stored.tasks.count; i++) {
        const Task *one = table_item(&stored.tasks, i);
        if (str_equal(one->document, document)) (void)map_add(&items, one->code, i);
    }
    *ret_others = stored;
    ret_others->documents = without(cx, &stored.documents, "code", document, NULL);
    ret_others->sections = without(cx, &stored.sections, "document", document, NULL);
    ret_others->objectives = without(cx, &stored.objectives, "document", document, NULL);
    ret_others->indicators = without(cx, &stored.indicators, "document", document, NULL);
    ret_others->tasks = without(cx, &stored.tasks, "document", document, NULL);
    ret_others->duties = without(cx, &stored.duties, "document", document, NULL);
    ret_others->bases = without(cx, &stored.bases, "document", document, NULL);
    ret_others->targets = without(cx, &stored.targets, "indicator", document, &items);
    ret_others->assignments = without(cx, &stored.assignments, "task", document, &items);
    return OK;
}

/* Nobody borrows what is kept in the transaction that changes it (kit/kept.h). */
static void read_apart(Ctx *cx) {
    House *apart = NEW(cx->arena, House);
    *apart = *cx->house;
    apart->shelf = NULL;
    cx->house = apart;
}

Code draft_adopt(Ctx *cx, const void *in, void *out) {
    const DraftAdoption *entry = in;
    PlanDraft *draft = out;
    DraftPlan plan;
    Plan others, reference;
    PlanVersion version;
    Rows stored;
    TRY(load(cx, &entry->id, draft, &plan));
    TRY(require_unchanged(cx, draft, entry->based_on));
    TRY(load_others(cx, plan.document.code, &others));
    TRY(plan_documents(cx, &stored));
    check_looked_at(cx, &plan);
    check_code(cx, &plan.document, &stored);
    draft_check(cx, &plan, &others);
    TRY(faults_verdict(cx));
    TRY(draft_reference(cx, &reference));
    const Plan tables = draft_tables(cx, &plan, &reference);
    const PlanDeciding deciding = { .decided_by = plan.document.number,
                                    .decided_on = plan.document.issued_on,
                                    .in_force_on = entry->in_force_on,
                                    .origin = id_str(&draft->id) };
    TRY(plan_versions_begin(cx));
    TRY(plan_store(cx, &tables));
    TRY(plan_versions_keep(cx, &tables, &deciding));
    read_apart(cx);
    TRY(rollups_refresh_all(cx));
    TRY(plan_version_now(cx, plan.document.code, &version));
    draft->state = DRAFT_ADOPTED;
    draft->version = version.number;
    TRY(draft_write_state(cx, draft));
    TRY(draft_text_index(cx, plan.document.code, plan.document.number, plan.document.title, cx->prepared));
    return ledger_append(cx, S("strategy.draft_adopted"), plan.document.code, { "draft", id_str(&draft->id) },
                         { "file_digest", draft->file_digest }, { "number", plan.document.number },
                         { "version", int_text(cx, version.number) }, { "digest", version.digest });
}

/* ---- dropping ---- */

typedef struct DraftDrop {
    Id id;
    int64_t based_on;
} DraftDrop;

static const Field draft_drop_fields[] = {
    FIELD(DraftDrop, id, REQUIRED, 0, 0),
    FIELD(DraftDrop, based_on, REQUIRED, 1, DRAFT_REVISIONS_MAX),
};
const Shape draft_drop_shape = SHAPE(DraftDrop, draft_drop_fields);

Code draft_drop(Ctx *cx, const void *in, void *out) {
    const DraftDrop *entry = in;
    PlanDraft *draft = out;
    TRY(draft_find(cx, &entry->id, draft));
    TRY(require_unchanged(cx, draft, entry->based_on));
    draft->state = DRAFT_DROPPED;
    TRY(draft_write_state(cx, draft));
    return ledger_append(cx, S("strategy.draft_dropped"), id_str(&draft->id), { "digest", draft->file_digest });
}
