/* platform/reader/tabbed - rows from a page that was copied: a row's first cell begins a line, each other one stands
 * behind a tab in a line of its own. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/manuscript.h"

#include <string.h>

enum {
    FIRST_LINES_MAX = 12, /* of a first cell */
    CELLS_MAX = TEXT_CELLS_MAX
};

/* A line, or an empty one, that stands behind a tab and nothing else. */
static bool is_tabbed(const Manuscript *from, size_t at) {
    const ManuscriptItem *item = &from->items[at];
    return (item->kind == ITEM_LINE || item->kind == ITEM_BREAK) && item->indent == TEXT_TAB_INDENT;
}

static bool is_flush(const Manuscript *from, size_t at) {
    return from->items[at].kind == ITEM_LINE && from->items[at].indent == 0;
}

/* Where the row's first cell ends, if one begins here: flush lines, and right below them one behind a tab. 0: none. */
static size_t first_cell_end(const Manuscript *from, size_t at) {
    size_t end = at;
    while (end < from->count && end - at < FIRST_LINES_MAX && is_flush(from, end)) end++;
    return end > at && end < from->count && is_tabbed(from, end) ? end : 0;
}

/* "12", "IV", "A.": it begins a row wherever it stands. */
static bool is_number(Str text) {
    if (text.len == 0 || text.len > 5) return false;
    for (size_t i = 0; i < text.len; i++) {
        if (strchr("0123456789.)IVXABCDEGH", text.at[i]) == NULL) return false;
    }
    return true;
}

/* A row begins with one flush line here. In a cell of several lines the last one looks alike: it is no row as long as
 * the row at hand has fewer cells than the first one of its table. */
static bool begins_row(const Manuscript *from, size_t at, size_t cells, size_t width) {
    const bool is_possible = is_flush(from, at) && at + 1 < from->count && is_tabbed(from, at + 1);
    return is_possible && (cells >= width || is_number(from->items[at].text));
}

/* Takes the row whose first cell is at..end-1; gives what stands behind it. */
static size_t take_row(const Manuscript *from, size_t at, size_t end, size_t *width, Manuscript *to) {
    Str *cells = NEW_ARRAY(to->arena, Str, CELLS_MAX);
    Buf cell = buf_new(to->arena, TEXT_BYTES_MAX); /* the last one, which may go on */
    size_t count = 1, i = end;
    for (size_t k = at; k < end; k++) cell_add_line(&cell, from->items[k].text);
    for (; i < from->count; i++) {
        const bool is_cell = is_tabbed(from, i);
        const bool goes_on = !is_cell && is_flush(from, i) && !begins_row(from, i, count, *width);
        if (!is_cell && !goes_on) break;
        if (is_cell && count == CELLS_MAX) continue;
        if (is_cell) {
            cells[count++ - 1] = (Str){ cell.at, cell.len };
            cell = buf_new(to->arena, TEXT_BYTES_MAX);
        }
        cell_add_line(&cell, from->items[i].text);
    }
    cells[count - 1] = (Str){ cell.at, cell.len };
    manuscript_add(to, (ManuscriptItem){ .kind = ITEM_ROW,
                                         .cells = cells,
                                         .cell_count = count,
                                         .table = to->tables,
                                         .block = from->items[at].block,
                                         .block_last = from->items[i - 1].block_last });
    if (*width == 0) *width = count;
    return i;
}

Manuscript manuscript_with_tabs(const Manuscript *from) {
    Manuscript to = { .arena = from->arena, .tables = from->tables };
    bool was_row = false;
    size_t width = 0;
    for (size_t i = 0; i < from->count;) {
        const size_t end = was_row && begins_row(from, i, width, width) ? i + 1 : first_cell_end(from, i);
        if (end == 0) {
            manuscript_add(&to, from->items[i++]);
            was_row = false;
            continue;
        }
        if (!was_row) to.tables++, width = 0;
        i = take_row(from, i, end, &width, &to);
        was_row = true;
    }
    return to;
}
