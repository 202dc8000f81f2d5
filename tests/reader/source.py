"""Reads sources/NAME.src: the text of a sample as blocks, and the labels that stand beside each passage."""
# SPDX-License-Identifier: Apache-2.0
import calendar
import re

MARKER = re.compile(r"^(?:[-–+*•]|\(?[a-zđ]\)|\(\d{1,2}\)|\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+|[IVX]{1,5}[.)]|Điều \d+\.)\s+")
WORDS = 14  # so many words of a passage stand in its label
STYLES = {"=c": "centre", "=h": "heading", "=2": "pair", "=r": "right", "=p": "page", "=b": "lead-in"}


def number(text):
    return float(text) if "." in text else int(text) if re.fullmatch(r"-?\d+", text) else text


def deadline(code):
    """q2/2026, q3-4/2026, y2026, <y2027, d2026-11-15, m2026-06, h1/2026, p2026-2030, f2026-09-01..2026-10-31, yearly, yearly09-30, continuous, none."""
    def found(kind, start=None, end=None):
        return {"kind": kind, "from": start, "to": end}
    if code in ("none", "continuous", "yearly"):
        return found(code)
    if code.startswith("yearly"):
        return found("yearly", None, code[6:])
    if m := re.fullmatch(r"q(\d)(?:-(\d))?/(\d{4})", code):
        first, last, year = int(m[1]), int(m[2] or m[1]), int(m[3])
        end = calendar.monthrange(year, last * 3)[1]
        return found("quarter", "%d-%02d-01" % (year, first * 3 - 2), "%d-%02d-%02d" % (year, last * 3, end))
    if m := re.fullmatch(r"<?y(\d{4})", code):
        return found("year", None if code[0] == "<" else m[1] + "-01-01", m[1] + "-12-31")
    if m := re.fullmatch(r"f([\d-]+)\.\.([\d-]+)", code):
        return found("period", m[1], m[2])
    if m := re.fullmatch(r"d(\d{4}-\d\d-\d\d)", code):
        return found("date", None, m[1])
    if m := re.fullmatch(r"m(\d{4})-(\d\d)", code):
        return found("date", "%s-%s-01" % m.groups(), "%s-%s-%02d" % (*m.groups(), calendar.monthrange(int(m[1]), int(m[2]))[1]))
    if m := re.fullmatch(r"p(\d{4})-(\d{4})", code):
        return found("period", m[1] + "-01-01", m[2] + "-12-31")
    if m := re.fullmatch(r"h([12])/(\d{4})", code):
        return found("period", m[2] + ("-01-01" if m[1] == "1" else "-07-01"), m[2] + ("-06-30" if m[1] == "1" else "-12-31"))
    raise SystemExit("no such deadline: " + code)


def target(text):
    year, relation, value = text.split(None, 2)
    made = {"year": number(year), "relation": relation, "value": value, "value_to": None}
    if relation == "range":
        made["value"], made["value_to"] = (number(v) for v in value.split(".."))
    elif relation != "text":
        made["value"] = number(value)
    return made


class Source:
    def __init__(self, path):
        self.facts = {"bases": [], "replaces": []}
        self.forms, self.running, self.agencies, self.blocks, self.slips = [], "", [], [], []
        self.label = {"objectives": [], "indicators": [], "tasks": [], "duties": [], "not_counted": []}
        self.passage, self.row = "", []
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("%%"):
                try:
                    self.take(line.rstrip())
                except (ValueError, IndexError, KeyError) as fault:
                    raise SystemExit("%s:%d: %s" % (path, n, fault))

    def take(self, line):
        word, _, rest = line.partition(" ")
        if line[0] == "!":
            self.fact(word[1:], rest)
        elif line[0] == "@":
            self.mark(word[1:], rest)
        elif line[0] == "|":
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            self.blocks.append(("row", cells))
            above = self.row if len(self.row) == len(cells) else [""] * len(cells)
            self.row = [above[i] if cell == "^" else cell for i, cell in enumerate(cells)]
        else:
            style = STYLES.get(word, "plain")
            text = line if style == "plain" else rest
            self.blocks.append((style, text))
            self.passage, self.row = text, []

    def fact(self, key, value):
        if key == "base":
            document, _, date = value.rpartition(" ")
            self.facts["bases"].append({"number": document or None, "date": None if date == "-" else date})
        elif key == "form":
            self.forms = value.split()
        elif key == "running":
            self.running = value
        elif key == "agency":
            self.agencies.append(value.split("|"))
        elif key == "slip":
            self.slips.append([word.strip() for word in value.split("=>")])
        elif key == "replaces":
            self.facts["replaces"].append(value)
        else:
            self.facts[key] = value

    def starts(self, column):
        text = self.row[int(column) - 1] if column else self.passage
        return " ".join(MARKER.sub("", text.replace("//", " ")).split()[:WORDS])

    def names(self, text):
        """Of a cell its parts, else what stands between `&` (that of "Sở KH&CN" parts nothing)."""
        parts = self.row[int(text[1:]) - 1].split(";") if text.startswith("$") else re.split("(?<![A-ZĐ])&", text)
        return [name.strip() for name in parts if name.strip()]

    def mark(self, kind, rest):
        parts = [part.strip() for part in rest.split(";")]
        starts = {"text_starts": self.starts(kind[1:])}
        if kind[0] == "o":
            self.label["objectives"].append(starts)
        elif kind[0] == "n":
            self.label["not_counted"].append(starts)
        elif kind[0] == "i":
            self.label["indicators"].append({"title_has": parts[0], "unit": parts[1], "targets": [target(p) for p in parts[2:]]})
        elif kind[0] == "d":
            self.label["duties"].append(dict(zip(("who", "what", "when"), parts, strict=True)))
        elif kind[0] == "t":
            said = dict(part.split("=", 1) for part in parts if part)
            product = said.get("product") or None
            if product and product[0] == "$":
                product = self.row[int(product[1:]) - 1].replace("//", " ") or None
            self.label["tasks"].append({**starts, "lead": self.names(said.get("lead", "")), "with": self.names(said.get("with", "")),
                                        "product": product, "deadline": deadline(said.get("due", "none"))})
        else:
            raise ValueError("no such mark: " + kind)

    def whole_label(self):
        order = ("number", "kind", "issuer", "place", "date", "signer", "title", "bases", "replaces")
        return {"document": {key: self.facts[key] for key in order}, **self.label, "slips": self.slips}
