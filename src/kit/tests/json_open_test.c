/* kit/tests/json_open_test - what is taken of an object that may hold anything. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/json_open.h"
#include "tests/harness/unit.h"

static const JsonOpen *opened(void **state, const char *text) {
    const JsonOpen *object = NULL;
    assert_ok(json_open(*state, str_of(text), &object));
    return object;
}

static void takes_objects_alone(void **state) {
    static const char *const others[] = {
        "", "1", "[]", "null", "{", "{\"a\":1,\"a\":2}", "{\"a\":\"\xff\"}", "{\"a\":[[[[[[[[[[[[1]]]]]]]]]]]]}"
    };
    const JsonOpen *object;
    for (size_t i = 0; i < COUNT(others); i++) {
        assert_row(i, others[i]);
        assert_int_equal(json_open(*state, str_of(others[i]), &object), INVALID);
    }
}

static void gives_what_is_of_the_kind(void **state) {
    const JsonOpen *object = opened(state, "{\"a\":\"x\",\"b\":7,\"c\":[\"p\",8,\"q\"],\"d\":{\"e\":true},\"n\":null}");
    assert_text(json_open_text(object, "a"), "x");
    assert_text(json_open_text(object, "b"), "");
    assert_text(json_open_text(object, "z"), "");
    assert_true(json_open_has(object, "b") && !json_open_has(object, "n") && !json_open_has(object, "z"));
    const Texts list = json_open_texts(*state, object, "c"), one = json_open_texts(*state, object, "a");
    assert_int_equal(list.count, 2);
    assert_text(list.items[1], "q");
    assert_int_equal(one.count, 1);
    assert_int_equal(json_open_texts(*state, object, "b").count, 0);
    assert_true(json_open_is_true(json_open_object(object, "d"), "e"));
    assert_null(json_open_object(object, "a"));
}

/* Seconds of the day of the stories: 2026-11-22T03:00:00Z is 1795316400. */
static void reads_moments(void **state) {
    const JsonOpen *object =
        opened(state, "{\"a\":1795316400,\"b\":1795316400.9,\"c\":\"1795316400\",\"d\":-1,\"e\":1e300,\"f\":0}");
    assert_text(time_text(*state, json_open_time(object, "a")), "2026-11-22T03:00:00Z");
    assert_int_equal(json_open_time(object, "b").us, INT64_C(1795316400000000));
    for (const char *name = "cdefg"; *name != '\0'; name++) {
        const char text[] = { *name, '\0' };
        assert_int_equal(json_open_time(object, text).us, 0);
    }
}

static void numbers_and_whole_values_are_found(void **state) {
    const JsonOpen *object;
    assert_ok(json_open(*state, S("{\"n\": -7, \"r\": 1.5, \"v\": {\"a\" : [ 1, \"\xC3\xA9\", null ]}, \"t\": \"x\"}"),
                        &object));
    assert_int_equal(json_open_int(object, "n", 3), -7);
    assert_int_equal(json_open_int(object, "r", 3), 3);
    assert_int_equal(json_open_int(object, "none", 3), 3);
    assert_text(json_open_json(*state, object, "v"), "{\"a\":[1,\"\xC3\xA9\",null]}");
    assert_text(json_open_json(*state, object, "t"), "\"x\"");
    assert_text(json_open_json(*state, object, "none"), "");
    assert_int_equal(json_open_within(*state, S("{\"a\":[[1]]}"), 2, &object), INVALID);
    assert_ok(json_open_within(*state, S("{\"a\":[[1]]}"), 3, &object));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(takes_objects_alone),
        AN_ARENA(gives_what_is_of_the_kind),
        AN_ARENA(reads_moments),
        AN_ARENA(numbers_and_whole_values_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
