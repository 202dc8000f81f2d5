/* modules/strategy/plan_changes - see plan_changes.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/plan_changes.h"

enum { CONTENT_BYTES_MAX = 32 * 1024 * 1024, KEY_BYTES_MAX = 2048, SHORT_CELL_BYTES = 256, CELL_TEXT_MAX = 65536 };

static const char *const plan_parts[] = { "document", "section",    "objective", "indicator", "target",
                                          "task",     "assignment", "duty",      "basis" };
static const char *const change_ways[] = { "added", "removed", "altered" };
const Choices plan_part_choices = CHOICES("PlanPart", plan_parts);
const Choices change_way_choices = CHOICES("ChangeWay", change_ways);

static const Field plan_content_fields[] = {
    FIELD_LIST(PlanContent, documents, 1, &plan_document_shape),
    FIELD_LIST(PlanContent, sections, PLAN_ROWS_MAX, &section_shape),
    FIELD_LIST(PlanContent, objectives, PLAN_ROWS_MAX, &objective_shape),
    FIELD_LIST(PlanContent, indicators, PLAN_ROWS_MAX, &indicator_shape),
    FIELD_LIST(PlanContent, targets, PLAN_ROWS_MAX, &target_shape),
    FIELD_LIST(PlanContent, tasks, PLAN_ROWS_MAX, &task_shape),
    FIELD_LIST(PlanContent, assignments, PLAN_ROWS_MAX, &assignment_shape),
    FIELD_LIST(PlanContent, duties, PLAN_ROWS_MAX, &duty_shape),
    FIELD_LIST(PlanContent, bases, PLAN_ROWS_MAX, &basis_shape),
};
const Shape plan_content_shape = SHAPE(PlanContent, plan_content_fields);

static const Field changed_field_fields[] = {
    FIELD(ChangedField, field, REQUIRED, 0, 0),
    FIELD(ChangedField, before, REQUIRED, 0, 0),
    FIELD(ChangedField, after, REQUIRED, 0, 0),
};
static const Shape changed_field_shape = SHAPE(ChangedField, changed_field_fields);

static const Field plan_change_fields[] = {
    FIELD_CHOICE(PlanChange, part, REQUIRED, &plan_part_choices),
    FIELD_CHOICE(PlanChange, way, REQUIRED, &change_way_choices),
    FIELD(PlanChange, item, REQUIRED, 0, 0),
    FIELD(PlanChange, title, REQUIRED, 0, 0),
    FIELD_LIST(PlanChange, fields, CHANGE_FIELDS_MAX, &changed_field_shape),
};
const Shape plan_change_shape = SHAPE(PlanChange, plan_change_fields);

enum { KEY_COLUMNS = 4 };

/* What tells the rows of a table apart, and which column names the item that a row belongs to. */
typedef struct PartKind {
    const Shape *shape;
    size_t in_content, in_plan; /* of Rows, of Table */
    const char *key[KEY_COLUMNS];
} PartKind;

#define PART(shape, name, ...)                                                                                         \
    {                                                                                                                  \
        &(shape), offsetof(PlanContent, name), offsetof(Plan, name), {                                                 \
            __VA_ARGS__                                                                                                \
        }                                                                                                              \
    }
static const PartKind part_kinds[] = {
    /* in the order of PlanPart */
    PART(plan_document_shape, documents, "code"),
    PART(section_shape, sections, "code"),
    PART(objective_shape, objectives, "code"),
    PART(indicator_shape, indicators, "code"),
    PART(target_shape, targets, "indicator", "year"),
    PART(task_shape, tasks, "code"),
    PART(assignment_shape, assignments, "task", "role", "named", "agency"),
    PART(duty_shape, duties, "code"),
    PART(basis_shape, bases, "document", "position"),
};

static const Rows *part_rows(const PlanContent *content, const PartKind *kind) {
    return (const Rows *)(const void *)((const char *)content + kind->in_content);
}

static const void *row_at(const Rows *rows, const PartKind *kind, size_t i) {
    return (const char *)rows->items + i * kind->shape->size;
}

static Str text_member(const Shape *shape, const void *row, const char *name) {
    const Field *field = shape_field(shape, name);
    return field == NULL ? S("") : *(const Str *)(const void *)((const char *)row + field->offset);
}

/* A cell; a whole number that need not be given is none when it is 0. */
static Str cell_text(Ctx *cx, const Field *field, const void *row) {
    const bool is_unsaid = field->kind == KIND_INT && !(field->flags & REQUIRED) &&
                           *(const int64_t *)(const void *)((const char *)row + field->offset) == 0;
    if (is_unsaid || field_is_none(field, row)) return S("");
    if (field->kind == KIND_TEXT) return *(const Str *)(const void *)((const char *)row + field->offset);
    char room[SHORT_CELL_BYTES];
    Buf small = buf_over(room, sizeof room), out = buf_new(cx->arena, CELL_TEXT_MAX);
    field_write_text(&small, field, row);
    if (!small.overflowed) return str_copy(cx->arena, (Str){ room, small.len });
    field_write_text(&out, field, row);
    return (Str){ out.len == 0 ? "" : out.at, out.len };
}

static Str key_text(Ctx *cx, const PartKind *kind, const void *row) {
    if (kind->key[1] == NULL) return cell_text(cx, shape_field(kind->shape, kind->key[0]), row);
    char room[KEY_BYTES_MAX];
    Buf key = buf_over(room, sizeof room);
    for (size_t i = 0; i < KEY_COLUMNS && kind->key[i] != NULL; i++) {
        if (i > 0) buf_char(&key, '\n');
        buf_add(&key, cell_text(cx, shape_field(kind->shape, kind->key[i]), row));
    }
    return str_copy(cx->arena, (Str){ room, key.len });
}

/* ---- the canonical form ---- */

typedef struct KeyedRow {
    Str key;
    const void *row;
} KeyedRow;

static int by_key(const void *a, const void *b) {
    return str_compare(((const KeyedRow *)a)->key, ((const KeyedRow *)b)->key);
}

/* A row of its own column `document`, or, where it has none, of an item that was kept before. */
static bool belongs(const PartKind *kind, const void *row, Str document, const Map *items) {
    if (kind->shape == &plan_document_shape) return str_equal(text_member(kind->shape, row, "code"), document);
    if (shape_field(kind->shape, "document") != NULL)
        return str_equal(text_member(kind->shape, row, "document"), document);
    return map_has(items, text_member(kind->shape, row, kind->key[0]));
}

static Rows rows_of(Ctx *cx, const PartKind *kind, const Table *table, Str document, Map *items) {
    KeyedRow *keyed = NEW_ARRAY(cx->arena, KeyedRow, table->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < table->count; i++) {
        const void *row = table_item(table, i);
        if (belongs(kind, row, document, items)) keyed[count++] = (KeyedRow){ key_text(cx, kind, row), row };
    }
    qsort(keyed, count, sizeof *keyed, by_key);
    char *rows = arena_alloc(cx->arena, array_bytes(kind->shape->size, count + 1));
    for (size_t i = 0; i < count; i++) {
        memcpy(rows + i * kind->shape->size, keyed[i].row, kind->shape->size);
        if (kind->shape == &indicator_shape || kind->shape == &task_shape) (void)map_add(items, keyed[i].key, i);
    }
    return (Rows){ rows, count };
}

PlanContent plan_content_of(Ctx *cx, const Plan *plan, Str document) {
    PlanContent content = { 0 };
    Map items = map_new(cx->arena);
    static const PlanPart order[] = { PART_DOCUMENT, PART_SECTION,    PART_OBJECTIVE, PART_INDICATOR, PART_TASK,
                                      PART_TARGET,   PART_ASSIGNMENT, PART_DUTY,      PART_BASIS };
    for (size_t i = 0; i < COUNT(order); i++) {
        const PartKind *kind = &part_kinds[order[i] - 1];
        const Table *table = (const Table *)(const void *)((const char *)plan + kind->in_plan);
        *(Rows *)(void *)((char *)&content + kind->in_content) = rows_of(cx, kind, table, document, &items);
    }
    return content;
}

Code plan_content_write(Ctx *cx, const PlanContent *content, Str *ret_text) {
    Buf out = buf_new(cx->arena, CONTENT_BYTES_MAX);
    shape_write_json(&out, &plan_content_shape, content);
    return buf_done(&out, ret_text) == OK ? OK
                                          : fail(cx, &too_large, S("plan"), int_text(cx, (int64_t)CONTENT_BYTES_MAX));
}

Code plan_content_read(Ctx *cx, Str text, PlanContent *ret_content) {
    *ret_content = (PlanContent){ 0 };
    return shape_read_json(cx, &plan_content_shape, text, ret_content);
}

/* ---- the difference ---- */

typedef struct Comparing {
    Ctx *cx;
    Map titles; /* code of an item -> index in title_list */
    Str *title_list;
    size_t title_count, title_room;
    PlanChange *changes;
    size_t count, room;
} Comparing;

static void name_items(Comparing *on, const PlanContent *content) {
    static const PlanPart named[] = {
        PART_DOCUMENT, PART_SECTION, PART_OBJECTIVE, PART_INDICATOR, PART_TASK, PART_DUTY
    };
    for (size_t i = 0; i < COUNT(named); i++) {
        const PartKind *kind = &part_kinds[named[i] - 1];
        const Rows *rows = part_rows(content, kind);
        for (size_t j = 0; j < rows->count; j++) {
            const void *row = row_at(rows, kind, j);
            if (!map_add(&on->titles, text_member(kind->shape, row, "code"), on->title_count)) continue;
            on->title_list = array_grow(on->cx->arena, on->title_list, sizeof(Str), on->title_count, &on->title_room);
            on->title_list[on->title_count++] = text_member(kind->shape, row, "title");
        }
    }
}

static bool is_told(const Field *field, const char *item) {
    return !(field->flags & STORED) && strcmp(field->name, item) != 0 && strcmp(field->name, "document") != 0;
}

static Rows changed_fields(Ctx *cx, const PartKind *kind, const void *before, const void *after) {
    ChangedField fields[CHANGE_FIELDS_MAX], *kept;
    size_t count = 0;
    for (size_t i = 0; i < kind->shape->field_count && count < CHANGE_FIELDS_MAX; i++) {
        const Field *field = &kind->shape->fields[i];
        const Str was = before == NULL ? S("") : cell_text(cx, field, before);
        const Str is = after == NULL ? S("") : cell_text(cx, field, after);
        if (!is_told(field, kind->key[0]) || str_equal(was, is)) continue;
        fields[count++] = (ChangedField){ str_of(field->name), was, is };
    }
    if (count == 0) return (Rows){ NULL, 0 };
    kept = NEW_ARRAY(cx->arena, ChangedField, count);
    memcpy(kept, fields, count * sizeof *kept);
    return (Rows){ kept, count };
}

/* Of a target its year is told too, although it is the same: a change without it could not be read. */
static Rows told_with_year(Ctx *cx, const PartKind *kind, const void *row, Rows fields) {
    if (kind->shape != &target_shape || fields.count == 0) return fields;
    ChangedField *all = NEW_ARRAY(cx->arena, ChangedField, fields.count + 1);
    const Str year = cell_text(cx, shape_field(kind->shape, "year"), row);
    all[0] = (ChangedField){ S("year"), year, year };
    memcpy(all + 1, fields.items, fields.count * sizeof *all);
    return (Rows){ all, fields.count + 1 };
}

static void note_change(Comparing *on, const PartKind *kind, const void *before, const void *after) {
    const ChangeWay way = before == NULL ? CHANGE_ADDED : after == NULL ? CHANGE_REMOVED : CHANGE_ALTERED;
    const void *row = after == NULL ? before : after;
    Rows fields = changed_fields(on->cx, kind, before, after);
    if (way == CHANGE_ALTERED) fields = told_with_year(on->cx, kind, row, fields);
    if (fields.count == 0 || on->count == PLAN_CHANGES_MAX) return;
    const Str item = text_member(kind->shape, row, kind->key[0]);
    size_t at;
    on->changes = array_grow(on->cx->arena, on->changes, sizeof(PlanChange), on->count, &on->room);
    on->changes[on->count++] = (PlanChange){ .part = (int)(kind - part_kinds) + 1,
                                             .way = (int)way,
                                             .item = item,
                                             .title = map_get(&on->titles, item, &at) ? on->title_list[at] : item,
                                             .fields = fields };
}

static Code compare_part(Comparing *on, const PartKind *kind, const Rows *before, const Rows *after) {
    size_t i = 0, j = 0;
    while (i < before->count || j < after->count) {
        TRY(memory_left(on->cx));
        const void *was = i < before->count ? row_at(before, kind, i) : NULL;
        const void *is = j < after->count ? row_at(after, kind, j) : NULL;
        const int order = was == NULL  ? 1
                          : is == NULL ? -1
                                       : str_compare(key_text(on->cx, kind, was), key_text(on->cx, kind, is));
        note_change(on, kind, order <= 0 ? was : NULL, order >= 0 ? is : NULL);
        i += order <= 0;
        j += order >= 0;
    }
    return OK;
}

Code plan_changes(Ctx *cx, const PlanContent *before, const PlanContent *after, Rows *ret_changes) {
    Comparing on = { .cx = cx, .titles = map_new(cx->arena) };
    name_items(&on, after);
    name_items(&on, before);
    for (size_t i = 0; i < COUNT(part_kinds); i++)
        TRY(compare_part(&on, &part_kinds[i], part_rows(before, &part_kinds[i]), part_rows(after, &part_kinds[i])));
    *ret_changes = (Rows){ on.changes, on.count };
    return OK;
}
