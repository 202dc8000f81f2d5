/* platform/documents/text_markdown - see text_markdown.h. As CommonMark has it, with the tables of GitHub; but a line
 * that begins with `b)` begins a point, since decrees are written so. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/documents/text_markdown.h"

#include "platform/documents/text_grid.h"

#include <string.h>

enum {
    LEVEL_MAX = 6,
    POINT_DIGITS_MAX = 4,
    EMPHASIS_MAX = 3,
    LINK_BYTES_MAX = 500,
    RULE_LEAST = 3,
    MARK_BYTES_MAX = 10
};

typedef struct Marking {
    TextWriting *to;
    Buf text; /* of the paragraph at hand */
    bool is_open;
    int64_t number; /* of the point at hand; 0: it has none */
    TextGrid grid;
    bool in_table, in_fence;
    size_t rows; /* of the table at hand, its delimiter too */
} Marking;

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_mark(char c) { /* that a backslash before it makes a plain letter */
    return c != '\0' && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", c) != NULL;
}

/* ---- within a line ---- */

/* Emphasis that was opened and waits for its end: where it stands in the text that is made. */
typedef struct Opened {
    bool is_open;
    size_t at;
} Opened;

static size_t run_of(Str text, size_t from) {
    size_t to = from;
    while (to < text.len && text.at[to] == text.at[from]) to++;
    return to - from;
}

static bool is_letter(Str text, size_t at) {
    const char c = at < text.len ? text.at[at] : ' ';
    return !is_blank(c) && !is_mark(c);
}

/* A run of `*` or `_`: taken away where another of the same length ends or begins what it emphasises. Those taken away
 * become NUL, which is no letter of any text. */
static void emphasise(Buf *out, Str text, size_t from, size_t len, Opened *opened) {
    const char mark = text.at[from];
    const bool after_blank = from == 0 || is_blank(text.at[from - 1]);
    const bool before_blank = from + len >= text.len || is_blank(text.at[from + len]);
    const bool in_word = mark == '_' && from > 0 && is_letter(text, from - 1) && is_letter(text, from + len);
    const size_t at = out->len;
    buf_add(out, str_part(text, from, len));
    if (out->overflowed || in_word || len > EMPHASIS_MAX) return;
    Opened *one = &opened[(mark == '*' ? 0 : EMPHASIS_MAX) + len - 1];
    if (!after_blank && one->is_open) {
        memset(out->at + one->at, '\0', len);
        memset(out->at + at, '\0', len);
        one->is_open = false;
    } else if (!before_blank) {
        *one = (Opened){ true, at };
    }
}

/* `[words](address)` and `![words](address)` are their words. */
static bool is_link(Str text, size_t from, Str *ret_words, size_t *ret_after) {
    const Str rest = str_part(text, from, LINK_BYTES_MAX);
    const size_t words = str_find(rest, S("]("));
    const size_t close = words < rest.len ? words + str_find(str_part(rest, words, rest.len), S(")")) : rest.len;
    if (close >= rest.len || memchr(rest.at, '\n', close) != NULL) return false;
    *ret_words = str_part(rest, 1, words - 1);
    *ret_after = from + close + 1;
    return true;
}

static bool is_named(Str text, size_t from, const char **ret_letter, size_t *ret_len) {
    static const struct {
        const char *name, *letter;
    } names[] = { { "&nbsp;", " " }, { "&amp;", "&" },  { "&lt;", "<" },    { "&gt;", ">" },
                  { "&quot;", "\"" }, { "<br>", "\n" }, { "<br/>", "\n" }, { "<br />", "\n" } };
    for (size_t i = 0; i < COUNT(names); i++) {
        if (!str_starts(str_part(text, from, text.len), str_of(names[i].name))) continue;
        *ret_letter = names[i].letter;
        *ret_len = strlen(names[i].name);
        return true;
    }
    return false;
}

static void add_inline(Buf *out, Str text, Opened *opened, bool links) {
    for (size_t i = 0; i < text.len;) {
        const char c = text.at[i];
        const char *letter;
        size_t len = 1, after;
        Str words;
        if (c == '\\' && i + 1 < text.len && is_mark(text.at[i + 1])) {
            buf_char(out, text.at[i + 1]);
            len = 2;
        } else if (c == '*' || c == '_') {
            len = run_of(text, i);
            emphasise(out, text, i, len, opened);
        } else if (c == '[' && links && is_link(text, i, &words, &after)) {
            add_inline(out, words, opened, false);
            len = after - i;
        } else if ((c == '&' || c == '<') && is_named(text, i, &letter, &len)) {
            buf_add(out, str_of(letter));
        } else if (c != '`' && c != '\0') {
            buf_char(out, c);
        }
        i += len;
    }
}

static Str plain(Arena *arena, Str text) {
    Opened opened[2 * EMPHASIS_MAX] = { 0 };
    Buf out = buf_new(arena, TEXT_ROOM_MAX);
    add_inline(&out, text, opened, true);
    size_t used = 0;
    for (size_t i = 0; i < out.len; i++) {
        if (out.at[i] != '\0') out.at[used++] = out.at[i];
    }
    return (Str){ out.at, used };
}

/* ---- blocks ---- */

/* "1. **Hạ tầng số.** Phát triển ...": up to the end of what is bold at the beginning; "" when nothing is. */
static Str bold_beginning(Str text) {
    const size_t from = str_find(text, S("**"));
    for (size_t i = 0; i < from; i++) {
        if (i >= MARK_BYTES_MAX || text.at[i] == '\n') return S("");
    }
    for (size_t i = 0; i + 1 < from; i++) { /* before it stands no word, but a number, a bullet or one letter */
        if (is_letter(text, i) && is_letter(text, i + 1)) return S("");
    }
    const Str rest = str_part(text, from + 2, text.len);
    const size_t len = str_find(rest, S("**"));
    return from >= text.len || len >= rest.len ? S("") : str_part(text, 0, from + 2 + len + 2);
}

static void end_paragraph(Marking *marking, int64_t level) {
    const Str raw = { marking->text.at, marking->text.len }, text = plain(marking->to->arena, raw);
    if (marking->is_open) text_put(marking->to, level > 0 ? BLOCK_HEADING : BLOCK_PARAGRAPH, text, level);
    const Str bold = marking->is_open && level == 0 ? bold_beginning(raw) : S("");
    if (bold.len > 0) text_lead(marking->to, plain(marking->to->arena, bold));
    marking->text = buf_new(marking->to->arena, TEXT_ROOM_MAX);
    marking->is_open = false;
    marking->number = 0;
}

static void end_table(Marking *marking) {
    if (marking->in_table) text_grid_end(&marking->grid);
    marking->in_table = false;
}

/* A line of the paragraph, which a backslash at its end breaks there too. */
static void add_line(Marking *marking, Str line, bool is_broken) {
    Str bare = str_trim(line);
    const bool is_cut = str_ends(bare, S("\\"));
    if (is_cut) bare.len--;
    buf_add(&marking->text, bare);
    buf_char(&marking->text, is_broken || is_cut ? '\n' : ' ');
    marking->is_open = true;
}

static void begin_table(Marking *marking) {
    if (!marking->in_table) text_grid_begin(&marking->grid);
    if (!marking->in_table) marking->rows = 0;
    marking->in_table = true;
}

static void put_row(Marking *marking, Str line) {
    const size_t ends = str_ends(line, S("|")) && !str_ends(line, S("\\|")) ? 1 : 0;
    const size_t begins = str_starts(line, S("|")) ? 1 : 0;
    Str rest = line.len < begins + ends ? S("") : str_part(line, begins, line.len - begins - ends);
    text_grid_row(&marking->grid);
    for (size_t from = 0, at = 0; at <= rest.len; at++) {
        if (at < rest.len && (rest.at[at] != '|' || (at > 0 && rest.at[at - 1] == '\\'))) continue;
        const Str cell = str_trim(str_part(rest, from, at - from));
        text_grid_add(&marking->grid, plain(marking->to->arena, cell), COVERED_NONE, 1);
        from = at + 1;
    }
    text_grid_row_end(&marking->grid);
}

/* Of dashes between bars: it parts the head of a table from its rows. */
static bool is_delimiter(Str line) {
    bool has_bar = false, has_dash = false;
    for (size_t i = 0; i < line.len; i++) {
        if (line.at[i] != '|' && line.at[i] != '-' && line.at[i] != ':' && !is_blank(line.at[i])) return false;
        has_bar = has_bar || line.at[i] == '|';
        has_dash = has_dash || line.at[i] == '-';
    }
    return has_bar && has_dash;
}

static int64_t level_of(Str line) {
    const size_t marks = line.len > 0 && line.at[0] == '#' ? run_of(line, 0) : 0;
    const bool is_heading = marks > 0 && marks <= LEVEL_MAX && (marks == line.len || is_blank(line.at[marks]));
    return is_heading ? (int64_t)marks : 0;
}

static void put_heading(Marking *marking, Str line, int64_t level) {
    Str text = str_trim(str_part(line, (size_t)level, line.len));
    size_t used = text.len;
    while (used > 0 && text.at[used - 1] == '#') used--;
    if (used == 0 || is_blank(text.at[used - 1])) text.len = used; /* marks at its end as well */
    end_paragraph(marking, 0);
    add_line(marking, text, false);
    end_paragraph(marking, level);
}

/* Of one kind of mark only. */
static bool is_rule(Str line, char mark, size_t least) {
    size_t count = 0;
    for (size_t i = 0; i < line.len; i++) {
        if (line.at[i] != mark && !is_blank(line.at[i])) return false;
        count += line.at[i] == mark ? 1 : 0;
    }
    return count >= least;
}

/* How long the mark of a point is at a line's beginning; 0: there is none. A number goes on from the point before, or
 * is 1, or stands at the beginning of a paragraph: a line that a year begins is none. */
static size_t point_of(const Marking *marking, Str line, int64_t *ret_number) {
    *ret_number = 0;
    if (line.len < 2) return 0;
    if (strchr("-*+", line.at[0]) != NULL && is_blank(line.at[1])) return 1;
    const size_t letter = str_starts(line, S("đ")) ? 2 : line.at[0] >= 'a' && line.at[0] <= 'z' ? 1 : 0;
    const bool is_lettered = letter > 0 && line.len > letter + 1 && line.at[letter] == ')';
    if (letter > 0) return is_lettered && is_blank(line.at[letter + 1]) ? letter + 1 : 0;
    size_t digits = 0;
    while (digits < line.len && digits < POINT_DIGITS_MAX && line.at[digits] >= '0' && line.at[digits] <= '9') digits++;
    if (digits == 0 || digits + 1 >= line.len || !is_blank(line.at[digits + 1])) return 0;
    if (line.at[digits] != '.' && line.at[digits] != ')') return 0;
    if (str_to_int(str_part(line, 0, digits), 0, INT64_MAX, ret_number) != OK) return 0;
    const bool goes_on = marking->number > 0 && *ret_number == marking->number + 1;
    return !marking->is_open || *ret_number == 1 || goes_on ? digits + 1 : 0;
}

static void put_point(Marking *marking, Str line, size_t mark, int64_t number, bool is_broken) {
    end_paragraph(marking, 0);
    if (mark == 1) buf_add(&marking->text, S("- ")); /* whichever bullet it has */
    else buf_add(&marking->text, str_part(line, 0, mark + 1));
    add_line(marking, str_part(line, mark + 1, line.len), is_broken);
    marking->number = number;
}

static Str without_quote(Str line) {
    while (str_starts(line, S(">"))) line = str_trim(str_part(line, 1, line.len));
    return line;
}

static void put_line(Marking *marking, Str raw, bool begins_table) {
    const Str line = without_quote(str_trim(raw));
    const bool is_fence = str_starts(line, S("```")) || str_starts(line, S("~~~"));
    const bool is_row = str_starts(line, S("|")) || (memchr(line.at, '|', line.len) != NULL && marking->in_table);
    const int64_t level = level_of(line);
    int64_t number;
    if (marking->in_fence && !is_fence) {
        text_put(marking->to, BLOCK_LINE, raw, 0);
        return;
    }
    if (is_row || begins_table) {
        end_paragraph(marking, 0);
        begin_table(marking);
        if (marking->rows++ > 1 || !is_delimiter(line)) put_row(marking, line);
        return;
    }
    end_table(marking);
    const size_t mark = point_of(marking, line, &number);
    if (is_fence) {
        end_paragraph(marking, 0);
        marking->in_fence = !marking->in_fence;
    } else if (line.len == 0) {
        end_paragraph(marking, 0);
    } else if (level > 0) {
        put_heading(marking, line, level);
    } else if (marking->is_open && (is_rule(line, '=', 1) || is_rule(line, '-', 2))) {
        end_paragraph(marking, line.at[0] == '=' ? 1 : 2);
    } else if (is_rule(line, '-', RULE_LEAST) || is_rule(line, '*', RULE_LEAST) || is_rule(line, '_', RULE_LEAST)) {
        end_paragraph(marking, 0);
    } else if (mark > 0) {
        put_point(marking, line, mark, number, str_ends(raw, S("  ")));
    } else {
        add_line(marking, line, str_ends(raw, S("  ")));
    }
}

void text_put_markdown(TextWriting *to, Str text) {
    Marking *marking = NEW(to->arena, Marking);
    *marking = (Marking){ .to = to, .text = buf_new(to->arena, TEXT_ROOM_MAX), .grid = { .to = to } };
    while (text.at != NULL && text.len > 0 && !to->is_over) {
        Str line = str_cut(&text, '\n');
        if (str_ends(line, S("\r"))) line.len--;
        Str after = text;
        const bool has_bar = line.len > 0 && memchr(line.at, '|', line.len) != NULL;
        put_line(marking, line, has_bar && is_delimiter(str_cut(&after, '\n')));
    }
    end_paragraph(marking, 0);
    end_table(marking);
}
