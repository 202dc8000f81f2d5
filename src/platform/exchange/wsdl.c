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
/* Levels of an envelope. */
enum { AT_BODY = 2, AT_ASKED = 3, AT_SAID = 4 };

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
    int depth;
    bool is_wsdl;
} Looking;

static void on_root(void *context, Str name, const char *const *attributes) {
    (void)attributes;
    Looking *looking = context;
    if (looking->depth++ == 0) looking->is_wsdl = str_is(name, WSDL_ROOT);
}

static void on_end(void *context, Str name) {
    (void)name;
    ((Looking *)context)->depth--;
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
    Looking looking = { 0 };
    CLEANUP(xml_close) Xml *xml = xml_open_message(&handler, &looking);
    const bool is_sound = xml_feed(xml, document, true) == XML_FINE && looking.is_wsdl;
    if (!is_sound) fault(cx, spot_field(at), &exchange_wsdl_form);
}

/* ---- which one is asked for ---- */

typedef struct Asking {
    Arena *arena;
    int depth;
    bool is_body, is_asked; /* are we in Body, in getWsdl in it? */
    bool is_wrong;
    Str *target; /* of the text that is read; NULL: of none */
    WsdlAsked asked;
} Asking;

/* What is said twice could be read in two ways. */
static void take_text_of(Asking *asking, Str *text) {
    if (text->at != NULL) asking->is_wrong = true;
    *text = S("");
    asking->target = text;
}

static void on_asked(void *context, Str name, const char *const *attributes) {
    (void)attributes;
    Asking *asking = context;
    if (asking->target != NULL) asking->is_wrong = true; /* a code has no elements in it */
    switch (++asking->depth) {
    case AT_BODY: asking->is_body = str_is(name, SOAP_NAMESPACE "\nBody"); break;
    case AT_ASKED: asking->is_asked = asking->is_body && str_is(name, ASKED "getWsdl"); break;
    case AT_SAID:
        if (asking->is_asked && str_is(name, ASKED "serviceCode")) take_text_of(asking, &asking->asked.code);
        if (asking->is_asked && str_is(name, ASKED "serviceVersion")) take_text_of(asking, &asking->asked.version);
        break;
    default: break;
    }
}

static void on_asked_end(void *context, Str name) {
    (void)name;
    Asking *asking = context;
    asking->depth--;
    asking->target = NULL;
}

static void on_text(void *context, Str text) {
    Asking *asking = context;
    Str *target = asking->target;
    if (target == NULL || asking->is_wrong) return;
    asking->is_wrong = target->len + text.len > CODE_BYTES_MAX;
    if (!asking->is_wrong) *target = str_format(asking->arena, "%.*s%.*s", STR_FMT(*target), STR_FMT(text));
}

bool wsdl_asked_read(Arena *arena, Str envelope, WsdlAsked *ret_asked) {
    static const XmlMessageHandler handler = { .elements = { on_asked, on_asked_end, on_text },
                                               .prefix = on_prefix,
                                               .comment = on_comment,
                                               .depth_max = SOAP_DEPTH_MAX,
                                               .token_max = SOAP_TAG_MAX };
    Asking asking = { .arena = arena };
    CLEANUP(xml_close) Xml *xml = xml_open_message(&handler, &asking);
    const bool is_read = xml_feed(xml, envelope, true) == XML_FINE && !asking.is_wrong;
    *ret_asked = (WsdlAsked){ str_trim(asking.asked.code), str_trim(asking.asked.version) };
    return is_read && ret_asked->code.len > 0;
}

static bool read_asked(Passage *passage, WsdlAsked *ret_asked) {
    const Body *body = &passage->call->body;
    if (body->size > ASKED_BYTES_MAX)
        return passage_refuse(passage, &fault_bad_request, S("A request for a WSDL has at most 64 KiB"));
    char *bytes = arena_alloc(passage->call->arena, body->size + 1);
    const Str text = { bytes, body_read(body, 0, bytes, body->size) };
    return wsdl_asked_read(passage->call->arena, text, ret_asked) ||
           passage_refuse(passage, &fault_bad_request,
                          S("getWsdl is an envelope without attachments, and holds serviceCode, and serviceVersion "
                            "where the service has one, once and of at most 255 bytes"));
}

/* ---- the answer ---- */

static void add_part(Buf *out, Str boundary, const char *id) {
    buf_addf(out, "--%.*s\r\nContent-Type: text/xml; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n",
             STR_FMT(boundary));
    buf_addf(out, "Content-ID: <%s>\r\n\r\n", id);
}

static bool give(Passage *passage, const WsdlAsked *asked, Str document) {
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
    WsdlAsked asked;
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
