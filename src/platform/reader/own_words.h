/* platform/reader/own_words - rules that an installation adds to those of the house: the file of `reader.words`. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_OWN_WORDS_H
#define PLATFORM_READER_OWN_WORDS_H

#include "kit/module.h"
#include "platform/reader/words.h"

/* The rows of the installation's file, checked; none when the setting is empty. INVALID with a fault for each row that
 * names no list, or a meaning that its list does not know. */
Code own_words_read(Ctx *cx, Rows *ret_words);

extern const Setting reader_words_file;
extern const ProblemKind own_word_list, own_word_means;

extern const Shape words_show_args_shape;
Work words_show;

#endif
