/* platform/exchange/gateway - see gateway.h. A message: read and decided, recorded, forwarded, its answer recorded,
 * answered. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/gateway.h"

#include "base/log.h"
#include "kit/commands.h"
#include "platform/exchange/event_calls.h"
#include "platform/exchange/metadata.h"
#include "platform/exchange/nodes.h"
#include "platform/exchange/own_authority.h"
#include "platform/exchange/passage.h"
#include "platform/exchange/paths.h"
#include "platform/exchange/soap.h"
#include "platform/exchange/soap_body.h"

enum {
    GATE_GOVSTACK = 1,
    MEBIBYTE = 1024 * 1024,
    KIBIBYTE = 1024,
    ANSWER_HEADERS = 5,
    EVENT_HEADERS = 2,
    FAULT_LETTERS_MAX = 100
};

const Setting exchange_listen = { "exchange.listen",
                                  SETTING_TEXT,
                                  "",
                                  0,
                                  100,
                                  .help =
                                      "HOST:PORT where agencies' systems call each other through the exchange; TLS and "
                                      "plain HTTP at the same port; empty: the exchange is closed" };
const Setting exchange_govstack_listen = {
    "exchange.govstack_listen",
    SETTING_TEXT,
    "",
    0,
    100,
    .help = "HOST:PORT of a second door whose addresses need no /r1 and that knows X-GovStack-Client; empty: none"
};
const Setting exchange_threads = { "exchange.threads", SETTING_INT, "2", 1, 64, .help = "threads of the exchange" };
const Setting exchange_connections = {
    "exchange.connections", SETTING_INT, "4000", 1, 1000000, .help = "connections at once, of all callers"
};
const Setting exchange_body_max = {
    "exchange.body_max", SETTING_INT, "1024", 1, 65536, .help = "largest body of a message, in MiB"
};
const Setting exchange_memory_body = { "exchange.memory_body",
                                       SETTING_INT,
                                       "128",
                                       4,
                                       4096,
                                       .help = "bodies up to so many KiB stay in memory; larger ones wait on disk" };
const Setting exchange_server = { "exchange.server",
                                  SETTING_TEXT,
                                  "",
                                  0,
                                  400,
                                  .help =
                                      "instance/memberClass/memberCode/serverCode of this installation, for callers "
                                      "who say X-Road-Security-Server; empty: whichever they say is taken" };
const Setting exchange_bodies = { "exchange.bodies",
                                  SETTING_TEXT,
                                  "digested",
                                  4,
                                  8,
                                  .help = "what is recorded of bodies where a service says nothing: kept (encrypted), "
                                          "digested or dropped" };
const Setting exchange_kept_max = { "exchange.kept_max",
                                    SETTING_INT,
                                    "10240",
                                    1,
                                    10240,
                                    .help = "larger bodies than so many KiB are digested where others are kept" };
const Setting exchange_tls_certificate = {
    "exchange.tls_certificate",
    SETTING_TEXT,
    "",
    0,
    1000,
    .help = "PEM file with the certificate of the exchange, shown to callers and to providers; empty: one of its own "
            "authority (exchange ca make), or no TLS while there is none"
};
const Setting exchange_tls_key = { "exchange.tls_key", SETTING_TEXT, "", 0, 1000, .help = "PEM file with its key" };
const Setting exchange_signature_window = { "exchange.signature_window",
                                            SETTING_INT,
                                            "60",
                                            5,
                                            3600,
                                            .help = "how old a signature may be, in seconds; within it each is taken "
                                                    "once" };
const Setting exchange_clock_leeway = { "exchange.clock_leeway",
                                        SETTING_INT,
                                        "5",
                                        0,
                                        300,
                                        .help = "how far the clocks of callers may differ from ours, in seconds" };

typedef struct Gateway {
    const House *house;
    Lanes *lanes;
    Relay *relay;
    Rosters *rosters;
    Recorder *recorder;
    Replays *replays;
    int64_t window_s, leeway_s;
    StoreKey key;
    OwnKey own;
    FaultStyle style;
    Str server;
    int bodies; /* BodyPolicy */
    size_t kept_max;
} Gateway;

/* ---- records ---- */

static BodyPolicy body_policy(const Passage *passage) {
    const Service *service = passage->service;
    return service != NULL && service->bodies != 0 ? service->bodies : (BodyPolicy)passage->gateway->bodies;
}

/* Of the request (`is_answer` false) or of what came back. */
static void fill_record(Passage *passage, bool is_answer, const Body *body, bool has_body) {
    Record *record = &passage->recording.record;
    const BodyPolicy policy = body_policy(passage);
    if (!is_answer) passage->exchange = id_make("exchange", passage->call->request_in_at);
    *record = (Record){ .exchange = passage->exchange,
                        .is_answer = is_answer,
                        .request_id = passage->request_id,
                        .message_id = passage->message_id,
                        .at = time_now(),
                        .client = passage->client->id,
                        .service = passage->service->id,
                        .method = passage->call->verb,
                        .bytes = (int64_t)body->size,
                        .identity = passage->identity };
    if (!has_body || policy == BODY_DROPPED) return;
    record->body_digest = &body->sha512;
    if (policy == BODY_KEPT && body->size <= passage->gateway->kept_max) record->body = body;
}

static void put_record(Passage *passage, void (*then)(Recording *)) {
    passage->recording.done = then;
    record_prepare(passage->call->arena, &passage->gateway->key, &passage->recording.record);
    recorder_put(passage->gateway->recorder, &passage->recording);
}

/* ---- answering ---- */

static void answer_with_fault(Passage *passage) {
    Call *call = passage->call;
    if (passage->request_id.len == 0) passage->request_id = uuid_new(call->arena);
    const FaultSaid said = { passage->fault, passage->fault_message, passage->request_id, passage->retry_after_s };
    (passage->soap != NULL ? answer_soap_fault : answer_fault)(call, &passage->gateway->style, &said);
    call_answer(call);
}

static void refuse_with(Passage *passage, const ExchangeFault *fault, Str message) {
    passage->fault = fault;
    passage->fault_message = message;
    answer_with_fault(passage);
}

static void refusal_recorded(Recording *recording) {
    Passage *passage = (Passage *)recording;
    answer_with_fault(passage); /* also when the disk refuses: nothing went on */
}

/* What was refused to somebody whom we know is written down: who asked for what, and why he did not get it. */
static void refuse(Passage *passage) {
    if (passage->client == NULL || passage->service == NULL || passage->fault == &fault_logging_failed) {
        answer_with_fault(passage);
        return;
    }
    const Call *call = passage->call;
    fill_record(passage, false, &call->body, call->has_body);
    Record *record = &passage->recording.record;
    record->fault = fault_code(call->arena, passage->fault, DIALECT_CAMEL);
    const Headers headers = { call->headers, call->header_count };
    record->head_part = request_head_part(call->arena, call->verb, call->target, headers);
    put_record(passage, refusal_recorded);
}

/* ---- the answer's way ---- */

static Headers answer_more(const Passage *passage) {
    Header *more = NEW_ARRAY(passage->call->arena, Header, ANSWER_HEADERS);
    Buf service = buf_new(passage->call->arena, 4 * EXCHANGE_PART_BYTES_MAX * EXCHANGE_PARTS_MAX);
    exchange_name_write(&service, &passage->name);
    more[0] = (Header){ S("x-road-id"), passage->message_id };
    more[1] = (Header){ S("x-road-client"), passage->client_header };
    more[2] = (Header){ S("x-road-service"), (Str){ service.at, service.len } };
    more[3] = (Header){ S("x-road-request-id"), passage->request_id };
    more[4] = (Header){ S("x-road-request-hash"), passage->hash };
    return (Headers){ more, ANSWER_HEADERS };
}

static void answer_recorded(Recording *recording) {
    Passage *passage = (Passage *)recording;
    Call *call = passage->call;
    if (recording->code != OK) {
        refuse_with(passage, &fault_logging_failed, S("The answer cannot be recorded, so it is not given"));
        return;
    }
    if (passage->fault != NULL) {
        answer_with_fault(passage);
        return;
    }
    call->answer.body = &call->reply.body;
    call_answer(call);
}

static void trouble(Passage *passage) {
    static const ExchangeFault *const faults[] = {
        [TROUBLE_NAME] = &fault_network,          [TROUBLE_CONNECT] = &fault_network,
        [TROUBLE_TLS] = &fault_provider_tls,      [TROUBLE_TIMEOUT] = &fault_timeout,
        [TROUBLE_BROKEN] = &fault_service_failed, [TROUBLE_LARGE] = &fault_service_failed,
        [TROUBLE_DISK] = &fault_logging_failed,
    };
    const CallReply *reply = &passage->call->reply;
    passage->fault = faults[reply->trouble];
    passage->fault_message =
        str_format(passage->call->arena, "SERVICE:%.*s: %.*s", STR_FMT(passage->service->id), STR_FMT(reply->words));
}

/* What another node refused; NULL: nothing. */
static const Header *node_error(const Passage *passage) {
    const CallReply *reply = &passage->call->reply;
    return passage->to_node == NULL ? NULL : header_last(reply->headers, reply->header_count, "X-Road-Error");
}

/* The answer as it goes on, and its header part. An exchange says the time where its provider does not. */
static Headers answer_headers(const Passage *passage, Str *ret_part) {
    const Call *call = passage->call;
    const CallReply *reply = &call->reply;
    const Header *error = node_error(passage);
    const bool has_date = header_last(reply->headers, reply->header_count, "Date") != NULL;
    const Headers ours = error != NULL ? (Headers){ error, 1 } : answer_more(passage);
    Header *more = NEW_ARRAY(call->arena, Header, ours.count + 1);
    size_t count = 0;
    if (!has_date) more[count++] = (Header){ S("Date"), http_date(call->arena, time_now()) };
    for (size_t i = 0; i < ours.count; i++) more[count++] = ours.items[i];
    const Headers headers =
        headers_filtered(call->arena, reply->headers, reply->header_count, false, (Headers){ more, count });
    *ret_part = answer_head_part(call->arena, reply->status, reply->reason, headers);
    return headers;
}

/* What came back, or that nothing did: for the record. */
static void fill_answer_record(Passage *passage, Str part) {
    const Call *call = passage->call;
    const CallReply *reply = &call->reply;
    const bool has_answer = reply->trouble == TROUBLE_NONE;
    const Header *error = node_error(passage);
    fill_record(passage, true, &reply->body, has_answer && reply->body.size > 0);
    Record *record = &passage->recording.record;
    record->status = has_answer ? reply->status : 0;
    record->duration = time_now().us - call->request_in_at.us;
    record->sent_at = call->request_out_at;
    record->back_at = has_answer ? call->response_in_at : (Time){ 0 };
    record->head_part = part;
    if (passage->fault != NULL)
        record->fault = fault_code(call->arena, passage->fault, DIALECT_CAMEL);
    else if (error != NULL) /* another node's word for it, if it is one */
        record->fault =
            error->value.len <= FAULT_LETTERS_MAX && wire_is_token(error->value) ? error->value : S("X-Road-Error");
}

/* The provider's answer, or that there is none: recorded first, then given. */
static void replied(void *context, Call *call) {
    (void)context;
    Passage *passage = call->own;
    const Gateway *gateway = passage->gateway;
    const CallReply *reply = &call->reply;
    const bool has_answered =
        reply->trouble == TROUBLE_NONE || reply->trouble == TROUBLE_LARGE || reply->trouble == TROUBLE_DISK;
    Str part = S("");
    Headers headers = { 0 };
    circuit_tell(passage->roster, passage->service, has_answered);
    if (reply->trouble != TROUBLE_NONE) {
        trouble(passage);
    } else {
        headers = answer_headers(passage, &part);
        if (passage->to_node != NULL)
            (void)node_answer_holds(passage, answer_more(passage), part, gateway->window_s + gateway->leeway_s);
        if (passage->soap != NULL && passage->fault == NULL) (void)soap_answer_holds(passage);
        if (passage->from_node != NULL) headers = node_signed(passage, &gateway->own, headers, part);
    }
    fill_answer_record(passage, part);
    call->answer = (CallAnswer){
        .status = reply->status, .reason = reply->reason, .headers = headers.items, .header_count = headers.count
    };
    put_record(passage, answer_recorded);
}

/* ---- the request's way ---- */

static void forward(Passage *passage) {
    Call *call = passage->call;
    const Service *service = passage->service;
    const Subsystem *provider = service->subsystem;
    const Node *node = passage->to_node;
    const Headers headers =
        node != NULL ? node_signed(passage, &passage->gateway->own, passage->sent, S("")) : passage->sent;
    call->to =
        (CallTo){ .url = node != NULL ? node->url : service->url,
                  .target = node != NULL ? call->target
                                         : path_of_provider(call->arena, service->url, passage->path, passage->query),
                  .headers = headers.items,
                  .header_count = headers.count,
                  .timeout_s = service->timeout_s,
                  .verifies = node != NULL || service->tls_verify,
                  .pins = node != NULL ? node->certificates : provider->certificates,
                  .pin_count = node != NULL ? node->certificate_count : provider->certificate_count,
                  .has_identity = true };
    if (passage->soap != NULL) call->to.reply_filter = soap_answer_reader(passage);
    call_forward(call);
}

/* What a room answers goes the way of a provider's answer. */
static void event_done(EventCall *done) {
    Call *call = done->passage->call;
    Header *headers = NEW_ARRAY(call->arena, Header, EVENT_HEADERS);
    EventAnswer *answer = &done->answer;
    headers[0] = (Header){ S("Content-Type"), S("application/json;charset=utf-8") };
    headers[1] =
        (Header){ S("Retry-After"), str_format(call->arena, "%lld", (long long)answer->retry_after_s) };
    if (done->task.code != OK) {
        log_line(LOG_WARNING, "exchange: events: [%s] %.*s",
                 done->cx.problem.kind == NULL ? "?" : done->cx.problem.kind->slug, STR_FMT(done->cx.problem.en));
        *answer = (EventAnswer){ .status = 503, .body = S("{\"message\":\"Try again later\"}") };
    }
    call->reply = (CallReply){ .status = (int)answer->status,
                               .reason = wire_reason((int)answer->status),
                               .headers = headers,
                               .header_count = answer->retry_after_s > 0 ? EVENT_HEADERS : 1 };
    call->reply.body = body_new(call->arena, call->body.limits, false);
    const Code code = body_add(&call->reply.body, answer->body.at, answer->body.len);
    if (code != OK || body_finish(&call->reply.body) != OK) call->reply.trouble = TROUBLE_DISK;
    replied(NULL, call);
}

static void request_recorded(Recording *recording) {
    Passage *passage = (Passage *)recording;
    if (recording->code == OK && passage->is_event)
        event_call_begin(passage, passage->gateway->house, passage->gateway->lanes, &passage->gateway->key, event_done);
    else if (recording->code == OK)
        forward(passage);
    else
        refuse_with(passage, &fault_logging_failed, S("The message cannot be recorded, so it does not go on"));
}

/* What another node brings has its header part already. */
static Headers brought_headers(const Passage *passage) {
    const Call *call = passage->call;
    Header *kept = NEW_ARRAY(call->arena, Header, call->header_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < call->header_count; i++) {
        const Header *header = &call->headers[i];
        if (header_goes_on(header, true) || header_is(header, "x-road-request-id")) kept[count++] = *header;
    }
    return (Headers){ kept, count };
}

static void seal_head(Passage *passage) {
    Call *call = passage->call;
    Header more[2] = { { S("x-road-request-id"), passage->request_id }, { S("x-road-id"), passage->message_id } };
    const bool has_id = header_last(call->headers, call->header_count, "X-Road-Id") != NULL;
    if (passage->from_node != NULL)
        passage->sent = brought_headers(passage);
    else if (passage->soap != NULL)
        passage->sent = soap_headers(passage);
    else
        passage->sent = headers_filtered(call->arena, call->headers, call->header_count, true,
                                         (Headers){ more, has_id ? 1 : 2 });
    passage->head_part = request_head_part(call->arena, call->verb, call->target, passage->sent);
    passage->head_digest = sha512(passage->head_part);
    passage->hash = request_hash(call->arena, &passage->head_digest, call->has_body ? &call->body.sha512 : NULL);
}

static void go_on(Passage *passage) {
    const Gateway *gateway = passage->gateway;
    seal_head(passage);
    if (!node_request_holds(passage, gateway->window_s + gateway->leeway_s)) {
        refuse(passage);
        return;
    }
    fill_record(passage, false, &passage->call->body, passage->call->has_body);
    passage->recording.record.head_part = passage->head_part;
    passage->recording.record.head_digest = &passage->head_digest;
    put_record(passage, request_recorded);
}

static Passage *passage_of(Gateway *gateway, Call *call) {
    Passage *passage = call->own != NULL ? call->own : NEW(call->arena, Passage);
    passage->call = call;
    passage->gateway = gateway;
    call->own = passage;
    return passage;
}

static void began(void *context, Call *call) {
    if (soap_is(call)) passage_of(context, call)->soap = soap_request_begin(call);
}

static void arrived(void *context, Call *call) {
    Gateway *gateway = context;
    Passage *passage = passage_of(gateway, call);
    Ask ask = ASK_SERVICE;
    passage->roster = roster_take(gateway->rosters);
    const PassageRules rules = { .server = gateway->server,
                                 .own_key_id = gateway->own.key_id,
                                 .is_govstack = call->gate == GATE_GOVSTACK,
                                 .replays = gateway->replays,
                                 .window_s = gateway->window_s,
                                 .leeway_s = gateway->leeway_s };
    if (!passage_read(passage, &rules, &ask))
        refuse(passage);
    else if (ask == ASK_SERVICE || ask == ASK_EVENTS)
        go_on(passage);
    else if (passage->soap != NULL ? soap_metadata(passage, ask) : metadata_answer(passage, ask))
        call_answer(call);
    else
        answer_with_fault(passage);
}

static void ended(void *context, Call *call) {
    (void)context;
    Passage *passage = call->own;
    if (passage == NULL) return;
    if (passage->is_counted) quota_leave(passage->roster, passage->client);
    roster_give(passage->roster);
}

/* ---- life ---- */

static BodyPolicy standard_policy(const Settings *settings) {
    const Str policy = setting_text(settings, &exchange_bodies);
    if (str_is(policy, "kept")) return BODY_KEPT;
    return str_is(policy, "dropped") ? BODY_DROPPED : BODY_DIGESTED;
}

static RelayPlan plan_of(Ctx *cx, Gateway *gateway, const ServerIdentity *identity) {
    const Settings *settings = cx->house->settings;
    RelayPlan plan = { .threads = setting_int(settings, &exchange_threads),
                       .connections_max = setting_int(settings, &exchange_connections),
                       .certificate_path = identity->certificate_path,
                       .key_path = identity->key_path,
                       .rules = { gateway, began, arrived, replied, ended } };
    plan.body.memory_max = (size_t)setting_int(settings, &exchange_memory_body) * KIBIBYTE;
    plan.body.bytes_max = (size_t)setting_int(settings, &exchange_body_max) * MEBIBYTE;
    plan.body.folder = str_c(cx->arena, path_join(cx->arena, cx->house->data_folder, S("tmp")));
    plan.gates[plan.gate_count++] = setting_text(settings, &exchange_listen);
    const Str govstack = setting_text(settings, &exchange_govstack_listen);
    if (govstack.len > 0) plan.gates[plan.gate_count++] = govstack;
    return plan;
}

static Code gateway_fill(Ctx *cx, Lanes *lanes, Gateway *gateway) {
    const Settings *settings = cx->house->settings;
    gateway->house = cx->house;
    gateway->lanes = lanes;
    gateway->style = fault_style(settings);
    gateway->server = setting_text(settings, &exchange_server);
    gateway->bodies = (int)standard_policy(settings);
    gateway->kept_max = (size_t)setting_int(settings, &exchange_kept_max) * KIBIBYTE;
    gateway->window_s = setting_int(settings, &exchange_signature_window);
    gateway->leeway_s = setting_int(settings, &exchange_clock_leeway);
    gateway->replays = replays_open(gateway->window_s + 2 * gateway->leeway_s);
    TRY(records_key(cx, &gateway->key));
    TRY(own_key(cx, &gateway->own));
    TRY(rosters_open(cx, &gateway->rosters));
    gateway->recorder = recorder_open(cx->house, lanes, &gateway->key);
    ServerIdentity identity;
    TRY(server_identity(cx, &identity));
    const RelayPlan plan = plan_of(cx, gateway, &identity);
    return relay_open(cx, &plan, &gateway->relay);
}

static void gateway_close(void *open) {
    Gateway *gateway = open;
    if (gateway->relay != NULL) relay_close(gateway->relay);
    if (gateway->recorder != NULL) recorder_close(gateway->recorder);
    if (gateway->rosters != NULL) rosters_close(gateway->rosters);
    replays_close(gateway->replays);
    store_key_wipe(&gateway->key);
    lasting_free(gateway);
}

static Code gateway_open(Ctx *cx, Lanes *lanes, void **ret_open) {
    const Str place = setting_text(cx->house->settings, &exchange_listen);
    if (place.len == 0) return OK;
    Gateway *gateway = lasting_alloc(sizeof *gateway);
    const Code code = gateway_fill(cx, lanes, gateway);
    if (code != OK) {
        gateway_close(gateway);
        return code;
    }
    const Str places[] = { place, setting_text(cx->house->settings, &exchange_govstack_listen) };
    for (size_t i = 0; i < COUNT(places) && places[i].len > 0; i++)
        say("Trục liên thông / exchange at port %u (%.*s)\n", relay_port(gateway->relay, i), STR_FMT(places[i]));
    *ret_open = gateway;
    return OK;
}

static void gateway_quiesce(void *open) {
    relay_quiesce(((Gateway *)open)->relay);
}

const Gate exchange_gate = { gateway_open, gateway_quiesce, gateway_close };
