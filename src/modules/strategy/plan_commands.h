/* modules/strategy/plan_commands - private to the strategy room: plan load, check and export */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_PLAN_COMMANDS_H
#define MODULES_STRATEGY_PLAN_COMMANDS_H

#include "kit/module.h"

extern const Shape plan_folder_args_shape, plan_load_args_shape;

Work plan_load, plan_check, plan_export;

#endif
