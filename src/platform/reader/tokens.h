/* platform/reader/tokens - a folded text as words and marks, with what each word looks like in the text itself. Pure.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_TOKENS_H
#define PLATFORM_READER_TOKENS_H

#include "platform/reader/automaton.h"
#include "platform/reader/folded.h"

/* A run of letters and digits, or one other byte that is no blank. */
typedef struct Token {
    uint32_t from, to; /* bytes of the folded text */
    bool is_word;
    bool is_capital; /* its first letter is a capital one */
} Token;

typedef struct Tokens {
    const Folded *text;
    const Token *at; /* one more than count: an empty mark at the end of the text */
    size_t count;
} Tokens;

Tokens tokens_of(Arena *arena, const Folded *text);
Str token_text(const Tokens *tokens, size_t index); /* folded; "" behind the last one */
bool token_is(const Tokens *tokens, size_t index, const char *folded);
bool token_is_one_of(const Tokens *tokens, size_t index, const char *const *folded, size_t count);
/* Are all its letters capitals, and two of them at least? */
bool token_is_initials(const Tokens *tokens, size_t index);

/* How many tokens the longest phrase of an automaton takes that begins at each token; 0: none begins there. With the
 * value of each in ret_values, when that is not NULL. */
uint32_t *tokens_phrases(const Tokens *tokens, Arena *arena, const Automaton *phrases, const uint32_t **ret_values);

#endif
