/* modules/budget/imports - a CSV of amounts, whole or not at all: of an administrator, or handed in by an officer. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_BUDGET_IMPORTS_H
#define MODULES_BUDGET_IMPORTS_H

#include "modules/budget/entries.h"

enum { BUDGET_FILE_BYTES_MAX = 8 * 1024 * 1024, BUDGET_FILE_ROWS_MAX = 20000, BUDGET_UPLOAD_BYTES_MAX = 1024 * 1024 };

extern const Shape money_import_args_shape, money_upload_shape, money_uploaded_shape;
Work money_import, money_upload;

extern const ProblemKind line_twice, line_differs, line_not_yours;

#endif
