/* platform/reader/names - agencies in a text: those of a registry by every name they have, others by the shape of their
 * name. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_NAMES_H
#define PLATFORM_READER_NAMES_H

#include "platform/reader/reading.h"
#include "platform/reader/tokens.h"
#include "platform/reader/words.h"

/* A name, an alias, a short or an old name of an agency or a collective. */
typedef struct KnownName {
    Str name, code;
} KnownName;

typedef struct Names Names;
/* Lives in the arena; the names are borrowed. */
const Names *names_new(Arena *arena, const ReaderWords *words, const KnownName *known, size_t count);

/* Where an agency is named: tokens first..end-1. Of "các Sở: Y tế, Nội vụ" two are named, "Sở Y tế" and "Sở Nội vụ". */
typedef struct Mention {
    size_t first, end;
    Str named, code;    /* as in ReadAgency */
    bool is_collective; /* "các sở, ban, ngành": many, none of them by name */
} Mention;

/* All agencies that a text names, in order, apart from one another. The count is returned; they live in the arena. */
size_t names_find(const Names *names, Arena *arena, const Tokens *tokens, const Mention **ret_mentions);

#endif
