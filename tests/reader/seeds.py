"""The province's own two documents, where they are at hand, against the plan package that people made of them.

The package has its own short titles, so what belongs together is told by its citation; where that finds nothing, by the words
that a title of the package shares with a passage.
"""
# SPDX-License-Identifier: Apache-2.0
import csv
import os
import pathlib
import re
import tempfile

from loosely import agencies, bare, name, named, same_target

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLAN = ROOT / "content/tuyen-quang"
SEEDS = pathlib.Path(os.environ.get("BANYAN_SEED_DOCUMENTS", ROOT.parent / "shared/seeds"))
DOCUMENTS = {"KH119": "000_e7c1642710abab67.txt", "QD1539": "001_d1a4275ceab9f5fe.txt"}
SHARED_WORDS = 0.6


def rows_of(table):
    with (PLAN / (table + ".csv")).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def place(citation):
    """"1539/QĐ-UBND, Phụ lục I, mục 1" without the number of the document."""
    return bare(re.sub(r"^[\w/.-]+/[\w-]+, ", "", citation))


def words(text):
    return set(re.findall(r"\w+", text.lower()))


class Read:
    def __init__(self, reading):
        self.passages = {one["number"]: one for one in reading["passages"]}
        self.reading = reading

    def at(self, kind, row):
        """The findings of a row of the package: those of its place, else the one that shares most words with its title."""
        found = self.reading.get(kind) or []
        there = [one for one in found if bare(self.passages[one["passage"]].get("citation")) == place(row["citation"])]
        if there or not row.get("title"):
            return there
        asked = words(row["title"])
        shares = [(len(asked & words(self.passages[one["passage"]].get("text") or "")) / len(asked), -i) for i, one in enumerate(found)]
        best, at = max(shares, default=(0, 0))
        return [found[-at]] if best >= SHARED_WORDS else []


def registry(folder):
    """The package's agencies and collectives as the reader wants them; old names as its assignments tell them."""
    old = {}
    for row in rows_of("assignments"):
        if row["named"] and row["then"] == row["agency"]:
            old.setdefault(row["agency"], set()).add(row["named"])
    path = pathlib.Path(folder) / "agencies.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("code", "name", "aliases", "old_names"))
        for row in rows_of("agencies") + rows_of("collectives"):
            out.writerow((row["code"], row["name"], row.get("short_name", ""),
                          ";".join(sorted(one for one in old.get(row["code"], ()) if ";" not in one))))
    return path


def holds(wanted, got):
    """The package knows no "trên", and writes what holds in each year for every one of them."""
    relations = {"above": "at_least", "below": "at_most"}
    got = {**got, "relation": relations.get(got.get("relation"), got.get("relation"))}
    return same_target(wanted, got) or (got.get("is_yearly") and same_target(wanted, {**got, "is_yearly": False, "year": wanted["year"]}))


def targets(read, document, missed):
    indicators, right, wanted = {row["code"]: row for row in rows_of("indicators") if row["document"] == document}, 0, 0
    for row in rows_of("targets"):
        if row["indicator"] not in indicators or (row["operator"] == "text" and not row["text"]):
            continue  # an empty cell is no target
        wanted += 1
        target = {"year": int(row["year"]), "relation": "text" if row["text"] else "range" if row["low"] and row["high"] else row["operator"],
                  "value": row["text"] or row["low"] or row["high"], "value_to": row["high"] or None}
        got = [one for finding in read.at("indicators", {**indicators[row["indicator"]], "citation": row["citation"]})
               for one in finding.get("targets") or []]
        is_right = any(holds(target, one) for one in got)
        right += is_right
        if not is_right:
            missed.append("target %s: wanted %s, got %s" % (row["citation"], target, got))
    return right, wanted


def tasks(read, document, missed):
    """Of leads only those that the text of the task itself names: what follows from another clause has a basis."""
    asked, right, wanted, found, days = {}, 0, 0, 0, 0
    for row in rows_of("assignments"):
        if row["role"] == "lead" and row["named"] and not row["basis"]:
            asked.setdefault(row["task"], []).append(row["named"])
    rows = [row for row in rows_of("tasks") if row["document"] == document]
    for row in rows:
        there = read.at("tasks", row)
        ends = [(one.get("term") or {}).get("last") or "" for one in there]
        found, days = found + bool(there), days + (row["due"] in ends)
        if row["due"] not in ends:
            missed.append("%s %s: wanted %s, got %s" % ("day" if there else "task", row["citation"], row["due"] or row["title"], ends))
        if row["code"] not in asked:
            continue
        wanted += 1
        names, got = {name(one) for one in asked[row["code"]]}, [agencies(one, "lead", {}) for one in there]
        is_right = any({name(one) for one in some.values()} == names for some in got)
        right += is_right
        if not is_right:
            missed.append("lead %s: wanted %s, got %s" % (row["citation"], asked[row["code"]], [list(some.values()) for some in got]))
    return found, len(rows), days, found, right, wanted


def duties(read, document, missed):
    right, wanted = 0, 0
    for row in rows_of("duties"):
        day = re.search(r"\b\d\d-\d\d\b", row["due_rule"])
        if row["document"] != document or not day:
            continue
        wanted += 1
        there = read.at("duties", {**row, "title": ""}) or read.reading.get("duties") or []
        is_right = any(day[0] in (one.get("days") or []) for one in there)
        right += is_right
        if not is_right:
            missed.append("duty %s: wanted %s, got %s" % (row["citation"], day[0], [one.get("words") for one in there]))
    return right, wanted


def compared(read, tells_missed):
    """A line a document; says so where it is not at hand."""
    lines = ["against the plan package of Tuyên Quang: right of those in the package"]
    with tempfile.TemporaryDirectory() as folder:
        for document, file in DOCUMENTS.items():
            missed = []
            if not (SEEDS / file).exists():
                lines.append("%-7s skipped: %s is not at hand" % (document, SEEDS / file))
                continue
            try:
                one = Read(read(SEEDS / file, registry(folder)))
            except Exception as why:  # whatever keeps it from being read is told, the other one is compared all the same
                lines.append("%-7s cannot be read: %s" % (document, why))
                continue
            lines.append("%-7s targets %d/%d, tasks %d/%d, with their days %d/%d, leads named there %d/%d, days of duties %d/%d" % (
                document, *targets(one, document, missed), *tasks(one, document, missed),
                *duties(one, document, missed)))
            lines += ["  " + one for one in missed if tells_missed]
    return "\n".join(lines)
