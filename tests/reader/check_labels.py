#!/usr/bin/env python3
"""Checks that what each label says is really found in its document, and prints counts. README.md tells the format."""
# SPDX-License-Identifier: Apache-2.0
import csv
import html
import json
import pathlib
import re
import sys
import unicodedata
import zipfile

import tcvn3

HERE = pathlib.Path(__file__).resolve().parent
KINDS = {"date", "quarter", "year", "yearly", "continuous", "period", "none"}
RELATIONS = {"=", ">=", "<=", ">", "<", "range", "text"}
FORMS = (".txt", ".html", ".md", ".docx", ".odt")
END = re.compile("</w:p>|<w:br/>|</text:[ph]>|<text:line-break/>")
TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.S)


def text_of(path):
    data = path.read_bytes()
    if path.suffix in (".docx", ".odt"):
        inside = "word/document.xml" if path.suffix == ".docx" else "content.xml"
        return html.unescape(TAG.sub("", END.sub(" ", zipfile.ZipFile(path).read(inside).decode())))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = tcvn3.decode(data)
    return html.unescape(TAG.sub(" ", text)) if path.suffix == ".html" else text.replace("<br>", " ")


def words(text):
    """Capitals say nothing (TCVN3 has none with a tone), nor do bars of tables."""
    return re.sub(r"[|#*\s]+", " ", unicodedata.normalize("NFC", text)).lower().replace("–", "-").split()


def bare(text):
    """Letters without tones, to compare names however their tones are placed."""
    text = re.sub("[\u0300\u0301\u0303\u0309\u0323]", "", unicodedata.normalize("NFD", text.lower()))
    return re.sub("^cac ", "", unicodedata.normalize("NFC", text).replace("–", "-"))


def strewn(wanted, there):
    """Cells side by side are interleaved in a printed layout: the words then stand in order, not next to one another."""
    for start in (i for i, word in enumerate(there) if word == wanted[0]):
        at, window = 0, there[start:start + 40 * len(wanted) + 40]
        for word in window:
            at += at < len(wanted) and word == wanted[at]
        if at == len(wanted):
            return True
    return False


class Check:
    def __init__(self, path, label):
        self.label, self.faults, self.loose = label, [], 0
        text = " ".join(words(text_of(path)))
        for wrong, right in label["slips"]:
            text = re.sub(r"(?<!\w)%s(?!\w)" % re.escape(wrong.lower()), right.lower(), text)
        self.text, self.words = text, text.split()

    def find(self, what, text):
        wanted = words(text or "")
        if not wanted or " ".join(wanted) in self.text:
            return
        self.loose += 1
        if not strewn(wanted, self.words):
            self.faults.append("%s is not in the document: %s" % (what, text))

    def head(self):
        head = self.label["document"]
        for key in ("number", "place", "signer", "title", "issuer"):
            self.find(key, head[key])
        for base in head["bases"]:
            self.find("the number of a basis", base["number"])
        for number in head["replaces"]:
            self.find("what is replaced", number)
        for date in [head["date"]] + [base["date"] for base in head["bases"] if base["date"]]:
            y, m, d = (int(part) for part in date.split("-"))
            forms = ["%s tháng %s năm %d" % (a, b, y) for a in (d, "%02d" % d) for b in (m, "%02d" % m)]
            forms += ["%s/%s/%d" % (a, b, y) for a in (d, "%02d" % d) for b in (m, "%02d" % m)]
            if not any(re.search(r"(?<!\d)" + form, self.text) for form in forms):
                self.faults.append("the date is not in the document: " + date)

    def body(self, registry):
        label, seen = self.label, set()
        for task in label["tasks"]:
            self.find("a task", task["text_starts"])
            self.find("a product", task["product"])
            if task["text_starts"] in seen:
                self.faults.append("two tasks start alike: " + task["text_starts"])
            seen.add(task["text_starts"])
            for name in task["lead"] + task["with"]:
                self.find("an agency", name)
                if bare(name) not in registry:
                    self.faults.append("not in the registry: " + name)
            if task["deadline"]["kind"] not in KINDS:
                self.faults.append("no such deadline: %s" % task["deadline"])
        for indicator in label["indicators"]:
            self.find("an indicator", indicator["title_has"])
            for part in indicator["unit"].split("/"):
                self.find("a unit", part)
            for target in indicator["targets"]:
                self.target(target)
        for duty in label["duties"]:
            for key in ("who", "what", "when"):
                self.find("of a duty, " + key, duty[key])
        for one in label["objectives"] + label["not_counted"]:
            self.find("a passage", one["text_starts"])

    def target(self, target):
        if target["relation"] not in RELATIONS or (target["year"] != "yearly" and not 1990 < target["year"] < 2060):
            self.faults.append("no such target: %s" % target)
        for value in (target["value"], target["value_to"]):
            if isinstance(value, str):
                self.find("a value", value)
            elif value is not None:
                shown = str(value).replace(".", ",") if isinstance(value, float) else f"{value:,}".replace(",", ".")
                if not re.search(r"(?<![\d,.])0?%s(?!\d|[,.]\d)" % re.escape(shown), self.text):
                    self.faults.append("the value is not in the document: %s" % target)


def registry_of(path):
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    return {bare(name) for row in rows for name in [row["name"], *row["aliases"].split(";"), *row["old_names"].split(";")]}


def main():
    bad = 0
    print("%-34s %5s %6s %6s %6s %6s %6s %6s %6s" % ("", "words", "goals", "figs", "targs", "tasks", "duties", "either", "loose"))
    for path in sorted(HERE.glob("*.json")):
        document = next(one for one in HERE.glob(path.stem + ".*") if one.suffix in FORMS)
        label = json.loads(path.read_text(encoding="utf-8"))
        check = Check(document, label)
        check.head()
        check.body(registry_of(HERE / (path.stem + ".agencies.csv")))
        counts = [len(label[key]) for key in ("objectives", "indicators", "tasks", "duties", "not_counted")]
        targets = sum(len(one["targets"]) for one in label["indicators"])
        print("%-34s %5d" % (document.name, len(check.words)) + " %6d" * 7 % (*counts[:2], targets, *counts[2:], check.loose))
        print("".join("  %s\n" % fault for fault in check.faults), end="")
        bad += len(check.faults)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
