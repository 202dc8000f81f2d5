/* platform/reader/own_words - rules that an installation adds to those of the house: the file of `reader.words`. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_OWN_WORDS_H
#define PLATFORM_READER_OWN_WORDS_H

#include "kit/module.h"
#include "platform/reader/words.h"

/* What people add passes these: INVALID with a fault at the spot of what names no list, no meaning of its list, or
 * nothing that could be found in a text. `spots`: of list, words and means. */
typedef struct WordSpots {
    Spot list, words, means;
} WordSpots;
void word_check(Ctx *cx, const WordSpots *spots, const Word *word);

/* The rows of the installation's file, checked; none when the setting is empty. INVALID with a fault for each row that
 * names no list, or a meaning that its list does not know. */
Code own_words_read(Ctx *cx, Rows *ret_words);
/* Those that were taught, and behind them those of the file: of two alike the first counts. */
Code own_words_with(Ctx *cx, const Rows *taught, Rows *ret_words);

extern const Setting reader_words_file;
extern const ProblemKind own_word_list, own_word_means, own_word_short;

extern const Shape words_show_args_shape;
Work words_show;

#endif
