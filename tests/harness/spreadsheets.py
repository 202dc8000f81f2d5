#!/usr/bin/env python3
"""tests/harness/spreadsheets - spreadsheets of figures as people and enemies make them: spreadsheets.py FOLDER writes one file
for each; spreadsheets.py FOLDER read FILE prints what openpyxl finds in a file of ours."""
# SPDX-License-Identifier: Apache-2.0
import datetime
import json
import pathlib
import sys
import zipfile

import openpyxl

HEADER = ["indicator", "subject", "period", "value"]
folder = pathlib.Path(sys.argv[1])


def book(rows, notes=()):
    made = openpyxl.Workbook()
    for row in [*notes, HEADER, *rows]:
        made.active.append(list(row))
    return made


def save(name, made):
    made.save(folder / name)
    return folder / name


def change(name, source, part, into=None, extra=None):
    """The archive again, with one part put in place of another, or one more."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            content = old.read(entry)
            new.writestr(entry, into(content) if entry == part else content)
        if extra:
            new.writestr(*extra)


def make():
    good = save("good.xlsx", book([["D1.A", 99001, "2026-09", 60.5], ["D1.A", "99002", "2026-09", 0.1 + 0.2]], [["Điền cột value"], []]))
    formula = book([["D1.A", "99001", "2026-09", "=30*2"], ["D1.A", "99002", "2026-09", 12]])
    formula.active["D4"] = "=SUM(D2:D3)"
    save("formula.xlsx", formula)
    merged = book([["D1.A", "99001", "2026-09", 60], ["D1.A", "99002", "2026-09", 70]])
    merged.active.merge_cells("A2:A3")
    save("merged.xlsx", merged)
    error = save("error.xlsx", book([["D1.A", "99001", "2026-09", 1]]))
    change("error.xlsx", save("one.xlsx", book([["D1.A", "99001", "2026-09", 1]])), "xl/worksheets/sheet1.xml",
           lambda xml: xml.replace(b'<c r="D2" t="n"><v>1</v>', b'<c r="D2" t="e"><v>#DIV/0!</v>'))
    save("long.xlsx", book([["D1.A", "99001", "2026-09", 1]]))
    change("long.xlsx", error.parent / "one.xlsx", "xl/worksheets/sheet1.xml",
           lambda xml: xml.replace(b'<c r="D2" t="n"><v>1</v>', b'<c r="D2" t="inlineStr"><is><t>' + b"a" * 140000 + b"</t></is>"))
    wrong = book([["D1.A", "99001", datetime.date(2026, 9, 1), "nhiều"]])
    save("wrong.xlsx", wrong)
    wide = book([["D1.A", "99001", "2026-09", 60]])
    wide.active["XFD2"] = "xa"
    save("wide.xlsx", wide)
    sheet = "xl/worksheets/sheet1.xml"
    rows = b"".join(b"<row><c><v>%d</v></c></row>" % (n * 7919) for n in range(50000))
    change("many.xlsx", error.parent / "one.xlsx", sheet, lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))
    change("macro.xlsx", good, "", extra=("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0"))
    change("link.xlsx", good, "", extra=("xl/externalLinks/externalLink1.xml", "<externalLink/>"))
    change("dtd.xlsx", good, sheet, lambda xml: b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]>' + xml[xml.index(b"<worksheet"):])
    change("bomb.xlsx", good, sheet, lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b" " * 60_000_000))
    change("hidden.xlsx", good, "xl/workbook.xml", lambda xml: xml.replace(b'state="visible"', b'state="hidden"'))
    (folder / "old.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (folder / "torn.xlsx").write_bytes(good.read_bytes()[:-200])


def read(name):
    found = openpyxl.load_workbook(name)
    page = found.active
    rows = [["" if cell is None else cell.isoformat() if hasattr(cell, "isoformat") else cell for cell in row] for row in page.iter_rows(values_only=True)]
    print(json.dumps({"title": page.title, "rows": rows, "frozen": page.freeze_panes, "creator": found.properties.creator}, ensure_ascii=False))


read(sys.argv[3]) if len(sys.argv) > 3 else make()
