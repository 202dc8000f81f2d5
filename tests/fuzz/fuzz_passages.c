/* tests/fuzz/fuzz_passages - the search in texts. The first byte chooses: a text as words and their places, a question,
 * what a language model answered, or places as they might come from a broken database. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/text.h"
#include "platform/search/composition.h"
#include "platform/search/question.h"
#include "platform/search/ranking.h"
#include "tests/fuzz/fuzz.h"

enum { WAYS = 4, WORDS_OF_ONE = 200 };

static bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* In order, apart, inside of the text; folded they hold letters and digits alone. */
static size_t check_words(Arena *arena, Str text, const TextWord **ret_words) {
    const size_t count = text_words(arena, text, ret_words), letters = utf8_count(text);
    for (size_t i = 0; i < count; i++) {
        const TextWord *word = &(*ret_words)[i];
        MUST(word->from < word->to && word->to <= letters && word->byte_to <= text.len);
        MUST(i == 0 || (*ret_words)[i - 1].to <= word->from);
        MUST(utf8_count(str_part(text, word->byte_from, word->byte_to - word->byte_from)) == word->to - word->from);
        MUST(word->form >= FORM_PLAIN && word->form < FORMS);
        for (size_t k = 0; k < word->folded.len; k++) MUST(is_ascii_letter(word->folded.at[k]));
    }
    return count;
}

/* What is written is read again. Each word is a place: its length the passage after the last one's, or the same. */
static void check_places(Arena *arena, const TextWord *words, size_t count) {
    WordPlace *places = NEW_ARRAY(arena, WordPlace, WORDS_OF_ONE);
    size_t used = 0, passage = 0, at = 0;
    for (; used < count && used < WORDS_OF_ONE; used++) {
        const size_t step = words[used].folded.len % 3;
        at = step > 0 ? words[used].from : at + 1 + words[used].from;
        passage += step;
        places[used] = (WordPlace){ 0, (uint32_t)passage, (uint32_t)at, (uint32_t)words[used].form };
    }
    Str text;
    MUST(places_text(arena, places, used, &text) == OK);
    PlacesReader reader = places_reader(text);
    size_t next = 0;
    while (places_next(&reader)) {
        for (size_t i = 0; i < reader.count; i++, next++) {
            MUST(next < used && places[next].passage == reader.passage);
            if (i < PLACES_KEPT) MUST(places[next].at == reader.at[i] && (int)places[next].form == reader.forms[i]);
        }
    }
    MUST(next == used);
}

/* Lines are places and shapes in turn: whatever they hold, it ends, and what is found is inside of its source. */
static void check_ranking(Arena *arena, Str input) {
    const Str shapes = str_cut(&input, '\n'), first = str_cut(&input, '\n');
    const RankSource source = { .number = 1, .shapes = shapes, .passages = shapes.len, .is_chosen = true };
    const RankPlaces places[] = { { 1, first }, { 1, input.at == NULL ? S("") : input } };
    const RankWord words[] = { { 1, &places[0], 1 }, { 2, &places[1], 1 } };
    RankAsk ask = { .sources = &source, .source_count = 1, .passage_total = 10, .word_total = 100, .words = words,
                    .word_count = COUNT(words), .is_marked = true };
    Ranking any, all;
    passages_rank(arena, &ask, 5, &any);
    ask.needs_all = true;
    passages_rank(arena, &ask, 5, &all);
    MUST(all.total <= any.total && any.count <= 5);
    for (size_t i = 0; i < any.count; i++) {
        MUST(any.items[i].passage < source.passages);
        MUST(i == 0 || any.items[i - 1].score >= any.items[i].score);
    }
}

static void check_composition(Arena *arena, Str input) {
    const Str quotes[] = { str_cut(&input, '\n'), S("31/12/2026") };
    const Str answer = input.at == NULL ? S("") : input;
    if (!composition_is_sound(arena, answer, S("2030"), quotes, COUNT(quotes))) return;
    MUST(str_find(answer, S("[")) < answer.len && str_find(answer, S("://")) == answer.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    Str input = fuzz_input(data, size), clean;
    const int way = fuzz_byte(&input) % WAYS;
    const TextWord *words;
    if (way == 0) {
        check_ranking(cx.arena, input);
    } else if (text_clean(cx.arena, input, true, &clean) == TEXT_FINE) {
        const size_t count = check_words(cx.arena, clean, &words);
        if (way == 1) check_places(cx.arena, words, count);
        if (way == 2) MUST(count == 0 || check_words(cx.arena, question_core(cx.arena, clean), &words) > 0);
        if (way == 3) check_composition(cx.arena, clean);
    }
    fuzz_end(&cx);
    return 0;
}
