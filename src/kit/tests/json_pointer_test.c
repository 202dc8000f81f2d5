/* kit/tests/json_pointer_test - RFC 6901 with its own examples, and what is taken of what it finds. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/json_pointer.h"
#include "tests/harness/unit.h"

/* The document of RFC 6901, 5. */
#define EXAMPLE                                                                                                        \
    "{\"foo\":[\"bar\",\"baz\"],\"\":0,\"a/b\":1,\"c%d\":2,\"e^f\":3,\"g|h\":4,\"i\\\\j\":5,\"k\\\"l\":6,\" \":7,"     \
    "\"m~n\":8}"

static const JsonValue *read_value(void **state, const char *text) {
    const JsonValue *value = NULL;
    assert_ok(json_value(*state, str_of(text), &value));
    return value;
}

static void finds_what_the_rfc_says(void **state) {
    static const struct {
        const char *pointer, *value;
    } rows[] = {
        { "/foo", "[\"bar\",\"baz\"]" }, { "/foo/0", "\"bar\"" }, { "/", "0" },      { "/a~1b", "1" },
        { "/c%d", "2" },                 { "/e^f", "3" },         { "/g|h", "4" },   { "/i\\j", "5" },
        { "/k\"l", "6" },                { "/ ", "7" },           { "/m~0n", "8" },
    };
    const JsonValue *example = read_value(state, EXAMPLE);
    assert_ptr_equal(json_pointer(*state, example, S("")), example);
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].pointer);
        const JsonValue *found = json_pointer(*state, example, str_of(rows[i].pointer));
        assert_non_null(found);
        assert_text(json_value_shown(*state, found, 1000), rows[i].value);
    }
}

/* "-" is the place behind the last item; an index has no leading zero; ~01 is the name "~1". */
static void finds_nothing_elsewhere(void **state) {
    static const char *const pointers[] = { "/bar",    "/foo/2", "/foo/-", "/foo/00", "/foo/01", "/foo/",  "/foo/+1",
                                            "/foo/0/", "//",     "/m~1n",  "/a~01b",  "/foo/4294967296", "/foo/1e0" };
    const JsonValue *example = read_value(state, EXAMPLE);
    for (size_t i = 0; i < COUNT(pointers); i++) {
        assert_row(i, pointers[i]);
        assert_null(json_pointer(*state, example, str_of(pointers[i])));
    }
    assert_text(json_value_shown(*state, json_pointer(*state, read_value(state, "{\"~1\":9}"), S("/~01")), 9), "9");
}

static void refuses_other_pointers(void **state) {
    (void)state;
    static const char *const wrong[] = { "foo", "#/foo", "/~", "/a~", "/~2", "/\xff" };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        assert_row(i, wrong[i]);
        assert_false(json_pointer_is_fine(str_of(wrong[i])));
    }
    assert_true(json_pointer_is_fine(S("")) && json_pointer_is_fine(S("/data/0/tỷ lệ")));
}

static void reads_exact_numbers(void **state) {
    static const struct {
        const char *json, *wanted;
    } rows[] = {
        { "12.5", "12.5" }, { "0.1", "0.1" },         { "-7", "-7" },   { "\"98,25\"", NULL }, { "\"98.25\"", "98.25" },
        { "1e2", "100" },   { "0.0000001", NULL },    { "true", NULL }, { "null", NULL },      { "[1]", NULL },
        { "1e300", NULL },  { "9000000000000001", NULL },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Decimal number = { 0 };
        assert_row(i, rows[i].json);
        assert_int_equal(json_value_decimal(read_value(state, rows[i].json), &number), rows[i].wanted != NULL);
        if (rows[i].wanted != NULL) assert_text(decimal_text(*state, number), rows[i].wanted);
    }
}

static void reads_names_and_lists(void **state) {
    const JsonValue *list = read_value(state, "[\"02215\",2215,2.5,null]");
    Str text = S("");
    assert_true(json_value_is_list(list) && json_value_count(list) == 4);
    assert_true(json_value_text(*state, json_value_item(list, 0), &text));
    assert_text(text, "02215");
    assert_true(json_value_text(*state, json_value_item(list, 1), &text));
    assert_text(text, "2215");
    assert_false(json_value_text(*state, json_value_item(list, 2), &text));
    assert_false(json_value_text(*state, json_value_item(list, 3), &text));
    assert_int_equal(json_value_count(json_value_item(list, 0)), 0);
    assert_text(json_value_shown(*state, read_value(state, "\"ạạạ\""), 5), "\"ạ…"); /* ạ is three bytes */
}

static void refuses_other_json(void **state) {
    static const char *const wrong[] = { "", "{", "{\"a\":1,\"a\":2}", "\"\xff\"", "1 2", "{a:1}" };
    const JsonValue *value;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        assert_row(i, wrong[i]);
        assert_int_equal(json_value(*state, str_of(wrong[i]), &value), INVALID);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(finds_what_the_rfc_says), AN_ARENA(finds_nothing_elsewhere), cmocka_unit_test(refuses_other_pointers),
        AN_ARENA(reads_exact_numbers),     AN_ARENA(reads_names_and_lists),   AN_ARENA(refuses_other_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
