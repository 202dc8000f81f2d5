#!/usr/bin/env python3
"""House rules that a machine can see, run as a test. Exceptions stand in tools/allow.txt, which may only grow shorter."""
# SPDX-License-Identifier: Apache-2.0
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LIMITS = {".c": 800, ".h": 200, ".py": 150, ".sh": 150}
LINE_MAX, FUNCTION_MAX = 120, 70
ALLOWED = {line.strip() for line in (ROOT / "tools/allow.txt").read_text().splitlines() if line and not line.startswith("#")}
SQL = re.compile(r'"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE)\b')


def files(*endings):
    for folder in ("src", "tools", "tests", "web", "docs", "content"):
        for path in sorted((ROOT / folder).rglob("*")):
            parts = path.relative_to(ROOT).parts
            if path.suffix in endings and path.is_file() and not {"node_modules", "dist", "corpus", ".cache"} & set(parts):
                yield path, str(path.relative_to(ROOT)), path.read_text(encoding="utf-8").splitlines()


def check_head(name, lines, suffix):
    own = name[4:].rsplit(".", 1)[0] if name.startswith("src/") else name.rsplit(".", 1)[0]
    if suffix in (".c", ".h"):
        first = lines[0] if lines else ""
        room = own.rsplit("/", 1)[0]
        if not first.startswith(("/* %s - " % own, "/* %s - " % room)):
            yield 1, "the file does not open with `/* %s - a sentence */`" % own
    if not any("SPDX-License-Identifier: Apache-2.0" in line for line in lines[:12]):
        yield 1, "no SPDX line"


def check_functions(lines):
    start, name = None, ""
    for n, line in enumerate(lines, 1):
        head = re.match(r"^(?!static const|typedef|struct|enum|extern|#)[\w\s\*]*?\b(\w+)\(.*\{$", line)
        if head and not line.startswith(" "):
            start, name = n, head[1]
        if line == "}" and start:
            if n - start + 1 > FUNCTION_MAX:
                yield start, "%s has %d lines, more than %d" % (name, n - start + 1, FUNCTION_MAX)
            start = None


def check_c(name, lines):
    for n, line in enumerate(lines, 1):
        code = re.sub(r'"(\\.|[^"\\])*"', '""', line)
        if SQL.search(line):
            yield n, "SQL text belongs into a .sql file"
        if re.search(r"\b(malloc|calloc|realloc|free)\(", code) and not name.startswith("src/base/") and "/tests/" not in name:
            yield n, "memory is base's matter: use an arena"
        if re.search(r"^static (?!const|inline|_Thread_local|Code|bool|void|int|size_t)[\w\s\*]+ = ", code) and "/tests/" not in name:
            yield n, "a mutable static"


def main():
    faults = []
    for path, name, lines in files(".c", ".h", ".py", ".sh", ".sql", ".mjs", ".ts", ".tsx", ".css", ".md"):
        suffix, found = path.suffix, []
        if suffix in LIMITS and len(lines) > LIMITS[suffix]:
            found.append((1, "%d lines, more than %d" % (len(lines), LIMITS[suffix])))
        if suffix in (".c", ".h", ".py", ".sh", ".mjs", ".ts", ".tsx"):
            found += check_head(name, lines, suffix)
        if suffix in (".c", ".h"):
            found += [(n, "longer than %d letters" % LINE_MAX) for n, line in enumerate(lines, 1) if len(line) > LINE_MAX]
            found += check_c(name, lines)
        if suffix == ".c":
            found += check_functions(lines)
        for n, line in enumerate(lines, 1):
            if line != line.rstrip() and suffix != ".md":
                found.append((n, "blanks at the end"))
            if "\t" in line and suffix not in (".md",):
                found.append((n, "a tab"))
            if re.search(r"\b(TODO|FIXME|XXX)\b(?! \(#\d+\))", line) and name != "tools/tidy.py":
                found.append((n, "a debt without its issue: write `TODO (#12) ...`"))
        faults += ["%s:%d: %s" % (name, n, why) for n, why in found if "%s %s" % (name, why) not in ALLOWED]
    print("\n".join(faults) if faults else "tidy: the house is in order")
    sys.exit(bool(faults))


main()
