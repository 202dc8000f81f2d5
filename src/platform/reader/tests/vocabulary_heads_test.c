/* platform/reader/tests/vocabulary_heads_test - how offices head the columns of their tables, and label the lines below
 * a task: what each head, and the same words as a label, tell. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/reader.h"
#include "tests/harness/unit.h"

enum { CELLS_MAX = 8 };

#define HEAD                                                                                                           \
    "Số: 12/KH-UBND\nSông Lam, ngày 05 tháng 3 năm 2026\n\nKẾ HOẠCH\n\nThử nghiệm giai đoạn 2026 - 2030\n\n"
#define TASKS HEAD "I. NHIỆM VỤ\n\n"
#define GOALS HEAD "I. MỤC TIÊU\n\n"

typedef struct HeadRow {
    const char *head;
    const char *told; /* of the cell below it; "" when nothing is told */
} HeadRow;

static void put_row(TextWriting *writing, Str cells) {
    TextCell row[CELLS_MAX];
    size_t count = 0;
    while (cells.at != NULL && count < CELLS_MAX)
        row[count++] = (TextCell){ .text = str_trim(str_cut(&cells, '|')) };
    text_put_row(writing, row, count, 1);
}

/* Lines, and of those that hold '|' a table. */
static Reading reading_of_lines(Arena *arena, Str lines) {
    TextWriting writing = text_writing(arena);
    while (lines.at != NULL) {
        const Str line = str_cut(&lines, '\n');
        if (str_find(line, S("|")) < line.len)
            put_row(&writing, line);
        else
            text_put(&writing, BLOCK_PARAGRAPH, line, 0);
    }
    const DocumentText text = text_written(&writing, "docx");
    return reading_of_text(arena, &text, NULL, 0, (Rows){ 0 });
}

static void write_task(Buf *out, Arena *arena, const ReadTask *task) {
    static const char *const roles[] = { "", "lead ", "with ", "watch ", "to " };
    const ReadAgency *agencies = task->agencies.items;
    const char *joint = "";
    for (size_t i = 0; i < task->agencies.count; i++, joint = "; ")
        buf_addf(out, "%s%s%.*s", joint, roles[agencies[i].role], STR_FMT(agencies[i].named));
    if (task->term != NULL) {
        buf_addf(out, "%sdue %.*s", joint, STR_FMT(day_text(arena, task->term->last)));
        joint = "; ";
    }
    if (task->product.len > 0) buf_addf(out, "%smakes %.*s", joint, STR_FMT(task->product));
}

static Str told_of_tasks(Arena *arena, const Reading *reading) {
    const ReadTask *tasks = reading->tasks.items;
    Buf out = buf_new(arena, 1000);
    for (size_t i = 0; i < reading->tasks.count; i++) write_task(&out, arena, &tasks[i]);
    return written(&out);
}

static Str told_of_targets(Arena *arena, const Reading *reading) {
    const ReadIndicator *indicators = reading->indicators.items;
    Buf out = buf_new(arena, 1000);
    for (size_t i = 0; i < reading->indicators.count; i++) {
        const ReadTarget *targets = indicators[i].targets.items;
        for (size_t k = 0; k < indicators[i].targets.count; k++) {
            buf_addf(&out, "%s%lld ", i + k > 0 ? "; " : "", (long long)targets[k].year);
            decimal_write(&out, targets[k].value);
        }
    }
    return written(&out);
}

/* ---- tables of work ---- */

static const char *const leads[] = {
    "Cơ quan chủ trì", "Đơn vị chủ trì", "CQ chủ trì", "ĐV chủ trì", "Cơ quan, đơn vị chủ trì",
    "Cơ quan/đơn vị chủ trì", "Phòng chủ trì", "Đơn vị đầu mối", "Cơ quan đầu mối", "Đầu mối", "Đầu mối thực hiện",
    "Đơn vị thực hiện chính", "Cơ quan thực hiện chính", "Cơ quan, đơn vị thực hiện", "Đơn vị tham mưu",
    "Cơ quan tham mưu", "Cơ quan chủ trì tham mưu", "Chủ trì tham mưu", "Người phụ trách", "Đơn vị phụ trách",
    "Cán bộ phụ trách", "Người thực hiện", "Bộ phận thực hiện", "Bộ phận phụ trách", "Cơ quan thường trực",
    "Phân công", "Phân công thực hiện", "Phân công nhiệm vụ", "Trách nhiệm", "Trách nhiệm thực hiện",
    "Đơn vị chịu trách nhiệm", "Đơn vị chịu trách nhiệm chính", "Chịu trách nhiệm chính", "Cơ quan soạn thảo",
    "Cơ quan chủ trì soạn thảo", "Cơ quan được giao", "Đơn vị được giao nhiệm vụ", "Đơn vị triển khai",
    "Đơn vị xử lý", "Chủ đầu tư", "Cơ quan trình",
};

static const char *const helpers[] = {
    "Cơ quan phối hợp", "Đơn vị phối hợp", "CQ phối hợp", "ĐV phối hợp", "Cơ quan, đơn vị phối hợp",
    "Cơ quan/đơn vị phối hợp", "Phối hợp", "Phối hợp thực hiện", "Cơ quan phối hợp thực hiện",
    "Đơn vị phối hợp, tham gia", "Đơn vị tham gia", "Cơ quan tham gia", "Thành phần phối hợp", "Cơ quan liên quan",
    "Đơn vị liên quan", "Người phối hợp", "Đơn vị hỗ trợ",
};

static const char *const watchers[] = {
    "Cơ quan theo dõi", "Đơn vị theo dõi, đôn đốc", "Cơ quan giám sát", "Đơn vị giám sát",
    "Cơ quan kiểm tra, giám sát", "Cơ quan đôn đốc",
};

static const char *const terms[] = {
    "Thời gian", "Thời gian hoàn thành", "TG hoàn thành", "TG thực hiện", "Thời hạn", "Thời hạn trình",
    "Thời hạn trình ban hành", "Thời hạn thực hiện", "Thời hạn xử lý", "Hạn xử lý", "Hạn hoàn thành",
    "Mốc hoàn thành", "Mốc thời gian", "Tiến độ", "Tiến độ thực hiện", "Tiến độ hoàn thành", "Lộ trình",
    "Lộ trình thực hiện", "Thời điểm hoàn thành", "Ngày hoàn thành", "Dự kiến hoàn thành", "Thời gian dự kiến",
    "Dự kiến thời gian", "Thời gian kết thúc", "Thời gian triển khai", "Thời gian tổ chức", "Thời gian ban hành",
    "Giai đoạn thực hiện", "Năm hoàn thành", "Kế hoạch hoàn thành",
};

static const char *const products[] = {
    "Sản phẩm", "Sản phẩm chủ yếu", "Sản phẩm đầu ra", "SP đầu ra", "Sản phẩm hoàn thành", "Sản phẩm/Kết quả",
    "Kết quả", "KQ", "Kết quả đầu ra", "Kết quả dự kiến", "Kết quả cần đạt", "Kết quả thực hiện",
    "Kết quả hoàn thành", "Dự kiến sản phẩm", "Dự kiến kết quả", "Yêu cầu kết quả", "Yêu cầu sản phẩm", "Đầu ra",
    "Hình thức văn bản", "Loại văn bản", "Văn bản ban hành",
};

static void check_heads(Arena *arena, const char *const *rows, size_t count, const char *cell, const char *told) {
    for (size_t i = 0; i < count; i++) {
        assert_row(i, rows[i]);
        const Reading reading = reading_of_lines(
            arena, str_format(arena, TASKS "TT | Nội dung công việc | %s\n1 | Khám sức khỏe cho người cao tuổi | %s",
                              rows[i], cell));
        assert_text(told_of_tasks(arena, &reading), told);
    }
}

/* The same words before a colon, in a line below a task. */
static void check_labels(Arena *arena, const char *const *rows, size_t count, const char *cell, const char *told) {
    for (size_t i = 0; i < count; i++) {
        assert_row(i, rows[i]);
        const Reading reading = reading_of_lines(
            arena, str_format(arena, TASKS "1. Khám sức khỏe cho người cao tuổi\n- %s: %s.\n2. ", rows[i], cell));
        assert_text(told_of_tasks(arena, &reading), told);
    }
}

static void heads_of_work(void **state) {
    check_heads(*state, leads, COUNT(leads), "Sở Y tế", "lead Sở Y tế");
    check_heads(*state, helpers, COUNT(helpers), "Sở Y tế", "with Sở Y tế");
    check_heads(*state, terms, COUNT(terms), "Quý II/2027", "due 2027-06-30");
    check_heads(*state, products, COUNT(products), "Đề án được duyệt", "makes Đề án được duyệt");
}

static void heads_of_who_watches(void **state) {
    for (size_t i = 0; i < COUNT(watchers); i++) {
        assert_row(i, watchers[i]);
        const Reading reading = reading_of_lines(
            *state, str_format(*state, TASKS "TT | Nội dung | %s | Tiến độ\n1 | Khám sức khỏe định kỳ | Sở Y tế | 2027",
                               watchers[i]));
        assert_text(told_of_tasks(*state, &reading), "watch Sở Y tế; due 2027-12-31");
    }
}

static void labels_below_a_task(void **state) {
    check_labels(*state, leads, COUNT(leads), "Sở Y tế", "lead Sở Y tế");
    check_labels(*state, helpers, COUNT(helpers), "Sở Y tế", "with Sở Y tế");
    check_labels(*state, watchers, COUNT(watchers), "Sở Y tế", "watch Sở Y tế");
    check_labels(*state, terms, COUNT(terms), "Quý II/2027", "due 2027-06-30");
    check_labels(*state, products, COUNT(products), "Đề án được duyệt", "makes Đề án được duyệt");
}

/* "Đơn vị" alone: who does it where something else tells that the table is of work. */
static void a_unit_may_be_who_does_it(void **state) {
    const Reading reading = reading_of_lines(
        *state, S(TASKS "TT | Nội dung | Đơn vị | Tiến độ\n1 | Khám bệnh | Sở Y tế | 2027"));
    assert_text(told_of_tasks(*state, &reading), "lead Sở Y tế; due 2027-12-31");
}

/* What names the work, in tables that have other columns too; nothing of these is a target. */
static void heads_of_what_is_to_be_done(void **state) {
    static const char *const rows[] = {
        "Nội dung công việc",
        "Đầu việc",
        "Nội dung đầu việc",
        "Tên công việc",
        "Công việc cụ thể",
        "Các hoạt động",
        "Nội dung hoạt động",
        "Nội dung thực hiện",
        "Nhiệm vụ trọng tâm",
        "Nhiệm vụ và giải pháp",
        "Nội dung, nhiệm vụ",
        "Nhiệm vụ được giao",
        "Nội dung chỉ đạo",
        "Ý kiến chỉ đạo",
        "Tên văn bản",
        "Tên chương trình, đề án",
        "Danh mục nhiệm vụ",
        "Danh mục dự án",
        "Tên công trình",
        "Hạng mục công việc",
        "NV",
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i]);
        const Reading reading = reading_of_lines(
            *state, str_format(*state, TASKS "STT | %s | Yêu cầu | Đơn vị chủ trì | Hạn hoàn thành | Kết quả\n"
                                             "1 | Khám sức khỏe | Đúng quy trình | Sở Y tế | Tháng 6/2027 | Báo cáo",
                               rows[i]));
        const ReadTask *tasks = reading.tasks.items;
        assert_int_equal(reading.tasks.count, 1);
        assert_text(tasks[0].title, "Khám sức khỏe");
        assert_text(told_of_tasks(*state, &reading), "lead Sở Y tế; due 2027-06-30; makes Báo cáo");
    }
}

/* Columns beside the others that say something else: who approves, where, out of which money, from when. */
static void heads_that_tell_nothing(void **state) {
    static const char *const rows[] = {
        "Ghi chú",          "Kinh phí",        "Kinh phí thực hiện",  "Nguồn kinh phí",   "Nguồn vốn",
        "Căn cứ pháp lý",   "Căn cứ",          "Địa điểm",            "Địa bàn",          "Địa điểm thực hiện",
        "Cấp phê duyệt",    "Cấp ban hành",    "Cơ quan phê duyệt",   "Cơ quan ban hành", "Thẩm quyền ban hành",
        "Cấp trình",        "Cơ quan thẩm định", "Lý do",             "Khó khăn, vướng mắc", "Thời gian bắt đầu",
        "Ngày bắt đầu",     "Quy mô",          "Tổng mức đầu tư",     "Dự toán",          "Giải pháp",
        "Tình trạng",       "Đối tượng",       "Yêu cầu",             "Số lượng",         "Nội dung thực hiện",
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i]);
        const Reading reading = reading_of_lines(
            *state, str_format(*state, TASKS "STT | Nhiệm vụ | %s | Đơn vị chủ trì | Sản phẩm\n"
                                             "1 | Khám sức khỏe | Quý I/2026 | Sở Y tế | Báo cáo",
                               rows[i]));
        assert_text(told_of_tasks(*state, &reading), "lead Sở Y tế; makes Báo cáo");
        assert_int_equal(reading.indicators.count, 0);
    }
}

/* ---- tables of targets ---- */

static void heads_of_what_was_reached(void **state) {
    static const char *const rows[] = {
        "Ước TH năm 2026",       "Ước thực hiện năm 2026",    "ƯTH 2026",          "TH 2025",
        "TH năm 2026",           "Thực hiện năm 2026",        "Hiện trạng",        "Hiện trạng năm 2026",
        "Thực trạng",            "Thực trạng 2026",           "Kết quả năm 2026",  "Kết quả thực hiện năm 2026",
        "Kết quả 2025",          "Cùng kỳ",                   "Cùng kỳ năm 2026",  "KH giao năm 2025",
        "Kế hoạch năm 2025",     "Số liệu năm 2026",          "Năm gốc 2026",      "Hiện tại",
        "Hiện có",               "Đã đạt được năm 2026",      "Ước đạt năm 2026",  "Ước năm 2026",
        "Kết quả đạt được 2026", "Thực hiện đến 30/6/2026",   "Giá trị hiện tại",  "Kết quả đến năm 2026",
        "Ghi chú",               "Phòng, đơn vị theo dõi",    "So sánh",           "Tăng/giảm so với năm 2026",
        "Tỷ lệ % so với cùng kỳ", "Nguồn số liệu",            "Cơ sở xây dựng chỉ tiêu",
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i]);
        const Reading reading =
            reading_of_lines(*state, str_format(*state, GOALS "TT | Chỉ tiêu | ĐVT | %s | Năm 2030\n"
                                                              "1 | Tỷ lệ hộ dùng nước sạch | %% | 12 | 20",
                                                rows[i]));
        assert_text(told_of_targets(*state, &reading), "2030 20");
    }
}

static const HeadRow targets[] = {
    { "KH năm 2027", "2027 12" },
    { "Kế hoạch năm 2027", "2027 12" },
    { "Kế hoạch 2027", "2027 12" },
    { "Kế hoạch", "2030 12" },
    { "Kế hoạch giao", "2030 12" },
    { "KH giao năm 2027", "2027 12" },
    { "Mục tiêu 2028", "2028 12" },
    { "Mục tiêu đến năm 2028", "2028 12" },
    { "Mục tiêu thực hiện đến năm 2028", "2028 12" },
    { "Kế hoạch thực hiện năm 2027", "2027 12" },
    { "Lộ trình thực hiện năm 2027", "2027 12" },
    { "CT 2028", "2028 12" },
    { "Chỉ tiêu năm 2028", "2028 12" },
    { "Chỉ tiêu giao", "2030 12" },
    { "Chỉ tiêu giao năm 2027", "2027 12" },
    { "Chỉ tiêu phấn đấu", "2030 12" },
    { "Phấn đấu", "2030 12" },
    { "Phấn đấu năm 2028", "2028 12" },
    { "Phấn đấu đến 2028", "2028 12" },
    { "Mức phấn đấu", "2030 12" },
    { "Mục tiêu phấn đấu", "2030 12" },
    { "Mức đạt", "2030 12" },
    { "Mục tiêu cần đạt", "2030 12" },
    { "Giá trị mục tiêu", "2030 12" },
    { "Đến 2028", "2028 12" },
    { "Đến năm 2028", "2028 12" },
    { "Năm 2028", "2028 12" },
    { "2028", "2028 12" },
    { "GĐ 2026-2030", "2030 12" },
    { "Giai đoạn 2026 - 2028", "2028 12" },
    { "Dự kiến năm 2027", "2027 12" },
    { "Chỉ tiêu đề ra", "2030 12" },
    { "Chỉ tiêu kế hoạch", "2030 12" },
};

static void heads_of_targets(void **state) {
    for (size_t i = 0; i < COUNT(targets); i++) {
        assert_row(i, targets[i].head);
        const Reading reading = reading_of_lines(
            *state, str_format(*state, GOALS "STT | Tên chỉ tiêu | Đơn vị tính | Hiện trạng | %s\n"
                                             "1 | Tỷ lệ hộ dùng nước sạch | %% | 10 | 12",
                               targets[i].head));
        assert_text(told_of_targets(*state, &reading), targets[i].told);
    }
}

/* What the rows of a table of targets are called. */
static void heads_of_what_is_measured(void **state) {
    static const char *const rows[] = { "Chỉ tiêu",         "Tên chỉ tiêu", "Các chỉ tiêu",     "Chỉ tiêu chủ yếu",
                                        "Nội dung chỉ tiêu", "Tiêu chí",     "Tên tiêu chí",     "Nội dung tiêu chí",
                                        "Chỉ số",           "Mục tiêu",     "Mục tiêu, chỉ tiêu", "Chỉ tiêu/tiêu chí",
                                        "CT" };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i]);
        const Reading reading = reading_of_lines(
            *state, str_format(*state, GOALS "TT | %s | ĐVT | Năm 2028 | Năm 2030\n"
                                             "1 | Hộ dùng nước sạch | %% | 12 | 20",
                               rows[i]));
        const ReadIndicator *indicators = reading.indicators.items;
        assert_text(told_of_targets(*state, &reading), "2028 12; 2030 20");
        assert_text(indicators[0].title, "Hộ dùng nước sạch");
        assert_text(indicators[0].unit, "%");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = { AN_ARENA(heads_of_work),
                                        AN_ARENA(heads_of_who_watches),
                                        AN_ARENA(labels_below_a_task),
                                        AN_ARENA(a_unit_may_be_who_does_it),
                                        AN_ARENA(heads_of_what_is_to_be_done),
                                        AN_ARENA(heads_that_tell_nothing),
                                        AN_ARENA(heads_of_what_was_reached),
                                        AN_ARENA(heads_of_targets),
                                        AN_ARENA(heads_of_what_is_measured) };
    return cmocka_run_group_tests_name("vocabulary_heads", tests, NULL, NULL);
}
