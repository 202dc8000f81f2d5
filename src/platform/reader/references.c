/* platform/reader/references - see references.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/references.h"

#include "base/clock.h"

#include <string.h>

enum { NUMBER_BYTES_MAX = 40, DAY_WITHIN = 14, LAW_NAME_MAX = 160 };

static size_t skip(Str text, size_t at, const char *signs) {
    while (at < text.len && strchr(signs, text.at[at]) != NULL) at++;
    return at;
}

static bool has_at(Str text, size_t at, const char *words) {
    const size_t len = strlen(words);
    return at + len <= text.len && memcmp(text.at + at, words, len) == 0;
}

static int64_t number_at(Str text, size_t *at, size_t digits_max) {
    int64_t number = 0;
    size_t digits = 0;
    while (*at < text.len && is_digit(text.at[*at]) && digits < digits_max)
        number = number * 10 + (text.at[(*at)++] - '0'), digits++;
    return digits == 0 || (*at < text.len && is_digit(text.at[*at])) ? -1 : number;
}

Day reference_day(Str folded, size_t at, size_t *ret_end) {
    size_t end = skip(folded, at, " ,");
    if (has_at(folded, end, "ngai")) end = skip(folded, end + 4, " ");
    const int64_t day = number_at(folded, &end, 2);
    if (day < 0 || end >= folded.len) return (Day){ 0 };
    const bool is_spoken = has_at(folded, skip(folded, end, " "), "thang");
    end = is_spoken ? skip(folded, skip(folded, end, " ") + 5, " ") : skip(folded, end, " /-.");
    const int64_t month = number_at(folded, &end, 2);
    if (month < 0) return (Day){ 0 };
    end = skip(folded, end, is_spoken ? " ," : " /-.");
    if (has_at(folded, end, "nam")) end = skip(folded, end + 3, " ");
    const int64_t year = number_at(folded, &end, 4);
    *ret_end = end;
    return year < 1900 ? (Day){ 0 } : day_make(year, month, day);
}

/* Digits, then '/' or '-', then letters: "1539/qd-ubnd", "72/2025/qh15", "110/kh - ubnd". The end, or `at`. */
static size_t number_end(Str text, size_t at) {
    size_t end = at, letters = 0, signs = 0;
    if (at >= text.len || !is_digit(text.at[at])) return at;
    while (end < text.len && end - at < NUMBER_BYTES_MAX) {
        const char c = text.at[end];
        if (folded_is_word(c) || c == '&') {
            letters += is_digit(c) ? 0 : 1;
            end++;
            continue;
        }
        const size_t next = skip(text, end, " ");
        const bool joins = next < text.len && (text.at[next] == '-' || text.at[next] == '/');
        if (!joins) break;
        const size_t behind = skip(text, next + 1, " ");
        if (behind >= text.len || !folded_is_word(text.at[behind])) break;
        if (next > end && signs == 0) break; /* "110/KH - UBND" is one, "5 - 6" none */
        signs++;
        end = behind;
    }
    return signs > 0 && letters > 0 ? end : at;
}

static Str without_blanks(Arena *arena, Str text) {
    char *at = arena_alloc(arena, text.len + 1);
    size_t used = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] != ' ') at[used++] = text.at[i];
    }
    return (Str){ at, used };
}

/* The words before "số" that say what kind of document it is, back to a sign or a word in small letters... of three at
 * most. */
static Str title_before(const Folded *text, size_t so) {
    static const char *const kinds[] = { "nghi quiet",
                                         "quiet dinh",
                                         "nghi dinh",
                                         "ke hoach",
                                         "chi thi",
                                         "thong tu",
                                         "cong van",
                                         "thong bao",
                                         "ket luan",
                                         "van ban",
                                         "luat",
                                         "chuong trinh",
                                         "to trinh",
                                         "huong dan",
                                         "quii dinh",
                                         "qui dinh",
                                         "bao cao",
                                         "phap lenh",
                                         "chuong trinh hanh dong" };
    size_t best = so;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        const size_t len = strlen(kinds[i]);
        for (size_t back = so > LAW_NAME_MAX ? so - LAW_NAME_MAX : 0; back + len <= so; back++) {
            const bool is_whole = back == 0 || !folded_is_word(text->text.at[back - 1]);
            if (is_whole && has_at(text->text, back, kinds[i]) && (best == so || back > best)) best = back;
        }
    }
    return best == so ? S("") : str_trim(folded_source(text, best, so));
}

typedef struct ReferenceList {
    Arena *arena;
    Reference *items;
    size_t count, room;
} ReferenceList;

static void add_reference(ReferenceList *list, Reference reference) {
    list->items = array_grow(list->arena, list->items, sizeof *list->items, list->count, &list->room);
    list->items[list->count++] = reference;
}

/* "số 57-NQ/TW ngày ..." */
static size_t take_number(ReferenceList *list, const Folded *text, size_t so) {
    const Str folded = text->text;
    const size_t from = skip(folded, so + 2, " :");
    const size_t end = number_end(folded, from);
    if (end == from) return so + 2;
    size_t behind = end;
    const size_t day_at = skip(folded, end, " ,");
    const Day day = has_at(folded, day_at, "ngai") ? reference_day(folded, day_at, &behind) : (Day){ 0 };
    add_reference(list, (Reference){ .number = without_blanks(list->arena, folded_source(text, from, end)),
                                     .title = title_before(text, so),
                                     .issued_on = day,
                                     .from = so,
                                     .to = behind > end ? behind : end });
    return end;
}

/* "Luật Công nghệ thông tin ngày 29 tháng 6 năm 2006" */
static size_t take_law(ReferenceList *list, const Folded *text, size_t law) {
    const Str folded = text->text;
    for (size_t at = law + 4; at < folded.len && at - law < LAW_NAME_MAX; at++) {
        if (folded.at[at] == ';' || has_at(folded, at, " so ")) break;
        if (!has_at(folded, at, " ngai ")) continue;
        size_t end;
        const Day day = reference_day(folded, at, &end);
        if (day_year(day) == 0) break;
        add_reference(list,
                      (Reference){ .title = folded_source(text, law, at), .issued_on = day, .from = law, .to = end });
        return end;
    }
    return law + 4;
}

size_t references_find(Arena *arena, const Folded *text, const Reference **ret_references) {
    ReferenceList list = { .arena = arena };
    const Str folded = text->text;
    for (size_t at = 0; at < folded.len;) {
        const bool begins = at == 0 || !folded_is_word(folded.at[at - 1]);
        if (begins && (has_at(folded, at, "so ") || has_at(folded, at, "so:")))
            at = take_number(&list, text, at);
        else if (begins && has_at(folded, at, "luat "))
            at = take_law(&list, text, at);
        else
            at++;
    }
    *ret_references = list.items;
    return list.count;
}
