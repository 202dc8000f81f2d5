/* platform/search/ranking - see ranking.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/search/ranking.h"

#include <math.h>

/* Of Robertson and Zaragoza 2009; a long passage is punished little, since passages are alike in length. */
#define SATURATION   1.2
#define LENGTH_SHARE 0.6
#define OTHER_MARKS  0.35 /* what "sở" counts when "số" was asked */
#define SIDE_BY_SIDE 0.7  /* of the weight of both words */

typedef struct Work {
    Arena *arena;
    const RankAsk *ask;
    double weights[RANK_WORDS_MAX], weight_total, words_mean;
    size_t at[RANK_WORDS_MAX]; /* in each word's places: the next source */
    PlacesReader readers[RANK_WORDS_MAX];
    bool is_open[RANK_WORDS_MAX]; /* the word stands in a passage of this source that is not counted yet */
    int *kinds;                   /* of the source that is read */
    size_t *lengths;
    Ranked *heap; /* the worst of the best on top */
    size_t heap_count, heap_room;
    Ranking *ranking;
} Work;

/* A word that stands nowhere weighs as much as the others do on the average: it would else weigh most of all. */
static void weigh_words(Work *work) {
    const RankAsk *ask = work->ask;
    size_t known = 0;
    for (size_t i = 0; i < ask->word_count; i++) {
        size_t holding = 0;
        for (size_t j = 0; j < ask->words[i].count; j++) holding += places_passages(ask->words[i].places[j].places);
        if (holding == 0) continue;
        const double total = (double)ask->passage_total, held = fmin((double)holding, total);
        work->weights[i] = log(1 + (total - held + 0.5) / (held + 0.5));
        work->weight_total += work->weights[i];
        known++;
    }
    if (known > 0) work->weight_total *= (double)ask->word_count / (double)known;
}

/* ---- the best ---- */

static bool is_worse(const Ranked *one, const Ranked *other) {
    if (one->score < other->score || one->score > other->score) return one->score < other->score;
    return one->source != other->source ? one->source > other->source : one->passage > other->passage;
}

static void swap(Ranked *one, Ranked *other) {
    const Ranked kept = *one;
    *one = *other;
    *other = kept;
}

static void sink(Ranked *heap, size_t count, size_t at) {
    for (;;) {
        size_t worst = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < count; child++) {
            if (is_worse(&heap[child], &heap[worst])) worst = child;
        }
        if (worst == at) return;
        swap(&heap[at], &heap[worst]);
        at = worst;
    }
}

static void keep(Work *work, const Ranked *one) {
    Ranked *heap = work->heap;
    if (work->heap_count == work->heap_room) {
        if (work->heap_room == 0 || is_worse(one, &heap[0])) return;
        heap[0] = *one;
        sink(heap, work->heap_count, 0);
        return;
    }
    size_t at = work->heap_count++;
    heap[at] = *one;
    for (; at > 0 && is_worse(&heap[at], &heap[(at - 1) / 2]); at = (at - 1) / 2) swap(&heap[at], &heap[(at - 1) / 2]);
}

static void sort_best(Work *work) {
    for (size_t left = work->heap_count; left > 1; left--) {
        swap(&work->heap[0], &work->heap[left - 1]);
        sink(work->heap, left - 1, 0);
    }
}

/* ---- one passage ---- */

static bool is_same_form(const Work *work, size_t word, int form) {
    return !work->ask->is_marked || work->ask->words[word].form == form;
}

/* How often it stands there, other marks counting less. */
static double times_of(const Work *work, size_t word, double *ret_best) {
    const PlacesReader *reader = &work->readers[word];
    double times = 0;
    *ret_best = 0;
    for (size_t i = 0; i < reader->count && i < PLACES_KEPT; i++) {
        const double one = is_same_form(work, word, reader->forms[i]) ? 1 : OTHER_MARKS;
        times += one;
        if (one > *ret_best) *ret_best = one;
    }
    return times;
}

/* Does the second word stand right behind the first one somewhere? As much as the worse of the two counts. */
static double beside(const Work *work, size_t first, size_t second) {
    const PlacesReader *a = &work->readers[first], *b = &work->readers[second];
    double best = 0;
    for (size_t i = 0, j = 0; i < a->count && i < PLACES_KEPT; i++) {
        while (j < b->count && j < PLACES_KEPT && b->at[j] <= a->at[i]) j++;
        if (j == b->count || j == PLACES_KEPT) break;
        if (b->at[j] != a->at[i] + 1) continue;
        const bool is_same = is_same_form(work, first, a->forms[i]) && is_same_form(work, second, b->forms[j]);
        if (is_same) return 1;
        best = OTHER_MARKS;
    }
    return best;
}

static void score_passage(Work *work, size_t source, size_t passage, const bool *is_here) {
    Ranked one = { .source = source, .passage = passage };
    const RankAsk *ask = work->ask;
    const double length = (double)work->lengths[passage] / work->words_mean;
    for (size_t i = 0; i < ask->word_count; i++) {
        if (!is_here[i]) continue;
        double best;
        const double times = times_of(work, i, &best);
        one.score += work->weights[i] * times * (SATURATION + 1) /
                     (times + SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length));
        one.share += work->weights[i] * best / work->weight_total;
        if (i > 0 && is_here[i - 1])
            one.score += SIDE_BY_SIDE * (work->weights[i - 1] + work->weights[i]) * beside(work, i - 1, i);
    }
    keep(work, &one);
}

static void count_passage(Work *work, size_t source, size_t passage, const bool *is_here) {
    const int kind = work->kinds[passage];
    const bool is_chosen = work->ask->sources[source].is_chosen;
    const bool is_kind = work->ask->kind == 0 || work->ask->kind == kind;
    if (is_chosen) work->ranking->by_kind[kind]++;
    if (is_kind) work->ranking->by_source[source]++;
    if (!is_chosen || !is_kind) return;
    work->ranking->total++;
    score_passage(work, source, passage, is_here);
}

/* ---- one source ---- */

/* Goes to the source in each word's places; false when it cannot hold what is needed. */
static bool open_words(Work *work, int64_t source) {
    size_t open = 0;
    for (size_t i = 0; i < work->ask->word_count; i++) {
        const RankWord *word = &work->ask->words[i];
        while (work->at[i] < word->count && word->places[work->at[i]].source < source) work->at[i]++;
        work->is_open[i] = work->at[i] < word->count && word->places[work->at[i]].source == source;
        open += work->is_open[i];
    }
    if (open == 0 || (work->ask->needs_all && open < work->ask->word_count)) return false;
    for (size_t i = 0; i < work->ask->word_count; i++) {
        if (!work->is_open[i]) continue;
        work->readers[i] = places_reader(work->ask->words[i].places[work->at[i]].places);
        work->is_open[i] = places_next(&work->readers[i]);
    }
    return true;
}

static void read_shapes(Work *work, const RankSource *source) {
    Str rest = source->shapes;
    for (size_t i = 0; i < source->passages; i++) {
        const size_t kind = places_number(&rest);
        work->kinds[i] = kind < RANK_KINDS_MAX ? (int)kind : 0;
        work->lengths[i] = places_number(&rest);
    }
}

static void rank_source(Work *work, size_t at) {
    const RankSource *source = &work->ask->sources[at];
    const size_t words = work->ask->word_count;
    bool is_here[RANK_WORDS_MAX];
    if (!open_words(work, source->number)) return;
    read_shapes(work, source);
    for (;;) {
        size_t passage = source->passages, here = 0;
        for (size_t i = 0; i < words; i++) {
            if (work->is_open[i] && work->readers[i].passage < passage) passage = work->readers[i].passage;
        }
        if (passage == source->passages) return;
        for (size_t i = 0; i < words; i++) {
            is_here[i] = work->is_open[i] && work->readers[i].passage == passage;
            here += is_here[i];
        }
        if (!work->ask->needs_all || here == words) count_passage(work, at, passage, is_here);
        for (size_t i = 0; i < words; i++) {
            if (is_here[i]) work->is_open[i] = places_next(&work->readers[i]);
        }
    }
}

void passages_rank(Arena *arena, const RankAsk *ask, size_t most, Ranking *ret_ranking) {
    MUST(ask->word_count <= RANK_WORDS_MAX);
    size_t longest = 0;
    for (size_t i = 0; i < ask->source_count; i++) {
        if (ask->sources[i].passages > longest) longest = ask->sources[i].passages;
    }
    Work *work = NEW(arena, Work);
    *work = (Work){ .arena = arena, .ask = ask, .heap_room = most, .ranking = ret_ranking };
    work->words_mean = ask->passage_total > 0 ? (double)ask->word_total / (double)ask->passage_total : 1;
    if (work->words_mean < 1) work->words_mean = 1;
    work->heap = NEW_ARRAY(arena, Ranked, most + 1);
    work->kinds = NEW_ARRAY(arena, int, longest + 1);
    work->lengths = NEW_ARRAY(arena, size_t, longest + 1);
    *ret_ranking = (Ranking){ .by_source = NEW_ARRAY(arena, size_t, ask->source_count + 1) };
    weigh_words(work);
    if (ask->word_count > 0) {
        for (size_t i = 0; i < ask->source_count; i++) rank_source(work, i);
    }
    sort_best(work);
    ret_ranking->items = work->heap;
    ret_ranking->count = work->heap_count;
}
