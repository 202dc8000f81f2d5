"""Documents for tests/stories/texts: made with python-docx, and by hand what no office makes. office_files FOLDER"""
# SPDX-License-Identifier: Apache-2.0
import os
import sys
import zipfile

import docx

FOLDER = sys.argv[1]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def at(name):
    return os.path.join(FOLDER, name)


def decision():
    document = docx.Document()
    document.add_heading("KẾ HOẠCH", 1)
    line = document.add_paragraph("Giao Sở ")
    line.add_run("Y tế").bold = True
    line.add_run(" chủ trì;\tphối hợp:")
    line.add_run().add_break()
    line.add_run("các sở, ban, ngành.")
    document.add_paragraph("")
    table = document.add_table(rows=3, cols=3)
    for i, row in enumerate((("TT", "Nhiệm vụ", "Hạn"), ("1", "Mua máy\nxét nghiệm", "Quý II/2026"), ("2", "Tập huấn", "12/2026"))):
        for j, text in enumerate(row):
            table.cell(i, j).text = text
    table.cell(0, 1).merge(table.cell(0, 2))  # to the right: one cell of two columns
    table.cell(1, 0).merge(table.cell(2, 0))  # downwards: the lower one is covered
    document.add_paragraph("Nơi nhận: như trên.")
    document.save(at("decision.docx"))


def packed(name, part, text, how=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(at(name), "w", how) as archive:
        archive.writestr(part, text)


def word(name, body, before=""):
    packed(name, "word/document.xml", "%s<w:document %s><w:body>%s</w:body></w:document>" % (before, W, body))


def write(name, data):
    with open(at(name), "wb") as out:
        out.write(data)


def level(at, form, text, start=1):
    return '<w:lvl w:ilvl="%d"><w:start w:val="%d"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/></w:lvl>' % (at, start, form, text)


def listed(text, use=None, at=0, style=""):
    form = '<w:pStyle w:val="%s"/>' % style * bool(style) + ('<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>' % (at, use) if use is not None else "")
    return "<w:p><w:pPr>%s</w:pPr><w:r><w:t>%s</w:t></w:r></w:p>" % (form, text)


def numbered():
    """Lists as Word keeps them: of many levels, going on, beginning anew, of styles, in cells."""
    looks = [[level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)"), level(3, "bullet", "-"), level(4, "bullet", "\uf0b7")],
             [level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."), level(2, "decimal", "%1.%2.%3")], [level(0, "decimalZero", "Điều %1.")],
             [level(0, "vietnameseCounting", "%1/"), level(1, "lowerRoman", "(%2)")], [level(0, "upperLetter", "%1)", 25)],
             [level(0, "decimal", "Mục %1.").replace("<w:lvlText", '<w:pStyle w:val="Muc"/><w:lvlText'), level(1, "decimal", "%1.%2.")]]
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    uses = [(1, 0, ""), (2, 1, ""), (3, 2, ""), (4, 3, ""), (5, 4, ""), (6, 5, ""), (7, 1, again), (8, 1, "")]
    said = [("mục tiêu", 1), ("một", 1, 1), ("hai", 1, 1), ("a", 1, 2), ("b", 1, 2), ("gạch", 1, 3), ("chấm", 1, 4), ("thường",), ("ba", 1, 1), ("a lại", 1, 2),
            ("nhiệm vụ", 1), ("một lại", 1, 1), ("x", 2), ("xx", 2, 1), ("xxx", 2, 2), ("xxy", 2, 2), ("y", 2), ("yyy", 2, 2), ("bảy", 7), ("tám", 7), ("chín", 8),
            ("con", 8, 1), ("phạm vi", 3), ("đối tượng", 3), ("v", 4), ("vi", 4, 1), ("vv", 4), ("Y", 5), ("Z", 5), ("AA", 5), ("BB", 5), ("mục", None, 0, "Muc"),
            ("tiểu mục", None, 0, "TieuMuc"), ("con của nó", None, 0, "Con"), ("không", 0, 0, "Muc"), ("mục hai", None, 0, "Muc"), ("", 1), ("cuối", 1)]
    cells = "".join("<w:tr><w:tc>%s</w:tc><w:tc>%s</w:tc></w:tr>" % (listed("", 8), listed(text, 1, 2)) for text in ("ô một", "ô hai"))
    style = '<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/>%s</w:style>'
    styles = [("Muc", '<w:pPr><w:numPr><w:numId w:val="6"/></w:numPr></w:pPr>'), ("Con", '<w:basedOn w:val="TieuMuc"/>'),
              ("TieuMuc", '<w:basedOn w:val="Muc"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="6"/></w:numPr></w:pPr>')]
    document = docx.Document()
    document.save(at("empty_of_word.docx"))
    numbering = "".join('<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="multilevel"/>%s</w:abstractNum>' % (i, "".join(look)) for i, look in enumerate(looks))
    numbering += "".join('<w:num w:numId="%d"><w:abstractNumId w:val="%d"/>%s</w:num>' % use for use in uses)
    parts = {"word/document.xml": "<w:document %s><w:body>%s<w:tbl>%s</w:tbl><w:p/></w:body></w:document>" % (W, "".join(listed(*one) for one in said), cells),
             "word/numbering.xml": "<w:numbering %s>%s</w:numbering>" % (W, numbering),
             "word/styles.xml": "<w:styles %s>%s</w:styles>" % (W, "".join(style % (name, name, rest) for name, rest in styles))}
    with zipfile.ZipFile(at("empty_of_word.docx")) as empty, zipfile.ZipFile(at("numbered.docx"), "w") as made:
        for name in empty.namelist():
            made.writestr(name, parts.get(name) or empty.read(name))


def hostile():
    write("picture.docx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    write("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096)
    write("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4096)
    word("entity.docx", "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
    word("deep.docx", "<w:sdt>" * 10000 + "</w:sdt>" * 10000)
    word("torn.docx", "<w:p><w:r><w:t>dở dang")
    packed("bomb.docx", "word/document.xml", b" " * (80 << 20))
    packed("other.docx", "mimetype", "application/epub+zip")
    write("half.docx", open(at("decision.docx"), "rb").read()[:3000])
    word("empty.docx", "")
    write("empty.txt", b"")
    write("random.txt", bytes((i * 37 + 11) % 256 for i in range(5000)))
    write("broken.pdf", b"%PDF-1.7\n" + b"x" * 1000)
    write("scan.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
          b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>endobj\n"
          b"4 0 obj<</Length 16>>stream\n20 20 99 99 re f\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
    kids = "".join("%d 0 R " % i for i in range(3, 64))
    write("scan_long.pdf", ("%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[%s]/Count 61>>endobj\n" % kids + "".join(
        "%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n" % i for i in range(3, 64)) + "trailer<</Root 1 0 R>>\n%%EOF\n").encode())
    write("deep.html", b"<html><body>" + b"<div>" * 10000 + b"x")
    cells = "".join("<w:tr>%s</w:tr>" % "".join("<w:tc><w:p><w:r><w:t>%d.%d</w:t></w:r></w:p></w:tc>" % (i, j) for j in range(100)) for i in range(1000))
    word("large.docx", "<w:tbl>%s</w:tbl>" % cells)
    write("many.txt", b"a\n" * 60001)  # a line, a cell and a letter more than the limits
    write("wide.html", ("<html><table>" + "<tr>" + "<td>a" * 60 + ("<tr>" + "<td>a" * 60) * 2000 + "</table></html>").encode())
    write("long.html", b"<html><p>" + b"a" * (8 * 1024 * 1024 + 1) + b"</html>")
    write("line.txt", ("một dòng rất dài " * 300000).encode())


def plain():
    text = "Trước ngày 15 tháng 11\nHoàn thành 95,5 %\n"
    write("utf16.txt", b"\xff\xfe" + text.encode("utf-16-le"))
    write("marked.txt", b"\xef\xbb\xbf" + text.encode())
    write("page.html", ("""<!DOCTYPE html><html><head><title>Không đọc</title><style>p {}</style></head><body><h2>Điều 1.  Phạm vi</h2>
<p>Áp dụng cho <b>các xã</b>,<br>phường.</p><script>alert(1)</script><table><tr><th>TT</th><th colspan="2">Việc</th></tr>
<tr><td>1</td><td>Rà soát<p>mạng</p></td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table><ul><li>một</li><li>hai &amp; ba</li></ul></body>""").encode())


decision()
numbered()
hostile()
plain()
