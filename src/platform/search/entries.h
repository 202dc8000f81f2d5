/* platform/search/entries - things with a title, found by all their words. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_SEARCH_ENTRIES_H
#define PLATFORM_SEARCH_ENTRIES_H

#include "platform/search/search.h"

extern const Shape search_query_shape, search_found_shape;

Work search_get;

#endif
