/* kit/workbook - spreadsheets (.xlsx): written from sheets of typed cells, and read with every limit kept. What may
 * hide something is refused and named: macros, formulas, merged cells, links to other files, passwords. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_WORKBOOK_H
#define KIT_WORKBOOK_H

#include "kit/files.h"
#include "kit/shape.h"

enum {
    WORKBOOK_BYTES_MAX = 8 * 1024 * 1024, /* of a file that is read */
    SHEET_ROWS_MAX = 50000,               /* with something in them */
    SHEET_COLUMNS_MAX = 100,
    SHEETS_MAX = 50,
    CELL_LETTERS_MAX = 32767 /* Excel's own limit */
};

typedef enum CellKind {
    CELL_NONE,
    CELL_TEXT,
    CELL_NUMBER,
    CELL_DAY,
    CELL_TRUTH,   /* true when its number is not 0 */
    CELL_REFUSED, /* as read: something was wrong with it, and said */
} CellKind;

typedef struct Cell {
    CellKind kind;
    Str text;       /* as read: what a person sees in a CSV file: text, exact digits, 2026-11-22, true */
    Decimal number; /* unknown also where the digits do not fit into a Decimal: `text` has them */
    Day day;
} Cell;

Cell cell_text(Str text);         /* nothing for "" */
Cell cell_number(Decimal number); /* nothing when unknown */
Cell cell_whole(int64_t number);
Cell cell_day(Day day); /* nothing for none */

/* ---- writing ---- */

typedef struct SheetColumn {
    Str title;
    int64_t width;    /* in letters; 0: from what it holds */
    int64_t decimals; /* numbers are shown with so many; -1: with as many as they have */
    bool is_hidden;   /* a key that people need not see */
    bool is_open;     /* may be filled in although the sheet is locked */
    Texts choices;    /* cells must be one of these (255 letters in all, else any is taken) */
} SheetColumn;

typedef struct Sheet {
    Str name;         /* at most 31 letters; what Excel forbids is left out */
    const Str *notes; /* lines above the header: what this is, on which day */
    size_t note_count;
    const SheetColumn *columns;
    size_t column_count;
    const Cell *cells;  /* row after row, column_count in each */
    const Shape *shape; /* instead of cells: records of this Shape (sheet_of_records) */
    const void *records;
    size_t row_count;
    bool is_locked; /* against slips, without a password: only open columns can be changed */
} Sheet;

typedef struct Workbook {
    Str title, author;
    const Sheet *sheets;
    size_t sheet_count;
} Workbook;

/* The file's bytes, in the arena. The header stays in sight and can be filtered by; it is row note_count + 1. */
Code workbook_write(Ctx *cx, const Workbook *book, Str *ret_bytes);

/* The cells of records, as table_write_row() would write them, but typed: for `.xlsx` beside every `.csv`. Titles are
 * the members' names; give `titles` to call them otherwise (one for each column, same order). */
Sheet sheet_of_records(Ctx *cx, Str name, const Shape *shape, const Str *titles, const void *items, size_t count);
/* The file of one such sheet. */
Code workbook_of_records(Ctx *cx, Str title, const Shape *shape, const Str *titles, const void *items, size_t count,
                         Str *ret_bytes);

/* Media type of the files. */
extern const char *const workbook_media_type;

/* ---- reading: slow, so in a route's `prepare` ---- */

typedef struct WorkbookForm {
    Str path;         /* where it lies */
    Str name;         /* how faults call it */
    Str sheet;        /* the sheet to read; "": the first that is not hidden */
    int64_t data_row; /* merged cells that end above this row harm nothing; 0: they harm everywhere */
    size_t bytes_max; /* 0: WORKBOOK_BYTES_MAX */
    size_t rows_max;  /* 0: SHEET_ROWS_MAX */
} WorkbookForm;

/* A row with something in it. */
typedef struct SheetRow {
    int64_t number;    /* as the spreadsheet counts, from 1 */
    const Cell *cells; /* from column A; CELL_NONE where nothing stands */
    size_t cell_count; /* up to the last with something in it */
} SheetRow;

typedef struct SheetRead {
    Str name;
    const SheetRow *rows;
    size_t row_count;
} SheetRead;

/* Gathers faults (each with row and column letter) and goes on; OK unless the file cannot be read at all: end with
 * faults_verdict(). Numbers are those that Excel shows: fifteen digits count. */
Code workbook_read(Ctx *cx, const WorkbookForm *form, SheetRead *ret_sheet);
/* Looks at the first bytes: is it a ZIP archive or what Excel wrote before 2007? */
bool workbook_is_likely(Ctx *cx, Str path);

Str column_letters(Arena *arena, size_t column); /* 0 is A, 26 is AA */

extern const ProblemKind workbook_form, workbook_encrypted, workbook_macros, workbook_link, workbook_bomb,
    workbook_too_large, workbook_sheet_missing, cell_formula, cell_merged, cell_error, cell_too_long;

#endif
