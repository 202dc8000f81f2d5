/* kit/relay_loop - see relay_loop.h. Its lock guards the list of posts. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/relay_loop.h"

#include "base/clock.h"

#include <errno.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { EVENTS_A_TURN = 256, TICK_US = 1000000 };

/* ---- posts ---- */

static void woken(Watch *watch, uint32_t events) {
    (void)events;
    uint64_t count;
    (void)!read(watch->fd, &count, sizeof count);
}

void loop_post(Loop *loop, Post *post) {
    post->next = NULL;
    MUST(pthread_mutex_lock(&loop->lock) == 0);
    const bool was_empty = loop->first == NULL;
    if (was_empty)
        loop->first = post;
    else
        loop->last->next = post;
    loop->last = post;
    MUST(pthread_mutex_unlock(&loop->lock) == 0);
    const uint64_t one = 1;
    if (was_empty) MUST(write(loop->wake.fd, &one, sizeof one) == sizeof one);
}

static void run_posts(Loop *loop) {
    MUST(pthread_mutex_lock(&loop->lock) == 0);
    Post *post = loop->first;
    loop->first = NULL;
    loop->last = NULL;
    MUST(pthread_mutex_unlock(&loop->lock) == 0);
    while (post != NULL) {
        Post *next = post->next; /* it may be gone, or posted again, once it has run */
        post->run(post);
        post = next;
    }
}

/* ---- sockets ---- */

static void control(Loop *loop, int what, Watch *watch, uint32_t events) {
    struct epoll_event event = { .events = events, .data.ptr = watch };
    MUST(epoll_ctl(loop->epoll_fd, what, watch->fd, &event) == 0);
}

void loop_watch(Loop *loop, Watch *watch, uint32_t events) {
    control(loop, EPOLL_CTL_ADD, watch, events);
}

void loop_rewatch(Loop *loop, Watch *watch, uint32_t events) {
    control(loop, EPOLL_CTL_MOD, watch, events);
}

/* libcurl may have closed it already. */
void loop_unwatch(Loop *loop, Watch *watch) {
    struct epoll_event event = { 0 };
    (void)epoll_ctl(loop->epoll_fd, EPOLL_CTL_DEL, watch->fd, &event);
}

/* ---- life ---- */

void loop_init(Loop *loop, void *owner) {
    *loop = (Loop){ .owner = owner, .tick_us = time_steady_us() + TICK_US };
    loop->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    loop->wake = (Watch){ eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC), woken };
    MUST(loop->epoll_fd >= 0 && loop->wake.fd >= 0);
    MUST(pthread_mutex_init(&loop->lock, NULL) == 0);
    loop_watch(loop, &loop->wake, EPOLLIN | EPOLLET);
}

bool loop_is_mine(const Loop *loop) {
    return pthread_equal(loop->thread, pthread_self()) != 0;
}

void loop_alarm(Loop *loop, int64_t in_ms) {
    loop->alarm_us = in_ms < 0 ? 0 : time_steady_us() + in_ms * 1000;
}

static int wait_ms(const Loop *loop, int64_t now_us) {
    int64_t until_us = loop->tick_us;
    if (loop->alarm_us != 0 && loop->alarm_us < until_us) until_us = loop->alarm_us;
    return until_us <= now_us ? 0 : (int)((until_us - now_us + 999) / 1000);
}

static void look_at_clock(Loop *loop) {
    const int64_t now_us = time_steady_us();
    if (loop->alarm_us != 0 && loop->alarm_us <= now_us) {
        loop->alarm_us = 0;
        loop->alarmed(loop->owner);
    }
    if (loop->tick_us > now_us) return;
    loop->tick_us = now_us + TICK_US;
    loop->ticked(loop->owner);
}

void loop_run(Loop *loop) {
    struct epoll_event events[EVENTS_A_TURN];
    while (!atomic_load(&loop->is_ending)) {
        const int count = epoll_wait(loop->epoll_fd, events, EVENTS_A_TURN, wait_ms(loop, time_steady_us()));
        MUST(count >= 0 || errno == EINTR);
        for (int i = 0; i < count; i++) {
            Watch *watch = events[i].data.ptr;
            watch->ready(watch, events[i].events);
        }
        run_posts(loop);
        look_at_clock(loop);
        loop->settled(loop->owner);
    }
}

void loop_end(Loop *loop) {
    atomic_store(&loop->is_ending, true);
    const uint64_t one = 1;
    MUST(write(loop->wake.fd, &one, sizeof one) == sizeof one);
}

void loop_done(Loop *loop) {
    (void)close(loop->wake.fd);
    (void)close(loop->epoll_fd);
    (void)pthread_mutex_destroy(&loop->lock);
}
