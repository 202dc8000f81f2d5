/* platform/documents/text_html - see text_html.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/documents/text_html.h"

#include "platform/documents/text_grid.h"

#include <libxml/HTMLparser.h>
#include <string.h>

enum { DEPTH_MAX = 256, WIDE_MAX = 1000, HIGH_MAX = 65534 }; /* cells: as browsers have it */

typedef struct Walking {
    TextWriting writing;
    Arena *arena;
    Buf text; /* of the block at hand */
    int64_t tables; /* that are open */
    int64_t bold;   /* elements that are open */
    bool is_plain;  /* a letter that is not bold was met in the block */
    size_t bold_to; /* bytes of the block that are bold at its beginning */
    TextGrid grid;
} Walking;

static bool is_among(const char *name, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(name, names[i]) == 0) return true;
    }
    return false;
}

static bool is_hidden(const char *name) {
    static const char *const names[] = { "script", "style",  "head", "noscript", "template", "svg",
                                         "select", "button", "nav",  "iframe",   "object" };
    return is_among(name, names, COUNT(names));
}

static bool is_block(const char *name) {
    static const char *const names[] = { "p",      "div",        "li",      "ul",   "ol",      "dl",
                                         "dt",     "dd",         "section", "main", "article", "header",
                                         "footer", "aside",      "address", "pre",  "body",    "form",
                                         "figure", "blockquote", "caption", "hr",   "center" };
    return is_among(name, names, COUNT(names));
}

static bool is_part_of_table(const char *name) {
    static const char *const names[] = { "thead", "tbody", "tfoot" };
    return is_among(name, names, COUNT(names));
}

static int64_t level_of(const char *name) {
    return name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0' ? name[1] - '0' : 0;
}

static void begin_text(Walking *walking) {
    walking->text = buf_new(walking->arena, TEXT_ROOM_MAX);
    walking->bold_to = 0, walking->is_plain = false;
}

static void end_block(Walking *walking, int64_t level) {
    if (walking->tables > 0) {
        if (walking->text.len > 0 && walking->text.at[walking->text.len - 1] != '\n') buf_char(&walking->text, '\n');
        return;
    }
    text_put(&walking->writing, level > 0 ? BLOCK_HEADING : BLOCK_PARAGRAPH,
             (Str){ walking->text.at, walking->text.len }, level);
    if (walking->bold_to > 0) text_lead(&walking->writing, (Str){ walking->text.at, walking->bold_to });
    begin_text(walking);
}

/* Blanks and line ends of the source are one blank. */
static void add_text(Walking *walking, const char *text) {
    bool after_blank = walking->text.len == 0 || walking->text.at[walking->text.len - 1] <= ' ';
    for (; text != NULL && *text != '\0'; text++) {
        const bool is_blank = *text == ' ' || *text == '\t' || *text == '\n' || *text == '\r';
        if (!is_blank)
            buf_char(&walking->text, *text);
        else if (!after_blank)
            buf_char(&walking->text, ' ');
        after_blank = is_blank;
        if (!is_blank && walking->bold == 0) walking->is_plain = true;
        if (!is_blank && !walking->is_plain) walking->bold_to = walking->text.len;
    }
}

static int64_t span_of(const xmlNode *node, const char *name, int64_t least, int64_t most) {
    int64_t span = 1;
    xmlChar *said = xmlGetProp((xmlNode *)(uintptr_t)node, (const xmlChar *)name);
    if (said != NULL && str_to_int(str_trim(str_of((const char *)said)), least, most, &span) != OK) span = 1;
    xmlFree(said);
    return span == 0 ? most : span; /* rowspan="0": to the end of the table's part */
}

static void walk(Walking *walking, const xmlNode *node, int depth);

static void walk_inside(Walking *walking, const xmlNode *node, int depth) {
    for (const xmlNode *one = node->children; one != NULL && !walking->writing.is_over; one = one->next)
        walk(walking, one, depth + 1);
}

static void walk_cell(Walking *walking, const xmlNode *node, int depth) {
    begin_text(walking);
    walk_inside(walking, node, depth);
    text_grid_flow(&walking->grid, (Str){ walking->text.at, walking->text.len },
                   span_of(node, "colspan", 1, WIDE_MAX), span_of(node, "rowspan", 0, HIGH_MAX));
    begin_text(walking);
}

static void walk_row(Walking *walking, const xmlNode *node, int depth) {
    text_grid_row(&walking->grid);
    walk_inside(walking, node, depth);
    text_grid_flow_end(&walking->grid);
    text_grid_row_end(&walking->grid);
}

static void walk_table(Walking *walking, const xmlNode *node, int depth) {
    end_block(walking, 0);
    if (walking->tables++ == 0) text_grid_begin(&walking->grid);
    walk_inside(walking, node, depth);
    if (--walking->tables == 0) text_grid_end(&walking->grid);
}

static void walk(Walking *walking, const xmlNode *node, int depth) {
    const char *name = (const char *)node->name;
    if (depth > DEPTH_MAX) walking->writing.is_over = true;
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) add_text(walking, (char *)node->content);
    if (node->type != XML_ELEMENT_NODE || is_hidden(name) || walking->writing.is_over) return;
    const bool is_inner = walking->tables > 1; /* of a table in a cell: it stays text of that cell */
    if (strcmp(name, "br") == 0) {
        buf_char(&walking->text, '\n');
    } else if (strcmp(name, "table") == 0) {
        walk_table(walking, node, depth);
    } else if (strcmp(name, "tr") == 0 && walking->tables > 0 && !is_inner) {
        walk_row(walking, node, depth);
    } else if ((strcmp(name, "td") == 0 || strcmp(name, "th") == 0) && walking->tables > 0 && !is_inner) {
        walk_cell(walking, node, depth);
    } else if (is_part_of_table(name) && walking->tables > 0 && !is_inner) {
        text_grid_part_end(&walking->grid);
        walk_inside(walking, node, depth);
        text_grid_part_end(&walking->grid);
    } else if (is_block(name) || level_of(name) > 0) {
        end_block(walking, 0);
        walk_inside(walking, node, depth);
        end_block(walking, level_of(name));
    } else {
        const bool is_bold = strcmp(name, "b") == 0 || strcmp(name, "strong") == 0;
        walking->bold += is_bold ? 1 : 0;
        walk_inside(walking, node, depth);
        walking->bold -= is_bold ? 1 : 0;
    }
}

static void free_page(htmlDocPtr *page) {
    if (*page != NULL) xmlFreeDoc(*page);
}

static void free_parser(htmlParserCtxtPtr *parser) {
    htmlFreeParserCtxt(*parser);
}

/* What is no UTF-8 says so in its head, or is taken as that of Western Europe. */
TextFlawKind text_of_html(Arena *arena, Str bytes, DocumentText *ret_text) {
    const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
    const char *encoding = utf8_is_valid(bytes) ? "UTF-8" : NULL;
    CLEANUP(free_parser) htmlParserCtxtPtr parser = htmlNewParserCtxt();
    MUST(parser != NULL);
    CLEANUP(free_page) htmlDocPtr page =
        htmlCtxtReadMemory(parser, bytes.at, (int)bytes.len, NULL, encoding, options);
    if (parser->disableSAX != 0) return TEXT_HUGE; /* it has given up: deeper than any page is */
    const xmlNode *root = page == NULL ? NULL : xmlDocGetRootElement(page);
    if (root == NULL) return TEXT_BROKEN;
    Walking *walking = NEW(arena, Walking);
    *walking = (Walking){ .writing = text_writing(arena), .arena = arena, .text = buf_new(arena, TEXT_ROOM_MAX) };
    walking->grid.to = &walking->writing;
    walk(walking, root, 0);
    end_block(walking, 0);
    *ret_text = text_written(&walking->writing, "html");
    return walking->writing.is_over ? TEXT_HUGE : TEXT_READ;
}
