/* kit/tests/table_test - CSV files as officials save them: read after a Shape, every fault at its row and column. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/table.h"
#include "tests/harness/fixture.h"

typedef struct Line {
    Str code;
    Decimal value;
    int64_t count;
    Day on;
    Str note;
    Str hidden;
} Line;

static const Field line_fields[] = {
    FIELD(Line, code, REQUIRED, 1, 5),           FIELD(Line, value, OPTIONAL, -1000000, 1000000),
    FIELD(Line, count, OPTIONAL, 0, 0),          FIELD(Line, on, OPTIONAL, 0, 0),
    FIELD(Line, note, OPTIONAL | LINES, 0, 50),  FIELD(Line, hidden, STORED, 0, 0),
};
static const Shape line_shape = SHAPE(Line, line_fields);

static TableForm form_of(Ctx *cx, Str content) {
    return (TableForm){ .path = fixture_file(cx, "t.csv", content), .name = S("t.csv") };
}

static Code read_content(Ctx *cx, Str content, Table *ret_table) {
    const TableForm form = form_of(cx, content);
    fixture_forget(cx);
    return table_read(cx, &form, &line_shape, 100, ret_table);
}

/* The table as text: row number, then its cells. */
static Str shown(Ctx *cx, const Table *table) {
    Buf out = buf_new(cx->arena, 10000);
    for (size_t i = 0; i < table->count; i++) {
        const Line *line = table_item(table, i);
        buf_addf(&out, "%lld:%.*s|", (long long)table->row_numbers[i], STR_FMT(line->code));
        decimal_write(&out, line->value);
        buf_addf(&out, "|%lld|", (long long)line->count);
        day_write(&out, line->on);
        buf_addf(&out, "|%.*s;", STR_FMT(line->note));
    }
    return written(&out);
}

typedef struct GoodRow {
    const char *content, *shown;
} GoodRow;

static const GoodRow good[] = {
    { "code\na\nb\n", "2:a||0||;3:b||0||;" },
    { "code\na\nb", "2:a||0||;3:b||0||;" }, /* no line end after the last */
    { "code\r\na\r\nb\r\n", "2:a||0||;3:b||0||;" },
    { "code\ra\rb\r", "2:a||0||;3:b||0||;" },
    { "\xEF\xBB\xBF" "code\na\n", "2:a||0||;" }, /* a byte order mark, as Excel writes it */
    { "\xEF\xBB\xBF\"code\",\"note\"\na,x\n", "2:a||0||x;" },
    { "note,code,on,count,value\nx,a,2025-12-11,7,-1.5\n", "2:a|-1.5|7|2025-12-11|x;" },
    { " code , note \na,x\n", "2:a||0||x;" },
    { "code,note\na, x y \n", "2:a||0||x y;" },
    { "code,note\na,\"x, y\"\n", "2:a||0||x, y;" },
    { "code,note\na,\"say \"\"hi\"\"\"\n", "2:a||0||say \"hi\";" },
    { "code,note\na,\"two\nlines\"\nb,x\n", "2:a||0||two\nlines;3:b||0||x;" }, /* a spreadsheet's row, not the file's */
    { "code,note\na,\"two\r\nlines\"\r\nb,x\r\n", "2:a||0||two\nlines;3:b||0||x;" },
    { "code,note\n\na,x\n\n\nb,y\n", "3:a||0||x;6:b||0||y;" }, /* blank rows are passed over, and counted */
    { "code,note\r\n\r\na,x\r\n", "3:a||0||x;" },
    { "code,value\na,\nb,\"\"\n", "2:a||0||;3:b||0||;" }, /* empty is unknown, never zero */
    { "code,note\na,Vie\xCC\xA3\xCC\x82t\n", "2:a||0||Việt;" }, /* composed */
    { "code\n", "" },
};

static void reads_what_spreadsheets_write(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(good); i++) {
        Table table;
        assert_row(i, good[i].content);
        assert_ok(read_content(cx, str_of(good[i].content), &table));
        assert_no_faults(cx);
        assert_text(shown(cx, &table), good[i].shown);
        assert_true(table.is_whole);
    }
}

typedef struct BadRow {
    const char *content;
    bool is_whole;
    const char *shown;
    FaultWanted wanted[4];
} BadRow;

static const BadRow bad[] = {
    { "", false, "", { { &table_empty, 1, "" } } },
    { "\n\n", false, "", { { &table_empty, 1, "" } } },
    { "\xEF\xBB\xBF", false, "", { { &table_empty, 1, "" } } },
    { "\xFF\xFE" "c", false, "", { { &table_not_utf8, 1, "" } } }, /* UTF-16, either way round */
    { "\xFE\xFF" "c", false, "", { { &table_not_utf8, 1, "" } } },
    { "code;note\na;b\n", false, "", { { &table_separator, 1, "" } } },
    { "code\tnote\na\tb\n", false, "", { { &table_separator, 1, "" } } },
    { "code|note\na|b\n", false, "", { { &table_separator, 1, "" } } },
    { "note\nx\n", false, "2:||0||x;", { { &table_column_missing, 1, "code" } } },
    { "code,nope\na,b\n", false, "2:a||0||;", { { &table_column_unknown, 1, "nope" } } },
    { "code,hidden\na,b\n", false, "2:a||0||;", { { &table_column_unknown, 1, "hidden" } } },
    { "code,\na,b\n", false, "2:a||0||;", { { &table_column_unknown, 1, "" } } },
    { "code,note,code\na,b,c\n", false, NULL, { { &table_column_twice, 1, "code" } } },
    { "Code,note\na,b\n", false, "2:||0||b;",
      { { &table_column_unknown, 1, "Code" }, { &table_column_missing, 1, "code" } } },
    { "code,note\na\nb,x\n", false, "3:b||0||x;", { { &table_row_width, 2, "" } } },
    { "code,note\na,b,c\nb,x\n", false, "3:b||0||x;", { { &table_row_width, 2, "" } } },
    { "code,note\na,b\n  \nb,x\n", false, "2:a||0||b;4:b||0||x;", { { &table_row_width, 3, "" } } },
    { "code,note\na,\"x\nb,y\n", false, "", { { &table_quote, 2, "" } } }, /* it never closes */
    { "code,note\na,x\"y\nb,y\n", false, "", { { &table_quote, 2, "" } } },
    { "code,note\na,\"x\"y\nb,y\n", false, "", { { &table_quote, 2, "" } } },
    { "code,value\na,1.234,5\n", false, "", { { &table_row_width, 2, "" } } },
    { "code,value\na,\"1.234,5\"\n", true, "2:a||0||;", { { &field_number, 2, "value" } } },
    { "code,value\na,1e3\nb,x\nc,1000001\n", true, NULL,
      { { &field_number, 2, "value" }, { &field_number, 3, "value" }, { &field_range, 4, "value" } } },
    { "code,on\na,31/02/2026\nb,2026-02-31\nc,46000\n", true, "2:a||0||;3:b||0||;4:c||0||;",
      { { &field_day, 2, "on" }, { &field_day, 3, "on" }, { &field_day, 4, "on" } } },
    { "code,note\n,x\n \t,y\n", true, "2:||0||x;3:||0||y;",
      { { &field_missing, 2, "code" }, { &field_missing, 3, "code" } } },
    { "code\n123456\n", true, NULL, { { &field_length, 2, "code" } } },
    { "code,note\na,Tuy\xEAn\n", true, "2:a||0||;", { { &field_not_utf8, 2, "note" } } }, /* Windows-1258 */
    { "code,note\na,x\xE2\x80\xAEy\n", true, "2:a||0||;", { { &field_controls, 2, "note" } } },
    { "code,count\n\"a\nb\",1\n", true, NULL, { { &field_controls, 2, "code" } } },
    { "code,value,count,on\na,x,y,z\n", true, "2:a||0||;",
      { { &field_number, 2, "value" }, { &field_whole_number, 2, "count" }, { &field_day, 2, "on" } } },
};

static void names_what_is_wrong_by_row_and_column(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        Table table;
        size_t count = 0;
        while (count < COUNT(bad[i].wanted) && bad[i].wanted[count].kind != NULL) count++;
        assert_row(i, bad[i].content);
        assert_ok(read_content(cx, str_of(bad[i].content), &table));
        assert_faults_at(cx, bad[i].wanted, count, __FILE__, __LINE__);
        assert_int_equal(table.is_whole, bad[i].is_whole);
        if (bad[i].shown != NULL) assert_text(shown(cx, &table), bad[i].shown);
        for (size_t j = 0; j < cx->problem.fault_count; j++) assert_text(cx->problem.faults[j].spot.file, "t.csv");
    }
}

/* A fault quotes what it is about, and what it says is shown on screens. */
static void speaks_utf8_about_files_that_are_not(void **state) {
    Ctx *cx = *state;
    static const char *const contents[] = {
        "code,T\xEAn\na,b\n",
        "code,value\na,\xBD\n",
        "code,value\na,1\xA0x\n",
    };
    for (size_t i = 0; i < COUNT(contents); i++) {
        TableForm form = form_of(cx, str_of(contents[i]));
        Table table;
        form.group = '.';
        assert_row(i, contents[i]);
        fixture_forget(cx);
        assert_ok(table_read(cx, &form, &line_shape, 100, &table));
        assert_int_equal(cx->problem.fault_total, 1);
        assert_true(utf8_is_valid(cx->problem.faults[0].vi));
        assert_true(utf8_is_valid(cx->problem.faults[0].spot.column));
    }
}

/* ---- numbers in a file's own form ---- */

typedef struct NumberRow {
    char decimal, group;
    const char *cell;
    const ProblemKind *kind;
    int64_t micro;
} NumberRow;

static const NumberRow numbers[] = {
    { ',', '.', "1.234,5", NULL, 1234500000 },
    { ',', '.', "-1.234,5", NULL, -1234500000 },
    { ',', '.', "999.999", NULL, 999999000000 },
    { ',', '.', "1234,5", NULL, 1234500000 },
    { ',', '.', "12", NULL, 12000000 },
    { ',', '.', "1.23", &table_number, 0 }, /* twelve hundredths or 123? */
    { ',', '.', "1234.567", &table_number, 0 },
    { ',', '.', "1.2345", &table_number, 0 },
    { ',', '.', ".123", &table_number, 0 },
    { ',', '.', "1.", &table_number, 0 },
    { ',', '.', "1,", &table_number, 0 },
    { ',', '.', "1,2,3", &table_number, 0 },
    { ',', '.', "1,234.567", &table_number, 0 },
    { ',', '.', "1 234", &table_number, 0 },
    { ',', '.', "--1", &table_number, 0 },
    { ',', '.', "x", &table_number, 0 },
    { ',', '.', "1,1234567", &field_number, 0 }, /* seven decimals */
    { ',', '\0', "1,5", NULL, 1500000 },
    { ',', '\0', "1.5", &table_number, 0 },
    { '\0', ',', "999,999.5", NULL, 999999500000 },
    { '\0', '.', "1.234,5", NULL, 1234500000 }, /* a point that groups cannot also end the whole */
    { '\0', ' ', "12 345.5", NULL, 12345500000 },
    { ',', '.', " 1.234,5 ", NULL, 1234500000 },
};

static void reads_numbers_in_the_form_of_the_file(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(numbers); i++) {
        const NumberRow *row = &numbers[i];
        TableForm form = form_of(cx, str_format(cx->arena, "code;value\na;%s\n", row->cell));
        Table table;
        form.delimiter = ';';
        form.decimal = row->decimal;
        form.group = row->group;
        assert_row(i, row->cell);
        fixture_forget(cx);
        assert_ok(table_read(cx, &form, &line_shape, 100, &table));
        if (row->kind != NULL) assert_faults(cx, { row->kind, 2, "value" });
        else assert_no_faults(cx);
        const Line *line = table_item(&table, 0);
        assert_int_equal(line->value.is_known, row->kind == NULL);
        assert_int_equal(line->value.micro, row->micro);
    }
}

static void groups_whole_numbers_too(void **state) {
    Ctx *cx = *state;
    TableForm form = form_of(cx, S("code\tcount\tvalue\na\t1.865.270\t\n"));
    Table table;
    form.delimiter = '\t';
    form.group = '.';
    assert_ok(table_read(cx, &form, &line_shape, 100, &table));
    assert_no_faults(cx);
    assert_text(shown(cx, &table), "2:a||1865270||;");
}

static void passes_over_columns_that_were_declared(void **state) {
    Ctx *cx = *state;
    const Str declared[] = { S("extra"), S("") };
    TableForm form = form_of(cx, S("extra,code,\nx,a,\n"));
    Table table;
    form.declared = (Texts){ declared, 2 };
    assert_ok(table_read(cx, &form, &line_shape, 100, &table));
    assert_faults(cx, { &table_column_unknown, 1, "" }); /* a column needs a name to be declared */
    assert_text(shown(cx, &table), "2:a||0||;");
}

/* ---- limits ---- */

static void takes_no_more_rows_than_allowed(void **state) {
    Ctx *cx = *state;
    const TableForm form = form_of(cx, S("code\na\nb\nc\n"));
    Table table;
    assert_ok(table_read(cx, &form, &line_shape, 3, &table));
    assert_int_equal(table.count, 3);
    assert_int_equal(table_read(cx, &form, &line_shape, 2, &table), TOO_LARGE);
    assert_problem(cx, &table_too_long);
}

static void takes_no_larger_file_than_allowed(void **state) {
    Ctx *cx = *state;
    TableForm form = form_of(cx, S("code\na\n"));
    Table table;
    form.bytes_max = 7;
    assert_ok(table_read(cx, &form, &line_shape, 3, &table));
    form.bytes_max = 6;
    assert_int_equal(table_read(cx, &form, &line_shape, 3, &table), TOO_LARGE);
    assert_problem(cx, &file_too_large);
}

static void refuses_a_cell_without_end(void **state) {
    Ctx *cx = *state;
    Buf content = buf_new(cx->arena, 200000);
    Table table;
    buf_add(&content, S("code,note\na,"));
    for (int i = 0; i < 65537; i++) buf_char(&content, 'x');
    buf_char(&content, '\n');
    assert_int_equal(read_content(cx, written(&content), &table), TOO_LARGE);
    assert_problem(cx, &table_too_long);
}

static void refuses_more_columns_than_it_holds(void **state) {
    Ctx *cx = *state;
    Buf content = buf_new(cx->arena, 200000);
    Table table;
    buf_add(&content, S("code"));
    for (int i = 0; i < 150; i++) buf_addf(&content, ",c%d", i);
    buf_add(&content, S("\na"));
    for (int i = 0; i < 150; i++) buf_add(&content, S(",x"));
    buf_char(&content, '\n');
    assert_ok(read_content(cx, written(&content), &table));
    assert_true(cx->problem.fault_total >= 99);
    assert_false(table.is_whole);
}

static void a_missing_file_is_told(void **state) {
    Ctx *cx = *state;
    const TableForm form = { .path = S("/nonexistent/t.csv"), .name = S("t.csv") };
    Table table;
    assert_int_equal(table_read(cx, &form, &line_shape, 3, &table), NOT_FOUND);
    assert_problem(cx, &file_missing);
}

/* Larger than what is read at once: 65536 bytes. A row lies across every border. */
static void reads_across_its_chunks(void **state) {
    Ctx *cx = *state;
    enum { ROWS = 20000 };
    Buf content = buf_new(cx->arena, (size_t)ROWS * 40);
    Table table;
    buf_add(&content, S("code,value,note\r\n"));
    for (int i = 0; i < ROWS; i++) buf_addf(&content, "%05d,%d,\"đ\"\"%d\"\r\n", i, i, i);
    const TableForm form = form_of(cx, written(&content));
    assert_ok(table_read(cx, &form, &line_shape, ROWS, &table));
    assert_no_faults(cx);
    assert_int_equal(table.count, ROWS);
    for (size_t i = 0; i < ROWS; i++) {
        const Line *line = table_item(&table, i);
        assert_int_equal(table.row_numbers[i], i + 2);
        assert_true(line->value.micro == (int64_t)i * 1000000);
        assert_text(line->note, str_format(cx->arena, "đ\"%zu", i).at);
    }
}

/* ---- row by row ---- */

typedef struct Seen {
    int64_t rows[4];
    size_t count;
    size_t bytes;
} Seen;

static Code see_row(Ctx *cx, const void *record, int64_t row, size_t bytes_read, void *context) {
    Seen *seen = context;
    const Line *line = record;
    if (str_is(line->code, "stop")) return fail(cx, &not_found, line->code);
    seen->rows[seen->count++] = row;
    seen->bytes = bytes_read;
    return OK;
}

static void gives_sound_rows_one_by_one(void **state) {
    Ctx *cx = *state;
    Seen seen = { 0 };
    const TableForm form = form_of(cx, S("code,value\na,1\nb,x\nc,3\n"));
    assert_ok(table_each(cx, &form, &line_shape, see_row, &seen));
    assert_faults(cx, { &field_number, 3, "value" });
    assert_int_equal(seen.count, 2); /* the faulty one is not among them */
    assert_int_equal(seen.rows[0], 2);
    assert_int_equal(seen.rows[1], 4);
    assert_int_equal(seen.bytes, 23);
}

static void ends_at_the_first_refusal(void **state) {
    Ctx *cx = *state;
    Seen seen = { 0 };
    const TableForm form = form_of(cx, S("code\na\nstop\nc\n"));
    assert_int_equal(table_each(cx, &form, &line_shape, see_row, &seen), NOT_FOUND);
    assert_problem(cx, &not_found);
    assert_int_equal(seen.count, 1);
}

/* ---- writing ---- */

static void writes_what_it_reads(void **state) {
    Ctx *cx = *state;
    const Line lines[] = {
        { .code = S("a"), .value = decimal_micro(-1500000), .count = 7, .on = { 739596 }, .note = S("x, \"y\"\nz") },
        { .code = S("b"), .note = S("") },
        { .code = S("c"), .value = decimal_whole(0), .note = S("đ;e") },
    };
    Buf out = buf_new(cx->arena, 1000);
    Table table;
    table_write_row(&out, &line_shape, NULL);
    for (size_t i = 0; i < COUNT(lines); i++) table_write_row(&out, &line_shape, &lines[i]);
    assert_text(written(&out), "code,value,count,on,note\n"
                               "a,-1.5,7,2025-12-11,\"x, \"\"y\"\"\nz\"\n"
                               "b,,,,\n"      /* a whole number that was not said is not 0 */
                               "c,0,,,đ;e\n"); /* a figure of 0 is */
    assert_ok(read_content(cx, written(&out), &table));
    assert_no_faults(cx);
    assert_text(shown(cx, &table), "2:a|-1.5|7|2025-12-11|x, \"y\"\nz;3:b||0||;4:c|0|0||đ;e;");
    assert_int_equal(table_spot(&table, 1, S("note")).row, 3);
    assert_text(table_spot(&table, 1, S("note")).column, "note");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(reads_what_spreadsheets_write),
        AT_DESK(names_what_is_wrong_by_row_and_column),
        AT_DESK(speaks_utf8_about_files_that_are_not),
        AT_DESK(reads_numbers_in_the_form_of_the_file),
        AT_DESK(groups_whole_numbers_too),
        AT_DESK(passes_over_columns_that_were_declared),
        AT_DESK(takes_no_more_rows_than_allowed),
        AT_DESK(takes_no_larger_file_than_allowed),
        AT_DESK(refuses_a_cell_without_end),
        AT_DESK(refuses_more_columns_than_it_holds),
        AT_DESK(a_missing_file_is_told),
        AT_DESK(reads_across_its_chunks),
        AT_DESK(gives_sound_rows_one_by_one),
        AT_DESK(ends_at_the_first_refusal),
        AT_DESK(writes_what_it_reads),
    };
    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
