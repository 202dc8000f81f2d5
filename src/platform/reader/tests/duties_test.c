/* platform/reader/tests/duties_test - reports that are owed: which words of a passage say when. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/reader.h"
#include "tests/harness/unit.h"

#define HEAD                                                                                                           \
    "Số: 12/KH-UBND                  Sông Lam, ngày 05 tháng 3 năm 2026\n\nKẾ HOẠCH\n\nThử nghiệm\n\n"      \
    "I. TỔ CHỨC THỰC HIỆN\n\n1. "

typedef struct DutyRow {
    const char *text, *words, *days; /* of a year; or months between two, and the day */
} DutyRow;

static const DutyRow rows[] = {
    { "Sở Y tế báo cáo Ủy ban nhân dân tỉnh trước ngày 15/11 hằng năm.", "trước ngày 15/11 hằng năm", "11-15" },
    { "Trước ngày 15/11 hằng năm, Sở Y tế báo cáo Ủy ban nhân dân tỉnh.", "Trước ngày 15/11 hằng năm", "11-15" },
    { "Sở Y tế ban hành kế hoạch trong quý II/2026; báo cáo Hội đồng nhân dân tỉnh kết quả tại kỳ họp cuối năm.",
      "tại kỳ họp cuối năm", "" },
    { "Sở Y tế lập danh mục trước ngày 30/4/2026. Báo cáo kết quả trước ngày 30/9 hằng năm, gửi Sở Nội vụ.",
      "trước ngày 30/9 hằng năm", "09-30" },
    { "Sở Y tế lập danh mục trước ngày 30/4/2026, báo cáo Ủy ban nhân dân tỉnh.", "trước ngày 30/4/2026", "" },
    { "Các sở gửi báo cáo kết quả về Sở Du lịch trước ngày 15 của tháng cuối quý.", "trước ngày 15 của tháng cuối quý",
      "3: 15" },
    { "Sở Y tế báo cáo hằng quý, chậm nhất ngày 05 tháng sau.", "hằng quý, chậm nhất ngày 05 tháng sau", "3: 5 after" },
    { "Sở Y tế tổ chức sơ kết hằng năm; định kỳ báo cáo Ủy ban nhân dân tỉnh.", "hằng năm", "" },
};

static Reading reading_of_lines(Arena *arena, Str lines) {
    TextWriting writing = text_writing(arena);
    text_put_lines(&writing, lines);
    const DocumentText text = text_written(&writing, "txt");
    return reading_of_text(arena, &text, NULL, 0, (Rows){ 0 });
}

static void says_when(void **state) {
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].text);
        const Reading reading = reading_of_lines(*state, str_format(*state, HEAD "%s\n", rows[i].text));
        const ReadDuty *duties = reading.duties.items;
        assert_int_equal(reading.duties.count, 1);
        assert_text(duties[0].words, rows[i].words);
        const Str often = duties[0].months == 0
                              ? S("")
                              : str_format(*state, "%lld: %lld%s", (long long)duties[0].months,
                                           (long long)duties[0].day, duties[0].is_after ? " after" : "");
        assert_text(duties[0].days.count == 0 ? often : duties[0].days.items[0], rows[i].days);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = { AN_ARENA(says_when) };
    return cmocka_run_group_tests_name("duties", tests, NULL, NULL);
}
