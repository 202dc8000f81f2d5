/* platform/papers/build - a paper put together by the rooms that know what it says. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/papers/papers.h"

static PaperBlock *add_block(Ctx *cx, PaperPart *part, PaperBlockKind kind, Str text) {
    part->blocks = array_grow(cx->arena, part->blocks, sizeof(PaperBlock), part->block_count, &part->block_room);
    PaperBlock *block = &part->blocks[part->block_count++];
    *block = (PaperBlock){ .kind = kind, .text = text };
    return block;
}

void paper_heading(Ctx *cx, PaperPart *part, PaperLevel level, Str text) {
    add_block(cx, part, PAPER_HEADING, text)->level = level;
}

void paper_say(Ctx *cx, PaperPart *part, Str text) {
    for (Str rest = text; rest.at != NULL;) {
        const Str line = str_trim(str_cut(&rest, '\n'));
        if (line.len > 0) (void)add_block(cx, part, PAPER_PARAGRAPH, line);
    }
}

void paper_bullet(Ctx *cx, PaperPart *part, Str text) {
    (void)add_block(cx, part, PAPER_BULLET, text);
}

void paper_note(Ctx *cx, PaperPart *part, Str text) {
    (void)add_block(cx, part, PAPER_NOTE, text);
}

PaperTable *paper_table(Ctx *cx, PaperPart *part, Str caption, const PaperColumn *columns, size_t column_count) {
    MUST(column_count > 0 && column_count <= PAPER_COLUMNS_MAX);
    PaperTable *table = NEW(cx->arena, PaperTable);
    *table = (PaperTable){ .columns = columns, .column_count = column_count };
    add_block(cx, part, PAPER_TABLE, caption)->table = table;
    return table;
}

void paper_row(Ctx *cx, PaperTable *table, const Str *cells) {
    for (size_t i = 0; i < table->column_count; i++) {
        table->cells = array_grow(cx->arena, table->cells, sizeof(Str), table->cell_count, &table->cell_room);
        table->cells[table->cell_count++] = cells[i];
    }
}

void paper_chart(Ctx *cx, PaperPart *part, const Chart *chart) {
    add_block(cx, part, PAPER_CHART, chart->title)->chart = chart;
}

PaperPart *paper_appendix(Ctx *cx, Paper *paper, Str title) {
    MUST(paper->appendix_count < PAPER_APPENDICES_MAX);
    PaperPart *part = NEW(cx->arena, PaperPart);
    part->title = title;
    paper->appendices[paper->appendix_count++] = part;
    return part;
}
