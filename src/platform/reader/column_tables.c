/* platform/reader/column_tables - tables whose columns only blanks tell, as pdftotext -layout prints them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/columns_inside.h"

#include "kit/text.h"
#include "platform/reader/folded.h"

#include <string.h>

enum {
    GAP_MIN = 2, /* blanks between columns */
    TABLE_COLUMNS_MIN = 3,
    HEAD_LINES_MAX = 40,
    PAGE_LINES_MAX = 200 /* that tell columns */
};

static bool is_head(Arena *arena, const Part *parts, size_t count) {
    static const char *const heads[] = {
        "stt",      "tt",       "so tt",    "so thu tu",         "chi tieu",
        "muc tieu", "nhiem vu", "noi dung", "noi dung nhiem vu", "noi dung cong viec"
    };
    if (count < TABLE_COLUMNS_MIN) return false;
    const Str first = folded_words(arena, parts[0].text);
    for (size_t i = 0; i < COUNT(heads); i++) {
        if (str_is(first, heads[i])) return true;
    }
    return false;
}

bool columns_begin_table(Arena *arena, const ManuscriptItem *line) {
    Part parts[COLUMNS_MAX];
    return is_head(arena, parts, parts_of(line, GAP_MIN, parts));
}

static bool is_number_cell(Str text) {
    if (text.len > 0 && (text.at[text.len - 1] == '.' || text.at[text.len - 1] == ')')) text.len--;
    if (text.len == 0 || text.len > 6) return false;
    for (size_t i = 0; i < text.len; i++) {
        if (strchr("0123456789.IVXABCDEGH", text.at[i]) == NULL) return false;
    }
    return true;
}

/* ---- columns ---- */

typedef struct Columns {
    size_t at[COLUMNS_MAX];
    size_t count;
} Columns;

/* The column in which a part stands: the last one whose edge is not behind it. */
static size_t column_of(const Columns *columns, size_t at) {
    size_t column = 0;
    while (column + 1 < columns->count && columns->at[column + 1] <= at + COLUMN_SLACK - 1) column++;
    return column;
}

static void learn_columns(Columns *columns, const Part *parts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        size_t place = 0;
        while (place < columns->count && columns->at[place] + COLUMN_SLACK < parts[i].at) place++;
        const bool is_known = place < columns->count && columns->at[place] <= parts[i].at + COLUMN_SLACK;
        if (is_known || columns->count == COLUMNS_MAX) continue;
        memmove(columns->at + place + 1, columns->at + place, (columns->count - place) * sizeof columns->at[0]);
        columns->at[place] = parts[i].at;
        columns->count++;
    }
}

/* Letters from..to in which some line has something. */
typedef struct Strip {
    size_t from, to;
} Strip;

typedef struct Strips {
    Strip at[COLUMNS_MAX];
    size_t count;
} Strips;

static size_t strips_under(const Strips *strips, const Strip *part, size_t *ret_first) {
    size_t count = 0;
    for (size_t i = 0; i < strips->count; i++) {
        if (part->from >= strips->at[i].to || strips->at[i].from >= part->to) continue;
        if (count++ == 0) *ret_first = i;
    }
    return count;
}

/* Puts a part of a line to the strips: it widens one, or is a new one. What stands over several are cells that only one
 * blank parts. */
static void strips_add(Strips *strips, const Strip *part) {
    size_t first = 0;
    const size_t count = strips_under(strips, part, &first);
    if (count == 1) {
        Strip *one = &strips->at[first];
        one->from = part->from < one->from ? part->from : one->from;
        one->to = part->to > one->to ? part->to : one->to;
    }
    if (count > 0 || strips->count == COLUMNS_MAX) return;
    size_t place = 0;
    while (place < strips->count && strips->at[place].from < part->from) place++;
    memmove(strips->at + place + 1, strips->at + place, (strips->count - place) * sizeof strips->at[0]);
    strips->at[place] = *part;
    strips->count++;
}

/* The lines at..end of a page: full ones tell columns, others widen one. A head is set in the middle of its columns,
 * and what stands below it at their left edge. */
static Strips strips_of(const Manuscript *from, size_t at, size_t end) {
    Strips strips = { .count = 0 };
    Part parts[COLUMNS_MAX];
    for (int pass = 0; pass < 2; pass++) {
        for (size_t line = at; line < end; line++) {
            const size_t count = parts_of(&from->items[line], GAP_MIN, parts);
            const bool is_full = count >= TABLE_COLUMNS_MIN;
            const bool is_group = count == 2 && is_number_cell(parts[0].text);
            for (size_t i = 0; i < count && !is_group && is_full == (pass == 0); i++) {
                const Strip part = { parts[i].at, parts[i].at + utf8_count(parts[i].text) };
                size_t first;
                if (is_full || strips_under(&strips, &part, &first) == 1) strips_add(&strips, &part);
            }
        }
    }
    return strips;
}

/* What all lines of a page together tell of the columns, when they part as many as the head names. */
static void columns_from_page(const Manuscript *from, size_t at, Columns *columns) {
    Part parts[COLUMNS_MAX];
    size_t end = at, least = 0;
    for (; end < from->count && end - at < PAGE_LINES_MAX && from->items[end].kind == ITEM_LINE; end++) {
        const size_t count = parts_of(&from->items[end], GAP_MIN, parts);
        if (columns_begin_table(from->arena, &from->items[end]) && count > least) least = count;
    }
    const Strips strips = strips_of(from, at, end);
    if (strips.count < least || strips.count > columns->count) return;
    for (size_t i = 0; i < strips.count; i++) columns->at[i] = strips.at[i].from;
    columns->count = strips.count;
}

/* ---- lines ---- */

/* A line of a table: of its head, or of a row. */
typedef struct TableLine {
    size_t item;
    const Columns *columns; /* of its page */
    bool has_number;        /* begins with the number of a row or a group */
    bool is_group;          /* "I   Truyền thông, vận động": a row that is whole */
    bool begins_page;       /* the first one behind the turn of a page */
    size_t row;             /* 0: of the head */
} TableLine;

typedef struct Table {
    const Manuscript *from;
    TableLine *lines;
    size_t count, room;
    size_t head;   /* lines before the first number */
    size_t behind; /* the item behind the table */
} Table;

static bool is_apart(const Part *one, const Part *others, size_t count) {
    const size_t end = one->at + utf8_count(one->text);
    for (size_t i = 0; i < count; i++) {
        if (one->at < others[i].at + utf8_count(others[i].text) && others[i].at < end) return false;
    }
    return true;
}

/* "Thời gian thực" over the gap of a head that says "hiện" below: a line of the head that stands above its first. */
static bool is_above_head(const ManuscriptItem *line, const ManuscriptItem *head) {
    Part parts[COLUMNS_MAX], heads[COLUMNS_MAX];
    const size_t count = parts_of(line, GAP_MIN, parts), head_count = parts_of(head, GAP_MIN, heads);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].at < heads[1].at || !is_apart(&parts[i], heads, head_count)) return false;
    }
    return count > 0;
}

/* "| STT | Nội dung | Hạn |" */
static bool is_barred_head(Arena *arena, Str text) {
    Part parts[COLUMNS_MAX];
    size_t count = 0;
    if (text.len > 0 && text.at[0] == '|') text = str_part(text, 1, text.len);
    while (text.at != NULL && count < COLUMNS_MAX) parts[count++].text = str_trim(str_cut(&text, '|'));
    return is_head(arena, parts, count);
}

bool columns_head_begins(const Manuscript *from, size_t at) {
    const ManuscriptItem *line = &from->items[at];
    if (columns_begin_table(from->arena, line) || is_barred_head(from->arena, line->text)) return true;
    const bool is_above = at + 1 < from->count && columns_begin_table(from->arena, line + 1);
    return is_above && is_above_head(line, line + 1);
}

size_t columns_head_end(const Manuscript *from, size_t at, size_t last) {
    Part parts[COLUMNS_MAX];
    if (is_barred_head(from->arena, from->items[at].text)) return at + 1;
    for (at++; at < last; at++) {
        if (parts_of(&from->items[at], GAP_MIN, parts) > 0 && is_number_cell(parts[0].text)) break;
    }
    return at;
}

static bool is_numbered(const Columns *columns, const Part *parts, size_t count) {
    return count > 0 && parts[0].at < columns->at[1] && is_number_cell(parts[0].text);
}

static bool is_group(const Part *parts, size_t count) {
    return count == 2 && strchr("IVXABCDEGH", parts[0].text.at[0]) != NULL;
}

static void add_line(Table *table, size_t item, const Columns *columns, bool begins_page) {
    Part parts[COLUMNS_MAX];
    const size_t count = parts_of(&table->from->items[item], GAP_MIN, parts);
    const bool has_number = is_numbered(columns, parts, count);
    table->lines = array_grow(table->from->arena, table->lines, sizeof *table->lines, table->count, &table->room);
    table->lines[table->count++] = (TableLine){ .item = item,
                                                .columns = columns,
                                                .has_number = has_number,
                                                .is_group = has_number && is_group(parts, count),
                                                .begins_page = begins_page };
}

/* The lines of a head from `at` on, up to the first that begins with a number. */
static size_t head_end(const Manuscript *from, size_t at, Columns *columns) {
    Part parts[COLUMNS_MAX];
    size_t end = at;
    for (; end < from->count && end - at < HEAD_LINES_MAX && from->items[end].kind == ITEM_LINE; end++) {
        const size_t count = parts_of(&from->items[end], GAP_MIN, parts);
        if (end > at && is_numbered(columns, parts, count)) break;
        if (end > at && count == 1 && parts[0].at + COLUMN_SLACK < columns->at[0]) break;
        learn_columns(columns, parts, count);
    }
    return end;
}

static bool is_same(const ManuscriptItem *one, const ManuscriptItem *other) {
    Part parts[COLUMNS_MAX], others[COLUMNS_MAX];
    const size_t count = parts_of(one, GAP_MIN, parts);
    if (count == 0 || count != parts_of(other, GAP_MIN, others)) return false;
    for (size_t i = 0; i < count; i++) {
        if (!str_equal(parts[i].text, others[i].text)) return false;
    }
    return true;
}

/* The head again, on another page: its columns may stand elsewhere there. Gives the item behind it; `at` when what
 * stands there is no head of this table. */
static size_t repeated_head(const Table *table, size_t at, const Columns *first, const Columns **ret_columns) {
    const Manuscript *from = table->from;
    size_t end = at;
    bool has_names = false;
    for (size_t i = 0; i < table->head && end < from->count; i++, end++) {
        if (!is_same(&from->items[end], &from->items[table->lines[i].item])) break;
        has_names = has_names || columns_begin_table(from->arena, &from->items[end]);
    }
    if (!has_names) return at;
    Columns *columns = NEW(from->arena, Columns);
    Part parts[COLUMNS_MAX];
    for (size_t i = at; i < end; i++) learn_columns(columns, parts, parts_of(&from->items[i], GAP_MIN, parts));
    columns_from_page(from, at, columns);
    *ret_columns = columns->count == first->count ? columns : first;
    return end;
}

/* Does a line behind a gap go on with the table? */
static bool goes_on(const Columns *columns, const Part *parts, size_t count) {
    if (is_numbered(columns, parts, count)) return true;
    if (parts[0].at + COLUMN_SLACK < columns->at[1]) return false;
    for (size_t i = 0; i < count; i++) {
        const size_t column = column_of(columns, parts[i].at), edge = columns->at[column];
        const size_t end = parts[i].at + utf8_count(parts[i].text);
        if (parts[i].at > edge + COLUMN_SLACK || edge > parts[i].at + COLUMN_SLACK) return false;
        if (column + 1 < columns->count && end > columns->at[column + 1] + COLUMN_SLACK) return false;
    }
    return true;
}

static void take_lines(Table *table, size_t at, const Columns *first) {
    const Manuscript *from = table->from;
    const Columns *columns = first;
    bool after_gap = false, begins_page = false;
    Part parts[COLUMNS_MAX];
    for (size_t line = at; line < from->count; line++) {
        const ManuscriptItem *item = &from->items[line];
        if (item->kind == ITEM_BREAK || item->kind == ITEM_PAGE) {
            after_gap = true;
            continue;
        }
        const size_t body = repeated_head(table, line, first, &columns);
        if (body > line) {
            begins_page = true, after_gap = false;
            line = body - 1;
            table->behind = body;
            continue;
        }
        const size_t count = parts_of(item, GAP_MIN, parts);
        if (count == 0 || (after_gap && !goes_on(columns, parts, count))) return;
        const bool is_text = count == 1 && parts[0].at + COLUMN_SLACK < columns->at[1];
        if (!after_gap && is_text && !is_number_cell(parts[0].text)) return; /* again, below the table */
        add_line(table, line, columns, begins_page);
        table->behind = line + 1;
        after_gap = begins_page = false;
    }
}

/* ---- rows ---- */

/* A row begins with its number. */
static void rows_from_numbers(Table *table) {
    size_t row = 0;
    for (size_t i = 0; i < table->count; i++) {
        if (i >= table->head && table->lines[i].has_number) row++;
        table->lines[i].row = row;
    }
}

/* Does a row begin with this line? Its title has a capital. */
static bool begins_large(const Table *table, const TableLine *line) {
    Part parts[COLUMNS_MAX];
    const size_t count = parts_of(&table->from->items[line->item], GAP_MIN, parts);
    for (size_t i = 0; i < count; i++) {
        if (column_of(line->columns, parts[i].at) == 1) return text_begins_large(parts[i].text);
    }
    return true; /* another cell is higher */
}

/* Numbers that stand in the middle of their rows, as many lines above as below: are the lines from..to (behind a head
 * or a group, or at the top of a page) such rows, when the first `before` of them belong to what stands above? Writes
 * the rows when they are; gives the number of the last one. */
static bool rows_around_numbers(Table *table, size_t from, size_t to, size_t before, size_t row, size_t *ret_row) {
    size_t begin = from + before;
    bool has_above = false;
    for (size_t i = from; i < begin; i++) table->lines[i].row = row;
    while (begin < to) {
        size_t number = begin;
        while (number < to && !table->lines[number].has_number) number++;
        const size_t end = number + (number - begin) + 1;
        if (number == to || end > to || !begins_large(table, &table->lines[begin])) return false;
        row++;
        for (size_t i = begin; i < end; i++) {
            if (i != number && table->lines[i].has_number) return false;
            table->lines[i].row = row;
        }
        has_above = has_above || number > begin;
        begin = end;
    }
    *ret_row = row;
    return has_above || before > 0 || to - from <= 1;
}

static bool has_lines_alone(const Table *table, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        if (!table->lines[i].has_number) return true;
    }
    return false;
}

/* True when every stretch between heads, groups and page turns is made of such rows. */
static bool rows_from_middles(Table *table) {
    enum { BEFORE_MAX = 6 };
    size_t row = 0, from = table->head > 0 ? 1 : 0;
    if (table->head > 0) table->lines[0].row = 0;
    bool is_any = false;
    while (from < table->count) {
        if (table->lines[from].is_group) {
            table->lines[from++].row = ++row;
            continue;
        }
        size_t to = from + 1;
        while (to < table->count && !table->lines[to].is_group && !table->lines[to].begins_page) to++;
        const bool is_open = from < table->head || table->lines[from].begins_page;
        bool is_made = false;
        for (size_t before = 0; !is_made && from + before <= to && before <= (is_open ? BEFORE_MAX : 0); before++)
            is_made = rows_around_numbers(table, from, to, before, row, &row);
        if (!is_made && has_lines_alone(table, from, to)) return false;
        for (size_t i = from; !is_made && i < to; i++) table->lines[i].row = ++row;
        is_any = is_any || has_lines_alone(table, from, to);
        from = to;
    }
    return is_any;
}

/* Where in a part a word begins at a column's edge, or a letter or two beside it; 0: nowhere. */
static size_t word_at_edge(const Part *part, size_t from, size_t edge) {
    static const int besides[] = { 0, -1, 1, -2, 2 };
    for (size_t i = 0; i < COUNT(besides); i++) {
        const size_t at = edge + (size_t)(besides[i] + 2) - 2 - part->at;
        if (at <= from + 1) continue;
        const Str before = utf8_part(part->text, from, at);
        if (before.len > 0 && before.at[before.len - 1] == ' ') return at;
    }
    return 0;
}

/* A part of a line into its cell; where a word begins at a further column's edge, another cell begins. */
static void put_part(Buf *cells, const Columns *columns, const Part *part) {
    const size_t letters = utf8_count(part->text);
    size_t from = 0, column = column_of(columns, part->at);
    for (size_t next = column + 1; next < columns->count; next++) {
        const size_t edge = columns->at[next];
        if (edge <= part->at + from || edge >= part->at + letters) continue;
        const size_t at = word_at_edge(part, from, edge);
        if (at == 0 || at >= letters) continue;
        cell_add_line(&cells[column], str_trim(utf8_part(part->text, from, at)));
        from = at;
        column = next;
    }
    cell_add_line(&cells[column], str_trim(utf8_part(part->text, from, letters)));
}

static void put_rows(const Table *table, Manuscript *to) {
    Buf cells[COLUMNS_MAX];
    Part parts[COLUMNS_MAX];
    const size_t columns = table->lines[0].columns->count;
    for (size_t i = 0; i < table->count;) {
        size_t end = i;
        columns_new_cells(to->arena, cells, columns);
        for (; end < table->count && table->lines[end].row == table->lines[i].row; end++) {
            const size_t count = parts_of(&table->from->items[table->lines[end].item], GAP_MIN, parts);
            for (size_t k = 0; k < count; k++) put_part(cells, table->lines[end].columns, &parts[k]);
        }
        columns_add_row(to, &table->from->items[table->lines[i].item], &table->from->items[table->lines[end - 1].item],
                        cells, columns);
        i = end;
    }
}

size_t columns_take_table(const Manuscript *from, size_t at, Manuscript *to) {
    Table table = { .from = from };
    Columns *columns = NEW(from->arena, Columns);
    size_t first = at;
    const bool is_last = at > 0 && to->count > 0 && to->items[to->count - 1].block == from->items[at - 1].block;
    const bool is_line = is_last && to->items[to->count - 1].kind == ITEM_LINE;
    if (is_line && is_above_head(&from->items[at - 1], &from->items[at])) {
        to->count--; /* it was taken for a paragraph */
        first = at - 1;
    }
    const size_t body = head_end(from, at, columns);
    Part parts[COLUMNS_MAX];
    if (first < at) learn_columns(columns, parts, parts_of(&from->items[first], GAP_MIN, parts));
    columns_from_page(from, first, columns);
    for (size_t i = first; i < body; i++) {
        add_line(&table, i, columns, false);
        table.lines[i - first].has_number = false;
    }
    table.head = table.count;
    table.behind = body;
    to->tables++;
    take_lines(&table, body, columns);
    if (!rows_from_middles(&table)) rows_from_numbers(&table);
    put_rows(&table, to);
    return table.behind;
}
