/* tests/fuzz/fuzz_workbook - spreadsheets of strangers: the first byte says whether the rest is the whole file or one
 * of its parts. What was read keeps its limits, and is the same when it is written and read again. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/archive.h"
#include "kit/workbook.h"
#include "tests/fuzz/fuzz.h"

enum { PARTS = 5, ROWS_AGAIN_MAX = 60 };

#define XMLNS "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""

static const char *const names[PARTS] = { "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
                                          "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml" };
static const char *const plain_parts[PARTS] = {
    "<workbook " XMLNS "><sheets><sheet name=\"A\" sheetId=\"1\" xmlns:r=\"r\" r:id=\"rId1\"/></sheets></workbook>",
    "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
    "<styleSheet " XMLNS "><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
    "<sst " XMLNS "><si><t>Mã</t></si><si><r><t>hai </t></r><r><t>phần</t></r></si></sst>",
    "<worksheet " XMLNS "><sheetData><row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>"
};

static Str packed(Ctx *cx, size_t changed, Str content) {
    ArchivePart parts[PARTS];
    Str bytes;
    for (size_t i = 0; i < PARTS; i++)
        parts[i] = (ArchivePart){ str_of(names[i]), i == changed ? content : str_of(plain_parts[i]) };
    MUST(archive_write(cx, parts, PARTS, &bytes) == OK);
    return bytes;
}

static void check_cell(const Cell *cell) {
    Decimal number;
    Day day;
    if (cell->kind != CELL_NONE && cell->kind != CELL_REFUSED) MUST(utf8_is_valid(cell->text) && cell->text.len > 0);
    if (cell->kind == CELL_NUMBER && cell->number.is_known)
        MUST(decimal_from_text(cell->text, &number) == OK && fuzz_decimal_equal(number, cell->number));
    if (cell->kind == CELL_DAY) MUST(day_from_text(cell->text, &day) == OK && day.number == cell->day.number);
}

static void check_rows(const SheetRead *sheet) {
    int64_t before = 0;
    MUST(sheet->row_count <= SHEET_ROWS_MAX);
    for (size_t i = 0; i < sheet->row_count; i++) {
        const SheetRow *row = &sheet->rows[i];
        MUST(row->number > before && row->cell_count > 0 && row->cell_count <= SHEET_COLUMNS_MAX);
        MUST(row->cells[row->cell_count - 1].kind != CELL_NONE);
        for (size_t j = 0; j < row->cell_count; j++) check_cell(&row->cells[j]);
        before = row->number;
    }
}

/* What a spreadsheet keeps as it is: not longer than it may be, and without control signs. */
static bool is_plain(Str text) {
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] < ' ' || (text.at[i] == '_' && i + 1 < text.len && text.at[i + 1] == 'x'))
            return false;
    return utf8_count(text) <= CELL_LETTERS_MAX;
}

static Cell cell_again(const Cell *cell) {
    if (cell->kind == CELL_NUMBER && !cell->number.is_known) return cell_text(cell->text); /* no Decimal has it */
    return *cell;
}

static void check_again(Ctx *cx, const SheetRead *sheet) {
    size_t columns = 0;
    for (size_t i = 0; i < sheet->row_count; i++)
        if (sheet->rows[i].cell_count > columns) columns = sheet->rows[i].cell_count;
    if (columns == 0 || sheet->row_count > ROWS_AGAIN_MAX) return;
    SheetColumn *heads = NEW_ARRAY(cx->arena, SheetColumn, columns);
    Cell *cells = NEW_ARRAY(cx->arena, Cell, columns * sheet->row_count);
    for (size_t j = 0; j < columns; j++) heads[j] = (SheetColumn){ .title = S("x"), .decimals = -1 };
    for (size_t i = 0; i < sheet->row_count * columns; i++) {
        const SheetRow *row = &sheet->rows[i / columns];
        if (i % columns < row->cell_count) cells[i] = cell_again(&row->cells[i % columns]);
        if (!is_plain(cells[i].text)) return;
    }
    const Sheet written = {
        .name = S("A"), .columns = heads, .column_count = columns, .cells = cells, .row_count = sheet->row_count
    };
    const Workbook book = { .title = S("A"), .sheets = &written, .sheet_count = 1 };
    Str bytes;
    SheetRead again;
    MUST(workbook_write(cx, &book, &bytes) == OK);
    const WorkbookForm form = { .path = fuzz_file(cx, bytes), .name = S("again.xlsx") };
    MUST(workbook_read(cx, &form, &again) == OK && cx->problem.fault_total == 0);
    MUST(again.row_count == sheet->row_count + 1);
    for (size_t i = 0; i < sheet->row_count; i++) {
        const SheetRow *a = &sheet->rows[i], *b = &again.rows[i + 1];
        MUST(a->cell_count == b->cell_count);
        for (size_t j = 0; j < a->cell_count; j++) MUST(str_equal(a->cells[j].text, b->cells[j].text));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    Str content = fuzz_input(data, size);
    const unsigned char choice = fuzz_byte(&content) % (PARTS + 1);
    const Str bytes = choice < PARTS ? packed(&cx, choice, content) : content;
    const WorkbookForm form = { .path = fuzz_file(&cx, bytes), .name = S("a.xlsx"), .data_row = choice };
    SheetRead sheet;
    if (fuzz_verdict(&cx, workbook_read(&cx, &form, &sheet)) == OK) {
        check_rows(&sheet);
        check_again(&cx, &sheet);
    }
    fuzz_end(&cx);
    return 0;
}
