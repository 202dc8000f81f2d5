/* tests/harness/unit - cmocka with what each test of the house needs; includes it in the order that cmocka wants. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_HARNESS_UNIT_H
#define TESTS_HARNESS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/str.h"

/* Names the row of a table before its checks, so that a failure says which row it was. */
static inline void assert_row(size_t index, const char *what) {
    print_message("# row %zu: %s\n", index, what);
}

/* Texts that differ are shown both. */
static inline void assert_text_at(Str text, const char *wanted, const char *file, int line) {
    if (str_is(text, wanted)) return;
    print_error("got    “%.*s”\nwanted “%s”\n", STR_FMT(text), wanted);
    _fail(file, line);
}

#define assert_text(text, wanted) assert_text_at((text), (wanted), __FILE__, __LINE__)
#define assert_ok(code)           assert_int_equal((code), OK)

/* The act is done in a child. Does it break an invariant, so that the process stops? Or does it come to its end? */
bool stops(void (*act)(void));
bool ends_well(void (*act)(void));

/* An arena for one test: `cmocka_unit_test_setup_teardown(it, arena_setup, arena_teardown)`, or AN_ARENA(it). */
int arena_setup(void **state);
int arena_teardown(void **state);
#define AN_ARENA(test) cmocka_unit_test_setup_teardown((test), arena_setup, arena_teardown)

#endif
