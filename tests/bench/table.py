"""The table at the end: one row a measurement."""
# SPDX-License-Identifier: Apache-2.0
import dataclasses

COLUMNS = ("what", "measured", "reference", "ratio", "median", "p99", "CPU/op", "memory", "wanted", "")


@dataclasses.dataclass
class Row:
    """Cells are texts already; `holds`: whether what was wanted is so, None where nothing is wanted."""
    what: str
    measured: str = ""
    reference: str = ""
    ratio: str = ""
    median: str = ""
    p99: str = ""
    cpu: str = ""
    memory: str = ""
    wanted: str = ""
    holds: bool = None

    def cells(self):
        mark = {True: "✓", False: "✗", None: "·"}[self.holds]
        return (*dataclasses.astuple(self)[:-1], mark)


def duration(seconds):
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return "%.3g %s" % (seconds / size, unit) if seconds < size * 100 else "%.0f %s" % (seconds / size, unit)
    return "0"


def both(ours, theirs):
    """Ours and the reference's in one cell."""
    return "%s / %s" % (duration(ours), duration(theirs))


def rate(number):
    return "{:,.0f}/s".format(number)


def mebibytes(number):
    return "%.1f MiB" % number


def printed(rows):
    lines = [COLUMNS] + [row.cells() for row in rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(COLUMNS))]
    text = []
    for first, *rest in lines:
        cells = [first.ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(rest, widths[1:])]
        text.append("  ".join(cells).rstrip())
    return "\n".join([text[0], "-" * max(map(len, text))] + text[1:])
