/* platform/papers/tests/papers_test - the words that the decree sets, by table; and that nothing of a paper is lost. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/papers/layout.h"
#include "platform/papers/wording.h"
#include "tests/harness/fixture.h"

static Paper small_paper(Ctx *cx) {
    Str *bases = NEW_ARRAY(cx->arena, Str, 2), *recipients = NEW_ARRAY(cx->arena, Str, 2);
    bases[0] = S("Căn cứ Quyết định số 1539/QĐ-UBND ngày 11 tháng 12 năm 2025;");
    bases[1] = S("Theo đề nghị của Chánh Văn phòng");
    recipients[0] = S("Như trên");
    recipients[1] = S("Lưu: VT, CNS.");
    return (Paper){ .superior = S("Ủy ban nhân dân tỉnh"),
                    .issuer = S("Sở Khoa học và Công nghệ"),
                    .symbol = S("BC-SKHCN"),
                    .place = S("Tuyên Quang"),
                    .on = day_make(2026, 2, 5),
                    .kind = S("Báo cáo"),
                    .subject = S("Tiến độ quý IV năm 2026"),
                    .bases = { bases, 2 },
                    .recipients = { recipients, 2 },
                    .authority = S("KT. Giám đốc"),
                    .position = S("Phó Giám đốc"),
                    .signer = S("Nguyễn Thị Hằng") };
}

/* The number is the clerk's; days before the tenth and the first two months have a 0 (NĐ 30/2020, Phụ lục I). */
static void set_words_are_those_of_the_decree(void **state) {
    Ctx *cx = *state;
    Paper paper = small_paper(cx);
    assert_text(number_line(cx, &paper), "Số:        /BC-SKHCN");
    assert_text(place_line(cx, &paper), "Tuyên Quang, ngày 05 tháng 02 năm 2026");
    paper.on = day_make(2026, 11, 22);
    paper.number = S("12");
    assert_text(number_line(cx, &paper), "Số: 12/BC-SKHCN");
    assert_text(place_line(cx, &paper), "Tuyên Quang, ngày 22 tháng 11 năm 2026");
    paper.on = day_make(2026, 3, 1);
    assert_text(place_line(cx, &paper), "Tuyên Quang, ngày 01 tháng 3 năm 2026");
    paper.on = (Day){ 0 };
    assert_text(place_line(cx, &paper), "Tuyên Quang, ngày      tháng      năm 2026");
}

static void lists_end_as_they_must(void **state) {
    Ctx *cx = *state;
    const Paper paper = small_paper(cx);
    assert_text(basis_line(cx, &paper, 0), "Căn cứ Quyết định số 1539/QĐ-UBND ngày 11 tháng 12 năm 2025;");
    assert_text(basis_line(cx, &paper, 1), "Theo đề nghị của Chánh Văn phòng.");
    assert_text(recipient_line(cx, &paper, 0), "- Như trên;");
    assert_text(recipient_line(cx, &paper, 1), "- Lưu: VT, CNS.");
    assert_text(end_line(cx, S("Trên đây là báo cáo.")), "Trên đây là báo cáo./.");
    assert_text(bullet_line(cx, S("một")), "- một");
}

static void appendices_are_numbered_when_there_are_several(void **state) {
    Ctx *cx = *state;
    Paper paper = small_paper(cx);
    (void)paper_appendix(cx, &paper, S("Một"));
    assert_text(appendix_name(cx, &paper, 0), "Phụ lục");
    for (size_t i = 1; i < 14; i++) (void)paper_appendix(cx, &paper, S("Khác"));
    assert_text(appendix_name(cx, &paper, 3), "Phụ lục IV");
    assert_text(appendix_name(cx, &paper, 13), "Phụ lục XIV");
    assert_text(appendix_reference(cx, &paper),
                "(Kèm theo Báo cáo số        /BC-SKHCN ngày 05 tháng 02 năm 2026 của Sở "
                "Khoa học và Công nghệ)");
}

/* The mark of the end stands behind the last words, not within a table; notes may follow them. */
static void the_end_is_marked_once(void **state) {
    Ctx *cx = *state;
    PaperPart part = { 0 };
    assert_int_equal(end_block(&part), 0);
    paper_say(cx, &part, S("Một.\n\n  Hai. "));
    assert_int_equal(part.block_count, 2);
    assert_text(part.blocks[1].text, "Hai.");
    assert_int_equal(end_block(&part), 1);
    paper_note(cx, &part, S("Ghi chú"));
    assert_int_equal(end_block(&part), 1);
    static const PaperColumn columns[] = { { { "a", 1 }, 1, ALIGN_LEFT } };
    (void)paper_table(cx, &part, S(""), columns, 1);
    assert_int_equal(end_block(&part), part.block_count);
}

static void numbers_are_written_as_people_here_write_them(void **state) {
    Ctx *cx = *state;
    static const struct {
        int64_t micro;
        const char *unit, *text;
    } rows[] = { { 0, "", "0" },
                 { 89300000, "%", "89,3%" },
                 { 1234500000, "tỷ đồng", "1.234,5 tỷ đồng" },
                 { 1234567000000, "", "1.234.567" },
                 { -1000000000, "", "-1.000" },
                 { -250000, "", "-0,25" } };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].text);
        assert_text(paper_number(cx, decimal_micro(rows[i].micro), str_of(rows[i].unit)), rows[i].text);
    }
    assert_text(paper_number(cx, (Decimal){ 0 }, S("%")), "");
    assert_text(paper_day(cx, day_make(2026, 1, 9)), "09/01/2026");
    assert_text(paper_day(cx, (Day){ 0 }), "");
}

static const ChartPoint shares[] = { { .label = { "Xong", 4 }, .value = { 4000000, true }, .tone = TONE_GOOD },
                                     { .label = { "A<b>&\"", 6 }, .value = { 1000000, true }, .tone = TONE_BAD } };

static void a_chart_says_what_it_shows(void **state) {
    Ctx *cx = *state;
    const Chart chart = { .kind = CHART_SHARE,
                          .title = S("Tiến độ <1>"),
                          .description = S("Xong: 4; A: 1"),
                          .points = shares,
                          .point_count = 2 };
    Str svg, png;
    assert_ok(chart_svg(cx, &chart, &svg));
    assert_holds(svg, "role=\"img\"");
    assert_holds(svg, "<title id=\"title\">Tiến độ &lt;1&gt;</title>");
    assert_holds(svg, "<desc id=\"desc\">Xong: 4; A: 1</desc>");
    assert_holds(svg, "A&lt;b&gt;&amp;&quot;: 1");
    /* four fifths of 720 between the margins, less the gap: 574 */
    assert_holds(svg, "<rect x=\"20.0\" y=\"50.0\" width=\"574.0\"");
    assert_ok(chart_png(cx, &chart, &png));
    assert_true(str_starts(png, S("\x89PNG\r\n")));
    /* every kind is drawn with nothing to draw */
    for (ChartKind kind = CHART_LINE; kind <= CHART_SHARE; kind++) {
        const Chart empty = { .kind = kind, .title = S("Trống") };
        assert_ok(chart_png(cx, &empty, &png));
    }
}

/* 400 rows of long texts, a cell higher than a page: both forms hold all of it, and the PDF has its pages. */
static void a_long_paper_is_whole(void **state) {
    Ctx *cx = *state;
    Paper paper = small_paper(cx);
    static const PaperColumn columns[] = { { { "STT", 3 }, 1, ALIGN_CENTRE }, { { "Ten", 3 }, 8, ALIGN_LEFT } };
    paper_heading(cx, &paper.body, HEADING_ROMAN, S("I. Kết quả"));
    PaperTable *table = paper_table(cx, &paper.body, S("Bảng 1"), columns, 2);
    Buf high = buf_new(cx->arena, 20000);
    for (size_t i = 0; i < 900; i++) buf_add(&high, S("nghiêng ngả "));
    for (int64_t i = 0; i < 400; i++)
        paper_row(cx, table, (const Str[]){ int_text(cx, i), i == 200 ? written(&high) : S("Nhiệm vụ dài dòng") });
    paper_say(cx, &paper.body, S("Hết"));
    Str pdf, docx;
    assert_ok(paper_pdf(cx, &paper, &pdf));
    assert_true(str_starts(pdf, S("%PDF-1.")));
    assert_true(str_find(pdf, S("%%EOF")) < pdf.len);
    assert_ok(paper_docx(cx, &paper, &docx));
    assert_true(str_starts(docx, S("PK\x03\x04")));
}

/* The same paper gives the same bytes: what was signed can be made again. */
static void a_paper_is_made_again_alike(void **state) {
    Ctx *cx = *state;
    Paper paper = small_paper(cx);
    paper_say(cx, &paper.body, S("Một"));
    Str first, second;
    assert_ok(paper_docx(cx, &paper, &first));
    assert_ok(paper_docx(cx, &paper, &second));
    assert_true(str_equal(first, second));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(set_words_are_those_of_the_decree),
        AT_DESK(lists_end_as_they_must),
        AT_DESK(appendices_are_numbered_when_there_are_several),
        AT_DESK(the_end_is_marked_once),
        AT_DESK(numbers_are_written_as_people_here_write_them),
        AT_DESK(a_chart_says_what_it_shows),
        AT_DESK(a_long_paper_is_whole),
        AT_DESK(a_paper_is_made_again_alike),
    };
    return cmocka_run_group_tests_name("papers", tests, NULL, NULL);
}
