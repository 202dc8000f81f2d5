"""The programs that are measured, and nginx, which one is measured against: each in a folder of its own."""
# SPDX-License-Identifier: Apache-2.0
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import time

from meter import Caller, CannotMeasure
from province import CLOCK

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
BANYAN = os.environ.get("BANYAN", str(ROOT / "build/banyan"))
PASSWORD = "cây đa Tân Trào che mát"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def run(*words, **options):
    """Runs to the end; gives what it printed."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise CannotMeasure("%s\n%s%s" % (" ".join(map(str, words)), done.stdout, done.stderr))
    return done.stdout


def run_counted(*words):
    """Runs to the end; gives seconds, seconds of processor time and the peak of memory in MiB."""
    began = time.perf_counter()
    child = subprocess.Popen([str(word) for word in words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read().decode()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise CannotMeasure("%s\n%s" % (" ".join(map(str, words)), said))
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


class Installation:
    """A data folder of the program under test; on PostgreSQL when a database is given."""

    def __init__(self, folder, database=None):
        self.folder = folder
        self.options = ["--data", folder, "--set", "clock.fixed=" + CLOCK, "--set", "people.second_factor_roles="] + (["--db", database] if database else [])

    def make(self, plan):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.cli("init")
        self.cli("plan", "load", plan) if plan else self.cli("migrate")

    def add_people(self, agency):
        for role, words in (("officer", ["--agency", agency]), ("coordinator", [])):
            self.cli("account", "add", "--username", role, "--role", role, "--name", role, "--password", PASSWORD,
                     *words)

    def cli(self, *words):
        return run(BANYAN, *words, *self.options)

    def import_command(self, figures):
        return [BANYAN, "observations", "import", figures, "--sample", "--source", "Số liệu đo tốc độ", *self.options]


class Served:
    """A program that was started and is stopped at the end of its block."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.terminate()
        self.child.wait(30)


class Server(Served):
    """`banyan serve` at a free port. `line_s` and `answer_s`: seconds until it said so, and until it answered."""

    def __init__(self, place):
        began = time.perf_counter()
        words = [BANYAN, "serve", *place.options, "--listen", "127.0.0.1:0"]
        log = place.folder / "serve.log"
        with open(log, "w", encoding="utf-8") as out:
            self.child = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=out, text=True)
        said = re.search(r"port (\d+)", self.child.stdout.readline())
        if not said:
            self.child.wait()
            raise CannotMeasure("the server did not start: " + log.read_text(encoding="utf-8"))
        self.line_s, self.port, self.pid = time.perf_counter() - began, int(said[1]), self.child.pid
        self.caller().get("/api/v1/people/me")
        self.answer_s = time.perf_counter() - began

    def caller(self, cookie=""):
        return Caller(self.port, cookie)

    def sign_in(self, username):
        body = json.dumps({"username": username, "password": PASSWORD}).encode()
        status, headers, answer, _ = self.caller().call("POST", "/api/v1/people/sign-in", body)
        if status != 200:
            raise CannotMeasure("sign-in: %d %s" % (status, answer.decode()))
        return headers["set-cookie"].split(";")[0]


class Nginx(Served):
    """Serves one answer from a file, with its headers."""

    OWN = {"connection", "date", "content-length", "content-type", "etag"}  # these nginx makes itself
    CONF = """%(user)s worker_processes auto; daemon off; pid %(folder)s/pid; error_log stderr crit;
events { worker_connections 1024; }
http {
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=100;
    server {
        listen 127.0.0.1:%(port)d backlog=1024;
        location = %(path)s { alias %(folder)s/body; types {} default_type '%(type)s'; %(headers)s }
    }
}
"""

    def __init__(self, folder, path, headers, body):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.port = free_port()
        lines = ["add_header %s \"%s\";" % pair for pair in headers.items() if pair[0] not in self.OWN]
        user = "user root;" if os.getuid() == 0 else ""  # so that its workers may read the folder
        (folder / "body").write_bytes(body)
        (folder / "nginx.conf").write_text(self.CONF % {"user": user, "folder": folder, "port": self.port, "path": path,
                                                        "type": headers["content-type"], "headers": " ".join(lines)})
        self.child = subprocess.Popen(["/usr/sbin/nginx", "-c", folder / "nginx.conf", "-p", folder])
        self.pid = self.child.pid
        for _ in range(100):
            try:
                return Caller(self.port).close()
            except ConnectionRefusedError:
                time.sleep(0.02)
        raise CannotMeasure("nginx did not start")
