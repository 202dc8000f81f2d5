/* modules/planning - what is to become of the plan: amendments proposed, put together and decided. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_PLANNING_PLANNING_H
#define MODULES_PLANNING_PLANNING_H

#include "kit/module.h"

extern const Module planning_module;

#endif
