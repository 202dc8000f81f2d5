/* modules/strategy - what the province promised, how far it is, and who answers for it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_STRATEGY_H
#define MODULES_STRATEGY_STRATEGY_H

#include "kit/module.h"

/* The plan as rules need it, its periods, what holds and where it came from: for rooms that read much of it at once. */
#include "modules/strategy/figure_check.h"
#include "modules/strategy/figures.h"
#include "modules/strategy/goals.h"
#include "modules/strategy/origins.h"
#include "modules/strategy/progress.h"
#include "modules/strategy/systems.h"

extern const Module strategy_module;

/* ---- For the modules that stand on this one (decision 0024) ---- */

/* An indicator at the end of a year: which period that is, and what the plan asks then. */
typedef struct StrategyYear {
    Str code, title, citation, unit;
    Str period; /* 2026-12, 2026-Q4, 2026-H2 or 2026: the one that ends with the year */
    Day ends_on;
    bool is_of_communes; /* its figures are about communes */
    int direction;       /* for strategy_year_holds */
    Decimal low, high;   /* what is asked on its last day; both unknown when nothing is */
} StrategyYear;

/* NOT_FOUND, without a Problem, when there is no such indicator. */
Code strategy_year(Ctx *cx, Str indicator, int64_t year, StrategyYear *ret_year);
/* Does this value meet what is asked? False when nothing is asked. */
bool strategy_year_holds(const StrategyYear *year, Decimal value);

/* The figure that holds. NOT_FOUND, without a Problem, when there is none. */
typedef struct StrategyFigure {
    Decimal value;
    int64_t revision;
    bool is_sample;
    Time recorded_at;
} StrategyFigure;
Code strategy_figure(Ctx *cx, Str indicator, Str subject, Str period, StrategyFigure *ret_figure);

/* A figure that another room brings: who may decide about it has decided there. */
typedef struct FigureBrought {
    Str indicator, subject, period;
    Decimal value;
    Str text;         /* the level's word, for levels */
    Str source, note; /* where it comes from, as people read it */
    Str reason;       /* why it replaces one that holds; at least 10 letters then, unless that one is a sample */
    Str page;         /* address in the browser of what it came from; "" for none */
    Str agency;       /* that it comes from; "" when it is nobody's alone */
    Texts evidence;   /* ids of files */
    Str entered_by;   /* account that handed it in there */
    Time entered_at;
    bool is_sample; /* made up, as is what it was computed from */
    FigureSystem system; /* that brought it, and nobody typed it; channel 0: none */
} FigureBrought;
/* Records it with an origin of its own and a ledger entry, in the caller's transaction. The same value as the one that
 * holds changes nothing. Faults as in a form: indicator, subject, period, value, reason. */
Code strategy_figure_take(Ctx *cx, const FigureBrought *brought, bool *ret_is_new);

/* The same for who must know why nothing was written: it is there already, or an officer's own figure stands. */
typedef enum FigureTaken { FIGURE_WRITTEN, FIGURE_SAME, FIGURE_OVERRULED } FigureTaken;
Code strategy_figure_bring(Ctx *cx, const FigureBrought *brought, FigureTaken *ret_taken);

/* The progress of a task that another room brings in the same way. */
typedef struct ProgressBrought {
    Str task, agency;
    int64_t percent;
    int state; /* TaskState */
    Str product, note, page;
    Texts evidence;
    Str entered_by;
    Time entered_at;
} ProgressBrought;
/* Faults as in a form: task, percent against state. */
Code strategy_progress_take(Ctx *cx, const ProgressBrought *brought, bool *ret_is_new);

/* ---- The versions of a document ---- */

/* One state of its content, from the day on which it came into force. */
typedef struct PlanVersion {
    Str document;
    int64_t number; /* 1, 2, ... */
    Day in_force_on;
    Str decided_by; /* number of the deciding document, as printed; "" when none was told */
    Day decided_on;
    Str digest; /* sha256 of the content, in hex */
    Str origin; /* id of the amendment that brought it; "" for a package */
    Time made_at;
} PlanVersion;
extern const Shape plan_version_shape;

/* By which decision the plan becomes another. Without a day: from today. */
typedef struct PlanDeciding {
    Str decided_by;
    Day decided_on, in_force_on;
    Str origin;
} PlanDeciding;

/* The version in which a document is stored now; NOT_FOUND, with a Problem, for an unknown document. */
Code plan_version_now(Ctx *cx, Str document, PlanVersion *ret_version);
/* The same of every document: of PlanVersion, the newest document first. */
Code plan_versions_now(Ctx *cx, Rows *ret_versions);

/* ---- Changing the plan by an amendment ---- */

enum { EDIT_LEADS_MAX = 8 };

typedef enum PlanEditKind { EDIT_NONE, EDIT_TARGET, EDIT_TARGET_REMOVED, EDIT_DUE, EDIT_LEAD, EDIT_TITLE,
    EDIT_TASK_ADDED, EDIT_INDICATOR_ADDED, EDIT_REMOVED, EDIT_CLOSED } PlanEditKind;
extern const Choices plan_edit_kind_choices;

/* One thing to change. The members are those of a plan package; which ones count depends on the kind. */
typedef struct PlanEdit {
    int kind;
    Str item; /* code of the indicator or task; of a new one its code to be */
    int64_t year;
    int operator;
    Decimal low, high;
    Str text;
    Day day; /* the due day; the first day on which a closed item no longer counts */
    Str title, product, section, objective, unit;
    int measure, direction, frequency; /* of a new indicator; `measure` is its kind */
    Texts leads;                       /* codes of agencies or collectives */
    Str before; /* what the edit finds in its place, filled by those below: to be compared with what its writer saw */
} PlanEdit;
extern const Shape plan_edit_shape;
/* Of what plan_edits_preview() gives: rows that would differ. */
extern const Shape plan_change_shape;

/* What the stored plan would become: faults are named as of a package, after `edits/N/...`. Fills edit->before. */
Code plan_edits_preview(Ctx *cx, Str document, Rows *edits, Rows *ret_changes);
/* Stores it as a new version, with all that follows from the plan, in the caller's transaction. Afterwards cx no longer
 * borrows what is kept for many (kit/kept.h). An item with figures or progress is not removed: strategy/item-in-use. */
Code plan_amend(Ctx *cx, Str document, Rows *edits, const PlanDeciding *deciding, PlanVersion *ret_version);

#endif
