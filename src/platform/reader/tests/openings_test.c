/* platform/reader/tests/openings_test - what a sentence that opens a list hands down to it: by when, and who. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "platform/reader/reader.h"
#include "tests/harness/unit.h"

#define HEAD "Số: 12/KH-UBND                  Sông Lam, ngày 05 tháng 3 năm 2026\n\nKẾ HOẠCH\n\nThử nghiệm\n\n"

static Reading reading_of_lines(Arena *arena, const char *lines) {
    TextWriting writing = text_writing(arena);
    text_put_lines(&writing, str_of(lines));
    const DocumentText text = text_written(&writing, "txt");
    return reading_of_text(arena, &text, NULL, 0, (Rows){ 0 });
}

static Str day_or_none(Arena *arena, Day day) {
    return day.number == 0 ? S("none") : day_text(arena, day);
}

/* The title of each task, its last day and who leads, one a line. */
static Str told(Arena *arena, Reading reading) {
    const ReadTask *tasks = reading.tasks.items;
    Buf out = buf_new(arena, 10000);
    for (size_t i = 0; i < reading.tasks.count; i++) {
        const ReadTerm *term = tasks[i].term;
        const ReadAgency *agencies = tasks[i].agencies.items;
        buf_addf(&out, "%.*s: %.*s", STR_FMT(tasks[i].title),
                 STR_FMT(term == NULL ? S("never") : day_or_none(arena, term->last)));
        if (tasks[i].agencies.count > 0) buf_addf(&out, ", %.*s", STR_FMT(agencies[0].named));
        buf_char(&out, '\n');
    }
    return written(&out);
}

static Str told_tasks(Arena *arena, const char *lines) {
    return told(arena, reading_of_lines(arena, lines));
}

/* The title of each measure and the year of its first target, 0 in each year. */
static Str told_measures(Arena *arena, const char *lines) {
    const Reading reading = reading_of_lines(arena, lines);
    const ReadIndicator *indicators = reading.indicators.items;
    Buf out = buf_new(arena, 10000);
    for (size_t i = 0; i < reading.indicators.count; i++) {
        const ReadTarget *targets = indicators[i].targets.items;
        buf_addf(&out, "%.*s: %lld\n", STR_FMT(indicators[i].title), (long long)targets[0].year);
    }
    return written(&out);
}

static void hands_down_by_when(void **state) {
    assert_text(told_tasks(*state, HEAD "I. NHIỆM VỤ\n\n1. Hạ tầng số\n\n"
                                        "Phát triển hạ tầng của tỉnh đến năm 2030, tập trung vào các nội dung sau:\n\n"
                                        "1.1. Viễn thông\n\n- Mở rộng vùng phủ sóng.\n\n"
                                        "- Xây dựng trạm phát trong quý II/2027.\n\n1.2. Dữ liệu\n\n"
                                        "- Hợp nhất các trung tâm dữ liệu.\n\n2. Nhân lực\n\n- Bồi dưỡng cán bộ.\n"),
                "Mở rộng vùng phủ sóng.: 2030-12-31\nXây dựng trạm phát trong quý II/2027.: 2027-06-30\n"
                "Hợp nhất các trung tâm dữ liệu.: 2030-12-31\nBồi dưỡng cán bộ.: never\n");
    assert_text(told_tasks(*state, HEAD "I. NHIỆM VỤ\n\n1. Trước ngày 30/6/2026:\n\na) Ban hành quy chế làm việc.\n\n"
                                        "2. Giai đoạn 2027 - 2028: hoàn thiện nền tảng\n\n"
                                        "a) Mua sắm thiết bị dùng chung.\n\n"
                                        "3. Phát triển du lịch giai đoạn 2026 - 2030\n\n"
                                        "a) Xây dựng bản đồ du lịch số của toàn tỉnh.\n\n"
                                        "Trong quý IV/2026:\n\n4. Trước ngày 31/8/2026:\n\na) Lập danh mục dự án.\n"),
                "Ban hành quy chế làm việc.: 2026-06-30\nMua sắm thiết bị dùng chung.: 2028-12-31\n"
                "Xây dựng bản đồ du lịch số của toàn tỉnh.: never\n"
                "Lập danh mục dự án.: 2026-08-31\n"); /* the nearest tells it */
}

/* Without marks a list goes on while ';' says so; the paragraph behind it is none of its own. */
/* Nobody says on which day a season ends: a person looks at it first. */
static void is_unsure_of_seasons(void **state) {
    const Reading reading = reading_of_lines(
        *state, HEAD "I. NHIỆM VỤ\n\n1. Sở Một chủ trì mở lớp trong năm học 2026 - 2027.\n\n"
                     "2. Sở Một chủ trì mở lớp trong năm 2027.\n\n"
                     "3. Sở Một chủ trì gieo giống từ vụ hè thu năm 2027.\n");
    static const int64_t confidence[] = { 62, 92, 62 };
    const ReadTask *tasks = reading.tasks.items;
    assert_int_equal(reading.tasks.count, COUNT(confidence));
    for (size_t i = 0; i < COUNT(confidence); i++) {
        assert_int_equal(tasks[i].confidence, confidence[i]);
        assert_text(day_text(*state, tasks[i].term->last), "2027-12-31");
    }
}

static void knows_where_a_list_ends(void **state) {
    assert_text(told_tasks(*state, HEAD "I. NHIỆM VỤ\n\nTrong năm 2027, giao Sở Y tế chủ trì:\n\n"
                                        "Mua sắm thiết bị y tế;\n\n"
                                        "Đào tạo bác sĩ gia đình.\n\nTuyên truyền sâu rộng trong nhân dân.\n"),
                "Mua sắm thiết bị y tế;: 2027-12-31, Sở Y tế\nĐào tạo bác sĩ gia đình.: 2027-12-31, Sở Y tế\n"
                "Tuyên truyền sâu rộng trong nhân dân.: never\n");
}

/* Lines that are bold from end to end, as people make headings in Word. */
static void hands_down_from_bold_lines(void **state) {
    static const struct {
        const char *text;
        bool is_bold;
    } lines[] = {
        { "Số: 12/KH-UBND", false },
        { "I. TỔ CHỨC THỰC HIỆN", true },
        { "Sở Y tế", true },
        { "Mua sắm thiết bị dùng chung.", false },
        { "Đào tạo bác sĩ gia đình.", false },
        { "- Lập bản đồ dịch tễ.", false },
        { "Quý IV/2027", true },
        { "Sở Nội vụ tuyển dụng bác sĩ.", false },
    };
    TextWriting writing = text_writing(*state);
    for (size_t i = 0; i < COUNT(lines); i++) {
        text_put(&writing, BLOCK_PARAGRAPH, str_of(lines[i].text), 0);
        if (lines[i].is_bold) text_lead(&writing, str_of(lines[i].text));
    }
    const DocumentText text = text_written(&writing, "docx");
    assert_text(told(*state, reading_of_text(*state, &text, NULL, 0, (Rows){ 0 })),
                "Mua sắm thiết bị dùng chung.: never, Sở Y tế\nĐào tạo bác sĩ gia đình.: never, Sở Y tế\n"
                "Lập bản đồ dịch tễ.: never, Sở Y tế\nSở Nội vụ tuyển dụng bác sĩ.: 2027-12-31, Sở Nội vụ\n");
}

static void hands_down_the_year_of_a_goal(void **state) {
    assert_text(told_measures(*state, HEAD "I. MỤC TIÊU\n\nĐến năm 2028, phấn đấu:\n\n- Tỷ lệ hộ nghèo dưới 3 %.\n\n"
                                           "Đến năm 2030\n\n- Tỷ lệ đô thị hóa đạt 35 %.\n\n"
                                           "- Tỷ lệ che phủ rừng đạt 52 % vào năm 2029.\n\nHằng năm, phấn đấu:\n\n"
                                           "- Tỷ lệ giải ngân đạt trên 95 %.\n"),
                "Tỷ lệ hộ nghèo: 2028\nTỷ lệ đô thị hóa: 2030\nTỷ lệ che phủ rừng: 2029\nTỷ lệ giải ngân: 0\n");
    /* not the year of a document that it names, but that of this one */
    assert_text(told_measures(*state, HEAD "I. MỤC TIÊU\n\n"
                                           "Thực hiện Nghị quyết số 12/2024/NQ-HĐND ngày 05/3/2024, phấn đấu:\n\n"
                                           "- Tỷ lệ đô thị hóa năm 2029 đạt 35 %.\n\n- Tỷ lệ hộ nghèo dưới 3 %.\n"),
                "Tỷ lệ đô thị hóa: 2029\nTỷ lệ hộ nghèo: 2026\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(hands_down_by_when),
        AN_ARENA(is_unsure_of_seasons),
        AN_ARENA(knows_where_a_list_ends),
        AN_ARENA(hands_down_from_bold_lines),
        AN_ARENA(hands_down_the_year_of_a_goal),
    };
    return cmocka_run_group_tests_name("openings", tests, NULL, NULL);
}
