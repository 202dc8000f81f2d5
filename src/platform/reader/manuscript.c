/* platform/reader/manuscript - see manuscript.h. Blocks become items; what belongs to pages and not to the text goes.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/manuscript.h"

#include "platform/reader/columns_inside.h"
#include "platform/reader/folded.h"

#include <string.h>

enum {
    EDGE_LINES = 2,     /* so many lines at each edge of a page may be its head or foot */
    EDGE_PAGES_MIN = 2, /* what stands there on so many pages, and on half of them, is one */
    SPACED_LETTERS_MIN = 4
};

void cell_add_line(Buf *cell, Str line) {
    if (cell->len > 0 && line.len > 0) buf_char(cell, '\n');
    buf_add(cell, line);
}

void manuscript_add(Manuscript *to, ManuscriptItem item) {
    to->items = array_grow(to->arena, to->items, sizeof *to->items, to->count, &to->room);
    to->items[to->count++] = item;
}

ManuscriptItem manuscript_line(Str text, size_t indent, size_t block) {
    return (ManuscriptItem){ .kind = text.len == 0 ? ITEM_BREAK : ITEM_LINE,
                             .text = text,
                             .indent = indent,
                             .width = indent + utf8_count(text),
                             .block = block,
                             .block_last = block };
}

static Manuscript manuscript_like(const Manuscript *from) {
    return (Manuscript){ .arena = from->arena, .tables = from->tables };
}

/* ---- letters that are spaced out ---- */

static size_t word_letters(Str text, size_t *at) {
    const size_t from = *at;
    while (*at < text.len && text.at[*at] != ' ') (*at)++;
    return utf8_count(str_part(text, from, *at - from));
}

/* "C H Ỉ   T H Ị": nearly every word is one letter. */
static bool is_spaced_out(Str text) {
    size_t words = 0, single = 0;
    for (size_t at = 0; at < text.len; at++) {
        if (text.at[at] == ' ') continue;
        words++;
        single += word_letters(text, &at) == 1 ? 1 : 0;
    }
    return words >= SPACED_LETTERS_MIN && single * 5 >= words * 4;
}

/* One blank between letters falls away; two and more part words. */
static Str close_up(Arena *arena, Str text) {
    char *at = arena_alloc(arena, text.len + 1);
    size_t used = 0;
    for (size_t i = 0; i < text.len; i++) {
        const bool is_blank = text.at[i] == ' ';
        const bool parts_words = is_blank && i + 1 < text.len && text.at[i + 1] == ' ';
        if (is_blank && !parts_words) continue;
        if (parts_words && used > 0 && at[used - 1] == ' ') continue;
        at[used++] = text.at[i];
    }
    return str_trim((Str){ at, used });
}

/* ---- blocks ---- */

/* The row of the same table before it; NULL when there is none. */
static const ManuscriptItem *row_above(const Manuscript *to, int64_t table) {
    const ManuscriptItem *last = to->count == 0 ? NULL : &to->items[to->count - 1];
    return last != NULL && last->kind == ITEM_ROW && last->table == table ? last : NULL;
}

/* A cell that is merged with the one above counts for each row that it covers. */
static void take_row(Manuscript *to, const TextBlock *block, size_t number) {
    const TextCell *cells = block->cells.items;
    const ManuscriptItem *above = row_above(to, block->table);
    Str *texts = NEW_ARRAY(to->arena, Str, block->cells.count + 1);
    for (size_t i = 0; i < block->cells.count; i++) {
        const bool is_covered = cells[i].covered == COVERED_ABOVE && above != NULL && i < above->cell_count;
        texts[i] = is_covered ? above->cells[i] : cells[i].text;
    }
    if (block->table > to->tables) to->tables = block->table;
    manuscript_add(to, (ManuscriptItem){ .kind = ITEM_ROW,
                                         .cells = texts,
                                         .cell_count = block->cells.count,
                                         .table = block->table,
                                         .block = number,
                                         .block_last = number });
}

/* A paragraph's own line breaks: lines of a title, or points that somebody typed with shift and return. */
static void take_paragraph(Manuscript *to, const TextBlock *block, size_t number) {
    Str rest = block->text;
    while (rest.at != NULL) {
        ManuscriptItem item = manuscript_line(str_trim(str_cut(&rest, '\n')), 0, number);
        if (item.kind == ITEM_BREAK) continue;
        if (is_spaced_out(item.text)) item.text = close_up(to->arena, item.text);
        item.kind = block->kind == BLOCK_HEADING ? ITEM_HEADING : ITEM_PARAGRAPH;
        if (item.text.at == block->text.at) item.lead = utf8_part(item.text, 0, (size_t)block->lead).len;
        manuscript_add(to, item);
    }
}

Manuscript manuscript_taken(Arena *arena, const DocumentText *text) {
    Manuscript manuscript = { .arena = arena };
    const TextBlock *blocks = text->blocks.items;
    for (size_t i = 0; i < text->blocks.count; i++) {
        const TextBlock *block = &blocks[i];
        if (block->kind == BLOCK_ROW) {
            take_row(&manuscript, block, i);
        } else if (block->kind == BLOCK_PAGE) {
            manuscript_add(&manuscript, (ManuscriptItem){ .kind = ITEM_PAGE, .block = i, .block_last = i });
        } else if (block->kind == BLOCK_LINE) {
            ManuscriptItem item = manuscript_line(block->text, (size_t)block->indent, i);
            if (is_spaced_out(item.text)) item.text = close_up(arena, item.text);
            manuscript_add(&manuscript, item);
        } else {
            take_paragraph(&manuscript, block, i);
        }
    }
    return manuscript;
}

/* ---- heads and feet of pages ---- */

/* A line's folded text with every number as '#': what heads of pages have in common. */
static Str edge_key(Arena *arena, Str text) {
    const Str folded = folded_words(arena, text);
    char *at = arena_alloc(arena, folded.len + 1);
    size_t used = 0;
    for (size_t i = 0; i < folded.len; i++) {
        const bool is_digit = folded.at[i] >= '0' && folded.at[i] <= '9';
        if (is_digit && used > 0 && at[used - 1] == '#') continue;
        at[used++] = is_digit ? '#' : folded.at[i];
    }
    return (Str){ at, used };
}

/* A table's head is printed again on each page, and is no page's: it tells the columns of what stands below it. */
static size_t edge_end(const Manuscript *from, size_t first, size_t last) {
    size_t lines = 0;
    for (size_t i = first; i < last && lines <= EDGE_LINES; i++) {
        if (from->items[i].kind != ITEM_LINE) continue;
        if (columns_head_begins(from, i)) return i;
        lines++;
    }
    return last;
}

/* The lines at the edges of the page from..to, at most EDGE_LINES of each edge. */
static size_t edges_of(const Manuscript *from, size_t first, size_t last, size_t *ret_edges) {
    const size_t table = edge_end(from, first, last);
    size_t count = 0, head = 0, foot = 0, end = last;
    for (size_t i = first; i < table && head < EDGE_LINES; i++) {
        if (from->items[i].kind == ITEM_LINE) ret_edges[count++] = i, head++;
    }
    const size_t body = table == last ? first : columns_head_end(from, table, last);
    while (end > body && foot < EDGE_LINES) {
        end--;
        if (from->items[end].kind != ITEM_LINE) continue;
        if (head > 0 && end <= ret_edges[head - 1]) break;
        ret_edges[count++] = end, foot++;
    }
    return count;
}

typedef struct EdgeKey {
    size_t pages, last; /* on how many pages it was met; the last of them, from 1 */
} EdgeKey;

typedef struct PageEdges {
    size_t *places; /* of all edge lines */
    size_t *keys;   /* the number of the key of each */
    size_t count, room, keys_room, pages;
    EdgeKey *met;
    size_t key_count, met_room;
    Map numbers;
} PageEdges;

static void count_edges(const Manuscript *from, PageEdges *edges, size_t first, size_t last) {
    size_t places[2 * EDGE_LINES];
    const size_t count = edges_of(from, first, last, places);
    edges->pages += count > 0 ? 1 : 0;
    for (size_t i = 0; i < count; i++) {
        const Str key = edge_key(from->arena, from->items[places[i]].text);
        size_t number = edges->key_count;
        if (map_add(&edges->numbers, key, number)) {
            edges->met = array_grow(from->arena, edges->met, sizeof *edges->met, number, &edges->met_room);
            edges->met[edges->key_count++] = (EdgeKey){ 0 };
        } else {
            map_get(&edges->numbers, key, &number);
        }
        EdgeKey *met = &edges->met[number];
        met->pages += met->last == edges->pages ? 0 : 1; /* points of a list are alike too, on one page */
        met->last = edges->pages;
        edges->places = array_grow(from->arena, edges->places, sizeof(size_t), edges->count, &edges->room);
        edges->keys = array_grow(from->arena, edges->keys, sizeof(size_t), edges->count, &edges->keys_room);
        edges->places[edges->count] = places[i];
        edges->keys[edges->count++] = number;
    }
}

Manuscript manuscript_without_page_heads(const Manuscript *from) {
    Manuscript to = manuscript_like(from);
    PageEdges edges = { .numbers = map_new(from->arena) };
    bool *is_edge = NEW_ARRAY(from->arena, bool, from->count + 1);
    size_t first = 0;
    for (size_t i = 0; i <= from->count; i++) {
        if (i < from->count && from->items[i].kind != ITEM_PAGE) continue;
        count_edges(from, &edges, first, i);
        first = i + 1;
    }
    for (size_t i = 0; i < edges.count; i++) {
        const size_t met = edges.met[edges.keys[i]].pages;
        is_edge[edges.places[i]] = met >= EDGE_PAGES_MIN && met * 2 >= edges.pages;
    }
    bool is_at_edge = false; /* empty lines at the edge of a page part nothing */
    for (size_t i = 0; i < from->count; i++) {
        const ManuscriptItem *item = &from->items[i];
        if (is_edge[i] || item->kind == ITEM_PAGE) {
            while (to.count > 0 && to.items[to.count - 1].kind == ITEM_BREAK) to.count--;
            is_at_edge = true;
        } else if (item->kind != ITEM_BREAK) {
            is_at_edge = false;
        }
        if (!is_edge[i] && !(is_at_edge && item->kind == ITEM_BREAK)) manuscript_add(&to, *item);
    }
    return to;
}

Manuscript manuscript_of(Arena *arena, const DocumentText *text) {
    const Manuscript taken = manuscript_taken(arena, text);
    const Manuscript paged = manuscript_without_page_heads(&taken);
    const Manuscript tabbed = manuscript_with_tabs(&paged);
    const Manuscript barred = manuscript_with_bars(&tabbed);
    const Manuscript columns = manuscript_with_columns(&barred);
    return manuscript_joined(&columns);
}
