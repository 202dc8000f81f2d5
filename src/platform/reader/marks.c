/* platform/reader/marks - see marks.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/marks.h"

#include "kit/text.h"
#include "platform/reader/folded.h"

#include <string.h>

enum { CAPITALS_MIN = 4, ROMAN_MAX = 8, DIGITS_MAX = 3, HEAD_BYTES_MAX = 96 };

bool mark_is_capitals(Str text) {
    size_t large, small;
    text_count_case(text, &large, &small);
    return large >= CAPITALS_MIN && large * 3 >= (large + small) * 2;
}

static size_t skip_blanks(Str text, size_t at) {
    while (at < text.len && text.at[at] == ' ') at++;
    return at;
}

static size_t roman_letters(Str text, size_t at) {
    size_t end = at;
    while (end < text.len && end - at < ROMAN_MAX && strchr("IVX", text.at[end]) != NULL) end++;
    return end - at;
}

static int64_t roman_value(Str roman) {
    int64_t sum = 0;
    for (size_t i = 0; i < roman.len; i++) {
        const int64_t one = roman.at[i] == 'I' ? 1 : roman.at[i] == 'V' ? 5 : 10;
        const bool is_before_larger = i + 1 < roman.len && ((roman.at[i] == 'I' && roman.at[i + 1] != 'I') ||
                                                            (roman.at[i] == 'V' && roman.at[i + 1] == 'X'));
        sum += is_before_larger ? -one : one;
    }
    return sum;
}

/* A mark of these bytes, with the blanks behind it. */
static bool set_mark(Str text, MarkKind kind, int64_t ordinal, Str name, size_t end, Mark *ret_mark) {
    *ret_mark = (Mark){ .kind = (int)kind,
                        .ordinal = ordinal,
                        .text = str_part(text, 0, end),
                        .name = name,
                        .behind = skip_blanks(text, end) };
    return true;
}

/* ---- words: Phụ lục, Phần, Chương, Mục, Điều ---- */

static int64_t ordinal_word(Str folded, size_t at, size_t *ret_end) {
    static const char *const words[] = { "nhat", "hai", "ba", "tu", "nam", "sau", "bai", "tam", "chin", "muoi" };
    for (size_t i = 0; i < COUNT(words); i++) {
        const size_t len = strlen(words[i]);
        if (at + len > folded.len || memcmp(folded.at + at, words[i], len) != 0) continue;
        if (at + len < folded.len && folded_is_word(folded.at[at + len])) continue;
        *ret_end = at + len;
        return (int64_t)i + 1;
    }
    return 0;
}

static Str spoken_ordinal(int64_t number) {
    static const char *const names[] = { "thứ nhất", "thứ hai", "thứ ba",  "thứ tư",   "thứ năm",
                                         "thứ sáu",  "thứ bảy", "thứ tám", "thứ chín", "thứ mười" };
    return number >= 1 && number <= (int64_t)COUNT(names) ? str_of(names[number - 1]) : S("");
}

/* A number in digits or roman letters, or in words behind "thứ"; its place in the folded text. */
static int64_t number_behind(Str folded, size_t at, size_t *ret_from, size_t *ret_end) {
    size_t end = at;
    int64_t number = 0;
    *ret_from = at;
    if (at + 4 <= folded.len && memcmp(folded.at + at, "thu ", 4) == 0) {
        return ordinal_word(folded, at + 4, ret_end);
    }
    while (end < folded.len && is_digit(folded.at[end]) && end - at < DIGITS_MAX)
        number = number * 10 + (folded.at[end++] - '0');
    if (end == at) {
        char roman[ROMAN_MAX];
        size_t letters = 0;
        while (end < folded.len && letters < ROMAN_MAX && strchr("ivx", folded.at[end]) != NULL)
            roman[letters++] = (char)(folded.at[end++] - 'a' + 'A');
        number = roman_value((Str){ roman, letters });
    }
    *ret_end = end;
    return end < folded.len && folded_is_word(folded.at[end]) ? 0 : number;
}

/* Behind the words and the number stands nothing, a sign, or a title in capitals; running text does not make a mark. */
static bool is_titled(MarkKind kind, Str rest) {
    if (rest.len == 0) return true;
    if (kind == MARK_ARTICLE) return rest.at[0] == '.' || rest.at[0] == ':';
    return rest.at[0] == '.' || rest.at[0] == ':' || rest.at[0] == '-' || rest.at[0] == '(' || mark_is_capitals(rest);
}

/* The head of a paragraph folded, without an arena; where each byte came from. */
static size_t fold_head(Str text, char letters[HEAD_BYTES_MAX], size_t places[HEAD_BYTES_MAX]) {
    size_t used = 0;
    for (size_t at = 0; at < text.len && used + TEXT_FOLDED_MAX <= HEAD_BYTES_MAX;) {
        size_t step;
        const size_t size = text_fold_letter(str_part(text, at, text.len), letters + used, &step);
        for (size_t k = 0; k < size; k++) places[used++] = at;
        at += step;
    }
    return used;
}

static bool word_mark(Str text, Mark *ret_mark) {
    static const struct {
        const char *word;
        MarkKind kind;
    } words[] = { { "phu luc", MARK_APPENDIX }, { "bieu", MARK_APPENDIX }, { "phan", MARK_PART },
                  { "chuong", MARK_CHAPTER },   { "muc", MARK_DIVISION },  { "dieu", MARK_ARTICLE } };
    char letters[HEAD_BYTES_MAX];
    size_t places[HEAD_BYTES_MAX];
    const Str folded = { letters, fold_head(text, letters, places) };
    for (size_t i = 0; i < COUNT(words); i++) {
        size_t len = strlen(words[i].word), from, end;
        if (!str_starts(folded, str_of(words[i].word))) continue;
        if (len < folded.len && folded_is_word(folded.at[len])) continue;
        if (len < folded.len && folded.at[len] == ' ') len++;
        const int64_t number = number_behind(folded, len, &from, &end);
        if (number == 0 && words[i].kind != MARK_APPENDIX) continue;
        if (number == 0) from = end = len;
        const size_t behind = end < folded.len ? places[end] : text.len;
        const Str rest = str_trim(str_part(text, behind, text.len));
        if (!is_titled(words[i].kind, rest)) continue;
        if (number == 0 && rest.len > 0) continue;
        const size_t start = from < folded.len ? places[from] : text.len;
        const bool has_sign = rest.len > 0 && strchr(".:-", rest.at[0]) != NULL;
        size_t past = behind;
        if (has_sign) past = (size_t)(rest.at - text.at) + 1;
        const bool is_spoken = from < folded.len && folded.at[from] == 't';
        const Str name = is_spoken ? spoken_ordinal(number) : str_part(text, start, behind - start);
        return set_mark(text, words[i].kind, number, name, past, ret_mark);
    }
    return false;
}

/* ---- signs ---- */

static bool is_end(Str text, size_t at) {
    return at == text.len || text.at[at] == ' ';
}

static bool roman_mark(Str text, Mark *ret_mark) {
    const size_t len = roman_letters(text, 0);
    if (len == 0 || len >= text.len || strchr(".)/", text.at[len]) == NULL || !is_end(text, len + 1)) return false;
    const Str roman = str_part(text, 0, len);
    return set_mark(text, MARK_ROMAN, roman_value(roman), roman, len + 1, ret_mark);
}

static bool upper_mark(Str text, Mark *ret_mark) {
    if (text.len < 3 || text.at[0] < 'A' || text.at[0] > 'H' || strchr(".)", text.at[1]) == NULL || text.at[2] != ' ')
        return false;
    return set_mark(text, MARK_UPPER, text.at[0] - 'A' + 1, str_part(text, 0, 1), 2, ret_mark);
}

/* "1.", "1)", "(1)", "1.2.", "1.2.3"; "1.240 km" and "12/2026" are none. */
static bool number_mark(Str text, Mark *ret_mark) {
    const bool is_in_brackets = text.len > 0 && text.at[0] == '(';
    size_t at = is_in_brackets ? 1 : 0, groups = 0;
    const size_t first = at;
    int64_t number = 0;
    for (;;) {
        size_t digits = 0;
        for (number = 0; at < text.len && is_digit(text.at[at]) && digits < DIGITS_MAX; at++, digits++)
            number = number * 10 + (text.at[at] - '0');
        if (digits == 0 || (at < text.len && is_digit(text.at[at]))) return false; /* "2026." is a year */
        groups++;
        if (at + 1 < text.len && text.at[at] == '.' && is_digit(text.at[at + 1]))
            at++;
        else
            break;
    }
    const Str name = str_part(text, first, at - first);
    const bool has_sign = at < text.len && strchr(is_in_brackets ? ")" : ".)/:", text.at[at]) != NULL;
    if (has_sign) at++;
    if (!is_end(text, at) || at == text.len) return false;
    const Str rest = str_part(text, skip_blanks(text, at), text.len);
    if (!has_sign && (groups == 1 || !text_begins_large(rest))) return false;
    const MarkKind kind = groups > 2         ? MARK_NUMBER_3
                          : groups == 2      ? MARK_NUMBER_2
                          : is_in_brackets   ? MARK_ENCLOSED
                                             : MARK_NUMBER;
    return set_mark(text, kind, number, kind == MARK_ENCLOSED ? str_part(text, 0, at) : name, at, ret_mark);
}

static bool letter_mark(Str text, Mark *ret_mark) {
    static const char *const letters[] = { "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m",
                                           "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y", "f" };
    for (size_t i = 0; i < COUNT(letters); i++) {
        const size_t len = strlen(letters[i]);
        if (!str_starts(text, str_of(letters[i])) || len >= text.len) continue;
        const bool has_sign = text.at[len] == ')' || (text.at[len] == '.' && len + 1 < text.len);
        if (!has_sign || !is_end(text, len + 1)) continue;
        return set_mark(text, MARK_LETTER, (int64_t)i + 1, str_part(text, 0, len), len + 1, ret_mark);
    }
    return false;
}

static bool dash_mark(Str text, Mark *ret_mark) {
    static const char *const dashes[] = { "-", "–", "—", "•", "●", "▪", "*" };
    for (size_t i = 0; i < COUNT(dashes); i++) {
        const size_t len = strlen(dashes[i]);
        if (!str_starts(text, str_of(dashes[i])) || len == text.len) continue;
        if (text.at[len] != ' ' && !text_begins_large(str_part(text, len, text.len))) continue;
        return set_mark(text, MARK_DASH, 0, S(""), len, ret_mark);
    }
    if (text.len > 2 && text.at[0] == '+' && text.at[1] == ' ') return set_mark(text, MARK_PLUS, 0, S(""), 1, ret_mark);
    return false;
}

bool mark_of(Str paragraph, Mark *ret_mark) {
    *ret_mark = (Mark){ 0 };
    return roman_mark(paragraph, ret_mark) || upper_mark(paragraph, ret_mark) || number_mark(paragraph, ret_mark) ||
           letter_mark(paragraph, ret_mark) || dash_mark(paragraph, ret_mark) || word_mark(paragraph, ret_mark);
}
