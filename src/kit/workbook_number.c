/* kit/workbook_number - see workbook_number.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/workbook_number.h"

enum { DIGITS_READ_MAX = 40, DIGITS_SHOWN = 15, POWER_MAX = 18, EXPONENT_MAX = 400, LAST_SERIAL = 2958465 };
enum { LEAP_THAT_WAS_NOT = 60, DAYS_BETWEEN_SYSTEMS = 1462 };

/* A number as digits and the place of its point: 0.07 is { "7", point -1 }; 120 is { "12", point 3 }. */
typedef struct Digits {
    char at[DIGITS_READ_MAX];
    size_t count;
    int64_t point;
    bool is_negative;
} Digits;

static bool read_exponent(Str text, int64_t *ret_exponent) {
    if (str_starts(text, S("+"))) text = str_part(text, 1, text.len);
    return str_to_int(text, -EXPONENT_MAX, EXPONENT_MAX, ret_exponent) == OK;
}

static bool read_digits(Str raw, Digits *ret) {
    size_t at = 0, seen = 0;
    bool has_point = false;
    int64_t exponent = 0;
    *ret = (Digits){ .is_negative = raw.len > 0 && raw.at[0] == '-' };
    if (raw.len > 0 && (raw.at[0] == '-' || raw.at[0] == '+')) at++;
    for (; at < raw.len && (is_digit(raw.at[at]) || (raw.at[at] == '.' && !has_point)); at++) {
        if (raw.at[at] == '.') {
            has_point = true;
            continue;
        }
        seen++;
        const bool is_leading = ret->count == 0 && raw.at[at] == '0';
        if (!is_leading && ret->count < DIGITS_READ_MAX) ret->at[ret->count++] = raw.at[at];
        if (has_point ? is_leading : !is_leading) ret->point += has_point ? -1 : 1;
    }
    if (seen == 0 || seen > EXPONENT_MAX) return false;
    if (at < raw.len && (raw.at[at] == 'e' || raw.at[at] == 'E')) {
        if (!read_exponent(str_part(raw, at + 1, raw.len), &exponent)) return false;
        at = raw.len;
    }
    ret->point += exponent;
    return at == raw.len;
}

/* Half away from zero, as Excel does; zeros at the end go. */
static void round_digits(Digits *digits) {
    if (digits->count > DIGITS_SHOWN) {
        const bool is_up = digits->at[DIGITS_SHOWN] >= '5';
        digits->count = DIGITS_SHOWN;
        size_t at = DIGITS_SHOWN;
        while (is_up && at > 0 && digits->at[at - 1] == '9') digits->at[--at] = '0';
        if (is_up && at > 0) digits->at[at - 1]++;
        if (is_up && at == 0) {
            digits->at[0] = '1'; /* the others are 0 */
            digits->point++;
        }
    }
    while (digits->count > 0 && digits->at[digits->count - 1] == '0') digits->count--;
    if (digits->count == 0) *digits = (Digits){ .point = 1 };
}

static Str write_digits(Arena *arena, const Digits *digits) {
    Buf out = buf_new(arena, DIGITS_SHOWN + 2 * POWER_MAX + 8);
    if (digits->is_negative && digits->count > 0) buf_char(&out, '-');
    if (digits->point <= 0) buf_add(&out, S("0."));
    for (int64_t i = digits->point; i < 0; i++) buf_char(&out, '0');
    const int64_t count = (int64_t)digits->count, end = count > digits->point ? count : digits->point;
    for (int64_t i = 0; i < end; i++) {
        if (i == digits->point && i > 0) buf_char(&out, '.');
        buf_char(&out, i < count ? digits->at[i] : '0');
    }
    if (digits->count == 0 && out.len == 0) buf_char(&out, '0');
    return (Str){ out.at, out.len };
}

Cell cell_of_digits(Arena *arena, Str raw) {
    Digits digits;
    if (!read_digits(raw, &digits)) return cell_text(raw);
    round_digits(&digits);
    if (digits.point > POWER_MAX || digits.point < -POWER_MAX) return (Cell){ .kind = CELL_NUMBER, .text = raw };
    Cell cell = { .kind = CELL_NUMBER, .text = write_digits(arena, &digits) };
    Decimal number;
    if (decimal_from_text(cell.text, &number) == OK) cell.number = number;
    return cell;
}

Cell cell_as_day(Arena *arena, Cell number, bool is_1904) {
    Str whole = number.text;
    whole = str_part(whole, 0, str_find(whole, S("."))); /* the hour is not asked for */
    int64_t serial;
    if (str_to_int(whole, 0, LAST_SERIAL, &serial) != OK) return number;
    if (is_1904) serial += DAYS_BETWEEN_SYSTEMS;
    if (serial < 1 || serial == LEAP_THAT_WAS_NOT) return number;
    const int64_t before = day_make(1899, 12, 31).number;
    const Day day = { before + serial - (serial > LEAP_THAT_WAS_NOT) };
    if (day_year(day) > DAY_YEAR_MAX) return number;
    return (Cell){ .kind = CELL_DAY, .day = day, .text = day_text(arena, day) };
}

bool format_shows_day(Str format) {
    const bool has_hours = str_find(format, S("h")) < format.len || str_find(format, S("s")) < format.len;
    for (size_t i = 0; i < format.len; i++) {
        const char c = format.at[i];
        if (c == ';') return false; /* the part for positive numbers is over */
        if (c == '\\' || c == '_' || c == '*')
            i++;
        else if (c == '"')
            do i++;
            while (i < format.len && format.at[i] != '"');
        else if (c == '[')
            while (i < format.len && format.at[i] != ']') i++;
        else if (strchr("dDyY", c) != NULL)
            return true;
        else if ((c == 'm' || c == 'M') && !has_hours)
            return true;
    }
    return false;
}

bool format_number_shows_day(int64_t format) {
    return (format >= 14 && format <= 17) || format == 22 || (format >= 27 && format <= 31) || format == 36 ||
           (format >= 50 && format <= 54) || format == 57 || format == 58;
}
