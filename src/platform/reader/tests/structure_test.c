/* platform/reader/tests/structure_test - parts as a tree, their places, the head, what was printed twice. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "platform/reader/document.h"
#include "platform/reader/references.h"
#include "tests/harness/unit.h"

static Structure structure_of_lines(Arena *arena, const char *lines) {
    TextWriting writing = text_writing(arena);
    text_put_lines(&writing, str_of(lines));
    const DocumentText text = text_written(&writing, "txt");
    const Manuscript manuscript = manuscript_of(arena, &text);
    return structure_of(arena, reader_words(arena, (Rows){ 0 }), &manuscript);
}

#define HEAD                                                                                                           \
    "ỦY BAN NHÂN DÂN                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"                                      \
    "TỈNH SÔNG LAM                   Độc lập - Tự do - Hạnh phúc\n"                                            \
    "Số: 87/KH-UBND                  Sông Lam, ngày 05 tháng 3 năm 2026\n\n"                                       \
    "                        KẾ HOẠCH\n\n"                                                                            \
    "Phát triển nông nghiệp sinh thái giai đoạn 2026 - 2030\n\n"                                                  \
    "Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024;\n\n"                                                          \
    "Thực hiện Nghị quyết số 19-NQ/TW ngày 16/6/2022 của Ban Chấp hành Trung ương; Quyết định số 150/QĐ-TTg "  \
    "ngày 28/01/2022, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n\n"

#define BODY                                                                                                           \
    "I. MỤC ĐÍCH\n\nCụ thể hóa chủ trương của Tỉnh ủy.\n\nII. MỤC TIÊU\n\n1. Mục tiêu cụ thể\n\n"   \
    "1.1. Đến năm 2028\n\n- Tỷ lệ xã đạt chuẩn trên 85 %.\n\n- Che phủ rừng 52,5 %.\n\n"                   \
    "III. NHIỆM VỤ\n\n1. Trồng trọt\n\na) Sở Nông nghiệp lập bản đồ vùng trồng.\n\n"                     \
    "b) Sở Tài chính\n\nBố trí kinh phí.\n\nThẩm định dự toán.\n\nIV. KINH PHÍ\n\nTừ ngân sách nhà nước.\n\n"       \
    "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Hữu Khoan\n\n"             \
    "PHỤ LỤC I\n\nCHỈ TIÊU CHỦ YẾU\n\nTT | Chỉ tiêu | Năm 2030\n1 | Sản lượng | 600\n"

static const char *const expected[] = {
    "heading other |I.|I|MỤC ĐÍCH",
    "leaf other ||I, đoạn 1|Cụ thể hóa chủ trương của Tỉnh ủy.",
    "heading objectives |II.|II|MỤC TIÊU",
    "heading objectives |1.|II.1|Mục tiêu cụ thể",
    "heading objectives |1.1.|II.1.1|Đến năm 2028",
    "leaf objectives |-|II.1.1, gạch đầu dòng 1|Tỷ lệ xã đạt chuẩn trên 85 %.",
    "leaf objectives |-|II.1.1, gạch đầu dòng 2|Che phủ rừng 52,5 %.",
    "heading tasks |III.|III|NHIỆM VỤ",
    "heading tasks |1.|III.1|Trồng trọt",
    "leaf tasks |a)|III.1.a|Sở Nông nghiệp lập bản đồ vùng trồng.",
    "heading tasks |b)|III.1.b|Sở Tài chính",
    "leaf tasks ||III.1.b, đoạn 1|Bố trí kinh phí.",
    "leaf tasks ||III.1.b, đoạn 2|Thẩm định dự toán.",
    "heading resources |IV.|IV|KINH PHÍ",
    "leaf resources ||IV, đoạn 1|Từ ngân sách nhà nước.",
    "heading objectives |PHỤ LỤC I|Phụ lục I|CHỈ TIÊU CHỦ YẾU",
    "row objectives ||Phụ lục I, mục TT|TT | Chỉ tiêu | Năm 2030",
    "row objectives ||Phụ lục I, mục 1|1 | Sản lượng | 600",
};

static Str told(Arena *arena, const Node *node) {
    const Passage *passage = &node->passage;
    return str_format(arena, "%.*s %.*s |%.*s|%.*s|%.*s", STR_FMT(choice_name(&passage_kind_choices, passage->kind)),
                      STR_FMT(choice_name(&read_section_choices, passage->section)), STR_FMT(passage->mark),
                      STR_FMT(passage->citation), STR_FMT(passage->text));
}

/* All that is not of the head, in its order. */
static void assert_told(Arena *arena, const Structure *structure, const char *const *rows, size_t count) {
    size_t seen = 0;
    for (size_t i = 0; i < structure->count; i++) {
        if (!node_is_body(&structure->nodes[i])) continue;
        assert_true(seen < count);
        assert_text(told(arena, &structure->nodes[i]), rows[seen++]);
    }
    assert_int_equal(seen, count);
}

static void sees_what_stands_under_what(void **state) {
    const Structure structure = structure_of_lines(*state, HEAD BODY);
    assert_told(*state, &structure, expected, COUNT(expected));
}

/* "(1)" stands below whatever it is written, and counts on from one heading to the next. */
static void numbers_in_brackets_stand_below_their_heading(void **state) {
    static const char *const below[] = {
        "heading objectives |II.|II|MỤC TIÊU",     "heading objectives |1.|II.1|Các chỉ tiêu đến năm 2030",
        "heading objectives |1.1.|II.1.1|Kinh tế", "leaf objectives |(1)|II.1.1.(1)|Tăng trưởng 10 %.",
        "leaf objectives |(2)|II.1.1.(2)|Thu 105.", "heading objectives |1.2.|II.1.2|Xã hội",
        "leaf objectives |(3)|II.1.2.(3)|Nghèo 5 %.", "heading objectives |2.|II.2|Nông thôn",
        "heading objectives |a)|II.2.a|Xã",        "leaf objectives |(1)|II.2.a.(1)|Đạt chuẩn 45 xã.",
        "leaf objectives |b)|II.2.b|Thôn",
    };
    const Structure structure =
        structure_of_lines(*state, HEAD "II. MỤC TIÊU\n\n1. Các chỉ tiêu đến năm 2030\n\n1.1. Kinh tế\n\n"
                                        "(1) Tăng trưởng 10 %.\n\n(2) Thu 105.\n\n1.2. Xã hội\n\n(3) Nghèo 5 %.\n\n"
                                        "2. Nông thôn\n\na) Xã\n\n(1) Đạt chuẩn 45 xã.\n\nb) Thôn\n");
    assert_told(*state, &structure, below, COUNT(below));
}

/* What follows is announced at the end of a sentence, whoever it is said to. */
static void a_sentence_may_announce_goals(void **state) {
    static const char *const told_below[] = {
        "heading objectives |1.|1|Các địa phương phấn đấu đạt các chỉ tiêu sau trong năm 2026:",
        "leaf objectives |-|1, gạch đầu dòng 1|Tiêm phòng trên 85 %.",
        "heading  |2.|2|Các địa phương xem các chỉ tiêu sau này để biết",
        "leaf  |-|2, gạch đầu dòng 1|Tiêm phòng trên 85 %.",
    };
    const Structure structure = structure_of_lines(
        *state, HEAD "1. Các địa phương phấn đấu đạt các chỉ tiêu sau trong năm 2026:\n\n- Tiêm phòng trên 85 %.\n\n"
                     "2. Các địa phương xem các chỉ tiêu sau này để biết\n\n- Tiêm phòng trên 85 %.\n");
    assert_told(*state, &structure, told_below, COUNT(told_below));
}

typedef struct BoldRow {
    const char *text, *bold, *told;
} BoldRow;

/* What is bold from end to end is a heading beside what follows; what a paragraph runs on from says what
 * it is about. */
static const BoldRow bolds[] = {
    { "I. TỔ CHỨC THỰC HIỆN", "", "heading organisation |I.|I|TỔ CHỨC THỰC HIỆN" },
    { "Trách nhiệm của các sở", "Trách nhiệm của các sở", "heading organisation ||I, đoạn 1|Trách nhiệm của các sở" },
    { "Bố trí kinh phí.", "", "leaf organisation ||I, đoạn 2|Bố trí kinh phí." },
    { "1. Nhân lực: đào tạo bác sĩ.", "1. Nhân lực:", "leaf organisation |1.|I.1|Nhân lực: đào tạo bác sĩ." },
    { "2. Kinh phí thực hiện: từ ngân sách.", "2. Kinh phí thực hiện:",
      "leaf resources |2.|I.2|Kinh phí thực hiện: từ ngân sách." },
    { "3. Kinh phí thực hiện được bố trí.", "3. Kinh phí",
      "leaf organisation |3.|I.3|Kinh phí thực hiện được bố trí." },
};

static void knows_headings_that_are_bold(void **state) {
    Arena *arena = *state;
    TextWriting writing = text_writing(arena);
    text_put(&writing, BLOCK_PARAGRAPH, S("Số: 12/KH-UBND"), 0);
    for (size_t i = 0; i < COUNT(bolds); i++) {
        text_put(&writing, BLOCK_PARAGRAPH, str_of(bolds[i].text), 0);
        text_lead(&writing, str_of(bolds[i].bold));
    }
    const DocumentText text = text_written(&writing, "docx");
    const Manuscript manuscript = manuscript_of(arena, &text);
    const Structure structure = structure_of(arena, reader_words(arena, (Rows){ 0 }), &manuscript);
    assert_int_equal(structure.count, COUNT(bolds) + 1);
    for (size_t i = 0; i < COUNT(bolds); i++) {
        assert_row(i, bolds[i].text);
        assert_text(told(arena, &structure.nodes[i + 1]), bolds[i].told);
    }
}

static void reads_the_head(void **state) {
    const Structure structure = structure_of_lines(*state, HEAD BODY);
    const ReadDocument *document = document_of(&structure);
    const ReadBasis *bases = document->bases.items;
    assert_text(document->number, "87/KH-UBND");
    assert_text(choice_name(&read_kind_choices, document->kind), "plan");
    assert_text(document->issuer, "Ủy ban nhân dân tỉnh Sông Lam");
    assert_text(document->place, "Sông Lam");
    assert_text(day_text(*state, document->issued_on), "2026-03-05");
    assert_text(document->title, "Phát triển nông nghiệp sinh thái giai đoạn 2026 - 2030");
    assert_text(document->signer, "Trần Hữu Khoan");
    assert_int_equal(document->year_first, 2026);
    assert_int_equal(document->year_last, 2030);
    assert_int_equal(document->bases.count, 3);
    assert_text(bases[0].number, "");
    assert_text(bases[0].title, "Luật Đất đai");
    assert_text(day_text(*state, bases[0].issued_on), "2024-01-18");
    assert_text(bases[1].number, "19-NQ/TW");
    assert_text(bases[2].number, "150/QĐ-TTg");
    assert_text(day_text(*state, bases[2].issued_on), "2022-01-28");
}

/* The first copy breaks off; the second is the document. */
static void passes_over_what_was_printed_twice(void **state) {
    const Structure once = structure_of_lines(*state, HEAD BODY);
    const Structure twice =
        structure_of_lines(*state, HEAD "I. MỤC ĐÍCH\n\nCụ thể hóa chủ trương của Tỉnh ủy.\n\n" HEAD BODY);
    size_t repeated = 0;
    for (size_t i = 0; i < twice.count; i++) repeated += twice.nodes[i].passage.kind == PASSAGE_REPEATED ? 1 : 0;
    assert_int_equal(repeated, twice.count - once.count);
    for (size_t i = 0; i < once.count; i++) {
        const Node *same = &twice.nodes[i + repeated];
        assert_text(told(*state, same), str_c(*state, told(*state, &once.nodes[i])));
    }
}

typedef struct ReferenceRow {
    const char *text, *number, *title, *day;
} ReferenceRow;

static const ReferenceRow references[] = {
    { "Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị", "57-NQ/TW", "Nghị quyết", "2024-12-22" },
    { "Quyết định số 33/2025/QĐ-TTg ngày 15/9/2025", "33/2025/QĐ-TTg", "Quyết định", "2025-09-15" },
    { "Kế hoạch số 110/KH - UBND, ngày 14/12/2017", "110/KH-UBND", "Kế hoạch", "2017-12-14" },
    { "Luật Giáo dục số 43/2019/QH14 ngày 14 tháng 6 năm 2019", "43/2019/QH14", "Luật Giáo dục", "2019-06-14" },
    { "Luật Công nghệ thông tin ngày 29 tháng 6 năm 2006", "", "Luật Công nghệ thông tin", "2006-06-29" },
    { "Thông tư số 05/2023/TT-BNV", "05/2023/TT-BNV", "Thông tư", "" },
    { "Kế hoạch số 24-KH/TU ngày 31/02/2025", "24-KH/TU", "Kế hoạch", "" },
};

static void finds_documents_that_are_named(void **state) {
    for (size_t i = 0; i < COUNT(references); i++) {
        const Folded text = folded_of(*state, str_of(references[i].text));
        const Reference *found;
        assert_row(i, references[i].text);
        assert_int_equal(references_find(*state, &text, &found), 1);
        assert_text(found[0].number, references[i].number);
        assert_text(found[0].title, references[i].title);
        assert_text(day_text(*state, found[0].issued_on), references[i].day);
    }
    static const char *const none[] = { "một số xã", "số 12", "số hóa 100 % hồ sơ", "số 5 - xã", "Luật quy định", "" };
    for (size_t i = 0; i < COUNT(none); i++) {
        const Folded text = folded_of(*state, str_of(none[i]));
        const Reference *found;
        assert_row(i, none[i]);
        assert_int_equal(references_find(*state, &text, &found), 0);
    }
}

static void a_part_may_list_what_it_builds_on(void **state) {
    const Structure structure = structure_of_lines(
        *state, HEAD "I. CĂN CỨ XÂY DỰNG ĐỀ ÁN\n\n1. Căn cứ pháp lý\n\n"
                     "Nghị quyết số 19-NQ/TW ngày 16/6/2022 của Ban Chấp hành Trung ương;\n\n"
                     "Kế hoạch số 12-KH/BCDTW ngày 02/6/2025 thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024;\n\n"
                     "Kế hoạch số 12-KH/BCĐ ngày 02/6/2025 của Ban Chỉ đạo;\n\n"
                     "Tỉnh đã làm xong Quyết định số 411/QĐ-TTg ngày 31/3/2022.\n\n"
                     "II. NHIỆM VỤ\n\nQuyết định số 33/QĐ-UBND ngày 01/02/2026 được thực hiện hằng năm.\n");
    /* the head's three, and one of the list: known, new, the same written shorter, no line of a list, another part */
    const ReadDocument *document = document_of(&structure);
    const ReadBasis *bases = document->bases.items;
    assert_int_equal(document->bases.count, 4);
    assert_text(bases[1].number, "19-NQ/TW");
    assert_text(bases[3].number, "12-KH/BCDTW");
    assert_text(day_text(*state, bases[3].issued_on), "2025-06-02");
    assert_text(structure.nodes[bases[3].passage - 1].passage.citation, "I.1, đoạn 2");
}

static void prose_goes_on_behind_a_list_where_it_stood_before(void **state) {
    const Structure structure = structure_of_lines(
        *state, HEAD "III. PHÂN CÔNG\n\n1. Phòng Kinh tế\n\nKiện toàn Ban Chỉ đạo.\n\n"
                     "- Hướng dẫn tái canh.\n\nTuần tra rừng.\n\n2. Công an xã\n\n"
                     "- Giữ vững an ninh.\n\nCác đơn vị thực hiện nghiêm túc.\n");
    static const struct {
        const char *text, *above;
    } rows[] = { { "Kiện toàn Ban Chỉ đạo.", "Phòng Kinh tế" },
                 { "Tuần tra rừng.", "Phòng Kinh tế" },
                 { "Các đơn vị thực hiện nghiêm túc.", "PHÂN CÔNG" } };
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t at = 0;
        while (at < structure.count && !str_is(structure.nodes[at].passage.text, rows[i].text)) at++;
        assert_true(at < structure.count);
        assert_text(structure_parent(&structure, &structure.nodes[at])->passage.text, rows[i].above);
    }
}

/* A notice, as it is copied out of a mail: its head one below the other, the mail's own words before and behind. */
static void reads_a_notice_in_a_mail(void **state) {
    const Structure structure = structure_of_lines(
        *state, "Từ: Văn phòng <vt@vi-du>\nĐã gửi: 25/9/2026\n\n"
                "ỦY BAN NHÂN DÂN\nTỈNH ĐẮK SƠN\n"
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
                "Số: 286/TB-UBND\nĐắk Sơn, ngày 25 tháng 9 năm 2026\n\n"
                "*THÔNG BÁO*\n\n*Kết luận của Chủ tịch*\n\n"
                "Ngày 22 tháng 9 năm 2026, Chủ tịch kết luận như sau:\n\n"
                "*I. ĐÁNH GIÁ CHUNG*\n\n1. Thu ngân sách đạt 6.180 tỷ đồng.\n\n"
                "*II. NHIỆM VỤ*\n\n1. Giao Sở Tài chính rà soát.\n\n"
                "Nơi nhận:\n- Lưu: VT.\nTL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nLê Thị Hồng Nhạn\n\n"
                "--\nPhòng Hành chính\nThư này được gửi tự động, xin không trả lời lại cho địa chỉ gửi.\n");
    const ReadDocument *document = document_of(&structure);
    assert_text(choice_name(&read_kind_choices, document->kind), "notice");
    assert_text(document->issuer, "Ủy ban nhân dân tỉnh Đắk Sơn");
    assert_text(document->title, "Kết luận của Chủ tịch");
    assert_text(document->signer, "Lê Thị Hồng Nhạn");
    for (size_t i = 0; i < structure.count; i++) {
        const Passage *passage = &structure.nodes[i].passage;
        const bool is_reached = str_is(passage->text, "Thu ngân sách đạt 6.180 tỷ đồng.");
        if (is_reached) assert_int_equal(passage->section, SECTION_OTHER);
        if (i + 1 == structure.count) assert_int_equal(passage->kind, PASSAGE_CLOSING);
    }
}

/* Printed by pdftotext: who gets it on the left, who signed on the right of one of its lines. */
static void finds_the_signer_beside_the_addressees(void **state) {
    const Structure structure = structure_of_lines(
        *state, HEAD "I. NHIỆM VỤ\n\n1. Sở Y tế rà soát.\n\n"
                     "Nơi nhận:\n- UBND tỉnh;      TM. ỦY BAN NHÂN DÂN\n"
                     "- CT, các PCT;             CHỦ TỊCH\n"
                     "- Các thôn, buôn;       Phạm Văn Duẩn\n- Lưu: VT.\n");
    assert_text(document_of(&structure)->signer, "Phạm Văn Duẩn");
}

static void tells_from_when_on_it_holds(void **state) {
    static const struct {
        const char *line, *day;
    } lines[] = {
        { "Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký.", "2026-03-05" },
        { "Điều 2. Quyết định này có hiệu lực từ ngày 01 tháng 7 năm 2026.", "2026-07-01" },
        { "Điều 2. Nghị quyết này có hiệu lực kể từ ngày 15/4/2026 và thay thế quy định trước đây.", "2026-04-15" },
        { "Điều 2. Nghị quyết này có hiệu lực thi hành sau 10 ngày kể từ ngày ký.", "" },
        { "Điều 2. Luật Đất đai có hiệu lực thi hành kể từ ngày ký.", "" },
    };
    for (size_t i = 0; i < COUNT(lines); i++) {
        const Str text = str_format(*state, HEAD "%s\n\nĐiều 3. Các sở thi hành.\n", lines[i].line);
        const Structure structure = structure_of_lines(*state, str_c(*state, text));
        const Day day = document_of(&structure)->effective_on;
        assert_text(day_year(day) == 0 ? S("") : day_text(*state, day), lines[i].day);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(sees_what_stands_under_what),
        AN_ARENA(numbers_in_brackets_stand_below_their_heading),
        AN_ARENA(a_sentence_may_announce_goals),
        AN_ARENA(knows_headings_that_are_bold),
        AN_ARENA(reads_the_head),
        AN_ARENA(a_part_may_list_what_it_builds_on),
        AN_ARENA(prose_goes_on_behind_a_list_where_it_stood_before),
        AN_ARENA(reads_a_notice_in_a_mail),
        AN_ARENA(finds_the_signer_beside_the_addressees),
        AN_ARENA(tells_from_when_on_it_holds),
        AN_ARENA(passes_over_what_was_printed_twice),
        AN_ARENA(finds_documents_that_are_named),
    };
    return cmocka_run_group_tests_name("structure", tests, NULL, NULL);
}
