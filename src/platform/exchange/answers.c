/* platform/exchange/answers - see answers.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/answers.h"

#include "kit/shape.h"

#include <string.h>
#include <strings.h>

enum { FAULT_BYTES_MAX = 16 * 1024, RETRY_AFTER_S = 5 };

const Setting exchange_codes = {
    "exchange.codes",
    SETTING_TEXT,
    "camel",
    5,
    5,
    .help = "spelling of fault codes: camel (Server.ServerProxy.AccessDenied, as the "
            "protocol documents) or snake (server.serverproxy.access_denied, since X-Road 7.8)"
};
const Setting exchange_plain_statuses = {
    "exchange.plain_statuses", SETTING_BOOL, "false",
    .help = "answer refusals with 401, 403, 404, 429, 502, 503, 504 or 508 instead of the 400 and 500 of X-Road"
};

#define CLIENT       "Client"
#define CLIENT_PROXY "Server.ClientProxy"
#define SERVER_PROXY "Server.ServerProxy"

const ExchangeFault fault_bad_request = { CLIENT, "BadRequest", 400 };
const ExchangeFault fault_too_large = { CLIENT, "BadRequest", 413 };
const ExchangeFault fault_missing_header = { CLIENT, "MissingHeader", 400 };
const ExchangeFault fault_client_form = { CLIENT, "InvalidClientIdentifier", 400 };
const ExchangeFault fault_protocol_version = { CLIENT, "InvalidProtocolVersion", 400 };
const ExchangeFault fault_too_many = { CLIENT, "TooManyRequests", 429, .is_plain = true };
const ExchangeFault fault_unknown_client = { CLIENT_PROXY, "UnknownMember", 404 };
const ExchangeFault fault_unknown_member = { CLIENT_PROXY, "UnknownMember", 404 };
const ExchangeFault fault_security_server = { CLIENT_PROXY, "InvalidSecurityServer", 404 };
const ExchangeFault fault_certificate = { CLIENT_PROXY, "SslAuthenticationFailed", 401 };
const ExchangeFault fault_missing_signature = { CLIENT_PROXY, "MissingSignature", 401 };
const ExchangeFault fault_signature = { CLIENT_PROXY, "InvalidSignatureValue", 401 };
const ExchangeFault fault_logging_failed = { CLIENT_PROXY, "LoggingFailed", 503 };
const ExchangeFault fault_inconsistent = { CLIENT_PROXY, "InconsistentResponse", 502 };
const ExchangeFault fault_internal = { CLIENT_PROXY, "InternalError", 500 };
const ExchangeFault fault_unknown_service = { SERVER_PROXY, "UnknownService", 404 };
const ExchangeFault fault_service_type = { SERVER_PROXY, "ServiceType", 404 };
const ExchangeFault fault_access_denied = { SERVER_PROXY, "AccessDenied", 403 };
const ExchangeFault fault_service_disabled = { SERVER_PROXY, "ServiceDisabled", 503 };
const ExchangeFault fault_maintenance = { SERVER_PROXY, "MaintenanceMode", 503, .is_plain = true };
const ExchangeFault fault_network = { SERVER_PROXY, "NetworkError", 502 };
const ExchangeFault fault_timeout = { SERVER_PROXY, "NetworkError", 504 };
const ExchangeFault fault_provider_tls = { SERVER_PROXY, "SslAuthenticationFailed", 502 };
const ExchangeFault fault_loop = { SERVER_PROXY, "LoopDetected", 508 };
const ExchangeFault fault_service_failed = { SERVER_PROXY, "ServiceFailed", 502 };

FaultStyle fault_style(const Settings *settings) {
    const bool is_snake = str_is(setting_text(settings, &exchange_codes), "snake");
    return (FaultStyle){ is_snake ? DIALECT_SNAKE : DIALECT_CAMEL, setting_is(settings, &exchange_plain_statuses) };
}

/* ServerProxy stays one word; AccessDenied becomes access_denied. */
Str fault_code(Arena *arena, const ExchangeFault *fault, FaultDialect dialect) {
    const Str code = str_format(arena, "%s.%s", fault->where, fault->code);
    if (dialect == DIALECT_CAMEL) return code;
    Buf out = buf_new(arena, code.len * 2);
    const size_t first = strcmp(fault->where, CLIENT) == 0 ? sizeof CLIENT : sizeof CLIENT_PROXY;
    for (size_t i = 0; i < code.len; i++) {
        const char c = code.at[i];
        const bool is_upper = c >= 'A' && c <= 'Z';
        if (is_upper && i > first && code.at[i - 1] != '.') buf_char(&out, '_');
        buf_char(&out, is_upper ? (char)(c - 'A' + 'a') : c);
    }
    return (Str){ out.at, out.len };
}

/* ---- the body ---- */

/* By the first type that fits, whatever its weight: JSON unless XML is named. */
static const char *media_type_wanted(const Call *call) {
    const Header *accept = header_last(call->headers, call->header_count, "Accept");
    if (accept == NULL) return "application/json";
    for (Str rest = accept->value; rest.at != NULL;) {
        Str item = str_cut(&rest, ',');
        const Str type = str_lower(call->arena, str_trim(str_cut(&item, ';')));
        if (str_is(type, "application/json")) return "application/json";
        if (str_is(type, "application/xml")) return "application/xml";
        if (str_is(type, "text/xml") || str_is(type, "text/*")) return "text/xml";
    }
    return "application/json";
}

void answer_xml_element(Buf *out, const char *name, Str text) {
    buf_addf(out, "<%s>", name);
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.at[i];
        if (c == '<')
            buf_add(out, S("&lt;"));
        else if (c == '>')
            buf_add(out, S("&gt;"));
        else if (c == '&')
            buf_add(out, S("&amp;"));
        else
            buf_char(out, (unsigned char)c < ' ' ? ' ' : c);
    }
    buf_addf(out, "</%s>", name);
}

static Str fault_body(Call *call, bool is_json, Str type, Str message, Str detail) {
    Buf out = buf_new(call->arena, FAULT_BYTES_MAX);
    if (is_json) {
        buf_add(&out, S("{\"type\":"));
        json_write_text(&out, type);
        buf_add(&out, S(",\"message\":"));
        json_write_text(&out, message);
        buf_add(&out, S(",\"detail\":"));
        json_write_text(&out, detail);
        buf_char(&out, '}');
    } else {
        buf_add(&out, S("<?xml version=\"1.0\" encoding=\"utf-8\"?><error>"));
        answer_xml_element(&out, "type", type);
        answer_xml_element(&out, "message", message);
        answer_xml_element(&out, "detail", detail);
        buf_add(&out, S("</error>"));
    }
    return (Str){ out.at, out.len };
}

static void set_answer(Call *call, int status, const Header *headers, size_t count, Str text) {
    call->answer = (CallAnswer){ .status = status, .headers = headers, .header_count = count, .text = text };
}

static Str retry_after(Arena *arena, const FaultSaid *said) {
    return str_format(arena, "%lld", (long long)(said->retry_after_s > 0 ? said->retry_after_s : RETRY_AFTER_S));
}

void answer_fault(Call *call, const FaultStyle *style, const FaultSaid *said) {
    const ExchangeFault *fault = said->fault;
    const Str type = fault_code(call->arena, fault, style->dialect);
    const char *media_type = media_type_wanted(call);
    const bool is_json = strcmp(media_type, "application/json") == 0;
    const bool is_clients = strcmp(fault->where, CLIENT) == 0;
    const int status = style->has_plain_statuses || fault->is_plain ? fault->plain_status : is_clients ? 400 : 500;
    Header *headers = NEW_ARRAY(call->arena, Header, 3);
    headers[0] = (Header){ S("Content-Type"), str_format(call->arena, "%s;charset=utf-8", media_type) };
    headers[1] = (Header){ S("X-Road-Error"), type };
    headers[2] = (Header){ S("Retry-After"), retry_after(call->arena, said) };
    const bool comes_back = status == 429 || status == 503;
    set_answer(call, status, headers, comes_back ? 3 : 2, fault_body(call, is_json, type, said->message, said->detail));
}

void answer_soap_fault(Call *call, const FaultStyle *style, const FaultSaid *said) {
    const ExchangeFault *fault = said->fault;
    const Str code = fault_code(call->arena, fault, style->dialect);
    Header *headers = NEW_ARRAY(call->arena, Header, 3);
    headers[0] = (Header){ S("Content-Type"), S("text/xml;charset=utf-8") };
    headers[1] = (Header){ S("X-Road-Error"), code };
    headers[2] = (Header){ S("Retry-After"), retry_after(call->arena, said) };
    Buf out = buf_new(call->arena, FAULT_BYTES_MAX);
    buf_add(&out, S("<?xml version=\"1.0\" encoding=\"utf-8\"?><SOAP-ENV:Envelope "
                    "xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\"><SOAP-ENV:Body><SOAP-ENV:Fault>"));
    answer_xml_element(&out, "faultcode", code);
    answer_xml_element(&out, "faultstring", said->message);
    answer_xml_element(&out, "faultactor", S(""));
    buf_add(&out, S("<detail>"));
    answer_xml_element(&out, "faultDetail", said->detail);
    buf_add(&out, S("</detail></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>"));
    const bool comes_back = fault->plain_status == 429 || fault->plain_status == 503;
    set_answer(call, 500, headers, comes_back ? 3 : 2, (Str){ out.at, out.len });
}

void answer_text(Call *call, int status, const char *media_type, Str text) {
    Header *headers = NEW_ARRAY(call->arena, Header, 1);
    headers[0] = (Header){ S("Content-Type"), str_of(media_type) };
    set_answer(call, status, headers, text.len > 0 ? 1 : 0, text);
}
