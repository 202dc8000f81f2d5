/* platform/exchange/metadata - see metadata.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/metadata.h"

#include "kit/shape.h"

enum { METADATA_BYTES_MAX = 16 * 1024 * 1024 };

static bool give(Passage *passage, const Buf *out, const char *media_type) {
    Str text;
    if (buf_done(out, &text) != OK) return passage_refuse(passage, &fault_internal, S("The list is too long"));
    answer_text(passage->call, 200, media_type, text);
    return true;
}

/* ---- the query ---- */

/* "" when it is not there; a value that is not well encoded is none. */
static Str query_value(Passage *passage, Str query, Str name) {
    for (Str rest = query; rest.at != NULL && rest.len > 0;) {
        Str value = str_cut(&rest, '&');
        Str part, said = str_cut(&value, '=');
        if (str_equal(said, name) && exchange_part_read(passage->call->arena, value, &part)) return part;
    }
    return S("");
}

/* ---- listClients ---- */

static void add_client_json(Buf *out, const Subsystem *subsystem, bool is_member) {
    buf_add(out, S("{\"id\":{"));
    json_write_member(out, "member_class", subsystem->class_code);
    buf_char(out, ',');
    json_write_member(out, "member_code", subsystem->member);
    buf_add(out, is_member ? S(",\"object_type\":\"MEMBER\",") : S(",\"object_type\":\"SUBSYSTEM\","));
    if (!is_member) {
        json_write_member(out, "subsystem_code", subsystem->code);
        buf_char(out, ',');
    }
    json_write_member(out, "xroad_instance", subsystem->instance);
    buf_add(out, S("},"));
    json_write_member(out, "name", subsystem->member_name);
    if (!is_member && subsystem->name.len > 0) {
        buf_char(out, ',');
        json_write_member(out, "subsystem_name", subsystem->name);
    }
    buf_char(out, '}');
}

static void add_client_xml(Buf *out, const Subsystem *subsystem, bool is_member) {
    buf_addf(out, "<xrd:member><xrd:id id:objectType=\"%s\">", is_member ? "MEMBER" : "SUBSYSTEM");
    answer_xml_element(out, "id:xRoadInstance", subsystem->instance);
    answer_xml_element(out, "id:memberClass", subsystem->class_code);
    answer_xml_element(out, "id:memberCode", subsystem->member);
    if (!is_member) answer_xml_element(out, "id:subsystemCode", subsystem->code);
    buf_add(out, S("</xrd:id>"));
    answer_xml_element(out, "xrd:name", subsystem->member_name);
    buf_add(out, S("</xrd:member>"));
}

static bool is_other_member(const Subsystem *a, const Subsystem *b) {
    return !str_equal(a->member, b->member) || !str_equal(a->class_code, b->class_code) ||
           !str_equal(a->instance, b->instance);
}

static bool wants_json(const Call *call) {
    const Header *accept = header_last(call->headers, call->header_count, "Accept");
    return accept != NULL && str_find(accept->value, S("application/json")) < accept->value.len;
}

static bool list_clients(Passage *passage) {
    const Registry *registry = roster_registry(passage->roster);
    const bool is_json = wants_json(passage->call);
    Str query = passage->call->target;
    (void)str_cut(&query, '?');
    const Str instance = query_value(passage, query, S("xRoadInstance"));
    Buf out = buf_new(passage->call->arena, METADATA_BYTES_MAX);
    buf_add(&out, is_json ? S("{\"member\":[")
                          : S("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
                              "<xrd:clientList xmlns:xrd=\"http://x-road.eu/xsd/xroad.xsd\" "
                              "xmlns:id=\"http://x-road.eu/xsd/identifiers\">"));
    const Subsystem *before = NULL;
    for (size_t i = 0; i < registry->subsystem_count; i++) {
        const Subsystem *subsystem = &registry->subsystems[i];
        if (instance.len > 0 && !str_equal(instance, subsystem->instance)) continue;
        const bool is_new = before == NULL || is_other_member(before, subsystem);
        for (int is_member = is_new ? 1 : 0; is_member >= 0; is_member--) {
            if (is_json && (before != NULL || (is_new && is_member == 0))) buf_char(&out, ',');
            if (is_json)
                add_client_json(&out, subsystem, is_member == 1);
            else
                add_client_xml(&out, subsystem, is_member == 1);
        }
        before = subsystem;
    }
    buf_add(&out, is_json ? S("]}") : S("</xrd:clientList>"));
    return give(passage, &out, is_json ? "application/json;charset=utf-8" : "text/xml;charset=utf-8");
}

/* ---- listMethods and allowedMethods ---- */

static void add_endpoints(Buf *out, const Passage *passage, const Service *service, bool only_allowed) {
    size_t count = 0;
    buf_add(out, S("\"endpoint_list\":["));
    for (size_t i = 0; i < service->endpoint_count; i++) {
        const Endpoint *endpoint = &service->endpoints[i];
        if (only_allowed &&
            !registry_may(roster_registry(passage->roster), passage->client, service, endpoint->method, endpoint->path))
            continue;
        if (count++ > 0) buf_char(out, ',');
        buf_char(out, '{');
        json_write_member(out, "method", endpoint->method);
        buf_char(out, ',');
        json_write_member(out, "path", endpoint->path);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void add_service(Buf *out, const Passage *passage, const Service *service, bool only_allowed) {
    const Subsystem *subsystem = service->subsystem;
    buf_char(out, '{');
    json_write_member(out, "member_class", subsystem->class_code);
    buf_char(out, ',');
    json_write_member(out, "member_code", subsystem->member);
    buf_add(out, S(",\"object_type\":\"SERVICE\","));
    json_write_member(out, "service_code", service->code);
    buf_addf(out, ",\"service_type\":\"%s\",", service->type == SERVICE_OPENAPI ? "OPENAPI" : "REST");
    json_write_member(out, "subsystem_code", subsystem->code);
    buf_char(out, ',');
    json_write_member(out, "xroad_instance", subsystem->instance);
    buf_char(out, ',');
    add_endpoints(out, passage, service, only_allowed);
    buf_char(out, '}');
}

/* May the client call anything of it? */
static bool is_open_to(const Passage *passage, const Service *service) {
    const Registry *registry = roster_registry(passage->roster);
    if (registry_may(registry, passage->client, service, S("*"), S("**"))) return true;
    for (size_t i = 0; i < service->endpoint_count; i++) {
        if (registry_may(registry, passage->client, service, service->endpoints[i].method, service->endpoints[i].path))
            return true;
    }
    return false;
}

static bool list_methods(Passage *passage, const Subsystem *provider, bool only_allowed) {
    Buf out = buf_new(passage->call->arena, METADATA_BYTES_MAX);
    size_t count = 0;
    buf_add(&out, S("{\"service\":["));
    for (size_t i = 0; i < provider->service_count; i++) {
        const Service *service = &provider->services[i];
        if (service->type == SERVICE_WSDL || (only_allowed && !is_open_to(passage, service))) continue;
        if (count++ > 0) buf_char(&out, ',');
        add_service(&out, passage, service, only_allowed);
    }
    buf_add(&out, S("]}"));
    return give(passage, &out, "application/json;charset=utf-8");
}

/* ---- getOpenAPI ---- */

static bool give_openapi(Passage *passage, const Subsystem *provider) {
    const Str code = query_value(passage, passage->query, S("serviceCode"));
    for (size_t i = 0; i < provider->service_count; i++) {
        const Service *service = &provider->services[i];
        if (!str_equal(service->code, code)) continue;
        if (service->type != SERVICE_OPENAPI || service->openapi.len == 0)
            return passage_refuse(passage, &fault_service_type, S("Invalid service type: it has no OpenAPI document"));
        const bool is_json = service->openapi.at[0] == '{';
        answer_text(passage->call, 200, is_json ? "application/json;charset=utf-8" : "application/yaml;charset=utf-8",
                    service->openapi);
        return true;
    }
    return passage_refuse(
        passage, &fault_unknown_service,
        str_format(passage->call->arena, "Unknown service: SERVICE:%.*s/%.*s", STR_FMT(provider->id), STR_FMT(code)));
}

const Subsystem *metadata_provider(Passage *passage) {
    ExchangeName name = passage->name;
    Str id = S("");
    name.service = S("");
    const Subsystem *provider = exchange_name_id(passage->call->arena, &name, &id)
                                    ? registry_subsystem(roster_registry(passage->roster), id)
                                    : NULL;
    if (provider == NULL)
        (void)passage_refuse(passage, &fault_unknown_member,
                             str_format(passage->call->arena,
                                        "Could not find addresses for service provider \"SUBSYSTEM:%.*s\"",
                                        STR_FMT(id)));
    return provider;
}

bool metadata_answer(Passage *passage, Ask ask) {
    if (ask == ASK_LIST_CLIENTS) return list_clients(passage);
    const Subsystem *provider = metadata_provider(passage);
    if (provider == NULL) return false;
    if (ask == ASK_OPENAPI) return give_openapi(passage, provider);
    return list_methods(passage, provider, ask == ASK_ALLOWED_METHODS);
}
