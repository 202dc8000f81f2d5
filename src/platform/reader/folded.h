/* platform/reader/folded - a text without marks, case and spelling habits, each byte with the place it came from. Pure.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_FOLDED_H
#define PLATFORM_READER_FOLDED_H

#include "base/str.h"

/* ASCII letters where the text is Vietnamese: "Hoà Bình", "HÒA BÌNH" and "hoa binh" are alike, "kỹ thuật" is "kĩ thuật"
 * (y is i), every dash is '-', every quote '"', every run of blanks and line ends one blank. */
typedef struct Folded {
    Str from; /* the text itself, NFC */
    Str text;
    const uint32_t *at; /* text.len + 1 of them: where in `from` each byte of `text` came from, the last one from.len */
} Folded;

Folded folded_of(Arena *arena, Str clean);
/* What stands in the text itself for the bytes from..to of the folded one. */
Str folded_source(const Folded *folded, size_t from, size_t to);
Str folded_words(Arena *arena, Str words); /* of a rule or a name: the folded text alone */
bool folded_is_word(char c);               /* a letter or digit: what begins or ends beside one is no whole word */

#endif
