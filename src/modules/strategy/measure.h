/* modules/strategy/measure - how far a figure is from what was promised. Pure rules: no ctx, no database; figures in,
 * figures out; exact, rounded once at the end. The rules are told to people in docs/protocols/measurement.md. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_MEASURE_H
#define MODULES_STRATEGY_MEASURE_H

#include "base/clock.h"
#include "base/decimal.h"

enum { MILESTONES_MAX = 32, TREND_POINTS_MAX = 12, TREND_POINTS_MIN = 4 };

typedef enum Direction { DIRECTION_NONE, DIRECTION_UP, DIRECTION_DOWN, DIRECTION_WITHIN } Direction;

/* No figure, baseline or target is larger, so that their differences have a Decimal. */
bool figure_is_fit(Decimal value);

/* What must hold on the last day of a year. One bound is enough, save for DIRECTION_WITHIN. For indicators of kind
 * `level` the bounds are ranks of levels, as whole numbers from 0. */
typedef struct Milestone {
    Day on;
    Decimal low, high;
} Milestone;

typedef struct Goal {
    Direction direction;
    bool is_level; /* values and bounds are ranks: the path goes in steps */
    bool is_share; /* percentages: forecasts stay between 0 and 100 */
    Milestone milestones[MILESTONES_MAX]; /* in time; targets whose cell is empty are not among them */
    size_t milestone_count;               /* at least 1 */
    Decimal baseline;                     /* only where a document states one */
    Day baseline_on;
    Decimal tolerance; /* only where stated: how far below the path is not yet late */
} Goal;

typedef struct Point {
    Day on; /* the last day of its period */
    Decimal value;
} Point;

typedef enum Status { STATUS_NONE, STATUS_MET, STATUS_ON_TRACK, STATUS_AT_RISK, STATUS_LATE, STATUS_NO_DATA } Status;

/* For lists that show what is worst first: 0 is the most urgent. */
enum { STATUS_URGENCIES = 6 };
int status_urgency(Status status);

/* What was reported of one indicator for one subject: its first figure ever, and the newest ones in time. */
typedef struct Series {
    Point first;
    const Point *points;
    size_t count; /* 0: nothing was reported */
} Series;

/* Which rule gave the status: shown to people beside it. */
typedef enum Rule {
    RULE_NONE,
    RULE_NO_FIGURE,       /* no_data: nothing was ever reported                                          */
    RULE_OVERDUE,         /* no_data: the newest figure that is due is missing                           */
    RULE_FINAL_REACHED,   /* met: the last milestone's target holds                                      */
    RULE_FINAL_PASSED,    /* late: the figure of the last milestone's day is there and the target does not hold */
    RULE_ON_PATH,         /* on_track: at or above the path on the figure's day                          */
    RULE_TREND_SHORT,     /* at_risk: on the path, but at this rate the next milestone will be missed    */
    RULE_WITHIN_TOLERANCE, /* at_risk: below the path by no more than the tolerance                      */
    RULE_BELOW_PATH,      /* late: below the path by more than the tolerance                             */
    RULE_PARTIAL,         /* on_track: the last target holds so far, but members have not reported yet    */
} Rule;

/* Where the path begins. */
typedef enum Start { START_NONE, START_DECLARED, START_MILESTONE, START_FIRST_FIGURE, START_LOWEST_LEVEL } Start;

typedef struct Measure {
    Status status;
    Rule rule;
    Decimal attainment; /* 0 to 1: the part of the way from start to target that is done; unknown without a figure */
    Start start;
    Decimal start_value;
    Day start_on;
    Decimal expected;  /* the path on the figure's day */
    Decimal gap;       /* value - expected, turned so that positive is good; for a range: nearer to it than the path */
    Decimal remaining; /* from the value to the last target; 0 when it holds */
    Decimal tolerance; /* the one that was used */
    const Milestone *next;  /* the first that lies after the figure's day; else the last */
    const Milestone *final; /* the last */
    Decimal forecast;  /* the trend's value on the next milestone's day; unknown with fewer than 4 figures */
    Decimal monthly;   /* the trend's change in 30 days */
} Measure;

/* is_overdue: a figure that is due is missing. `today` counts only where nothing was reported. */
Measure measure_take(const Goal *goal, const Series *series, Day today, bool is_overdue);

/* The bound of a milestone that counts for a direction; for DIRECTION_WITHIN the one nearer to the value. */
Decimal milestone_bound(const Milestone *milestone, Direction direction, Decimal value);
bool milestone_holds(const Milestone *milestone, Direction direction, Decimal value);

/* The path on a day: straight lines from the start through the milestones; in steps for levels. */
Decimal path_on(const Goal *goal, Decimal start_value, Day start_on, Day day, Decimal value);

/* What members must meet on a day: the path between the milestones, from the first; a range that must be kept is the
 * one of the milestone ahead. */
Milestone milestone_on(const Goal *goal, Day day);

/* Straight line of least squares through the last points, on a day; unknown with fewer than TREND_POINTS_MIN points or
 * when all lie on one day. */
Decimal trend_on(const Point *points, size_t count, Day day);

/* ---- Roll-ups ---- */

/* Counts and the mean attainment of those that are known: unknown ones are counted apart, never as zero. */
typedef struct Tally {
    int64_t total, met, on_track, at_risk, late, no_data;
    int64_t measured; /* how many have an attainment */
    Wide attainment_sum;
} Tally;

void tally_add(Tally *tally, const Measure *measure);
Decimal tally_mean(const Tally *tally); /* unknown when nothing was measured */

#endif
