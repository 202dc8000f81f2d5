/* modules/budget/metrics - what formulas may ask about an agency's money. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_BUDGET_METRICS_H
#define MODULES_BUDGET_METRICS_H

#include "kit/metric.h"

MetricRead execution_metric, digital_share_metric, money_reported_metric;

#endif
