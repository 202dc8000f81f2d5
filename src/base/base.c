/* base/base - see base.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>

_Noreturn void must_fail(const char *condition, const char *file, int line) {
    (void)fprintf(stderr, "%s:%d: invariant broken: %s\n", file, line, condition);
    abort();
}
