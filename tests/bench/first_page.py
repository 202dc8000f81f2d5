"""The bytes of the first page: its HTML and what it cannot be shown without, as they go over the wire."""
# SPDX-License-Identifier: Apache-2.0
import re

from programs import ROOT, Installation, Server
from table import Row

WANTED_KB = 120
CONTENT = ROOT / "content/tuyen-quang"


def needed_by(path, text):
    """What a page, a style or a script names and needs. What is fetched later, when nobody waits, is not among it."""
    if path.endswith(".js"):
        return ["/assets/" + name for name in re.findall(r'(?:from|import)\s*"\./([\w.-]+)"', text)]
    found = re.findall(r"url\(\"?(/[^\")]+)\"?\)", text)
    if path.endswith(".css"):
        return found
    tags = [tag for tag in re.findall(r"<(?:link|script|img)\b[^>]*>", text) if 'rel="prefetch"' not in tag]
    return found + re.findall(r'(?:href|src)="(/[^"]+)"', "\n".join(tags))


def sizes_from(server, start):
    caller, sizes, waiting = server.caller(), {}, [start]
    for path in waiting:
        caller.get(path)
        sizes[path] = caller.size
        text = caller.get(path, encoding="identity")[1].decode(errors="replace")
        waiting += [one for one in dict.fromkeys(needed_by(path, text)) if one not in waiting]
    return sizes


def content(bench):
    """The province itself, with its sample figures."""
    place = Installation(bench.folder / "content")
    place.make(CONTENT)
    place.cli("observations", "import", CONTENT / "sample/observations.csv", "--sample")
    place.cli("progress", "import", CONTENT / "sample/progress.csv", "--sample", "--source", "Dữ liệu mẫu")
    return place


def counting(bench):
    for what, place in (("Tuyên Quang", content(bench)), ("the full set", bench.full)):
        with bench.row_may_fail("first page, " + what), Server(place) as server:
            total = sum(sizes_from(server, "/").values()) / 1024
            yield Row("first page, " + what, "%.1f KB" % total, wanted="≤ %d KB" % WANTED_KB, holds=total <= WANTED_KB)
