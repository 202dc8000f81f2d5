/* modules/strategy/draft_making - a file that was handed in is read, and becomes a draft. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_DRAFT_MAKING_H
#define MODULES_STRATEGY_DRAFT_MAKING_H

#include "modules/strategy/drafts.h"

extern const Shape draft_make_shape;
/* Reads before the write (decision 0009): seconds, of a scan a minute, in a child process and an arena of its own; in
 * the lane of those who ask other servers, where it keeps nobody from signing in. */
Work draft_read_prepare, draft_read, draft_make;

extern const ProblemKind draft_too_long;

#endif
