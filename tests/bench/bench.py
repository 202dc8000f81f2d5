#!/usr/bin/env python3
"""How fast, how small: the full set of a province on this machine, as one table. See README.md beside it.

bench.py [--quick] [--fresh] [--long] [STAGE ...]
--quick: a tenth of the figures, to try things out;  --fresh: make the data anew;
--long: a proof in a record of ten million entries too, which takes 8 GB and some minutes to make;
STAGE (loading starting pages first crowd pairs writing durable record cycle exchange finding reading): only these, on what was loaded before.
"""
# SPDX-License-Identifier: Apache-2.0
import contextlib
import os
import pathlib
import platform
import re
import shutil
import sys
import time

sys.dont_write_bytecode = True

import crowd  # noqa: E402
import cycle  # noqa: E402
import dataset  # noqa: E402
import durable  # noqa: E402
import exchange  # noqa: E402
import finding  # noqa: E402
import first_page  # noqa: E402
import loading  # noqa: E402
import pages  # noqa: E402
import pairing  # noqa: E402
import province  # noqa: E402
import reading  # noqa: E402
import record  # noqa: E402
import table  # noqa: E402
import writing  # noqa: E402
from meter import CannotMeasure  # noqa: E402
from programs import BANYAN, ROOT, Installation, run  # noqa: E402

FOLDER = ROOT / "build/bench"
STAGES = {
    "loading": (loading.importing,), "starting": (loading.starting,), "pages": (pages.reading,),
    "first": (first_page.counting,), "crowd": (crowd.asking,), "pairs": (pairing.pairs,),
    "writing": (writing.on_sqlite, writing.on_postgres), "durable": (durable.appending, durable.signing_in),
    "record": (record.keeping,), "cycle": (cycle.on_sqlite, cycle.on_postgres), "exchange": (exchange.exchanging,),
    "finding": (finding.finding,), "reading": (reading.reading,),
}


class Bench:
    """What all stages share: the data, the loaded installation, the rows so far."""

    def __init__(self, is_quick, is_fresh, is_long):
        months = dataset.MONTHS_QUICK if is_quick else dataset.MONTHS
        self.folder, self.table, self.failed, self.is_long = FOLDER, [], 0, is_long
        self.others = []  # tables of their own
        if is_fresh:
            shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True, exist_ok=True)
        self.plan = dataset.make_plan(FOLDER)
        self.figures, self.few_figures = (dataset.make_figures(FOLDER, n) for n in (months, dataset.MONTHS_QUICK))
        a_month = len(province.agency_codes()) * province.INDICATORS
        self.count, self.few_count = a_month * months, a_month * dataset.MONTHS_QUICK
        self.agency = province.agency_codes()[0]  # whose officer hands figures in
        self.full = Installation(FOLDER / ("loaded-%d" % months))

    def copy_of_full(self):
        """For a stage that writes."""
        copy = FOLDER / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        run("cp", "-r", "--reflink=auto", self.full.folder, copy)
        return Installation(copy)

    @contextlib.contextmanager
    def row_may_fail(self, what):
        """The other rows are measured all the same."""
        try:
            yield
        except CannotMeasure as why:
            self.failed += 1
            print("%s: %s" % (what, why), file=sys.stderr)
            self.table.append(table.Row(what, "not measured", holds=False))

    def run(self, names):
        for name in names:
            for stage in STAGES[name]:
                began = time.monotonic()
                self.table += stage(self)
                print("%s: %.0f s" % (name, time.monotonic() - began), file=sys.stderr)


def machine(load_before):
    """So that a reader knows what the numbers are of, and how much others disturbed them."""
    model = re.search(r"^model name\s*: (.*)$", pathlib.Path("/proc/cpuinfo").read_text(), re.M)
    return "%s, %d cores, Linux %s; load of the machine %.1f before, %.1f after" % (
        model[1] if model else platform.machine(), os.cpu_count(), platform.release(), load_before, os.getloadavg()[1])


def main():
    words = set(sys.argv[1:])
    options, names = words & {"--quick", "--fresh", "--long"}, [name for name in STAGES if name in words] or list(STAGES)
    if words - options - set(STAGES):
        sys.exit(__doc__)
    load_before = os.getloadavg()[1]
    bench = Bench(*(option in options for option in ("--quick", "--fresh", "--long")))
    if "loading" not in names and not (bench.full.folder / "banyan.db").exists():
        names.insert(0, "loading")
    bench.run(names)
    text = "\n".join([machine(load_before), BANYAN, table.printed(bench.table), *bench.others, ""])
    (FOLDER / "table.txt").write_text(text, encoding="utf-8")
    print(text)
    sys.exit(1 if bench.failed else 0)


main()
