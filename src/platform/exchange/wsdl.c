/* platform/exchange/wsdl - see wsdl.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/wsdl.h"

#include "kit/xml.h"
#include "platform/exchange/soap_body.h"
#include "platform/exchange/soap_envelope.h"

#define WSDL_ROOT XML_WSDL "\ndefinitions"
#define XML_WSDL  "http://schemas.xmlsoap.org/wsdl/"
#define ASKED     XROAD_NAMESPACE "\n"

enum { WSDL_DEPTH_MAX = 64, ASKED_BYTES_MAX = 64 * 1024, CODE_BYTES_MAX = 255, ANSWER_BYTES_MAX = 4 * 1024 * 1024 };

const ProblemKind exchange_wsdl_form = {
    INVALID,
    "exchange/wsdl-form",
    { "Không đọc được tài liệu WSDL.", "The WSDL document cannot be read." },
    { "Cần một tài liệu WSDL 1.1 viết bằng UTF-8, đúng cú pháp XML, không có DOCTYPE; phần tử gốc là “definitions” của "
      "http://schemas.xmlsoap.org/wsdl/.",
      "A document of WSDL 1.1 is needed, in UTF-8, well formed and without a DOCTYPE; its root is “definitions” of "
      "http://schemas.xmlsoap.org/wsdl/." }
};

/* ---- is it one? ---- */

typedef struct Looking {
    Arena *arena;
    int depth;
    bool is_wsdl;
    Str *target; /* of the text that is read; NULL: of none */
    Str code, version;
} Looking;

static void on_root(void *context, Str name, const char *const *attributes) {
    (void)attributes;
    Looking *looking = context;
    if (looking->depth++ == 0) looking->is_wsdl = str_is(name, WSDL_ROOT);
}

static void on_end(void *context, Str name) {
    (void)name;
    Looking *looking = context;
    looking->depth--;
    looking->target = NULL;
}

static void on_prefix(void *context, Str prefix, Str meaning) {
    (void)context;
    (void)prefix;
    (void)meaning;
}

static void on_comment(void *context) {
    (void)context;
}

void wsdl_check(Ctx *cx, Str document, Str at) {
    static const XmlMessageHandler handler = { .elements = { .begin = on_root, .end = on_end },
                                               .prefix = on_prefix,
                                               .comment = on_comment,
                                               .depth_max = WSDL_DEPTH_MAX,
                                               .token_max = SOAP_TAG_MAX };
    Looking looking = { .arena = cx->arena };
    CLEANUP(xml_close) Xml *xml = xml_open_message(&handler, &looking);
    const bool is_sound = xml_feed(xml, document, true) == XML_FINE && looking.is_wsdl;
    if (!is_sound) fault(cx, spot_field(at), &exchange_wsdl_form);
}

/* ---- which one is asked for ---- */

static void on_asked(void *context, Str name, const char *const *attributes) {
    (void)attributes;
    Looking *looking = context;
    looking->depth++;
    looking->target = NULL;
    if (!looking->is_wsdl) {
        looking->is_wsdl = str_is(name, ASKED "getWsdl");
        return;
    }
    if (str_is(name, ASKED "serviceCode")) looking->target = &looking->code;
    if (str_is(name, ASKED "serviceVersion")) looking->target = &looking->version;
}

static void on_text(void *context, Str text) {
    Looking *looking = context;
    Str *target = looking->target;
    if (target == NULL || target->len + text.len > CODE_BYTES_MAX) return;
    *target = str_format(looking->arena, "%.*s%.*s", STR_FMT(*target), STR_FMT(text));
}

static bool read_asked(Passage *passage, Looking *looking) {
    static const XmlMessageHandler handler = { .elements = { on_asked, on_end, on_text },
                                               .prefix = on_prefix,
                                               .comment = on_comment,
                                               .depth_max = SOAP_DEPTH_MAX,
                                               .token_max = SOAP_TAG_MAX };
    const Body *body = &passage->call->body;
    if (body->size > ASKED_BYTES_MAX)
        return passage_refuse(passage, &fault_bad_request, S("A request for a WSDL has at most 64 KiB"));
    char *bytes = arena_alloc(passage->call->arena, body->size + 1);
    const Str text = { bytes, body_read(body, 0, bytes, body->size) };
    CLEANUP(xml_close) Xml *xml = xml_open_message(&handler, looking);
    const bool is_read = xml_feed(xml, text, true) == XML_FINE && str_trim(looking->code).len > 0;
    looking->code = str_trim(looking->code);
    looking->version = str_trim(looking->version);
    return is_read || passage_refuse(passage, &fault_bad_request,
                                     S("getWsdl is an envelope without attachments, and holds serviceCode, and "
                                       "serviceVersion where the service has one"));
}

/* ---- the answer ---- */

static void add_part(Buf *out, Str boundary, const char *id) {
    buf_addf(out, "--%.*s\r\nContent-Type: text/xml; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n",
             STR_FMT(boundary));
    buf_addf(out, "Content-ID: <%s>\r\n\r\n", id);
}

static bool give(Passage *passage, const Looking *asked, Str document) {
    Call *call = passage->call;
    const Str boundary = str_format(call->arena, "banyan-%.*s", STR_FMT(uuid_new(call->arena)));
    Buf out = buf_new(call->arena, ANSWER_BYTES_MAX);
    add_part(&out, boundary, "envelope");
    soap_head_write(&out, soap_body_found(passage->soap), soap_request_hash(passage->soap));
    buf_add(&out, S("<SOAP-ENV:Body><xroad:getWsdlResponse><xroad:serviceCode>"));
    xml_write(&out, asked->code);
    buf_add(&out, S("</xroad:serviceCode>"));
    if (asked->version.len > 0) {
        buf_add(&out, S("<xroad:serviceVersion>"));
        xml_write(&out, asked->version);
        buf_add(&out, S("</xroad:serviceVersion>"));
    }
    buf_add(&out, S("</xroad:getWsdlResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>\r\n"));
    add_part(&out, boundary, "wsdl");
    buf_add(&out, document);
    buf_addf(&out, "\r\n--%.*s--\r\n", STR_FMT(boundary));
    Str text;
    if (buf_done(&out, &text) != OK) return passage_refuse(passage, &fault_internal, S("The document is too long"));
    const Str type = str_format(call->arena,
                                "multipart/related; type=\"text/xml\"; start=\"<envelope>\"; charset=UTF-8; "
                                "boundary=\"%.*s\"",
                                STR_FMT(boundary));
    answer_text(call, 200, type.at, text);
    return true;
}

bool wsdl_answer(Passage *passage, const Subsystem *provider) {
    Arena *arena = passage->call->arena;
    Looking asked = { .arena = arena };
    if (!read_asked(passage, &asked)) return false;
    const Str code = asked.version.len == 0
                         ? asked.code
                         : str_format(arena, "%.*s.%.*s", STR_FMT(asked.code), STR_FMT(asked.version));
    for (size_t i = 0; i < provider->service_count; i++) {
        const Service *service = &provider->services[i];
        if (!str_equal(service->code, code)) continue;
        if (service->type != SERVICE_WSDL || service->openapi.len == 0)
            return passage_refuse(passage, &fault_service_type, S("Invalid service type: it has no WSDL document"));
        return give(passage, &asked, service->openapi);
    }
    return passage_refuse(
        passage, &fault_unknown_service,
        str_format(arena, "Unknown service: SERVICE:%.*s/%.*s", STR_FMT(provider->id), STR_FMT(code)));
}
