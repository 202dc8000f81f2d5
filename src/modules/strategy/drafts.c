/* modules/strategy/drafts - see drafts.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/drafts.h"

#include "modules/strategy/draft_check.h"
#include "platform/people/people.h"
#include "platform/reader/reader.h"

enum { PASSAGES_BYTES_MAX = 1536 * 1024, RECORD_BYTES_MAX = 512 * 1024, DRAFTS_SHOWN = 500, CHANGES_SHOWN = 500 };

const ProblemKind draft_settled = { CONFLICT,
                                    "strategy/draft-settled",
                                    { "Bản nháp đã khép lại.", "The draft is closed." },
                                    { "Bản nháp đang ở trạng thái “{0}”, không sửa được nữa. Tải lại trang.",
                                      "The draft is in the state “{0}” and cannot be changed. Reload." } };
const ProblemKind draft_changed = {
    CONFLICT,
    "strategy/draft-changed",
    { "Mục vừa được người khác sửa.", "Somebody else has changed this." },
    { "“{0}” đã được {1} sửa sau lúc bạn mở. Tải lại mục, xem nội dung mới rồi sửa tiếp; nội dung bạn gõ vẫn còn.",
      "“{0}” was changed by {1} after you opened it. Reload it, look at what it says now, then go on; what you typed "
      "is "
      "kept." }
};
const ProblemKind draft_item_unknown = { INVALID,
                                         "strategy/draft-item-unknown",
                                         { "Bản nháp không có mục này.", "The draft has no such item." },
                                         { "Không có mục số {0} trong bản nháp. Tải lại trang.",
                                           "There is no item {0} in the draft. Reload." } };
/* ---- rows ---- */

typedef struct DraftRow {
    Id id;
    Str file, file_digest, file_name, format;
    int state;
    int64_t revision, document_revision;
    Texts reasons;
    Str document, made_by;
    Time made_at;
    Str changed_by;
    Time changed_at;
    int64_t version, item_count, unsure_count, confirmed_count;
} DraftRow;

static const Field draft_row_fields[] = {
    FIELD(DraftRow, id, REQUIRED, 0, 0),           FIELD(DraftRow, file, REQUIRED, 0, 0),
    FIELD(DraftRow, file_digest, REQUIRED, 0, 0),  FIELD(DraftRow, file_name, REQUIRED, 0, 0),
    FIELD(DraftRow, format, REQUIRED, 0, 0),       FIELD_CHOICE(DraftRow, state, REQUIRED, &draft_state_choices),
    FIELD(DraftRow, revision, REQUIRED, 0, 0),     FIELD(DraftRow, document_revision, REQUIRED, 0, 0),
    FIELD(DraftRow, reasons, REQUIRED, 0, 0),      FIELD(DraftRow, document, REQUIRED, 0, 0),
    FIELD(DraftRow, made_by, REQUIRED, 0, 0),      FIELD(DraftRow, made_at, REQUIRED, 0, 0),
    FIELD(DraftRow, changed_by, REQUIRED, 0, 0),   FIELD(DraftRow, changed_at, REQUIRED, 0, 0),
    FIELD(DraftRow, version, REQUIRED, 0, 0),      FIELD(DraftRow, item_count, REQUIRED, 0, 0),
    FIELD(DraftRow, unsure_count, REQUIRED, 0, 0), FIELD(DraftRow, confirmed_count, REQUIRED, 0, 0),
};
static const Shape draft_row_shape = SHAPE(DraftRow, draft_row_fields);

typedef struct DraftText {
    Id draft;
    Str passages;
} DraftText;

static const Field draft_text_fields[] = {
    FIELD(DraftText, draft, REQUIRED, 0, 0),
    FIELD(DraftText, passages, REQUIRED, 0, 0),
};
static const Shape draft_text_shape = SHAPE(DraftText, draft_text_fields);

typedef struct DraftItemRow {
    Id draft;
    int64_t number, parent, position;
    int kind;
    int64_t passage, starts, ends, confidence;
    int state;
    Str changed_by;
    Time changed_at;
    int64_t revision;
    Str fields;
} DraftItemRow;

static const Field draft_item_row_fields[] = {
    FIELD(DraftItemRow, draft, REQUIRED, 0, 0),
    FIELD(DraftItemRow, number, REQUIRED, 0, 0),
    FIELD(DraftItemRow, parent, REQUIRED, 0, 0),
    FIELD(DraftItemRow, position, REQUIRED, 0, 0),
    FIELD_CHOICE(DraftItemRow, kind, REQUIRED, &draft_kind_choices),
    FIELD(DraftItemRow, passage, REQUIRED, 0, 0),
    FIELD(DraftItemRow, starts, REQUIRED, 0, 0),
    FIELD(DraftItemRow, ends, REQUIRED, 0, 0),
    FIELD(DraftItemRow, confidence, REQUIRED, 0, 0),
    FIELD_CHOICE(DraftItemRow, state, REQUIRED, &draft_item_state_choices),
    FIELD(DraftItemRow, changed_by, REQUIRED, 0, 0),
    FIELD(DraftItemRow, changed_at, OPTIONAL, 0, 0),
    FIELD(DraftItemRow, revision, REQUIRED, 0, 0),
    FIELD(DraftItemRow, fields, REQUIRED, 0, 0),
};
static const Shape draft_item_row_shape = SHAPE(DraftItemRow, draft_item_row_fields);

typedef struct DraftChangeRow {
    Id draft;
    int64_t revision, item;
    Str what, before, changed_by;
    Time changed_at;
} DraftChangeRow;

static const Field draft_change_row_fields[] = {
    FIELD(DraftChangeRow, draft, REQUIRED, 0, 0),      FIELD(DraftChangeRow, revision, REQUIRED, 0, 0),
    FIELD(DraftChangeRow, item, REQUIRED, 0, 0),       FIELD(DraftChangeRow, what, REQUIRED, 0, 0),
    FIELD(DraftChangeRow, before, REQUIRED, 0, 0),     FIELD(DraftChangeRow, changed_by, REQUIRED, 0, 0),
    FIELD(DraftChangeRow, changed_at, REQUIRED, 0, 0),
};
static const Shape draft_change_row_shape = SHAPE(DraftChangeRow, draft_change_row_fields);

#include "modules/strategy/drafts.sql.h"

/* A passage as it is kept: cells may be empty and hold any mark, which a list of short texts cannot. */
typedef struct KeptCell {
    Str text;
} KeptCell;

static const Field kept_cell_fields[] = { FIELD(KeptCell, text, LINES, 0, 0) };
static const Shape kept_cell_shape = SHAPE(KeptCell, kept_cell_fields);

typedef struct KeptPassage {
    int64_t number, parent, depth;
    int kind, section;
    Str mark, text, citation;
    int64_t block, block_last;
    Rows cells;
} KeptPassage;

static const Field kept_passage_fields[] = {
    FIELD(KeptPassage, number, REQUIRED, 0, 0),
    FIELD(KeptPassage, parent, REQUIRED, 0, 0),
    FIELD(KeptPassage, depth, REQUIRED, 0, 0),
    FIELD_CHOICE(KeptPassage, kind, OPTIONAL, &passage_kind_choices),
    FIELD_CHOICE(KeptPassage, section, OPTIONAL, &read_section_choices),
    FIELD(KeptPassage, mark, LINES, 0, 0),
    FIELD(KeptPassage, text, LINES, 0, 0),
    FIELD(KeptPassage, citation, LINES, 0, 0),
    FIELD(KeptPassage, block, REQUIRED, 0, 0),
    FIELD(KeptPassage, block_last, REQUIRED, 0, 0),
    FIELD_LIST_IF_ANY(KeptPassage, cells, READING_PASSAGES_MAX, &kept_cell_shape),
};
static const Shape kept_passage_shape = SHAPE(KeptPassage, kept_passage_fields);

typedef struct KeptText {
    Rows passages;
} KeptText;

static const Field kept_text_fields[] = {
    FIELD_LIST(KeptText, passages, READING_PASSAGES_MAX, &kept_passage_shape),
};
static const Shape kept_text_shape = SHAPE(KeptText, kept_text_fields);

/* ---- between rows and records ---- */

static Code json_of(Ctx *cx, const Shape *shape, const void *record, size_t bytes_max, Str *ret_json) {
    Buf out = buf_new(cx->arena, bytes_max);
    shape_write_json(&out, shape, record);
    return buf_done(&out, ret_json);
}

static Code draft_of_row(Ctx *cx, const DraftRow *row, PlanDraft *ret_draft) {
    DraftDocument *document = NEW(cx->arena, DraftDocument);
    TRY(shape_read_json(cx, &draft_document_shape, row->document, document));
    *ret_draft = (PlanDraft){ .id = row->id,
                              .file = row->file,
                              .file_digest = row->file_digest,
                              .file_name = row->file_name,
                              .format = row->format,
                              .state = row->state,
                              .revision = row->revision,
                              .document_revision = row->document_revision,
                              .reasons = row->reasons,
                              .made_by = row->made_by,
                              .made_at = row->made_at,
                              .changed_by = row->changed_by,
                              .changed_at = row->changed_at,
                              .version = row->version,
                              .document = document };
    return OK;
}

static Code item_of_row(Ctx *cx, const DraftItemRow *row, DraftItem *ret_item) {
    DraftFields *fields = NEW(cx->arena, DraftFields);
    TRY(shape_read_json(cx, &draft_fields_shape, row->fields, fields));
    *ret_item = (DraftItem){ .number = row->number,
                             .parent = row->parent,
                             .position = row->position,
                             .kind = row->kind,
                             .passage = row->passage,
                             .from = row->starts,
                             .to = row->ends,
                             .confidence = row->confidence,
                             .state = row->state,
                             .changed_by = row->changed_by,
                             .changed_at = row->changed_at,
                             .revision = row->revision,
                             .fields = fields };
    return OK;
}

static DraftItemRow row_without_fields(const Id *draft, const DraftItem *item) {
    return (DraftItemRow){ .draft = *draft,
                           .number = item->number,
                           .parent = item->parent,
                           .position = item->position,
                           .kind = item->kind,
                           .passage = item->passage,
                           .starts = item->from,
                           .ends = item->to,
                           .confidence = item->confidence,
                           .state = item->state,
                           .changed_by = item->changed_by,
                           .changed_at = item->changed_at,
                           .revision = item->revision };
}

static Code row_of_item(Ctx *cx, const Id *draft, const DraftItem *item, DraftItemRow *ret_row) {
    *ret_row = row_without_fields(draft, item);
    const Code code = json_of(cx, &draft_fields_shape, item->fields, RECORD_BYTES_MAX, &ret_row->fields);
    return code == OK ? OK : fail(cx, &too_large, S("fields"), int_text(cx, (int64_t)RECORD_BYTES_MAX));
}

/* ---- finding ---- */

Code draft_find(Ctx *cx, const Id *id, PlanDraft *ret_draft) {
    const DraftRow asked = { .id = *id };
    DraftRow row;
    const Code found = draft_by_id(cx, &asked, &row);
    if (found == NOT_FOUND) return fail(cx, &not_found, id_str(id));
    TRY(found);
    return draft_of_row(cx, &row, ret_draft);
}

Code draft_items(Ctx *cx, const PlanDraft *draft, Rows *ret_items) {
    const DraftItemRow asked = { .draft = draft->id };
    Rows rows;
    TRY(draft_items_of(cx, &asked, &rows));
    DraftItem *items = NEW_ARRAY(cx->arena, DraftItem, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) TRY(item_of_row(cx, &((const DraftItemRow *)rows.items)[i], &items[i]));
    *ret_items = (Rows){ items, rows.count };
    return OK;
}

Code draft_item(Ctx *cx, const PlanDraft *draft, int64_t number, DraftItem *ret_item) {
    const DraftItemRow asked = { .draft = draft->id, .number = number };
    DraftItemRow row;
    const Code found = draft_item_by_number(cx, &asked, &row);
    if (found == NOT_FOUND) return fail_field(cx, S("number"), &draft_item_unknown, int_text(cx, number));
    TRY(found);
    return item_of_row(cx, &row, ret_item);
}

Code draft_item_as_read(Ctx *cx, const PlanDraft *draft, const DraftItem *item, const DraftItem **ret_read) {
    const DraftChangeRow asked = { .draft = draft->id, .item = item->number };
    DraftChangeRow row;
    const Code found = draft_change_first(cx, &asked, &row);
    *ret_read = found == NOT_FOUND ? item : NULL;
    if (found == NOT_FOUND || (found == OK && row.before.len == 0)) return OK;
    TRY(found);
    DraftItem *read = NEW(cx->arena, DraftItem);
    TRY(shape_read_json(cx, &draft_item_shape, row.before, read));
    *ret_read = read;
    return OK;
}

Code draft_passages(Ctx *cx, const PlanDraft *draft, Rows *ret_passages) {
    const DraftText asked = { .draft = draft->id };
    DraftText text;
    KeptText held = { 0 };
    TRY(draft_text_of(cx, &asked, &text));
    TRY(shape_read_json(cx, &kept_text_shape, text.passages, &held));
    const KeptPassage *kept = held.passages.items;
    Passage *passages = NEW_ARRAY(cx->arena, Passage, held.passages.count + 1);
    for (size_t i = 0; i < held.passages.count; i++) {
        const KeptCell *cells = kept[i].cells.items;
        Str *texts = NEW_ARRAY(cx->arena, Str, kept[i].cells.count + 1);
        for (size_t j = 0; j < kept[i].cells.count; j++) texts[j] = cells[j].text;
        passages[i] = (Passage){ .number = kept[i].number,
                                 .parent = kept[i].parent,
                                 .depth = kept[i].depth,
                                 .kind = kept[i].kind,
                                 .section = kept[i].section,
                                 .mark = kept[i].mark,
                                 .text = kept[i].text,
                                 .citation = kept[i].citation,
                                 .block = kept[i].block,
                                 .block_last = kept[i].block_last,
                                 .cells = { texts, kept[i].cells.count } };
    }
    *ret_passages = (Rows){ passages, held.passages.count };
    return OK;
}

Code draft_person_name(Ctx *cx, Str account, Str *ret_name) {
    Id id;
    PersonName person;
    *ret_name = S("");
    if (id_from_text(account, &id) != OK) return OK;
    const Code found = person_name(cx, &id, &person);
    if (found == OK) *ret_name = person.name;
    return found == NOT_FOUND ? OK : found;
}

Code draft_require_open(Ctx *cx, const PlanDraft *draft) {
    return draft->state == DRAFT_OPEN ? OK : fail(cx, &draft_settled, choice_name(&draft_state_choices, draft->state));
}

Code draft_require_seen(Ctx *cx, const DraftItem *item, int64_t based_on) {
    Str name;
    if (item->revision <= based_on) return OK;
    TRY(draft_person_name(cx, item->changed_by, &name));
    const Str what = item->fields->code.len > 0 ? item->fields->code : int_text(cx, item->number);
    return fail(cx, &draft_changed, what, name.len > 0 ? name : item->changed_by);
}

/* ---- writing ---- */

static Code write_head(Ctx *cx, PlanDraft *draft) {
    DraftRow row = { .id = draft->id,
                     .state = draft->state,
                     .revision = draft->revision,
                     .document_revision = draft->document_revision,
                     .changed_by = cx->caller.id,
                     .changed_at = cx->now,
                     .version = draft->version };
    const Code code = json_of(cx, &draft_document_shape, draft->document, RECORD_BYTES_MAX, &row.document);
    if (code != OK) return fail(cx, &too_large, S("document"), int_text(cx, (int64_t)RECORD_BYTES_MAX));
    draft->changed_by = cx->caller.id;
    draft->changed_at = cx->now;
    return draft_update(cx, &row);
}

static Code keep_before(Ctx *cx, const PlanDraft *draft, int64_t item, const char *what, const Shape *shape,
                        const void *before) {
    DraftChangeRow row = { .draft = draft->id,
                           .revision = draft->revision,
                           .item = item,
                           .what = str_of(what),
                           .before = S(""),
                           .changed_by = cx->caller.id,
                           .changed_at = cx->now };
    const Code code = before == NULL ? OK : json_of(cx, shape, before, RECORD_BYTES_MAX, &row.before);
    if (code != OK) return fail(cx, &too_large, S("before"), int_text(cx, (int64_t)RECORD_BYTES_MAX));
    return draft_change_insert(cx, &row);
}

Code draft_write(Ctx *cx, const DraftChange *change) {
    PlanDraft *draft = change->draft;
    draft->revision++;
    for (size_t i = 0; i < change->count; i++) {
        DraftItem *item = &change->after[i];
        const DraftItem *before = &change->before[i];
        DraftItemRow row;
        item->revision = draft->revision;
        item->changed_by = cx->caller.id;
        item->changed_at = cx->now;
        TRY(row_of_item(cx, &draft->id, item, &row));
        TRY(before->number == 0 ? draft_item_insert(cx, &row) : draft_item_update(cx, &row));
        TRY(keep_before(cx, draft, item->number, change->what, &draft_item_shape, before->number == 0 ? NULL : before));
    }
    return write_head(cx, draft);
}

Code draft_open_position(Ctx *cx, const PlanDraft *draft, int64_t position) {
    const DraftItemRow from = { .draft = draft->id, .position = position };
    return draft_positions_shift(cx, &from);
}

Code draft_write_document(Ctx *cx, PlanDraft *draft, const DraftDocument *before) {
    draft->document_revision = draft->revision;
    TRY(keep_before(cx, draft, 0, "document", &draft_document_shape, before));
    return write_head(cx, draft);
}

Code draft_write_state(Ctx *cx, PlanDraft *draft) {
    draft->revision++;
    return write_head(cx, draft);
}

/* What all items of a draft lack. */
static Code gaps_of(Ctx *cx, const PlanDraft *draft, Rows items, Rows *ret_gaps) {
    const DraftPlan plan = { .document = *draft->document, .items = items };
    Plan reference;
    TRY(draft_reference(cx, &reference));
    *ret_gaps = draft_gaps(cx, &plan, &reference);
    return OK;
}

Code draft_tell_changed(Ctx *cx, const PlanDraft *draft, Rows items, DraftChanged *ret_changed) {
    PlanDraft *told = NEW(cx->arena, PlanDraft);
    Rows all;
    *told = *draft;
    ret_changed->draft = told;
    ret_changed->items = items;
    TRY(draft_items(cx, draft, &all));
    return gaps_of(cx, draft, all, &ret_changed->gaps);
}

/* ---- making one ---- */

Code draft_fields_text(Ctx *cx, const DraftFields *fields, Str *ret_json) {
    return json_of(cx, &draft_fields_shape, fields, RECORD_BYTES_MAX, ret_json);
}

Code draft_document_text(Ctx *cx, const DraftDocument *document, Str *ret_json) {
    return json_of(cx, &draft_document_shape, document, RECORD_BYTES_MAX, ret_json);
}

Code draft_passages_text(Ctx *cx, Arena *scratch, const Rows *passages, Str *ret_json) {
    const Passage *all = passages->items;
    KeptPassage *kept = NEW_ARRAY(scratch, KeptPassage, passages->count + 1);
    for (size_t i = 0; i < passages->count; i++) {
        KeptCell *cells = NEW_ARRAY(scratch, KeptCell, all[i].cells.count + 1);
        for (size_t j = 0; j < all[i].cells.count; j++) cells[j].text = all[i].cells.items[j];
        kept[i] = (KeptPassage){ .number = all[i].number,
                                 .parent = all[i].parent,
                                 .depth = all[i].depth,
                                 .kind = all[i].kind,
                                 .section = all[i].section,
                                 .mark = all[i].mark,
                                 .text = all[i].text,
                                 .citation = all[i].citation,
                                 .block = all[i].block,
                                 .block_last = all[i].block_last,
                                 .cells = { cells, all[i].cells.count } };
    }
    const KeptText text = { { kept, passages->count } };
    return json_of(cx, &kept_text_shape, &text, PASSAGES_BYTES_MAX, ret_json);
}

Code draft_insert_made(Ctx *cx, const DraftMade *made, PlanDraft *ret_draft) {
    const PlanDraft *draft = &made->draft;
    const DraftText text = { .draft = draft->id, .passages = made->passages };
    const DraftRow row = { .id = draft->id,
                           .file = draft->file,
                           .file_digest = draft->file_digest,
                           .file_name = draft->file_name,
                           .format = draft->format,
                           .state = DRAFT_OPEN,
                           .revision = 1,
                           .document_revision = 1,
                           .reasons = draft->reasons,
                           .document = made->document,
                           .made_by = cx->caller.id,
                           .made_at = cx->now,
                           .changed_by = cx->caller.id,
                           .changed_at = cx->now };
    DraftItemRow *items = NEW_ARRAY(cx->arena, DraftItemRow, made->count + 1);
    for (size_t i = 0; i < made->count; i++) {
        items[i] = row_without_fields(&draft->id, &made->items[i]);
        items[i].fields = made->fields[i];
    }
    TRY(draft_insert(cx, &row));
    TRY(draft_text_insert(cx, &text));
    TRY(draft_item_insert_each(cx, items, made->count));
    return draft_of_row(cx, &row, ret_draft);
}

/* ---- showing ---- */

/* A line of the list. */
typedef struct DraftLine {
    const PlanDraft *draft;
    int64_t item_count, unsure_count, confirmed_count; /* of what is not left out */
    Str made_name;
} DraftLine;

static const Field draft_line_fields[] = {
    FIELD_LINK(DraftLine, draft, REQUIRED, &plan_draft_shape),
    FIELD(DraftLine, item_count, REQUIRED, 0, 0),
    FIELD(DraftLine, unsure_count, REQUIRED, 0, 0),
    FIELD(DraftLine, confirmed_count, REQUIRED, 0, 0),
    FIELD(DraftLine, made_name, REQUIRED, 0, 0),
};
static const Shape draft_line_shape = SHAPE(DraftLine, draft_line_fields);

typedef struct DraftList {
    Rows drafts;
} DraftList;

static const Field draft_list_fields[] = { FIELD_LIST(DraftList, drafts, DRAFTS_SHOWN, &draft_line_shape) };
const Shape draft_list_shape = SHAPE(DraftList, draft_list_fields);

Code drafts_list(Ctx *cx, const void *in, void *out) {
    (void)in;
    DraftList *list = out;
    Rows rows;
    TRY(drafts_newest(cx, &rows));
    const DraftRow *all = rows.items;
    DraftLine *lines = NEW_ARRAY(cx->arena, DraftLine, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        PlanDraft *draft = NEW(cx->arena, PlanDraft);
        TRY(draft_of_row(cx, &all[i], draft));
        lines[i] = (DraftLine){ draft, all[i].item_count, all[i].unsure_count, all[i].confirmed_count, S("") };
        TRY(draft_person_name(cx, draft->made_by, &lines[i].made_name));
    }
    list->drafts = (Rows){ lines, rows.count };
    return OK;
}

static const Field draft_key_fields[] = { FIELD(DraftKey, id, REQUIRED, 0, 0) };
const Shape draft_key_shape = SHAPE(DraftKey, draft_key_fields);

static const Field draft_number_fields[] = { FIELD(DraftNumber, number, REQUIRED, 1, DRAFT_NUMBER_MAX) };
const Shape draft_number_shape = SHAPE(DraftNumber, draft_number_fields);

typedef struct DraftPage {
    const PlanDraft *draft;
    Rows passages, items, gaps;
    Str made_name, changed_name;
} DraftPage;

static const Field draft_page_fields[] = {
    FIELD_LINK(DraftPage, draft, REQUIRED, &plan_draft_shape),
    FIELD_LIST(DraftPage, passages, READING_PASSAGES_MAX, &passage_shape),
    FIELD_LIST(DraftPage, items, DRAFT_ITEMS_MAX, &draft_item_shape),
    FIELD_LIST(DraftPage, gaps, FAULTS_NAMED_MAX, &draft_gap_shape),
    FIELD(DraftPage, made_name, REQUIRED, 0, 0),
    FIELD(DraftPage, changed_name, REQUIRED, 0, 0),
};
const Shape draft_page_shape = SHAPE(DraftPage, draft_page_fields);

Code draft_get(Ctx *cx, const void *in, void *out) {
    const DraftKey *key = in;
    DraftPage *page = out;
    PlanDraft *draft = NEW(cx->arena, PlanDraft);
    TRY(draft_find(cx, &key->id, draft));
    page->draft = draft;
    TRY(draft_items(cx, draft, &page->items));
    TRY(draft_passages(cx, draft, &page->passages));
    TRY(gaps_of(cx, draft, page->items, &page->gaps));
    TRY(draft_person_name(cx, draft->made_by, &page->made_name));
    return draft_person_name(cx, draft->changed_by, &page->changed_name);
}

static const Field draft_item_key_fields[] = {
    FIELD(DraftItemKey, id, REQUIRED, 0, 0),
    FIELD(DraftItemKey, number, REQUIRED, 1, DRAFT_NUMBER_MAX),
};
const Shape draft_item_key_shape = SHAPE(DraftItemKey, draft_item_key_fields);

typedef struct DraftItemChange {
    int64_t revision;
    Str what;
    const DraftItem *before; /* none: it was not there */
    Str changed_name;
    Time changed_at;
} DraftItemChange;

static const Field draft_item_change_fields[] = {
    FIELD(DraftItemChange, revision, REQUIRED, 0, 0),
    FIELD(DraftItemChange, what, REQUIRED, 0, 0),
    FIELD_LINK(DraftItemChange, before, OPTIONAL, &draft_item_shape),
    FIELD(DraftItemChange, changed_name, REQUIRED, 0, 0),
    FIELD(DraftItemChange, changed_at, REQUIRED, 0, 0),
};
static const Shape draft_item_change_shape = SHAPE(DraftItemChange, draft_item_change_fields);

typedef struct DraftItemPage {
    const DraftItem *item;
    Rows changes; /* of DraftItemChange, the newest first */
} DraftItemPage;

static const Field draft_item_page_fields[] = {
    FIELD_LINK(DraftItemPage, item, REQUIRED, &draft_item_shape),
    FIELD_LIST(DraftItemPage, changes, CHANGES_SHOWN, &draft_item_change_shape),
};
const Shape draft_item_page_shape = SHAPE(DraftItemPage, draft_item_page_fields);

Code draft_item_get(Ctx *cx, const void *in, void *out) {
    const DraftItemKey *key = in;
    DraftItemPage *page = out;
    DraftItem *item = NEW(cx->arena, DraftItem);
    const DraftChangeRow asked = { .draft = key->id, .item = key->number };
    PlanDraft draft;
    Rows rows;
    TRY(draft_find(cx, &key->id, &draft));
    TRY(draft_item(cx, &draft, key->number, item));
    TRY(draft_changes_of(cx, &asked, &rows));
    const DraftChangeRow *all = rows.items;
    DraftItemChange *changes = NEW_ARRAY(cx->arena, DraftItemChange, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        DraftItem *before = all[i].before.len == 0 ? NULL : NEW(cx->arena, DraftItem);
        if (before != NULL) TRY(shape_read_json(cx, &draft_item_shape, all[i].before, before));
        changes[i] = (DraftItemChange){ all[i].revision, all[i].what, before, S(""), all[i].changed_at };
        TRY(draft_person_name(cx, all[i].changed_by, &changes[i].changed_name));
    }
    *page = (DraftItemPage){ item, { changes, rows.count } };
    return OK;
}
