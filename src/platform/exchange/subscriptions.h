/* platform/exchange/subscriptions - who wants which events, and how far each has got: pulled and acknowledged, or
 * pushed; what cannot be delivered is kept with its reason. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_SUBSCRIPTIONS_H
#define PLATFORM_EXCHANGE_SUBSCRIPTIONS_H

#include "platform/exchange/events.h"

typedef struct Subscription {
    Str id, room, type, subscriber;
    bool is_push, is_fifo;
    int64_t ttl_s, reached;
    Time made_at;
    Str stopped;
    bool is_slow; /* to answer what is pushed */
    Str permitted; /* origin and address for which the receiver was asked whether it takes pushes; "": it was not */
    int64_t rate;  /* pushes a minute that it allows; 0: it named none */
    Time paced_until; /* nothing is pushed before, by that rate */
} Subscription;

/* An event on its way. */
typedef struct Delivery {
    Str subscription;
    int64_t sequence;
    Str event, fifo_key, state;
    int64_t attempts;
    Time next_at;
    Str reason;
} Delivery;

extern const Shape subscription_shape, delivery_shape;

Code subscriptions_run(Ctx *cx, const EventAsk *ask, EventAnswer *answer);
Code subscriptions_exist(Ctx *cx, Str room, Str type, bool *ret_exist);
Code deliveries_told(Ctx *cx, const Event *event, Buf *out); /* a list of JSON */

/* ---- for who pushes ---- */

Code subscription_find(Ctx *cx, Str id, Subscription *ret_subscription);
/* That may have something to be pushed, of those who are slow or of the others; at most 50. */
Code subscriptions_to_push(Ctx *cx, bool is_slow, Rows *ret_subscriptions);
Code deliveries_of_now(Ctx *cx, const Subscription *subscription,
                       Rows *ret_deliveries); /* whose turn it is; at most 20 */
Code subscription_key_waits(Ctx *cx, const Subscription *subscription, Str fifo_key, bool *ret_waits);
Code subscription_set_reached(Ctx *cx, const Subscription *subscription);
Code subscription_set_slow(Ctx *cx, const Subscription *subscription);
Code subscription_set_permission(Ctx *cx, const Subscription *subscription);
Code subscription_set_pace(Ctx *cx, const Subscription *subscription);
Code subscription_set_stopped(Ctx *cx, const Subscription *subscription);
Code delivery_put(Ctx *cx, const Delivery *delivery); /* new, or changed */
Code delivery_done(Ctx *cx, const Delivery *delivery);
bool event_is_expired(const Ctx *cx, const Event *event, const Subscription *subscription);
SignSeed push_seed(const StoreKey *key); /* with which pushes are signed */

/* May the subscriber still subscribe? Otherwise nothing is pushed to it any more. */
Code subscription_may(Ctx *cx, const Subscription *subscription, bool *ret_may);

/* Where pushes to a subsystem go: its service `events`. */
typedef struct Receiver {
    Str id, url;
    int64_t timeout_s;
    bool tls_verify;
    Str node; /* through which it is reached, as another room: what is pushed is published there; "": it is ours */
    const Sha256 *pins; /* its certificate must be one of these; none: as the system trusts */
    size_t pin_count;
} Receiver;
Code receiver_find(Ctx *cx, Str subscriber, Receiver *ret_receiver);
/* Through which node a subsystem is reached: "" when it is ours, or nobody's. */
Code subscriber_node(Ctx *cx, Str subsystem, Str *ret_node);
/* The line is back: what waits for it alone comes now. */
Code deliveries_hurry(Ctx *cx, Str subscription);
#define LINE_DOWN "the line to the other node is down"

extern const Setting exchange_event_visibility;

#endif
