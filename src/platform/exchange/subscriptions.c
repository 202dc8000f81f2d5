/* platform/exchange/subscriptions - see subscriptions.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/subscriptions.h"

#include "kit/webhook_signature.h"
#include "platform/exchange/dead_letters.h"
#include "platform/exchange/event_load.h"
#include "platform/exchange/glob.h"
#include "platform/exchange/message.h"

#define SECOND_US INT64_C(1000000)

enum { TTL_STANDARD_S = 3600, TTL_NODE_S = 30 * 24 * 3600, TTL_MAX_S = 366 * 24 * 3600, TAKE_STEPS = 200 };

const Setting exchange_event_visibility = {
    "exchange.event_visibility",
    SETTING_INT,
    "30",
    1,
    86400,
    .help = "seconds for which an event that was pulled is hidden until it is acknowledged"
};

static const Field subscription_fields[] = {
    FIELD(Subscription, id, REQUIRED, 0, 0),      FIELD(Subscription, room, REQUIRED, 0, 0),
    FIELD(Subscription, type, REQUIRED, 0, 0),    FIELD(Subscription, subscriber, REQUIRED, 0, 0),
    FIELD(Subscription, is_push, REQUIRED, 0, 0), FIELD(Subscription, is_fifo, REQUIRED, 0, 0),
    FIELD(Subscription, ttl_s, REQUIRED, 0, 0),   FIELD(Subscription, reached, REQUIRED, 0, 0),
    FIELD(Subscription, made_at, REQUIRED, 0, 0), FIELD(Subscription, stopped, REQUIRED, 0, 0),
    FIELD(Subscription, is_slow, REQUIRED, 0, 0), FIELD(Subscription, permitted, REQUIRED, 0, 0),
    FIELD(Subscription, rate, REQUIRED, 0, 0),    FIELD(Subscription, paced_until, REQUIRED, 0, 0),
};
const Shape subscription_shape = SHAPE(Subscription, subscription_fields);

static const Field delivery_fields[] = {
    FIELD(Delivery, subscription, REQUIRED, 0, 0), FIELD(Delivery, sequence, REQUIRED, 0, 0),
    FIELD(Delivery, event, REQUIRED, 0, 0),        FIELD(Delivery, fifo_key, REQUIRED, 0, 0),
    FIELD(Delivery, state, REQUIRED, 0, 0),        FIELD(Delivery, attempts, REQUIRED, 0, 0),
    FIELD(Delivery, next_at, REQUIRED, 0, 0),      FIELD(Delivery, reason, REQUIRED, 0, 0),
};
const Shape delivery_shape = SHAPE(Delivery, delivery_fields);

typedef struct DeliveryTurn {
    Str subscription;
    Time next_at;
    bool is_fifo, is_slow;
} DeliveryTurn;

static const Field delivery_turn_fields[] = {
    FIELD(DeliveryTurn, subscription, REQUIRED, 0, 0),
    FIELD(DeliveryTurn, next_at, REQUIRED, 0, 0),
    FIELD(DeliveryTurn, is_fifo, REQUIRED, 0, 0),
    FIELD(DeliveryTurn, is_slow, REQUIRED, 0, 0),
};
static const Shape delivery_turn_shape = SHAPE(DeliveryTurn, delivery_turn_fields);

typedef struct SubscriptionCount {
    int64_t count;
} SubscriptionCount;

static const Field subscription_count_fields[] = { FIELD(SubscriptionCount, count, REQUIRED, 0, 0) };
static const Shape subscription_count_shape = SHAPE(SubscriptionCount, subscription_count_fields);

typedef struct DeliveryCount {
    int64_t dead, waiting;
} DeliveryCount;

static const Field delivery_count_fields[] = {
    FIELD(DeliveryCount, dead, REQUIRED, 0, 0),
    FIELD(DeliveryCount, waiting, REQUIRED, 0, 0),
};
static const Shape delivery_count_shape = SHAPE(DeliveryCount, delivery_count_fields);

typedef struct SubscriberRight {
    Str service, subscriber, method, path;
} SubscriberRight;

static const Field subscriber_right_fields[] = {
    FIELD(SubscriberRight, service, REQUIRED, 0, 0),
    FIELD(SubscriberRight, subscriber, REQUIRED, 0, 0),
    FIELD(SubscriberRight, method, REQUIRED, 0, 0),
    FIELD(SubscriberRight, path, REQUIRED, 0, 0),
};
static const Shape subscriber_right_shape = SHAPE(SubscriberRight, subscriber_right_fields);

static const Field receiver_fields[] = {
    FIELD(Receiver, id, REQUIRED, 0, 0),        FIELD(Receiver, url, REQUIRED, 0, 0),
    FIELD(Receiver, timeout_s, REQUIRED, 0, 0), FIELD(Receiver, tls_verify, REQUIRED, 0, 0),
    FIELD(Receiver, node, REQUIRED, 0, 0),
};
static const Shape receiver_shape = SHAPE(Receiver, receiver_fields);

typedef struct ReceiverPin {
    Str owner, fingerprint; /* hex */
} ReceiverPin;

static const Field receiver_pin_fields[] = {
    FIELD(ReceiverPin, owner, REQUIRED, 0, 0),
    FIELD(ReceiverPin, fingerprint, REQUIRED, 0, 0),
};
static const Shape receiver_pin_shape = SHAPE(ReceiverPin, receiver_pin_fields);

#include "platform/exchange/subscriptions.sql.h"

/* ---- for who pushes ---- */

Code subscription_find(Ctx *cx, Str id, Subscription *ret_subscription) {
    return subscription_by_id(cx, &(Subscription){ .id = id }, ret_subscription);
}

Code subscriptions_to_push(Ctx *cx, bool is_slow, Rows *ret_subscriptions) {
    return pushes_due(cx, &(DeliveryTurn){ .next_at = cx->now, .is_slow = is_slow }, ret_subscriptions);
}

Code deliveries_of_now(Ctx *cx, const Subscription *subscription, Rows *ret_deliveries) {
    const DeliveryTurn turn = { .subscription = subscription->id,
                                .next_at = cx->now,
                                .is_fifo = subscription->is_fifo };
    return deliveries_turn(cx, &turn, ret_deliveries);
}

Code subscription_key_waits(Ctx *cx, const Subscription *subscription, Str fifo_key, bool *ret_waits) {
    SubscriptionCount counted = { 0 };
    *ret_waits = false;
    if (!subscription->is_fifo) return OK;
    TRY(deliveries_turn_of_key(cx, &(Delivery){ .subscription = subscription->id, .fifo_key = fifo_key }, &counted));
    *ret_waits = counted.count > 0;
    return OK;
}

Code subscription_set_reached(Ctx *cx, const Subscription *subscription) {
    return subscription_reach(cx, subscription);
}

Code subscription_set_slow(Ctx *cx, const Subscription *subscription) {
    return subscription_slow(cx, subscription);
}

Code subscription_set_permission(Ctx *cx, const Subscription *subscription) {
    return subscription_permission(cx, subscription);
}

Code subscription_set_pace(Ctx *cx, const Subscription *subscription) {
    return subscription_pace(cx, subscription);
}

Code subscription_set_stopped(Ctx *cx, const Subscription *subscription) {
    return subscription_update(cx, subscription);
}

Code delivery_put(Ctx *cx, const Delivery *delivery) {
    return delivery_upsert(cx, delivery);
}

Code delivery_done(Ctx *cx, const Delivery *delivery) {
    return delivery_drop(cx, delivery);
}

bool event_is_expired(const Ctx *cx, const Event *event, const Subscription *subscription) {
    return event->published_at.us + subscription->ttl_s * SECOND_US <= cx->now.us;
}

SignSeed push_seed(const StoreKey *key) {
    const Sha256 digest = keyed_digest(key, S("signatures of pushed events"));
    SignSeed seed;
    memcpy(seed.bytes, digest.bytes, sizeof seed.bytes);
    return seed;
}

static Code find_pins(Ctx *cx, Str subscriber, Receiver *receiver) {
    Rows rows;
    TRY(receiver_pins(cx, &(ReceiverPin){ .owner = subscriber }, &rows));
    Sha256 *pins = NEW_ARRAY(cx->arena, Sha256, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        const Str hex = ((const ReceiverPin *)rows.items + i)->fingerprint;
        MUST(hex_read(hex, pins[i].bytes, sizeof pins[i].bytes));
    }
    receiver->pins = pins;
    receiver->pin_count = rows.count;
    return OK;
}

Code receiver_find(Ctx *cx, Str subscriber, Receiver *ret_receiver) {
    const Receiver asked = { .id = str_format(cx->arena, "%.*s/" EVENTS_SERVICE, STR_FMT(subscriber)) };
    TRY(receiver_of(cx, &asked, ret_receiver));
    return find_pins(cx, subscriber, ret_receiver);
}

Code subscriber_node(Ctx *cx, Str subsystem, Str *ret_node) {
    Receiver home = { .id = subsystem };
    const Code code = home_of(cx, &home, &home);
    *ret_node = code == OK ? home.node : S("");
    return code == NOT_FOUND ? OK : code;
}

Code deliveries_hurry(Ctx *cx, Str subscription) {
    return deliveries_wake(cx,
                           &(Delivery){ .subscription = subscription, .next_at = cx->now, .reason = S(LINE_DOWN "%") });
}

/* As registry_may() has it. */
Code subscription_may(Ctx *cx, const Subscription *subscription, bool *ret_may) {
    const SubscriberRight asked = { .service =
                                        str_format(cx->arena, "%.*s/" EVENTS_SERVICE, STR_FMT(subscription->room)),
                                    .subscriber = subscription->subscriber };
    const Str path = str_format(cx->arena, "/api/v1/subs/%.*s", STR_FMT(subscription->type));
    Rows rights;
    TRY(subscriber_rights(cx, &asked, &rights));
    *ret_may = str_equal(subscription->room, subscription->subscriber);
    for (size_t i = 0; i < rights.count && !*ret_may; i++) {
        const SubscriberRight *one = (const SubscriberRight *)rights.items + i;
        *ret_may = (str_is(one->method, "*") || str_is(one->method, "POST")) && glob_fits(one->path, path);
    }
    return OK;
}

Code subscriptions_exist(Ctx *cx, Str room, Str type, bool *ret_exist) {
    SubscriptionCount counted;
    TRY(subscriptions_counted(cx, &(Subscription){ .room = room, .type = type }, &counted));
    *ret_exist = counted.count > 0;
    return OK;
}

/* ---- telling ---- */

static void add_text(Buf *out, const char *name, Str value) {
    json_write_member(out, name, value);
    buf_char(out, ',');
}

static Code add_subscription(Ctx *cx, const EventAsk *ask, const Subscription *one, Buf *out) {
    DeliveryCount counted;
    EventType type;
    TRY(event_type_find(cx, one->room, one->type, &type));
    TRY(deliveries_counted(cx, &(Delivery){ .subscription = one->id }, &counted));
    buf_char(out, '{');
    add_text(out, "id", one->id);
    add_text(out, "subscriberId", one->subscriber);
    add_text(out, "eventType", one->type);
    add_text(out, "delivery", one->is_push ? S("PUSH") : S("PULL"));
    if (one->is_push) {
        SignSeed seed = push_seed(ask->key);
        const SignKey key = sign_key_of(&seed);
        sign_seed_wipe(&seed);
        add_text(out, "signingKey", webhook_key_text(cx->arena, &key));
    }
    if (one->stopped.len > 0) add_text(out, "stopped", one->stopped);
    if (one->rate > 0) buf_addf(out, "\"allowedRate\":%lld,", (long long)one->rate);
    buf_addf(out, "\"options\":{\"TTL\":%lld,\"FIFO\":%s},", (long long)one->ttl_s, one->is_fifo ? "true" : "false");
    buf_addf(out, "\"status\":{\"unsent\":%lld,\"underWay\":%lld,\"dead\":%lld}}",
             (long long)(type.last - one->reached), (long long)counted.waiting, (long long)counted.dead);
    return OK;
}

static Code give_subscription(Ctx *cx, const EventAsk *ask, const Subscription *one, int64_t status,
                              EventAnswer *answer) {
    Buf out = buf_new(cx->arena, EVENT_ANSWER_MAX);
    TRY(add_subscription(cx, ask, one, &out));
    answer->status = status;
    return buf_done(&out, &answer->body);
}

static void add_delivery(Buf *out, const Delivery *one, Str subscriber) {
    buf_char(out, '{');
    add_text(out, "subscriberId", subscriber);
    add_text(out, "id", one->event);
    add_text(out, "state", one->state);
    if (one->reason.len > 0) add_text(out, "reason", one->reason);
    buf_addf(out, "\"sequence\":%lld,\"attempts\":%lld,\"next\":\"", (long long)one->sequence,
             (long long)one->attempts);
    time_write(out, one->next_at);
    buf_add(out, S("\"}"));
}

/* Of each subscriber: has it the event, or how far is it? */
Code deliveries_told(Ctx *cx, const Event *event, Buf *out) {
    Rows subscriptions;
    size_t count = 0;
    TRY(subscriptions_of_room(cx, &(Subscription){ .room = event->room }, &subscriptions));
    buf_char(out, '[');
    for (size_t i = 0; i < subscriptions.count; i++) {
        const Subscription *one = (const Subscription *)subscriptions.items + i;
        Delivery delivery = { .event = event->id, .sequence = event->sequence, .next_at = event->published_at };
        if (!str_equal(one->type, event->type)) continue;
        const Code code = delivery_of_event(cx, &(Delivery){ .subscription = one->id, .event = event->id }, &delivery);
        if (code != OK && code != NOT_FOUND) return code;
        if (code == NOT_FOUND) delivery.state = event->sequence <= one->reached ? S("delivered") : S("unsent");
        if (count++ > 0) buf_char(out, ',');
        add_delivery(out, &delivery, one->subscriber);
    }
    buf_char(out, ']');
    return OK;
}

/* ---- subscribing ---- */

static Code find_own(Ctx *cx, const EventAsk *ask, EventAnswer *answer, Subscription *ret_own, bool *ret_is_there) {
    const Subscription asked = { .room = ask->room, .type = ask->type, .subscriber = ask->client };
    const Code code = subscription_of(cx, &asked, ret_own);
    *ret_is_there = code == OK;
    return code == NOT_FOUND ? event_refuse(cx, answer, 404, "You are not subscribed to this event type") : code;
}

static Code check_receiver(Ctx *cx, const EventAsk *ask, bool is_push, EventAnswer *answer) {
    Receiver receiver;
    if (!is_push) return OK;
    const Code code = receiver_find(cx, ask->client, &receiver);
    if (code != NOT_FOUND) return code;
    return event_refuse(cx, answer, 400,
                        "Events are pushed to the address of your service \"events\", or published in it at your node, "
                        "and you have none: register it, or ask for delivery PULL");
}

/* The room's owner sees all, others themselves. */
static Code list(Ctx *cx, const EventAsk *ask, EventAnswer *answer) {
    Rows subscriptions;
    size_t count = 0;
    TRY(subscriptions_of_room(cx, &(Subscription){ .room = ask->room }, &subscriptions));
    Buf out = buf_new(cx->arena, EVENT_ANSWER_MAX);
    buf_char(&out, '[');
    for (size_t i = 0; i < subscriptions.count; i++) {
        const Subscription *one = (const Subscription *)subscriptions.items + i;
        if (!str_equal(ask->client, ask->room) && !str_equal(ask->client, one->subscriber)) continue;
        if (count++ > 0) buf_char(&out, ',');
        TRY(add_subscription(cx, ask, one, &out));
    }
    buf_char(&out, ']');
    answer->status = 200;
    return buf_done(&out, &answer->body);
}

/* From now on: what was published before is not given. */
static Code subscribe(Ctx *cx, const EventAsk *ask, EventAnswer *answer) {
    EventType type;
    Str node;
    Subscription own = { .room = ask->room, .type = ask->type, .subscriber = ask->client };
    const Code code = event_type_find(cx, ask->room, ask->type, &type);
    if (code == NOT_FOUND) return event_refuse(cx, answer, 404, "This room has no such event type");
    TRY(code);
    const Code found = subscription_of(cx, &own, &own);
    if (found == OK) return event_refuse(cx, answer, 409, "You are subscribed to this event type already");
    if (found != NOT_FOUND) return found;
    own.is_push = !ask->has_push || ask->is_push;
    TRY(subscriber_node(cx, ask->client, &node));
    own.is_fifo = ask->has_fifo ? ask->is_fifo : own.is_push && node.len > 0; /* behind a line that fails: in order */
    own.ttl_s = ask->ttl_s > 0 ? ask->ttl_s : own.is_push && node.len > 0 ? TTL_NODE_S : TTL_STANDARD_S;
    if (own.ttl_s > TTL_MAX_S) return event_refuse(cx, answer, 400, "TTL is longer than a year");
    TRY(check_receiver(cx, ask, own.is_push, answer));
    if (answer->status != 0) return OK;
    own.id = uuid_new(cx->arena);
    own.reached = type.last;
    own.made_at = cx->now;
    TRY(subscription_insert(cx, &own));
    return give_subscription(cx, ask, &own, 200, answer);
}

/* A subscription that was stopped goes on. */
static Code change(Ctx *cx, const EventAsk *ask, EventAnswer *answer) {
    Subscription own;
    bool is_there;
    TRY(find_own(cx, ask, answer, &own, &is_there));
    if (!is_there) return OK;
    if (ask->has_push) own.is_push = ask->is_push;
    if (ask->has_fifo) own.is_fifo = ask->is_fifo;
    if (ask->ttl_s > 0) own.ttl_s = ask->ttl_s;
    if (own.ttl_s > TTL_MAX_S) return event_refuse(cx, answer, 400, "TTL is longer than a year");
    TRY(check_receiver(cx, ask, own.is_push, answer));
    if (answer->status != 0) return OK;
    own.stopped = own.permitted = S(""); /* it is asked again */
    TRY(subscription_update(cx, &own));
    return give_subscription(cx, ask, &own, 201, answer);
}

static Code get(Ctx *cx, const EventAsk *ask, EventAnswer *answer) {
    Subscription own;
    bool is_there;
    TRY(find_own(cx, ask, answer, &own, &is_there));
    return is_there ? give_subscription(cx, ask, &own, 200, answer) : OK;
}

static Code unsubscribe(Ctx *cx, const EventAsk *ask, EventAnswer *answer) {
    Subscription own;
    bool is_there;
    TRY(find_own(cx, ask, answer, &own, &is_there));
    if (!is_there) return OK;
    TRY(deliveries_drop(cx, &own));
    TRY(subscription_drop(cx, &own));
    answer->status = 204;
    return OK;
}

/* ---- what cannot be delivered ---- */

static Code dead(Ctx *cx, const EventAsk *ask, EventAnswer *answer) {
    Subscription own;
    Rows deliveries;
    bool is_there;
    TRY(find_own(cx, ask, answer, &own, &is_there));
    if (!is_there) return OK;
    TRY(deliveries_dead(cx, &(Delivery){ .subscription = own.id }, &deliveries));
    Buf out = buf_new(cx->arena, EVENT_ANSWER_MAX);
    buf_char(&out, '[');
    for (size_t i = 0; i < deliveries.count; i++) {
        if (i > 0) buf_char(&out, ',');
        add_delivery(&out, (const Delivery *)deliveries.items + i, own.subscriber);
    }
    buf_char(&out, ']');
    answer->status = 200;
    return buf_done(&out, &answer->body);
}

static Code find_delivery(Ctx *cx, const EventAsk *ask, EventAnswer *answer, Delivery *ret_delivery,
                          bool *ret_is_there) {
    Subscription own;
    TRY(find_own(cx, ask, answer, &own, ret_is_there));
    if (!*ret_is_there) return OK;
    const Code code = delivery_of_event(cx, &(Delivery){ .subscription = own.id, .event = ask->event }, ret_delivery);
    *ret_is_there = code == OK;
    return code == NOT_FOUND ? event_refuse(cx, answer, 404, "This event is not under way to you") : code;
}

/* However old it is: its time begins anew. */
static Code resend(Ctx *cx, const EventAsk *ask, EventAnswer *answer) {
    Delivery delivery;
    bool is_there;
    TRY(find_delivery(cx, ask, answer, &delivery, &is_there));
    if (!is_there) return OK;
    if (!str_is(delivery.state, "dead")) return event_refuse(cx, answer, 409, "This event is not given up");
    delivery.state = S("waiting");
    delivery.attempts = 0;
    delivery.next_at = cx->now;
    delivery.reason = S("sent again");
    answer->status = 204;
    return delivery_upsert(cx, &delivery);
}

/* ---- pulling ---- */

static Delivery delivery_of(const Ctx *cx, const Subscription *own, const Event *event) {
    return (Delivery){ .subscription = own->id,
                       .sequence = event->sequence,
                       .event = event->id,
                       .fifo_key = event->fifo_key,
                       .state = S("waiting"),
                       .next_at = cx->now };
}

/* Gives the event out, or finds that it must not be given. */
static Code lease(Ctx *cx, const EventAsk *ask, const Subscription *own, Delivery *delivery, EventAnswer *answer) {
    Event event;
    TRY(event_find(cx, own->room, own->type, delivery->event, &event));
    if (event.is_stopped) return delivery_drop(cx, delivery);
    const bool is_again = str_is(delivery->reason, "sent again");
    if (!is_again && event_is_expired(cx, &event, own)) {
        delivery->state = S("dead");
        delivery->reason = S("expired");
        TRY(delivery_upsert(cx, delivery));
        return dead_tell(cx, own, delivery);
    }
    delivery->state = S("leased");
    delivery->attempts++;
    delivery->next_at.us = cx->now.us + setting_int(cx->house->settings, &exchange_event_visibility) * SECOND_US;
    TRY(delivery_upsert(cx, delivery));
    Buf out = buf_new(cx->arena, EVENT_ANSWER_MAX);
    if (!event_item(cx, ask->key, &event, &out)) return event_refuse(cx, answer, 500, "The event cannot be read");
    answer->status = 200;
    return buf_done(&out, &answer->body);
}

static Code pull_waiting(Ctx *cx, const EventAsk *ask, const Subscription *own, EventAnswer *answer) {
    Rows turn;
    TRY(deliveries_of_now(cx, own, &turn));
    for (size_t i = 0; i < turn.count && answer->status == 0; i++)
        TRY(lease(cx, ask, own, (Delivery *)turn.items + i, answer));
    return OK;
}

static Code pull_new(Ctx *cx, const EventAsk *ask, Subscription *own, EventAnswer *answer, bool *ret_is_end) {
    Rows events;
    TRY(events_behind(cx, own->room, own->type, own->reached, &events));
    *ret_is_end = events.count == 0;
    for (size_t i = 0; i < events.count && answer->status == 0; i++) {
        const Event *event = (const Event *)events.items + i;
        Delivery delivery = delivery_of(cx, own, event);
        bool waits;
        own->reached = event->sequence;
        TRY(subscription_key_waits(cx, own, event->fifo_key, &waits));
        if (waits)
            TRY(delivery_upsert(cx, &delivery));
        else
            TRY(lease(cx, ask, own, &delivery, answer));
    }
    return subscription_reach(cx, own);
}

static Code pull(Ctx *cx, const EventAsk *ask, EventAnswer *answer) {
    Subscription own;
    int64_t room;
    bool is_there, is_end = false;
    TRY(find_own(cx, ask, answer, &own, &is_there));
    if (!is_there) return OK;
    if (own.is_push) return event_refuse(cx, answer, 409, "Your events of this type are pushed");
    TRY(pull_waiting(cx, ask, &own, answer));
    TRY(event_load_may_give(cx, &own, &room));
    if (answer->status == 0 && room == 0)
        return event_refuse(cx, answer, 429,
                            "A thousand events were given to you, or wait behind one of their key: acknowledge them "
                            "(DELETE /pull/v1/{eventType}/{eventId}), then there are more");
    for (int steps = 0; steps < TAKE_STEPS && answer->status == 0 && !is_end; steps++)
        TRY(pull_new(cx, ask, &own, answer, &is_end));
    return answer->status == 0 ? event_refuse(cx, answer, 404, "There is no event for you now") : OK;
}

static Code acknowledge(Ctx *cx, const EventAsk *ask, EventAnswer *answer) {
    Delivery delivery;
    bool is_there;
    TRY(find_delivery(cx, ask, answer, &delivery, &is_there));
    if (!is_there) return OK;
    answer->status = 204;
    return delivery_drop(cx, &delivery);
}

Code subscriptions_run(Ctx *cx, const EventAsk *ask, EventAnswer *answer) {
    static Code (*const runs[])(Ctx *, const EventAsk *, EventAnswer *) = {
        [EVENT_SUBSCRIPTIONS] = list,      [EVENT_SUBSCRIBE] = subscribe,
        [EVENT_SUBSCRIPTION_GET] = get,    [EVENT_SUBSCRIPTION_CHANGE] = change,
        [EVENT_UNSUBSCRIBE] = unsubscribe, [EVENT_DEAD] = dead,
        [EVENT_RESEND] = resend,           [EVENT_PULL] = pull,
        [EVENT_ACKNOWLEDGE] = acknowledge,
    };
    MUST(ask->op < COUNT(runs) && runs[ask->op] != NULL);
    return runs[ask->op](cx, ask, answer);
}
