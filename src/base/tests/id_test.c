/* base/tests/id_test - names of records: their shape, their order in time, and what is taken from outside. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/id.h"
#include "tests/harness/unit.h"

/* Crockford's alphabet: no I, L, O, U. */
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void is_a_prefix_and_a_ulid(void **state) {
    (void)state;
    const Id id = id_make("file", (Time){ INT64_C(1795316400000000) });
    const Str text = id_str(&id);
    assert_int_equal(text.len, 4 + 1 + 26);
    assert_text(str_part(text, 0, 5), "file_");
    for (size_t i = 5; i < text.len; i++) assert_non_null(strchr(alphabet, text.at[i]));
    assert_false(id_is_none(&id));
}

/* python3: n=1795316400000; ''.join(alphabet[(n >> s) & 31] for s in range(45, -1, -5)) */
static void tells_its_moment_in_ten_letters(void **state) {
    (void)state;
    const struct {
        int64_t us;
        const char *letters;
    } rows[] = {
        { INT64_C(1795316400000000), "01M80K4FW0" },
        { INT64_C(1795316400000999), "01M80K4FW0" }, /* milliseconds */
        { INT64_C(1795316400001000), "01M80K4FW1" },
        { 0, "0000000000" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const Id id = id_make("x", (Time){ rows[i].us });
        assert_row(i, rows[i].letters);
        assert_text(str_part(id_str(&id), 2, 10), rows[i].letters);
    }
}

static void sorts_by_the_time_of_its_making(void **state) {
    (void)state;
    Id before = id_make("entry", (Time){ INT64_C(1600000000000000) });
    for (int64_t us = INT64_C(1600000000001000); us < INT64_C(1900000000000000); us += INT64_C(1234567890123)) {
        const Id after = id_make("entry", (Time){ us });
        assert_true(str_compare(id_str(&before), id_str(&after)) < 0);
        before = after;
    }
}

static void differs_though_made_in_the_same_moment(void **state) {
    (void)state;
    Id made[1000];
    for (size_t i = 0; i < COUNT(made); i++) {
        made[i] = id_make("x", (Time){ 1000000 });
        for (size_t j = 0; j < i; j++) assert_false(id_equal(&made[i], &made[j]));
    }
    /* every letter of the alphabet turns up somewhere in 16000 of them */
    bool seen[256] = { false };
    for (size_t i = 0; i < COUNT(made); i++) {
        const Str chance = str_part(id_str(&made[i]), 12, 16);
        for (size_t j = 0; j < chance.len; j++) seen[(unsigned char)chance.at[j]] = true;
    }
    for (const char *at = alphabet; *at != '\0'; at++) assert_true(seen[(unsigned char)*at]);
}

static void take_too_long_a_prefix(void) {
    (void)id_make("thirteenlette", (Time){ 1 });
}

static void take_no_prefix(void) {
    (void)id_make("", (Time){ 1 });
}

static void bounds_its_prefix(void **state) {
    (void)state;
    const Id longest = id_make("twelveletter", (Time){ 1 });
    assert_int_equal(id_str(&longest).len, ID_BYTES - 1);
    assert_true(stops(take_too_long_a_prefix));
    assert_true(stops(take_no_prefix));
}

typedef struct TakenRow {
    const char *text;
    bool is_taken;
} TakenRow;

static const TakenRow taken[] = {
    { "file_01JD8Q", true },
    { "a", true },
    { "H60.12", true },
    { "a-b_c.d", true },
    { "AZaz09", true },
    { "123456789012345678901234567890123456789", true },   /* 39 */
    { "1234567890123456789012345678901234567890", false }, /* 40 */
    { "", false },
    { "a b", false },
    { "a/b", false },
    { "a;b", false },
    { "a'b", false },
    { "\xC4\x91", false },
    { "a\n", false },
    { "a@", false },
    { "a[", false },
    { "a`", false },
    { "a{", false },
    { "a:", false },
};

static void takes_words_of_plain_letters(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(taken); i++) {
        Id id = { "before" };
        assert_row(i, taken[i].text);
        assert_int_equal(id_from_text(str_of(taken[i].text), &id), taken[i].is_taken ? OK : INVALID);
        assert_text(id_str(&id), taken[i].is_taken ? taken[i].text : "before");
    }
}

static void compares_whole_words(void **state) {
    (void)state;
    const Id a = { "a_1" }, same = { "a_1" }, longer = { "a_12" }, none = { "" };
    assert_true(id_equal(&a, &same));
    assert_false(id_equal(&a, &longer));
    assert_true(id_is_none(&none));
    assert_true(id_equal(&none, &none));
}

static void chance_fills_all_bytes(void **state) {
    (void)state;
    unsigned char bytes[300] = { 0 };
    random_fill(bytes, sizeof bytes); /* more than getrandom() promises at once */
    size_t zeros = 0;
    for (size_t i = sizeof bytes - 40; i < sizeof bytes; i++) zeros += bytes[i] == 0;
    assert_true(zeros < 10); /* by chance less than once in 10^17 */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_a_prefix_and_a_ulid),
        cmocka_unit_test(tells_its_moment_in_ten_letters),
        cmocka_unit_test(sorts_by_the_time_of_its_making),
        cmocka_unit_test(differs_though_made_in_the_same_moment),
        cmocka_unit_test(bounds_its_prefix),
        cmocka_unit_test(takes_words_of_plain_letters),
        cmocka_unit_test(compares_whole_words),
        cmocka_unit_test(chance_fills_all_bytes),
    };
    return cmocka_run_group_tests_name("id", tests, NULL, NULL);
}
