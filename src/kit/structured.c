/* kit/structured - see structured.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/structured.h"

#include "kit/crypto.h"

#include <inttypes.h>

enum {
    INTEGER_DIGITS_MAX = 15,
    WHOLE_DIGITS_MAX = 12,
    FRACTION_DIGITS_MAX = 3,
    THOUSAND = 1000,
    DECIMAL_BASE = 10,
    SEXTET = 6,
    OCTET = 8,
    OCTET_MASK = 255,
    GROUP = 4
};

#define INTEGER_MAX INT64_C(999999999999999)

/* ---- letters ---- */

static bool is_small(char c) {
    return c >= 'a' && c <= 'z';
}

static bool is_letter(char c) {
    return is_small(c) || (c >= 'A' && c <= 'Z');
}

static bool is_key_letter(char c) {
    return is_small(c) || is_digit(c) || c == '_' || c == '-' || c == '.' || c == '*';
}

static bool is_token_letter(char c) {
    return is_letter(c) || is_digit(c) || (c != '\0' && strchr("!#$%&'*+-.^_`|~:/", c) != NULL);
}

static bool is_printable(char c) {
    return c >= ' ' && c <= '~';
}

/* ---- reading ---- */

typedef struct Reader {
    Arena *arena;
    Str rest;
} Reader;

/* '\0' at the end, which no rule below takes for a letter. */
static char next_of(const Reader *reader) {
    return reader->rest.len == 0 ? '\0' : reader->rest.at[0];
}

static Str take(Reader *reader, size_t count) {
    const Str taken = str_part(reader->rest, 0, count);
    reader->rest = str_part(reader->rest, count, reader->rest.len);
    return taken;
}

static bool took(Reader *reader, char wanted) {
    if (reader->rest.len == 0 || reader->rest.at[0] != wanted) return false;
    (void)take(reader, 1);
    return true;
}

static Str take_while(Reader *reader, bool (*is_one)(char)) {
    size_t count = 0;
    while (count < reader->rest.len && is_one(reader->rest.at[count])) count++;
    return take(reader, count);
}

static bool is_blank(char c) {
    return c == ' ';
}

static bool is_blank_or_tab(char c) {
    return c == ' ' || c == '\t';
}

static bool read_key(Reader *reader, Str *ret_key) {
    if (!is_small(next_of(reader)) && next_of(reader) != '*') return false;
    *ret_key = take_while(reader, is_key_letter);
    return true;
}

static int64_t number_of(Str digits) {
    int64_t number = 0;
    for (size_t i = 0; i < digits.len; i++) number = number * DECIMAL_BASE + (digits.at[i] - '0');
    return number;
}

static bool read_number(Reader *reader, Bare *ret_bare) {
    const int64_t sign = took(reader, '-') ? -1 : 1;
    const Str whole = take_while(reader, is_digit);
    if (whole.len == 0 || whole.len > INTEGER_DIGITS_MAX) return false;
    if (!took(reader, '.')) {
        *ret_bare = (Bare){ .kind = BARE_INTEGER, .number = sign * number_of(whole) };
        return true;
    }
    const Str fraction = take_while(reader, is_digit);
    if (whole.len > WHOLE_DIGITS_MAX || fraction.len == 0 || fraction.len > FRACTION_DIGITS_MAX) return false;
    int64_t thousandths = number_of(fraction);
    for (size_t i = fraction.len; i < FRACTION_DIGITS_MAX; i++) thousandths *= DECIMAL_BASE;
    *ret_bare = (Bare){ .kind = BARE_DECIMAL, .number = sign * (number_of(whole) * THOUSAND + thousandths) };
    return true;
}

/* A backslash stands before a quote or another one, nowhere else. */
static bool read_string(Reader *reader, Bare *ret_bare) {
    (void)take(reader, 1);
    size_t end = 0;
    bool has_marks = false;
    for (; end < reader->rest.len && reader->rest.at[end] != '"'; end++) {
        if (!is_printable(reader->rest.at[end])) return false;
        if (reader->rest.at[end] != '\\') continue;
        has_marks = true;
        end++;
        if (end == reader->rest.len || (reader->rest.at[end] != '"' && reader->rest.at[end] != '\\')) return false;
    }
    if (end == reader->rest.len) return false;
    const Str inside = take(reader, end);
    (void)take(reader, 1);
    *ret_bare = (Bare){ .kind = BARE_STRING, .text = inside };
    if (!has_marks) return true;
    char *at = arena_alloc(reader->arena, inside.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < inside.len; i++) {
        if (inside.at[i] == '\\') i++;
        at[len++] = inside.at[i];
    }
    ret_bare->text = (Str){ at, len };
    return true;
}

/* Which sextet a letter of base64 stands for; -1: none. */
static int sextet_of(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (is_small(c)) return c - 'a' + 26;
    if (is_digit(c)) return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* The standard takes what lacks its padding and has bits left over, so the strict readers of kit/crypto are of no use.
 */
static bool read_bytes(Reader *reader, Bare *ret_bare) {
    (void)take(reader, 1);
    const char *end = memchr(reader->rest.at, ':', reader->rest.len);
    if (end == NULL) return false;
    Str letters = take(reader, (size_t)(end - reader->rest.at));
    (void)take(reader, 1);
    const size_t whole = letters.len;
    while (letters.len > 0 && letters.at[letters.len - 1] == '=') letters.len--;
    const size_t padding = whole - letters.len, over = letters.len % GROUP;
    if (over == 1 || (padding > 0 && (whole % GROUP != 0 || padding > 2))) return false;
    char *at = arena_alloc(reader->arena, letters.len + 1);
    size_t len = 0;
    unsigned bits = 0, count = 0;
    for (size_t i = 0; i < letters.len; i++) {
        const int sextet = sextet_of(letters.at[i]);
        if (sextet < 0) return false;
        bits = (bits << SEXTET | (unsigned)sextet) & 0xFFFF;
        count += SEXTET;
        if (count < OCTET) continue;
        count -= OCTET;
        at[len++] = (char)(bits >> count & OCTET_MASK);
    }
    *ret_bare = (Bare){ .kind = BARE_BYTES, .text = { at, len } };
    return true;
}

static bool read_bare(Reader *reader, Bare *ret_bare) {
    const char first = next_of(reader);
    if (first == '-' || is_digit(first)) return read_number(reader, ret_bare);
    if (first == '"') return read_string(reader, ret_bare);
    if (first == ':') return read_bytes(reader, ret_bare);
    if (first == '*' || is_letter(first)) {
        *ret_bare = (Bare){ .kind = BARE_TOKEN, .text = take_while(reader, is_token_letter) };
        return true;
    }
    if (first != '?') return false;
    (void)take(reader, 1);
    const Str flag = take(reader, 1);
    *ret_bare = (Bare){ .kind = BARE_BOOLEAN, .number = str_is(flag, "1") };
    return str_is(flag, "0") || str_is(flag, "1");
}

static bool read_parameters(Reader *reader, Parameters *ret_parameters) {
    Parameter *items = NULL;
    size_t count = 0, room = 0;
    while (took(reader, ';')) {
        Parameter one = { .value = { .kind = BARE_BOOLEAN, .number = 1 } };
        (void)take_while(reader, is_blank);
        if (!read_key(reader, &one.key) || (took(reader, '=') && !read_bare(reader, &one.value))) return false;
        size_t at = 0;
        while (at < count && !str_equal(items[at].key, one.key)) at++;
        if (at == count) {
            if (count == STRUCTURED_PARAMETERS_MAX) return false;
            items = array_grow(reader->arena, items, sizeof *items, count++, &room);
        }
        items[at] = one;
    }
    *ret_parameters = (Parameters){ items, count };
    return !arena_spent(reader->arena);
}

static bool read_item(Reader *reader, BareItem *ret_item) {
    return read_bare(reader, &ret_item->value) && read_parameters(reader, &ret_item->parameters);
}

static bool read_inner(Reader *reader, Member *ret_member) {
    BareItem *items = NULL;
    size_t count = 0, room = 0;
    (void)take(reader, 1);
    (void)take_while(reader, is_blank);
    while (!took(reader, ')')) {
        if (count == STRUCTURED_INNER_MAX) return false;
        items = array_grow(reader->arena, items, sizeof *items, count, &room);
        if (!read_item(reader, &items[count++])) return false;
        if (next_of(reader) != ')' && next_of(reader) != ' ') return false;
        (void)take_while(reader, is_blank);
    }
    *ret_member = (Member){ .key = ret_member->key, .is_inner = true, .items = items, .count = count };
    return read_parameters(reader, &ret_member->parameters);
}

static bool read_value(Reader *reader, Member *ret_member) {
    if (next_of(reader) == '(') return read_inner(reader, ret_member);
    BareItem *item = NEW(reader->arena, BareItem);
    ret_member->items = item;
    ret_member->count = 1;
    return read_item(reader, item);
}

/* Of a dictionary: a key alone stands for true. */
static bool read_keyed(Reader *reader, Member *ret_member) {
    if (!read_key(reader, &ret_member->key)) return false;
    if (took(reader, '=')) return read_value(reader, ret_member);
    BareItem *item = NEW(reader->arena, BareItem);
    item->value = (Bare){ .kind = BARE_BOOLEAN, .number = 1 };
    ret_member->items = item;
    ret_member->count = 1;
    return read_parameters(reader, &item->parameters);
}

static size_t place_of(const Member *items, size_t count, Str key) {
    size_t at = 0;
    while (at < count && !str_equal(items[at].key, key)) at++;
    return at;
}

static bool read_members(Arena *arena, Str text, bool is_keyed, Members *ret_members) {
    Reader reader = { arena, text };
    Member *items = NULL;
    size_t count = 0, room = 0;
    if (text.len > STRUCTURED_BYTES_MAX) return false;
    (void)take_while(&reader, is_blank);
    while (reader.rest.len > 0) {
        Member one = { 0 };
        if (is_keyed ? !read_keyed(&reader, &one) : !read_value(&reader, &one)) return false;
        const size_t at = is_keyed ? place_of(items, count, one.key) : count;
        if (at == STRUCTURED_MEMBERS_MAX) return false;
        if (at == count) items = array_grow(arena, items, sizeof *items, count++, &room);
        items[at] = one;
        (void)take_while(&reader, is_blank_or_tab);
        if (reader.rest.len == 0) break;
        if (!took(&reader, ',')) return false;
        (void)take_while(&reader, is_blank_or_tab);
        if (reader.rest.len == 0) return false;
    }
    *ret_members = (Members){ items, count };
    return true;
}

bool structured_dictionary(Arena *arena, Str text, Members *ret_members) {
    return read_members(arena, text, true, ret_members);
}

bool structured_list(Arena *arena, Str text, Members *ret_members) {
    return read_members(arena, text, false, ret_members);
}

bool structured_item(Arena *arena, Str text, BareItem *ret_item) {
    Reader reader = { arena, text };
    if (text.len > STRUCTURED_BYTES_MAX) return false;
    (void)take_while(&reader, is_blank);
    if (!read_item(&reader, ret_item)) return false;
    (void)take_while(&reader, is_blank);
    return reader.rest.len == 0;
}

const Member *structured_member(const Members *dictionary, Str key) {
    const size_t at = place_of(dictionary->items, dictionary->count, key);
    return at < dictionary->count ? &dictionary->items[at] : NULL;
}

const Bare *structured_parameter(const Parameters *parameters, Str key) {
    for (size_t i = 0; i < parameters->count; i++) {
        if (str_equal(parameters->items[i].key, key)) return &parameters->items[i].value;
    }
    return NULL;
}

/* ---- writing ---- */

static bool is_all(Str text, bool (*is_one)(char)) {
    for (size_t i = 0; i < text.len; i++) {
        if (!is_one(text.at[i])) return false;
    }
    return true;
}

static bool write_key(Buf *out, Str key) {
    buf_add(out, key);
    return key.len > 0 && (is_small(key.at[0]) || key.at[0] == '*') && is_all(key, is_key_letter);
}

static bool write_decimal(Buf *out, int64_t thousandths) {
    const bool is_fit = thousandths >= -INTEGER_MAX && thousandths <= INTEGER_MAX;
    const int64_t size = !is_fit ? 0 : thousandths < 0 ? -thousandths : thousandths;
    char fraction[FRACTION_DIGITS_MAX + 1];
    (void)snprintf(fraction, sizeof fraction, "%03d", (int)(size % THOUSAND));
    size_t len = FRACTION_DIGITS_MAX;
    while (len > 1 && fraction[len - 1] == '0') len--;
    buf_addf(out, "%s%" PRId64 ".%.*s", thousandths < 0 ? "-" : "", size / THOUSAND, (int)len, fraction);
    return is_fit;
}

static bool write_string(Buf *out, Str text) {
    buf_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"' || text.at[i] == '\\') buf_char(out, '\\');
        buf_char(out, text.at[i]);
    }
    buf_char(out, '"');
    return is_all(text, is_printable);
}

static bool write_bare(Buf *out, const Bare *bare) {
    switch (bare->kind) {
    case BARE_INTEGER: buf_int(out, bare->number); return bare->number >= -INTEGER_MAX && bare->number <= INTEGER_MAX;
    case BARE_DECIMAL: return write_decimal(out, bare->number);
    case BARE_STRING: return write_string(out, bare->text);
    case BARE_TOKEN:
        buf_add(out, bare->text);
        return bare->text.len > 0 && (is_letter(bare->text.at[0]) || bare->text.at[0] == '*') &&
               is_all(bare->text, is_token_letter);
    case BARE_BYTES:
        buf_char(out, ':');
        buf_add(out, base64_text(out->arena, bare->text.at, bare->text.len));
        buf_char(out, ':');
        return true;
    case BARE_BOOLEAN: buf_add(out, bare->number != 0 ? S("?1") : S("?0")); return true;
    }
    return false;
}

static bool is_true(const Bare *bare) {
    return bare->kind == BARE_BOOLEAN && bare->number != 0;
}

static bool write_parameters(Buf *out, const Parameters *parameters) {
    bool is_fit = true;
    for (size_t i = 0; i < parameters->count; i++) {
        const Parameter *one = &parameters->items[i];
        buf_char(out, ';');
        is_fit = write_key(out, one->key) && is_fit;
        if (is_true(&one->value)) continue;
        buf_char(out, '=');
        is_fit = write_bare(out, &one->value) && is_fit;
    }
    return is_fit;
}

static bool write_item(Buf *out, const BareItem *item) {
    return write_bare(out, &item->value) && write_parameters(out, &item->parameters);
}

static bool write_member(Buf *out, const Member *member) {
    bool is_fit = true;
    if (!member->is_inner) return member->count == 1 && write_item(out, &member->items[0]);
    buf_char(out, '(');
    for (size_t i = 0; i < member->count; i++) {
        if (i > 0) buf_char(out, ' ');
        is_fit = write_item(out, &member->items[i]) && is_fit;
    }
    buf_char(out, ')');
    return write_parameters(out, &member->parameters) && is_fit;
}

static bool write_keyed(Buf *out, const Member *member) {
    if (!write_key(out, member->key)) return false;
    if (!member->is_inner && member->count == 1 && is_true(&member->items[0].value))
        return write_parameters(out, &member->items[0].parameters);
    buf_char(out, '=');
    return write_member(out, member);
}

static Buf new_text(Arena *arena) {
    return buf_new(arena, (size_t)2 * STRUCTURED_BYTES_MAX); /* blanks and padding may have been left out */
}

static bool end_text(const Buf *out, bool is_fit, Str *ret_text) {
    return is_fit && buf_done(out, ret_text) == OK;
}

static bool write_members(Arena *arena, const Members *members, bool (*write_one)(Buf *, const Member *),
                          Str *ret_text) {
    Buf out = new_text(arena);
    bool is_fit = true;
    for (size_t i = 0; i < members->count && is_fit; i++) {
        if (i > 0) buf_add(&out, S(", "));
        is_fit = write_one(&out, &members->items[i]);
    }
    return end_text(&out, is_fit, ret_text);
}

bool structured_dictionary_text(Arena *arena, const Members *members, Str *ret_text) {
    return write_members(arena, members, write_keyed, ret_text);
}

bool structured_list_text(Arena *arena, const Members *members, Str *ret_text) {
    return write_members(arena, members, write_member, ret_text);
}

bool structured_item_text(Arena *arena, const BareItem *item, Str *ret_text) {
    Buf out = new_text(arena);
    const bool is_fit = write_item(&out, item);
    return end_text(&out, is_fit, ret_text);
}

bool structured_member_text(Arena *arena, const Member *member, Str *ret_text) {
    Buf out = new_text(arena);
    const bool is_fit = write_member(&out, member);
    return end_text(&out, is_fit, ret_text);
}
