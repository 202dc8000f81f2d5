#!/usr/bin/env python3
"""How much of the labelled documents `banyan read` finds, as one table.

quality.py [--all] [--wrong] [NAME ...]
NAME: only these documents; without names all but those that are kept unseen, with --all these too;
--wrong: each miss, false finding and wrong field, with what was wanted and what was got.
BANYAN=path measures another program. README.md beside it tells what the columns are.
"""
# SPDX-License-Identifier: Apache-2.0
import csv
import json
import os
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True

import seeds  # noqa: E402
from grading import Grade, SHARES, grade  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BANYAN = os.environ.get("BANYAN", str(ROOT / "build/banyan"))
FORMS = (".txt", ".html", ".md", ".docx", ".odt")
UNSEEN = ("ba-khau-so-xay-dung", "binh-ngan-so-cong-thuong", "binh-trach-chuyen-doi-so", "cua-trai-nuoi-bien",
          "da-khe-di-san", "dak-chuyen-doi-so", "dak-lam-nghiep", "hoang-giang-an-toan-giao-thong", "khe-van-tu-phap",
          "kim-hai-chi-thi-dau-tu-cong", "luc-khe-thanh-nien", "mk-ket-luan-giao-ban", "mk-kinh-te-cua-khau",
          "nam-khao-duoc-lieu", "thach-lang-an-ninh-nguon-nuoc", "tra-son-moi-truong", "van-cu-kinh-te-tu-nhan",
          "ve-giang-tiet-kiem-nang-luong")
SECONDS_MAX = 60


class CannotRead(Exception):
    pass


def read(document, registry):
    """What the program prints of a document."""
    done = subprocess.run([BANYAN, "read", str(document), "--json", "--agencies", str(registry)], capture_output=True,
                          timeout=SECONDS_MAX)
    if done.returncode != 0:
        raise CannotRead("%s: %s" % (document.name, (done.stderr or done.stdout).decode(errors="replace").strip()))
    return json.loads(done.stdout)


def rows_of(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def graded(name):
    document = next(one for one in sorted(HERE.glob(name + ".*")) if one.suffix in FORMS)
    registry = HERE / (name + ".agencies.csv")
    label = json.loads((HERE / (name + ".json")).read_text(encoding="utf-8"))
    return grade(label, read(document, registry), rows_of(registry))


def printed(rows):
    """The table: a row a document, then the total."""
    lines = [("", *SHARES)] + [(name, *(str(one.shares[column]) for column in SHARES)) for name, one in rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    text = ["  ".join([line[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(line[1:], widths[1:])]).rstrip()
            for line in lines]
    return "\n".join([text[0], "-" * max(map(len, text)), *text[1:]])


def all_names():
    return sorted(path.stem for path in HERE.glob("*.json"))


def measured(names):
    """Grades by document, and the total; the reasons of those that could not be read."""
    rows, reasons = [], []
    for name in names:
        try:
            rows.append((name, graded(name)))
        except (CannotRead, ValueError, subprocess.TimeoutExpired) as why:
            reasons.append("%s: %s" % (name, why))
    total = Grade()
    for _, one in rows:
        total.add(one)
    return rows + [("all", total)], reasons


def main():
    options = {word for word in sys.argv[1:] if word.startswith("--")}
    chosen = [word for word in sys.argv[1:] if not word.startswith("--")]
    if options - {"--all", "--wrong"} or set(chosen) - set(all_names()):
        sys.exit(__doc__)
    names = chosen or [name for name in all_names() if "--all" in options or name not in UNSEEN]
    rows, reasons = measured(names)
    print(printed(rows))
    if "--wrong" in options:
        for name, one in rows[:-1]:
            print("\n%s\n%s" % (name, "  kept unseen" if name in UNSEEN else one.told()))
    if not chosen:
        print("\n" + seeds.compared(read, "--wrong" in options))
    print("".join("cannot be read: %s\n" % reason for reason in reasons), end="", file=sys.stderr)
    sys.exit(1 if reasons else 0)


if __name__ == "__main__":
    main()
