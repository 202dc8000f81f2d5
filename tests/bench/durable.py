"""What the record costs those who work: entries of many writers at once, made durable; sign-ins, each an entry, against
argon2id alone. Each in turn with its reference."""
# SPDX-License-Identifier: Apache-2.0
import sqlite3
import time

from programs import PASSWORD, Installation, Server, run
from record import APPENDING, BODY, entry_id
from table import Row, both, duration, rate
from traffic import Load, load, load_of, middle

ROUNDS, SECONDS, WRITERS, HASHED_AT_ONCE, SIGN_INS_AT_ONCE = 3, 2, 64, 2, 4  # as many hash at once as in the slow lane
APPENDED_WANTED, SIGN_IN_WANTED = 50000, 1.1


def measured(*words):
    """What a command of the bench program reports."""
    count, took_us, spent_us, median_us, p99_us, failed = map(int, run(APPENDING, *words).split("REPORT ", 1)[1].split())
    return Load(count / took_us * 1e6, median_us / 1e6, p99_us / 1e6, spent_us / count / 1e6, count, failed)


def by_hand(folder, number):
    """The same rows into the same tables, as many with a commit, and nothing else: neither made nor hashed."""
    db = sqlite3.connect(folder / "banyan.db", isolation_level=None)
    db.executescript("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;")
    took, spent, end = [], time.process_time(), time.perf_counter() + SECONDS
    body, leaf = BODY % (1, entry_id(1), 1), "0" * 64
    while time.perf_counter() < end:
        ids = [entry_id(number + i) for i in range(WRITERS)]
        number += WRITERS
        began = time.perf_counter()
        db.execute("BEGIN IMMEDIATE")
        db.executemany("INSERT INTO ledger_entry VALUES (NULL, ?, 'strategy.figure_entered', ?, 'account_01KR', 1, ?, ?)",
                       [(one, "submission_" + one, body, leaf) for one in ids])
        db.execute("COMMIT")
        took += [time.perf_counter() - began] * WRITERS
    db.close()
    return load_of(took, SECONDS, time.process_time() - spent), number


def fresh(folder):
    place = Installation(folder)
    place.make(None)
    return place


def appending(bench):
    ours, hand = fresh(bench.folder / "appended"), fresh(bench.folder / "appended-by-hand")
    seen, number = ([], []), 0
    for _ in range(ROUNDS):
        seen[0].append(measured("bench", "append", "--writers", WRITERS, "--seconds", SECONDS, "--data", ours.folder))
        reference, number = by_hand(hand.folder, number)
        seen[1].append(reference)
    ours, theirs = (max(loads, key=lambda one: one.rate) for loads in seen)
    yield Row("entries durable, %d writers" % WRITERS, rate(ours.rate), "sqlite3 " + rate(theirs.rate),
              "%.2f" % (theirs.rate / ours.rate), both(ours.median, theirs.median), both(ours.p99, theirs.p99),
              both(ours.cpu, theirs.cpu), wanted="≥ {:,}/s".format(APPENDED_WANTED), holds=ours.rate >= APPENDED_WANTED)


def signing_in(bench):
    place, seen = bench.copy_of_full(), ([], [])
    with Server(place) as server:
        for _ in range(ROUNDS):
            seen[0].append(load(server, SIGN_INS_AT_ONCE, SECONDS, "sign-in", "officer", PASSWORD))
            seen[1].append(measured("bench", "argon", "--threads", HASHED_AT_ONCE, "--seconds", SECONDS, "--password",
                                    PASSWORD))
    ours, theirs = map(middle, seen)
    yield Row("sign-ins, %d at once" % SIGN_INS_AT_ONCE, rate(ours.rate), "argon2id " + rate(theirs.rate),
              "%.2f" % (theirs.rate / ours.rate), duration(ours.median), duration(ours.p99), both(ours.cpu, theirs.cpu),
              wanted="CPU ≤ %.1f ×" % SIGN_IN_WANTED, holds=ours.cpu <= theirs.cpu * SIGN_IN_WANTED)
