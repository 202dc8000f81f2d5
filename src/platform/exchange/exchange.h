/* platform/exchange - the data exchange: agencies' systems call each other's services through it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_EXCHANGE_H
#define PLATFORM_EXCHANGE_EXCHANGE_H

#include "kit/module.h"

extern const Module exchange_module;

/* ---- For the rooms that stand on this one: asking services through the gateway, as one more subsystem ---- */

enum { EXCHANGE_ID_BYTES_MAX = 5 * 256 };

typedef struct ExchangeAsk {
    Str service; /* instance/class/member/subsystem/service, as it is registered */
    Str method;
    Str path; /* behind the service, as it goes out: "" or "/..." and perhaps "?..." */
    Str media_type, body;
    Str message_id;    /* "": one is made */
    int64_t timeout_s; /* 0: a minute */
    size_t bytes_max;  /* of the answer */
} ExchangeAsk;

typedef struct ExchangeReply {
    int64_t status;
    Str body, media_type;
    Str message_id, request_id; /* by which both records are found */
    Str fault;                  /* X-Road-Error: the exchange or the provider refused; "" when it went through */
} ExchangeReply;

/* Is the exchange open, and what are we in it? For whoever would ask: in a read or a write. */
Code exchange_ready(Ctx *cx);
/* Over the loopback through the whole gateway, so that rights and records are as for everybody, signed with the
 * installation's own key. Only in `.asks`, since it waits for others. Any status is an answer. */
Code exchange_ask(Ctx *cx, const ExchangeAsk *ask, ExchangeReply *ret_reply);

/* What is recorded of an exchange; each entry stands in the ledger and has its proof. */
typedef struct ExchangeMessage {
    Str exchange; /* subject of both entries */
    Str client, service;
    Str request_entry, answer_entry; /* "" when nothing was answered */
    Time asked_at, answered_at;
    int64_t status;
} ExchangeMessage;
/* NOT_FOUND, without a Problem, when there is none. */
Code exchange_message(Ctx *cx, Str message_id, Str request_id, ExchangeMessage *ret_message);

/* How people call a subsystem, and its member. NOT_FOUND, without a Problem, when it is not registered. */
typedef struct ExchangeSystem {
    Str id, name, member_name;
} ExchangeSystem;
Code exchange_system(Ctx *cx, Str id, ExchangeSystem *ret_system);
bool exchange_is_system_id(Str id);  /* instance/class/member/subsystem */
bool exchange_is_service_id(Str id); /* with a service */

/* ---- Events for the rooms that stand on this one: who reads a kind of events has a name, and how far he got is kept
 * -- */

enum { EXCHANGE_EVENT_TYPE_MAX = 100, EXCHANGE_READERS_MAX = 1000 };

typedef struct ExchangeReader {
    Str owner, name; /* which room of the house, and how that calls it */
    Str room, type;
    int64_t reached, last; /* last: of the newest event */
} ExchangeReader;

typedef struct ExchangeEvent {
    Str id;
    int64_t sequence;
    Str publisher;
    Str data; /* JSON; "" when the publisher stopped it, or it cannot be opened */
    bool is_stopped;
    Time published_at;
    Str message_id, request_id, exchange; /* of the message that published it; see ExchangeMessage */
} ExchangeEvent;

/* From now on. Who read the same before goes on where he is. */
Code exchange_reader_set(Ctx *cx, const ExchangeReader *reader);
Code exchange_reader_drop(Ctx *cx, Str owner, Str name);                        /* OK when there is none */
Code exchange_reader(Ctx *cx, Str owner, Str name, ExchangeReader *ret_reader); /* NOT_FOUND, without a Problem */
/* Those for whom something was published. */
Code exchange_readers_behind(Ctx *cx, Str owner, Rows *ret_readers); /* of ExchangeReader */
/* Has the installation, by its own name in the exchange, the right to subscribe to them? */
Code exchange_reader_may(Ctx *cx, const ExchangeReader *reader, bool *ret_may);
Code exchange_reader_next(Ctx *cx, const ExchangeReader *reader, ExchangeEvent *ret_event); /* NOT_FOUND: no more */
Code exchange_reader_reach(Ctx *cx, const ExchangeReader *reader); /* the reader's `reached` is kept */

/* Has a key that is registered for the subsystem, and valid now, signed this text? */
Code exchange_key_holds(Ctx *cx, Str system, Str key_id, Str text, Str signature, bool *ret_holds);

extern const ProblemKind exchange_closed, exchange_own_unset;

#endif
