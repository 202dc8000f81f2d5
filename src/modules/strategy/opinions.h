/* modules/strategy/opinions - a second reading of items of a draft by a language model: what it is asked, what of its
 * answer stands in the text, and where it reads otherwise than we did. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_OPINIONS_H
#define MODULES_STRATEGY_OPINIONS_H

#include "modules/strategy/drafts.h"

enum { OPINION_LETTERS_MAX = 200, OPINION_FIELDS = 4 };

/* An item with the words that it was read from. */
typedef struct OpinionSubject {
    const DraftItem *item;
    Str above;   /* headings over it, from the top, with " > " between */
    Str columns; /* heads of its table; "" for what stands in none */
    Str text;    /* its own words, and lines below that say who and when */
} OpinionSubject;
OpinionSubject opinion_subject(Arena *arena, const DraftItem *item, const Rows *passages);

/* What a model says of an item. Each quote stands letter by letter in what it was shown, or is left out. */
typedef struct Opinion {
    int64_t item;
    int kind; /* DraftKind; DRAFT_NONE: nothing of a plan */
    Str lead, due, figure;
} Opinion;

extern const char opinion_instructions[];
/* The subjects as it is shown them. TOO_LARGE, without a Problem, beyond what one question holds. */
Code opinions_question(Arena *arena, const OpinionSubject *subjects, size_t count, Str *ret_text);
/* What stands in the answer: one of each subject at most, as many as `count`. False when it is no answer at all.
 * `ret_thrown` counts what was left out: quotes that stand nowhere, and what is said of other items. */
bool opinions_read(Arena *arena, Str said, const OpinionSubject *subjects, size_t count, Opinion *ret_opinions,
                   size_t *ret_count, size_t *ret_thrown);

/* An opinion beside its item, with what its quotes mean. */
typedef struct OpinionMeans {
    Str lead;          /* code; "" when nobody is known by that name */
    DraftFields fields; /* due and timing alone */
    Rows figures;      /* of Decimal */
} OpinionMeans;
/* Members of DraftItem and DraftFields in which both differ; none: it reads as we do. What it does not say differs from
 * nothing. */
Texts opinion_differs(Arena *arena, const Opinion *opinion, const OpinionMeans *means, const DraftItem *item);

#endif
