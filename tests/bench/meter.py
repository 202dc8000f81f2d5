"""What a run costs: processor time and memory of processes, time of one exchange."""
# SPDX-License-Identifier: Apache-2.0
import os
import pathlib
import re
import socket
import time

TICK_S = 1 / os.sysconf("SC_CLK_TCK")


class CannotMeasure(Exception):
    """The thing under test did not do what was to be timed."""


# ---- processes ----

def status_of(pid):
    """State, parent and the rest of /proc/PID/stat after the name, which may hold blanks."""
    return pathlib.Path("/proc/%d/stat" % pid).read_text().rsplit(")", 1)[1].split()


def family(root):
    """A process and those that it started."""
    parents = {}
    for name in os.listdir("/proc"):
        try:
            parents[int(name)] = int(status_of(int(name))[1])
        except (ValueError, OSError):
            pass  # not a process, or gone meanwhile
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def cpu_s(root):
    """Seconds of processor time of a process, its threads and its children, living and gone."""
    gone = status_of(root)[13:15]  # cutime, cstime
    total = sum(map(int, gone)) * TICK_S
    for pid in family(root):
        for task in pathlib.Path("/proc/%d/task" % pid).glob("*/schedstat"):
            try:
                total += int(task.read_text().split()[0]) / 1e9
            except OSError:
                pass  # the thread ended meanwhile
    return total


def memory_mib(pid, line="VmRSS"):
    status = pathlib.Path("/proc/%d/status" % pid).read_text()
    return int(re.search(r"^%s:\s+(\d+) kB" % line, status, re.M)[1]) / 1024


def forget_peak(pid):
    """From now on VmHWM is the peak since this call."""
    pathlib.Path("/proc/%d/clear_refs" % pid).write_text("5")


# ---- numbers ----

def at_share(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def median(values):
    return at_share(values, 0.5)


# ---- one exchange ----

class Caller:
    """One connection that is kept, as a browser keeps it. A call gives status, headers, body, and its seconds.
    `size`: bytes of the last answer with its headers."""

    def __init__(self, port, cookie=""):
        self.cookie, self.size = cookie, 0
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def call(self, verb, path, body=b"", encoding="br, gzip"):
        head = "%s %s HTTP/1.1\r\nHost: bench\r\nAccept-Encoding: %s\r\n" % (verb, path, encoding)
        if self.cookie:
            head += "Cookie: %s\r\n" % self.cookie
        if verb != "GET":
            head += "Content-Type: application/json\r\nContent-Length: %d\r\n" % len(body)
        began = time.perf_counter()
        self.socket.sendall(head.encode() + b"\r\n" + body)
        status, headers, rest = self.receive()
        return status, headers, rest, time.perf_counter() - began

    def get(self, path, **options):
        status, headers, body, took = self.call("GET", path, **options)
        if status != 200:
            why = re.search(rb"/problems/([a-z/-]+)", self.call("GET", path, encoding="identity")[2])
            raise CannotMeasure("GET %s: %d %s" % (path, status, why[1].decode() if why else ""))
        return headers, body, took

    def receive(self):
        chunks = b""
        while b"\r\n\r\n" not in chunks:
            chunks += self.more()
        head, body = chunks.split(b"\r\n\r\n", 1)
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        parts, have, length = [body], len(body), int(headers.get("content-length", 0))
        while have < length:
            parts.append(self.more())
            have += len(parts[-1])
        self.size = len(head) + 4 + length
        return int(first.split()[1]), headers, b"".join(parts)

    def more(self):
        got = self.socket.recv(1 << 18)
        if not got:
            raise CannotMeasure("the server closed the connection")
        return got

    def close(self):
        self.socket.close()
