"""A PostgreSQL of Debian's in a folder of its own, as it is out of the box: every commit is synced."""
# SPDX-License-Identifier: Apache-2.0
import os
import pathlib
import shutil
import tempfile
import time

from meter import CannotMeasure
from programs import free_port, run

# As much as the program under test writes for one figure that is handed in: the entry, its line in the ledger.
TABLES = """CREATE TABLE entry (id bigint, body text); CREATE INDEX ON entry (id);
CREATE TABLE line (id bigint, body text); CREATE INDEX ON line (id);"""
TRANSACTION = """\\set id random(1, 2000000000)
BEGIN;
INSERT INTO entry VALUES (:id, repeat('x', 400));
INSERT INTO line VALUES (:id, repeat('y', 300));
COMMIT;
"""
SETTLE_S = 0.2


def tools():
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise CannotMeasure("PostgreSQL is not installed")
    return found[-1].parent


class Postgres:
    def __init__(self):
        self.folder, self.port, self.bin = pathlib.Path(tempfile.mkdtemp(prefix="banyan-bench-")), free_port(), tools()
        self.as_owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []  # it refuses to run as root
        if self.as_owner:
            shutil.chown(self.folder, "postgres", "postgres")
        self.data, self.log = self.folder / "data", self.folder / "transactions"
        self.tool("initdb", "-D", self.data, "-A", "trust", "-U", "banyan", "--locale=C.UTF-8", "-E", "UTF8",
                  "--no-sync")
        options = "-p %d -k %s -c listen_addresses=127.0.0.1" % (self.port, self.folder)
        self.tool("pg_ctl", "-D", self.data, "-w", "-l", self.folder / "log", "-o", options, "start")
        self.pid = int((self.data / "postmaster.pid").read_text().splitlines()[0])
        self.url = "postgresql://banyan@127.0.0.1:%d/bench" % self.port
        self.tool("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "banyan", "bench")
        self.tool("psql", "-q", self.url, "-c", TABLES)
        (self.folder / "transaction.sql").write_text(TRANSACTION)

    def tool(self, name, *words):
        return run(*self.as_owner, self.bin / name, *words, cwd="/")

    def pgbench(self, writers, seconds):
        """Seconds of each transaction."""
        self.tool("pgbench", "-n", "-c", writers, "-j", 1, "-T", seconds, "-f", self.folder / "transaction.sql",
                  "-l", "--log-prefix=%s" % self.log, self.url)
        took = []
        for file in self.folder.glob(self.log.name + ".*"):
            took += [int(line.split()[2]) / 1e6 for line in file.read_text().splitlines()]
            file.unlink()
        time.sleep(SETTLE_S)  # until its backends are gone and counted
        return took

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.tool("pg_ctl", "-D", self.data, "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)
