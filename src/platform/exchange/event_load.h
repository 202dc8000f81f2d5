/* platform/exchange/event_load - how many events wait in each room, and what becomes of those that are too many: of one
 * subscriber the oldest are given up, as dead letters; of a room nothing more is published. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_EVENT_LOAD_H
#define PLATFORM_EXCHANGE_EVENT_LOAD_H

#include "platform/exchange/subscriptions.h"

/* On their way to one subscriber: given out and not acknowledged, tried again, or behind another of their key. */
enum { EVENTS_UNDER_WAY_MAX = 1000, ROOM_FULL_RETRY_S = 60 };

/* A job: the rooms whose load has changed are weighed. */
Work event_load_wanted, event_load_weigh;

/* As it was weighed last: a few seconds ago. */
Code event_room_is_full(Ctx *cx, Str room, bool *ret_is_full);
/* An event was published, and is the type's last one: whoever has too many waiting loses his oldest to the dead. */
Code event_load_limit(Ctx *cx, const EventType *type, int64_t last);
/* May the subscriber be given one more before he has acknowledged or taken others? */
Code event_load_may_give(Ctx *cx, const Subscription *subscription, int64_t *ret_room);
/* For Prometheus: of each subscription what waits and what is dead, and the limits. */
Code event_load_metrics(Ctx *cx, Buf *out);

extern const Setting exchange_events_waiting_max, exchange_room_events_max;

#endif
