/* platform/reader/automaton - finds many phrases in a folded text at once (Aho and Corasick 1975). Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_AUTOMATON_H
#define PLATFORM_READER_AUTOMATON_H

#include "base/str.h"

typedef struct Automaton Automaton;

/* A phrase that stands there as whole words. */
typedef struct Found {
    size_t from, to; /* bytes of the folded text */
    size_t value;    /* as it was added */
} Found;

/* Of what was found apart the one that begins at a byte; NULL when none does. */
const Found *found_at(const Found *found, size_t count, size_t byte);

Automaton *automaton_new(Arena *arena);
/* Phrases are folded and not empty; of two alike the first one counts. */
void automaton_add(Automaton *automaton, Str phrase, size_t value);
void automaton_build(Automaton *automaton); /* after the last phrase, before the first question */
/* All of them, the overlapping too, in order of their ends. The count is returned; ret_found lives in the arena. */
size_t automaton_find(const Automaton *automaton, Arena *arena, Str folded, const Found **ret_found);
/* Of those that overlap the one that begins first, and of those the longest; in order. */
size_t automaton_find_apart(const Automaton *automaton, Arena *arena, Str folded, const Found **ret_found);

#endif
