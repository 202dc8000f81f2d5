/* platform/search/tests/words_test - texts taken apart into words, and places written down and read again. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/search/question.h"
#include "platform/search/words.h"
#include "tests/harness/fixture.h"

/* "folded from-to" of each word. */
static Str told(Ctx *cx, const char *text) {
    const TextWord *words;
    Buf out = buf_new(cx->arena, 5000);
    const size_t count = text_words(cx->arena, str_of(text), &words);
    for (size_t i = 0; i < count; i++)
        buf_addf(&out, "%.*s %zu-%zu;", STR_FMT(words[i].folded), words[i].from, words[i].to);
    return written(&out);
}

static void test_words(void **state) {
    Ctx *cx = *state;
    assert_text(told(cx, "Đà Nẵng"), "da 0-2;nang 3-7;");
    assert_text(told(cx, "1539/QĐ-UBND"), "1539 0-4;qd 5-7;ubnd 8-12;");
    assert_text(told(cx, "“số” – 95 % … tỷ"), "so 1-3;95 7-9;ty 14-16;");
    assert_text(told(cx, "e\xCC\x81t"), "et 0-3;"); /* a mark by itself belongs to its letter */
    assert_text(told(cx, ""), "");
    assert_text(told(cx, " .,"), "");
    assert_text(told(cx, "日本 a"), "日本 0-2;a 3-4;");
    /* longer than 40 bytes: cut alike wherever it stands */
    assert_text(told(cx, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 0-50;");
}

static int form(Ctx *cx, const char *word) {
    const TextWord *words;
    assert_int_equal(text_words(cx->arena, str_of(word), &words), 1);
    return words[0].form;
}

static void test_forms(void **state) {
    Ctx *cx = *state;
    assert_int_equal(form(cx, "so"), FORM_PLAIN);
    assert_int_equal(form(cx, "hoà"), form(cx, "hòa"));
    assert_int_equal(form(cx, "SỐ"), form(cx, "số"));
    static const char *const others[] = { "sở", "sổ", "sợ", "sơ", "sò", "so" };
    for (size_t i = 0; i < COUNT(others); i++) assert_int_not_equal(form(cx, "số"), form(cx, others[i]));
}

static void test_places(void **state) {
    Ctx *cx = *state;
    Buf out = buf_new(cx->arena, 1000);
    /* two passages: the fourth, once, as its 40th word; the 1004th, twice, as its first and its 33rd */
    static const size_t numbers[] = { 2, 3, 1, 39, 7, 1000, 2, 0, 31, 32, 0 };
    for (size_t i = 0; i < COUNT(numbers); i++) places_add_number(&out, numbers[i]);
    /* 39 = 7 + 1 x 32: 'W' (48 + 32 + 7), '1'; 1000 = 8 + 31 x 32: 'X', 'O' */
    assert_text(written(&out), "231W17XO20OP10");
    const Str text = written(&out);
    assert_int_equal(places_passages(text), 2);
    PlacesReader reader = places_reader(text);
    assert_true(places_next(&reader));
    assert_int_equal(reader.passage, 3);
    assert_int_equal(reader.count, 1);
    assert_int_equal(reader.at[0], 39);
    assert_int_equal(reader.forms[0], 7);
    assert_true(places_next(&reader));
    assert_int_equal(reader.passage, 1003);
    assert_int_equal(reader.at[1], 32);
    assert_int_equal(reader.forms[0], 31);
    assert_false(places_next(&reader));
    PlacesReader cut = places_reader(str_part(text, 0, 2)); /* a list that breaks off ends */
    assert_true(places_next(&cut));
    assert_false(places_next(&cut));
}

typedef struct CoreRow {
    const char *question, *core;
} CoreRow;

static const CoreRow cores[] = {
    { "Ai chủ trì phủ sóng 5G?", "chủ trì phủ sóng 5G" },
    { "Khi nào hoàn thành phủ sóng 5G", "hoàn thành phủ sóng 5G" },
    { "5G đến năm 2030 đạt bao nhiêu?", "5G năm 2030" },
    { "Ứng dụng AI như thế nào?", "Ứng dụng AI" },
    { "AI là gì?", "AI" },
    { "Do ai phụ trách mã số thuế", "phụ trách mã số thuế" }, /* "mã" is not "mà" */
    { "ai phu trach ma so thue", "phu trach ma so thue" },
    { "who is in charge of Sở Y tế", "in charge Sở Y tế" },
    { "là gì?", "là gì?" }, /* nothing would be left */
    { "", "" },
};

static void test_question_core(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(cores); i++)
        assert_text(question_core(cx->arena, str_of(cores[i].question)), cores[i].core);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(test_words),
        AT_DESK(test_forms),
        AT_DESK(test_places),
        AT_DESK(test_question_core),
    };
    return cmocka_run_group_tests_name("search words", tests, NULL, NULL);
}
