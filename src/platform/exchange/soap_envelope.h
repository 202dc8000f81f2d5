/* platform/exchange/soap_envelope - SOAP 1.1 envelopes as X-Road's message protocol 4.0 has them, read as they come:
 * what the header says, where it ends, and whether all of it is one that cannot be understood in two ways. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_SOAP_ENVELOPE_H
#define PLATFORM_EXCHANGE_SOAP_ENVELOPE_H

#include "platform/exchange/identifiers.h"

#define SOAP_NAMESPACE  "http://schemas.xmlsoap.org/soap/envelope/"
#define XROAD_NAMESPACE "http://x-road.eu/xsd/xroad.xsd"
#define XROAD_IDS       "http://x-road.eu/xsd/identifiers"
#define SOAP_VERSION    "4.0"
#define SOAP_HASH       "http://www.w3.org/2001/04/xmlenc#sha512"

enum { SOAP_HEAD_MAX = 64 * 1024, SOAP_DEPTH_MAX = 256, SOAP_TAG_MAX = 64 * 1024, SOAP_FIELD_MAX = 1024 };

/* The first thing that is wrong. */
typedef enum SoapFlaw {
    SOAP_FINE = 0,
    SOAP_XML,       /* not well formed, or not in UTF-8 */
    SOAP_FORBIDDEN, /* a document type, a processing instruction, another encoding */
    SOAP_LARGE,     /* deeper than SOAP_DEPTH_MAX, or a tag without end */
    SOAP_HEAD,      /* the header ends beyond SOAP_HEAD_MAX */
    SOAP_ENVELOPE,  /* no envelope of SOAP 1.1, or something else in it than one Header and one Body */
    SOAP_NO_HEADER,
    SOAP_NO_BODY,
    SOAP_BODY,    /* not exactly one element in it */
    SOAP_FIELD,   /* what a field of the header says has not its form */
    SOAP_TWICE,   /* a field */
    SOAP_MISSING, /* a field */
    SOAP_PROTOCOL,
    SOAP_WRAPPER, /* the element in the body has not the name of the service */
    SOAP_FLAWS
} SoapFlaw;

typedef enum SoapField {
    SOAP_SAYS_CLIENT,
    SOAP_SAYS_SERVICE,
    SOAP_SAYS_SERVER,
    SOAP_SAYS_ID,
    SOAP_SAYS_USER,
    SOAP_SAYS_ISSUE,
    SOAP_SAYS_PROTOCOL,
    SOAP_SAYS_HASH,
    SOAP_FIELDS
} SoapField;

/* Texts that are not there have .at NULL. */
typedef struct SoapName {
    Str kind; /* objectType */
    Str instance, class_code, member, subsystem, service, version, server;
} SoapName;

typedef struct SoapEnvelope SoapEnvelope;

/* What is found; complete for the header once it is over. */
typedef struct SoapFound {
    SoapFlaw flaw;
    Str spot; /* the field that it is about, or "" */
    bool has[SOAP_FIELDS];
    SoapName client, service, server;
    Str texts[SOAP_FIELDS]; /* of the fields that are text */
    bool has_header, is_header_over, has_body, is_fault;
    Str wrapper;               /* name of the element in the body, without its namespace */
    Str prefix;                /* that means X-Road's namespace where the header ends; .at NULL: none does */
    size_t header_end;         /* of its last tag, in all bytes: what is put there stands in the header */
    size_t hash_from, hash_to; /* a requestHash that is there; both 0: none */
} SoapFound;

SoapEnvelope *soap_open(Arena *arena);
void soap_close(SoapEnvelope **envelope); /* for CLEANUP */
void soap_feed(SoapEnvelope *envelope, Str piece);
void soap_end(SoapEnvelope *envelope);
const SoapFound *soap_found(const SoapEnvelope *envelope);

/* Of a whole envelope: is it a request, or an answer to one, as the protocol wants it? Gives the flaw, and its spot. */
SoapFlaw soap_request_flaw(const SoapFound *found, Str *ret_spot);
SoapFlaw soap_answer_flaw(const SoapFound *found, Str *ret_spot);
/* Does an answer say of each field what the request says? Needs the headers alone. The first that differs, or NULL. */
const char *soap_difference(const SoapFound *request, const SoapFound *answer);

/* The beginning of an answer of our own, to the end of its header: all fields of the request, and the hash. */
void soap_head_write(Buf *out, const SoapFound *request, Str hash);
void soap_name_write(Buf *out, const char *field, const SoapName *name);

const char *soap_flaw_code(SoapFlaw flaw); /* X-Road's, without the part before it */
const char *soap_flaw_text(SoapFlaw flaw); /* a sentence in English */

#endif
