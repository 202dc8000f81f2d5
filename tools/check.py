#!/usr/bin/env python3
"""Everything that must hold, stage after stage, and at the end one line `N passed, N failed`: make check, quick and fuzz."""
# SPDX-License-Identifier: Apache-2.0
import glob
import os
import re
import shutil
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LOGS = os.path.join(ROOT, "build", "check")
TRACE = os.path.join(LOGS, "trace.jsonl")
ASAN = {"ASAN_OPTIONS": "detect_leaks=1:abort_on_error=1", "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1",
        "LSAN_OPTIONS": "suppressions=%s/tools/lsan.txt:print_suppressions=0" % ROOT}
TSAN = {"TSAN_OPTIONS": "halt_on_error=1:suppressions=%s/tools/tsan.txt" % ROOT}
STORIES = sorted(glob.glob(os.path.join(ROOT, "tests/stories/*.story.mjs")) + glob.glob(os.path.join(ROOT, "src/*/*/tests/*.story.mjs")))


def node(*files, **env):
    return ["node", "--test", "--test-reporter=tap", *files], env


def stories(**env):
    """Two files at a time: much of a story is waiting for what happens once a second."""
    return ["node", "--test", "--test-reporter=tap", "--test-concurrency=2", *STORIES], env


def meson(folder, *options, cc=None):
    setup = "CC=%s meson setup %s %s" % (cc or "gcc", folder, " ".join(options))
    return ["sh", "-c", "{ [ -f %s/build.ninja ] && meson setup --reconfigure %s || %s; } >/dev/null && ninja -C %s --quiet"
            % (folder, folder, setup, folder)], {}


def units(folder, **env):
    programs = " ".join(sorted(os.path.relpath(p, ROOT) for p in glob.glob(os.path.join(ROOT, folder, "tests", "*_test")) if os.access(p, os.X_OK)))
    return ["node", "tests/harness/with_postgres.mjs", "sh", "-c", "for one in %s; do CMOCKA_MESSAGE_OUTPUT=TAP $one; [ $? -lt 128 ] || echo not ok 0 - $one was ended by a signal; done" % programs], env


def corpora(folder, **env):
    return ["sh", "-c", "for one in %s/tests/fuzz/replay_*; do $one tests/fuzz/corpus/${one##*/replay_}; [ $? -lt 128 ] || echo not ok 0 - $one was ended by a signal; done" % folder], env


LAW = [
    ("law: floors", lambda: (["python3", "tools/layers.py"], {})),
    ("law: house rules", lambda: (["python3", "tools/tidy.py"], {})),
]
BUILD = [
    ("build: front end", lambda: (["make", "--no-print-directory", "web/dist/.stamp"], {})),
    ("build: gcc", lambda: meson("build")),
    ("law: what is generated is up to date", lambda: (["sh", "-c", "rm -rf build/check/made; tools/describe.sh build/banyan build/check/made && for f in $(cd build/check/made && find . -type f); do diff -q build/check/made/$f $f || exit 1; done"], {})),
]
QUICK = LAW + BUILD + [
    ("unit", lambda: units("build")),
    ("stories on SQLite", lambda: stories(BANYAN_ENGINES="sqlite")),
]
FULL = LAW + BUILD + [
    ("front end: types and rules", lambda: (["sh", "-c", "npm run --silent check && node --test --test-reporter=tap $(find tests/web web/src -name '*.test.mjs' | sort)"], {})),
    ("unit", lambda: units("build")),
    ("corpora", lambda: corpora("build")),
    ("stories on both engines", lambda: stories(BANYAN_TRACE_FILE=TRACE)),
    ("pages in Chromium", lambda: node(*sorted(glob.glob(os.path.join(ROOT, "tests/browser/*.test.mjs"))), BANYAN_TRACE_FILE=TRACE)),
    ("contract", lambda: node(*sorted(glob.glob(os.path.join(ROOT, "tests/contract/*.test.mjs"))), BANYAN_TRACE_FILE=TRACE)),
    ("faults", lambda: node(*sorted(glob.glob(os.path.join(ROOT, "tests/faults/*.test.mjs"))))),
    ("build: clang, address and undefined sanitizers, fuzzers", lambda: meson("build-fuzz", "-Db_sanitize=address,undefined", "-Db_lundef=false", "-Dfuzz=true", cc="clang")),
    ("unit under address and undefined sanitizers", lambda: units("build-fuzz", **ASAN)),
    ("stories under address and undefined sanitizers", lambda: stories(BANYAN=os.path.join(ROOT, "build-fuzz/banyan"), **ASAN)),
    ("fuzzers, short", lambda: (["sh", "tests/fuzz/run.sh", "5", "build-fuzz"], ASAN)),
    ("build: thread sanitizer", lambda: meson("build-tsan", "-Db_sanitize=thread", "-Db_lundef=false", cc="clang")),
    ("stories under thread sanitizer", lambda: stories(BANYAN=os.path.join(ROOT, "build-tsan/banyan"), **TSAN)),
]


def tally(text, status):
    """Tests of TAP; for what speaks no TAP, its status is one test."""
    ends = re.findall(r"^# (pass|fail) (\d+)$", text, re.M)  # node: counts those inside others too
    if ends:
        passed, failed = (sum(int(n) for what, n in ends if what == word) for word in ("pass", "fail"))
    else:
        passed, failed = len(re.findall(r"^ok \d+", text, re.M)), len(re.findall(r"^not ok \d+", text, re.M))
    if passed + failed == 0 or (status != 0 and failed == 0):
        return (passed, failed + 1) if status != 0 else (1, 0)
    return passed, failed


def run(name, make):
    command, env = make()
    began, log = time.monotonic(), os.path.join(LOGS, re.sub(r"\W+", "-", name) + ".log")
    with open(log, "w+", encoding="utf-8", errors="replace") as out:
        status = subprocess.call(command, cwd=ROOT, env={**os.environ, **env}, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        out.seek(0)
        text = out.read()
    passed, failed = tally(text, status)
    print("%-4s %-58s %5d passed %3d failed %6.1f s" % ("ok" if failed == 0 else "BAD", name, passed, failed, time.monotonic() - began), flush=True)
    if failed:
        lines = text.splitlines()
        marks = [i for i, line in enumerate(lines) if re.match(r"\s*not ok ", line)][:10]
        for i in marks or [max(0, len(lines) - 60)]:
            print("\n".join(lines[i:i + (25 if marks else 60)]))
        print("    the whole of it: %s" % os.path.relpath(log, ROOT))
    return passed, failed


def main():
    stages = QUICK if "--quick" in sys.argv else FULL
    if "--fuzz" in sys.argv:
        seconds = sys.argv[sys.argv.index("--fuzz") + 1]
        stages = [stage for stage in FULL if "fuzzers" in stage[0] and stage[0].startswith("build")] + [("fuzzers", lambda: (["sh", "tests/fuzz/run.sh", seconds, "build-fuzz"], ASAN))]
    if "--only" in sys.argv:
        stages = [stage for stage in FULL if sys.argv[sys.argv.index("--only") + 1] in stage[0]]
    shutil.rmtree(LOGS, ignore_errors=True)
    os.makedirs(LOGS)
    results = [run(*stage) for stage in stages]
    failed = sum(f for _, f in results)
    print("%d passed, %d failed" % (sum(p for p, _ in results), failed))
    sys.exit(1 if failed else 0)


main()
