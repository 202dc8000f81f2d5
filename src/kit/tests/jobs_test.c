/* kit/tests/jobs_test - what the house does by itself: once a period in the whole installation, however many nodes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/jobs.h"
#include "kit/kit.h"
#include "tests/unit/room.h"

#include <stdatomic.h>
#include <time.h>

static _Atomic int hourly_runs, failing_runs, last_runs;

static Code count_run(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const int run = atomic_fetch_add(&hourly_runs, 1) + 1;
    return note_insert(cx, &(Note){ str_format(cx->arena, "run%d", run), 1 });
}

static Code fail_run(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    atomic_fetch_add(&failing_runs, 1);
    TRY(note_insert(cx, &(Note){ S("failed"), 1 }));
    return fail(cx, &broken_inside);
}

/* Jobs run in the order of their rows: when this one runs, the others were tried. */
static Code last_run(Ctx *cx, const void *in, void *out) {
    (void)cx;
    (void)in;
    (void)out;
    atomic_fetch_add(&last_runs, 1);
    return OK;
}

static const Job jobs[] = {
    { "unit.hourly", .every_s = 3600, .run = count_run, .help = "counts" },
    { "unit.failing", .every_s = 3600, .run = fail_run, .help = "fails" },
    { "unit.last", .every_s = 1, .run = last_run, .help = "comes last" },
};
static const Module room = { .name = "jobs", .title = "Jobs", TABLE(job, jobs) };
static const Module *const modules[] = { &kit_module, &unit_module, &room };

static void wait_for_the_last(void) {
    const struct timespec pause = { .tv_nsec = 5000000 };
    const int64_t until_us = time_steady_us() + INT64_C(20000000);
    while (atomic_load(&last_runs) == 0 && time_steady_us() < until_us) (void)nanosleep(&pause, NULL);
    assert_int_not_equal(atomic_load(&last_runs), 0);
}

/* A node that lives at a moment, on the database of cx, until it has looked at every job; or is closed at once. */
static void live(Ctx *cx, const char *moment, bool is_closed_at_once) {
    House house = *cx->house;
    Ctx node = *cx;
    const SettingWord words[] = { { S("clock.fixed"), str_of(moment), { .row = 0 } } };
    house.modules = modules;
    house.module_count = COUNT(modules);
    atomic_store(&last_runs, 0);
    node.house = &house;
    assert_ok(settings_make(&node, S(""), words, 1, &house.settings));
    Lanes *lanes = lanes_open(&house);
    Scheduler *scheduler = scheduler_open(&house, lanes);
    if (!is_closed_at_once) wait_for_the_last();
    scheduler_close(scheduler);
    lanes_close(lanes);
}

/* The lease lasts one period less half a second: whoever comes in that time leaves the job alone. A job that fails
 * leaves nothing, not even its lease: the next node tries it again. */
static void a_job_runs_once_a_period(void **state) {
    Ctx *cx = *state;
    static const struct {
        const char *moment;
        int hourly, failing;
    } rows[] = {
        { "2026-11-22T03:00:00Z", 1, 1 },
        { "2026-11-22T03:59:59Z", 1, 2 },   /* another node, almost an hour later */
        { "2026-11-22T03:59:59.5Z", 2, 3 }, /* the lease is over */
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].moment);
        live(cx, rows[i].moment, false);
        assert_int_equal(atomic_load(&hourly_runs), rows[i].hourly);
        assert_int_equal(atomic_load(&failing_runs), rows[i].failing);
    }
    assert_text(notes_seen(cx), "run1;run2;");
}

static void closes_before_anything_ran(void **state) {
    Ctx *cx = *state;
    atomic_store(&hourly_runs, 0);
    live(cx, "2026-11-22T03:00:00Z", true);
    assert_int_equal(atomic_load(&hourly_runs), 0);
    scheduler_close(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ROOM(a_job_runs_once_a_period),
        IN_ROOM(closes_before_anything_ran),
    };
    return cmocka_run_group_tests_name("jobs", tests, NULL, NULL);
}
