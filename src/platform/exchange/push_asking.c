/* platform/exchange/push_asking - see push_asking.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/push_asking.h"

#include "kit/cloud_event.h"
#include "kit/webhook_signature.h"
#include "platform/exchange/exchange.h"
#include "platform/exchange/own_authority.h"

#include <pthread.h>

#define SECOND_US INT64_C(1000000)

enum {
    PUSHERS_MAX = 8,
    PUSHER_ARENA_BYTES = 64 * 1024 * 1024,
    ROUND_S = 20,
    PUSH_TIMEOUT_S = 10,
    REPLY_BYTES_MAX = 64 * 1024
};

bool push_is_taken(const Push *push) {
    return push->state == PUSH_ASKED && push->code == OK && push->reply.status >= 200 && push->reply.status < 300;
}

const Push *push_keeper(const PushRound *round, const Push *push) {
    for (const Push *each = round->pushes; each < push; each++) {
        if (!str_equal(each->subscription->id, push->subscription->id) || each->state == PUSH_VOID) continue;
        const bool is_over =
            each->permission.state == PERMISSION_REFUSED ||
            (each->state == PUSH_ASKED && (each->code != OK || each->reply.status == PUSH_STATUS_GONE));
        const bool is_before =
            push->subscription->is_fifo && str_equal(each->delivery.fifo_key, push->delivery.fifo_key);
        if (is_over || (is_before && !push_is_taken(each) && each->state != PUSH_EXPIRED)) return each;
    }
    return NULL;
}

/* What our own gateway says when the other node cannot be reached, or breaks off; in both dialects. */
static bool is_line_down(Str fault) {
    static const char *const faults[] = {
        "NetworkError",  "network_error", "SslAuthenticationFailed", "ssl_authentication_failed",
        "ServiceFailed", "service_failed"
    };
    for (size_t i = 0; i < COUNT(faults); i++) {
        if (str_ends(fault, str_of(faults[i]))) return true;
    }
    return false;
}

/* To a room at another node: published there in our name, by the way of all messages, under the event's own id. */
static void hand_on(Ctx *cx, Push *push) {
    const ExchangeAsk ask = { .service = str_format(cx->arena, "%.*s/pub", STR_FMT(push->subscription->subscriber)),
                              .method = S("POST"),
                              .path = str_format(cx->arena, "/v1/%.*s", STR_FMT(push->event_type)),
                              .media_type = S(CLOUD_STRUCTURED "; charset=utf-8"),
                              .body = push->body,
                              .message_id = push->delivery.event,
                              .timeout_s = PUSH_TIMEOUT_S,
                              .bytes_max = REPLY_BYTES_MAX };
    ExchangeReply reply = { .fault = S("") };
    const Code code = exchange_ask(cx, &ask, &reply);
    if (code != OK) {
        push->trouble = str_copy(cx->arena, cx->problem.en);
    } else if (is_line_down(reply.fault)) {
        push->trouble = str_format(cx->arena, LINE_DOWN ": %.*s", STR_FMT(reply.fault));
    } else {
        push->code = OK;
        push->reply = (HttpReply){ .status = (int)reply.status, .body = reply.body };
        push->trouble = reply.fault;
    }
    cx->problem = (Problem){ 0 };
}

static HttpTls push_tls(const Receiver *receiver, const ServerIdentity *identity) {
    return (HttpTls){ .is_unverified = !receiver->tls_verify,
                      .pins = receiver->pins,
                      .pin_count = receiver->pin_count,
                      .certificate_path = identity->certificate_path,
                      .key_path = identity->key_path };
}

static void ask_one(Ctx *cx, HttpClient *client, const SignSeed *seed, const ServerIdentity *identity, bool is_first,
                    Push *push) {
    const Receiver *receiver = &push->receiver;
    const HttpTls tls = push_tls(receiver, identity);
    if (is_first && receiver->url.len > 0 && receiver->node.len == 0)
        push_permission_ask(cx, client, push->subscription, receiver, &tls, &push->permission);
    if (push->permission.state == PERMISSION_REFUSED) return;
    push->state = PUSH_ASKED;
    push->asked_at = time_now();
    random_fill(&push->chance, sizeof push->chance);
    push->code = UNAVAILABLE;
    if (push->permission.state == PERMISSION_SILENT) push->trouble = push->permission.trouble;
    if (receiver->url.len + receiver->node.len == 0)
        push->trouble = S("the subscriber has no service \"events\" with an address");
    if (push->trouble.len > 0) return;
    if (receiver->node.len > 0) {
        hand_on(cx, push);
        push->duration = time_now().us - push->asked_at.us;
        return;
    }
    const WebhookMessage message = { push->delivery.event, webhook_timestamp(cx->arena, push->asked_at), S(""),
                                     push->body };
    const HttpLine lines[] = { { "webhook-id", message.id },
                               { "webhook-timestamp", message.timestamp },
                               { "webhook-signature", webhook_sign(cx->arena, seed, &message) } };
    const HttpPost post = { .url = receiver->url,
                            .media_type = S(CLOUD_STRUCTURED "; charset=utf-8"),
                            .body = push->body,
                            .lines = lines,
                            .line_count = COUNT(lines),
                            .tls = tls,
                            .timeout_s = receiver->timeout_s < PUSH_TIMEOUT_S ? receiver->timeout_s : PUSH_TIMEOUT_S,
                            .bytes_max = REPLY_BYTES_MAX };
    push->code = http_post(cx, client, &post, &push->reply);
    push->duration = time_now().us - push->asked_at.us;
    if (push->code != OK) push->trouble = str_copy(cx->arena, cx->problem.en);
    cx->problem = (Problem){ 0 };
}

/* ---- side by side ---- */

/* What the threads of a round share. */
typedef struct Sharing {
    PushRound *round;
    SignSeed seed;
    ServerIdentity identity; /* that receivers are shown who ask for a certificate */
    int64_t end_us;          /* of the round, on the steady clock */
    pthread_mutex_t lock;
    size_t next; /* push whose subscription nobody has taken on */
} Sharing;

typedef struct Pusher {
    Ctx cx; /* with an arena of its own */
    Sharing *sharing;
    pthread_t thread;
} Pusher;

/* The pushes of the next subscription: from `*ret_from` to the one before `*ret_to`; none when they are the same. */
static void take_next(Sharing *sharing, size_t *ret_from, size_t *ret_to) {
    const PushRound *round = sharing->round;
    MUST(pthread_mutex_lock(&sharing->lock) == 0);
    size_t to = sharing->next;
    *ret_from = to;
    while (to < round->count && round->pushes[to].subscription == round->pushes[*ret_from].subscription) to++;
    *ret_to = sharing->next = to;
    MUST(pthread_mutex_unlock(&sharing->lock) == 0);
}

static void *push_all(void *argument) {
    Pusher *pusher = argument;
    Sharing *sharing = pusher->sharing;
    HttpClient *client = http_client_open();
    size_t from, to;
    for (take_next(sharing, &from, &to); from < to; take_next(sharing, &from, &to)) {
        int64_t asked = 0, asked_max = INT64_MAX; /* the first one hears at which rate the receiver takes them */
        for (Push *push = sharing->round->pushes + from; push < sharing->round->pushes + to; push++) {
            const bool is_due = push->state == PUSH_UNASKED && time_steady_us() < sharing->end_us;
            if (!is_due || asked >= asked_max || push_keeper(sharing->round, push) != NULL) continue;
            ask_one(&pusher->cx, client, &sharing->seed, &sharing->identity, asked++ == 0, push);
            if (push->permission.state == PERMISSION_GIVEN && push->permission.rate > 0)
                asked_max = push_burst(push->permission.rate);
        }
    }
    http_client_close(client);
    return NULL;
}

static size_t subscriptions_of(const PushRound *round) {
    size_t count = 0;
    for (size_t i = 0; i < round->count; i++)
        count += i == 0 || round->pushes[i].subscription != round->pushes[i - 1].subscription ? 1 : 0;
    return count;
}

/* What a thread's arena holds goes with it. */
static void keep_words(Ctx *cx, PushRound *round) {
    for (size_t i = 0; i < round->count; i++) {
        Push *push = &round->pushes[i];
        if (push->permission.permitted.len > 0) {
            push->permission.permitted = str_copy(cx->arena, push->permission.permitted);
            push->permission.trouble = str_format(cx->arena, "%.*s", STR_FMT(push->permission.trouble));
        }
        if (push->state != PUSH_ASKED) continue;
        push->reply_bytes = push->reply.body.len;
        push->reply.body = push->reply.media_type = S("");
        push->trouble = push->trouble.len == 0 ? S("") : str_copy(cx->arena, push->trouble);
    }
}

void push_round_ask(Ctx *cx, PushRound *round) {
    Pusher pushers[PUSHERS_MAX];
    Sharing sharing = { .round = round,
                        .seed = push_seed(&round->key),
                        .identity = server_identity_now(cx),
                        .end_us = time_steady_us() + ROUND_S * SECOND_US };
    size_t count = subscriptions_of(round);
    if (count > PUSHERS_MAX) count = PUSHERS_MAX;
    MUST(pthread_mutex_init(&sharing.lock, NULL) == 0);
    for (size_t i = 0; i < count; i++) {
        pushers[i] =
            (Pusher){ .cx = { .arena = arena_new(PUSHER_ARENA_BYTES), .house = cx->house, .caller = cx->caller },
                      .sharing = &sharing };
        ctx_set_clock(&pushers[i].cx);
        MUST(pthread_create(&pushers[i].thread, NULL, push_all, &pushers[i]) == 0);
    }
    for (size_t i = 0; i < count; i++) MUST(pthread_join(pushers[i].thread, NULL) == 0);
    keep_words(cx, round);
    for (size_t i = 0; i < count; i++) arena_free(pushers[i].cx.arena);
    (void)pthread_mutex_destroy(&sharing.lock);
    sign_seed_wipe(&sharing.seed);
}
