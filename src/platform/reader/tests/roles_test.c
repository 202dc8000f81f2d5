/* platform/reader/tests/roles_test - who leads, who helps, who only gets to know: passages, headings, cells and lines.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/roles.h"
#include "tests/harness/unit.h"

enum { LONG_BYTES = 1 << 18, ANSWER_MAX = 4000 };

static const char *const registry[][2] = {
    { "Ủy ban nhân dân tỉnh", "UBND-T" },
    { "Văn phòng Ủy ban nhân dân tỉnh", "VPUB" },
    { "Hội đồng nhân dân tỉnh", "HDND-T" },
    { "Sở Y tế", "SYT" },
    { "Sở Nội vụ", "SNV" },
    { "Sở Tài chính", "STC" },
    { "Sở Kế hoạch và Đầu tư", "STC" },
    { "Sở Tư pháp", "STP" },
    { "Sở Xây dựng", "SXD" },
    { "Sở Giao thông vận tải", "SXD" },
    { "Sở Khoa học và Công nghệ", "SKHCN" },
    { "Sở Thông tin và Truyền thông", "SKHCN" },
    { "Sở Nông nghiệp và Môi trường", "SNNMT" },
    { "Công an tỉnh", "CAT" },
    { "Thuế tỉnh", "THUE" },
    { "Thống kê tỉnh", "TKT" },
    { "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "MTTQ" },
    { "Ngân hàng Nhà nước chi nhánh Khu vực 4", "NHNN" },
    { "Báo và Đài Phát thanh, Truyền hình Tuyên Quang", "BAODAI" },
    { "Các sở, ban, ngành", "T-SBN" },
    { "Ủy ban nhân dân các xã, phường", "T-XP" },
    { "Các cơ quan, đơn vị liên quan", "T-LQ" },
};

typedef struct Reader {
    const ReaderWords *words;
    const Names *names;
} Reader;

static Reader reader_of(Arena *arena) {
    const ReaderWords *words = reader_words(arena, (Rows){ 0 });
    KnownName *known = NEW_ARRAY(arena, KnownName, COUNT(registry));
    for (size_t i = 0; i < COUNT(registry); i++)
        known[i] = (KnownName){ str_of(registry[i][0]), str_of(registry[i][1]) };
    return (Reader){ words, names_new(arena, words, known, COUNT(registry)) };
}

/* "lead A + B; with C; to D": those who lead, help, receive and, as "watch", watch. */
static Str told(Arena *arena, const ReadAgency *agencies, size_t count) {
    static const char *const roles[] = { "", "lead", "with", "watch", "to" };
    Buf answer = buf_new(arena, ANSWER_MAX);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && agencies[i].role == agencies[i - 1].role)
            buf_add(&answer, S(" + "));
        else
            buf_addf(&answer, "%s%s ", i > 0 ? "; " : "", roles[agencies[i].role]);
        buf_add(&answer, agencies[i].named);
    }
    return written(&answer);
}

static void check_table(Arena *arena, RolePlace place, const char *const (*rows)[2], size_t count) {
    const Reader reader = reader_of(arena);
    for (size_t i = 0; i < count; i++) {
        assert_row(i, rows[i][0]);
        const Folded text = folded_of(arena, str_of(rows[i][0]));
        const ReadAgency *found;
        const size_t agencies = roles_find(reader.names, reader.words, arena, &text, place, &found);
        assert_text(told(arena, found, agencies), rows[i][1]);
    }
}

static const char *const passages[][2] = {
    { "Sở Y tế chủ trì, phối hợp với Sở Nội vụ, Sở Tài chính và các đơn vị liên quan xây dựng đề án, trình UBND "
      "tỉnh trước ngày 30/6/2026.",
      "lead Sở Y tế; with Sở Nội vụ + Sở Tài chính + các đơn vị liên quan; to UBND tỉnh" },
    { "Giao Sở KH&CN chủ trì, phối hợp chặt chẽ với Công an tỉnh, VNPT Lâm Châu triển khai nền tảng.",
      "lead Sở KH&CN; with Công an tỉnh + VNPT Lâm Châu" },
    { "Ủy ban nhân dân tỉnh giao Sở Nội vụ tham mưu; Sở Tài chính bố trí kinh phí.", "lead Sở Nội vụ + Sở Tài chính" },
    { "Sở Xây dựng chủ trì thẩm định; Sở Tư pháp phối hợp thực hiện.", "lead Sở Xây dựng; with Sở Tư pháp" },
    { "Trên cơ sở hướng dẫn của Bộ Công an, Công an tỉnh chủ trì, phối hợp với Sở Khoa học và Công nghệ, các cơ "
      "quan, đơn vị có liên quan thực hiện hướng dẫn, kiểm tra",
      "lead Công an tỉnh; with Sở Khoa học và Công nghệ + các cơ quan, đơn vị có liên quan" },
    { "Hằng năm, căn cứ khả năng cân đối ngân sách địa phương, phối hợp với Sở Khoa học và Công nghệ và các đơn vị "
      "có liên quan tham mưu Ủy ban nhân dân tỉnh, bố trí kinh phí",
      "with Sở Khoa học và Công nghệ + các đơn vị có liên quan; to Ủy ban nhân dân tỉnh" },
    { "Tiếp tục triển khai thực hiện Kế hoạch số 110/KH-UBND của Chủ tịch UBND tỉnh Thực hiện Nghị quyết", "" },
    { "Phối hợp với Sở Tài chính tham mưu UBND tỉnh phân bổ vốn.", "with Sở Tài chính; to UBND tỉnh" },
    { "Đối với Sở Y tế: rà soát danh mục.", "lead Sở Y tế" },
    { "Cơ quan chủ trì: Sở Y tế; cơ quan phối hợp: Sở Nội vụ, UBND cấp xã; thời gian thực hiện: năm 2026.",
      "lead Sở Y tế; with Sở Nội vụ + UBND cấp xã" },
    { "Chủ trì: Sở Tài chính. Phối hợp: các sở, ban, ngành; UBND các xã, phường.",
      "lead Sở Tài chính; with các sở, ban, ngành + UBND các xã, phường" },
    { "Xây dựng trạm y tế (Sở Y tế).", "lead Sở Y tế" },
    { "Tổ chức hội nghị sơ kết (do Sở Nội vụ chủ trì, VP UBND tỉnh phối hợp).", "lead Sở Nội vụ; with VP UBND tỉnh" },
    { "Đôn đốc việc thực hiện của các sở, ban, ngành, báo cáo UBND tỉnh.", "to UBND tỉnh" },
    { "Đề nghị Ủy ban MTTQ Việt Nam tỉnh và các tổ chức chính trị - xã hội tuyên truyền, vận động nhân dân.",
      "lead Ủy ban MTTQ Việt Nam tỉnh + các tổ chức chính trị - xã hội" },
    { "Tổng hợp khó khăn, đề nghị UBND tỉnh xem xét, giải quyết.", "to UBND tỉnh" },
    { "Các sở, ban, ngành; UBND các xã, phường và các đơn vị liên quan căn cứ nhiệm vụ được giao xây dựng kế "
      "hoạch, gửi Sở Nội vụ tổng hợp.",
      "lead Các sở, ban, ngành + UBND các xã, phường + các đơn vị liên quan; to Sở Nội vụ" },
    { "Các Sở: Y tế, Nội vụ, Tài chính chủ động lồng ghép nhiệm vụ.", "lead Sở Y tế + Sở Nội vụ + Sở Tài chính" },
    { "Công an tỉnh chỉ đạo Công an các xã, phường làm sạch dữ liệu.", "lead Công an tỉnh" },
    { "Giám đốc Sở Y tế chịu trách nhiệm trước UBND tỉnh về kết quả.", "lead Giám đốc Sở Y tế" },
    { "Sở Nông nghiệp và Môi trường là cơ quan thường trực, giúp UBND tỉnh theo dõi.",
      "lead Sở Nông nghiệp và Môi trường; to UBND tỉnh" },
    { "Đơn vị thực hiện: Sở Y tế, các bệnh viện. Thời gian: 2026.", "lead Sở Y tế + các bệnh viện" },
    { "Triển khai theo hướng dẫn của Bộ Y tế và Sở Y tế tại các xã.", "" },
    { "Giao Văn phòng UBND tỉnh chủ trì, cùng Sở Nội vụ, Sở Tài chính kiểm tra.",
      "lead Văn phòng UBND tỉnh; with Sở Nội vụ + Sở Tài chính" },
    { "Nghiên cứu, đề xuất UBND tỉnh ban hành chính sách; trình HĐND tỉnh.", "to UBND tỉnh + HĐND tỉnh" },
    { "Thủ trưởng các sở, ban, ngành, Chủ tịch UBND các xã, phường chịu trách nhiệm thi hành.",
      "lead Thủ trưởng các sở, ban, ngành + Chủ tịch UBND các xã, phường" },
    { "Sở Thông tin và Truyền thông chủ trì, phối hợp với các Sở, ban, ngành, Ủy ban nhân dân các huyện, thành phố "
      "theo dõi, đôn đốc việc triển khai thực hiện Kế hoạch của Ủy ban nhân dân tỉnh, định kỳ hàng năm tổng hợp, "
      "báo cáo kết quả",
      "lead Sở Thông tin và Truyền thông; with các Sở, ban, ngành + Ủy ban nhân dân các huyện, thành phố" },
    { "Sở Xây dựng, Sở Giao thông vận tải, Công an tỉnh, Sở Thông tin và Truyền thông, Sở Khoa học và Công nghệ, "
      "Ủy ban nhân dân các huyện, thành phố nghiên cứu, xây dựng, hoàn thiện các quy định",
      "lead Sở Xây dựng + Sở Giao thông vận tải + Công an tỉnh + Sở Thông tin và Truyền thông + Sở Khoa học và "
      "Công nghệ + Ủy ban nhân dân các huyện, thành phố" },
    { "Là đầu mối phối hợp với Bộ Công an, điều phối thống nhất hoạt động quản lý", "with Bộ Công an" },
    { "Phối hợp với các cơ quan, đơn vị, địa phương, các Trường và các tổ chức khoa học và công nghệ định hướng đề "
      "xuất nhiệm vụ",
      "with các cơ quan, đơn vị, địa phương + các Trường + các tổ chức khoa học và công nghệ" },
    { "Chỉ đạo các phòng chuyên môn, UBND các xã rà soát.", "" },
    { "Thực hiện: Sở Y tế. Phối hợp: Sở Nội vụ.", "lead Sở Y tế; with Sở Nội vụ" },
    { "Cơ quan thực hiện: Sở Y tế", "lead Sở Y tế" },
    { "Nhận được Chỉ thị này, yêu cầu thủ trưởng các cơ quan, đơn vị, Chủ tịch UBND các xã, phường tổ chức thực "
      "hiện nghiêm túc./.",
      "lead thủ trưởng các cơ quan, đơn vị + Chủ tịch UBND các xã, phường" },
    { "Các cơ quan, đơn vị báo cáo kết quả về Sở Nội vụ trước ngày 15/6.", "lead Các cơ quan, đơn vị; to Sở Nội vụ" },
    { "Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan, đơn vị phản ánh về Sở Y tế để tổng hợp, báo cáo "
      "UBND tỉnh.",
      "lead các cơ quan, đơn vị; to Sở Y tế + UBND tỉnh" },
    { "Sở Tài chính (cơ quan tiếp nhận nhiệm vụ của Sở Kế hoạch và Đầu tư) chủ trì, phối hợp với Thuế tỉnh rà "
      "soát.",
      "lead Sở Tài chính; with Thuế tỉnh" },
    { "Chủ trì, phối hợp với Sở Y tế và UBND các xã, phường tổ chức hội thao.", "with Sở Y tế + UBND các xã, phường" },
    { "Rà soát hộ nghèo, công khai kết quả (chủ trì: Sở Nông nghiệp và Môi trường; phối hợp: Công an tỉnh, UBND "
      "các xã, phường; thời gian: trước 15/12 hằng năm).",
      "lead Sở Nông nghiệp và Môi trường; with Công an tỉnh + UBND các xã, phường" },
    { "UBND xã Tân Mỹ, UBND xã Tân An vận động nhân dân hiến đất.", "lead UBND xã Tân Mỹ + UBND xã Tân An" },
    { "Giao UBND tỉnh tổ chức thực hiện Nghị quyết; báo cáo HĐND tỉnh tại kỳ họp cuối năm.",
      "lead UBND tỉnh; to HĐND tỉnh" },
    { "Lập bản đồ, cung cấp cho UBND các xã, phường trong quý IV/2026.", "to UBND các xã, phường" },
    { "Ban hành kế hoạch, gửi Sở Y tế theo dõi.", "to Sở Y tế" },
    { "Nghiên cứu cơ chế đặt hàng, giao nhiệm vụ cho các doanh nghiệp công nghệ số", "" },
    { "Sở Tài chính phối hợp Sở Y tế thẩm định dự toán.", "lead Sở Tài chính; with Sở Y tế" },
    { "Sở Nội vụ chủ trì, phối hợp với: Sở Tài chính, Sở Tư pháp rà soát.",
      "lead Sở Nội vụ; with Sở Tài chính + Sở Tư pháp" },
    { "Thời gian thực hiện: 2026-2030. Đơn vị chủ trì: Sở Y tế. Đơn vị phối hợp: Các sở, ngành, địa phương liên quan.",
      "lead Sở Y tế; with Các sở, ngành, địa phương liên quan" },
    { "Tham mưu cho UBND tỉnh ban hành cơ chế; phối hợp cùng các đoàn thể tuyên truyền.",
      "to UBND tỉnh; with các đoàn thể" },
    { "Giao Công an phường Minh Xuân phối hợp với Ban Chỉ huy Quân sự xã.",
      "lead Công an phường Minh Xuân; with Ban Chỉ huy Quân sự xã" },
    { "UBND xã Tân Mỹ chủ trì; các thôn phối hợp.", "lead UBND xã Tân Mỹ; with các thôn" },
    { "- Sở Y tế tham mưu UBND tỉnh ban hành Quy chế phối hợp giữa Sở Y tế và Công an tỉnh.",
      "lead Sở Y tế; to UBND tỉnh" },
    { "Cơ quan theo dõi: Thống kê tỉnh.", "watch Thống kê tỉnh" },
    { "Tổ chức sơ kết, tổng kết theo quy định.", "" },
    { "Hỗ trợ doanh nghiệp theo Nghị quyết số 05/NQ-HĐND của HĐND tỉnh và Tờ trình của Sở Tài chính.", "" },
};

static void passages_say_who_leads_and_who_helps(void **state) {
    check_table(*state, ROLE_PLACE_PASSAGE, passages, COUNT(passages));
}

static void headings_name_who_does_what_stands_below(void **state) {
    static const char *const rows[][2] = {
        { "Sở Y tế", "lead Sở Y tế" },
        { "Trồng trọt", "" },
        { "Hạ tầng của Sở Y tế", "" },
        { "Trách nhiệm của Sở Y tế", "lead Sở Y tế" },
        { "Trách nhiệm của các cơ quan, đơn vị", "" },
        { "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, các tổ chức chính trị - xã hội tỉnh",
          "lead Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh + các tổ chức chính trị - xã hội tỉnh" },
        { "Ban Quản lý rừng phòng hộ Nậm Ngà, Công ty Lâm nghiệp Khe Sến và các chủ rừng khác",
          "lead Ban Quản lý rừng phòng hộ Nậm Ngà + Công ty Lâm nghiệp Khe Sến + các chủ rừng khác" },
        { "Các Sở, ban, ngành, UBND các xã, phường", "lead Các Sở, ban, ngành + UBND các xã, phường" },
        { "Ngân hàng Nhà nước tỉnh chi nhánh Khu vực 4 (địa bàn tỉnh Tuyên Quang) Chủ trì, phối hợp với các cơ quan, "
          "đơn vị có liên quan triển khai nội dung",
          "lead Ngân hàng Nhà nước tỉnh chi nhánh Khu vực 4; with các cơ quan, đơn vị có liên quan" },
        { "Báo và Đài Phát thanh, Truyền hình Tuyên Quang; Văn phòng UBND tỉnh (Trung tâm Thông tin và Công báo)",
          "lead Báo và Đài Phát thanh, Truyền hình Tuyên Quang + Văn phòng UBND tỉnh" },
        { "HỘI NHẬP KINH TẾ QUỐC TẾ", "" },
        { "BAN HÀNH CHÍNH SÁCH", "" },
        { "Chủ tịch UBND các xã, phường", "lead Chủ tịch UBND các xã, phường" },
        { "UBND tỉnh giao các sở, ngành:", "lead các sở, ngành" },
        { "Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ:", "lead Sở Y tế; with Sở Nội vụ" },
        { "Sở Y tế có trách nhiệm", "lead Sở Y tế" },
        { "Các Trường Đại học, Cao đẳng trên địa bàn tỉnh", "lead Các Trường Đại học, Cao đẳng trên địa bàn tỉnh" },
        { "Đề nghị Mặt trận Tổ quốc và các tổ chức chính trị - xã hội",
          "lead Mặt trận Tổ quốc + các tổ chức chính trị - xã hội" },
        { "Giao các sở: Y tế, Tài chính", "lead Sở Y tế + Sở Tài chính" },
        { "Sở Y tế (cơ quan thường trực)", "lead Sở Y tế" },
        { "Phân công nhiệm vụ", "" },
        { "Bảo hiểm y tế toàn dân", "" },
        { "Thuế, phí và lệ phí", "" },
        { "Hội chợ, triển lãm", "" },
        { "Hợp tác xã và kinh tế tập thể", "" },
        { "Doanh nghiệp viễn thông", "" },
    };
    check_table(*state, ROLE_PLACE_HEADING, rows, COUNT(rows));
}

static void cells_have_the_role_of_their_column(void **state) {
    static const char *const rows[][2] = {
        { "Sở Y tế; Viễn thông tỉnh; các xã", "with Sở Y tế + Viễn thông tỉnh + các xã" },
        { "Sở Nông nghiệp và Môi trường, UBND các xã, phường",
          "with Sở Nông nghiệp và Môi trường + UBND các xã, phường" },
        { "Sở, ban, ngành; UBND cấp xã", "with Sở, ban, ngành + UBND cấp xã" },
        { "Các Sở: Xây dựng, Y tế", "with Sở Xây dựng + Sở Y tế" },
        { "-", "" },
        { "UBND các xã: Tân An, Tân Mỹ", "with UBND xã Tân An + UBND xã Tân Mỹ" },
        { "Sở Y tế\nSở Nội vụ", "with Sở Y tế + Sở Nội vụ" },
        { "Sở Nông nghiệp và\nMôi trường", "with Sở Nông nghiệp và\nMôi trường" },
        { "", "" },
    };
    const Reader reader = reader_of(*state);
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i][0]);
        const ReadAgency *found;
        const size_t count =
            roles_of_cell(reader.names, reader.words, *state, str_of(rows[i][0]), READ_SUPPORT, &found);
        assert_text(told(*state, found, count), rows[i][1]);
    }
}

static void lines_that_say_only_who_and_when_are_told(void **state) {
    static const struct {
        const char *line;
        bool is_assignment;
    } rows[] = {
        { "Cơ quan chủ trì: Sở Y tế. Thời gian: 2026", true },
        { "(Sở Y tế chủ trì, phối hợp với Sở Nội vụ)", true },
        { "Thời gian thực hiện: Quý I/2026", true },
        { "Sở Y tế chủ trì xây dựng đề án", false },
        { "* Cơ quan phối hợp: các sở, ban, ngành", true },
        { "Mục tiêu: đạt 80 %", false },
        { "Sở Y tế chủ trì.", true },
        { "1. Giao Sở Giao thông vận tải:", false },
        { "Trách nhiệm của Sở Y tế", false },
        { "Sản phẩm: Nghị quyết của HĐND tỉnh", true },
        { "Yêu cầu: Nhiệm vụ phải rõ người, rõ việc", false },
        { "Sở Y tế", false },
        { "", false },
    };
    const Reader reader = reader_of(*state);
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].line);
        const Folded text = folded_of(*state, str_of(rows[i].line));
        assert_int_equal(roles_is_assignment_line(reader.names, reader.words, *state, &text), rows[i].is_assignment);
    }
}

static void a_finding_knows_its_place_and_its_agency(void **state) {
    const Reader reader = reader_of(*state);
    const Folded text = folded_of(*state, S("“Giao  Sở Y tế” phối hợp với VP UBND tỉnh."));
    const ReadAgency *found;
    assert_int_equal(roles_find(reader.names, reader.words, *state, &text, ROLE_PLACE_PASSAGE, &found), 2);
    assert_int_equal(found[0].from, 7);
    assert_int_equal(found[0].to, 14);
    assert_text(found[0].code, "SYT");
    assert_text(found[1].named, "VP UBND tỉnh");
    assert_text(found[1].code, "VPUB");
    assert_int_equal(found[1].from, 29);
    assert_int_equal(found[1].to, 41);
}

static Str many_times(Arena *arena, const char *what) {
    Buf text = buf_new(arena, LONG_BYTES + 200);
    while (text.len < LONG_BYTES) buf_add(&text, str_of(what));
    return written(&text);
}

/* Twice as long as a passage may be. */
static void time_grows_with_the_text_and_no_faster(void **state) {
    static const char *const nasty[] = {
        "Sở Y tế, ",
        "giao Sở Y tế ",
        "phối hợp với Sở Y tế; ",
        "Sở Y tế (",
        "(",
        ",",
        "báo cáo ",
        "về Sở Y tế ",
        "Cơ quan chủ trì: ",
        "; ",
        "Sở Y tế chủ trì. ",
        "Giao ",
        "phối hợp a b c với ",
        "Đối với Sở Y tế: ",
        "Hằng năm, ",
        ":",
    };
    const Reader reader = reader_of(*state);
    for (size_t i = 0; i < COUNT(nasty); i++) {
        assert_row(i, nasty[i]);
        Arena *arena = arena_new((size_t)1 << 30);
        const Str long_text = many_times(arena, nasty[i]);
        const Folded text = folded_of(arena, long_text);
        const ReadAgency *found;
        for (int place = ROLE_PLACE_PASSAGE; place <= ROLE_PLACE_HEADING; place++) {
            const size_t count = roles_find(reader.names, reader.words, arena, &text, (RolePlace)place, &found);
            assert_true(count <= READING_AGENCIES_MAX);
        }
        assert_true(roles_of_cell(reader.names, reader.words, arena, long_text, READ_LEAD, &found) <=
                    READING_AGENCIES_MAX);
        roles_is_assignment_line(reader.names, reader.words, arena, &text);
        arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(passages_say_who_leads_and_who_helps),     AN_ARENA(headings_name_who_does_what_stands_below),
        AN_ARENA(cells_have_the_role_of_their_column),      AN_ARENA(lines_that_say_only_who_and_when_are_told),
        AN_ARENA(a_finding_knows_its_place_and_its_agency), AN_ARENA(time_grows_with_the_text_and_no_faster),
    };
    return cmocka_run_group_tests_name("roles", tests, NULL, NULL);
}
