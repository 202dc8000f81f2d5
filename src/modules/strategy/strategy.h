/* modules/strategy - what the province promised, how far it is, and who answers for it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_STRATEGY_H
#define MODULES_STRATEGY_STRATEGY_H

#include "kit/module.h"

extern const Module strategy_module;

#endif
