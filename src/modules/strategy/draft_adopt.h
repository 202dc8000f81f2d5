/* modules/strategy/draft_adopt - a reviewed draft becomes the plan, once; and what that would change. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_DRAFT_ADOPT_H
#define MODULES_STRATEGY_DRAFT_ADOPT_H

#include "modules/strategy/drafts.h"

extern const Shape draft_difference_asked_shape, draft_difference_shape, draft_adoption_shape, draft_drop_shape;
Work draft_difference_get, draft_adopt, draft_drop;

extern const ProblemKind draft_item_unsure, draft_empty;

#endif
