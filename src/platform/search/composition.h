/* platform/search/composition - may what a language model wrote be shown? Only what cites the quotes, and says no
 * number that they do not say. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_SEARCH_COMPOSITION_H
#define PLATFORM_SEARCH_COMPOSITION_H

#include "base/str.h"

enum { COMPOSITION_LETTERS_MAX = 4000, COMPOSITION_QUOTES_MAX = 8 };

/* Every line must cite at least one of the quotes as [1] or [1, 2], and none that is not there; each number in a line
 * stands in a quote that it cites, or in the question; there is no address of the web in it. `quotes` hold all that may
 * be said of each: text, heading, citation, number of the document. */
bool composition_is_sound(Arena *arena, Str answer, Str question, const Str *quotes, size_t quote_count);

#endif
