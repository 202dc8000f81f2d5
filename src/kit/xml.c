/* kit/xml - see xml.h. The grammar is expat's. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/xml.h"

#include <expat.h>

struct Xml {
    XML_Parser parser;
    const XmlHandler *handler;
    void *context;
    size_t depth, fed;
    XmlVerdict verdict;
};

static Str without_prefix(const char *name) {
    const char *colon = strrchr(name, ':');
    return str_of(colon == NULL ? name : colon + 1);
}

static void end_with(Xml *xml, XmlVerdict verdict) {
    if (xml->verdict == XML_FINE) xml->verdict = verdict;
    (void)XML_StopParser(xml->parser, XML_FALSE);
}

static void XMLCALL begin_element(void *context, const XML_Char *name, const XML_Char **attributes) {
    Xml *xml = context;
    if (++xml->depth > XML_DEPTH_MAX)
        end_with(xml, XML_TOO_LARGE);
    else if (xml->verdict == XML_FINE)
        xml->handler->begin(xml->context, without_prefix(name), (const char *const *)attributes);
}

static void XMLCALL end_element(void *context, const XML_Char *name) {
    Xml *xml = context;
    xml->depth--;
    if (xml->verdict == XML_FINE) xml->handler->end(xml->context, without_prefix(name));
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

Xml *xml_open(const XmlHandler *handler, void *context) {
    Xml *xml = lasting_alloc(sizeof *xml);
    *xml = (Xml){ .parser = XML_ParserCreate(NULL), .handler = handler, .context = context };
    MUST(xml->parser != NULL);
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, begin_element, end_element);
    if (handler->text != NULL) XML_SetCharacterDataHandler(xml->parser, take_text);
    XML_SetStartDoctypeDeclHandler(xml->parser, refuse_doctype);
    return xml;
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
    return at >= 0 && xml->fed - (size_t)at > XML_TOKEN_MAX;
}

XmlVerdict xml_feed(Xml *xml, Str piece, bool is_last) {
    if (xml->verdict != XML_FINE) return xml->verdict;
    MUST(piece.len <= INT32_MAX);
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
