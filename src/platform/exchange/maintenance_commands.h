/* platform/exchange/maintenance_commands - banyan exchange maintenance list, announce, shorten, call-off. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_MAINTENANCE_COMMANDS_H
#define PLATFORM_EXCHANGE_MAINTENANCE_COMMANDS_H

#include "kit/module.h"

extern const Shape maintenance_announce_args_shape, maintenance_shorten_args_shape, maintenance_call_off_args_shape;
Work exchange_maintenance_list, exchange_maintenance_announce, exchange_maintenance_shorten,
    exchange_maintenance_call_off;

#endif
