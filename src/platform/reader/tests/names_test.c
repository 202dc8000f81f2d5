/* platform/reader/tests/names_test - agencies as officers write them: in full, in short, with a slip, many at once. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/names.h"
#include "tests/harness/unit.h"

enum { LONG_BYTES = 1 << 18, ANSWER_MAX = 4000 };

static const char *const registry[][2] = {
    { "Ủy ban nhân dân tỉnh Sông Lam", "UBND-T" },
    { "Văn phòng Ủy ban nhân dân tỉnh", "VPUB" },
    { "Hội đồng nhân dân tỉnh", "HDND-T" },
    { "Sở Y tế", "SYT" },
    { "Sở Nội vụ", "SNV" },
    { "Sở Lao động - Thương binh và Xã hội", "SNV" },
    { "Sở Tài chính", "STC" },
    { "Sở Tư pháp", "STP" },
    { "Sở Xây dựng", "SXD" },
    { "Sở Khoa học và Công nghệ", "SKHCN" },
    { "Sở Giáo dục và Đào tạo", "SGDDT" },
    { "Sở Nông nghiệp và Môi trường", "SNNMT" },
    { "Sở Nông nghiệp và Phát triển nông thôn", "SNNMT" },
    { "Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL" },
    { "Báo và Đài Phát thanh, Truyền hình Sông Lam", "BAODAI" },
    { "Bảo hiểm xã hội tỉnh", "BHXH" },
    { "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "MTTQ" },
    { "Hội Liên hiệp Phụ nữ tỉnh", "HPN" },
    { "Hiệp hội doanh nghiệp vừa và nhỏ tỉnh", "HHDNVVN" },
    { "Công an tỉnh", "CAT" },
    { "Thuế tỉnh Sông Lam", "THUE" },
    { "Tỉnh đoàn", "DTN" },
    { "VNPT Sông Lam", "VNPT" },
    { "Ban Tôn giáo (thuộc Sở Nội vụ)", "BTG" },
    { "Các sở, ban, ngành", "T-SBN" },
    { "Ủy ban nhân dân các xã, phường", "T-XP" },
    { "Các sở, ban, ngành; Ủy ban nhân dân các xã, phường", "T-SBNXP" },
    { "Các cơ quan, đơn vị liên quan", "T-LQ" },
    { "Ủy ban nhân dân xã Tân Mỹ", "X1" },
    { "Ủy ban nhân dân xã Tân An", "X2" },
    { "Ủy ban nhân dân xã Trung Thịnh", "X3" },
    { "Ủy ban nhân dân xã Sơn Thủy", "X4" },
    { "Ủy ban nhân dân xã Sơn Thúy", "X5" },
};

static const Names *names_of(Arena *arena, size_t count) {
    KnownName *known = NEW_ARRAY(arena, KnownName, COUNT(registry));
    for (size_t i = 0; i < COUNT(registry); i++)
        known[i] = (KnownName){ str_of(registry[i][0]), str_of(registry[i][1]) };
    return names_new(arena, reader_words(arena, (Rows){ 0 }), known, count);
}

/* "Sở Y tế = SYT; các chủ rừng =": what a text names. */
static Str named_in(Arena *arena, const Names *names, Str text) {
    const Folded folded = folded_of(arena, text);
    const Tokens tokens = tokens_of(arena, &folded);
    const Mention *found;
    const size_t count = names_find(names, arena, &tokens, &found);
    Buf answer = buf_new(arena, ANSWER_MAX);
    for (size_t i = 0; i < count; i++) {
        buf_addf(&answer, "%s%.*s =%s%.*s", i > 0 ? "; " : "", STR_FMT(found[i].named),
                 found[i].code.len > 0 ? " " : "", STR_FMT(found[i].code));
    }
    return written(&answer);
}

static void check_table(Arena *arena, const Names *names, const char *const (*rows)[2], size_t count) {
    for (size_t i = 0; i < count; i++) {
        assert_row(i, rows[i][0]);
        assert_text(named_in(arena, names, str_of(rows[i][0])), rows[i][1]);
    }
}

static void finds_names_as_officers_write_them(void **state) {
    static const char *const rows[][2] = {
        { "Sở Y tế chủ trì", "Sở Y tế = SYT" },
        { "SỞ Y TẾ", "SỞ Y TẾ = SYT" },
        { "Sở Y tế tỉnh Sông Lam và Sở Nội vụ", "Sở Y tế tỉnh Sông Lam = SYT; Sở Nội vụ = SNV" },
        { "Sở KH&CN, Sở KHCN, Sở KH và CN", "Sở KH&CN = SKHCN; Sở KHCN = SKHCN; Sở KH và CN = SKHCN" },
        { "Sở GD&ĐT; Sở GDĐT; Sở GD-ĐT", "Sở GD&ĐT = SGDDT; Sở GDĐT = SGDDT; Sở GD-ĐT = SGDDT" },
        { "Sở NN&MT và Sở NN&PTNT", "Sở NN&MT = SNNMT; Sở NN&PTNT = SNNMT" },
        { "Sở VHTTDL, Sở VHTT&DL, Sở VH, TT và DL",
          "Sở VHTTDL = SVHTTDL; Sở VHTT&DL = SVHTTDL; Sở VH, TT và DL = SVHTTDL" },
        { "Sở LĐTBXH (Sở LĐ-TB&XH)", "Sở LĐTBXH = SNV; Sở LĐ-TB&XH = SNV" },
        { "UBND tỉnh giao VP UBND tỉnh", "UBND tỉnh = UBND-T; VP UBND tỉnh = VPUB" },
        { "Uỷ ban nhân dân tỉnh; HĐND tỉnh", "Uỷ ban nhân dân tỉnh = UBND-T; HĐND tỉnh = HDND-T" },
        { "UBMTTQ tỉnh, UBMTTQVN tỉnh, Ủy ban MTTQ Việt Nam tỉnh",
          "UBMTTQ tỉnh = MTTQ; UBMTTQVN tỉnh = MTTQ; Ủy ban MTTQ Việt Nam tỉnh = MTTQ" },
        { "BHXH tỉnh, Hội LHPN tỉnh, CA tỉnh", "BHXH tỉnh = BHXH; Hội LHPN tỉnh = HPN; CA tỉnh = CAT" },
        { "Hội Liên hiệp Phụ nữ phối hợp", "Hội Liên hiệp Phụ nữ = HPN" },
        { "Hiệp hội DNVVN tỉnh; Hiệp hội DNNVV", "Hiệp hội DNVVN tỉnh = HHDNVVN; Hiệp hội DNNVV =" },
        { "Thuế tỉnh, Thuế tỉnh Sông Lam", "Thuế tỉnh = THUE; Thuế tỉnh Sông Lam = THUE" },
        { "Báo và Đài Phát thanh, Truyền hình tỉnh", "Báo và Đài Phát thanh, Truyền hình tỉnh = BAODAI" },
        { "Báo và Đài PTTH Sông Lam mở chuyên mục", "Báo và Đài PTTH Sông Lam = BAODAI" },
        { "TT HĐND tỉnh; CA", "HĐND tỉnh = HDND-T" },
        { "Tỉnh đoàn, VNPT Sông Lam, Ban Tôn giáo", "Tỉnh đoàn = DTN; VNPT Sông Lam = VNPT; Ban Tôn giáo = BTG" },
        { "UBND xã Tân Mỹ, UBND xã Tân An", "UBND xã Tân Mỹ = X1; UBND xã Tân An = X2" },
        /* behind a name of the province's a lower level makes another one of it */
        { "Hội Liên hiệp Phụ nữ xã Tân Mỹ; Hội LHPN phường", "Hội Liên hiệp Phụ nữ xã Tân Mỹ =; Hội LHPN phường =" },
        { "UBND xã Sơn Thủy; UBND xã Sơn Thúy", "UBND xã Sơn Thủy = X4; UBND xã Sơn Thúy = X5" },
        { "Sở Văn hóa, Thể thao và Du lịch, Sở Y tế", "Sở Văn hóa, Thể thao và Du lịch = SVHTTDL; Sở Y tế = SYT" },
    };
    const Names *names = names_of(*state, COUNT(registry));
    check_table(*state, names, rows, COUNT(rows));
}

static void slips_of_the_scanner_are_forgiven_in_long_names(void **state) {
    static const char *const rows[][2] = {
        { "Sở Nông nghiêp và Mồi trường", "Sở Nông nghiêp và Mồi trường = SNNMT" },
        { "Sỏ Nông nghíệp và Môi tnrờng", "Sỏ Nông nghíệp và Môi tnrờng = SNNMT" },
        { "Sở Khoa hoc và Công ngbệ", "Sở Khoa hoc và Công ngbệ = SKHCN" },
        { "Sở Tài chinh", "Sở Tài chinh = STC" },
        /* short names, and names of places, are believed as they stand */
        { "Sở Tài chónh", "Sở Tài chónh =" },
        { "UBND xã Trung Thành", "UBND xã Trung Thành =" },
    };
    check_table(*state, names_of(*state, COUNT(registry)), rows, COUNT(rows));
}

static void many_at_once_are_one(void **state) {
    static const char *const rows[][2] = {
        { "các sở, ban, ngành, UBND các xã, phường", "các sở, ban, ngành = T-SBN; UBND các xã, phường = T-XP" },
        { "Các Sở, ban, ngành tỉnh; Ủy ban nhân dân các xã, phường",
          "Các Sở, ban, ngành tỉnh = T-SBN; Ủy ban nhân dân các xã, phường = T-XP" },
        { "các cơ quan liên quan, các đơn vị có liên quan",
          "các cơ quan liên quan = T-LQ; các đơn vị có liên quan = T-LQ" },
        { "các sở, ban, ngành thuộc tỉnh; các cơ quan Trung ương đóng trên địa bàn tỉnh",
          "các sở, ban, ngành thuộc tỉnh = T-SBN; các cơ quan Trung ương đóng trên địa bàn tỉnh =" },
        { "sở, ban, ngành tỉnh và UBND cấp xã; UBND cấp huyện",
          "sở, ban, ngành tỉnh = T-SBN; UBND cấp xã = T-XP; UBND cấp huyện =" },
        { "các sở, ban, ngành và các địa phương", "các sở, ban, ngành = T-SBN; các địa phương =" },
        { "UBND các huyện, thị xã, thành phố", "UBND các huyện, thị xã, thành phố =" },
        { "UBND các huyện, thành phố và các đơn vị", "UBND các huyện, thành phố =; các đơn vị =" },
        { "các cơ quan, đơn vị liên quan", "các cơ quan, đơn vị liên quan = T-LQ" },
        { "các cơ quan, đơn vị có liên quan", "các cơ quan, đơn vị có liên quan = T-LQ" },
        { "các cơ quan, đơn vị, tổ chức, cá nhân có liên quan",
          "các cơ quan, đơn vị, tổ chức, cá nhân có liên quan = T-LQ" },
        { "các sở, ngành, địa phương liên quan triển khai", "các sở, ngành, địa phương liên quan =" },
        { "Các Trường Đại học, Cao đẳng trên địa bàn tỉnh", "Các Trường Đại học, Cao đẳng trên địa bàn tỉnh =" },
        { "các sở, Ban Tôn giáo", "các sở =; Ban Tôn giáo = BTG" },
        { "các chủ rừng; các bộ, ngành Trung ương", "các chủ rừng =; các bộ, ngành Trung ương =" },
        { "UBND cấp xã phối hợp, công an các xã, phường", "UBND cấp xã = T-XP; công an các xã, phường =" },
        { "mỗi sở, ban, ngành giúp đỡ một xã", "mỗi sở, ban, ngành =" },
        { "Chủ tịch UBND các xã, phường", "Chủ tịch UBND các xã, phường = T-XP" },
        { "Thủ trưởng các sở, ban, ngành", "Thủ trưởng các sở, ban, ngành = T-SBN" },
        { "Giám đốc Sở Y tế, Chánh Văn phòng UBND tỉnh", "Giám đốc Sở Y tế = SYT; Chánh Văn phòng UBND tỉnh = VPUB" },
        /* number, village, clerk: alike only without their marks */
        { "một số nhiệm vụ, các số liệu, các bản làng, các viên chức", "" },
    };
    check_table(*state, names_of(*state, COUNT(registry)), rows, COUNT(rows));
}

static void a_row_behind_the_plural_is_written_out(void **state) {
    static const char *const rows[][2] = {
        { "Các Sở: Xây dựng, Nông nghiệp và Môi trường, Tư pháp",
          "Sở Xây dựng = SXD; Sở Nông nghiệp và Môi trường = SNNMT; Sở Tư pháp = STP" },
        { "các sở Xây dựng, Tài chính, Nội vụ và UBND các xã, phường",
          "Sở Xây dựng = SXD; Sở Tài chính = STC; Sở Nội vụ = SNV; UBND các xã, phường = T-XP" },
        { "Các Sở: KH&CN, Y tế, Công Thương; Công an tỉnh",
          "Sở KH&CN = SKHCN; Sở Y tế = SYT; Sở Công Thương =; Công an tỉnh = CAT" },
        { "UBND các xã Tân Mỹ, Tân An", "UBND xã Tân Mỹ = X1; UBND xã Tân An = X2" },
        { "Sở: Y tế, Nội vụ", "Sở Y tế = SYT; Sở Nội vụ = SNV" },
    };
    check_table(*state, names_of(*state, COUNT(registry)), rows, COUNT(rows));
}

static void unknown_ones_are_told_by_the_shape_of_their_name(void **state) {
    static const char *const rows[][2] = {
        { "Báo và Đài Phát thanh, Truyền hình tỉnh mở chuyên mục", "Báo và Đài Phát thanh, Truyền hình tỉnh =" },
        { "Sở Văn hóa, Thể thao và Du lịch hướng dẫn", "Sở Văn hóa, Thể thao và Du lịch =" },
        { "Công ty TNHH MTV Khai thác công trình thủy lợi Sông Lam kiểm tra",
          "Công ty TNHH MTV Khai thác công trình thủy lợi Sông Lam =" },
        { "Ban Quản lý rừng phòng hộ Nậm Ngà, Công ty Lâm nghiệp Khe Sến và các chủ rừng khác",
          "Ban Quản lý rừng phòng hộ Nậm Ngà =; Công ty Lâm nghiệp Khe Sến =; các chủ rừng khác =" },
        { "Chi cục Trồng trọt và Bảo vệ thực vật hướng dẫn nông dân", "Chi cục Trồng trọt và Bảo vệ thực vật =" },
        { "Ngân hàng Nhà nước chi nhánh Khu vực 6", "Ngân hàng Nhà nước chi nhánh Khu vực 6 =" },
        { "Trung tâm Kiểm soát bệnh tật tỉnh; Bộ Công an", "Trung tâm Kiểm soát bệnh tật tỉnh =; Bộ Công an =" },
        { "Ủy ban nhân dân phường Cửa Bạng và UBND xã Vân Lũng",
          "Ủy ban nhân dân phường Cửa Bạng =; UBND xã Vân Lũng =" },
        { "Sở Xây dựng và Công ty Điện lực Vĩnh Khê phát dọn", "Sở Xây dựng =; Công ty Điện lực Vĩnh Khê =" },
        { "Văn phòng Ủy ban nhân dân tỉnh", "Văn phòng Ủy ban nhân dân tỉnh =" },
        { "Phòng Kinh tế xã, Công an xã và Mặt trận Tổ quốc", "Phòng Kinh tế xã =; Công an xã =; Mặt trận Tổ quốc =" },
        { "các cơ quan thông tấn, báo chí trên địa bàn tỉnh", "các cơ quan thông tấn, báo chí trên địa bàn tỉnh =" },
        { "Ban hành kế hoạch; Hội nghị; Quý II/2026; Trường học; cơ sở y tế", "" },
        { "trình UBND tỉnh Quyết định phê duyệt", "UBND tỉnh =" },
        { "", "" },
    };
    check_table(*state, names_of(*state, 0), rows, COUNT(rows));
}

static Str many_times(Arena *arena, const char *what) {
    Buf text = buf_new(arena, LONG_BYTES + 100);
    while (text.len < LONG_BYTES) buf_add(&text, str_of(what));
    return written(&text);
}

/* Twice as long as a passage may be. */
static void time_grows_with_the_text_and_no_faster(void **state) {
    static const char *const nasty[] = { "Sở ",
                                         "các ",
                                         ",",
                                         "UBND ",
                                         "UBND các xã: ",
                                         "các sở, ",
                                         "Sở Văn hóa, ",
                                         "Giám đốc ",
                                         "Ủy ban nhân dân ",
                                         "Sỏo Nônng nghiệpp ",
                                         "Công ty a b c d e ",
                                         "A ",
                                         "(" };
    const Names *names = names_of(*state, COUNT(registry));
    for (size_t i = 0; i < COUNT(nasty); i++) {
        assert_row(i, nasty[i]);
        Arena *arena = arena_new((size_t)1 << 30);
        const Folded folded = folded_of(arena, many_times(arena, nasty[i]));
        const Tokens tokens = tokens_of(arena, &folded);
        const Mention *found;
        const size_t count = names_find(names, arena, &tokens, &found);
        for (size_t k = 0; k < count; k++) {
            assert_true(found[k].first < found[k].end && found[k].end <= tokens.count);
            assert_true(k == 0 || found[k - 1].end <= found[k].first);
        }
        arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(finds_names_as_officers_write_them),
        AN_ARENA(slips_of_the_scanner_are_forgiven_in_long_names),
        AN_ARENA(many_at_once_are_one),
        AN_ARENA(a_row_behind_the_plural_is_written_out),
        AN_ARENA(unknown_ones_are_told_by_the_shape_of_their_name),
        AN_ARENA(time_grows_with_the_text_and_no_faster),
    };
    return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
