/* modules/strategy/tests/draft_codes_test - codes and citations as content/tuyen-quang has them, which people made. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/draft_codes.h"
#include "tests/harness/fixture.h"

static void a_document_is_called_by_kind_and_number(void **state) {
    Ctx *cx = *state;
    static const struct {
        const char *number, *code;
    } rows[] = {
        { "1539/QĐ-UBND", "QD1539" },     { "119/KH-UBND", "KH119" },         { "402-KH/TU", "KH402" },
        { "34/NQ-HĐND", "NQ34" },         { "18/2021/NQ-HĐND", "NQ18-2021" }, { "17-CTr/TU", "CTR17" },
        { "2210/UBND-KSTT", "CV2210" },   { " 05 / CT - UBND ", "CT05" },     { "", "VB20251211" },
        { "Số: không rõ", "VB20251211" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].number);
        assert_text(draft_document_code(cx->arena, str_of(rows[i].number), day_make(2025, 12, 11)), rows[i].code);
    }
    assert_text(draft_document_code(cx->arena, S(""), (Day){ 0 }), "VB");
}

static void a_place_is_the_end_of_a_code(void **state) {
    Ctx *cx = *state;
    static const struct {
        const char *document, *place, *code;
    } rows[] = {
        { "QD1539", "Phụ lục I, mục 6", "QD1539.PL1.06" },
        { "QD1539", "Phụ lục IV, mục 12", "QD1539.PL4.12" },
        { "QD1539", "Phụ lục I, nhóm II", "QD1539.PL1.II" },
        { "QD1539", "VII.2, gạch đầu dòng 3", "QD1539.VII.2.3" },
        { "KH119", "III.2.đ, đoạn 1", "KH119.III.2.DD.1" },
        { "KH119", "III.2.d, đoạn 1", "KH119.III.2.D.1" },
        { "KH119", "IV", "KH119.IV" },
        { "NQ34", "Điều 2, khoản 1, điểm đ", "NQ34.D2.1.DD" },
        { "NQ34", "", "NQ34" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].place);
        assert_text(draft_place_code(cx->arena, str_of(rows[i].document), str_of(rows[i].place)), rows[i].code);
    }
}

static void no_code_is_given_twice(void **state) {
    Ctx *cx = *state;
    DraftCodes used = draft_codes_new(cx->arena);
    assert_text(draft_code_unused(&used, S("KH119.III.1")), "KH119.III.1");
    assert_text(draft_code_unused(&used, S("KH119.III.1")), "KH119.III.1.2");
    assert_text(draft_code_unused(&used, S("KH119.III.1")), "KH119.III.1.3");
    /* 44 letters are cut to the 40 that a code may have, room for the number kept */
    const Str deep = S("KH119.III.2.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.");
    assert_text(draft_code_unused(&used, deep), "KH119.III.2.1.1.1.1.1.1.1.1.1.1.1.1.1.1");
    assert_text(draft_code_unused(&used, deep), "KH119.III.2.1.1.1.1.1.1.1.1.1.1.1.1.1.2");
}

/* A hostile document has one place for all it says: that must not cost the square of it. */
static void many_at_one_place_are_numbered_at_once(void **state) {
    Ctx *cx = *state;
    DraftCodes used = draft_codes_new(cx->arena);
    Str last = S("");
    for (size_t i = 0; i < 20000; i++) last = draft_code_unused(&used, S("KH1.I"));
    assert_text(last, "KH1.I.20000");
    assert_true(arena_used(cx->arena) < (size_t)8 * 1024 * 1024);
}

static void a_title_is_the_first_sentence_cut_at_a_word(void **state) {
    Ctx *cx = *state;
    assert_text(draft_title(cx->arena, S(" Xây dựng nền tảng số của tỉnh. Hoàn thành trong năm 2026. "), 200),
                "Xây dựng nền tảng số của tỉnh");
    assert_text(draft_title(cx->arena, S("TP. Hà Nội; "), 200), "TP. Hà Nội");
    assert_text(draft_title(cx->arena, S("Rà soát, cập nhật quy hoạch"), 20), "Rà soát, cập nhật…");
    assert_text(draft_title(cx->arena, S("ăăăăăăăăăă"), 5), "Ăăăă…"); /* one word */
    assert_text(draft_title(cx->arena, S(""), 5), "");
    assert_text(draft_span(S("Đường số"), 2, 5), "ờng"); /* letters, not bytes */
    assert_text(draft_span(S("Đường số"), 6, 100), "số");
    assert_text(draft_span(S("Đường số"), 5, 2), "");
}

static void a_citation_stays_within_its_length(void **state) {
    Ctx *cx = *state;
    assert_text(draft_citation(cx->arena, S("119/KH-UBND"), S("III.2.đ, đoạn 1")), "119/KH-UBND, III.2.đ, đoạn 1");
    assert_text(draft_citation(cx->arena, S("119/KH-UBND"), S("")), "119/KH-UBND");
    Buf place = buf_new(cx->arena, 2000);
    for (size_t i = 0; i < 100; i++) buf_addf(&place, "mục %zu, ", i);
    assert_true(utf8_count(draft_citation(cx->arena, S("1/QĐ"), (Str){ place.at, place.len })) <= 160);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(a_document_is_called_by_kind_and_number),
        AT_DESK(a_place_is_the_end_of_a_code),
        AT_DESK(no_code_is_given_twice),
        AT_DESK(many_at_one_place_are_numbered_at_once),
        AT_DESK(a_title_is_the_first_sentence_cut_at_a_word),
        AT_DESK(a_citation_stays_within_its_length),
    };
    return cmocka_run_group_tests_name("draft codes", tests, NULL, NULL);
}
