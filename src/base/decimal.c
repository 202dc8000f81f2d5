/* base/decimal - see decimal.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/decimal.h"

enum { WHOLE_DIGITS_MAX = 13 };

Decimal decimal_micro(int64_t micro) {
    MUST(micro <= DECIMAL_MICRO_MAX && micro >= -DECIMAL_MICRO_MAX);
    return (Decimal){ micro, true };
}

Decimal decimal_whole(int64_t number) {
    MUST(number <= DECIMAL_MICRO_MAX / DECIMAL_ONE && number >= -(DECIMAL_MICRO_MAX / DECIMAL_ONE));
    return decimal_micro(number * DECIMAL_ONE);
}

static bool all_digits(Str text) {
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9') return false;
    }
    return text.len > 0;
}

static bool has_digits_at_most(int64_t micro, int most) {
    int64_t limit = 1;
    for (int i = 0; i < most; i++) limit *= 10;
    while (micro != 0 && micro % 10 == 0) micro /= 10;
    return micro < limit;
}

Code decimal_from_text(Str text, Decimal *ret_number) {
    const bool negative = text.len > 0 && text.at[0] == '-';
    Str places = negative ? str_part(text, 1, text.len) : text;
    const bool pointed = places.len > 0 && memchr(places.at, '.', places.len) != NULL;
    const Str whole = str_cut(&places, '.');
    if (!all_digits(whole) || whole.len > WHOLE_DIGITS_MAX) return INVALID;
    if (pointed && (!all_digits(places) || places.len > DECIMAL_PLACES)) return INVALID;
    int64_t micro = 0;
    for (size_t i = 0; i < whole.len; i++) micro = micro * 10 + (whole.at[i] - '0');
    for (size_t i = 0; i < DECIMAL_PLACES; i++) {
        const int digit = i < places.len ? places.at[i] - '0' : 0;
        if (__builtin_mul_overflow(micro, 10, &micro)) return INVALID;
        if (__builtin_add_overflow(micro, digit, &micro)) return INVALID;
    }
    if (micro > DECIMAL_MICRO_MAX || !has_digits_at_most(micro, DECIMAL_DIGITS)) return INVALID;
    *ret_number = decimal_micro(negative ? -micro : micro);
    return OK;
}

void decimal_write(Buf *out, Decimal number) {
    if (!number.is_known) return;
    const uint64_t size = number.micro < 0 ? 0 - (uint64_t)number.micro : (uint64_t)number.micro;
    if (number.micro < 0) buf_char(out, '-');
    buf_int(out, (int64_t)(size / DECIMAL_ONE));
    uint64_t places = size % DECIMAL_ONE;
    if (places == 0) return;
    char digits[DECIMAL_PLACES];
    for (size_t i = DECIMAL_PLACES; i > 0; i--) {
        digits[i - 1] = (char)('0' + places % 10);
        places /= 10;
    }
    size_t used = DECIMAL_PLACES;
    while (digits[used - 1] == '0') used--;
    buf_char(out, '.');
    buf_add(out, (Str){ digits, used });
}

Str decimal_text(Arena *arena, Decimal number) {
    Buf out = buf_new(arena, 32);
    decimal_write(&out, number);
    return (Str){ out.len == 0 ? "" : out.at, out.len };
}

Decimal decimal_of_wide(Wide numerator, Wide denominator) {
    if (denominator == 0) return (Decimal){ 0 };
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    const Wide half = numerator < 0 ? -(denominator / 2) : denominator / 2;
    const Wide rounded = (numerator + half) / denominator;
    if (rounded > DECIMAL_MICRO_MAX || rounded < -DECIMAL_MICRO_MAX) return (Decimal){ 0 };
    return decimal_micro((int64_t)rounded);
}

Decimal decimal_add(Decimal a, Decimal b) {
    if (!a.is_known || !b.is_known) return (Decimal){ 0 };
    return decimal_of_wide((Wide)a.micro + b.micro, 1);
}

Decimal decimal_sub(Decimal a, Decimal b) {
    if (!a.is_known || !b.is_known) return (Decimal){ 0 };
    return decimal_of_wide((Wide)a.micro - b.micro, 1);
}

Decimal decimal_scale(Decimal a, int64_t numerator, int64_t denominator) {
    if (!a.is_known) return (Decimal){ 0 };
    return decimal_of_wide((Wide)a.micro * numerator, denominator);
}

Decimal decimal_ratio(Decimal a, Decimal b) {
    if (!a.is_known || !b.is_known) return (Decimal){ 0 };
    return decimal_of_wide((Wide)a.micro * DECIMAL_ONE, b.micro);
}

int decimal_compare(Decimal a, Decimal b) {
    MUST(a.is_known && b.is_known);
    return (a.micro > b.micro) - (a.micro < b.micro);
}

Decimal decimal_clip(Decimal number, Decimal low, Decimal high) {
    if (!number.is_known) return number;
    if (decimal_compare(number, low) < 0) return low;
    if (decimal_compare(number, high) > 0) return high;
    return number;
}
