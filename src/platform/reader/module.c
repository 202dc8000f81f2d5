/* platform/reader - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/own_words.h"
#include "platform/reader/reader.h"

static const Command commands[] = {
    { "words", .args = &words_show_args_shape, .run = words_show,
      .help = "Show the words by which the reader knows sections, roles, terms and targets, as CSV" },
};

static const Setting *const settings[] = { &reader_words_file };

static const ProblemKind *const problems[] = { &own_word_list, &own_word_means, &own_word_short };

const Module reader_module = {
    .name = "reader",
    .title = "Reader",
    TABLE(command, commands),
    TABLE(setting, settings),
    TABLE(problem, problems),
};
