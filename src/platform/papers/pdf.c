/* platform/papers/pdf - a paper set page by page. Nothing is cut off: what does not fit goes on, two lines at least on
 * either side; headings stay with what they head, signatures with their last words. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/papers/chart.h"
#include "platform/papers/layout.h"
#include "platform/papers/wording.h"

#include "kit/text.h"
#include "kit/typeset.h"

#define LEFT_PART  0.4  /* of the head: the agencies; the nation has the rest */
#define RULE_PART  0.38 /* of a line of words: the rule beneath it */
#define RULE_GAP   2.5
#define CELL_GAP   3.5
#define SIGN_ROOM  72.0 /* for hand and seal */
#define KEPT_LINES 2    /* of a paragraph, on either side of a page's end */

typedef struct Flow {
    Ctx *cx;
    const Paper *paper;
    Typeset *set;
    Layout page;
    double width, y;   /* of the text's column; how far the page is filled */
    size_t part_pages; /* pages of this part that are finished */
    bool is_started;   /* something stands on the page */
} Flow;

/* ---- pages ---- */

static void put(Flow *on, const TypeText *text, double x, double y) {
    typeset_lines(on->set, text, 0, type_lines(text), x, y);
}

static double height_of(const TypeText *text) {
    return (double)type_lines(text) * type_line(text);
}

static double bottom(const Flow *on) {
    return on->page.height - on->page.bottom;
}

static double room(const Flow *on) {
    return bottom(on) - on->y;
}

/* The number stands in the middle of the upper margin, from the second page on. */
static void begin_page(Flow *on) {
    const Type number = { .size = 13, .align = TYPE_CENTRE };
    const Type mark = { .size = 9, .is_italic = true, .align = TYPE_RIGHT };
    if (on->part_pages > 0) {
        const TypeText *text = typeset_text(on->set, &number, int_text(on->cx, (int64_t)on->part_pages + 1), on->width);
        put(on, text, on->page.left, on->page.top / 2 - 2);
    }
    if (on->paper->mark.len > 0)
        put(on, typeset_text(on->set, &mark, on->paper->mark, on->width), on->page.left, on->page.top / 2);
    on->y = on->page.top;
    on->is_started = false;
}

static void turn_page(Flow *on) {
    typeset_end_page(on->set);
    on->part_pages++;
    begin_page(on);
}

static void make_room(Flow *on, double height) {
    if (on->is_started && room(on) < height) turn_page(on);
}

static void use(Flow *on, double height) {
    on->y += height;
    on->is_started = true;
}

/* ---- paragraphs ---- */

static Type body_type(const Flow *on) {
    return (Type){ .size = on->page.size,
                   .align = TYPE_JUSTIFIED,
                   .indent = on->page.indent,
                   .line = on->page.size * 1.15 * on->page.line_factor };
}

/* How many lines go onto this page: all, or so many that two at least stand on either side; 0: none. */
static size_t lines_here(const Flow *on, size_t count, double line) {
    const size_t fit = room(on) > 0 ? (size_t)((room(on) + 0.01) / line) : 0;
    if (fit >= count) return count;
    size_t here = fit;
    if (count - here < KEPT_LINES) here = count > KEPT_LINES ? count - KEPT_LINES : 0;
    return here < KEPT_LINES && on->is_started ? 0 : here;
}

static void flow_text(Flow *on, const TypeText *text) {
    for (size_t from = 0; from < type_lines(text);) {
        size_t here = lines_here(on, type_lines(text) - from, type_line(text));
        if (here == 0 && on->is_started) {
            turn_page(on);
            continue;
        }
        if (here == 0) here = 1; /* a page that holds not even two lines */
        typeset_lines(on->set, text, from, from + here, on->page.left, on->y);
        use(on, (double)here * type_line(text));
        from += here;
        if (from < type_lines(text)) turn_page(on);
    }
    use(on, on->page.gap);
    typeset_forget(on->set);
}

static void say(Flow *on, const Type *type, Str text) {
    flow_text(on, typeset_text(on->set, type, text, on->width));
}

/* In the middle, kept together, with a rule beneath it where one is wanted. */
static void centred(Flow *on, double size, bool is_bold, bool is_italic, Str text, double rule_part) {
    const Type type = { .size = size, .is_bold = is_bold, .is_italic = is_italic, .align = TYPE_CENTRE };
    if (text.len == 0) return;
    const TypeText *set = typeset_text(on->set, &type, typeset_balanced(on->set, &type, text, on->width), on->width);
    make_room(on, height_of(set));
    put(on, set, on->page.left, on->y);
    use(on, height_of(set));
    if (rule_part > 0) {
        const double half = type_width(set) * rule_part / 2, middle = on->page.left + on->width / 2;
        typeset_rule(on->set, middle - half, on->y + RULE_GAP, middle + half, on->y + RULE_GAP);
        use(on, RULE_GAP);
    }
}

/* ---- the head ---- */

typedef struct Column {
    double x, width, y;
} Column;

static double column_text(Flow *on, Column *column, double size, bool is_bold, bool is_italic, Str text) {
    const Type type = { .size = size, .is_bold = is_bold, .is_italic = is_italic, .align = TYPE_CENTRE };
    if (text.len == 0) return 0;
    const TypeText *set =
        typeset_text(on->set, &type, typeset_balanced(on->set, &type, text, column->width), column->width);
    put(on, set, column->x, column->y);
    column->y += height_of(set);
    return type_width(set);
}

static void column_rule(Flow *on, const Column *column, double length) {
    const double middle = column->x + column->width / 2, y = column->y + RULE_GAP;
    typeset_rule(on->set, middle - length / 2, y, middle + length / 2, y);
}

static void head(Flow *on) {
    const Paper *paper = on->paper;
    Arena *arena = on->cx->arena;
    const double size = on->page.head_size, gap = 10;
    Column agency = { on->page.left - 8, on->width * LEFT_PART + 8, on->y };
    Column nation = { on->page.left + on->width * LEFT_PART, on->width * (1 - LEFT_PART) + 6, on->y };
    const double spare = on->page.width > on->page.height ? nation.width * 0.25 : 0; /* a wide page has room */
    nation.x += spare;
    nation.width -= spare;
    (void)column_text(on, &agency, size - 1, false, false, text_upper(arena, paper->superior));
    const double issuer = column_text(on, &agency, size - 1, true, false, text_upper(arena, paper->issuer));
    column_rule(on, &agency, issuer * RULE_PART);
    (void)column_text(on, &nation, size - 1, true, false, S(NATION));
    const double motto = column_text(on, &nation, size, true, false, S(MOTTO));
    column_rule(on, &nation, motto);
    const double below = (agency.y > nation.y ? agency.y : nation.y) + gap;
    agency.y = nation.y = below;
    (void)column_text(on, &agency, size, false, false, number_line(on->cx, paper));
    (void)column_text(on, &nation, size, false, true, place_line(on->cx, paper));
    if (paper->kind.len == 0 && paper->subject.len > 0)
        (void)column_text(on, &agency, size - 1, false, false, str_format(arena, "V/v %.*s", STR_FMT(paper->subject)));
    use(on, (agency.y > nation.y ? agency.y : nation.y) - on->y + 18);
}

static void title(Flow *on) {
    const Paper *paper = on->paper;
    if (paper->kind.len == 0) return;
    centred(on, on->page.size, true, false, text_upper(on->cx->arena, paper->kind), 0);
    centred(on, on->page.size, true, false, paper->subject, RULE_PART);
    use(on, 14);
}

static void addressees(Flow *on) {
    const Texts list = on->paper->addressees;
    Type type = body_type(on);
    if (list.count == 0) return;
    if (list.count == 1) {
        centred(on, on->page.size, false, false, str_format(on->cx->arena, "Kính gửi: %.*s", STR_FMT(list.items[0])),
                0);
    } else {
        type.indent = on->page.indent * 3;
        say(on, &type, S("Kính gửi:"));
        type.indent = on->page.indent * 4;
        for (size_t i = 0; i < list.count; i++) say(on, &type, addressee_line(on->cx, on->paper, i));
    }
    use(on, on->page.gap * 2);
}

static void bases(Flow *on) {
    Type type = body_type(on);
    type.is_italic = true;
    for (size_t i = 0; i < on->paper->bases.count; i++) say(on, &type, basis_line(on->cx, on->paper, i));
}

/* ---- tables ---- */

typedef struct Grid {
    Flow *on;
    const PaperTable *table;
    double x[PAPER_COLUMNS_MAX + 1];
    const TypeText *cells[PAPER_COLUMNS_MAX]; /* of the row at hand */
    double row_height;
} Grid;

static void measure_columns(Grid *grid) {
    const PaperTable *table = grid->table;
    int64_t whole = 0, before = 0;
    for (size_t i = 0; i < table->column_count; i++) whole += table->columns[i].width;
    for (size_t i = 0; i <= table->column_count; i++) {
        grid->x[i] = grid->on->page.left + grid->on->width * (double)before / (double)(whole > 0 ? whole : 1);
        if (i < table->column_count) before += table->columns[i].width;
    }
}

static void set_row(Grid *grid, const Str *cells, bool is_head) {
    static const TypeAlign aligns[] = { TYPE_LEFT, TYPE_CENTRE, TYPE_RIGHT };
    const PaperTable *table = grid->table;
    size_t lines = 1;
    const Type base = { .size = grid->on->page.list_size, .is_bold = is_head };
    for (size_t i = 0; i < table->column_count; i++) {
        Type type = base;
        type.align = is_head ? TYPE_CENTRE : aligns[table->columns[i].align];
        grid->cells[i] = typeset_text(grid->on->set, &type, cells[i], grid->x[i + 1] - grid->x[i] - 2 * CELL_GAP);
        if (type_lines(grid->cells[i]) > lines) lines = type_lines(grid->cells[i]);
    }
    grid->row_height = (double)lines * type_line(grid->cells[0]) + 2 * CELL_GAP;
}

/* Lines `from` to `to` of every cell of the row, within its rules. */
static void draw_row(Grid *grid, size_t from, size_t to, bool is_middle) {
    Flow *on = grid->on;
    const size_t count = grid->table->column_count;
    const double height = (double)(to - from) * type_line(grid->cells[0]) + 2 * CELL_GAP;
    for (size_t i = 0; i < count; i++) {
        const double own = (double)type_lines(grid->cells[i]) * type_line(grid->cells[i]);
        const double above = is_middle ? (height - 2 * CELL_GAP - own) / 2 : 0;
        typeset_lines(on->set, grid->cells[i], from, to, grid->x[i] + CELL_GAP, on->y + CELL_GAP + above);
    }
    for (size_t i = 0; i <= count; i++) typeset_rule(on->set, grid->x[i], on->y, grid->x[i], on->y + height);
    typeset_rule(on->set, grid->x[0], on->y, grid->x[count], on->y);
    typeset_rule(on->set, grid->x[0], on->y + height, grid->x[count], on->y + height);
    use(on, height);
}

static void draw_head(Grid *grid) {
    Str titles[PAPER_COLUMNS_MAX];
    for (size_t i = 0; i < grid->table->column_count; i++) titles[i] = grid->table->columns[i].title;
    set_row(grid, titles, true);
    const double line = type_line(grid->cells[0]);
    draw_row(grid, 0, (size_t)((grid->row_height - 2 * CELL_GAP) / line + 0.5), true);
}

static void next_page_of_table(Grid *grid, const Str *cells) {
    turn_page(grid->on);
    draw_head(grid);
    set_row(grid, cells, false);
}

/* A row stays whole, unless it is higher than a page. */
static void draw_cells(Grid *grid, const Str *cells) {
    Flow *on = grid->on;
    set_row(grid, cells, false);
    if (grid->row_height > room(on)) next_page_of_table(grid, cells);
    const double line = type_line(grid->cells[0]);
    const size_t lines = (size_t)((grid->row_height - 2 * CELL_GAP) / line + 0.5);
    for (size_t from = 0; from < lines;) {
        const double left = room(on) - 2 * CELL_GAP;
        const size_t fit = left >= line ? (size_t)((left + 0.01) / line) : 1;
        const size_t here = lines - from < fit ? lines - from : fit;
        draw_row(grid, from, from + here, false);
        from += here;
        if (from < lines) next_page_of_table(grid, cells);
    }
    typeset_forget(on->set);
}

static void table(Flow *on, const PaperBlock *block) {
    const PaperTable *source = block->table;
    Grid grid = { .on = on, .table = source };
    const size_t rows = source->cell_count / source->column_count;
    const Type caption = { .size = on->page.size - 1, .is_italic = true, .align = TYPE_CENTRE };
    const double least = 4 * on->page.list_size * 1.15 + 40; /* a head and a row stay with their caption */
    measure_columns(&grid);
    make_room(on, least + (block->text.len > 0 ? on->page.size * 2 : 0));
    if (block->text.len > 0) say(on, &caption, block->text);
    draw_head(&grid);
    for (size_t i = 0; i < rows && !arena_spent(on->cx->arena); i++)
        draw_cells(&grid, source->cells + i * source->column_count);
    use(on, on->page.gap * 1.5);
}

/* ---- the blocks ---- */

static void heading(Flow *on, const PaperBlock *block) {
    Type type = body_type(on);
    const bool is_part = block->level == HEADING_PART;
    type.is_bold = block->level != HEADING_LETTER;
    type.align = is_part ? TYPE_CENTRE : TYPE_LEFT;
    if (is_part) type.indent = 0;
    const Str text = block->level == HEADING_ROMAN ? text_upper(on->cx->arena, block->text) : block->text;
    const TypeText *set = typeset_text(on->set, &type, text, on->width);
    if (on->is_started) use(on, on->page.gap / 2);
    make_room(on, height_of(set) + on->page.gap + KEPT_LINES * body_type(on).line);
    flow_text(on, set);
}

static void chart(Flow *on, const PaperBlock *block) {
    const Picture picture = chart_picture(on->cx, block->chart);
    double width = on->width, height = width * picture.height / picture.width;
    const double most = on->page.height - on->page.top - on->page.bottom;
    if (height > most) {
        width *= most / height;
        height = most;
    }
    make_room(on, height);
    typeset_picture(on->set, &picture, on->page.left + (on->width - width) / 2, on->y, width);
    use(on, height + on->page.gap);
}

static void note(Flow *on, Str text) {
    const Type type = { .size = on->page.list_size, .is_italic = true, .align = TYPE_JUSTIFIED };
    say(on, &type, text);
}

static void blocks(Flow *on, const PaperPart *part, size_t end_at) {
    const Type body = body_type(on);
    for (size_t i = 0; i < part->block_count && !arena_spent(on->cx->arena); i++) {
        const PaperBlock *block = &part->blocks[i];
        const bool is_bullet = block->kind == PAPER_BULLET;
        Str text = is_bullet ? bullet_line(on->cx, block->text) : block->text;
        if (i == end_at) text = end_line(on->cx, text);
        switch (block->kind) {
        case PAPER_HEADING: heading(on, block); break;
        case PAPER_PARAGRAPH:
        case PAPER_BULLET: say(on, &body, text); break;
        case PAPER_NOTE: note(on, text); break;
        case PAPER_TABLE: table(on, block); break;
        case PAPER_CHART: chart(on, block); break;
        }
    }
}

/* ---- the end ---- */

static double recipients(Flow *on, double width) {
    const Paper *paper = on->paper;
    const Type head_type = { .size = 12, .is_bold = true, .is_italic = true };
    const Type list_type = { .size = 11 };
    double y = on->y;
    if (paper->recipients.count == 0) return y;
    const TypeText *word = typeset_text(on->set, &head_type, S("Nơi nhận:"), width);
    put(on, word, on->page.left, y);
    y += height_of(word);
    for (size_t i = 0; i < paper->recipients.count; i++) {
        const TypeText *line = typeset_text(on->set, &list_type, recipient_line(on->cx, paper, i), width);
        put(on, line, on->page.left, y);
        y += height_of(line);
    }
    return y;
}

static double signature(Flow *on, Column *column) {
    const Paper *paper = on->paper;
    const double size = on->page.size;
    (void)column_text(on, column, size, true, false, text_upper(on->cx->arena, paper->authority));
    (void)column_text(on, column, size, true, false, text_upper(on->cx->arena, paper->position));
    column->y += SIGN_ROOM;
    (void)column_text(on, column, size, true, false, paper->signer);
    return column->y;
}

/* Recipients and signature stand side by side and are not torn apart. */
static void end(Flow *on) {
    const Paper *paper = on->paper;
    const double sign_height = SIGN_ROOM + on->page.size * 1.15 * 5;
    const double list_height = 12 * 1.15 * 2 + (double)paper->recipients.count * 11 * 1.15 * 1.5;
    const double needed = sign_height > list_height ? sign_height : list_height;
    use(on, on->page.gap * 2);
    make_room(on, needed);
    Column right = { on->page.left + on->width * 0.46, on->width * 0.54, on->y };
    const double left_end = recipients(on, on->width * 0.44), right_end = signature(on, &right);
    use(on, (left_end > right_end ? left_end : right_end) - on->y);
}

static void appendix(Flow *on, size_t index) {
    const PaperPart *part = on->paper->appendices[index];
    typeset_end_page(on->set);
    on->part_pages = 0;
    begin_page(on);
    centred(on, on->page.size, true, false, appendix_name(on->cx, on->paper, index), 0);
    centred(on, on->page.size, true, false, text_upper(on->cx->arena, part->title), 0);
    centred(on, on->page.size, false, true, appendix_reference(on->cx, on->paper), 0.3);
    use(on, 14);
    blocks(on, part, part->block_count);
}

Code paper_pdf(Ctx *cx, const Paper *paper, Str *ret_bytes) {
    const Layout page = layout_of(cx, paper->is_wide);
    const PdfAbout about = { .title = paper->subject,
                             .author = paper->author.len > 0 ? paper->author : paper->issuer,
                             .subject = paper->kind,
                             .width = page.width,
                             .height = page.height };
    Flow on = { .cx = cx,
                .paper = paper,
                .set = typeset_begin(cx, &about),
                .page = page,
                .width = page.width - page.left - page.right };
    begin_page(&on);
    head(&on);
    title(&on);
    addressees(&on);
    bases(&on);
    blocks(&on, &paper->body, end_block(&paper->body));
    if (paper_has_end(paper)) end(&on);
    for (size_t i = 0; i < paper->appendix_count; i++) appendix(&on, i);
    typeset_end_page(on.set);
    TRY(memory_left(cx));
    return typeset_done(on.set, ret_bytes);
}
