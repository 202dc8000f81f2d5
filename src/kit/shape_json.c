/* kit/shape_json - records from and to JSON, after their Shapes. See shape.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/shape.h"

#include "kit/json_number.h"
#include "kit/text.h"

#include <float.h>

enum { JSON_DEPTH_MAX = 12, POINTER_BYTES_MAX = 256, TEXTS_MAX = 1000 };

const ProblemKind json_form = {
    INVALID, "kit/json-form",
    { "JSON không đúng dạng.", "The JSON is not well formed." },
    { "Dòng {0}, cột {1}: {2}.", "Line {0}, column {1}: {2}." }
};
const ProblemKind json_depth = {
    INVALID, "kit/json-depth",
    { "JSON lồng quá sâu.", "The JSON is nested too deeply." },
    { "Dữ liệu lồng nhau nhiều nhất {0} cấp.", "At most {0} levels may be nested." }
};

/* ---- reading ---- */

static void release_json(void *root) {
    json_decref(root);
}

/* Counted on the bytes, before any parser recurses over them. */
bool json_is_deeper(Str json, size_t levels) {
    size_t depth = 0;
    bool in_text = false;
    for (size_t i = 0; i < json.len; i++) {
        const char c = json.at[i];
        if (in_text) {
            if (c == '\\') i++;
            if (c == '"') in_text = false;
            continue;
        }
        if (c == '"') in_text = true;
        if (c == '{' || c == '[') depth++;
        if ((c == '}' || c == ']') && depth > 0) depth--;
        if (depth > levels) return true;
    }
    return false;
}

bool json_is_too_deep(Str json) {
    return json_is_deeper(json, JSON_DEPTH_MAX);
}

static Str number_text(Ctx *cx, const json_t *value) {
    if (json_is_integer(value)) return int_text(cx, json_integer_value(value));
    const double real = json_real_value(value);
    for (int digits = DECIMAL_DIGITS;; digits++) { /* as few as tell it from its neighbours */
        const Str text = str_format(cx->arena, "%.*g", digits, real);
        if (digits == DBL_DECIMAL_DIG || strtod(text.at, NULL) == real) return text;
    }
}

typedef struct Reading {
    Ctx *cx;
    Spot spot; /* column holds the JSON pointer of what is being read */
} Reading;

static void read_object(Reading reading, const Shape *shape, const json_t *object, void *record);

/* `name` lives as long as the arena: most members stand at the top, and need no text of their own. */
static Reading step_into(Reading reading, const char *name) {
    const Str above = reading.spot.column, own = str_part(str_of(name), 0, 64);
    if (above.len == 0) reading.spot.column = own;
    else if (above.len + own.len < POINTER_BYTES_MAX)
        reading.spot.column = str_format(reading.cx->arena, "%.*s/%.*s", STR_FMT(above), STR_FMT(own));
    return reading;
}

static const Sentence decimal_wanted = { "một số, nhiều nhất 6 số lẻ và 15 chữ số tất cả",
                                         "a number of at most 6 decimals and 15 digits in all" };

static void wrong_type(Reading reading, const Field *field, Sentence needed) {
    fault(reading.cx, reading.spot, &field_wrong_type, str_of(field->name), str_of(needed.vi), str_of(needed.en));
}

/* What strangers send may not make us gather without end: after so many faults or bytes the rest is not read. */
static bool is_exhausted(const Ctx *cx) {
    return cx->problem.fault_total > FAULTS_NAMED_MAX || arena_spent(cx->arena);
}

static void too_many(Reading reading, const Field *field, size_t count) {
    Ctx *cx = reading.cx;
    const int64_t most = field->max > 0 ? field->max : TEXTS_MAX;
    fault(cx, reading.spot, &field_count_range, str_of(field->name), int_text(cx, field->min), int_text(cx, most),
          int_text(cx, (int64_t)count));
}

static const Field *field_alone(const Shape *shape) {
    for (size_t i = 0; i < shape->field_count; i++) {
        if (shape->fields[i].flags & ALONE) return &shape->fields[i];
    }
    return NULL;
}

static void read_alone(Reading reading, const Shape *shape, const Field *alone, const json_t *text, void *record) {
    json_t *object = json_object();
    json_object_set(object, alone->name, (json_t *)(uintptr_t)text); /* which lives on with the whole document */
    read_object(reading, shape, object, record);
    json_decref(object);
}

static void read_list(Reading reading, const Field *field, const json_t *value, Rows *ret_rows) {
    const size_t count = json_array_size(value);
    if (count > (size_t)field->max) {
        too_many(reading, field, count);
        return;
    }
    char *items = arena_alloc(reading.cx->arena, array_bytes(field->shape->size, count));
    const Field *alone = field_alone(field->shape);
    for (size_t i = 0; i < count && !is_exhausted(reading.cx); i++) {
        const Reading inside = step_into(reading, str_c(reading.cx->arena, int_text(reading.cx, (int64_t)i)));
        const json_t *item = json_array_get(value, i);
        if (json_is_object(item)) {
            read_object(inside, field->shape, item, items + i * field->shape->size);
        } else if (alone != NULL && json_is_string(item)) {
            read_alone(inside, field->shape, alone, item, items + i * field->shape->size);
        } else {
            wrong_type(inside, field, (Sentence){ "một đối tượng", "an object" });
        }
    }
    *ret_rows = (Rows){ items, count };
}

static void read_texts(Reading reading, const Field *field, const json_t *value, Texts *ret_texts) {
    Ctx *cx = reading.cx;
    const size_t count = json_array_size(value);
    if (count > TEXTS_MAX) {
        too_many(reading, field, count);
        return;
    }
    Str *items = NEW_ARRAY(cx->arena, Str, count + 1);
    for (size_t i = 0; i < count; i++) {
        const json_t *item = json_array_get(value, i);
        const Str raw = { json_string_value(item), json_string_length(item) };
        const bool fine = json_is_string(item) && text_clean(cx->arena, raw, false, &items[i]) == TEXT_FINE &&
                          items[i].len > 0 && memchr(items[i].at, ';', items[i].len) == NULL;
        if (!fine) wrong_type(reading, field, (Sentence){ "danh sách chuỗi ngắn", "a list of short texts" });
    }
    *ret_texts = (Texts){ items, count };
}

/* Everything that travels as a JSON string is read like the text of a cell. */
static bool travels_as_text(FieldKind kind) {
    return kind == KIND_TEXT || kind == KIND_TIME || kind == KIND_DAY || kind == KIND_ID || kind == KIND_CHOICE;
}

static void read_member(Reading reading, const Field *field, const json_t *value, void *record) {
    void *at = (char *)record + field->offset;
    if (json_is_null(value)) return; /* none; field_check() says whether that is allowed */
    if (travels_as_text(field->kind)) {
        if (!json_is_string(value)) {
            wrong_type(reading, field, (Sentence){ "một chuỗi", "a text" });
            return;
        }
        const Str text = { json_string_value(value), json_string_length(value) };
        Field lenient = *field; /* a missing value is named once, by field_check() */
        lenient.flags &= ~(unsigned)REQUIRED;
        field_read_text(reading.cx, &lenient, reading.spot, text, record);
        return;
    }
    switch (field->kind) {
    case KIND_INT:
        if (!json_is_integer(value)) {
            wrong_type(reading, field, (Sentence){ "số nguyên", "a whole number" });
            return;
        }
        *(int64_t *)at = json_integer_value(value);
        return;
    case KIND_BOOL:
        if (!json_is_boolean(value)) {
            wrong_type(reading, field, (Sentence){ "true hoặc false", "true or false" });
            return;
        }
        *(bool *)at = json_is_true(value);
        return;
    case KIND_DECIMAL:
        if (json_number_decimal(value, at)) return;
        if (json_is_number(value)) fault(reading.cx, reading.spot, &field_number, number_text(reading.cx, value));
        else wrong_type(reading, field, decimal_wanted);
        return;
    case KIND_TEXTS:
        if (!json_is_array(value)) {
            wrong_type(reading, field, (Sentence){ "một danh sách", "a list" });
            return;
        }
        read_texts(reading, field, value, at);
        return;
    case KIND_LIST:
        if (!json_is_array(value)) {
            wrong_type(reading, field, (Sentence){ "một danh sách", "a list" });
            return;
        }
        read_list(reading, field, value, at);
        return;
    case KIND_LINK: {
        if (!json_is_object(value)) {
            wrong_type(reading, field, (Sentence){ "một đối tượng", "an object" });
            return;
        }
        void *linked = arena_alloc(reading.cx->arena, field->shape->size);
        read_object(reading, field->shape, value, linked);
        *(void **)at = linked;
        return;
    }
    case KIND_TEXT:
    case KIND_TIME:
    case KIND_DAY:
    case KIND_ID:
    case KIND_CHOICE: return; /* read above */
    }
}

/* A whole number or a yes-or-no in the record does not tell whether it was given. */
static bool cannot_be_none(const Field *field) {
    return field->flags & REQUIRED && (field->kind == KIND_INT || field->kind == KIND_BOOL);
}

static void read_object(Reading reading, const Shape *shape, const json_t *object, void *record) {
    Ctx *cx = reading.cx;
    enum { FIELDS_MAX = 64 };
    uint64_t is_faulty = 0, is_given = 0; /* a bit for each field: what was not read well is not checked further */
    Str columns[FIELDS_MAX];              /* of those that were given */
    const char *name;
    json_t *value;
    MUST(shape->field_count <= FIELDS_MAX);
    json_object_foreach((json_t *)(uintptr_t)object, name, value) {
        if (is_exhausted(cx)) return;
        const Reading inside = step_into(reading, name);
        const Field *field = shape_field_named(shape, str_of(name));
        const size_t faults_before = cx->problem.fault_total;
        if (field != NULL) read_member(inside, field, value, record);
        else fault(cx, inside.spot, &field_unknown, str_of(name));
        if (field == NULL) continue;
        const uint64_t bit = UINT64_C(1) << (size_t)(field - shape->fields);
        columns[field - shape->fields] = inside.spot.column;
        if (cx->problem.fault_total > faults_before) is_faulty |= bit;
        if (!json_is_null(value)) is_given |= bit;
    }
    for (size_t i = 0; i < shape->field_count; i++) {
        const Field *field = &shape->fields[i];
        if ((is_faulty >> i & 1) != 0) continue;
        Spot spot = reading.spot;
        spot.column = (is_given >> i & 1) != 0 ? columns[i] : step_into(reading, field->name).spot.column;
        if (field->flags & STANDS && (is_given >> i & 1) == 0) *(bool *)((char *)record + field->offset) = true;
        if (cannot_be_none(field) && (is_given >> i & 1) == 0) fault(cx, spot, &field_missing, str_of(field->name));
        else field_check(cx, field, spot, record);
    }
}

Code shape_read_json(Ctx *cx, const Shape *shape, Str json, void *ret_record) {
    if (json_is_too_deep(json)) return fail(cx, &json_depth, int_text(cx, JSON_DEPTH_MAX));
    json_error_t error;
    json_t *root = json_loadb(json.at == NULL ? "" : json.at, json.len, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL) {
        return fail(cx, &json_form, int_text(cx, error.line), int_text(cx, error.column),
                    str_from(cx->arena, error.text));
    }
    arena_defer(cx->arena, release_json, root);
    if (!json_is_object(root))
        return fail(cx, &json_form, S("1"), S("1"), S("cần một đối tượng { } / an object is needed"));
    read_object((Reading){ .cx = cx, .spot = { .file = S(""), .column = S("") } }, shape, root, ret_record);
    TRY(faults_verdict(cx));
    return memory_left(cx);
}

/* ---- writing ---- */

/* In a text of JSON: controls, what ends or escapes it, and what could end a script around it. */
static const bool is_escaped[256] = {
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ['"'] = 1, ['\\'] = 1, ['<'] = 1,
};

void json_write_text(Buf *out, Str text) {
    buf_char(out, '"');
    size_t from = 0; /* plain bytes are copied in runs */
    for (size_t i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.at[i];
        if (!is_escaped[c]) continue;
        buf_add(out, str_part(text, from, i - from));
        from = i + 1;
        if (c == '"') buf_add(out, S("\\\""));
        else if (c == '\\') buf_add(out, S("\\\\"));
        else if (c == '\n') buf_add(out, S("\\n"));
        else buf_addf(out, "\\u%04x", c);
    }
    if (from < text.len) buf_add(out, str_part(text, from, text.len - from));
    buf_char(out, '"');
}

static void write_texts(Buf *out, const Texts *texts) {
    buf_char(out, '[');
    for (size_t i = 0; i < texts->count; i++) {
        if (i > 0) buf_char(out, ',');
        json_write_text(out, texts->items[i]);
    }
    buf_char(out, ']');
}

static void write_list(Buf *out, const Shape *shape, const Rows *rows) {
    buf_char(out, '[');
    for (size_t i = 0; i < rows->count; i++) {
        if (i > 0) buf_char(out, ',');
        shape_write_json(out, shape, (const char *)rows->items + i * shape->size);
    }
    buf_char(out, ']');
}

static void write_quoted(Buf *out, const Field *field, const void *record) {
    buf_char(out, '"');
    field_write_text(out, field, record); /* kinds whose text needs no escape */
    buf_char(out, '"');
}

static void write_member(Buf *out, const Field *field, const void *record) {
    const void *at = (const char *)record + field->offset;
    const bool is_none = field_is_none(field, record);
    switch (field->kind) {
    case KIND_INT:
    case KIND_BOOL: field_write_text(out, field, record); return;
    case KIND_TEXT: json_write_text(out, *(const Str *)at); return;
    case KIND_DECIMAL:
        if (is_none) buf_add(out, S("null"));
        else field_write_text(out, field, record);
        return;
    case KIND_TIME:
    case KIND_DAY:
        if (is_none) buf_add(out, S("null"));
        else write_quoted(out, field, record);
        return;
    case KIND_ID:
    case KIND_CHOICE: write_quoted(out, field, record); return;
    case KIND_TEXTS: write_texts(out, at); return;
    case KIND_LIST: write_list(out, field->shape, at); return;
    case KIND_LINK:
        if (is_none) buf_add(out, S("null"));
        else shape_write_json(out, field->shape, *(const void *const *)at);
        return;
    }
}

void shape_write_json(Buf *out, const Shape *shape, const void *record) {
    char before = '{';
    for (size_t i = 0; i < shape->field_count; i++) {
        const Field *field = &shape->fields[i];
        if (field->flags & (SECRET | STORED)) continue;
        buf_char(out, before);
        before = ',';
        buf_char(out, '"');
        buf_add(out, str_of(field->name));
        buf_add(out, S("\":"));
        write_member(out, field, record);
    }
    buf_add(out, before == '{' ? S("{}") : S("}"));
}

static void write_break(Buf *out, size_t depth) {
    buf_char(out, '\n');
    for (size_t i = 0; i < depth; i++) buf_add(out, S("  "));
}

void json_write_indented(Buf *out, Str json) {
    size_t depth = 0;
    bool in_text = false;
    for (size_t i = 0; i < json.len; i++) {
        const char c = json.at[i], next = i + 1 < json.len ? json.at[i + 1] : '\0';
        const bool opens = !in_text && (c == '{' || c == '['), closes = !in_text && (c == '}' || c == ']');
        const bool is_empty = closes && i > 0 && (json.at[i - 1] == '{' || json.at[i - 1] == '[');
        if (closes && !is_empty) write_break(out, --depth);
        buf_char(out, c);
        if (in_text && c == '\\') buf_char(out, json.at[++i]);
        else if (c == '"') in_text = !in_text;
        else if (opens && next != '}' && next != ']') write_break(out, ++depth);
        else if (!in_text && c == ',') write_break(out, depth);
        else if (!in_text && c == ':') buf_char(out, ' ');
    }
}

void json_write_member(Buf *out, const char *name, Str text) {
    buf_char(out, '"');
    buf_add(out, str_of(name));
    buf_add(out, S("\":"));
    json_write_text(out, text);
}
