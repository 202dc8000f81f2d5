/* platform/search/composition - see composition.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/search/composition.h"

enum { CITED_MAX = COMPOSITION_QUOTES_MAX + 1 };

/* Digits that stand together, without zeros in front: "05/12" has 5 and 12. Empty at the end. */
static Str next_number(Str *rest) {
    size_t from = 0;
    while (from < rest->len && !is_digit(rest->at[from])) from++;
    size_t end = from;
    while (end < rest->len && is_digit(rest->at[end])) end++;
    while (from + 1 < end && rest->at[from] == '0') from++;
    const Str number = str_part(*rest, from, end - from);
    *rest = str_part(*rest, end, rest->len - end);
    return number;
}

static bool says_number(Str text, Str wanted) {
    for (Str number = next_number(&text); number.len > 0; number = next_number(&text)) {
        if (str_equal(number, wanted)) return true;
    }
    return false;
}

/* "[1]" or "[1, 2]" at the start of the text: how long it is; 0: there is none. Marks what it cites; false in
 * *ret_is_fine when it cites a quote that is not there. */
static size_t citation_at(Str text, size_t quote_count, bool *cited, bool *ret_is_fine) {
    size_t at = 1, number = 0, digits = 0;
    if (text.len < 3 || text.at[0] != '[') return 0;
    for (; at < text.len && text.at[at] != ']'; at++) {
        const char c = text.at[at];
        if (is_digit(c)) {
            number = digits < 4 ? number * 10 + (size_t)(c - '0') : 0;
            digits++;
        } else if (c == ',' && digits > 0) {
            if (number < 1 || number > quote_count) *ret_is_fine = false;
            if (number <= quote_count) cited[number] = true;
            number = digits = 0;
        } else if (c != ' ') {
            return 0;
        }
    }
    if (at == text.len || digits == 0) return 0;
    if (number < 1 || number > quote_count) *ret_is_fine = false;
    if (number <= quote_count) cited[number] = true;
    return at + 1;
}

static bool is_line_sound(Arena *arena, Str line, Str question, const Str *quotes, size_t quote_count) {
    bool cited[CITED_MAX] = { false }, is_fine = true, cites = false;
    Buf said = buf_new(arena, line.len + 1); /* the line without its citations */
    for (size_t i = 0; i < line.len;) {
        const size_t citation = citation_at(str_part(line, i, line.len - i), quote_count, cited, &is_fine);
        if (citation == 0) buf_char(&said, line.at[i]);
        if (citation > 0) buf_char(&said, ' ');
        cites = cites || citation > 0;
        i += citation > 0 ? citation : 1;
    }
    if (!is_fine || !cites) return false;
    Str rest = { said.at, said.len };
    for (Str number = next_number(&rest); number.len > 0; number = next_number(&rest)) {
        bool is_said = says_number(question, number);
        for (size_t i = 0; i < quote_count && !is_said; i++) is_said = cited[i + 1] && says_number(quotes[i], number);
        if (!is_said) return false;
    }
    return true;
}

bool composition_is_sound(Arena *arena, Str answer, Str question, const Str *quotes, size_t quote_count) {
    MUST(quote_count <= COMPOSITION_QUOTES_MAX);
    const Str lower = str_lower(arena, answer);
    const bool has_address = str_find(lower, S("://")) < lower.len || str_find(lower, S("www.")) < lower.len;
    if (has_address || utf8_count(answer) > COMPOSITION_LETTERS_MAX) return false;
    size_t lines = 0;
    for (Str rest = answer; rest.at != NULL;) {
        const Str line = str_trim(str_cut(&rest, '\n'));
        if (line.len == 0) continue;
        lines++;
        if (!is_line_sound(arena, line, question, quotes, quote_count)) return false;
    }
    return lines > 0;
}
