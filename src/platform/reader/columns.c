/* platform/reader/columns - rows from lines that are set in columns: the halves of a document's head and foot, and
 * tables (column_tables). */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/columns_inside.h"
#include "platform/reader/folded.h"
#include "platform/reader/marks.h"

#include <string.h>

enum {
    HALVES_GAP_MIN = 3, /* blanks between two halves */
    HALF_MIN = 14       /* letters before the right half */
};

size_t parts_of(const ManuscriptItem *line, size_t gap, Part parts[COLUMNS_MAX]) {
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

void columns_add_row(Manuscript *to, const ManuscriptItem *first, const ManuscriptItem *last, const Buf *cells,
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

void columns_new_cells(Arena *arena, Buf *cells, size_t count) {
    for (size_t i = 0; i < count; i++) cells[i] = buf_new(arena, TEXT_BYTES_MAX);
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
    columns_new_cells(to->arena, cells, 2);
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
    columns_add_row(to, &from->items[at], &from->items[last], cells, 2);
    return last + 1;
}

Manuscript manuscript_with_columns(const Manuscript *from) {
    Manuscript to = { .arena = from->arena, .tables = from->tables };
    for (size_t i = 0; i < from->count;) {
        const ManuscriptItem *item = &from->items[i];
        size_t right;
        if (columns_begin_table(from->arena, item)) {
            i = columns_take_table(from, i, &to);
        } else if (begins_halves(from->arena, item, &right)) {
            i = take_halves(from, i, right, &to);
        } else {
            manuscript_add(&to, *item);
            i++;
        }
    }
    return to;
}
