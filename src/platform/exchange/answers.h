/* platform/exchange/answers - what the exchange itself says when a message does not go through: fault codes of X-Road
 * in both of their spellings, as JSON or XML. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_ANSWERS_H
#define PLATFORM_EXCHANGE_ANSWERS_H

#include "kit/relay.h"
#include "kit/settings.h"

/* Where it came to be: "Client" (the request is wrong), or the part of the exchange that could not go on. */
typedef struct ExchangeFault {
    const char *where, *code;
    int plain_status; /* with the setting exchange.plain_statuses */
    bool is_plain;    /* always with that one: callers' programs must be able to wait */
} ExchangeFault;

extern const ExchangeFault fault_bad_request, fault_too_large, fault_missing_header, fault_client_form,
    fault_protocol_version, fault_unknown_client, fault_unknown_member, fault_security_server, fault_certificate,
    fault_missing_signature, fault_signature, fault_too_many, fault_unknown_service, fault_access_denied,
    fault_service_disabled, fault_maintenance, fault_network, fault_timeout, fault_provider_tls, fault_service_failed,
    fault_logging_failed, fault_inconsistent, fault_internal, fault_service_type, fault_loop;

typedef enum FaultDialect { DIALECT_CAMEL = 1, DIALECT_SNAKE } FaultDialect;

typedef struct FaultStyle {
    FaultDialect dialect;
    bool has_plain_statuses;
} FaultStyle;
FaultStyle fault_style(const Settings *settings);

Str fault_code(Arena *arena, const ExchangeFault *fault, FaultDialect dialect);

/* What is said of a message that did not go through. */
typedef struct FaultSaid {
    const ExchangeFault *fault;
    Str message, detail;   /* detail: a uuid that stands in the log and the record too */
    int64_t retry_after_s; /* with 429 and 503; 0: soon */
} FaultSaid;
void answer_fault(Call *call, const FaultStyle *style, const FaultSaid *said); /* fills call->answer */
/* The same as a SOAP 1.1 Fault: its status is always 500. */
void answer_soap_fault(Call *call, const FaultStyle *style, const FaultSaid *said);
/* An answer of our own that is no fault. */
void answer_text(Call *call, int status, const char *media_type, Str text);

void answer_xml_element(Buf *out, const char *name, Str text);

extern const Setting exchange_codes, exchange_plain_statuses;

#endif
