/* platform/exchange/editing - single changes of what is registered, checked and recorded as a whole declaration is. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_EDITING_H
#define PLATFORM_EXCHANGE_EDITING_H

#include "kit/module.h"

extern const Shape member_put_shape, subsystem_put_shape, service_put_shape, service_switch_shape, exchange_key_shape,
    exchange_changes_shape;

/* `put` adds, or changes what has this id or code; what belongs to a thing goes with it when it is removed. */
Work exchange_member_put, exchange_member_remove, exchange_subsystem_put, exchange_subsystem_remove,
    exchange_service_put, exchange_service_switch, exchange_service_remove, exchange_group_put, exchange_group_remove,
    exchange_right_grant, exchange_right_withdraw, exchange_quota_put, exchange_quota_remove, exchange_node_put,
    exchange_node_remove;

extern const ProblemKind exchange_unknown, exchange_unnamed;

#endif
