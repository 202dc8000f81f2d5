#!/usr/bin/env python3
"""quality.py itself: a reading made of a label by hand is all right, and each planted fault is counted where it belongs."""
# SPDX-License-Identifier: Apache-2.0
import copy
import sys
import unittest

sys.dont_write_bytecode = True

from grading import SHARES, grade  # noqa: E402

REGISTRY = [{"code": "SYT", "name": "Sở Y tế", "aliases": "", "old_names": ""},
            {"code": "STC", "name": "Sở Tài chính", "aliases": "Sở TC", "old_names": "Sở Kế hoạch và Đầu tư"}]
LABEL = {
    "document": {"number": "87/KH-UBND", "kind": "plan", "issuer": "Ủy ban nhân dân tỉnh Sông Lam", "place": "Sông Lam",
                 "date": "2026-03-05", "signer": "Trần Hữu Khoan", "title": "Về việc phát triển y tế - hòa nhập",
                 "bases": [{"number": "19-NQ/TW", "date": "2022-06-16"}, {"number": None, "date": "2025-06-16"}],
                 "replaces": ["12/KH-UBND"]},
    "objectives": [{"text_starts": "Tỷ lệ người dân có thẻ trên 95 %"}],
    "indicators": [
        {"title_has": "Tỷ lệ người dân có thẻ", "unit": "%", "targets": [
            {"year": 2028, "relation": ">=", "value": 90, "value_to": None},
            {"year": 2030, "relation": ">", "value": 95, "value_to": None}]},
        {"title_has": "thời gian chờ", "unit": "phút", "targets": [
            {"year": "yearly", "relation": "range", "value": 3.5, "value_to": 4}]}],
    "tasks": [
        {"text_starts": "Xây dựng bản đồ số cơ sở y tế", "lead": ["Sở Y tế"], "with": ["Sở Tài chính"], "product": "bản đồ số",
         "deadline": {"kind": "date", "from": None, "to": "2026-09-30"}},
        {"text_starts": "Kiểm tra trạm y tế", "lead": [], "with": [], "product": None,
         "deadline": {"kind": "none", "from": None, "to": None}}],
    "duties": [{"who": "Sở Y tế", "what": "báo cáo Ủy ban nhân dân tỉnh", "when": "trước ngày 15 tháng 12 hằng năm"}],
    "not_counted": [{"text_starts": "Tổng hợp, báo cáo Ủy ban"}],
    "slips": [["Kiềm", "Kiểm"]],
}


def passage(number, text, **more):
    return {"number": number, "text": text, "cells": [], **more}


def lead(named, code, role="lead"):
    return {"named": named, "code": code, "role": role}


# As the program would print it; the way of writing differs in all that does not count.
READING = {
    "document": {"number": "87/KH–UBND", "kind": "plan", "issuer": "UBND TỈNH SÔNG LAM", "place": "Sông  Lam",
                 "issued_on": "2026-03-05", "signer": "Trần Hữu Khoan", "title": "Phát triển y tế – hoà nhập",
                 "bases": [{"number": "19-NQ/TW", "issued_on": "2022-06-16"}, {"number": None, "issued_on": "2025-06-16"}],
                 "replaces": ["12/KH-UBND"]},
    "passages": [
        passage(1, "Tỷ lệ người dân có thẻ trên 95%; thời gian chờ mỗi năm 3,5 - 4 phút."),
        passage(2, "1 | Xây dựng bản đồ số cơ sở y tế | Sở Y tế", cells=["1", "Xây dựng bản đồ số cơ sở y tế", "Sở Y tế"]),
        passage(3, "a) Kiềm tra trạm y tế"),
        passage(4, "Tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 15 tháng 12 hằng năm.")],
    "objectives": [{"passage": 1, "from": 0, "to": 30, "title": "Tỷ lệ"}],
    "indicators": [
        {"passage": 1, "from": 0, "to": 30, "title": "Tỷ lệ người dân có thẻ", "unit": "%", "targets": [
            {"year": 2028, "is_yearly": False, "relation": "at_least", "value": 90, "value_to": None},
            {"year": 2030, "is_yearly": False, "relation": "above", "value": "95", "value_to": None}]},
        {"passage": 1, "from": 32, "to": 60, "title": "Thời gian chờ", "unit": "", "targets": [
            {"year": 0, "is_yearly": True, "relation": "range", "value": 3.5, "value_to": 4, "unit": "phút"}]}],
    "tasks": [
        {"passage": 2, "from": 4, "to": 33, "title": "Xây dựng bản đồ số cơ sở y tế", "product": "Bản đồ số",
         "term": {"kind": "date", "first": None, "last": "2026-09-30", "words": "30/9"},
         "agencies": [lead("Sở Y tế", "SYT"), lead("Sở KHĐT", "STC", "support"), lead("UBND tỉnh", "U", "receiver")]},
        {"passage": 3, "from": 3, "to": 20, "title": "", "product": "", "term": None, "agencies": []},
        {"passage": 4, "from": 0, "to": 9, "title": "Tổng hợp", "term": None, "agencies": []}],
    "duties": [{"passage": 4, "from": 0, "to": 9, "title": "Báo cáo", "words": "trước ngày 15 tháng 12 hằng năm",
                "agencies": [lead("Sở Y tế", "SYT")], "days": ["12-15"]}],
}


def counted(reading):
    done = grade(LABEL, reading, REGISTRY)
    return {column: (share.right, share.of) for column, share in done.shares.items()}, done


class Quality(unittest.TestCase):
    def setUp(self):
        self.reading = copy.deepcopy(READING)
        self.all_right = {"head": (10, 10), "goals": (1, 1), "goals true": (1, 1), "tasks": (2, 2), "tasks true": (2, 2),
                          "lead": (2, 2), "with": (2, 2), "product": (2, 2), "due": (2, 2), "measures": (2, 2),
                          "measures true": (2, 2), "targets": (3, 3), "unit": (2, 2), "duties": (1, 1), "duties true": (1, 1),
                          "duty who": (1, 1), "duty when": (1, 1)}

    def expect(self, **changed):
        got, done = counted(self.reading)
        self.assertEqual(got, {**self.all_right, **{key.replace("_", " "): value for key, value in changed.items()}})
        return done

    def test_all_right(self):
        self.assertEqual(list(self.all_right), list(SHARES))
        self.assertIn("nothing is wrong", self.expect().told())

    def test_nothing_read(self):
        self.reading = {"document": None}
        self.expect(head=(0, 10), goals=(0, 1), goals_true=(0, 0), tasks=(0, 2), tasks_true=(0, 0), lead=(0, 0),
                    **{"with": (0, 0)}, product=(0, 0), due=(0, 0), measures=(0, 2), measures_true=(0, 0), targets=(0, 0),
                    unit=(0, 0), duties=(0, 1), duties_true=(0, 0), duty_who=(0, 0), duty_when=(0, 0))

    def test_head(self):
        head = self.reading["document"]
        head["issued_on"], head["replaces"] = "2026-05-03", []
        head["bases"] = [{"number": "19-NQ/TW", "issued_on": "2022-06-17"}, head["bases"][1]]  # wrong day: one missed, one false
        told = self.expect(head=(7, 11)).told()
        self.assertIn("wanted 2026-03-05\n      got    2026-05-03", told)

    def test_tasks(self):
        first, second, _ = self.reading["tasks"]
        first["agencies"][0].update(named="Sở Tài chính", code="STC")
        first["agencies"][1]["role"] = "monitor"
        first["term"]["kind"] = "quarter"
        second["term"] = {"kind": "continuous", "first": None, "last": None}
        second["product"] = "biên bản"
        self.expect(lead=(1, 2), product=(1, 2), due=(0, 2), **{"with": (1, 2)})

    def test_missed_and_false(self):
        self.reading["passages"].append(passage(5, "Căn cứ Luật Ngân sách nhà nước"))
        self.reading["tasks"][1]["passage"] = 5
        self.reading["objectives"] *= 2  # the same found twice: the second one is false
        told = self.expect(tasks=(1, 2), tasks_true=(1, 2), lead=(1, 1), product=(1, 1), due=(1, 1), goals_true=(1, 2),
                           **{"with": (1, 1)}).told()
        self.assertIn("tasks: Kiểm tra trạm y tế", told)
        self.assertIn("tasks true: “Căn cứ Luật Ngân sách nhà nước”", told)

    def test_targets(self):
        first, second = self.reading["indicators"]
        first["targets"][0]["relation"] = "at_most"
        first["targets"][1]["relation"] = "at_least"  # a reader may know no "above"
        first["targets"].append({"year": 2029, "relation": "equal", "value": 1})  # one too many
        second["targets"][0]["value_to"], second["targets"][0]["unit"] = 5, "giờ"
        self.expect(targets=(1, 4), unit=(1, 2))

    def test_shared_passage(self):
        del self.reading["indicators"][0]  # the one that is left is not taken for its neighbour in the same passage
        done = self.expect(measures=(1, 2), measures_true=(1, 1), targets=(1, 1), unit=(1, 1))
        self.assertEqual(done.wrong["measures"][0][0], "Tỷ lệ người dân có thẻ")

    def test_duties(self):
        self.reading["duties"][0].update(words="tháng 6", agencies=[])
        self.expect(duty_who=(0, 1), duty_when=(0, 1))


if __name__ == "__main__":
    unittest.main()
