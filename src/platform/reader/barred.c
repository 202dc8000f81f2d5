/* platform/reader/barred - rows from lines with bars: whole rows in a line, and cells that a web page has set one below
 * the other. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/manuscript.h"
#include "platform/reader/marks.h"

#include <string.h>

enum {
    ROW_BARS_MIN = 2,    /* in a line that is a row of its own */
    CELL_LINES_MAX = 12, /* of a cell whose last line ends in a bar */
    LOOSE_LINES_MAX = 2, /* of a cell whose bar stands in a line of its own */
    CELLS_MAX = TEXT_CELLS_MAX
};

static bool is_bar(const ManuscriptItem *item) {
    return item->kind == ITEM_LINE && str_equal(item->text, S("|"));
}

static bool ends_in_bar(const ManuscriptItem *item) {
    return item->kind == ITEM_LINE && item->text.len > 1 && item->text.at[item->text.len - 1] == '|';
}

/* ---- a row in one line: "1 | Đường trục xã | km | 96", "| Số hiệu | 1539/QĐ-UBND |" ---- */

static size_t count_bars(Str text) {
    size_t bars = 0;
    for (size_t i = 0; i < text.len; i++) bars += text.at[i] == '|' ? 1 : 0;
    return bars;
}

static bool is_row_line(const ManuscriptItem *item) {
    return item->kind == ITEM_LINE && count_bars(item->text) >= ROW_BARS_MIN;
}

/* |---|:--:| of Markdown */
static bool is_rule(Str text) {
    for (size_t i = 0; i < text.len; i++) {
        if (strchr("|-: ", text.at[i]) == NULL) return false;
    }
    return true;
}

static void add_row_line(Manuscript *to, const ManuscriptItem *line) {
    Str rest = line->text;
    if (rest.at[0] == '|') rest = str_part(rest, 1, rest.len);
    if (rest.len > 0 && rest.at[rest.len - 1] == '|') rest.len--;
    if (is_rule(line->text)) return;
    Str *cells = NEW_ARRAY(to->arena, Str, CELLS_MAX);
    size_t count = 0;
    while (rest.at != NULL && count < CELLS_MAX) cells[count++] = str_trim(str_cut(&rest, '|'));
    ManuscriptItem row = *line;
    row.kind = ITEM_ROW, row.text = S(""), row.cells = cells, row.cell_count = count, row.table = to->tables;
    manuscript_add(to, row);
}

/* ---- cells one below the other ---- */

/* A cell, or a bar that stands alone. */
typedef struct Token {
    bool is_bar;
    Str text;
    size_t first, last; /* items */
} Token;

static Str join_lines(const Manuscript *from, size_t first, size_t last) {
    Buf out = buf_new(from->arena, TEXT_BYTES_MAX);
    for (size_t i = first; i <= last; i++) {
        Str text = from->items[i].text;
        if (i == last && text.len > 0 && text.at[text.len - 1] == '|') text = str_trim(str_part(text, 0, text.len - 1));
        cell_add_line(&out, text);
    }
    return (Str){ out.at, out.len };
}

/* A heading is no cell: the bar below it begins a table. */
static bool begins_part(const Manuscript *from, size_t first, size_t end) {
    for (size_t i = first; i < end; i++) {
        const Str text = from->items[i].text;
        Mark mark;
        if (text.len > 0 && text.at[0] == '(') return true;
        if (mark_of(text, &mark) && mark.kind <= MARK_ROMAN) return true;
    }
    return false;
}

/* The next token from a item on; false where no cell ends near enough. */
static bool next_token(const Manuscript *from, size_t at, Token *ret_token) {
    size_t end = at;
    while (end < from->count && from->items[end].kind == ITEM_BREAK) end++;
    if (end == from->count) return false;
    if (is_bar(&from->items[end])) {
        *ret_token = (Token){ .is_bar = true, .first = at, .last = end };
        return true;
    }
    for (size_t first = end; end < from->count && end - first < CELL_LINES_MAX; end++) {
        const ManuscriptItem *item = &from->items[end];
        if (item->kind != ITEM_LINE && item->kind != ITEM_BREAK) return false;
        const bool is_loose = is_bar(item);
        if (is_loose && (end - first > LOOSE_LINES_MAX || begins_part(from, first, end))) return false;
        if (!is_loose && !ends_in_bar(item)) continue;
        *ret_token = (Token){ .text = join_lines(from, first, end), .first = at, .last = end };
        return true;
    }
    return false;
}

/* "1", "12.", "IV", "A": what stands in the first column of a row. */
static bool is_row_number(Str text) {
    if (text.len > 0 && text.at[text.len - 1] == '.') text.len--;
    if (text.len == 0 || text.len > 5) return false;
    bool digits = true, letters = true;
    for (size_t i = 0; i < text.len; i++) {
        digits = digits && ((text.at[i] >= '0' && text.at[i] <= '9') || text.at[i] == '.');
        letters = letters && strchr("IVXABCDEGH", text.at[i]) != NULL;
    }
    return digits || letters;
}

typedef struct BarTable {
    Manuscript *to;
    Str *cells;
    size_t count, width; /* cells of the row at hand; of the first row, 0 while it is read */
    size_t first, last;  /* items of the row at hand */
    size_t rows;
} BarTable;

static void add_cell(BarTable *table, Str text) {
    if (table->count < CELLS_MAX) table->cells[table->count++] = text;
}

static void end_row(BarTable *table) {
    if (table->count == 0) return;
    while (table->count < table->width) add_cell(table, S(""));
    if (table->width == 0) table->width = table->count;
    manuscript_add(table->to, (ManuscriptItem){ .kind = ITEM_ROW,
                                                .cells = table->cells,
                                                .cell_count = table->count,
                                                .table = table->to->tables,
                                                .block = table->first,
                                                .block_last = table->last });
    table->cells = NEW_ARRAY(table->to->arena, Str, CELLS_MAX);
    table->count = 0;
    table->rows++;
}

/* How many of `run` bars behind a cell are empty cells; the one that is left, if any, begins a row. */
static size_t empty_cells(const BarTable *table, size_t run, const Token *next) {
    const size_t have = table->count, width = table->width;
    if (have == 0) return run; /* the row has just begun */
    if (width == 0 || have >= width) return run - 1;
    if (have + run - 1 == width) return run - 1;
    const bool is_new_row = next != NULL && is_row_number(next->text) && have <= 2;
    return have + run < width && !is_new_row ? run : run - 1;
}

static size_t count_run(const Manuscript *from, size_t at, Token *ret_next, bool *ret_has_next, size_t *ret_behind) {
    size_t run = 0;
    Token token;
    while (next_token(from, at, &token) && token.is_bar) run++, at = token.last + 1;
    *ret_behind = at;
    *ret_has_next = next_token(from, at, ret_next);
    return run;
}

/* Takes a table whose first bar is at `at`; gives the item behind it. */
static size_t take_table(const Manuscript *from, size_t at, Manuscript *to) {
    BarTable table = { .to = to, .cells = NEW_ARRAY(to->arena, Str, CELLS_MAX) };
    const int64_t number = to->tables++;
    size_t behind = at;
    bool is_begun = false;
    MUST(to->tables == number + 1);
    for (;;) {
        Token token;
        if (!next_token(from, behind, &token)) break;
        const bool is_full = table.width > 0 && table.count >= table.width;
        if (!token.is_bar && (is_full || !is_begun)) break;
        if (!token.is_bar) {
            if (table.count == 0) table.first = from->items[token.first].block;
            add_cell(&table, token.text);
            behind = token.last + 1;
            table.last = from->items[token.last].block_last;
            continue;
        }
        Token next = { 0 };
        bool has_next;
        const size_t run = count_run(from, behind, &next, &has_next, &behind);
        const size_t first = is_begun ? 0 : 1; /* the table's first bar begins a row */
        const size_t empty = first == 1 ? run - 1 : empty_cells(&table, run, has_next ? &next : NULL);
        is_begun = true;
        for (size_t i = 0; i < empty && (table.width == 0 || table.count < table.width); i++) add_cell(&table, S(""));
        if (empty + first < run) end_row(&table);
        if (!has_next) break;
    }
    end_row(&table);
    return behind > at ? behind : at + 1;
}

Manuscript manuscript_with_bars(const Manuscript *from) {
    Manuscript to = { .arena = from->arena, .tables = from->tables };
    bool was_row = false;
    for (size_t i = 0; i < from->count;) {
        const ManuscriptItem *item = &from->items[i];
        if (is_bar(item)) {
            i = take_table(from, i, &to);
            was_row = false;
            continue;
        }
        const bool is_row = is_row_line(item);
        if (is_row && !was_row) to.tables++;
        if (is_row)
            add_row_line(&to, item);
        else
            manuscript_add(&to, *item);
        was_row = is_row;
        i++;
    }
    return to;
}
