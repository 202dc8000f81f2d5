/* kit/tests/workbook_test - numbers and days of spreadsheets by table; what is written is read again. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/archive.h"
#include "kit/workbook_number.h"
#include "tests/harness/fixture.h"

/* What Excel shows for what it writes: fifteen digits, half away from zero. */
static void digits_are_those_that_people_see(void **state) {
    static const struct {
        const char *raw, *text;
        int64_t micro; /* -1: not a Decimal */
    } rows[] = {
        { "0", "0", 0 },
        { "-0", "0", 0 },
        { "12", "12", 12000000 },
        { "12.50", "12.5", 12500000 },
        { "0012", "12", 12000000 },
        { "7.0000000000000007E-2", "0.07", 70000 },
        { "0.30000000000000004", "0.3", 300000 },
        { "95.399999999999991", "95.4", 95400000 },
        { "1.1E2", "110", 110000000 },
        { "1e+3", "1000", 1000000000 },
        { "-1.5E-3", "-0.0015", -1500 },
        { "999999999999999.9", "1000000000000000", -1 }, /* sixteen nines round up to another digit; too large */
        { "123456789.123456", "123456789.123456", 123456789123456 },
        { "0.3333333333333333", "0.333333333333333", -1 }, /* more than six decimals */
        { "1E30", "1E30", -1 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].raw);
        const Cell cell = cell_of_digits(*state, str_of(rows[i].raw));
        assert_int_equal(cell.kind, CELL_NUMBER);
        assert_text(cell.text, rows[i].text);
        assert_int_equal(cell.number.is_known, rows[i].micro >= 0 || rows[i].micro == -1500);
        if (cell.number.is_known) assert_int_equal(cell.number.micro, rows[i].micro);
    }
}

static void what_is_no_number_stays_text(void **state) {
    static const char *const rows[] = { "", "-", ".", "1.2.3", "1e", "12a", "e5", "1e999", "NaN", "0x10", "1 2" };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i]);
        assert_int_not_equal(cell_of_digits(*state, str_of(rows[i])).kind, CELL_NUMBER);
    }
}

/* Excel's own table: 1 is 1/1/1900, 59 is 28/2, 60 the day that was not, 61 is 1/3/1900, 25569 is 1/1/1970. */
static void numbers_become_days(void **state) {
    static const struct {
        const char *digits, *day;
        bool is_1904;
    } rows[] = {
        { "1", "1900-01-01", false },
        { "59", "1900-02-28", false },
        { "60", "", false },
        { "61", "1900-03-01", false },
        { "25569", "1970-01-01", false },
        { "46348.75", "2026-11-22", false },
        { "2958465", "9999-12-31", false },
        { "2958466", "", false },
        { "-1", "", false },
        { "0", "", false },
        { "0", "1904-01-01", true },
        { "44886", "2026-11-22", true },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].digits);
        const Cell cell = cell_as_day(*state, cell_of_digits(*state, str_of(rows[i].digits)), rows[i].is_1904);
        assert_int_equal(cell.kind, rows[i].day[0] != '\0' ? CELL_DAY : CELL_NUMBER);
        if (cell.kind == CELL_DAY) assert_text(cell.text, rows[i].day);
    }
}

static void formats_tell_days(void **state) {
    static const struct {
        const char *format;
        bool is_day;
    } rows[] = {
        { "yyyy-mm-dd", true },
        { "dd/mm/yyyy", true },
        { "[$-42A]dd mmmm yyyy", true },
        { "m/d/yy h:mm", true },
        { "mmm", true },
        { "0.00", false },
        { "#,##0.00", false },
        { "0.00 \"ngày\"", false },
        { "[Red]0", false },
        { "\\d0", false },
        { "h:mm:ss", false },
        { "General", false },
        { "0;[Red]-0", false },
        { "_(* #,##0_)", false },
        { "@", false },
        { "", false },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].format);
        assert_int_equal(format_shows_day(str_of(rows[i].format)), rows[i].is_day);
    }
    (void)state;
}

static void columns_have_letters(void **state) {
    assert_text(column_letters(*state, 0), "A");
    assert_text(column_letters(*state, 25), "Z");
    assert_text(column_letters(*state, 26), "AA");
    assert_text(column_letters(*state, 701), "ZZ");
    assert_text(column_letters(*state, 702), "AAA");
    assert_text(column_letters(*state, 16383), "XFD");
}

static const Str choice_words[] = { { "Có", 3 }, { "Chưa", 5 } };

static Str write_book(Ctx *cx) {
    static const SheetColumn columns[] = {
        { .title = { "Mã", 3 }, .is_hidden = true },
        { .title = { "Chỉ tiêu", 11 } },
        { .title = { "Giá trị", 10 }, .decimals = -1, .is_open = true },
        { .title = { "Ngày", 5 } },
        { .title = { "Có không", 10 }, .is_open = true, .choices = { choice_words, 2 } },
    };
    const Cell cells[] = {
        cell_text(S("ct-1")),
        cell_text(S("Tỷ lệ hồ sơ trực tuyến")),
        cell_number(decimal_micro(70000)),
        cell_day(day_make(2026, 11, 22)),
        cell_text(S("Có")),
        cell_text(S("ct-2")),
        cell_text(S("=1+1")),
        cell_whole(-1234567),
        cell_day(day_make(1899, 12, 31)),
        { 0 },
        cell_text(S("ct-3")),
        cell_text(S("  cách  ")),
        { 0 },
        { 0 },
        { 0 },
    };
    const Str notes[] = { S("Điền cột màu vàng."), S("Kỳ: 10/2026") };
    const Sheet sheets[] = { { .name = S("Số liệu: tháng [10]"),
                               .notes = notes,
                               .note_count = 2,
                               .columns = columns,
                               .column_count = 5,
                               .cells = cells,
                               .row_count = 3,
                               .is_locked = true },
                             { .name = S("Số liệu: tháng [10]"), .columns = columns + 1, .column_count = 1 } };
    const Workbook book = { .title = S("Mẫu"), .author = S("Sở KH&CN"), .sheets = sheets, .sheet_count = 2 };
    Str bytes;
    assert_ok(workbook_write(cx, &book, &bytes));
    return bytes;
}

static void what_is_written_is_read(void **state) {
    Ctx *cx = *state;
    const WorkbookForm form = { .path = fixture_file(cx, "a.xlsx", write_book(cx)), .name = S("a.xlsx") };
    SheetRead sheet;
    assert_ok(workbook_read(cx, &form, &sheet));
    assert_no_faults(cx);
    assert_true(workbook_is_likely(cx, form.path));
    assert_text(sheet.name, "Số liệu  tháng  10");
    assert_int_equal(sheet.row_count, 6); /* two notes, the header, three rows */
    assert_int_equal(sheet.rows[2].number, 3);
    assert_text(sheet.rows[2].cells[1].text, "Chỉ tiêu");
    const Cell *first = sheet.rows[3].cells, *second = sheet.rows[4].cells;
    assert_int_equal(sheet.rows[3].cell_count, 5);
    assert_text(first[0].text, "ct-1");
    assert_int_equal(first[2].kind, CELL_NUMBER);
    assert_int_equal(first[2].number.micro, 70000);
    assert_int_equal(first[3].kind, CELL_DAY);
    assert_text(first[3].text, "2026-11-22");
    assert_text(first[4].text, "Có");
    assert_int_equal(second[1].kind, CELL_TEXT); /* a text that looks like a formula is a text */
    assert_text(second[1].text, "=1+1");
    assert_text(second[2].text, "-1234567");
    assert_text(second[3].text, "1899-12-31"); /* before the spreadsheet's days: as text */
    assert_int_equal(sheet.rows[5].cell_count, 2);
    assert_text(sheet.rows[5].cells[1].text, "  cách  ");
}

static void a_sheet_is_asked_for_by_name(void **state) {
    Ctx *cx = *state;
    WorkbookForm form = { .path = fixture_file(cx, "a.xlsx", write_book(cx)),
                          .name = S("a.xlsx"),
                          .sheet = S("Số liệu  tháng  10 2") };
    SheetRead sheet;
    assert_ok(workbook_read(cx, &form, &sheet));
    assert_int_equal(sheet.row_count, 1);
    form.sheet = S("Khác");
    assert_int_equal(workbook_read(cx, &form, &sheet), INVALID);
    assert_problem(cx, &workbook_sheet_missing);
    assert_holds(cx->problem.vi, "“Số liệu  tháng  10”, “Số liệu  tháng  10 2”");
}

typedef struct Thing {
    Str code;
    Decimal value;
    bool is_on;
    Day on;
    Texts words;
} Thing;

static const Field thing_fields[] = { FIELD(Thing, code, REQUIRED, 0, 0), FIELD(Thing, value, OPTIONAL, 0, 0),
                                      FIELD(Thing, is_on, OPTIONAL, 0, 0), FIELD(Thing, on, OPTIONAL, 0, 0),
                                      FIELD(Thing, words, OPTIONAL, 0, 0) };
static const Shape thing_shape = SHAPE(Thing, thing_fields);

static void records_make_a_sheet(void **state) {
    Ctx *cx = *state;
    const Thing things[] = { { S("a"), decimal_micro(1500000), true, day_make(2026, 1, 2), { choice_words, 2 } },
                             { .code = S("b") } };
    const Sheet sheet = sheet_of_records(cx, S("x"), &thing_shape, NULL, things, 2);
    assert_int_equal(sheet.column_count, 5);
    assert_text(sheet.columns[4].title, "words");
    const Workbook book = { .sheets = &sheet, .sheet_count = 1 };
    Str bytes;
    SheetRead read;
    assert_ok(workbook_write(cx, &book, &bytes));
    const WorkbookForm form = { .path = fixture_file(cx, "c.xlsx", bytes), .name = S("c.xlsx") };
    assert_ok(workbook_read(cx, &form, &read));
    assert_int_equal(read.row_count, 3);
    assert_text(read.rows[1].cells[1].text, "1.5");
    assert_int_equal(read.rows[1].cells[2].kind, CELL_TRUTH);
    assert_text(read.rows[1].cells[4].text, "Có;Chưa");
    assert_int_equal(read.rows[2].cells[1].kind, CELL_NONE); /* unknown is not 0 */
}

static void old_and_torn_files_are_refused(void **state) {
    Ctx *cx = *state;
    SheetRead sheet;
    WorkbookForm form = { .name = S("b.xlsx") };
    form.path = fixture_file(cx, "b.xlsx", S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more"));
    assert_int_equal(workbook_read(cx, &form, &sheet), INVALID);
    assert_problem(cx, &workbook_encrypted);
    fixture_forget(cx);
    form.path = fixture_file(cx, "b.xlsx", S("a,b\n1,2\n"));
    assert_false(workbook_is_likely(cx, form.path));
    assert_int_equal(workbook_read(cx, &form, &sheet), INVALID);
    assert_problem(cx, &workbook_form);
    fixture_forget(cx);
    const Str whole = write_book(cx);
    for (size_t len = 0; len < whole.len; len += 97) {
        form.path = fixture_file(cx, "b.xlsx", str_part(whole, 0, len));
        assert_int_equal(workbook_read(cx, &form, &sheet), INVALID);
        assert_problem(cx, &workbook_form);
        fixture_forget(cx);
    }
}

/* ---- files of other programs, made by hand ---- */

enum { PARTS = 5 };
static const char *const part_names[PARTS] = { "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
                                               "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml" };

/* A workbook with the parts given, NULL for plain ones. */
static WorkbookForm packed(Ctx *cx, const char *const *given) {
    static const char *const plain[PARTS] = {
        "<workbook><sheets><sheet name=\"A\" r:id=\"rId1\"/></sheets></workbook>",
        "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
        "<sst><si><t>a</t></si></sst>",
        "<worksheet><row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>46348</v></c></row></worksheet>",
    };
    ArchivePart parts[PARTS];
    Str bytes;
    for (size_t i = 0; i < PARTS; i++)
        parts[i] = (ArchivePart){ str_of(part_names[i]), str_of(given[i] != NULL ? given[i] : plain[i]) };
    assert_ok(archive_write(cx, parts, PARTS, &bytes));
    return (WorkbookForm){ .path = fixture_file(cx, "d.xlsx", bytes), .name = S("d.xlsx") };
}

/* What stands in A1 and B1; "" where nothing does. */
static void what_other_programs_write_is_understood(void **state) {
    Ctx *cx = *state;
    static const struct {
        const char *what, *parts[PARTS], *a, *b;
    } rows[] = {
        { "as it is", { NULL }, "a", "2026-11-22" },
        { "rich text; what is read aloud is not text",
          { NULL, NULL, NULL,
            "<sst><si><r><t>m</t></r><r><t xml:space=\"preserve\">ột </t></r><rPh><t>x</t></rPh>"
            "</si></sst>" },
          "một ",
          "2026-11-22" },
        { "signs that XML cannot hold",
          { NULL, NULL, NULL, "<sst><si><t>a_x000D_b_x005F_x_x00_x000A_</t></si></sst>" },
          "ab_x_x00\n",
          "2026-11-22" },
        { "prefixes, absolute targets",
          { NULL, "<p:Relationships xmlns:p=\"p\"><p:Relationship Id=\"rId1\" "
                  "Target=\"/xl/worksheets/sheet1.xml\"/></p:Relationships>" },
          "a",
          "2026-11-22" },
        { "the days of old Macintoshes",
          { "<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"A\" r:id=\"rId1\"/>"
            "</sheets></workbook>" },
          "a",
          "2030-11-23" },
        { "the first sheet is hidden",
          { "<workbook><sheets><sheet name=\"H\" state=\"hidden\" r:id=\"rId9\"/><sheet "
            "name=\"A\" r:id=\"rId1\"/></sheets></workbook>" },
          "a",
          "2026-11-22" },
        { "no places, texts inside",
          { NULL, NULL, NULL, NULL,
            "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>x</t></is>"
            "</c><c t=\"b\"><v>1</v></c></row></sheetData></worksheet>" },
          "x",
          "true" },
        { "a day as text",
          { NULL, NULL, NULL, NULL,
            "<worksheet><sheetData><row><c t=\"str\"><v>y</v></c><c t=\"d\">"
            "<v>2026-11-22T00:00:00</v></c></row></sheetData></worksheet>" },
          "y",
          "2026-11-22" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].what);
        SheetRead sheet;
        const WorkbookForm form = packed(cx, rows[i].parts);
        assert_ok(workbook_read(cx, &form, &sheet));
        assert_no_faults(cx);
        assert_int_equal(sheet.row_count, 1);
        assert_text(sheet.rows[0].cells[0].text, rows[i].a);
        assert_text(sheet.rows[0].cells[1].text, rows[i].b);
    }
}

static void what_is_out_of_order_is_refused(void **state) {
    Ctx *cx = *state;
    static const struct {
        const char *what, *parts[PARTS];
        const ProblemKind *kind;
    } rows[] = {
        { "rows backwards",
          { NULL, NULL, NULL, NULL, "<worksheet><row r=\"2\"/><row r=\"1\"/></worksheet>" },
          &workbook_form },
        { "cells backwards",
          { NULL, NULL, NULL, NULL,
            "<worksheet><row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"A2\"/></row>"
            "</worksheet>" },
          &workbook_form },
        { "a cell of another row",
          { NULL, NULL, NULL, NULL, "<worksheet><row r=\"2\"><c r=\"B3\"/></row></worksheet>" },
          &workbook_form },
        { "a text that is not there",
          { NULL, NULL, NULL, NULL, "<worksheet><row><c t=\"s\"><v>7</v></c></row></worksheet>" },
          &workbook_form },
        { "a document type", { NULL, NULL, NULL, "<!DOCTYPE a [<!ENTITY b \"c\">]><sst/>" }, &workbook_form },
        { "not well formed", { NULL, NULL, "<styleSheet><cellXfs></styleSheet>" }, &workbook_form },
        { "a link in the relations",
          { NULL, "<Relationships><Relationship Id=\"rId2\" Type=\"x/externalLink\" Target=\"e\"/>"
                  "</Relationships>" },
          &workbook_link },
        { "a sheet without its part",
          { NULL, "<Relationships><Relationship Id=\"rId1\" Target=\"../../../etc/passwd\"/>"
                  "</Relationships>" },
          &workbook_form },
        { "deeper than anybody writes",
          { NULL, NULL, NULL, NULL,
            "<a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a>"
            "<a><a><a><a><a><a><a><a><a><a><a><a><a>" },
          &workbook_bomb },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].what);
        SheetRead sheet;
        const WorkbookForm form = packed(cx, rows[i].parts);
        assert_int_not_equal(workbook_read(cx, &form, &sheet), OK);
        assert_problem(cx, rows[i].kind);
        fixture_forget(cx);
    }
}

/* Merged cells that end above the data harm nothing: a template may have a title over several columns. */
static void cells_may_be_merged_above_the_data(void **state) {
    Ctx *cx = *state;
    static const char *const parts[PARTS] = {
        NULL, NULL, NULL, NULL,
        "<worksheet><row r=\"5\"><c r=\"B5\"><f>1</f><v>1</v></c></row><mergeCells>"
        "<mergeCell ref=\"A1:C2\"/><mergeCell ref=\"B3:B9\"/></mergeCells>"
        "</worksheet>"
    };
    WorkbookForm form = packed(cx, parts);
    SheetRead sheet;
    form.data_row = 4;
    assert_ok(workbook_read(cx, &form, &sheet));
    assert_faults(cx, { &cell_formula, 5, "B" }, { &cell_merged, 3, "B" });
    assert_int_equal(sheet.rows[0].cells[1].kind, CELL_REFUSED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(digits_are_those_that_people_see),
        AN_ARENA(what_is_no_number_stays_text),
        AN_ARENA(numbers_become_days),
        AN_ARENA(formats_tell_days),
        AN_ARENA(columns_have_letters),
        AT_DESK(what_is_written_is_read),
        AT_DESK(a_sheet_is_asked_for_by_name),
        AT_DESK(records_make_a_sheet),
        AT_DESK(old_and_torn_files_are_refused),
        AT_DESK(what_other_programs_write_is_understood),
        AT_DESK(what_is_out_of_order_is_refused),
        AT_DESK(cells_may_be_merged_above_the_data),
    };
    return cmocka_run_group_tests_name("workbook", tests, NULL, NULL);
}
