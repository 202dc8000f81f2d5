/* kit/tests/text_test - Vietnamese text made clean, comparable and sortable; the oracle is python3's unicodedata. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/text.h"
#include "tests/harness/unit.h"

typedef struct CleanRow {
    const char *raw, *clean;
} CleanRow;

/* python3 -c 'import unicodedata as u; print(u.normalize("NFC", "...").encode())' */
static const CleanRow clean_rows[] = {
    { "abc", "abc" },
    { "", "" },
    { " \t\r\n ", "" },
    { "  Hà Giang \n", "Hà Giang" },
    { "\xC4\x90\x61\xCC\x80 Na\xCC\x86\xCC\x83ng", "Đà Nẵng" },
    { "Vie\xCC\xA3\xCC\x82t", "Việt" },
    { "Vie\xCC\x82\xCC\xA3t", "Việt" }, /* the marks the other way round */
    { "a\xCC\x83\xCC\x86", "ã\xCC\x86" },  /* no such letter: what can be composed is */
    { "A\xCC\x8A", "\xC3\x85" },
    { "\xE2\x84\xAB", "\xC3\x85" },        /* the sign for Ångström is that letter */
    { "\xEF\xAC\x81", "\xEF\xAC\x81" },    /* a ligature stays: only search folds it */
};

static void composes_and_trims(void **state) {
    for (size_t i = 0; i < COUNT(clean_rows); i++) {
        Str clean;
        assert_row(i, clean_rows[i].raw);
        assert_int_equal(text_clean(*state, str_of(clean_rows[i].raw), false, &clean), TEXT_FINE);
        assert_text(clean, clean_rows[i].clean);
    }
}

/* Its oracle is python3's unicodedata too; marks beyond thirty on one letter are left out. */
static void what_strangers_wrote_is_mended(void **state) {
    static const CleanRow rows[] = {
        { "Vie\xCC\xA3\xCC\x82t\xC2\xA0Nam\xE2\x80\x8B", "Việt Nam" },
        { "\xFF\xC4\x90\x61\xCC\x80", "\xEF\xBF\xBDĐà" },
        { "a\x01\xE2\x80\xAE" "b\n\tc", "ab\n\tc" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].raw);
        assert_text(text_mended(*state, str_of(rows[i].raw)), rows[i].clean);
    }
    Buf many = buf_new(*state, 100000);
    for (size_t i = 0; i < 40000; i++) buf_add(&many, i == 0 ? S("x") : i % 2 == 0 ? S("\xCC\x80") : S("\xCC\xA3"));
    assert_int_equal(text_mended(*state, written(&many)).len, 1 + 30 * 2);
}

static void keeps_line_breaks_only_where_they_are_allowed(void **state) {
    Str clean = S("untouched");
    assert_int_equal(text_clean(*state, S("a\nb"), false, &clean), TEXT_CONTROLS);
    assert_int_equal(text_clean(*state, S("a\tb"), false, &clean), TEXT_CONTROLS);
    assert_int_equal(text_clean(*state, S("a\rb"), false, &clean), TEXT_CONTROLS);
    assert_text(clean, "untouched");
    assert_int_equal(text_clean(*state, S("a\r\nb\rc\n\td\r\n"), true, &clean), TEXT_FINE);
    assert_text(clean, "a\nb\nc\n d");
    assert_int_equal(text_clean(*state, S("\xC4\x91\r\n\xC4\x91"), true, &clean), TEXT_FINE);
    assert_text(clean, "đ\nđ");
    assert_int_equal(text_clean(*state, S("a\x01"), true, &clean), TEXT_CONTROLS);
}

static void refuses_bytes_that_are_not_utf8(void **state) {
    static const char *const wrong[] = { "\xFF", "a\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "x\x80y" };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        Str clean = S("untouched");
        assert_row(i, "");
        assert_int_equal(text_clean(*state, str_of(wrong[i]), true, &clean), TEXT_NOT_UTF8);
        assert_text(clean, "untouched");
    }
}

/* Controls (Cc), what cannot be seen, and all letters with the property Bidi_Control of Unicode's PropList.txt. */
static void refuses_letters_that_deceive(void **state) {
    static const char *const wrong[] = {
        "a\x01" "b",       "a\x1F" "b",       "a\x7F" "b",       "a\xC2\x80" "b",   "a\xC2\x85" "b",
        "a\xC2\x9F" "b",   "a\xEF\xBB\xBF" "b", "a\xE2\x80\x8B" "b", "a\xEF\xBF\xBE" "b", "a\xEF\xBF\xBF" "b",
        "a\xE2\x80\xAA" "b", "a\xE2\x80\xAB" "b", "a\xE2\x80\xAC" "b", "a\xE2\x80\xAD" "b", "a\xE2\x80\xAE" "b",
        "a\xE2\x81\xA6" "b", "a\xE2\x81\xA7" "b", "a\xE2\x81\xA8" "b", "a\xE2\x81\xA9" "b",
        "a\xD8\x9C" "b",     /* U+061C */
        "a\xE2\x80\x8E" "b", /* U+200E */
        "a\xE2\x80\x8F" "b", /* U+200F */
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        Str clean;
        assert_row(i, wrong[i]);
        assert_int_equal(text_clean(*state, str_of(wrong[i]), true, &clean), TEXT_CONTROLS);
    }
    Str clean;
    assert_int_equal(text_clean(*state, (Str){ "a\0b", 3 }, true, &clean), TEXT_CONTROLS);
    const Str beside_them = S("a\xC2\xA0" "b\xE2\x80\x93" "c");
    assert_int_equal(text_clean(*state, beside_them, false, &clean), TEXT_FINE);
}

/* ---- search ---- */

static const CleanRow folds[] = {
    { "Đà Nẵng", "da nang" },
    { "TUYÊN QUANG", "tuyen quang" },
    { "Đường ĐẤT đỏ", "duong dat do" },
    { "ưỡn ợ ỹ ằ ẵ ậ", "uon o y a a a" },
    { "  Ủy \t ban   nhân dân ", "uy ban nhan dan" },
    { "QĐ 1539/QĐ-UBND", "qd 1539/qd-ubnd" },
    { "\xC4\x90\x61\xCC\x80 Na\xCC\x86\xCC\x83ng", "da nang" }, /* decomposed */
    { "a\xC2\xA0" "b", "a b" },                                 /* a no-break space is a blank */
    { "\xEF\xAC\x81le", "file" },                               /* the ligature fi */
    { "x\xC2\xB2", "x2" },
    { "Stra\xC3\x9F" "e", "strasse" },
    { "", "" },
    { "   ", "" },
};

static void folds_marks_case_and_blanks(void **state) {
    for (size_t i = 0; i < COUNT(folds); i++) {
        assert_row(i, folds[i].raw);
        assert_text(text_fold(*state, str_of(folds[i].raw)), folds[i].clean);
    }
}

/* ---- order ---- */

/* Every word of the list comes before all that follow it. */
static void assert_order(Arena *arena, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count; j++) {
            const Str one = text_sort_key(arena, str_of(words[i])), other = text_sort_key(arena, str_of(words[j]));
            if (str_compare(one, other) >= 0) fail_with("“%s” does not come before “%s”", words[i], words[j]);
        }
    }
}

#define ASSERT_ORDER(...)                                                                                              \
    assert_order(*state, (const char *const[]){ __VA_ARGS__ }, COUNT(((const char *const[]){ __VA_ARGS__ })))

static void orders_the_alphabet(void **state) {
    ASSERT_ORDER("a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "h", "i", "k", "l", "m", "n", "o", "ô", "ơ", "p",
                 "q", "r", "s", "t", "u", "ư", "v", "x", "y");
    ASSERT_ORDER("am", "ăn", "ân", "bo", "da", "dê", "đa", "đê", "ô", "ơi", "um", "ưa");
}

static void orders_tones_last(void **state) {
    ASSERT_ORDER("ma", "mà", "mả", "mã", "má", "mạ", "mai", "mài", "man", "mắn");
    ASSERT_ORDER("ba", "bá", "bá an", "ba bể", "bà con"); /* letters of all words first, then tones */
    ASSERT_ORDER("quy", "quỳ", "quỷ", "quỹ", "quý", "quỵ");
}

static void orders_words_before_longer_ones(void **state) {
    ASSERT_ORDER("Hà", "Hà Giang", "Hà Nam", "Ham", "Hàm");
    ASSERT_ORDER("Na Hang", "Nà Hang", "Nà Hàng", "Nam");
    ASSERT_ORDER("An Tường", "Bắc Quang", "Chiêm Hoá", "Đồng Văn", "Hàm Yên", "Mèo Vạc", "Sơn Dương", "Yên Sơn");
}

static void orders_numbers_by_their_value(void **state) {
    ASSERT_ORDER("Tổ 1", "Tổ 2", "Tổ 9", "Tổ 10", "Tổ 11", "Tổ 100");
    ASSERT_ORDER("PL1.2", "PL1.10", "PL2.1");
    ASSERT_ORDER("9", "10", "99999999", "100000000", "1000000000"); /* however many digits */
}

static void a_name_comes_before_itself_with_a_number(void **state) {
    ASSERT_ORDER("Hà Giang", "Hà Giang 1", "Hà Giang 2");
}

static void sorts_alike_what_is_the_same_word(void **state) {
    static const CleanRow same[] = { { "hà giang", "HÀ GIANG" }, { "Vie\xCC\xA3\xCC\x82t", "Việt" },
                                     { "Tổ 007", "tổ 7" },       { "Đ", "đ" } };
    for (size_t i = 0; i < COUNT(same); i++) {
        assert_row(i, same[i].clean);
        const Str one = text_sort_key(*state, str_of(same[i].raw));
        const Str other = text_sort_key(*state, str_of(same[i].clean));
        assert_true(str_equal(one, other));
    }
    assert_true(text_sort_key(*state, S("")).len > 0); /* a column that is never NULL */
}

static void long_text_has_a_key_too(void **state) {
    char *text = arena_alloc(*state, 10001);
    memset(text, 'a', 10000);
    const Str key = text_sort_key(*state, (Str){ text, 10000 });
    assert_true(key.len > 1000 && key.len <= 8192);
    assert_true(str_compare(key, text_sort_key(*state, S("ab"))) < 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(what_strangers_wrote_is_mended),
        AN_ARENA(composes_and_trims),
        AN_ARENA(keeps_line_breaks_only_where_they_are_allowed),
        AN_ARENA(refuses_bytes_that_are_not_utf8),
        AN_ARENA(refuses_letters_that_deceive),
        AN_ARENA(folds_marks_case_and_blanks),
        AN_ARENA(orders_the_alphabet),
        AN_ARENA(orders_tones_last),
        AN_ARENA(orders_words_before_longer_ones),
        AN_ARENA(orders_numbers_by_their_value),
        AN_ARENA(a_name_comes_before_itself_with_a_number),
        AN_ARENA(sorts_alike_what_is_the_same_word),
        AN_ARENA(long_text_has_a_key_too),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
