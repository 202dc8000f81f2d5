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
    TlsBytes bytes;
    TlsPeer peer; /* of who shook hands */
    int gate;
    bool may_read, may_write; /* nothing has said the contrary since the socket last became so */
    bool is_shut;             /* the other end says no more: its end is met by reading on */
    bool is_last;             /* closed behind the answer */
    int64_t until_us;         /* what must have happened by then */
    int64_t body_until_us;    /* all of the body must be there by then */
    struct Room *room;        /* NULL while nothing is there */
    size_t in_from, in_to, in_seen;
    Chunks chunks;
    int64_t body_left; /* -1: in chunks */
    Str out;           /* head of the answer, and its body when that is short */
    size_t out_at, body_at;
    bool has_more; /* the body follows */
    char address[46];
    Call *call;
} Conn;

/* What bytes are read into; lent while there are some. */
enum { ROOM_BYTES = WIRE_HEAD_MAX + 1024 };
typedef struct Room {
    struct Room *next; /* idle */
    char bytes[ROOM_BYTES];
} Room;

/* How far a reply has come. */
typedef struct Replying {
    size_t head_bytes;
    bool has_status, is_old, is_head_over, is_chunked;
    bool is_kept; /* the connection may be used again behind it */
    int64_t left; /* of the body; -1: until the connection ends */
    Chunks chunks;
} Replying;
typedef enum ReplyStep { REPLY_MORE, REPLY_OVER, REPLY_FAILED } ReplyStep;

typedef enum LineState { LINE_OPENING, LINE_BUSY, LINE_IDLE, LINE_GONE } LineState;

/* A connection to a provider. libcurl opens it: finds the name, connects, shakes hands. What is said there is ours. */
typedef struct Line {
    Watch watch; /* fd -1: not ours yet */
    struct Place *place;
    struct Line *before, *after; /* of its place */
    struct Line *next_idle, *next_gone;
    LineState state;
    CURL *easy; /* while it is opened; with TLS as long as it is there */
    TlsPins pins;
    Call *call; /* that goes by it, or waits for it to be open */
    bool may_read, may_write, is_shut; /* as of a Conn */
    bool is_used; /* it had a call before this one */
    bool is_cut;  /* not all of the request could be said */
    int64_t idle_us; /* since when */
    Room *room;
    size_t in_to;
    Str head; /* of the request, with its body when that is short */
    size_t out_at, body_at;
    bool has_more, is_heard; /* the body follows; something has come back */
    Replying reply;
} Line;

/* Where lines go: the same server, trusted and addressed in the same way. Gone with its last line. */
typedef struct Place {
    struct RelayThread *thread;
    struct Place *before, *after; /* of the thread */
    char *url;
    char *authority; /* as Host has it; NULL: the address is none */
    bool is_tls, verifies, has_identity;
    Sha256 *pins;
    size_t pin_count;
    Line *lines, *idle;
    size_t line_count;
    struct CallInside *first, *last; /* calls that wait for a line */
} Place;

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
    Line *line;
    Place *waiting;                    /* for a line of it */
    struct CallInside *next_waiting;
    int64_t until_us;                  /* its reply is there by then; 0: it has not gone on */
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
    Room *rooms; /* idle */
    CallInside *idle, *active;
    size_t room_count, idle_count; /* idle */
    Post giving_up;
    CURLM *multi;
    Place *places;
    Line *gone_lines;
    size_t idle_line_count;
    CurlSocket *sockets, *dropped_sockets;
    _Atomic int64_t calls; /* that have not ended */
} RelayThread;

struct Relay {
    RelayPlan plan;
    SSL_CTX *tls;
    BIO_METHOD *tls_bytes;
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
void back_forward(Call *call);
void back_tick(RelayThread *thread);
void back_forget(Call *call); /* it goes, whether or not it still waits for a provider */
void back_give_up(RelayThread *thread); /* whoever still waits for a provider is told that there is no answer */
void back_speak(Line *line);            /* it is open, and has a call */
void back_fail(Call *call, CallTrouble trouble, const char *words); /* it has no line any more */
void back_ready(Watch *watch, uint32_t events);

/* relay_reply: takes from the front of `*bytes` what belongs to the reply; failed: the call's trouble says why */
ReplyStep reply_take(Replying *at, Call *call, Str *bytes);
ReplyStep reply_end(Replying *at, Call *call); /* the connection has ended */

/* relay_line */
/* A line to where it goes is there, comes, or is waited for; anew: none that was kept. */
void line_reach(Call *call, bool is_anew);
void line_leave(Call *call); /* whether it has a line, or waits */
void line_free(Line *line);  /* its call has its reply, and the next one may go by it */
void line_close(Line *line);
void line_give_room(Line *line); /* it has nothing to keep there */
void line_tick(RelayThread *thread); /* those that were idle for long go */
void line_alarm(RelayThread *thread);
void line_settle(RelayThread *thread);
void lines_open(RelayThread *thread);
void lines_close(RelayThread *thread);

/* relay */
Room *room_take(RelayThread *thread);
void room_give(RelayThread *thread, Room *room);
Call *call_new(RelayThread *thread, Conn *conn);
void call_drop(Call *call);

#endif
