/* platform/reader/known - the names of a registry, found in a text as officers write them: with abbreviations ("UBND",
 * "KH&CN"), with or without "tỉnh", and with a slip of the scanner in a long one. For names.c. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_KNOWN_H
#define PLATFORM_READER_KNOWN_H

#include "platform/reader/names.h"
#include "platform/reader/tokens.h"

typedef struct Known Known;
const Known *known_new(Arena *arena, const ReaderWords *words, const KnownName *names, size_t count);

/* The longest name that begins at a token: returns the token behind it, or `first` when none begins there. */
size_t known_at(const Known *known, Arena *arena, const Tokens *tokens, size_t first, Str *ret_code);
/* As if the words of `head` (folded: "so") stood before it. */
size_t known_below(const Known *known, Arena *arena, const Tokens *tokens, Str head, size_t first, Str *ret_code);

/* The code of a name whose words (folded) are these and no others; "" when there is none. */
Str known_named(const Known *known, Str words);
/* Of the collectives "các ... liên quan" that which has the words of this one, or whose words this one has: "các cơ
 * quan, đơn vị liên quan" for "các cơ quan liên quan". "" when there is none. */
Str known_concerned(const Known *known, Arena *arena, Str collective);

#endif
