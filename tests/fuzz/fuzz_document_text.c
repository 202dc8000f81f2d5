/* tests/fuzz/fuzz_document_text - documents of strangers: the first byte says whether the rest is the whole file,
 * Markdown, or the parts of a .docx or .odt that tell its text, with a byte 0xFF between them. What was read keeps its
 * limits, and travels from child to parent. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/archive.h"
#include "kit/text.h"
#include "platform/documents/text_reading.h"
#include "tests/fuzz/fuzz.h"

enum { WAYS = 4, PARTS_MAX = 3 };

static const char *const word_parts[] = { "word/document.xml", "word/numbering.xml", "word/styles.xml" };
static const char *const open_parts[] = { "content.xml", "styles.xml", NULL };

static Str packed(Ctx *cx, const char *const *names, Str content) {
    ArchivePart parts[PARTS_MAX];
    size_t count = 0;
    Str bytes, rest = content;
    for (; count < PARTS_MAX && names[count] != NULL; count++)
        parts[count] = (ArchivePart){ str_of(names[count]), rest.at == NULL ? S("") : str_cut(&rest, '\xFF') };
    MUST(archive_write(cx, parts, count, &bytes) == OK);
    return bytes;
}

static void check_text(Ctx *cx, Str text) {
    Str clean;
    MUST(text_clean(cx->arena, text, true, &clean) == TEXT_FINE);
}

/* Each row has the columns of its table, and what covers a cell is there. */
static void check_row(const TextBlock *row, const TextBlock *before) {
    const TextCell *cells = row->cells.items;
    const bool goes_on = before != NULL && before->kind == BLOCK_ROW && before->table == row->table;
    MUST(!goes_on || before->cells.count == row->cells.count);
    for (size_t i = 0; i < row->cells.count; i++) {
        MUST(cells[i].covered >= COVERED_NONE && cells[i].covered <= COVERED_LEFT);
        MUST(cells[i].covered == COVERED_NONE || cells[i].text.len == 0);
        MUST(cells[i].covered != COVERED_LEFT || i > 0);
        MUST(cells[i].covered != COVERED_ABOVE || goes_on);
    }
}

static void check_block(Ctx *cx, const TextBlock *block) {
    const TextCell *cells = block->cells.items;
    MUST(block->kind >= BLOCK_LINE && block->kind <= BLOCK_PAGE && block->cells.count <= TEXT_CELLS_MAX);
    MUST((block->kind == BLOCK_ROW) == (block->table > 0) && (block->kind == BLOCK_HEADING) == (block->level > 0));
    MUST(block->text.len > 0 || block->kind == BLOCK_LINE || block->kind == BLOCK_ROW || block->kind == BLOCK_PAGE);
    check_text(cx, block->text);
    for (size_t i = 0; i < block->cells.count; i++) check_text(cx, cells[i].text);
}

static void check_travels(Ctx *cx, const DocumentText *text) {
    DocumentText again = { 0 };
    Buf out = buf_new(cx->arena, TEXT_BYTES_MAX);
    shape_write_json(&out, &document_text_shape, text);
    MUST(!out.overflowed);
    MUST(shape_read_json(cx, &document_text_shape, (Str){ out.at, out.len }, &again) == OK);
    MUST(again.blocks.count == text->blocks.count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    Str content = fuzz_input(data, size);
    const unsigned char way = fuzz_byte(&content) % WAYS;
    DocumentText text;
    if (way == 1) content = packed(&cx, word_parts, content);
    if (way == 2) content = packed(&cx, open_parts, content);
    if (text_read(cx.arena, content, way == 3, &text) == TEXT_READ) {
        const TextBlock *blocks = text.blocks.items;
        for (size_t i = 0; i < text.blocks.count; i++) {
            check_block(&cx, &blocks[i]);
            if (blocks[i].kind == BLOCK_ROW) check_row(&blocks[i], i == 0 ? NULL : &blocks[i - 1]);
        }
        check_travels(&cx, &text);
    }
    fuzz_end(&cx);
    return 0;
}
