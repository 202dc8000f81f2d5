/* modules/strategy/submissions - what officers hand in, and what the coordinator decides about it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_SUBMISSIONS_H
#define MODULES_STRATEGY_SUBMISSIONS_H

#include "modules/strategy/goals.h"
#include "modules/strategy/progress.h"
#include "modules/strategy/systems.h"

enum { REASON_LETTERS_MIN = 10 };

typedef enum SubmissionKind { SUBMISSION_NONE, SUBMISSION_FIGURE, SUBMISSION_PROGRESS } SubmissionKind;
typedef enum SubmissionState { STATE_NONE, STATE_SUBMITTED, STATE_ACCEPTED, STATE_RETURNED,
    STATE_WITHDRAWN } SubmissionState;
extern const Choices submission_kind_choices, submission_state_choices;

typedef struct Submission {
    Id id;
    int kind;
    Str item, subject, period;
    Decimal value; /* percent for progress */
    Str text;      /* the level's word; the state of a task */
    Str product, source, note, reason;
    Str page; /* where it came from, when another room brought it */
    Texts evidence; /* ids of files */
    int64_t based_on;
    Str agency;
    int state;
    Str entered_by;
    Time entered_at;
    Str decided_by;
    Time decided_at;
    Str decision_note;
    Str entered_name, entered_title, decided_name; /* of the persons, for display to staff */
    Str sending;                                   /* the browser's name of this handing-in; "" for none */
    int channel; /* FigureChannel, as are the next of FigureSystem: strategy.h */
    Str system, system_name, message_id, request_id, record;
} Submission;
extern const Shape submission_shape;

Code submission_find(Ctx *cx, Str id, Submission *ret_submission); /* NOT_FOUND without a Problem */
/* Those of an item and subject, the newest first (of Submission). */
Code submissions_of(Ctx *cx, Str item, Str subject, Rows *ret_submissions);
/* Those in a state, the newest first; of one agency, or of all for "". At most 500. */
Code submissions_in_state(Ctx *cx, SubmissionState state, Str agency, Rows *ret_submissions);

/* Keeps one that was accepted where it comes from; the caller writes the ledger entry and records the figure. */
Code submission_record_accepted(Ctx *cx, const Submission *brought);

/* The caller's agency that answers for this subject of an item, so that he may report it; "" when there is none. */
Str reporting_agency(Ctx *cx, const Goals *goals, Str item, Str subject);

extern const Shape figure_entry_shape, progress_entry_shape, submission_filter_shape, submission_list_shape,
    submission_key_shape,
    decision_shape, submission_page_shape;

Work figure_enter, progress_enter, submissions_list, submission_get, submission_decide, submission_withdraw;

extern const ProblemKind figure_changed, figure_waiting, sending_used, reason_missing, submission_decided,
    decision_reason_missing, own_decision;

#endif
