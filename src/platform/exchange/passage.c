/* platform/exchange/passage - see passage.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/passage.h"

#include "platform/exchange/event_calls.h"
#include "platform/exchange/identity.h"
#include "platform/exchange/nodes.h"
#include "platform/exchange/paths.h"
#include "platform/exchange/soap.h"

#include <string.h>

enum { MESSAGE_ID_MAX = 255, ADDRESS_PARTS = 5, SECOND_US = 1000000 };

bool passage_refuse(Passage *passage, const ExchangeFault *fault, Str message) {
    passage->fault = fault;
    passage->fault_message = message;
    return false;
}

static Arena *arena_of(const Passage *passage) {
    return passage->call->arena;
}

static const Header *header_named(const Passage *passage, const char *name) {
    return header_last(passage->call->headers, passage->call->header_count, name);
}

/* ---- the address ---- */

/* Takes `count` parts from the front of the path; false when there are fewer. */
static bool take_parts(Str *path, size_t count, Str *ret_parts) {
    const char *from = path->at;
    for (size_t i = 0; i < count; i++) {
        if (path->at == NULL) return false;
        (void)str_cut(path, '/');
    }
    const char *end = path->at == NULL ? NULL : path->at - 1;
    *ret_parts = (Str){ from, end == NULL ? strlen(from) : (size_t)(end - from) };
    return true;
}

static bool read_version(Passage *passage, const PassageRules *rules, Str *path) {
    *path = str_part(*path, 1, path->len);
    if (rules->is_govstack && !str_starts(*path, S("r1/"))) return true;
    const Str version = str_cut(path, '/');
    if (str_is(version, "r1") && path->at != NULL) return true;
    const bool is_other = version.len == 2 && version.at[0] == 'r' && version.at[1] != '1';
    if (is_other) return passage_refuse(passage, &fault_protocol_version, S("The version in the address must be r1"));
    return passage_refuse(
        passage, &fault_bad_request,
        S("The address must be /r1/{instance}/{memberClass}/{memberCode}/{subsystemCode}/{serviceCode}"));
}

static bool read_address(Passage *passage, const PassageRules *rules) {
    Arena *arena = arena_of(passage);
    const Str target = str_copy(arena, passage->call->target); /* ends in NUL */
    Str query = target, parts;
    Str path = str_copy(arena, str_cut(&query, '?'));
    passage->query = query;
    if (!read_version(passage, rules, &path)) return false;
    if (!take_parts(&path, ADDRESS_PARTS, &parts) ||
        !exchange_name_read(arena, parts, ADDRESS_PARTS, ADDRESS_PARTS, &passage->name))
        return passage_refuse(passage, &fault_bad_request,
                              S("The address must name instance, member class, member, subsystem and service, each "
                                "percent-encoded for itself"));
    passage->path = path.at == NULL ? S("") : (Str){ path.at - 1, path.len + 1 };
    if (!path_read(arena, passage->path, &passage->path_meant))
        return passage_refuse(
            passage, &fault_bad_request,
            S("The path behind the service can be understood in two ways: no dot segments, encoded or doubled "
              "slashes, backslashes or controls"));
    return true;
}

/* ---- what the headers say ---- */

static bool read_message_id(Passage *passage) {
    const Header *header = header_named(passage, "X-Road-Id");
    passage->request_id = uuid_new(arena_of(passage));
    if (header == NULL) {
        passage->message_id =
            str_format(arena_of(passage), "%.*s-%.*s", STR_FMT(roster_registry(passage->roster)->instance),
                       STR_FMT(uuid_new(arena_of(passage))));
        return true;
    }
    passage->message_id = header->value;
    if (header->value.len >= 1 && header->value.len <= MESSAGE_ID_MAX && utf8_is_valid(header->value)) return true;
    passage->message_id = S("");
    return passage_refuse(passage, &fault_bad_request, S("X-Road-Id must be a text of 1 to 255 bytes"));
}

/* Another node has given the message its id already. */
static bool take_request_id(Passage *passage) {
    if (passage->from_node == NULL) return true;
    const Header *header = header_named(passage, "X-Road-Request-Id");
    if (header == NULL || header->value.len != UUID_LETTERS || !utf8_is_valid(header->value))
        return passage_refuse(passage, &fault_bad_request, S("Another node must say X-Road-Request-Id"));
    passage->request_id = header->value;
    return true;
}

static size_t parts_of(Str value) {
    size_t parts = 1;
    for (size_t i = 0; i < value.len; i++) parts += value.at[i] == '/' ? 1 : 0;
    return parts;
}

/* Headers that name somebody besides client and service. */
static bool read_others(Passage *passage, const PassageRules *rules) {
    const Header *server = header_named(passage, "X-Road-Security-Server");
    const Header *party = header_named(passage, "X-Road-Represented-Party");
    if (server != NULL && (parts_of(server->value) != 4 || !utf8_is_valid(server->value)))
        return passage_refuse(passage, &fault_bad_request,
                              S("X-Road-Security-Server must be instance/memberClass/memberCode/serverCode"));
    if (server != NULL && rules->server.len > 0 && !str_equal(server->value, rules->server))
        return passage_refuse(
            passage, &fault_security_server,
            str_format(arena_of(passage), "This is not the security server \"%.*s\"", STR_FMT(server->value)));
    if (party != NULL && (parts_of(party->value) > 2 || party->value.len == 0))
        return passage_refuse(passage, &fault_bad_request,
                              S("X-Road-Represented-Party must be [partyClass/]partyCode"));
    return true;
}

bool passage_find_client(Passage *passage, const ExchangeName *name, Str shown) {
    Arena *arena = arena_of(passage);
    const Registry *registry = roster_registry(passage->roster);
    Str id;
    passage->client = exchange_name_id(arena, name, &id) ? registry_subsystem(registry, id) : NULL;
    if (passage->client != NULL) return true;
    return passage_refuse(passage, &fault_unknown_client,
                          str_format(arena, "Client 'SUBSYSTEM:%.*s' not found", STR_FMT(shown)));
}

static bool read_client(Passage *passage, const PassageRules *rules) {
    Arena *arena = arena_of(passage);
    const Header *header = header_named(passage, "X-Road-Client");
    ExchangeName name;
    if (header == NULL && rules->is_govstack) header = header_named(passage, "X-GovStack-Client");
    if (header == NULL || header->value.len == 0)
        return passage_refuse(passage, &fault_missing_header, S("The header X-Road-Client is missing"));
    passage->client_header = header->value;
    if (!exchange_client_read(arena, header->value, &name))
        return passage_refuse(
            passage, &fault_client_form,
            S("X-Road-Client must be instance/memberClass/memberCode/subsystemCode, each percent-encoded for "
              "itself"));
    return passage_find_client(passage, &name, header->value);
}

/* ---- the service ---- */

static Ask asked_for(Str service) {
    if (str_is(service, "listMethods")) return ASK_LIST_METHODS;
    if (str_is(service, "allowedMethods")) return ASK_ALLOWED_METHODS;
    if (str_is(service, "getWsdl")) return ASK_WSDL;
    return str_is(service, "getOpenAPI") ? ASK_OPENAPI : ASK_SERVICE;
}

/* The service `events` stands for the addresses of its subsystem's room. */
static void find_room(Passage *passage, const Subsystem *subsystem) {
    const Str id = str_format(arena_of(passage), "%.*s/" EVENTS_SERVICE, STR_FMT(subsystem->id));
    passage->service = registry_service(roster_registry(passage->roster), id);
    passage->is_room = passage->service != NULL;
    passage->is_event = passage->is_room && subsystem->node.len == 0;
}

static bool find_service(Passage *passage) {
    Arena *arena = arena_of(passage);
    const Registry *registry = roster_registry(passage->roster);
    ExchangeName provider = passage->name;
    Str id = S(""), provider_id = S("");
    provider.service = S("");
    const bool is_name = exchange_name_id(arena, &passage->name, &id);
    const Subsystem *subsystem =
        exchange_name_id(arena, &provider, &provider_id) ? registry_subsystem(registry, provider_id) : NULL;
    if (subsystem == NULL)
        return passage_refuse(
            passage, &fault_unknown_member,
            str_format(arena, "Could not find addresses for service provider \"SERVICE:%.*s\"", STR_FMT(id)));
    passage->service = is_name ? registry_service(registry, id) : NULL;
    if (passage->service == NULL && event_path_is(passage->name.service, passage->path)) find_room(passage, subsystem);
    if (passage->service == NULL)
        return passage_refuse(passage, &fault_unknown_service,
                              str_format(arena, "Unknown service: SERVICE:%.*s", STR_FMT(id)));
    if ((passage->service->type == SERVICE_WSDL) != (passage->soap != NULL))
        return passage_refuse(passage, &fault_service_type,
                              passage->soap != NULL
                                  ? S("Service is a REST service and cannot be called using SOAP interface")
                                  : S("Service is a SOAP service and cannot be called using REST interface"));
    if (subsystem->node.len > 0) passage->to_node = registry_node(registry, subsystem->node);
    return true;
}

/* Rooms are ours: of their subsystem's systems nobody is asked. */
static bool is_away(Passage *passage) {
    const Service *service = passage->service;
    const Time now = passage->call->request_in_at;
    const Maintenance *away = service_away(service, now);
    if (away == NULL || away->forwards || (passage->is_event && away->subject.len > 0)) return false;
    passage->retry_after_s = (away->until_at.us - now.us + SECOND_US - 1) / SECOND_US;
    (void)passage_refuse(passage, &fault_maintenance,
                         str_format(arena_of(passage), "SERVICE:%.*s is away for maintenance until %.*s: %.*s / %.*s",
                                    STR_FMT(service->id), STR_FMT(time_text(arena_of(passage), away->until_at)),
                                    STR_FMT(away->reason_vi), STR_FMT(away->reason_en)));
    return true;
}

static bool check_rights(Passage *passage) {
    Arena *arena = arena_of(passage);
    const Service *service = passage->service;
    Str path = passage->path_meant;
    const bool is_owner = passage->is_event && service->subsystem == passage->client; /* of the room */
    if (passage->is_room) path = event_path(arena, passage->name.service, path);
    if (!is_owner &&
        !registry_may(roster_registry(passage->roster), passage->client, service, passage->call->verb, path))
        return passage_refuse(passage, &fault_access_denied,
                              str_format(arena, "Request is not allowed: SERVICE:%.*s", STR_FMT(service->id)));
    if (!service->is_enabled)
        return passage_refuse(passage, &fault_service_disabled,
                              str_format(arena, "Service SERVICE:%.*s is disabled: %.*s", STR_FMT(service->id),
                                         STR_FMT(service->notice)));
    if (is_away(passage)) return false;
    if (circuit_is_open(passage->roster, service))
        return passage_refuse(passage, &fault_network,
                              str_format(arena,
                                         "SERVICE:%.*s has not answered lately; it is tried again in some seconds",
                                         STR_FMT(service->id)));
    passage->is_counted = quota_enter(passage->roster, passage->client, passage->call->request_in_at);
    if (!passage->is_counted)
        return passage_refuse(
            passage, &fault_too_many,
            S("The client has sent more messages than were agreed; send fewer, or ask for a larger quota"));
    return true;
}

/* ---- all of it ---- */

static bool read_form(Passage *passage) {
    const Call *call = passage->call;
    if (call->fault != WIRE_FINE)
        return passage_refuse(passage, &fault_bad_request, str_of(wire_fault_text(call->fault)));
    if (call->body.code == TOO_LARGE)
        return passage_refuse(passage, &fault_too_large, S("The body is larger than this exchange takes"));
    if (call->body.code != OK) return passage_refuse(passage, &fault_logging_failed, S("The body cannot be stored"));
    return true;
}

static bool read_rest(Passage *passage, const PassageRules *rules) {
    return read_address(passage, rules) && read_message_id(passage) && read_client(passage, rules) &&
           read_others(passage, rules);
}

bool passage_read(Passage *passage, const PassageRules *rules, Ask *ret_ask) {
    static const char *const verbs[] = { "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE" };
    const Call *call = passage->call;
    if (!read_form(passage)) return false;
    bool is_verb = false;
    for (size_t i = 0; i < COUNT(verbs); i++) is_verb = is_verb || str_is(call->verb, verbs[i]);
    if (!is_verb) return passage_refuse(passage, &fault_bad_request, S("The method is none that is passed on"));
    if (call->has_body && (str_is(call->verb, "HEAD") || str_is(call->verb, "TRACE")))
        return passage_refuse(passage, &fault_bad_request, S("A request with this method has no body"));
    Str path = call->target;
    path = str_cut(&path, '?');
    *ret_ask = ASK_LIST_CLIENTS;
    if (str_is(path, "/listClients") && str_is(call->verb, "GET")) return true;
    const bool is_read = passage->soap != NULL ? soap_read(passage, rules) : read_rest(passage, rules);
    if (!is_read || !node_path_ends(passage, rules->own_key_id)) return false;
    if (!identity_prove(passage, rules) || !take_request_id(passage)) return false;
    if (passage->soap != NULL && passage->from_node != NULL && !soap_brought_holds(passage)) return false;
    *ret_ask = asked_for(passage->name.service);
    if (*ret_ask == (passage->soap != NULL ? ASK_OPENAPI : ASK_WSDL)) *ret_ask = ASK_SERVICE; /* of the other door */
    if (*ret_ask != ASK_SERVICE) return true;
    if (!find_service(passage)) return false;
    if (passage->is_event) *ret_ask = ASK_EVENTS;
    return check_rights(passage);
}
