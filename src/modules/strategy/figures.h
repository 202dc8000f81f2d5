/* modules/strategy/figures - what was reported: recorded, corrected with a reason, never lost. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_FIGURES_H
#define MODULES_STRATEGY_FIGURES_H

#include "modules/strategy/measure.h"
#include "modules/strategy/periods.h"
#include "modules/strategy/plan.h"

enum { TRAIL_POINTS = 24, FIGURES_OF_SUBJECT_MAX = 20000, FIGURES_OF_INDICATOR_MAX = 100000 };

/* A figure that holds. */
typedef struct Observation {
    Str indicator, subject, period;
    Day ends_on;
    Decimal value; /* the rank for levels */
    Str text;      /* the level's word */
    int64_t revision;
    Str origin; /* id of the submission or import that brought it */
    bool is_sample;
    Time recorded_at;
    int64_t plan_version; /* of the indicator's document, when it was recorded; filled by who records */
} Observation;

/* One of an indicator's subjects, as it stands: the newest figure and the ones before it. */
typedef struct Standing {
    Str indicator, subject, period;
    Day ends_on;
    Decimal value;
    Str text;
    int64_t revision;
    Str origin;
    bool is_sample;
    Time recorded_at;
    Day first_ends_on;
    Decimal first_value;
    Str trail;
    int64_t figure_count;
    Str source, agency, evidence; /* of the origin; filled when it is kept */
    int64_t reported, met_count;  /* members, where the newest figure is added up from theirs; see rollups.h */
} Standing;

extern const Shape observation_shape, standing_shape;

typedef struct FigureKey {
    Str indicator, subject, period;
    Day on; /* for histories: figures of periods that ended by then; none: all */
} FigureKey;
extern const Shape figure_key_shape;

/* NOT_FOUND without a Problem when there is none. */
Code figure_find(Ctx *cx, Str indicator, Str subject, Str period, Observation *ret_figure);
/* All figures of one indicator and subject, in time. */
Code figure_history(Ctx *cx, Str indicator, Str subject, Rows *ret_figures);
/* Figures of one indicator in a period ("": in all), by subject and in time. */
Code figures_of_indicator(Ctx *cx, Str indicator, Str period, Rows *ret_figures);

/* Records a figure: new, or in place of the one that holds (which goes to the past with the reason). Refreshes the
 * standing. The revision is given here. */
Code figure_record(Ctx *cx, const Observation *figure, Str reason);
/* The same for many figures of one indicator and subject, in time. Those that hold already with the same value are left
 * alone; those that differ go to the past with the reason, or are faults when there is none. */
typedef struct FigureBatch {
    const Observation *items;
    const int64_t *rows; /* where each stands in its file */
    size_t count;
    Str file_name, reason;
    size_t added, corrected, unchanged; /* results, added up over calls */
} FigureBatch;
Code figures_record_pair(Ctx *cx, FigureBatch *batch);

/* Standings as they are now, or as they were at the end of a day (figures of later periods left out). */
Code standings_of_subject(Ctx *cx, Str subject, Day on, Rows *ret_standings);
Code standing_find(Ctx *cx, Str indicator, Str subject, Standing *ret_standing); /* NOT_FOUND without a Problem */

/* What is drawn from all figures of one indicator and subject, in time; and keeping it for pages. */
Standing standing_make(Ctx *cx, const Observation *figures, size_t count);
Code standing_keep(Ctx *cx, const Standing *standing);

/* A standing as the rules need it. */
Series standing_series(Arena *arena, const Standing *standing);

/* What a figure was before it was corrected. */
typedef struct PastFigure {
    Str period;
    int64_t revision;
    Decimal value;
    Str text, origin;
    Time recorded_at;
    Str replaced_by;
    Time replaced_at;
    Str reason;
    int64_t plan_version;
} PastFigure;
extern const Shape past_figure_shape;
Code figure_past(Ctx *cx, Str indicator, Str subject, Rows *ret_past);

extern const ProblemKind figure_differs;

#endif
