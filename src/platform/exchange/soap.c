/* platform/exchange/soap - see soap.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/soap.h"

#include "platform/exchange/metadata.h"
#include "platform/exchange/soap_body.h"
#include "platform/exchange/wsdl.h"

#include <strings.h>

enum {
    METADATA_BYTES_MAX = 16 * 1024 * 1024,
    SAID_AGAIN = 4,
    NAME_TEXT_MAX = 4 * EXCHANGE_PART_BYTES_MAX * EXCHANGE_PARTS_MAX
};

#define CLIENT         "Client"
#define SERVER_PROXY   "Server.ServerProxy"
#define SERVICE_FAILED "Server.ServerProxy.ServiceFailed"

static const ExchangeFault fault_other_answer = { SERVER_PROXY, "InconsistentResponse", 502 };

bool soap_is(const Call *call) {
    return call->gate == 0 && str_is(call->verb, "POST") && str_is(call->target, "/");
}

/* ---- what is wrong ---- */

static bool refuse(Passage *passage, const char *where, const char *code, Str message) {
    ExchangeFault *fault = NEW(passage->call->arena, ExchangeFault);
    *fault = (ExchangeFault){ where, code, strcmp(where, CLIENT) == 0 ? 400 : 502 };
    return passage_refuse(passage, fault, message);
}

static bool refuse_flaw(Passage *passage, const char *where, SoapFlaw flaw, Str spot) {
    Arena *arena = passage->call->arena;
    const char *text = soap_flaw_text(flaw);
    return refuse(passage, where, soap_flaw_code(flaw),
                  spot.len == 0 ? str_of(text) : str_format(arena, "%s: %.*s", text, STR_FMT(spot)));
}

/* Of the body as a whole; what its envelope says is not looked at. */
static bool refuse_trouble(Passage *passage, const SoapBody *soap, const char *where) {
    Str words;
    switch (soap_body_trouble(soap, &words)) {
    case SOAP_TROUBLE_NONE:
    case SOAP_FLAWED: return false;
    case SOAP_CONTENT_TYPE: (void)refuse(passage, where, "InvalidContentType", words); return true;
    case SOAP_MIME: (void)refuse(passage, where, "MimeParsingFailed", words); return true;
    }
    CANNOT("every trouble is told");
}

/* ---- the request ---- */

/* A service in a version is registered under both, with a full stop between. */
static bool read_service(Passage *passage, const SoapName *said) {
    Arena *arena = passage->call->arena;
    if (str_find(said->service, S(".")) < said->service.len)
        return refuse(passage, CLIENT, "InvalidSoap",
                      S("serviceCode has no full stop: what is registered behind the first one is serviceVersion"));
    const Str code = said->version.at == NULL
                         ? said->service
                         : str_format(arena, "%.*s.%.*s", STR_FMT(said->service), STR_FMT(said->version));
    passage->name = (ExchangeName){ said->instance, said->class_code, said->member, said->subsystem, code };
    return true;
}

static bool read_server(Passage *passage, const SoapFound *found, const PassageRules *rules) {
    const SoapName *said = &found->server;
    if (!found->has[SOAP_SAYS_SERVER] || rules->server.len == 0) return true;
    Str text = str_format(passage->call->arena, "%.*s/%.*s/%.*s/%.*s", STR_FMT(said->instance),
                          STR_FMT(said->class_code), STR_FMT(said->member), STR_FMT(said->server));
    if (str_equal(text, rules->server)) return true;
    return passage_refuse(passage, &fault_security_server,
                          str_format(passage->call->arena, "This is not the security server \"%.*s\"", STR_FMT(text)));
}

bool soap_read(Passage *passage, const PassageRules *rules) {
    Arena *arena = passage->call->arena;
    const SoapFound *found = soap_body_found(passage->soap);
    Str spot;
    passage->request_id = uuid_new(arena);
    if (refuse_trouble(passage, passage->soap, CLIENT)) return false;
    const SoapFlaw flaw = soap_request_flaw(found, &spot);
    if (flaw != SOAP_FINE) return refuse_flaw(passage, CLIENT, flaw, spot);
    passage->message_id = found->texts[SOAP_SAYS_ID];
    passage->path = passage->path_meant = S("");
    const SoapName *client = &found->client;
    const ExchangeName name = { client->instance, client->class_code, client->member, client->subsystem, S("") };
    Buf shown = buf_new(arena, NAME_TEXT_MAX);
    exchange_name_write(&shown, &name);
    passage->client_header = (Str){ shown.at, shown.len };
    return read_service(passage, &found->service) && passage_find_client(passage, &name, passage->client_header) &&
           read_server(passage, found, rules);
}

/* Who asks for what stands in the envelope: nothing else may say it. What comes back must be readable. */
static bool is_of_others(const Header *header) {
    static const char ours[] = "x-road-";
    if (header_is(header, "Accept-Encoding")) return true;
    return header->name.len >= sizeof ours - 1 && strncasecmp(header->name.at, ours, sizeof ours - 1) == 0;
}

/* What REST says in its address and headers. The record of a message whose body is dropped holds it so. */
static Headers said_again(const Passage *passage) {
    Header *said = NEW_ARRAY(passage->call->arena, Header, SAID_AGAIN);
    Buf service = buf_new(passage->call->arena, NAME_TEXT_MAX);
    exchange_name_write(&service, &passage->name);
    said[0] = (Header){ S("x-road-request-id"), passage->request_id };
    said[1] = (Header){ S("x-road-id"), passage->message_id };
    said[2] = (Header){ S("x-road-client"), passage->client_header };
    said[3] = (Header){ S("x-road-service"), (Str){ service.at, service.len } };
    return (Headers){ said, SAID_AGAIN };
}

bool soap_brought_holds(Passage *passage) {
    const Call *call = passage->call;
    const Headers said = said_again(passage);
    size_t count = 0;
    for (size_t i = 0; i < call->header_count; i++) count += is_of_others(&call->headers[i]) ? 1 : 0;
    for (size_t i = 0; i < said.count; i++) {
        const Header *brought = header_last(call->headers, call->header_count, said.items[i].name.at);
        if (brought == NULL || count != said.count || !str_equal(brought->value, said.items[i].value))
            return passage_refuse(passage, &fault_bad_request,
                                  S("The headers that another node brings must say what the envelope says"));
    }
    return true;
}

Headers soap_headers(const Passage *passage) {
    const Call *call = passage->call;
    Header *kept = NEW_ARRAY(call->arena, Header, call->header_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < call->header_count; i++) {
        if (!is_of_others(&call->headers[i])) kept[count++] = call->headers[i];
    }
    return headers_filtered(call->arena, kept, count, true, said_again(passage));
}

/* ---- the answer ---- */

BodyFilter *soap_answer_reader(Passage *passage) {
    return soap_answer_begin(passage->call, passage->soap, passage->to_node == NULL, &passage->soap_answer);
}

bool soap_answer_holds(Passage *passage) {
    const SoapBody *answer = passage->soap_answer;
    const SoapFound *found = soap_body_found(answer);
    Str spot;
    if (refuse_trouble(passage, answer, SERVICE_FAILED)) return false;
    const SoapFlaw flaw = soap_answer_flaw(found, &spot);
    if (flaw != SOAP_FINE) return refuse_flaw(passage, SERVICE_FAILED, flaw, spot);
    if (found->is_fault) return true;
    const ExchangeFault *fault = passage->to_node != NULL ? &fault_inconsistent : &fault_other_answer;
    const char *difference = soap_difference(soap_body_found(passage->soap), found);
    if (difference != NULL)
        return passage_refuse(
            passage, fault,
            str_format(passage->call->arena, "The header of the answer is not that of the request: %s", difference));
    if (passage->to_node == NULL) return true; /* the hash is our own */
    if (str_equal(found->texts[SOAP_SAYS_HASH], soap_request_hash(passage->soap))) return true;
    return passage_refuse(passage, fault, S("The requestHash of the answer is not that of the request"));
}

/* ---- metadata ---- */

static void add_service(Buf *out, const Service *service) {
    const Subsystem *subsystem = service->subsystem;
    Str version = service->code;
    const Str code = str_cut(&version, '.');
    const SoapName name = { .kind = S("SERVICE"),
                            .instance = subsystem->instance,
                            .class_code = subsystem->class_code,
                            .member = subsystem->member,
                            .subsystem = subsystem->code,
                            .service = code,
                            .version = version };
    soap_name_write(out, "service", &name);
}

bool soap_metadata(Passage *passage, Ask ask) {
    const Subsystem *provider = metadata_provider(passage);
    const char *name = ask == ASK_LIST_METHODS ? "listMethods" : "allowedMethods";
    if (provider == NULL) return false;
    if (ask == ASK_WSDL) return wsdl_answer(passage, provider);
    Buf out = buf_new(passage->call->arena, METADATA_BYTES_MAX);
    soap_head_write(&out, soap_body_found(passage->soap), soap_request_hash(passage->soap));
    buf_addf(&out, "<SOAP-ENV:Body><xroad:%sResponse>", name);
    for (size_t i = 0; i < provider->service_count; i++) {
        const Service *service = &provider->services[i];
        const bool is_allowed =
            registry_may(roster_registry(passage->roster), passage->client, service, S("POST"), S(""));
        if (service->type == SERVICE_WSDL && (ask == ASK_LIST_METHODS || is_allowed)) add_service(&out, service);
    }
    buf_addf(&out, "</xroad:%sResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>", name);
    Str text;
    if (buf_done(&out, &text) != OK) return passage_refuse(passage, &fault_internal, S("The list is too long"));
    answer_text(passage->call, 200, "text/xml;charset=utf-8", text);
    return true;
}
