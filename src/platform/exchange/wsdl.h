/* platform/exchange/wsdl - WSDL documents of SOAP services: is one sound, and getWsdl, by which callers have it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_WSDL_H
#define PLATFORM_EXCHANGE_WSDL_H

#include "platform/exchange/passage.h"

/* What is wrong with a document is a fault at `at`. */
void wsdl_check(Ctx *cx, Str document, Str at);

/* What getWsdl asks for. */
typedef struct WsdlAsked {
    Str code, version; /* "": without one */
} WsdlAsked;

/* False: it is none, or says something twice, or with more in it than a text. */
bool wsdl_asked_read(Arena *arena, Str envelope, WsdlAsked *ret_asked);

/* Fills call->answer: an envelope and the document behind it, in parts. False: passage->fault says why not. */
bool wsdl_answer(Passage *passage, const Subsystem *provider);

extern const ProblemKind exchange_wsdl_form;

#endif
