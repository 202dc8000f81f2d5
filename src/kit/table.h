/* kit/table - CSV files and spreadsheets read into records after their Shape, row by row, with every fault named. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_TABLE_H
#define KIT_TABLE_H

#include "kit/crypto.h"
#include "kit/files.h"
#include "kit/shape.h"

/* How a file is written down. Zeroed members mean: comma, point, no group sign. */
typedef struct TableForm {
    Str path;       /* where it lies */
    Str name;       /* how faults call it */
    char delimiter; /* between columns */
    char decimal;   /* before the fraction of numbers */
    char group;     /* between thousands of numbers */
    size_t bytes_max;
    Texts declared; /* columns that may stand there besides those of the Shape; nobody reads them */
} TableForm;

/* A file held whole: records in the arena, and the spreadsheet row of each. */
typedef struct Table {
    Str name;
    const Shape *shape;
    char *items;
    int64_t *row_numbers;
    size_t count;
    bool is_whole; /* every row is there, even those with faulty cells: other tables can be checked against it */
} Table;

/* Gathers faults in cx->problem and goes on; OK unless the file cannot be read at all. Columns that are REQUIRED in the
 * Shape must be there; columns that neither the Shape nor the form knows are faults. At most rows_max rows. A file that
 * is a spreadsheet (.xlsx) is read as one: its first sheet, from the first row that names a column. */
Code table_read(Ctx *cx, const TableForm *form, const Shape *shape, size_t rows_max, Table *ret_table);

/* One file of a folder of tables, with commas and points. */
typedef struct TableFile {
    Str folder, name;
    const Shape *shape;
    size_t bytes_max, rows_max;
} TableFile;
/* The same for it, whose bytes go into a digest of all files of the folder. */
Code table_read_file(Ctx *cx, const TableFile *file, Digest *digest, Table *ret_table);

Spot table_spot(const Table *table, size_t index, Str column);
const void *table_item(const Table *table, size_t index);
void *table_change(Table *table, size_t index); /* to fill in what a row leaves out */

/* The same without holding it: the record lives until the next row. `bytes_read` tells how far the file is read. */
typedef Code TableEach(Ctx *cx, const void *record, int64_t row, size_t bytes_read, void *context);
Code table_each(Ctx *cx, const TableForm *form, const Shape *shape, TableEach *each, void *context);

/* Writes a record as a line of CSV; the header for NULL. Kinds that hold records are left out. */
void table_write_row(Buf *out, const Shape *shape, const void *record);
/* A whole file of records, with the mark at its head by which spreadsheets know UTF-8. TOO_LARGE beyond the bytes. */
Code table_write(Arena *arena, const Shape *shape, const void *items, size_t count, size_t bytes_max, Str *ret_csv);

extern const ProblemKind table_empty, table_separator, table_column_unknown, table_column_missing, table_column_twice,
    table_row_width, table_number, table_quote, table_too_long, table_not_utf8;

#endif
