/* kit/relay_front - the callers' side of the relay: their connections, from the first byte to the last of an answer. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/relay_inside.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    PIECE_BYTES = 64 * 1024,
    SHORT_BODY_MAX = 64 * 1024, /* goes out in one piece with its head */
    HANDSHAKE_S = 15,
    HEAD_S = 30,
    IDLE_S = 75,
    BODY_S = 60, /* for the next bytes of a body, either way */
    WHOLE_BODY_S = 1800,
    LINGER_S = 2,
    ANSWER_HEAD_MAX = 256 * 1024,
};

static void proceed(Conn *conn);

/* ---- connections ---- */

static void set_until(Conn *conn, int64_t seconds) {
    conn->until_us = time_steady_us() + seconds * 1000000;
}

static void take_room(Conn *conn) {
    if (conn->room != NULL) return;
    conn->room = room_take(conn->thread);
    conn->in_from = conn->in_to = 0;
}

/* Connections that are idle, or wait, hold none. */
static void give_room(Conn *conn) {
    if (conn->room != NULL) room_give(conn->thread, conn->room);
    conn->room = NULL;
    conn->in_from = conn->in_to = 0;
}

/* It stays in memory until the turn is over. A call of its goes on without it. */
static void conn_close(Conn *conn) {
    RelayThread *thread = conn->thread;
    if (conn->state == CONN_GONE) return;
    Call *call = conn->call;
    const bool is_under_way = conn->state == CONN_WAIT;
    conn->state = CONN_GONE;
    conn->call = NULL;
    loop_unwatch(&thread->loop, &conn->watch);
    if (conn->ssl != NULL) {
        (void)SSL_shutdown(conn->ssl);
        ERR_clear_error();
        SSL_free(conn->ssl);
    }
    (void)close(conn->watch.fd);
    give_room(conn);
    if (conn->before != NULL)
        conn->before->after = conn->after;
    else
        thread->conns = conn->after;
    if (conn->after != NULL) conn->after->before = conn->before;
    conn->next_gone = thread->gone;
    thread->gone = conn;
    (void)atomic_fetch_sub(&thread->relay->connections, 1);
    if (call == NULL) return;
    call->inside->conn = NULL;
    if (!is_under_way) call_drop(call);
}

void front_settle(RelayThread *thread) {
    while (thread->gone != NULL) {
        Conn *conn = thread->gone;
        thread->gone = conn->next_gone;
        lasting_free(conn);
    }
}

/* ---- bytes ---- */

typedef enum Moved { MOVED, MOVED_LATER, MOVED_NEVER } Moved;

static Moved ssl_moved(Conn *conn, int result) {
    const int why = SSL_get_error(conn->ssl, result);
    ERR_clear_error();
    return why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? MOVED_LATER : MOVED_NEVER;
}

static Moved take_bytes(Conn *conn, char *to, size_t room, size_t *ret_size) {
    if (conn->ssl != NULL) {
        const int got = SSL_read_ex(conn->ssl, to, room, ret_size);
        if (got == 1) {
            if (conn->bytes.is_dry && SSL_has_pending(conn->ssl) == 0) conn->may_read = conn->is_shut;
            return MOVED;
        }
        const Moved moved = ssl_moved(conn, got);
        if (moved == MOVED_LATER) conn->may_read = false;
        return moved;
    }
    const ssize_t got = recv(conn->watch.fd, to, room, 0);
    if (got > 0) {
        *ret_size = (size_t)got;
        if ((size_t)got < room) conn->may_read = conn->is_shut;
        return MOVED;
    }
    if (got < 0 && errno == EINTR) return MOVED_LATER;
    conn->may_read = false;
    return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) ? MOVED_LATER : MOVED_NEVER;
}

static Moved give_bytes(Conn *conn, const char *from, size_t size, size_t *ret_size) {
    if (conn->ssl != NULL) {
        const int gave = SSL_write_ex(conn->ssl, from, size, ret_size);
        if (gave == 1) return MOVED;
        const Moved moved = ssl_moved(conn, gave);
        if (moved == MOVED_LATER) conn->may_write = false;
        return moved;
    }
    const ssize_t gave = send(conn->watch.fd, from, size, MSG_NOSIGNAL);
    if (gave >= 0) {
        *ret_size = (size_t)gave;
        return MOVED;
    }
    if (errno != EAGAIN && errno != EWOULDBLOCK) return MOVED_NEVER;
    conn->may_write = false;
    return MOVED_LATER;
}

/* ---- the head ---- */

static Str rebased(Str text, const char *from, const char *to) {
    return (Str){ to + (text.at - from), text.len };
}

/* The head stays with the call; the room that it came in is wanted for what follows. */
static void keep_head(Conn *conn, Call *call, const WireHead *head) {
    const char *from = conn->room->bytes + conn->in_from;
    const Str bytes = str_copy(call->arena, (Str){ from, head->bytes });
    call->verb = rebased(head->verb, from, bytes.at);
    call->target = rebased(head->target, from, bytes.at);
    call->headers = NEW_ARRAY(call->arena, Header, head->header_count + 1);
    call->header_count = head->header_count;
    for (size_t i = 0; i < head->header_count; i++) {
        call->headers[i].name = rebased(head->headers[i].name, from, bytes.at);
        call->headers[i].value = rebased(head->headers[i].value, from, bytes.at);
    }
}

static Call *begin_call(Conn *conn) {
    Call *call = call_new(conn->thread, conn);
    conn->call = call;
    call->gate = conn->gate;
    call->address = str_of(conn->address);
    call->is_tls = conn->ssl != NULL;
    call->request_in_at = time_now();
    call->has_certificate = conn->peer.has_certificate;
    call->certificate = conn->peer.certificate;
    call->is_certificate_current =
        conn->peer.valid_from.us <= call->request_in_at.us && call->request_in_at.us < conn->peer.valid_to.us;
    return call;
}

/* To the rules. What comes behind on this connection waits. */
static void hand_over(Conn *conn) {
    const RelayRules *rules = &conn->thread->relay->plan.rules;
    conn->state = CONN_WAIT;
    conn->until_us = 0;
    if (conn->in_from == conn->in_to) give_room(conn);
    rules->arrived(rules->context, conn->call);
}

static void refuse(Conn *conn, WireFault fault) {
    Call *call = conn->call != NULL ? conn->call : begin_call(conn);
    call->fault = fault;
    conn->is_last = true;
    hand_over(conn);
}

static bool wants_sha256(const Call *call) {
    const Header *header = header_last(call->headers, call->header_count, "Content-Digest");
    return header != NULL && str_find(header->value, S("sha-256")) < header->value.len;
}

static void begin_body(Conn *conn, const WireHead *head) {
    Call *call = conn->call;
    call->body = body_new(call->arena, &conn->thread->relay->plan.body, wants_sha256(call));
    call->has_body = head->length != 0;
    const RelayRules *rules = &conn->thread->relay->plan.rules;
    rules->began(rules->context, call);
    conn->body_left = head->length;
    conn->chunks = (Chunks){ 0 };
    if (head->length > 0) body_expect(&call->body, (size_t)head->length);
    if (head->length > 0 && (size_t)head->length > call->body.limits->bytes_max) call->body.code = TOO_LARGE;
    conn->state = CONN_BODY;
    set_until(conn, BODY_S);
    conn->body_until_us = time_steady_us() + WHOLE_BODY_S * INT64_C(1000000);
    static const char go_on[] = "HTTP/1.1 100 Continue\r\n\r\n";
    size_t sent;
    if (head->is_asking && call->body.code == OK && conn->in_from == conn->in_to)
        (void)give_bytes(conn, go_on, sizeof go_on - 1, &sent);
}

static void take_head(Conn *conn) {
    static _Thread_local WireHead head;
    const Str bytes = { conn->room->bytes + conn->in_from, conn->in_to - conn->in_from };
    const WireFault fault = wire_read_head(bytes, &conn->in_seen, &head);
    if (fault == WIRE_MORE) {
        if (conn->in_from > 0) memmove(conn->room->bytes, bytes.at, bytes.len);
        conn->in_from = 0;
        conn->in_to = bytes.len;
        return;
    }
    if (fault != WIRE_FINE) {
        refuse(conn, fault);
        return;
    }
    keep_head(conn, begin_call(conn), &head);
    conn->in_from += head.bytes;
    conn->in_seen = 0;
    conn->is_last = head.is_last;
    begin_body(conn, &head);
}

/* ---- the body ---- */

static void end_body(Conn *conn) {
    if (body_finish(&conn->call->body) != OK) conn->is_last = true; /* what is left of it is not read */
    hand_over(conn);
}

/* What has come of it so far. */
static WireFault take_body(Conn *conn) {
    Body *body = &conn->call->body;
    Str bytes = { conn->room->bytes + conn->in_from, conn->in_to - conn->in_from };
    WireFault fault = WIRE_FINE;
    if (conn->body_left >= 0) {
        const Str piece = str_part(bytes, 0, (size_t)conn->body_left);
        (void)!body_add(body, piece.at, piece.len);
        conn->body_left -= (int64_t)piece.len;
        bytes = str_part(bytes, piece.len, bytes.len);
    } else {
        while (bytes.len > 0 && !conn->chunks.is_over && fault == WIRE_FINE) {
            Str piece;
            fault = chunks_take(&conn->chunks, &bytes, &piece);
            (void)!body_add(body, piece.at, piece.len);
        }
        if (conn->chunks.is_over) conn->body_left = 0;
    }
    conn->in_from = conn->in_to - bytes.len;
    if (conn->in_from == conn->in_to) conn->in_from = conn->in_to = 0;
    return fault;
}

static void go_on_with_body(Conn *conn) {
    const WireFault fault = take_body(conn);
    if (fault != WIRE_FINE)
        refuse(conn, fault);
    else if (conn->body_left == 0 || conn->call->body.code != OK)
        end_body(conn);
}

/* ---- reading ---- */

static void sniff(Conn *conn) {
    char first;
    const ssize_t got = recv(conn->watch.fd, &first, 1, MSG_PEEK);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
        conn->may_read = false;
        return;
    }
    SSL_CTX *tls = conn->thread->relay->tls;
    const bool is_tls = got == 1 && first == 0x16;
    if (got != 1 || (is_tls && tls == NULL)) {
        conn_close(conn);
        return;
    }
    conn->state = is_tls ? CONN_HANDSHAKE : CONN_HEAD;
    if (!is_tls) return;
    conn->ssl = SSL_new(tls);
    MUST(conn->ssl != NULL);
    conn->bytes.fd = conn->watch.fd;
    relay_tls_attach(conn->ssl, conn->thread->relay->tls_bytes, &conn->bytes);
    SSL_set_accept_state(conn->ssl);
}

static void shake_hands(Conn *conn) {
    const int done = SSL_do_handshake(conn->ssl);
    if (done == 1) {
        conn->peer = relay_tls_peer(conn->ssl);
        conn->state = CONN_HEAD;
        set_until(conn, HEAD_S);
        return;
    }
    const Moved moved = ssl_moved(conn, done);
    if (moved == MOVED_NEVER)
        conn_close(conn);
    else
        conn->may_read = false;
}

static void read_more(Conn *conn) {
    take_room(conn);
    if (conn->in_from == conn->in_to) conn->in_from = conn->in_to = 0;
    size_t size = 0;
    if (conn->in_to == ROOM_BYTES) { /* a head that does not end; a body leaves room */
        refuse(conn, WIRE_HEAD_LARGE);
        return;
    }
    const bool is_first = conn->state == CONN_HEAD && conn->in_to == conn->in_from;
    const Moved moved = take_bytes(conn, conn->room->bytes + conn->in_to, ROOM_BYTES - conn->in_to, &size);
    if (moved == MOVED_NEVER) conn_close(conn);
    if (moved != MOVED) {
        if (conn->in_from == conn->in_to) give_room(conn); /* who is silent needs none */
        return;
    }
    conn->in_to += size;
    if (is_first) set_until(conn, HEAD_S);
    if (conn->state == CONN_BODY) {
        set_until(conn, BODY_S);
        if (conn->until_us > conn->body_until_us) conn->until_us = conn->body_until_us;
    }
}

/* Everything that can be done with what is there. */
static void proceed(Conn *conn) {
    for (;;) {
        const ConnState state = conn->state;
        const bool has_bytes = conn->in_from < conn->in_to;
        const size_t before = conn->in_to - conn->in_from;
        switch (state) {
        case CONN_SNIFF:
            if (!conn->may_read) return;
            sniff(conn);
            break;
        case CONN_HANDSHAKE:
            if (!conn->may_read) return;
            shake_hands(conn);
            break;
        case CONN_HEAD:
            if (has_bytes && conn->in_seen < before)
                take_head(conn);
            else if (conn->may_read)
                read_more(conn);
            else
                return;
            break;
        case CONN_BODY:
            if (has_bytes || conn->body_left == 0 || conn->call->body.code != OK)
                go_on_with_body(conn);
            else if (conn->may_read)
                read_more(conn);
            else
                return;
            break;
        case CONN_WAIT:
        case CONN_ANSWER:
        case CONN_LINGER:
        case CONN_GONE: return;
        }
    }
}

/* ---- the answer ---- */

static bool has_no_body(const Call *call) {
    const int status = call->answer.status;
    return str_is(call->verb, "HEAD") || status < 200 || status == 204 || status == 304;
}

static size_t answer_size(const CallAnswer *answer) {
    return answer->body != NULL ? answer->body->size : answer->text.len;
}

static Str answer_head(Conn *conn) {
    const Call *call = conn->call;
    const CallAnswer *answer = &call->answer;
    Buf out = buf_new(call->arena, ANSWER_HEAD_MAX + SHORT_BODY_MAX);
    const Str reason = answer->reason.at != NULL ? answer->reason : wire_reason(answer->status);
    buf_add(&out, S("HTTP/1.1 "));
    buf_int(&out, answer->status);
    buf_char(&out, ' ');
    buf_add(&out, reason);
    buf_add(&out, S("\r\n"));
    for (size_t i = 0; i < answer->header_count; i++) {
        buf_add(&out, answer->headers[i].name);
        buf_add(&out, S(": "));
        buf_add(&out, answer->headers[i].value);
        buf_add(&out, S("\r\n"));
    }
    if (header_last(answer->headers, answer->header_count, "Date") == NULL)
        buf_addf(&out, "Date: %.*s\r\n", STR_FMT(http_date(call->arena, time_now())));
    const size_t size = answer_size(answer);
    if (!has_no_body(call)) {
            buf_add(&out, S("Content-Length: "));
            buf_int(&out, (int64_t)size);
            buf_add(&out, S("\r\n"));
    }
    if (conn->is_last)
        buf_add(&out, S("Connection: close\r\n\r\n"));
    else
        buf_add(&out, S("Connection: keep-alive\r\n\r\n"));
    conn->has_more = !has_no_body(call) && size > 0;
    const bool is_short = size <= SHORT_BODY_MAX && (answer->body == NULL || answer->body->fd < 0);
    if (conn->has_more && is_short) {
            buf_add(&out, answer->body != NULL ? (Str){ answer->body->at, size } : answer->text);
            conn->has_more = false;
    }
    Str text = S("");
    if (buf_done(&out, &text) != OK) conn->is_last = true;
    return text;
}

/* The next bytes of a long body. */
static Str next_piece(Conn *conn) {
    static _Thread_local char piece[PIECE_BYTES];
    const CallAnswer *answer = &conn->call->answer;
    if (answer->body == NULL) return str_part(answer->text, conn->body_at, PIECE_BYTES);
    return (Str){ piece, body_read(answer->body, conn->body_at, piece, PIECE_BYTES) };
}

static void end_answer(Conn *conn) {
    Call *call = conn->call;
    conn->call = NULL;
    call->inside->conn = NULL;
    call_drop(call);
    if (conn->is_last) {
        if (conn->ssl != NULL) (void)SSL_shutdown(conn->ssl);
        (void)shutdown(conn->watch.fd, SHUT_WR);
        conn->state = CONN_LINGER;
        set_until(conn, LINGER_S);
        return;
    }
    conn->state = CONN_HEAD;
    set_until(conn, conn->in_from < conn->in_to ? HEAD_S : IDLE_S);
    if (conn->in_from == conn->in_to) give_room(conn);
}

static void give_answer(Conn *conn) {
    while (conn->may_write) {
        const bool is_head = conn->out_at < conn->out.len;
        if (!is_head && !conn->has_more) {
            end_answer(conn);
            return;
        }
        const Str piece = is_head ? str_part(conn->out, conn->out_at, conn->out.len) : next_piece(conn);
        size_t sent = 0;
        const Moved moved = piece.len == 0 ? MOVED_NEVER : give_bytes(conn, piece.at, piece.len, &sent);
        if (moved == MOVED_NEVER) {
            conn_close(conn);
            return;
        }
        if (sent > 0) set_until(conn, BODY_S);
        if (is_head)
            conn->out_at += sent;
        else
            conn->body_at += sent;
        if (conn->body_at > 0 && conn->body_at == answer_size(&conn->call->answer)) conn->has_more = false;
    }
}

void front_answer(Call *call) {
    Conn *conn = call->inside->conn;
    if (conn == NULL) {
        call_drop(call);
        return;
    }
    MUST(conn->state == CONN_WAIT);
    conn->state = CONN_ANSWER;
    set_until(conn, BODY_S);
    if (atomic_load(&conn->thread->relay->is_quiet)) conn->is_last = true;
    conn->out = answer_head(conn);
    conn->out_at = conn->body_at = 0;
    give_answer(conn);
    proceed(conn);
}

/* ---- what the sockets say ---- */

static void drain(Conn *conn) {
    char dropped[4096];
    ssize_t got;
    do got = recv(conn->watch.fd, dropped, sizeof dropped, 0);
    while (got > 0);
    if (got == 0 || (errno != EAGAIN && errno != EINTR)) conn_close(conn);
}

static void conn_ready(Watch *watch, uint32_t events) {
    Conn *conn = (Conn *)watch;
    if (conn->state == CONN_GONE) return;
    if ((events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) conn->may_read = true;
    if ((events & EPOLLOUT) != 0) conn->may_write = true;
    if ((events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) conn->is_shut = true;
    if (conn->state == CONN_LINGER) {
        drain(conn);
        return;
    }
    if (conn->state == CONN_WAIT && (events & (EPOLLHUP | EPOLLERR)) != 0) {
        conn_close(conn);
        return;
    }
    if (conn->state == CONN_ANSWER) give_answer(conn);
    proceed(conn);
}

static void accepted(Listening *at, int fd, const struct sockaddr_storage *from) {
    RelayThread *thread = at->thread;
    Conn *conn = lasting_alloc(sizeof *conn);
    conn->watch = (Watch){ fd, conn_ready };
    conn->thread = thread;
    conn->gate = at->gate;
    conn->may_write = true;
    const void *address = from->ss_family == AF_INET6 ? (const void *)&((const struct sockaddr_in6 *)from)->sin6_addr
                                                      : (const void *)&((const struct sockaddr_in *)from)->sin_addr;
    (void)inet_ntop(from->ss_family, address, conn->address, sizeof conn->address);
    const int yes = 1;
    (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    set_until(conn, HANDSHAKE_S);
    conn->after = thread->conns;
    if (conn->after != NULL) conn->after->before = conn;
    thread->conns = conn;
    loop_watch(&thread->loop, &conn->watch, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET);
}

/* One at a time: for the next one another thread is woken, so that all have their share. */
static void listening_ready(Watch *watch, uint32_t events) {
    (void)events;
    Listening *at = (Listening *)watch;
    Relay *relay = at->thread->relay;
    struct sockaddr_storage from = { 0 };
    socklen_t size = sizeof from;
    const int fd = accept4(watch->fd, (struct sockaddr *)&from, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return;
    const bool is_full = atomic_fetch_add(&relay->connections, 1) >= relay->plan.connections_max;
    if (!is_full && !atomic_load(&relay->is_quiet)) {
        accepted(at, fd, &from);
        return;
    }
    (void)atomic_fetch_sub(&relay->connections, 1);
    (void)close(fd);
}

/* ---- life ---- */

void front_listen(RelayThread *thread) {
    for (size_t i = 0; i < thread->relay->plan.gate_count; i++) {
        Listening *at = &thread->listening[i];
        *at = (Listening){ .watch = { thread->relay->fds[i], listening_ready }, .thread = thread, .gate = (int)i };
        loop_watch(&thread->loop, &at->watch, EPOLLIN | EPOLLEXCLUSIVE);
    }
}

void front_tick(RelayThread *thread) {
    const int64_t now_us = time_steady_us();
    const bool is_quiet = atomic_load(&thread->relay->is_quiet);
    for (Conn *conn = thread->conns, *next; conn != NULL; conn = next) {
        next = conn->after;
        const bool is_idle = conn->state == CONN_HEAD && conn->in_from == conn->in_to;
        if ((conn->until_us != 0 && conn->until_us < now_us) || (is_quiet && is_idle)) conn_close(conn);
    }
}

void front_close(RelayThread *thread) {
    while (thread->conns != NULL) conn_close(thread->conns);
}
