"""JSON reads against nginx, which serves the same bytes with the same headers from files, round by round in turn."""
# SPDX-License-Identifier: Apache-2.0
from meter import median
from programs import Nginx, Server
from province import agency_codes, indicator_code
from table import Row, both, rate
from traffic import load, middle

ROUNDS, SECONDS, CONNECTIONS, RATIO_WANTED = 7, 1, 16, 2.0
READS = {"summary": "/api/v1/strategy/summary", "agency": "/api/v1/strategy/agencies/" + agency_codes()[-1],
         "indicator": "/api/v1/strategy/indicators/" + indicator_code(2)}


def pair(bench, what, path):
    asked = bench.folder / "targets"
    asked.write_text(path + "\n")
    with Server(bench.full) as server:
        headers, body, _ = server.caller().get(path)
        with Nginx(bench.folder / "nginx", path, headers, body) as nginx:
            rounds = [[load(one, CONNECTIONS, SECONDS, "read", asked) for one in (server, nginx)]
                      for _ in range(ROUNDS)]
    ours, theirs = map(middle, zip(*rounds))
    ratios = sorted(their.rate / our.rate for our, their in rounds)
    return Row("JSON of %s, %.1f KB" % (what, len(body) / 1024), rate(ours.rate), "nginx " + rate(theirs.rate),
               "%.2f (%.2f to %.2f)" % (median(ratios), ratios[0], ratios[-1]), both(ours.median, theirs.median),
               both(ours.p99, theirs.p99), both(ours.cpu, theirs.cpu), wanted="≤ %.1f ×" % RATIO_WANTED,
               holds=median(ratios) <= RATIO_WANTED)


def pairs(bench):
    for what, path in READS.items():
        with bench.row_may_fail("JSON of " + what):
            yield pair(bench, what, path)
