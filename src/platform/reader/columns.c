/* platform/reader/columns - rows from lines that are set in columns: tables, and the halves of a document's head and
 * foot. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/folded.h"
#include "platform/reader/manuscript.h"
#include "platform/reader/marks.h"

#include <string.h>

enum {
    GAP_MIN = 2,        /* blanks between columns of a table */
    HALVES_GAP_MIN = 3, /* between two halves */
    COLUMNS_MAX = 24,
    TABLE_COLUMNS_MIN = 3,
    COLUMN_SLACK = 3, /* letters by which a line may stand beside its column's edge */
    HALF_MIN = 14     /* letters before the right half */
};

/* A part of a line between gaps. */
typedef struct Part {
    Str text;
    size_t at; /* letters before it, those of the indent too */
} Part;

static size_t parts_of(const ManuscriptItem *line, size_t gap, Part parts[COLUMNS_MAX]) {
    size_t count = 0, letters = line->indent, from = 0;
    const Str text = line->text;
    if (line->kind != ITEM_LINE) return 0;
    for (size_t i = 0; i < text.len && count < COLUMNS_MAX;) {
        size_t end = i, blanks = 0;
        while (end < text.len && blanks < gap) blanks = text.at[end++] == ' ' ? blanks + 1 : 0;
        from = i;
        const Str part = str_trim(str_part(text, from, end - from));
        parts[count++] = (Part){ part, letters };
        while (end < text.len && text.at[end] == ' ') end++;
        letters += utf8_count(str_part(text, from, end - from));
        i = end;
    }
    return count;
}

static void add_row(Manuscript *to, const ManuscriptItem *first, const ManuscriptItem *last, const Buf *cells,
                    size_t count) {
    Str *texts = NEW_ARRAY(to->arena, Str, count);
    for (size_t i = 0; i < count; i++) texts[i] = (Str){ cells[i].at, cells[i].len };
    manuscript_add(to, (ManuscriptItem){ .kind = ITEM_ROW,
                                         .cells = texts,
                                         .cell_count = count,
                                         .table = to->tables,
                                         .block = first->block,
                                         .block_last = last->block_last });
}

static void new_cells(Arena *arena, Buf *cells, size_t count) {
    for (size_t i = 0; i < count; i++) cells[i] = buf_new(arena, TEXT_BYTES_MAX);
}

/* ---- tables ---- */

static bool begins_table(Arena *arena, const ManuscriptItem *line, Part parts[COLUMNS_MAX], size_t *ret_count) {
    static const char *const heads[] = {
        "stt",      "tt",       "so tt",    "so thu tu",         "chi tieu",
        "muc tieu", "nhiem vu", "noi dung", "noi dung nhiem vu", "noi dung cong viec"
    };
    *ret_count = parts_of(line, GAP_MIN, parts);
    if (*ret_count < TABLE_COLUMNS_MIN) return false;
    const Str first = folded_words(arena, parts[0].text);
    for (size_t i = 0; i < COUNT(heads); i++) {
        if (str_is(first, heads[i])) return true;
    }
    return false;
}

static bool is_number_cell(Str text) {
    if (text.len > 0 && (text.at[text.len - 1] == '.' || text.at[text.len - 1] == ')')) text.len--;
    if (text.len == 0 || text.len > 6) return false;
    for (size_t i = 0; i < text.len; i++) {
        if (strchr("0123456789.IVXABCDEGH", text.at[i]) == NULL) return false;
    }
    return true;
}

typedef struct Columns {
    size_t at[COLUMNS_MAX];
    size_t count;
} Columns;

/* The column in which a part stands: the last one whose edge is not behind it. */
static size_t column_of(const Columns *columns, size_t at) {
    size_t column = 0;
    while (column + 1 < columns->count && columns->at[column + 1] <= at + COLUMN_SLACK - 1) column++;
    return column;
}

static void learn_columns(Columns *columns, const Part *parts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        size_t place = 0;
        while (place < columns->count && columns->at[place] + COLUMN_SLACK < parts[i].at) place++;
        const bool is_known = place < columns->count && columns->at[place] <= parts[i].at + COLUMN_SLACK;
        if (is_known || columns->count == COLUMNS_MAX) continue;
        memmove(columns->at + place + 1, columns->at + place, (columns->count - place) * sizeof columns->at[0]);
        columns->at[place] = parts[i].at;
        columns->count++;
    }
}

/* Does a line behind a gap go on with the table? */
static bool goes_on(const Columns *columns, const Part *parts, size_t count) {
    if (count == 0) return false;
    if (parts[0].at + COLUMN_SLACK < columns->at[1]) return is_number_cell(parts[0].text);
    for (size_t i = 0; i < count; i++) {
        const size_t edge = columns->at[column_of(columns, parts[i].at)];
        if (parts[i].at > edge + COLUMN_SLACK || edge > parts[i].at + COLUMN_SLACK) return false;
    }
    return true;
}

static void put_parts(Buf *cells, const Columns *columns, const Part *parts, size_t count) {
    for (size_t i = 0; i < count; i++) cell_add_line(&cells[column_of(columns, parts[i].at)], parts[i].text);
}

/* The lines of a head: from `at` to the first that begins with a number. Gives the line behind. */
static size_t take_head(const Manuscript *from, size_t at, Columns *columns) {
    Part parts[COLUMNS_MAX];
    size_t end = at;
    for (; end < from->count && from->items[end].kind == ITEM_LINE; end++) {
        const size_t count = parts_of(&from->items[end], GAP_MIN, parts);
        if (end > at && count > 0 && is_number_cell(parts[0].text) && parts[0].at < columns->at[1]) break;
        if (end > at && count == 1 && parts[0].at + COLUMN_SLACK < columns->at[0]) break;
        learn_columns(columns, parts, count);
    }
    return end;
}

static size_t take_table(const Manuscript *from, size_t at, Manuscript *to) {
    Columns columns = { .count = 0 };
    Part parts[COLUMNS_MAX];
    Buf cells[COLUMNS_MAX];
    size_t first = at, line = take_head(from, at, &columns), last = at;
    to->tables++;
    new_cells(to->arena, cells, columns.count);
    for (size_t i = at; i < line; i++)
        put_parts(cells, &columns, parts, parts_of(&from->items[i], GAP_MIN, parts)), last = i;
    bool after_gap = false;
    for (; line < from->count; line++) {
        const ManuscriptItem *item = &from->items[line];
        if (item->kind == ITEM_BREAK || item->kind == ITEM_PAGE) {
            after_gap = true;
            continue;
        }
        const size_t count = parts_of(item, GAP_MIN, parts);
        if (count == 0 || (after_gap && !goes_on(&columns, parts, count))) break;
        if (!after_gap && count == 1 && parts[0].at + COLUMN_SLACK < columns.at[1] && !is_number_cell(parts[0].text))
            break; /* text again, below the table */
        if (parts[0].at + COLUMN_SLACK < columns.at[1] && is_number_cell(parts[0].text)) { /* a row begins */
            add_row(to, &from->items[first], &from->items[last], cells, columns.count);
            new_cells(to->arena, cells, columns.count);
            first = line;
        }
        put_parts(cells, &columns, parts, count);
        last = line;
        after_gap = false;
    }
    add_row(to, &from->items[first], &from->items[last], cells, columns.count);
    return last + 1;
}

/* ---- halves ---- */

/* "ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Nơi nhận:      TM. ỦY BAN NHÂN DÂN" */
static bool begins_halves(Arena *arena, const ManuscriptItem *line, size_t *ret_right) {
    Part parts[COLUMNS_MAX];
    if (parts_of(line, HALVES_GAP_MIN, parts) != 2 || parts[1].at < HALF_MIN) return false;
    const Str left = folded_words(arena, parts[0].text), right = folded_words(arena, parts[1].text);
    *ret_right = parts[1].at;
    return str_starts(left, S("noi nhan")) || str_find(right, S("cong hoa xa hoi")) < right.len ||
           (str_starts(left, S("so:")) && str_find(right, S("ngai")) < right.len);
}

/* In which half a line stands; false when it is of neither. */
static bool is_of_halves(const ManuscriptItem *line, size_t right, const Part *parts, size_t count) {
    if (line->kind != ITEM_LINE) return false;
    if (count == 2) return parts[1].at + COLUMN_SLACK * 2 >= right;
    return count == 1 && (parts[0].at + COLUMN_SLACK >= right || line->width <= right);
}

/* Behind an empty line: both halves, the line of the day, or in a closing a name and what is listed. */
static bool goes_on_behind_gap(const ManuscriptItem *first, size_t right, const Part *parts, size_t count) {
    if (count == 2) return true;
    const bool is_closing = first->text.len > 0 && first->text.at[0] == 'N';
    const bool is_at_right = parts[0].at + COLUMN_SLACK >= right;
    Mark mark;
    if (mark_of(parts[0].text, &mark) && mark.kind <= MARK_ROMAN) return false;
    if (is_closing) return is_at_right || (parts[0].at == first->indent && parts[0].text.at[0] == '-');
    const Str text = parts[0].text;
    return is_at_right && (str_find(text, S(", ng")) < text.len || text.at[0] == '-');
}

static size_t take_halves(const Manuscript *from, size_t at, size_t right, Manuscript *to) {
    Buf cells[2];
    Part parts[COLUMNS_MAX];
    size_t last = at;
    bool after_gap = false;
    to->tables++;
    new_cells(to->arena, cells, 2);
    for (size_t line = at; line < from->count; line++) {
        const ManuscriptItem *item = &from->items[line];
        if (item->kind == ITEM_BREAK || item->kind == ITEM_PAGE) {
            after_gap = true;
            continue;
        }
        const size_t count = parts_of(item, HALVES_GAP_MIN, parts);
        if (!is_of_halves(item, right, parts, count)) break;
        if (after_gap && !goes_on_behind_gap(&from->items[at], right, parts, count)) break;
        for (size_t i = 0; i < count; i++)
            cell_add_line(&cells[parts[i].at + COLUMN_SLACK * 2 >= right ? 1 : 0], parts[i].text);
        last = line;
        after_gap = false;
    }
    add_row(to, &from->items[at], &from->items[last], cells, 2);
    return last + 1;
}

Manuscript manuscript_with_columns(const Manuscript *from) {
    Manuscript to = { .arena = from->arena, .tables = from->tables };
    for (size_t i = 0; i < from->count;) {
        const ManuscriptItem *item = &from->items[i];
        Part parts[COLUMNS_MAX];
        size_t right, count;
        if (begins_table(from->arena, item, parts, &count)) {
            i = take_table(from, i, &to);
        } else if (begins_halves(from->arena, item, &right)) {
            i = take_halves(from, i, right, &to);
        } else {
            manuscript_add(&to, *item);
            i++;
        }
    }
    return to;
}
