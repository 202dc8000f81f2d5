"""Who reports in the benchmark: a regime of fifty figures a month, and an officer and a head of every agency."""
# SPDX-License-Identifier: Apache-2.0
import json
import shutil
import time

from entries import post
from meter import CannotMeasure
from programs import PASSWORD, ROOT
from province import EVERYBODY, agency_codes, indicator_code

REGIME, PERIOD, NOW, FIGURES, PATIENCE_S = "THANG", "2026-11", "2026-12-04T03:00:00Z", 50, 60
QUICK_TO_OPEN = {"clock.fixed": NOW, "people.password_memory_kib": 8192, "people.password_passes": 1,
                 "people.sign_in_tries_address": 1000}


class Office:
    """All who take part: an officer and a head of each agency, and the coordinator, signed in."""

    def __init__(self, server):
        self.server = server
        self.heads = [self.cookie("h-" + code) for code in agency_codes()]  # they connect when it is their turn
        self.officers = [self.person("o-" + code) for code in agency_codes()]
        self.coordinator = self.person("coordinator")
        for rule, threshold in (("jump", 30), ("same", 3), ("slip", 0)):  # nobody asks whether these figures are likely
            post(self.coordinator, "/reporting/rules/" + rule, {"severity": "off", "threshold": threshold})

    def cookie(self, username):
        return self.server.sign_in(username.lower())

    def person(self, username):
        return self.server.caller(self.cookie(username))


def regimes(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "regimes.csv").write_text(
        "code,title,title_en,citation,standing,reporter,receiver,frequency,cutoff,opens_days,valid_from\n"
        "%s,Số liệu tháng,Monthly figures,Quy ước,by_installation,%s,SO-01,month,10 days after period,15,2026-10-01\n"
        % (REGIME, EVERYBODY), encoding="utf-8")
    (folder / "regime_sections.csv").write_text("regime,code,title,title_en\n%s,GHICHU,Ghi chú,Notes\n" % REGIME,
                                                encoding="utf-8")
    (folder / "regime_items.csv").write_text("regime,indicator\n" + "".join(
        "%s,%s\n" % (REGIME, indicator_code(i)) for i in range(FIGURES)))
    return folder


def furnish(bench, place):
    """Who reports what, by which marks; and the accounts of all."""
    place.options += [word for pair in QUICK_TO_OPEN.items() for word in ("--set", "%s=%s" % pair)]
    place.cli("regimes", "load", regimes(bench.folder / "regimes"))
    place.cli("schemes", "load", ROOT / "content/schemes/chien-luoc")
    for code in agency_codes():
        for name, role in (("o-", "officer"), ("h-", "head")):
            place.cli("account", "add", "--username", (name + code).lower(), "--role", role, "--agency", code,
                      "--name", code, "--password", PASSWORD)


def owed(office):
    """The obligation of each agency, once they were made."""
    path, end = "/api/v1/reporting/obligations?regime=%s&period=%s" % (REGIME, PERIOD), time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        found = json.loads(office.coordinator.get(path, encoding="identity")[1])["obligations"]
        by_agency = {one["obligation"]["agency"]: one["obligation"]["id"] for one in found}
        if len(by_agency) == len(agency_codes()):
            return [by_agency[code] for code in agency_codes()]
        time.sleep(0.5)
    raise CannotMeasure("%d obligations for %d agencies" % (len(by_agency), len(agency_codes())))
