/* modules/strategy/draft_edits - how a person puts a draft right: one operation each, and each is the way back of
 * another. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_DRAFT_EDITS_H
#define MODULES_STRATEGY_DRAFT_EDITS_H

#include "modules/strategy/drafts.h"

extern const Shape draft_correction_shape, draft_states_shape, draft_join_shape, draft_split_shape, draft_move_shape,
    draft_add_shape, draft_rekind_shape, draft_document_correction_shape, draft_naming_shape, draft_leads_shape;
/* Reads the passages before the write (decision 0009): for those that cut and mark text. */
Work draft_text_prepare;
Work draft_correct, draft_set_states, draft_join, draft_split, draft_move, draft_add, draft_rekind,
    draft_document_correct, draft_name_agency, draft_lead;

extern const ProblemKind draft_split_outside, draft_place_unfit, draft_span_unfit, draft_join_unfit;

#endif
