/* platform/exchange/events - see events.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/events.h"

#include "kit/json_schema.h"
#include "platform/exchange/event_load.h"
#include "platform/exchange/message.h"
#include "platform/exchange/readers.h"
#include "platform/exchange/subscriptions.h"
#include "platform/ledger/ledger.h"

#define DAY_US INT64_C(86400000000)

const Setting exchange_events_kept_days = {
    "exchange.events_kept_days", SETTING_INT, "30", 1, 3650, .help = "days for which events are kept that everybody has"
};

static const Field event_type_fields[] = {
    FIELD(EventType, room, REQUIRED, 0, 0),    FIELD(EventType, name, REQUIRED, 0, 0),
    FIELD(EventType, schema, REQUIRED, 0, 0),  FIELD(EventType, last, REQUIRED, 0, 0),
    FIELD(EventType, made_at, REQUIRED, 0, 0),
};
const Shape event_type_shape = SHAPE(EventType, event_type_fields);

static const Field event_fields[] = {
    FIELD(Event, id, REQUIRED, 0, 0),
    FIELD(Event, room, REQUIRED, 0, 0),
    FIELD(Event, type, REQUIRED, 0, 0),
    FIELD(Event, sequence, REQUIRED, 0, 0),
    FIELD(Event, publisher, REQUIRED, 0, 0),
    FIELD(Event, source, REQUIRED, 0, 0),
    FIELD(Event, digest, REQUIRED, 0, 0),
    FIELD(Event, fifo_key, REQUIRED, 0, 0),
    FIELD(Event, published_at, REQUIRED, 0, 0),
    FIELD(Event, bytes, REQUIRED, 0, 0),
    FIELD(Event, box, STORED, 0, 0),
    FIELD(Event, is_stopped, REQUIRED, 0, 0),
    FIELD(Event, message_id, REQUIRED, 0, 0),
    FIELD(Event, request_id, REQUIRED, 0, 0),
    FIELD(Event, exchange, REQUIRED, 0, 0),
    FIELD(Event, rooms, REQUIRED, 0, 0),
    FIELD(Event, origin, REQUIRED, 0, 0),
};
const Shape event_shape = SHAPE(Event, event_fields);

#include "platform/exchange/events.sql.h"

/* ---- answers ---- */

Code event_refuse(Ctx *cx, EventAnswer *answer, int64_t status, const char *words) {
    Buf out = buf_new(cx->arena, EVENT_ANSWER_MAX);
    buf_add(&out, S("{\"message\":"));
    json_write_text(&out, str_of(words));
    buf_char(&out, '}');
    answer->status = status;
    return buf_done(&out, &answer->body);
}

static void add_type(Buf *out, const EventType *type) {
    buf_add(out, S("{\"eventType\":"));
    json_write_text(out, type->name);
    buf_addf(out, ",\"schema\":%.*s}", STR_FMT(type->schema));
}

bool event_data(Ctx *cx, const StoreKey *key, const Event *event, Str *ret_json) {
    char *at = arena_alloc(cx->arena, (size_t)event->bytes + 1);
    *ret_json = (Str){ at, (size_t)event->bytes };
    return box_open(cx->arena, key, event->box, at, (size_t)event->bytes);
}

bool event_item(Ctx *cx, const StoreKey *key, const Event *event, Buf *out) {
    Str data;
    if (!event_data(cx, key, event, &data)) return false;
    buf_add(out, S("{\"id\":"));
    json_write_text(out, event->id);
    buf_add(out, S(",\"sequence\":"));
    buf_int(out, event->sequence);
    buf_add(out, S(",\"publisherId\":"));
    json_write_text(out, event->publisher);
    buf_add(out, S(",\"eventType\":"));
    json_write_text(out, event->type);
    buf_addf(out, ",\"event\":%.*s}", STR_FMT(data));
    return true;
}

/* ---- finding ---- */

Code event_type_find(Ctx *cx, Str room, Str name, EventType *ret_type) {
    return event_type_of(cx, &(EventType){ .room = room, .name = name }, ret_type);
}

Code event_find(Ctx *cx, Str room, Str type, Str id, Event *ret_event) {
    return event_by_id(cx, &(Event){ .id = id, .room = room, .type = type }, ret_event);
}

Code events_behind(Ctx *cx, Str room, Str type, int64_t sequence, Rows *ret_events) {
    return events_after(cx, &(Event){ .room = room, .type = type, .sequence = sequence }, ret_events);
}

Code event_behind(Ctx *cx, Str room, Str type, int64_t sequence, Event *ret_event) {
    return event_next(cx, &(Event){ .room = room, .type = type, .sequence = sequence }, ret_event);
}

/* OK with an answer of 404 when it is not there. */
static Code find_type(Ctx *cx, const EventAsk *ask, EventAnswer *answer, EventType *ret_type, bool *ret_is_there) {
    const Code code = event_type_find(cx, ask->room, ask->type, ret_type);
    *ret_is_there = code == OK;
    return code == NOT_FOUND ? event_refuse(cx, answer, 404, "This room has no such event type") : code;
}

/* ---- kinds of events ---- */

static Code note_change(Ctx *cx, const EventAsk *ask, Str kind) {
    Id entry;
    const LedgerFact facts[] = { { "client", ask->client },
                                 { "event_type", ask->type },
                                 { "schema", sha256_text(cx->arena, ask->schema) } };
    const LedgerItem item = {
        .actor = S("exchange"), .kind = kind, .subject = ask->room, .facts = facts, .fact_count = COUNT(facts)
    };
    return ledger_write(cx, &item, &entry);
}

static Code type_add(Ctx *cx, const EventAsk *ask, EventAnswer *answer) {
    const JsonSchema *schema;
    SchemaFault fault;
    EventType type;
    const SchemaVerdict verdict = json_schema_read(cx->arena, ask->schema, &schema, &fault);
    if (verdict != SCHEMA_FITS)
        return event_refuse(cx, answer, 400,
                            str_format(cx->arena, "The schema is none of draft-07 that we can use, at \"%.*s\" (%.*s)",
                                       STR_FMT(fault.at), STR_FMT(fault.keyword))
                                .at);
    const Code code = event_type_find(cx, ask->room, ask->type, &type);
    if (code == OK) return event_refuse(cx, answer, 409, "This room has an event type of this name already");
    if (code != NOT_FOUND) return code;
    type = (EventType){ .room = ask->room, .name = ask->type, .schema = ask->schema, .made_at = cx->now };
    TRY(event_type_insert(cx, &type));
    TRY(note_change(cx, ask, S("exchange.event_type_added")));
    Buf out = buf_new(cx->arena, EVENT_ANSWER_MAX);
    add_type(&out, &type);
    answer->status = 200;
    return buf_done(&out, &answer->body);
}

static Code type_list(Ctx *cx, const EventAsk *ask, EventAnswer *answer) {
    Rows types;
    TRY(event_types_of(cx, &(EventType){ .room = ask->room }, &types));
    answer->status = types.count > 0 ? 200 : 204;
    if (types.count == 0) return OK;
    Buf out = buf_new(cx->arena, EVENT_ANSWER_MAX);
    for (size_t i = 0; i < types.count; i++) {
        buf_char(&out, i == 0 ? '[' : ',');
        add_type(&out, (const EventType *)types.items + i);
    }
    buf_char(&out, ']');
    return buf_done(&out, &answer->body);
}

static Code type_get(Ctx *cx, const EventAsk *ask, EventAnswer *answer) {
    EventType type;
    bool is_there;
    TRY(find_type(cx, ask, answer, &type, &is_there));
    if (!is_there) return OK;
    Buf out = buf_new(cx->arena, EVENT_ANSWER_MAX);
    add_type(&out, &type);
    answer->status = 200;
    return buf_done(&out, &answer->body);
}

/* Not while somebody wants its events: nothing goes without a word. */
static Code type_drop(Ctx *cx, const EventAsk *ask, EventAnswer *answer) {
    EventType type;
    bool is_there, has_subscribers, has_readers;
    TRY(find_type(cx, ask, answer, &type, &is_there));
    if (!is_there) return OK;
    TRY(subscriptions_exist(cx, ask->room, ask->type, &has_subscribers));
    TRY(readers_exist(cx, ask->room, ask->type, &has_readers));
    if (has_subscribers || has_readers)
        return event_refuse(cx, answer, 409, "Somebody is subscribed to this event type");
    TRY(events_of_type_drop(cx, &type));
    TRY(event_type_drop(cx, &type));
    answer->status = 204;
    return note_change(cx, ask, S("exchange.event_type_dropped"));
}

/* ---- publishing ---- */

static Code refuse_if_full(Ctx *cx, const EventAsk *ask, EventAnswer *answer) {
    bool is_full;
    TRY(event_room_is_full(cx, ask->room, &is_full));
    if (!is_full) return OK;
    answer->retry_after_s = ROOM_FULL_RETRY_S;
    return event_refuse(cx, answer, 429,
                        "Too many events of this room are not taken yet by its subscribers: publish again later. Who "
                        "keeps the exchange was told");
}

/* What is refused here is answered by events_run. */
Code events_prepare(Ctx *cx, const void *in, void *out) {
    (void)out;
    const EventAsk *ask = in;
    EventAnswer *answer = NEW(cx->arena, EventAnswer);
    EventType type;
    bool is_there;
    cx->prepared = answer;
    TRY(find_type(cx, ask, answer, &type, &is_there));
    if (!is_there) return OK;
    const JsonSchema *schema;
    SchemaFault fault;
    MUST(json_schema_read(cx->arena, type.schema, &schema, &fault) == SCHEMA_FITS);
    if (json_schema_check(cx->arena, schema, ask->data, &fault) == SCHEMA_FITS) return refuse_if_full(cx, ask, answer);
    const Str words = str_format(cx->arena, "The event does not fit the schema of its type, at \"%.*s\" (%.*s)",
                                 STR_FMT(fault.at), STR_FMT(fault.keyword));
    return event_refuse(cx, answer, 400, words.at);
}

bool event_was_in(Str rooms, Str room) {
    while (rooms.len > 0) {
        if (str_equal(str_cut(&rooms, ' '), room)) return true;
    }
    return false;
}

/* NULL, or why an event that another exchange brings goes no further. */
static const char *wrong_way(const EventAsk *ask) {
    size_t count = 0;
    for (Str rest = ask->rooms; rest.len > 0; count++) (void)str_cut(&rest, ' ');
    if (event_was_in(ask->rooms, ask->room))
        return "The event was in this room before: rooms are subscribed to each other in a ring";
    return count >= EVENT_ROOMS_MAX ? "The event came through eight rooms: it goes no further" : NULL;
}

static Code give_id(Ctx *cx, EventAnswer *answer, Str id) {
    answer->status = 201;
    answer->body = str_format(cx->arena, "{\"id\":\"%.*s\"}", STR_FMT(id));
    return OK;
}

/* The same event by way of another exchange. One of its name with other content is another: whoever brings a false one
 * first keeps the true one from nobody. */
static Code find_by_origin(Ctx *cx, const Event *asked, Str digest, Event *ret_event) {
    Event wanted = *asked;
    wanted.digest = digest;
    return asked->origin.len == 0 ? NOT_FOUND : event_by_origin(cx, &wanted, ret_event);
}

/* Published once, however often it is sent: the publisher's id tells; and by however many ways it comes. */
static Code publish(Ctx *cx, const EventAsk *ask, EventAnswer *answer) {
    EventType type;
    Event event;
    bool is_there;
    const Str digest = sha256_text(cx->arena, ask->data);
    TRY(find_type(cx, ask, answer, &type, &is_there));
    if (!is_there) return OK;
    const Event asked = { .room = ask->room,
                          .type = ask->type,
                          .publisher = ask->client,
                          .source = ask->source,
                          .origin = ask->origin };
    Code code = event_by_source(cx, &asked, &event);
    if (code == OK && str_equal(event.digest, digest)) return give_id(cx, answer, event.id);
    if (code == OK)
        return event_refuse(cx, answer, 409, "An event of this id was published already, and it was another");
    if (code != NOT_FOUND) return code;
    const char *wrong = wrong_way(ask);
    if (wrong != NULL) return event_refuse(cx, answer, 409, wrong);
    code = find_by_origin(cx, &asked, digest, &event);
    if (code == OK) return give_id(cx, answer, event.id);
    if (code != NOT_FOUND) return code;
    TRY(event_type_count_up(cx, &type));
    event = asked;
    event.id = uuid_new(cx->arena);
    event.sequence = type.last + 1;
    event.digest = digest;
    event.fifo_key = ask->fifo_key;
    event.published_at = cx->now;
    event.bytes = (int64_t)ask->data.len;
    event.message_id = ask->message_id;
    event.request_id = ask->request_id;
    event.exchange = ask->exchange;
    event.rooms = ask->rooms;
    event.box = box_close(cx->arena, ask->key, ask->data.at, ask->data.len);
    TRY(event_insert(cx, &event));
    TRY(event_load_limit(cx, &type, event.sequence));
    return give_id(cx, answer, event.id);
}

static Code find_event(Ctx *cx, const EventAsk *ask, EventAnswer *answer, Event *ret_event, bool *ret_is_there) {
    const Code code = event_find(cx, ask->room, ask->type, ask->event, ret_event);
    *ret_is_there = code == OK;
    return code == NOT_FOUND ? event_refuse(cx, answer, 404, "There is no such event") : code;
}

static Code event_status(Ctx *cx, const EventAsk *ask, EventAnswer *answer) {
    Event event;
    bool is_there;
    TRY(find_event(cx, ask, answer, &event, &is_there));
    if (!is_there) return OK;
    Buf out = buf_new(cx->arena, EVENT_ANSWER_MAX);
    if (!event_item(cx, ask->key, &event, &out)) return event_refuse(cx, answer, 500, "The event cannot be read");
    out.len--; /* goes on inside of the object */
    buf_addf(&out, ",\"status\":\"%s\",\"deliveries\":", event.is_stopped ? "STOPPED" : "PUBLISHED");
    TRY(deliveries_told(cx, &event, &out));
    buf_char(&out, '}');
    answer->status = 200;
    return buf_done(&out, &answer->body);
}

static Code stop(Ctx *cx, const EventAsk *ask, EventAnswer *answer) {
    Event event;
    bool is_there;
    TRY(find_event(cx, ask, answer, &event, &is_there));
    if (!is_there) return OK;
    answer->status = 204;
    return event_stop(cx, &event);
}

/* ---- all of it ---- */

bool event_op_writes(EventOp op) {
    return op != EVENT_TYPE_LIST && op != EVENT_TYPE_GET && op != EVENT_STATUS && op != EVENT_SUBSCRIPTIONS &&
           op != EVENT_SUBSCRIPTION_GET && op != EVENT_DEAD;
}

Code events_run(Ctx *cx, const void *in, void *out) {
    const EventAsk *ask = in;
    EventAnswer *answer = out;
    const EventAnswer *refusal = cx->prepared;
    if (refusal != NULL && refusal->status != 0) {
        *answer = *refusal;
        return OK;
    }
    switch (ask->op) {
    case EVENT_TYPE_ADD: return type_add(cx, ask, answer);
    case EVENT_TYPE_LIST: return type_list(cx, ask, answer);
    case EVENT_TYPE_GET: return type_get(cx, ask, answer);
    case EVENT_TYPE_DROP: return type_drop(cx, ask, answer);
    case EVENT_PUBLISH: return publish(cx, ask, answer);
    case EVENT_STATUS: return event_status(cx, ask, answer);
    case EVENT_STOP: return stop(cx, ask, answer);
    case EVENT_SUBSCRIPTIONS:
    case EVENT_SUBSCRIBE:
    case EVENT_SUBSCRIPTION_GET:
    case EVENT_SUBSCRIPTION_CHANGE:
    case EVENT_UNSUBSCRIBE:
    case EVENT_DEAD:
    case EVENT_RESEND:
    case EVENT_PULL:
    case EVENT_ACKNOWLEDGE: return subscriptions_run(cx, ask, answer);
    }
    CANNOT("every operation is above");
}

Code events_sweep(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const int64_t kept_us = setting_int(cx->house->settings, &exchange_events_kept_days) * DAY_US;
    return events_sweep_old(cx, &(Event){ .published_at = { cx->now.us - kept_us } });
}
