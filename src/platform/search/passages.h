/* platform/search/passages - passages that hold words: found, ranked, and cut to what is shown. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_SEARCH_PASSAGES_H
#define PLATFORM_SEARCH_PASSAGES_H

#include "platform/search/ranking.h"
#include "platform/search/search.h"

enum { PASSAGE_SPANS_MAX = 100, PASSAGE_SHOWN_LETTERS = 480 };

/* Letters (code points) of a text: from the first one, to the one behind. */
typedef struct LetterSpan {
    int64_t from, to;
} LetterSpan;

typedef struct FoundPassage {
    int kind;
    Str item;
    Str document, label, title; /* code, number and title of the document */
    Str heading, citation;
    Str text; /* word for word, cut between words where it is long */
    bool is_cut_before, is_cut_behind;
    Rows marks, heading_marks; /* of LetterSpan: what was found in text and heading */
} FoundPassage;

extern const Shape found_passage_shape, passages_query_shape, passages_found_shape;
extern const Choices search_passage_kind_choices;

extern const ProblemKind source_too_long;

/* The words that are looked for. */
typedef struct PassageWords {
    const TextWord *words;
    size_t count;
    bool is_marked; /* at least one is written with marks: the others mean what they say too */
} PassageWords;

typedef struct PassagesAsk {
    PassageWords words;
    int kind;     /* 0: all */
    Str document; /* "": all */
    bool needs_all;
    bool for_outside; /* it is told to another server: only what everybody may see */
} PassagesAsk;

typedef struct PassageSource PassageSource; /* as it is stored */

typedef struct PassagesRanked {
    const PassageSource *sources;
    size_t source_count;
    Ranking ranking;
} PassagesRanked;

/* Of a text; each once, the first RANK_WORDS_MAX. */
PassageWords passage_words(Arena *arena, Str text);
/* The best `most` of what the caller may see. */
Code passages_find(Ctx *cx, const PassagesAsk *ask, size_t most, PassagesRanked *ret_ranked);
/* One of them, with its text cut to so many letters around what was found. */
Code passage_show(Ctx *cx, const PassagesRanked *ranked, const Ranked *one, const PassageWords *words, size_t letters,
                  FoundPassage *ret_passage);

Work passages_get;

#endif
