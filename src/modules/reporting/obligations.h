/* modules/reporting/obligations - one report that one agency owes for one period: made ahead, passed on when the agency
 * ends, listed for those whom it concerns. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_REPORTING_OBLIGATIONS_H
#define MODULES_REPORTING_OBLIGATIONS_H

#include "modules/reporting/regimes.h"

enum { OBLIGATIONS_MAX = 100000, OBLIGATIONS_SHOWN_MAX = 5000 };

/* Where its newest report stands. */
typedef enum ReportState {
    REPORT_NONE,
    REPORT_OPEN, /* nothing was written yet */
    REPORT_DRAFT,
    REPORT_SUBMITTED, /* by an officer: its head must approve it */
    REPORT_RETURNED,  /* with reasons: to be mended */
    REPORT_APPROVED,  /* by its head: the coordinator must take it */
    REPORT_ACCEPTED,
    REPORT_CONSOLIDATED,
    REPORT_PUBLISHED,
    REPORT_LAPSED, /* its agency ended and nobody took over */
} ReportState;
extern const Choices report_state_choices, extension_choices;

typedef enum Extension {
    EXTENSION_UNKNOWN,
    EXTENSION_NONE,
    EXTENSION_ASKED,
    EXTENSION_GRANTED,
    EXTENSION_REFUSED,
    EXTENSION_CLOSED /* nobody needs it any more: the report was accepted, or is owed by nobody */
} Extension;

typedef struct Obligation {
    Id id;
    Str regime, period;
    Day ends_on;
    Str agency, agency_then;
    Day last_on, opens_on;
    Str officer;
    Day extended_to;
    int extension;
    Day asked_to;
    Str asked_reason;
    int state;
    int64_t version;
    Day first_sent_on;
    int64_t returned_count;
    Str made_by;
    Time made_at;
} Obligation;
extern const Shape obligation_shape;

/* With names and days as people see them. */
typedef struct ObligationView {
    const Obligation *obligation;
    Str title, title_en, agency_name, agency_then_name, receiver, receiver_name, officer_name;
    Day due_on; /* with which day its term ends: after extension and working days */
    int64_t days_left;
    bool is_late; /* past its day and not handed over, or handed over after it */
    int64_t late_days;
} ObligationView;
extern const Shape obligation_view_shape;

/* What views are made with; read once a request. */
typedef struct Desk {
    Goals *goals;
    Regimes regimes;
} Desk;
Code desk_load(Ctx *cx, Desk *ret_desk);
Code obligation_view(Ctx *cx, const Desk *desk, const Obligation *obligation, ObligationView *ret_view);
Code person_of(Ctx *cx, Str account, Str *ret_name); /* "" for who is not known */
Day obligation_due(const Desk *desk, const Obligation *obligation);

Code obligation_find(Ctx *cx, const Id *id, Obligation *ret_obligation); /* a Problem when there is none */
Code obligation_store(Ctx *cx, const Obligation *obligation);            /* what may change of it */
/* Those of a regime and period, by agency. */
Code obligations_of_period(Ctx *cx, Str regime, Str period, Rows *ret_obligations);
Code obligation_of(Ctx *cx, Str regime, Str period, Str agency, Obligation *ret_obligation); /* NOT_FOUND, no Problem */
Code obligations_unfinished(Ctx *cx, Rows *ret_obligations); /* not accepted yet, the one due first comes first */
Code obligations_due_between(Ctx *cx, Day from, Day to, Rows *ret_obligations);              /* last_on within, by it */

/* One more step of its way, with its ledger entry. `note` goes into the ledger by its digest. */
Code step_take(Ctx *cx, const Obligation *obligation, const char *kind, Str note);
/* What was asked for and is no longer needed ends unanswered; stored with the obligation, which the caller does. */
Code extension_close(Ctx *cx, Obligation *obligation);
Code extension_asker(Ctx *cx, const Obligation *obligation, Str *ret_account); /* "" when nobody asked */
Code steps_of(Ctx *cx, const Id *obligation, Rows *ret_steps); /* of Step, in time */
extern const Shape step_shape;

extern const Shape obligation_filter_shape, obligation_list_shape, obligation_demand_shape, report_inbox_shape;
Work obligations_make, obligations_list, obligations_demand, report_inbox_get;
/* Requests for more time that wait for the coordinator. */
Code extensions_awaited(Ctx *cx, Rows *ret_awaited);
/* What the caller must write within two months, also what does not open yet: for his calendar. */
Code report_deadlines(Ctx *cx, Rows *ret_events);

extern const Setting reporting_horizon_days, reporting_back_days;
extern const ProblemKind obligation_unknown, period_unfit, regime_not_on_demand, agency_unknown, demand_past;

#endif
