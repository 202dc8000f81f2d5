/* kit/tests/jobs_test - what the house does by itself: once a period in the whole installation, however many nodes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/jobs.h"
#include "kit/kit.h"
#include "tests/unit/room.h"

#include <stdatomic.h>
#include <unistd.h>

static _Atomic int hourly_runs, failing_runs;

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

static const Job hourly[] = { { "unit.hourly", .every_s = 3600, .run = count_run, .help = "counts" } };
static const Job failing[] = { { "unit.failing", .every_s = 3600, .run = fail_run, .help = "fails" } };
static const Module hourly_room = { .name = "hourly", .title = "Hourly", TABLE(job, hourly) };
static const Module failing_room = { .name = "failing", .title = "Failing", TABLE(job, failing) };
static const Module *const with_hourly[] = { &kit_module, &unit_module, &hourly_room };
static const Module *const with_failing[] = { &kit_module, &unit_module, &failing_room };

/* Lets a node live for some seconds at a moment, on the database of cx. */
static void live(Ctx *cx, const Module *const *modules, const char *moment, unsigned seconds) {
    House house = *cx->house;
    Ctx node = *cx;
    const SettingWord words[] = { { S("clock.fixed"), str_of(moment), { .row = 0 } } };
    house.modules = modules;
    house.module_count = COUNT(with_hourly);
    node.house = &house;
    assert_ok(settings_make(&node, S(""), words, 1, &house.settings));
    Lanes *lanes = lanes_open(&house);
    Scheduler *scheduler = scheduler_open(&house, lanes);
    (void)sleep(seconds);
    scheduler_close(scheduler);
    lanes_close(lanes);
}

/* The lease lasts one period less half a second: whoever comes in that time leaves the job alone. */
static void a_job_runs_once_a_period(void **state) {
    Ctx *cx = *state;
    static const struct {
        const char *moment;
        int runs;
    } rows[] = {
        { "2026-11-22T03:00:00Z", 1 },
        { "2026-11-22T03:30:00Z", 1 }, /* another node, half an hour later */
        { "2026-11-22T03:59:59.499999Z", 1 },
        { "2026-11-22T03:59:59.500000Z", 2 }, /* the lease is over */
        { "2026-11-22T04:00:00Z", 2 },
    };
    atomic_store(&hourly_runs, 0);
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].moment);
        live(cx, with_hourly, rows[i].moment, 2);
        assert_int_equal(atomic_load(&hourly_runs), rows[i].runs);
    }
    assert_text(notes_seen(cx), "run1;run2;");
}

static void a_job_that_fails_leaves_nothing(void **state) {
    Ctx *cx = *state;
    atomic_store(&failing_runs, 0);
    live(cx, with_failing, "2026-11-22T03:00:00Z", 2);
    assert_int_equal(atomic_load(&failing_runs), 1);
    assert_text(notes_seen(cx), "");
    live(cx, with_failing, "2026-11-22T03:00:10Z", 2); /* nor its lease: another node may try */
    assert_int_equal(atomic_load(&failing_runs), 2);
}

static void closes_before_anything_ran(void **state) {
    Ctx *cx = *state;
    atomic_store(&hourly_runs, 0);
    live(cx, with_hourly, "2026-11-22T03:00:00Z", 0);
    assert_int_equal(atomic_load(&hourly_runs), 0);
    scheduler_close(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ROOM(a_job_runs_once_a_period),
        IN_ROOM(a_job_that_fails_leaves_nothing),
        IN_ROOM(closes_before_anything_ran),
    };
    return cmocka_run_group_tests_name("jobs", tests, NULL, NULL);
}
