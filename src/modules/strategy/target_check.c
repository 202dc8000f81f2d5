/* modules/strategy/target_check - see target_check.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/target_check.h"

#include "modules/strategy/measure.h"

const ProblemKind target_form = {
    INVALID, "strategy/target-form",
    { "Chỉ tiêu không đúng dạng.", "The target has a wrong form." },
    { "Phép so “{0}” cần {1}.", "The operator “{0}” needs {2}." }
};
const ProblemKind figure_too_large = {
    INVALID, "strategy/figure-too-large",
    { "Số quá lớn.", "The figure is too large." },
    { "{0:,} vượt 4.000 tỷ đơn vị. Dùng đơn vị lớn hơn cho chỉ tiêu (ví dụ triệu đồng).",
      "{0} is over 4 million million units. Give the indicator a larger unit (millions, say)." }
};
const ProblemKind level_unknown = {
    INVALID, "strategy/level-unknown",
    { "Mức không có trong danh sách.", "The level is not in the list." },
    { "“{0}” không phải một mức của chỉ tiêu. Các mức: {1}.", "“{0}” is not a level of the indicator. Levels: {1}." }
};
const ProblemKind share_range = {
    INVALID, "strategy/share-range",
    { "Tỷ lệ ngoài khoảng 0 đến 100.", "The share is outside 0 to 100." },
    { "“{0}” là tỷ lệ phần trăm; {1:,} không nằm trong 0 đến 100.",
      "“{0}” is a percentage; {1} is not between 0 and 100." }
};

static Decimal rank_of(const Texts *levels, Str word) {
    for (size_t i = 0; i < levels->count; i++) {
        if (str_equal(levels->items[i], word)) return decimal_whole((int64_t)i);
    }
    return (Decimal){ 0 };
}

static Str joined(Ctx *cx, const Texts *texts) {
    Buf out = buf_new(cx->arena, 1024);
    for (size_t i = 0; i < texts->count; i++) {
        if (i > 0) buf_add(&out, S(", "));
        buf_add(&out, texts->items[i]);
    }
    return (Str){ out.len == 0 ? "" : out.at, out.len };
}

/* One target with what tells about it. */
typedef struct Row {
    Ctx *cx;
    const Table *table;
    size_t number;
    const Target *target;
    const Indicator *indicator;
} Row;

static void refuse(const Row *row, const char *column, Sentence needed) {
    fault(row->cx, table_spot(row->table, row->number, str_of(column)), &target_form,
          choice_name(&operator_choices, row->target->operator), str_of(needed.vi), str_of(needed.en));
}

static void check_columns(const Row *row) {
    const Target *target = row->target;
    const bool has_low = target->low.is_known, has_high = target->high.is_known, has_text = target->text.len > 0;
    switch ((Operator)target->operator) {
    case OPERATOR_EQUAL:
    case OPERATOR_AT_LEAST:
        if (!has_low || has_high || has_text) refuse(row, "low", (Sentence){ "riêng cột low", "the column low alone" });
        return;
    case OPERATOR_AT_MOST:
        if (has_low || !has_high || has_text)
            refuse(row, "high", (Sentence){ "riêng cột high", "the column high alone" });
        return;
    case OPERATOR_RANGE:
        if (!has_low || !has_high || has_text || decimal_compare(target->low, target->high) > 0)
            refuse(row, "low", (Sentence){ "low không lớn hơn high", "low and high, low not above high" });
        return;
    case OPERATOR_TEXT:
        if (has_low || has_high) refuse(row, "low", (Sentence){ "riêng cột text", "the column text alone" });
        return;
    case OPERATOR_NONE: return;
    }
}

/* "At most" cannot be good where more is better. */
static void check_direction(const Row *row) {
    const int direction = row->indicator->direction, operator= row->target->operator;
    if (direction == DIRECTION_UP && operator== OPERATOR_AT_MOST)
        refuse(row, "operator", (Sentence){ "chỉ tiêu càng thấp càng tốt", "an indicator that is better when lower" });
    if (direction == DIRECTION_DOWN && operator== OPERATOR_AT_LEAST)
        refuse(row, "operator", (Sentence){ "chỉ tiêu càng cao càng tốt", "an indicator that is better when higher" });
}

static void check_level(const Row *row) {
    const Target *target = row->target;
    const Texts *levels = &row->indicator->levels;
    if (levels->count == 0) return; /* a fault of its own */
    if (target->text.len > 0 && !rank_of(levels, target->text).is_known)
        fault(row->cx, table_spot(row->table, row->number, S("text")), &level_unknown, target->text,
              joined(row->cx, levels));
    const Decimal highest = decimal_whole((int64_t)levels->count - 1);
    const bool is_beyond = (target->low.is_known && decimal_compare(target->low, highest) > 0) ||
                           (target->high.is_known && decimal_compare(target->high, highest) > 0);
    if (is_beyond) refuse(row, "low", (Sentence){ "thứ tự của một mức, tính từ 0", "the rank of a level, from 0" });
}

static void check_share(const Row *row, const char *column, Decimal value) {
    if (!value.is_known || (value.micro >= 0 && value.micro <= INT64_C(100) * DECIMAL_ONE)) return;
    fault(row->cx, table_spot(row->table, row->number, str_of(column)), &share_range, row->indicator->code,
          decimal_text(row->cx->arena, value));
}

void target_check(Ctx *cx, const Table *targets, size_t row_number, const Target *target, const Indicator *indicator) {
    const Row row = { cx, targets, row_number, target, indicator };
    check_columns(&row);
    check_direction(&row);
    size_check(cx, targets, row_number, "low", target->low);
    size_check(cx, targets, row_number, "high", target->high);
    if (indicator->kind == KIND_OF_LEVEL) {
        check_level(&row);
        return;
    }
    if (target->text.len > 0)
        refuse(&row, "text", (Sentence){ "chỉ tiêu định tính (kind level)", "an indicator of the kind level" });
    if (indicator->kind == KIND_OF_SHARE) check_share(&row, "low", target->low);
    if (indicator->kind == KIND_OF_SHARE) check_share(&row, "high", target->high);
}

Decimal target_bound(const Target *target, const Indicator *indicator) {
    if (target->text.len > 0) return rank_of(&indicator->levels, target->text);
    const Milestone milestone = { .low = target->low, .high = target->high };
    const bool is_empty = !target->low.is_known && !target->high.is_known;
    if (is_empty || indicator->direction == DIRECTION_NONE) return (Decimal){ 0 };
    return milestone_bound(&milestone, (Direction)indicator->direction, (Decimal){ 0 });
}

void size_check(Ctx *cx, const Table *table, size_t row, const char *column, Decimal value) {
    if (!figure_is_fit(value))
        fault(cx, table_spot(table, row, str_of(column)), &figure_too_large, decimal_text(cx->arena, value));
}
