/* kit/relay_loop - the event loop of one thread: sockets that become ready, things said by other threads, a tick each
 * second, one alarm. Private to kit/relay*. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_RELAY_LOOP_H
#define KIT_RELAY_LOOP_H

#include "base/base.h"

#include <pthread.h>
#include <stdatomic.h>
#include <sys/epoll.h>

/* Part of what owns the socket. Whoever is dropped while events are being told must stay in memory until `settled`. */
typedef struct Watch {
    int fd;
    void (*ready)(struct Watch *watch, uint32_t events);
} Watch;

/* Part of what is to be done on the loop's thread. */
typedef struct Post {
    struct Post *next;
    void (*run)(struct Post *post);
} Post;

typedef struct Loop {
    int epoll_fd;
    Watch wake;
    pthread_t thread;
    pthread_mutex_t lock; /* guards the posts */
    Post *first, *last;
    _Atomic bool is_ending;
    int64_t tick_us, alarm_us; /* when; alarm 0: none */
    void *owner;
    void (*ticked)(void *owner);
    void (*alarmed)(void *owner);
    void (*settled)(void *owner); /* all events of one turn were told */
} Loop;

void loop_init(Loop *loop, void *owner);
void loop_run(Loop *loop); /* until loop_end */
void loop_end(Loop *loop); /* from any thread */
void loop_done(Loop *loop);

void loop_watch(Loop *loop, Watch *watch, uint32_t events);
void loop_rewatch(Loop *loop, Watch *watch, uint32_t events);
void loop_unwatch(Loop *loop, Watch *watch);
void loop_post(Loop *loop, Post *post);     /* from any thread */
bool loop_is_mine(const Loop *loop);        /* is this its thread? */
void loop_alarm(Loop *loop, int64_t in_ms); /* < 0: none */

#endif
