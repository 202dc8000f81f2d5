/* modules/budget - the money: planned, allocated, spent; and the shares that the strategy asks of it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_BUDGET_BUDGET_H
#define MODULES_BUDGET_BUDGET_H

#include "kit/module.h"

extern const Module budget_module;

#endif
