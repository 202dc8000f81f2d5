/* platform/reader/columns_inside - what the steps that read columns share. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_COLUMNS_INSIDE_H
#define PLATFORM_READER_COLUMNS_INSIDE_H

#include "platform/reader/manuscript.h"

enum {
    COLUMNS_MAX = 24,
    COLUMN_SLACK = 3 /* letters by which a line may stand beside its column's edge */
};

/* A part of a line between gaps. */
typedef struct Part {
    Str text;
    size_t at; /* letters before it, those of the indent too */
} Part;

/* The parts of a line that at least so many blanks keep apart; 0 of what is no line. */
size_t parts_of(const ManuscriptItem *line, size_t gap, Part parts[COLUMNS_MAX]);
void columns_add_row(Manuscript *to, const ManuscriptItem *first, const ManuscriptItem *last, const Buf *cells,
                     size_t count);
void columns_new_cells(Arena *arena, Buf *cells, size_t count);

/* Is it the line of a table's head that names most of its columns? */
bool columns_begin_table(Arena *arena, const ManuscriptItem *line);
/* Is it that line, the one above it that belongs to the head, or one with bars? */
bool columns_head_begins(const Manuscript *from, size_t at);
/* The first line below it, before `last`, that begins with a number; a head with bars is one line. */
size_t columns_head_end(const Manuscript *from, size_t at, size_t last);
/* Takes the table that begins there, as rows of one number; gives the item behind it. */
size_t columns_take_table(const Manuscript *from, size_t at, Manuscript *to);

#endif
