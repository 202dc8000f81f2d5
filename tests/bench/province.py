"""The made-up province of the benchmark: its plan as a package, the same bytes at every run."""
# SPDX-License-Identifier: Apache-2.0
import csv
import datetime
import json

COMMUNES, DEPARTMENTS, INDICATORS, TASKS = 124, 26, 500, 200
CLOCK = "2026-11-22T03:00:00Z"                     # the day on which the benchmark plays
PROVINCE, DOCUMENT, EVERYBODY = "98", "BENCH", "CAC-CO-QUAN"
ROLLUPS = ("mean", "met_share", "mean", "sum")     # how the province's figure comes from those of its agencies
HEADS = ("An", "Bình", "Đồng", "Hòa", "Khánh", "Lâm", "Minh", "Nà", "Phú", "Quang", "Sơn", "Tân", "Thượng", "Vĩnh")
TAILS = ("Ấp", "Bắc", "Cường", "Đức", "Giang", "Hương", "Lạc", "Phong", "Thịnh", "Trào", "Xuân", "Yên")
GOALS = ("Hạ tầng số", "Dữ liệu số", "Chính quyền số", "Kinh tế số", "Xã hội số", "Nhân lực số",
         "An toàn thông tin", "Dịch vụ công trực tuyến", "Thanh toán số", "Đổi mới sáng tạo")
THINGS = ("hồ sơ trực tuyến toàn trình", "văn bản ký số", "thủ tục trả kết quả đúng hạn",
          "dữ liệu chia sẻ lên nền tảng tỉnh", "cán bộ được tập huấn kỹ năng số", "hệ thống có phê duyệt cấp độ",
          "người dân có tài khoản định danh", "giao dịch không dùng tiền mặt", "báo cáo điện tử thay bản giấy",
          "máy trạm phòng chống mã độc")


def indicator_code(i):
    return "%s.CT%03d" % (DOCUMENT, i + 1)


def task_code(i):
    return "%s.NV%03d" % (DOCUMENT, i + 1)


def goal_code(i):
    return "%s.MT%02d" % (DOCUMENT, i + 1)


def place_code(i):
    return "%05d" % (98001 + i)


def commune_name(i):
    return "%s %s" % (HEADS[i % len(HEADS)], TAILS[i // len(HEADS)])


def agency_codes():
    return ["SO-%02d" % (i + 1) for i in range(DEPARTMENTS)] + ["UBND-" + place_code(i) for i in range(COMMUNES)]


def is_sum(i):
    return ROLLUPS[i % len(ROLLUPS)] == "sum"


# ---- tables of the package ----

def places():
    yield {"code": PROVINCE, "name": "Chuẩn", "kind": "province", "full_name": "Tỉnh Chuẩn"}
    for i in range(COMMUNES):
        yield {"code": place_code(i), "name": commune_name(i), "kind": "commune", "full_name": "Xã " + commune_name(i),
               "parent": PROVINCE, "tile_column": i % 12 + 1, "tile_row": i // 12 + 1}


def agencies():
    codes = agency_codes()
    for i in range(DEPARTMENTS):
        yield {"code": codes[i], "name": "Sở số %d tỉnh Chuẩn" % (i + 1), "kind": "department", "level": "province"}
    for i in range(COMMUNES):
        yield {"code": codes[DEPARTMENTS + i], "name": "Ủy ban nhân dân xã " + commune_name(i), "kind": "commune",
               "level": "commune", "place": place_code(i)}


def documents():
    yield {"code": DOCUMENT, "number": "98/QĐ-UBND", "kind": "decision", "issuer": "SO-01", "issued_on": "2021-10-15",
           "title": "Chiến lược chuyển đổi số tỉnh Chuẩn", "effective_on": "2021-11-01"}


def objectives():
    for i, name in enumerate(GOALS):
        yield {"code": goal_code(i), "document": DOCUMENT, "citation": "98/QĐ-UBND, I.%d" % (i + 1), "title": name,
               "year": 2030}


def indicators():
    for i in range(INDICATORS):
        title = "%s %s, nhóm %d" % ("Số lượng" if is_sum(i) else "Tỷ lệ", THINGS[i % len(THINGS)], i // 10 + 1)
        yield {"code": indicator_code(i), "document": DOCUMENT, "objective": goal_code(i // (INDICATORS // len(GOALS))),
               "citation": "98/QĐ-UBND, Phụ lục, mục %d" % (i + 1), "title": title, "short_title": title[:40].strip(),
               "unit": "lượt" if is_sum(i) else "%", "kind": "number" if is_sum(i) else "share", "direction": "up",
               "frequency": "month", "level": "agency", "rollup": ROLLUPS[i % len(ROLLUPS)]}


def targets():
    """A province's sum is asked for in its own size; where members are averaged, all of them aim at the same."""
    for i in range(INDICATORS):
        size = (COMMUNES + DEPARTMENTS) * 10 if is_sum(i) else 1
        for year, low in ((2025, 45 + i % 20), (2030, 75 + i % 25)):
            yield {"indicator": indicator_code(i), "year": year, "operator": ">=", "low": low * size}


def tasks():
    for i in range(TASKS):
        yield {"code": task_code(i), "document": DOCUMENT, "citation": "98/QĐ-UBND, II.%d" % (i + 1),
               "title": "Triển khai việc số %d về %s" % (i + 1, THINGS[i % len(THINGS)]), "product": "Báo cáo kết quả",
               "due": datetime.date(2025 + i % 4, i % 12 + 1, 28).isoformat()}


def assignments():
    """Each indicator is everybody's; each task is one department's, every tenth is everybody's."""
    codes = agency_codes()
    for i in range(INDICATORS):
        yield {"task": indicator_code(i), "role": "lead", "named": "Các cơ quan, đơn vị", "agency": EVERYBODY}
    for i in range(TASKS):
        lead = EVERYBODY if i % 10 == 0 else codes[i % DEPARTMENTS]
        yield {"task": task_code(i), "role": "lead", "named": lead, "agency": lead}


def collectives():
    yield {"code": EVERYBODY, "name": "Các cơ quan, đơn vị", "kinds": "department;commune"}


TABLES = (places, agencies, collectives, documents, objectives, indicators, targets, tasks, assignments)


def write_table(path, rows):
    rows = list(rows)
    columns = list(dict.fromkeys(key for row in rows for key in row))
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


def write_plan(folder):
    folder.mkdir(parents=True)
    for table in TABLES:
        write_table(folder / (table.__name__ + ".csv"), table())
    resources = [{"name": table.__name__, "path": table.__name__ + ".csv"} for table in TABLES]
    package = {"profile": "data-package", "name": "chuan", "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
