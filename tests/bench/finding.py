"""Passages by their words among 100,000: ours, which also counts and filters, in turn with SQLite's FTS5 by hand, which gives the best
twenty and how many there are."""
# SPDX-License-Identifier: Apache-2.0
import pathlib
import random
import re
import sqlite3
import time
import unicodedata
import urllib.parse

from meter import at_share, cpu_s, median, memory_mib
from postgres import Postgres
from programs import ROOT, Installation, Server, run
from table import Row, both, duration, mebibytes

INDEXING = ROOT / "build/tests/bench_indexing"
DOCUMENTS, PASSAGES, QUERIES, P99_WANTED_S = 667, 150, 400, 0.05
SOURCES = ("song-lam-nong-nghiep.txt", "dong-son-y-te.txt", "vinh-khe-chi-thi-rung.txt", "vinh-sa-giam-ngheo.txt", "lam-chau-cong-van-so.md")
BY_HAND = "SELECT rowid, bm25(passage) FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT 20"


def fold(text):
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return plain.replace("đ", "d")


def pieces():
    """Runs of four to fourteen words of the reader's documents, as they stand there."""
    found, chance = [], random.Random(7)
    for name in SOURCES:
        words = re.findall(r"[\w/-]+[,.;]?", (ROOT / "tests/reader" / name).read_text(encoding="utf-8"))
        at = 0
        while at < len(words):
            length = chance.randint(4, 14)
            found.append(" ".join(words[at:at + length]))
            at += length
    return found


def passages():
    """Each is put together of such runs, with numbers of its own; the same at every run."""
    runs, chance = pieces(), random.Random(11)
    for i in range(DOCUMENTS * PASSAGES):
        text = " ".join(chance.choice(runs) for _ in range(chance.randint(2, 7)))
        yield re.sub(r"\d+", lambda _: str(chance.randint(1, 2035)), text) + " số %d" % i


def queries(texts):
    """Two to four words that stand together, two of anywhere, one alone: in seven, two and one of ten."""
    chance, asked = random.Random(13), {}
    while len(asked) < QUERIES:
        words = re.findall(r"[^\W_]+", chance.choice(texts))
        at, way = chance.randrange(len(words)), chance.random()
        chosen = words[at:at + chance.randint(2, 4)] if way < 0.7 else chance.sample(words, 2) if way < 0.9 else [words[at]]
        asked[" ".join(chosen)] = True
    return list(asked)


def write_file(path):
    texts = list(passages())
    blocks = ("\n".join(texts[i:i + PASSAGES]) + "\n" for i in range(0, len(texts), PASSAGES))
    path.write_text("\n".join(blocks) + "\n", encoding="utf-8")
    return texts


def fill(place, file):
    place.make(None)
    return int(run(INDEXING, "bench", "index", "--file", file, *place.options).split("REPORT ", 1)[1].split()[2]) / 1e6


def by_hand(path, texts):
    path.unlink(missing_ok=True)
    db, began = sqlite3.connect(path), time.perf_counter()
    db.execute("CREATE VIRTUAL TABLE passage USING fts5(text)")
    db.executemany("INSERT INTO passage (text) VALUES (?)", ((fold(text),) for text in texts))
    db.commit()
    return db, time.perf_counter() - began


def ask_by_hand(db, query):
    match = " ".join('"%s"' % word for word in re.findall(r"[^\W_]+", fold(query)))
    began = time.perf_counter()
    rows = db.execute(BY_HAND, (match,)).fetchall()
    count, = db.execute("SELECT count(*) FROM passage WHERE passage MATCH ?", (match,)).fetchone()
    return time.perf_counter() - began, len(rows), count


def ask_ours(caller, query):
    return caller.get("/api/v1/search/passages?q=" + urllib.parse.quote(query), encoding="identity")


def asking(place, chosen, others=()):
    """Seconds of each question, by hand too where there is a database for it; processor time of each of ours; memory."""
    ours, theirs, spent = [], [], 0
    with Server(place) as server:
        caller = server.caller()
        ask_ours(caller, "khởi động")
        for query in chosen:
            before = cpu_s(server.pid)
            ours.append(ask_ours(caller, query)[2])
            spent += cpu_s(server.pid) - before
            theirs += [ask_by_hand(db, query)[0] for db in others]
        caller.close()
        return ours, theirs, spent / len(chosen), memory_mib(server.pid, "VmHWM")


def folder_mib(folder):
    return sum(path.stat().st_size for path in pathlib.Path(folder).glob("banyan.db*")) / 2**20


def finding(bench):
    texts = write_file(bench.folder / "passages.txt")
    place, chosen = Installation(bench.folder / "passages"), queries(texts)
    with bench.row_may_fail("passages, SQLite"):
        took = fill(place, bench.folder / "passages.txt")
        db, took_by_hand = by_hand(bench.folder / "passages-by-hand.db", texts)
        hand_mib = (bench.folder / "passages-by-hand.db").stat().st_size / 2**20
        ours, theirs, cpu, memory = asking(place, chosen, [db])
        db.close()
        yield Row("indexing {:,} passages".format(len(texts)), duration(took), "FTS5 " + duration(took_by_hand),
                  "%.2f" % (took / took_by_hand), memory="%s / %s" % (mebibytes(folder_mib(place.folder)), mebibytes(hand_mib)))
        p99 = at_share(ours, 0.99)
        yield Row("passages by words, SQLite", "%d questions" % len(ours), "FTS5", "%.2f" % (p99 / at_share(theirs, 0.99)),
                  both(median(ours), median(theirs)), both(p99, at_share(theirs, 0.99)), duration(cpu), mebibytes(memory),
                  "p99 ≤ " + duration(P99_WANTED_S), p99 <= P99_WANTED_S)
    with bench.row_may_fail("passages, PostgreSQL"), Postgres() as postgres:
        place = Installation(bench.folder / "passages-on-postgres", postgres.url)
        took = fill(place, bench.folder / "passages.txt")
        ours, _, cpu, memory = asking(place, chosen)
        yield Row("passages by words, PostgreSQL", "%d questions" % len(ours), "indexed in " + duration(took),
                  median=duration(median(ours)), p99=duration(at_share(ours, 0.99)), cpu=duration(cpu), memory=mebibytes(memory))
