"""The data exchange against nginx as a plain proxy with the same TLS, round by round in turn: messages of 1 KiB that are both recorded
before they go on and before they are answered; signed ones; a mix of sizes; many connections that say little. And against what an
administrator would build: nginx that asks a program by auth_request, which looks up the right and writes a row in PostgreSQL."""
# SPDX-License-Identifier: Apache-2.0
import shutil

from exchange_parties import ASKING, CLIENTS, PROVIDER, PROXY, SERVICE, Exchange, NginxAs, Recording, certificate, registered
from meter import CannotMeasure, cpu_s, forget_peak, memory_mib, median
from postgres import Postgres
from programs import ROOT, run
from table import Row, both, duration, mebibytes, rate
from traffic import Load, middle

EXCHANGING = ROOT / "build/tests/bench_exchanging"
ROUNDS, SECONDS, CONNECTIONS = 3, 4, 32
TLS_WANTED, SIGNED_WANTED, RATIO_WANTED, P99_WANTED, MEMORY_WANTED = 10000, 5000, 2.5, 0.020, 100


def load(server, mode, words, connections=CONNECTIONS, pace=0, seconds=SECONDS, target=SERVICE, client=None, beside=()):
    """Beside: other processes that have a part in it."""
    pids = (server.pid, *beside)
    before = sum(map(cpu_s, pids))
    said = run(EXCHANGING, server.port, connections, seconds, pace, mode, target, client or CLIENTS[mode], *words)
    spent = sum(map(cpu_s, pids)) - before
    count, took_us, median_us, p99_us, failed = map(int, said.split("REPORT ", 1)[1].split())
    if failed:
        raise CannotMeasure("%d of %d exchanges failed (%s)" % (failed, count, mode))
    return Load(count / took_us * 1e6, median_us / 1e6, p99_us / 1e6, spent / count, count)


def paired(server, proxy, mode, words, tls_words):
    rounds = [(load(server, mode, words), load(proxy, "tls", tls_words, target="/", client="x")) for _ in range(ROUNDS)]
    ours, theirs = map(middle, zip(*rounds))
    wanted = TLS_WANTED if mode == "tls" else SIGNED_WANTED
    ratio = median([our.cpu / their.cpu for our, their in rounds])
    return ours.rate, Row("exchange, %s, 1 KiB" % {"tls": "mutual TLS", "signed": "signed"}[mode], rate(ours.rate), "nginx " + rate(theirs.rate),
              "CPU %.2f" % ratio, both(ours.median, theirs.median), both(ours.p99, theirs.p99), both(ours.cpu, theirs.cpu),
              wanted="≥ {:,}/s".format(wanted) + (", CPU ≤ %.1f ×" % RATIO_WANTED if mode == "tls" else ""),
              holds=ours.rate >= wanted and (mode != "tls" or ratio <= RATIO_WANTED))


def beside_common_parts(folder, server, provider, words, own):
    """The exchange keeps two records a message, signed into the ledger; the reference one row, before it goes on."""
    with Postgres() as postgres, Recording(postgres) as recording, \
            NginxAs(folder / "asking", ASKING, provider=provider.port, recording=recording.port, cert=own[0], key=own[1]) as proxy:
        rounds = [(load(server, "tls", words), load(proxy, "tls", words, target="/", client="x", beside=(recording.pid, postgres.pid)))
                  for _ in range(ROUNDS)]
    ours, theirs = map(middle, zip(*rounds))
    ratio = median([our.cpu / their.cpu for our, their in rounds])
    return Row("exchange, against nginx that records", rate(ours.rate), "nginx, PostgreSQL " + rate(theirs.rate), "CPU %.2f" % ratio,
               both(ours.median, theirs.median), both(ours.p99, theirs.p99), both(ours.cpu, theirs.cpu))


def exchanging(bench):
    folder = bench.folder / "exchanging"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with bench.row_may_fail("the exchange"), NginxAs(folder / "provider", PROVIDER) as provider:
        place, cert, key = registered(folder, provider.port)
        own = certificate(folder, "server")
        with Exchange(place, *own) as server, \
                NginxAs(folder / "proxy", PROXY, provider=provider.port, cert=own[0], key=own[1]) as proxy:
            forget_peak(server.pid)
            reached, row = paired(server, proxy, "tls", (cert, key), (cert, key))
            yield row
            with bench.row_may_fail("the exchange against common parts"):
                yield beside_common_parts(folder, server, provider, (cert, key), own)
            calm = load(server, "tls", (cert, key), pace=int(reached * 0.7))
            yield Row("the same at 70 % of that", rate(calm.rate), median=duration(calm.median), p99=duration(calm.p99), wanted="p99 ≤ 20 ms",
                      holds=calm.p99 <= P99_WANTED)
            yield paired(server, proxy, "signed", (folder / "signer.pem",), (cert, key))[1]
            mix = load(server, "mix", (cert, key), client=CLIENTS["tls"])
            yield Row("sizes mixed, 2 kB to 10 MB", rate(mix.rate), median=duration(mix.median), p99=duration(mix.p99),
                      memory=mebibytes(memory_mib(server.pid, "VmHWM")), wanted="≤ %d MiB" % MEMORY_WANTED,
                      holds=memory_mib(server.pid, "VmHWM") <= MEMORY_WANTED)
            many = load(server, "tls", (cert, key), connections=1000, pace=100, seconds=12)
            yield Row("1,000 connections, 100/s", rate(many.rate), median=duration(many.median), p99=duration(many.p99),
                      memory=mebibytes(memory_mib(server.pid)), wanted="p99 ≤ 1 s", holds=many.p99 <= 1)
