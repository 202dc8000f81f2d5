/* kit/relay_back - the other side of the relay: calls go on to their providers, by libcurl in the thread's own loop. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/relay_inside.h"

#include <string.h>
#include <strings.h>

enum {
    CONNECT_S = 10,
    HOST_CONNECTIONS_MAX = 512,
    KEPT_CONNECTIONS_MAX = 512,
    REPLY_HEAD_MAX = 64 * 1024,
    REPLY_HEADERS_MAX = 200,
    NAME_KEPT_S = 60,
    IDLE_KEPT_S = 4, /* many systems close idle connections after five */
    FINAL_STATUS_MIN = 200,
};

#define SET(easy, option, value) MUST(curl_easy_setopt((easy), (option), (value)) == CURLE_OK)

/* ---- what comes back ---- */

static Str copied(Call *call, const char *at, size_t len) {
    return str_copy(call->arena, (Str){ at, len });
}

/* A new status line begins the head anew: what was before it was 100 Continue or the like. */
static void take_status(Call *call, Str line) {
    CallReply *reply = &call->reply;
    Str rest = line;
    (void)str_cut(&rest, ' ');
    const Str code = str_cut(&rest, ' ');
    int64_t status = 0;
    reply->status = str_to_int(code, 100, 999, &status) == OK ? (int)status : 0;
    reply->reason = str_copy(call->arena, rest);
    reply->header_count = 0;
}

static bool take_header(Call *call, Str line) {
    CallReply *reply = &call->reply;
    const size_t colon = str_find(line, S(":"));
    if (colon == line.len || !wire_is_token(str_part(line, 0, colon))) return false;
    if (reply->header_count == REPLY_HEADERS_MAX) return false;
    if (reply->header_count == reply->header_room)
        reply->headers =
            array_grow(call->arena, reply->headers, sizeof *reply->headers, reply->header_count, &reply->header_room);
    const Str value = str_trim(str_part(line, colon + 1, line.len));
    reply->headers[reply->header_count++] = (Header){ copied(call, line.at, colon), copied(call, value.at, value.len) };
    return true;
}

/* libcurl hands over one line at a time. */
static size_t on_head(char *bytes, size_t unit, size_t count, void *argument) {
    Way *way = argument;
    const size_t size = unit * count;
    way->head_bytes += size;
    if (way->head_bytes > REPLY_HEAD_MAX) {
        way->call->reply.trouble = TROUBLE_LARGE;
        return 0;
    }
    Str line = { bytes, size };
    while (line.len > 0 && (line.at[line.len - 1] == '\n' || line.at[line.len - 1] == '\r')) line.len--;
    if (line.len == 0) {
        way->is_head_over = way->call->reply.status >= FINAL_STATUS_MIN;
        return size;
    }
    if (way->is_head_over) return size; /* a trailer: nobody may take it for a header */
    for (size_t i = 0; i < line.len; i++) {
        if (((unsigned char)line.at[i] < ' ' && line.at[i] != '\t') || line.at[i] == 0x7F) return 0;
    }
    if (str_starts(line, S("HTTP/"))) {
        take_status(way->call, line);
        return size;
    }
    return take_header(way->call, line) ? size : 0;
}

static size_t on_body(char *bytes, size_t unit, size_t count, void *argument) {
    Way *way = argument;
    const Code code = body_add(&way->call->reply.body, bytes, unit * count);
    if (code == OK) return unit * count;
    way->call->reply.trouble = code == TOO_LARGE ? TROUBLE_LARGE : TROUBLE_DISK;
    return 0;
}

static size_t on_send(char *to, size_t unit, size_t count, void *argument) {
    Way *way = argument;
    const size_t sent = body_read(&way->call->body, way->read_at, to, unit * count);
    way->read_at += sent;
    return sent > 0 || way->read_at == way->call->body.size ? sent : CURL_READFUNC_ABORT;
}

/* A kept connection was closed by the other end: libcurl begins again on a new one. */
static int on_rewind(void *argument, curl_off_t offset, int origin) {
    Way *way = argument;
    if (origin != SEEK_SET) return CURL_SEEKFUNC_CANTSEEK;
    way->read_at = (size_t)offset;
    return CURL_SEEKFUNC_OK;
}

/* Before each sending: what may not be done twice is not sent again when a kept connection breaks. */
static int on_ready(void *argument, char *to_address, char *from_address, int to_port, int from_port) {
    (void)to_address;
    (void)from_address;
    (void)to_port;
    (void)from_port;
    Way *way = argument;
    const bool may_repeat = !str_is(way->call->verb, "POST") && !str_is(way->call->verb, "PATCH");
    const bool is_again = way->is_sent;
    way->is_sent = true;
    return is_again && !may_repeat ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

static CURLcode on_tls(CURL *easy, void *tls, void *argument) {
    (void)easy;
    Way *way = argument;
    if (way->pins.count > 0) relay_tls_pin(tls, &way->pins);
    return CURLE_OK;
}

/* ---- what goes out ---- */

static struct curl_slist *add_line(Call *call, struct curl_slist *last, Str name, Str value) {
    struct curl_slist *line = NEW(call->arena, struct curl_slist);
    char *text = arena_alloc(call->arena, name.len + value.len + 3);
    memcpy(text, name.at, name.len);
    if (value.len > 0) {
        text[name.len] = ':';
        text[name.len + 1] = ' ';
        memcpy(text + name.len + 2, value.at, value.len);
    } else {
        text[name.len] = ';'; /* libcurl's way to say that a header is empty */
    }
    line->data = text;
    if (last != NULL) last->next = line;
    return line;
}

/* What libcurl would add by itself is taken away: `Name:` without anything. */
static struct curl_slist *take_away(Call *call, struct curl_slist *last, const char *name) {
    struct curl_slist *line = NEW(call->arena, struct curl_slist);
    line->data = (char *)(uintptr_t)str_format(call->arena, "%s:", name).at;
    last->next = line;
    return line;
}

static struct curl_slist *header_lines(Call *call) {
    struct curl_slist first = { 0 }, *last = &first;
    bool has_accept = false, has_type = false;
    for (size_t i = 0; i < call->to.header_count; i++) {
        const Header *header = &call->to.headers[i];
        has_accept = has_accept || header_is(header, "Accept");
        has_type = has_type || header_is(header, "Content-Type");
        last = add_line(call, last, header->name, header->value);
    }
    if (!has_accept) last = take_away(call, last, "Accept");
    if (!has_type) last = take_away(call, last, "Content-Type");
    (void)take_away(call, last, "Expect");
    return first.next;
}

static bool sends_body(const Call *call) {
    return call->has_body || str_is(call->verb, "POST") || str_is(call->verb, "PUT") || str_is(call->verb, "PATCH");
}

static void set_body(Way *way, Call *call) {
    if (!sends_body(call)) {
        if (str_is(call->verb, "HEAD"))
            SET(way->easy, CURLOPT_NOBODY, 1L);
        else
            SET(way->easy, CURLOPT_HTTPGET, 1L);
        return;
    }
    SET(way->easy, CURLOPT_POST, 1L);
    SET(way->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)call->body.size);
    if (call->body.fd < 0) {
        SET(way->easy, CURLOPT_POSTFIELDS, call->body.size > 0 ? call->body.at : "");
        return;
    }
    SET(way->easy, CURLOPT_POSTFIELDS, (char *)NULL);
    SET(way->easy, CURLOPT_READFUNCTION, on_send);
    SET(way->easy, CURLOPT_READDATA, way);
    SET(way->easy, CURLOPT_SEEKFUNCTION, on_rewind);
    SET(way->easy, CURLOPT_SEEKDATA, way);
}

static void set_tls(Way *way, const Relay *relay, const CallTo *to) {
    const bool verifies = to->verifies;
    way->pins = (TlsPins){ to->pins, verifies ? to->pin_count : 0 };
    SET(way->easy, CURLOPT_SSL_VERIFYPEER, verifies ? 1L : 0L);
    SET(way->easy, CURLOPT_SSL_VERIFYHOST, verifies && to->pin_count == 0 ? 2L : 0L);
    SET(way->easy, CURLOPT_SSL_CTX_FUNCTION, on_tls);
    SET(way->easy, CURLOPT_SSL_CTX_DATA, way);
    if (!to->has_identity || relay->certificate_path == NULL) return;
    SET(way->easy, CURLOPT_SSLCERT, relay->certificate_path);
    SET(way->easy, CURLOPT_SSLKEY, relay->key_path);
}

static void set_all(Way *way, Call *call) {
    const CallTo *to = &call->to;
    CURL *easy = way->easy;
    SET(easy, CURLOPT_URL, str_c(call->arena, to->url));
    SET(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    SET(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    SET(easy, CURLOPT_NOSIGNAL, 1L);
    SET(easy, CURLOPT_NOPROXY, "*");
    SET(easy, CURLOPT_TCP_NODELAY, 1L);
    SET(easy, CURLOPT_DNS_CACHE_TIMEOUT, (long)NAME_KEPT_S);
    SET(easy, CURLOPT_CONNECTTIMEOUT, (long)(to->timeout_s < CONNECT_S ? to->timeout_s : CONNECT_S));
    SET(easy, CURLOPT_TIMEOUT, (long)to->timeout_s);
    SET(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
    SET(easy, CURLOPT_MAXAGE_CONN, (long)IDLE_KEPT_S);
    SET(easy, CURLOPT_PREREQFUNCTION, on_ready);
    SET(easy, CURLOPT_PREREQDATA, way);
    SET(easy, CURLOPT_PRIVATE, way);
    SET(easy, CURLOPT_HEADERFUNCTION, on_head);
    SET(easy, CURLOPT_HEADERDATA, way);
    SET(easy, CURLOPT_WRITEFUNCTION, on_body);
    SET(easy, CURLOPT_WRITEDATA, way);
    set_body(way, call);
    SET(easy, CURLOPT_CUSTOMREQUEST, str_c(call->arena, call->verb));
    SET(easy, CURLOPT_REQUEST_TARGET, str_c(call->arena, to->target));
    SET(easy, CURLOPT_HTTPHEADER, header_lines(call));
    if (str_starts(to->url, S("https:"))) set_tls(way, call->inside->thread->relay, to);
}

/* ---- on its way ---- */

static Way *way_take(RelayThread *thread) {
    Way *way = thread->ways;
    if (way == NULL) {
        way = lasting_alloc(sizeof *way);
        way->easy = curl_easy_init();
        MUST(way->easy != NULL);
        return way;
    }
    thread->ways = way->next;
    return way;
}

static void way_give(RelayThread *thread, Way *way) {
    curl_easy_reset(way->easy);
    way->call = NULL;
    way->next = thread->ways;
    thread->ways = way;
}

static void reply_now(Call *call) {
    const RelayRules *rules = &call->inside->thread->relay->plan.rules;
    call->response_in_at = time_now();
    if (call->reply.trouble == TROUBLE_NONE && body_finish(&call->reply.body) != OK) call->reply.trouble = TROUBLE_DISK;
    rules->replied(rules->context, call);
}

void back_forward(Call *call) {
    RelayThread *thread = call->inside->thread;
    BodyLimits *limits = NEW(call->arena, BodyLimits);
    *limits = thread->relay->plan.body;
    if (call->to.answer_max > 0) limits->bytes_max = call->to.answer_max;
    call->request_out_at = time_now();
    call->reply.body = body_new(call->arena, limits, false);
    call->reply.body.filter = call->to.reply_filter;
    Way *way = way_take(thread);
    way->call = call;
    way->read_at = 0;
    way->head_bytes = 0;
    way->is_sent = way->is_head_over = false;
    call->inside->way = way;
    set_all(way, call);
    MUST(curl_multi_add_handle(thread->multi, way->easy) == CURLM_OK);
}

static CallTrouble trouble_of(CURLcode done) {
    switch ((int)done) {
    case CURLE_OK: return TROUBLE_NONE;
    case CURLE_COULDNT_RESOLVE_HOST: return TROUBLE_NAME;
    case CURLE_COULDNT_CONNECT: return TROUBLE_CONNECT;
    case CURLE_OPERATION_TIMEDOUT: return TROUBLE_TIMEOUT;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE: return TROUBLE_TLS;
    default: return TROUBLE_BROKEN;
    }
}

static void look_for_replies(RelayThread *thread) {
    int left;
    for (CURLMsg *told = curl_multi_info_read(thread->multi, &left); told != NULL;
         told = curl_multi_info_read(thread->multi, &left)) {
        if (told->msg != CURLMSG_DONE) continue;
        Way *way = NULL;
        CURL *easy = told->easy_handle;
        const CURLcode done = told->data.result;
        MUST(curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&way) == CURLE_OK);
        MUST(curl_multi_remove_handle(thread->multi, easy) == CURLM_OK); /* `told` is gone now */
        Call *call = way->call;
        CallReply *reply = &call->reply;
        if (reply->trouble == TROUBLE_NONE) reply->trouble = trouble_of(done);
        if (reply->trouble == TROUBLE_NONE && !way->is_head_over) reply->trouble = TROUBLE_BROKEN;
        if (reply->trouble != TROUBLE_NONE) reply->words = str_of(curl_easy_strerror(done));
        call->inside->way = NULL;
        way_give(thread, way);
        reply_now(call);
    }
}

void back_forget(Call *call) {
    CallInside *inside = call->inside;
    if (inside->way == NULL) return;
    MUST(curl_multi_remove_handle(inside->thread->multi, inside->way->easy) == CURLM_OK);
    way_give(inside->thread, inside->way);
    inside->way = NULL;
}

void back_give_up(RelayThread *thread) {
    for (CallInside *inside = thread->active, *next; inside != NULL; inside = next) {
        next = inside->after;
        if (inside->way == NULL) continue;
        back_forget(&inside->call);
        inside->call.reply.trouble = TROUBLE_TIMEOUT;
        inside->call.reply.words = S("the exchange stops, and there is no answer yet");
        reply_now(&inside->call);
    }
}

/* ---- libcurl's sockets in our loop ---- */

static void curl_ready(Watch *watch, uint32_t events) {
    CurlSocket *socket = (CurlSocket *)watch;
    RelayThread *thread = socket->thread;
    if (watch->fd < 0) return;
    const int what = ((events & EPOLLIN) != 0 ? CURL_CSELECT_IN : 0) |
                     ((events & EPOLLOUT) != 0 ? CURL_CSELECT_OUT : 0) |
                     ((events & (EPOLLERR | EPOLLHUP)) != 0 ? CURL_CSELECT_ERR : 0);
    int running;
    (void)curl_multi_socket_action(thread->multi, watch->fd, what, &running);
    look_for_replies(thread);
}

static CurlSocket *socket_take(RelayThread *thread, int fd) {
    CurlSocket *socket = thread->sockets;
    if (socket == NULL)
        socket = lasting_alloc(sizeof *socket);
    else
        thread->sockets = socket->next;
    *socket = (CurlSocket){ .watch = { fd, curl_ready }, .thread = thread };
    return socket;
}

static int on_socket(CURL *easy, curl_socket_t fd, int what, void *argument, void *known) {
    (void)easy;
    RelayThread *thread = argument;
    CurlSocket *socket = known;
    if (what == CURL_POLL_REMOVE) {
        if (socket == NULL) return 0;
        loop_unwatch(&thread->loop, &socket->watch);
        socket->watch.fd = -1;
        socket->next = thread->dropped_sockets;
        thread->dropped_sockets = socket;
        return 0;
    }
    const uint32_t events =
        ((what & CURL_POLL_IN) != 0 ? (uint32_t)EPOLLIN : 0U) | ((what & CURL_POLL_OUT) != 0 ? (uint32_t)EPOLLOUT : 0U);
    if (socket != NULL) {
        loop_rewatch(&thread->loop, &socket->watch, events);
        return 0;
    }
    socket = socket_take(thread, fd);
    loop_watch(&thread->loop, &socket->watch, events);
    MUST(curl_multi_assign(thread->multi, fd, socket) == CURLM_OK);
    return 0;
}

static int on_timer(CURLM *multi, long in_ms, void *argument) {
    (void)multi;
    RelayThread *thread = argument;
    loop_alarm(&thread->loop, in_ms);
    return 0;
}

void back_alarm(RelayThread *thread) {
    int running;
    (void)curl_multi_socket_action(thread->multi, CURL_SOCKET_TIMEOUT, 0, &running);
    look_for_replies(thread);
}

void back_settle(RelayThread *thread) {
    while (thread->dropped_sockets != NULL) {
        CurlSocket *socket = thread->dropped_sockets;
        thread->dropped_sockets = socket->next;
        socket->next = thread->sockets;
        thread->sockets = socket;
    }
}

/* ---- life ---- */

#define SET_MULTI(multi, option, value) MUST(curl_multi_setopt((multi), (option), (value)) == CURLM_OK)

void back_open(RelayThread *thread) {
    thread->multi = curl_multi_init();
    MUST(thread->multi != NULL);
    SET_MULTI(thread->multi, CURLMOPT_SOCKETFUNCTION, on_socket);
    SET_MULTI(thread->multi, CURLMOPT_SOCKETDATA, thread);
    SET_MULTI(thread->multi, CURLMOPT_TIMERFUNCTION, on_timer);
    SET_MULTI(thread->multi, CURLMOPT_TIMERDATA, thread);
    SET_MULTI(thread->multi, CURLMOPT_PIPELINING, (long)CURLPIPE_NOTHING);
    SET_MULTI(thread->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)HOST_CONNECTIONS_MAX);
    SET_MULTI(thread->multi, CURLMOPT_MAXCONNECTS, (long)KEPT_CONNECTIONS_MAX);
}

void back_close(RelayThread *thread) {
    MUST(thread->active == NULL);
    while (thread->ways != NULL) {
        Way *way = thread->ways;
        thread->ways = way->next;
        curl_easy_cleanup(way->easy);
        lasting_free(way);
    }
    MUST(curl_multi_cleanup(thread->multi) == CURLM_OK);
    back_settle(thread);
    while (thread->sockets != NULL) {
        CurlSocket *socket = thread->sockets;
        thread->sockets = socket->next;
        lasting_free(socket);
    }
}
