/* platform/reader/reader - see reader.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/reader.h"

#include "platform/documents/documents.h"
#include "platform/reader/document.h"
#include "platform/reader/figures.h"
#include "platform/reader/findings.h"
#include "platform/reader/manuscript.h"
#include "platform/reader/own_words.h"
#include "platform/reader/structure.h"
#include "platform/reader/terms.h"

static Rows passages_of(const Structure *structure) {
    Passage *passages = NEW_ARRAY(structure->arena, Passage, structure->count + 1);
    for (size_t i = 0; i < structure->count; i++) passages[i] = structure->nodes[i].passage;
    return (Rows){ passages, structure->count };
}

/* Why a text gave little: one slug each. */
static Texts reasons_of(Arena *arena, const Structure *structure, const Reading *reading) {
    enum { REASONS_MAX = 4, SHORT_PASSAGES = 3 };
    Str *reasons = NEW_ARRAY(arena, Str, REASONS_MAX);
    size_t count = 0;
    if (structure->count == 0) reasons[count++] = S("empty");
    if (structure->count > 0 && structure->count <= SHORT_PASSAGES) reasons[count++] = S("one-passage");
    if (structure->count > 0 && reading->document->number.len == 0) reasons[count++] = S("no-number");
    const bool is_bare = reading->tasks.count == 0 && reading->objectives.count == 0 && reading->indicators.count == 0;
    if (structure->count > 0 && is_bare) reasons[count++] = S("nothing-found");
    return (Texts){ reasons, count };
}

Reading reading_of_text(Arena *arena, const DocumentText *text, const KnownName *known, size_t known_count, Rows more) {
    const ReaderWords *words = reader_words(arena, more);
    const Names *names = names_new(arena, words, known, known_count);
    const Manuscript manuscript = manuscript_of(arena, text);
    Structure structure = structure_of(arena, words, &manuscript);
    Reading reading = { .format = text->format, .document = document_of(&structure) };
    findings_of(&structure, names, &reading);
    reading.passages = passages_of(&structure);
    reading.reasons = reasons_of(arena, &structure, &reading);
    return reading;
}

static TermContext context_of(const ReadDocument *document) {
    return (TermContext){ .year_first = document->year_first,
                          .year_last = document->year_last,
                          .issued_on = document->issued_on };
}

const ReadTerm *reading_of_term(Arena *arena, const ReadDocument *document, Str words) {
    const TermContext context = context_of(document);
    const Folded folded = folded_of(arena, words);
    return term_of(reader_words(arena, (Rows){ 0 }), arena, &folded, &context);
}

Rows reading_of_figures(Arena *arena, const ReadDocument *document, Str words) {
    const TermContext context = context_of(document);
    const Folded folded = folded_of(arena, words);
    const Pieces pieces = pieces_of(arena, &folded);
    const Date *dates;
    const Figure *figures;
    const ReaderWords *rules = reader_words(arena, (Rows){ 0 });
    const size_t date_count = dates_find(rules, arena, &pieces, &context, &dates);
    const size_t count = figures_find(rules, arena, &pieces, dates, date_count, &figures);
    Decimal *values = NEW_ARRAY(arena, Decimal, 2 * count + 1);
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        values[used++] = figures[i].value;
        if (figures[i].value_to.is_known) values[used++] = figures[i].value_to;
    }
    return (Rows){ values, used };
}

static size_t bytes_of(const DocumentText *text) {
    const TextBlock *blocks = text->blocks.items;
    size_t bytes = 0;
    for (size_t i = 0; i < text->blocks.count; i++) {
        const TextCell *cells = blocks[i].cells.items;
        bytes += blocks[i].text.len;
        for (size_t j = 0; j < blocks[i].cells.count; j++) bytes += cells[j].text.len;
    }
    return bytes;
}

Code reader_read(Ctx *cx, Str path, Str name, const ReaderKnown *known, Reading *ret_reading) {
    DocumentText text = { 0 };
    Rows own;
    TRY(own_words_with(cx, &known->taught, &own));
    TRY(text_of_file(cx, path, name, &text));
    if (bytes_of(&text) > READER_TEXT_BYTES_MAX) return fail(cx, &too_large, name, int_text(cx, READER_TEXT_BYTES_MAX));
    if (text.blocks.count > READER_BLOCKS_MAX) return fail(cx, &too_large, name, int_text(cx, READER_BLOCKS_MAX));
    *ret_reading = reading_of_text(cx->arena, &text, known->names, known->name_count, own);
    return OK;
}
