/* platform/search/tests/composition_test - what a language model wrote is shown only when it says what quotes say. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/search/composition.h"
#include "tests/harness/fixture.h"

enum { QUOTES = 2 };

static bool is_sound(Ctx *cx, Str answer) {
    const Str quotes[QUOTES] = {
        S("1539/QĐ-UBND. Phụ lục I, mục 1. Tỷ lệ phủ sóng 5G: năm 2025 từ 20 % trở lên; năm 2030 99 %."),
        S("119/KH-UBND. V.2. Báo cáo trước ngày 05/11 hằng năm."),
    };
    return composition_is_sound(cx->arena, answer, S("7G thì sao?"), quotes, QUOTES);
}

typedef struct Row {
    const char *answer;
    bool is_sound;
} Row;

static const Row rows[] = {
    { "Đến năm 2030 đạt 99 % [1].", true },
    { "Đến năm 2030 đạt 99 % [1]\nBáo cáo trước ngày 5/11 [2].", true },
    { "Năm 2030: 99 %, báo cáo trước 05/11 [1, 2]", true },
    { "Năm 2030: 99 %, báo cáo trước 05/11 [1][2]", true },
    { "Các đoạn trích không trả lời câu hỏi này [1].", true },
    { "Mạng 7G chưa được nêu [1].", true }, /* the question says 7 */
    { "", false },
    { " \n ", false },
    { "Đến năm 2030 đạt 99 %.", false },                       /* cites nothing */
    { "Đến năm 2030 đạt 99 % [1].\nThế là xong.", false },      /* nor does its second line */
    { "Đến năm 2030 đạt 99 % [3].", false },                   /* no such quote */
    { "Đến năm 2030 đạt 99 % [0].", false },
    { "Đến năm 2030 đạt 99 % [1, 9].", false },
    { "Đến năm 2030 đạt 99 % [12345678901234567890].", false },
    { "Đến năm 2030 đạt 100 % [1].", false },                  /* no quote says 100 */
    { "Báo cáo trước ngày 5/11 [1].", false },                 /* another quote does */
    { "Xem https://vi.du/99 [1].", false },
    { "Xem WWW.vi.du [1].", false },
    { "Đến năm 2030 [x] [1", false },
    { "[]", false },
};

static void test_sound(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        print_message("row %zu: %s\n", i, rows[i].answer);
        assert_int_equal(is_sound(cx, str_of(rows[i].answer)), rows[i].is_sound);
    }
}

static void test_longest(void **state) {
    Ctx *cx = *state;
    Buf out = buf_new(cx->arena, 20000);
    for (size_t i = 0; i < COMPOSITION_LETTERS_MAX - 3; i++) buf_char(&out, 'a');
    buf_add(&out, S("[1]"));
    assert_true(is_sound(cx, written(&out)));
    buf_char(&out, '.');
    assert_false(is_sound(cx, written(&out)));
}

int main(void) {
    const struct CMUnitTest tests[] = { AT_DESK(test_sound), AT_DESK(test_longest) };
    return cmocka_run_group_tests_name("search compositions", tests, NULL, NULL);
}
