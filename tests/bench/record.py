"""The record: entries get their places, all of it is read again, one is proved. Entries are put past the program; those of
the long record, with --long, are not."""
# SPDX-License-Identifier: Apache-2.0
import hashlib
import random
import sqlite3
import time

from meter import at_share, cpu_s, median
from programs import BANYAN, ROOT, Installation, Server, run, run_counted
from table import Row, duration

ENTRIES, ENTRIES_QUICK, LONG, AT_ONCE, PROOFS, WARMING = 1000000, 100000, 10000000, 20000, 2000, 50
APPENDING = ROOT / "build/tests/bench_appending"
SEAL_WANTED_S, VERIFY_WANTED_S, PROOF_WANTED_S = 2e-6, 5, 0.002
BODY = ('{"actor":"account_01KR0000000000000000000000","at":"2026-11-22T03:00:00Z","facts":{"agency":"CQ001","evidence":"",'
        '"item":"BENCH.CT001","period":"2026-10","subject":"CQ001","text":"","value":"%d.25"},"id":"%s",'
        '"kind":"strategy.figure_entered","subject":"submission_%d","v":1}')


def entry_id(i):
    return "entry_%026d" % i


def fill(folder, count):
    """Seconds that hashing alone took: what no program can save."""
    db, hashing = sqlite3.connect(folder / "banyan.db"), 0
    bodies = [BODY % (i % 100, entry_id(i), i) for i in range(count)]
    began = time.process_time()
    leaves = [hashlib.sha256(b"\0" + body.encode()).hexdigest() for body in bodies]
    hashing = time.process_time() - began
    db.executemany("INSERT INTO ledger_entry VALUES (NULL, ?, 'strategy.figure_entered', ?, 'account_01KR', 1, ?, ?)",
                   ((entry_id(i), "submission_%d" % i, bodies[i], leaves[i]) for i in range(count)))
    db.commit()
    db.close()
    return hashing


def sealing(place, count):
    """Seconds of processor time for each entry: of all runs, less what as many runs take that find nothing to seal."""
    runs = [run_counted(BANYAN, "ledger", "seal", *place.options) for _ in range(count // AT_ONCE + 1)]
    idle = [run_counted(BANYAN, "ledger", "seal", *place.options) for _ in runs]
    return (sum(cpu for _, cpu, _ in runs) - sum(cpu for _, cpu, _ in idle)) / count


def proving(place):
    """Seconds of each proof, of entries chosen by chance, after a few that nobody counts; and of processor time for each."""
    took, chosen = [], random.Random(1)
    db = sqlite3.connect(place.folder / "banyan.db")
    count, = db.execute("SELECT MAX(size) FROM ledger_checkpoint").fetchone()
    ids = [db.execute("SELECT id FROM ledger_entry WHERE number = ? + 1", (chosen.randrange(count),)).fetchone()[0]
           for _ in range(PROOFS)]
    db.close()
    with Server(place) as server:
        caller = server.caller()
        for one in ids[:WARMING] + ids:
            if len(took) == WARMING:
                paid = cpu_s(server.pid)
            took.append(caller.get("/api/v1/ledger/proofs/" + one)[2])
        spent = cpu_s(server.pid) - paid
        caller.close()
    return took[WARMING:], spent / PROOFS


def proof_row(place, count):
    proofs, cpu = proving(place)
    p99 = at_share(proofs, 0.99)
    return Row("proof of one of {:,}".format(count), "%d reads" % PROOFS, median=duration(median(proofs)),
               p99=duration(p99), cpu=duration(cpu), wanted="p99 ≤ " + duration(PROOF_WANTED_S), holds=p99 <= PROOF_WANTED_S)


def long_record(bench):
    """Entries appended and sealed by the program's own code, in a record that is kept for the next time."""
    place = Installation(bench.folder / ("record-%d" % LONG))
    if not (place.folder / "done").exists():
        place.make(None)
        run(APPENDING, "bench", "grow", "--count", LONG, "--data", place.folder)
        (place.folder / "done").touch()
    return place


def keeping(bench):
    count = ENTRIES_QUICK if bench.count < 1000000 else ENTRIES
    place = Installation(bench.folder / "record")
    place.make(bench.plan)
    hashing = fill(place.folder, count)
    each = sealing(place, count)
    yield Row("sealing, {:,} entries".format(count), cpu=duration(each), wanted="≤ " + duration(SEAL_WANTED_S),
              holds=each <= SEAL_WANTED_S)
    took, cpu, _ = run_counted(BANYAN, "ledger", "verify", *place.options)
    yield Row("verifying {:,} entries".format(count), duration(took), "hashlib " + duration(hashing),
              "%.2f" % (cpu / hashing), cpu=duration(cpu / count),
              wanted="≤ " + duration(VERIFY_WANTED_S), holds=took <= VERIFY_WANTED_S)
    yield proof_row(place, count)
    if bench.is_long:
        yield proof_row(long_record(bench), LONG)
