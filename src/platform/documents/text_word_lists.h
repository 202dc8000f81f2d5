/* platform/documents/text_word_lists - which number Word shows before a paragraph: what word/numbering.xml and
 * word/styles.xml say. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_DOCUMENTS_TEXT_WORD_LISTS_H
#define PLATFORM_DOCUMENTS_TEXT_WORD_LISTS_H

#include "kit/archive.h"

typedef struct WordLists WordLists;

/* What cannot be understood there numbers nothing; only a verdict on the archive counts. */
ArchiveVerdict word_lists_read(Arena *arena, Archive *archive, WordLists **ret_lists);

/* As the paragraph says it of itself; .at is NULL where it does not. */
typedef struct WordParagraph {
    Str style, list, level;
} WordParagraph;

/* Counts the paragraph, each once and in their order. "" when it has no number. */
Str word_label(WordLists *lists, const WordParagraph *paragraph);

#endif
