/* modules/strategy/plan_edits - private to the strategy room: what its face tells of edits is told there */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_PLAN_EDITS_H
#define MODULES_STRATEGY_PLAN_EDITS_H

#include "modules/strategy/plan_changes.h"
#include "modules/strategy/strategy.h"

extern const ProblemKind edit_item_unknown, edit_unfit, edit_incomplete, edit_no_such_target, edit_code_taken,
    item_closed;

#endif
