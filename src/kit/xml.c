/* kit/xml - see xml.h. The grammar is expat's. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/xml.h"

#include <expat.h>
#include <strings.h>

struct Xml {
    XML_Parser parser;
    const XmlHandler *handler;
    const XmlMessageHandler *message; /* NULL: it is a document */
    void *context;
    size_t depth, depth_max, token_max, fed;
    XmlVerdict verdict;
};

static Str without_prefix(const char *name) {
    const char *colon = strrchr(name, ':');
    return str_of(colon == NULL ? name : colon + 1);
}

static Str name_of(const Xml *xml, const char *name) {
    return xml->message != NULL ? str_of(name) : without_prefix(name);
}

static void end_with(Xml *xml, XmlVerdict verdict) {
    if (xml->verdict == XML_FINE) xml->verdict = verdict;
    (void)XML_StopParser(xml->parser, XML_FALSE);
}

static void XMLCALL begin_element(void *context, const XML_Char *name, const XML_Char **attributes) {
    Xml *xml = context;
    if (++xml->depth > xml->depth_max)
        end_with(xml, XML_TOO_LARGE);
    else if (xml->verdict == XML_FINE)
        xml->handler->begin(xml->context, name_of(xml, name), (const char *const *)attributes);
}

static void XMLCALL end_element(void *context, const XML_Char *name) {
    Xml *xml = context;
    xml->depth--;
    if (xml->verdict == XML_FINE) xml->handler->end(xml->context, name_of(xml, name));
}

static void XMLCALL take_text(void *context, const XML_Char *text, int len) {
    Xml *xml = context;
    if (xml->verdict == XML_FINE) xml->handler->text(xml->context, (Str){ text, (size_t)len });
}

static void XMLCALL refuse_doctype(void *context, const XML_Char *name, const XML_Char *system, const XML_Char *open,
                                   int has_subset) {
    (void)name;
    (void)system;
    (void)open;
    (void)has_subset;
    end_with(context, XML_FORBIDDEN);
}

static Xml *opened(XML_Parser parser, const XmlHandler *handler, void *context) {
    Xml *xml = lasting_alloc(sizeof *xml);
    *xml = (Xml){ .parser = parser,
                  .handler = handler,
                  .context = context,
                  .depth_max = XML_DEPTH_MAX,
                  .token_max = XML_TOKEN_MAX };
    MUST(xml->parser != NULL);
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, begin_element, end_element);
    if (handler->text != NULL) XML_SetCharacterDataHandler(xml->parser, take_text);
    XML_SetStartDoctypeDeclHandler(xml->parser, refuse_doctype);
    return xml;
}

Xml *xml_open(const XmlHandler *handler, void *context) {
    return opened(XML_ParserCreate(NULL), handler, context);
}

/* ---- messages ---- */

static void XMLCALL declare_prefix(void *context, const XML_Char *prefix, const XML_Char *meaning) {
    Xml *xml = context;
    if (xml->verdict == XML_FINE) xml->message->prefix(xml->context, str_of(prefix), str_of(meaning));
}

static void XMLCALL see_comment(void *context, const XML_Char *text) {
    (void)text;
    Xml *xml = context;
    if (xml->verdict == XML_FINE) xml->message->comment(xml->context);
}

static void XMLCALL refuse_instruction(void *context, const XML_Char *target, const XML_Char *data) {
    (void)target;
    (void)data;
    end_with(context, XML_FORBIDDEN);
}

/* We read UTF-8 whatever stands here, so nobody behind us may read anything else. */
static void XMLCALL see_declaration(void *context, const XML_Char *version, const XML_Char *encoding, int standalone) {
    (void)standalone;
    const bool is_ours = encoding == NULL || strcasecmp(encoding, "UTF-8") == 0;
    if (!is_ours || version == NULL || strcmp(version, "1.0") != 0) end_with(context, XML_FORBIDDEN);
}

Xml *xml_open_message(const XmlMessageHandler *handler, void *context) {
    Xml *xml = opened(XML_ParserCreateNS("UTF-8", '\n'), &handler->elements, context);
    xml->message = handler;
    xml->depth_max = handler->depth_max;
    xml->token_max = handler->token_max;
    XML_SetStartNamespaceDeclHandler(xml->parser, declare_prefix);
    XML_SetCommentHandler(xml->parser, see_comment);
    XML_SetProcessingInstructionHandler(xml->parser, refuse_instruction);
    XML_SetXmlDeclHandler(xml->parser, see_declaration);
    return xml;
}

/* expat takes UTF-16 for UTF-16 whatever it was told: by its mark, or by a zero beside the first letter. */
static bool begins_otherwise(const Xml *xml, Str piece) {
    for (size_t i = 0; i < piece.len && xml->fed + i < 2; i++) {
        const unsigned char c = (unsigned char)piece.at[i];
        if (c == 0 || c == 0xFE || c == 0xFF) return true;
    }
    return false;
}

size_t xml_tag_from(const Xml *xml) {
    return (size_t)XML_GetCurrentByteIndex(xml->parser);
}

size_t xml_tag_to(const Xml *xml) {
    return xml_tag_from(xml) + (size_t)XML_GetCurrentByteCount(xml->parser);
}

void xml_close(Xml **xml) {
    if (*xml == NULL) return;
    XML_ParserFree((*xml)->parser);
    lasting_free(*xml);
    *xml = NULL;
}

void xml_stop(Xml *xml) {
    end_with(xml, XML_ENDED);
}

/* A token that does not end would be looked at from its beginning at every piece. */
static bool is_token_endless(const Xml *xml) {
    const XML_Index at = XML_GetCurrentByteIndex(xml->parser);
    return at >= 0 && xml->fed - (size_t)at > xml->token_max;
}

XmlVerdict xml_feed(Xml *xml, Str piece, bool is_last) {
    if (xml->verdict != XML_FINE) return xml->verdict;
    MUST(piece.len <= INT32_MAX);
    if (xml->message != NULL && begins_otherwise(xml, piece)) {
        xml->verdict = XML_FORBIDDEN;
        return xml->verdict;
    }
    const enum XML_Status status = XML_Parse(xml->parser, piece.at, (int)piece.len, is_last);
    xml->fed += piece.len;
    if (xml->verdict != XML_FINE) return xml->verdict;
    if (status != XML_STATUS_OK)
        xml->verdict = XML_FORM;
    else if (!is_last && is_token_endless(xml))
        xml->verdict = XML_TOO_LARGE;
    return xml->verdict;
}

Str xml_attribute(const char *const *attributes, const char *name) {
    for (; *attributes != NULL; attributes += 2) {
        if (str_is(without_prefix(attributes[0]), name)) return str_of(attributes[1]);
    }
    return (Str){ 0 };
}

void xml_write(Buf *out, Str text) {
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.at[i];
        switch (c) {
        case '&': buf_add(out, S("&amp;")); break;
        case '<': buf_add(out, S("&lt;")); break;
        case '>': buf_add(out, S("&gt;")); break;
        case '"': buf_add(out, S("&quot;")); break;
        default:
            if ((unsigned char)c >= ' ' || c == '\n' || c == '\t') buf_char(out, c);
        }
    }
}
