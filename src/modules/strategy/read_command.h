/* modules/strategy/read_command - a document on the command line: what is read out of it, as JSON, as a summary, or as
 * a plan package. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_READ_COMMAND_H
#define MODULES_STRATEGY_READ_COMMAND_H

#include "kit/module.h"

extern const Shape read_args_shape;
Work read_run;

#endif
