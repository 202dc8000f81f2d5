"""Figures handed in by one officer and by sixteen at once, on both engines. For information: the disk has its part."""
# SPDX-License-Identifier: Apache-2.0
import sqlite3
import time

from meter import cpu_s
from postgres import Postgres
from programs import Installation, Server, run_counted
from table import Row, both, mebibytes, rate
from traffic import load, load_of, middle

ROUNDS, SECONDS, WRITERS = 3, 2, (1, 16)
TABLES = """PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY, body TEXT);
CREATE TABLE IF NOT EXISTS line (id INTEGER PRIMARY KEY, body TEXT);"""


def commit_loop(folder):
    """As much as an entry writes, with a commit each: what the disk allows who does not put commits together."""
    db = sqlite3.connect(folder / "commits.db", isolation_level=None)
    db.executescript(TABLES)
    took, spent, end = [], time.process_time(), time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        began = time.perf_counter()
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO entry (body) VALUES (?)", ("x" * 400,))
        db.execute("INSERT INTO line (body) VALUES (?)", ("y" * 300,))
        db.execute("COMMIT")
        took.append(time.perf_counter() - began)
    db.close()
    return load_of(took, SECONDS, time.process_time() - spent)


def pgbench(postgres, writers):
    before = cpu_s(postgres.pid)
    took = postgres.pgbench(writers, SECONDS)
    return load_of(took, SECONDS, cpu_s(postgres.pid) - before)


def in_turn(server, agency, reference, cost_of=()):
    """{writers: ([ours], [reference])}"""
    cookie, handed_in, seen = server.sign_in("officer"), 0, {writers: ([], []) for writers in WRITERS}
    for _ in range(ROUNDS):
        for writers, (ours, theirs) in seen.items():
            ours.append(load(server, writers, SECONDS, "enter", cookie, agency, handed_in, cost_of=cost_of))
            handed_in += ours[-1].count + writers  # some were under way at the end
            theirs.append(reference(writers))
    return seen


def rows(engine, reference, seen):
    for writers, loads in seen.items():
        ours, theirs = map(middle, loads)
        refused = sum(one.refused for one in loads[0])
        measured = rate(ours.rate) + (", %d refused" % refused if refused else "")
        yield Row("figures handed in, %d at once, %s" % (writers, engine), measured,
                  "%s %s" % (reference, rate(theirs.rate)), "%.2f" % (theirs.rate / ours.rate),
                  both(ours.median, theirs.median), both(ours.p99, theirs.p99), both(ours.cpu, theirs.cpu))


def on_sqlite(bench):
    with bench.row_may_fail("figures handed in, SQLite"), Server(bench.copy_of_full()) as server:
        seen = in_turn(server, bench.agency, lambda _: commit_loop(bench.folder))
        yield from rows("SQLite", "commits", seen)


def on_postgres(bench):
    """The same plan; a tenth of the figures, of which an entry reads one at most."""
    with bench.row_may_fail("figures handed in, PostgreSQL"), Postgres() as postgres:
        place = Installation(bench.folder / "on-postgres", postgres.url)
        place.make(bench.plan)
        took, _, peak = run_counted(*place.import_command(bench.few_figures))
        yield Row("import of {:,} figures, PostgreSQL".format(bench.few_count), rate(bench.few_count / took),
                  memory=mebibytes(peak))
        place.add_people(bench.agency)
        with Server(place) as server:
            seen = in_turn(server, bench.agency, lambda writers: pgbench(postgres, writers), (postgres.pid,))
        yield from rows("PostgreSQL", "pgbench", seen)
