"""How a reading and a label are compared: what does not count is taken away from both before. README.md tells the rules."""
# SPDX-License-Identifier: Apache-2.0
import re
import unicodedata

RELATIONS = {"=": {"equal"}, ">=": {"at_least"}, ">": {"above", "at_least"}, "<=": {"at_most"}, "<": {"below", "at_most"},
             "range": {"range"}, "text": {"text"}}
SHORT = {"ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân"}
MARK = re.compile(r"^\s*([-–•+*]|\(?(\d+(\.\d+)*|[ivxlc]+|[a-zđ])[.)])\s+", re.I)
START_WORDS = 14


def bare(text):
    """Without capitals, tones (so wherever they are placed), kinds of dashes and quotes, and blanks. Letters keep their hats."""
    text = unicodedata.normalize("NFD", (text or "").lower())
    text = unicodedata.normalize("NFC", re.sub("[\u0300\u0301\u0303\u0309\u0323]", "", text))
    return re.sub(r"\s+", "", re.sub("[“”„\"]", '"', re.sub("[–—‑‐−]", "-", text)))


def plain(text):
    """A name or a title: no marks at its ends either."""
    return bare(text).strip(".,;:'\"()-")


def title(text):
    return plain(re.sub(r"^\s*(v/v|về việc|về)[\s:]+", "", unicodedata.normalize("NFC", text or ""), flags=re.I))


def name(text):
    for short, full in SHORT.items():
        text = re.sub(r"\b%s\b" % short, full, text or "", flags=re.I)
    return re.sub("^cac", "", plain(text))


def mended(text, slips):
    """Slips of OCR, as the label's author mended them; a reader may leave them or mend them."""
    text = unicodedata.normalize("NFC", text or "")
    for wrong, right in slips:
        text = re.sub(r"(?<!\w)%s(?!\w)" % re.escape(wrong), right, text)
    return text


def starts(text, start):
    """Does a passage begin so? Its own mark may be there or not."""
    start = bare(start)
    return any(bare(one).startswith(start) for one in (text, MARK.sub("", text or "")))


def alike(one, other):
    """Words in running text whose borders are a matter of taste."""
    one, other = plain(one), plain(other)
    return one == other or (bool(one and other) and (one in other or other in one))


def same_number(one, other):
    return (one is None) == (other is None) and (one is None or abs(float(one) - float(other)) < 1e-9)


def same_target(wanted, got):
    year = "yearly" if got.get("is_yearly") else got.get("year")
    if wanted["year"] != year or got.get("relation") not in RELATIONS[wanted["relation"]]:
        return False
    if wanted["relation"] == "text":
        return plain(wanted["value"]) == plain(got.get("text"))
    return same_number(wanted["value"], got.get("value")) and (
        wanted["relation"] != "range" or same_number(wanted["value_to"], got.get("value_to")))


def deadline(term):
    """A reading's term in the form of a label."""
    if not term or not term.get("kind"):
        return {"kind": "none", "from": None, "to": None}
    if term["kind"] == "yearly":
        return {"kind": "yearly", "from": None, "to": term.get("yearly") or None}
    if term["kind"] == "continuous":
        return {"kind": "continuous", "from": None, "to": None}
    return {"kind": term["kind"], "from": term.get("first"), "to": term.get("last")}


def registry_of(rows):
    """Every name that an agency has, by its bare form; names of today come before old ones."""
    known = {}
    for names in (lambda row: [row["name"], *row["aliases"].split(";")], lambda row: row["old_names"].split(";")):
        for row in rows:
            for one in filter(None, names(row)):
                known.setdefault(name(one), row["code"])
    return known


def agencies(finding, role, known):
    """Code, or the bare name where it has none, to the name as written; of one role."""
    found = {}
    for one in finding.get("agencies") or []:
        if one.get("role") == role:
            found[one.get("code") or known.get(name(one["named"]), name(one["named"]))] = one["named"]
    return found


def named(names, known):
    return {known.get(name(one), name(one)): one for one in names}
