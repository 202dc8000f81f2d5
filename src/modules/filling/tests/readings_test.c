/* modules/filling/tests/readings_test - what is taken of an answer. Values worked out by hand. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/filling/readings.h"
#include "tests/harness/unit.h"

static Binding list_binding(void) {
    return (Binding){ .list = S("/rows"),
                      .value = S("/v"),
                      .key = S("/k"),
                      .period = S("/p"),
                      .factor = decimal_micro(500000), /* one half */
                      .low = decimal_whole(1),
                      .high = decimal_whole(10),
                      .whole = true };
}

static Readings read_answer(void **state, const Binding *binding, const char *answer) {
    Readings readings = { .arena = *state };
    readings_of_json(&readings, binding, str_of(answer), S(""), 3);
    readings_check(&readings, binding);
    return readings;
}

static void reads_a_list_in_the_indicators_unit(void **state) {
    const Binding binding = list_binding();
    const Readings got = read_answer(
        state, &binding, "{\"rows\":[{\"k\":\"A\",\"v\":4,\"p\":\"2026-10\"},{\"k\":7,\"v\":\"12\",\"p\":2026}]}");
    assert_int_equal(got.fault_total, 0);
    assert_int_equal(got.count, 2);
    assert_text(got.items[0].key, "A");
    assert_text(decimal_text(*state, got.items[0].value), "2");
    assert_text(got.items[0].period, "2026-10");
    assert_text(got.items[1].key, "7");
    assert_text(decimal_text(*state, got.items[1].value), "6");
    assert_text(got.items[1].period, "2026");
    assert_int_equal(got.items[1].message, 3);
}

static const struct {
    const char *answer, *about, *value, *sentence;
} wrongs[] = {
    { "{\"rows\":[{\"k\":\"A\",\"v\":0,\"p\":\"x\"}]}", "A", "0", "0 nhỏ hơn mức thấp nhất 1." },
    { "{\"rows\":[{\"k\":\"A\",\"v\":22,\"p\":\"x\"}]}", "A", "22", "11 lớn hơn mức cao nhất 10." },
    { "{\"rows\":[{\"k\":\"A\",\"v\":7,\"p\":\"x\"}]}", "A", "7", "3,5 không phải số nguyên." },
    { "{\"rows\":[{\"v\":4,\"p\":\"x\"}]}", "/rows/0", "", "Không có gì ở “/k”." },
    { "{\"rows\":[{\"k\":true,\"v\":4,\"p\":\"x\"}]}", "/rows/0", "", "Ở “/k” không phải chữ hay số nguyên." },
    { "{\"rows\":[{\"k\":\"A\",\"p\":\"x\"}]}", "A", "", "Không có gì ở “/v”." },
    { "{\"rows\":[{\"k\":\"A\",\"v\":null,\"p\":\"x\"}]}", "A", "null",
      "“null” không phải một số có nhiều nhất 6 số lẻ." },
    { "{\"rows\":[{\"k\":\"A\",\"v\":4}]}", "A", "", "Không có gì ở “/p”." },
    { "[]", "", "", "Không có gì ở “/rows”." },
    { "{\"rows\":7}", "", "", "Ở “/rows” không phải một danh sách." },
    { "{\"rows\":[]}", "", "", "Danh sách ở “/rows” không có mục nào." },
    { "no", "", "no", "Câu trả lời không phải JSON đọc được." },
};

static void says_what_is_wrong(void **state) {
    const Binding binding = list_binding();
    for (size_t i = 0; i < COUNT(wrongs); i++) {
        assert_row(i, wrongs[i].answer);
        const Readings got = read_answer(state, &binding, wrongs[i].answer);
        assert_int_equal(got.fault_total, 1);
        assert_text(got.faults[0].about, wrongs[i].about);
        assert_text(got.faults[0].value, wrongs[i].value);
        assert_text(got.faults[0].sentence, wrongs[i].sentence);
    }
}

static void names_so_many_faults_and_counts_all(void **state) {
    Binding binding = list_binding();
    Buf answer = buf_new(*state, 1024 * 1024);
    buf_add(&answer, S("{\"rows\":[{}"));
    for (int i = 1; i < RUN_FAULTS_MAX + 5; i++) buf_add(&answer, S(",{}"));
    buf_add(&answer, S("]}"));
    Readings got = { .arena = *state };
    readings_of_json(&got, &binding, (Str){ answer.at, answer.len }, S(""), 0);
    assert_int_equal(got.fault_count, RUN_FAULTS_MAX);
    assert_int_equal(got.fault_total, RUN_FAULTS_MAX + 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(reads_a_list_in_the_indicators_unit),
        AN_ARENA(says_what_is_wrong),
        AN_ARENA(names_so_many_faults_and_counts_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
