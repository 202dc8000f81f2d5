/* platform/reader/tests/manuscript_test - lines joined, columns and cells told apart, page heads gone. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/manuscript.h"
#include "tests/harness/unit.h"

/* The manuscript of a text of lines as one text: a paragraph a line, cells between bars. */
static Str manuscript_text(Arena *arena, const char *lines) {
    TextWriting writing = text_writing(arena);
    text_put_lines(&writing, str_of(lines));
    const DocumentText text = text_written(&writing, "txt");
    const Manuscript manuscript = manuscript_of(arena, &text);
    Buf out = buf_new(arena, 100000);
    for (size_t i = 0; i < manuscript.count; i++) {
        const ManuscriptItem *item = &manuscript.items[i];
        if (i > 0) buf_char(&out, '\n');
        if (item->kind != ITEM_ROW) buf_add(&out, item->text);
        for (size_t k = 0; item->kind == ITEM_ROW && k < item->cell_count; k++) {
            buf_add(&out, k == 0 ? S("[") : S("|"));
            for (size_t c = 0; c < item->cells[k].len; c++)
                buf_char(&out, item->cells[k].at[c] == '\n' ? ' ' : item->cells[k].at[c]);
        }
        if (item->kind == ITEM_ROW) buf_char(&out, ']');
    }
    return (Str){ out.at, out.len };
}

typedef struct TextRow {
    const char *lines, *whole;
} TextRow;

static const TextRow texts[] = {
    { "", "" },
    /* a heading, points, a word that the paper cut off, a title in capitals */
    { "I. MỤC TIÊU\n1. Mục tiêu chung\nXây dựng nền nông nghiệp sinh thái, an toàn, có sức cạnh tranh,\n"
      "dựa trên lợi thế của ba tiểu vùng đồi núi, đồng bằng ven sông.\na) Thực hiện Nghị quyết số 52-\nNQ/TW năm 2019.",
      "I. MỤC TIÊU\n1. Mục tiêu chung\nXây dựng nền nông nghiệp sinh thái, an toàn, có sức cạnh tranh, "
      "dựa trên lợi thế của ba tiểu vùng đồi núi, đồng bằng ven sông.\na) Thực hiện Nghị quyết số 52-NQ/TW năm 2019." },
    /* an agency's name with a dash in it, broken before the dash */
    { "1. Sở Nội vụ (đơn vị tiếp nhận nhiệm vụ lao động của Sở Lao động\n- Thương binh và Xã hội trước đây) chủ trì.",
      "1. Sở Nội vụ (đơn vị tiếp nhận nhiệm vụ lao động của Sở Lao động - Thương binh và Xã hội trước đây) chủ trì." },
    /* a point behind a line that is full: set in, with a capital, it goes on with nothing */
    { "10. Đề nghị Mặt trận và các tổ chức chính trị - xã hội ở xã\n     - Ủy ban Mặt trận lấy ý kiến.",
      "10. Đề nghị Mặt trận và các tổ chức chính trị - xã hội ở xã\n- Ủy ban Mặt trận lấy ý kiến." },
    { "1. Thành lập tổ công tác do Phòng Văn hóa\n- Xã hội làm tổ trưởng.",
      "1. Thành lập tổ công tác do Phòng Văn hóa - Xã hội làm tổ trưởng." },
    /* a word that wants another behind it */
    { "3. Phòng Văn hóa báo cáo về\nUBND xã vào ngày 25 hằng tháng.\n\nPhòng Kinh tế\nUBND xã.",
      "3. Phòng Văn hóa báo cáo về UBND xã vào ngày 25 hằng tháng.\nPhòng Kinh tế\nUBND xã." },
    /* how mails of plain text show what was bold; a note's star, a lone one and that of a product stay */
    { "*THÔNG BÁO*\n\n*Kết luận,*\n*nhiệm vụ cuối năm*\n\n*Chuyển đổi số\ncấp xã*\n\n(*) Ghi *\n\n*1 là tạm tính\n\n"
      "3 * 4",
      "THÔNG BÁO\nKết luận, nhiệm vụ cuối năm\nChuyển đổi số cấp xã\n(*) Ghi *\n*1 là tạm tính\n3 * 4" },
    { "C H Ỉ   T H Ị\n\nTăng cường", "CHỈ THỊ\nTăng cường" },
    /* rows in lines, and a rule of Markdown */
    { "STT | Nội dung | Hạn\n|---|---|---|\n1 | Lập bản đồ | 12/2026", "[STT|Nội dung|Hạn]\n[1|Lập bản đồ|12/2026]" },
    { "Lưu trữ | Ghi chú", "Lưu trữ | Ghi chú" },
    /* cells one below the other: empty cells, a cell of two lines, a group's row, text behind the table */
    { "|\nTT |\nMục tiêu |\nNăm 2025 |\nNăm 2030 |\n|\nI |\nHạ tầng |\n|\n|\n|\n1 |\nTỷ lệ phủ\nsóng 5G |\n≥20% "
      "|\n|\n|\n2 |\nDân số |\n"
      "|\n9% |\nĐăng xuất",
      "[TT|Mục tiêu|Năm 2025|Năm 2030]\n[I|Hạ tầng||]\n[1|Tỷ lệ phủ sóng 5G|≥20%|]\n[2|Dân số||9%]\nĐăng xuất" },
    /* numbers in the middle of their rows, a head above its line, the same again on another page with other columns, a
     * row that the page cut, cells that one blank parts, a note below */
    { "Một.\n\fHai.\n\fBa.\n\f                                           Thời gian\n"
      "STT     Nội dung            Chủ trì                      Sản phẩm\n"
      "                                             hiện\n"
      " I   Truyền thông\n"
      "     Biên soạn tờ rơi,\n"
      "1    phát thanh bằng        Phòng VH       Quý II/2027   Bộ tài liệu\n"
      "     tiếng Thái\n"
      "     Sửa hương ước của                                   17 hương\n"
      "2                           VP xã          9/2027\n"
      "     17 bản                                              ước\n"
      "II   An toàn\n"
      "3    Khảo sát, cắm biển tại Phòng KT       30/4/2027     40 biển\n"
      "\f                                             Thời gian\n"
      "STT     Nội dung            Chủ trì                        Sản phẩm\n"
      "                                               hiện\n"
      "     ao, hồ, khe suối\n"
      "     Mở lớp dạy bơi cho\n"
      "4                           Đoàn TN          6/2027        Lớp\n"
      "     học sinh\n\n"
      "     Ghi chú: VP xã là Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã.\n",
      "Một.\nHai.\nBa.\n[STT|Nội dung|Chủ trì|Thời gian hiện|Sản phẩm]\n[I|Truyền thông|||]\n"
      "[1|Biên soạn tờ rơi, phát thanh bằng tiếng Thái|Phòng VH|Quý II/2027|Bộ tài liệu]\n"
      "[2|Sửa hương ước của 17 bản|VP xã|9/2027|17 hương ước]\n[II|An toàn|||]\n"
      "[3|Khảo sát, cắm biển tại ao, hồ, khe suối|Phòng KT|30/4/2027|40 biển]\n"
      "[4|Mở lớp dạy bơi cho học sinh|Đoàn TN|6/2027|Lớp]\n"
      "Ghi chú: VP xã là Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã." },
    /* a table that fills all pages, below a page's head or none: its head comes on each, and is no page's */
    { "STT    Chỉ tiêu          Đơn vị     Năm 2027\n1      Lúa               tấn        615\n          Trang 1\n"
      "\fSTT    Chỉ tiêu          Đơn vị     Năm 2027\n2      Ngô               tấn        80\n          Trang 2\n"
      "\fSTT    Chỉ tiêu          Đơn vị     Năm 2027\n3      Chè               tấn        9\n          Trang 3\n",
      "[STT|Chỉ tiêu|Đơn vị|Năm 2027]\n[1|Lúa|tấn|615]\n[2|Ngô|tấn|80]\n[3|Chè|tấn|9]" },
    { "Tỉnh Vĩnh Sa\n                                           Thời gian\n"
      "TT      Nhiệm vụ            Chủ trì                      Sản phẩm\n"
      "                                             hiện\n"
      "1       Lập bản đồ          Sở Một         9/2027        Bản đồ\n"
      "\fTỉnh Vĩnh Sa\n                                             Thời gian\n"
      "TT      Nhiệm vụ            Chủ trì                        Sản phẩm\n"
      "                                               hiện\n"
      "2       Mở lớp              Sở Hai           6/2027        Lớp\n",
      "[TT|Nhiệm vụ|Chủ trì|Thời gian hiện|Sản phẩm]\n[1|Lập bản đồ|Sở Một|9/2027|Bản đồ]\n"
      "[2|Mở lớp|Sở Hai|6/2027|Lớp]" },
    { "TT | Nhiệm vụ | Hạn\n1 | Lập bản đồ | 9/2027\n\fTT | Nhiệm vụ | Hạn\n2 | Mở lớp | 6/2027\n",
      "[TT|Nhiệm vụ|Hạn]\n[1|Lập bản đồ|9/2027]\n[TT|Nhiệm vụ|Hạn]\n[2|Mở lớp|6/2027]" },
    /* a signature, an appendix' title, and a table right below it */
    { "|\nNơi nhận:\n- Lưu: VT. |\nCHỦ TỊCH\nĐinh Công Sứ |\nPHỤ LỤC\nNHIỆM VỤ\n|\nTT |\nNhiệm vụ |\n|\nI |\n"
      "Thể chế |\n|\n1 |\nRà soát |",
      "[Nơi nhận: - Lưu: VT.|CHỦ TỊCH Đinh Công Sứ]\nPHỤ LỤC\nNHIỆM VỤ\n[TT|Nhiệm vụ]\n[I|Thể chế]\n[1|Rà soát]" },
    /* cells that were copied from a page, each behind a tab: an empty one, one of two lines, the text below */
    { "TT\n\tNhiệm vụ\n\tHạn\n1\n\tLập bản đồ\nvùng trồng\n\t \n2\n\tKiểm kê\n\t-nt-\n\nNơi khác.",
      "[TT|Nhiệm vụ|Hạn]\n[1|Lập bản đồ vùng trồng|]\n[2|Kiểm kê|-nt-]\nNơi khác." },
    /* the number of pages and their head are no text, and an empty line at their edge parts nothing */
    { "Kế hoạch tỉnh\n1. Sở Y tế: rà soát, trình\n                 Trang 1\n\fKế hoạch tỉnh\n\nhội đồng trong năm "
      "2026.\n                 Trang 2\n"
      "\fKế hoạch tỉnh\n2. Sở Nội vụ.\n                 Trang 3\n",
      "1. Sở Y tế: rà soát, trình hội đồng trong năm 2026.\n2. Sở Nội vụ." },
    /* the last points of a list are alike but for their numbers: they stay */
    { "1. Sở Y tế làm việc thứ 1.\n2. Sở Y tế làm việc thứ 2.\n3. Sở Y tế làm việc thứ 3.",
      "1. Sở Y tế làm việc thứ 1.\n2. Sở Y tế làm việc thứ 2.\n3. Sở Y tế làm việc thứ 3." },
    /* two halves, then a title in the middle */
    { "ỦY BAN NHÂN DÂN                   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH VĨNH KHÊ                     Độc lập "
      "- Tự do - Hạnh phúc\n\n"
      "Số: 03/CT-UBND                    Vĩnh Khê, ngày 02 tháng 11 năm 2026\n\n                                KẾ "
      "HOẠCH",
      "[ỦY BAN NHÂN DÂN TỈNH VĨNH KHÊ Số: 03/CT-UBND|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
      "Vĩnh Khê, ngày 02 "
      "tháng 11 năm 2026]\nKẾ HOẠCH" },
    /* columns: heads and cells of several lines */
    { "STT    Chỉ tiêu          Đơn vị     Năm      Cơ quan theo\n                         tính       2027     dõi\nI  "
      "    Sản xuất\n"
      "1      Sản lượng         tấn        615      Sở Nông nghiệp\n       lương thực                            và "
      "Môi trường\n"
      "2      Thu nhập          triệu               Thống kê tỉnh\n",
      "[STT|Chỉ tiêu|Đơn vị tính|Năm 2027|Cơ quan theo dõi]\n[I|Sản xuất|||]\n"
      "[1|Sản lượng lương thực|tấn|615|Sở Nông nghiệp và Môi "
      "trường]\n[2|Thu nhập|triệu||Thống kê tỉnh]" },
};

static void makes_a_text_whole(void **state) {
    for (size_t i = 0; i < COUNT(texts); i++) {
        assert_row(i, texts[i].lines);
        assert_text(manuscript_text(*state, texts[i].lines), texts[i].whole);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = { AN_ARENA(makes_a_text_whole) };
    return cmocka_run_group_tests_name("manuscript", tests, NULL, NULL);
}
