/* platform/reader/measures_inside - shared by measures.c and cells.c only. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_MEASURES_INSIDE_H
#define PLATFORM_READER_MEASURES_INSIDE_H

#include "platform/reader/figures.h"
#include "platform/reader/levels.h"
#include "platform/reader/measures.h"

/* Where a measure is looked for: a clause, from its words to the next ';', full stop or "trong đó". */
typedef struct Span {
    size_t from, to;
} Span;

typedef struct Measures {
    Arena *arena;
    const Pieces *pieces;
    const MeasureContext *context;
    const Date *dates;
    const Figure *figures;
    const Level *levels;
    const Found *yearly, *presents; /* of WORDS_TERM, WORDS_PRESENT */
    size_t date_count, figure_count, level_count, yearly_count, present_count;
    size_t level_next;                       /* the first that is not passed yet */
    const uint32_t *date_at;                 /* for each piece: the date that it is part of, from 1 */
    const bool *is_yearly;                   /* for each piece: part of "hằng năm" */
    const int64_t *year_before, *year_after; /* for each piece: the nearest year told there; 0: none */
    size_t clause_from;                      /* where the clause begins that is read */
    int64_t carried_year;                    /* that of "Đến năm 2030, …" for what follows */
    bool is_carried_yearly;                  /* until the end of the sentence */
    bool is_present;                         /* the clause before told what is, not what is to be */
    ReadTarget early; /* "50 % vào năm 2028 và 70 % vào năm 2030 cơ sở y tế": waits for its title */
    bool has_early;
    ReadIndicator *found;
    ReadTarget **targets; /* of each */
    size_t count, room, target_room;
} Measures;

Measures measures_of(const ReaderWords *words, Arena *arena, const Folded *text, const MeasureContext *context);
/* Passes over dates, "phấn đấu", "hằng năm", "trong đó" and marks at the beginning. */
size_t measures_stripped_from(const Measures *measures, Span span);
/* The first year that is told there, or the last; 0 when none is. */
int64_t measures_year_between(const Measures *measures, size_t from, size_t to, bool is_first);
ReadTarget measures_target_of(const Measures *measures, const Figure *figure);

#endif
