/* tests/fuzz/fuzz_wsdl - WSDL documents as agencies hand them in, and what callers ask of them: what we take another
 * reader (libxml2) takes too, and reads the same in it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <libxml/parser.h>
#include <libxml/tree.h>

#include "platform/exchange/soap_envelope.h"
#include "platform/exchange/wsdl.h"
#include "tests/fuzz/fuzz.h"

#define WSDL_NAMESPACE "http://schemas.xmlsoap.org/wsdl/"

static bool is_named(const xmlNode *node, const char *space, const char *name) {
    return node->type == XML_ELEMENT_NODE && node->ns != NULL &&
           xmlStrEqual(node->ns->href, (const xmlChar *)space) && xmlStrEqual(node->name, (const xmlChar *)name);
}

static xmlDoc *read_otherwise(Str text) {
    return xmlReadMemory(text.at, (int)text.len, "", NULL,
                         XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
}

static void check_document(Ctx *cx, Str text) {
    wsdl_check(cx, text, S("document"));
    if (fuzz_verdict(cx, faults_verdict(cx)) != OK) return;
    xmlDoc *other = read_otherwise(text);
    MUST(other != NULL && other->intSubset == NULL && utf8_is_valid(text));
    MUST(is_named(xmlDocGetRootElement(other), WSDL_NAMESPACE, "definitions"));
    xmlFreeDoc(other);
}

/* The texts of all elements of the name that stand where they should. */
static size_t said(const xmlDoc *document, const char *name, Arena *arena, Str *ret_text) {
    size_t count = 0;
    const xmlNode *root = xmlDocGetRootElement((xmlDoc *)(uintptr_t)document);
    for (const xmlNode *body = root->children; body != NULL; body = body->next) {
        if (!is_named(body, SOAP_NAMESPACE, "Body")) continue;
        for (const xmlNode *asked = body->children; asked != NULL; asked = asked->next) {
            if (!is_named(asked, XROAD_NAMESPACE, "getWsdl")) continue;
            for (const xmlNode *one = asked->children; one != NULL; one = one->next) {
                if (!is_named(one, XROAD_NAMESPACE, name)) continue;
                xmlChar *text = xmlNodeGetContent(one);
                *ret_text = str_trim(str_copy(arena, str_of((const char *)text)));
                xmlFree(text);
                MUST(xmlChildElementCount((xmlNode *)(uintptr_t)one) == 0);
                count++;
            }
        }
    }
    return count;
}

static void check_asked(Arena *arena, Str text) {
    WsdlAsked asked;
    Str code = S(""), version = S("");
    if (!wsdl_asked_read(arena, text, &asked)) return;
    MUST(asked.code.len > 0 && asked.code.len <= 255 && asked.version.len <= 255);
    xmlDoc *other = read_otherwise(text);
    MUST(other != NULL && other->intSubset == NULL);
    MUST(said(other, "serviceCode", arena, &code) == 1 && str_equal(code, asked.code));
    MUST(said(other, "serviceVersion", arena, &version) <= 1 && str_equal(version, asked.version));
    xmlFreeDoc(other);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    const Str input = fuzz_input(data, size);
    check_asked(cx.arena, input);
    check_document(&cx, input);
    fuzz_end(&cx);
    return 0;
}
