/* platform/documents/text_syllables - how much of a text is Vietnamese: its words that are syllables as Vietnamese
 * spells them, with a mark. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_DOCUMENTS_TEXT_SYLLABLES_H
#define PLATFORM_DOCUMENTS_TEXT_SYLLABLES_H

#include "base/str.h"

typedef struct SyllableCount {
    size_t words, marked; /* all words; those that are syllables and have a letter that only Vietnamese has so */
} SyllableCount;

/* The text is UTF-8, its letters composed. */
SyllableCount syllables_counted(Str text);

/* The letter at a place, 1 to 4 bytes long; bytes that are none are taken one by one. */
uint32_t letter_at(Str text, size_t at, size_t *ret_len);

#endif
