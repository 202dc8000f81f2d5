/* platform/exchange/passage - one message on its way through the gateway, and what is found out about it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_PASSAGE_H
#define PLATFORM_EXCHANGE_PASSAGE_H

#include "kit/relay.h"
#include "platform/exchange/answers.h"
#include "platform/exchange/identifiers.h"
#include "platform/exchange/message.h"
#include "platform/exchange/recorder.h"
#include "platform/exchange/replays.h"
#include "platform/exchange/roster.h"

typedef struct Passage {
    Recording recording; /* first: the recorder gives it back */
    Call *call;
    struct Gateway *gateway;
    Roster *roster;
    const Subsystem *client;
    const Service *service;
    const Node *to_node, *from_node; /* NULL: ours */
    ExchangeName name;               /* that the address names */
    Str path, query;                 /* behind the service; as they came */
    Str path_meant;                  /* the path, decoded: for the rights */
    Str client_header;               /* X-Road-Client as it came */
    Str message_id, request_id, identity;
    Headers sent;
    Str head_part, hash;
    Sha512 head_digest;
    Id exchange;                /* of its records */
    struct SoapBody *soap, *soap_answer; /* NULL: it came by REST */
    bool is_room, is_event;     /* the address is one of a room; of one of ours: event_calls */
    bool is_counted;            /* among what its client has under way */
    const ExchangeFault *fault; /* of ours; NULL: none */
    Str fault_message;
    int64_t retry_after_s; /* that it says; 0: soon */
} Passage;

/* Finds the client that a message names; `shown` is the name as it was written. */
bool passage_find_client(Passage *passage, const ExchangeName *name, Str shown);

/* It does not go on, and why: always false. */
bool passage_refuse(Passage *passage, const ExchangeFault *fault, Str message);

/* What the message asks for. */
typedef enum Ask {
    ASK_SERVICE,
    ASK_LIST_METHODS,
    ASK_ALLOWED_METHODS,
    ASK_OPENAPI,
    ASK_WSDL,
    ASK_LIST_CLIENTS,
    ASK_EVENTS,
} Ask;

typedef struct PassageRules {
    Str server;       /* instance/class/member/server of ours; "": none was given */
    Str own_key_id;   /* by which other exchanges know this one */
    bool is_govstack; /* no version in the address, and GovStack's name of the header */
    Replays *replays;
    int64_t window_s, leeway_s; /* how old a signature may be, how far clocks may differ */
} PassageRules;

/* Reads address and headers, finds client and service, checks identity and rights: everything that can be said before
 * the message goes on. False: `fault` says why not. */
bool passage_read(Passage *passage, const PassageRules *rules, Ask *ret_ask);

#endif
