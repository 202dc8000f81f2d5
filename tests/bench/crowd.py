"""Many visitors at all pages while figures change: what it costs in memory."""
# SPDX-License-Identifier: Apache-2.0
import itertools
import threading
import time

from entries import Office
from meter import forget_peak, memory_mib
from pages import KINDS
from programs import Server
from table import Row, duration, mebibytes, rate
from traffic import load

VISITORS, SECONDS, CHANGE_EVERY_S, SETTLE_S, MEMORY_WANTED_MIB = 64, 10, 0.1, 1, 120


class Changes:
    """Figures are handed in and accepted while the block runs, up to ten a second."""

    def __init__(self, office):
        self.office, self.over = office, threading.Event()
        self.thread = threading.Thread(target=self.go_on)

    def go_on(self):
        while not self.over.wait(CHANGE_EVERY_S):
            self.office.change()

    def __enter__(self):
        self.thread.start()

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()


def targets(bench):
    """A summary, an agency, an indicator, and so on, until each indicator was asked for."""
    kinds = [itertools.cycle(KINDS[kind]) for kind in ("public summary", "agency page")] + [KINDS["indicator page"]]
    file = bench.folder / "targets"
    file.write_text("".join("%s\n" % path for turn in zip(*kinds) for path in turn))
    return file


def asking(bench):
    with bench.row_may_fail("under load"), Server(bench.copy_of_full()) as server:
        office = Office(server, bench.agency)
        forget_peak(server.pid)
        with Changes(office):
            seen = load(server, VISITORS, SECONDS, "read", targets(bench))
        peak = memory_mib(server.pid, "VmHWM")
        yield Row("under load: %d visitors, %d changes" % (VISITORS, office.changes), rate(seen.rate),
                  median=duration(seen.median), p99=duration(seen.p99), cpu=duration(seen.cpu), memory=mebibytes(peak),
                  wanted="≤ %d MiB" % MEMORY_WANTED_MIB, holds=peak <= MEMORY_WANTED_MIB)
        time.sleep(SETTLE_S)
        yield Row("idle, after the load", memory=mebibytes(memory_mib(server.pid)))
