"""Writes a sample's blocks as Word, OpenDocument, HTML, Markdown, plain text, or as a web page that was flattened."""
# SPDX-License-Identifier: Apache-2.0
import html
import re
import zipfile

SPAN = ("^", "<")  # a cell that belongs to the one above, to the one left of it
LEAD_IN = re.compile(r"(?:\S+[.)] )?[^.:]+[.:]")  # the bold words that open a paragraph and name it
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"


def groups(blocks):
    """Rows that follow one another are one table."""
    rows = []
    for style, value in [*blocks, ("end", "")]:
        if style != "row" and rows:
            yield "table", rows
            rows = []
        if style == "row":
            rows.append(value)
        elif style != "end":
            yield style, value


def spans(rows):
    """For each row its cells that are really there: text, columns, rows."""
    for y, row in enumerate(rows):
        shown = []
        for x, cell in ((x, cell) for x, cell in enumerate(row) if cell not in SPAN):
            wide = 1
            while x + wide < len(row) and row[x + wide] == "<":
                wide += 1
            high = 1
            while y + high < len(rows) and len(rows[y + high]) == len(row) and rows[y + high][x] == "^":
                high += 1
            shown.append((cell, wide, high))
        yield shown


def halves(value):
    return [half.strip().split("//") for half in value.split("##")]


def put(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files.items():
            one = zipfile.ZipInfo(name, (2026, 11, 30, 0, 0, 0))
            one.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(one, text if name == "mimetype" else '<?xml version="1.0" encoding="UTF-8"?>\n' + text)


def pieces(text):
    """Offices tear a sentence into runs wherever somebody once typed, in the middle of words too."""
    return [text[at:at + 37] for at in range(0, len(text), 37)]


def word_paragraph(text, align="both", bold=False, size=28, lead=0):
    runs = ""
    for part, heavy in ((text[:lead], True), (text[lead:], bold)):
        form = "<w:rPr>%s<w:sz w:val=\"%d\"/></w:rPr>" % ("<w:b/>" * heavy, size)
        runs += "<w:r><w:br/></w:r>".join('<w:proofErr w:type="spellStart"/>'.join(
            '<w:r>%s<w:t xml:space="preserve">%s</w:t></w:r>' % (form, html.escape(piece)) for piece in pieces(half)) for half in part.split("//"))
    return '<w:p><w:pPr><w:jc w:val="%s"/></w:pPr>%s</w:p>' % (align, runs)


def word_table(rows, bordered=True):
    sides = "".join('<w:%s w:val="single" w:sz="4"/>' % side for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    out = "<w:tbl><w:tblPr>%s</w:tblPr>" % ("<w:tblBorders>%s</w:tblBorders>" % sides * bordered)
    long = [max(14, *(min(26, len(cell)) for cell in column)) for column in zip(*(row for row in rows if len(row) == len(rows[0])))]
    out += "<w:tblGrid>%s</w:tblGrid>" % "".join('<w:gridCol w:w="%d"/>' % (9300 * one // sum(long)) for one in long)
    for y, row in enumerate(rows):
        out += "<w:tr>"
        for x, cell in ((x, cell) for x, cell in enumerate(row) if cell != "<"):
            wide = 1
            while x + wide < len(row) and row[x + wide] == "<":
                wide += 1
            below = y + 1 < len(rows) and len(rows[y + 1]) == len(row) and rows[y + 1][x] == "^"
            merge = "<w:vMerge/>" if cell == "^" else '<w:vMerge w:val="restart"/>' if below else ""
            out += '<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:gridSpan w:val="%d"/>%s</w:tcPr>%s</w:tc>' % (
                9400 * sum(long[x:x + wide]) // sum(long), wide, merge, word_paragraph("" if cell == "^" else cell, "left", False, 24))
        out += "</w:tr>"
    return out + "</w:tbl><w:p/>"


def docx(path, blocks, running):
    body = ""
    for style, value in groups(blocks):
        if style == "table":
            body += word_table(value)
        elif style == "pair":
            body += word_table([["//".join(half) for half in halves(value)]], False)
        elif style == "page":
            body += '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        else:
            align, lead = {"centre": "center", "right": "right"}.get(style, "both"), LEAD_IN.match(value).end() if style == "lead-in" else 0
            body += word_paragraph(value, align, style in ("centre", "heading"), lead=lead)
    ends = {"header": word_paragraph(running, "right") if running else
            '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>',
            "footer": '<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:t xml:space="preserve">Trang </w:t></w:r>'
                      '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>' if running else "<w:p/>"}
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006/"
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    put(path, {
        "[Content_Types].xml": '<Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
        '"%sdocument.main+xml"/>%s</Types>' % (packages, types, "".join(
            '<Override PartName="/word/%s.xml" ContentType="%s%s+xml"/>' % (end, types, end) for end in ends)),
        "_rels/.rels": '<Relationships xmlns="%srelationships"><Relationship Id="r1" Type="%s/officeDocument" Target="word/document.xml"/>'
        '</Relationships>' % (packages, relations),
        "word/_rels/document.xml.rels": '<Relationships xmlns="%srelationships">%s</Relationships>' % (packages, "".join(
            '<Relationship Id="%s" Type="%s/%s" Target="%s.xml"/>' % (end, relations, end, end) for end in ends)),
        "word/document.xml": '<w:document xmlns:w="%s" xmlns:r="%s"><w:body>%s<w:sectPr>%s<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" '
        'w:bottom="1134" w:left="1701" w:right="850"/></w:sectPr></w:body></w:document>' % (WORD, relations, body, "".join(
            '<w:%sReference w:type="default" r:id="%s"/>' % (end, end) for end in ends)),
        **{"word/%s.xml" % end: '<w:%s xmlns:w="%s">%s</w:%s>' % (tag, WORD, text, tag)
           for (end, text), tag in zip(ends.items(), ("hdr", "ftr"))}})


def open_table(rows):
    out = '<table:table><table:table-column table:number-columns-repeated="%d"/>' % len(rows[0])
    for row, shown in zip(rows, spans(rows)):
        left, cells = iter(shown), ""  # those merged with another are only covered
        for cell in row:
            text, wide, high = ("", 0, 0) if cell in SPAN else next(left)
            cells += "<table:covered-table-cell/>" if not wide else '<table:table-cell table:number-columns-spanned="%d" table:number-rows-spanned="%d">%s</table:table-cell>' % (
                wide, high, "".join("<text:p>%s</text:p>" % html.escape(part) for part in text.split("//")))
        out += "<table:table-row>%s</table:table-row>" % cells
    return out + "</table:table>"


def odt(path, blocks, running):
    body = ""
    for style, value in groups(blocks):
        if style == "table":
            body += open_table(value)
        elif style == "pair":
            body += open_table([["//".join(half) for half in halves(value)]])
        elif style != "page":
            lines = ["".join("<text:span>%s</text:span>" % html.escape(piece) for piece in pieces(line)) for line in value.split("//")]
            form = '<text:h text:outline-level="1">%s</text:h>' if style == "heading" else "<text:p>%s</text:p>"
            body += form % "<text:line-break/>".join(lines)
    names = "".join(' xmlns:%s="%s%s:1.0"' % (name, OASIS, name) for name in ("office", "text", "table"))
    kind = "application/vnd.oasis.opendocument.text"
    put(path, {"mimetype": kind, "content.xml": '<office:document-content%s office:version="1.2"><office:body><office:text>%s</office:text>'
               '</office:body></office:document-content>' % (names, body), "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest='
               '"%smanifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="%s"/><manifest:file-entry '
               'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>' % (OASIS, kind)})
