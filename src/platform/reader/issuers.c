/* platform/reader/issuers - see issuers.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/issuers.h"

#include "kit/text.h"

#include <string.h>

enum { LINE_BYTES_MAX = 160, HEAD_LINES_MAX = 100 };

/* What the head's lines have said so far. */
typedef struct HeadLines {
    const Structure *structure;
    Arena *arena;
    Str agency; /* the last line that names one */
    Str place;  /* " tỉnh Sông Lam" of the body above */
    size_t count;
    bool is_over; /* number, motto's line or title were met */
} HeadLines;

const IssuerLevel issuer_levels[] = { { " tinh ", " tỉnh " },
                                      { " thanh pho ", " thành phố " },
                                      { " huien ", " huyện " },
                                      { " xa ", " xã " },
                                      { " phuong ", " phường " } };

static bool starts(Str folded, const char *words) {
    return str_starts(folded, str_of(words));
}

/* A word of capitals with a capital and small letters. */
static void add_name_word(Buf *out, Str small) {
    char letter[TEXT_FOLDED_MAX];
    size_t step = 0;
    (void)text_fold_letter(small, letter, &step);
    if (out->len > 0 && out->at[out->len - 1] != ' ') buf_char(out, ' ');
    buf_add(out, text_upper(out->arena, str_part(small, 0, step)));
    buf_add(out, str_part(small, step, small.len));
}

Str issuer_place(Arena *arena, Str capitals) {
    const Str small = text_lower(arena, capitals);
    Buf name = buf_new(arena, capitals.len * 2);
    Str rest = small;
    while (rest.at != NULL) {
        const Str word = str_cut(&rest, ' ');
        if (word.len > 0) add_name_word(&name, word);
    }
    return (Str){ name.at, name.len };
}

/* The level and the name of its place in a line: " xã Nậm Phèo". ret_from is where they begin; the line's length when
 * it has none. A line that names no agency may begin with them. */
static Str place_in(const HeadLines *lines, const Folded *line, bool is_behind, size_t *ret_from) {
    for (size_t i = 0; i < ISSUER_LEVELS && !is_behind; i++) {
        if (!starts(line->text, issuer_levels[i].folded + 1)) continue;
        const Str name = folded_source(line, strlen(issuer_levels[i].folded) - 1, line->text.len);
        *ret_from = 0;
        return str_format(lines->arena, "%s%.*s", issuer_levels[i].name, STR_FMT(issuer_place(lines->arena, name)));
    }
    *ret_from = line->text.len;
    for (size_t i = 0; i < ISSUER_LEVELS; i++) {
        const size_t at = str_find(line->text, str_of(issuer_levels[i].folded));
        if (at >= *ret_from) continue;
        const size_t behind = at + strlen(issuer_levels[i].folded);
        const Str name = issuer_place(lines->arena, folded_source(line, behind, line->text.len));
        *ret_from = at;
        return str_format(lines->arena, "%s%.*s", issuer_levels[i].name, STR_FMT(name));
    }
    return S("");
}

/* The name as the text below writes it, in small letters and capitals; "" where it does not. */
static Str written_below(const HeadLines *lines, Str folded) {
    const Structure *structure = lines->structure;
    for (size_t i = 0; i < structure->count; i++) {
        const Folded *text = &structure->nodes[i].folded;
        const size_t at = str_find(text->text, folded), end = at + folded.len;
        if (at == text->text.len) continue;
        const bool begins = at == 0 || !folded_is_word(text->text.at[at - 1]);
        const Str source = folded_source(text, at, end);
        if (begins && !mark_is_capitals(source) && text_begins_large(source)) return source;
    }
    return S("");
}

/* "Tỉnh ủy Sông Lam", "Sở Y tế", "Cục Thuế": as such names are written. */
static Str as_written(const HeadLines *lines, Str capitals, Str folded) {
    const Str below = written_below(lines, folded);
    if (below.len > 0) return below;
    const Str small = text_lower(lines->arena, capitals);
    const bool is_party = str_find(folded, S(" ui")) < folded.len && !starts(folded, "ui ban");
    Buf name = buf_new(lines->arena, capitals.len * 2);
    Str rest = small;
    for (size_t word = 0; rest.at != NULL; word++) {
        const Str next = str_cut(&rest, ' ');
        if (word == 0 || (word == 1 && !is_party) || (word > 1 && is_party))
            add_name_word(&name, next);
        else
            buf_addf(&name, " %.*s", STR_FMT(next));
    }
    return (Str){ name.at, name.len };
}

static bool is_agency(const HeadLines *lines, const Folded *line) {
    static const char *const others[] = { "ui ban nhan dan", "hoi dong nhan dan", "bao cao",
                                          "ban chap hanh",   "ban thuong vu",     "cong thong tin" };
    const Found *found;
    for (size_t i = 0; i < COUNT(others); i++) {
        if (starts(line->text, others[i])) return false;
    }
    if (starts(line->text, "ubnd") || starts(line->text, "hdnd")) return false;
    const size_t count = words_find(lines->structure->words, WORDS_AGENCY, lines->arena, line, &found);
    return count > 0 && found[0].from == 0;
}

static bool is_kind(const HeadLines *lines, const Folded *line) {
    const Found *found;
    const size_t count = words_find(lines->structure->words, WORDS_KIND, lines->arena, line, &found);
    return count > 0 && found[0].from == 0;
}

/* What stands on the right of the line of an authority is the country's name and motto. */
static Str left_half(Arena *arena, Str line) {
    static const char *const right[] = { "cong hoa xa hoi", "doc lap", "dang cong san" };
    const Folded folded = folded_of(arena, line);
    size_t end = folded.text.len;
    for (size_t i = 0; i < COUNT(right); i++) {
        const size_t at = str_find(folded.text, str_of(right[i]));
        if (at < end) end = at;
    }
    while (end > 0 && strchr(" *-_", folded.text.at[end - 1]) != NULL) end--;
    return folded_source(&folded, 0, end);
}

static void read_line(HeadLines *lines, Str text) {
    const Str line = left_half(lines->arena, str_trim(text));
    if (line.len == 0 || lines->is_over) return;
    const Folded folded = folded_of(lines->arena, line);
    lines->is_over = starts(folded.text, "so:") || is_kind(lines, &folded) || ++lines->count > HEAD_LINES_MAX;
    if (lines->is_over || line.len > LINE_BYTES_MAX || !mark_is_capitals(line)) return;
    const bool names_agency = is_agency(lines, &folded);
    size_t from;
    const Str place = place_in(lines, &folded, names_agency, &from);
    if (place.len > 0 && !names_agency) lines->place = place, lines->agency = S(""); /* what stood above is a page's */
    if (!names_agency) return;
    const Str name = as_written(lines, folded_source(&folded, 0, from), str_part(folded.text, 0, from));
    const Str of = place.len > 0 ? place : lines->place;
    lines->agency = str_format(lines->arena, "%.*s%.*s", STR_FMT(name), STR_FMT(of));
}

Str issuer_below(const Structure *structure) {
    HeadLines lines = { .structure = structure, .arena = structure->arena, .agency = S(""), .place = S("") };
    for (size_t i = 0; i < structure->count && !lines.is_over; i++) {
        const Node *node = &structure->nodes[i];
        if (node->passage.kind != PASSAGE_HEAD) break;
        const size_t count = node->cell_count > 0 ? node->cell_count : 1;
        for (size_t k = 0; k < count; k++) {
            Str rest = node->cell_count > 0 ? node->cells[k] : node->passage.text;
            while (rest.at != NULL) read_line(&lines, str_cut(&rest, '\n'));
        }
    }
    return lines.agency;
}
