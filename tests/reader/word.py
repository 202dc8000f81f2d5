"""Writes a sample's blocks as Word of our days saves them: lists that number themselves, heads of tables on each page, sections laid across."""
# SPDX-License-Identifier: Apache-2.0
import html

from office import parts, torn
from writers import WORD, put

ROOM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
DRAWN = "application/vnd.openxmlformats-officedocument.wordprocessingml.%s+xml"
BORDERS = "".join('<w:%s w:val="single" w:sz="4" w:space="0" w:color="auto"/>' % side for side in ("top", "left", "bottom", "right", "insideH", "insideV"))


def runs(text, form):
    return "".join('<w:r w:rsidR="00A4%04X"><w:rPr>%s</w:rPr><w:t xml:space="preserve">%s</w:t></w:r>' % (len(piece) * 37, form, html.escape(piece))
                   for piece in torn(text, 48))


def paragraph(text, align="both", form="", more=""):
    return '<w:p w:rsidR="00A41C20"><w:pPr>%s<w:jc w:val="%s"/></w:pPr>%s</w:p>' % (more, align, runs(text, form))


def flowing(style, value):
    """A dash is no letter of the text: Word makes a list of such lines."""
    if style in ("centre", "right"):
        return "".join(paragraph(line, "center" if style == "centre" else "right", "<w:b/>") for line in value.split("//"))
    if value.startswith("- ") and style == "plain":
        return paragraph(value[2:], more='<w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    return paragraph(value, form="<w:b/>" * (style == "heading"), more='<w:spacing w:before="60" w:after="60"/><w:ind w:firstLine="720"/>')


def cell(text, wide, width, merge, form, align):
    lines = [paragraph(line, align, form + '<w:sz w:val="24"/>') for line in text.split("//")]
    return '<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%s%s<w:vAlign w:val="center"/></w:tcPr>%s</w:tc>' % (
        width, '<w:gridSpan w:val="%d"/>' % wide * (wide > 1), merge, "".join(lines))


def table(rows, width, bordered=True):
    """The rows of the head stand again on each page."""
    share = [max(7, *(min(32, len(row[x])) for row in rows)) if bordered else 2 + x for x in range(len(rows[0]))]
    grid = [width * one // sum(share) for one in share]
    heads = 1 + any(one == "^" for one in rows[1]) * ("<" in rows[0]) if len(rows) > 1 and bordered else 0
    out = '<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/>%s<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>%s</w:tblGrid>' % (
        width, "<w:tblBorders>%s</w:tblBorders>" % BORDERS * bordered, "".join('<w:gridCol w:w="%d"/>' % one for one in grid))
    for y, row in enumerate(rows):
        out += "<w:tr>" + "<w:trPr><w:tblHeader/></w:trPr>" * (y < heads)
        for x, text in ((x, text) for x, text in enumerate(row) if text != "<"):
            wide = 1
            while x + wide < len(row) and row[x + wide] == "<":
                wide += 1
            below = y + 1 < len(rows) and rows[y + 1][x] == "^"
            merge = "<w:vMerge/>" if text == "^" else '<w:vMerge w:val="restart"/>' * below
            bold = y < heads or "<" in row or not bordered
            centred = not bordered and not text.startswith("Nơi nhận") or y < heads or len(text) < 7
            out += cell("" if text == "^" else text, wide, sum(grid[x:x + wide]), merge, "<w:b/>" * bold, "center" if centred else "left")
        out += "</w:tr>"
    return out + "</w:tbl>"


def section(wide):
    size = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' if wide else '<w:pgSz w:w="11906" w:h="16838"/>'
    return '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>%s<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" ' \
           'w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>' % size


def docx(path, blocks, _):
    body, wide = "", False
    for style, value in parts(blocks):
        if style == "table":
            body += table(value, 14280 if wide else 9350) + "<w:p/>"
        elif style == "pair":
            body += table(value, 9350, False) + "<w:p/>"
        elif style == "page":
            body += "<w:p><w:pPr>%s</w:pPr></w:p>" % section(wide)
            wide = True
        else:
            body += flowing(style, value)
    kinds = {"document": "document.main", "styles": "styles", "numbering": "numbering", "header1": "header"}
    font = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/><w:lang w:val="vi-VN"/>'
    put(path, {
        "[Content_Types].xml": '<Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>%s</Types>' % (PACKAGE, "".join(
            '<Override PartName="/word/%s.xml" ContentType="%s"/>' % (name, DRAWN % kind) for name, kind in kinds.items())),
        "_rels/.rels": '<Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/officeDocument" Target="word/document.xml"/>'
        '</Relationships>' % (PACKAGE, ROOM),
        "word/_rels/document.xml.rels": '<Relationships xmlns="%srelationships">%s</Relationships>' % (PACKAGE, "".join(
            '<Relationship Id="rId%d" Type="%s/%s" Target="%s.xml"/>' % (n, ROOM, kinds[name], name)
            for n, name in enumerate(list(kinds)[1:], 1))),
        "word/document.xml": '<w:document xmlns:w="%s" xmlns:r="%s"><w:body>%s%s</w:body></w:document>' % (WORD, ROOM, body, section(wide)),
        "word/styles.xml": '<w:styles xmlns:w="%s"><w:docDefaults><w:rPrDefault><w:rPr>%s</w:rPr></w:rPrDefault></w:docDefaults><w:style w:type='
        '"paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="ListParagraph">'
        '<w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/></w:style></w:styles>' % (WORD, font),
        "word/numbering.xml": '<w:numbering xmlns:w="%s"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val='
        '"bullet"/><w:lvlText w:val="-"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="720"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>' % WORD,
        "word/header1.xml": '<w:hdr xmlns:w="%s"><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
        '<w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar '
        'w:fldCharType="end"/></w:r></w:p></w:hdr>' % WORD})
