"""Writes a sample's blocks as the portal of a province shows them, and as text copied out of a mail."""
# SPDX-License-Identifier: Apache-2.0
import html
import textwrap

from writers import groups, halves, spans


def torn(text, size):
    """Pieces as a sentence is torn where somebody once typed; no word is torn."""
    pieces = [""]
    for word in text.split(" "):
        if len(pieces[-1]) > size:
            pieces.append("")
        pieces[-1] += word + " "
    pieces[-1] = pieces[-1][:-1]
    return pieces


def parts(blocks):
    """Halves side by side that follow one another are rows of one table."""
    pairs = []
    for style, value in [*groups(blocks), ("end", "")]:
        if style != "pair" and pairs:
            yield "pair", pairs
            pairs = []
        if style == "pair":
            pairs.append(["//".join(half) for half in halves(value)])
        elif style != "end":
            yield style, value


def shown(text, form="%s"):
    """Lines of a paragraph with the spans that Word leaves in a page."""
    font = "<span lang=VI style='font-size:14.0pt;font-family:\"Times New Roman\",serif'>%s</span>"
    return "<br>\n".join("".join(font % (form % html.escape(piece)) for piece in torn(line, 90)) for line in text.split("//"))


def portal(blocks, facts):
    day = "/".join(reversed(facts["date"].split("-")))
    told = (("Số/Ký hiệu", facts["number"]), ("Ngày ban hành", day), ("Người ký", facts["signer"]), ("Trích yếu", facts["title"]))
    out = ['<!DOCTYPE html>', '<html lang="vi-VN"><head><meta charset="utf-8"/><title>%s - Cổng Thông tin điện tử</title>' % html.escape(facts["number"]),
           "<style>p.MsoNormal{margin:6pt 0}</style>", "<script>window.dataLayer=window.dataLayer||[];</script></head>", "<body>",
           '<header><a href="/">CỔNG THÔNG TIN ĐIỆN TỬ</a><form action="/tim-kiem"><input name="q" placeholder="Tìm kiếm"/></form>',
           '<ul class="menu"><li><a href="/gioi-thieu">Giới thiệu</a></li><li><a href="/tin-tuc">Tin tức - Sự kiện</a></li><li><a href="/van-ban">'
           'Văn bản</a></li><li><a href="/dvc">Dịch vụ công</a></li></ul></header>', '<div class="breadcrumb">Trang chủ &raquo; Văn bản &raquo; Chi tiết</div>',
           '<table class="thuoc-tinh">%s</table>' % "".join("<tr><th>%s</th><td>%s</td></tr>" % (key, html.escape(value)) for key, value in told),
           '<div class="noi-dung WordSection1">']
    for style, value in parts(blocks):
        if style == "table":
            out.append('<table class="MsoNormalTable" border="1" cellspacing="0" cellpadding="0">')
            out += ["<tr>%s</tr>" % "".join("<td%s%s>%s</td>" % (
                ' colspan="%d"' % wide * (wide > 1), ' rowspan="%d"' % high * (high > 1),
                "".join('<p class="MsoNormal">%s</p>' % shown(line) for line in text.split("//"))) for text, wide, high in row) for row in spans(value)]
            out.append("</table>")
        elif style == "pair":
            out.append('<table border="0" width="100%%">%s</table>' % "".join("<tr>%s</tr>" % "".join(
                '<td valign="top"><p class="MsoNormal" align="center">%s</p></td>' % shown(half, "<b>%s</b>") for half in pair) for pair in value))
        elif style != "page":
            form, align = ("<b>%s</b>" if style in ("centre", "heading") else "%s"), "center" if style == "centre" else "justify"
            out.append('<p class="MsoNormal" style="text-align:%s">%s</p>' % (align, shown(value, form)))
            out += ['<p class="MsoNormal">&nbsp;</p>'] * (style == "centre")
    return "\n".join([*out, "</div>", '<div class="tien-ich"><a href="#">In bài viết</a> <a href="#">Chia sẻ</a> <span>Lượt xem: 2.317</span></div>',
                      '<aside><h3>Văn bản mới</h3><ul><li><a href="/vb/1">Giấy mời họp giao ban tháng</a></li><li><a href="/vb/2">Lịch tiếp công dân'
                      '</a></li></ul></aside>', "<footer>Cơ quan chủ quản: Ủy ban nhân dân tỉnh. Ghi rõ nguồn khi phát hành lại.</footer>",
                      "</body></html>", ""])


def mail(blocks, facts):
    """Bold stands between asterisks, a line is broken at 76 letters, the halves of the head follow one another."""
    out = ["Từ: " + facts["from"], "Đã gửi: " + facts["sent"], "Tới: Danh sách nhận văn bản toàn tỉnh", "Chủ đề: " + facts["subject"], "",
           "Kính chuyển các cơ quan, đơn vị nội dung văn bản dưới đây, bản ký số đã phát hành trên trục liên thông.", ""]
    for style, value in parts(blocks):
        if style == "pair":
            out += [line.strip() for pair in value for half in pair for line in half.split("//") if line.strip()] + [""]
        elif style in ("centre", "heading"):
            out += ["*%s*" % line for line in value.split("//")] + [""]
        elif style != "page":
            out += textwrap.wrap(value, 76, break_long_words=False, break_on_hyphens=False) + [""]
    return "\n".join([*out, "--", "Phòng Hành chính - Tổ chức", "Thư này được gửi tự động, xin không trả lời.", ""])
