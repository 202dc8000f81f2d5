/* modules/strategy/draft_edits - see draft_edits.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/draft_edits.h"

#include "kit/text.h"
#include "modules/strategy/agency_names.h"
#include "modules/strategy/draft_codes.h"
#include "modules/strategy/draft_text.h"
#include "platform/reader/reader.h"

enum { NUMBERS_MAX = 2000 };

const ProblemKind draft_split_outside = { INVALID,
                                          "strategy/draft-split-outside",
                                          { "Chỗ tách nằm ngoài mục.", "The cut lies outside of the item." },
                                          { "Mục đọc từ chữ thứ {0} đến chữ thứ {1} của đoạn; tách ở giữa hai chỗ đó.",
                                            "The item was read from letter {0} to letter {1}; cut between them." } };
const ProblemKind draft_place_unfit = {
    INVALID,
    "strategy/draft-place-unfit",
    { "Không đặt được mục vào chỗ này.", "The item cannot stand there." },
    { "Mục số {0} không phải phần hoặc mục tiêu, hoặc nằm bên trong mục đang chuyển. Chọn chỗ khác.",
      "Item {0} is no section or objective, or stands below the item that is moved. Choose another place." }
};
const ProblemKind draft_span_unfit = { INVALID,
                                       "strategy/draft-span-unfit",
                                       { "Phần chữ đánh dấu không có.", "The marked text does not exist." },
                                       { "Đoạn {0} không có chữ ở chỗ đánh dấu. Đánh dấu lại trong văn bản.",
                                         "Passage {0} has no text there. Mark it again in the document." } };
const ProblemKind draft_join_unfit = { INVALID,
                                       "strategy/draft-join-unfit",
                                       { "Hai mục không nhập được.", "The two items cannot be joined." },
                                       { "Chỉ nhập hai mục khác nhau, cùng loại, của cùng bản nháp.",
                                         "Only two different items of one kind can be joined." } };

/* ---- what all of them do ---- */

Code draft_text_prepare(Ctx *cx, const void *in, void *out) {
    (void)out;
    const DraftKey *key = in;
    PlanDraft draft;
    Rows *passages = NEW(cx->arena, Rows);
    TRY(draft_find(cx, &key->id, &draft));
    TRY(draft_passages(cx, &draft, passages));
    cx->prepared = passages;
    return OK;
}

static Code open_draft(Ctx *cx, const Id *id, PlanDraft *ret_draft) {
    TRY(draft_find(cx, id, ret_draft));
    return draft_require_open(cx, ret_draft);
}

/* The item as it is, and a copy to be changed. */
static Code take_item(Ctx *cx, const PlanDraft *draft, int64_t number, int64_t based_on, DraftItem *before,
                      DraftItem *after, DraftFields **ret_fields) {
    TRY(draft_item(cx, draft, number, before));
    TRY(draft_require_seen(cx, before, based_on));
    DraftFields *fields = NEW(cx->arena, DraftFields);
    *fields = *before->fields;
    *after = *before;
    after->fields = fields;
    if (ret_fields != NULL) *ret_fields = fields;
    return OK;
}

static Code write_items(Ctx *cx, PlanDraft *draft, const char *what, const DraftItem *before, DraftItem *after,
                        size_t count, DraftChanged *ret_changed) {
    const DraftChange change = { draft, what, before, after, count };
    TRY(draft_write(cx, &change));
    return draft_tell_changed(cx, draft, (Rows){ after, count }, ret_changed);
}

/* A person has looked at it. What is left out stays so. */
static void settle(DraftItem *item) {
    if (item->state != ITEM_LEFT_OUT) item->state = ITEM_CONFIRMED;
}

/* A code and a number that no item of the draft has. */
static Code name_new(Ctx *cx, const Rows *items, Str code, DraftItem *item, DraftFields *fields) {
    const DraftItem *all = items->items;
    DraftCodes used = draft_codes_new(cx->arena);
    item->number = 1;
    for (size_t i = 0; i < items->count; i++) {
        draft_codes_take(&used, all[i].fields->code);
        if (all[i].number >= item->number) item->number = all[i].number + 1;
    }
    fields->code = draft_code_unused(&used, code);
    return items->count < DRAFT_ITEMS_MAX ? OK : fail(cx, &too_large, S("items"), int_text(cx, DRAFT_ITEMS_MAX));
}

/* ---- correcting ---- */

typedef struct DraftCorrection {
    Id id;
    int64_t number, based_on;
    const DraftFields *fields;
} DraftCorrection;

static const Field draft_correction_fields[] = {
    FIELD(DraftCorrection, id, REQUIRED, 0, 0),
    FIELD(DraftCorrection, number, OPTIONAL, 0, DRAFT_NUMBER_MAX), /* of the path */
    FIELD(DraftCorrection, based_on, REQUIRED, 1, DRAFT_REVISIONS_MAX),
    FIELD_LINK(DraftCorrection, fields, REQUIRED, &draft_fields_shape),
};
const Shape draft_correction_shape = SHAPE(DraftCorrection, draft_correction_fields);

/* Who it was on the day of issue follows from who it is, unless that is told too. */
static Code fill_then(Ctx *cx, const PlanDraft *draft, DraftFields *fields) {
    Registry *registry;
    TRY(registry_load(cx, &registry));
    const DraftKnown known = { .registry = registry, .today = cx->today };
    DraftAssignment *all = NEW_ARRAY(cx->arena, DraftAssignment, fields->assignments.count + 1);
    for (size_t i = 0; i < fields->assignments.count; i++) {
        Str agency;
        all[i] = ((const DraftAssignment *)fields->assignments.items)[i];
        if (all[i].agency.len > 0 && all[i].then.len == 0)
            draft_who(cx, &known, draft->document->issued_on, all[i].agency, &agency, &all[i].then);
    }
    fields->assignments.items = all;
    return OK;
}

Code draft_correct(Ctx *cx, const void *in, void *out) {
    const DraftCorrection *entry = in;
    PlanDraft draft;
    DraftItem before, *after = NEW(cx->arena, DraftItem);
    DraftFields *fields;
    TRY(open_draft(cx, &entry->id, &draft));
    TRY(take_item(cx, &draft, entry->number, entry->based_on, &before, after, &fields));
    *fields = *entry->fields;
    TRY(fill_then(cx, &draft, fields));
    settle(after);
    return write_items(cx, &draft, "correct", &before, after, 1, out);
}

/* ---- confirming, leaving out, bringing back ---- */

/* Items as they are, with copies to be changed; `fields` are those of the copies. */
typedef struct Taken {
    DraftItem *before, *after;
    DraftFields **fields;
    size_t count;
} Taken;

/* Each once, however often its number is given. */
static Code take_items(Ctx *cx, const PlanDraft *draft, const Rows *numbers, int64_t based_on, Taken *ret_taken) {
    const DraftNumber *all = numbers->items;
    Map seen = map_new(cx->arena);
    *ret_taken = (Taken){ .before = NEW_ARRAY(cx->arena, DraftItem, numbers->count + 1),
                          .after = NEW_ARRAY(cx->arena, DraftItem, numbers->count + 1),
                          .fields = NEW_ARRAY(cx->arena, DraftFields *, numbers->count + 1) };
    for (size_t i = 0; i < numbers->count; i++) {
        const size_t at = ret_taken->count;
        if (!map_add(&seen, int_text(cx, all[i].number), i)) continue;
        TRY(take_item(cx, draft, all[i].number, based_on, &ret_taken->before[at], &ret_taken->after[at],
                      &ret_taken->fields[at]));
        ret_taken->count++;
    }
    return OK;
}

typedef struct DraftStates {
    Id id;
    int64_t based_on;
    int state;
    Rows items; /* of DraftNumber */
} DraftStates;

static const Field draft_states_fields[] = {
    FIELD(DraftStates, id, REQUIRED, 0, 0),
    FIELD(DraftStates, based_on, REQUIRED, 1, DRAFT_REVISIONS_MAX),
    FIELD_CHOICE(DraftStates, state, REQUIRED, &draft_item_state_choices),
    FIELD_LIST(DraftStates, items, NUMBERS_MAX, &draft_number_shape),
};
const Shape draft_states_shape = SHAPE(DraftStates, draft_states_fields);

Code draft_set_states(Ctx *cx, const void *in, void *out) {
    const DraftStates *entry = in;
    static const char *const whats[] = { [ITEM_NONE] = "",
                                         [ITEM_UNSURE] = "doubt",
                                         [ITEM_OPEN] = "bring_back",
                                         [ITEM_CONFIRMED] = "confirm",
                                         [ITEM_LEFT_OUT] = "leave_out" };
    PlanDraft draft;
    Taken taken;
    TRY(open_draft(cx, &entry->id, &draft));
    TRY(take_items(cx, &draft, &entry->items, entry->based_on, &taken));
    for (size_t i = 0; i < taken.count; i++) taken.after[i].state = entry->state;
    return write_items(cx, &draft, whats[entry->state], taken.before, taken.after, taken.count, out);
}

/* ---- who leads many ---- */

typedef struct DraftLeads {
    Id id;
    int64_t based_on;
    Str agency;
    Rows items; /* of DraftNumber */
} DraftLeads;

static const Field draft_leads_fields[] = {
    FIELD(DraftLeads, id, REQUIRED, 0, 0),
    FIELD(DraftLeads, based_on, REQUIRED, 1, DRAFT_REVISIONS_MAX),
    FIELD(DraftLeads, agency, REQUIRED, 1, CODE_MAX),
    FIELD_LIST(DraftLeads, items, NUMBERS_MAX, &draft_number_shape),
};
const Shape draft_leads_shape = SHAPE(DraftLeads, draft_leads_fields);

static Code require_agency(Ctx *cx, const Registry *registry, Str code) {
    const bool is_one = registry_name(registry, code).len > 0 && registry_place(registry, code) == NULL;
    return is_one ? OK : fail_field(cx, S("agency"), &code_unknown, code, S(""));
}

/* In front of those who are there, unless it leads already. */
static void add_lead(Ctx *cx, const DraftAssignment *lead, DraftFields *fields) {
    const DraftAssignment *own = fields->assignments.items;
    DraftAssignment *all = NEW_ARRAY(cx->arena, DraftAssignment, fields->assignments.count + 1);
    size_t count = 0;
    all[count++] = *lead;
    for (size_t i = 0; i < fields->assignments.count && count < DRAFT_ASSIGNMENTS_MAX; i++) {
        if (own[i].role != ROLE_OF_LEAD || !str_equal(own[i].agency, lead->agency)) all[count++] = own[i];
    }
    fields->assignments = (Rows){ all, count };
}

Code draft_lead(Ctx *cx, const void *in, void *out) {
    const DraftLeads *entry = in;
    Registry *registry;
    PlanDraft draft;
    Taken taken;
    TRY(open_draft(cx, &entry->id, &draft));
    TRY(registry_load(cx, &registry));
    TRY(require_agency(cx, registry, entry->agency));
    const DraftKnown known = { .registry = registry, .today = cx->today };
    DraftAssignment lead = { .role = ROLE_OF_LEAD, .named = registry_name(registry, entry->agency) };
    draft_who(cx, &known, draft.document->issued_on, entry->agency, &lead.agency, &lead.then);
    TRY(take_items(cx, &draft, &entry->items, entry->based_on, &taken));
    for (size_t i = 0; i < taken.count; i++) add_lead(cx, &lead, taken.fields[i]);
    return write_items(cx, &draft, "lead", taken.before, taken.after, taken.count, out);
}

/* ---- joining two ---- */

typedef struct DraftJoin {
    Id id;
    int64_t number, based_on;
    int64_t other; /* whose words are added; it is left out then, and can be brought back */
} DraftJoin;

static const Field draft_join_fields[] = {
    FIELD(DraftJoin, id, REQUIRED, 0, 0),
    FIELD(DraftJoin, number, OPTIONAL, 0, DRAFT_NUMBER_MAX), /* of the path */
    FIELD(DraftJoin, based_on, REQUIRED, 1, DRAFT_REVISIONS_MAX),
    FIELD(DraftJoin, other, REQUIRED, 1, DRAFT_NUMBER_MAX),
};
const Shape draft_join_shape = SHAPE(DraftJoin, draft_join_fields);

static Str joined(Ctx *cx, Str first, Str second, const char *between, size_t letters_max) {
    if (first.len == 0 || second.len == 0) return first.len > 0 ? first : second;
    return draft_cut(cx->arena, str_format(cx->arena, "%.*s%s%.*s", STR_FMT(first), between, STR_FMT(second)),
                     letters_max);
}

static Rows joined_assignments(Ctx *cx, const Rows *first, const Rows *second) {
    DraftAssignment *all = NEW_ARRAY(cx->arena, DraftAssignment, first->count + second->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < first->count + second->count && count < DRAFT_ASSIGNMENTS_MAX; i++) {
        const bool is_first = i < first->count;
        const DraftAssignment *one =
            &((const DraftAssignment *)(is_first ? first : second)->items)[is_first ? i : i - first->count];
        bool is_there = false;
        for (size_t j = 0; j < count; j++)
            is_there = is_there || (all[j].role == one->role && str_equal(all[j].named, one->named));
        if (!is_there) all[count++] = *one;
    }
    return (Rows){ all, count };
}

static Rows joined_targets(Ctx *cx, const Rows *first, const Rows *second) {
    DraftTarget *all = NEW_ARRAY(cx->arena, DraftTarget, first->count + second->count + 1);
    size_t count = first->count;
    const DraftTarget *own = first->items, *other = second->items;
    for (size_t i = 0; i < count; i++) all[i] = own[i];
    for (size_t i = 0; i < second->count && count < DRAFT_TARGETS_MAX; i++) {
        bool is_there = false;
        for (size_t j = 0; j < count; j++) is_there = is_there || all[j].year == other[i].year;
        if (!is_there) all[count++] = other[i];
    }
    return (Rows){ all, count };
}

Code draft_join(Ctx *cx, const void *in, void *out) {
    const DraftJoin *entry = in;
    PlanDraft draft;
    DraftItem before[2], *after = NEW_ARRAY(cx->arena, DraftItem, 2);
    DraftFields *fields;
    TRY(open_draft(cx, &entry->id, &draft));
    TRY(take_item(cx, &draft, entry->number, entry->based_on, &before[0], &after[0], &fields));
    TRY(take_item(cx, &draft, entry->other, entry->based_on, &before[1], &after[1], NULL));
    if (entry->number == entry->other || before[0].kind != before[1].kind)
        return fail_field(cx, S("other"), &draft_join_unfit);
    const DraftFields *other = before[1].fields;
    fields->title = joined(cx, fields->title, other->title, " ", TITLE_MAX);
    fields->product = joined(cx, fields->product, other->product, "; ", DRAFT_PRODUCT_MAX);
    fields->assignments = joined_assignments(cx, &fields->assignments, &other->assignments);
    fields->targets = joined_targets(cx, &fields->targets, &other->targets);
    if (fields->due.number == 0) fields->due = other->due;
    if (before[0].passage == before[1].passage) {
        if (before[1].from < after[0].from) after[0].from = before[1].from;
        if (before[1].to > after[0].to) after[0].to = before[1].to;
    }
    settle(&after[0]);
    after[1].state = ITEM_LEFT_OUT;
    return write_items(cx, &draft, "join", before, after, 2, out);
}

/* ---- splitting one ---- */

typedef struct DraftSplit {
    Id id;
    int64_t number, based_on;
    int64_t at; /* the first letter of the second part, in the passage's text */
} DraftSplit;

static const Field draft_split_fields[] = {
    FIELD(DraftSplit, id, REQUIRED, 0, 0),
    FIELD(DraftSplit, number, OPTIONAL, 0, DRAFT_NUMBER_MAX), /* of the path */
    FIELD(DraftSplit, based_on, REQUIRED, 1, DRAFT_REVISIONS_MAX),
    FIELD(DraftSplit, at, REQUIRED, 1, PASSAGE_LETTERS_MAX),
};
const Shape draft_split_shape = SHAPE(DraftSplit, draft_split_fields);

Code draft_split(Ctx *cx, const void *in, void *out) {
    const DraftSplit *entry = in;
    PlanDraft draft;
    DraftItem before[2] = { 0 }, *after = NEW_ARRAY(cx->arena, DraftItem, 2);
    DraftFields *fields, *second = NEW(cx->arena, DraftFields);
    Rows items;
    TRY(open_draft(cx, &entry->id, &draft));
    TRY(take_item(cx, &draft, entry->number, entry->based_on, &before[0], &after[0], &fields));
    const Passage *passage = draft_passage(cx->prepared, before[0].passage);
    const bool is_inside = passage != NULL && entry->at > before[0].from && entry->at < before[0].to;
    if (!is_inside)
        return fail_field(cx, S("at"), &draft_split_outside, int_text(cx, before[0].from), int_text(cx, before[0].to));
    *second = *fields;
    fields->title = draft_title(cx->arena, draft_span(passage->text, before[0].from, entry->at), TITLE_MAX);
    second->title = draft_title(cx->arena, draft_span(passage->text, entry->at, before[0].to), TITLE_MAX);
    after[1] = after[0];
    after[1].fields = second;
    after[0].to = after[1].from = entry->at;
    after[1].position = before[0].position + 1;
    TRY(draft_items(cx, &draft, &items));
    TRY(name_new(cx, &items, fields->code, &after[1], second));
    TRY(draft_open_position(cx, &draft, after[1].position));
    settle(&after[0]);
    settle(&after[1]);
    return write_items(cx, &draft, "split", before, after, 2, out);
}

/* ---- another place, another kind ---- */

typedef struct DraftMove {
    Id id;
    int64_t number, based_on;
    int64_t parent; /* a section or an objective; 0: at the top */
    int64_t after;  /* the item behind which it stands; 0: as the first below its parent */
} DraftMove;

static const Field draft_move_fields[] = {
    FIELD(DraftMove, id, REQUIRED, 0, 0),
    FIELD(DraftMove, number, OPTIONAL, 0, DRAFT_NUMBER_MAX), /* of the path */
    FIELD(DraftMove, based_on, REQUIRED, 1, DRAFT_REVISIONS_MAX),
    FIELD(DraftMove, parent, REQUIRED, 0, DRAFT_NUMBER_MAX),
    FIELD(DraftMove, after, OPTIONAL, 0, DRAFT_NUMBER_MAX),
};
const Shape draft_move_shape = SHAPE(DraftMove, draft_move_fields);

/* A section stands below sections, all else below those and objectives; nothing below itself. */
static Code require_place(Ctx *cx, const PlanDraft *draft, const DraftItem *item, int64_t parent) {
    DraftItem above;
    for (int64_t at = parent, steps = 0; at > 0 && steps < DRAFT_ITEMS_MAX; at = above.parent, steps++) {
        TRY(draft_item(cx, draft, at, &above));
        const bool is_fit =
            above.kind == DRAFT_SECTION || (above.kind == DRAFT_OBJECTIVE && item->kind != DRAFT_SECTION);
        if (above.number == item->number || (at == parent && !is_fit))
            return fail_field(cx, S("parent"), &draft_place_unfit, int_text(cx, parent));
    }
    return OK;
}

Code draft_move(Ctx *cx, const void *in, void *out) {
    const DraftMove *entry = in;
    PlanDraft draft;
    DraftItem before, *after = NEW(cx->arena, DraftItem), beside = { 0 };
    TRY(open_draft(cx, &entry->id, &draft));
    TRY(take_item(cx, &draft, entry->number, entry->based_on, &before, after, NULL));
    TRY(require_place(cx, &draft, &before, entry->parent));
    const int64_t ahead = entry->after > 0 ? entry->after : entry->parent;
    if (ahead > 0) TRY(draft_item(cx, &draft, ahead, &beside));
    after->parent = entry->parent;
    after->position = beside.position + 1;
    TRY(draft_open_position(cx, &draft, after->position));
    return write_items(cx, &draft, "move", &before, after, 1, out);
}

typedef struct DraftRekind {
    Id id;
    int64_t number, based_on;
    int kind;
} DraftRekind;

static const Field draft_rekind_fields[] = {
    FIELD(DraftRekind, id, REQUIRED, 0, 0),
    FIELD(DraftRekind, number, OPTIONAL, 0, DRAFT_NUMBER_MAX), /* of the path */
    FIELD(DraftRekind, based_on, REQUIRED, 1, DRAFT_REVISIONS_MAX),
    FIELD_CHOICE(DraftRekind, kind, REQUIRED, &draft_kind_choices),
};
const Shape draft_rekind_shape = SHAPE(DraftRekind, draft_rekind_fields);

/* Who owes a duty leads the work that it becomes. */
static Code lead_by_who(Ctx *cx, const PlanDraft *draft, DraftFields *fields) {
    if (fields->assignments.count > 0 || fields->who.len == 0) return OK;
    DraftAssignment *lead = NEW(cx->arena, DraftAssignment);
    *lead = (DraftAssignment){ .role = ROLE_OF_LEAD,
                               .named = fields->who_named.len > 0 ? fields->who_named : fields->who,
                               .agency = fields->who,
                               .then = S("") };
    fields->assignments = (Rows){ lead, 1 };
    return fill_then(cx, draft, fields);
}

/* What the new kind does not have stays in the record, for the way back. */
Code draft_rekind(Ctx *cx, const void *in, void *out) {
    const DraftRekind *entry = in;
    PlanDraft draft;
    DraftItem before, *after = NEW(cx->arena, DraftItem);
    DraftFields *fields;
    TRY(open_draft(cx, &entry->id, &draft));
    TRY(take_item(cx, &draft, entry->number, entry->based_on, &before, after, &fields));
    after->kind = entry->kind;
    draft_fields_fit(fields, (DraftKind)entry->kind);
    if (entry->kind == DRAFT_TASK) TRY(lead_by_who(cx, &draft, fields));
    settle(after);
    return write_items(cx, &draft, "kind", &before, after, 1, out);
}

/* ---- an item of marked text ---- */

typedef struct DraftAdd {
    Id id;
    int64_t passage, from, to;
    int kind;
    int64_t parent;
} DraftAdd;

static const Field draft_add_fields[] = {
    FIELD(DraftAdd, id, REQUIRED, 0, 0),
    FIELD(DraftAdd, passage, REQUIRED, 1, READING_PASSAGES_MAX),
    FIELD(DraftAdd, from, REQUIRED, 0, PASSAGE_LETTERS_MAX),
    FIELD(DraftAdd, to, REQUIRED, 1, PASSAGE_LETTERS_MAX),
    FIELD_CHOICE(DraftAdd, kind, REQUIRED, &draft_kind_choices),
    FIELD(DraftAdd, parent, REQUIRED, 0, DRAFT_NUMBER_MAX),
};
const Shape draft_add_shape = SHAPE(DraftAdd, draft_add_fields);

/* Behind the last item of its passage, or of one before. */
static int64_t position_of(const Rows *items, int64_t passage) {
    const DraftItem *all = items->items;
    int64_t position = 1;
    for (size_t i = 0; i < items->count; i++) {
        if (all[i].passage <= passage && all[i].position >= position) position = all[i].position + 1;
    }
    return position;
}

Code draft_add(Ctx *cx, const void *in, void *out) {
    const DraftAdd *entry = in;
    PlanDraft draft;
    Rows items;
    DraftItem before = { 0 }, *after = NEW(cx->arena, DraftItem);
    DraftFields *fields = NEW(cx->arena, DraftFields);
    TRY(open_draft(cx, &entry->id, &draft));
    const Passage *passage = draft_passage(cx->prepared, entry->passage);
    const Str text = passage == NULL ? S("") : draft_span(passage->text, entry->from, entry->to);
    if (text.len == 0) return fail_field(cx, S("passage"), &draft_span_unfit, int_text(cx, entry->passage));
    *fields = draft_fields_from_text(cx, (DraftKind)entry->kind, text);
    const Str code = draft_place_code(cx->arena, draft.document->code, passage->citation);
    fields->citation = draft_citation(cx->arena, draft.document->number, passage->citation);
    *after = (DraftItem){ .parent = entry->parent,
                          .kind = entry->kind,
                          .passage = entry->passage,
                          .from = entry->from,
                          .to = entry->to,
                          .confidence = 100,
                          .state = ITEM_CONFIRMED,
                          .fields = fields };
    TRY(require_place(cx, &draft, after, entry->parent));
    TRY(draft_items(cx, &draft, &items));
    TRY(name_new(cx, &items, code, after, fields));
    after->position = position_of(&items, entry->passage);
    TRY(draft_open_position(cx, &draft, after->position));
    return write_items(cx, &draft, "add", &before, after, 1, out);
}

/* ---- the document's own record ---- */

typedef struct DraftDocumentCorrection {
    Id id;
    int64_t based_on;
    const DraftDocument *document;
} DraftDocumentCorrection;

static const Field draft_document_correction_fields[] = {
    FIELD(DraftDocumentCorrection, id, REQUIRED, 0, 0),
    FIELD(DraftDocumentCorrection, based_on, REQUIRED, 1, DRAFT_REVISIONS_MAX),
    FIELD_LINK(DraftDocumentCorrection, document, REQUIRED, &draft_document_shape),
};
const Shape draft_document_correction_shape = SHAPE(DraftDocumentCorrection, draft_document_correction_fields);

static bool put_start(Ctx *cx, Str before, Str after, const char *mark, Str *text) {
    const Str start = str_format(cx->arena, "%.*s%s", STR_FMT(before), mark);
    if (before.len == 0 || str_equal(before, after) || !str_starts(*text, start)) return false;
    *text =
        str_format(cx->arena, "%.*s%s%.*s", STR_FMT(after), mark, (int)(text->len - start.len), text->at + start.len);
    return true;
}

/* Codes and citations begin with those of the document: they follow it. */
static Code follow_document(Ctx *cx, const PlanDraft *draft, const DraftDocument *before, const DraftDocument *after,
                            DraftItem **ret_before, DraftItem **ret_after, size_t *ret_count) {
    Rows items;
    TRY(draft_items(cx, draft, &items));
    const DraftItem *all = items.items;
    *ret_before = NEW_ARRAY(cx->arena, DraftItem, items.count + 1);
    *ret_after = NEW_ARRAY(cx->arena, DraftItem, items.count + 1);
    *ret_count = 0;
    for (size_t i = 0; i < items.count; i++) {
        DraftFields *fields = NEW(cx->arena, DraftFields);
        *fields = *all[i].fields;
        bool is_other = put_start(cx, before->code, after->code, ".", &fields->code);
        is_other = put_start(cx, before->code, after->code, ".", &fields->indicator) || is_other;
        is_other = put_start(cx, before->number, after->number, ", ", &fields->citation) || is_other;
        if (!is_other) continue;
        (*ret_before)[*ret_count] = (*ret_after)[*ret_count] = all[i];
        (*ret_after)[(*ret_count)++].fields = fields;
    }
    return OK;
}

Code draft_document_correct(Ctx *cx, const void *in, void *out) {
    const DraftDocumentCorrection *entry = in;
    PlanDraft draft;
    DraftItem *before, *after;
    size_t count;
    TRY(open_draft(cx, &entry->id, &draft));
    const DraftDocument *own = draft.document;
    if (draft.document_revision > entry->based_on) return fail(cx, &draft_changed, own->number, draft.changed_by);
    TRY(follow_document(cx, &draft, own, entry->document, &before, &after, &count));
    draft.document = entry->document;
    const DraftChange change = { &draft, "document", before, after, count };
    TRY(draft_write(cx, &change));
    TRY(draft_write_document(cx, &draft, own));
    return draft_tell_changed(cx, &draft, (Rows){ after, count }, out);
}

/* ---- who is meant by a name ---- */

typedef struct DraftNaming {
    Id id;
    Str named, agency;
} DraftNaming;

static const Field draft_naming_fields[] = {
    FIELD(DraftNaming, id, REQUIRED, 0, 0),
    FIELD(DraftNaming, named, REQUIRED, 2, DRAFT_NAMED_MAX),
    FIELD(DraftNaming, agency, REQUIRED, 1, CODE_MAX),
};
const Shape draft_naming_shape = SHAPE(DraftNaming, draft_naming_fields);

static bool is_named(Ctx *cx, Str folded, Str named) {
    return str_equal(folded, text_fold(cx->arena, named));
}

/* Puts it where nobody is known yet; what a person chose stays. */
static bool put_agency(Ctx *cx, const DraftKnown *known, Day issued_on, Str folded, Str agency, DraftFields *fields) {
    DraftAssignment *all = NEW_ARRAY(cx->arena, DraftAssignment, fields->assignments.count + 1);
    Str then;
    bool is_put = false;
    for (size_t i = 0; i < fields->assignments.count; i++) {
        all[i] = ((const DraftAssignment *)fields->assignments.items)[i];
        if (all[i].agency.len > 0 || !is_named(cx, folded, all[i].named)) continue;
        draft_who(cx, known, issued_on, agency, &all[i].agency, &then);
        if (all[i].then.len == 0) all[i].then = then;
        is_put = true;
    }
    fields->assignments.items = all;
    if (fields->who.len == 0 && fields->who_named.len > 0 && is_named(cx, folded, fields->who_named)) {
        draft_who(cx, known, issued_on, agency, &fields->who, &then);
        is_put = true;
    }
    if (fields->to.len == 0 && fields->to_named.len > 0 && is_named(cx, folded, fields->to_named)) {
        draft_who(cx, known, issued_on, agency, &fields->to, &then);
        is_put = true;
    }
    return is_put;
}

Code draft_name_agency(Ctx *cx, const void *in, void *out) {
    const DraftNaming *entry = in;
    Registry *registry;
    PlanDraft draft;
    Rows items;
    TRY(open_draft(cx, &entry->id, &draft));
    TRY(registry_load(cx, &registry));
    TRY(require_agency(cx, registry, entry->agency));
    TRY(agency_name_keep(cx, entry->named, entry->agency, &entry->id));
    TRY(draft_items(cx, &draft, &items));
    const DraftKnown known = { .registry = registry, .today = cx->today };
    const DraftItem *all = items.items;
    DraftItem *before = NEW_ARRAY(cx->arena, DraftItem, items.count + 1);
    DraftItem *after = NEW_ARRAY(cx->arena, DraftItem, items.count + 1);
    const Str folded = text_fold(cx->arena, entry->named);
    size_t count = 0;
    for (size_t i = 0; i < items.count; i++) {
        DraftFields *fields = NEW(cx->arena, DraftFields);
        *fields = *all[i].fields;
        if (!put_agency(cx, &known, draft.document->issued_on, folded, entry->agency, fields)) continue;
        before[count] = after[count] = all[i];
        after[count++].fields = fields;
    }
    return write_items(cx, &draft, "name", before, after, count, out);
}
