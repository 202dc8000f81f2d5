/* kit/lanes - see lanes.h. The locks of this file are the only ones around work: one for each lane's queue. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/lanes.h"

#include <pthread.h>

enum { WAITING_MAX = 2048, BATCH_MAX = 128, SLOW_THREADS = 2, ASKING_THREADS = 4, LONG_THREADS = 2,
       POSTGRES_WRITERS = 4, THREADS_MAX = 8 };

typedef struct Lane {
    Lanes *lanes;
    void (*serve)(struct Lane *lane, Task *batch); /* the batch is a chain of at least one */
    size_t batch_max;
    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t wake;
    Task *first, *last;
    size_t waiting;
    bool is_closing;
    pthread_t threads[THREADS_MAX];
    size_t thread_count;
} Lane;

struct Lanes {
    const House *house;
    Lane slow, asking, lasting, write;
};

/* ---- queue ---- */

static Code lane_push(Lane *lane, Task *task) {
    task->next = NULL;
    MUST(pthread_mutex_lock(&lane->lock) == 0);
    const bool is_full = lane->waiting == WAITING_MAX || lane->is_closing;
    if (!is_full) {
        if (lane->last == NULL) lane->first = task;
        else lane->last->next = task;
        lane->last = task;
        lane->waiting++;
        MUST(pthread_cond_signal(&lane->wake) == 0);
    }
    MUST(pthread_mutex_unlock(&lane->lock) == 0);
    return is_full ? fail(task->cx, &try_again) : OK;
}

/* Waits for work; takes up to batch_max. NULL when the lane closes and nothing is left. */
static Task *lane_take(Lane *lane) {
    MUST(pthread_mutex_lock(&lane->lock) == 0);
    while (lane->first == NULL && !lane->is_closing) MUST(pthread_cond_wait(&lane->wake, &lane->lock) == 0);
    Task *batch = lane->first, *last = batch;
    size_t taken = batch == NULL ? 0 : 1;
    while (batch != NULL && taken < lane->batch_max && last->next != NULL) {
        last = last->next;
        taken++;
    }
    if (batch != NULL) {
        lane->first = last->next;
        if (lane->first == NULL) lane->last = NULL;
        last->next = NULL;
        lane->waiting -= taken;
    }
    MUST(pthread_mutex_unlock(&lane->lock) == 0);
    return batch;
}

static void *lane_thread(void *argument) {
    Lane *lane = argument;
    for (Task *batch = lane_take(lane); batch != NULL; batch = lane_take(lane)) lane->serve(lane, batch);
    return NULL;
}

static void lane_open(Lane *lane, Lanes *lanes, size_t threads, size_t batch_max, void (*serve)(Lane *, Task *)) {
    lane->lanes = lanes;
    lane->serve = serve;
    lane->batch_max = batch_max;
    MUST(pthread_mutex_init(&lane->lock, NULL) == 0);
    MUST(pthread_cond_init(&lane->wake, NULL) == 0);
    for (size_t i = 0; i < threads; i++) {
        MUST(pthread_create(&lane->threads[i], NULL, lane_thread, lane) == 0);
        lane->thread_count++;
    }
}

static void lane_close(Lane *lane) {
    MUST(pthread_mutex_lock(&lane->lock) == 0);
    lane->is_closing = true;
    MUST(pthread_cond_broadcast(&lane->wake) == 0);
    MUST(pthread_mutex_unlock(&lane->lock) == 0);
    for (size_t i = 0; i < lane->thread_count; i++) MUST(pthread_join(lane->threads[i], NULL) == 0);
    (void)pthread_cond_destroy(&lane->wake);
    (void)pthread_mutex_destroy(&lane->lock);
}

/* ---- serving ---- */

static void finish(Task *task, Code code) {
    task->code = code;
    task->cx->db = NULL;
    task->done(task); /* the task may be gone after this */
}

static Code with_reader(Lanes *lanes, Task *task, Work *run, void *out, size_t out_size) {
    TRY(store_reader(task->cx, lanes->house->store, &task->cx->db));
    return run_work(task->cx, DB_READ, run, task->in, out, out_size);
}

static void serve_slow(Lane *lane, Task *task) {
    Lanes *lanes = lane->lanes;
    Code code = OK;
    if (task->prepare != NULL) code = with_reader(lanes, task, task->prepare, NULL, 0);
    const bool goes_on = code == OK && task->writes;
    if (code == OK && !goes_on) code = with_reader(lanes, task, task->run, task->out, task->out_size);
    Lane *next = task->asks != NULL ? &lanes->asking : &lanes->write;
    if (goes_on) code = lane_push(next, task); /* the task is the next lane's now, and may be gone */
    if (!goes_on || code != OK) finish(task, code);
}

/* What waits for other servers holds no transaction. */
static Code ask(Task *task, bool is_hurried) {
    Ctx *cx = task->cx;
    cx->db = NULL;
    cx->problem = (Problem){ 0 };
    cx->is_hurried = is_hurried;
    cx->is_put_off = false;
    const Code code = memory_verdict(cx, task->asks(cx, task->in, NULL));
    cx->is_hurried = false;
    return code;
}

static void serve_asking(Lane *lane, Task *task) {
    Code code = ask(task, true);
    Lane *next = task->cx->is_put_off ? &lane->lanes->lasting : &lane->lanes->write;
    if (code == OK || task->cx->is_put_off) code = lane_push(next, task);
    if (code != OK) finish(task, code);
}

/* Few, so that what takes minutes leaves processors to others; who waits here holds up nobody else. */
static void serve_lasting(Lane *lane, Task *task) {
    Code code = ask(task, false);
    if (code == OK) code = lane_push(&lane->lanes->write, task);
    if (code != OK) finish(task, code);
}

static void serve_write_alone(Lane *lane, Task *task) {
    Store *store = lane->lanes->house->store;
    Code code = store_writer(task->cx, store, &task->cx->db);
    if (code == OK) code = run_work(task->cx, DB_WRITE, task->run, task->in, task->out, task->out_size);
    if (code == OK) store_touch(store);
    finish(task, code);
}

static Code run_bare(Task *task, Db *db) {
    Ctx *cx = task->cx;
    cx->db = db;
    cx->problem = (Problem){ 0 };
    const Code code = memory_verdict(cx, task->run(cx, task->in, task->out));
    return code == RETRY ? fail(cx, &try_again) : code;
}

/* One request inside the common transaction: it alone is taken back when it fails. */
static Code run_part(Task *task, Db *db) {
    Ctx *cx = task->cx;
    cx->db = db;
    cx->problem = (Problem){ 0 };
    TRY(db_savepoint(cx));
    const Code code = run_bare(task, db);
    if (code == OK || cx->is_recorded) {
        TRY(db_release(cx));
        return code;
    }
    db_rollback_to(cx);
    return code;
}

/* What failed took everything with it: each task is told the same. */
static void fail_all(Task *batch, const ProblemKind *kind) {
    for (Task *task = batch; task != NULL; task = task->next) {
        task->cx->problem = (Problem){ 0 };
        task->code = fail(task->cx, kind);
    }
}

/* Nobody shares the transaction: no savepoint, for which every page that is written to would be copied first. */
static const ProblemKind *run_alone(Ctx *cx, Task *task) {
    task->code = run_bare(task, cx->db);
    if (!db_is_open(cx) || (task->code != OK && !task->cx->is_recorded)) {
        db_rollback(cx);
        return task->code != OK ? NULL : &database_away;
    }
    if (db_commit(cx) == OK) return NULL;
    db_rollback(cx);
    return cx->problem.kind != NULL ? cx->problem.kind : &try_again;
}

/* Runs the batch in one transaction; NULL, or why nothing of it was stored. */
static const ProblemKind *run_together(Ctx *cx, Task *batch) {
    if (db_begin(cx, DB_WRITE) != OK) return cx->problem.kind != NULL ? cx->problem.kind : &try_again;
    if (batch->next == NULL) return run_alone(cx, batch);
    for (Task *task = batch; task != NULL; task = task->next) {
        task->code = run_part(task, cx->db);
        if (db_is_open(cx)) continue;
        db_rollback(cx);
        return task->cx->problem.kind != NULL ? task->cx->problem.kind : &database_away;
    }
    if (db_commit(cx) == OK) return NULL;
    db_rollback(cx);
    return cx->problem.kind != NULL ? cx->problem.kind : &try_again;
}

/* Group commit: one sync of the disk for all that waited while the last one ran. */
static void serve_write_together(Lane *lane, Task *batch) {
    Store *store = lane->lanes->house->store;
    Ctx cx = *batch->cx; /* the commit's own Problem is not the first task's */
    cx.problem = (Problem){ 0 };
    const ProblemKind *broken = store_writer(&cx, store, &cx.db) == OK ? run_together(&cx, batch) : cx.problem.kind;
    if (broken != NULL) fail_all(batch, broken);
    else store_touch(store);
    while (batch != NULL) {
        Task *next = batch->next;
        finish(batch, batch->code);
        batch = next;
    }
}

/* ---- life ---- */

Lanes *lanes_open(const House *house) {
    Lanes *lanes = lasting_alloc(sizeof *lanes);
    lanes->house = house;
    const bool is_sqlite = store_is_sqlite(house->store);
    lane_open(&lanes->slow, lanes, SLOW_THREADS, 1, serve_slow);
    lane_open(&lanes->asking, lanes, ASKING_THREADS, 1, serve_asking);
    lane_open(&lanes->lasting, lanes, LONG_THREADS, 1, serve_lasting);
    lane_open(&lanes->write, lanes, is_sqlite ? 1 : POSTGRES_WRITERS, is_sqlite ? BATCH_MAX : 1,
              is_sqlite ? serve_write_together : serve_write_alone);
    return lanes;
}

Code lanes_submit(Lanes *lanes, Task *task) {
    MUST(task->asks == NULL || (task->prepare != NULL && task->writes));
    const bool is_slow = task->prepare != NULL || !task->writes;
    return lane_push(is_slow ? &lanes->slow : &lanes->write, task);
}

void lanes_close(Lanes *lanes) {
    if (lanes == NULL) return;
    lane_close(&lanes->slow); /* first: what it finishes goes to the others */
    lane_close(&lanes->asking);
    lane_close(&lanes->lasting);
    lane_close(&lanes->write);
    lasting_free(lanes);
}
