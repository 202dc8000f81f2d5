/* platform/exchange/soap_body - SOAP messages as they come: the envelope is read on the way, alone or as the first part
 * of multipart/related; a request is kept as it is, an answer gets the hash of its request into its header. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_SOAP_BODY_H
#define PLATFORM_EXCHANGE_SOAP_BODY_H

#include "kit/mime_related.h"
#include "kit/relay.h"
#include "platform/exchange/soap_envelope.h"

typedef enum SoapTrouble {
    SOAP_TROUBLE_NONE,
    SOAP_CONTENT_TYPE, /* what Content-Type says is not taken */
    SOAP_MIME,         /* the body is not in the parts that it should have */
    SOAP_FLAWED,       /* the envelope; see its flaw */
} SoapTrouble;

typedef struct SoapBody SoapBody;

/* Begins to read call->body; its headers are there. */
SoapBody *soap_request_begin(Call *call);
/* For call->to.reply_filter. `inserts`: the hash of the request is put into the header; else what comes is kept so. */
BodyFilter *soap_answer_begin(Call *call, SoapBody *request, bool inserts, SoapBody **ret_answer);

/* Once the body is whole. */
SoapTrouble soap_body_trouble(const SoapBody *soap, Str *ret_words);
const SoapFound *soap_body_found(const SoapBody *soap);
Str soap_request_hash(const SoapBody *soap); /* base64 of SHA-512 of the envelope, as X-Road has it */

#endif
