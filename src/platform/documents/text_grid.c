/* platform/documents/text_grid - see text_grid.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/documents/text_grid.h"

#include <string.h>

void text_grid_begin(TextGrid *grid) {
    grid->table++;
    grid->first = grid->to->count;
    grid->columns = grid->count = 0;
    if (grid->cells == NULL) grid->cells = NEW_ARRAY(grid->to->arena, TextCell, TEXT_CELLS_MAX);
    text_grid_part_end(grid);
}

void text_grid_end(TextGrid *grid) {
    for (size_t i = grid->first; i < grid->to->count; i++) {
        TextBlock *row = &grid->to->blocks[i];
        if (row->kind == BLOCK_ROW) text_widen_row(grid->to, row, grid->columns);
    }
}

void text_grid_row(TextGrid *grid) {
    grid->count = 0;
}

void text_grid_row_end(TextGrid *grid) {
    for (size_t i = 0; i < TEXT_CELLS_MAX; i++) {
        if (grid->reach[i].rows > 0) grid->reach[i].rows--;
    }
    if (grid->count > grid->columns) grid->columns = grid->count;
    text_put_row(grid->to, grid->cells, grid->count, grid->table);
}

void text_grid_part_end(TextGrid *grid) {
    memset(grid->reach, 0, sizeof grid->reach);
}

static void put(TextGrid *grid, Str text, TextCovered as) {
    if (grid->count < TEXT_CELLS_MAX) grid->cells[grid->count++] = (TextCell){ text, (int)as };
}

void text_grid_add(TextGrid *grid, Str text, TextCovered as, int64_t wide) {
    put(grid, text, as);
    for (int64_t i = 1; i < wide; i++) put(grid, S(""), COVERED_LEFT);
}

static void reach(TextGrid *grid, int64_t wide, int64_t high) {
    for (size_t i = grid->count; i < TEXT_CELLS_MAX && i < grid->count + (size_t)wide; i++)
        grid->reach[i] = (TextReach){ high, i == grid->count ? COVERED_ABOVE : COVERED_LEFT };
}

void text_grid_first(TextGrid *grid, Str text, int64_t wide, int64_t high) {
    reach(grid, wide, high);
    put(grid, text, COVERED_NONE);
}

void text_grid_covered(TextGrid *grid) {
    const bool is_known = grid->count < TEXT_CELLS_MAX && grid->reach[grid->count].rows > 0;
    put(grid, S(""), is_known ? grid->reach[grid->count].as : COVERED_NONE);
}

void text_grid_flow_end(TextGrid *grid) {
    while (grid->count < TEXT_CELLS_MAX && grid->reach[grid->count].rows > 0)
        put(grid, S(""), grid->reach[grid->count].as);
}

void text_grid_flow(TextGrid *grid, Str text, int64_t wide, int64_t high) {
    text_grid_flow_end(grid);
    reach(grid, wide, high);
    text_grid_add(grid, text, COVERED_NONE, wide);
}
