/* platform/reader/tests/vocabulary_test - what clerks of a province write of who, by when and how much, class by class,
 * and what is read of it in a plan of 5 March 2026 for 2026 - 2030. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/measures.h"
#include "platform/reader/reader.h"
#include "platform/reader/terms.h"
#include "tests/harness/unit.h"

#define HEAD                                                                                                           \
    "Số: 12/KH-UBND\nSông Lam, ngày 05 tháng 3 năm 2026\n\nKẾ HOẠCH\n\nThử nghiệm giai đoạn 2026 - 2030\n\n"

typedef struct Case {
    const char *text, *told;
} Case;

static Reading reading_of_lines(Arena *arena, Str lines) {
    TextWriting writing = text_writing(arena);
    while (lines.at != NULL) text_put(&writing, BLOCK_PARAGRAPH, str_cut(&lines, '\n'), 0);
    const DocumentText text = text_written(&writing, "docx");
    return reading_of_text(arena, &text, NULL, 0, (Rows){ 0 });
}

static void write_agencies(Buf *out, const Rows *agencies, int role, const char *before) {
    const ReadAgency *all = agencies->items;
    for (size_t i = 0; i < agencies->count; i++) {
        if (all[i].role != role) continue;
        buf_addf(out, "%s%.*s", before, STR_FMT(all[i].named));
        before = " + ";
    }
}

static void write_term(Buf *out, Arena *arena, const ReadTerm *term) {
    buf_add(out, choice_name(&term_kind_choices, term->kind));
    if (term->first.number != 0 || term->last.number != 0)
        buf_addf(out, " %.*s..%.*s", STR_FMT(day_text(arena, term->first)), STR_FMT(day_text(arena, term->last)));
    if (term->yearly.len > 0) buf_addf(out, " %.*s", STR_FMT(term->yearly));
    if (term->months > 0) buf_addf(out, " %lld: %lld", (long long)term->months, (long long)term->day);
}

/* ---- who, and by when ---- */

static const Case who[] = {
    { "Sở Y tế chủ trì, phối hợp với Sở Tài chính xây dựng đề án.", "Sở Y tế with Sở Tài chính" },
    { "Giao Sở Y tế làm đầu mối, phối hợp với Sở Tài chính tổng hợp số liệu.", "Sở Y tế with Sở Tài chính" },
    { "Sở Y tế đầu mối, phối hợp với Sở Tài chính thẩm định dự toán.", "Sở Y tế with Sở Tài chính" },
    { "Sở Y tế là cơ quan thường trực, tham mưu tổ chức hội nghị.", "Sở Y tế" },
    { "Sở Y tế là đầu mối tổng hợp nhu cầu vật tư.", "Sở Y tế" },
    { "Sở Y tế phụ trách khám sàng lọc tại trường học.", "Sở Y tế" },
    { "Sở Y tế chịu trách nhiệm chính trong khám sàng lọc tại trường học.", "Sở Y tế" },
    { "Phân công Sở Y tế tham mưu kế hoạch kiểm tra liên ngành.", "Sở Y tế" },
    { "Giao trách nhiệm cho Sở Y tế kiểm tra bếp ăn tập thể.", "Sở Y tế" },
    { "Ủy quyền cho Sở Y tế ký hợp đồng mua vắc xin.", "Sở Y tế" },
    { "Sở Y tế có trách nhiệm phối hợp với Công an tỉnh kiểm tra cơ sở hành nghề.", "Sở Y tế with Công an tỉnh" },
    { "Sở Y tế phối hợp chặt chẽ cùng Công an tỉnh kiểm tra cơ sở hành nghề.", "Sở Y tế with Công an tỉnh" },
    { "Sở Y tế chủ trì, có sự tham gia của Sở Tài chính, thẩm định hồ sơ.", "Sở Y tế with Sở Tài chính" },
    { "Sở Y tế chủ trì, với sự phối hợp của Sở Tài chính thẩm định hồ sơ.", "Sở Y tế with Sở Tài chính" },
    { "Sở Y tế chủ trì, cùng Sở Tài chính thẩm định hồ sơ.", "Sở Y tế with Sở Tài chính" },
    { "Sở Y tế chủ trì thẩm định hồ sơ; đơn vị phối hợp: Sở Tài chính.", "Sở Y tế with Sở Tài chính" },
    { "Thẩm định hồ sơ mua sắm, Sở Y tế chịu trách nhiệm chính.", "Sở Y tế" },
    { "Đề nghị Hội Nông dân tỉnh vận động hội viên tham gia.", "Hội Nông dân tỉnh" },
    { "Yêu cầu Chủ tịch Ủy ban nhân dân các xã, phường chỉ đạo trạm y tế rà soát.",
      "Chủ tịch Ủy ban nhân dân các xã, phường" },
    { "Xây dựng mạng lưới cấp cứu (Sở Y tế chủ trì).", "Sở Y tế" },
    { "Xây dựng mạng lưới cấp cứu (Sở Y tế chủ trì, phối hợp với Công an tỉnh).", "Sở Y tế with Công an tỉnh" },
    { "Xây dựng mạng lưới cấp cứu (chủ trì: Sở Y tế; phối hợp: Công an tỉnh).", "Sở Y tế with Công an tỉnh" },
    { "Xây dựng mạng lưới cấp cứu (giao Sở Y tế).", "Sở Y tế" },
    { "Xây dựng mạng lưới cấp cứu (Sở Y tế thực hiện).", "Sở Y tế" },
    { "Xây dựng mạng lưới cấp cứu (Sở Y tế).", "Sở Y tế" },
    { "Xây dựng mạng lưới cấp cứu.\n(Sở Y tế)", "Sở Y tế" },
    { "Xây dựng mạng lưới cấp cứu.\n(Giao: Sở Y tế)", "Sở Y tế" },
    { "Xây dựng mạng lưới cấp cứu.\n(Giao Sở Y tế chủ trì, phối hợp Công an tỉnh)", "Sở Y tế with Công an tỉnh" },
    { "Xây dựng mạng lưới cấp cứu.\n(Các trạm y tế xã, phường)", "Các trạm y tế xã, phường" },
    { "Xây dựng mạng lưới cấp cứu.\n(Sở Y tế chủ trì; hoàn thành trong quý II/2027)",
      "Sở Y tế, quarter 2027-04-01..2027-06-30" },
    { "Xây dựng mạng lưới cấp cứu.\n(Phòng Nghiệp vụ Y; thực hiện thường xuyên)", "Phòng Nghiệp vụ Y, continuous" },
    { "Xây dựng mạng lưới cấp cứu.\n(Sở Y tế thực hiện; hoàn thành trước 30/6/2027)", "Sở Y tế, date ..2027-06-30" },
    { "Xây dựng mạng lưới cấp cứu.\n(Sở Y tế; quý II/2027)", "Sở Y tế, quarter 2027-04-01..2027-06-30" },
    { "Xây dựng mạng lưới cấp cứu.\n(Sở Y tế chủ trì, thực hiện hằng năm)", "Sở Y tế, yearly" },
    { "Xây dựng mạng lưới cấp cứu.\n(Sở Y tế chủ trì, phối hợp Công an tỉnh, Sở Tài chính thực hiện thường xuyên)",
      "Sở Y tế with Công an tỉnh + Sở Tài chính, continuous" },
    { "Xây dựng mạng lưới cấp cứu.\n(Chủ trì: Sở Y tế; phối hợp: Sở Tài chính, Công an tỉnh)",
      "Sở Y tế with Sở Tài chính + Công an tỉnh" },
    { "Xây dựng mạng lưới cấp cứu.\n(Đơn vị thực hiện: Sở Y tế; thời gian: năm 2027)",
      "Sở Y tế, year 2027-01-01..2027-12-31" },
    { "Xây dựng mạng lưới cấp cứu.\n(Thời gian hoàn thành: quý II/2027)", ", quarter 2027-04-01..2027-06-30" },
    { "Xây dựng mạng lưới cấp cứu.\nĐơn vị đầu mối: Sở Y tế. Thời hạn trình: quý II/2027.",
      "Sở Y tế, quarter 2027-04-01..2027-06-30" },
    { "Xây dựng mạng lưới cấp cứu.\n- Chủ trì: Sở Y tế.\n- Hạn: 30/6/2027.", "Sở Y tế, date ..2027-06-30" },
    { "Sở Y tế chủ trì rà soát (xong trước 30/6/2027).", "Sở Y tế, date ..2027-06-30" },
};

static void says_who(void **state) {
    for (size_t i = 0; i < COUNT(who); i++) {
        assert_row(i, who[i].text);
        const Reading reading = reading_of_lines(
            *state, str_format(*state, HEAD "I. NHIỆM VỤ\n1. %s\n2. Kiểm tra nguồn nước.", who[i].text));
        const ReadTask *task = reading.tasks.items;
        assert_int_equal(reading.tasks.count, 2);
        Buf out = buf_new(*state, 1000);
        write_agencies(&out, &task->agencies, READ_LEAD, "");
        write_agencies(&out, &task->agencies, READ_SUPPORT, " with ");
        if (task->term != NULL) {
            buf_add(&out, S(", "));
            write_term(&out, *state, task->term);
        }
        assert_text(written(&out), who[i].told);
    }
}

/* Cells of a column of work may tell more than its head. */
static const Case cells[] = {
    { "Sở Y tế", "Sở Y tế" },
    { "Sở Y tế, Sở Tài chính", "Sở Y tế + Sở Tài chính" },
    { "Sở Y tế (chủ trì)", "Sở Y tế" },
    { "Sở Y tế chủ trì", "Sở Y tế" },
    { "Sở Y tế chủ trì; Sở Tài chính phối hợp", "Sở Y tế with Sở Tài chính" },
    { "Sở Y tế chủ trì, phối hợp với Sở Tài chính", "Sở Y tế with Sở Tài chính" },
    { "Chủ trì: Sở Y tế; phối hợp: Sở Tài chính, Công an tỉnh", "Sở Y tế with Sở Tài chính + Công an tỉnh" },
    { "Đ/c Giám đốc Sở Y tế", "Giám đốc Sở Y tế" },
};

static void cells_say_who(void **state) {
    for (size_t i = 0; i < COUNT(cells); i++) {
        TextWriting writing = text_writing(*state);
        assert_row(i, cells[i].text);
        text_put(&writing, BLOCK_PARAGRAPH, S("KẾ HOẠCH"), 0);
        text_put(&writing, BLOCK_PARAGRAPH, S("I. NHIỆM VỤ"), 0);
        const TextCell head[] = { { .text = S("TT") }, { .text = S("Nhiệm vụ") }, { .text = S("Phân công") } };
        const TextCell row[] = { { .text = S("1") }, { .text = S("Khám bệnh") }, { .text = str_of(cells[i].text) } };
        text_put_row(&writing, head, 3, 1);
        text_put_row(&writing, row, 3, 1);
        const DocumentText text = text_written(&writing, "docx");
        const Reading reading = reading_of_text(*state, &text, NULL, 0, (Rows){ 0 });
        const ReadTask *task = reading.tasks.items;
        assert_int_equal(reading.tasks.count, 1);
        Buf out = buf_new(*state, 1000);
        write_agencies(&out, &task->agencies, READ_LEAD, "");
        write_agencies(&out, &task->agencies, READ_SUPPORT, " with ");
        assert_text(written(&out), cells[i].told);
    }
}

/* ---- by when ---- */

static const Case when[] = {
    { "ít nhất 02 kỳ/tháng", "continuous" },
    { "02 kỳ/tháng", "continuous" },
    { "ít nhất 01 lần/tuần", "continuous" },
    { "mỗi tuần một lần", "continuous" },
    { "02 tuần một lần", "continuous" },
    { "2 tuần/lần", "continuous" },
    { "6 tháng/lần", "continuous" },
    { "sáu tháng một lần", "continuous" },
    { "03 tháng một lần", "continuous" },
    { "1 năm/lần", "yearly" },
    { "mỗi năm một lần", "yearly" },
    { "mỗi năm 01 lần", "yearly" },
    { "mỗi năm 02 lần", "continuous" },
    { "02 lần mỗi năm", "continuous" },
    { "hằng năm 02 lần", "continuous" },
    { "định kỳ hằng năm", "yearly" },
    { "định kỳ hằng tháng", "continuous" },
    { "định kỳ theo quý", "continuous" },
    { "theo quý", "continuous" },
    { "theo tháng", "continuous" },
    { "hằng tuần", "continuous" },
    { "vào thứ sáu hằng tuần", "continuous" },
    { "cuối mỗi quý", "continuous" },
    { "cuối mỗi tháng", "continuous" },
    { "cuối mỗi năm", "yearly" },
    { "mỗi học kỳ", "continuous" },
    { "xuyên suốt", "continuous" },
    { "Xuyên suốt nhiệm kỳ", "continuous" },
    { "thường xuyên, liên tục", "continuous" },
    { "thường kỳ hằng tháng", "continuous" },
    { "quanh năm", "continuous" },
    { "theo yêu cầu", "" },
    { "khi có yêu cầu", "" },
    { "khi phát sinh", "" },
    { "đột xuất", "" },
    { "theo tiến độ dự án", "" },
    { "ngay sau khi Kế hoạch được ban hành", "" },
    { "sau khi có ý kiến của Bộ Y tế", "" },
    { "chậm nhất 15 ngày kể từ ngày ký", "" },
    { "chậm nhất sau 10 ngày làm việc kể từ ngày ban hành", "" },
    { "trong vòng 30 ngày", "" },
    { "giữa kỳ", "" },
    { "các năm tiếp theo", "" },
    { "trước mùa mưa bão", "" },
    { "các năm 2026-2030", "period 2026-01-01..2030-12-31" },
    { "trong các năm 2026, 2027", "period 2026-01-01..2027-12-31" },
    { "từ năm 2026 trở đi", "year 2026-01-01..2026-12-31" },
    { "kể từ năm 2027", "year 2027-01-01..2027-12-31" },
    { "bắt đầu từ năm 2027", "year 2027-01-01..2027-12-31" },
    { "trong 02 năm (2026 - 2027)", "period 2026-01-01..2027-12-31" },
    { "trong hai năm 2026 - 2027", "period 2026-01-01..2027-12-31" },
    { "trong nhiệm kỳ 2025 - 2030", "period 2025-01-01..2030-12-31" },
    { "GĐ 2026-2030", "period 2026-01-01..2030-12-31" },
    { "Giai đoạn 1 (2026 - 2028)", "period 2026-01-01..2028-12-31" },
    { "trước kỳ họp cuối năm 2026", "year 2026-01-01..2026-12-31" },
    { "tại kỳ họp giữa năm 2027", "year 2027-01-01..2027-12-31" },
    { "trong tháng 6", "date 2026-06-01..2026-06-30" },
    { "trong tháng 6 năm 2027", "date 2027-06-01..2027-06-30" },
    { "đầu tháng 6/2027", "date 2027-06-01..2027-06-30" },
    { "cuối tháng 6/2027", "date 2027-06-01..2027-06-30" },
    { "tuần đầu tháng 6/2027", "date 2027-06-01..2027-06-30" },
    { "trung tuần tháng 6/2027", "date 2027-06-01..2027-06-30" },
    { "cuối quý II/2026", "quarter 2026-04-01..2026-06-30" },
    { "đầu quý III năm 2026", "quarter 2026-07-01..2026-09-30" },
    { "Q3/2026", "quarter 2026-07-01..2026-09-30" },
    { "trong các quý II, III/2027", "quarter 2027-04-01..2027-09-30" },
    { "giữa năm 2028", "year 2028-01-01..2028-12-31" },
    { "đầu năm 2028", "year 2028-01-01..2028-12-31" },
    { "cả năm 2027", "year 2027-01-01..2027-12-31" },
    { "suốt năm 2027", "year 2027-01-01..2027-12-31" },
    { "6 tháng đầu năm", "period 2026-01-01..2026-06-30" },
    { "6 tháng cuối năm 2027", "period 2027-07-01..2027-12-31" },
    { "nửa đầu năm 2027", "period 2027-01-01..2027-06-30" },
    { "9 tháng đầu năm 2027", "period 2027-01-01..2027-09-30" },
    { "chậm nhất ngày 15/6/2027", "date ..2027-06-15" },
    { "chậm nhất đến ngày 15/6/2027", "date ..2027-06-15" },
    { "không muộn hơn ngày 15/6/2027", "date ..2027-06-15" },
    { "không chậm hơn ngày 15/6/2027", "date ..2027-06-15" },
    { "không quá ngày 15/6/2027", "date ..2027-06-15" },
    { "muộn nhất 15/6/2027", "date ..2027-06-15" },
    { "xong trước 15/6/2027", "date ..2027-06-15" },
    { "xong trước ngày 15/6", "date ..2026-06-15" },
    { "hạn: 15/6/2027", "date ..2027-06-15" },
    { "hạn cuối 15/6/2027", "date ..2027-06-15" },
    { "hạn chót ngày 15/6/2027", "date ..2027-06-15" },
    { "thời hạn đến 15/6/2027", "date ..2027-06-15" },
    { "thời hạn chậm nhất là 15/6/2027", "date ..2027-06-15" },
    { "dự kiến ngày 15/6/2027", "date ..2027-06-15" },
    { "dự kiến quý II/2027", "quarter 2027-04-01..2027-06-30" },
    { "từ nay đến hết năm 2026", "year ..2026-12-31" },
    { "từ nay đến cuối năm 2026", "year ..2026-12-31" },
    { "từ nay đến 15/6/2027", "date ..2027-06-15" },
    { "đến cuối năm 2027", "year ..2027-12-31" },
    { "đến cuối quý II/2027", "quarter ..2027-06-30" },
    { "cho đến hết năm 2027", "year ..2027-12-31" },
    { "đến 2030", "year ..2030-12-31" },
    { "từ tháng 3 đến tháng 9/2026", "period 2026-03-01..2026-09-30" },
    { "từ quý III/2026 đến hết quý II/2027", "period 2026-07-01..2027-06-30" },
    { "01/4 - 30/6/2026", "period 2026-04-01..2026-06-30" },
    { "trước 25/6 và 25/12 hằng năm", "yearly 06-25" },
    { "trước ngày 20 hằng tháng", "continuous 1: 20" },
    { "ngày 20 của tháng cuối mỗi quý", "continuous 3: 20" },
    { "thực hiện thường xuyên hằng năm", "continuous" },
    { "năm ngân sách 2027", "year 2027-01-01..2027-12-31" },
    { "2026-2027", "period 2026-01-01..2027-12-31" },
    { "2026", "year 2026-01-01..2026-12-31" },
    { "T6/2027", "date 2027-06-01..2027-06-30" },
    { "30.6.2027", "date ..2027-06-30" },
};

static void says_when(void **state) {
    const ReaderWords *words = reader_words(*state, (Rows){ 0 });
    const TermContext context = { 2026, 2030, day_make(2026, 3, 5) };
    for (size_t i = 0; i < COUNT(when); i++) {
        assert_row(i, when[i].text);
        const Folded text = folded_of(*state, str_of(when[i].text));
        const ReadTerm *term = term_of(words, *state, &text, &context);
        Buf out = buf_new(*state, 200);
        if (term != NULL) write_term(&out, *state, term);
        assert_text(written(&out), when[i].told);
    }
}

/* ---- how much ---- */

static void write_target(Buf *out, const ReadTarget *target) {
    static const char *const relations[] = { "?", "=", ">=", ">", "<=", "<", "range", "text" };
    if (target->is_yearly) buf_add(out, S("yearly "));
    buf_addf(out, "%s ", relations[target->relation]);
    decimal_write(out, target->value);
    if (target->value_to.is_known) buf_add(out, S(".."));
    decimal_write(out, target->value_to);
}

/* Behind "Tỷ lệ hộ dùng nước sạch", and in a cell of a table of targets. */
static const Case levels[] = {
    { "đạt 35%", "= 35" },
    { "35%", "= 35" },
    { "đạt ít nhất 35%", ">= 35" },
    { "ít nhất đạt 35%", ">= 35" },
    { "ít nhất 35%", ">= 35" },
    { "tối thiểu 35%", ">= 35" },
    { "đạt tối thiểu từ 35%", ">= 35" },
    { "tối thiểu đạt 35%", ">= 35" },
    { "không dưới 35%", ">= 35" },
    { "không thấp hơn 35%", ">= 35" },
    { "không ít hơn 35%", ">= 35" },
    { "đạt 35% trở lên", ">= 35" },
    { "đạt từ 35% trở lên", ">= 35" },
    { "từ 35% trở lên", ">= 35" },
    { "35% trở lên", ">= 35" },
    { "từ 35% hộ trở lên", ">= 35" },
    { "≥35%", ">= 35" },
    { "≥ 35%", ">= 35" },
    { ">= 35%", ">= 35" },
    { "=> 35%", ">= 35" },
    { "trên 35%", "> 35" },
    { "đạt trên 35%", "> 35" },
    { "hơn 35%", "> 35" },
    { "vượt 35%", "> 35" },
    { "đạt và vượt 35%", ">= 35" },
    { "bằng hoặc cao hơn 35%", ">= 35" },
    { "cao hơn 35%", "> 35" },
    { "lớn hơn 35%", "> 35" },
    { ">35%", "> 35" },
    { "không quá 35%", "<= 35" },
    { "không vượt quá 35%", "<= 35" },
    { "không cao hơn 35%", "<= 35" },
    { "tối đa 35%", "<= 35" },
    { "tối đa không quá 35%", "<= 35" },
    { "nhiều nhất 35%", "<= 35" },
    { "từ 35% trở xuống", "<= 35" },
    { "≤ 35%", "<= 35" },
    { "<= 35%", "<= 35" },
    { "=< 35%", "<= 35" },
    { "dưới 35%", "< 35" },
    { "thấp hơn 35%", "< 35" },
    { "còn dưới 35%", "< 35" },
    { "chỉ còn 35%", "= 35" },
    { "giảm còn 35%", "= 35" },
    { "giảm xuống 35%", "= 35" },
    { "giảm xuống còn 35%", "= 35" },
    { "giảm xuống còn dưới 35%", "< 35" },
    { "giảm còn không quá 35%", "<= 35" },
    { "kéo giảm còn 35%", "= 35" },
    { "khống chế dưới 35%", "< 35" },
    { "khống chế ở mức dưới 35%", "< 35" },
    { "kiểm soát ở mức 35%", "= 35" },
    { "duy trì 35%", "= 35" },
    { "duy trì ở mức 35%", "= 35" },
    { "duy trì ở mức trên 35%", "> 35" },
    { "duy trì dưới 35%", "< 35" },
    { "giữ ở mức 35%", "= 35" },
    { "giữ vững ở mức 35%", "= 35" },
    { "giữ ổn định ở mức 35%", "= 35" },
    { "ổn định 35%", "= 35" },
    { "khoảng 35%", "= 35" },
    { "đạt khoảng 35%", "= 35" },
    { "xấp xỉ 35%", "= 35" },
    { "đạt xấp xỉ 35%", "= 35" },
    { "ước đạt khoảng 35%", "" }, /* tells what is expected to have been reached */
    { "đạt gần 35%", "= 35" },
    { "tương đương 35%", "= 35" },
    { "tăng lên 35%", "= 35" },
    { "nâng lên 35%", "= 35" },
    { "nâng lên trên 35%", "> 35" },
    { "tăng từ 20% lên 35%", "= 35" },
    { "tăng lên ít nhất 35%", ">= 35" },
    { "chiếm 35%", "= 35" },
    { "chiếm trên 35%", "> 35" },
    { "đạt mức 35%", "= 35" },
    { "đạt tỷ lệ 35%", "= 35" },
    { "đạt 30 - 35%", "range 30..35" },
    { "đạt 30% - 35%", "range 30..35" },
    { "đạt 30-35%", "range 30..35" },
    { "từ 30% đến 35%", "range 30..35" },
    { "đạt từ 30 đến 35%", "range 30..35" },
    { "trong khoảng 30 - 35%", "range 30..35" },
    { "khoảng 30 đến 35%", "range 30..35" },
    { "đạt 30 đến 35%", "range 30..35" },
    { "phấn đấu đạt 35%", "= 35" },
    { "phấn đấu trên 35%", "> 35" },
};

static void says_how_much(void **state) {
    const ReaderWords *words = reader_words(*state, (Rows){ 0 });
    const MeasureContext goals = { .year = 2030, .year_least = 2026 };
    for (size_t i = 0; i < COUNT(levels); i++) {
        const Str sentence = str_format(*state, "Tỷ lệ hộ dùng nước sạch %s.", levels[i].text);
        const Folded text = folded_of(*state, sentence);
        const ReadIndicator *found;
        assert_row(i, levels[i].text);
        const size_t count = measures_find(words, *state, &text, &goals, &found);
        Buf out = buf_new(*state, 200);
        if (count > 0) write_target(&out, found[0].targets.items);
        assert_text(written(&out), levels[i].told);
        if (count == 0) continue;
        assert_text(found[0].unit, "%");
        assert_text(found[0].title, "Tỷ lệ hộ dùng nước sạch");
        ReadTarget target;
        Buf of_cell = buf_new(*state, 200);
        if (measure_of_cell(words, *state, str_of(levels[i].text), &target)) write_target(&of_cell, &target);
        assert_text(written(&of_cell), levels[i].told);
    }
}

static const char *const units[] = {
    "%", "‰", "điểm %", "điểm phần trăm", "điểm", "kgOE/1.000 USD GRDP", "người/1.000 dân", "bác sĩ/vạn dân",
    "bác sĩ/10.000 dân", "giường bệnh/vạn dân", "m3/ngày đêm", "m³/ngày.đêm", "m3/giờ", "kg/người/năm", "tỷ đồng/năm",
    "triệu đồng/người/năm", "triệu đồng/ha", "triệu đồng/ha/năm", "nghìn tỷ đồng", "USD/người", "triệu USD", "tỷ USD",
    "ha/hộ", "tạ/ha", "tấn/ha/năm", "nghìn tấn", "triệu m3", "m2/người", "m2 sàn/người", "lít/người/ngày đêm", "mg/l",
    "µg/m3", "Mbps", "GWh", "kWp", "TOE", "tấn CO2", "tấn CO2 tương đương", "con", "con/ha", "cây/ha", "triệu con",
    "km/km2", "vụ/năm", "lượt khách/năm", "thuê bao", "thuê bao/100 dân", "ca/100.000 dân", "trường hợp", "giờ/năm",
    "ngày/lượt", "phút/hồ sơ", "đề tài", "bằng độc quyền", "văn bằng", "tài khoản", "triệu lượt khách",
    "suất", "gia đình", "đoàn viên", "đảng viên", "buổi/năm", "cuộc/năm", "container", "TEU", "tấn/năm", "ha/năm",
    "người/năm", "hộ/năm", "lần/năm", "triệu kWh", "cơ sở/xã",
};

static void says_in_which_unit(void **state) {
    const ReaderWords *words = reader_words(*state, (Rows){ 0 });
    const MeasureContext goals = { .year = 2030, .year_least = 2026 };
    for (size_t i = 0; i < COUNT(units); i++) {
        const Str sentence = str_format(*state, "Tỷ lệ của toàn ngành đạt 12,5 %s.", units[i]);
        const Folded text = folded_of(*state, sentence);
        const ReadIndicator *found;
        assert_row(i, units[i]);
        assert_int_equal(measures_find(words, *state, &text, &goals, &found), 1);
        assert_text(found[0].unit, units[i]);
        assert_text(found[0].title, "Tỷ lệ của toàn ngành");
    }
}

/* Numbers of those whom a goal is for are no levels to be reached. */
static void says_of_whom(void **state) {
    static const char *const none[] = {
        "Bảo tồn bản sắc văn hóa của 19 dân tộc trong tỉnh.",
        "Giải quyết cơ bản tình trạng thiếu nước sinh hoạt ở 11 xã vùng núi đá.",
        "Ưu tiên đầu tư hạ tầng tại 05 xã biên giới.",
        "Phát huy vai trò của 120 người có uy tín trong cộng đồng.",
        "Nâng cao đời sống đồng bào thuộc 12 xã khu vực III.",
        "Củng cố tổ chức bộ máy của 104 trạm y tế.",
        "Khai thác hiệu quả lợi thế của 02 cửa khẩu trên địa bàn.",
        "Triển khai đồng bộ trên địa bàn 45 xã, phường.",
    };
    const ReaderWords *words = reader_words(*state, (Rows){ 0 });
    const MeasureContext goals = { .year = 2030, .year_least = 2026 };
    for (size_t i = 0; i < COUNT(none); i++) {
        const Folded text = folded_of(*state, str_of(none[i]));
        const ReadIndicator *found;
        assert_row(i, none[i]);
        assert_int_equal(measures_find(words, *state, &text, &goals, &found), 0);
    }
}

/* ---- reports owed ---- */

static const Case duties[] = {
    { "Chế độ báo cáo: các sở, ban, ngành gửi báo cáo về Sở Y tế trước ngày 15/11 hằng năm.",
      "các sở, ban, ngành: trước ngày 15/11 hằng năm" },
    { "Sở Y tế báo cáo 6 tháng trước ngày 15/6, báo cáo năm trước ngày 15/12 hằng năm.",
      "Sở Y tế: trước ngày 15/6, báo cáo năm trước ngày 15/12 hằng năm" },
    { "Định kỳ hằng quý, Sở Y tế báo cáo Ủy ban nhân dân tỉnh.", "Sở Y tế: hằng quý" },
    { "Sở Y tế tổng hợp kết quả, báo cáo Ủy ban nhân dân tỉnh trước ngày 20/12 hằng năm.",
      "Sở Y tế: trước ngày 20/12 hằng năm" },
    { "Lập báo cáo nghiên cứu khả thi dự án bệnh viện trong quý II/2027.", "" },
    { "Lập báo cáo nghiên cứu tiền khả thi dự án bệnh viện trong quý II/2027.", "" },
    { "Sở Y tế phê duyệt báo cáo đánh giá tác động môi trường của bệnh viện trước ngày 30/6/2027.", "" },
    { "Sở Y tế lập báo cáo kinh tế - kỹ thuật sửa chữa trạm y tế xong trước ngày 30/6/2027.", "" },
    { "Sở Tài chính hoàn thành báo cáo thẩm định nguồn vốn trước ngày 30/6/2027.", "" },
    { "Sở Y tế lập báo cáo đề xuất chủ trương đầu tư bệnh viện trong năm 2027.", "" },
};

static void says_what_is_reported(void **state) {
    for (size_t i = 0; i < COUNT(duties); i++) {
        assert_row(i, duties[i].text);
        const Reading reading = reading_of_lines(
            *state, str_format(*state, HEAD "I. TỔ CHỨC THỰC HIỆN\n1. %s\n2. Kiểm tra nguồn nước.", duties[i].text));
        const ReadDuty *found = reading.duties.items;
        Buf out = buf_new(*state, 1000);
        for (size_t k = 0; k < reading.duties.count; k++) {
            write_agencies(&out, &found[k].agencies, READ_LEAD, "");
            buf_addf(&out, ": %.*s", STR_FMT(found[k].words));
        }
        assert_text(written(&out), duties[i].told);
        if (duties[i].told[0] == '\0') assert_int_equal(reading.tasks.count, 2);
    }
}

/* ---- the document's head ---- */

typedef struct HeadCase {
    const char *issuer_lines, *below, *issuer, *title;
} HeadCase;

static const HeadCase heads[] = {
    { "ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM", "", "Ủy ban nhân dân tỉnh Sông Lam", "Phát triển y tế cơ sở năm 2027" },
    { "UBND TỈNH SÔNG LAM", "", "Ủy ban nhân dân tỉnh Sông Lam", "Phát triển y tế cơ sở năm 2027" },
    { "UBND TỈNH SÔNG LAM\nSỞ Y TẾ", "", "Sở Y tế tỉnh Sông Lam", "Phát triển y tế cơ sở năm 2027" },
    { "ỦY BAN NHÂN DÂN TỈNH SÔNG LAM\nSỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "",
      "Sở Nông nghiệp và Môi trường tỉnh Sông Lam", "Phát triển y tế cơ sở năm 2027" },
    { "ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM\nSỞ Y TẾ", "", "Sở Y tế tỉnh Sông Lam", "Phát triển y tế cơ sở năm 2027" },
    { "UBND TỈNH SÔNG LAM\nBAN DÂN TỘC", "", "Ban Dân tộc tỉnh Sông Lam", "Phát triển y tế cơ sở năm 2027" },
    { "TỈNH ỦY SÔNG LAM\n*", "", "Tỉnh ủy Sông Lam", "Phát triển y tế cơ sở năm 2027" },
    { "ĐẢNG BỘ TỈNH SÔNG LAM\nĐẢNG ỦY XÃ NẬM PHÈO\n*", "", "Đảng ủy xã Nậm Phèo", "Phát triển y tế cơ sở năm 2027" },
    { "BỘ TÀI CHÍNH\nCỤC THUẾ", "", "Cục Thuế", "Phát triển y tế cơ sở năm 2027" },
    { "BỘ Y TẾ", "", "Bộ Y tế", "Phát triển y tế cơ sở năm 2027" },
    { "UBND TỈNH SÔNG LAM", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG LAM", "Ủy ban nhân dân tỉnh Sông Lam",
      "Phát triển y tế cơ sở năm 2027" },
    { "UBND TỈNH SÔNG LAM\nSỞ Y TẾ", "GIÁM ĐỐC SỞ Y TẾ TỈNH SÔNG LAM", "Sở Y tế tỉnh Sông Lam",
      "Phát triển y tế cơ sở năm 2027" },
    { "TỈNH ỦY SÔNG LAM", "BAN THƯỜNG VỤ TỈNH ỦY", "Tỉnh ủy Sông Lam", "Phát triển y tế cơ sở năm 2027" },
    { "BỘ Y TẾ", "BỘ TRƯỞNG BỘ Y TẾ", "Bộ Y tế", "Phát triển y tế cơ sở năm 2027" },
};

static void says_who_writes(void **state) {
    for (size_t i = 0; i < COUNT(heads); i++) {
        assert_row(i, heads[i].issuer_lines);
        const Reading reading = reading_of_lines(
            *state,
            str_format(*state, "%s\nSố: 12/KH-SYT\nSông Lam, ngày 05 tháng 12 năm 2026\nKẾ HOẠCH\n"
                               "Phát triển y tế cơ sở năm 2027\n%s\nCăn cứ Luật Khám bệnh, chữa bệnh;\n"
                               "I. NHIỆM VỤ\n1. Sở Y tế khám bệnh.\n"
                               "2. Sở Nông nghiệp và Môi trường kiểm tra nguồn nước.",
                       heads[i].issuer_lines, heads[i].below));
        assert_text(reading.document->issuer, heads[i].issuer);
        assert_text(reading.document->title, heads[i].title);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = { AN_ARENA(says_who),           AN_ARENA(cells_say_who), AN_ARENA(says_when),
                                        AN_ARENA(says_how_much),      AN_ARENA(says_in_which_unit),
                                        AN_ARENA(says_of_whom),       AN_ARENA(says_what_is_reported),
                                        AN_ARENA(says_who_writes) };
    return cmocka_run_group_tests_name("vocabulary", tests, NULL, NULL);
}
