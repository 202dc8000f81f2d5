/* kit/shape - one field at a time: from text, to text, and its limits. See shape.h; JSON is in shape_json.c. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/shape.h"

#include "kit/text.h"

const ProblemKind field_missing = {
    INVALID, "kit/field-missing",
    { "Thiếu giá trị bắt buộc.", "A required value is missing." },
    { "Cần điền “{0}”.", "“{0}” must be filled in." }
};
const ProblemKind field_unknown = {
    INVALID, "kit/field-unknown",
    { "Tên trường không có trong mẫu.", "The field is not part of the form." },
    { "Không có trường “{0}”. Bỏ trường này hoặc sửa lại tên.",
      "There is no field “{0}”. Remove it or correct its name." }
};
const ProblemKind field_wrong_type = {
    INVALID, "kit/field-type",
    { "Sai kiểu dữ liệu.", "The wrong type of value." },
    { "“{0}” phải là {1}.", "“{0}” must be {2}." }
};
const ProblemKind field_number = {
    INVALID, "kit/number-form",
    { "Số không đúng dạng.", "Not a number of the expected form." },
    { "“{0}” không phải số đúng dạng. Viết như 1234.5: dấu chấm trước phần lẻ, không ngăn hàng nghìn, nhiều nhất 6 "
      "chữ số lẻ và 15 chữ số tất cả.",
      "“{0}” is not a number of the expected form. Write 1234.5: a point before the fraction, no thousands separator, "
      "at most 6 decimals and 15 digits in all." }
};
const ProblemKind field_whole_number = {
    INVALID, "kit/whole-number-form",
    { "Cần số nguyên.", "A whole number is needed." },
    { "“{0}” không phải số nguyên. Chỉ dùng chữ số, ví dụ 2030.",
      "“{0}” is not a whole number. Use digits only, such as 2030." }
};
const ProblemKind field_day = {
    INVALID, "kit/day-form",
    { "Ngày không đúng.", "Not a day of the calendar." },
    { "“{0}” không phải ngày có thật dạng năm-tháng-ngày. Viết như 2025-12-11.",
      "“{0}” is not a day of the calendar. Write it as 2025-12-11." }
};
const ProblemKind field_time = {
    INVALID, "kit/time-form",
    { "Thời điểm không đúng.", "Not a moment of time." },
    { "“{0}” không phải thời điểm. Viết như 2025-12-11T08:30:00Z.",
      "“{0}” is not a moment. Write it as 2025-12-11T08:30:00Z." }
};
const ProblemKind field_choice = {
    INVALID, "kit/choice",
    { "Giá trị không có trong danh sách.", "Not one of the allowed values." },
    { "“{0}” không có trong danh sách. Chọn một trong: {1}.", "“{0}” is not allowed. Choose one of: {1}." }
};
const ProblemKind field_length = {
    INVALID, "kit/length",
    { "Độ dài không phù hợp.", "The text is too short or too long." },
    { "“{0}” cần từ {1} đến {2} ký tự; hiện có {3}.", "“{0}” must have {1} to {2} letters; it has {3}." }
};
const ProblemKind field_range = {
    INVALID, "kit/range",
    { "Giá trị ngoài khoảng cho phép.", "The value is outside its limits." },
    { "“{0}” phải từ {1} đến {2}.", "“{0}” must be between {1} and {2}." }
};
const ProblemKind field_not_utf8 = {
    INVALID, "kit/not-utf8",
    { "Bảng mã không phải UTF-8.", "The text is not UTF-8." },
    { "Lưu lại bằng bảng mã UTF-8 rồi gửi lại.", "Save it as UTF-8 and send it again." }
};
const ProblemKind field_controls = {
    INVALID, "kit/control-characters",
    { "Có ký tự ẩn.", "There are hidden characters." },
    { "“{0}” chứa ký tự điều khiển hoặc ký tự ẩn. Gõ lại bằng tay.",
      "“{0}” holds control or hidden characters. Type it again." }
};
const ProblemKind field_count_range = {
    INVALID, "kit/item-count",
    { "Số phần tử không phù hợp.", "Too few or too many items." },
    { "“{0}” cần từ {1} đến {2} phần tử; hiện có {3}.", "“{0}” must have {1} to {2} items; it has {3}." }
};
const ProblemKind field_code_form = {
    INVALID, "kit/code-form",
    { "Mã không đúng dạng.", "The code has a wrong form." },
    { "“{0}” không phải mã: chỉ dùng chữ cái không dấu, chữ số và dấu . _ -, nhiều nhất 39 ký tự.",
      "“{0}” is not a code: letters without marks, digits and . _ - only, at most 39." }
};

const Field *shape_field(const Shape *shape, const char *name) {
    for (size_t i = 0; shape != NULL && i < shape->field_count; i++) {
        if (strcmp(name, shape->fields[i].name) == 0) return &shape->fields[i];
    }
    return NULL;
}

const Field *shape_field_named(const Shape *shape, Str name) {
    for (size_t i = 0; shape != NULL && i < shape->field_count; i++) {
        const Field *field = &shape->fields[i];
        if (str_is(name, field->name)) return field->flags & STORED ? NULL : field;
    }
    return NULL;
}

void record_copy(Arena *arena, const Shape *shape, const void *record, void *ret_copy) {
    memcpy(ret_copy, record, shape->size);
    for (size_t i = 0; i < shape->field_count; i++) {
        void *at = (char *)ret_copy + shape->fields[i].offset;
        if (shape->fields[i].kind == KIND_TEXT) *(Str *)at = str_copy(arena, *(const Str *)at);
        if (shape->fields[i].kind != KIND_TEXTS) continue;
        const Texts *texts = at;
        Str *items = NEW_ARRAY(arena, Str, texts->count + 1);
        for (size_t j = 0; j < texts->count; j++) items[j] = str_copy(arena, texts->items[j]);
        *(Texts *)at = (Texts){ items, texts->count };
    }
}

bool texts_hold(Texts texts, Str text) {
    for (size_t i = 0; i < texts.count; i++) {
        if (str_equal(texts.items[i], text)) return true;
    }
    return false;
}

Str choice_name(const Choices *choices, int value) {
    if (value == 0) return S("");
    MUST(value > 0 && (size_t)value <= choices->count);
    return str_of(choices->names[value - 1]);
}

int choice_value(const Choices *choices, Str name) {
    for (size_t i = 0; i < choices->count; i++) {
        if (str_is(name, choices->names[i])) return (int)i + 1;
    }
    return 0;
}

static Str choices_listed(Ctx *cx, const Choices *choices) {
    Buf out = buf_new(cx->arena, 1024);
    for (size_t i = 0; i < choices->count; i++) buf_addf(&out, "%s%s", i == 0 ? "" : ", ", choices->names[i]);
    return (Str){ out.at, out.len };
}

bool field_is_none(const Field *field, const void *record) {
    const void *at = (const char *)record + field->offset;
    switch (field->kind) {
    case KIND_INT:
    case KIND_BOOL: return false;
    case KIND_TEXT: return ((const Str *)at)->len == 0;
    case KIND_TIME: return ((const Time *)at)->us == 0;
    case KIND_DAY: return ((const Day *)at)->number == 0;
    case KIND_DECIMAL: return !((const Decimal *)at)->is_known;
    case KIND_ID: return id_is_none(at);
    case KIND_CHOICE: return *(const int *)at == 0;
    case KIND_TEXTS: return ((const Texts *)at)->count == 0;
    case KIND_LINK: return *(const void *const *)at == NULL;
    case KIND_LIST: return ((const Rows *)at)->count == 0;
    }
    return false;
}

/* ---- limits ---- */

static void check_count(Ctx *cx, const Field *field, Spot spot, size_t count, const ProblemKind *kind) {
    const int64_t n = (int64_t)count;
    if (n >= field->min && n <= field->max) return;
    fault(cx, spot, kind, str_of(field->name), int_text(cx, field->min), int_text(cx, field->max), int_text(cx, n));
}

static void check_range(Ctx *cx, const Field *field, Spot spot, bool is_inside) {
    if (is_inside) return;
    fault(cx, spot, &field_range, str_of(field->name), int_text(cx, field->min), int_text(cx, field->max));
}

static void check_limits(Ctx *cx, const Field *field, Spot spot, const void *at) {
    if (field->max == 0 && field->min == 0) return;
    switch (field->kind) {
    case KIND_INT: {
        const int64_t number = *(const int64_t *)at;
        check_range(cx, field, spot, number >= field->min && number <= field->max);
        return;
    }
    case KIND_DECIMAL: {
        const Decimal number = *(const Decimal *)at;
        check_range(cx, field, spot,
                    decimal_compare(number, decimal_whole(field->min)) >= 0 &&
                        decimal_compare(number, decimal_whole(field->max)) <= 0);
        return;
    }
    case KIND_TEXT: check_count(cx, field, spot, utf8_count(*(const Str *)at), &field_length); return;
    case KIND_TEXTS: check_count(cx, field, spot, ((const Texts *)at)->count, &field_count_range); return;
    case KIND_LIST: check_count(cx, field, spot, ((const Rows *)at)->count, &field_count_range); return;
    case KIND_BOOL:
    case KIND_TIME:
    case KIND_DAY:
    case KIND_ID:
    case KIND_CHOICE:
    case KIND_LINK: return;
    }
}

void field_check(Ctx *cx, const Field *field, Spot spot, const void *record) {
    if (field_is_none(field, record)) {
        if (field->flags & REQUIRED && field->kind != KIND_LIST) fault(cx, spot, &field_missing, str_of(field->name));
        return;
    }
    check_limits(cx, field, spot, (const char *)record + field->offset);
}

/* ---- from text ---- */

static bool clean_or_fault(Ctx *cx, const Field *field, Spot spot, Str raw, Str *ret_clean) {
    switch (text_clean(cx->arena, raw, (field->flags & LINES) != 0, ret_clean)) {
    case TEXT_FINE: return true;
    case TEXT_NOT_UTF8: fault(cx, spot, &field_not_utf8); return false;
    case TEXT_CONTROLS: fault(cx, spot, &field_controls, str_of(field->name)); return false;
    }
    return false;
}

static Texts split_texts(Arena *arena, Str text) {
    size_t count = 1;
    for (size_t i = 0; i < text.len; i++) count += text.at[i] == ';';
    Str *items = NEW_ARRAY(arena, Str, count);
    size_t used = 0;
    for (Str rest = text; rest.at != NULL;) {
        const Str item = str_trim(str_cut(&rest, ';'));
        if (item.len > 0) items[used++] = item;
    }
    return (Texts){ items, used };
}

static bool bool_from_text(Str text, bool *ret_is) {
    const bool is_true = str_is(text, "true") || str_is(text, "1");
    if (!is_true && !str_is(text, "false") && !str_is(text, "0")) return false;
    *ret_is = is_true;
    return true;
}

static bool choice_from_text(const Choices *choices, Str text, int *ret_choice) {
    const int choice = choice_value(choices, text);
    if (choice != 0) *ret_choice = choice;
    return choice != 0;
}

/* Each of these reads one kind from clean, non-empty text; the answer is the kind of its fault, or NULL. */
static const ProblemKind *read_kind(Ctx *cx, const Field *field, Str text, void *at) {
    switch (field->kind) {
    case KIND_INT: return str_to_int(text, INT64_MIN, INT64_MAX, at) == OK ? NULL : &field_whole_number;
    case KIND_BOOL: return bool_from_text(text, at) ? NULL : &field_choice;
    case KIND_TEXT: *(Str *)at = text; return NULL;
    case KIND_TIME: return time_from_text(text, at) == OK ? NULL : &field_time;
    case KIND_DAY: return day_from_text(text, at) == OK ? NULL : &field_day;
    case KIND_DECIMAL: return decimal_from_text(text, at) == OK ? NULL : &field_number;
    case KIND_ID: return id_from_text(text, at) == OK ? NULL : &field_code_form;
    case KIND_CHOICE: return choice_from_text(field->choices, text, at) ? NULL : &field_choice;
    case KIND_TEXTS: *(Texts *)at = split_texts(cx->arena, text); return NULL;
    case KIND_LINK:
    case KIND_LIST: break;
    }
    return &field_wrong_type;
}

void field_read_text(Ctx *cx, const Field *field, Spot spot, Str raw, void *record) {
    Str text;
    if (!clean_or_fault(cx, field, spot, raw, &text)) return;
    if (text.len == 0) {
        if (field->flags & REQUIRED) fault(cx, spot, &field_missing, str_of(field->name));
        return;
    }
    void *at = (char *)record + field->offset;
    const ProblemKind *wrong = read_kind(cx, field, text, at);
    if (wrong != NULL) {
        const Str allowed = field->choices != NULL ? choices_listed(cx, field->choices) : S("true, false");
        fault(cx, spot, wrong, text, allowed, allowed);
        return;
    }
    check_limits(cx, field, spot, at);
}

void field_take_text(Arena *arena, const Field *field, Str stored, void *record) {
    void *at = (char *)record + field->offset;
    switch (field->kind) {
    case KIND_TEXT: *(Str *)at = str_copy(arena, stored); return;
    case KIND_CHOICE: *(int *)at = choice_value(field->choices, stored); return;
    case KIND_TEXTS: *(Texts *)at = split_texts(arena, str_copy(arena, stored)); return;
    case KIND_ID:
        MUST(stored.len < ID_BYTES);
        memcpy(((Id *)at)->text, stored.at, stored.len);
        return;
    case KIND_INT:
    case KIND_BOOL:
    case KIND_TIME:
    case KIND_DAY:
    case KIND_DECIMAL:
    case KIND_LINK:
    case KIND_LIST: CANNOT("only kinds that are stored as text");
    }
}

/* ---- to text ---- */

void field_write_text(Buf *out, const Field *field, const void *record) {
    const void *at = (const char *)record + field->offset;
    switch (field->kind) {
    case KIND_INT: buf_int(out, *(const int64_t *)at); return;
    case KIND_BOOL: buf_add(out, *(const bool *)at ? S("true") : S("false")); return;
    case KIND_TEXT: buf_add(out, *(const Str *)at); return;
    case KIND_TIME: time_write(out, *(const Time *)at); return;
    case KIND_DAY: day_write(out, *(const Day *)at); return;
    case KIND_DECIMAL: decimal_write(out, *(const Decimal *)at); return;
    case KIND_ID: buf_add(out, id_str(at)); return;
    case KIND_CHOICE: buf_add(out, choice_name(field->choices, *(const int *)at)); return;
    case KIND_TEXTS: {
        const Texts *texts = at;
        for (size_t i = 0; i < texts->count; i++) {
            if (i > 0) buf_char(out, ';');
            buf_add(out, texts->items[i]);
        }
        return;
    }
    case KIND_LINK:
    case KIND_LIST: CANNOT("only scalars have a text form");
    }
}
