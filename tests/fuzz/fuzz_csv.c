/* tests/fuzz/fuzz_csv - a CSV file in any of its forms, read, written in the house's form and read again. The first
 * byte chooses the form: separator, decimal sign and group sign. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/table.h"
#include "kit/text.h"
#include "tests/fuzz/fuzz.h"

enum { ROWS_MAX = 200, WRITTEN_BYTES_MAX = 8 * 1024 * 1024 };

static const char *const sizes[] = { "small", "large" };
static const Choices size_choices = CHOICES("Size", sizes);

typedef struct Line {
    Str code, text, lines, hidden;
    int64_t count;
    bool is_on;
    Decimal value, share;
    Day on;
    Time at;
    Id id;
    int size;
    Texts words, tags;
    int64_t position;
} Line;

static const Field line_fields[] = {
    FIELD(Line, code, REQUIRED, 1, 20),
    FIELD(Line, text, OPTIONAL, 0, 0),
    FIELD(Line, lines, LINES, 0, 50),
    FIELD(Line, count, OPTIONAL, -1000, 1000),
    FIELD(Line, is_on, OPTIONAL, 0, 0),
    FIELD(Line, value, OPTIONAL, 0, 0),
    FIELD(Line, share, OPTIONAL, 0, 100),
    FIELD(Line, on, OPTIONAL, 0, 0),
    FIELD(Line, at, OPTIONAL, 0, 0),
    FIELD(Line, id, OPTIONAL, 0, 0),
    FIELD_CHOICE(Line, size, OPTIONAL, &size_choices),
    FIELD(Line, words, OPTIONAL, 1, 3),
    FIELD(Line, tags, OPTIONAL, 0, 0),
    FIELD(Line, position, STORED, 0, 0),
};
static const Shape line_shape = SHAPE(Line, line_fields);

/* A shape in which nothing may be left out. */
static const Field needed_fields[] = {
    FIELD(Line, code, REQUIRED, 1, 20),
    FIELD(Line, value, REQUIRED, 0, 0),
    FIELD(Line, at, REQUIRED, 0, 0),
    FIELD(Line, words, REQUIRED, 1, 3),
};
static const Shape needed_shape = SHAPE(Line, needed_fields);

static TableForm form_of(unsigned char choice) {
    static const char delimiters[] = { '\0', ';', '\t', '|' }, decimals[] = { '\0', ',' },
                      groups[] = { '\0', '.', ' ', '\'' };
    return (TableForm){ .name = S("lines.csv"),
                        .delimiter = delimiters[choice & 3],
                        .decimal = decimals[choice >> 2 & 1],
                        .group = groups[choice >> 3 & 3] };
}

/* ---- a second way to read: only where nothing is quoted, so that a line is a row and a comma a border ---- */

static Str cell_of(Str row, char delimiter, size_t index) {
    Str cell = S("");
    for (size_t i = 0; i <= index; i++) cell = row.at == NULL ? S("") : str_cut(&row, delimiter);
    return cell;
}

static size_t column_of(Str header, char delimiter, const char *name) {
    size_t i = 0;
    for (Str rest = header; rest.at != NULL; i++) {
        if (str_is(str_trim(str_cut(&rest, delimiter)), name)) return i;
    }
    return SIZE_MAX;
}

/* 1.234,5 under a decimal comma and a group point is 1234.5; with another point than these it is no number. */
static bool plain_number(Arena *arena, const TableForm *form, Str cell, Decimal *ret_number) {
    Buf out = buf_new(arena, cell.len + 1);
    const char point = form->decimal != '\0' ? form->decimal : form->group == '.' ? ',' : '.';
    for (size_t i = 0; i < cell.len; i++) {
        const char c = cell.at[i];
        if (c == '.' && point != '.' && form->group != '.') return false;
        if (c == point)
            buf_char(&out, '.');
        else if (c != form->group || c == '\0')
            buf_char(&out, c);
    }
    Str text;
    MUST(buf_done(&out, &text) == OK);
    return decimal_from_text(str_trim(text), ret_number) == OK;
}

static void check_cells(Ctx *cx, const TableForm *form, Str header, Str row, const Line *line) {
    const char delimiter = form->delimiter == '\0' ? ',' : form->delimiter;
    const Str code = cell_of(row, delimiter, column_of(header, delimiter, "code"));
    Str clean;
    MUST(text_clean(cx->arena, code, false, &clean) == TEXT_FINE && str_equal(clean, line->code));
    const size_t value_at = column_of(header, delimiter, "value");
    if (value_at == SIZE_MAX || !line->value.is_known) return;
    Decimal value = { 0 };
    MUST(plain_number(cx->arena, form, cell_of(row, delimiter, value_at), &value));
    MUST(fuzz_decimal_equal(value, line->value));
}

static void check_plainly(Ctx *cx, const TableForm *form, Str content, const Table *table) {
    const bool is_plain = content.len > 0 && memchr(content.at, '"', content.len) == NULL &&
                          memchr(content.at, '\r', content.len) == NULL;
    if (!is_plain) return;
    Str rest = content, header = S("");
    if (str_starts(content, S("\xEF\xBB\xBF"))) rest = str_part(content, 3, content.len);
    size_t i = 0;
    for (int64_t row = 1; rest.at != NULL && i < table->count; row++) {
        const Str line = str_cut(&rest, '\n');
        if (line.len == 0) continue;
        if (header.len == 0) header = line;
        if (row == table->row_numbers[i]) check_cells(cx, form, header, line, table_item(table, i++));
    }
    MUST(i == table->count);
}

/* ---- reading row by row gives what reading as a whole gives ---- */

static Code compare_row(Ctx *cx, const void *record, int64_t row, size_t bytes_read, void *context) {
    (void)cx;
    (void)bytes_read;
    Table *left = context;
    MUST(left->count > 0 && row == left->row_numbers[0]);
    MUST(fuzz_record_equal(left->shape, record, left->items));
    left->items += left->shape->size;
    left->row_numbers++;
    left->count--;
    return OK;
}

static void check_row_by_row(Ctx *cx, const TableForm *form, const Table *table) {
    Table left = *table;
    MUST(table_each(cx, form, table->shape, compare_row, &left) == OK);
    MUST(cx->problem.fault_total == 0 && left.count == 0);
}

/* ---- writing ---- */

static Str written(Ctx *cx, const Table *table) {
    Buf out = buf_new(cx->arena, WRITTEN_BYTES_MAX);
    Str text;
    table_write_row(&out, table->shape, NULL);
    for (size_t i = 0; i < table->count; i++) table_write_row(&out, table->shape, table_item(table, i));
    MUST(buf_done(&out, &text) == OK);
    return text;
}

static void check_again(Ctx *cx, const Table *table) {
    const Str csv = written(cx, table);
    const TableForm form = { .path = fuzz_file(cx, csv), .name = S("again.csv") };
    Table again;
    MUST(table_read(cx, &form, table->shape, ROWS_MAX, &again) == OK);
    MUST(cx->problem.fault_total == 0 && again.is_whole && again.count == table->count);
    for (size_t i = 0; i < table->count; i++)
        MUST(fuzz_record_equal(table->shape, table_item(table, i), table_item(&again, i)));
    MUST(str_equal(csv, written(cx, &again)));
}

static void check_rows(const Table *table) {
    int64_t before = 1;
    for (size_t i = 0; i < table->count; i++) {
        const int64_t row = table->row_numbers[i];
        MUST(row > before);
        before = row;
        for (size_t j = 0; j < table->shape->field_count; j++) {
            const Field *field = &table->shape->fields[j];
            if (field_is_none(field, table_item(table, i)) && field->flags & REQUIRED) CANNOT("a needed cell is empty");
        }
    }
}

static void check_shape(const TableForm *form, const Shape *shape, Str content) {
    Ctx cx = fuzz_begin(NULL);
    Table table;
    const Code code = table_read(&cx, form, shape, ROWS_MAX, &table);
    if (fuzz_verdict(&cx, code) == OK) {
        MUST(table.is_whole);
        check_rows(&table);
        check_plainly(&cx, form, content, &table);
        check_row_by_row(&cx, form, &table);
        check_again(&cx, &table);
    }
    fuzz_end(&cx);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    Str content = fuzz_input(data, size);
    TableForm form = form_of(fuzz_byte(&content));
    form.path = fuzz_file(&cx, content);
    check_shape(&form, &line_shape, content);
    check_shape(&form, &needed_shape, content);
    fuzz_end(&cx);
    return 0;
}
