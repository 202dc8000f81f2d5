/* platform/reader/grid - see grid.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/grid.h"

#include "platform/reader/dates.h"

#include <string.h>

enum { HEAD_ROWS_MAX = 4, HEAD_CELL_BYTES_MAX = 120 };

/* What a head's text tells; COLUMN_NONE when nothing. ret_covered: the letters of the words that tell it. */
static GridColumn column_said(const Structure *structure, Str head, size_t *ret_covered) {
    const Folded folded = folded_of(structure->arena, head);
    const Found *found;
    GridColumn column = { .year = year_last_in(folded.text) };
    size_t longest = 0;
    const size_t count = words_find(structure->words, WORDS_COLUMN, structure->arena, &folded, &found);
    for (size_t i = 0; i < count; i++) {
        if (found[i].to - found[i].from <= longest) continue;
        longest = found[i].to - found[i].from;
        column.kind = (int)found[i].value;
    }
    const bool is_year = column.year > 0 && (column.kind == COLUMN_NONE || column.kind == COLUMN_TITLE);
    if (is_year) column.kind = COLUMN_YEAR;
    if (column.kind == COLUMN_UNIT && str_is(folded.text, "don vi")) column.may_lead = true;
    *ret_covered = is_year ? folded.text.len : longest;
    return column;
}

/* Words that only stand somewhere in a long cell do not make a head of it. */
static bool is_head_cell(const Structure *structure, Str cell) {
    enum { COVERED_PART = 3 };
    size_t covered;
    const GridColumn column = column_said(structure, cell, &covered);
    return column.kind != COLUMN_NONE && covered * COVERED_PART >= folded_words(structure->arena, cell).len;
}

static bool is_number(Str text) {
    for (size_t i = 0; i < text.len; i++) {
        if (!is_digit(text.at[i]) && strchr("().", text.at[i]) == NULL) return false;
    }
    return text.len > 0;
}

/* "(1) (2) (3)": columns numbered for the print. */
static bool numbers_columns(const Node *row) {
    size_t numbers = 0;
    for (size_t i = 0; i < row->cell_count; i++) {
        if (row->cells[i].len > 0 && !is_number(row->cells[i])) return false;
        numbers += row->cells[i].len > 0 ? 1 : 0;
    }
    return numbers >= 3 && row->cell_count > 0 && is_number(row->cells[0]);
}

static bool is_head_row(const Structure *structure, const Node *row, bool is_first) {
    size_t told = 0, said = 0;
    for (size_t i = 0; i < row->cell_count; i++) {
        if (row->cells[i].len == 0) continue;
        said++;
        if (row->cells[i].len > HEAD_CELL_BYTES_MAX) return false;
        if (is_first && i == 0 && is_number(row->cells[i])) return false;
        told += is_head_cell(structure, row->cells[i]) ? 1 : 0;
    }
    if (!is_first && row->cell_count > 0 && is_number(row->cells[0])) return false;
    return told >= 2 && told * 2 >= said;
}

/* The column as its lowest head tells it, or all of them together. */
static GridColumn column_at(const Structure *structure, const Grid *grid, size_t column) {
    GridColumn told = { 0 };
    size_t covered;
    Str above = S("");
    for (size_t i = 0; i < grid->head_rows; i++) {
        const Node *row = &structure->nodes[grid->first + i];
        const Str text = column < row->cell_count ? row->cells[column] : S("");
        if (text.len == 0 || str_equal(text, above) || numbers_columns(row)) continue;
        const GridColumn here = column_said(structure, text, &covered);
        if (here.kind != COLUMN_NONE) told = here;
        above = text;
    }
    return told;
}

/* The words of a table whose head names no column of what is to be done: those of the widest column. */
static void choose_title(const Structure *structure, Grid *grid) {
    size_t best = grid->column_count, most = 0;
    for (size_t i = 0; i < grid->column_count; i++) {
        size_t letters = 0;
        if (grid->columns[i].kind == COLUMN_TITLE) return;
        if (grid->columns[i].kind != COLUMN_NONE) continue;
        for (size_t k = grid->first + grid->head_rows; k < grid->behind; k++) {
            const Node *row = &structure->nodes[k];
            letters += i < row->cell_count ? row->cells[i].len : 0;
        }
        if (letters > most) most = letters, best = i;
    }
    if (best < grid->column_count) grid->columns[best].kind = COLUMN_TITLE;
}

static bool has_column(const Grid *grid, ColumnKind kind) {
    for (size_t i = 0; i < grid->column_count; i++) {
        if (grid->columns[i].kind == (int)kind) return true;
    }
    return false;
}

/* "Nhiệm vụ | Nội dung thực hiện | Cơ quan chủ trì | Sản phẩm": a second column of words is no target in a table that
 * tells who makes what, and neither units nor years. */
static bool is_of_work(const Grid *grid) {
    return !has_column(grid, COLUMN_YEAR) && !has_column(grid, COLUMN_UNIT) && has_column(grid, COLUMN_LEAD) &&
           (has_column(grid, COLUMN_PRODUCT) || has_column(grid, COLUMN_SUPPORT));
}

static void settle(Grid *grid) {
    const int second_title = is_of_work(grid) ? COLUMN_NOTE : COLUMN_YEAR;
    bool has_title = false;
    for (size_t i = 0; i < grid->column_count; i++) {
        GridColumn *column = &grid->columns[i];
        if (column->kind == COLUMN_TITLE && has_title) *column = (GridColumn){ .kind = second_title };
        has_title = has_title || column->kind == COLUMN_TITLE;
        grid->sets_targets = grid->sets_targets || column->kind == COLUMN_YEAR;
        grid->gives_work = grid->gives_work || column->kind == COLUMN_LEAD || column->kind == COLUMN_TERM ||
                           column->kind == COLUMN_PRODUCT || column->kind == COLUMN_SUPPORT;
    }
    if (has_column(grid, COLUMN_TERM)) grid->sets_targets = false;
    if (grid->sets_targets) grid->gives_work = false;
    for (size_t i = 0; i < grid->column_count && !has_column(grid, COLUMN_LEAD); i++) {
        GridColumn *column = &grid->columns[i];
        if (grid->gives_work && column->may_lead) column->kind = COLUMN_LEAD;
    }
}

void grid_of(const Structure *structure, size_t first, const Grid *before, Grid *ret_grid) {
    Grid *grid = ret_grid;
    const int64_t table = structure->nodes[first].table;
    *grid = (Grid){ .first = first, .behind = first };
    while (grid->behind < structure->count && structure->nodes[grid->behind].table == table &&
           structure->nodes[grid->behind].cell_count > 0) {
        const size_t cells = structure->nodes[grid->behind].cell_count;
        if (cells > grid->column_count) grid->column_count = cells < GRID_COLUMNS_MAX ? cells : GRID_COLUMNS_MAX;
        grid->behind++;
    }
    while (first + grid->head_rows < grid->behind && grid->head_rows < HEAD_ROWS_MAX) {
        const Node *row = &structure->nodes[first + grid->head_rows];
        const bool is_head =
            is_head_row(structure, row, grid->head_rows == 0) || (grid->head_rows > 0 && numbers_columns(row));
        if (!is_head) break;
        grid->head_rows++;
    }
    if (grid->head_rows == 0) {
        if (before == NULL || before->column_count != grid->column_count) return;
        memcpy(grid->columns, before->columns, sizeof grid->columns);
        grid->sets_targets = before->sets_targets, grid->gives_work = before->gives_work;
        return;
    }
    for (size_t i = 0; i < grid->column_count; i++) grid->columns[i] = column_at(structure, grid, i);
    choose_title(structure, grid);
    settle(grid);
}

GridCell grid_cell_at(Arena *arena, const Node *row, size_t column) {
    const int64_t between = 3; /* " | " */
    int64_t from = 0;
    for (size_t i = 0; i < column; i++) from += (int64_t)utf8_count(row->cells[i]) + between;
    return (GridCell){ str_one_line(arena, row->cells[column]), from, from + (int64_t)utf8_count(row->cells[column]) };
}

GridCell grid_cell(const Grid *grid, Arena *arena, const Node *row, ColumnKind kind) {
    for (size_t i = 0; i < grid->column_count && i < row->cell_count; i++) {
        if (grid->columns[i].kind == (int)kind) return grid_cell_at(arena, row, i);
    }
    return (GridCell){ .text = S("") };
}

bool grid_is_group(const Grid *grid, const Node *row) {
    size_t said = 0, others = 0;
    bool has_digits = false;
    for (size_t i = 0; i < row->cell_count && i < grid->column_count; i++) {
        if (row->cells[i].len == 0) continue;
        said++;
        if (grid->columns[i].kind == COLUMN_NUMBER) {
            has_digits = is_number(row->cells[i]);
            continue;
        }
        others += grid->columns[i].kind == COLUMN_TITLE ? 0 : 1;
    }
    if (said <= 1) return true;
    return others == 0 && !has_digits;
}
