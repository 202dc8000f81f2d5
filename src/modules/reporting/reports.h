/* modules/reporting/reports - what was written for an obligation: figures, progress, narrative, evidence. A draft is
 * saved whole; who saves on top of what he has not seen is told so. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_REPORTING_REPORTS_H
#define MODULES_REPORTING_REPORTS_H

#include "modules/reporting/obligations.h"
#include "platform/documents/documents.h"

enum {
    REPORT_FIGURES_MAX = 500,
    REPORT_TASKS_MAX = 500,
    REPORT_SECTIONS_MAX = 60,
    REPORT_OVERRIDES_MAX = 500,
    SECTION_LETTERS_MAX = 60000,
    REASON_LETTERS_MIN = 10
};

typedef struct ReportFigure {
    Id report;
    Str indicator, subject;
    Str period; /* the form says which */
    Decimal value;
    Str text; /* the level's word */
    Str source, note;
    Str reason; /* why a figure that holds is corrected */
    Texts evidence;
    int64_t based_on; /* revision that was seen; 0: none */
} ReportFigure;

typedef struct ReportTask {
    Id report;
    Str task;
    int64_t percent;
    int state;
    Str product, note;
    Texts evidence;
} ReportTask;

typedef struct ReportSection {
    Id report;
    Str section, text;
} ReportSection;

/* Why a warning was passed over. */
typedef struct ReportOverride {
    Id report;
    Str rule, indicator, subject, reason;
} ReportOverride;

typedef struct Report {
    Id id, obligation;
    int64_t version;
    int state;
    int64_t revision;
    Str save;                /* the client's own name of the last saving: sent twice, it is kept once */
    Str sending;             /* and of the handing-in by which it came whole, "" for none */
    Str agency, agency_name; /* in whose name, when it was begun */
    Str reason;              /* why what was published is corrected */
    Texts evidence;
    Str saved_by;
    Time saved_at;
    Str submitted_by;
    Time submitted_at;
    Str approved_by;
    Time approved_at;
    Str decided_by;
    Time decided_at;
    Str decision_note;
    Str saved_name, submitted_name, approved_name, decided_name; /* of the persons, for display to staff */
    Rows figures, tasks, sections, overrides;
    Rows files; /* of File: whatever its evidence names */
} Report;
extern const Shape report_shape, report_figure_shape, report_task_shape, report_section_shape, report_override_shape;

/* What is saved or checked. */
typedef struct ReportDraft {
    Id id; /* of the obligation */
    Str save;
    int64_t revision; /* that was seen; 0: nothing was there */
    Rows figures, tasks, sections, overrides;
    Texts evidence;
} ReportDraft;
extern const Shape report_draft_shape;

/* One version with all its parts (0: the newest). NOT_FOUND without a Problem when there is none. */
Code report_read(Ctx *cx, const Obligation *obligation, int64_t version, Report *ret_report);
Code report_versions(Ctx *cx, const Id *obligation, Rows *ret_reports); /* of Report, without parts, the newest first */
Code report_store(Ctx *cx, const Report *report);                       /* its state and who decided; not its parts */
/* A new version with the same content: for a correction. */
Code report_copy(Ctx *cx, const Report *from, Obligation *obligation, Str reason);
const ReportFigure *report_figure_of(const Report *report, Str indicator, Str subject); /* NULL when there is none */

Code report_require_writer(Ctx *cx, const Obligation *obligation);
Code refuse_state(Ctx *cx, ReportState state); /* says in both languages at which step the report is */
/* Takes a draft in, its lines checked against the form by then. */
Code report_take(Ctx *cx, const Desk *desk, Obligation *obligation, const ReportDraft *draft, Report *ret_report);
Work report_save;

extern const ProblemKind draft_stale, report_state_wrong, report_not_open, report_given_away, line_unknown,
    report_line_twice, section_unknown, task_not_yours;

#endif
