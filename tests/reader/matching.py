"""Which finding of a reading is which of a label: by its place first, then by its words, each of both at most once."""
# SPDX-License-Identifier: Apache-2.0
from loosely import alike, bare, mended, same_target, starts


class Places:
    """The passages of a reading, with the slips of their document mended."""

    def __init__(self, reading, label):
        self.slips = label.get("slips") or []
        self.by_number = {one["number"]: one for one in reading.get("passages") or []}

    def passage(self, finding):
        return self.by_number.get(finding.get("passage"), {})

    def mend(self, text):
        return mended(text, self.slips)

    def text(self, finding):
        return self.mend(self.passage(finding).get("text"))

    def beginnings(self, finding):
        """What a finding may be told by: where it begins, its passage, the cells of its row, its title."""
        passage = self.passage(finding)
        yield self.mend((passage.get("text") or "")[finding.get("from") or 0:])
        yield self.mend(passage.get("text"))
        yield from map(self.mend, passage.get("cells") or [])
        yield self.mend(finding.get("title"))

    def begins(self, finding, start):
        return any(starts(text, start) for text in self.beginnings(finding))

    def is_at(self, finding, starts_there):
        return any(self.begins(finding, start["text_starts"]) for start in starts_there)


def pairs(wanted, found, score):
    """The closest pairs first; of equals the ones that stand first. What is left over: missed labels, false findings."""
    ranked = sorted((-points, i, j) for i, one in enumerate(wanted) for j, other in enumerate(found)
                    if (points := score(one, other)) > 0)
    of_wanted, of_found = {}, {}
    for _, i, j in ranked:
        if i not in of_wanted and j not in of_found:
            of_wanted[i], of_found[j] = j, i
    return ([(wanted[i], found[j]) for i, j in sorted(of_wanted.items())],
            [one for i, one in enumerate(wanted) if i not in of_wanted],
            [one for j, one in enumerate(found) if j not in of_found])


def by_start(places, wanted, found):
    """Objectives and tasks: a finding that begins there itself is closer than one whose passage does."""
    def score(one, finding):
        for at, text in enumerate(places.beginnings(finding)):
            if starts(text, one["text_starts"]):
                return 3 if at == 0 else 2
        return 0
    return pairs(wanted, found, score)


def by_measure(places, wanted, found):
    """Indicators: the title stands in the passage. Several may share one; then title, figures and unit tell them apart."""
    def score(one, finding):
        has = bare(one["title_has"])
        in_title, in_text = (has in bare(text) for text in (places.mend(finding.get("title")), places.text(finding)))
        if not in_title and not in_text:
            return 0
        got = finding.get("targets") or []
        right = sum(any(same_target(target, other) for other in got) for target in one["targets"])
        return (1 + 4 * in_title + 8 * right / max(1, len(one["targets"]) + len(got))
                + 0.5 * (bare(one["unit"]) == bare(unit_of(finding))))
    return pairs(wanted, found, score)


def by_words(places, wanted, found):
    """Duties: what is owed stands in the passage, or is the finding's title; when it is owed tells those of one passage apart."""
    def score(one, finding):
        what = bare(one["what"])
        if what not in bare(places.text(finding)) and not alike(one["what"], places.mend(finding.get("title"))):
            return 0
        return 1 + 2 * alike(one["when"], places.mend(finding.get("words"))) + (what in bare(places.mend(finding.get("title"))))
    return pairs(wanted, found, score)


def unit_of(finding):
    units = [finding.get("unit")] + [target.get("unit") for target in finding.get("targets") or []]
    return next((unit for unit in units if unit), "")
