/* platform/exchange/events - rooms: kinds of events with their schema, and what is published in them (GovStack
 * publish/subscribe). A room is a subsystem that has a service `events`. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_EVENTS_H
#define PLATFORM_EXCHANGE_EVENTS_H

#include "kit/crypto.h"
#include "kit/module.h"
#include "platform/exchange/exchange.h"

enum {
    EVENT_TYPE_LETTERS_MAX = EXCHANGE_EVENT_TYPE_MAX,
    EVENT_BYTES_MAX = 1024 * 1024,
    EVENT_TYPES_MAX = 1000,
    EVENT_KEY_BYTES_MAX = 200,
    EVENT_SOURCE_BYTES_MAX = 255,
    EVENT_ORIGIN_BYTES_MAX = 1024, /* a slash and the id of a subsystem */
    EVENT_LEVELS_MAX = 64,
    EVENT_ROOMS_MAX = 8,
    EVENT_ANSWER_MAX = 16 * 1024 * 1024
};

/* The service of a subsystem by which it is a room, that rights are given for, and whose address takes what is pushed.
 */
#define EVENTS_SERVICE "events"
/* The extension of a CloudEvent between two exchanges: the rooms that it came through. */
#define EVENT_ROOMS "rooms"

typedef enum EventOp {
    EVENT_TYPE_ADD,
    EVENT_TYPE_LIST,
    EVENT_TYPE_GET,
    EVENT_TYPE_DROP,
    EVENT_PUBLISH,
    EVENT_STATUS,
    EVENT_STOP,
    EVENT_SUBSCRIPTIONS,
    EVENT_SUBSCRIBE,
    EVENT_SUBSCRIPTION_GET,
    EVENT_SUBSCRIPTION_CHANGE,
    EVENT_UNSUBSCRIBE,
    EVENT_DEAD,
    EVENT_RESEND,
    EVENT_PULL,
    EVENT_ACKNOWLEDGE,
} EventOp;

/* What a client wants in a room. "" and 0 is what was not said. */
typedef struct EventAsk {
    EventOp op;
    Str room, client, type, event;
    Str source;       /* the publisher's own id of the event */
    Str schema, data; /* JSON */
    Str fifo_key;
    Str rooms, origin; /* as another exchange says it; "" for all others */
    bool has_push, is_push, has_fifo, is_fifo;
    int64_t ttl_s;
    Str message_id, request_id, exchange; /* of the message that asks */
    const StoreKey *key;
} EventAsk;

typedef struct EventAnswer {
    int64_t status;
    Str body; /* JSON; "" is none */
    int64_t retry_after_s; /* 0: nothing is said of it */
} EventAnswer;

/* Also a row. */
typedef struct EventType {
    Str room, name, schema;
    int64_t last;
    Time made_at;
} EventType;

typedef struct Event {
    Str id, room, type;
    int64_t sequence;
    Str publisher, source, digest, fifo_key;
    Time published_at;
    int64_t bytes;
    Str box;
    bool is_stopped;
    Str message_id, request_id, exchange;
    Str rooms;  /* of other exchanges, through which it came, with blanks between; "": it was published here first */
    Str origin; /* then, the source of the CloudEvent as its first exchange gave it; `source` is its id there */
} Event;

extern const Shape event_type_shape, event_shape;

/* The Works of a call: in is an EventAsk, out an EventAnswer. What a client did wrong is an answer, too. */
Code events_prepare(Ctx *cx, const void *in, void *out); /* does the event fit its schema? */
Code events_run(Ctx *cx, const void *in, void *out);
bool event_op_writes(EventOp op);

Code event_refuse(Ctx *cx, EventAnswer *answer, int64_t status, const char *words); /* OK */
Code event_type_find(Ctx *cx, Str room, Str name, EventType *ret_type);
Code event_find(Ctx *cx, Str room, Str type, Str id, Event *ret_event);
/* Those behind a sequence, at most 20. */
Code events_behind(Ctx *cx, Str room, Str type, int64_t sequence, Rows *ret_events);
/* {id, sequence, publisherId, eventType, event}; false when the key is another one. */
bool event_item(Ctx *cx, const StoreKey *key, const Event *event, Buf *out);
/* The one behind a sequence; NOT_FOUND, without a Problem, when there is none. */
Code event_behind(Ctx *cx, Str room, Str type, int64_t sequence, Event *ret_event);
/* Was it in this room on its way to ours? */
bool event_was_in(Str rooms, Str room);
bool event_data(Ctx *cx, const StoreKey *key, const Event *event, Str *ret_json);

/* A job: removes what everybody has, and what is too old for anybody. */
Code events_sweep(Ctx *cx, const void *in, void *out);

extern const Setting exchange_events_kept_days;

#endif
