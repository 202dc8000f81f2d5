/* base/str - see str.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/str.h"

#include <inttypes.h>
#include <stdarg.h>

enum { BUF_FIRST_ROOM = 256, INT_DIGITS_MAX = 20 };

bool str_equal(Str a, Str b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

bool str_is(Str a, const char *c_text) {
    return str_equal(a, str_of(c_text));
}

bool str_starts(Str text, Str start) {
    return text.len >= start.len && str_equal(str_part(text, 0, start.len), start);
}

bool str_ends(Str text, Str end) {
    return text.len >= end.len && str_equal(str_part(text, text.len - end.len, end.len), end);
}

int str_compare(Str a, Str b) {
    const size_t shorter = a.len < b.len ? a.len : b.len;
    const int order = shorter == 0 ? 0 : memcmp(a.at, b.at, shorter);
    if (order != 0) return order;
    return (a.len > b.len) - (a.len < b.len);
}

size_t str_find(Str text, Str part) {
    if (part.len == 0) return 0;
    if (part.len > text.len) return text.len;
    const char *found = memmem(text.at, text.len, part.at, part.len);
    return found == NULL ? text.len : (size_t)(found - text.at);
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

Str str_trim(Str text) {
    while (text.len > 0 && is_blank(text.at[0])) text = (Str){ text.at + 1, text.len - 1 };
    while (text.len > 0 && is_blank(text.at[text.len - 1])) text.len--;
    return text;
}

Str str_part(Str text, size_t from, size_t len) {
    if (from >= text.len) return (Str){ "", 0 };
    const size_t left = text.len - from;
    return (Str){ text.at + from, len < left ? len : left };
}

Str str_cut(Str *rest, char mark) {
    const Str whole = *rest;
    const char *at = whole.len == 0 ? NULL : memchr(whole.at, mark, whole.len);
    if (at == NULL) {
        *rest = (Str){ NULL, 0 };
        return whole;
    }
    const size_t before = (size_t)(at - whole.at);
    *rest = (Str){ at + 1, whole.len - before - 1 };
    return (Str){ whole.at, before };
}

Str str_of(const char *c_text) {
    return c_text == NULL ? (Str){ "", 0 } : (Str){ c_text, strlen(c_text) };
}

Str str_copy(Arena *arena, Str source) {
    char *at = arena_alloc(arena, source.len + 1);
    if (source.len > 0) memcpy(at, source.at, source.len);
    return (Str){ at, source.len };
}

Str str_from(Arena *arena, const char *c_text) {
    return str_copy(arena, str_of(c_text));
}

const char *str_c(Arena *arena, Str source) {
    return str_copy(arena, source).at;
}

Str str_format(Arena *arena, const char *format, ...) {
    va_list args;
    va_start(args, format);
    const int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    MUST(length >= 0);
    char *at = arena_alloc(arena, (size_t)length + 1);
    va_start(args, format);
    (void)vsnprintf(at, (size_t)length + 1, format, args);
    va_end(args);
    return (Str){ at, (size_t)length };
}

Str str_lower(Arena *arena, Str source) {
    char *at = arena_alloc(arena, source.len + 1);
    for (size_t i = 0; i < source.len; i++) {
        const char c = source.at[i];
        at[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return (Str){ at, source.len };
}

Str str_one_line(Arena *arena, Str source) {
    char *at = arena_alloc(arena, source.len + 1);
    for (size_t i = 0; i < source.len; i++) at[i] = source.at[i] == '\n' ? ' ' : source.at[i];
    return (Str){ at, source.len };
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

Code str_to_int(Str text, int64_t min, int64_t max, int64_t *ret_number) {
    const bool negative = text.len > 0 && text.at[0] == '-';
    const Str digits = negative ? str_part(text, 1, text.len) : text;
    if (digits.len == 0 || digits.len > INT_DIGITS_MAX) return INVALID;
    int64_t number = 0; /* gathered below zero, where there is room for INT64_MIN */
    for (size_t i = 0; i < digits.len; i++) {
        const char c = digits.at[i];
        if (c < '0' || c > '9') return INVALID;
        if (__builtin_mul_overflow(number, 10, &number)) return INVALID;
        if (__builtin_sub_overflow(number, c - '0', &number)) return INVALID;
    }
    if (!negative) {
        if (number == INT64_MIN) return INVALID;
        number = -number;
    }
    if (number < min || number > max) return INVALID;
    *ret_number = number;
    return OK;
}

/* Length of the well-formed code point at the start, after Unicode table 3-7; 0 when there is none. */
static size_t utf8_step(const unsigned char *at, size_t left) {
    const unsigned char first = at[0];
    if (first < 0x80) return 1;
    if (first < 0xC2 || first > 0xF4) return 0;
    const size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (length > left) return 0;
    unsigned char low = 0x80, high = 0xBF; /* bounds of the second byte: no surrogates, no overlong forms */
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
    if (at[1] < low || at[1] > high) return 0;
    for (size_t i = 2; i < length; i++) {
        if (at[i] < 0x80 || at[i] > 0xBF) return 0;
    }
    return length;
}

bool utf8_is_valid(Str text) {
    for (size_t i = 0; i < text.len;) {
        const size_t step = utf8_step((const unsigned char *)text.at + i, text.len - i);
        if (step == 0) return false;
        i += step;
    }
    return true;
}

Str utf8_mended(Arena *arena, Str text) {
    if (utf8_is_valid(text)) return text;
    const Str unknown = S("\xEF\xBF\xBD");
    Buf out = buf_new(arena, text.len * unknown.len);
    for (size_t i = 0; i < text.len;) {
        const size_t step = utf8_step((const unsigned char *)text.at + i, text.len - i);
        buf_add(&out, step == 0 ? unknown : str_part(text, i, step));
        i += step == 0 ? 1 : step;
    }
    return (Str){ out.at, out.len };
}

size_t utf8_count(Str text) {
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++) count += ((unsigned char)text.at[i] & 0xC0) != 0x80;
    return count;
}

/* The byte at which letter `number` begins, counted on from letter `letter` at byte `at`. */
static size_t utf8_seek(Str text, size_t at, size_t letter, size_t number) {
    for (; letter < number && at < text.len; letter++) {
        at++;
        while (at < text.len && ((unsigned char)text.at[at] & 0xC0) == 0x80) at++;
    }
    return at;
}

Str utf8_part(Str text, size_t from, size_t to) {
    const size_t first = utf8_seek(text, 0, 0, from), end = utf8_seek(text, first, from, to);
    return str_part(text, first, end - first);
}

Str utf8_cut(Str text, size_t bytes_max) {
    size_t end = text.len < bytes_max ? text.len : bytes_max;
    while (end < text.len && end > 0 && ((unsigned char)text.at[end] & 0xC0) == 0x80) end--;
    return str_part(text, 0, end);
}

Buf buf_new(Arena *arena, size_t max) {
    return (Buf){ .arena = arena, .max = max };
}

Buf buf_over(char *room, size_t size) {
    return (Buf){ .at = room, .room = size, .max = size };
}

static void buf_widen(Buf *buf, size_t more) {
    size_t room = buf->room == 0 ? BUF_FIRST_ROOM : buf->room;
    while (room - buf->len < more) room *= 2;
    if (room > buf->max) room = buf->max;
    buf->overflowed = !arena_fits(buf->arena, room + 1);
    if (buf->overflowed) return;
    if (buf->room == 0 || !arena_widen(buf->arena, buf->at, buf->room + 1, room + 1)) {
        char *at = arena_alloc(buf->arena, room + 1);
        if (buf->len > 0) memcpy(at, buf->at, buf->len);
        buf->at = at;
    }
    buf->room = room;
}

void buf_add(Buf *buf, Str text) {
    if (buf->overflowed) return;
    if (text.len > buf->max - buf->len) {
        buf->overflowed = true;
        return;
    }
    if (text.len > buf->room - buf->len) buf_widen(buf, text.len);
    if (buf->overflowed) return;
    if (text.len > 0) memcpy(buf->at + buf->len, text.at, text.len);
    buf->len += text.len;
}

void buf_char(Buf *buf, char c) {
    if (buf->len < buf->room && buf->len < buf->max && !buf->overflowed) buf->at[buf->len++] = c;
    else buf_add(buf, (Str){ &c, 1 });
}

void buf_addf(Buf *buf, const char *format, ...) {
    va_list args;
    va_start(args, format);
    buf_addv(buf, format, args);
    va_end(args);
}

void buf_addv(Buf *buf, const char *format, va_list args) {
    char small[512];
    va_list again;
    va_copy(again, args);
    const int length = vsnprintf(small, sizeof small, format, args);
    MUST(length >= 0);
    if ((size_t)length < sizeof small) {
        buf_add(buf, (Str){ small, (size_t)length });
    } else if ((size_t)length > buf->max - buf->len || !arena_fits(buf->arena, (size_t)length + 1)) {
        buf->overflowed = true;
    } else {
        char *large = arena_alloc(buf->arena, (size_t)length + 1);
        (void)vsnprintf(large, (size_t)length + 1, format, again);
        buf_add(buf, (Str){ large, (size_t)length });
    }
    va_end(again);
}

void buf_int(Buf *buf, int64_t number) {
    char digits[INT_DIGITS_MAX + 1];
    size_t at = sizeof digits;
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (number < 0) digits[--at] = '-';
    buf_add(buf, (Str){ digits + at, sizeof digits - at });
}

Code buf_done(const Buf *buf, Str *ret_text) {
    if (buf->overflowed) return TOO_LARGE;
    *ret_text = (Str){ buf->len == 0 ? "" : buf->at, buf->len };
    return OK;
}
