/* platform/exchange/tests/glob_test - patterns of paths. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/glob.h"
#include "tests/harness/unit.h"

#include <string.h>

typedef struct GlobRow {
    const char *pattern, *path;
    bool fits;
} GlobRow;

static const GlobRow rows[] = {
    /* the examples of X-Road */
    { "/*/", "/a/b/", false },
    { "**/bar/**", "a/b/c/bar/e/f", true },
    { "**\\*", "/what/ever*", true },
    { "aa\\", "aa\\", true },
    /* what stands for itself */
    { "", "", true },
    { "", "/", false },
    { "/a", "", false },
    { "/a/b", "/a/b", true },
    { "/a/b", "/a/b/", false },
    { "/a/b", "/A/b", false },
    { "/a?c", "/abc", false },
    { "/a?c", "/a?c", true },
    { "/a[b]", "/ab", false },
    { "\\a", "\\a", true },
    { "\\a", "a", false },
    { "/a.c", "/abc", false },
    /* a run within one part */
    { "*", "", true },
    { "*", "abc", true },
    { "*", "a/c", false },
    { "/*", "/", true },
    { "/*/c", "/ab/c", true },
    { "/*/c", "//c", true },
    { "/*/c", "/a/b/c", false },
    { "/a*b*c", "/axxbyyc", true },
    { "/a*b*c", "/abbbc", true },
    { "/a*b*c", "/ab/c", false },
    { "/*a", "/aaab", false },
    { "/*a/b*c", "/xa/ba/bc", false },
    { "/*a/b*c", "/xa/bac", true },
    /* any run */
    { "**", "", true },
    { "**", "/a/b/", true },
    { "/a/**", "/a/", true },
    { "/a/**", "/a", false },
    { "/a/**/d", "/a/b/c/d", true },
    { "/a/**/d", "/a/d", false },
    { "/a**d", "/ad", true },
    { "**/x/*/y", "/x/1/2/x/3/y", true },
    { "**/x/*/y", "/x/1/2/y", false },
    { "***", "a/b", true },
    /* a star itself */
    { "/\\*", "/*", true },
    { "/\\*", "/a", false },
    { "/\\\\*", "/\\*", true },
    { "/\\\\*", "/\\a", false },
    { "/\\**", "/*abc", true },
    { "/\\**", "/*a/c", false },
};

static void fits_as_x_road_does(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].pattern);
        assert_int_equal(glob_fits(str_of(rows[i].pattern), str_of(rows[i].path)), rows[i].fits);
    }
}

/* Each further `*a` doubles what a matcher that tries and goes back has to do: 2^120 here. */
static void is_not_led_astray(void **state) {
    (void)state;
    char pattern[GLOB_BYTES_MAX], path[2048];
    for (size_t i = 0; i < sizeof pattern; i += 4) memcpy(pattern + i, i % 8 == 0 ? "**aa" : "*aaa", 4);
    memset(path, 'a', sizeof path);
    assert_true(glob_fits((Str){ pattern, sizeof pattern }, (Str){ path, sizeof path }));
    path[sizeof path - 1] = 'b';
    assert_false(glob_fits((Str){ pattern, sizeof pattern }, (Str){ path, sizeof path }));
}

static void does_not_read_longer_patterns(void **state) {
    (void)state;
    char letters[GLOB_BYTES_MAX + 1];
    memset(letters, 'a', sizeof letters);
    assert_true(glob_fits((Str){ letters, GLOB_BYTES_MAX }, (Str){ letters, GLOB_BYTES_MAX }));
    assert_false(glob_fits((Str){ letters, sizeof letters }, (Str){ letters, sizeof letters }));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fits_as_x_road_does),
        cmocka_unit_test(is_not_led_astray),
        cmocka_unit_test(does_not_read_longer_patterns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
