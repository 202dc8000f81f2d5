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

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(reads_plain_numbers_only) };
    return cmocka_run_group_tests_name("decimal", tests, NULL, NULL);
}
