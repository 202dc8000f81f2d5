/* platform/exchange/pushes - see pushes.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/pushes.h"

#include "kit/cloud_event.h"
#include "platform/exchange/dead_letters.h"
#include "platform/exchange/event_load.h"
#include "platform/exchange/message.h"
#include "platform/exchange/push_asking.h"
#include "platform/exchange/records.h"

#define SECOND_US INT64_C(1000000)
#define SLOW_US   (2 * SECOND_US)

enum {
    STATUS_BAD = 400,
    STATUS_CONFLICT = 409,
    STATUS_UNSUPPORTED = 415,
    PAUSE_MAX_S = 3600,
    LINE_PAUSE_MAX_S = 60, /* to another node: it is back as soon as its line is */
    PUSH_BYTES_MAX = 2 * EVENT_BYTES_MAX,
    EXTENSIONS_MAX = 3
};

const Setting exchange_event_retry = {
    "exchange.event_retry",
    SETTING_INT,
    "5",
    1,
    3600,
    .help = "seconds after which a push that failed is tried again; twice as many each time, at most an hour"
};
const Setting exchange_event_tries = {
    "exchange.event_tries", SETTING_INT, "12", 1, 100, .help = "tries after which a push is given up, and kept as dead"
};

/* ---- looking ---- */

/* `to_node`: to a room of another exchange, which is told where it was; there it has the name that its first exchange
 * gave it, so that whoever gets it by two ways knows it. */
static bool compose(Ctx *cx, const StoreKey *key, const Event *event, bool to_node, Str *ret_body) {
    CloudExtension *more = NEW_ARRAY(cx->arena, CloudExtension, EXTENSIONS_MAX);
    size_t count = 0;
    more[count++] = (CloudExtension){ S("sequence"), int_text(cx, event->sequence) };
    if (event->message_id.len > 0) /* whose evidence proves it */
        more[count++] = (CloudExtension){ S("messageid"), event->message_id };
    if (to_node)
        more[count++] =
            (CloudExtension){ S(EVENT_ROOMS), str_format(cx->arena, "%.*s%s%.*s", STR_FMT(event->rooms),
                                                         event->rooms.len > 0 ? " " : "", STR_FMT(event->room)) };
    const bool keeps_name = to_node && event->origin.len > 0;
    const Str source = str_format(cx->arena, "/%.*s", STR_FMT(event->publisher));
    CloudEvent cloud = { .id = keeps_name ? event->source : event->id,
                         .source = keeps_name ? event->origin : source,
                         .type = event->type,
                         .subject = event->fifo_key,
                         .time = time_text(cx->arena, event->published_at),
                         .data_content_type = S("application/json"),
                         .extensions = more,
                         .extension_count = count,
                         .has_data = true };
    return event_data(cx, key, event, &cloud.data) &&
           cloud_event_json(cx->arena, &cloud, PUSH_BYTES_MAX, ret_body) == CLOUD_FINE;
}

static Code add_push(Ctx *cx, PushRound *round, const Subscription *subscription, const Receiver *receiver,
                     const Event *event, const Delivery *delivery, bool is_new) {
    Push *push = &round->pushes[round->count++];
    bool is_blocked = false;
    Str origin = S("");
    if (receiver->node.len > 0) TRY(subscriber_node(cx, event->publisher, &origin));
    if (is_new) TRY(subscription_key_waits(cx, subscription, event->fifo_key, &is_blocked));
    *push = (Push){ .subscription = subscription,
                    .delivery = *delivery,
                    .is_new = is_new,
                    .receiver = *receiver,
                    .event_type = event->type };
    const bool is_again = str_is(delivery->reason, "sent again");
    const bool goes_back =
        (origin.len > 0 && str_equal(origin, receiver->node)) || event_was_in(event->rooms, subscription->subscriber);
    if (event->is_stopped || goes_back)
        push->state = PUSH_VOID; /* nothing goes back to where it came from, nor around in a ring */
    else if (is_blocked)
        push->state = PUSH_BLOCKED;
    else if (!is_again && event_is_expired(cx, event, subscription))
        push->state = PUSH_EXPIRED;
    else if (!compose(cx, &round->key, event, receiver->node.len > 0, &push->body))
        push->trouble = S("the event cannot be read");
    return OK;
}

/* Up to where the pushes of the next subscription may stand in the round. */
static size_t round_end(const PushRound *round, const Subscription *subscription) {
    const size_t burst = subscription->rate > 0 ? (size_t)push_burst(subscription->rate) : ROUND_MAX;
    return burst < ROUND_MAX - round->count ? round->count + burst : ROUND_MAX;
}

static Code look_at(Ctx *cx, PushRound *round, const Subscription *subscription) {
    Rows due, events;
    Receiver receiver = { 0 };
    int64_t room;
    bool may;
    const size_t end = round_end(round, subscription);
    TRY(subscription_may(cx, subscription, &may));
    if (!may) {
        round->forbidden[round->forbidden_count++] = subscription;
        return OK;
    }
    const Code code = receiver_find(cx, subscription->subscriber, &receiver);
    if (code != OK && code != NOT_FOUND) return code;
    TRY(deliveries_of_now(cx, subscription, &due));
    for (size_t i = 0; i < due.count && round->count < end; i++) {
        const Delivery *one = (const Delivery *)due.items + i;
        Event event;
        TRY(event_find(cx, subscription->room, subscription->type, one->event, &event));
        TRY(add_push(cx, round, subscription, &receiver, &event, one, false));
    }
    TRY(event_load_may_give(cx, subscription, &room));
    TRY(events_behind(cx, subscription->room, subscription->type, subscription->reached, &events));
    for (size_t i = 0; i < events.count && (int64_t)i < room && round->count < end; i++) {
        const Event *event = (const Event *)events.items + i;
        const Delivery delivery = { .subscription = subscription->id,
                                    .sequence = event->sequence,
                                    .event = event->id,
                                    .fifo_key = event->fifo_key,
                                    .state = S("waiting"),
                                    .next_at = cx->now,
                                    .reason = S("") };
        TRY(add_push(cx, round, subscription, &receiver, event, &delivery, true));
    }
    return OK;
}

static Code look_around(Ctx *cx, bool is_slow) {
    Rows subscriptions;
    TRY(subscriptions_to_push(cx, is_slow, &subscriptions));
    if (subscriptions.count == 0) return NOT_FOUND;
    PushRound *round = NEW(cx->arena, PushRound);
    round->began_at = time_now();
    TRY(records_key(cx, &round->key));
    round->pushes = NEW_ARRAY(cx->arena, Push, ROUND_MAX);
    for (size_t i = 0; i < subscriptions.count && round->count < ROUND_MAX; i++)
        TRY(look_at(cx, round, (const Subscription *)subscriptions.items + i));
    cx->prepared = round;
    return round->count + round->forbidden_count > 0 ? OK : NOT_FOUND;
}

Code pushes_wanted(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    return look_around(cx, false);
}

Code pushes_slow_wanted(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    return look_around(cx, true);
}

Code pushes_ask(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    push_round_ask(cx, cx->prepared);
    return OK;
}

/* ---- hearing ---- */

/* When one that was not taken is tried again. From half of the pause to all of it, so that those who failed together
 * do not come back together; later when the receiver says so, but within the hour. */
static Time next_of(const Ctx *cx, const PushRound *round, const Push *push) {
    const bool is_line = str_starts(push->trouble, S(LINE_DOWN));
    const int64_t pause_max_s = is_line ? LINE_PAUSE_MAX_S : PAUSE_MAX_S;
    int64_t pause_s = setting_int(cx->house->settings, &exchange_event_retry);
    for (int64_t i = 0; i < push->delivery.attempts && pause_s < pause_max_s; i++) pause_s *= 2;
    if (pause_s > pause_max_s) pause_s = pause_max_s;
    const int64_t asked_s = push->reply.retry_after_s < PAUSE_MAX_S ? push->reply.retry_after_s : PAUSE_MAX_S;
    const int64_t half_us = pause_s * SECOND_US / 2, asked_us = asked_s * SECOND_US;
    int64_t pause_us = half_us + (int64_t)((double)push->chance / UINT32_MAX * (double)half_us);
    if (asked_us > pause_us) pause_us = asked_us;
    return (Time){ cx->now.us + (push->asked_at.us + push->duration - round->began_at.us) + pause_us };
}

static Code record_one(Ctx *cx, const StoreKey *key, const Push *push, bool is_answer, const Id *exchange) {
    const Str head = str_format(cx->arena, "POST\r\n%.*s\r\nwebhook-id:%.*s\r\n", STR_FMT(push->receiver.url),
                                STR_FMT(push->delivery.event));
    const Sha512 digest = sha512(push->body);
    Record record = { .exchange = *exchange,
                      .is_answer = is_answer,
                      .request_id = push->delivery.event,
                      .message_id = push->delivery.event,
                      .at = is_answer ? (Time){ push->asked_at.us + push->duration } : push->asked_at,
                      .client = push->subscription->room,
                      .service = push->receiver.id,
                      .method = S("POST"),
                      .status = is_answer && push->code == OK ? push->reply.status : 0,
                      .fault = is_answer && push->code != OK ? S("Server.ServerProxy.NetworkError") : S(""),
                      .duration = push->duration,
                      .bytes = is_answer ? (int64_t)push->reply_bytes : (int64_t)push->body.len,
                      .identity = S("exchange"),
                      .body_digest = is_answer ? NULL : &digest,
                      .head_part = is_answer ? int_text(cx, push->reply.status) : head };
    record_prepare(cx->arena, key, &record);
    return record_write(cx, key, &record);
}

/* Every attempt, without the event itself. */
static Code record_attempt(Ctx *cx, const StoreKey *key, const Push *push) {
    const bool was_sent = push->receiver.url.len > 0 && push->permission.state != PERMISSION_SILENT;
    if (!was_sent || push->receiver.node.len > 0) return OK; /* by a node it is recorded as a message */
    const Id exchange = id_make("exchange", push->asked_at);
    TRY(record_one(cx, key, push, false, &exchange));
    return record_one(cx, key, push, true, &exchange);
}

static Code bury(Ctx *cx, Push *push, Str reason, const Subscription *now) {
    push->delivery.state = S("dead");
    push->delivery.reason = reason;
    TRY(delivery_put(cx, &push->delivery));
    return dead_tell(cx, now, &push->delivery);
}

static Code hear_refusal(Ctx *cx, const PushRound *round, Push *push, Subscription *now) {
    const int status = push->reply.status;
    push->delivery.next_at = next_of(cx, round, push);
    push->delivery.attempts++;
    const bool is_line = push->code != OK && str_starts(push->trouble, S(LINE_DOWN)),
               is_afar = push->receiver.node.len > 0;
    if (push->code == OK)
        push->trouble = str_format(cx->arena, "answered with status %d%s%.*s", status,
                                   push->trouble.len > 0 ? ", " : "", STR_FMT(push->trouble));
    if (push->code == OK && status == PUSH_STATUS_GONE) { /* for good, says the receiver */
        now->stopped = S("the receiver answered 410: it wants no more");
        TRY(subscription_set_stopped(cx, now));
        return bury(cx, push, push->trouble, now);
    }
    const bool is_hopeless =
        push->code == OK && (status == STATUS_UNSUPPORTED ||
                             (is_afar && (status == STATUS_BAD || status == STATUS_CONFLICT))); /* of the room there */
    const bool is_tried = push->delivery.attempts >= setting_int(cx->house->settings, &exchange_event_tries);
    if (is_hopeless || (is_tried && !is_line)) /* while the line is down only its time ends it */
        return bury(cx, push, push->trouble, now);
    push->delivery.state = S("waiting");
    push->delivery.reason = push->trouble;
    return delivery_put(cx, &push->delivery);
}

/* The subscription as it is now: it may have been changed, or be gone, since it was looked at. */
static Code hear_one(Ctx *cx, const PushRound *round, Push *push, const Push *keeper, Subscription *now) {
    if (push->state == PUSH_ASKED) TRY(record_attempt(cx, &round->key, push));
    const bool has_row = !push->is_new || push->delivery.sequence <= now->reached; /* it was given up meanwhile */
    if (push_is_taken(push) || push->state == PUSH_VOID) return has_row ? delivery_done(cx, &push->delivery) : OK;
    if (push->state == PUSH_EXPIRED) return bury(cx, push, S("expired"), now);
    if (push->state == PUSH_ASKED) return hear_refusal(cx, round, push, now);
    if (keeper != NULL && keeper->code != OK) push->delivery.next_at = next_of(cx, round, keeper); /* nobody is there */
    return push->is_new || keeper != NULL ? delivery_put(cx, &push->delivery) : OK;                /* its turn comes */
}

/* What the receiver said before the first push. */
static Code hear_permission(Ctx *cx, const PushPermission *permission, Subscription *now) {
    if (permission->state == PERMISSION_GIVEN) {
        now->permitted = permission->permitted;
        now->rate = permission->rate;
        return subscription_set_permission(cx, now);
    }
    if (permission->state != PERMISSION_REFUSED) return OK;
    now->stopped = permission->trouble;
    return subscription_set_stopped(cx, now);
}

static Code stop_forbidden(Ctx *cx, const PushRound *round) {
    for (size_t i = 0; i < round->forbidden_count; i++) {
        Subscription one;
        const Code code = subscription_find(cx, round->forbidden[i]->id, &one);
        if (code == NOT_FOUND) continue;
        TRY(code);
        one.stopped = S("the subscriber may not subscribe any more");
        TRY(subscription_set_stopped(cx, &one));
    }
    return OK;
}

/* By the rate that the receiver allows, when it allows one. */
static Code note_rate(Ctx *cx, const PushRound *round, const Subscription *subscription, int64_t rate, int64_t asked) {
    Subscription changed = *subscription;
    if (rate == 0 || asked == 0) return OK;
    changed.paced_until.us = round->began_at.us + push_pause_us(rate, asked);
    return subscription_set_pace(cx, &changed);
}

/* Of those of one subscription the slowest tells. */
static Code note_pace(Ctx *cx, const PushRound *round, const Subscription *subscription) {
    bool is_slow = false;
    int64_t asked = 0, rate = subscription->rate;
    for (size_t i = 0; i < round->count; i++) {
        const Push *each = &round->pushes[i];
        if (each->subscription != subscription || each->state != PUSH_ASKED) continue;
        asked++;
        if (each->permission.state == PERMISSION_GIVEN) rate = each->permission.rate;
        is_slow = is_slow || each->duration > SLOW_US;
    }
    TRY(note_rate(cx, round, subscription, rate, asked));
    if (asked == 0 || is_slow == subscription->is_slow) return OK;
    Subscription changed = *subscription;
    changed.is_slow = is_slow;
    return subscription_set_slow(cx, &changed);
}

Code pushes_hear(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    PushRound *round = cx->prepared;
    TRY(stop_forbidden(cx, round));
    for (size_t i = 0; i < round->count; i++) {
        Push push = round->pushes[i]; /* this may run more than once */
        if (i + 1 == round->count || round->pushes[i + 1].subscription != push.subscription)
            TRY(note_pace(cx, round, push.subscription));
        Subscription now;
        const Code code = subscription_find(cx, push.subscription->id, &now);
        if (code == NOT_FOUND) continue;
        TRY(code);
        TRY(hear_permission(cx, &push.permission, &now));
        TRY(hear_one(cx, round, &push, push_keeper(round, &round->pushes[i]), &now));
        if (push_is_taken(&push) && push.receiver.node.len > 0) TRY(deliveries_hurry(cx, now.id));
        if (!push.is_new || push.delivery.sequence <= now.reached) continue;
        now.reached = push.delivery.sequence;
        TRY(subscription_set_reached(cx, &now));
    }
    return OK;
}
