/* kit/table - see table.h. The grammar of CSV is libcsv's; columns, kinds and limits are the Shape's. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/table.h"

#include "kit/files.h"
#include "kit/workbook.h"

#include <csv.h>
#include <fcntl.h>
#include <unistd.h>

enum { COLUMNS_MAX = 100, CELL_BYTES_MAX = 65536, CHUNK_BYTES = 65536, ROW_ARENA_BYTES = 4 * 1024 * 1024 };

const ProblemKind table_empty = {
    INVALID, "kit/table-empty",
    { "Tệp trống.", "The file is empty." },
    { "Cần ít nhất một dòng tiêu đề với tên các cột.", "At least a header row with the columns' names is needed." }
};
const ProblemKind table_separator = {
    INVALID, "kit/table-separator",
    { "Dấu ngăn cột không phải dấu phẩy.", "The columns are not separated by commas." },
    { "Tệp dùng “{0}” giữa các cột. Lưu lại thành CSV ngăn bằng dấu phẩy, hoặc khai báo dấu ngăn (dialect.delimiter, "
      "--delimiter).",
      "The file has “{0}” between its columns. Save it as comma-separated CSV, or declare the separator "
      "(dialect.delimiter, "
      "--delimiter)." }
};
const ProblemKind table_column_unknown = {
    INVALID, "kit/table-column-unknown",
    { "Có cột lạ.", "There is an unknown column." },
    { "Không có cột “{0}” trong mẫu. Bỏ cột này hoặc sửa tên.",
      "The form has no column “{0}”. Remove it or correct its name." }
};
const ProblemKind table_column_missing = {
    INVALID, "kit/table-column-missing",
    { "Thiếu cột.", "A column is missing." },
    { "Thiếu cột “{0}”.", "The column “{0}” is missing." }
};
const ProblemKind table_column_twice = {
    INVALID, "kit/table-column-twice",
    { "Cột bị lặp.", "A column stands twice." },
    { "Cột “{0}” có hai lần.", "The column “{0}” stands twice." }
};
const ProblemKind table_row_width = {
    INVALID, "kit/table-row-width",
    { "Số ô trong dòng không khớp số cột.", "The row does not have as many cells as there are columns." },
    { "Dòng có {0} ô, tiêu đề có {1} cột. Thường do thiếu dấu ngoặc kép quanh ô có dấu phẩy.",
      "The row has {0} cells, the header {1} columns. Often quotes are missing around a cell with a comma." }
};
const ProblemKind table_number = {
    INVALID, "kit/table-number-form",
    { "Số không đúng dạng của tệp.", "Not a number in the form of this file." },
    { "“{0}” không đúng dạng số đã khai cho tệp này (decimalChar, groupChar; hàng nghìn ngăn từng nhóm ba chữ số).",
      "“{0}” does not have the form that was declared for the numbers of this file (decimalChar, groupChar; thousands "
      "in groups of three digits)." }
};
const ProblemKind table_quote = {
    INVALID, "kit/table-quote",
    { "Dấu ngoặc kép sai chỗ.", "A quotation mark is out of spot." },
    { "Không đọc tiếp được từ đây: ô có dấu ngoặc kép phải nằm trọn trong ngoặc kép, mỗi dấu bên trong viết hai lần.",
      "The file cannot be read further: a cell with a quotation mark must stand in quotation marks, each inner one "
      "doubled." }
};
const ProblemKind table_too_long = {
    TOO_LARGE, "kit/table-too-long",
    { "Tệp quá dài.", "The file is too long." },
    { "“{0}” có hơn {1} dòng hoặc ô quá lớn.", "“{0}” has more than {1} rows, or a cell that is too large." }
};
const ProblemKind table_not_utf8 = {
    INVALID, "kit/table-not-utf8",
    { "Tệp không phải UTF-8.", "The file is not UTF-8." },
    { "Tệp có vẻ là UTF-16. Lưu lại dạng “CSV UTF-8”.", "The file looks like UTF-16. Save it as “CSV UTF-8”." }
};

/* ---- reading ---- */

typedef struct Column {
    Str name;
    const Field *field; /* NULL: not in the Shape */
} Column;

typedef struct Reader {
    Ctx *cx;
    const TableForm *form;
    const Shape *shape;
    TableEach *each;
    void *context;
    Arena *row_arena; /* cells and record of one row */
    Column columns[COLUMNS_MAX];
    size_t column_count;
    Str cells[COLUMNS_MAX];
    size_t cell_count, extra_cells;
    int64_t row; /* of the row being gathered; the header is 1 */
    bool after_return, is_over;
    size_t bytes_read;
    bool takes_faulty; /* rows with faulty cells are given too, with what could be read */
    bool has_lost_rows;
    bool is_sheet; /* numbers have no form of the file's own */
    Code code; /* the first refusal of `each` */
} Reader;

static void free_parser(struct csv_parser *parser) {
    csv_free(parser);
}

static void take_cell(void *bytes, size_t size, void *context) {
    Reader *reader = context;
    reader->after_return = false;
    if (size > CELL_BYTES_MAX || arena_spent(reader->row_arena)) reader->is_over = true;
    if (reader->cell_count == COLUMNS_MAX || reader->is_over) {
        reader->extra_cells++;
        return;
    }
    reader->cells[reader->cell_count++] = str_copy(reader->row_arena, (Str){ bytes, size });
}

static Spot spot_of(const Reader *reader, Str column) {
    return spot_in(reader->form->name, reader->row, column);
}

static bool is_declared(const TableForm *form, Str name) {
    return name.len > 0 && texts_hold(form->declared, name);
}

static void take_header(Reader *reader) {
    Ctx *cx = reader->cx;
    const size_t faults_before = cx->problem.fault_total;
    const Str first = reader->cells[0];
    const char *const others = ";\t|";
    if (reader->cell_count == 1) {
        for (const char *mark = others; *mark != '\0'; mark++) {
            if (first.len == 0 || memchr(first.at, *mark, first.len) == NULL) continue;
            fault(cx, spot_of(reader, S("")), &table_separator, *mark == '\t' ? S("Tab") : (Str){ mark, 1 });
            reader->is_over = true;
            return;
        }
    }
    for (size_t i = 0; i < reader->cell_count; i++) {
        const Str name = str_copy(cx->arena, str_trim(reader->cells[i]));
        const Field *field = shape_field_named(reader->shape, name);
        for (size_t j = 0; j < i; j++) {
            if (str_equal(reader->columns[j].name, name)) fault(cx, spot_of(reader, name), &table_column_twice, name);
        }
        if (field == NULL && !is_declared(reader->form, name))
            fault(cx, spot_of(reader, name), &table_column_unknown, name);
        reader->columns[reader->column_count++] = (Column){ name, field };
    }
    for (size_t i = 0; i < reader->shape->field_count; i++) {
        const Field *field = &reader->shape->fields[i];
        bool is_there = !(field->flags & REQUIRED);
        for (size_t j = 0; j < reader->column_count && !is_there; j++) is_there = reader->columns[j].field == field;
        if (!is_there) fault(cx, spot_of(reader, str_of(field->name)), &table_column_missing, str_of(field->name));
    }
    reader->has_lost_rows = cx->problem.fault_total > faults_before; /* its rows cannot be trusted */
}

/* How many digits stand at the beginning; they are added to what is told. */
static size_t take_digits(Str *rest, Buf *out) {
    size_t count = 0;
    while (count < rest->len && is_digit(rest->at[count])) buf_char(out, rest->at[count++]);
    *rest = str_part(*rest, count, rest->len);
    return count;
}

static bool take_mark(Str *rest, char mark) {
    const bool is_there = mark != '\0' && rest->len > 0 && rest->at[0] == mark;
    if (is_there) *rest = str_part(*rest, 1, rest->len);
    return is_there;
}

/* A number as this file writes it, as the house writes it: 1.234,5 becomes 1234.5. Thousands stand in groups of three,
 * or 1.23 would quietly become 123. */
static bool plain_number(const Reader *reader, Str cell, Str *ret_plain) {
    const char group = reader->form->group;
    const char decimal = reader->form->decimal != '\0' ? reader->form->decimal : group == '.' ? ',' : '.';
    Buf out = buf_new(reader->row_arena, cell.len + 1);
    Str rest = str_trim(cell);
    if (take_mark(&rest, '-')) buf_char(&out, '-');
    const size_t first = take_digits(&rest, &out);
    bool is_fine = first > 0;
    for (bool is_grouped = false; take_mark(&rest, group); is_grouped = true)
        is_fine = (is_grouped || first <= 3) && take_digits(&rest, &out) == 3 && is_fine;
    if (take_mark(&rest, decimal)) {
        buf_char(&out, '.');
        is_fine = take_digits(&rest, &out) > 0 && is_fine;
    }
    *ret_plain = (Str){ out.at, out.len };
    return is_fine && rest.len == 0;
}

static void read_cell(Reader *reader, Ctx *cx, const Column *column, Str cell, void *record) {
    const Field *field = column->field;
    const Spot spot = spot_of(reader, column->name);
    const bool is_number = field->kind == KIND_DECIMAL || field->kind == KIND_INT;
    const bool has_own_form =
        !reader->is_sheet && (reader->form->decimal != '\0' || reader->form->group != '\0');
    Str text = cell;
    if (is_number && has_own_form && str_trim(cell).len > 0 && !plain_number(reader, cell, &text)) {
        fault(cx, spot, &table_number, cell);
        return;
    }
    field_read_text(cx, field, spot, text, record);
}

/* Values of the row live in its own arena; its faults are taken over into the reader's. */
static void *read_record(Reader *reader) {
    Ctx row_cx = *reader->cx;
    row_cx.arena = reader->row_arena;
    row_cx.problem = (Problem){ 0 };
    void *record = arena_alloc(reader->row_arena, reader->shape->size);
    for (size_t i = 0; i < reader->column_count; i++) {
        const Column *column = &reader->columns[i];
        if (column->field != NULL) read_cell(reader, &row_cx, column, reader->cells[i], record);
    }
    problem_take_faults(reader->cx, &row_cx.problem);
    return row_cx.problem.fault_total == 0 || reader->takes_faulty ? record : NULL;
}

static void take_record(Reader *reader) {
    Ctx *cx = reader->cx;
    const size_t width = reader->cell_count + reader->extra_cells;
    if (width != reader->column_count) {
        fault(cx, spot_of(reader, S("")), &table_row_width, int_text(cx, (int64_t)width),
              int_text(cx, (int64_t)reader->column_count));
        reader->has_lost_rows = true;
        return;
    }
    const void *record = read_record(reader);
    if (record == NULL || reader->code != OK) return;
    reader->code = reader->each(cx, record, reader->row, reader->bytes_read, reader->context);
    if (reader->code != OK) reader->is_over = true;
}

static void take_row(int ending, void *context) {
    Reader *reader = context;
    if (ending == '\n' && reader->after_return && reader->cell_count == 0) {
        reader->after_return = false; /* \r\n is one end of a row */
        return;
    }
    reader->after_return = ending == '\r';
    reader->row++;
    const bool is_blank = reader->cell_count == 0 || (reader->cell_count == 1 && reader->cells[0].len == 0);
    if (!reader->is_over && !is_blank) {
        if (reader->column_count == 0) take_header(reader);
        else take_record(reader);
    }
    reader->cell_count = 0;
    reader->extra_cells = 0;
    arena_reset(reader->row_arena);
}

/* libcsv would trim what this calls blank, and hide rows of blanks; text_clean() trims instead. */
static int never_blank(unsigned char c) {
    (void)c;
    return 0;
}

static Code refuse_encoding(Ctx *cx, const TableForm *form, const unsigned char *bytes, size_t size) {
    const bool is_utf16 =
        size >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF));
    if (!is_utf16) return OK;
    fault(cx, spot_in(form->name, 1, S("")), &table_not_utf8);
    return INVALID;
}

/* A quote that does not close takes all that follows with it: the fault is named where the row begins. */
static Code lose_quote(Reader *reader) {
    reader->row++;
    reader->has_lost_rows = true;
    fault(reader->cx, spot_of(reader, S("")), &table_quote);
    return OK;
}

static Code feed(Reader *reader, struct csv_parser *parser, int fd) {
    Ctx *cx = reader->cx;
    unsigned char *chunk = arena_alloc(cx->arena, CHUNK_BYTES);
    for (;;) {
        const ssize_t got = read(fd, chunk, CHUNK_BYTES);
        if (got < 0) return fail(cx, &file_missing, reader->form->path, S("read"));
        if (got == 0) break;
        size_t skip = 0;
        if (reader->bytes_read == 0) {
            if (refuse_encoding(cx, reader->form, chunk, (size_t)got) != OK) return OK;
            if (got >= 3 && memcmp(chunk, "\xEF\xBB\xBF", 3) == 0) skip = 3; /* a byte order mark */
        }
        reader->bytes_read += (size_t)got;
        if (reader->form->bytes_max > 0 && reader->bytes_read > reader->form->bytes_max)
            return fail(cx, &file_too_large, reader->form->name, int_text(cx, (int64_t)reader->form->bytes_max));
        const size_t size = (size_t)got - skip;
        const bool is_read = csv_parse(parser, chunk + skip, size, take_cell, take_row, reader) == size;
        if (reader->is_over) return OK;
        if (!is_read) return lose_quote(reader);
    }
    return csv_fini(parser, take_cell, take_row, reader) == 0 ? OK : lose_quote(reader);
}

static Code read_file(Ctx *cx, const TableForm *form, Reader *reader) {
    CLEANUP(file_close) int fd = open(str_c(cx->arena, form->path), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return fail(cx, &file_missing, form->path, S("open"));
    CLEANUP(free_parser) struct csv_parser parser;
    MUST(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) == 0);
    csv_set_space_func(&parser, never_blank);
    if (form->delimiter != '\0') csv_set_delim(&parser, (unsigned char)form->delimiter);
    reader->cx = cx;
    reader->form = form;
    reader->row_arena = arena_new(ROW_ARENA_BYTES);
    Code code = feed(reader, &parser, fd);
    if (code == OK) code = reader->code;
    arena_free(reader->row_arena);
    if (code == OK && reader->is_over && cx->problem.fault_total == 0)
        return fail(cx, &table_too_long, form->name, S("?"));
    if (code == OK && reader->column_count == 0 && cx->problem.fault_total == 0)
        fault(cx, spot_in(form->name, 1, S("")), &table_empty);
    return code;
}

/* ---- the same of a spreadsheet ---- */

static bool names_a_column(const Shape *shape, const SheetRow *row) {
    for (size_t i = 0; i < row->cell_count; i++)
        if (shape_field_named(shape, str_trim(row->cells[i].text)) != NULL) return true;
    return false;
}

/* Lines of explanation may stand above the header: it is the first row that names a column. */
static size_t header_of(const Shape *shape, const SheetRead *sheet) {
    for (size_t i = 0; i < sheet->row_count; i++)
        if (names_a_column(shape, &sheet->rows[i])) return i;
    return 0;
}

/* What was wrong with a cell was said; its row is not given on. */
static bool is_refused(const SheetRow *row) {
    for (size_t i = 0; i < row->cell_count; i++)
        if (row->cells[i].kind == CELL_REFUSED) return true;
    return false;
}

static void take_sheet_row(Reader *reader, const SheetRow *row) {
    reader->row = row->number;
    reader->cell_count = row->cell_count < COLUMNS_MAX ? row->cell_count : COLUMNS_MAX;
    for (size_t i = 0; i < COLUMNS_MAX; i++)
        reader->cells[i] = i < row->cell_count && row->cells[i].text.at != NULL ? row->cells[i].text : S("");
    if (reader->column_count == 0) {
        take_header(reader);
    } else if (is_refused(row)) {
        reader->has_lost_rows = true;
    } else {
        if (reader->cell_count < reader->column_count) reader->cell_count = reader->column_count; /* empty at its end */
        take_record(reader);
    }
    arena_reset(reader->row_arena);
}

static Code read_sheet(Ctx *cx, const TableForm *form, Reader *reader) {
    const WorkbookForm asked = { .path = form->path,
                                 .name = form->name,
                                 .bytes_max = form->bytes_max < WORKBOOK_BYTES_MAX ? form->bytes_max : 0 };
    SheetRead sheet;
    TRY(workbook_read(cx, &asked, &sheet));
    reader->cx = cx;
    reader->form = form;
    reader->is_sheet = true;
    reader->row_arena = arena_new(ROW_ARENA_BYTES);
    const size_t header = header_of(reader->shape, &sheet);
    for (size_t i = header; i < sheet.row_count && !reader->is_over; i++) take_sheet_row(reader, &sheet.rows[i]);
    arena_free(reader->row_arena);
    if (reader->code == OK && reader->column_count == 0 && cx->problem.fault_total == 0)
        fault(cx, spot_in(form->name, 1, S("")), &table_empty);
    return reader->code;
}

static Code read_any(Ctx *cx, const TableForm *form, Reader *reader) {
    return workbook_is_likely(cx, form->path) ? read_sheet(cx, form, reader) : read_file(cx, form, reader);
}

Code table_each(Ctx *cx, const TableForm *form, const Shape *shape, TableEach *each, void *context) {
    Reader *reader = NEW(cx->arena, Reader);
    *reader = (Reader){ .shape = shape, .each = each, .context = context };
    return read_any(cx, form, reader);
}

/* ---- holding a whole file ---- */

typedef struct Holding {
    Table *table;
    size_t room, rows_room, rows_max;
} Holding;

static Code hold_row(Ctx *cx, const void *record, int64_t row, size_t bytes_read, void *context) {
    (void)bytes_read;
    Holding *holding = context;
    Table *table = holding->table;
    if (table->count == holding->rows_max)
        return fail(cx, &table_too_long, table->name, int_text(cx, (int64_t)holding->rows_max));
    table->items = array_grow(cx->arena, table->items, table->shape->size, table->count, &holding->room);
    table->row_numbers = array_grow(cx->arena, table->row_numbers, sizeof(int64_t), table->count, &holding->rows_room);
    record_copy(cx->arena, table->shape, record, table->items + table->shape->size * table->count);
    table->row_numbers[table->count++] = row;
    return OK;
}

Code table_read(Ctx *cx, const TableForm *form, const Shape *shape, size_t rows_max, Table *ret_table) {
    *ret_table = (Table){ .name = form->name, .shape = shape };
    Holding holding = { .table = ret_table, .rows_max = rows_max };
    Reader *reader = NEW(cx->arena, Reader);
    *reader = (Reader){ .shape = shape, .each = hold_row, .context = &holding, .takes_faulty = true };
    TRY(read_any(cx, form, reader));
    ret_table->is_whole = !reader->is_over && !reader->has_lost_rows && reader->column_count > 0;
    return OK;
}

Code table_read_file(Ctx *cx, const TableFile *file, Digest *digest, Table *ret_table) {
    const TableForm form = { .path = path_join(cx->arena, file->folder, file->name),
                             .name = file->name,
                             .bytes_max = file->bytes_max };
    Str content;
    TRY(file_read(cx, form.path, file->bytes_max, &content));
    digest_add(digest, content.at, content.len);
    return table_read(cx, &form, file->shape, file->rows_max, ret_table);
}

Spot table_spot(const Table *table, size_t index, Str column) {
    return spot_in(table->name, table->row_numbers[index], column);
}

const void *table_item(const Table *table, size_t index) {
    return table->items + table->shape->size * index;
}

void *table_change(Table *table, size_t index) {
    return table->items + table->shape->size * index;
}

/* ---- writing ---- */

static void write_cell(Buf *out, Str cell) {
    bool needs_quotes = false;
    for (size_t i = 0; i < cell.len; i++) {
        const char c = cell.at[i];
        needs_quotes = needs_quotes || c == ',' || c == '"' || c == '\n' || c == '\r';
    }
    if (!needs_quotes) {
        buf_add(out, cell);
        return;
    }
    buf_char(out, '"');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.at[i] == '"') buf_char(out, '"');
        buf_char(out, cell.at[i]);
    }
    buf_char(out, '"');
}

/* A whole number that need not be given is 0 when it was not: an empty cell says so. */
static bool is_unsaid(const Field *field, const void *record) {
    if (field->kind != KIND_INT || field->flags & REQUIRED) return false;
    return *(const int64_t *)(const void *)((const char *)record + field->offset) == 0;
}

void table_write_row(Buf *out, const Shape *shape, const void *record) {
    char between = '\0';
    for (size_t i = 0; i < shape->field_count; i++) {
        const Field *field = &shape->fields[i];
        if (field->kind == KIND_LINK || field->kind == KIND_LIST || field->flags & (SECRET | STORED)) continue;
        if (between != '\0') buf_char(out, between);
        between = ',';
        if (record == NULL) {
            buf_add(out, str_of(field->name));
            continue;
        }
        Buf cell = buf_new(out->arena, CELL_BYTES_MAX);
        if (!is_unsaid(field, record)) field_write_text(&cell, field, record);
        write_cell(out, (Str){ cell.len == 0 ? "" : cell.at, cell.len });
    }
    buf_char(out, '\n');
}

Code table_write(Arena *arena, const Shape *shape, const void *items, size_t count, size_t bytes_max, Str *ret_csv) {
    Buf csv = buf_new(arena, bytes_max);
    buf_add(&csv, S("\xEF\xBB\xBF"));
    table_write_row(&csv, shape, NULL);
    for (size_t i = 0; i < count; i++) table_write_row(&csv, shape, (const char *)items + i * shape->size);
    return buf_done(&csv, ret_csv);
}
