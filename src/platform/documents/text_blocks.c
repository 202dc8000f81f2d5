/* platform/documents/text_blocks - see text_blocks.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/documents/text_blocks.h"

#include "kit/text.h"

#include <string.h>

static const char *const block_kinds[] = { "line", "paragraph", "heading", "row", "page" };
static const Choices block_kind_choices = CHOICES("BlockKind", block_kinds);

static const char *const covered_names[] = { "above", "left" };
static const Choices covered_choices = CHOICES("TextCovered", covered_names);

static const Field text_cell_fields[] = {
    FIELD(TextCell, text, OPTIONAL | LINES, 0, 0),
    FIELD_CHOICE(TextCell, covered, OPTIONAL, &covered_choices),
};
static const Shape text_cell_shape = SHAPE(TextCell, text_cell_fields);

static const Field text_block_fields[] = {
    FIELD_CHOICE(TextBlock, kind, REQUIRED, &block_kind_choices),
    FIELD(TextBlock, text, OPTIONAL | LINES, 0, 0),
    FIELD_LIST_IF_ANY(TextBlock, cells, TEXT_CELLS_MAX, &text_cell_shape),
    FIELD(TextBlock, level, OPTIONAL, 0, 0),
    FIELD(TextBlock, lead, OPTIONAL, 0, 0),
    FIELD(TextBlock, indent, OPTIONAL, 0, 0),
    FIELD(TextBlock, table, OPTIONAL, 0, 0),
};
static const Shape text_block_shape = SHAPE(TextBlock, text_block_fields);

static const Field document_text_fields[] = {
    FIELD(DocumentText, format, REQUIRED, 0, 0),
    FIELD_LIST(DocumentText, blocks, TEXT_BLOCKS_MAX, &text_block_shape),
};
const Shape document_text_shape = SHAPE(DocumentText, document_text_fields);

TextWriting text_writing(Arena *arena) {
    return (TextWriting){ .arena = arena };
}

static TextBlock *add_block(TextWriting *to, size_t bytes) {
    to->is_over = to->is_over || to->count == TEXT_BLOCKS_MAX || bytes > TEXT_BYTES_MAX - to->bytes;
    if (to->is_over) return NULL;
    to->bytes += bytes;
    to->blocks = array_grow(to->arena, to->blocks, sizeof *to->blocks, to->count, &to->room);
    return &to->blocks[to->count++];
}

/* A tab alone parts cells that were copied from a page; of blanks those of an empty line tell nothing. */
static int64_t indent_of(Str line, Str trimmed) {
    if (line.len > 0 && line.at[0] == '\t' && (trimmed.len == 0 || trimmed.at == line.at + 1)) return TEXT_TAB_INDENT;
    const int64_t blanks = trimmed.len == 0 ? 0 : (int64_t)(trimmed.at - line.at);
    return blanks < TEXT_TAB_INDENT ? blanks : TEXT_TAB_INDENT - 1;
}

void text_put(TextWriting *to, BlockKind kind, Str text, int64_t level) {
    to->is_over = to->is_over || text.len > TEXT_BYTES_MAX;
    if (to->is_over) return;
    const Str mended = text_mended(to->arena, text), trimmed = str_trim(mended);
    const bool is_needed = trimmed.len > 0 || kind == BLOCK_LINE || kind == BLOCK_PAGE;
    TextBlock *block = is_needed ? add_block(to, trimmed.len) : NULL;
    if (block == NULL) return;
    *block = (TextBlock){ .kind = (int)kind, .text = trimmed, .level = level };
    if (kind == BLOCK_LINE) block->indent = indent_of(mended, trimmed);
}

void text_lead(TextWriting *to, Str bold) {
    TextBlock *block = to->count == 0 ? NULL : &to->blocks[to->count - 1];
    const Str lead = str_trim(text_mended(to->arena, bold));
    if (block == NULL || block->kind != BLOCK_PARAGRAPH || !str_starts(block->text, lead)) return;
    block->lead = (int64_t)utf8_count(lead);
}

/* A table whose first row goes on, or whose rows go on where none was, is badly made. */
static bool can_be_covered(const TextWriting *to, int covered, size_t column, int64_t table) {
    const TextBlock *above = to->count == 0 ? NULL : &to->blocks[to->count - 1];
    if (covered != COVERED_ABOVE) return column > 0;
    return above != NULL && above->kind == BLOCK_ROW && above->table == table && column < above->cells.count;
}

static bool has_room_for_cells(TextWriting *to, size_t count) {
    to->is_over = to->is_over || count > TEXT_CELLS_TOGETHER_MAX - to->cells;
    if (!to->is_over) to->cells += count;
    return !to->is_over;
}

void text_put_row(TextWriting *to, const TextCell *cells, size_t count, int64_t table) {
    if (!has_room_for_cells(to, count)) return;
    TextCell *kept = NEW_ARRAY(to->arena, TextCell, count + 1);
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++) {
        const bool is_covered = cells[i].covered != COVERED_NONE && can_be_covered(to, cells[i].covered, i, table);
        kept[i] = is_covered ? (TextCell){ S(""), cells[i].covered }
                             : (TextCell){ str_trim(text_mended(to->arena, cells[i].text)), COVERED_NONE };
        bytes += kept[i].text.len;
    }
    TextBlock *block = add_block(to, bytes);
    if (block != NULL)
        *block = (TextBlock){ .kind = BLOCK_ROW, .text = S(""), .cells = { kept, count }, .table = table };
}

void text_widen_row(TextWriting *to, TextBlock *row, size_t columns) {
    const Rows short_of = row->cells;
    if (short_of.count >= columns || !has_room_for_cells(to, columns - short_of.count)) return;
    TextCell *cells = NEW_ARRAY(to->arena, TextCell, columns);
    memcpy(cells, short_of.items, short_of.count * sizeof *cells);
    for (size_t i = short_of.count; i < columns; i++) cells[i].text = S("");
    row->cells = (Rows){ cells, columns };
}

/* Mails of plain text set `*` around what was bold: "*III. NHIỆM VỤ*", or only where several such lines begin and end.
 * A `*` that stands apart or has no other one is a sign of its own. */
typedef struct Stars {
    Str rest; /* what follows the line at hand */
    bool is_open;
} Stars;

static bool ends_in_star(Str line) {
    const Str text = str_trim(line);
    return text.len > 1 && text.at[text.len - 1] == '*' && strchr(" *(", text.at[text.len - 2]) == NULL;
}

static bool is_closed_soon(Str line, Str rest) {
    enum { LINES_MAX = 4 };
    for (size_t i = 0; i < LINES_MAX && str_trim(line).len > 0; i++) {
        if (ends_in_star(line)) return true;
        const char *end = rest.len == 0 ? NULL : memchr(rest.at, '\n', rest.len);
        const size_t len = end == NULL ? rest.len : (size_t)(end - rest.at);
        line = str_part(rest, 0, len);
        rest = str_part(rest, end == NULL ? len : len + 1, rest.len);
    }
    return false;
}

static Str without_stars(Arena *arena, Stars *stars, Str line) {
    size_t from = 0;
    while (from < line.len && line.at[from] == ' ') from++;
    const bool begins = from + 1 < line.len && line.at[from] == '*' && strchr(" *)", line.at[from + 1]) == NULL &&
                        is_closed_soon(str_part(line, from + 1, line.len), stars->rest);
    stars->is_open = stars->is_open || begins;
    if (!stars->is_open) return line;
    Str text = line;
    if (begins) text = str_format(arena, "%.*s%.*s", (int)from, line.at, STR_FMT(str_part(line, from + 1, line.len)));
    if (!ends_in_star(text)) return text;
    stars->is_open = false;
    while (text.len > 0 && text.at[text.len - 1] != '*') text.len--;
    text.len--;
    return text;
}

void text_put_lines(TextWriting *to, Str text) {
    Stars stars = { 0 };
    while (text.len > 0 && !to->is_over) {
        const char *end = memchr(text.at, '\n', text.len);
        const size_t len = end == NULL ? text.len : (size_t)(end - text.at);
        Str line = str_part(text, 0, len);
        text = str_part(text, end == NULL ? len : len + 1, text.len);
        const char *feed = line.len == 0 ? NULL : memchr(line.at, '\f', line.len);
        if (feed != NULL) {
            const size_t before = (size_t)(feed - line.at);
            if (before > 0) text_put(to, BLOCK_LINE, str_part(line, 0, before), 0);
            text_put(to, BLOCK_PAGE, S(""), 0);
            line = str_part(line, before + 1, line.len);
        }
        stars.rest = text;
        text_put(to, BLOCK_LINE, without_stars(to->arena, &stars, line), 0);
    }
}

DocumentText text_written(const TextWriting *from, const char *format) {
    return (DocumentText){ str_of(format), { from->blocks, from->count } };
}
