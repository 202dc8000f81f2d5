/* platform/search/ranking - which passages fit words best: BM25 over folded words, more where they stand side by side
 * and where they are written with the same marks. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_SEARCH_RANKING_H
#define PLATFORM_SEARCH_RANKING_H

#include "platform/search/words.h"

enum { RANK_WORDS_MAX = 12, RANK_KINDS_MAX = 8 };

/* One document as it is searched; in order of their numbers. */
typedef struct RankSource {
    int64_t number;
    Str shapes;     /* of each of its passages: kind, then how many words it has */
    size_t passages;
    bool is_chosen; /* by a filter; of the others only kinds are not counted */
} RankSource;

/* Where one word stands, source by source in order of their numbers. */
typedef struct RankPlaces {
    int64_t source;
    Str places;
} RankPlaces;

typedef struct RankWord {
    int form;
    const RankPlaces *places;
    size_t count;
} RankWord;

typedef struct RankAsk {
    const RankSource *sources;
    size_t source_count;
    int64_t passage_total, word_total; /* of all of them */
    const RankWord *words;             /* in the order in which they were asked */
    size_t word_count;
    bool needs_all; /* every word must be there */
    bool is_marked; /* asked with marks: the same word with others counts less */
    int kind;       /* 0: all */
} RankAsk;

typedef struct Ranked {
    size_t source, passage; /* positions in `sources`, and in the source */
    double score;
    double share; /* how much of what was asked it holds, by the weight of the words: 0 to 1 */
} Ranked;

typedef struct Ranking {
    const Ranked *items; /* the best first */
    size_t count;
    size_t total;
    size_t by_kind[RANK_KINDS_MAX]; /* in the chosen sources, of every kind */
    size_t *by_source;              /* of the chosen kind, in every source */
} Ranking;

void passages_rank(Arena *arena, const RankAsk *ask, size_t most, Ranking *ret_ranking);

#endif
