/* modules/strategy/inbox_feed - a secret address of one person's deadlines, for programs that cannot sign in. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_INBOX_FEED_H
#define MODULES_STRATEGY_INBOX_FEED_H

#include "kit/module.h"

extern const Shape inbox_feed_state_shape, inbox_feed_made_shape, inbox_feed_asked_shape;
/* Is there one? Make a new one, which ends the old one; end it; read the deadlines at it. */
Work inbox_feed_state, inbox_feed_make, inbox_feed_end, inbox_feed_read;

extern const ProblemKind feed_unknown;

#endif
