/* platform/documents/text_grid - a table as it is read: every row has all columns, and a column that a wider or higher
 * cell covers says so. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_DOCUMENTS_TEXT_GRID_H
#define PLATFORM_DOCUMENTS_TEXT_GRID_H

#include "platform/documents/text_blocks.h"

/* A cell of a row above, or of the row at hand, that stands in this column. */
typedef struct TextReach {
    int64_t rows; /* how many rows it takes from the row at hand on */
    TextCovered as;
} TextReach;

typedef struct TextGrid {
    TextWriting *to;
    int64_t table;
    size_t first;    /* of its blocks */
    size_t columns;  /* of its widest row */
    TextCell *cells; /* of the row at hand */
    size_t count;
    TextReach reach[TEXT_CELLS_MAX];
} TextGrid;

/* All to zero but `to`. Then for each table: begin, its rows, end. */
void text_grid_begin(TextGrid *grid);
void text_grid_end(TextGrid *grid); /* short rows get the cells that they lack */

void text_grid_row(TextGrid *grid);
void text_grid_row_end(TextGrid *grid);
void text_grid_part_end(TextGrid *grid); /* of its head, body or foot: no cell reaches farther down */

/* A cell that takes so many columns and rows. Each format says in its own way which cells it covers:
 * .html leaves them out, all of them; */
void text_grid_flow(TextGrid *grid, Str text, int64_t wide, int64_t high);
void text_grid_flow_end(TextGrid *grid); /* before the end of a row */
/* .docx leaves out those on the right, and says of those below that they go on; */
void text_grid_add(TextGrid *grid, Str text, TextCovered as, int64_t wide);
/* .odt has them all, and says that they are covered. */
void text_grid_first(TextGrid *grid, Str text, int64_t wide, int64_t high);
void text_grid_covered(TextGrid *grid);

#endif
