/* modules/strategy/draft_making - a file that was handed in is read, and becomes a draft. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_DRAFT_MAKING_H
#define MODULES_STRATEGY_DRAFT_MAKING_H

#include "modules/strategy/drafts.h"

extern const Shape draft_make_shape;
/* Reads before the write (decision 0009): seconds, in a child process and an arena of its own. */
Work draft_read, draft_make;

extern const ProblemKind draft_too_long;

#endif
