/* platform/reference/pages - private to the reference room: what its routes and commands answer */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_REFERENCE_PAGES_H
#define PLATFORM_REFERENCE_PAGES_H

#include "platform/reference/reference.h"

extern const Shape agency_list_shape, agency_filter_shape, agency_page_shape, agency_key_shape, place_list_shape,
    raw_shape,
    boundaries_args_shape;

Work agencies_list, agency_get, places_list, boundaries_get, boundaries_take;

extern const ProblemKind boundaries_absent;

#endif
