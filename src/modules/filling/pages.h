/* modules/filling/pages - what people see of the bindings and their runs. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_FILLING_PAGES_H
#define MODULES_FILLING_PAGES_H

#include "modules/filling/runs.h"

extern const Shape binding_list_shape, binding_page_shape;

Work bindings_list, binding_get;

#endif
