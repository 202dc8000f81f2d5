/* tests/fuzz/fuzz_sheet - a report that is sent up as a file: a CSV, a whole workbook, or the sheet within one, as the
 * first byte says. What was taken keeps its limits, and is the same when it is written as CSV and sent up again. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/archive.h"
#include "kit/table.h"
#include "kit/workbook.h"
#include "modules/reporting/sheet.h"
#include "tests/fuzz/fuzz.h"

enum { PARTS = 4, WAYS = 3, WAY_SHEET = 2 };

#define XMLNS "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""

static const char *const names[PARTS] = { "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
                                          "xl/worksheets/sheet1.xml" };
static const char *const plain_parts[PARTS - 1] = {
    "<workbook " XMLNS "><sheets><sheet name=\"A\" sheetId=\"1\" xmlns:r=\"r\" r:id=\"rId1\"/></sheets></workbook>",
    "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" "
    "Target=\"worksheets/sheet1.xml\"/></Relationships>",
    "<styleSheet " XMLNS "><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
};

/* Rows stand between the head of the form and its end; cells hold their text. */
static Str with_sheet(Ctx *cx, Str rows) {
    ArchivePart parts[PARTS];
    Str bytes;
    for (size_t i = 0; i < PARTS - 1; i++) parts[i] = (ArchivePart){ str_of(names[i]), str_of(plain_parts[i]) };
    parts[PARTS - 1] = (ArchivePart){
        str_of(names[PARTS - 1]),
        str_format(cx->arena,
                   "<worksheet " XMLNS "><sheetData><row r=\"4\">"
                   "<c r=\"A4\" t=\"inlineStr\"><is><t>Loại dòng</t></is></c>"
                   "<c r=\"B4\" t=\"inlineStr\"><is><t>Mã</t></is></c></row>%.*s</sheetData></worksheet>",
                   STR_FMT(rows))
    };
    MUST(archive_write(cx, parts, PARTS, &bytes) == OK);
    return bytes;
}

static void close_spool(void *spool) {
    spool_close(spool);
}

/* As the route does it: the file lies in a folder, what goes with it came in the address. */
static Code send_up(Ctx *cx, Str bytes, const SheetTaken **ret_taken) {
    const Str with = S("{\"id\": \"duty_01M80K4FW00000000000000000\", \"save\": \"sent-once\", "
                       "\"revision\": 0, \"name\": \"a\"}");
    void *in = arena_alloc(cx->arena, sheet_upload_shape.size);
    Upload *upload = NEW(cx->arena, Upload);
    MUST(shape_read_json(cx, &sheet_upload_shape, with, in) == OK);
    upload->spool = spool_open(fuzz_folder(cx), WORKBOOK_BYTES_MAX);
    MUST(upload->spool != NULL);
    arena_defer(cx->arena, close_spool, upload->spool);
    MUST(spool_add(upload->spool, bytes.at, bytes.len) == OK && spool_finish(upload->spool) == OK);
    cx->upload = upload;
    const Code code = fuzz_verdict(cx, sheet_check(cx, in, NULL));
    *ret_taken = cx->prepared;
    return code;
}

static void check_taken(const SheetTaken *taken) {
    MUST(taken->count <= SHEET_LINES_MAX);
    for (size_t i = 0; i < taken->count; i++) {
        const SheetLine *line = &taken->items[i].line;
        MUST(line->kind >= SHEET_FIGURE && line->kind <= SHEET_SECTION);
        MUST(line->code.len > 0 && utf8_count(line->code) <= CODE_MAX && utf8_is_valid(line->code));
        MUST(utf8_is_valid(line->text) && utf8_count(line->text) <= CELL_LETTERS_MAX);
        MUST(line->based_on >= 0);
        MUST(taken->items[i].row > (i == 0 ? 0 : taken->items[i - 1].row));
    }
}

static void check_again(Ctx *cx, const SheetTaken *taken) {
    const SheetTaken *again;
    Str bytes;
    SheetLine *lines = NEW_ARRAY(cx->arena, SheetLine, taken->count + 1);
    for (size_t i = 0; i < taken->count; i++) lines[i] = taken->items[i].line;
    MUST(table_write(cx->arena, &sheet_line_shape, lines, taken->count, WORKBOOK_BYTES_MAX, &bytes) == OK);
    MUST(send_up(cx, bytes, &again) == OK && !again->is_workbook && again->count == taken->count);
    for (size_t i = 0; i < taken->count; i++)
        MUST(fuzz_record_equal(&sheet_line_shape, &taken->items[i].line, &again->items[i].line));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    Str content = fuzz_input(data, size);
    const SheetTaken *taken;
    const Str bytes = fuzz_byte(&content) % WAYS == WAY_SHEET ? with_sheet(&cx, content) : content;
    if (send_up(&cx, bytes, &taken) == OK) {
        check_taken(taken);
        check_again(&cx, taken);
    }
    fuzz_end(&cx);
    return 0;
}
