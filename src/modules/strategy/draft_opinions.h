/* modules/strategy/draft_opinions - a language model is asked for a second opinion on items of a draft, where one is
 * configured. It changes nothing: what it reads otherwise is shown beside the item, and a person decides. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_DRAFT_OPINIONS_H
#define MODULES_STRATEGY_DRAFT_OPINIONS_H

#include "kit/module.h"

enum { OPINIONS_AT_ONCE = 20 }; /* items of one question */

extern const Shape draft_opinions_shape, opinions_asked_shape, opinions_given_shape;

Work draft_opinions_get;
Work opinions_prepare, opinions_ask, opinions_hear;

extern const Setting opinion_model_url, opinion_model_name, opinion_model_key, opinion_model_timeout_s,
    opinion_model_daily_max;
extern const ProblemKind opinion_model_none, opinion_model_spent;

#endif
