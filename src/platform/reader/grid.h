/* platform/reader/grid - what the columns of a table tell, from its head. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_GRID_H
#define PLATFORM_READER_GRID_H

#include "platform/reader/structure.h"

enum { GRID_COLUMNS_MAX = TEXT_CELLS_MAX };

typedef struct GridColumn {
    int kind;     /* ColumnKind */
    int64_t year;  /* of COLUMN_YEAR; 0: the document's last year */
    bool may_lead; /* "Đơn vị": units of figures, but in a table of work who does it */
} GridColumn;

typedef struct Grid {
    GridColumn columns[GRID_COLUMNS_MAX];
    size_t column_count;
    size_t first, behind; /* nodes of the table */
    size_t head_rows;     /* at its beginning */
    bool sets_targets;    /* years and figures */
    bool gives_work;      /* who, what, by when */
} Grid;

/* The table that begins at a node. `before` is the one before it: a table without a head that has as many columns goes
 * on with it; NULL when there is none. */
void grid_of(const Structure *structure, size_t first, const Grid *before, Grid *ret_grid);
/* A row's cell in the first column of a kind: its text in one line, "" when there is none, and where it stands in the
 * text of the row, in letters. */
typedef struct GridCell {
    Str text;
    int64_t from, to;
} GridCell;
GridCell grid_cell(const Grid *grid, Arena *arena, const Node *row, ColumnKind kind);
GridCell grid_cell_at(Arena *arena, const Node *row, size_t column);
/* A row that only names the rows below it. */
bool grid_is_group(const Grid *grid, const Node *row);

#endif
