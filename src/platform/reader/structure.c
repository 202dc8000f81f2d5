/* platform/reader/structure - see structure.h. Marks tell what stands under what; a kind of mark that is open already
 * goes on there, any other begins below. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/structure.h"

#include "kit/text.h"

#include <string.h>

enum { SENTENCE_WORDS_MIN = 8, HEADING_LETTERS_MAX = 300, TITLE_PIECES_MAX = 8 };

bool node_is_body(const Node *node) {
    return node->passage.kind != PASSAGE_HEAD && node->passage.kind != PASSAGE_CLOSING &&
           node->passage.kind != PASSAGE_REPEATED;
}

const Node *structure_parent(const Structure *structure, const Node *node) {
    return node->passage.parent == 0 ? NULL : &structure->nodes[node->passage.parent - 1];
}

/* ---- nodes ---- */

static Str join_cells(Arena *arena, const Str *cells, size_t count) {
    Buf out = buf_new(arena, TEXT_BYTES_MAX);
    for (size_t i = 0; i < count; i++) {
        if (i > 0) buf_add(&out, S(" | "));
        buf_add(&out, str_one_line(arena, cells[i]));
    }
    return (Str){ out.at, out.len };
}

/* Bold words at the beginning are a heading when a full stop or colon ends them and more follows. */
static size_t lead_of(Str text, size_t bold) {
    enum { LEAD_BYTES_MAX = 300 };
    size_t end = bold;
    while (end > 0 && (text.at[end - 1] == ' ')) end--;
    if (end > 0 && end < text.len && strchr(".:", text.at[end - 1]) == NULL && text.at[end] == ':') end++;
    const bool is_one = end > 1 && end <= LEAD_BYTES_MAX && end < text.len && strchr(".:", text.at[end - 1]) != NULL;
    return is_one ? end : 0;
}

/* A line of its own that is bold from end to end is a heading, as most people make them; a sentence is none. */
static bool is_all_bold(const ManuscriptItem *item) {
    enum { WORDS_MAX = 20 };
    size_t words = 1;
    for (size_t i = 0; i < item->text.len; i++) words += item->text.at[i] == ' ' ? 1 : 0;
    return item->lead > 0 && item->lead == item->text.len && words <= WORDS_MAX &&
           strchr(".;,", item->text.at[item->text.len - 1]) == NULL;
}

static void add_node(Structure *structure, const ManuscriptItem *item) {
    Node *node = &structure->nodes[structure->count++];
    Passage *passage = &node->passage;
    *passage = (Passage){ .number = (int64_t)structure->count,
                          .kind = item->kind == ITEM_ROW ? PASSAGE_ROW : PASSAGE_LEAF,
                          .block = (int64_t)item->block,
                          .block_last = (int64_t)item->block_last };
    if (item->kind == ITEM_ROW) {
        passage->text = join_cells(structure->arena, item->cells, item->cell_count);
        passage->cells = (Texts){ item->cells, item->cell_count };
        node->cells = item->cells, node->cell_count = item->cell_count, node->table = item->table;
    } else if (mark_of(item->text, &node->mark)) {
        passage->mark = node->mark.text;
        passage->text = str_part(item->text, node->mark.behind, item->text.len);
    } else {
        passage->text = item->text;
    }
    node->is_marked_heading = item->kind == ITEM_HEADING;
    node->is_bold_line = node->mark.kind == MARK_NONE && is_all_bold(item);
    if (item->lead > node->mark.behind) node->lead = lead_of(passage->text, item->lead - node->mark.behind);
    node->folded = folded_of(structure->arena, passage->text);
}

/* "PHẦN THỨ NHẤT" / "MỤC TIÊU" / "(Kèm theo Kế hoạch số ...)": a mark without words takes the title below it. */
static bool takes_title(const Node *heading, const ManuscriptItem *item, size_t taken) {
    Mark mark;
    if (heading->mark.kind == MARK_NONE || heading->mark.kind > MARK_DIVISION || item->kind == ITEM_ROW) return false;
    if (taken >= TITLE_PIECES_MAX || mark_of(item->text, &mark)) return false;
    if (item->text.at[0] == '(') return heading->mark.kind == MARK_APPENDIX && taken > 0;
    const bool is_large = mark_is_capitals(item->text);
    return heading->passage.text.len == 0 || is_large;
}

static void add_title(Structure *structure, const ManuscriptItem *item) {
    Node *heading = &structure->nodes[structure->count - 1];
    Passage *passage = &heading->passage;
    const char *form = passage->text.len == 0 ? "%.*s%.*s" : "%.*s %.*s";
    passage->text = str_format(structure->arena, form, STR_FMT(passage->text), STR_FMT(item->text));
    passage->block_last = (int64_t)item->block_last;
    heading->folded = folded_of(structure->arena, passage->text);
}

static void take_items(Structure *structure, const Manuscript *manuscript) {
    size_t taken = 0;
    for (size_t i = 0; i < manuscript->count && structure->count < READING_PASSAGES_MAX; i++) {
        const ManuscriptItem *item = &manuscript->items[i];
        if (structure->count > 0 && takes_title(&structure->nodes[structure->count - 1], item, taken)) {
            add_title(structure, item);
            taken++;
            continue;
        }
        add_node(structure, item);
        taken = 0;
    }
}

/* ---- parents ---- */

typedef struct Growing {
    Structure *structure;
    Node *open[STRUCTURE_DEPTH_MAX];     /* from the top down */
    bool has_prose[STRUCTURE_DEPTH_MAX]; /* a paragraph without a mark stands directly below it */
    size_t depth;
} Growing;

/* Does a mark go on with the list that an open node of the same kind belongs to? */
static bool goes_on(const Growing *growing, size_t level, const Mark *mark) {
    const Mark *open = &growing->open[level]->mark;
    if (open->kind != mark->kind) return false;
    if (mark->kind >= MARK_DASH || mark->kind <= MARK_ARTICLE) return true;
    if (mark->ordinal != 1 || open->ordinal == 0) return true;
    /* a list that begins again below a narrower mark is another list */
    return mark->kind == MARK_NUMBER_2 || mark->kind == MARK_NUMBER_3 || level + 1 == growing->depth ||
           growing->open[growing->depth - 1]->mark.kind > mark->kind;
}

static size_t level_of(const Growing *growing, const Mark *mark) {
    if (mark->kind == MARK_APPENDIX) return 0;
    for (size_t level = growing->depth; level > 0; level--) {
        if (goes_on(growing, level - 1, mark)) return level - 1;
    }
    const int narrowest = mark->kind == MARK_ENCLOSED ? MARK_LETTER : mark->kind;
    size_t level = growing->depth; /* new: below what is wider */
    while (level > 0 && growing->open[level - 1]->mark.kind > narrowest) level--;
    return level;
}

static void put_below(Growing *growing, Node *node, size_t level) {
    Node *parent = level == 0 ? NULL : growing->open[level - 1];
    node->passage.parent = parent == NULL ? 0 : parent->passage.number;
    node->passage.depth = (int64_t)level;
    if (parent != NULL) parent->children++;
}

static void open_node(Growing *growing, Node *node) {
    const size_t level = level_of(growing, &node->mark);
    put_below(growing, node, level < STRUCTURE_DEPTH_MAX - 1 ? level : STRUCTURE_DEPTH_MAX - 1);
    growing->depth = (size_t)node->passage.depth;
    growing->has_prose[growing->depth] = false;
    growing->open[growing->depth++] = node;
}

/* A heading without a mark, set in capitals or marked by the file: it stands beside what is at the top. */
static bool is_bare_heading(const Node *node) {
    return node->passage.kind != PASSAGE_ROW && (node->is_marked_heading || mark_is_capitals(node->passage.text)) &&
           node->mark.kind == MARK_NONE && node->passage.text.len <= HEADING_LETTERS_MAX;
}

/* A point that says all it has to say: what follows without a mark is not its own. */
static bool is_whole_sentence(const Node *node) {
    const Str text = node->passage.text;
    size_t words = 1;
    for (size_t i = 0; i < text.len; i++) words += text.at[i] == ' ' ? 1 : 0;
    return words >= SENTENCE_WORDS_MIN && strchr(".;/", text.at[text.len - 1]) != NULL;
}

static void place_node(Growing *growing, Node *node) {
    if (node->mark.kind != MARK_NONE) {
        open_node(growing, node);
        return;
    }
    if (is_bare_heading(node)) {
        size_t level = 0;
        while (level < growing->depth && growing->open[level]->mark.kind <= MARK_CHAPTER &&
               growing->open[level]->mark.kind != MARK_NONE)
            level++;
        put_below(growing, node, level);
        growing->depth = level;
        growing->has_prose[level] = false;
        growing->open[growing->depth++] = node;
        return;
    }
    const bool is_row = node->passage.kind == PASSAGE_ROW;
    size_t level = growing->depth;
    while (!is_row && level > 0 &&
           (growing->open[level - 1]->mark.kind >= MARK_DASH || is_whole_sentence(growing->open[level - 1])))
        level--;
    /* behind a list of its own a paragraph belongs to what holds the list, unless paragraphs stand there before it */
    const bool ends_list = level > 1 && level < growing->depth && growing->open[level - 1]->mark.kind >= MARK_NUMBER &&
                           !growing->has_prose[level - 1];
    if (!is_row && level > 0) growing->has_prose[level - 1] = growing->has_prose[level - 1] || !ends_list;
    put_below(growing, node, ends_list ? level - 1 : level);
}

/* ---- citations ---- */

static Str word_of(const Mark *mark) {
    switch ((MarkKind)mark->kind) {
    case MARK_APPENDIX: return S("Phụ lục");
    case MARK_PART: return S("Phần");
    case MARK_CHAPTER: return S("Chương");
    case MARK_DIVISION: return S("Mục");
    case MARK_ARTICLE: return S("Điều");
    case MARK_NONE:
    case MARK_UPPER:
    case MARK_ROMAN:
    case MARK_NUMBER:
    case MARK_NUMBER_2:
    case MARK_NUMBER_3:
    case MARK_ENCLOSED:
    case MARK_LETTER:
    case MARK_DASH:
    case MARK_PLUS: break;
    }
    return S("");
}

/* Puts a node's own part behind that of its parent: ", Phụ lục I", ".1", ", gạch đầu dòng 2". */
static Str cite(Arena *arena, const Node *parent, const Node *node, int64_t ordinal) {
    const Str above = parent == NULL ? S("") : parent->passage.citation;
    const Mark *mark = &node->mark;
    const Str word = word_of(mark);
    const char *comma = above.len > 0 ? ", " : "";
    if (word.len > 0)
        return str_format(arena, "%.*s%s%.*s%s%.*s", STR_FMT(above), comma, STR_FMT(word),
                          mark->name.len > 0 ? " " : "", STR_FMT(mark->name));
    if (mark->kind == MARK_DASH || mark->kind == MARK_PLUS)
        return str_format(arena, "%.*s%sgạch đầu dòng %lld", STR_FMT(above), comma, (long long)ordinal);
    if (mark->kind == MARK_NONE) return str_format(arena, "%.*s%sđoạn %lld", STR_FMT(above), comma, (long long)ordinal);
    Str base = above;
    const bool repeats_parent = parent != NULL && parent->mark.kind >= MARK_NUMBER && parent->mark.kind < MARK_LETTER &&
                                str_starts(mark->name, parent->mark.name) && mark->kind > parent->mark.kind;
    if (repeats_parent && base.len >= parent->mark.name.len) base.len -= parent->mark.name.len; /* "III.1" and "1.2" */
    const bool is_dotted = base.len > 0 && base.at[base.len - 1] != '.' && base.at[base.len - 1] != ' ';
    const bool follows_word = parent != NULL && word_of(&parent->mark).len > 0;
    return str_format(arena, "%.*s%s%.*s", STR_FMT(base),
                      follows_word ? ", "
                      : is_dotted  ? "."
                                   : "",
                      STR_FMT(mark->name));
}

/* A row is cited by the number in its first cell. */
static Str cite_row(Arena *arena, const Node *parent, const Node *node) {
    const Str above = parent == NULL ? S("") : parent->passage.citation;
    const Str number = node->cell_count > 0 ? node->cells[0] : S("");
    if (number.len == 0 || number.len > 8) return above;
    return str_format(arena, "%.*s%smục %.*s", STR_FMT(above), above.len > 0 ? ", " : "", STR_FMT(number));
}

static void cite_all(Structure *structure) {
    int64_t *dashes = NEW_ARRAY(structure->arena, int64_t, structure->count + 1);
    int64_t *plain = NEW_ARRAY(structure->arena, int64_t, structure->count + 1);
    for (size_t i = 0; i < structure->count; i++) {
        Node *node = &structure->nodes[i];
        if (!node_is_body(node)) continue;
        const Node *parent = structure_parent(structure, node);
        const size_t above = (size_t)node->passage.parent;
        if (node->passage.kind == PASSAGE_ROW) {
            node->passage.citation = cite_row(structure->arena, parent, node);
            continue;
        }
        if (is_bare_heading(node)) {
            node->passage.citation = parent == NULL ? S("") : parent->passage.citation;
            continue;
        }
        const bool is_dash = node->mark.kind >= MARK_DASH;
        const int64_t ordinal = is_dash ? ++dashes[above] : node->mark.kind == MARK_NONE ? ++plain[above] : 0;
        node->passage.citation = cite(structure->arena, parent, node, ordinal);
    }
}

void structure_grow(Structure *structure) {
    Growing growing = { .structure = structure };
    for (size_t i = 0; i < structure->count; i++) {
        if (node_is_body(&structure->nodes[i]))
            place_node(&growing, &structure->nodes[i]);
        else
            growing.depth = 0; /* what is attached begins anew */
    }
    for (size_t i = 0; i < structure->count; i++) {
        Node *node = &structure->nodes[i];
        const bool leads_on = node->passage.text.len > 0 && node->passage.text.at[node->passage.text.len - 1] == ':';
        const bool is_heading = node->children > 0 || leads_on || node->is_bold_line || is_bare_heading(node);
        if (node->passage.kind == PASSAGE_LEAF && is_heading)
            node->passage.kind = PASSAGE_HEADING;
    }
    cite_all(structure);
}

Structure structure_of(Arena *arena, const ReaderWords *words, const Manuscript *manuscript) {
    Structure structure = { .arena = arena, .words = words, .nodes = NEW_ARRAY(arena, Node, manuscript->count + 1) };
    take_items(&structure, manuscript);
    structure_mark_repeated(&structure);
    structure_mark_head(&structure);
    structure_grow(&structure);
    structure_name_sections(&structure);
    return structure;
}
