/* modules/reporting/metrics - what formulas can ask about how an agency reports: rows of `metrics[]` in module.c. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_REPORTING_METRICS_H
#define MODULES_REPORTING_METRICS_H

#include "kit/metric.h"

/* Of reports whose last day, extended and moved to a working day, lies in the span; as it stood on the span's end. */
MetricRead reports_due_metric, reports_on_time_metric, reports_late_metric, reports_missing_metric,
    reports_returned_metric, reports_on_time_share_metric;

#endif
