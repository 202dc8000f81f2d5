/* modules/scoring/nomination - agencies proposed for an award, from a published ranking by the rule of its scheme, each
 * with a reason. They belong to one number of a publication: a newer number needs its own. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_SCORING_NOMINATION_H
#define MODULES_SCORING_NOMINATION_H

#include "modules/scoring/publication.h"

/* Whether the rule lets this card be proposed: its class, its rank, its percent, nothing missing. Pure. */
bool award_takes(const ScoreAward *award, const Card *card);

extern const Shape nomination_shape, nomination_made_shape, nomination_view_shape, withdrawal_shape;
Work nominations_get, nomination_make, nomination_take_back;

extern const ProblemKind award_unknown, nomination_rule, nomination_twice, nomination_full, appeals_wait,
    nomination_unknown, nomination_withdrawn;

#endif
