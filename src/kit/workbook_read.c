/* kit/workbook_read - see workbook.h: a sheet read out of a file that a stranger made. Three floors of limits: what may
 * come out of the archive, what XML may be, what a sheet may hold. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/archive.h"
#include "kit/files.h"
#include "kit/workbook_number.h"
#include "kit/xml.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    STRINGS_MAX = 200000,
    STYLES_MAX = 65536,
    FORMATS_MAX = 2000,
    CELL_BYTES_MAX = 4 * CELL_LETTERS_MAX,
    ROW_NUMBER_MAX = 1048576,
    COLUMN_NUMBER_MAX = 16384,
    HEAD_BYTES = 8
};

typedef struct Format {
    int64_t number;
    bool shows_day;
} Format;

/* All that one reading knows; each part of the archive has handlers of its own. */
typedef struct Reading {
    Ctx *cx;
    const WorkbookForm *form;
    Archive *archive;
    Xml *xml; /* of the part at hand */
    SheetRead *sheet;
    Texts names; /* of the sheets */
    Str wanted_id, wanted_path;
    bool is_1904;
    Str *strings;
    size_t string_count, string_room;
    Format *formats;
    size_t format_count, format_room;
    bool *day_styles;
    size_t style_count, style_room;
    bool in_styles;
    /* the sheet */
    SheetRow *rows;
    size_t row_count, row_room;
    Cell *cells; /* of the row at hand */
    size_t cell_count, cell_room, filled;
    int64_t row, column;
    int64_t style;
    Str kind;
    bool in_value, in_phonetic, has_formula;
    char *text;
    size_t text_len;
    bool text_is_over;
    Code code; /* the first refusal */
} Reading;

static void refuse(Reading *on, Code code) {
    if (on->code == OK) on->code = code;
    if (on->xml != NULL) xml_stop(on->xml);
}

static void refuse_size(Reading *on, int64_t most, Str of_what) {
    refuse(on, fail(on->cx, &workbook_too_large, on->form->name, int_text(on->cx, most), of_what));
}

static Code refuse_archive(Ctx *cx, const WorkbookForm *form, ArchiveVerdict verdict) {
    switch (verdict) {
    case ARCHIVE_FORM: return fail(cx, &workbook_form, form->name);
    case ARCHIVE_ENCRYPTED: return fail(cx, &workbook_encrypted, form->name);
    case ARCHIVE_BOMB: return fail(cx, &workbook_bomb, form->name);
    case ARCHIVE_FINE:
    case ARCHIVE_STOPPED: break;
    }
    return OK;
}

/* ---- text of an element, in pieces ---- */

static void begin_text(Reading *on) {
    on->text_len = 0;
    on->text_is_over = false;
}

static void take_text(void *context, Str text) {
    Reading *on = context;
    if (!on->in_value || on->in_phonetic) return;
    const size_t room = CELL_BYTES_MAX - on->text_len;
    if (text.len > room) on->text_is_over = true;
    const size_t len = text.len < room ? text.len : room;
    memcpy(on->text + on->text_len, text.at, len);
    on->text_len += len;
}

static Str text_so_far(const Reading *on) {
    return (Str){ on->text, on->text_len };
}

/* `_x000D_` stands for a sign that XML cannot hold: line breaks are kept as \n, the others left out; `_x005F_` for `_`.
 */
static bool read_escape(Str text, int *ret_sign) {
    if (text.len < sizeof "_x0000_" - 1 || text.at[0] != '_' || text.at[1] != 'x' || text.at[6] != '_') return false;
    int sign = 0;
    for (size_t i = 2; i < 6; i++) {
        if (hex_value(text.at[i]) < 0) return false;
        sign = sign * 16 + hex_value(text.at[i]);
    }
    *ret_sign = sign;
    return sign < ' ' || sign == '_';
}

static Str plain_text(Arena *arena, Str text) {
    Buf out = buf_new(arena, text.len + 1);
    int sign;
    if (str_find(text, S("_x")) == text.len) return str_copy(arena, text);
    for (size_t i = 0; i < text.len; i++) {
        if (!read_escape(str_part(text, i, text.len), &sign)) {
            buf_char(&out, text.at[i]);
            continue;
        }
        if (sign == '_' || sign == '\n' || sign == '\t') buf_char(&out, (char)sign);
        i += sizeof "_x0000_" - 2;
    }
    return (Str){ out.at != NULL ? out.at : "", out.len };
}

static void end_nothing(void *context, Str name) {
    (void)context;
    (void)name;
}

static bool is_on(Str word) {
    return str_is(word, "1") || str_is(word, "true") || str_is(word, "on");
}

/* ---- workbook.xml: which sheets there are ---- */

static void begin_workbook(void *context, Str name, const char *const *attributes) {
    Reading *on = context;
    if (str_is(name, "workbookPr")) on->is_1904 = is_on(xml_attribute(attributes, "date1904"));
    if (!str_is(name, "sheet")) return;
    const Str title = xml_attribute(attributes, "name"), state = xml_attribute(attributes, "state");
    if (on->names.count == SHEETS_MAX) {
        refuse_size(on, SHEETS_MAX, S("trang tính / sheets"));
        return;
    }
    Str *names = (Str *)(uintptr_t)on->names.items;
    names[on->names.count++] = str_copy(on->cx->arena, title);
    const bool is_hidden = str_is(state, "hidden") || str_is(state, "veryHidden");
    const bool fits = on->form->sheet.len > 0 ? str_equal(title, on->form->sheet) : !is_hidden;
    if (!fits || on->wanted_id.len > 0) return;
    for (; attributes[0] != NULL; attributes += 2) { /* r:id, whatever the prefix; `sheetId` is another */
        if (!str_ends(str_of(attributes[0]), S(":id"))) continue;
        on->wanted_id = str_from(on->cx->arena, attributes[1]);
        on->sheet->name = names[on->names.count - 1];
    }
}

static const XmlHandler workbook_part = { begin_workbook, end_nothing, NULL };

/* ---- workbook.xml.rels: where its part lies ---- */

static void begin_relations(void *context, Str name, const char *const *attributes) {
    Reading *on = context;
    if (!str_is(name, "Relationship")) return;
    if (str_ends(xml_attribute(attributes, "Type"), S("/externalLink")))
        refuse(on, fail(on->cx, &workbook_link, on->form->name));
    if (!str_equal(xml_attribute(attributes, "Id"), on->wanted_id)) return;
    const Str target = xml_attribute(attributes, "Target");
    const bool is_whole = str_starts(target, S("/"));
    on->wanted_path = is_whole ? str_copy(on->cx->arena, str_part(target, 1, target.len))
                               : str_format(on->cx->arena, "xl/%.*s", STR_FMT(target));
}

static const XmlHandler relations_part = { begin_relations, end_nothing, NULL };

/* ---- styles.xml: which cells show days ---- */

static int64_t whole_of(Str text) {
    int64_t number;
    return str_to_int(text, 0, INT32_MAX, &number) == OK ? number : 0;
}

static bool shows_day(const Reading *on, int64_t format) {
    for (size_t i = 0; i < on->format_count; i++)
        if (on->formats[i].number == format) return on->formats[i].shows_day;
    return format_number_shows_day(format);
}

static void begin_styles(void *context, Str name, const char *const *attributes) {
    Reading *on = context;
    Arena *arena = on->cx->arena;
    if (str_is(name, "cellXfs")) on->in_styles = true;
    const int64_t format = whole_of(xml_attribute(attributes, "numFmtId"));
    if (str_is(name, "numFmt") && on->format_count < FORMATS_MAX) {
        on->formats = array_grow(arena, on->formats, sizeof(Format), on->format_count, &on->format_room);
        on->formats[on->format_count++] = (Format){ format, format_shows_day(xml_attribute(attributes, "formatCode")) };
    }
    if (!str_is(name, "xf") || !on->in_styles || on->style_count == STYLES_MAX) return;
    on->day_styles = array_grow(arena, on->day_styles, sizeof(bool), on->style_count, &on->style_room);
    on->day_styles[on->style_count++] = shows_day(on, format);
}

static void end_styles(void *context, Str name) {
    Reading *on = context;
    if (str_is(name, "cellXfs")) on->in_styles = false;
}

static const XmlHandler styles_part = { begin_styles, end_styles, NULL };

/* ---- sharedStrings.xml ---- */

static void begin_strings(void *context, Str name, const char *const *attributes) {
    Reading *on = context;
    (void)attributes;
    if (str_is(name, "si")) begin_text(on);
    if (str_is(name, "t")) on->in_value = true;
    if (str_is(name, "rPh")) on->in_phonetic = true;
}

static void end_strings(void *context, Str name) {
    Reading *on = context;
    if (str_is(name, "t")) on->in_value = false;
    if (str_is(name, "rPh")) on->in_phonetic = false;
    if (!str_is(name, "si")) return;
    if (on->string_count == STRINGS_MAX) refuse_size(on, STRINGS_MAX, S("chuỗi / texts"));
    if (arena_spent(on->cx->arena)) refuse(on, fail_spent(on->cx));
    if (on->code != OK) return;
    on->strings = array_grow(on->cx->arena, on->strings, sizeof(Str), on->string_count, &on->string_room);
    /* one that is too long is named where a cell has it */
    on->strings[on->string_count++] = on->text_is_over ? (Str){ 0 } : plain_text(on->cx->arena, text_so_far(on));
}

static const XmlHandler strings_part = { begin_strings, end_strings, take_text };

/* ---- the sheet ---- */

static Str spot_letters(const Reading *on) {
    return column_letters(on->cx->arena, (size_t)on->column - 1);
}

static Str cell_name(const Reading *on) {
    return str_format(on->cx->arena, "%.*s%lld", STR_FMT(spot_letters(on)), (long long)on->row);
}

static Spot cell_spot(const Reading *on) {
    return spot_in(on->form->name, on->row, spot_letters(on));
}

/* `BC12`: letters, then digits. False for anything else. */
static bool read_place(Str place, int64_t *ret_column, int64_t *ret_row) {
    int64_t column = 0;
    size_t at = 0;
    for (; at < place.len && place.at[at] >= 'A' && place.at[at] <= 'Z' && at < 3; at++)
        column = column * 26 + (place.at[at] - 'A' + 1);
    if (column == 0 || column > COLUMN_NUMBER_MAX) return false;
    if (str_to_int(str_part(place, at, place.len), 1, ROW_NUMBER_MAX, ret_row) != OK) return false;
    *ret_column = column;
    return true;
}

static void begin_row(Reading *on, const char *const *attributes) {
    const Str number = xml_attribute(attributes, "r");
    on->row++;
    if (number.at != NULL && str_to_int(number, on->row, ROW_NUMBER_MAX, &on->row) != OK)
        refuse(on, fail(on->cx, &workbook_form, on->form->name));
    on->column = 0;
    on->cells = NULL;
    on->cell_count = on->cell_room = 0;
}

/* Of the kinds that there are: a number where none is said. */
static Str known_kind(Str written) {
    static const char *const kinds[] = { "s", "str", "inlineStr", "b", "e", "d" };
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_is(written, kinds[i])) return str_of(kinds[i]);
    return S("n");
}

static void begin_cell(Reading *on, const char *const *attributes) {
    const Str place = xml_attribute(attributes, "r");
    int64_t column, row = on->row;
    on->column++;
    if (place.at != NULL) {
        if (!read_place(place, &column, &row) || row != on->row || column < on->column) {
            refuse(on, fail(on->cx, &workbook_form, on->form->name));
            return;
        }
        on->column = column;
    }
    on->kind = known_kind(xml_attribute(attributes, "t"));
    on->style = whole_of(xml_attribute(attributes, "s"));
    on->has_formula = false;
    begin_text(on);
}

static bool has_day_style(const Reading *on) {
    return on->style < (int64_t)on->style_count && on->day_styles[on->style];
}

static Cell number_cell(Reading *on, Str text) {
    const Cell cell = cell_of_digits(on->cx->arena, str_copy(on->cx->arena, text));
    return cell.kind == CELL_NUMBER && has_day_style(on) ? cell_as_day(on->cx->arena, cell, on->is_1904) : cell;
}

static Cell shared_cell(Reading *on, Str text) {
    int64_t index;
    if (str_to_int(str_trim(text), 0, (int64_t)on->string_count - 1, &index) != OK) {
        refuse(on, fail(on->cx, &workbook_form, on->form->name));
        return (Cell){ 0 };
    }
    const Str found = on->strings[index];
    if (found.at == NULL) on->text_is_over = true;
    return cell_text(found);
}

static Cell day_cell(Reading *on, Str text) {
    Cell cell = cell_text(str_copy(on->cx->arena, str_part(text, 0, sizeof "2026-11-22" - 1)));
    if (day_from_text(cell.text, &cell.day) == OK) cell.kind = CELL_DAY;
    return cell;
}

static Cell cell_read(Reading *on) {
    const Str text = text_so_far(on);
    Arena *arena = on->cx->arena;
    if (text.len == 0 && !str_is(on->kind, "s")) return (Cell){ 0 };
    if (str_is(on->kind, "s")) return text.len > 0 ? shared_cell(on, text) : (Cell){ 0 };
    if (str_is(on->kind, "inlineStr") || str_is(on->kind, "str")) return cell_text(plain_text(arena, text));
    if (str_is(on->kind, "d")) return day_cell(on, text);
    if (str_is(on->kind, "b")) {
        const bool is_true = is_on(text);
        return (Cell){ .kind = CELL_TRUTH, .text = is_true ? S("true") : S("false"), .number = decimal_whole(is_true) };
    }
    if (!str_is(on->kind, "e")) return number_cell(on, text);
    fault(on->cx, cell_spot(on), &cell_error, cell_name(on), on->sheet->name, str_copy(arena, text));
    return (Cell){ .kind = CELL_REFUSED };
}

static void keep_cell(Reading *on, Cell cell) {
    if (on->column > SHEET_COLUMNS_MAX) {
        refuse_size(on, SHEET_COLUMNS_MAX, S("cột / columns"));
        return;
    }
    while ((int64_t)on->cell_count < on->column) {
        on->cells = array_grow(on->cx->arena, on->cells, sizeof(Cell), on->cell_count, &on->cell_room);
        on->cell_count++;
    }
    on->cells[on->column - 1] = cell;
}

static void end_cell(Reading *on) {
    if (on->has_formula) {
        fault(on->cx, cell_spot(on), &cell_formula, cell_name(on), on->sheet->name);
        keep_cell(on, (Cell){ .kind = CELL_REFUSED });
        return;
    }
    Cell cell = cell_read(on);
    if (on->code != OK) return;
    if (on->text_is_over) {
        fault(on->cx, cell_spot(on), &cell_too_long, cell_name(on), on->sheet->name,
              int_text(on->cx, CELL_LETTERS_MAX));
        cell = (Cell){ .kind = CELL_REFUSED };
    }
    if (cell.kind != CELL_NONE) keep_cell(on, cell);
    if (arena_spent(on->cx->arena)) refuse(on, fail_spent(on->cx));
}

static void end_row(Reading *on) {
    const size_t most = on->form->rows_max > 0 ? on->form->rows_max : SHEET_ROWS_MAX;
    if (on->cell_count == 0) return;
    if (on->row_count == most) {
        refuse_size(on, (int64_t)most, S("dòng / rows"));
        return;
    }
    on->rows = array_grow(on->cx->arena, on->rows, sizeof(SheetRow), on->row_count, &on->row_room);
    on->rows[on->row_count++] = (SheetRow){ on->row, on->cells, on->cell_count };
}

static void take_merge(Reading *on, Str range) {
    Str rest = range;
    const Str first = str_cut(&rest, ':');
    int64_t row, last, column;
    if (!read_place(first, &column, &row) || rest.at == NULL || !read_place(rest, &on->column, &last)) {
        refuse(on, fail(on->cx, &workbook_form, on->form->name));
        return;
    }
    if (last < on->form->data_row) return;
    on->column = column;
    fault(on->cx, spot_in(on->form->name, row, spot_letters(on)), &cell_merged, str_copy(on->cx->arena, range),
          on->sheet->name);
}

static void begin_sheet(void *context, Str name, const char *const *attributes) {
    Reading *on = context;
    if (str_is(name, "row"))
        begin_row(on, attributes);
    else if (str_is(name, "c"))
        begin_cell(on, attributes);
    else if (str_is(name, "v") || str_is(name, "t"))
        on->in_value = true;
    else if (str_is(name, "f"))
        on->has_formula = true;
    else if (str_is(name, "rPh"))
        on->in_phonetic = true;
    else if (str_is(name, "mergeCell"))
        take_merge(on, xml_attribute(attributes, "ref"));
}

static void end_sheet(void *context, Str name) {
    Reading *on = context;
    if (str_is(name, "v") || str_is(name, "t"))
        on->in_value = false;
    else if (str_is(name, "rPh"))
        on->in_phonetic = false;
    else if (str_is(name, "c"))
        end_cell(on);
    else if (str_is(name, "row"))
        end_row(on);
}

static const XmlHandler sheet_part = { begin_sheet, end_sheet, take_text };

/* ---- the parts, one after the other ---- */

static bool feed(void *context, Str piece) {
    Reading *on = context;
    return xml_feed(on->xml, piece, false) == XML_FINE;
}

static Code refuse_xml(Reading *on, XmlVerdict verdict) {
    if (verdict == XML_TOO_LARGE) return fail(on->cx, &workbook_bomb, on->form->name);
    return fail(on->cx, &workbook_form, on->form->name);
}

/* OK also when a part that may be missing is. */
static Code read_part(Reading *on, Str path, const XmlHandler *handler, bool is_needed) {
    size_t index;
    if (!archive_find(on->archive, path, &index)) return is_needed ? fail(on->cx, &workbook_form, on->form->name) : OK;
    CLEANUP(xml_close) Xml *xml = xml_open(handler, on);
    on->xml = xml;
    on->in_value = on->in_phonetic = false;
    const ArchiveVerdict verdict = archive_read(on->archive, index, feed, on);
    const XmlVerdict form = xml_feed(xml, S(""), true);
    on->xml = NULL;
    if (on->code != OK) return on->code;
    TRY(refuse_archive(on->cx, on->form, verdict));
    return form == XML_FINE ? OK : refuse_xml(on, form);
}

static Code refuse_sheet(Reading *on) {
    Buf names = buf_new(on->cx->arena, 2000);
    for (size_t i = 0; i < on->names.count; i++)
        buf_addf(&names, "%s“%.*s”", i > 0 ? ", " : "", STR_FMT(on->names.items[i]));
    const Str wanted = on->form->sheet.len > 0 ? on->form->sheet : S("không ẩn / not hidden");
    return fail(on->cx, &workbook_sheet_missing, on->form->name, wanted, (Str){ names.at, names.len });
}

static bool is_active(Str name) {
    static const char *const folders[] = { "xl/activeX/", "xl/embeddings/", "xl/macrosheets/", "xl/dialogsheets/" };
    for (size_t i = 0; i < COUNT(folders); i++)
        if (str_starts(name, str_of(folders[i]))) return true;
    return str_starts(name, S("xl/vba")) || str_ends(name, S("vbaProject.bin"));
}

static Code look_over(Reading *on) {
    const size_t count = archive_count(on->archive);
    for (size_t i = 0; i < count; i++) {
        const Str name = archive_name(on->archive, i);
        if (str_starts(name, S("xl/externalLinks/"))) return fail(on->cx, &workbook_link, on->form->name);
        if (is_active(name))
            return fail(on->cx, &workbook_macros, on->form->name, utf8_mended(on->cx->arena, str_part(name, 0, 80)));
    }
    return OK;
}

static Code read_parts(Reading *on) {
    TRY(look_over(on));
    TRY(read_part(on, S("xl/workbook.xml"), &workbook_part, true));
    if (on->wanted_id.len == 0) return refuse_sheet(on);
    TRY(read_part(on, S("xl/_rels/workbook.xml.rels"), &relations_part, true));
    TRY(read_part(on, S("xl/styles.xml"), &styles_part, false));
    TRY(read_part(on, S("xl/sharedStrings.xml"), &strings_part, false));
    TRY(read_part(on, on->wanted_path, &sheet_part, true));
    on->sheet->rows = on->rows;
    on->sheet->row_count = on->row_count;
    return OK;
}

/* ---- the file ---- */

static Code look_at_file(Ctx *cx, const WorkbookForm *form) {
    CLEANUP(file_close) int fd = open(str_c(cx->arena, form->path), O_RDONLY | O_CLOEXEC);
    struct stat about;
    char head[HEAD_BYTES] = { 0 };
    const size_t most = form->bytes_max > 0 ? form->bytes_max : WORKBOOK_BYTES_MAX;
    if (fd < 0 || fstat(fd, &about) != 0 || !S_ISREG(about.st_mode))
        return fail(cx, &file_missing, form->path, S("open"));
    if ((size_t)about.st_size > most) return fail(cx, &file_too_large, form->name, int_text(cx, (int64_t)most));
    const ssize_t got = read(fd, head, sizeof head);
    if (got == sizeof head && memcmp(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", sizeof head) == 0)
        return fail(cx, &workbook_encrypted, form->name);
    return OK;
}

Code workbook_read(Ctx *cx, const WorkbookForm *form, SheetRead *ret_sheet) {
    *ret_sheet = (SheetRead){ .name = S("") };
    TRY(look_at_file(cx, form));
    CLEANUP(archive_close) Archive *archive = NULL;
    TRY(refuse_archive(cx, form, archive_open(str_c(cx->arena, form->path), &archive)));
    Reading *on = NEW(cx->arena, Reading);
    *on = (Reading){ .cx = cx,
                     .form = form,
                     .archive = archive,
                     .sheet = ret_sheet,
                     .names = { NEW_ARRAY(cx->arena, Str, SHEETS_MAX), 0 },
                     .text = arena_alloc(cx->arena, CELL_BYTES_MAX) };
    return read_parts(on);
}

bool workbook_is_likely(Ctx *cx, Str path) {
    CLEANUP(file_close) int fd = open(str_c(cx->arena, path), O_RDONLY | O_CLOEXEC);
    char head[4] = { 0 };
    if (fd < 0 || read(fd, head, sizeof head) != sizeof head) return false;
    return memcmp(head, "PK\x03\x04", sizeof head) == 0 || memcmp(head, "\xD0\xCF\x11\xE0", sizeof head) == 0;
}
