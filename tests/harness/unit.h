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

/* Names the row of a table before its checks, so that a failure says which row it was. */
static inline void assert_row(size_t index, const char *what) {
    print_message("# row %zu: %s\n", index, what);
}

#endif
