/* platform/reader/tests/measures_test - what is to be reached: as goals, tasks and cells of tables tell it, and what
 * is no measure. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/measures.h"
#include "tests/harness/unit.h"

typedef struct Case {
    const char *text;
    const char *told; /* "title; unit; year relation value; …", several parted by " # "; "" when there is none */
} Case;

static void write_target(Buf *out, const ReadTarget *target) {
    static const char *const relations[] = { "?", "=", ">=", ">", "<=", "<", "range", "text" };
    if (target->is_yearly)
        buf_add(out, S("yearly"));
    else
        buf_int(out, target->year);
    buf_addf(out, " %s ", relations[target->relation]);
    if (target->relation == RELATION_TEXT) buf_add(out, target->text);
    decimal_write(out, target->value);
    if (target->value_to.is_known) buf_add(out, S(".."));
    decimal_write(out, target->value_to);
}

static Str told(Arena *arena, const ReadIndicator *indicators, size_t count) {
    Buf out = buf_new(arena, 10000);
    for (size_t i = 0; i < count; i++) {
        const ReadTarget *targets = indicators[i].targets.items;
        buf_addf(&out, "%s%.*s; %.*s", i > 0 ? " # " : "", STR_FMT(indicators[i].title), STR_FMT(indicators[i].unit));
        for (size_t k = 0; k < indicators[i].targets.count; k++) {
            buf_add(&out, S("; "));
            write_target(&out, &targets[k]);
        }
        if (indicators[i].is_decrease) buf_add(&out, S("; down"));
    }
    return written(&out);
}

static void check(Arena *arena, const MeasureContext *context, const Case *cases, size_t count) {
    const ReaderWords *words = reader_words(arena, (Rows){ 0 });
    for (size_t i = 0; i < count; i++) {
        assert_row(i, cases[i].text);
        const Folded text = folded_of(arena, str_of(cases[i].text));
        const ReadIndicator *indicators;
        const size_t found = measures_find(words, arena, &text, context, &indicators);
        assert_text(told(arena, indicators, found), cases[i].told);
    }
}

static const MeasureContext goals = { .year = 2030, .year_least = 2026 };
static const MeasureContext tasks = { .year = 2030, .year_least = 2026, .is_in_tasks = true };

static void words_before_the_figure(void **state) {
    static const Case cases[] = {
        { "Tỷ lệ đô thị hóa đạt 35 %.", "Tỷ lệ đô thị hóa; %; 2030 = 35" },
        { "Tỷ lệ bao phủ bảo hiểm y tế đạt trên 95,5%", "Tỷ lệ bao phủ bảo hiểm y tế; %; 2030 > 95.5" },
        { "Trường đạt chuẩn quốc gia: trên 90 %;", "Trường đạt chuẩn quốc gia; %; 2030 > 90" },
        { "Lao động qua đào tạo có bằng cấp: 38 - 40 %", "Lao động qua đào tạo có bằng cấp; %; 2030 range 38..40" },
        { "Tỷ lệ học sinh bỏ học: không quá 0,3 %", "Tỷ lệ học sinh bỏ học; %; 2030 <= 0.3" },
        { "Hồ sơ trễ hạn không quá 0,5 % tổng số hồ sơ đã giải quyết.", "Hồ sơ trễ hạn; %; 2030 <= 0.5" },
        { "Tỷ lệ tham gia bảo hiểm xã hội từ 48 % trở lên; bảo hiểm thất nghiệp trên 38 %.",
          "Tỷ lệ tham gia bảo hiểm xã hội; %; 2030 >= 48 # bảo hiểm thất nghiệp; %; 2030 > 38" },
        { "Giá trị sản phẩm thu được trên 01 ha đất trồng trọt đạt từ 145 triệu đồng trở lên.",
          "Giá trị sản phẩm thu được trên 01 ha đất trồng trọt; triệu đồng; 2030 >= 145" },
        { "Duy trì tỷ lệ che phủ rừng ổn định ở mức 52,5 %.", "tỷ lệ che phủ rừng; %; 2030 = 52.5" },
        { "Số năm sống khỏe đạt tối thiểu 68 năm.", "Số năm sống khỏe; năm; 2030 >= 68" },
        { "Tuổi thọ trung bình đạt 75 tuổi", "Tuổi thọ trung bình; tuổi; 2030 = 75" },
        { "Thời gian thông quan trung bình đối với hàng xuất khẩu không quá 10 giờ, hàng nhập khẩu không quá 22 giờ.",
          "Thời gian thông quan trung bình đối với hàng xuất khẩu; giờ; 2030 <= 10 # hàng nhập khẩu; giờ; 2030 <= 22" },
        { "Tuổi thọ bình quân đạt 75,5 tuổi, trong đó thời gian sống khỏe mạnh tối thiểu 68 năm;",
          "Tuổi thọ bình quân; tuổi; 2030 = 75.5 # thời gian sống khỏe mạnh; năm; 2030 >= 68" },
        { "Người dân từ 60 tuổi trở lên được khám sức khỏe.", "" },
        { "Kinh tế số chiếm tối thiểu 20% GRDP", "Kinh tế số; %; 2030 >= 20" },
        { "thời gian chờ của người dân giảm xuống dưới 15 phút/lượt",
          "thời gian chờ của người dân; phút/lượt; 2030 < 15" },
        { "Tỷ lệ hộ nghèo giảm còn dưới 5% vào năm 2028.", "Tỷ lệ hộ nghèo; %; 2028 < 5" },
        { "Diện tích cây ăn quả 15.000 ha, sản lượng 200.000 tấn.",
          "Diện tích cây ăn quả; ha; 2030 = 15000 # sản lượng; tấn; 2030 = 200000" },
        { "Mật độ đường giao thông đạt 1,2 km/km2", "Mật độ đường giao thông; km/km2; 2030 = 1.2" },
        { "phấn đấu số vụ cháy rừng giảm trên 50 %, diện tích thiệt hại dưới 80 ha so với mùa khô trước",
          "số vụ cháy rừng; %; 2030 > 50; down # diện tích thiệt hại; ha; 2030 < 80" },
        { "Doanh thu du lịch: 10.000 tỷ đồng", "Doanh thu du lịch; tỷ đồng; 2030 = 10000" },
        { "Tỷ lệ huy động trẻ em dưới 3 tuổi đến nhà trẻ đạt 40 % trở lên.",
          "Tỷ lệ huy động trẻ em dưới 3 tuổi đến nhà trẻ; %; 2030 >= 40" },
        { "chi đầu tư đạt ít nhất 5 % tổng chi cho giáo dục", "chi đầu tư; %; 2030 >= 5" },
        { "Tăng tỷ lệ lao động qua đào tạo từ 60 % năm 2025 lên 75 % năm 2030.",
          "tỷ lệ lao động qua đào tạo; %; 2030 = 75" },
        { "Tỷ lệ xã nông thôn mới đạt 85 %, trong đó có bằng cấp, chứng chỉ đạt 35 %.", /* neither "mới đạt" nor "chỉ
                                                                                           đạt" */
          "Tỷ lệ xã nông thôn mới; %; 2030 = 85 # bằng cấp, chứng chỉ; %; 2030 = 35" },
        { "Thu nhập bình quân đầu người tăng ít nhất 1,5 lần so với năm 2025.",
          "Thu nhập bình quân đầu người tăng; lần; 2030 >= 1.5" },
        { "Tỷ lệ hồ sơ trực tuyến đạt 95 % (năm 2027: 85 %).", "Tỷ lệ hồ sơ trực tuyến; %; 2030 = 95" },
        { "Tỷ lệ hồ sơ trực tuyến từ 80 % trở lên (năm 2025 là 61,7 %).", "Tỷ lệ hồ sơ trực tuyến; %; 2030 >= 80" },
    };
    check(*state, &goals, cases, COUNT(cases));
}

static void words_behind_the_figure(void **state) {
    static const Case cases[] = {
        { "Phấn đấu 100 % hộ dân nông thôn được sử dụng nước sạch.",
          "hộ dân nông thôn được sử dụng nước sạch; %; 2030 = 100" },
        { "95 % trở lên người cao tuổi được khám sức khỏe ít nhất một lần trong năm.",
          "người cao tuổi được khám sức khỏe ít nhất một lần trong năm; %; 2030 >= 95" },
        { "100 % xã, phường có tối thiểu 02 đại lý dịch vụ công",
          "xã, phường có tối thiểu 02 đại lý dịch vụ công; %; 2030 = 100" },
        { "Đến năm 2030: 100% hồ sơ cấp tỉnh, 90% hồ sơ cấp xã được xử lý trên môi trường mạng.",
          "hồ sơ cấp tỉnh; %; 2030 = 100 # hồ sơ cấp xã được xử lý trên môi trường mạng; %; 2030 = 90" },
        { "Đến năm 2028 có 100 % xã có đường ô tô; 65 % đường trục thôn được cứng hóa.",
          "xã có đường ô tô; %; 2028 = 100 # đường trục thôn được cứng hóa; %; 2028 = 65" },
        { "Trên 95 % người đi mô tô đội mũ bảo hiểm", "người đi mô tô đội mũ bảo hiểm; %; 2030 > 95" },
        { "Giảm 20 % số lượt chuyển tuyến so với năm 2025.",
          "số lượt chuyển tuyến so với năm 2025; %; 2030 = 20; down" },
        { "Mỗi xã có ít nhất 01 câu lạc bộ tự giúp nhau.", "câu lạc bộ tự giúp nhau; câu lạc bộ; 2030 >= 1" },
        { "Đến hết năm 2028 xóa toàn bộ 27 điểm tiềm ẩn tai nạn trên các tuyến tỉnh lộ",
          "điểm tiềm ẩn tai nạn trên các tuyến tỉnh lộ; điểm; 2028 = 27" },
        { "Hằng năm trồng mới 10.000 ha rừng.", "trồng mới 10.000 ha rừng; ha; yearly = 10000" },
        { "≥ 90% doanh nghiệp hài lòng", "doanh nghiệp hài lòng; %; 2030 >= 90" },
        { "Đạt 12 bác sĩ/10.000 dân", "bác sĩ/10.000 dân; bác sĩ/10.000 dân; 2030 = 12" },
    };
    check(*state, &goals, cases, COUNT(cases));
}

/* The label's rule: of "17/19 tiêu chí" 17 are to be reached. */
static void so_many_of_so_many(void **state) {
    static const Case cases[] = {
        { "Số tiêu chí nông thôn mới đạt chuẩn: 17/19 tiêu chí.",
          "Số tiêu chí nông thôn mới đạt chuẩn; tiêu chí; 2030 = 17" },
        { "Có 9/11 xã đạt chuẩn nông thôn mới.", "xã đạt chuẩn nông thôn mới; xã; 2030 = 9" },
        { "Đến năm 2028, tối thiểu 3/5 tiêu chí đô thị văn minh được công nhận.",
          "tiêu chí đô thị văn minh được công nhận; tiêu chí; 2028 >= 3" },
        { "124/124 xã, phường có tổ công nghệ số.", "xã, phường có tổ công nghệ số; xã; 2030 = 124" },
        { "Số thôn có nhà văn hóa đạt 15 / 17 thôn (năm 2025: 9/17 thôn).",
          "Số thôn có nhà văn hóa; thôn; 2030 = 15" },
        { "Đường trục xã được trải nhựa: 12/20 km.", "Đường trục xã được trải nhựa; km; 2030 = 12" },
        { "19/17 xã có chợ.", "" },                       /* more than all */
        { "trực 24/24 giờ, đường dây 24/7, ngày 9/11, trước 9/11", "" },
        { "thực hiện Kế hoạch 12/20/2027 xã", "" },
        { "9/11/2027", "" },
        { "1/0 xã", "" },
    };
    check(*state, &goals, cases, COUNT(cases));
}

static void several_years(void **state) {
    static const Case cases[] = {
        { "Diện tích lúa giảm phát thải đạt tối thiểu 12.500 ha vào năm 2028 và 30.000 ha vào năm 2030.",
          "Diện tích lúa giảm phát thải; ha; 2028 >= 12500; 2030 >= 30000" },
        { "Tỷ lệ đô thị hóa đến năm 2027 đạt 30 %, đến năm 2030 đạt 35 %.",
          "Tỷ lệ đô thị hóa; %; 2027 = 30; 2030 = 35" },
        { "Giai đoạn 2026 - 2029 bê tông hóa 1.240 km đường giao thông nông thôn, trong đó năm 2026 tối thiểu 250 km.",
          "đường giao thông nông thôn; km; 2026 >= 250; 2029 = 1240" },
        { "Kim ngạch xuất khẩu đạt 500 triệu USD vào năm 2028, 1 tỷ USD vào năm 2030.",
          "Kim ngạch xuất khẩu; triệu USD; 2028 = 500; 2030 = 1" },
        { "Tốc độ tăng giá trị sản xuất bình quân giai đoạn 2026 - 2029 đạt 3,5 - 4 %/năm.",
          "Tốc độ tăng giá trị sản xuất bình quân; %/năm; 2029 range 3.5..4" },
        { "Tỷ lệ hộ nghèo giảm bình quân 1,5 - 2 %/năm; đến năm 2029 tỷ lệ hộ nghèo còn dưới 3 %.",
          "Tỷ lệ hộ nghèo; %/năm; yearly range 1.5..2; down # tỷ lệ hộ nghèo; %; 2029 < 3" },
        { "Mỗi năm giảm ít nhất 5 - 10 % số vụ, số người chết so với năm trước.",
          "số vụ, số người chết so với năm trước; %; yearly range 5..10; down" },
        { "Giải quyết việc làm cho tối thiểu 18.000 lao động mỗi năm, trong đó ít nhất 1.200 người đi nước ngoài.",
          "Giải quyết việc làm; lao động; yearly >= 18000 # người đi nước ngoài; người; yearly >= 1200" },
        { "Có 75 % trường đạt chuẩn trong năm học 2027 - 2028;", "trường đạt chuẩn; %; 2028 = 75" },
        { "Đến năm 2028, ít nhất 50% và đến năm 2030, ít nhất 70% cơ sở y tế có bệnh án điện tử.",
          "cơ sở y tế có bệnh án điện tử; %; 2028 >= 50; 2030 >= 70" },
        { "Giảm tỷ lệ hộ nghèo 2 - 3%/năm.", "tỷ lệ hộ nghèo; %/năm; yearly range 2..3; down" },
    };
    check(*state, &goals, cases, COUNT(cases));
}

static void in_tasks(void **state) {
    static const Case cases[] = {
        { "Chủ trì rà soát, cắt giảm tối thiểu 30 % thành phần hồ sơ; trình phương án trước ngày 25 tháng 9 năm 2026.",
          "thành phần hồ sơ; %; 2026 >= 30; down" },
        { "ký cam kết với 100 % hộ sống ven rừng trước ngày 15/12/2026.", "hộ sống ven rừng; %; 2026 = 100" },
        { "Triển khai học bạ số ở 100 % cơ sở giáo dục phổ thông từ năm 2026.",
          "cơ sở giáo dục phổ thông; %; 2026 = 100" },
        { "củng cố các hợp tác xã yếu kém, hỗ trợ thành lập mới ít nhất 15 hợp tác xã mỗi năm.",
          "hỗ trợ thành lập mới; hợp tác xã; yearly >= 15" },
        { "Bố trí cán bộ ở từng thôn; duy trì ít nhất 02 mô hình kinh tế hợp tác.",
          "mô hình kinh tế hợp tác; mô hình; 2030 >= 2" },
        { "nâng mức ủy thác ngân sách thêm ít nhất 40 tỷ đồng mỗi năm (chủ trì: Sở Tài chính)",
          "mức ủy thác ngân sách; tỷ đồng; yearly >= 40" },
        { "đáp ứng cho trên 95% dân số; phủ sóng 5G, 6G tại các khu vực đông dân cư.", "dân số; %; 2030 > 95" },
        { "phát triển người tham gia bảo hiểm y tế, đạt tỷ lệ bao phủ trên 95 % dân số.",
          "tỷ lệ bao phủ; %; 2030 > 95" },
        { "Tổ chức họp với các đơn vị có tỷ lệ dưới 50 % trong tháng 9/2026.", "" },
        { "ưu tiên các xã còn trên 25 % hộ nghèo.", "" },
        { "giúp đỡ một xã có tỷ lệ hộ nghèo trên 20 %", "" },
        { "Hỗ trợ người khuyết tật từ 81% trở lên.", "" },
        { "Hỗ trợ 50% kinh phí mua máy cho hợp tác xã.", "" },
        { "Miễn 100% học phí cho học sinh tiểu học.", "" },
        { "Trung tâm chủ trì xây dựng 12 mô hình trình diễn", "" },
        { "Xây mới 18 trạm, nâng cấp 41 trạm y tế", "" },
        { "đào tạo 2.400 học viên", "" },
        { "Hỗ trợ một lần 120 triệu đồng/người đối với giáo viên công tác từ 5 năm trở lên.", "" },
        { "Xây dựng mẫu nhà ở giá dưới 120 triệu đồng", "" },
        { "khám cho người từ 60 tuổi trở lên", "" },
        { "trước ngày 15 tháng 11 năm 2026", "" },
    };
    check(*state, &tasks, cases, COUNT(cases));
}

static void what_is_no_measure(void **state) {
    static const Case cases[] = {
        { "", "" },
        { "Xây dựng nền nông nghiệp sinh thái, an toàn.", "" },
        { "Toàn tỉnh hiện có 87 trạm y tế; 71,3 % số trạm hiện nay có bác sĩ.", "" },
        { "Năm 2024, tỷ lệ người dân đến khám chỉ đạt 19 %.", "" },
        { "Năm 2024, tỷ lệ người dân đến khám đạt 19 %.", "" },
        { "tỷ lệ hồ sơ trực tuyến mới đạt 61,7 %, tỷ lệ số hóa đạt 54,2 %", "" },
        { "mùa khô 2025 - 2026 vẫn xảy ra 37 vụ cháy, trong đó 61 % số vụ do đốt nương", "" },
        { "Tổng nhu cầu kinh phí khoảng 1.284,5 tỷ đồng.", "" },
        { "Tổng vốn đầu tư công dự kiến là 2.350 tỷ đồng theo Phụ lục I", "" },
        { "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 và Đề án 06", "" },
        { "nguy cơ cháy ở cấp 4, cấp 5 từ tháng 01 đến tháng 4 năm 2027", "" },
        { "trực 24/24 giờ, đường dây 24/7", "" },
        { "học sinh lớp 9, lớp 12", "" },
        { "thuộc nhóm 20 tỉnh dẫn đầu", "" },
        { "Phấn đấu đạt 100 %", "" }, /* of what? */
        { "%%%%", "" },
        { "99999999999999999999999999 %", "" },
        { "1.2.3.4.5.6.7.8.9.10.11.12 %", "" },
        { ">= % <= từ đến trở lên", "" },
    };
    check(*state, &goals, cases, COUNT(cases));
}

/* Worked out by reading each aloud: all of what is named is 100 %; more than a mean is more than 100 % of it; words
 * that are a level are told as they stand. */
static void levels_without_a_figure(void **state) {
    static const Case cases[] = {
        { "Cơ bản hoàn thành chuyển đổi số trong các cơ quan nhà nước.",
          "chuyển đổi số trong các cơ quan nhà nước; ; 2030 text Cơ bản hoàn thành" },
        { "Đến năm 2028, phấn đấu cơ bản hoàn thành số hóa hồ sơ đất đai; 90 % hộ có nước sạch.",
          "số hóa hồ sơ đất đai; ; 2028 text cơ bản hoàn thành # hộ có nước sạch; %; 2028 = 90" },
        { "Việc số hóa hồ sơ hộ tịch cơ bản hoàn thành vào năm 2027.",
          "Việc số hóa hồ sơ hộ tịch; ; 2027 text cơ bản hoàn thành" },
        { "Mạng di động tốc độ cao được phủ sóng toàn tỉnh; đẩy mạnh kinh tế số trên địa bàn tỉnh.",
          "Mạng di động tốc độ cao được phủ sóng toàn tỉnh; %; 2030 = 100" },
        { "Phủ sóng 5G trên địa bàn toàn tỉnh vào năm 2028.", "Phủ sóng 5G trên địa bàn toàn tỉnh; %; 2028 = 100" },
        { "Truyền thanh thông minh phủ kín tất cả các thôn.",
          "Truyền thanh thông minh phủ kín tất cả các thôn; %; 2030 = 100" },
        { "Tất cả các xã, phường có điểm bưu chính.", "các xã, phường có điểm bưu chính; %; 2030 = 100" },
        { "Hằng năm, toàn bộ hồ sơ được xử lý trên mạng.", "hồ sơ được xử lý trên mạng; %; yearly = 100" },
        { "Phấn đấu trở thành một trong những tỉnh miền núi có năng suất lao động cao hơn so với bình quân chung của "
          "khu vực; đủ năng lực tiếp nhận công nghệ hiện đại.",
          "năng suất lao động; % bình quân chung của khu vực; 2030 > 100" },
        { "Thu nhập bình quân đầu người bằng mức bình quân chung cả nước vào năm 2029.",
          "Thu nhập bình quân đầu người; % bình quân chung cả nước; 2029 = 100" },
        { "Tỷ lệ hộ nghèo thấp hơn trung bình của vùng.", "Tỷ lệ hộ nghèo; % trung bình của vùng; 2030 < 100" },
        { "Chỉ số hài lòng không thấp hơn bình quân cả nước, 80 % xã có tổ công nghệ số.",
          "Chỉ số hài lòng; % bình quân cả nước; 2030 >= 100 # xã có tổ công nghệ số; %; 2030 = 80" },
        /* the figure counts, not the words beside it */
        { "Toàn bộ 27 điểm đen được xóa.", "điểm đen được xóa; điểm; 2030 = 27" },
        { "Tỷ lệ lao động qua đào tạo cao hơn bình quân cả nước 5 %.",
          "Tỷ lệ lao động qua đào tạo cao hơn bình quân cả nước; %; 2030 = 5" },
        /* words of the same kind that set nothing */
        { "Ưu tiên ứng dụng công nghệ số ở một số lĩnh vực trên địa bàn toàn tỉnh.", "" },
        { "Nâng cao chất lượng phủ sóng, phát triển hạ tầng trên địa bàn toàn tỉnh.", "" },
        { "Huy động tất cả các nguồn lực cho phát triển.", "" },
        { "Tất cả vì người dân.", "" },
        { "Rà soát các việc đã cơ bản hoàn thành để nhân rộng.", "" },
        { "Thời gian chờ trung bình của người dân được rút ngắn.", "" },
        { "Thu nhập bình quân của tỉnh tăng nhanh.", "" },
        { "Năm 2024, năng suất lao động thấp hơn bình quân cả nước.", "" },
        { "Cơ bản hoàn thành.", "" },
        { "Tất cả", "" },
        { "Cao hơn bình quân cả nước.", "" },
    };
    static const Case work[] = {
        { "Cơ bản hoàn thành số hóa hồ sơ; phủ sóng 5G toàn tỉnh; tất cả các xã có điểm bưu chính.", "" },
        { "Phấn đấu đạt kết quả cao hơn bình quân cả nước.", "" },
    };
    check(*state, &goals, cases, COUNT(cases));
    check(*state, &tasks, work, COUNT(work));
}

static void levels_without_a_figure_are_looked_at_first(void **state) {
    const Folded text = folded_of(*state, S("Đến năm 2030, mạng 5G được phủ sóng toàn tỉnh."));
    const ReaderWords *words = reader_words(*state, (Rows){ 0 });
    const ReadIndicator *indicators;
    assert_int_equal(measures_find(words, *state, &text, &goals, &indicators), 1);
    const ReadTarget *target = indicators[0].targets.items;
    assert_int_equal(indicators[0].confidence, 60);
    assert_int_equal(indicators[0].from, 14);
    assert_int_equal(indicators[0].to, 45);
    assert_int_equal(target->from, 27); /* "phủ sóng toàn tỉnh" */
    assert_int_equal(target->to, 45);
}

/* An officer's own words: nothing is built in that a file cannot add. */
static void own_words_set_levels(void **state) {
    Word own[] = { { S("level"), S("về đích"), S("worded") },
                         { S("level"), S("cả ba vùng"), S("everywhere") },
                         { S("level"), S("mặt bằng chung"), S("mean") } };
    static const Case cases[] = {
        { "Về đích nông thôn mới nâng cao.", "nông thôn mới nâng cao; ; 2030 text Về đích" },
        { "Truyền hình số phủ sóng cả ba vùng.", "Truyền hình số phủ sóng cả ba vùng; %; 2030 = 100" },
        { "Chỉ số xanh cao hơn mặt bằng chung của vùng.", "Chỉ số xanh; % mặt bằng chung của vùng; 2030 > 100" },
    };
    const ReaderWords *words = reader_words(*state, (Rows){ own, COUNT(own) });
    const ReadIndicator *indicators;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_row(i, cases[i].text);
        const Folded text = folded_of(*state, str_of(cases[i].text));
        const size_t count = measures_find(words, *state, &text, &goals, &indicators);
        assert_text(told(*state, indicators, count), cases[i].told);
    }
}

static void the_heading_tells_the_year(void **state) {
    static const Case cases[] = { { "100 % trạm y tế có bác sĩ.", "trạm y tế có bác sĩ; %; yearly = 100" } };
    static const Case unknown[] = { { "100 % trạm y tế có bác sĩ.", "trạm y tế có bác sĩ; %; 0 = 100" } };
    const MeasureContext yearly = { .is_yearly = true }, nothing = { 0 };
    check(*state, &yearly, cases, COUNT(cases));
    check(*state, &nothing, unknown, COUNT(unknown));
}

static void cells(void **state) {
    static const struct {
        const char *cell, *told, *unit;
    } cases[] = {
        { "≥20%", "0 >= 20", "%" },
        { "99%", "0 = 99", "%" },
        { "2-3%", "0 range 2..3", "%" },
        { "450 - 500", "0 range 450..500", "" },
        { "từ 5.000 trở lên", "0 >= 5000", "" },
        { "trên 20.000", "0 > 20000", "" },
        { "tối thiểu 10", "0 >= 10", "" },
        { "Phấn đấu 80", "0 = 80", "" },
        { "Giảm 50", "0 = 50", "" },
        { "Giảm còn 3,5", "0 = 3.5", "" },
        { "<5", "0 < 5", "" },
        { ">=90%", "0 >= 90", "%" },
        { "≤ 32", "0 <= 32", "" },
        { "Không quá 0,3 %", "0 <= 0.3", "%" },
        { "1.284,5", "0 = 1284.5", "" },
        { "12,500", "0 = 12500", "" },
        { "68,5", "0 = 68.5", "" },
        { "0,125", "0 = 0.125", "" },
        { "1.234.567", "0 = 1234567", "" },
        { "-5,2", "0 = -5.2", "" },
        { "0", "0 = 0", "" },
        { "2027", "0 = 2027", "" },
        { "01", "0 = 1", "" },
        { "Tăng 5%/năm", "0 = 5", "%/năm" },
        { "60% vào năm 2027", "2027 = 60", "%" },
        { "95 (năm 2025: 80)", "0 = 95", "" },
        { "15 - 20 mô hình", "0 range 15..20", "mô hình" },
        { "Không còn", "0 text Không còn", "" },
        { " Có ", "0 text Có", "" },
        { "Đáp ứng", "0 text Đáp ứng", "" },
        { "Cơ bản hoàn thành", "0 text Cơ bản hoàn thành", "" },
        { "Nhóm 20", "0 text Nhóm 20", "" },
        { "", NULL, NULL },
        { "-", NULL, NULL },
        { "…", NULL, NULL },
        { "x", NULL, NULL },
        { "31/12/2026", NULL, NULL },
        { "Quý I/2027", NULL, NULL },
        { "99999999999999999999999", NULL, NULL },
    };
    const ReaderWords *words = reader_words(*state, (Rows){ 0 });
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_row(i, cases[i].cell);
        ReadTarget target = { 0 };
        const bool is_one = measure_of_cell(words, *state, str_of(cases[i].cell), &target);
        assert_int_equal(is_one, cases[i].told != NULL);
        if (!is_one) continue;
        Buf out = buf_new(*state, 200);
        write_target(&out, &target);
        assert_text(written(&out), cases[i].told);
        assert_text(target.unit, cases[i].unit);
    }
}

static void measures_have_a_place(void **state) {
    const Folded text = folded_of(*state, S("Đến năm 2030,  tỷ lệ xã đạt chuẩn trên 85 %."));
    const ReaderWords *words = reader_words(*state, (Rows){ 0 });
    const ReadIndicator *indicators;
    assert_int_equal(measures_find(words, *state, &text, &goals, &indicators), 1);
    const ReadTarget *target = indicators[0].targets.items;
    assert_text(indicators[0].title, "tỷ lệ xã đạt chuẩn");
    assert_int_equal(indicators[0].from, 15);
    assert_int_equal(indicators[0].to, 43);
    assert_int_equal(target->from, 34);
    assert_int_equal(target->to, 43);
}

static Str repeated(Arena *arena, Str part, size_t bytes) {
    Buf out = buf_new(arena, bytes + part.len);
    while (out.len < bytes) buf_add(&out, part);
    return written(&out);
}

static void long_texts_take_linear_time(void **state) {
    static const char *const parts[] = { "7",          "7 ",     "7, ",        "5 % xã, ",    "5 % vào năm 2027, ",
                                         "tỷ lệ ",     "1.000",  "đạt 5 % và", "; ",          "từ 5 lên ",
                                         "trên 5 ha ", "( 5 % ", "a 5 ha ",    "a đạt 5 %, ", "5 % xã; ",
                                         "a 5 % b ",   "/5",     "5-",         "5/7 xã ",         "tư 5 ha/7",
                                         "tất cả ",    "phủ sóng ",
                                         "cơ bản hoàn thành ", "cao hơn so với bình quân chung ",
                                         "phủ sóng toàn tỉnh, ", "tất cả các xã có; " };
    const MeasureContext *const contexts[] = { &goals, &tasks };
    const ReaderWords *words = reader_words(*state, (Rows){ 0 });
    for (size_t i = 0; i < 2 * COUNT(parts); i++) {
        assert_row(i, parts[i / 2]);
        Arena *arena = arena_new((size_t)1 << 30);
        const Folded text = folded_of(arena, repeated(arena, str_of(parts[i / 2]), 500000));
        const int64_t began = time_steady_us();
        const ReadIndicator *indicators;
        assert_true(measures_find(words, arena, &text, contexts[i % 2], &indicators) <= 500000);
        assert_true(time_steady_us() - began < 20 * 1000000); /* far less: for slow machines and sanitizers */
        arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(words_before_the_figure),
        AN_ARENA(words_behind_the_figure),
        AN_ARENA(so_many_of_so_many),
        AN_ARENA(several_years),
        AN_ARENA(in_tasks),
        AN_ARENA(what_is_no_measure),
        AN_ARENA(levels_without_a_figure),
        AN_ARENA(levels_without_a_figure_are_looked_at_first),
        AN_ARENA(own_words_set_levels),
        AN_ARENA(the_heading_tells_the_year),
        AN_ARENA(cells),
        AN_ARENA(measures_have_a_place),
        AN_ARENA(long_texts_take_linear_time),
    };
    return cmocka_run_group_tests_name("measures", tests, NULL, NULL);
}
