/* modules/reporting/form - what a report of an obligation asks for, prefilled with what is known already. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_REPORTING_FORM_H
#define MODULES_REPORTING_FORM_H

#include "modules/reporting/reports.h"

/* One figure that is asked for, with what stands before it and what holds already, wherever it came from. */
typedef struct FormLine {
    const Indicator *indicator;
    Str subject, subject_name;
    Str period; /* the newest of the indicator's own periods that is over on the period's last day and on the due day */
    bool is_needed, evidence;
    Decimal before;
    Str before_period, before_text, before_source;
    Decimal held;
    Str held_text;
    int64_t held_revision; /* 0: nothing holds */
    Str held_source, held_agency;
    bool held_is_import; /* came from a file */
    int held_channel;    /* FigureChannel: a system brought it, and nobody typed it; ... */
    Str held_system;     /* ... its name */
    bool held_is_sample;
    Time held_at;
} FormLine;

/* One task that the agency leads. */
typedef struct FormTask {
    const Task *task;
    Day due_on;
    int64_t percent; /* as it holds */
    int state;       /* none: nothing was reported */
    Str product, note;
    Day as_of;
    bool is_sample;
} FormTask;

/* Which lines: without what stands before. */
Code form_lines(Ctx *cx, const Desk *desk, const Obligation *obligation, Rows *ret_lines); /* of FormLine */
Code form_lines_fill(Ctx *cx, const Desk *desk, Rows *lines);
Rows form_tasks(Ctx *cx, const Desk *desk, const Obligation *obligation);    /* of FormTask */
const FormLine *form_line_of(const Rows *lines, Str indicator, Str subject); /* NULL when there is none */

typedef struct ReportAsked {
    Id id;
    int64_t version; /* 0: the newest */
} ReportAsked;

extern const Shape report_asked_shape, report_form_shape;
Work report_form_get;

#endif
