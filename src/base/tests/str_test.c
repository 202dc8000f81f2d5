/* base/tests/str_test - borrowed text, whole numbers, UTF-8, and buffers that never write beyond their room. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/str.h"
#include "tests/harness/unit.h"

static void compares_by_bytes(void **state) {
    (void)state;
    assert_true(str_equal(S("a"), S("a")));
    assert_true(str_equal(S(""), (Str){ NULL, 0 }));
    assert_false(str_equal(S("a"), S("ab")));
    assert_false(str_equal(S("ab"), S("ac")));
    assert_true(str_is(S("ab"), "ab"));
    assert_true(str_is(S(""), NULL));
    assert_true(str_compare(S("a"), S("b")) < 0);
    assert_true(str_compare(S("b"), S("a")) > 0);
    assert_true(str_compare(S("a"), S("ab")) < 0);
    assert_true(str_compare(S("ab"), S("a")) > 0);
    assert_true(str_compare(S("a"), S("\xC4\x91")) < 0); /* bytes are unsigned */
    assert_int_equal(str_compare(S("ab"), S("ab")), 0);
    assert_int_equal(str_compare((Str){ NULL, 0 }, S("")), 0);
}

static void knows_how_text_starts_and_ends(void **state) {
    (void)state;
    assert_true(str_starts(S("sqlite:x"), S("sqlite:")));
    assert_true(str_starts(S("a"), S("")));
    assert_false(str_starts(S("sql"), S("sqlite:")));
    assert_false(str_starts(S("xsqlite:"), S("sqlite:")));
    assert_true(str_ends(S("a.csv"), S(".csv")));
    assert_true(str_ends(S(".csv"), S(".csv")));
    assert_false(str_ends(S("csv"), S(".csv")));
    assert_false(str_ends(S("a.csvx"), S(".csv")));
}

typedef struct FindRow {
    const char *text, *part;
    size_t at;
} FindRow;

static const FindRow finds[] = {
    { "abcabc", "bc", 1 }, { "abcabc", "abc", 0 }, { "abc", "c", 2 }, { "abc", "x", 3 },
    { "abc", "abcd", 3 },  { "abc", "", 0 },       { "", "", 0 },     { "", "a", 0 },
};

static void finds_the_first_part(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(finds); i++)
        assert_int_equal(str_find(str_of(finds[i].text), str_of(finds[i].part)), finds[i].at);
}

static void trims_blanks_tabs_and_line_ends(void **state) {
    (void)state;
    assert_text(str_trim(S(" \t\r\n a b \n\r\t ")), "a b");
    assert_text(str_trim(S("ab")), "ab");
    assert_text(str_trim(S(" \t")), "");
    assert_text(str_trim(S("")), "");
    assert_text(str_trim(S("\xC2\xA0 a")), "\xC2\xA0 a"); /* a no-break space is a letter here */
}

static void clips_parts_to_the_text(void **state) {
    (void)state;
    assert_text(str_part(S("abcdef"), 2, 3), "cde");
    assert_text(str_part(S("abcdef"), 4, 100), "ef");
    assert_text(str_part(S("abcdef"), 6, 1), "");
    assert_text(str_part(S("abcdef"), 100, 1), "");
    assert_text(str_part(S("abcdef"), 1, SIZE_MAX), "bcdef");
    assert_text(str_part(S("abcdef"), 3, 0), "");
}

typedef struct CutRow {
    const char *text, *parts; /* the parts with | after each */
} CutRow;

static const CutRow cuts[] = {
    { "a;b;c", "a|b|c|" }, { "abc", "abc|" },   { "a;", "a||" },     { ";a", "|a|" },
    { ";", "||" },         { "a;;b", "a||b|" }, { "a\n;b", "a\n|b|" },
};

static void cuts_until_nothing_is_left(void **state) {
    for (size_t i = 0; i < COUNT(cuts); i++) {
        Buf parts = buf_new(*state, 100);
        assert_row(i, cuts[i].text);
        for (Str rest = str_of(cuts[i].text); rest.at != NULL;) {
            buf_add(&parts, str_cut(&rest, ';'));
            buf_char(&parts, '|');
        }
        assert_text(written(&parts), cuts[i].parts);
    }
    Str rest = S("");
    assert_text(str_cut(&rest, ';'), "");
    assert_null(rest.at);
}

static void copies_end_in_nul(void **state) {
    const Str part = str_part(S("abcdef"), 1, 2);
    assert_string_equal(str_c(*state, part), "bc");
    assert_string_equal(str_copy(*state, part).at, "bc");
    assert_string_equal(str_copy(*state, (Str){ NULL, 0 }).at, "");
    assert_string_equal(str_from(*state, NULL).at, "");
    assert_string_equal(str_format(*state, "%d-%s", 7, "x").at, "7-x");
    assert_text(str_format(*state, "%.*s", STR_FMT(part)), "bc");
    assert_text(str_of(NULL), "");
}

static void lowers_ascii_letters_only(void **state) {
    assert_text(str_lower(*state, S("AZaz09@[`{")), "azaz09@[`{");
    assert_text(str_lower(*state, S("Đà Nẵng")), "Đà nẵng");
}

/* ---- whole numbers ---- */

typedef struct IntRow {
    const char *text;
    int64_t min, max;
    bool is_number;
    int64_t number;
} IntRow;

static const IntRow ints[] = {
    { "0", INT64_MIN, INT64_MAX, true, 0 },
    { "-0", INT64_MIN, INT64_MAX, true, 0 },
    { "2030", INT64_MIN, INT64_MAX, true, 2030 },
    { "-7", INT64_MIN, INT64_MAX, true, -7 },
    { "007", INT64_MIN, INT64_MAX, true, 7 },
    { "9223372036854775807", INT64_MIN, INT64_MAX, true, INT64_MAX }, /* 2^63 - 1 */
    { "-9223372036854775808", INT64_MIN, INT64_MAX, true, INT64_MIN },
    { "9223372036854775808", INT64_MIN, INT64_MAX, false, 0 },
    { "-9223372036854775809", INT64_MIN, INT64_MAX, false, 0 },
    { "18446744073709551616", INT64_MIN, INT64_MAX, false, 0 }, /* 2^64 would wrap to 0 */
    { "99999999999999999999", INT64_MIN, INT64_MAX, false, 0 },
    { "9223372036854775806", INT64_MIN, INT64_MAX - 1, true, INT64_MAX - 1 },
    { "9223372036854775807", INT64_MIN, INT64_MAX - 1, false, 0 },
    { "5", 5, 5, true, 5 },
    { "4", 5, 9, false, 0 },
    { "10", 5, 9, false, 0 },
    { "-1", 0, 9, false, 0 },
    { "", INT64_MIN, INT64_MAX, false, 0 },
    { "-", INT64_MIN, INT64_MAX, false, 0 },
    { "--1", INT64_MIN, INT64_MAX, false, 0 },
    { "+1", INT64_MIN, INT64_MAX, false, 0 },
    { " 1", INT64_MIN, INT64_MAX, false, 0 },
    { "1 ", INT64_MIN, INT64_MAX, false, 0 },
    { "1.0", INT64_MIN, INT64_MAX, false, 0 },
    { "1e3", INT64_MIN, INT64_MAX, false, 0 },
    { "0x1", INT64_MIN, INT64_MAX, false, 0 },
    { "1a", INT64_MIN, INT64_MAX, false, 0 },
    { "/", INT64_MIN, INT64_MAX, false, 0 }, /* the signs around the digits */
    { ":", INT64_MIN, INT64_MAX, false, 0 },
};

static void reads_whole_numbers_within_their_limits(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(ints); i++) {
        int64_t number = 42;
        assert_row(i, ints[i].text);
        const Code code = str_to_int(str_of(ints[i].text), ints[i].min, ints[i].max, &number);
        assert_int_equal(code, ints[i].is_number ? OK : INVALID);
        assert_true(number == (ints[i].is_number ? ints[i].number : 42)); /* untouched otherwise */
    }
}

/* ---- UTF-8, after table 3-7 of the Unicode standard ---- */

typedef struct Utf8Row {
    const char *bytes;
    bool is_valid;
} Utf8Row;

static const Utf8Row utf8_rows[] = {
    { "", true },
    { "abc\x7F", true },
    { "Đà Nẵng", true },
    { "\xC2\x80", true },             /* U+0080, the least of two bytes */
    { "\xDF\xBF", true },             /* U+07FF */
    { "\xE0\xA0\x80", true },         /* U+0800, the least of three */
    { "\xED\x9F\xBF", true },         /* U+D7FF, the last before the surrogates */
    { "\xEE\x80\x80", true },         /* U+E000, the first after them */
    { "\xEF\xBF\xBF", true },         /* U+FFFF */
    { "\xF0\x90\x80\x80", true },     /* U+10000, the least of four */
    { "\xF4\x8F\xBF\xBF", true },     /* U+10FFFF, the last of all */
    { "\xF4\x90\x80\x80", false },    /* U+110000 */
    { "\xF5\x80\x80\x80", false },    /* no byte F5 to FF */
    { "\xFF", false },
    { "\xC0\xAF", false },            /* overlong / */
    { "\xC1\xBF", false },
    { "\xE0\x9F\xBF", false },        /* overlong in three */
    { "\xE0\x80\xAF", false },
    { "\xF0\x8F\xBF\xBF", false },    /* overlong in four */
    { "\xF0\x80\x80\xAF", false },
    { "\xED\xA0\x80", false },        /* U+D800, a surrogate */
    { "\xED\xBF\xBF", false },        /* U+DFFF */
    { "\x80", false },                /* a continuation alone */
    { "\xBF", false },
    { "a\x80", false },
    { "\xC3", false },                /* cut off after one of two */
    { "\xE1\xBA", false },            /* two of three */
    { "\xE1", false },
    { "\xF0\x9F\x98", false },        /* three of four */
    { "\xC3(", false },               /* a continuation is missing */
    { "\xE1(\xA1", false },
    { "\xE1\xBA(", false },
    { "\xF0\x9F\x98(", false },
    { "\xF0\x9F(\x80", false },
    { "\xF0(\x98\x80", false },
    { "\xC3\xC3", false },
    { "\xE1\xBA\xC0", false },
    { "ok\xE1\xBA\xA1\xC3", false },  /* the last letter is cut off */
};

static void tells_utf8_from_other_bytes(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(utf8_rows); i++) {
        const Str text = str_of(utf8_rows[i].bytes);
        char *exact = lasting_alloc(text.len); /* so that a sanitizer sees any byte read beyond */
        memcpy(exact, text.at, text.len);
        assert_row(i, "");
        assert_int_equal(utf8_is_valid((Str){ exact, text.len }), utf8_rows[i].is_valid);
        lasting_free(exact);
    }
    assert_true(utf8_is_valid((Str){ "a\0b", 3 })); /* NUL is a letter; the doors refuse it */
}

static void counts_letters_not_bytes(void **state) {
    (void)state;
    assert_int_equal(utf8_count(S("")), 0);
    assert_int_equal(utf8_count(S("abc")), 3);
    assert_int_equal(utf8_count(S("Đà Nẵng")), 7);
    assert_int_equal(utf8_count(S("\xF0\x9F\x98\x80")), 1);
    assert_text(utf8_part(S("Đà Nẵng"), 1, 4), "à N");
    assert_text(utf8_part(S("Đà Nẵng"), 3, 100), "Nẵng");
    assert_text(utf8_part(S("Đà Nẵng"), 0, 0), "");
    assert_text(utf8_part(S("Đà Nẵng"), 5, 2), "");
    assert_text(utf8_part(S("Đà Nẵng"), 7, 9), "");
    assert_text(utf8_part(S("\xF0\x9F\x98\x80" "a"), 1, 2), "a");
    assert_text(utf8_cut(S("aà"), 3), "aà");
    assert_text(utf8_cut(S("aàb"), 3), "aà");
    assert_text(utf8_cut(S("aà"), 2), "a");
    assert_text(utf8_cut(S("à"), 1), "");
    assert_text(utf8_cut(S("a"), 0), "");
    assert_text(utf8_cut(S(""), 9), "");
}

/* ---- Buf ---- */

static void buffers_grow_up_to_their_maximum(void **state) {
    Buf out = buf_new(*state, 1000);
    Str text;
    for (int i = 0; i < 250; i++) buf_add(&out, S("abcd"));
    assert_ok(buf_done(&out, &text));
    assert_int_equal(text.len, 1000);
    assert_text(str_part(text, 996, 4), "abcd");
    buf_char(&out, 'x');
    assert_int_equal(buf_done(&out, &text), TOO_LARGE);
    assert_int_equal(out.len, 1000);
}

static void digits_are_ascii_alone(void **state) {
    (void)state;
    for (int c = -128; c < 128; c++) assert_int_equal(is_digit((char)c), strchr("0123456789", c) != NULL && c != 0);
}

static void the_first_overflow_sticks(void **state) {
    Buf out = buf_new(*state, 5);
    Str text = S("untouched");
    buf_add(&out, S("abc"));
    buf_add(&out, S("def")); /* not even its first letters */
    buf_char(&out, 'g');     /* would have fitted */
    buf_int(&out, 1);
    buf_addf(&out, "%d", 1);
    assert_true(out.overflowed);
    assert_int_equal(out.len, 3);
    assert_int_equal(buf_done(&out, &text), TOO_LARGE);
    assert_text(text, "untouched");
}

static void what_the_arena_has_no_room_for_overflows(void **state) {
    (void)state;
    Arena *arena = arena_new(100000);
    Buf out = buf_new(arena, 10000000);
    Str text;
    for (int i = 0; i < 20000; i++) buf_add(&out, S("mười chữ!!"));
    assert_int_equal(buf_done(&out, &text), TOO_LARGE);
    Buf formatted = buf_new(arena, 10000000);
    buf_addf(&formatted, "%300000s", "x");
    assert_int_equal(buf_done(&formatted, &text), TOO_LARGE);
    (void)arena_alloc(arena, 100000); /* for what must be said about it */
    arena_free(arena);
}

static void an_empty_buffer_is_an_empty_text(void **state) {
    Buf out = buf_new(*state, 5);
    Str text;
    buf_add(&out, S(""));
    assert_ok(buf_done(&out, &text));
    assert_text(text, "");
    assert_non_null(text.at);
}

static void formats_short_and_long(void **state) {
    Buf out = buf_new(*state, 10000);
    Str text;
    buf_addf(&out, "%s %d|", "a", 1);
    buf_addf(&out, "%511s|", "b"); /* the last that fits the small room */
    buf_addf(&out, "%512s|", "c");
    buf_addf(&out, "%3000s", "d");
    assert_ok(buf_done(&out, &text));
    assert_int_equal(text.len, 4 + 512 + 513 + 3000);
    assert_text(str_part(text, 0, 4), "a 1|");
    assert_text(str_part(text, 514, 2), "b|");
    assert_text(str_part(text, 1027, 2), "c|");
    assert_text(str_part(text, 4028, 1), "d");
}

static void writes_whole_numbers(void **state) {
    Buf out = buf_new(*state, 200);
    Str text;
    const int64_t numbers[] = { 0, 7, -7, 10, 1234567890123, INT64_MAX, INT64_MIN };
    for (size_t i = 0; i < COUNT(numbers); i++) {
        buf_int(&out, numbers[i]);
        buf_char(&out, ' ');
    }
    assert_ok(buf_done(&out, &text));
    assert_text(text, "0 7 -7 10 1234567890123 9223372036854775807 -9223372036854775808 ");
}

static void never_writes_beyond_the_callers_room(void **state) {
    (void)state;
    char room[8] = "zzzzzzz";
    Buf out = buf_over(room, 4);
    Str text;
    buf_add(&out, S("abcd"));
    assert_ok(buf_done(&out, &text));
    assert_text(text, "abcd");
    buf_char(&out, 'e');
    assert_true(out.overflowed);
    assert_memory_equal(room, "abcdzzz", 8);
}

static void overfill_the_callers_room(void) {
    char room[64];
    Buf out = buf_over(room, sizeof room);
    buf_addf(&out, "%600s", "x"); /* more than buf_addf() formats on its own stack */
    if (!out.overflowed) must_fail("overflowed", __FILE__, __LINE__);

}

/* Words of the command line go through such a buffer (kit/commands), however long they are. */
static void a_long_format_overflows_the_callers_room(void **state) {
    (void)state;
    assert_true(ends_well(overfill_the_callers_room));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compares_by_bytes),
        cmocka_unit_test(knows_how_text_starts_and_ends),
        cmocka_unit_test(finds_the_first_part),
        cmocka_unit_test(trims_blanks_tabs_and_line_ends),
        cmocka_unit_test(clips_parts_to_the_text),
        AN_ARENA(cuts_until_nothing_is_left),
        AN_ARENA(copies_end_in_nul),
        AN_ARENA(lowers_ascii_letters_only),
        cmocka_unit_test(reads_whole_numbers_within_their_limits),
        cmocka_unit_test(tells_utf8_from_other_bytes),
        cmocka_unit_test(counts_letters_not_bytes),
        AN_ARENA(buffers_grow_up_to_their_maximum),
        cmocka_unit_test(digits_are_ascii_alone),
        AN_ARENA(the_first_overflow_sticks),
        cmocka_unit_test(what_the_arena_has_no_room_for_overflows),
        AN_ARENA(an_empty_buffer_is_an_empty_text),
        AN_ARENA(formats_short_and_long),
        AN_ARENA(writes_whole_numbers),
        cmocka_unit_test(never_writes_beyond_the_callers_room),
        cmocka_unit_test(a_long_format_overflows_the_callers_room),
    };
    return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
