/* platform/reader/folded - see folded.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/folded.h"

#include "kit/text.h"

#include <string.h>

bool folded_is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Marks that are written in several ways; 0 for any other letter. */
static char plain_mark(Str letter) {
    static const struct {
        const char *letters;
        char plain;
    } marks[] = { { "–—−‐‑‒―", '-' }, { "“”„«»", '"' }, { "‘’‚", '\'' }, { "•●▪", '*' } };
    const unsigned char first = (unsigned char)letter.at[0];
    if (first != 0xC2 && first != 0xE2) return 0;
    for (size_t i = 0; i < COUNT(marks); i++) {
        const Str all = str_of(marks[i].letters);
        for (size_t at = 0; at + 1 < all.len; at++) {
            if (letter.len > 1 && at + letter.len <= all.len && memcmp(all.at + at, letter.at, letter.len) == 0)
                return marks[i].plain;
        }
    }
    return 0;
}

Folded folded_of(Arena *arena, Str clean) {
    /* a letter never grows by more than this: no letter of three bytes decomposes into more than 18 of ASCII */
    const size_t growth = TEXT_FOLDED_MAX;
    size_t room = clean.len + growth, used = 0;
    char *text = arena_alloc(arena, room);
    uint32_t *at = NEW_ARRAY(arena, uint32_t, room);
    for (size_t i = 0; i < clean.len;) {
        char letter[TEXT_FOLDED_MAX];
        size_t step;
        size_t size = text_fold_letter(str_part(clean, i, clean.len), letter, &step);
        const char mark = plain_mark((Str){ clean.at + i, step });
        if (mark != 0) letter[0] = mark, size = 1;
        if (used + size + growth > room) { /* rare: letters that stand for several */
            size_t wider = room * 2;
            char *longer = arena_alloc(arena, wider);
            uint32_t *places = NEW_ARRAY(arena, uint32_t, wider);
            memcpy(longer, text, used);
            memcpy(places, at, used * sizeof *at);
            text = longer, at = places, room = wider;
        }
        const bool is_second_blank = size == 1 && letter[0] == ' ' && (used == 0 || text[used - 1] == ' ');
        for (size_t k = 0; k < size && !is_second_blank; k++) {
            text[used] = letter[k] == 'y' ? 'i' : letter[k];
            at[used++] = (uint32_t)i;
        }
        i += step;
    }
    while (used > 0 && text[used - 1] == ' ') used--;
    at[used] = (uint32_t)clean.len;
    return (Folded){ .from = clean, .text = { text, used }, .at = at };
}

Str folded_source(const Folded *folded, size_t from, size_t to) {
    if (from >= to || to > folded->text.len) return S("");
    size_t end = to == folded->text.len ? folded->from.len : folded->at[to];
    while (end > folded->at[from] && folded->from.at[end - 1] == ' ') end--;
    return str_part(folded->from, folded->at[from], end - folded->at[from]);
}

Str folded_words(Arena *arena, Str words) {
    return folded_of(arena, words).text;
}
