#!/usr/bin/env python3
"""Everything that must hold, stage by stage, and at the end one line `N passed, N failed`: make check, quick and fuzz."""
# SPDX-License-Identifier: Apache-2.0
import glob
import os
import shutil
import sys
import time

from stages import run_all

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LOGS = os.path.join(ROOT, "build", "check")
TRACE = os.path.join(LOGS, "trace.jsonl")
ASAN = {"ASAN_OPTIONS": "detect_leaks=1:abort_on_error=1", "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1",
        "LSAN_OPTIONS": "suppressions=%s/tools/lsan.txt:print_suppressions=0" % ROOT}
TSAN = {"TSAN_OPTIONS": "halt_on_error=1:suppressions=%s/tools/tsan.txt" % ROOT}
AT_ONCE = 3  # stages side by side: much of a stage is waiting for what happens once a second

# Each story is played once on either engine: on PostgreSQL as it is shipped, on SQLite under address and undefined sanitizers (as it is
# shipped it plays in `make quick`, under the pages and under the faults).
# Under sanitizers PostgreSQL is left to the stories that write most and in the most ways: what is above the connection is the
# same for both engines. Under the thread sanitizer play the stories in which threads meet.
POSTGRES_SHARE = ["access", "crowd", "entries", "ledger", "machines", "officer_to_public", "openid", "witnessed"]
THREADS_SHARE = POSTGRES_SHARE + ["attacks", "calendar", "commands", "exchange_events", "exchange_identity", "exchange_nodes", "exchange_pushes", "ledger_token", "openid_hostile", "scans", "search", "sign_in", "tls", "witness"]


def story_files(names=None, without=()):
    """Stories by name, or all."""
    found = sorted(glob.glob(os.path.join(ROOT, "tests/stories/*.story.mjs")) + glob.glob(os.path.join(ROOT, "src/*/*/tests/*.story.mjs")))
    by_name = {os.path.basename(path).replace(".story.mjs", ""): path for path in found}
    unknown = [name for name in names or [] if name not in by_name]
    if unknown:
        raise ValueError("no such story: %s" % ", ".join(unknown))
    return [path for name, path in by_name.items() if (names is None or name in names) and name not in without]


def node(*files, **env):
    return ["node", "--test", "--test-reporter=tap", *files], env


def in_house(*files, **env):
    """Tests that begin with data and databases: made once in a run."""
    return ["node", "tests/harness/with_postgres.mjs", "node", "--test", "--test-reporter=tap", "--test-concurrency=2", *files], env


def stories(names=None, without=(), **env):
    return in_house(*story_files(names, without), **env)


def browser():
    """The longest file begins first."""
    files = glob.glob(os.path.join(ROOT, "tests/browser/*.test.mjs"))
    return in_house(*sorted(files, key=lambda path: (os.path.basename(path) != "pages.test.mjs", path)), BANYAN_TRACE_FILE=TRACE)


def meson(folder, *options, cc=None, target=""):
    """Builds give way to tests that run beside them. Debian's mold links the hundred programs in a tenth of ld's time."""
    setup = "CC=%s CC_LD=mold meson setup %s %s" % (cc or "gcc", folder, " ".join(options))
    return ["nice", "-n", "5", "sh", "-c", "{ [ -f %s/build.ninja ] && meson setup --reconfigure %s || %s; } >/dev/null && ninja -C %s --quiet %s"
            % (folder, folder, setup, folder, target)], {}


def units(folder, **env):
    programs = " ".join(sorted(os.path.relpath(p, ROOT) for p in glob.glob(os.path.join(ROOT, folder, "tests", "*_test")) if os.access(p, os.X_OK)))
    return ["node", "tests/harness/with_postgres.mjs", "sh", "-c", "for one in %s; do CMOCKA_MESSAGE_OUTPUT=TAP $one; [ $? -lt 128 ] || echo not ok 0 - $one was ended by a signal; done" % programs], env


def corpora(folder, **env):
    return ["sh", "-c", "for one in %s/tests/fuzz/replay_*; do $one tests/fuzz/corpus/${one##*/replay_}; [ $? -lt 128 ] || echo not ok 0 - $one was ended by a signal; done" % folder], env


# A stage: its name, what makes its command, and the stages that it waits for. Stages begin in this order.
LAW = [
    ("law: floors", lambda: (["python3", "tools/layers.py"], {})),
    ("law: house rules", lambda: (["python3", "tools/tidy.py"], {})),
    ("law: labels of the reader's documents", lambda: (["python3", "tests/reader/check_labels.py"], {})),
    ("law: what measures the reader", lambda: (["python3", "tests/reader/quality_test.py"], {})),
]
BUILD = [
    ("build: front end", lambda: (["make", "--no-print-directory", "web/dist/.stamp"], {})),
    ("build: gcc", lambda: meson("build"), "build: front end"),
    ("law: what is generated is up to date", lambda: (["sh", "-c", "rm -rf build/check/made; tools/describe.sh build/banyan build/check/made && for f in $(cd build/check/made && find . -type f); do diff -q build/check/made/$f $f || exit 1; done"], {}), "build: gcc"),
]
QUICK = LAW + BUILD + [
    ("unit", lambda: units("build"), "build: gcc"),
    ("stories on SQLite", lambda: stories(BANYAN_ENGINES="sqlite"), "build: gcc"),
]
CLANG = "build: clang, address and undefined sanitizers, fuzzers"
FULL = LAW + BUILD + [
    ("pages in Chromium", browser, "build: gcc"),
    (CLANG, lambda: meson("build-fuzz", "-Db_sanitize=address,undefined", "-Db_lundef=false", "-Dfuzz=true", cc="clang"), "build: front end"),
    ("front end: types and rules", lambda: (["sh", "-c", "npm run --silent check && node --test --test-reporter=tap $(find tests/web web/src -name '*.test.mjs' | sort)"], {}), "build: front end"),
    ("unit", lambda: units("build"), "build: gcc"),
    ("corpora", lambda: corpora("build"), "build: gcc"),
    ("stories on PostgreSQL", lambda: stories(BANYAN_ENGINES="postgresql", BANYAN_TRACE_FILE=TRACE), "build: gcc"),
    ("build: thread sanitizer", lambda: meson("build-tsan", "-Db_sanitize=thread", "-Db_lundef=false", cc="clang", target="banyan"), "build: front end"),
    ("stories under thread sanitizer", lambda: stories(THREADS_SHARE, BANYAN=os.path.join(ROOT, "build-tsan/banyan"), **TSAN), "build: thread sanitizer"),
    ("faults", lambda: node(*sorted(glob.glob(os.path.join(ROOT, "tests/faults/*.test.mjs")))), "build: gcc"),
    ("unit under address and undefined sanitizers", lambda: units("build-fuzz", **ASAN), CLANG),
    ("stories on SQLite under them", lambda: stories(BANYAN_ENGINES="sqlite", BANYAN=os.path.join(ROOT, "build-fuzz/banyan"), BANYAN_TRACE_FILE=TRACE, **ASAN), CLANG),
    ("stories on PostgreSQL under them", lambda: stories(POSTGRES_SHARE, BANYAN_ENGINES="postgresql", BANYAN=os.path.join(ROOT, "build-fuzz/banyan"), **ASAN), CLANG),
    ("fuzzers, short", lambda: (["sh", "tests/fuzz/run.sh", "3", "build-fuzz"], ASAN), CLANG),
    ("contract", lambda: node(*sorted(glob.glob(os.path.join(ROOT, "tests/contract/*.test.mjs"))), BANYAN_TRACE_FILE=TRACE), "stories on PostgreSQL", "stories on SQLite under them", "pages in Chromium"),
]


def main():
    stages = QUICK if "--quick" in sys.argv else FULL
    if "--fuzz" in sys.argv:
        seconds = sys.argv[sys.argv.index("--fuzz") + 1]
        stages = [stage for stage in FULL if stage[0] in ("build: front end", CLANG)] + [("fuzzers", lambda: (["sh", "tests/fuzz/run.sh", seconds, "build-fuzz"], ASAN), CLANG)]
    if "--only" in sys.argv:
        stages = [stage for stage in FULL if sys.argv[sys.argv.index("--only") + 1] in stage[0]]
    shutil.rmtree(LOGS, ignore_errors=True)
    os.makedirs(LOGS)
    began = time.monotonic()
    passed, failed = run_all(stages, AT_ONCE, ROOT, LOGS)
    print("all of it took %.0f s" % (time.monotonic() - began))
    print("%d passed, %d failed" % (passed, failed))
    sys.exit(1 if failed else 0)


main()
