/* modules/reporting/consolidation - all that was reported under a regime for a period, put together: who reported, what
 * it adds up to, the narrative by section; and what of it was published, frozen. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_REPORTING_CONSOLIDATION_H
#define MODULES_REPORTING_CONSOLIDATION_H

#include "modules/reporting/reports.h"

enum { CONSOLIDATED_FIGURES_MAX = 2000, CONSOLIDATED_PARTS_MAX = 10000 };

/* Who of those that owed it. */
typedef struct ConsolidatedAgency {
    Id obligation;
    Str agency, agency_name; /* that owes it today */
    Str name_then;           /* in whose name it was reported; or that it was made for */
    int state;
    Day due_on, sent_on;
    bool is_late;
    int64_t late_days, version;
} ConsolidatedAgency;

/* One indicator over all reports that were accepted. */
typedef struct ConsolidatedFigure {
    Str indicator, title, unit, period;
    int rollup; /* how the province's figure comes about, where it is added up */
    int64_t reported;
    Decimal sum, mean, low, high; /* unknown for levels */
    Str texts;                    /* of levels: `Có: 3; Đáp ứng: 1` */
} ConsolidatedFigure;

/* One section of one report. */
typedef struct ConsolidatedPart {
    Str section, title, agency, agency_name, text;
    int64_t position;
} ConsolidatedPart;

typedef struct ConsolidatedTask {
    Str task, title, agency, agency_name;
    int64_t percent;
    int state;
} ConsolidatedTask;

typedef struct Consolidation {
    Str regime, title, title_en, period, receiver, receiver_name;
    int64_t owed, on_time, late, missing, accepted; /* missing: not sent though its day is over */
    Rows agencies, figures, parts, tasks;
} Consolidation;
extern const Shape consolidation_shape, consolidated_agency_shape, consolidated_figure_shape, consolidated_part_shape,
    consolidated_task_shape;

/* INVALID, with a Problem, for a period that does not exist. */
Code consolidation_make(Ctx *cx, Str regime, Str period, Consolidation *ret_consolidation);
/* The narrative of what feeds this regime, for whoever writes the consolidated report. */
Code consolidated_parts_for(Ctx *cx, const Desk *desk, Str regime, Str period, Rows *ret_parts);

extern const Shape consolidation_asked_shape, consolidation_page_shape, publication_wanted_shape, publication_shape,
    publication_list_shape, publication_asked_shape, publication_page_shape;
Work consolidation_get, consolidation_close, publication_make, publications_get, publication_get;

extern const ProblemKind nothing_accepted, publication_reason, publication_unknown;

#endif
