/* platform/exchange/event_load - see event_load.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/event_load.h"

#include "platform/exchange/dead_letters.h"
#include "platform/notices/notices.h"

#define HOUR_US INT64_C(3600000000)

const Setting exchange_events_waiting_max = {
    "exchange.events_waiting_max", SETTING_INT, "20000", 10, 10000000,
    .help = "events of one type that may wait for one subscriber; of more the oldest are given up, as dead letters"
};
const Setting exchange_room_events_max = {
    "exchange.room_events_max", SETTING_INT, "1000000", 10, 1000000000,
    .help = "events of one room that may wait or be dead, counted for each subscriber; beyond that nothing more is "
            "published in it (429)"
};

/* {0} the room, {1} how many, {2} how many may be */
static const NoticeKind room_full = {
    "exchange/room-full",
    URGENCY_HIGH,
    { "Phòng sự kiện {0} đã đầy", "The room of events {0} is full" },
    { "{1} sự kiện của {0} chưa giao được, mức cho phép là {2}, nên không nhận thêm sự kiện nào. Gửi lại hoặc bỏ những "
      "sự kiện đã thôi giao, và hỏi các bên nhận vì sao không nhận.",
      "{1} events of {0} are not taken yet, and {2} may be, so nothing more is published in it. Send again or discard "
      "what was given up, and ask the subscribers why they take nothing." }
};

typedef struct RoomLoad {
    Str room;
    int64_t waiting, dead;
} RoomLoad;

static const Field room_load_fields[] = {
    FIELD(RoomLoad, room, REQUIRED, 0, 0),
    FIELD(RoomLoad, waiting, REQUIRED, 0, 0),
    FIELD(RoomLoad, dead, REQUIRED, 0, 0),
};
static const Shape room_load_shape = SHAPE(RoomLoad, room_load_fields);

typedef struct SubscriptionLoad {
    Str room, type, subscriber;
    int64_t waiting, dead;
} SubscriptionLoad;

static const Field subscription_load_fields[] = {
    FIELD(SubscriptionLoad, room, REQUIRED, 0, 0),       FIELD(SubscriptionLoad, type, REQUIRED, 0, 0),
    FIELD(SubscriptionLoad, subscriber, REQUIRED, 0, 0), FIELD(SubscriptionLoad, waiting, REQUIRED, 0, 0),
    FIELD(SubscriptionLoad, dead, REQUIRED, 0, 0),
};
static const Shape subscription_load_shape = SHAPE(SubscriptionLoad, subscription_load_fields);

typedef struct UnderWay {
    Str subscription;
    int64_t count;
} UnderWay;

static const Field under_way_fields[] = {
    FIELD(UnderWay, subscription, REQUIRED, 0, 0),
    FIELD(UnderWay, count, REQUIRED, 0, 0),
};
static const Shape under_way_shape = SHAPE(UnderWay, under_way_fields);

#include "platform/exchange/event_load.sql.h"

/* ---- rooms ---- */

static bool is_full(Ctx *cx, const RoomLoad *load) {
    return load->waiting + load->dead >= setting_int(cx->house->settings, &exchange_room_events_max);
}

Code event_load_wanted(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Rows changed;
    TRY(room_loads_changed(cx, &changed));
    return changed.count > 0 ? OK : NOT_FOUND;
}

static Code tell_full(Ctx *cx, const RoomLoad *load) {
    const Str about = str_format(cx->arena, "exchange|full|%.*s", STR_FMT(load->room));
    if (!is_full(cx, load)) return notice_settle(cx, about);
    const NoticeGiving giving = {
        .kind = &room_full,
        .to = { .permission = S("exchange.manage") },
        .key = str_format(cx->arena, "%.*s|%lld", STR_FMT(load->room), (long long)(cx->now.us / HOUR_US)),
        .about = about,
        .page = S("/lien-thong/chua-giao"),
        .values = { load->room, int_text(cx, load->waiting + load->dead),
                    int_text(cx, setting_int(cx->house->settings, &exchange_room_events_max)) },
    };
    return notice_give(cx, &giving);
}

Code event_load_weigh(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Rows changed;
    TRY(room_loads_changed(cx, &changed));
    for (size_t i = 0; i < changed.count; i++) {
        const RoomLoad *load = (const RoomLoad *)changed.items + i;
        TRY(room_load_put(cx, load));
        TRY(tell_full(cx, load));
    }
    return OK;
}

Code event_room_is_full(Ctx *cx, Str room, bool *ret_is_full) {
    RoomLoad load = { .room = room };
    const Code code = room_load_of(cx, &load, &load);
    *ret_is_full = code == OK && is_full(cx, &load);
    return code == NOT_FOUND ? OK : code;
}

/* ---- subscribers ---- */

Code event_load_may_give(Ctx *cx, const Subscription *subscription, int64_t *ret_room) {
    UnderWay counted = { 0 };
    TRY(deliveries_under_way(cx, &(UnderWay){ .subscription = subscription->id }, &counted));
    *ret_room = counted.count < EVENTS_UNDER_WAY_MAX ? EVENTS_UNDER_WAY_MAX - counted.count : 0;
    return OK;
}

/* Up to the sequence `until`; a few at a time, so that a limit that was lowered is reached by and by. */
static Code give_up_oldest(Ctx *cx, Subscription *subscription, int64_t until) {
    const int64_t max = setting_int(cx->house->settings, &exchange_events_waiting_max);
    Delivery dead = { .subscription = subscription->id,
                      .state = S("dead"),
                      .next_at = cx->now,
                      .reason =
                          str_format(cx->arena, "more than %lld events waited for this subscriber", (long long)max) };
    Rows events;
    TRY(events_behind(cx, subscription->room, subscription->type, subscription->reached, &events));
    for (size_t i = 0; i < events.count; i++) {
        const Event *event = (const Event *)events.items + i;
        if (event->sequence > until) break;
        dead.sequence = subscription->reached = event->sequence;
        dead.event = event->id;
        dead.fifo_key = event->fifo_key;
        if (!event->is_stopped) TRY(delivery_put(cx, &dead));
    }
    if (dead.event.len > 0) TRY(dead_tell(cx, subscription, &dead));
    return subscription_set_reached(cx, subscription);
}

Code event_load_limit(Ctx *cx, const EventType *type, int64_t last) {
    const int64_t until = last - setting_int(cx->house->settings, &exchange_events_waiting_max);
    Rows behind;
    if (until <= 0) return OK;
    TRY(subscriptions_behind(cx, &(Subscription){ .room = type->room, .type = type->name, .reached = until }, &behind));
    for (size_t i = 0; i < behind.count; i++) TRY(give_up_oldest(cx, (Subscription *)behind.items + i, until));
    return OK;
}

/* ---- figures ---- */

static void add_head(Buf *out, const char *name, const char *help) {
    buf_addf(out, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name);
}

static void add_of_each(Buf *out, const char *name, const char *help, const Rows *loads, bool is_dead) {
    add_head(out, name, help);
    for (size_t i = 0; i < loads->count; i++) {
        const SubscriptionLoad *one = (const SubscriptionLoad *)loads->items + i;
        buf_addf(out, "%s{room=\"%.*s\",type=\"%.*s\",subscriber=\"%.*s\"} %lld\n", name, STR_FMT(one->room),
                 STR_FMT(one->type), STR_FMT(one->subscriber), (long long)(is_dead ? one->dead : one->waiting));
    }
}

static void add_one(Buf *out, const char *name, const char *help, int64_t value) {
    add_head(out, name, help);
    buf_addf(out, "%s %lld\n", name, (long long)value);
}

/* Names of rooms and types hold neither quotes nor backslashes. */
Code event_load_metrics(Ctx *cx, Buf *out) {
    const Settings *settings = cx->house->settings;
    Rows loads;
    TRY(subscription_loads(cx, &loads));
    add_of_each(out, "banyan_exchange_events_waiting", "Events that a subscriber has not taken yet", &loads, false);
    add_of_each(out, "banyan_exchange_events_dead", "Events that were given up and wait for a decision", &loads, true);
    add_one(out, "banyan_exchange_events_waiting_max", "How many may wait for one subscriber",
            setting_int(settings, &exchange_events_waiting_max));
    add_one(out, "banyan_exchange_room_events_max", "How many of one room may wait or be dead",
            setting_int(settings, &exchange_room_events_max));
    return OK;
}
