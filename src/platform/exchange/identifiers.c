/* platform/exchange/identifiers - see identifiers.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/identifiers.h"

#include <string.h>

enum { WRITTEN_BYTES_MAX = 3 * EXCHANGE_PART_BYTES_MAX,
       ID_TEXT_MAX = EXCHANGE_PARTS_MAX * (EXCHANGE_PART_BYTES_MAX + 1) };

static bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* ---- one part ---- */

/* Control characters of ASCII, and of Unicode beyond it: U+0080 to U+009F are C2 80 to C2 9F. */
static bool has_controls(Str text) {
    for (size_t i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.at[i];
        if (c < ' ' || c == 0x7F) return true;
        if (c == 0xC2 && i + 1 < text.len && (unsigned char)text.at[i + 1] < 0xA0) return true;
    }
    return false;
}

bool exchange_part_read(Arena *arena, Str written, Str *ret_part) {
    if (written.len == 0 || written.len > WRITTEN_BYTES_MAX) return false;
    char *at = arena_alloc(arena, written.len);
    size_t len = 0;
    for (size_t i = 0; i < written.len; i++) {
        char c = written.at[i];
        if (c == '/') return false;
        if (c == '%') {
            const int high = written.len - i < 3 ? -1 : hex_value(written.at[i + 1]);
            const int low = high < 0 ? -1 : hex_value(written.at[i + 2]);
            if (low < 0) return false;
            c = (char)(high * 16 + low);
            i += 2;
        }
        at[len++] = c;
    }
    const Str part = { at, len };
    if (len > EXCHANGE_PART_BYTES_MAX || !utf8_is_valid(part) || has_controls(part)) return false;
    if (str_is(part, ".") || str_is(part, "..")) return false;
    *ret_part = part;
    return true;
}

/* pchar of RFC 3986 but '%': unreserved, sub-delims, ':' and '@'. */
static bool stands_in_segment(char c) {
    return is_letter_or_digit(c) || (c != '\0' && strchr("-._~!$&'()*+,;=:@", c) != NULL);
}

void exchange_part_write(Buf *out, Str part) {
    for (size_t i = 0; i < part.len; i++) {
        if (stands_in_segment(part.at[i])) buf_char(out, part.at[i]);
        else buf_addf(out, "%%%02X", (unsigned)(unsigned char)part.at[i]);
    }
}

/* ---- a whole name ---- */

bool exchange_name_read(Arena *arena, Str written, size_t parts_min, size_t parts_max, ExchangeName *ret_name) {
    Str parts[EXCHANGE_PARTS_MAX] = { 0 };
    size_t count = 0;
    MUST(parts_max <= EXCHANGE_PARTS_MAX);
    for (Str rest = written; rest.at != NULL; count++) {
        const Str part = str_cut(&rest, '/');
        if (count == parts_max || !exchange_part_read(arena, part, &parts[count])) return false;
    }
    if (count < parts_min) return false;
    *ret_name = (ExchangeName){ parts[0], parts[1], parts[2], parts[3], parts[4] };
    return true;
}

bool exchange_client_read(Arena *arena, Str header, ExchangeName *ret_name) {
    return exchange_name_read(arena, str_trim(header), EXCHANGE_PARTS_MIN, EXCHANGE_PARTS_MAX - 1, ret_name);
}

static size_t parts_of(const ExchangeName *name, Str parts[EXCHANGE_PARTS_MAX]) {
    const Str all[] = { name->instance, name->class_code, name->member, name->subsystem, name->service };
    size_t count = 0;
    while (count < EXCHANGE_PARTS_MAX && all[count].len > 0) {
        parts[count] = all[count];
        count++;
    }
    return count;
}

void exchange_name_write(Buf *out, const ExchangeName *name) {
    Str parts[EXCHANGE_PARTS_MAX];
    const size_t count = parts_of(name, parts);
    for (size_t i = 0; i < count; i++) {
        if (i > 0) buf_char(out, '/');
        exchange_part_write(out, parts[i]);
    }
}

/* ---- what may be registered ---- */

bool exchange_code_is_fine(Str code) {
    if (code.len == 0 || code.len > EXCHANGE_PART_BYTES_MAX || str_is(code, ".") || str_is(code, "..")) return false;
    for (size_t i = 0; i < code.len; i++) {
        const char c = code.at[i];
        if (!is_letter_or_digit(c) && (c == '\0' || strchr("'()+,-.=?", c) == NULL)) return false;
    }
    return true;
}

bool exchange_name_id(Arena *arena, const ExchangeName *name, Str *ret_id) {
    Str parts[EXCHANGE_PARTS_MAX];
    const size_t count = parts_of(name, parts);
    Buf out = buf_new(arena, ID_TEXT_MAX);
    for (size_t i = 0; i < count; i++) {
        if (!exchange_code_is_fine(parts[i])) return false;
        if (i > 0) buf_char(&out, '/');
        buf_add(&out, parts[i]);
    }
    return count >= EXCHANGE_PARTS_MIN && buf_done(&out, ret_id) == OK;
}

bool exchange_id_split(Str id, ExchangeName *ret_name) {
    Str parts[EXCHANGE_PARTS_MAX] = { 0 };
    size_t count = 0;
    for (Str rest = id; rest.at != NULL; count++) {
        const Str part = str_cut(&rest, '/');
        if (count == EXCHANGE_PARTS_MAX || !exchange_code_is_fine(part)) return false;
        parts[count] = part;
    }
    if (count < EXCHANGE_PARTS_MIN) return false;
    *ret_name = (ExchangeName){ parts[0], parts[1], parts[2], parts[3], parts[4] };
    return true;
}
