/* kit/metric - figures that a room knows about agencies and places: named, so that others can refer to them as data. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_METRIC_H
#define KIT_METRIC_H

#include "kit/shape.h"

/* What a value counts. Who writes formulas may add and compare only what has one unit. */
typedef enum MetricUnit {
    METRIC_UNIT_NONE,
    METRIC_COUNT,   /* a number of things: tasks, reports, agencies   */
    METRIC_SHARE,   /* a part of a whole, 0 to 1                      */
    METRIC_PERCENT, /* the same, 0 to 100                             */
    METRIC_DAYS,    /* working days or days                           */
    METRIC_MONEY,   /* đồng                                           */
    METRIC_YES,     /* 1 yes, 0 no                                    */
    METRIC_NUMBER,  /* anything else: a rank, an amount in its own unit */
} MetricUnit;
extern const Choices metric_unit_choices;

/* From one day to another, both included. */
typedef struct Span {
    Day from, to;
} Span;

/* Many at once, so that a metric reads the database a few times, however many are asked. */
typedef struct MetricAsked {
    Texts subjects; /* codes of agencies or places; those that are not known have no value */
    const Span *spans;
    size_t span_count;
    Str argument; /* "" where the metric takes none */
} MetricAsked;

typedef struct MetricValue {
    Decimal value;  /* unknown: nothing is known; never zero for that */
    bool is_sample; /* made up, or computed from what is */
} MetricValue;

/* Fills ret_values[span * subjects.count + subject], which come zeroed. Reads only; the transaction is the asker's.
 * What it needs on the way it makes in an arena of its own where it is much. */
typedef Code MetricRead(Ctx *cx, const MetricAsked *asked, MetricValue *ret_values);
/* May this argument be asked, and what is the unit then (the metric's own, unless it is changed)? NOT_FOUND, without a
 * Problem, when it is not known. */
typedef Code MetricKnows(Ctx *cx, Str argument, MetricUnit *ret_unit);

/* TO ADD A METRIC: 1 its read() in a file of the noun  2 a row in `metrics[]` of module.c, TABLE(metric, metrics)
 * 3 a test with values worked out by hand  4 make describe */
typedef struct Metric {
    const char *name; /* room.noun, and `room` is the module's own name */
    Sentence title;
    MetricUnit unit;      /* with an argument: what `knows` does not say otherwise */
    const char *argument; /* what its argument is: "code of an indicator"; NULL: it takes none */
    MetricKnows *knows;   /* with an argument, and only then */
    MetricRead *read;
    const char *help; /* what exactly is counted, and when nothing is known */
} Metric;

/* NULL when no room has it. */
const Metric *metric_named(const struct House *house, Str name);

#endif
