/* platform/search/words - a text taken apart into words for the index, and the places of a word as the index keeps
 * them. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_SEARCH_WORDS_H
#define PLATFORM_SEARCH_WORDS_H

#include "base/str.h"

enum { TEXT_WORDS_MAX = 20000, FORM_PLAIN = 0, FORMS = 32 };

/* Letters and digits between other signs. What it is found by is folded; `form` tells "số" from "sở": 0 is written
 * without marks, else it is one of 31, so that two that differ are rarely taken for one. "hoà" and "hòa" are one. */
typedef struct TextWord {
    Str folded;
    int form;
    size_t from, to;             /* letters (code points) of the text */
    size_t byte_from, byte_to;
} TextWord;

/* At most TEXT_WORDS_MAX. The count is returned; they live in the arena. */
size_t text_words(Arena *arena, Str clean, const TextWord **ret_words);

/* Numbers as a run of ASCII letters: five bits each, the smallest first. */
void places_add_number(Buf *out, size_t number);
size_t places_number(Str *rest); /* 0 at the end */

/* The places of one word in one source: how many passages hold it; then of each how far on from the last one it is,
 * how often, and for each time how many words further, and its form. */
typedef struct WordPlace {
    uint32_t word; /* its number, for who gathers many */
    uint32_t passage, at;
    uint32_t form; /* narrow: a long document has millions of them */
} WordPlace;

/* Of one word, in order. */
Code places_text(Arena *arena, const WordPlace *places, size_t count, Str *ret_text);

enum { PLACES_KEPT = 64 }; /* of one passage, when they are read */
typedef struct PlacesReader {
    Str rest;
    size_t left;    /* passages not read yet */
    size_t passage; /* the one that is read, from 0 */
    size_t count;   /* how often it stands there; at most PLACES_KEPT of them are kept */
    size_t at[PLACES_KEPT];
    int forms[PLACES_KEPT];
} PlacesReader;

size_t places_passages(Str places); /* how many passages hold the word */
PlacesReader places_reader(Str places);
bool places_next(PlacesReader *reader); /* false: there is none any more */

#endif
