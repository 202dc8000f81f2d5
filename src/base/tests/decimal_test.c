/* base/tests/decimal_test - exact figures: every expected value was worked out by hand. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/decimal.h"
#include "tests/harness/unit.h"

typedef struct TextRow {
    const char *text;
    bool is_number;
    int64_t micro;
} TextRow;

static const TextRow texts[] = {
    { "0", true, 0 },
    { "1234.5", true, 1234500000 },
    { "-0.25", true, -250000 },
    { "0.000001", true, 1 },
    { "-0.000001", true, -1 },
    { "9000000000000", true, 9000000000000000000 },
    { "9000000000000.000001", false, 0 }, /* beyond the largest */
    { "999999999.999999", true, 999999999999999 },
    { "000999999999.999999", true, 999999999999999 },
    { "8999999999999.99", true, 8999999999999990000 },
    { "1000000000.000001", false, 0 }, /* 16 digits */
    { "-8999999999999.999", false, 0 },
    { "0.0000001", false, 0 },            /* a seventh decimal would be lost */
    { "1.234,5", false, 0 },              /* the Vietnamese form is for people; the door turns it first */
    { "1,5", false, 0 },
    { ".5", false, 0 },
    { "5.", false, 0 },
    { "", false, 0 },
    { "-", false, 0 },
    { "1e3", false, 0 },
    { "0x10", false, 0 },
    { " 1", false, 0 },
    { "1 ", false, 0 },
    { "NaN", false, 0 },
    { "--1", false, 0 },
};

static void reads_plain_numbers_only(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        Decimal number = { 0 };
        const Code code = decimal_from_text(str_of(texts[i].text), &number);
        assert_row(i, texts[i].text);
        assert_int_equal(code == OK, texts[i].is_number);
        assert_int_equal(number.is_known, texts[i].is_number);
        assert_int_equal(number.micro, texts[i].micro);
    }
}

typedef struct TextForm {
    const char *text, *written;
} TextForm;

static const TextForm shortest[] = {
    { "0", "0" },
    { "-0", "0" },
    { "-0.000000", "0" },
    { "007", "7" },
    { "1.500000", "1.5" },
    { "1.050", "1.05" },
    { "100", "100" },
    { "-0.25", "-0.25" },
    { "0.000001", "0.000001" },
    { "-12345678.900001", "-12345678.900001" },
    { "9000000000000", "9000000000000" },
    { "-9000000000000.000000", "-9000000000000" },
};

static void writes_the_shortest_form(void **state) {
    for (size_t i = 0; i < COUNT(shortest); i++) {
        Decimal number;
        assert_row(i, shortest[i].text);
        assert_ok(decimal_from_text(str_of(shortest[i].text), &number));
        assert_text(decimal_text(*state, number), shortest[i].written);
    }
    assert_text(decimal_text(*state, (Decimal){ 0 }), ""); /* unknown */
}

static void what_is_refused_leaves_the_number_alone(void **state) {
    (void)state;
    Decimal number = decimal_whole(7);
    assert_int_equal(decimal_from_text(S("1,5"), &number), INVALID);
    assert_int_equal(number.micro, 7000000);
}

/* ---- sums: `?` is unknown ---- */

/* The number of a test's table. */
static Decimal of(const char *text) {
    Decimal number = { 0 };
    if (strcmp(text, "?") != 0) assert_ok(decimal_from_text(str_of(text), &number));
    return number;
}

static void assert_decimal(Arena *arena, Decimal got, const char *wanted) {
    assert_text(got.is_known ? decimal_text(arena, got) : S("?"), wanted);
}

typedef struct SumRow {
    const char *a, *b, *sum, *difference;
} SumRow;

static const SumRow sums[] = {
    { "1.5", "2.25", "3.75", "-0.75" },
    { "-1", "1", "0", "-2" },
    { "0.000001", "-0.000002", "-0.000001", "0.000003" },
    { "?", "1", "?", "?" },
    { "1", "?", "?", "?" },
    { "9000000000000", "0", "9000000000000", "9000000000000" },
    { "9000000000000", "0.000001", "?", "8999999999999.999999" },
    { "-9000000000000", "0.000001", "-8999999999999.999999", "?" },
    { "9000000000000", "9000000000000", "?", "0" }, /* 1.8e19 millionths would not fit 64 bits */
    { "-9000000000000", "9000000000000", "0", "?" },
};

static void adds_and_subtracts_or_does_not_know(void **state) {
    for (size_t i = 0; i < COUNT(sums); i++) {
        assert_row(i, sums[i].a);
        assert_decimal(*state, decimal_add(of(sums[i].a), of(sums[i].b)), sums[i].sum);
        assert_decimal(*state, decimal_sub(of(sums[i].a), of(sums[i].b)), sums[i].difference);
    }
}

typedef struct ScaleRow {
    const char *number;
    int64_t numerator, denominator;
    const char *scaled;
} ScaleRow;

/* Rounded at the sixth decimal, half away from zero. */
static const ScaleRow scales[] = {
    { "10", 1, 3, "3.333333" },          { "20", 1, 3, "6.666667" },
    { "-10", 1, 3, "-3.333333" },        { "-20", 1, 3, "-6.666667" },
    { "10", -1, 3, "-3.333333" },        { "10", 1, -3, "-3.333333" },
    { "-10", -1, 3, "3.333333" },        { "0.000001", 1, 2, "0.000001" },
    { "-0.000001", 1, 2, "-0.000001" },  { "0.000003", 1, 2, "0.000002" },
    { "-0.000003", 1, 2, "-0.000002" },  { "0.000001", 1, 3, "0" },
    { "0.000002", 1, 3, "0.000001" },    { "-0.000002", 1, 3, "-0.000001" },
    { "0.000001", 499999, 1000000, "0" }, { "0.000001", 500000, 1000000, "0.000001" },
    { "0.000001", -500000, 1000000, "-0.000001" },
    { "7", 0, 5, "0" },                  { "7", 5, 0, "?" },
    { "?", 1, 1, "?" },                  { "9000000000000", 2, 1, "?" },
    { "9000000000000", 2, 2, "9000000000000" }, /* the product need not fit */
    { "9000000000000", INT64_MAX, INT64_MAX, "9000000000000" },
    { "80", 5, 100, "4" },
};

static void scales_half_away_from_zero(void **state) {
    for (size_t i = 0; i < COUNT(scales); i++) {
        assert_row(i, scales[i].number);
        assert_decimal(*state, decimal_scale(of(scales[i].number), scales[i].numerator, scales[i].denominator),
                       scales[i].scaled);
    }
}

typedef struct RatioRow {
    const char *a, *b, *ratio;
} RatioRow;

static const RatioRow ratios[] = {
    { "1", "3", "0.333333" },    { "2", "3", "0.666667" },   { "-1", "3", "-0.333333" }, { "1", "-3", "-0.333333" },
    { "-2", "-3", "0.666667" },  { "1", "0", "?" },          { "0", "5", "0" },          { "?", "5", "?" },
    { "5", "?", "?" },           { "0.000001", "2", "0.000001" }, { "-0.000001", "2", "-0.000001" },
    { "0.000001", "9000000000000", "0" }, { "9000000000000", "0.000001", "?" },
    { "9000000000000", "1", "9000000000000" }, { "9000000000000", "0.5", "?" }, { "62.5", "80", "0.78125" },
};

static void divides_half_away_from_zero(void **state) {
    for (size_t i = 0; i < COUNT(ratios); i++) {
        assert_row(i, ratios[i].a);
        assert_decimal(*state, decimal_ratio(of(ratios[i].a), of(ratios[i].b)), ratios[i].ratio);
    }
}

static void rounds_wide_quotients_once(void **state) {
    const struct {
        Wide numerator, denominator;
        const char *number;
    } rows[] = {
        { 5, 2, "0.000003" },   { -5, 2, "-0.000003" }, { 5, -2, "-0.000003" }, { -5, -2, "0.000003" },
        { 4, 2, "0.000002" },   { 7, 3, "0.000002" },   { 8, 3, "0.000003" },   { 0, 7, "0" },
        { 1, 0, "?" },          { (Wide)DECIMAL_MICRO_MAX * 10, 10, "9000000000000" },
        { (Wide)DECIMAL_MICRO_MAX + 1, 1, "?" },        { -(Wide)DECIMAL_MICRO_MAX, 1, "-9000000000000" },
        { -(Wide)DECIMAL_MICRO_MAX - 1, 1, "?" },       { (Wide)INT64_MAX * INT64_MAX, INT64_MAX, "?" },
        { (Wide)DECIMAL_MICRO_MAX * 3 + 1, 3, "9000000000000" }, /* a third too much is rounded away */
        { (Wide)DECIMAL_MICRO_MAX * 2 + 1, 2, "?" },             /* a half is not */
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].number);
        assert_decimal(*state, decimal_of_wide(rows[i].numerator, rows[i].denominator), rows[i].number);
    }
}

static void compares_and_clips(void **state) {
    assert_true(decimal_compare(of("1"), of("1.000001")) < 0);
    assert_true(decimal_compare(of("-1"), of("-2")) > 0);
    assert_int_equal(decimal_compare(of("1.10"), of("1.1")), 0);
    assert_true(decimal_compare(of("-9000000000000"), of("9000000000000")) < 0); /* their difference would not fit */
    assert_decimal(*state, decimal_clip(of("-0.1"), of("0"), of("1")), "0");
    assert_decimal(*state, decimal_clip(of("1.1"), of("0"), of("1")), "1");
    assert_decimal(*state, decimal_clip(of("0.5"), of("0"), of("1")), "0.5");
    assert_decimal(*state, decimal_clip(of("?"), of("0"), of("1")), "?");
}

static void compare_what_is_unknown(void) {
    (void)decimal_compare((Decimal){ 0 }, decimal_whole(1));
}

static void compare_with_what_is_unknown(void) {
    (void)decimal_compare(decimal_whole(1), (Decimal){ 0 });
}

static void make_too_large_a_whole(void) {
    (void)decimal_whole(9000000000001);
}

static void make_too_small_a_micro(void) {
    (void)decimal_micro(-DECIMAL_MICRO_MAX - 1);
}

static void stops_at_numbers_that_are_none(void **state) {
    assert_true(stops(compare_what_is_unknown));
    assert_true(stops(compare_with_what_is_unknown));
    assert_true(stops(make_too_large_a_whole));
    assert_true(stops(make_too_small_a_micro));
    assert_decimal(*state, decimal_whole(9000000000000), "9000000000000");
    assert_decimal(*state, decimal_whole(-9000000000000), "-9000000000000");
    assert_decimal(*state, decimal_micro(-DECIMAL_MICRO_MAX), "-9000000000000");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_plain_numbers_only),
        AN_ARENA(writes_the_shortest_form),
        cmocka_unit_test(what_is_refused_leaves_the_number_alone),
        AN_ARENA(adds_and_subtracts_or_does_not_know),
        AN_ARENA(scales_half_away_from_zero),
        AN_ARENA(divides_half_away_from_zero),
        AN_ARENA(rounds_wide_quotients_once),
        AN_ARENA(compares_and_clips),
        AN_ARENA(stops_at_numbers_that_are_none),
    };
    return cmocka_run_group_tests_name("decimal", tests, NULL, NULL);
}
