/* modules/scoring/scheme - a way to score as data: classes of agencies, parts, criteria with formulas, inputs, bands.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_SCORING_SCHEME_H
#define MODULES_SCORING_SCHEME_H

#include "kit/table.h"
#include "modules/scoring/expression.h"
#include "platform/reference/reference.h"

enum { SCHEME_CODE_MAX = 40, SCHEME_TITLE_MAX = 300, SCHEME_NOTE_MAX = 1500, SCHEMES_MAX = 500, SCHEME_ROWS_MAX = 500 };

/* `scheme`, `version` and `position` are stored; in the files the folder and the order say them. */

typedef struct Scheme {
    Str code;
    int64_t version;
    Str title, title_en, legal;
    int standing, frequency;
    int64_t appeal_days;
    Str change_note, note;
    Str digest;
    Time loaded_at;
} Scheme;

typedef struct ScoreClass {
    Str scheme;
    int64_t version;
    Str code, title, title_en;
    Texts kinds, agencies;
    int64_t position;
} ScoreClass;

typedef struct ScoreBand {
    Str scheme;
    int64_t version;
    Str code, title, title_en;
    Decimal least; /* percent of what could be reached */
    int64_t position;
} ScoreBand;

typedef struct ScorePart {
    Str scheme;
    int64_t version;
    Str code, title, title_en;
    Decimal maximum;
    int64_t position;
} ScorePart;

/* What happens when there is no number. */
typedef enum Lack { LACK_NONE, LACK_ZERO, LACK_FULL, LACK_EXCLUDED, LACK_NEEDS_INPUT } Lack;

typedef struct Criterion {
    Str scheme;
    int64_t version;
    Str code, part, title, title_en;
    Decimal maximum;
    Str formula;
    int missing, zero_denominator; /* Lack */
    Texts classes;
    Str evidence, note;
    int64_t position;
} Criterion;

typedef struct ScoreInput {
    Str scheme;
    int64_t version;
    Str code, criterion, title, title_en;
    int unit;
    Decimal low, high;
    Str note;
    int64_t position;
} ScoreInput;

/* Who may be proposed for what, of a published ranking. */
typedef struct ScoreAward {
    Str scheme;
    int64_t version;
    Str code, title, title_en;
    Texts classes; /* none: all */
    int64_t most;  /* so many of each class, by rank */
    Decimal least; /* percent of what could be reached */
    bool complete; /* nothing that must be entered may be missing */
    Str note;
    int64_t position;
} ScoreAward;

extern const Shape scheme_shape, score_class_shape, score_band_shape, score_part_shape, criterion_shape,
    score_input_shape, score_award_shape;
extern const Choices scheme_standing_choices, lack_choices, score_frequency_choices;

/* A value that formulas read: one for each metric with its argument, each input, each criterion. */
typedef struct Slot {
    RefKind kind;
    Str name, argument, title, title_en;
    MetricUnit unit;
    const Metric *metric; /* REF_METRIC */
} Slot;

/* A whole scheme, ready to be worked out. */
typedef struct SchemeBook {
    Scheme scheme;
    Rows classes, bands, parts, criteria, inputs, awards;
    Formula *formulas; /* of each criterion; no nodes where nothing is scored */
    Slot *slots;       /* criteria stand first, in their order */
    size_t slot_count;
    size_t *order; /* criteria in the order in which they can be worked out */
} SchemeBook;

/* Reads a folder; every fault is gathered. OK: it is sound. The digest is of its files. */
Code scheme_read_folder(Ctx *cx, Str folder, SchemeBook *ret_book);
/* Where the rows of a folder stand, for the spots of faults. */
typedef struct SchemeSource {
    const Table *classes, *bands, *parts, *criteria, *inputs, *awards;
} SchemeSource;
void scheme_check(Ctx *cx, SchemeBook *book, const SchemeSource *source);

/* Formulas read, names found, circles refused: fills formulas, slots, order; adds faults at the rows of `criteria`
 * (NULL: of what is stored, which was sound when it came). */
void scheme_compile(Ctx *cx, SchemeBook *book, const Table *criteria);

/* A version that is stored, 0: the newest; NOT_FOUND, with a Problem, when there is none. */
Code scheme_load(Ctx *cx, Str code, int64_t version, SchemeBook *ret_book);

/* The class of an agency; NULL when it is not scored by this scheme. */
const ScoreClass *scheme_class_of(Ctx *cx, const SchemeBook *book, const Registry *registry, const Agency *agency,
                                  Day on);

extern const Shape schemes_args_shape, scheme_list_shape, scheme_asked_shape, scheme_view_shape;
Work schemes_load, schemes_check, schemes_list, scheme_get;

extern const ProblemKind formula_circle, formula_needed, maximum_differs, version_needed, version_order, change_needed,
    scheme_unknown, bound_turned;

#endif
