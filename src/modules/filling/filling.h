/* modules/filling - figures that fill themselves: from services of the exchange, and from signed files. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_FILLING_FILLING_H
#define MODULES_FILLING_FILLING_H

#include "kit/module.h"

extern const Module filling_module;

#endif
