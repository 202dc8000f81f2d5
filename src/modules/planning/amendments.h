/* modules/planning/amendments - proposals put together and decided as one: then the plan has a new version. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_PLANNING_AMENDMENTS_H
#define MODULES_PLANNING_AMENDMENTS_H

#include "modules/planning/proposals.h"

typedef enum AmendmentState {
    AMENDMENT_NONE,
    AMENDMENT_DRAFT,
    AMENDMENT_SUBMITTED,
    AMENDMENT_ADOPTED,
    AMENDMENT_REFUSED
} AmendmentState;
extern const Choices amendment_state_choices;

typedef struct Amendment {
    Id id;
    Str document, title;
    int state;
    int64_t based_on; /* version that was looked at when it was handed up; 0: not yet */
    Str made_by;
    Time made_at;
    Str submitted_by;
    Time submitted_at;
    Str decided_by;
    Time decided_at;
    Str decision_number;
    Day decision_on, in_force_on;
    Str decision_note;
    int64_t version; /* that came of it; 0: none */
} Amendment;
extern const Shape amendment_shape;

Code amendments_newest_first(Ctx *cx, Rows *ret_amendments);
Code amendment_drafts(Ctx *cx, Str document, Rows *ret_amendments);
Code amendment_is_draft(Ctx *cx, Str id, bool *ret_is);
/* The draft that is to take a proposal: the one that is named, or a new one. */
Code amendment_for(Ctx *cx, const Proposal *proposal, Str wanted, Str *ret_amendment);

extern const Shape amendment_key_shape, amendment_page_shape, amendment_submission_shape, amendment_verdict_shape;
Work amendment_get, amendment_submit, amendment_take_back, amendment_decide;
/* What the coordinator is to hand up, and the leader to decide. */
Code amendments_to_submit(Ctx *cx, Rows *ret_awaited);
Code amendments_to_decide(Ctx *cx, Rows *ret_awaited);

extern const ProblemKind amendment_settled, edits_cross, day_ahead, amendment_empty, amendment_foreign,
    decision_incomplete;

#endif
