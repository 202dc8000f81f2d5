"""The data of the benchmark in build/bench: the plan, and the figures of 150 agencies for 500 indicators by month."""
# SPDX-License-Identifier: Apache-2.0
import pathlib
import shutil

import province
from province import INDICATORS, agency_codes, indicator_code, write_plan

MONTHS, MONTHS_QUICK = 60, 6
LAST_MONTH = 2026 * 12 + 9  # 2026-10


def periods(count):
    return ["%04d-%02d" % (at // 12, at % 12 + 1) for at in range(LAST_MONTH - count + 1, LAST_MONTH + 1)]


def hundredths(indicator, agency, month):
    """Rises over the years, for some faster, with a little noise: 0 to 10000."""
    noise = (indicator * 7919 + agency * 104729 + month * 1299709) * 2654435761 % 4294967296 >> 23  # 0 to 511
    start, pace = (indicator * 37 + agency * 101) % 2500, 40 + (agency * 13 + indicator) % 90
    return min(10000, 1500 + start + month * pace + noise)


def write_figures(path, months, indicators):
    """Agency after agency, as they would hand in their files."""
    when = list(enumerate(periods(months), MONTHS - months))
    with open(path, "w", encoding="utf-8") as file:
        file.write("indicator,subject,period,value\n")
        for a, agency in enumerate(agency_codes()):
            for i in range(indicators):
                head = "%s,%s," % (indicator_code(i), agency)
                values = ((period, *divmod(hundredths(i, a, m), 100)) for m, period in when)
                file.write("".join("%s%s,%d.%02d\n" % (head, *value) for value in values))


def make_plan(folder):
    plan = folder / "plan"
    shutil.rmtree(plan, ignore_errors=True)
    write_plan(plan)
    return plan


def make_figures(folder, months, indicators=INDICATORS):
    """Whole or not at all, and again when what makes them has changed. `indicators`: of so many of the plan."""
    figures, new = folder / ("figures-%d-%d.csv" % (months, indicators)), folder / "figures.new"
    makers = (__file__, province.__file__)
    changed_at = max(pathlib.Path(path).stat().st_mtime for path in makers)
    if not figures.exists() or figures.stat().st_mtime < changed_at:
        write_figures(new, months, indicators)
        new.rename(figures)
    return figures
