/* kit/relay_back - the other side of the relay: a call goes on to its provider by a line, and its reply comes back. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/relay_inside.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

enum { REQUEST_HEAD_MAX = 256 * 1024, SHORT_BODY_MAX = 32 * 1024, PIECE_BYTES = 64 * 1024, SECOND_US = 1000000 };

/* ---- bytes ---- */

typedef enum Went { WENT, WENT_LATER, WENT_END, WENT_WRONG } Went;

static Went went_by_tls(CURLcode done, size_t size) {
    if (done == CURLE_AGAIN) return WENT_LATER;
    if (done != CURLE_OK) return WENT_WRONG;
    return size > 0 ? WENT : WENT_END;
}

static Went hear(Line *line, char *to, size_t room, size_t *ret_size) {
    if (line->easy != NULL) {
        *ret_size = 0;
        const CURLcode done = curl_easy_recv(line->easy, to, room, ret_size);
        const Went went = went_by_tls(done, *ret_size);
        if (went == WENT_LATER) line->may_read = false;
        return went;
    }
    const ssize_t got = recv(line->watch.fd, to, room, 0);
    if (got == 0) return WENT_END;
    if (got < 0) {
        if (errno == EINTR) return WENT_LATER;
        line->may_read = false;
        return errno == EAGAIN || errno == EWOULDBLOCK ? WENT_LATER : WENT_WRONG;
    }
    if ((size_t)got < room) line->may_read = line->is_shut;
    *ret_size = (size_t)got;
    return WENT;
}

static Went say_bytes(Line *line, Str bytes, size_t *ret_size) {
    *ret_size = 0;
    if (line->easy != NULL) {
        const CURLcode done = curl_easy_send(line->easy, bytes.at, bytes.len, ret_size);
        const Went went = went_by_tls(done, *ret_size);
        if (went == WENT_LATER) line->may_write = false;
        return went;
    }
    const ssize_t gave = send(line->watch.fd, bytes.at, bytes.len, MSG_NOSIGNAL);
    if (gave < 0) {
        if (errno == EINTR) return WENT_LATER;
        line->may_write = false;
        return errno == EAGAIN || errno == EWOULDBLOCK ? WENT_LATER : WENT_WRONG;
    }
    if ((size_t)gave < bytes.len) line->may_write = false;
    *ret_size = (size_t)gave;
    return WENT;
}

/* ---- what goes out ---- */

static bool sends_body(const Call *call) {
    return call->has_body || str_is(call->verb, "POST") || str_is(call->verb, "PUT") || str_is(call->verb, "PATCH");
}

static void add_header(Buf *out, Str name, Str value) {
    buf_add(out, name);
    buf_add(out, value.len > 0 ? S(": ") : S(":"));
    buf_add(out, value);
    buf_add(out, S("\r\n"));
}

static Str request_head(Line *line) {
    const Call *call = line->call;
    const size_t size = call->body.size;
    Buf out = buf_new(call->arena, REQUEST_HEAD_MAX + SHORT_BODY_MAX);
    buf_add(&out, call->verb);
    buf_char(&out, ' ');
    buf_add(&out, call->to.target);
    buf_add(&out, S(" HTTP/1.1\r\n"));
    add_header(&out, S("Host"), str_of(line->place->authority == NULL ? "" : line->place->authority));
    for (size_t i = 0; i < call->to.header_count; i++)
        add_header(&out, call->to.headers[i].name, call->to.headers[i].value);
    if (sends_body(call)) {
        buf_add(&out, S("Content-Length: "));
        buf_int(&out, (int64_t)size);
        buf_add(&out, S("\r\n"));
    }
    buf_add(&out, S("\r\n"));
    line->has_more = size > 0;
    if (size > 0 && size <= SHORT_BODY_MAX && call->body.fd < 0) {
        buf_add(&out, (Str){ call->body.at, size });
        line->has_more = false;
    }
    Str text = S("");
    MUST(buf_done(&out, &text) == OK); /* heads are limited where they come in */
    return text;
}

/* The next bytes of a long body. */
static Str next_piece(const Line *line) {
    static _Thread_local char piece[PIECE_BYTES];
    const Body *body = &line->call->body;
    if (body->fd < 0) return (Str){ body->at + line->body_at, body->size - line->body_at };
    return (Str){ piece, body_read(body, line->body_at, piece, PIECE_BYTES) };
}

/* Who will hear no more may have said why: his reply is read in any case. */
static void say_no_more(Line *line) {
    line->is_cut = true;
    line->out_at = line->head.len;
    line->has_more = false;
}

static void say_more(Line *line) {
    while (line->may_write) {
        const bool is_head = line->out_at < line->head.len;
        if (!is_head && !line->has_more) return;
        const Str piece = is_head ? str_part(line->head, line->out_at, line->head.len) : next_piece(line);
        size_t sent = 0;
        const Went went = piece.len == 0 ? WENT_WRONG : say_bytes(line, piece, &sent);
        if (went == WENT_LATER) continue;
        if (went != WENT) {
            say_no_more(line);
            return;
        }
        if (is_head)
            line->out_at += sent;
        else
            line->body_at += sent;
        if (line->body_at > 0 && line->body_at == line->call->body.size) line->has_more = false;
    }
}

/* ---- what comes back ---- */

static void reply_now(Call *call) {
    const RelayRules *rules = &call->inside->thread->relay->plan.rules;
    call->inside->until_us = 0;
    call->response_in_at = time_now();
    if (call->reply.trouble == TROUBLE_NONE && body_finish(&call->reply.body) != OK) {
        call->reply.trouble = TROUBLE_DISK;
        call->reply.words = S("the reply cannot be stored");
    }
    rules->replied(rules->context, call);
}

void back_fail(Call *call, CallTrouble trouble, const char *words) {
    call->reply.trouble = trouble;
    call->reply.words = str_copy(call->arena, str_of(words));
    reply_now(call);
}

/* It has said all, and `left` bytes more than belong to it. */
static void end_reply(Line *line, size_t left) {
    Call *call = line->call;
    if (line->reply.is_kept && left == 0 && !line->is_cut && !line->has_more && line->out_at == line->head.len)
        line_free(line);
    else
        line_close(line);
    reply_now(call);
}

/* A kept connection may have ended while the request was on its way: what may be done twice is sent again, once. */
static void break_off(Line *line, bool is_end) {
    Call *call = line->call;
    const bool may_repeat = !str_is(call->verb, "POST") && !str_is(call->verb, "PATCH");
    if (is_end && reply_end(&line->reply, call) == REPLY_OVER) {
        line->reply.is_kept = false;
        end_reply(line, 0);
    } else if (line->is_used && !line->is_heard && may_repeat) {
        call->reply.trouble = TROUBLE_NONE;
        line_close(line);
        line_reach(call, true);
    } else {
        line_close(line);
        back_fail(call, TROUBLE_BROKEN, "the connection broke off before the reply was there");
    }
}

static void take_reply(Line *line, size_t size) {
    Call *call = line->call;
    Str bytes = { line->room->bytes, line->in_to + size };
    line->is_heard = true;
    const ReplyStep step = reply_take(&line->reply, call, &bytes);
    if (step == REPLY_OVER) {
        end_reply(line, bytes.len);
        return;
    }
    if (step == REPLY_MORE && bytes.len < ROOM_BYTES) {
        memmove(line->room->bytes, bytes.at, bytes.len);
        line->in_to = bytes.len;
        return;
    }
    if (step == REPLY_MORE) {
        call->reply.trouble = TROUBLE_LARGE;
        call->reply.words = S("the reply has a line that is too long");
    }
    line_close(line);
    reply_now(call);
}

static void hear_more(Line *line) {
    while (line->state == LINE_BUSY && line->may_read) {
        if (line->room == NULL) line->room = room_take(line->place->thread);
        size_t size = 0;
        const Went went = hear(line, line->room->bytes + line->in_to, ROOM_BYTES - line->in_to, &size);
        if (went == WENT)
            take_reply(line, size);
        else if (went != WENT_LATER)
            break_off(line, went == WENT_END);
    }
    /* a thousand that wait for slow systems would hold 64 MiB of rooms with nothing in them */
    if (line->room != NULL && line->in_to == 0) line_give_room(line);
}

static void proceed(Line *line) {
    say_more(line);
    hear_more(line);
}

void back_ready(Watch *watch, uint32_t events) {
    Line *line = (Line *)watch;
    if ((events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) line->is_shut = true;
    if ((events & EPOLLIN) != 0 || line->is_shut) line->may_read = true;
    if ((events & EPOLLOUT) != 0) line->may_write = true;
    const bool is_told = line->is_shut || (events & EPOLLIN) != 0; /* an idle line has nothing to say */
    if (line->state == LINE_BUSY)
        proceed(line);
    else if (line->state == LINE_IDLE && is_told && (line->easy == NULL || line->is_shut))
        line_close(line);
}

void back_speak(Line *line) {
    line->state = LINE_BUSY;
    line->head = request_head(line);
    line->out_at = line->body_at = line->in_to = 0;
    line->is_cut = line->is_heard = false;
    line->reply = (Replying){ 0 };
    proceed(line);
}

/* ---- on its way ---- */

void back_forward(Call *call) {
    BodyLimits *limits = NEW(call->arena, BodyLimits);
    *limits = call->inside->thread->relay->plan.body;
    if (call->to.answer_max > 0) limits->bytes_max = call->to.answer_max;
    call->request_out_at = time_now();
    call->reply.body = body_new(call->arena, limits, false);
    call->reply.body.filter = call->to.reply_filter;
    call->inside->until_us = time_steady_us() + call->to.timeout_s * SECOND_US;
    line_reach(call, false);
}

void back_forget(Call *call) {
    line_leave(call);
    call->inside->until_us = 0;
}

static void give_up_before(RelayThread *thread, int64_t until_us, const char *words) {
    for (CallInside *inside = thread->active, *next; inside != NULL; inside = next) {
        next = inside->after;
        if (inside->until_us == 0 || inside->until_us > until_us) continue;
        back_forget(&inside->call);
        back_fail(&inside->call, TROUBLE_TIMEOUT, words);
    }
}

void back_give_up(RelayThread *thread) {
    give_up_before(thread, INT64_MAX, "the exchange stops, and there is no answer yet");
}

void back_tick(RelayThread *thread) {
    give_up_before(thread, time_steady_us(), "there was no answer in time");
    line_tick(thread);
}
