/* modules/reporting/way - the way of a report: handed in by an officer, approved by the head, accepted or returned by
 * the coordinator; taken back, given to others, extended, and after publication corrected. Every step is a ledger
 * entry. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_REPORTING_WAY_H
#define MODULES_REPORTING_WAY_H

#include "modules/reporting/reports.h"

extern const Shape report_submission_shape, report_key_shape, report_decision_shape, report_reassignment_shape,
    report_extension_shape, extension_decision_shape, report_correction_shape, report_writers_shape;

Work report_submit, report_send, report_withdraw, report_approve, report_decide, report_reassign, report_extension_ask,
    report_extension_decide, report_correct, report_writers_get;

extern const ProblemKind own_report, way_reason_missing, officer_unfit, extension_used, extension_day,
    extension_missing, decision_unfit;

#endif
