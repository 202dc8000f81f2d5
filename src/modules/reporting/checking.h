/* modules/reporting/checking - the checks put to a report: while it is typed, and once more when it is handed in. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_REPORTING_CHECKING_H
#define MODULES_REPORTING_CHECKING_H

#include "modules/reporting/checks.h"
#include "modules/reporting/form.h"

enum { REMARKS_MAX = 5000 };

/* One thing that a rule sees in a report. */
typedef struct Remark {
    int rule, severity;
    Str indicator, subject; /* or */
    Str section;
    Str title; /* of the indicator or section */
    Decimal a, b;
    Str reason; /* why it was passed over; "" when it was not */
} Remark;

/* Every remark on what was written, with the reasons that were given. */
Code report_remarks(Ctx *cx, const Desk *desk, const Obligation *obligation, const Report *report, Rows *ret_remarks);
/* For handing in: errors, and warnings without a reason, become faults; so do figures that cannot be. */
Code report_judge(Ctx *cx, const Desk *desk, const Obligation *obligation, const Report *report);

extern const Shape remark_list_shape, check_rule_list_shape, check_rule_change_shape;
Work report_check, check_rules_get, check_rule_set;

extern const ProblemKind check_failed, check_unanswered, check_fixed, check_threshold, figure_reason_missing,
    figure_moved;

#endif
