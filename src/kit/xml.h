/* kit/xml - XML of other programs, read piece by piece and without what makes it dangerous: no document types, no
 * entities, no depth without end; and text written into XML. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_XML_H
#define KIT_XML_H

#include "base/str.h"

enum { XML_DEPTH_MAX = 32, XML_TOKEN_MAX = 1024 * 1024 };

/* Names come without their prefix: documents choose those as they like. */
typedef struct XmlHandler {
    void (*begin)(void *context, Str name, const char *const *attributes);
    void (*end)(void *context, Str name);
    void (*text)(void *context, Str text); /* in as many pieces as it pleases; NULL: none is wanted */
} XmlHandler;

typedef enum XmlVerdict {
    XML_FINE,
    XML_FORM,      /* not well formed, or in an encoding that is not known */
    XML_FORBIDDEN, /* has a document type; a message: a processing instruction, or another encoding */
    XML_TOO_LARGE, /* deeper or longer than the limits above */
    XML_ENDED,     /* by xml_stop() */
} XmlVerdict;

/* A message of a protocol is stricter than a document: UTF-8 and no other encoding, whatever it says of itself, and no
 * processing instructions. Names come as they are meant: NAMESPACE LF NAME, or the name alone when it is in none. */
typedef struct XmlMessageHandler {
    XmlHandler elements;
    void (*prefix)(void *context, Str prefix, Str meaning); /* declared by the element that begins next */
    void (*comment)(void *context);
    size_t depth_max, token_max; /* levels; bytes of one tag or comment */
} XmlMessageHandler;

typedef struct Xml Xml;

Xml *xml_open(const XmlHandler *handler, void *context);
Xml *xml_open_message(const XmlMessageHandler *handler, void *context);
void xml_close(Xml **xml); /* for CLEANUP */
XmlVerdict xml_feed(Xml *xml, Str piece, bool is_last);
void xml_stop(Xml *xml); /* from a handler */
/* From a handler: where, in all bytes that were fed, the tag begins that it is told of, and where it is over. */
size_t xml_tag_from(const Xml *xml);
size_t xml_tag_to(const Xml *xml);

Str xml_attribute(const char *const *attributes, const char *name); /* .at is NULL when it is not there */

/* Text between tags or in a quoted attribute. What XML cannot hold (control characters) is left out. */
void xml_write(Buf *out, Str text);

#endif
