/* modules/reporting/sheet - a report as a spreadsheet: taken down, filled in, sent up again. What is sent up goes into
 * the draft whole, or every cell that is wrong is named. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_REPORTING_SHEET_H
#define MODULES_REPORTING_SHEET_H

#include "modules/reporting/reports.h"

extern const Shape sheet_file_shape, sheet_key_shape, sheet_upload_shape, consolidation_workbook_asked_shape;

Work sheet_xlsx, sheet_csv, sheet_check, sheet_take, consolidation_xlsx;

extern const ProblemKind sheet_header, sheet_percent, sheet_row_unknown;

#endif
