/* kit/relay - takes HTTP requests whole, asks somebody whether and to whom each goes on, and brings the answer back: a
 * few threads, each with an event loop of its own, so that thousands of connections wait without one. Knows no rules.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_RELAY_H
#define KIT_RELAY_H

#include "base/clock.h"
#include "kit/body.h"
#include "kit/ctx.h"
#include "kit/http_wire.h"

typedef struct Relay Relay;

/* Where a call goes on to. Everything lives as long as the call's arena. */
typedef struct CallTo {
    Str url;               /* http or https, with the host and its port; what stands behind them is not looked at */
    Str target;            /* path and query as they go out, byte for byte */
    const Header *headers; /* besides Host and Content-Length */
    size_t header_count;
    int64_t timeout_s;  /* for all of it */
    bool verifies;      /* with https: the other end's certificate */
    const Sha256 *pins; /* it must be one of these; none: as the system trusts */
    size_t pin_count;
    bool has_identity; /* we show our own certificate, when there is one */
    size_t answer_max; /* bytes */
    BodyFilter *reply_filter; /* of the reply's body; its headers are there when it begins. NULL: none */
} CallTo;

/* Why there is no answer. */
typedef enum CallTrouble {
    TROUBLE_NONE = 0,
    TROUBLE_NAME,    /* no such host */
    TROUBLE_CONNECT, /* nobody listens, or cannot be reached */
    TROUBLE_TLS,     /* its certificate, or its TLS */
    TROUBLE_TIMEOUT,
    TROUBLE_BROKEN, /* it broke off, or is no HTTP */
    TROUBLE_LARGE,  /* head or body beyond the limit */
    TROUBLE_DISK,   /* ours */
} CallTrouble;

typedef struct CallReply {
    CallTrouble trouble;
    Str words; /* about the trouble, for whoever runs the program */
    int status;
    Str reason;
    Header *headers;
    size_t header_count, header_room;
    Body body;
} CallReply;

/* What the caller gets. `body` or, when it is NULL, `text`. */
typedef struct CallAnswer {
    int status;
    Str reason;            /* none: the usual one; "" is said as it is */
    const Header *headers; /* besides Content-Length and Connection */
    size_t header_count;
    const Body *body;
    Str text;
} CallAnswer;

typedef struct Call {
    Arena *arena; /* of the call */
    void *own;    /* the rules' */
    Str verb, target, address;
    Header *headers;
    size_t header_count;
    Body body;
    bool has_body;
    WireFault fault; /* not fine: it can be understood in two ways, or not at all; there is only an answer to give */
    int gate;        /* by which it came in, from 0 */
    bool is_tls, has_certificate;
    Sha256 certificate; /* that the caller has proved to own */
    bool is_certificate_current;
    Time request_in_at, request_out_at, response_in_at, response_out_at;
    CallTo to;
    CallReply reply;
    CallAnswer answer;
    struct CallInside *inside;
} Call;

/* The rules. All are called on the call's own thread, which must never wait. */
typedef struct RelayRules {
    void *context;
    void (*began)(void *context, Call *call);   /* its head is there; the body comes, and may be given a filter */
    void (*arrived)(void *context, Call *call); /* sooner or later, on whatever thread: call_forward or call_answer */
    void (*replied)(void *context, Call *call); /* the reply or its trouble is there; then: call_answer */
    void (*ended)(void *context, Call *call);   /* answered, or nobody is there to be answered; the call goes */
} RelayRules;

enum { RELAY_GATES_MAX = 4 };
typedef struct RelayPlan {
    Str gates[RELAY_GATES_MAX]; /* HOST:PORT; TLS and plain HTTP at the same port */
    size_t gate_count;
    int64_t threads, connections_max;
    BodyLimits body;
    Str certificate_path, key_path; /* PEM, of the server, also shown to those to whom calls go; empty: no TLS */
    RelayRules rules;
} RelayPlan;

Code relay_open(Ctx *cx, const RelayPlan *plan, Relay **ret_relay);
unsigned relay_port(const Relay *relay, size_t gate);
void relay_quiesce(
    Relay *relay); /* takes no new calls, and waits until those that there are have ended, at most 10 s */
void relay_close(Relay *relay);

void call_forward(Call *call); /* to call->to */
void call_answer(Call *call);  /* call->answer */

extern const ProblemKind relay_refused, relay_tls;

#endif
