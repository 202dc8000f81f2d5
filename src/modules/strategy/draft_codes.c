/* modules/strategy/draft_codes - see draft_codes.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/draft_codes.h"

#include "kit/text.h"
#include "modules/strategy/plan.h"

enum { CODE_BYTES = 400, SENTENCE_LETTERS_MIN = 20, ROMAN_MAX = 40, YEAR_DIGITS = 4 };

/* ---- letters ---- */

Str draft_span(Str text, int64_t from, int64_t to) {
    return str_trim(utf8_part(text, from > 0 ? (size_t)from : 0, to > 0 ? (size_t)to : 0));
}

static Str without_end_marks(Str text) {
    Str rest = str_trim(text);
    while (rest.len > 0 && memchr(".;:,", rest.at[rest.len - 1], 4) != NULL)
        rest = str_trim(str_part(rest, 0, rest.len - 1));
    return rest;
}

Str draft_cut(Arena *arena, Str text, size_t letters_max) {
    const Str whole = str_trim(text);
    if (utf8_count(whole) <= letters_max) return whole;
    size_t end = utf8_part(whole, 0, letters_max - 1).len, word = end;
    while (word > 0 && whole.at[word] != ' ') word--;
    if (word > 0) end = word;
    return str_format(arena, "%.*s…", STR_FMT(without_end_marks(str_part(whole, 0, end))));
}

static Str with_capital(Arena *arena, Str text) {
    if (text.len == 0) return text;
    const size_t step = utf8_part(text, 0, 1).len;
    const Str first = text_upper(arena, str_part(text, 0, step));
    return str_format(arena, "%.*s%.*s", STR_FMT(first), (int)(text.len - step), text.at + step);
}

Str draft_title(Arena *arena, Str text, size_t letters_max) {
    const Str whole = str_trim(text);
    size_t end = whole.len;
    for (size_t i = 0; i + 1 < whole.len; i++) {
        if (whole.at[i] != '.' || whole.at[i + 1] != ' ') continue;
        if (utf8_count(str_part(whole, 0, i)) < SENTENCE_LETTERS_MIN) continue; /* "TP. Hà Nội" */
        end = i;
        break;
    }
    return with_capital(arena, draft_cut(arena, without_end_marks(str_part(whole, 0, end)), letters_max));
}

/* ---- codes ---- */

/* "II.2.đ" becomes "II.2.DD": letters of codes alone; others end a group. */
static Str code_letters(Arena *arena, Str text) {
    const Str clean = str_copy(arena, text);
    Buf out = buf_new(arena, CODE_BYTES);
    for (size_t i = 0; i < clean.len;) {
        const size_t step = utf8_part(str_part(clean, i, clean.len), 0, 1).len;
        const Str letter = str_part(clean, i, step);
        const Str plain = text_fold(arena, letter);
        const bool is_dd = str_is(letter, "đ") || str_is(letter, "Đ");
        i += step;
        if (is_dd) buf_add(&out, S("DD"));
        for (size_t j = 0; !is_dd && j < plain.len; j++) {
            const char c = plain.at[j];
            if (c >= 'a' && c <= 'z')
                buf_char(&out, (char)(c - 'a' + 'A'));
            else if (c >= '0' && c <= '9')
                buf_char(&out, c);
        }
        const bool is_mark = str_is(letter, ".") || str_is(letter, "-") || str_is(letter, "/");
        if (is_mark && out.len > 0 && out.at[out.len - 1] != '.') buf_char(&out, '.');
    }
    while (out.len > 0 && out.at[out.len - 1] == '.') out.len--;
    return (Str){ out.len == 0 ? "" : out.at, out.len };
}

static int64_t roman_number(Str text) {
    static const struct {
        const char *sign;
        int64_t value;
    } signs[] = { { "XL", 40 }, { "X", 10 }, { "IX", 9 }, { "IV", 4 }, { "V", 5 }, { "I", 1 } };
    int64_t sum = 0;
    Str rest = text;
    while (rest.len > 0) {
        size_t i = 0;
        while (i < COUNT(signs) && !str_starts(rest, str_of(signs[i].sign))) i++;
        if (i == COUNT(signs) || sum > ROMAN_MAX) return 0;
        sum += signs[i].value;
        rest = str_part(rest, strlen(signs[i].sign), rest.len);
    }
    return sum;
}

/* What words before a number in a citation become: "phụ lục I" is PL1. */
typedef struct PlaceWord {
    const char *folded, *code;
    bool is_counted; /* a Roman number becomes an Arabic one */
} PlaceWord;

static const PlaceWord place_words[] = {
    { "phu luc", "PL", true }, { "bieu", "B", true },      { "bang", "B", true }, { "dieu", "D", true },
    { "chuong", "CH", true },  { "gach dau dong", "", 0 }, { "doan", "", false }, { "khoan", "", false },
    { "diem", "", false },     { "tieu muc", "", false },  { "muc", "", false },  { "dong", "", false },
    { "nhom", "", false },     { "cau", "", false },       { "phan", "P", true }, { "so", "", false },
};

static Str place_part(Arena *arena, Str part, bool is_in_annex) {
    const Str folded = text_fold(arena, part);
    for (size_t i = 0; i < COUNT(place_words); i++) {
        const Str word = str_of(place_words[i].folded);
        const bool is_it = str_starts(folded, word) && (folded.len == word.len || folded.at[word.len] == ' ');
        if (!is_it) continue;
        size_t words = 1, at = 0;
        for (size_t j = 0; j < word.len; j++) words += word.at[j] == ' ';
        for (; words > 0 && at < part.len; at++) words -= part.at[at] == ' ';
        const Str rest = code_letters(arena, str_part(part, at, part.len));
        const int64_t number = place_words[i].is_counted ? roman_number(rest) : 0;
        if (number > 0) return str_format(arena, "%s%lld", place_words[i].code, (long long)number);
        int64_t row;
        if (is_in_annex && str_is(word, "muc") && str_to_int(rest, 1, 99, &row) == OK)
            return str_format(arena, "%02lld", (long long)row);
        return str_format(arena, "%s%.*s", place_words[i].code, STR_FMT(rest));
    }
    return code_letters(arena, part);
}

Str draft_place_code(Arena *arena, Str document, Str place) {
    Buf out = buf_new(arena, CODE_BYTES * 4);
    bool is_in_annex = false;
    buf_add(&out, document);
    for (Str rest = place; rest.at != NULL && rest.len > 0;) {
        const Str part = place_part(arena, str_trim(str_cut(&rest, ',')), is_in_annex);
        is_in_annex = is_in_annex || str_starts(part, S("PL"));
        if (part.len > 0) buf_addf(&out, ".%.*s", STR_FMT(part));
    }
    return (Str){ out.len == 0 ? "" : out.at, out.len };
}

DraftCodes draft_codes_new(Arena *arena) {
    return (DraftCodes){ .arena = arena, .used = map_new(arena), .numbered = map_new(arena) };
}

void draft_codes_take(DraftCodes *codes, Str code) {
    (void)map_add(&codes->used, code, 0);
}

static size_t *next_number(DraftCodes *codes, Str base) {
    size_t at = codes->count;
    if (map_add(&codes->numbered, base, at)) {
        codes->next = array_grow(codes->arena, codes->next, sizeof(size_t), codes->count, &codes->room);
        codes->next[codes->count++] = 2;
    }
    (void)map_get(&codes->numbered, base, &at);
    return &codes->next[at];
}

Str draft_code_unused(DraftCodes *codes, Str code) {
    const Str base = code.len == 0 ? S("VB") : code;
    if (base.len <= CODE_MAX && map_add(&codes->used, base, 0)) return base;
    size_t *next = next_number(codes, base);
    for (bool is_first = base.len > CODE_MAX;; is_first = false) {
        const Str end = is_first ? S("") : str_format(codes->arena, ".%zu", (*next)++);
        Str start = str_part(base, 0, CODE_MAX - end.len);
        while (start.len > 1 && start.len < base.len && start.at[start.len - 1] == '.') start.len--;
        const Str one = str_format(codes->arena, "%.*s%.*s", STR_FMT(start), STR_FMT(end));
        if (map_add(&codes->used, one, 0)) return one;
    }
}

static bool is_digits(Str text) {
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9') return false;
    }
    return text.len > 0;
}

Str draft_document_code(Arena *arena, Str number, Day issued_on) {
    Str rest = str_trim(number), digits = S(""), year = S(""), kind = S("");
    while (rest.at != NULL && rest.len > 0) {
        size_t end = 0;
        while (end < rest.len && rest.at[end] != '/' && rest.at[end] != '-') end++;
        const Str part = str_trim(str_part(rest, 0, end));
        rest = str_part(rest, end + 1, rest.len);
        if (is_digits(part) && digits.len == 0)
            digits = part;
        else if (is_digits(part) && part.len == YEAR_DIGITS && year.len == 0)
            year = part;
        else if (kind.len == 0)
            kind = text_upper(arena, text_fold(arena, part));
    }
    if (digits.len == 0) {
        const Str day = code_letters(arena, day_text(arena, issued_on));
        Buf out = buf_new(arena, CODE_BYTES);
        buf_add(&out, S("VB"));
        for (size_t i = 0; i < day.len; i++) {
            if (day.at[i] != '.') buf_char(&out, day.at[i]);
        }
        return (Str){ out.at, out.len };
    }
    if (str_is(kind, "UBND") || kind.len == 0) kind = S("CV"); /* "2210/UBND-KSTT": a letter has no sign of its kind */
    const Str letters = code_letters(arena, kind);
    return year.len > 0 ? str_format(arena, "%.*s%.*s-%.*s", STR_FMT(letters), STR_FMT(digits), STR_FMT(year))
                        : str_format(arena, "%.*s%.*s", STR_FMT(letters), STR_FMT(digits));
}

Str draft_citation(Arena *arena, Str number, Str place) {
    if (place.len == 0) return draft_cut(arena, number, CITATION_MAX);
    return draft_cut(arena, str_format(arena, "%.*s, %.*s", STR_FMT(number), STR_FMT(place)), CITATION_MAX);
}
