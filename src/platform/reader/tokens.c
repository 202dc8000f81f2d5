/* platform/reader/tokens - see tokens.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/tokens.h"

#include "kit/text.h"

#include <string.h>

static bool is_capital_at(Arena *scratch, const Folded *text, size_t at) {
    const Str rest = str_part(text->from, text->at[at], TEXT_FOLDED_MAX);
    if (rest.len == 0) return false;
    const unsigned char first = (unsigned char)rest.at[0];
    if (first < 0x80) return first >= 'A' && first <= 'Z';
    char folded[TEXT_FOLDED_MAX];
    size_t step;
    text_fold_letter(str_part(text->from, text->at[at], text->from.len), folded, &step);
    const Str letter = str_part(text->from, text->at[at], step);
    return folded[0] >= 'a' && folded[0] <= 'z' && str_equal(text_upper(scratch, letter), letter);
}

Tokens tokens_of(Arena *arena, const Folded *text) {
    Token *tokens = NULL;
    size_t count = 0, room = 0;
    const Str folded = text->text;
    for (size_t i = 0; i < folded.len;) {
        if (folded.at[i] == ' ') {
            i++;
            continue;
        }
        const bool is_word = folded_is_word(folded.at[i]);
        size_t end = i + 1;
        while (is_word && end < folded.len && folded_is_word(folded.at[end])) end++;
        tokens = array_grow(arena, tokens, sizeof *tokens, count, &room);
        tokens[count++] = (Token){ (uint32_t)i, (uint32_t)end, is_word, is_word && is_capital_at(arena, text, i) };
        i = end;
    }
    tokens = array_grow(arena, tokens, sizeof *tokens, count, &room);
    tokens[count] = (Token){ .from = (uint32_t)folded.len, .to = (uint32_t)folded.len };
    return (Tokens){ text, tokens, count };
}

Str token_text(const Tokens *tokens, size_t index) {
    if (index >= tokens->count) return S("");
    const Token *token = &tokens->at[index];
    return (Str){ tokens->text->text.at + token->from, token->to - token->from };
}

bool token_is(const Tokens *tokens, size_t index, const char *folded) {
    return index < tokens->count && str_is(token_text(tokens, index), folded);
}

bool token_is_one_of(const Tokens *tokens, size_t index, const char *const *folded, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (token_is(tokens, index, folded[i])) return true;
    }
    return false;
}

bool token_is_initials(const Tokens *tokens, size_t index) {
    if (index >= tokens->count || !tokens->at[index].is_capital) return false;
    const Folded *text = tokens->text;
    const Token *token = &tokens->at[index];
    const uint32_t from = text->at[token->from], to = text->at[token->to];
    if (token->to - token->from < 2) return false;
    for (uint32_t i = from; i < to; i++) { /* a small letter without marks, or đ, ă, ơ, ư: none in "HĐND" */
        const unsigned char byte = (unsigned char)text->from.at[i];
        if (byte >= 'a' && byte <= 'z') return false;
    }
    return true;
}

uint32_t *tokens_phrases(const Tokens *tokens, Arena *arena, const Automaton *phrases, const uint32_t **ret_values) {
    const Found *found;
    const size_t count = automaton_find(phrases, arena, tokens->text->text, &found);
    const size_t size = tokens->text->text.len + 1;
    uint32_t *begins =
        NEW_ARRAY(arena, uint32_t, size); /* which token begins at a byte, which one ends there: plus 1 */
    uint32_t *ends = NEW_ARRAY(arena, uint32_t, size);
    for (size_t i = 0; i < tokens->count; i++) {
        begins[tokens->at[i].from] = (uint32_t)i + 1;
        ends[tokens->at[i].to] = (uint32_t)i + 1;
    }
    uint32_t *lengths = NEW_ARRAY(arena, uint32_t, tokens->count + 1);
    uint32_t *values = NEW_ARRAY(arena, uint32_t, tokens->count + 1);
    for (size_t i = 0; i < count; i++) {
        const uint32_t first = begins[found[i].from], last = ends[found[i].to];
        if (first == 0 || last < first || last - first + 1 <= lengths[first - 1]) continue;
        lengths[first - 1] = last - first + 1;
        values[first - 1] = (uint32_t)found[i].value;
    }
    if (ret_values != NULL) *ret_values = values;
    return lengths;
}
