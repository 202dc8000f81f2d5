/* kit/jobs - see jobs.h. One thread looks at the clock; the jobs themselves run in the writers' lane. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/jobs.h"

#include "base/log.h"
#include "kit/trace.h"

#include <pthread.h>

enum { JOB_ARENA_BYTES = 64 * 1024 * 1024, LOOK_EVERY_S = 1 };

#define FAILED_PAUSE_S INT64_C(60) /* what cannot be done is not tried, and told, every second */

typedef struct JobLease {
    Str job;
    Time held_until, now;
} JobLease;

static const Field job_lease_fields[] = {
    FIELD(JobLease, job, REQUIRED, 1, 80),
    FIELD(JobLease, held_until, REQUIRED, 0, 0),
    FIELD(JobLease, now, REQUIRED, 0, 0),
};
static const Shape job_lease_shape = SHAPE(JobLease, job_lease_fields);

#include "kit/jobs.sql.h"

typedef struct Run {
    Task task;
    Ctx cx;
    const Job *job;
    Scheduler *scheduler;
    int64_t due_us; /* on the steady clock */
    bool is_running;
} Run;

struct Scheduler {
    const House *house;
    Lanes *lanes;
    Run *runs;
    size_t run_count;
    pthread_t thread;
    pthread_mutex_t lock; /* guards is_running and is_closing */
    pthread_cond_t changed;
    bool is_closing;
};

/* The lease lasts one period, so the job runs once a period in the whole installation. One that says itself whether it
 * is wanted needs none: of two nodes the second finds nothing to do. */
static Code run_leased(Ctx *cx, const void *in, void *out) {
    const Job *job = in;
    if (job->wanted != NULL) {
        trace_met(cx->house->trace, "job", job->name);
        return job->run(cx, NULL, out);
    }
    JobLease lease = { .job = str_of(job->name),
                       .now = cx->now,
                       .held_until = { cx->now.us + (job->every_s * 1000000 - 500000) } };
    const Code taken = job_lease_take(cx, &lease, &lease);
    if (taken == NOT_FOUND) return OK; /* another node has it */
    TRY(taken);
    trace_met(cx->house->trace, "job", job->name);
    return job->run(cx, NULL, out);
}

static void job_done(Task *task) {
    Run *run = (Run *)(void *)task;
    Scheduler *scheduler = run->scheduler;
    const bool is_idle = task->code == NOT_FOUND && run->cx.problem.kind == NULL; /* nothing was wanted */
    const bool has_failed = task->code != OK && !is_idle;
    const bool has_own_pause = run->cx.is_recorded; /* it wrote down what failed, and when it will try again */
    if (has_failed)
        log_line(LOG_ERROR, "job %s: %s: %.*s", run->job->name,
                 run->cx.problem.kind == NULL ? "?" : run->cx.problem.kind->slug, STR_FMT(run->cx.problem.en));
    arena_reset(run->cx.arena);
    MUST(pthread_mutex_lock(&scheduler->lock) == 0);
    if (run->cx.wants_more && task->code == OK) run->due_us = 0;
    if (has_failed && !has_own_pause) run->due_us = time_steady_us() + FAILED_PAUSE_S * 1000000;
    run->is_running = false;
    MUST(pthread_cond_broadcast(&scheduler->changed) == 0);
    MUST(pthread_mutex_unlock(&scheduler->lock) == 0);
}

static void start_run(Run *run) {
    run->cx.problem = (Problem){ 0 };
    run->cx.prepared = NULL;
    run->cx.is_recorded = false;
    run->cx.wants_more = false;
    ctx_set_clock(&run->cx);
    run->task = (Task){ .cx = &run->cx,
                        .prepare = run->job->wanted,
                        .asks = run->job->asks,
                        .run = run_leased,
                        .writes = true,
                        .in = run->job,
                        .done = job_done };
    run->is_running = true;
    if (lanes_submit(run->scheduler->lanes, &run->task) != OK) run->is_running = false;
}

static void *look_at_clock(void *argument) {
    Scheduler *scheduler = argument;
    MUST(pthread_mutex_lock(&scheduler->lock) == 0);
    while (!scheduler->is_closing) {
        for (size_t i = 0; i < scheduler->run_count; i++) {
            Run *run = &scheduler->runs[i];
            if (run->is_running || run->due_us > time_steady_us()) continue;
            run->due_us = time_steady_us() + run->job->every_s * 1000000;
            start_run(run);
        }
        struct timespec until;
        MUST(clock_gettime(CLOCK_MONOTONIC, &until) == 0); /* the clock of the wall may be set back */
        until.tv_sec += LOOK_EVERY_S;
        (void)pthread_cond_timedwait(&scheduler->changed, &scheduler->lock, &until);
    }
    MUST(pthread_mutex_unlock(&scheduler->lock) == 0);
    return NULL;
}

Scheduler *scheduler_open(const House *house, Lanes *lanes) {
    Scheduler *scheduler = lasting_alloc(sizeof *scheduler);
    scheduler->house = house;
    scheduler->lanes = lanes;
    size_t total = 0;
    for (size_t i = 0; i < house->module_count; i++) total += house->modules[i]->job_count;
    scheduler->runs = lasting_alloc(sizeof(Run) * total);
    for (size_t i = 0; i < house->module_count; i++) {
        for (size_t j = 0; j < house->modules[i]->job_count; j++) {
            Run *run = &scheduler->runs[scheduler->run_count++];
            *run = (Run){ .job = &house->modules[i]->jobs[j], .scheduler = scheduler };
            run->cx = (Ctx){ .arena = arena_new(JOB_ARENA_BYTES),
                             .house = house,
                             .caller = { .id = S("system"), .name = S("system") } };
            run->due_us = time_steady_us() + 1000000;
        }
    }
    MUST(pthread_mutex_init(&scheduler->lock, NULL) == 0);
    pthread_condattr_t steady;
    MUST(pthread_condattr_init(&steady) == 0 && pthread_condattr_setclock(&steady, CLOCK_MONOTONIC) == 0);
    MUST(pthread_cond_init(&scheduler->changed, &steady) == 0);
    (void)pthread_condattr_destroy(&steady);
    MUST(pthread_create(&scheduler->thread, NULL, look_at_clock, scheduler) == 0);
    return scheduler;
}

void scheduler_close(Scheduler *scheduler) {
    if (scheduler == NULL) return;
    MUST(pthread_mutex_lock(&scheduler->lock) == 0);
    scheduler->is_closing = true;
    MUST(pthread_cond_broadcast(&scheduler->changed) == 0);
    MUST(pthread_mutex_unlock(&scheduler->lock) == 0);
    MUST(pthread_join(scheduler->thread, NULL) == 0);
    MUST(pthread_mutex_lock(&scheduler->lock) == 0);
    for (size_t i = 0; i < scheduler->run_count; i++) {
        while (scheduler->runs[i].is_running) MUST(pthread_cond_wait(&scheduler->changed, &scheduler->lock) == 0);
        arena_free(scheduler->runs[i].cx.arena);
    }
    MUST(pthread_mutex_unlock(&scheduler->lock) == 0);
    (void)pthread_cond_destroy(&scheduler->changed);
    (void)pthread_mutex_destroy(&scheduler->lock);
    lasting_free(scheduler->runs);
    lasting_free(scheduler);
}
