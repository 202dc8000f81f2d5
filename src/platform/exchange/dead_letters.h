/* platform/exchange/dead_letters - events that could not be delivered, for people: listed with their reasons, sent
 * again, or given up with a reason. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_DEAD_LETTERS_H
#define PLATFORM_EXCHANGE_DEAD_LETTERS_H

#include "kit/module.h"
#include "platform/exchange/subscriptions.h"

extern const Shape dead_asked_shape, dead_list_shape, dead_redelivery_shape, dead_discarding_shape, dead_done_shape;

/* An event has just been given up: those who keep the exchange are told, once an hour for each subscription. */
Code dead_tell(Ctx *cx, const Subscription *subscription, const Delivery *delivery);

Work dead_list_get, dead_redeliver, dead_discard;

extern const ProblemKind dead_none, subscription_stopped;

#endif
