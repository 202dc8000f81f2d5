"""One reading against its label: shares of what is right, and a list of what is wrong."""
# SPDX-License-Identifier: Apache-2.0
from loosely import agencies, alike, bare, deadline, name, named, registry_of, same_target, title
from matching import Places, by_measure, by_start, by_words, unit_of

SHARES = ("head", "goals", "goals true", "tasks", "tasks true", "lead", "with", "product", "due", "measures", "measures true",
          "targets", "unit", "duties", "duties true", "duty who", "duty when")


class Share:
    """So many right of so many."""

    def __init__(self, right=0, of=0):
        self.right, self.of = right, of

    def __str__(self):
        return "%d/%d %3.0f %%" % (self.right, self.of, 100 * self.right / self.of) if self.of else "-"


class Grade:
    def __init__(self):
        self.shares, self.wrong = {column: Share() for column in SHARES}, {}

    def add(self, other):
        for column in SHARES:
            self.shares[column].right += other.shares[column].right
            self.shares[column].of += other.shares[column].of

    def count(self, column, is_right, where="", wanted=None, got=None):
        share = self.shares[column]
        share.of += 1
        share.right += bool(is_right)
        if not is_right:
            self.wrong.setdefault(column, []).append((where, wanted, got))

    def told(self):
        lines = []
        for column in SHARES:
            for where, wanted, got in self.wrong.get(column, []):
                lines.append("  %s: %s" % (column, where))
                lines += ["      %s %s" % (word, shown(value)) for word, value in (("wanted", wanted), ("got   ", got))
                          if value is not None]
        return "\n".join(lines) if lines else "  nothing is wrong"


def shown(value):
    if isinstance(value, dict):
        return "; ".join("%s %s" % pair for pair in value.items() if pair[1] is not None) or "none"
    if isinstance(value, (list, set)):
        return "; ".join(map(shown, value)) or "none"
    return str(value) or "none"


def grade_head(done, label, head):
    wanted = label["document"]
    same = {"number": bare, "kind": bare, "issuer": name, "place": name, "signer": name, "title": title}
    for key, form in same.items():
        done.count("head", form(wanted[key]) == form(head.get(key)), key, wanted[key] or "", head.get(key) or "")
    done.count("head", wanted["date"] == head.get("issued_on"), "date", wanted["date"], head.get("issued_on") or "")
    got = [(bare(base.get("number")), base.get("issued_on")) for base in head.get("bases") or []]
    for base in wanted["bases"]:
        key = (bare(base["number"]), base["date"])
        done.count("head", key in got, "basis", base, "")
        if key in got:
            got.remove(key)
    replaced = [bare(number) for number in head.get("replaces") or []]
    for number in wanted["replaces"]:
        done.count("head", bare(number) in replaced, "replaces", number, "")
    for number, date in got:
        done.count("head", False, "a basis that is none", "", "%s of %s" % (number or "a law", date))
    for number in set(replaced) - {bare(number) for number in wanted["replaces"]}:
        done.count("head", False, "replaces what it does not", "", number)


def grade_found(done, column, missed, false, matched, telling):
    """Found of those wanted; true of those given."""
    for _ in matched:
        done.count(column, True)
        done.count(column + " true", True)
    for one in missed:
        done.count(column, False, telling(one))
    for finding, text in false:
        done.count(column + " true", False, "“%s”" % text[:90], None, finding.get("title"))


def grade_tasks(done, places, matched, known):
    for wanted, got in matched:
        where = wanted["text_starts"]
        for column, key, role in (("lead", "lead", "lead"), ("with", "with", "support")):
            asked, given = named(wanted[key], known), agencies(got, role, known)
            done.count(column, set(asked) == set(given), where, list(asked.values()), list(given.values()))
        product = places.mend(got.get("product"))
        done.count("product", alike(wanted["product"], product), where, wanted["product"] or "", product)
        due, term = deadline(got.get("term")), got.get("term") or {}
        done.count("due", wanted["deadline"] == due, where, wanted["deadline"], {**due, "words": term.get("words")})


def grade_measures(done, matched):
    for wanted, got in matched:
        where, left, missing = wanted["title_has"], list(got.get("targets") or []), 0
        for target in wanted["targets"]:
            match = next((one for one in left if same_target(target, one)), None)
            done.count("targets", match is not None, where, target, got.get("targets") or [])
            if match is not None:
                left.remove(match)
            else:
                missing += 1
        for surplus in left[missing:]:
            done.count("targets", False, where + ": one too many", None, surplus)
        done.count("unit", bare(wanted["unit"]) == bare(unit_of(got)), where, wanted["unit"], unit_of(got))


def grade_duties(done, places, matched, known):
    for wanted, got in matched:
        who, given = name(wanted["who"]), agencies(got, "lead", known)
        is_named = known.get(who, who) in given or any(name(one) and name(one) in who for one in given.values())
        done.count("duty who", is_named, wanted["what"], wanted["who"], list(given.values()))
        words = places.mend(got.get("words"))
        done.count("duty when", alike(wanted["when"], words), wanted["what"], wanted["when"], words)


def grade(label, reading, registry):
    done, places, known = Grade(), Places(reading, label), registry_of(registry)
    grade_head(done, label, reading.get("document") or {})
    either, matched = label["not_counted"], {}
    for column, key, matching, telling in (
            ("goals", "objectives", by_start, "text_starts"), ("tasks", "tasks", by_start, "text_starts"),
            ("measures", "indicators", by_measure, "title_has"), ("duties", "duties", by_words, "what")):
        matched[key], missed, left = matching(places, label[key], reading.get(key) or [])
        false = [(one, places.text(one)) for one in left if not places.is_at(one, either)]
        grade_found(done, column, missed, false, matched[key], lambda one, telling=telling: one[telling])
    grade_tasks(done, places, matched["tasks"], known)
    grade_measures(done, matched["indicators"])
    grade_duties(done, places, matched["duties"], known)
    return done
