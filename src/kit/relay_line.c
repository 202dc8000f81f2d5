/* kit/relay_line - connections to providers: opened by libcurl, which finds names, connects in time and shakes hands,
 * kept for a while by ourselves, and shared out among calls. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/relay_inside.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum {
    CONNECT_S = 10,
    NAME_KEPT_S = 60,
    LINES_MAX = 512, /* to one place */
    IDLE_LINES_MAX = 512,
    IDLE_KEPT_US = 4000000, /* many systems close idle connections after five seconds */
};

#define SET(easy, option, value) MUST(curl_easy_setopt((easy), (option), (value)) == CURLE_OK)

static void open_line(Place *place, Call *call);

/* ---- places ---- */

static bool fits(const Place *place, const CallTo *to) {
    return str_is(to->url, place->url) && place->verifies == to->verifies && place->has_identity == to->has_identity &&
           place->pin_count == to->pin_count &&
           (to->pin_count == 0 || memcmp(place->pins, to->pins, to->pin_count * sizeof *to->pins) == 0);
}

/* Host without a port that goes without saying. */
static void find_authority(Place *place) {
    char *host = NULL, *port = NULL;
    CURLU *parts = curl_url();
    MUST(parts != NULL);
    if (curl_url_set(parts, CURLUPART_URL, place->url, 0) == CURLUE_OK &&
        curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK) {
        const bool has_port = curl_url_get(parts, CURLUPART_PORT, &port, CURLU_NO_DEFAULT_PORT) == CURLUE_OK;
        const size_t size = strlen(host) + (has_port ? strlen(port) + 1 : 0);
        place->authority = lasting_alloc(size + 1);
        (void)snprintf(place->authority, size + 1, "%s%s%s", host, has_port ? ":" : "", has_port ? port : "");
    }
    curl_free(host);
    curl_free(port);
    curl_url_cleanup(parts);
}

static Place *place_new(RelayThread *thread, const CallTo *to) {
    Place *place = lasting_alloc(sizeof *place);
    place->thread = thread;
    place->url = lasting_alloc(to->url.len + 1);
    memcpy(place->url, to->url.at, to->url.len);
    place->is_tls = str_starts(to->url, S("https:"));
    place->verifies = to->verifies;
    place->has_identity = to->has_identity;
    place->pin_count = to->pin_count;
    if (to->pin_count > 0) {
        place->pins = lasting_alloc(array_bytes(sizeof *place->pins, to->pin_count));
        memcpy(place->pins, to->pins, to->pin_count * sizeof *to->pins);
    }
    find_authority(place);
    place->after = thread->places;
    if (place->after != NULL) place->after->before = place;
    thread->places = place;
    return place;
}

static Place *place_for(RelayThread *thread, const CallTo *to) {
    for (Place *place = thread->places; place != NULL; place = place->after) {
        if (fits(place, to)) return place;
    }
    return place_new(thread, to);
}

static void drop_unused(Place *place) {
    if (place->lines != NULL || place->first != NULL) return;
    if (place->before != NULL)
        place->before->after = place->after;
    else
        place->thread->places = place->after;
    if (place->after != NULL) place->after->before = place->before;
    lasting_free(place->url);
    lasting_free(place->authority);
    lasting_free(place->pins);
    lasting_free(place);
}

/* ---- calls that wait for a line ---- */

static void wait_for_line(Place *place, Call *call) {
    CallInside *inside = call->inside;
    inside->waiting = place;
    inside->next_waiting = NULL;
    if (place->last == NULL)
        place->first = inside;
    else
        place->last->next_waiting = inside;
    place->last = inside;
}

/* NULL: nobody waits. */
static Call *next_waiting(Place *place) {
    CallInside *inside = place->first;
    if (inside == NULL) return NULL;
    place->first = inside->next_waiting;
    if (place->first == NULL) place->last = NULL;
    inside->waiting = NULL;
    return &inside->call;
}

static void wait_no_more(CallInside *inside) {
    Place *place = inside->waiting;
    CallInside *before = NULL;
    for (CallInside *each = place->first; each != inside; each = each->next_waiting) before = each;
    if (before == NULL)
        place->first = inside->next_waiting;
    else
        before->next_waiting = inside->next_waiting;
    if (place->last == inside) place->last = before;
    inside->waiting = NULL;
    drop_unused(place);
}

/* ---- idle lines: the last one that was used is used first ---- */

static void rest(Line *line) {
    Place *place = line->place;
    line->state = LINE_IDLE;
    line->idle_us = time_steady_us();
    line->next_idle = place->idle;
    place->idle = line;
    place->thread->idle_line_count++;
}

static void rest_no_more(Line *line) {
    Line **at = &line->place->idle;
    while (*at != line) at = &(*at)->next_idle;
    *at = line->next_idle;
    line->place->thread->idle_line_count--;
}

/* ---- closing ---- */

void line_give_room(Line *line) {
    if (line->room != NULL) room_give(line->place->thread, line->room);
    line->room = NULL;
}

/* It stays in memory until the turn is over. */
void line_close(Line *line) {
    Place *place = line->place;
    RelayThread *thread = place->thread;
    if (line->state == LINE_IDLE) rest_no_more(line);
    line->state = LINE_GONE;
    if (line->watch.fd >= 0) loop_unwatch(&thread->loop, &line->watch);
    if (line->easy != NULL) {
        MUST(curl_multi_remove_handle(thread->multi, line->easy) == CURLM_OK);
        curl_easy_cleanup(line->easy);
    } else {
        (void)close(line->watch.fd);
    }
    line->watch.fd = -1;
    line->easy = NULL;
    line_give_room(line);
    if (line->call != NULL) line->call->inside->line = NULL;
    line->call = NULL;
    if (line->before != NULL)
        line->before->after = line->after;
    else
        place->lines = line->after;
    if (line->after != NULL) line->after->before = line->before;
    place->line_count--;
    line->next_gone = thread->gone_lines;
    thread->gone_lines = line;
    Call *next = next_waiting(place);
    if (next != NULL)
        open_line(place, next);
    else
        drop_unused(place);
}

void line_free(Line *line) {
    Place *place = line->place;
    line_give_room(line);
    line->call->inside->line = NULL;
    line->call = NULL;
    line->is_used = true;
    if (line->is_shut || (place->first == NULL && place->thread->idle_line_count == IDLE_LINES_MAX)) {
        line_close(line);
        return;
    }
    line->call = next_waiting(place);
    if (line->call == NULL) {
        rest(line);
        return;
    }
    line->call->inside->line = line;
    back_speak(line);
}

/* ---- opening ---- */

static CURLcode on_tls(CURL *easy, void *tls, void *argument) {
    (void)easy;
    Line *line = argument;
    if (line->pins.count > 0) relay_tls_pin(tls, &line->pins);
    return CURLE_OK;
}

static void set_tls(Line *line) {
    const Place *place = line->place;
    const Relay *relay = place->thread->relay;
    const bool verifies = place->verifies;
    line->pins = (TlsPins){ place->pins, verifies ? place->pin_count : 0 };
    SET(line->easy, CURLOPT_SSL_VERIFYPEER, verifies ? 1L : 0L);
    SET(line->easy, CURLOPT_SSL_VERIFYHOST, verifies && place->pin_count == 0 ? 2L : 0L);
    SET(line->easy, CURLOPT_SSL_CTX_FUNCTION, on_tls);
    SET(line->easy, CURLOPT_SSL_CTX_DATA, line);
    if (!place->has_identity || relay->certificate_path == NULL) return;
    SET(line->easy, CURLOPT_SSLCERT, relay->certificate_path);
    SET(line->easy, CURLOPT_SSLKEY, relay->key_path);
}

static void set_all(Line *line) {
    const int64_t timeout_s = line->call->to.timeout_s;
    CURL *easy = line->easy;
    SET(easy, CURLOPT_URL, line->place->url);
    SET(easy, CURLOPT_CONNECT_ONLY, 1L);
    SET(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    SET(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    SET(easy, CURLOPT_NOSIGNAL, 1L);
    SET(easy, CURLOPT_NOPROXY, "*");
    SET(easy, CURLOPT_TCP_NODELAY, 1L);
    SET(easy, CURLOPT_DNS_CACHE_TIMEOUT, (long)NAME_KEPT_S);
    SET(easy, CURLOPT_CONNECTTIMEOUT, (long)(timeout_s < CONNECT_S ? timeout_s : CONNECT_S));
    SET(easy, CURLOPT_TIMEOUT, (long)timeout_s);
    SET(easy, CURLOPT_PRIVATE, line);
    if (line->place->is_tls) set_tls(line);
}

static void open_line(Place *place, Call *call) {
    Line *line = lasting_alloc(sizeof *line);
    line->watch = (Watch){ -1, back_ready };
    line->place = place;
    line->call = call;
    call->inside->line = line;
    line->easy = curl_easy_init();
    MUST(line->easy != NULL);
    line->after = place->lines;
    if (line->after != NULL) line->after->before = line;
    place->lines = line;
    place->line_count++;
    set_all(line);
    MUST(curl_multi_add_handle(place->thread->multi, line->easy) == CURLM_OK);
}

/* A plain connection is ours alone from now on; of one with TLS libcurl keeps what belongs to TLS. */
static bool take_over(Line *line) {
    RelayThread *thread = line->place->thread;
    curl_socket_t fd = CURL_SOCKET_BAD;
    if (curl_easy_getinfo(line->easy, CURLINFO_ACTIVESOCKET, &fd) != CURLE_OK || fd == CURL_SOCKET_BAD) return false;
    if (!line->place->is_tls) {
        fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
        if (fd < 0) return false;
        MUST(curl_multi_remove_handle(thread->multi, line->easy) == CURLM_OK);
        curl_easy_cleanup(line->easy);
        line->easy = NULL;
    }
    line->watch.fd = fd;
    line->may_read = line->may_write = true;
    loop_watch(&thread->loop, &line->watch, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET);
    return true;
}

static CallTrouble trouble_of(CURLcode done) {
    switch ((int)done) {
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

static void opened(Line *line, CURLcode done) {
    Call *call = line->call;
    if (done == CURLE_OK && take_over(line)) {
        back_speak(line);
        return;
    }
    line_close(line);
    back_fail(call, trouble_of(done), curl_easy_strerror(done));
}

static void look_for_opened(RelayThread *thread) {
    int left;
    for (CURLMsg *told = curl_multi_info_read(thread->multi, &left); told != NULL;
         told = curl_multi_info_read(thread->multi, &left)) {
        Line *line = NULL;
        if (told->msg != CURLMSG_DONE) continue;
        MUST(curl_easy_getinfo(told->easy_handle, CURLINFO_PRIVATE, (char **)&line) == CURLE_OK);
        opened(line, told->data.result); /* `told` is gone then */
    }
}

/* ---- for calls ---- */

void line_reach(Call *call, bool is_anew) {
    Place *place = place_for(call->inside->thread, &call->to);
    Line *line = is_anew ? NULL : place->idle;
    if (line != NULL) {
        rest_no_more(line);
        line->call = call;
        call->inside->line = line;
        back_speak(line);
    } else if (place->line_count < LINES_MAX) {
        open_line(place, call);
    } else {
        wait_for_line(place, call);
    }
}

void line_leave(Call *call) {
    if (call->inside->line != NULL) line_close(call->inside->line);
    if (call->inside->waiting != NULL) wait_no_more(call->inside);
}

static void close_idle(Place *place, int64_t before_us) {
    for (Line *line = place->idle, *next; line != NULL; line = next) {
        next = line->next_idle;
        if (line->idle_us < before_us) line_close(line); /* with the last one the place may be gone */
    }
}

void line_tick(RelayThread *thread) {
    const int64_t before_us = time_steady_us() - IDLE_KEPT_US;
    for (Place *place = thread->places, *next; place != NULL; place = next) {
        next = place->after;
        close_idle(place, before_us);
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
    look_for_opened(thread);
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

void line_alarm(RelayThread *thread) {
    int running;
    (void)curl_multi_socket_action(thread->multi, CURL_SOCKET_TIMEOUT, 0, &running);
    look_for_opened(thread);
}

void line_settle(RelayThread *thread) {
    while (thread->dropped_sockets != NULL) {
        CurlSocket *socket = thread->dropped_sockets;
        thread->dropped_sockets = socket->next;
        socket->next = thread->sockets;
        thread->sockets = socket;
    }
    while (thread->gone_lines != NULL) {
        Line *line = thread->gone_lines;
        thread->gone_lines = line->next_gone;
        lasting_free(line);
    }
}

/* ---- life ---- */

#define SET_MULTI(multi, option, value) MUST(curl_multi_setopt((multi), (option), (value)) == CURLM_OK)

void lines_open(RelayThread *thread) {
    thread->multi = curl_multi_init();
    MUST(thread->multi != NULL);
    SET_MULTI(thread->multi, CURLMOPT_SOCKETFUNCTION, on_socket);
    SET_MULTI(thread->multi, CURLMOPT_SOCKETDATA, thread);
    SET_MULTI(thread->multi, CURLMOPT_TIMERFUNCTION, on_timer);
    SET_MULTI(thread->multi, CURLMOPT_TIMERDATA, thread);
    SET_MULTI(thread->multi, CURLMOPT_PIPELINING, (long)CURLPIPE_NOTHING);
}

/* All calls have left. */
void lines_close(RelayThread *thread) {
    while (thread->places != NULL) line_close(thread->places->lines);
    MUST(curl_multi_cleanup(thread->multi) == CURLM_OK);
    line_settle(thread);
    while (thread->sockets != NULL) {
        CurlSocket *socket = thread->sockets;
        thread->sockets = socket->next;
        lasting_free(socket);
    }
}
