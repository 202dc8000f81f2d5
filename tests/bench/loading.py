"""Taking figures in, starting on them, and the memory of a server that nobody asks."""
# SPDX-License-Identifier: Apache-2.0
import time

from meter import median, memory_mib
from programs import Server, run_counted
from table import Row, both, duration, mebibytes, rate

ROUNDS, STARTS, SETTLE_S, ENOUGH_S = 2, 10, 1, 60
IMPORT_WANTED, START_WANTED_S, IDLE_WANTED_MIB = 100000, 0.300, 40

# The same rows by hand: SQLite's own shell, every row checked by nobody, sorted and written in one transaction.
BY_HAND = """PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE TABLE observation (indicator TEXT NOT NULL, subject TEXT NOT NULL, period TEXT NOT NULL, ends_on BIGINT NOT NULL,
    value BIGINT NOT NULL, text TEXT NOT NULL, revision BIGINT NOT NULL, origin TEXT NOT NULL,
    is_sample BOOLEAN NOT NULL, recorded_at BIGINT NOT NULL, PRIMARY KEY (indicator, subject, period)) WITHOUT ROWID;
CREATE TEMP TABLE incoming (indicator TEXT, subject TEXT, period TEXT, value REAL);
.import --csv --skip 1 %s incoming
INSERT INTO observation SELECT indicator, subject, period, 20000, CAST(value * 1000000 AS INTEGER), '', 1,
    'import_00000000000000000000000000', 1, 1700000000000000 FROM incoming ORDER BY 1, 2, 3;
"""


def clear_by_hand(folder):
    for file in folder.glob("by-hand.*"):
        file.unlink()


def import_by_hand(folder, figures):
    clear_by_hand(folder)
    script = folder / "by-hand.sql"
    script.write_text(BY_HAND % figures)
    return run_counted("sqlite3", folder / "by-hand.db", ".read %s" % script)


def importing(bench):
    """Ours and by hand in turn, the better of each. What the last round took in is what all that follows reads."""
    ours, theirs, began = [], [], time.monotonic()
    for _ in range(ROUNDS):
        if time.monotonic() - began > ENOUGH_S:
            break  # a busy disk: once must do
        theirs.append(import_by_hand(bench.folder, bench.figures))
        bench.full.make(bench.plan)
        ours.append(run_counted(*bench.full.import_command(bench.figures)))
    clear_by_hand(bench.folder)
    bench.full.add_people(bench.agency)
    speed, by_hand = (bench.count / min(took for took, _, _ in runs) for runs in (ours, theirs))
    cpu, cpu_by_hand = (min(cpu for _, cpu, _ in runs) / bench.count for runs in (ours, theirs))
    yield Row("import of {:,} figures".format(bench.count), rate(speed), "sqlite3 " + rate(by_hand),
              "%.2f" % (by_hand / speed), cpu=both(cpu, cpu_by_hand),
              memory=mebibytes(max(peak for _, _, peak in ours)), wanted="≥ " + rate(IMPORT_WANTED),
              holds=speed >= IMPORT_WANTED)


def starts(bench):
    """Of each start: seconds until it said that it listens, and until its first answer."""
    for _ in range(STARTS):
        with Server(bench.full) as server:
            yield server.line_s, server.answer_s


def starting(bench):
    rounds = [list(zip(*starts(bench))) for _ in range(ROUNDS)]
    lines, answers = min(rounds, key=lambda one: max(one[1]))  # the calmer round
    yield Row("start, until it listens", median=duration(median(lines)), p99=duration(max(lines)))
    yield Row("start, until its first answer", median=duration(median(answers)), p99=duration(max(answers)),
              wanted="≤ " + duration(START_WANTED_S), holds=max(answers) <= START_WANTED_S)
    with Server(bench.full) as server:
        time.sleep(SETTLE_S)
        idle = memory_mib(server.pid)
    yield Row("idle, after the start", memory=mebibytes(idle), wanted="≤ %d MiB" % IDLE_WANTED_MIB,
              holds=idle <= IDLE_WANTED_MIB)
