/* kit/relay - see relay.h. Its threads, and the life of a call between them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/relay_inside.h"

#include "kit/http_peer.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    CALL_ARENA_BYTES = 16 * 1024 * 1024,
    CALL_BLOCK_BYTES = 24 * 1024,
    IDLE_CALLS_MAX = 128,
    IDLE_ROOMS_MAX = 64,
    QUIET_WAIT_MS = 10000,
    QUIET_STEP_MS = 5,
    GIVEN_UP_WAIT_MS = 3000
};

const ProblemKind relay_refused = {
    UNAVAILABLE,
    "kit/relay-refused",
    { "Không mở được cổng của trục liên thông.", "The exchange cannot listen." },
    { "Không lắng nghe được ở “{0}”. Kiểm tra địa chỉ dạng HOST:PORT và cổng có đang bị chương trình khác dùng không.",
      "Cannot listen at “{0}”. Check that it is HOST:PORT and that no other program uses the port." }
};

/* ---- rooms are used again as they are: making each anew and blank cost more than reading a short message ---- */

Room *room_take(RelayThread *thread) {
    Room *room = thread->rooms;
    if (room == NULL) return lasting_alloc(sizeof *room);
    thread->rooms = room->next;
    thread->room_count--;
    return room;
}

void room_give(RelayThread *thread, Room *room) {
    if (thread->room_count == IDLE_ROOMS_MAX) {
        lasting_free(room);
        return;
    }
    room->next = thread->rooms;
    thread->rooms = room;
    thread->room_count++;
}

/* ---- calls are used again, with their arena's first block ---- */

Call *call_new(RelayThread *thread, Conn *conn) {
    CallInside *inside = thread->idle;
    Arena *arena = NULL;
    if (inside != NULL) {
        thread->idle = inside->next_idle;
        thread->idle_count--;
        arena = inside->call.arena;
    } else {
        inside = lasting_alloc(sizeof *inside);
        arena = arena_new_of(CALL_ARENA_BYTES, CALL_BLOCK_BYTES);
    }
    *inside = (CallInside){ .thread = thread, .conn = conn };
    inside->call.arena = arena;
    inside->call.inside = inside;
    inside->call.body.fd = inside->call.reply.body.fd = -1; /* no file, also when no body ever comes */
    inside->after = thread->active;
    if (inside->after != NULL) inside->after->before = inside;
    thread->active = inside;
    (void)atomic_fetch_add(&thread->calls, 1);
    return &inside->call;
}

void call_drop(Call *call) {
    CallInside *inside = call->inside;
    RelayThread *thread = inside->thread;
    const RelayRules *rules = &thread->relay->plan.rules;
    rules->ended(rules->context, call);
    if (inside->before != NULL)
        inside->before->after = inside->after;
    else
        thread->active = inside->after;
    if (inside->after != NULL) inside->after->before = inside->before;
    body_drop(&call->body);
    body_drop(&call->reply.body);
    arena_reset(call->arena);
    (void)atomic_fetch_sub(&thread->calls, 1);
    if (thread->idle_count < IDLE_CALLS_MAX) {
        inside->next_idle = thread->idle;
        thread->idle = inside;
        thread->idle_count++;
        return;
    }
    arena_free(call->arena);
    lasting_free(inside);
}

static Call *call_of(Post *post) {
    return &((CallInside *)(void *)((char *)post - offsetof(CallInside, post)))->call;
}

static void run_forward(Post *post) {
    back_forward(call_of(post));
}

static void run_answer(Post *post) {
    front_answer(call_of(post));
}

static void on_its_thread(Call *call, void (*run)(Post *)) {
    CallInside *inside = call->inside;
    inside->post.run = run;
    if (loop_is_mine(&inside->thread->loop))
        run(&inside->post);
    else
        loop_post(&inside->thread->loop, &inside->post);
}

void call_forward(Call *call) {
    on_its_thread(call, run_forward);
}

void call_answer(Call *call) {
    on_its_thread(call, run_answer);
}

/* ---- threads ---- */

static void ticked(void *owner) {
    front_tick(owner);
    back_tick(owner);
}

static void alarmed(void *owner) {
    line_alarm(owner);
}

static void settled(void *owner) {
    line_settle(owner);
    front_settle(owner);
}

static void *run_thread(void *argument) {
    RelayThread *thread = argument;
    loop_run(&thread->loop);
    return NULL;
}

static void thread_open(Relay *relay, RelayThread *thread) {
    thread->relay = relay;
    loop_init(&thread->loop, thread);
    thread->loop.ticked = ticked;
    thread->loop.alarmed = alarmed;
    thread->loop.settled = settled;
    lines_open(thread);
    front_listen(thread);
    MUST(pthread_create(&thread->loop.thread, NULL, run_thread, thread) == 0);
}

static void give_up(Post *post) {
    back_give_up((RelayThread *)(void *)((char *)post - offsetof(RelayThread, giving_up)));
}

static void thread_close(RelayThread *thread) {
    loop_end(&thread->loop);
    MUST(pthread_join(thread->loop.thread, NULL) == 0);
    thread->loop.thread = pthread_self(); /* what is left is done here */
    front_close(thread);
    while (thread->active != NULL) {
        back_forget(&thread->active->call);
        call_drop(&thread->active->call);
    }
    lines_close(thread);
    front_settle(thread);
    while (thread->idle != NULL) {
        CallInside *inside = thread->idle;
        thread->idle = inside->next_idle;
        arena_free(inside->call.arena);
        lasting_free(inside);
    }
    while (thread->rooms != NULL) {
        Room *room = thread->rooms;
        thread->rooms = room->next;
        lasting_free(room);
    }
    loop_done(&thread->loop);
}

/* ---- life ---- */

static Code listen_all(Ctx *cx, Relay *relay) {
    for (size_t i = 0; i < relay->plan.gate_count; i++) {
        relay->fds[i] = listen_at(cx->arena, relay->plan.gates[i]);
        if (relay->fds[i] < 0) return fail(cx, &relay_refused, relay->plan.gates[i]);
    }
    return OK;
}

static void close_all(Relay *relay) {
    for (size_t i = 0; i < relay->plan.gate_count; i++) {
        if (relay->fds[i] >= 0) (void)close(relay->fds[i]);
        relay->fds[i] = -1;
    }
}

Code relay_open(Ctx *cx, const RelayPlan *plan, Relay **ret_relay) {
    MUST(plan->gate_count <= RELAY_GATES_MAX && plan->threads > 0);
    Relay *relay = lasting_alloc(sizeof *relay);
    relay->plan = *plan;
    for (size_t i = 0; i < plan->gate_count; i++) relay->fds[i] = -1;
    Code code = relay_tls_open(cx, plan->certificate_path, plan->key_path, &relay->tls);
    if (code == OK) code = listen_all(cx, relay);
    if (code != OK) {
        close_all(relay);
        SSL_CTX_free(relay->tls);
        lasting_free(relay);
        return code;
    }
    relay->tls_bytes = relay_tls_bytes();
    relay->certificate_path = relay->tls == NULL ? NULL : plan->certificate_path.at;
    relay->key_path = relay->tls == NULL ? NULL : plan->key_path.at;
    MUST(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK);
    relay->thread_count = (size_t)plan->threads;
    relay->threads = lasting_alloc(array_bytes(sizeof *relay->threads, relay->thread_count));
    for (size_t i = 0; i < relay->thread_count; i++) thread_open(relay, &relay->threads[i]);
    *ret_relay = relay;
    return OK;
}

unsigned relay_port(const Relay *relay, size_t gate) {
    struct sockaddr_storage at;
    socklen_t size = sizeof at;
    if (getsockname(relay->fds[gate], (struct sockaddr *)&at, &size) != 0) return 0;
    return at.ss_family == AF_INET6 ? ntohs(((struct sockaddr_in6 *)(void *)&at)->sin6_port)
                                    : ntohs(((struct sockaddr_in *)(void *)&at)->sin_port);
}

static int64_t calls_under_way(Relay *relay) {
    int64_t count = 0;
    for (size_t i = 0; i < relay->thread_count; i++) count += atomic_load(&relay->threads[i].calls);
    return count;
}

static void wait_for_calls(Relay *relay, int wait_ms) {
    for (int waited = 0; waited < wait_ms && calls_under_way(relay) > 0; waited += QUIET_STEP_MS) {
        const struct timespec step = { 0, QUIET_STEP_MS * 1000000L };
        (void)nanosleep(&step, NULL);
    }
}

void relay_quiesce(Relay *relay) {
    atomic_store(&relay->is_quiet, true);
    wait_for_calls(relay, QUIET_WAIT_MS);
    if (calls_under_way(relay) == 0) return;
    for (size_t i = 0; i < relay->thread_count; i++) {
        relay->threads[i].giving_up.run = give_up;
        loop_post(&relay->threads[i].loop, &relay->threads[i].giving_up);
    }
    wait_for_calls(relay, GIVEN_UP_WAIT_MS);
}

void relay_close(Relay *relay) {
    for (size_t i = 0; i < relay->thread_count; i++) thread_close(&relay->threads[i]);
    close_all(relay);
    SSL_CTX_free(relay->tls);
    BIO_meth_free(relay->tls_bytes);
    lasting_free(relay->threads);
    lasting_free(relay);
}
