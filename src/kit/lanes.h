/* kit/lanes - where work waits its turn: the writers' lane, and those for what is slow, what asks other servers, and
 * what takes minutes. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_LANES_H
#define KIT_LANES_H

#include "kit/module.h"

typedef struct Lanes Lanes;

/* One piece of work on its way. Belongs to whoever submitted it; `done` is called once, on a thread of the lane. */
typedef struct Task {
    Ctx *cx;
    Work *prepare; /* first, in the slow lane, in a read transaction; NULL: nothing to prepare */
    Work *asks;    /* after it, in the lane of those who ask other servers, without a database; NULL: nobody is asked.
                      One that puts itself off (cx->is_put_off) is run again, from its beginning, in the lane for what
                      takes minutes, of which few run at once. */
    Work *run;
    bool writes; /* in a write transaction; else in a read transaction of the slow lane */
    const void *in;
    void *out;
    size_t out_size;
    Code code; /* the result */
    void (*done)(struct Task *task);
    struct Task *next; /* of the lane */
} Task;

/* On SQLite one thread writes,
    and puts what waits together into one commit. On PostgreSQL several write side by side. */
Lanes *lanes_open(const House *house);
/* UNAVAILABLE, with a Problem, when too many wait already; then `done` is not called. */
Code lanes_submit(Lanes *lanes, Task *task);
void lanes_close(Lanes *lanes); /* finishes what was accepted */

#endif
