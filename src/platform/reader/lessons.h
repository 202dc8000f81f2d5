/* platform/reader/lessons - which words would have told what a person had to put right. What they change is tried: the
 * passage is read once more with each of them. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_LESSONS_H
#define PLATFORM_READER_LESSONS_H

#include "platform/reader/names.h"
#include "platform/reader/words.h"

enum { LESSON_WORDS_MAX = 3 };

/* With what the reader reads: the names that it knows, and the words (of Word) before those of the house. */
typedef struct LessonReader {
    const KnownName *names;
    size_t name_count;
    Rows words;
} LessonReader;

/* The words around a name, each alone enough to give its bearer the role, the likeliest first; of many that no phrase
 * tells ("các quầy giao dịch chủ trì") what they are called. None when the passage
 * gives it already, or when no words there would. */
size_t lessons_of_role(Arena *arena, const LessonReader *reader, Str text, Str named, ReadRole role,
                       Word ret_words[LESSON_WORDS_MAX]);
/* The words at a figure that say how it is meant, where the reader took it otherwise. */
bool lesson_of_relation(Arena *arena, const LessonReader *reader, Str text, Decimal value, ReadRelation relation,
                        Word *ret_word);
/* The words that say that it comes back each year: a cell's whole text, what stands behind "Thời gian:", or the first
 * words of a passage, up to a comma. None where a day is told. */
bool lesson_of_term(Arena *arena, const LessonReader *reader, Str text, bool is_cell, TermKind kind, Word *ret_word);
/* The unit that a figure of the passage has, where the reader saw none or another. */
bool lesson_of_unit(Arena *arena, const LessonReader *reader, Str text, Str unit, Word *ret_word);
/* Does a heading, or a column's head, say so already? */
bool lesson_head_is(Arena *arena, const LessonReader *reader, WordListKind list, Str means, Str head);
/* The first words of a heading, or of a column's head; false when a word of this meaning stands there already. */
bool lesson_of_head(Arena *arena, const LessonReader *reader, WordListKind list, Str means, Str head, Word *ret_word);

#endif
