/* platform/search/answers - a question is answered by quotes, word for word; and by a language model that may say no
 * more than they do, where one is configured. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_SEARCH_ANSWERS_H
#define PLATFORM_SEARCH_ANSWERS_H

#include "kit/module.h"

extern const Shape question_shape, answer_shape, composed_shape;

Work answer_get;
Work compose_prepare, compose_ask, compose_hear;

extern const Setting ask_model_url, ask_model_name, ask_model_key, ask_model_timeout_s, ask_model_public,
    ask_model_daily_max;
extern const ProblemKind model_none, model_sign_in, model_spent;

#endif
