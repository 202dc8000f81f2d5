"""Figures that an officer hands in and the coordinator accepts, each of another month long past: none meets another."""
# SPDX-License-Identifier: Apache-2.0
import json

from meter import CannotMeasure
from province import INDICATORS, indicator_code


def entry(subject, turn):
    month, indicator = divmod(turn, INDICATORS)
    year, of_year = divmod(month, 12)
    return {"indicator": indicator_code(indicator), "subject": subject, "value": 42.5, "source": "Báo cáo tháng",
            "period": "%04d-%02d" % (2020 - year, of_year + 1)}


def post(caller, path, what):
    status, _, answer, _ = caller.call("POST", "/api/v1" + path, json.dumps(what).encode(), encoding="identity")
    if status not in (200, 201):
        raise CannotMeasure("POST %s: %d %s" % (path, status, answer.decode()))
    return json.loads(answer)


class Office:
    """An officer of an agency and the coordinator, both signed in. Each change makes all that was kept untrue."""

    def __init__(self, server, agency):
        self.agency, self.changes, self.cookie = agency, 0, server.sign_in("officer")
        self.officer, self.coordinator = server.caller(self.cookie), server.caller(server.sign_in("coordinator"))

    def change(self):
        submission = post(self.officer, "/strategy/figures", entry(self.agency, self.changes))
        post(self.coordinator, "/strategy/submissions/%s/decision" % submission["id"], {"decision": "accept"})
        self.changes += 1
