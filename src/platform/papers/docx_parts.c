/* platform/papers/docx_parts - see docx_parts.h. The form is ECMA-376 (WordprocessingML). */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/papers/docx_parts.h"

#include "kit/xml.h"

enum { PART_BYTES_MAX = 65536 };

#define OFFICE  "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define WORD    "application/vnd.openxmlformats-officedocument.wordprocessingml."

Str docx_types(void) {
    return S(XML_HEAD
             "<Types xmlns=\"" PACKAGE "content-types\">"
             "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
             "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
             "<Default Extension=\"png\" ContentType=\"image/png\"/>"
             "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD "document.main+xml\"/>"
             "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD "styles+xml\"/>"
             "<Override PartName=\"/word/settings.xml\" ContentType=\"" WORD "settings+xml\"/>"
             "<Override PartName=\"/word/header1.xml\" ContentType=\"" WORD "header+xml\"/>"
             "<Override PartName=\"/word/header2.xml\" ContentType=\"" WORD "header+xml\"/>"
             "<Override PartName=\"/docProps/core.xml\" "
             "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
             "<Override PartName=\"/docProps/app.xml\" "
             "ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>"
             "</Types>");
}

Str docx_root_relations(void) {
    return S(XML_HEAD "<Relationships xmlns=\"" PACKAGE "relationships\">"
                      "<Relationship Id=\"rId1\" Type=\"" OFFICE "officeDocument\" Target=\"word/document.xml\"/>"
                      "<Relationship Id=\"rId2\" Type=\"" PACKAGE "relationships/metadata/core-properties\" "
                      "Target=\"docProps/core.xml\"/>"
                      "<Relationship Id=\"rId3\" Type=\"" OFFICE "extended-properties\" Target=\"docProps/app.xml\"/>"
                      "</Relationships>");
}

static Str finished(const Buf *out) {
    return (Str){ out->at, out->len };
}

Str docx_relations(Ctx *cx, size_t picture_count) {
    Buf out = buf_new(cx->arena, PART_BYTES_MAX);
    buf_add(&out, S(XML_HEAD "<Relationships xmlns=\"" PACKAGE "relationships\">"
                             "<Relationship Id=\"rIdStyles\" Type=\"" OFFICE "styles\" Target=\"styles.xml\"/>"
                             "<Relationship Id=\"rIdSettings\" Type=\"" OFFICE "settings\" Target=\"settings.xml\"/>"
                             "<Relationship Id=\"rIdFirst\" Type=\"" OFFICE "header\" Target=\"header1.xml\"/>"
                             "<Relationship Id=\"rIdNext\" Type=\"" OFFICE "header\" Target=\"header2.xml\"/>"));
    for (size_t i = 1; i <= picture_count; i++)
        buf_addf(&out, "<Relationship Id=\"rIdPicture%zu\" Type=\"" OFFICE "image\" Target=\"media/picture%zu.png\"/>",
                 i, i);
    buf_add(&out, S("</Relationships>"));
    return finished(&out);
}

/* ---- styles ---- */

typedef struct Style {
    const char *id, *name, *paragraph, *letters; /* beyond those of Normal */
    int half_points;                             /* the size; 0: that of Normal */
} Style;

static void add_style(Buf *out, const Style *style) {
    buf_addf(out,
             "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name w:val=\"%s\"/><w:basedOn w:val=\"Normal\"/>"
             "<w:qFormat/><w:pPr>%s</w:pPr><w:rPr>%s",
             style->id, style->name, style->paragraph, style->letters);
    if (style->half_points > 0)
        buf_addf(out, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>", style->half_points, style->half_points);
    buf_add(out, S("</w:rPr></w:style>"));
}

#define CLOSE_UP  "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>"
#define NO_INDENT "<w:ind w:firstLine=\"0\"/>"
#define BOLD      "<w:b/><w:bCs/>"
#define ITALIC    "<w:i/><w:iCs/>"

static const Style styles[] = {
    { "Heading1", "heading 1", "<w:keepNext/>" NO_INDENT "<w:jc w:val=\"center\"/><w:outlineLvl w:val=\"0\"/>", BOLD,
      0 },
    { "Heading2", "heading 2", "<w:keepNext/><w:jc w:val=\"left\"/><w:outlineLvl w:val=\"1\"/>", BOLD, 0 },
    { "Heading3", "heading 3", "<w:keepNext/><w:jc w:val=\"left\"/><w:outlineLvl w:val=\"2\"/>", BOLD, 0 },
    { "Heading4", "heading 4", "<w:keepNext/><w:jc w:val=\"left\"/><w:outlineLvl w:val=\"3\"/>", "", 0 },
    { "Head", "Head", CLOSE_UP NO_INDENT "<w:jc w:val=\"center\"/>", "", 0 },
    { "Title", "Title", "<w:keepNext/>" CLOSE_UP NO_INDENT "<w:jc w:val=\"center\"/>", BOLD, 0 },
    { "Basis", "Basis", "", ITALIC, 0 },
    { "Caption", "caption", "<w:keepNext/>" NO_INDENT "<w:jc w:val=\"center\"/>", ITALIC, 26 },
    { "TableText", "Table Text", CLOSE_UP NO_INDENT "<w:jc w:val=\"left\"/>", "", 22 },
    { "Note", "Note", NO_INDENT, ITALIC, 22 },
    { "Header", "header", CLOSE_UP NO_INDENT "<w:jc w:val=\"center\"/>", "", 26 },
};

Str docx_styles(Ctx *cx, const Layout *page) {
    Buf out = buf_new(cx->arena, PART_BYTES_MAX);
    buf_addf(&out,
             XML_HEAD "<w:styles " WORD_NAMES
                      "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" "
                      "w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/>"
                      "<w:color w:val=\"000000\"/><w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/><w:lang w:val=\"vi-VN\" "
                      "w:eastAsia=\"vi-VN\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>",
             (int)page->size * 2, (int)page->size * 2);
    buf_addf(&out,
             "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>"
             "<w:pPr><w:widowControl/><w:spacing w:before=\"0\" w:after=\"%d\" w:line=\"%d\" w:lineRule=\"auto\"/>"
             "<w:ind w:firstLine=\"%d\"/><w:jc w:val=\"both\"/></w:pPr></w:style>",
             (int)(page->gap * 20), (int)(page->line_factor * 240), (int)(page->indent * 20));
    for (size_t i = 0; i < COUNT(styles); i++) add_style(&out, &styles[i]);
    buf_add(&out, S("</w:styles>"));
    return finished(&out);
}

Str docx_settings(void) {
    return S(XML_HEAD "<w:settings " WORD_NAMES "><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/>"
                      "<w:compat><w:compatSetting w:name=\"compatibilityMode\" "
                      "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>");
}

Str docx_header(Ctx *cx, const Paper *paper, bool is_first) {
    Buf out = buf_new(cx->arena, PART_BYTES_MAX);
    buf_add(&out, S(XML_HEAD "<w:hdr " WORD_NAMES ">"));
    if (!is_first || paper->mark.len == 0) {
        buf_add(&out, S("<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>"));
        if (!is_first)
            buf_add(&out,
                    S("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE "
                      "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>2</w:t></w:r>"
                      "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"));
        buf_add(&out, S("</w:p>"));
    }
    if (paper->mark.len > 0) {
        buf_add(&out, S("<w:p><w:pPr><w:pStyle w:val=\"Header\"/><w:jc w:val=\"right\"/></w:pPr><w:r><w:rPr>" ITALIC
                        "<w:sz w:val=\"18\"/></w:rPr><w:t>"));
        xml_write(&out, paper->mark);
        buf_add(&out, S("</w:t></w:r></w:p>"));
    }
    buf_add(&out, S("</w:hdr>"));
    return finished(&out);
}

Str docx_core(Ctx *cx, const Paper *paper) {
    Buf out = buf_new(cx->arena, PART_BYTES_MAX);
    const Str now = time_text(cx->arena, (Time){ cx->now.us / 1000000 * 1000000 });
    buf_add(&out,
            S(XML_HEAD "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\" "
                       "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
                       "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>"));
    xml_write(&out, paper->subject);
    buf_add(&out, S("</dc:title><dc:subject>"));
    xml_write(&out, paper->kind);
    buf_add(&out, S("</dc:subject><dc:creator>"));
    xml_write(&out, paper->author.len > 0 ? paper->author : paper->issuer);
    buf_addf(&out,
             "</dc:creator><dc:language>vi-VN</dc:language>"
             "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%.*s</dcterms:created>"
             "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">%.*s</dcterms:modified></cp:coreProperties>",
             STR_FMT(now), STR_FMT(now));
    return finished(&out);
}

Str docx_app(void) {
    return S(XML_HEAD "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
                      "<Application>Banyan</Application></Properties>");
}
