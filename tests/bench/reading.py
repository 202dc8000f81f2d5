"""A document of a hundred pages becomes a draft: sections of the reader's documents again and again, with numbers of their own. And how
much of the labelled documents is read: a table of its own."""
# SPDX-License-Identifier: Apache-2.0
import random
import re
import subprocess
import sys

from meter import CannotMeasure, median
from programs import BANYAN, ROOT, run_counted
from table import Row, duration, mebibytes

READER = ROOT / "tests/reader"
DOCUMENT = "song-lam-nong-nghiep"
PAGES, LINES_A_PAGE, ROUNDS = 100, 45, 5
SECONDS_WANTED, MEMORY_WANTED = 1, 100


def hundred_pages():
    """The head once, the body as often as it takes with other figures and years, the closing once."""
    lines = (READER / (DOCUMENT + ".txt")).read_text(encoding="utf-8").splitlines()
    first = next(i for i, line in enumerate(lines) if re.match(r"\s*I\.\s", line))
    last = next(i for i, line in enumerate(lines) if line.strip().startswith("Nơi nhận"))
    body, chance, out = lines[first:last], random.Random(5), lines[:first]
    while len(out) < PAGES * LINES_A_PAGE:
        for line in body:
            out.append(re.sub(r"(?<![\d/-])(?<!ngày )(?<!tháng )\d{2,3}(?![\d/-])", lambda _: str(chance.randint(10, 999)), line))
    return "\n".join(out + lines[last:]) + "\n"


def reading(bench):
    what = "reading of %d pages" % PAGES
    with bench.row_may_fail(what):
        file = bench.folder / "hundred-pages.txt"
        file.write_text(hundred_pages(), encoding="utf-8")
        words = [BANYAN, "read", file, "--json", "--agencies", READER / (DOCUMENT + ".agencies.csv")]
        runs = [run_counted(*words) for _ in range(ROUNDS)]
        took, cpu, memory = (median([one[i] for one in runs]) for i in range(3))
        yield Row(what, "%d runs" % ROUNDS, median=duration(took), cpu=duration(cpu), memory=mebibytes(memory),
                  wanted="≤ 1 s, ≤ 100 MiB", holds=took <= SECONDS_WANTED and memory <= MEMORY_WANTED)
    with bench.row_may_fail("what is read of the labelled documents"):
        done = subprocess.run([sys.executable, READER / "quality.py", "--all"], capture_output=True, text=True)
        if done.returncode != 0:
            raise CannotMeasure(done.stderr.splitlines()[0])
        bench.others.append("what is read of the labelled documents, right/all\n" + done.stdout)
