"""The reporting cycle: every agency hands fifty figures in at the same moment; what that comes to is put together, scored
and printed. On both engines."""
# SPDX-License-Identifier: Apache-2.0
import json
import threading
import time

import dataset
from entries import post
from meter import CannotMeasure, at_share, cpu_s, median
from postgres import Postgres
from programs import Installation, Server, run
from province import DOCUMENT, agency_codes, indicator_code
from reporters import FIGURES, PERIOD, REGIME, Office, furnish, owed
from table import Row, duration

QUARTER, READS, WANTED_S = "2026-Q4", 10, 1
ARRIVE_S = 0.5  # all are told when to begin


def value(agency, figure):
    return 20 + (agency * 31 + figure * 17) % 600 / 10


def write(office, reports):
    """Each officer's report, saved as a draft: seconds of each."""
    took = []
    for a, (officer, report) in enumerate(zip(office.officers, reports)):
        figures = [{"indicator": indicator_code(i), "subject": agency_codes()[a], "value": value(a, i),
                    "source": "Sổ theo dõi"} for i in range(FIGURES)]
        began = time.perf_counter()
        post(officer, "/reporting/obligations/%s/draft" % report,
             {"save": "saving-%04d" % a, "revision": 0, "figures": figures,
              "sections": [{"section": "GHICHU", "text": "Không có gì thêm."}]})
        took.append(time.perf_counter() - began)
    return took


def hand_in(office, reports):
    """All at the same moment: seconds of each answer. One that is not 200 is a report that was lost."""
    start, took, refused = time.perf_counter() + ARRIVE_S, [], []

    def one(officer, report):
        body = json.dumps({"revision": 1}).encode()
        time.sleep(max(0, start - time.perf_counter()))
        status, _, answer, seconds = officer.call("POST", "/api/v1/reporting/obligations/%s/submission" % report, body,
                                                  encoding="identity")
        took.append(seconds)
        if status != 200:
            refused.append("%d %s" % (status, answer.decode()))

    threads = [threading.Thread(target=one, args=pair) for pair in zip(office.officers, reports)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if refused:
        raise CannotMeasure("%d of %d were refused: %s" % (len(refused), len(took), refused[0]))
    return took


def pass_on(office, reports):
    """Approved and accepted, one by one: seconds of each acceptance, which makes fifty figures hold."""
    took = []
    for cookie, report in zip(office.heads, reports):
        head = office.server.caller(cookie)
        post(head, "/reporting/obligations/%s/approval" % report, {"revision": 1})
        began = time.perf_counter()
        post(office.coordinator, "/reporting/obligations/%s/decision" % report, {"revision": 1, "decision": "accept"})
        head.close()
        took.append(time.perf_counter() - began)
    return took


def read(server, caller, path):
    """Seconds of each reading, CPU of one."""
    before = cpu_s(server.pid)
    took = [caller.get(path)[2] for _ in range(READS)]
    return took, (cpu_s(server.pid) - before) / READS


def row(what, took, cpu=None, wanted_s=None):
    worst = max(took)
    return Row(what, "%d" % len(took), median=duration(median(took)), p99=duration(at_share(took, 0.99)),
               cpu=duration(cpu) if cpu else "", wanted="≤ " + duration(wanted_s) if wanted_s else "",
               holds=worst <= wanted_s if wanted_s else None)


def added_up(office):
    """What the program put together is what was handed in."""
    path = "/api/v1/reporting/consolidations/%s/%s" % (REGIME, PERIOD)
    whole = json.loads(office.coordinator.get(path, encoding="identity")[1])["consolidation"]
    sums = {one["indicator"]: (one["reported"], one["sum"]) for one in whole["figures"]}
    for i in range(FIGURES):
        wanted = sum(value(a, i) for a in range(len(agency_codes())))
        reported, total = sums[indicator_code(i)]
        if reported != len(agency_codes()) or abs(total - wanted) > 1e-6:
            raise CannotMeasure("%s: %d agencies, %s instead of %s" % (indicator_code(i), reported, total, wanted))
    return path


def cycle(server, engine, cost_of=()):
    office = Office(server)
    reports = owed(office)
    yield row("a report of %d figures is saved, %s" % (FIGURES, engine), write(office, reports))
    before = sum(map(cpu_s, (server.pid, *cost_of)))
    took = hand_in(office, reports)
    spent = sum(map(cpu_s, (server.pid, *cost_of))) - before
    yield row("%d handed in at the same moment, %s" % (len(reports), engine), took, spent / len(took), WANTED_S)
    yield row("a report is accepted, %s" % engine, pass_on(office, reports))
    yield row("put together: %d x %d, %s" % (len(reports), FIGURES, engine),
              *read(server, office.coordinator, added_up(office)), WANTED_S)
    board = "/api/v1/scoring/schemes/CHIEN-LUOC/board?period=" + QUARTER
    yield row("all scores worked out anew, %s" % engine, *read(server, office.coordinator, board), WANTED_S)
    for kind in ("pdf", "docx"):
        yield row("the report of the plan as .%s, %s" % (kind, engine),
                  *read(server, office.coordinator, "/api/v1/strategy/report.%s?document=%s" % (kind, DOCUMENT)), WANTED_S)


def engine(bench, name, place, cost_of=()):
    """The plan of the benchmark, of which fifty indicators have been reported for five years."""
    with bench.row_may_fail("the reporting cycle, " + name):
        place.make(bench.plan)
        run(*place.import_command(dataset.make_figures(bench.folder, dataset.MONTHS, FIGURES)))
        place.add_people(bench.agency)
        furnish(bench, place)
        with Server(place) as server:
            yield from cycle(server, name, cost_of)


def on_sqlite(bench):
    yield from engine(bench, "SQLite", Installation(bench.folder / "cycle"))


def on_postgres(bench):
    with bench.row_may_fail("the reporting cycle, PostgreSQL"), Postgres() as postgres:
        place = Installation(bench.folder / "cycle-on-postgres", postgres.url)
        yield from engine(bench, "PostgreSQL", place, (postgres.pid,))
