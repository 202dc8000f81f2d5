/* tests/fuzz/fuzz_text - text made clean, folded for search and keyed for sorting. The input is up to three texts with
 * a NUL between. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/text.h"
#include "tests/fuzz/fuzz.h"

#include <utf8proc.h>

enum { LETTERS_MAX = 600, TEXTS = 3, DIGITS_SURE = 18 };

static Str mapped(Arena *arena, Str text, utf8proc_option_t options) {
    char *at = arena_alloc(arena, text.len * 36 + 1); /* the longest decomposition is 18 code points */
    const utf8proc_ssize_t room = (utf8proc_ssize_t)(text.len * 9);
    utf8proc_int32_t *points = arena_alloc(arena, (size_t)room * sizeof *points + sizeof *points);
    const utf8proc_ssize_t count =
        utf8proc_decompose((const utf8proc_uint8_t *)text.at, (utf8proc_ssize_t)text.len, points, room, options);
    MUST(count >= 0 && count <= room);
    size_t used = 0;
    for (utf8proc_ssize_t i = 0; i < count; i++)
        used += (size_t)utf8proc_encode_char(points[i], (utf8proc_uint8_t *)at + used);
    return (Str){ at, used };
}

static Str decomposed(Arena *arena, Str text) {
    return mapped(arena, text, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE);
}

/* Latin letters with all marks of Vietnamese: for other scripts Unicode's own tables depend on the form. */
static bool is_latin(Str text) {
    for (size_t i = 0; i < text.len;) {
        utf8proc_int32_t c;
        i += (size_t)utf8proc_iterate((const utf8proc_uint8_t *)text.at + i, (utf8proc_ssize_t)(text.len - i), &c);
        if (c >= 0x370 && (c < 0x1E00 || c > 0x1EFF)) return false;
    }
    return true;
}

/* ---- clean ---- */

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool check_clean(Arena *arena, Str raw, bool lines_allowed, Str *ret_clean) {
    Str again;
    const TextFlaw flaw = text_clean(arena, raw, lines_allowed, ret_clean);
    if (!utf8_is_valid(raw)) MUST(flaw != TEXT_FINE);
    if (flaw == TEXT_NOT_UTF8) MUST(!utf8_is_valid(raw));
    if (flaw != TEXT_FINE) return false;
    const Str clean = *ret_clean;
    MUST(utf8_is_valid(clean));
    MUST(clean.len == 0 || (!is_blank(clean.at[0]) && !is_blank(clean.at[clean.len - 1])));
    for (size_t i = 0; i < clean.len; i++) {
        const unsigned char c = (unsigned char)clean.at[i];
        MUST((c >= ' ' && c != 0x7F) || (c == '\n' && lines_allowed));
    }
    MUST(text_clean(arena, clean, lines_allowed, &again) == TEXT_FINE && str_equal(clean, again));
    /* composed or not, it is the same text */
    MUST(text_clean(arena, decomposed(arena, clean), lines_allowed, &again) == TEXT_FINE && str_equal(clean, again));
    return true;
}

/* ---- fold ---- */

static void check_fold(Arena *arena, Str clean) {
    const Str folded = text_fold(arena, clean);
    MUST(utf8_is_valid(folded));
    MUST(str_equal(folded, text_fold(arena, folded)));
    if (is_latin(clean)) MUST(str_equal(folded, text_fold(arena, decomposed(arena, clean))));
    MUST(str_equal(folded, text_fold(arena, str_lower(arena, clean))));
    for (size_t i = 0; i < folded.len; i++) {
        MUST(folded.at[i] < 'A' || folded.at[i] > 'Z');
        MUST(!is_blank(folded.at[i]) || (i > 0 && i + 1 < folded.len && !is_blank(folded.at[i + 1])));
    }
}

/* ---- sort ---- */

static int order_of(Arena *arena, Str a, Str b) {
    const int order = str_compare(text_sort_key(arena, a), text_sort_key(arena, b));
    return (order > 0) - (order < 0);
}

static bool is_tone(const char *at, size_t left) {
    static const char *const tones[] = { "\xCC\x80", "\xCC\x81", "\xCC\x83", "\xCC\x89", "\xCC\xA3" };
    for (size_t i = 0; i < COUNT(tones); i++) {
        if (left >= 2 && memcmp(at, tones[i], 2) == 0) return true;
    }
    return false;
}

/* A tone that stands on no letter is a letter itself. */
static bool has_loose_tone(Arena *arena, Str text) {
    const Str apart = decomposed(arena, text);
    for (size_t i = 0; i < apart.len; i++) {
        const bool stands_on_none = i == 0 || (apart.at[i - 1] >= '0' && apart.at[i - 1] <= '9');
        if (stands_on_none && is_tone(apart.at + i, apart.len - i)) return true;
    }
    return false;
}

static Str toneless(Arena *arena, Str text) {
    const Str apart = decomposed(arena, text);
    char *at = arena_alloc(arena, apart.len + 1);
    size_t used = 0;
    for (size_t i = 0; i < apart.len; i++) {
        if (is_tone(apart.at + i, apart.len - i))
            i++;
        else
            at[used++] = apart.at[i];
    }
    return (Str){ at, used };
}

static void check_key(Arena *arena, Str text) {
    const Str key = text_sort_key(arena, text);
    MUST(utf8_is_valid(key));
    if (is_latin(text)) MUST(str_equal(key, text_sort_key(arena, decomposed(arena, text))));
    MUST(str_equal(key, text_sort_key(arena, str_lower(arena, text))));
}

/* What is longer comes after its own beginning: "Nhóm" before "Nhóm 1". */
static void check_longer(Arena *arena, Str text, Str tail) {
    const Str longer = str_format(arena, "%.*s %.*s", STR_FMT(text), STR_FMT(tail));
    MUST(order_of(arena, text, longer) < 0);
}

/* Tones decide only between texts that are alike without them. */
static void check_tones(Arena *arena, Str a, Str b) {
    if (has_loose_tone(arena, a) || has_loose_tone(arena, b)) return;
    const int without = order_of(arena, toneless(arena, a), toneless(arena, b));
    if (without != 0) MUST(order_of(arena, a, b) == without);
}

static bool is_number(Str text, int64_t *ret_number) {
    return text.len > 0 && text.len <= DIGITS_SURE && text.at[0] != '-' &&
           str_to_int(text, 0, INT64_MAX, ret_number) == OK;
}

static void check_numbers(Arena *arena, Str start, Str a, Str b) {
    int64_t x, y;
    if (!is_number(a, &x) || !is_number(b, &y)) return;
    const Str first = str_format(arena, "%.*s %.*s", STR_FMT(start), STR_FMT(a));
    const Str second = str_format(arena, "%.*s %.*s", STR_FMT(start), STR_FMT(b));
    MUST(order_of(arena, first, second) == (x > y) - (x < y));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    Str rest = fuzz_input(data, size), clean[TEXTS];
    bool is_fine[TEXTS] = { false };
    for (size_t i = 0; i < TEXTS && rest.at != NULL; i++) {
        const Str raw = str_cut(&rest, '\0');
        (void)check_clean(cx.arena, raw, true, &clean[i]);
        is_fine[i] = raw.len <= LETTERS_MAX && check_clean(cx.arena, raw, false, &clean[i]) && clean[i].len > 0;
        if (!is_fine[i]) continue;
        check_fold(cx.arena, clean[i]);
        check_key(cx.arena, clean[i]);
    }
    if (is_fine[0] && is_fine[1]) {
        check_longer(cx.arena, clean[0], clean[1]);
        check_tones(cx.arena, clean[0], clean[1]);
    }
    if (is_fine[0] && is_fine[1] && is_fine[2]) check_numbers(cx.arena, clean[0], clean[1], clean[2]);
    fuzz_end(&cx);
    return 0;
}
