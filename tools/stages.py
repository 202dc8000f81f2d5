"""Runs the stages of check.py: some side by side, each into a log of its own, and counts what passed and failed."""
# SPDX-License-Identifier: Apache-2.0
import os
import re
import subprocess
import threading
import time
import traceback


def tally(text, status):
    """Tests of TAP; for what speaks no TAP, its status is one test."""
    ends = re.findall(r"^# (pass|fail) (\d+)$", text, re.M)  # node: counts those inside others too
    if ends:
        passed, failed = (sum(int(n) for what, n in ends if what == word) for word in ("pass", "fail"))
    else:
        skipped = len(re.findall(r"^not ok \d+.*# SKIP", text, re.M))  # cmocka says it so, with its reason in the test
        passed, failed = len(re.findall(r"^ok \d+", text, re.M)) + skipped, len(re.findall(r"^not ok \d+", text, re.M)) - skipped
    if passed + failed == 0 or (status != 0 and failed == 0):
        return (passed, failed + 1) if status != 0 else (1, 0)
    return passed, failed


def told(text, log):
    """Where it went wrong: each test that failed, or the end of what was said."""
    lines = text.splitlines()
    marks = [i for i, line in enumerate(lines) if re.match(r"\s*not ok (?!.*# SKIP)", line)][:10]
    parts = ["\n".join(lines[i:i + (25 if marks else 60)]) for i in marks or [max(0, len(lines) - 60)]]
    return "\n".join(parts + ["    the whole of it: %s" % log])


def run(name, make, root, logs):
    """One stage: (passed, failed, what to print). Whatever keeps it from running is a failure."""
    began, log, text, cpu_s = time.monotonic(), os.path.join(logs, re.sub(r"\W+", "-", name) + ".log"), "", 0
    try:
        command, env = make()
        with open(log, "w+", encoding="utf-8", errors="replace") as out:
            process = subprocess.Popen(command, cwd=root, env={**os.environ, **env}, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            cpu_s = used.ru_utime + used.ru_stime
            out.seek(0)
            text = out.read()
        passed, failed = tally(text, process.returncode)
    except Exception:  # a stage that could not be run is one that failed
        passed, failed, text = 0, 1, traceback.format_exc()
    line = "%-4s %-58s %5d passed %3d failed %6.1f s, of processors %6.1f s" % ("ok" if failed == 0 else "BAD", name, passed, failed, time.monotonic() - began, cpu_s)
    return passed, failed, line + ("\n" + told(text, log) if failed else "")


class Plan:
    """Which stages wait, run and have ended. Each begins when those it waits for have ended, well or not."""

    def __init__(self, stages):
        self.waiting, self.known, self.ended, self.results = list(stages), {stage[0] for stage in stages}, set(), []
        self.turn = threading.Condition()

    def ready(self):
        return next((one for one in self.waiting if not any(name in self.known - self.ended for name in one[2:])), None)

    def take(self):
        """The next stage, or None when there is none any more."""
        with self.turn:
            self.turn.wait_for(lambda: not self.waiting or self.ready() is not None)
            stage = self.ready()
            if stage is not None:
                self.waiting.remove(stage)
            return stage

    def end(self, stage, result):
        with self.turn:
            self.ended.add(stage[0])
            self.turn.notify_all()
            if result is not None:
                self.results.append(result)
                print(result[2], flush=True)


def run_all(stages, at_once, root, logs):
    """Runs stages, so many side by side: [name, what makes its command, names of those it waits for...]. Gives passed, failed."""
    plan = Plan(stages)

    def worker():
        while (stage := plan.take()) is not None:
            result = None
            try:
                result = run(stage[0], stage[1], root, logs)
            finally:
                plan.end(stage, result)

    workers = [threading.Thread(target=worker, daemon=True) for _ in range(at_once)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    lost = len(plan.known) - len(plan.results)  # of a worker that broke: failed too
    return sum(one[0] for one in plan.results), sum(one[1] for one in plan.results) + lost
