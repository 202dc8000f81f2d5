/* kit/text - see text.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/text.h"

#include <string.h>
#include <utf8proc.h>

enum { SORT_BYTES_MAX = 4096, NUMBER_DIGITS_MAX = 999, MARKS_MAX = 30 };

/* Marks that stay apart after full decomposition. */
enum { MARK_GRAVE = 0x300, MARK_ACUTE, MARK_CIRCUMFLEX, MARK_TILDE, MARK_BREVE = 0x306, MARK_HOOK = 0x309,
       MARK_HORN = 0x31B, MARK_DOT = 0x323 };

static bool is_ascii(Str text) {
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.at[i] >= 0x80) return false;
    }
    return true;
}

static bool is_bad(utf8proc_int32_t c, bool lines_allowed) {
    if (c == '\n' || c == '\r' || c == '\t') return !lines_allowed;
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return true;
    const bool turns_direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x061C ||
                                 c == 0x200E || c == 0x200F; /* Bidi_Control of Unicode */
    const bool hides = c == 0xFEFF || c == 0x200B || c == 0xFFFE || c == 0xFFFF;
    return turns_direction || hides;
}

static TextFlaw find_flaw(Str text, bool lines_allowed) {
    for (size_t i = 0; i < text.len;) {
        utf8proc_int32_t c;
        const utf8proc_ssize_t step =
            utf8proc_iterate((const utf8proc_uint8_t *)text.at + i, (utf8proc_ssize_t)(text.len - i), &c);
        if (step <= 0) return TEXT_NOT_UTF8;
        if (is_bad(c, lines_allowed)) return TEXT_CONTROLS;
        i += (size_t)step;
    }
    return TEXT_FINE;
}

/* What utf8proc makes is copied into the arena at once. */
static Str map_text(Arena *arena, Str text, utf8proc_option_t options) {
    utf8proc_uint8_t *mapped = NULL;
    const utf8proc_ssize_t length =
        utf8proc_map((const utf8proc_uint8_t *)text.at, (utf8proc_ssize_t)text.len, &mapped, options);
    MUST(length >= 0); /* the text was checked before */
    const Str copy = str_copy(arena, (Str){ (const char *)mapped, (size_t)length });
    free(mapped);
    return copy;
}

/* \r\n and \r become \n; a tab becomes a blank. */
static Str plain_lines(Arena *arena, Str text) {
    char *at = arena_alloc(arena, text.len + 1);
    size_t used = 0;
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.at[i];
        if (c == '\r' && i + 1 < text.len && text.at[i + 1] == '\n') continue;
        at[used++] = c == '\r' ? '\n' : c == '\t' ? ' ' : c;
    }
    return (Str){ at, used };
}

TextFlaw text_clean(Arena *arena, Str raw, bool lines_allowed, Str *ret_clean) {
    Str text = str_trim(raw);
    const TextFlaw flaw = find_flaw(text, lines_allowed);
    if (flaw != TEXT_FINE) return flaw;
    const bool is_own = !is_ascii(text); /* copied into the arena by what follows */
    if (is_own) text = map_text(arena, text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    const bool has_lines = lines_allowed && text.len > 0 &&
                           (memchr(text.at, '\r', text.len) != NULL || memchr(text.at, '\t', text.len) != NULL);
    *ret_clean = has_lines ? plain_lines(arena, text) : is_own ? text : str_copy(arena, text);
    return TEXT_FINE;
}

Str text_mended(Arena *arena, Str raw) {
    const Str valid = utf8_mended(arena, raw);
    char *at = arena_alloc(arena, valid.len + 1);
    size_t used = 0, marks = 0;
    for (size_t i = 0; i < valid.len;) {
        utf8proc_int32_t c;
        const utf8proc_ssize_t step =
            utf8proc_iterate((const utf8proc_uint8_t *)valid.at + i, (utf8proc_ssize_t)(valid.len - i), &c);
        MUST(step > 0);
        marks = utf8proc_get_property(c)->combining_class != 0 ? marks + 1 : 0;
        if (utf8proc_category(c) == UTF8PROC_CATEGORY_ZS) {
            at[used++] = ' ';
        } else if (!is_bad(c, true) && marks <= MARKS_MAX) {
            memcpy(at + used, valid.at + i, (size_t)step);
            used += (size_t)step;
        }
        i += (size_t)step;
    }
    const Str text = { at, used };
    return is_ascii(text) ? text : map_text(arena, text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

/* đ has no decomposition: it is turned by hand, in place (2 bytes become 1). */
static Str plain_d(Arena *arena, Str folded) {
    char *at = arena_alloc(arena, folded.len + 1);
    size_t used = 0;
    bool after_blank = true;
    for (size_t i = 0; i < folded.len; i++) {
        const unsigned char c = (unsigned char)folded.at[i];
        const bool is_d = c == 0xC4 && i + 1 < folded.len && (unsigned char)folded.at[i + 1] == 0x91;
        const bool is_blank = c <= ' ';
        if (is_blank && after_blank) continue;
        at[used++] = is_d ? 'd' : is_blank ? ' ' : (char)c;
        if (is_d) i++;
        after_blank = is_blank;
    }
    while (used > 0 && at[used - 1] == ' ') used--;
    return (Str){ at, used };
}

Str text_fold(Arena *arena, Str clean) {
    const Str folded = map_text(arena, clean,
                                UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK |
                                    UTF8PROC_CASEFOLD);
    return plain_d(arena, folded);
}

size_t text_fold_letter(Str clean, char ret_folded[TEXT_FOLDED_MAX], size_t *ret_step) {
    enum { PARTS_MAX = 24, LETTER_BYTES = 4 };
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK |
                                      UTF8PROC_CASEFOLD;
    utf8proc_int32_t c, parts[PARTS_MAX];
    int boundary = 0;
    size_t used = 0;
    const utf8proc_ssize_t step =
        utf8proc_iterate((const utf8proc_uint8_t *)clean.at, (utf8proc_ssize_t)clean.len, &c);
    MUST(step > 0); /* the text was checked before */
    *ret_step = (size_t)step;
    if (c < 0x80) {
        ret_folded[0] = c <= ' ' ? ' ' : (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        return 1;
    }
    if (c == 0x110 || c == 0x111) {
        ret_folded[0] = 'd';
        return 1;
    }
    const utf8proc_ssize_t count = utf8proc_decompose_char(c, parts, PARTS_MAX, options, &boundary);
    for (utf8proc_ssize_t i = 0; i < count && i < PARTS_MAX && used + LETTER_BYTES <= TEXT_FOLDED_MAX; i++)
        used += (size_t)utf8proc_encode_char(parts[i], (utf8proc_uint8_t *)ret_folded + used);
    return used;
}

bool text_begins_large(Str clean) {
    utf8proc_int32_t c;
    if (clean.len == 0) return false;
    const utf8proc_ssize_t step =
        utf8proc_iterate((const utf8proc_uint8_t *)clean.at, (utf8proc_ssize_t)clean.len, &c);
    return step > 0 && utf8proc_category(c) == UTF8PROC_CATEGORY_LU;
}

void text_count_case(Str clean, size_t *ret_large, size_t *ret_small) {
    *ret_large = *ret_small = 0;
    for (size_t i = 0; i < clean.len;) {
        utf8proc_int32_t c;
        const utf8proc_ssize_t step =
            utf8proc_iterate((const utf8proc_uint8_t *)clean.at + i, (utf8proc_ssize_t)(clean.len - i), &c);
        if (step <= 0) return;
        const utf8proc_category_t category = utf8proc_category(c);
        *ret_large += category == UTF8PROC_CATEGORY_LU ? 1 : 0;
        *ret_small += category == UTF8PROC_CATEGORY_LL ? 1 : 0;
        i += (size_t)step;
    }
}

static Str map_letters(Arena *arena, Str clean, utf8proc_int32_t (*change)(utf8proc_int32_t)) {
    const size_t longest = 4;
    Buf out = buf_new(arena, clean.len * 2 + longest);
    for (size_t i = 0; i < clean.len;) {
        utf8proc_int32_t c;
        utf8proc_uint8_t bytes[4];
        const utf8proc_ssize_t step =
            utf8proc_iterate((const utf8proc_uint8_t *)clean.at + i, (utf8proc_ssize_t)(clean.len - i), &c);
        MUST(step > 0); /* the text was checked before */
        const utf8proc_ssize_t length = utf8proc_encode_char(change(c), bytes);
        buf_add(&out, (Str){ (const char *)bytes, (size_t)length });
        i += (size_t)step;
    }
    return (Str){ out.at, out.len };
}

Str text_upper(Arena *arena, Str clean) {
    return map_letters(arena, clean, utf8proc_toupper);
}

Str text_lower(Arena *arena, Str clean) {
    return map_letters(arena, clean, utf8proc_tolower);
}

static char tone_weight(utf8proc_int32_t mark) {
    switch (mark) {
    case MARK_GRAVE: return '2';
    case MARK_HOOK: return '3';
    case MARK_TILDE: return '4';
    case MARK_ACUTE: return '5';
    case MARK_DOT: return '6';
    default: return '\0';
    }
}

/* Letters are followed by '1' (plain), '2' (ă ê ô ơ... see below) or '3', so that a < ă < â, o < ô < ơ, u < ư. */
static char shape_weight(utf8proc_int32_t base, utf8proc_int32_t mark) {
    if (mark == MARK_BREVE) return '2';
    if (mark == MARK_HORN) return base == 'o' ? '3' : '2';
    if (mark == MARK_CIRCUMFLEX) return base == 'a' ? '3' : '2';
    return '\0';
}

/* Letters are gathered into `letters`, their tones into `tones`; one tone digit a letter. */
static void add_letter(Buf *letters, Buf *tones, utf8proc_int32_t c, char shape, char tone) {
    if (c == 0x111) {
        c = 'd';
        shape = '2';
    }
    utf8proc_uint8_t bytes[4];
    const utf8proc_ssize_t length = utf8proc_encode_char(c, bytes);
    buf_add(letters, (Str){ (const char *)bytes, (size_t)length });
    if (c >= 'a' && c <= 'z') buf_char(letters, shape);
    buf_char(tones, tone);
}

/* A number is led by how many digits it has, so that 9 comes before 10; gives where it ends. */
static size_t add_number(Buf *letters, Str text, size_t at) {
    while (at + 1 < text.len && text.at[at] == '0' && text.at[at + 1] >= '0' && text.at[at + 1] <= '9') at++;
    size_t end = at;
    while (end < text.len && text.at[end] >= '0' && text.at[end] <= '9') end++;
    buf_addf(letters, "%03zu", end - at > NUMBER_DIGITS_MAX ? NUMBER_DIGITS_MAX : end - at);
    buf_add(letters, str_part(text, at, end - at));
    return end;
}

Str text_sort_key(Arena *arena, Str clean) {
    const Str plain = map_text(arena, clean, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD);
    Buf letters = buf_new(arena, SORT_BYTES_MAX), tones = buf_new(arena, SORT_BYTES_MAX);
    for (size_t i = 0; i < plain.len;) {
        utf8proc_int32_t c, mark;
        i += (size_t)utf8proc_iterate((const utf8proc_uint8_t *)plain.at + i, (utf8proc_ssize_t)(plain.len - i), &c);
        if (c >= '0' && c <= '9') {
            i = add_number(&letters, plain, i - 1);
            continue;
        }
        char shape = '1', tone = '1';
        while (i < plain.len) {
            const utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)plain.at + i,
                                                           (utf8proc_ssize_t)(plain.len - i), &mark);
            const char as_shape = shape_weight(c, mark), as_tone = tone_weight(mark);
            if (as_shape == '\0' && as_tone == '\0') break;
            if (as_shape != '\0') shape = as_shape;
            if (as_tone != '\0') tone = as_tone;
            i += (size_t)step;
        }
        add_letter(&letters, &tones, c, shape, tone);
    }
    buf_char(&letters, '\x01'); /* below every letter, so that a text comes before what is longer */
    buf_add(&letters, (Str){ tones.len == 0 ? "" : tones.at, tones.len });
    return (Str){ letters.at, letters.len };
}
