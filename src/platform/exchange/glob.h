/* platform/exchange/glob - the pattern of a path, as X-Road has it: `*` is any run without '/', `**` any run at all,
 * and `\*` a star. Every other letter stands for itself, a backslash too. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_GLOB_H
#define PLATFORM_EXCHANGE_GLOB_H

#include "base/str.h"

enum { GLOB_BYTES_MAX = 512 };

/* Does the pattern fit the whole path? Takes time in proportion to the product of their lengths, and no memory; a
 * pattern that is longer than GLOB_BYTES_MAX fits nothing. */
bool glob_fits(Str pattern, Str path);

#endif
