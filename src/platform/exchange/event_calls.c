/* platform/exchange/event_calls - see event_calls.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/event_calls.h"

#include "kit/cloud_event.h"
#include "kit/json_open.h"

enum { PATH_PARTS_MAX = 6 };

/* What stands behind the application's code, and what it asks for: {} is a name. */
typedef struct EventRoute {
    const char *verb;
    const char *parts[PATH_PARTS_MAX];
    EventOp op;
} EventRoute;

static const EventRoute event_routes[] = {
    { "POST", { "api", "v1", "eventType" }, EVENT_TYPE_ADD },
    { "GET", { "api", "v1", "eventType" }, EVENT_TYPE_LIST },
    { "GET", { "api", "v1", "eventType", "{type}" }, EVENT_TYPE_GET },
    { "DELETE", { "api", "v1", "eventType", "{type}" }, EVENT_TYPE_DROP },
    { "POST", { "pub", "v1", "{type}" }, EVENT_PUBLISH },
    { "GET", { "pub", "v1", "{type}", "{event}" }, EVENT_STATUS },
    { "DELETE", { "pub", "v1", "{type}", "{event}" }, EVENT_STOP },
    { "GET", { "api", "v1", "subs" }, EVENT_SUBSCRIPTIONS },
    { "POST", { "api", "v1", "subs", "{type}" }, EVENT_SUBSCRIBE },
    { "GET", { "api", "v1", "subs", "{type}" }, EVENT_SUBSCRIPTION_GET },
    { "PATCH", { "api", "v1", "subs", "{type}" }, EVENT_SUBSCRIPTION_CHANGE },
    { "DELETE", { "api", "v1", "subs", "{type}" }, EVENT_UNSUBSCRIBE },
    { "GET", { "api", "v1", "subs", "{type}", "dead" }, EVENT_DEAD },
    { "POST", { "api", "v1", "subs", "{type}", "dead", "{event}" }, EVENT_RESEND },
    { "GET", { "pull", "v1", "{type}" }, EVENT_PULL },
    { "DELETE", { "pull", "v1", "{type}", "{event}" }, EVENT_ACKNOWLEDGE },
};

bool event_path_is(Str service, Str path) {
    if (str_is(service, "pub") || str_is(service, "pull")) return str_starts(path, S("/v1/"));
    return str_is(service, "api") && (str_starts(path, S("/v1/eventType")) || str_starts(path, S("/v1/subs")));
}

Str event_path(Arena *arena, Str service, Str path) {
    return str_format(arena, "/%.*s%.*s", STR_FMT(service), STR_FMT(path));
}

/* ---- the address ---- */

static bool fits_route(Arena *arena, const EventRoute *route, Str verb, Str path, EventAsk *ask) {
    Str rest = str_part(path, 1, path.len);
    if (!str_is(verb, route->verb)) return false;
    for (size_t i = 0; i < PATH_PARTS_MAX; i++) {
        const char *wanted = route->parts[i];
        if (wanted == NULL || rest.at == NULL) return wanted == NULL && rest.at == NULL;
        const Str part = str_cut(&rest, '/');
        Str decoded;
        if (wanted[0] != '{') {
            if (!str_is(part, wanted)) return false;
            continue;
        }
        if (!exchange_part_read(arena, part, &decoded)) return false;
        if (strcmp(wanted, "{type}") == 0)
            ask->type = decoded;
        else
            ask->event = decoded;
    }
    return rest.at == NULL;
}

/* ---- the body ---- */

static Str body_text(const Call *call) {
    char *at = arena_alloc(call->arena, call->body.size + 1);
    return (Str){ at, body_read(&call->body, 0, at, call->body.size) };
}

static bool name_is_fine(Str name) {
    for (size_t i = 0; i < name.len; i++) {
        const char c = name.at[i];
        const bool is_letter = ((c | ' ') >= 'a' && (c | ' ') <= 'z') || (c >= '0' && c <= '9');
        if (!is_letter && c != '.' && c != '-' && c != '_') return false;
    }
    return name.len > 0 && name.len <= EVENT_TYPE_LETTERS_MAX;
}

static const char *read_type(const Call *call, const JsonOpen *body, EventAsk *ask) {
    ask->type = json_open_text(body, "eventType");
    ask->schema = json_open_json(call->arena, body, "schema");
    if (!name_is_fine(ask->type)) return "eventType must be 1 to 100 letters, digits, full stops, - and _";
    return ask->schema.len > 0 ? NULL : "schema is missing";
}

static const char *read_options(const JsonOpen *body, EventAsk *ask) {
    const Str delivery = json_open_text(body, "delivery");
    const JsonOpen *options = json_open_object(body, "options");
    if (delivery.len > 0 && !str_is(delivery, "PUSH") && !str_is(delivery, "PULL"))
        return "delivery must be PUSH or PULL";
    ask->has_push = delivery.len > 0;
    ask->is_push = str_is(delivery, "PUSH");
    if (options == NULL) return NULL;
    ask->ttl_s = json_open_int(options, "TTL", json_open_has(options, "TTL") ? -1 : 0);
    ask->has_fifo = json_open_has(options, "FIFO");
    ask->is_fifo = json_open_is_true(options, "FIFO");
    return ask->ttl_s < 0 ? "TTL must be a number of seconds" : NULL;
}

static Str extension_of(const CloudEvent *event, const char *name) {
    for (size_t i = 0; i < event->extension_count; i++) {
        if (str_is(event->extensions[i].name, name)) return event->extensions[i].value;
    }
    return S("");
}

/* A CloudEvent, in binary or structured mode; or GovStack's own {eventType, event}. Through which rooms it came is
 * believed of exchanges alone: else a publisher could keep it from a subscriber. */
static const char *read_event(const Passage *passage, Str text, EventAsk *ask) {
    const Call *call = passage->call;
    const CloudEvent *events;
    size_t count = 0;
    const JsonOpen *body;
    const CloudFlaw flaw = cloud_events_read(call->arena, call->headers, call->header_count, text, &events, &count);
    if (flaw == CLOUD_FINE && count == 1) {
        if (!str_equal(events[0].type, ask->type)) return "The type of the CloudEvent is not that of the address";
        ask->source = events[0].id;
        ask->fifo_key = events[0].subject;
        ask->data = events[0].has_data ? events[0].data : S("null");
        if (passage->from_node != NULL) ask->rooms = extension_of(&events[0], EVENT_ROOMS);
        if (ask->rooms.len > 0) ask->origin = events[0].source; /* handed on: what a publisher calls his own is his */
        return NULL;
    }
    if (flaw != CLOUD_NONE) return "The body is no CloudEvent, or more than one";
    if (json_open_within(call->arena, text, EVENT_LEVELS_MAX, &body) != OK) return "The body is no JSON object";
    ask->data = json_open_json(call->arena, body, "event");
    ask->fifo_key = json_open_text(body, "key");
    const Str said = json_open_text(body, "eventType");
    if (said.len > 0 && !str_equal(said, ask->type)) return "eventType is not that of the address";
    return ask->data.len > 0 ? NULL : "event is missing";
}

/* NULL, or what is wrong. */
static const char *read_body(Passage *passage, EventAsk *ask) {
    const Call *call = passage->call;
    const JsonOpen *body = NULL;
    const bool takes_body = ask->op == EVENT_TYPE_ADD || ask->op == EVENT_PUBLISH || ask->op == EVENT_SUBSCRIBE ||
                            ask->op == EVENT_SUBSCRIPTION_CHANGE;
    if (!takes_body) return NULL;
    if (call->body.size > EVENT_BYTES_MAX) return "The body is longer than 1 MiB";
    const Str text = body_text(call);
    if (ask->op == EVENT_PUBLISH) {
        const Header *id = header_last(call->headers, call->header_count, "X-Road-Id");
        const char *wrong = read_event(passage, text, ask);
        if (ask->source.len == 0 && id != NULL) ask->source = id->value;
        if (ask->origin.len > EVENT_ORIGIN_BYTES_MAX) return "The source of the CloudEvent is longer than 1024 bytes";
        if (ask->source.len > EVENT_SOURCE_BYTES_MAX) return "The id of the CloudEvent is longer than 255 bytes";
        return ask->fifo_key.len > EVENT_KEY_BYTES_MAX ? "The key of the event is longer than 200 bytes" : wrong;
    }
    if (json_open_within(call->arena, text, EVENT_LEVELS_MAX, &body) != OK) return "The body is no JSON object";
    return ask->op == EVENT_TYPE_ADD ? read_type(call, body, ask) : read_options(body, ask);
}

/* ---- doing ---- */

static void done(Task *task) {
    EventCall *call = (EventCall *)task;
    call->then(call);
}

static bool find_route(const Passage *passage, EventAsk *ask) {
    const Call *call = passage->call;
    const Str path = event_path(call->arena, passage->name.service, passage->path);
    for (size_t i = 0; i < COUNT(event_routes); i++) {
        ask->op = event_routes[i].op;
        if (fits_route(call->arena, &event_routes[i], call->verb, path, ask)) return true;
    }
    return false;
}

void event_call_begin(Passage *passage, const House *house, Lanes *lanes, const StoreKey *key,
                      void (*then)(EventCall *done)) {
    Arena *arena = passage->call->arena;
    EventCall *call = NEW(arena, EventCall);
    EventAsk *ask = &call->ask;
    call->passage = passage;
    call->then = then;
    call->cx = (Ctx){ .arena = arena, .house = house, .caller = { .id = S("exchange") } };
    ctx_set_clock(&call->cx);
    *ask = (EventAsk){ .room = passage->service->subsystem->id,
                       .client = passage->client->id,
                       .message_id = passage->message_id,
                       .request_id = passage->request_id,
                       .exchange = id_str(&passage->exchange),
                       .key = key };
    call->answer.status = 0;
    const bool is_known = find_route(passage, ask);
    const char *wrong = is_known ? read_body(passage, ask) : NULL;
    if (!is_known || wrong != NULL) {
        call->task.code = event_refuse(&call->cx, &call->answer, is_known ? 400 : 404,
                                       is_known ? wrong : "A room has no such address, or not for this method");
        then(call);
        return;
    }
    call->task = (Task){ .cx = &call->cx,
                         .prepare = ask->op == EVENT_PUBLISH ? events_prepare : NULL,
                         .run = events_run,
                         .writes = event_op_writes(ask->op),
                         .in = ask,
                         .out = &call->answer,
                         .out_size = sizeof call->answer,
                         .done = done };
    const Code code = lanes_submit(lanes, &call->task);
    if (code == OK) return;
    call->task.code = code;
    then(call);
}
