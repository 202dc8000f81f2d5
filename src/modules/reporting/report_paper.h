/* modules/reporting/report_paper - a report as an administrative document: to be signed, or to go on writing in. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_REPORTING_REPORT_PAPER_H
#define MODULES_REPORTING_REPORT_PAPER_H

#include "modules/reporting/reports.h"

Work report_pdf, report_docx;

extern const ProblemKind report_unwritten;

#endif
