/* platform/reader/tests/terms_test - by when: what officers write, and what is told by it in a plan for 2026 - 2030. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/terms.h"
#include "tests/harness/unit.h"

#include <string.h>

typedef struct Case {
    const char *text;
    const char *told; /* kind, first, last, day of each year: "date..2026-11-15"; "" when no term is told */
} Case;

static Str told(Arena *arena, const ReadTerm *term) {
    if (term == NULL) return S("");
    Buf out = buf_new(arena, 200);
    buf_add(&out, choice_name(&term_kind_choices, term->kind));
    if (term->first.number != 0 || term->last.number != 0)
        buf_addf(&out, " %.*s..%.*s", STR_FMT(day_text(arena, term->first)), STR_FMT(day_text(arena, term->last)));
    if (term->yearly.len > 0) buf_addf(&out, " %.*s", STR_FMT(term->yearly));
    if (term->months > 0)
        buf_addf(&out, " %lld: %lld%s", (long long)term->months, (long long)term->day, term->is_after ? " after" : "");
    if (term->is_season) buf_add(&out, S(" season"));
    return written(&out);
}

static void check(Arena *arena, const TermContext *context, const Case *cases, size_t count) {
    const ReaderWords *words = reader_words(arena, (Rows){ 0 });
    for (size_t i = 0; i < count; i++) {
        assert_row(i, cases[i].text);
        const Folded text = folded_of(arena, str_of(cases[i].text));
        assert_text(told(arena, term_of(words, arena, &text, context)), cases[i].told);
    }
}

static TermContext five_years(void) {
    return (TermContext){ 2026, 2030, day_make(2026, 3, 5) };
}

static void days(void **state) {
    static const Case cases[] = {
        { "trước ngày 15 tháng 11 năm 2027", "date ..2027-11-15" },
        { "hoàn thành trước ngày 30 tháng 9 năm 2026.", "date ..2026-09-30" },
        { "trước ngày 15 tháng 11", "date ..2026-11-15" },
        { "trước ngày 15 tháng 01", "date ..2027-01-15" }, /* the next one after the day of issue */
        { "chậm nhất ngày 20/12/2026", "date ..2026-12-20" },
        { "Chậm nhất là ngày 20/12/2026", "date ..2026-12-20" },
        { "xong trước 25/11", "date ..2026-11-25" },
        { "Trước 30/6/2027", "date ..2027-06-30" },
        { "31/12/2026", "date ..2026-12-31" },
        { "31-12-2026", "date ..2026-12-31" },
        { "31.12.2026", "date ..2026-12-31" },
        { "31/12/26", "date ..2026-12-31" },
        { "Ngày 15/4/2026", "date ..2026-04-15" },
        { "đến ngày 31/12/2026", "date ..2026-12-31" },
        { "Trước 17h00 ngày 15/4/2026", "date ..2026-04-15" },
        { "trước 10 giờ ngày 15 tháng 4 năm 2026", "date ..2026-04-15" },
        { "gửi trước 16 giờ 30 phút ngày 15/4/2026", "date ..2026-04-15" },
        { "TRƯỚC NGÀY 01 THÁNG 02 NĂM 2028", "date ..2028-02-01" },
        { "trước ngáy 15 tháng 11 năm 2026", "date ..2026-11-15" },
        { "trước ngày 29/02/2028", "date ..2028-02-29" },
        { "ban hành kế hoạch trước ngày 15/4/2026, gửi Sở Nội vụ theo dõi.", "date ..2026-04-15" },
    };
    const TermContext context = five_years();
    check(*state, &context, cases, COUNT(cases));
}

static void months_and_quarters(void **state) {
    static const Case cases[] = {
        { "trong tháng 6/2027", "date 2027-06-01..2027-06-30" },
        { "tháng 8 năm 2026", "date 2026-08-01..2026-08-31" },
        { "Tháng 02/2028", "date 2028-02-01..2028-02-29" },
        { "12/2026", "date 2026-12-01..2026-12-31" },
        { "12 / 2026", "date 2026-12-01..2026-12-31" },
        { "T6/2026", "date 2026-06-01..2026-06-30" },
        { "Đầu tháng 7/2026", "date 2026-07-01..2026-07-31" },
        { "trong tháng 11", "date 2026-11-01..2026-11-30" },
        { "đến hết tháng 6/2027", "date ..2027-06-30" },
        { "trước tháng 7/2026", "date ..2026-06-30" },
        { "Tuần 2 tháng 5/2026", "date 2026-05-01..2026-05-31" },
        { "từ tháng 9/2026", "date 2026-09-01..2026-09-30" },
        { "Tháng 9/2026 (sau khi có hướng dẫn của Bộ)", "date 2026-09-01..2026-09-30" },
        { "Quý II/2026", "quarter 2026-04-01..2026-06-30" },
        { "trong quý IV năm 2026", "quarter 2026-10-01..2026-12-31" },
        { "Quý 3/2026", "quarter 2026-07-01..2026-09-30" },
        { "Quý I-2027", "quarter 2027-01-01..2027-03-31" },
        { "Quý I, năm 2027", "quarter 2027-01-01..2027-03-31" },
        { "Q3/2026", "quarter 2026-07-01..2026-09-30" },
        { "QIV/2026", "quarter 2026-10-01..2026-12-31" },
        { "Quý III-IV/2026", "quarter 2026-07-01..2026-12-31" },
        { "Quý II, III năm 2026", "quarter 2026-04-01..2026-09-30" },
        { "quý 1,2/2027", "quarter 2027-01-01..2027-06-30" },
        { "quý I và quý II/2027", "quarter 2027-01-01..2027-06-30" },
        { "từ quý IV/2026", "quarter 2026-10-01..2026-12-31" },
        { "Đến hết quý II/2026", "quarter ..2026-06-30" },
        { "trước quý III/2026", "quarter ..2026-06-30" },
        { "Quý IV", "quarter 2026-10-01..2026-12-31" },
        { "Quý I", "quarter 2026-01-01..2026-03-31" }, /* not over yet on the day of issue */
        { "Quỷ IV/2026", "quarter 2026-10-01..2026-12-31" },
        { "Quý lV/2026", "quarter 2026-10-01..2026-12-31" },
        { "Quý II, 3 mô hình", "quarter 2026-04-01..2026-06-30" },
    };
    const TermContext context = five_years();
    check(*state, &context, cases, COUNT(cases));
}

static void years_and_periods(void **state) {
    static const Case cases[] = {
        { "trong năm 2026", "year 2026-01-01..2026-12-31" },
        { "Năm 2027", "year 2027-01-01..2027-12-31" },
        { "2026 và các năm tiếp theo", "year 2026-01-01..2026-12-31" },
        { "kể từ năm 2027", "year 2027-01-01..2027-12-31" },
        { "khởi công trong quý III/2026, hoàn thành năm 2028", "year 2028-01-01..2028-12-31" },
        { "2027", "year 2027-01-01..2027-12-31" },
        { "từ năm 2026", "year 2026-01-01..2026-12-31" },
        { "từ năm 2026 trở đi", "year 2026-01-01..2026-12-31" },
        { "trình tại kỳ họp giữa năm 2027", "year 2027-01-01..2027-12-31" },
        { "Kỳ họp thường lệ cuối năm 2026", "year 2026-01-01..2026-12-31" },
        { "thực hiện từ vụ hè thu năm 2027", "year 2027-01-01..2027-12-31 season" },
        { "Đến hết năm 2027, hoàn thành việc cắm mốc", "year ..2027-12-31" },
        { "thời hạn: hết năm 2028.", "year ..2028-12-31" },
        { "đến năm 2030", "year ..2030-12-31" },
        { "trước năm 2028", "year ..2027-12-31" },
        { "năm học 2027 - 2028", "year 2028-01-01..2028-12-31 season" },
        { "Vụ đông xuân 2026-2027", "year 2027-01-01..2027-12-31 season" },
        { "hoàn thành trong vụ Đông Xuân 2026-2027", "year 2027-01-01..2027-12-31 season" },
        { "Đến hết năm học 2026-2027, mọi trường có phòng máy", "year ..2027-12-31 season" },
        { "Đầu năm học 2026 - 2027", "year 2026-01-01..2026-12-31 season" },
        { "niên vụ 2026 - 2027", "year 2027-01-01..2027-12-31 season" },
        { "Nghiên cứu chính sách hỗ trợ, trình Hội đồng nhân dân tỉnh tại kỳ họp cuối năm 2026.",
          "year 2026-01-01..2026-12-31" },
        { "giai đoạn 2026-2030", "period 2026-01-01..2030-12-31" },
        { "2026 – 2027", "period 2026-01-01..2027-12-31" },
        { "2026-28", "period 2026-01-01..2028-12-31" },
        { "Năm 2026, 2027", "period 2026-01-01..2027-12-31" },
        { "Các năm 2026 và 2027", "period 2026-01-01..2027-12-31" },
        { "từ năm 2026 đến năm 2030", "period 2026-01-01..2030-12-31" },
        { "trong 6 tháng đầu năm 2027", "period 2027-01-01..2027-06-30" },
        { "6 tháng cuối năm", "period 2026-07-01..2026-12-31" },
        { "9 tháng đầu năm 2026", "period 2026-01-01..2026-09-30" },
        { "Từ ngày 01/9 đến ngày 31/10/2026", "period 2026-09-01..2026-10-31" },
        { "21-23/10/2026", "period 2026-10-21..2026-10-23" },
        { "Ngày 21 - 23/10", "period 2026-10-21..2026-10-23" },
        { "từ ngày 21 đến ngày 23 tháng 10 năm 2026", "period 2026-10-21..2026-10-23" },
        { "Tổ chức Liên hoan từ 28 đến 30/4/2027.", "period 2027-04-28..2027-04-30" },
        { "23-21/10/2026", "date ..2026-10-21" }, /* no range: backwards */
        { "từ 15/11 đến 15/02", "period 2026-11-15..2027-02-15" },
        { "Từ tháng 11 đến tháng 3 năm 2027", "period 2026-11-01..2027-03-31" },
        { "Tháng 9 - 12/2026", "period 2026-09-01..2026-12-31" },
        { "Tháng 10, 11/2026", "period 2026-10-01..2026-11-30" },
        { "T6/2026-T12/2026", "period 2026-06-01..2026-12-31" },
        { "Quý IV/2026 - Quý I/2027", "period 2026-10-01..2027-03-31" },
        { "Từ quý III/2026 đến hết năm 2027", "period 2026-07-01..2027-12-31" },
        { "phát bản tin hằng ngày từ ngày 01/12/2026 đến ngày 30/4/2027", "period 2026-12-01..2027-04-30" },
        { "2026-2030 (hằng năm)", "period 2026-01-01..2030-12-31" },
    };
    const TermContext context = five_years();
    check(*state, &context, cases, COUNT(cases));
}

static void again_and_again(void **state) {
    static const Case cases[] = {
        { "Hằng năm", "yearly" },
        { "Hàng năm, tổ chức ngày hội việc làm", "yearly" },
        { "hăng năm", "yearly" },
        { "mỗi năm ít nhất 15 hợp tác xã", "yearly" },
        { "trước 30/9 hằng năm", "yearly 09-30" },
        { "trước ngày 28/02 hằng năm", "yearly 02-28" },
        { "hoàn thành trước ngày 31 tháng 8 hằng năm.", "yearly 08-31" },
        { "hàng năm trình Ủy ban nhân dân tỉnh phân bổ trước ngày 15 tháng 12.", "yearly 12-15" },
        { "Hằng năm (trước ngày 30/9 năm trước) lập kế hoạch", "yearly 09-30" },
        { "vào quý III hằng năm", "yearly" },
        { "Tháng 12 hằng năm", "yearly" },
        { "01 lần/năm", "yearly" },
        { "thẩm định dự toán chi thường xuyên hằng năm", "yearly" },
        { "Thường xuyên", "continuous" },
        { "phát sóng hằng tuần", "continuous" },
        { "Định kỳ hằng quý", "continuous" },
        { "định kỳ 6 tháng", "continuous" },
        { "3 tháng/lần", "continuous" },
        { "02 lần/năm", "continuous" },
        { "mỗi quý một phiên", "continuous" },
        { "trước ngày 25 hằng tháng", "continuous 1: 25" },
        { "báo cáo trước ngày 15 của tháng cuối quý", "continuous 3: 15" },
        { "ngày 20 tháng cuối của mỗi quý", "continuous 3: 20" },
        { "trước ngày 05 tháng sau", "continuous 1: 5 after" },
        { "trước ngày 10 của tháng đầu quý tiếp theo, theo từng quý", "continuous 3: 10 after" },
        { "trước ngày 32 hằng tháng", "continuous" },
        { "ngày 20 của tháng cuối", "" },
        { "thường xuyên tuần tra; hoàn thành trước 30/4/2026", "date ..2026-04-30" },
    };
    const TermContext context = five_years();
    check(*state, &context, cases, COUNT(cases));
}

static void what_is_no_term(void **state) {
    static const Case cases[] = {
        { "Nghị quyết số 88/NQ-CP ngày 24/8/2011 của Chính phủ", "" },
        { "Thực hiện Kế hoạch số 402-KH/TU, ngày 26/6/2027 của Tỉnh ủy", "" },
        { "theo Quyết định số 12/2027/QĐ-TTg ngày 01 tháng 3 năm 2027 của Thủ tướng", "" },
        { "quy định tại Nghị định số 10/2026/NĐ-CP", "" },
        { "Luật Đất đai ngày 18/01/2027 của Quốc hội", "" },
        { "Bộ luật Lao động năm 2027", "" },
        { "Luật Đất đai 2026", "" },
        { "giải ngân vốn đầu tư năm 2027", "" }, /* "tư" is no "từ" */
        { "Rà soát quy hoạch giao thông vận tải tỉnh đến năm 2030", "" },
        { "Rà soát quy hoạch giao thông tỉnh đến năm 2030, trình trong quý IV/2026", "quarter 2026-10-01..2026-12-31" },
        { "Tổng kết Chương trình OCOP giai đoạn 2021 - 2025", "" },
        { "Xây dựng Đề án phát triển du lịch, tầm nhìn đến năm 2045", "" },
        { "định hướng đến năm 2035", "" },
        { "giảm 20 % so với năm 2026", "" },
        { "Số hóa sổ hộ tịch trước năm 2016 còn lại của 41 xã", "" },
        { "tính đến ngày 31/12/2026", "" },
        { "qua 7 tháng đầu năm 2026", "" },
        { "có hiệu lực từ ngày 01 tháng 01 năm 2027", "" },
        { "trong 03 ngày làm việc kể từ ngày 01/5/2026", "" },
        { "kế hoạch năm 2027 của đơn vị", "" },
        { "trực 24/24 giờ trong các tháng cao điểm", "" },
        { "Duy trì đường dây hỗ trợ 24/7 cho công chức một cửa", "" },
        { "đạt tỷ lệ 3/4 số xã", "" },
        { "hoàn thành 9/11 xã", "" }, /* so many of so many */
        { "đến 3/5 tiêu chí", "" },
        { "Hoàn thành 9/11 tiêu chí trong năm 2027", "year 2027-01-01..2027-12-31" },
        { "hoàn thành trước 9/11 xã Bản Một", "date ..2026-11-09" },
        { "hoàn thành 30/6", "date ..2026-06-30" },
        { "hoàn thành 9/11", "date ..2026-11-09" },
        { "đường dài 2026 m", "" },
        { "hỗ trợ trong 2000 ngày công", "" },
        { "chi thường xuyên", "" },
        { "trung tâm giáo dục thường xuyên", "" },
        { "khám sức khỏe định kỳ cho lái xe", "" },
        { "trong các dịp lễ, tết", "" },
        { "Kết quả trong năm 2027", "year 2027-01-01..2027-12-31" }, /* "quả" is no "qua" */
    };
    const TermContext context = five_years();
    check(*state, &context, cases, COUNT(cases));
}

static void what_is_no_day(void **state) {
    static const Case cases[] = {
        { "", "" },
        { "trước ngày 31/02/2026", "" },
        { "trước ngày 31 tháng 11 năm 2026", "" },
        { "99/99/9999", "" },
        { "ngày 45 tháng 13 năm 2026", "" },
        { "quý V/2026", "" },
        { "Quý 0/2026", "" },
        { "tháng 13/2026", "" },
        { "tháng 00/2026", "" },
        { "năm 99999999999999999999", "" },
        { "giai đoạn 2030 - 2026", "" },
        { "/////-----.....", "" },
        { "ngày", "" },
        { "trước ngày tháng năm", "" },
        { "từ đến", "" },
    };
    const TermContext context = five_years();
    check(*state, &context, cases, COUNT(cases));
}

static void the_year_that_is_meant(void **state) {
    static const Case one_year[] = {
        { "Quý I", "quarter 2027-01-01..2027-03-31" },
        { "Trước 30/11", "date ..2027-11-30" },
        { "trước ngày 29/02", "date ..2027-02-28" },
        { "6 tháng đầu năm", "period 2027-01-01..2027-06-30" },
    };
    static const Case unknown[] = {
        { "Quý IV", "" },
        { "trước ngày 30/11", "" },
        { "trước ngày 30/11 hằng năm", "yearly 11-30" },
        { "trước ngày 30/11/2009", "date ..2009-11-30" },
        { "trước ngày 29/02", "" },
    };
    const TermContext plan = { 2027, 2027, day_make(2026, 12, 20) }, nothing = { 0 };
    check(*state, &plan, one_year, COUNT(one_year));
    check(*state, &nothing, unknown, COUNT(unknown));
}

static void terms_have_a_place(void **state) {
    const Str source = S("Hằng năm  kiểm tra; xong trước ngày 30/9/2026, quý II/2027 sơ kết.");
    const ReaderWords *words = reader_words(*state, (Rows){ 0 });
    const TermContext context = five_years();
    const Folded text = folded_of(*state, source);
    const ReadTerm *terms;
    assert_int_equal(terms_find(words, *state, &text, &context, &terms), 3);
    assert_text(terms[0].words, "Hằng năm");
    assert_int_equal(terms[0].from, 0);
    assert_int_equal(terms[0].to, 8);
    assert_text(terms[1].words, "xong trước ngày 30/9/2026");
    assert_int_equal(terms[1].from, 20);
    assert_int_equal(terms[1].to, 45);
    assert_text(terms[2].words, "quý II/2027");
    assert_int_equal(terms[2].from, 47);
    assert_int_equal(terms[2].to, 58);
}

static Str repeated(Arena *arena, Str part, size_t bytes) {
    Buf out = buf_new(arena, bytes + part.len);
    while (out.len < bytes) buf_add(&out, part);
    return written(&out);
}

/* Parts that each begin something: none may lead to looking at the rest again and again. */
static void long_texts_take_linear_time(void **state) {
    static const char *const parts[] = { "7",        "ngày ",  "30/6 ",   "30/6, ", "từ 2026 - ", "hằng năm 30/6 ",
                                         "quý II, ", "88/NQ-", "6 tháng " };
    const ReaderWords *words = reader_words(*state, (Rows){ 0 });
    const TermContext context = five_years();
    for (size_t i = 0; i < COUNT(parts); i++) {
        assert_row(i, parts[i]);
        Arena *arena = arena_new((size_t)1 << 30);
        const Folded text = folded_of(arena, repeated(arena, str_of(parts[i]), 1000000));
        const int64_t began = time_steady_us();
        const ReadTerm *terms;
        const size_t count = terms_find(words, arena, &text, &context, &terms);
        assert_true(count <= 1000000);
        assert_true(time_steady_us() - began < 20 * 1000000); /* far less: for slow machines and sanitizers */
        arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(days),
        AN_ARENA(months_and_quarters),
        AN_ARENA(years_and_periods),
        AN_ARENA(again_and_again),
        AN_ARENA(what_is_no_term),
        AN_ARENA(what_is_no_day),
        AN_ARENA(the_year_that_is_meant),
        AN_ARENA(terms_have_a_place),
        AN_ARENA(long_texts_take_linear_time),
    };
    return cmocka_run_group_tests_name("terms", tests, NULL, NULL);
}
