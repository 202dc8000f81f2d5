#!/usr/bin/env python3
"""Makes the samples of tests/reader/ and their labels out of sources/NAME.src. Those in the layout of a printed page
(`!form layout`) go through Word, LibreOffice and `pdftotext -layout`, as they do in an office; they are made only on request:
    python3 tests/reader/make.py [--layout] [NAME...]"""
# SPDX-License-Identifier: Apache-2.0
import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

import flat
import office
import tcvn3
import word
import writers
from source import Source

HERE = pathlib.Path(__file__).resolve().parent
TONES = {"òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "òe": "oè", "óe": "oé", "ỏe": "oẻ", "õe": "oẽ", "ọe": "oẹ",
         "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ"}
OPEN = re.compile("(?<![qQ])(%s)(?![a-zà-ỹ])" % "|".join(TONES))


def other_tones(text):
    """hòa -> hoà, ủy -> uỷ, in syllables that end with the two vowels."""
    text = OPEN.sub(lambda found: TONES[found[1]], text)
    return re.sub("(?<![QqA-Za-z])Ủy", "Uỷ", text).replace("ỦY", "UỶ").replace("HÒA", "HOÀ").replace("HÓA", "HOÁ")


def each_text(value, change):
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: each_text(one, change) for key, one in value.items()}
    return [each_text(one, change) for one in value] if isinstance(value, (list, tuple)) else value


def slip(text, slips):
    """Each slip is put into every second place where the word stands."""
    for wrong, right in slips:
        count = iter(range(1 << 30))
        text = re.sub(r"(?<!\w)%s(?!\w)" % re.escape(right), lambda _: wrong if next(count) % 2 == 0 else right, text)
    return text


def printed(blocks, running, docx):
    with tempfile.TemporaryDirectory() as room:
        docx(room + "/a.docx", blocks, running)
        subprocess.run(["soffice", "-env:UserInstallation=file://" + room + "/u", "--headless", "--convert-to", "pdf", "--outdir", room,
                        room + "/a.docx"], check=True, capture_output=True)
        return subprocess.run(["pdftotext", "-layout", room + "/a.pdf", "-"], check=True, capture_output=True).stdout.decode()


def write(name, layout):
    source = Source(HERE / "sources" / (name + ".src"))
    label, blocks, forms = source.whole_label(), source.blocks, source.forms
    if "other-tones" in forms:
        label, blocks = each_text(label, other_tones), each_text(blocks, other_tones)
    path = HERE / (name + ".txt")
    docx = word.docx if "word" in forms else writers.docx
    if "layout" in forms:
        if layout:
            path.write_text(slip(printed(blocks, source.running, docx), source.slips), encoding="utf-8")
    elif "web" in forms:
        path.write_text(flat.web(blocks, source.facts, int(source.facts["twice"])), encoding="utf-8")
    elif "copied" in forms:
        path.write_text(flat.copied(blocks, source.facts), encoding="utf-8")
    elif "tcvn3" in forms:
        path.write_bytes(tcvn3.encode(flat.plain(blocks)))
    elif "plain" in forms:
        path.write_text(flat.plain(blocks), encoding="utf-8")
    elif "html" in forms:
        path.with_suffix(".html").write_text(flat.page(blocks, source.facts["title"]), encoding="utf-8")
    elif "md" in forms:
        path.with_suffix(".md").write_text(unicodedata.normalize("NFD", flat.markdown(blocks)), encoding="utf-8")
    elif "mail" in forms:
        path.write_text(office.mail(blocks, source.facts), encoding="utf-8")
    elif "portal" in forms:
        path.with_suffix(".html").write_text(office.portal(blocks, source.facts), encoding="utf-8")
    elif "docx" in forms or "word" in forms:
        docx(path.with_suffix(".docx"), blocks, source.running)
    elif "odt" in forms:
        writers.odt(path.with_suffix(".odt"), blocks, source.running)
    text = json.dumps(label, ensure_ascii=False, indent=1)
    path.with_suffix(".json").write_text(re.sub(r"\{\n\s+([^{}\[\]]*?)\n\s+\}", lambda m: "{" + re.sub(r"\n\s+", " ", m[1]) + "}", text) + "\n")
    with (HERE / (name + ".agencies.csv")).open("w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out, lineterminator="\n")
        common = list(csv.reader((HERE / "sources/agencies.csv").open(encoding="utf-8")))
        rows.writerows(common + [row + [""] * (4 - len(row)) for row in source.agencies])


if __name__ == "__main__":
    wanted = [arg for arg in sys.argv[1:] if arg[0] != "-"] or sorted(path.stem for path in (HERE / "sources").glob("*.src"))
    for one in wanted:
        write(one, "--layout" in sys.argv)
