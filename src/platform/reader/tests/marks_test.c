/* platform/reader/tests/marks_test - what stands before a part of a document. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/marks.h"
#include "tests/harness/unit.h"

typedef struct MarkRow {
    const char *paragraph;
    MarkKind kind;
    int64_t ordinal;
    const char *name, *rest;
} MarkRow;

static const MarkRow rows[] = {
    { "I. MỤC TIÊU", MARK_ROMAN, 1, "I", "MỤC TIÊU" },
    { "IV. Kinh phí", MARK_ROMAN, 4, "IV", "Kinh phí" },
    { "XIX) Khác", MARK_ROMAN, 19, "XIX", "Khác" },
    { "A. THỰC TRẠNG", MARK_UPPER, 1, "A", "THỰC TRẠNG" },
    { "1. Sở Y tế", MARK_NUMBER, 1, "1", "Sở Y tế" },
    { "12) Khác", MARK_NUMBER, 12, "12", "Khác" },
    { "128. Khác", MARK_NUMBER, 128, "128", "Khác" },
    { "(3) Khác", MARK_ENCLOSED, 3, "(3)", "Khác" },
    { "1.1. Trồng trọt", MARK_NUMBER_2, 1, "1.1", "Trồng trọt" },
    { "2.3 Tầm nhìn", MARK_NUMBER_2, 3, "2.3", "Tầm nhìn" },
    { "1.2.3. Sâu", MARK_NUMBER_3, 3, "1.2.3", "Sâu" },
    { "a) Chủ trì", MARK_LETTER, 1, "a", "Chủ trì" },
    { "đ) Sở Tài chính", MARK_LETTER, 5, "đ", "Sở Tài chính" },
    { "e) Sở Nội vụ", MARK_LETTER, 6, "e", "Sở Nội vụ" },
    { "- Xây dựng", MARK_DASH, 0, "", "Xây dựng" },
    { "-Xây dựng", MARK_DASH, 0, "", "Xây dựng" },
    { "– Xây dựng", MARK_DASH, 0, "", "Xây dựng" },
    { "• Xây dựng", MARK_DASH, 0, "", "Xây dựng" },
    { "+ Xây dựng", MARK_PLUS, 0, "", "Xây dựng" },
    { "Điều 3. Nhiệm vụ, giải pháp", MARK_ARTICLE, 3, "3", "Nhiệm vụ, giải pháp" },
    { "ĐIỀU 12: Hiệu lực", MARK_ARTICLE, 12, "12", "Hiệu lực" },
    { "Chương II", MARK_CHAPTER, 2, "II", "" },
    { "PHẦN THỨ BA", MARK_PART, 3, "thứ ba", "" },
    { "Phần I", MARK_PART, 1, "I", "" },
    { "PHầN IV", MARK_PART, 4, "IV", "" }, /* capitals of the old code tables */
    { "Mục 2", MARK_DIVISION, 2, "2", "" },
    { "PHỤ LỤC", MARK_APPENDIX, 0, "", "" },
    { "Phụ lục I", MARK_APPENDIX, 1, "I", "" },
    { "PHỤ LỤC 02 DANH MỤC NHIỆM VỤ", MARK_APPENDIX, 2, "02", "DANH MỤC NHIỆM VỤ" },
    { "1.240 km đường", MARK_NONE, 0, "", "" },
    { "12/2026 là hạn", MARK_NONE, 0, "", "" },
    { "2026. Năm", MARK_NONE, 0, "", "" },
    { "3,5 - 4 %", MARK_NONE, 0, "", "" },
    { "Phụ lục I kèm theo Quyết định này", MARK_NONE, 0, "", "" },
    { "Điều 3 của Nghị định quy định", MARK_NONE, 0, "", "" },
    { "Phần lớn người cao tuổi", MARK_NONE, 0, "", "" },
    { "Mục tiêu chung", MARK_NONE, 0, "", "" },
    { "I", MARK_NONE, 0, "", "" },
    { "1.", MARK_NONE, 0, "", "" },
    { "-", MARK_NONE, 0, "", "" },
    { "--- x", MARK_NONE, 0, "", "" },
    { "", MARK_NONE, 0, "", "" },
};

static void tells_marks_from_text(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Mark mark;
        const Str paragraph = str_of(rows[i].paragraph);
        assert_row(i, rows[i].paragraph);
        assert_int_equal(mark_of(paragraph, &mark), rows[i].kind != MARK_NONE);
        assert_int_equal(mark.kind, rows[i].kind);
        if (rows[i].kind == MARK_NONE) continue;
        assert_int_equal(mark.ordinal, rows[i].ordinal);
        assert_text(mark.name, rows[i].name);
        assert_text(str_part(paragraph, mark.behind, paragraph.len), rows[i].rest);
    }
}

static void knows_capitals(void **state) {
    (void)state;
    assert_true(mark_is_capitals(S("NHIỆM VỤ VÀ GIẢI PHÁP")));
    assert_true(mark_is_capitals(S("NHIệM Vụ Và GIảI PHáP")));
    assert_true(mark_is_capitals(S("ĐỀ ÁN")));
    assert_false(mark_is_capitals(S("III/2026.")));
    assert_false(mark_is_capitals(S("UBND tỉnh ban hành")));
    assert_false(mark_is_capitals(S("")));
}

int main(void) {
    const struct CMUnitTest tests[] = { AN_ARENA(tells_marks_from_text), AN_ARENA(knows_capitals) };
    return cmocka_run_group_tests_name("marks", tests, NULL, NULL);
}
