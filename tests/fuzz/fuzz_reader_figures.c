/* tests/fuzz/fuzz_reader_figures - terms and measures of any text: each stands in its text, in order, and a figure that
 * was found is known. The first byte says where the text stands and which period it has. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/text.h"
#include "platform/reader/measures.h"
#include "platform/reader/terms.h"
#include "tests/fuzz/fuzz.h"

static void check_place(int64_t from, int64_t to, int64_t letters) {
    MUST(from >= 0 && from <= to && to <= letters);
}

static void check_terms(Ctx *cx, const ReaderWords *words, const Folded *text, const TermContext *context) {
    const int64_t letters = (int64_t)utf8_count(text->from);
    const ReadTerm *terms, *best = term_of(words, cx->arena, text, context);
    const size_t count = terms_find(words, cx->arena, text, context, &terms);
    MUST((best != NULL) == (count > 0));
    for (size_t i = 0; i < count; i++) {
        check_place(terms[i].from, terms[i].to, letters);
        MUST(i == 0 || terms[i - 1].from <= terms[i].from);
        MUST(terms[i].kind > TERM_NONE && terms[i].kind <= TERM_PERIOD && terms[i].words.len > 0);
        const bool is_dated = terms[i].kind != TERM_YEARLY && terms[i].kind != TERM_CONTINUOUS;
        MUST(is_dated == (terms[i].last.number != 0) && terms[i].first.number <= terms[i].last.number);
    }
}

static void check_target(const ReadTarget *target, int64_t letters) {
    check_place(target->from, target->to, letters);
    MUST(target->relation > RELATION_NONE && target->relation <= RELATION_TEXT);
    MUST(target->value.is_known == (target->relation != RELATION_TEXT));
    MUST(target->value_to.is_known == (target->relation == RELATION_RANGE));
    MUST(!target->value_to.is_known || decimal_compare(target->value, target->value_to) < 0);
    MUST(!target->is_yearly || target->year == 0);
}

static void check_measures(Ctx *cx, const ReaderWords *words, const Folded *text, const MeasureContext *context) {
    const int64_t letters = (int64_t)utf8_count(text->from);
    const ReadIndicator *found;
    const size_t count = measures_find(words, cx->arena, text, context, &found);
    for (size_t i = 0; i < count; i++) {
        const ReadTarget *targets = found[i].targets.items;
        check_place(found[i].from, found[i].to, letters);
        MUST(found[i].title.len > 0 && found[i].targets.count > 0 && found[i].targets.count <= READING_TARGETS_MAX);
        for (size_t k = 0; k < found[i].targets.count; k++) {
            check_target(&targets[k], letters);
            MUST(targets[k].relation != RELATION_TEXT && (k == 0 || targets[k - 1].year <= targets[k].year));
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    Str input = fuzz_input(data, size), clean;
    const unsigned char way = fuzz_byte(&input);
    if (text_clean(cx.arena, text_mended(cx.arena, input), true, &clean) == TEXT_FINE) {
        const ReaderWords *words = reader_words(cx.arena, (Rows){ 0 });
        const Folded text = folded_of(cx.arena, clean);
        TermContext terms = { 2026, (way & 1) != 0 ? 2026 : 2030, day_make(2026, 3, 5) };
        MeasureContext measures = { .year = 2030, .year_least = 2026, .is_in_tasks = (way & 2) != 0 };
        if ((way & 4) != 0) terms = (TermContext){ 0 }, measures.year = measures.year_least = 0;
        check_terms(&cx, words, &text, &terms);
        check_measures(&cx, words, &text, &measures);
        ReadTarget target = { 0 };
        if (measure_of_cell(words, cx.arena, clean, &target)) check_target(&target, (int64_t)utf8_count(clean));
    }
    fuzz_end(&cx);
    return 0;
}
