/* modules/strategy/draft_check - a draft as the tables of a plan package, and what it lacks to be one. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_DRAFT_CHECK_H
#define MODULES_STRATEGY_DRAFT_CHECK_H

#include "modules/strategy/drafts.h"

/* What is not left out, as the rows of a package. The tables of `others`, which stand first, are those of the plan that
 * the draft comes into, without what its document says there now; their rows are not the draft's. */
Plan draft_tables(Ctx *cx, const DraftPlan *draft, const Plan *others);
/* Every fault that the package would have, at `items/N/field` and `document/field`; of `others` only what the draft
 * breaks. */
void draft_check(Ctx *cx, const DraftPlan *draft, const Plan *others);
/* The same for a review: of DraftGap, by item. Nothing is added to cx->problem. */
Rows draft_gaps(Ctx *cx, const DraftPlan *draft, const Plan *others);
/* Places and agencies alone, for a draft that is looked at by itself. */
Code draft_reference(Ctx *cx, Plan *ret_plan);

extern const ProblemKind draft_agency_unknown, draft_agency_divided;

#endif
