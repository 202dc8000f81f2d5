/* platform/access/matrix - private to the access room */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_ACCESS_MATRIX_H
#define PLATFORM_ACCESS_MATRIX_H

#include "kit/module.h"

extern const Shape matrix_shape;
Work matrix_get;

#endif
