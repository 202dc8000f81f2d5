/* platform/documents/text_blocks - the text of a document as it stands there: lines, paragraphs, rows of tables. Pure.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_DOCUMENTS_TEXT_BLOCKS_H
#define PLATFORM_DOCUMENTS_TEXT_BLOCKS_H

#include "kit/shape.h"

enum {
    TEXT_BLOCKS_MAX = 60000,
    TEXT_CELLS_MAX = 200,             /* of a row */
    TEXT_CELLS_TOGETHER_MAX = 120000, /* of all rows */
    TEXT_BYTES_MAX = 8 * 1024 * 1024,
    TEXT_ROOM_MAX = 2 * TEXT_BYTES_MAX, /* of one text on its way: what does not fit there is over the limit here */
    TEXT_FILE_BYTES_MAX = 32 * 1024 * 1024
};

enum { TEXT_TAB_INDENT = 100000 }; /* more than any line has blanks before it */

typedef enum BlockKind {
    BLOCK_NONE,
    BLOCK_LINE,      /* of a file that knows no paragraphs: its author's, or its printer's */
    BLOCK_PARAGRAPH, /* may hold line breaks of its own */
    BLOCK_HEADING,   /* that is marked so */
    BLOCK_ROW,       /* of a table: cells */
    BLOCK_PAGE,      /* a page ends here */
} BlockKind;

/* Of what a cell is a part: who asks for its text goes there, perhaps once more from there. */
typedef enum TextCovered {
    COVERED_NONE,
    COVERED_ABOVE, /* of the cell in the same column of the row before, which its table has */
    COVERED_LEFT,  /* of the cell before it in its row */
} TextCovered;

typedef struct TextCell {
    Str text; /* "" where another covers it */
    int covered;
} TextCell;

typedef struct TextBlock {
    int kind;
    Str text;      /* as text_mended() leaves it; "" for rows and pages */
    Rows cells;    /* of TextCell, of a row */
    int64_t level;  /* of a heading, from 1 */
    int64_t lead;   /* of a paragraph: so many letters at its beginning are bold */
    int64_t indent; /* of a line: blanks before it, which tell what stands in which column; TEXT_TAB_INDENT: a tab */
    int64_t table; /* of a row: which of the document's tables, from 1 */
} TextBlock;

typedef struct DocumentText {
    Str format; /* "docx", "odt", "html", "md", "txt", "pdf", "scan": what tesseract read */
    Rows blocks;
} DocumentText;
extern const Shape document_text_shape;

/* What is being written down. Beyond the limits above nothing more is taken in, and is_over says so. */
typedef struct TextWriting {
    Arena *arena;
    TextBlock *blocks;
    size_t count, room, bytes, cells;
    bool is_over;
} TextWriting;

TextWriting text_writing(Arena *arena);
/* Blanks at both ends are dropped; a paragraph or heading without letters is none. */
void text_put(TextWriting *to, BlockKind kind, Str text, int64_t level);
void text_lead(TextWriting *to, Str bold); /* that the paragraph put last begins in bold with these letters */
void text_put_row(TextWriting *to, const TextCell *cells, size_t count, int64_t table);
void text_widen_row(TextWriting *to, TextBlock *row, size_t columns); /* by empty cells */
/* Each line of a text a block, an empty one too: it parts what stands before and behind; a form feed ends a page. */
void text_put_lines(TextWriting *to, Str text);
DocumentText text_written(const TextWriting *from, const char *format);

#endif
