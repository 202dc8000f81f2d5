/* platform/reader/manuscript - a file's text made whole again: lines joined, columns and cells told apart, page heads
 * gone. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_MANUSCRIPT_H
#define PLATFORM_READER_MANUSCRIPT_H

#include "base/map.h"
#include "kit/shape.h"
#include "platform/documents/documents.h"

typedef enum ManuscriptKind {
    ITEM_NONE,
    ITEM_LINE,      /* not joined yet */
    ITEM_BREAK,     /* an empty line */
    ITEM_PAGE,      /* a page ends */
    ITEM_PARAGRAPH, /* whole */
    ITEM_HEADING,   /* whole, and marked as a heading in the file */
    ITEM_ROW        /* of a table */
} ManuscriptKind;

typedef struct ManuscriptItem {
    int kind;
    Str text;      /* without blanks at its ends; "" of a row */
    size_t lead;   /* bytes of a paragraph that are bold at its beginning; 0: none */
    size_t indent; /* letters before a line */
    size_t width;  /* letters of a line with its indent */
    const Str *cells;
    size_t cell_count;
    int64_t table; /* of a row: rows of one table bear one number */
    size_t block, block_last;
} ManuscriptItem;

typedef struct Manuscript {
    Arena *arena;
    ManuscriptItem *items;
    size_t count, room;
    int64_t tables; /* numbers given to tables so far */
} Manuscript;

/* Paragraphs, headings and rows only. */
Manuscript manuscript_of(Arena *arena, const DocumentText *text);

/* ---- The steps, in their order; each gives a new manuscript ---- */
Manuscript manuscript_taken(Arena *arena,
                            const DocumentText *text); /* one a block; letters that are spaced out closed up */
Manuscript manuscript_without_page_heads(
    const Manuscript *from);                                /* what repeats at the edges of pages, and their numbers */
Manuscript manuscript_with_tabs(const Manuscript *from);               /* rows from cells that stand behind tabs */
Manuscript manuscript_with_bars(const Manuscript *from);    /* rows from lines with bars between cells */
Manuscript manuscript_with_columns(const Manuscript *from); /* rows from lines that are set in columns */
Manuscript manuscript_joined(const Manuscript *from);       /* paragraphs from lines */

/* A further line of a cell. */
void cell_add_line(Buf *cell, Str line);
void manuscript_add(Manuscript *to, ManuscriptItem piece);
/* A line of text without blanks at its ends; an empty one is a break. */
ManuscriptItem manuscript_line(Str text, size_t indent, size_t block);

#endif
