/* platform/exchange/paths - the path behind a service: decoded for the rights, and refused when two readers could
 * understand it in two ways. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_PATHS_H
#define PLATFORM_EXCHANGE_PATHS_H

#include "base/str.h"

/* "" or what begins with '/'. False: NULL bytes and other controls, text that is no UTF-8, a `%` without two digits, an
 * encoded slash or a backslash, an empty part, `.` and `..`; also when that shows only to who decodes it twice. */
bool path_read(Arena *arena, Str written, Str *ret_path);

/* The path as it goes out: that of the service's address, what stands behind the service, the query. */
Str path_of_provider(Arena *arena, Str service_url, Str path, Str query);

#endif
