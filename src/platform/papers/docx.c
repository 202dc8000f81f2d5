/* platform/papers/docx - a paper as WordprocessingML, for whoever goes on writing in it. Lengths are twips (1/20
 * point), those of pictures EMU (1/12700 point). */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/papers/chart.h"
#include "platform/papers/docx_parts.h"
#include "platform/papers/wording.h"

#include "kit/archive.h"
#include "kit/text.h"
#include "kit/typeset.h"
#include "kit/xml.h"

enum { TWIPS = 20, EMU = 12700, DOCUMENT_BYTES_MAX = 16 * 1024 * 1024, PICTURES_MAX = 100, HEADER_TWIPS = 567 };

const char *const docx_media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

typedef struct Writing {
    Ctx *cx;
    const Paper *paper;
    Layout page;
    double width;
    Typeset *ruler; /* how long words are, for the rules beneath them */
    Buf out;
    Str pictures[PICTURES_MAX];
    size_t picture_count;
    Code code; /* the first refusal of a picture */
} Writing;

/* ---- runs and paragraphs ---- */

typedef struct Letters {
    double size; /* 0: the style's */
    bool is_bold, is_italic;
} Letters;

static void run(Writing *on, Letters letters, Str text) {
    Buf *out = &on->out;
    buf_add(out, S("<w:r><w:rPr>"));
    if (letters.is_bold) buf_add(out, S("<w:b/><w:bCs/>"));
    if (letters.is_italic) buf_add(out, S("<w:i/><w:iCs/>"));
    const int half_points = (int)(letters.size * 2);
    if (half_points > 0) buf_addf(out, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>", half_points, half_points);
    buf_add(out, S("</w:rPr>"));
    for (Str rest = text; rest.at != NULL;) {
        buf_add(out, S("<w:t xml:space=\"preserve\">"));
        xml_write(out, str_cut(&rest, '\n'));
        buf_add(out, rest.at != NULL ? S("</w:t><w:br/>") : S("</w:t>"));
    }
    buf_add(out, S("</w:r>"));
}

/* `more`: properties of this paragraph beyond its style, in the order of the schema. */
static void paragraph(Writing *on, const char *style, const char *more, Letters letters, Str text) {
    buf_add(&on->out, S("<w:p><w:pPr>"));
    if (style != NULL) buf_addf(&on->out, "<w:pStyle w:val=\"%s\"/>", style);
    buf_addf(&on->out, "%s</w:pPr>", more);
    if (text.len > 0) run(on, letters, text);
    buf_add(&on->out, S("</w:p>"));
}

static void say(Writing *on, const char *style, Str text) {
    paragraph(on, style, "", (Letters){ 0 }, text);
}

/* A line of its own whose lower border is the rule, as long as is wanted and in the middle. */
static void rule(Writing *on, double length, double width, double after) {
    const int side = (int)((width - length) / 2 * TWIPS);
    buf_addf(
        &on->out,
        "<w:p><w:pPr><w:pStyle w:val=\"Head\"/><w:pBdr><w:top w:val=\"single\" w:sz=\"5\" w:space=\"1\" "
        "w:color=\"000000\"/></w:pBdr><w:spacing w:before=\"20\" w:after=\"%d\" w:line=\"40\" w:lineRule=\"exact\"/>"
        "<w:ind w:left=\"%d\" w:right=\"%d\" w:firstLine=\"0\"/></w:pPr></w:p>",
        (int)(after * TWIPS), side > 0 ? side : 0, side > 0 ? side : 0);
}

/* Broken so that its lines are about as long; and how long they are. */
static Str balanced(Writing *on, double size, bool is_bold, Str text, double width) {
    const Type type = { .size = size, .is_bold = is_bold, .align = TYPE_CENTRE };
    return typeset_balanced(on->ruler, &type, text, width);
}

static double length_of(Writing *on, double size, bool is_bold, Str text, double width) {
    const Type type = { .size = size, .is_bold = is_bold, .align = TYPE_CENTRE };
    const double length = type_width(typeset_text(on->ruler, &type, text, width));
    typeset_forget(on->ruler);
    return length;
}

/* ---- tables ---- */

static void begin_table(Writing *on, const double *widths, size_t count, bool has_rules) {
    double whole = 0;
    for (size_t i = 0; i < count; i++) whole += widths[i];
    buf_addf(&on->out, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/>", (int)(whole * TWIPS));
    if (has_rules) {
        static const char *const sides[] = { "top", "left", "bottom", "right", "insideH", "insideV" };
        buf_add(&on->out, S("<w:tblBorders>"));
        for (size_t i = 0; i < COUNT(sides); i++)
            buf_addf(&on->out, "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>", sides[i]);
        buf_add(&on->out, S("</w:tblBorders>"));
    }
    buf_addf(&on->out,
             "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"%d\" w:type=\"dxa\"/>"
             "<w:right w:w=\"%d\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>",
             has_rules ? 70 : 0, has_rules ? 70 : 0);
    for (size_t i = 0; i < count; i++) buf_addf(&on->out, "<w:gridCol w:w=\"%d\"/>", (int)(widths[i] * TWIPS));
    buf_add(&on->out, S("</w:tblGrid>"));
}

static void begin_row(Writing *on, bool is_head) {
    buf_add(&on->out, S("<w:tr><w:trPr><w:cantSplit/>"));
    buf_addf(&on->out, "%s</w:trPr>", is_head ? "<w:tblHeader/>" : "");
}

static void begin_cell(Writing *on, double width, bool is_middle) {
    buf_addf(&on->out, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>%s</w:tcPr>", (int)(width * TWIPS),
             is_middle ? "<w:vAlign w:val=\"center\"/>" : "");
}

static void end_cell(Writing *on) {
    buf_add(&on->out, S("</w:tc>"));
}

static void end_row(Writing *on) {
    buf_add(&on->out, S("</w:tr>"));
}

static void end_table(Writing *on) {
    buf_add(&on->out, S("</w:tbl>"));
}

static const char *const spaced = "<w:spacing w:before=\"40\" w:after=\"40\"/>";

static void table(Writing *on, const PaperBlock *block) {
    static const char *const aligns[] = { "<w:spacing w:before=\"40\" w:after=\"40\"/>",
                                          "<w:spacing w:before=\"40\" w:after=\"40\"/><w:jc w:val=\"center\"/>",
                                          "<w:spacing w:before=\"40\" w:after=\"40\"/><w:jc w:val=\"right\"/>" };
    const PaperTable *source = block->table;
    double widths[PAPER_COLUMNS_MAX];
    int64_t whole = 0;
    for (size_t i = 0; i < source->column_count; i++) whole += source->columns[i].width;
    for (size_t i = 0; i < source->column_count; i++)
        widths[i] = on->width * (double)source->columns[i].width / (double)(whole > 0 ? whole : 1);
    if (block->text.len > 0) say(on, "Caption", block->text);
    begin_table(on, widths, source->column_count, true);
    begin_row(on, true);
    for (size_t i = 0; i < source->column_count; i++) {
        begin_cell(on, widths[i], true);
        paragraph(on, "TableText", aligns[ALIGN_CENTRE], (Letters){ .is_bold = true }, source->columns[i].title);
        end_cell(on);
    }
    end_row(on);
    for (size_t i = 0; i < source->cell_count && !arena_spent(on->cx->arena); i++) {
        const size_t column = i % source->column_count;
        if (column == 0) begin_row(on, false);
        begin_cell(on, widths[column], false);
        paragraph(on, "TableText", aligns[source->columns[column].align], (Letters){ 0 }, source->cells[i]);
        end_cell(on);
        if (column + 1 == source->column_count) end_row(on);
    }
    end_table(on);
    paragraph(on, "TableText", spaced, (Letters){ 0 }, S(""));
}

/* ---- pictures ---- */

static void chart(Writing *on, const PaperBlock *block) {
    if (on->code != OK) return;
    if (on->picture_count == PICTURES_MAX) {
        on->code = fail_spent(on->cx);
        return;
    }
    const Picture picture = chart_picture(on->cx, block->chart);
    on->code = chart_png(on->cx, block->chart, &on->pictures[on->picture_count]);
    if (on->code != OK) return;
    const size_t number = ++on->picture_count;
    double width = on->width, height = width * picture.height / picture.width;
    const double most = on->page.height - on->page.top - on->page.bottom - 20;
    if (height > most) {
        width *= most / height;
        height = most;
    }
    const long long across = (long long)(width * EMU), down = (long long)(height * EMU);
    buf_addf(
        &on->out,
        "<w:p><w:pPr><w:pStyle w:val=\"Head\"/><w:spacing w:after=\"120\"/></w:pPr><w:r><w:drawing>"
        "<wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" distT=\"0\" "
        "distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"%lld\" cy=\"%lld\"/><wp:docPr id=\"%zu\" "
        "name=\"Biểu đồ %zu\" descr=\"",
        across, down, number, number);
    xml_write(&on->out, picture.description);
    buf_addf(
        &on->out,
        "\"/><a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:graphicData "
        "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic "
        "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:nvPicPr><pic:cNvPr id=\"%zu\" "
        "name=\"picture%zu.png\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rIdPicture%zu\"/>"
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext "
        "cx=\"%lld\" cy=\"%lld\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>",
        number, number, number, across, down);
}

/* ---- the head ---- */

static void head_cell_of_agency(Writing *on, double width) {
    const Paper *paper = on->paper;
    Arena *arena = on->cx->arena;
    const double size = on->page.head_size - 1;
    const Str issuer = balanced(on, size, true, text_upper(arena, paper->issuer), width);
    begin_cell(on, width, false);
    if (paper->superior.len > 0)
        paragraph(on, "Head", "", (Letters){ .size = size },
                  balanced(on, size, false, text_upper(arena, paper->superior), width));
    paragraph(on, "Head", "", (Letters){ .size = size, .is_bold = true }, issuer);
    rule(on, length_of(on, size, true, issuer, width) * 0.38, width, 6);
    end_cell(on);
}

static void head_cell_of_nation(Writing *on, double width) {
    const double size = on->page.head_size;
    begin_cell(on, width, false);
    paragraph(on, "Head", "", (Letters){ .size = size - 1, .is_bold = true }, S(NATION));
    paragraph(on, "Head", "", (Letters){ .size = size, .is_bold = true }, S(MOTTO));
    rule(on, length_of(on, size, true, S(MOTTO), width), width, 6);
    end_cell(on);
}

static void head(Writing *on) {
    const Paper *paper = on->paper;
    const double widths[] = { on->width * 0.4, on->width * 0.6 }, size = on->page.head_size;
    begin_table(on, widths, COUNT(widths), false);
    begin_row(on, false);
    head_cell_of_agency(on, widths[0]);
    head_cell_of_nation(on, widths[1]);
    end_row(on);
    begin_row(on, false);
    begin_cell(on, widths[0], false);
    paragraph(on, "Head", "", (Letters){ .size = size }, number_line(on->cx, paper));
    if (paper->kind.len == 0 && paper->subject.len > 0)
        paragraph(on, "Head", "", (Letters){ .size = size - 1 },
                  str_format(on->cx->arena, "V/v %.*s", STR_FMT(paper->subject)));
    end_cell(on);
    begin_cell(on, widths[1], false);
    paragraph(on, "Head", "", (Letters){ .size = size, .is_italic = true }, place_line(on->cx, paper));
    end_cell(on);
    end_row(on);
    end_table(on);
    paragraph(on, "Head", "", (Letters){ 0 }, S(""));
}

static void title(Writing *on) {
    const Paper *paper = on->paper;
    if (paper->kind.len == 0) return;
    say(on, "Title", text_upper(on->cx->arena, paper->kind));
    if (paper->subject.len > 0) {
        const Str subject = balanced(on, on->page.size, true, paper->subject, on->width);
        say(on, "Title", subject);
        rule(on, length_of(on, on->page.size, true, subject, on->width) * 0.38, on->width, 14);
    }
}

static void addressees(Writing *on) {
    const Texts list = on->paper->addressees;
    if (list.count == 1)
        paragraph(on, NULL, "<w:spacing w:after=\"240\"/><w:ind w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
                  (Letters){ 0 }, str_format(on->cx->arena, "Kính gửi: %.*s", STR_FMT(list.items[0])));
    if (list.count < 2) return;
    paragraph(on, NULL, "<w:ind w:left=\"1134\" w:firstLine=\"0\"/>", (Letters){ 0 }, S("Kính gửi:"));
    for (size_t i = 0; i < list.count; i++)
        paragraph(on, NULL, "<w:ind w:left=\"1701\" w:firstLine=\"0\"/>", (Letters){ 0 },
                  addressee_line(on->cx, on->paper, i));
}

/* ---- the blocks ---- */

static void blocks(Writing *on, const PaperPart *part, size_t end_at) {
    static const char *const headings[] = { NULL, "Heading1", "Heading2", "Heading3", "Heading4" };
    for (size_t i = 0; i < part->block_count; i++) {
        const PaperBlock *block = &part->blocks[i];
        Str text = block->kind == PAPER_BULLET ? bullet_line(on->cx, block->text) : block->text;
        if (i == end_at) text = end_line(on->cx, text);
        if (block->level == HEADING_ROMAN) text = text_upper(on->cx->arena, text);
        switch (block->kind) {
        case PAPER_HEADING: say(on, headings[block->level], text); break;
        case PAPER_PARAGRAPH:
        case PAPER_BULLET: say(on, NULL, text); break;
        case PAPER_NOTE: say(on, "Note", text); break;
        case PAPER_TABLE: table(on, block); break;
        case PAPER_CHART: chart(on, block); break;
        }
    }
}

static void end(Writing *on) {
    const Paper *paper = on->paper;
    Arena *arena = on->cx->arena;
    const double widths[] = { on->width * 0.46, on->width * 0.54 };
    const Letters bold = { .is_bold = true };
    const char *left = "<w:jc w:val=\"left\"/>";
    paragraph(on, "TableText", "", (Letters){ 0 }, S(""));
    begin_table(on, widths, COUNT(widths), false);
    begin_row(on, false);
    begin_cell(on, widths[0], false);
    if (paper->recipients.count > 0) paragraph(on, "Head", left, (Letters){ 12, true, true }, S("Nơi nhận:"));
    for (size_t i = 0; i < paper->recipients.count; i++)
        paragraph(on, "Head", left, (Letters){ .size = 11 }, recipient_line(on->cx, paper, i));
    if (paper->recipients.count == 0) say(on, "Head", S(""));
    end_cell(on);
    begin_cell(on, widths[1], false);
    if (paper->authority.len > 0) paragraph(on, "Head", "", bold, text_upper(arena, paper->authority));
    paragraph(on, "Head", "", bold, text_upper(arena, paper->position));
    for (int i = 0; i < 5; i++) say(on, "Head", S("")); /* for hand and seal */
    paragraph(on, "Head", "", bold, paper->signer);
    end_cell(on);
    end_row(on);
    end_table(on);
}

/* ---- sections: the text, and each appendix with pages of its own ---- */

static void section(Writing *on) {
    const Layout *page = &on->page;
    buf_addf(&on->out,
             "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdNext\"/><w:headerReference w:type=\"first\" "
             "r:id=\"rIdFirst\"/><w:type w:val=\"nextPage\"/><w:pgSz w:w=\"%d\" w:h=\"%d\"%s/><w:pgMar w:top=\"%d\" "
             "w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"%d\" w:footer=\"%d\" w:gutter=\"0\"/>"
             "<w:pgNumType w:start=\"1\"/><w:titlePg/></w:sectPr>",
             (int)(page->width * TWIPS + 0.5), (int)(page->height * TWIPS + 0.5),
             page->width > page->height ? " w:orient=\"landscape\"" : "", (int)(page->top * TWIPS),
             (int)(page->right * TWIPS), (int)(page->bottom * TWIPS), (int)(page->left * TWIPS), HEADER_TWIPS,
             HEADER_TWIPS);
}

static void appendix(Writing *on, size_t index) {
    const PaperPart *part = on->paper->appendices[index];
    const Str reference = balanced(on, on->page.size, false, appendix_reference(on->cx, on->paper), on->width);
    buf_add(&on->out, S("<w:p><w:pPr><w:pStyle w:val=\"TableText\"/>")); /* the last of the section before */
    section(on);
    buf_add(&on->out, S("</w:pPr></w:p>"));
    say(on, "Title", appendix_name(on->cx, on->paper, index));
    say(on, "Title", balanced(on, on->page.size, true, text_upper(on->cx->arena, part->title), on->width));
    paragraph(on, "Head", "", (Letters){ .is_italic = true }, reference);
    rule(on, length_of(on, on->page.size, false, reference, on->width) * 0.3, on->width, 14);
    blocks(on, part, part->block_count);
}

static void document(Writing *on) {
    buf_add(&on->out, S(XML_HEAD "<w:document " WORD_NAMES "><w:body>"));
    head(on);
    title(on);
    addressees(on);
    for (size_t i = 0; i < on->paper->bases.count; i++) say(on, "Basis", basis_line(on->cx, on->paper, i));
    blocks(on, &on->paper->body, end_block(&on->paper->body));
    if (paper_has_end(on->paper)) end(on);
    for (size_t i = 0; i < on->paper->appendix_count; i++) appendix(on, i);
    paragraph(on, "TableText", "", (Letters){ 0 }, S("")); /* a table is never the last */
    section(on);
    buf_add(&on->out, S("</w:body></w:document>"));
}

Code paper_docx(Ctx *cx, const Paper *paper, Str *ret_bytes) {
    Writing *on = NEW(cx->arena, Writing);
    *on = (Writing){
        .cx = cx, .paper = paper, .page = layout_of(cx, paper->is_wide), .out = buf_new(cx->arena, DOCUMENT_BYTES_MAX)
    };
    on->width = on->page.width - on->page.left - on->page.right;
    on->ruler = typeset_begin(cx, &(PdfAbout){ .width = on->page.width, .height = on->page.height });
    document(on);
    TRY(on->code);
    Str text;
    if (buf_done(&on->out, &text) != OK || arena_spent(cx->arena)) return fail_spent(cx);
    ArchivePart *parts = NEW_ARRAY(cx->arena, ArchivePart, PICTURES_MAX + 10);
    size_t count = 0;
    parts[count++] = (ArchivePart){ S("[Content_Types].xml"), docx_types() };
    parts[count++] = (ArchivePart){ S("_rels/.rels"), docx_root_relations() };
    parts[count++] = (ArchivePart){ S("docProps/core.xml"), docx_core(cx, paper) };
    parts[count++] = (ArchivePart){ S("docProps/app.xml"), docx_app() };
    parts[count++] = (ArchivePart){ S("word/document.xml"), text };
    parts[count++] = (ArchivePart){ S("word/_rels/document.xml.rels"), docx_relations(cx, on->picture_count) };
    parts[count++] = (ArchivePart){ S("word/styles.xml"), docx_styles(cx, &on->page) };
    parts[count++] = (ArchivePart){ S("word/settings.xml"), docx_settings() };
    parts[count++] = (ArchivePart){ S("word/header1.xml"), docx_header(cx, paper, true) };
    parts[count++] = (ArchivePart){ S("word/header2.xml"), docx_header(cx, paper, false) };
    for (size_t i = 0; i < on->picture_count; i++)
        parts[count++] = (ArchivePart){ str_format(cx->arena, "word/media/picture%zu.png", i + 1), on->pictures[i] };
    return archive_write(cx, parts, count, ret_bytes);
}
