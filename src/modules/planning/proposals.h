/* modules/planning/proposals - what an agency would change in the plan, and what the coordinator makes of it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_PLANNING_PROPOSALS_H
#define MODULES_PLANNING_PROPOSALS_H

#include "modules/strategy/strategy.h"

enum { EDITS_MAX = 50, REASON_LETTERS_MIN = 10, PLAN_CODE_MAX = 40, PROPOSALS_MAX = 500, NOTE_LETTERS_MAX = 2000 };

typedef enum ProposalState {
    PROPOSAL_NONE,
    PROPOSAL_SUBMITTED,
    PROPOSAL_TAKEN,
    PROPOSAL_DECLINED,
    PROPOSAL_WITHDRAWN,
    PROPOSAL_ADOPTED,
    PROPOSAL_REFUSED
} ProposalState;
extern const Choices proposal_state_choices;

typedef struct Proposal {
    Id id;
    Str document, agency, title, reason;
    Texts evidence; /* ids of files */
    Str edits;      /* as stored: JSON */
    int64_t based_on;
    int state;
    Str amendment;
    Str proposed_by;
    Time proposed_at;
    Str decided_by;
    Time decided_at;
    Str decision_note;
    Str agency_name, proposed_name, decided_name; /* for display to staff */
    int64_t edit_count;
} Proposal;
extern const Shape proposal_shape;

/* Of PlanEdit. */
Code proposal_edits(Ctx *cx, const Proposal *proposal, Rows *ret_edits);
Code proposal_find(Ctx *cx, Str id, Proposal *ret_proposal); /* NOT_FOUND with a Problem */
Code proposals_of_amendment(Ctx *cx, Str amendment, Rows *ret_proposals);
Code proposal_change_state(Ctx *cx, Proposal *proposal, ProposalState state, Str amendment, Str note);
Code proposal_keep_state(Ctx *cx, const Proposal *proposal); /* as it is in the record: who took it and why stay */
/* CONFLICT when what an edit would change is no more what its proposer saw. Fills `before` anew. */
Code proposal_require_fresh(Ctx *cx, const Proposal *proposal, Rows *edits);
Code proposal_names(Ctx *cx, Proposal *proposals, size_t count);
Code account_name(Ctx *cx, Str account, Str *ret_name); /* "" for nobody */

extern const Shape proposal_entry_shape, proposal_filter_shape, proposal_list_shape, proposal_key_shape,
    proposal_page_shape, proposal_verdict_shape;
Work proposal_make, proposals_list, proposal_get, proposal_withdraw, proposal_decide;
/* Those that the caller may take or decline. */
Code proposals_awaited(Ctx *cx, Rows *ret_awaited);

extern const ProblemKind plan_changed, item_changed, proposal_settled, edits_missing, note_missing, own_proposal;

#endif
