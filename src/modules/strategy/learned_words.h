/* modules/strategy/learned_words - words of the reader that people taught when they put a draft right. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_LEARNED_WORDS_H
#define MODULES_STRATEGY_LEARNED_WORDS_H

#include "kit/module.h"

/* Of Word (platform/reader), for a reading to come; in the caller's transaction. */
Code learned_words_known(Ctx *cx, Rows *ret_words);

extern const Shape learned_word_shape, learned_word_list_shape, learned_word_telling_shape, learned_word_removal_shape;
/* All words in force; teaching one; taking one back. */
Work learned_words_list, learned_word_teach, learned_word_remove;

extern const ProblemKind word_taught, word_known, words_full;

#endif
