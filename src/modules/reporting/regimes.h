/* modules/reporting/regimes - who reports what to whom, how often, until when: data, taken in from files as a whole. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_REPORTING_REGIMES_H
#define MODULES_REPORTING_REGIMES_H

#include "modules/reporting/cutoffs.h"

enum { REGIMES_MAX = 200, SECTIONS_MAX = 2000, ITEMS_MAX = 5000 };

/* The first four are strategy's Frequency. */
typedef enum RegimeFrequency {
    EVERY_NONE,
    EVERY_MONTH,
    EVERY_QUARTER,
    EVERY_HALF,
    EVERY_YEAR,
    ON_DEMAND
} RegimeFrequency;

/* Who says that it is owed: a document, or the installation alone. */
typedef enum RegimeStanding { OWED_NONE, OWED_BY_DOCUMENT, OWED_BY_INSTALLATION } RegimeStanding;

typedef struct Regime {
    Str code, title, title_en, citation;
    int standing; /* RegimeStanding */
    Str source;
    Str document; /* whose indicators and tasks are meant; "": all */
    Str reporter; /* agency or collective */
    Str receiver;
    int frequency;
    Str cutoff; /* see cutoffs.h; "" on demand */
    int64_t opens_days;
    Day valid_from, valid_to;
    Str feeds; /* regime whose report is made of these */
    bool tasks, evidence;
    Str note;
    int64_t position;
} Regime;

typedef struct RegimeSection {
    Str regime, code, title, title_en;
    bool is_needed;
    int64_t words_min, words_max; /* 0: no limit */
    Str hint;
    int64_t position;
} RegimeSection;

typedef struct RegimeItem {
    Str regime;
    Str indicator; /* code, or * for all that the agency answers for */
    bool is_needed, evidence;
    int64_t position;
} RegimeItem;

extern const Shape regime_shape, regime_section_shape, regime_item_shape;
extern const Choices regime_frequency_choices;

/* All of them as they are stored. */
typedef struct Regimes {
    Rows regimes, sections, items; /* by position; sections and items lie together by regime */
} Regimes;
Code regimes_read(Ctx *cx, Regimes *ret_regimes);
const Regime *regimes_find(const Regimes *regimes, Str code); /* NULL when unknown */
Code regimes_require(Ctx *cx, const Regimes *regimes, Str code, const Regime **ret_regime);
Rows regime_sections_of(const Regimes *regimes, Str code); /* of RegimeSection */
Rows regime_items_of(const Regimes *regimes, Str code);    /* of RegimeItem */
bool regime_is_in_force(const Regime *regime, Day period_end);

extern const Shape regime_args_shape, regime_key_shape, regime_list_shape, regime_page_shape;
Work regimes_take, regimes_list, regime_get;

extern const ProblemKind cutoff_form, cutoff_unfit, regime_unknown, regime_in_use, regime_circle, words_turned;

#endif
