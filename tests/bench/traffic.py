"""Many requests at once, by wrk; see traffic.lua."""
# SPDX-License-Identifier: Apache-2.0
import dataclasses

from meter import CannotMeasure, at_share, cpu_s, median
from programs import HERE, run


@dataclasses.dataclass
class Load:
    """What was done: how much a second, seconds of median and p99, seconds of processor time each, how many, and how
    many of them were refused."""
    rate: float
    median: float
    p99: float
    cpu: float
    count: int
    refused: int = 0


REFUSED_MAX = 0.01  # of all: one that is asked to come again later is part of life


def load_of(took, seconds, spent):
    return Load(len(took) / seconds, median(took), at_share(took, 0.99), spent / len(took), len(took))


def middle(loads):
    """Each number's median over the rounds."""
    return Load(*(median(numbers) for numbers in zip(*map(dataclasses.astuple, loads))))


def load(server, connections, seconds, *arguments, cost_of=()):
    """Lets wrk ask for some seconds. `cost_of`: other processes whose work counts too."""
    paid = (server.pid, *cost_of)
    before = sum(map(cpu_s, paid))
    said = run("wrk", "-t1", "-c", connections, "-d", "%ds" % seconds, "--timeout", "30s", "-s", HERE / "traffic.lua",
               "http://127.0.0.1:%d" % server.port, "--", *arguments)
    spent = sum(map(cpu_s, paid)) - before
    *numbers, refusal = said.rsplit("REPORT ", 1)[1].split(" ", 5)
    count, took_us, median_us, p99_us, wrong = map(int, numbers)
    if wrong > count * REFUSED_MAX or not count:
        raise CannotMeasure("%d of %d requests failed (%s) %s" % (wrong, count, arguments[0], refusal))
    return Load(count / took_us * 1e6, median_us / 1e6, p99_us / 1e6, spent / count, count, wrong)
