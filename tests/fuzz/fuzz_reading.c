/* tests/fuzz/fuzz_reading - a document's text of any content: what is found in it stands in it. The first byte says
 * whether the rest is lines, paragraphs or rows of tables (cells between tabs). */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/text.h"
#include "platform/reader/reader.h"
#include "tests/fuzz/fuzz.h"

enum { WAYS = 3, CELLS_MAX = 12 };

static DocumentText text_from(Arena *arena, int way, Str text) {
    TextWriting writing = text_writing(arena);
    if (way == 0) {
        text_put_lines(&writing, text);
        return text_written(&writing, "txt");
    }
    while (text.at != NULL) {
        Str line = str_cut(&text, '\n');
        if (way == 1) {
            text_put(&writing, BLOCK_PARAGRAPH, line, 0);
            continue;
        }
        TextCell cells[CELLS_MAX];
        size_t count = 0;
        while (line.at != NULL && count < CELLS_MAX) cells[count++] = (TextCell){ .text = str_cut(&line, '\t') };
        text_put_row(&writing, cells, count, 1);
    }
    return text_written(&writing, "docx");
}

static void check_place(const Reading *reading, int64_t number, int64_t from, int64_t to) {
    const Passage *passages = reading->passages.items;
    MUST(number >= 1 && number <= (int64_t)reading->passages.count);
    MUST(from >= 0 && from <= to && to <= (int64_t)utf8_count(passages[number - 1].text));
}

static void check_agencies(const Reading *reading, const Rows *agencies) {
    const ReadAgency *items = agencies->items;
    for (size_t i = 0; i < agencies->count; i++) {
        MUST(items[i].role != READ_NONE && items[i].named.len > 0);
        check_place(reading, items[i].passage, items[i].from, items[i].to);
    }
}

static void check_findings(const Reading *reading) {
    const ReadObjective *objectives = reading->objectives.items;
    const ReadIndicator *indicators = reading->indicators.items;
    const ReadTask *tasks = reading->tasks.items;
    const ReadDuty *duties = reading->duties.items;
    for (size_t i = 0; i < reading->objectives.count; i++)
        check_place(reading, objectives[i].passage, objectives[i].from, objectives[i].to);
    for (size_t i = 0; i < reading->indicators.count; i++) {
        const ReadTarget *targets = indicators[i].targets.items;
        check_place(reading, indicators[i].passage, indicators[i].from, indicators[i].to);
        check_agencies(reading, &indicators[i].agencies);
        MUST(indicators[i].targets.count <= READING_TARGETS_MAX);
        for (size_t k = 0; k < indicators[i].targets.count; k++) {
            MUST(targets[k].relation != RELATION_NONE);
            check_place(reading, targets[k].passage, targets[k].from, targets[k].to);
        }
    }
    for (size_t i = 0; i < reading->tasks.count; i++) {
        check_place(reading, tasks[i].passage, tasks[i].from, tasks[i].to);
        check_agencies(reading, &tasks[i].agencies);
        if (tasks[i].term != NULL) check_place(reading, tasks[i].term->passage, tasks[i].term->from, tasks[i].term->to);
    }
    for (size_t i = 0; i < reading->duties.count; i++) {
        check_place(reading, duties[i].passage, duties[i].from, duties[i].to);
        check_agencies(reading, &duties[i].agencies);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const names[] = { "Sở Y tế", "Các sở, ban, ngành" };
    Ctx cx = fuzz_begin(NULL);
    Str input = fuzz_input(data, size);
    const int way = fuzz_byte(&input) % WAYS;
    const DocumentText document = text_from(cx.arena, way, text_mended(cx.arena, input));
    KnownName known[COUNT(names)];
    for (size_t i = 0; i < COUNT(names); i++) known[i] = (KnownName){ str_of(names[i]), S("X") };
    const Reading reading = reading_of_text(cx.arena, &document, known, COUNT(known), (Rows){ 0 });
    const Passage *passages = reading.passages.items;
    for (size_t i = 0; i < reading.passages.count; i++) {
        MUST(passages[i].number == (int64_t)i + 1 && passages[i].parent <= (int64_t)i);
        MUST(passages[i].kind != PASSAGE_NONE && passages[i].block <= passages[i].block_last);
        MUST(passages[i].block_last < (int64_t)document.blocks.count);
    }
    check_findings(&reading);
    fuzz_end(&cx);
    return 0;
}
