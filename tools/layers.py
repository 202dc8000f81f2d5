#!/usr/bin/env python3
"""Fails when a file includes from a floor above it, from a module that does not stand before its own in app/modules.c, or
another room's private header; and when a foreign library is touched outside kit."""
# SPDX-License-Identifier: Apache-2.0
import pathlib
import re
import sys

FLOORS = ["base", "kit", "platform", "modules", "app"]  # from the ground up
ROOMED = {"platform", "modules"}                        # floors that are divided into rooms
FOREIGN = re.compile(r"<(sqlite3|libpq|jansson|microhttpd|sodium|openssl/|csv|utf8proc|brotli/|zlib|magic|curl/|fido|cairo|pango/|xlsxwriter|zip\.h|expat|yaml)")


def row_of_modules(root):
    """Rooms in their order of start-up: a module may use the face of one that stands before it (decision 0024)."""
    names = re.findall(r"&(\w+)_module\b", (pathlib.Path(root) / "app/modules.c").read_text(encoding="utf-8"))
    return {name: place for place, name in enumerate(names)}


def faults(root):
    row = row_of_modules(root)
    for file in sorted(pathlib.Path(root).rglob("*.[ch]")):
        here = file.relative_to(root).parts
        for n, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if re.match(r"\s*#include <", line) and FOREIGN.search(line) and here[0] != "kit":
                yield f"{file}:{n}: only kit touches foreign libraries: {line.strip()}"
            match = re.match(r'\s*#include "([\w/]+)/(\w+)\.h"', line)
            if not match or match[1].split("/")[0] not in FLOORS:
                continue
            there = match[1].split("/")
            what = f"{'/'.join(there)}/{match[2]}.h"
            other_room = there[0] in ROOMED and tuple(there) != here[:2]
            if FLOORS.index(there[0]) > FLOORS.index(here[0]):
                yield f"{file}:{n}: looks up: {what}"
            if other_room and there[0] == here[0] == "modules" and row.get(there[1], len(row)) >= row.get(here[1], 0):
                yield f"{file}:{n}: looks into a neighbour that does not stand before it: {what}"
            if other_room and match[2] != there[1]:
                yield f"{file}:{n}: opens a private drawer: {what}"


found = list(faults(sys.argv[1] if len(sys.argv) > 1 else "src"))
print("\n".join(found) if found else "layers: every include points down")
sys.exit(bool(found))
