/* modules/strategy/metrics - what formulas can ask of this room: figures, how far indicators are, tasks on time. Rows
 * of `metrics[]` in module.c; each reads once for all subjects and spans. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_METRICS_H
#define MODULES_STRATEGY_METRICS_H

#include "modules/strategy/measured.h"

/* Of one indicator, whose code is the argument. */
MetricKnows indicator_metric_knows, indicator_share_knows, indicator_yes_knows;
MetricRead indicator_metric, figure_metric, attainment_metric, met_metric, on_track_metric;

/* Of all indicators that an agency leads on the last day of the span. */
MetricRead indicators_led_metric, indicators_on_track_metric, indicators_met_metric, attainment_mean_metric;

/* Figures that were due in the span, and tasks. */
MetricRead figures_due_metric, figures_on_time_metric;
MetricRead tasks_led_metric, tasks_due_metric, tasks_done_metric, tasks_on_time_metric, tasks_overdue_metric;

/* ---- For the files of this noun ---- */

enum { METRIC_ARENA_BYTES = 256 * 1024 * 1024 };

/* Runs one metric with its plan at hand, in an arena that is given back before the next. */
typedef Code MetricCount(Ctx *cx, const Goals *goals, const MetricAsked *asked, MetricValue *values);
Code metric_count(Ctx *cx, const MetricAsked *asked, MetricValue *values, MetricCount *count);

/* Where the value of a subject and a span stands; NULL when the agency was not asked about. */
typedef struct Places {
    Map at; /* code -> index in asked->subjects */
} Places;
Places places_of(Ctx *cx, const MetricAsked *asked);
MetricValue *value_at(const Places *places, const MetricAsked *asked, MetricValue *values, size_t span, Str agency);
/* Counts begin at zero for every agency that was in being on the last day of the span: that it owes nothing is known.
 */
void values_begin(const Goals *goals, const MetricAsked *asked, MetricValue *values);
void value_add(MetricValue *value, int64_t number, bool is_sample);

extern const Shape figure_point_shape, figure_span_shape, figure_time_shape; /* of its queries */

#endif
