/* kit/relay_inside - what the files of the relay share: its threads, its callers' connections, its calls. Private to
 * kit/relay*. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_RELAY_INSIDE_H
#define KIT_RELAY_INSIDE_H

#include "kit/relay.h"
#include "kit/relay_loop.h"
#include "kit/relay_tls.h"

#include <curl/curl.h>

typedef enum ConnState {
    CONN_SNIFF, /* TLS or not? */
    CONN_HANDSHAKE,
    CONN_HEAD,
    CONN_BODY,
    CONN_WAIT, /* the call is with the rules, or under way */
    CONN_ANSWER,
    CONN_LINGER, /* all is said; the other end must see it before the connection goes */
    CONN_GONE,
} ConnState;

typedef struct Conn {
    Watch watch;
    struct RelayThread *thread;
    struct Conn *before, *after; /* of the thread's list */
    struct Conn *next_gone;
    ConnState state;
    SSL *ssl;     /* NULL: plain */
    TlsPeer peer; /* of who shook hands */
    int gate;
    bool may_read, may_write; /* nothing has said the contrary since the socket last became so */
    bool is_last;             /* closed behind the answer */
    int64_t until_us;         /* what must have happened by then */
    int64_t body_until_us;    /* all of the body must be there by then */
    char *in;                 /* NULL while nothing is there */
    size_t in_from, in_to, in_seen;
    Chunks chunks;
    int64_t body_left; /* -1: in chunks */
    Str out;           /* head of the answer, and its body when that is short */
    size_t out_at, body_at;
    bool has_more; /* the body follows */
    char address[46];
    Call *call;
} Conn;

/* One curl handle; used again. */
typedef struct Way {
    CURL *easy;
    struct Way *next;
    Call *call;
    TlsPins pins;
    size_t read_at; /* of the body that goes out */
    size_t head_bytes;
    bool is_sent, is_head_over;
} Way;

/* A socket of libcurl's. */
typedef struct CurlSocket {
    Watch watch;
    struct RelayThread *thread;
    struct CurlSocket *next; /* idle or dropped */
} CurlSocket;

typedef struct CallInside {
    Call call;
    Post post;
    struct RelayThread *thread;
    Conn *conn; /* NULL: nobody is there any more */
    Way *way;
    struct CallInside *next_idle;
    struct CallInside *before, *after; /* of the thread's list */
} CallInside;

typedef struct Listening {
    Watch watch;
    struct RelayThread *thread;
    int gate;
} Listening;

typedef struct RelayThread {
    Loop loop;
    Relay *relay;
    Listening listening[RELAY_GATES_MAX];
    Conn *conns, *gone;
    CallInside *idle, *active;
    size_t idle_count;
    Post giving_up;
    CURLM *multi;
    Way *ways;
    CurlSocket *sockets, *dropped_sockets;
    _Atomic int64_t calls; /* that have not ended */
} RelayThread;

struct Relay {
    RelayPlan plan;
    SSL_CTX *tls;
    const char *certificate_path, *key_path; /* NULL: none */
    int fds[RELAY_GATES_MAX];
    RelayThread *threads;
    size_t thread_count;
    _Atomic int64_t connections;
    _Atomic bool is_quiet;
};

/* relay_front */
void front_listen(RelayThread *thread);
void front_tick(RelayThread *thread);
void front_settle(RelayThread *thread);
void front_close(RelayThread *thread);
void front_answer(Call *call);

/* relay_back */
void back_open(RelayThread *thread);
void back_close(RelayThread *thread);
void back_forward(Call *call);
void back_alarm(RelayThread *thread);
void back_settle(RelayThread *thread);
void back_forget(Call *call); /* it goes, whether or not it still waits for a provider */
void back_give_up(RelayThread *thread); /* whoever still waits for a provider is told that there is no answer */

/* relay */
Call *call_new(RelayThread *thread, Conn *conn);
void call_drop(Call *call);

#endif
