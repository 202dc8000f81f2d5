/* modules/reporting/sheet - a report as a spreadsheet: taken down, filled in, sent up again. What is sent up goes into
 * the draft whole, or every cell that is wrong is named. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_REPORTING_SHEET_H
#define MODULES_REPORTING_SHEET_H

#include "modules/reporting/reports.h"

/* A row of the form: of a figure, a task (value: percent) or a section (text). */
typedef enum SheetKind { SHEET_NONE, SHEET_FIGURE, SHEET_TASK, SHEET_SECTION } SheetKind;
typedef struct SheetLine {
    int kind;
    Str code, subject, title, period, unit;
    Decimal before, value;
    Str text, source, note, reason, product;
    int64_t based_on;
} SheetLine;
extern const Shape sheet_line_shape;

/* What sheet_check has read and leaves in cx->prepared: rows as they stand in the file. */
enum { SHEET_LINES_MAX = 1100 };
typedef struct SheetRowRead {
    SheetLine line;
    int64_t row;
} SheetRowRead;
typedef struct SheetTaken {
    SheetRowRead *items;
    size_t count, room;
    Str name;
    bool is_workbook;
} SheetTaken;

extern const Shape sheet_file_shape, sheet_key_shape, sheet_upload_shape, consolidation_workbook_asked_shape;

Work sheet_xlsx, sheet_csv, sheet_check, sheet_take, consolidation_xlsx;

extern const ProblemKind sheet_header, sheet_percent, sheet_row_unknown;

#endif
