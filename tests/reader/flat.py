"""Writes a sample's blocks as HTML, Markdown, plain text, or as a web page that was flattened to one cell a line."""
# SPDX-License-Identifier: Apache-2.0
import html
import textwrap

from writers import groups, halves, spans


def page(blocks, title):
    out = ['<!DOCTYPE html>', '<html lang="vi"><head><meta charset="utf-8"><title>%s</title>' % html.escape(title),
           "<style>.vb td{border:1px solid #000}</style><script>var chu_tri = 'Sở Nào Đó';</script></head><body>",
           '<nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/vb">Văn bản</a></li><li>Đăng nhập</li></ul></nav>', '<div class="vb">']
    for style, value in groups(blocks):
        if style == "table":
            out.append('<table border="1" cellspacing="0">')
            for shown in spans(value):
                out.append("<tr>" + "".join("<td%s%s><p>%s</p></td>" % (
                    ' colspan="%d"' % wide * (wide > 1), ' rowspan="%d"' % high * (high > 1), html.escape(text).replace("//", "<br>"))
                    for text, wide, high in shown) + "</tr>")
            out.append("</table>")
        elif style == "pair":
            out.append("<table><tr>%s</tr></table>" % "".join("<td><p><b>%s</b></p></td>" % html.escape("//".join(half)).replace("//", "<br>\n")
                                                             for half in halves(value)))
        elif style != "page":
            text = html.escape(value).replace("//", "<br>\n").replace(" – ", "&nbsp;&ndash; ")
            form = {"centre": '<p align="center"><strong>%s</strong></p>', "right": '<p style="text-align:right"><em>%s</em></p>',
                    "heading": "<p><b>%s</b></p>"}.get(style, "<p>%s</p>")
            out.append(form % text)
    return "\n".join([*out, "</div>", "<footer>Bản quyền thuộc Cổng thông tin điện tử. Lượt xem: 1.204</footer>", "</body></html>", ""])


def markdown(blocks):
    out = []
    for style, value in groups(blocks):
        if style == "table":
            lines = []
            for n, row in enumerate(value):
                lines.append("| " + " | ".join("" if cell in ("^", "<") else cell.replace("//", "<br>") for cell in row) + " |")
                if n == 0:
                    lines.append("|" + "---|" * len(row))
            out.append("\n".join(lines))
        elif style == "pair":
            out += ["**%s**" % " ".join(half) for half in halves(value)]
        elif style == "heading":
            out.append("## " + value)
        elif style == "centre":
            out.append("# " + value.replace("//", " "))
        elif style != "page":
            out.append(textwrap.fill(value.replace("//", "\n"), 110, break_long_words=False, break_on_hyphens=False))
    return "\n\n".join(out) + "\n"


def plain(blocks):
    """As typists of the nineties saved a file for MS-DOS: lines of 78, tables as columns between bars."""
    out = []
    for style, value in groups(blocks):
        if style == "table":
            out += [" | ".join("" if cell in ("^", "<") else cell.replace("//", " ") for cell in row) for row in value] + [""]
        elif style == "pair":
            left, right = halves(value)
            for n in range(max(len(left), len(right))):
                out.append("%-34s%s" % ("".join(left[n:n + 1]), "".join(right[n:n + 1])))
            out.append("")
        elif style in ("centre", "right"):
            out += [line.center(78).rstrip() if style == "centre" else line.rjust(78) for line in value.split("//")] + [""]
        elif style != "page":
            out += textwrap.wrap(value.replace("//", " "), 78, initial_indent="      ", break_on_hyphens=False) + [""]
    return "\n".join(out)


def web(blocks, facts, twice):
    """The head is printed again after `twice` blocks; each cell stands on a line of its own, a merged one once."""
    out = [facts["title"], "| Số hiệu | %s |" % facts["number"], "| Ngày ban hành | %s |" % "/".join(reversed(facts["date"].split("-"))),
           "| Người ký | %s |" % facts["signer"], "| Tình trạng | Đã biết |"]
    for style, value in groups(blocks[:twice] + blocks):
        if style == "table":
            for row in value:
                out += ["|"] + [cell.replace("//", "\n") + " |" for cell in row if cell not in ("^", "<")]
        elif style == "pair":
            for n, half in enumerate(halves(value)):
                out += ["|"] * (n == 0) + ["\n".join(half) + " |"]
        elif style != "page":
            out += textwrap.wrap(value, 34, break_on_hyphens=False) if style == "centre" else value.split("//")
    return "\n".join([*out, "Đăng xuất", "Việc làm Hà Nội", "Lưu trữ | Ghi chú", "Ý kiến", ""])


def copied(blocks, facts):
    """As text marked in a browser and copied: each cell on a line of its own, those after the first of a row behind a tab, an empty one
    is a tab and a fixed blank, one merged with another is not there; a portal's menu stands above and links below."""
    head = [("Số ký hiệu", facts["number"]), ("Ngày ban hành", "/".join(reversed(facts["date"].split("-")))), ("Người ký", facts["signer"]),
            ("Trích yếu", facts["title"]), ("Tệp đính kèm", "Xem | Tải về")]
    out = ["Trang chủ", "Giới thiệu", "Văn bản chỉ đạo, điều hành", "Chi tiết văn bản", ""]
    out += ["%s\n\t%s" % pair for pair in head] + [""]
    for style, value in groups(blocks):
        if style == "table":
            for row in value:
                out.append("\n\t".join(cell.replace("//", " ") or "\u00a0" for cell in row if cell not in ("^", "<")))
            out.append("")
        elif style == "pair":
            out += ["\n\t".join("\n".join(half) for half in halves(value)), ""]
        elif style != "page":
            out += [value.replace("//", "\n"), ""]
    return "\n".join([*out, "In trang này", "Gửi phản hồi", "Văn bản cùng chủ đề", "Lên đầu trang", ""])
