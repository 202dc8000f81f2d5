/* kit/workbook - see workbook.h: cells, and sheets written. The format is libxlsxwriter's; it writes a file, so it is
 * given one that lives in memory. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/workbook.h"

#include "kit/files.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
    NAME_LETTERS_MAX = 31,
    WIDTH_MIN = 8,
    WIDTH_MAX = 60,
    HIDDEN_WIDTH = 12,
    ROWS_MEASURED = 200,
    CHOICE_LETTERS_MAX = 255,
    SHEET_YEAR_MIN = 1900,
    ROWS_WRITTEN_MAX = 1000000,
    BYTES_WRITTEN_MAX = 32 * 1024 * 1024,
    INK = 0x1F2937,
    HEAD_FILL = 0xE5EDF5,
    OPEN_FILL = 0xFFFBE6,
    RULE_COLOUR = 0x9CA3AF
};

const char *const workbook_media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/* ---- cells ---- */

Cell cell_text(Str text) {
    return (Cell){ .kind = text.len > 0 ? CELL_TEXT : CELL_NONE, .text = text };
}

Cell cell_number(Decimal number) {
    return (Cell){ .kind = number.is_known ? CELL_NUMBER : CELL_NONE, .number = number };
}

Cell cell_whole(int64_t number) {
    return cell_number(decimal_whole(number));
}

Cell cell_day(Day day) {
    return (Cell){ .kind = day.number > 0 ? CELL_DAY : CELL_NONE, .day = day };
}

Str column_letters(Arena *arena, size_t column) {
    char letters[8];
    size_t at = sizeof letters;
    for (size_t left = column + 1; left > 0; left = (left - 1) / 26) letters[--at] = (char)('A' + (left - 1) % 26);
    return str_copy(arena, (Str){ letters + at, sizeof letters - at });
}

/* ---- records ---- */

static bool is_cell(const Field *field) {
    return field->kind != KIND_LINK && field->kind != KIND_LIST && !(field->flags & (SECRET | STORED));
}

static Cell cell_of_field(Arena *arena, const Field *field, const void *record) {
    const void *member = (const char *)record + field->offset;
    if (field_is_none(field, record)) return (Cell){ 0 };
    switch (field->kind) {
    case KIND_INT: return cell_whole(*(const int64_t *)member);
    case KIND_DECIMAL: return cell_number(*(const Decimal *)member);
    case KIND_DAY: return cell_day(*(const Day *)member);
    case KIND_BOOL: return (Cell){ .kind = CELL_TRUTH, .number = decimal_whole(*(const bool *)member) };
    case KIND_TEXT: return cell_text(*(const Str *)member);
    case KIND_TIME:
    case KIND_ID:
    case KIND_CHOICE:
    case KIND_TEXTS:
    case KIND_LINK:
    case KIND_LIST: break;
    }
    Buf text = buf_new(arena, CELL_LETTERS_MAX);
    field_write_text(&text, field, record);
    return cell_text((Str){ text.at, text.len });
}

/* Of a sheet of records a cell is made when it is written: tens of thousands of rows need no memory of their own. */
static Cell cell_at(Arena *arena, const Sheet *sheet, size_t row, size_t column) {
    if (sheet->shape == NULL) return sheet->cells[row * sheet->column_count + column];
    const char *record = (const char *)sheet->records + sheet->shape->size * row;
    for (size_t i = 0;; i++) {
        const Field *field = &sheet->shape->fields[i];
        if (is_cell(field) && column-- == 0) return cell_of_field(arena, field, record);
    }
}

/* ---- writing ---- */

/* How a cell looks: its kind, how many decimals, and whether it may be changed. */
typedef struct Looks {
    lxw_format *head, *note, *text[2], *day[2], *number[2][DECIMAL_PLACES + 1];
} Looks;

static lxw_format *look(lxw_workbook *book, bool is_open) {
    lxw_format *format = workbook_add_format(book);
    MUST(format != NULL);
    format_set_font_color(format, INK);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, RULE_COLOUR);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (!is_open) return format;
    format_set_unlocked(format);
    format_set_bg_color(format, OPEN_FILL);
    return format;
}

static Looks make_looks(lxw_workbook *book) {
    static const char *const decimals[] = { "#,##0",      "#,##0.0",     "#,##0.00",    "#,##0.000",
                                            "#,##0.0000", "#,##0.00000", "#,##0.000000" };
    Looks looks = { .head = look(book, false), .note = workbook_add_format(book) };
    format_set_bold(looks.head);
    format_set_text_wrap(looks.head);
    format_set_bg_color(looks.head, HEAD_FILL);
    format_set_align(looks.head, LXW_ALIGN_VERTICAL_CENTER);
    format_set_italic(looks.note);
    for (int open = 0; open < 2; open++) {
        looks.text[open] = look(book, open);
        format_set_text_wrap(looks.text[open]);
        looks.day[open] = look(book, open);
        format_set_num_format(looks.day[open], "dd/mm/yyyy");
        for (size_t i = 0; i < COUNT(decimals); i++) {
            looks.number[open][i] = look(book, open);
            format_set_num_format(looks.number[open][i], decimals[i]);
        }
    }
    return looks;
}

static size_t decimals_of(Decimal number) {
    size_t places = DECIMAL_PLACES;
    for (int64_t micro = number.micro; places > 0 && micro % 10 == 0; micro /= 10) places--;
    return places;
}

typedef struct Writing {
    Ctx *cx;
    lxw_workbook *book;
    Looks looks;
    lxw_error error; /* the first */
} Writing;

static void note_error(Writing *on, lxw_error error) {
    if (on->error == LXW_NO_ERROR) on->error = error;
}

/* Text as a spreadsheet can hold it: at most so many letters. */
static const char *cut_text(Arena *arena, Str text, size_t letters_max) {
    size_t at = 0;
    for (size_t letters = 0; at < text.len; at++) {
        const bool begins = ((unsigned char)text.at[at] & 0xC0) != 0x80;
        if (begins && letters++ == letters_max) break;
    }
    return str_c(arena, str_part(text, 0, at));
}

static void write_cell(Writing *on, lxw_worksheet *paper, lxw_row_t row, lxw_col_t at, const SheetColumn *column,
                       const Cell *cell) {
    Arena *arena = on->cx->arena;
    const bool open = column->is_open;
    int64_t year, month, of_month;
    day_parts(cell->day.number > 0 ? cell->day : day_make(SHEET_YEAR_MIN, 1, 1), &year, &month, &of_month);
    const bool is_old = cell->kind == CELL_DAY && year < SHEET_YEAR_MIN;
    const Str text = is_old ? day_text(arena, cell->day) : cell->text;
    lxw_datetime day = { .year = (int)year, .month = (int)month, .day = (int)of_month };
    if (cell->kind == CELL_NUMBER) {
        const size_t places = column->decimals >= 0 ? (size_t)column->decimals : decimals_of(cell->number);
        note_error(on, worksheet_write_number(paper, row, at, (double)cell->number.micro / DECIMAL_ONE,
                                              on->looks.number[open][places <= DECIMAL_PLACES ? places : 0]));
    } else if (cell->kind == CELL_DAY && !is_old) {
        note_error(on, worksheet_write_datetime(paper, row, at, &day, on->looks.day[open]));
    } else if (cell->kind == CELL_TRUTH) {
        note_error(on, worksheet_write_boolean(paper, row, at, cell->number.micro != 0, on->looks.text[open]));
    } else if (cell->kind == CELL_NONE || cell->kind == CELL_REFUSED) {
        note_error(on, worksheet_write_blank(paper, row, at, on->looks.text[open]));
    } else {
        note_error(
            on, worksheet_write_string(paper, row, at, cut_text(arena, text, CELL_LETTERS_MAX), on->looks.text[open]));
    }
}

static size_t letters_of(const Cell *cell) {
    switch (cell->kind) {
    case CELL_TEXT: return utf8_count(cell->text);
    case CELL_NUMBER: {
        char room[32];
        Buf text = buf_over(room, sizeof room);
        decimal_write(&text, cell->number);
        return text.len + text.len / 3;
    }
    case CELL_DAY: return sizeof "22/11/2026";
    case CELL_NONE:
    case CELL_REFUSED:
    case CELL_TRUTH: break;
    }
    return 0;
}

static double width_of(Arena *arena, const Sheet *sheet, size_t column) {
    const SheetColumn *about = &sheet->columns[column];
    if (about->width > 0) return (double)about->width;
    size_t most = utf8_count(about->title) / 2;
    for (size_t row = 0; row < sheet->row_count && row < ROWS_MEASURED; row++) {
        const Cell cell = cell_at(arena, sheet, row, column);
        const size_t letters = letters_of(&cell) + 1;
        if (letters > most) most = letters;
    }
    return most < WIDTH_MIN ? WIDTH_MIN : most > WIDTH_MAX ? WIDTH_MAX : (double)most + 1;
}

static void offer_choices(Writing *on, lxw_worksheet *paper, const Sheet *sheet, size_t column) {
    const Texts choices = sheet->columns[column].choices;
    Arena *arena = on->cx->arena;
    size_t letters = 0;
    for (size_t i = 0; i < choices.count; i++) letters += utf8_count(choices.items[i]) + 1;
    if (choices.count == 0 || sheet->row_count == 0 || letters > CHOICE_LETTERS_MAX) return;
    char **list = NEW_ARRAY(arena, char *, choices.count + 1);
    for (size_t i = 0; i < choices.count; i++) list[i] = (char *)(uintptr_t)str_c(arena, choices.items[i]);
    lxw_data_validation rule = {
        .validate = LXW_VALIDATION_TYPE_LIST,
        .value_list = list,
        .error_title = (char *)(uintptr_t) "Banyan",
        .error_message = (char *)(uintptr_t) "Chọn một giá trị trong danh sách. / Choose one of the list."
    };
    const lxw_row_t first = (lxw_row_t)sheet->note_count + 1;
    note_error(on, worksheet_data_validation_range(paper, first, (lxw_col_t)column,
                                                   first + (lxw_row_t)sheet->row_count - 1, (lxw_col_t)column, &rule));
}

static void write_columns(Writing *on, lxw_worksheet *paper, const Sheet *sheet) {
    Arena *arena = on->cx->arena;
    lxw_row_col_options hidden = { .hidden = LXW_TRUE };
    for (size_t i = 0; i < sheet->column_count; i++) {
        const SheetColumn *about = &sheet->columns[i];
        const lxw_col_t at = (lxw_col_t)i;
        const double width = about->is_hidden ? HIDDEN_WIDTH : width_of(arena, sheet, i);
        note_error(on, worksheet_set_column_opt(paper, at, at, width, NULL, about->is_hidden ? &hidden : NULL));
        note_error(on, worksheet_write_string(paper, (lxw_row_t)sheet->note_count, at,
                                              cut_text(arena, about->title, CELL_LETTERS_MAX), on->looks.head));
        offer_choices(on, paper, sheet, i);
    }
}

static void lay_out(lxw_worksheet *paper, const Sheet *sheet) {
    const lxw_row_t head = (lxw_row_t)sheet->note_count;
    const lxw_col_t last = (lxw_col_t)(sheet->column_count - 1);
    worksheet_freeze_panes(paper, head + 1, 0);
    if (sheet->row_count > 0) (void)worksheet_autofilter(paper, head, 0, head + (lxw_row_t)sheet->row_count, last);
    worksheet_set_paper(paper, 9); /* A4 */
    worksheet_set_landscape(paper);
    worksheet_fit_to_pages(paper, 1, 0);
    (void)worksheet_repeat_rows(paper, head, head);
    (void)worksheet_set_footer(paper, "&C&P / &N");
    lxw_protection allowed = { .format_columns = LXW_TRUE, .format_rows = LXW_TRUE, .autofilter = LXW_TRUE };
    if (sheet->is_locked) worksheet_protect(paper, NULL, &allowed);
}

/* What Excel takes for the name of a sheet: no signs that mean something in formulas, and no name twice. */
static const char *sheet_name(Writing *on, const Workbook *book, size_t index) {
    Arena *arena = on->cx->arena;
    Buf name = buf_new(arena, book->sheets[index].name.len + 1);
    for (size_t i = 0; i < book->sheets[index].name.len; i++) {
        const char c = book->sheets[index].name.at[i];
        buf_char(&name, strchr("[]:*?/\\'", c) == NULL && (unsigned char)c >= ' ' ? c : ' ');
    }
    const Str trimmed = str_trim((Str){ name.at, name.len });
    const char *cut = cut_text(arena, trimmed, NAME_LETTERS_MAX);
    if (cut[0] != '\0' && workbook_validate_sheet_name(on->book, cut) == LXW_NO_ERROR) return cut;
    const Str short_name = str_of(cut_text(arena, trimmed, NAME_LETTERS_MAX - 4));
    return str_c(arena, str_format(arena, "%.*s %zu", STR_FMT(short_name), index + 1));
}

static void write_sheet(Writing *on, const Workbook *book, size_t index) {
    const Sheet *sheet = &book->sheets[index];
    MUST(sheet->column_count > 0 && sheet->column_count <= SHEET_COLUMNS_MAX && sheet->row_count < ROWS_WRITTEN_MAX);
    lxw_worksheet *paper = workbook_add_worksheet(on->book, sheet_name(on, book, index));
    MUST(paper != NULL);
    for (size_t i = 0; i < sheet->note_count; i++)
        note_error(
            on, worksheet_write_string(paper, (lxw_row_t)i, 0, str_c(on->cx->arena, sheet->notes[i]), on->looks.note));
    write_columns(on, paper, sheet);
    for (size_t i = 0; i < sheet->row_count * sheet->column_count; i++) {
        const lxw_row_t row = (lxw_row_t)(sheet->note_count + 1 + i / sheet->column_count);
        const size_t column = i % sheet->column_count;
        const Cell cell = cell_at(on->cx->arena, sheet, i / sheet->column_count, column);
        write_cell(on, paper, row, (lxw_col_t)column, &sheet->columns[column], &cell);
        if (arena_spent(on->cx->arena)) break;
    }
    lay_out(paper, sheet);
}

static Code take_bytes(Ctx *cx, int fd, Str *ret_bytes) {
    struct stat about;
    if (fstat(fd, &about) != 0 || about.st_size == 0) return fail(cx, &broken_inside);
    if (about.st_size > BYTES_WRITTEN_MAX) return fail_spent(cx);
    char *bytes = arena_alloc(cx->arena, (size_t)about.st_size + 1);
    for (off_t at = 0; at < about.st_size;) {
        const ssize_t got = pread(fd, bytes + at, (size_t)(about.st_size - at), at);
        if (got <= 0) return fail(cx, &broken_inside);
        at += got;
    }
    *ret_bytes = (Str){ bytes, (size_t)about.st_size };
    return OK;
}

Code workbook_write(Ctx *cx, const Workbook *book, Str *ret_bytes) {
    MUST(book->sheet_count > 0 && book->sheet_count <= SHEETS_MAX);
    CLEANUP(file_close) int fd = memfd_create("workbook", MFD_CLOEXEC);
    if (fd < 0) return fail(cx, &broken_inside);
    const Str path = str_format(cx->arena, "/proc/self/fd/%d", fd);
    Writing on = { .cx = cx, .book = workbook_new(path.at) };
    if (on.book == NULL) return fail(cx, &broken_inside);
    on.looks = make_looks(on.book);
    lxw_doc_properties about = { .title = (char *)(uintptr_t)str_c(cx->arena, book->title),
                                 .author = (char *)(uintptr_t)str_c(cx->arena, book->author),
                                 .created = (time_t)(cx->now.us / 1000000) };
    note_error(&on, workbook_set_properties(on.book, &about));
    for (size_t i = 0; i < book->sheet_count; i++) write_sheet(&on, book, i);
    const lxw_error closed = workbook_close(on.book); /* and frees all that belongs to it */
    if (closed != LXW_NO_ERROR || on.error != LXW_NO_ERROR) return fail(cx, &broken_inside);
    TRY(memory_left(cx));
    return take_bytes(cx, fd, ret_bytes);
}

/* ---- records ---- */

Sheet sheet_of_records(Ctx *cx, Str name, const Shape *shape, const Str *titles, const void *items, size_t count) {
    SheetColumn *columns = NEW_ARRAY(cx->arena, SheetColumn, shape->field_count);
    Sheet sheet = { .name = name, .columns = columns, .row_count = count, .shape = shape, .records = items };
    for (size_t i = 0; i < shape->field_count; i++) {
        const Field *field = &shape->fields[i];
        if (!is_cell(field)) continue;
        const Str title = titles != NULL ? titles[sheet.column_count] : str_of(field->name);
        columns[sheet.column_count++] =
            (SheetColumn){ .title = title, .decimals = field->kind == KIND_DECIMAL ? -1 : 0 };
    }
    return sheet;
}

Code workbook_of_records(Ctx *cx, Str title, const Shape *shape, const Str *titles, const void *items, size_t count,
                         Str *ret_bytes) {
    const Sheet sheet = sheet_of_records(cx, title, shape, titles, items, count);
    const Workbook book = { .title = title, .author = S("Banyan"), .sheets = &sheet, .sheet_count = 1 };
    return workbook_write(cx, &book, ret_bytes);
}
