/* tests/harness/unit - cmocka with what each test of the house needs; includes it in the order that cmocka wants. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_HARNESS_UNIT_H
#define TESTS_HARNESS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* cmocka's own fail() gives way to that of kit/ctx. */
#pragma push_macro("fail")
#undef fail
#include <cmocka.h>
#undef fail
#pragma pop_macro("fail")

#include "base/str.h"

/* Names the row of a table before its checks, so that a failure says which row it was. */
void assert_row(size_t index, const char *what);

/* Texts that differ are shown both. A sentence is not compared word by word: it holds what it must tell. */
void assert_text_at(Str text, const char *wanted, const char *file, int line);
void assert_holds_at(Str text, const char *part, const char *file, int line);
#define assert_text(text, wanted) assert_text_at((text), (wanted), __FILE__, __LINE__)
#define assert_holds(text, part)  assert_holds_at((text), (part), __FILE__, __LINE__)
#define assert_ok(code)           assert_int_equal((code), OK)

/* The test ends here, with this sentence. */
#define fail_with(...)                                                                                                 \
    do {                                                                                                               \
        print_error(__VA_ARGS__);                                                                                      \
        print_error("\n");                                                                                             \
        _fail(__FILE__, __LINE__);                                                                                     \
    } while (0)

/* What was written into a buffer, which was large enough. */
Str written(const Buf *buf);

/* The act is done in a child. Does it break an invariant, so that the process stops? Or does it come to its end? */
bool stops(void (*act)(void));
bool ends_well(void (*act)(void));
/* For tests that fork by themselves: in the child signals end the process again, and not the test. */
void signals_as_usual(void);

/* An arena for one test: `cmocka_unit_test_setup_teardown(it, arena_setup, arena_teardown)`, or AN_ARENA(it). */
int arena_setup(void **state);
int arena_teardown(void **state);
#define AN_ARENA(test) cmocka_unit_test_setup_teardown((test), arena_setup, arena_teardown)

#endif
