/* platform/documents/text_numbers - see text_numbers.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/documents/text_numbers.h"

enum { LABEL_MAX = 500, LETTERS = 26, ROMAN_MAX = 3999, LETTER_MAX = 20 * LETTERS, BASE_DIGITS_MAX = 8 };

void number_count(const NumberLevel *levels, NumberCounts *counts, size_t level) {
    for (size_t i = 0; i <= level; i++) { /* a level that nobody used before counts as one */
        if (i == level && counts->is_on[i]) counts->at[i]++;
        if (!counts->is_on[i]) counts->at[i] = levels[i].start;
        counts->is_on[i] = true;
    }
    for (size_t i = level + 1; i < NUMBER_LEVELS; i++) {
        const bool restarts = levels[i].restarts_by == 0 || level < levels[i].restarts_by;
        if (restarts && !levels[i].restarts_never) counts->is_on[i] = false;
    }
}

static void add_roman(Buf *out, int64_t number, bool is_upper) {
    static const struct {
        int64_t value;
        const char *upper, *lower;
    } signs[] = { { 1000, "M", "m" }, { 900, "CM", "cm" }, { 500, "D", "d" }, { 400, "CD", "cd" }, { 100, "C", "c" },
                  { 90, "XC", "xc" }, { 50, "L", "l" },    { 40, "XL", "xl" }, { 10, "X", "x" },   { 9, "IX", "ix" },
                  { 5, "V", "v" },    { 4, "IV", "iv" },   { 1, "I", "i" } };
    for (size_t i = 0; i < COUNT(signs); i++) {
        for (; number >= signs[i].value; number -= signs[i].value)
            buf_add(out, str_of(is_upper ? signs[i].upper : signs[i].lower));
    }
}

static void add_base(Buf *out, int64_t number, char first) {
    char digits[BASE_DIGITS_MAX];
    size_t count = 0;
    for (; number > 0 && count < BASE_DIGITS_MAX; number = (number - 1) / LETTERS)
        digits[count++] = (char)(first + (number - 1) % LETTERS);
    while (count > 0) buf_char(out, digits[--count]);
}

static void add_number(Buf *out, int64_t number, NumberForm form) {
    const bool is_roman = form == NUMBER_UPPER_ROMAN || form == NUMBER_LOWER_ROMAN;
    const bool is_letter = form == NUMBER_UPPER_LETTER || form == NUMBER_LOWER_LETTER;
    const bool is_base = form == NUMBER_UPPER_BASE || form == NUMBER_LOWER_BASE;
    const char first = form == NUMBER_UPPER_LETTER || form == NUMBER_UPPER_BASE ? 'A' : 'a';
    if (form == NUMBER_NONE) return;
    if (is_roman && number >= 1 && number <= ROMAN_MAX) {
        add_roman(out, number, form == NUMBER_UPPER_ROMAN);
    } else if (is_letter && number >= 1 && number <= LETTER_MAX) {
        for (int64_t i = 0; i <= (number - 1) / LETTERS; i++) buf_char(out, (char)(first + (number - 1) % LETTERS));
    } else if (is_base && number >= 1) {
        add_base(out, number, first);
    } else {
        if (form == NUMBER_TWO_DIGITS && number >= 0 && number < 10) buf_char(out, '0');
        buf_int(out, number);
    }
}

Str number_label(Arena *arena, const NumberLevel *levels, const NumberCounts *counts, size_t level) {
    const NumberLevel *own = &levels[level];
    const Str text = own->text;
    if (own->form == NUMBER_BULLET) return str_is(text, "+") ? S("+ ") : S("- ");
    Buf out = buf_new(arena, LABEL_MAX);
    for (size_t i = 0; i < text.len; i++) {
        const char digit = text.at[i] == '%' && i + 1 < text.len ? text.at[i + 1] : ' ';
        if (digit < '1' || digit > '9') {
            buf_char(&out, text.at[i]);
            continue;
        }
        const size_t of = (size_t)(digit - '1');
        add_number(&out, counts->at[of], own->is_decimal_all ? NUMBER_DECIMAL : levels[of].form);
        i++;
    }
    if (out.overflowed || out.len == 0) return S("");
    if (out.at[out.len - 1] != ' ') buf_char(&out, ' ');
    return out.overflowed ? S("") : (Str){ out.at, out.len };
}
