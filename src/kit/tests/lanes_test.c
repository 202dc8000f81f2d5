/* kit/tests/lanes_test - many requests, one commit: what fails is taken back alone, and nobody is answered twice. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/lanes.h"
#include "tests/unit/room.h"

#include <pthread.h>
#include <stdatomic.h>

enum { TASKS_MAX = 3000 };

/* A task with its own Ctx, and how often it was answered. */
typedef struct Errand {
    Task task; /* first */
    Ctx cx;
    Note in, out;
    _Atomic int done_count;
} Errand;

static Errand errands[TASKS_MAX];
static _Atomic size_t all_done;
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER; /* held: the writers' lane waits at its first task */

static void errand_done(Task *task) {
    Errand *errand = (Errand *)(void *)task;
    atomic_fetch_add(&errand->done_count, 1);
    atomic_fetch_add(&all_done, 1);
}

static Code add_note(Ctx *cx, const void *in, void *out) {
    const Note *note = in;
    TRY(note_insert(cx, note));
    if (note->number == 13) return fail(cx, &not_found, note->code); /* after it has written */
    if (note->number == 14) cx->is_recorded = true;
    if (note->number == 14) return fail(cx, &not_found, note->code);
    if (note->number == 15) return RETRY;
    *(Note *)out = *note;
    return OK;
}

static Code wait_at_gate(Ctx *cx, const void *in, void *out) {
    (void)pthread_mutex_lock(&gate);
    (void)pthread_mutex_unlock(&gate);
    return add_note(cx, in, out);
}

static Code count_notes(Ctx *cx, const void *in, void *out) {
    (void)in;
    Rows rows;
    TRY(notes_all(cx, &rows));
    ((Note *)out)->number = (int64_t)rows.count;
    return OK;
}

static Code look_first(Ctx *cx, const void *in, void *out) {
    (void)out;
    Note *found = NEW(cx->arena, Note);
    const Code code = note_one(cx, in, found);
    cx->prepared = found;
    return code == NOT_FOUND ? OK : fail(cx, &try_again);
}

static Code refuse_first(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    return fail(cx, &not_allowed, S("x"));
}

static Errand *errand_make(const Ctx *cx, size_t at, const char *code, int64_t number, Work *run) {
    Errand *errand = &errands[at];
    *errand = (Errand){ .cx = *cx, .in = { str_of(code), number } };
    errand->cx.arena = arena_new(200000);
    errand->task = (Task){ .cx = &errand->cx, .run = run, .writes = true, .in = &errand->in, .out = &errand->out,
                           .out_size = sizeof errand->out, .done = errand_done };
    return errand;
}

static void errands_clear(size_t count) {
    for (size_t i = 0; i < count; i++) arena_free(errands[i].cx.arena);
    atomic_store(&all_done, 0);
}

typedef struct NeighbourRow {
    const char *code;
    int64_t number;
    Code wanted;
} NeighbourRow;

static const NeighbourRow neighbours[] = {
    { "a", 1, OK },        { "b", 13, NOT_FOUND }, { "c", 2, OK },
    { "a", 3, BROKEN },    /* a is there already */
    { "d", -1, BROKEN },   /* CHECK (number >= 0) */
    { "e", 4, OK },        { "f", 14, NOT_FOUND }, /* recorded all the same */
    { "g", 15, UNAVAILABLE }, { "h", 5, OK },
};

/* The first waits until all the others wait behind it, so that they go into one commit. */
static void one_that_fails_does_not_hurt_its_neighbours(void **state) {
    Ctx *cx = *state;
    Lanes *lanes = lanes_open(cx->house);
    (void)pthread_mutex_lock(&gate);
    assert_ok(lanes_submit(lanes, &errand_make(cx, 0, "first", 1, wait_at_gate)->task));
    for (size_t i = 0; i < COUNT(neighbours); i++) {
        Errand *errand = errand_make(cx, i + 1, neighbours[i].code, neighbours[i].number, add_note);
        assert_ok(lanes_submit(lanes, &errand->task));
    }
    assert_text(notes_seen(cx), "");
    (void)pthread_mutex_unlock(&gate);
    lanes_close(lanes);
    for (size_t i = 0; i < COUNT(neighbours); i++) {
        const Errand *errand = &errands[i + 1];
        assert_row(i, neighbours[i].code);
        assert_int_equal(errand->done_count, 1);
        assert_int_equal(errand->task.code, neighbours[i].wanted);
        assert_int_equal(errand->cx.problem.kind == NULL, neighbours[i].wanted == OK);
        assert_text(errand->out.code, neighbours[i].wanted == OK ? neighbours[i].code : "");
    }
    assert_text(notes_seen(cx), "a;c;e;f;first;h;");
    errands_clear(COUNT(neighbours) + 1);
}

/* Every answer comes after the commit: then a reader sees the note. */
static void answers_after_the_commit(void **state) {
    Ctx *cx = *state;
    Lanes *lanes = lanes_open(cx->house);
    for (size_t i = 0; i < 50; i++) {
        const Str code = str_format(cx->arena, "n%02zu", i);
        Errand *errand = errand_make(cx, i, code.at, 1, add_note);
        assert_ok(lanes_submit(lanes, &errand->task));
        while (atomic_load(&errand->done_count) == 0) (void)sched_yield();
        assert_true(str_ends(notes_seen(cx), str_format(cx->arena, "%s;", code.at)));
    }
    lanes_close(lanes);
    errands_clear(50);
}

/* Asks without a database, between a look and a write; what it heard is written, or nothing is. */
static Code ask_others(Ctx *cx, const void *in, void *out) {
    (void)out;
    const Note *note = in;
    MUST(cx->db == NULL && cx->prepared != NULL);
    (void)pthread_mutex_lock(&gate);
    (void)pthread_mutex_unlock(&gate);
    return note->number == 13 ? fail(cx, &try_again) : OK;
}

static void who_asks_others_holds_up_nobody(void **state) {
    Ctx *cx = *state;
    Lanes *lanes = lanes_open(cx->house);
    (void)pthread_mutex_lock(&gate);
    static const struct {
        const char *code;
        int64_t number;
    } rows[] = { { "asked1", 1 }, { "asked2", 2 }, { "asked3", 13 } }; /* more than there are threads for */
    for (size_t i = 0; i < COUNT(rows); i++) {
        Errand *errand = errand_make(cx, i, rows[i].code, rows[i].number, add_note);
        errand->task.prepare = look_first;
        errand->task.asks = ask_others;
        assert_ok(lanes_submit(lanes, &errand->task));
    }
    Errand *writer = errand_make(cx, COUNT(rows), "writer", 1, add_note);
    Errand *slow = errand_make(cx, COUNT(rows) + 1, "slow", 1, add_note);
    slow->task.prepare = look_first;
    assert_ok(lanes_submit(lanes, &writer->task));
    assert_ok(lanes_submit(lanes, &slow->task));
    while (atomic_load(&writer->done_count) == 0 || atomic_load(&slow->done_count) == 0) (void)sched_yield();
    assert_text(notes_seen(cx), "slow;writer;");
    (void)pthread_mutex_unlock(&gate);
    lanes_close(lanes);
    for (size_t i = 0; i < COUNT(rows); i++) assert_int_equal(errands[i].done_count, 1);
    assert_int_equal(errands[2].task.code, UNAVAILABLE);
    assert_text(notes_seen(cx), "asked1;asked2;slow;writer;");
    errands_clear(COUNT(rows) + 2);
}

static void finishes_all_that_was_accepted(void **state) {
    Ctx *cx = *state;
    Lanes *lanes = lanes_open(cx->house);
    const size_t count = 1000;
    for (size_t i = 0; i < count; i++)
        assert_ok(lanes_submit(lanes, &errand_make(cx, i, str_format(cx->arena, "n%04zu", i).at, 1, add_note)->task));
    lanes_close(lanes);
    assert_int_equal(all_done, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(errands[i].done_count, 1);
        assert_ok(errands[i].task.code);
    }
    assert_int_equal(notes_seen(cx).len, count * 6);
    errands_clear(count);
    lanes_close(NULL);
}

static void refuses_when_too_many_wait(void **state) {
    Ctx *cx = *state;
    Lanes *lanes = lanes_open(cx->house);
    size_t accepted = 0;
    (void)pthread_mutex_lock(&gate);
    Code code = OK;
    for (; code == OK && accepted < TASKS_MAX; accepted++) {
        Work *run = accepted == 0 ? wait_at_gate : add_note;
        Errand *errand = errand_make(cx, accepted, str_format(cx->arena, "n%04zu", accepted).at, 1, run);
        code = lanes_submit(lanes, &errand->task);
    }
    assert_int_equal(code, UNAVAILABLE);
    Errand *refused = &errands[accepted - 1];
    assert_problem(&refused->cx, &try_again);
    (void)pthread_mutex_unlock(&gate);
    lanes_close(lanes);
    assert_int_equal(refused->done_count, 0); /* it was told at once */
    assert_int_equal(all_done, accepted - 1);
    errands_clear(accepted);
}

static void slow_readers_have_a_lane_of_their_own(void **state) {
    Ctx *cx = *state;
    Lanes *lanes = lanes_open(cx->house);
    assert_ok(db_begin(cx, DB_WRITE));
    assert_ok(note_insert(cx, &(Note){ S("a"), 1 }));
    assert_ok(db_commit(cx));
    (void)pthread_mutex_lock(&gate); /* the writers' lane stands still */
    assert_ok(lanes_submit(lanes, &errand_make(cx, 0, "b", 1, wait_at_gate)->task));
    Errand *reader = errand_make(cx, 1, "", 0, count_notes);
    reader->task.writes = false;
    reader->out.number = 99;
    assert_ok(lanes_submit(lanes, &reader->task));
    while (atomic_load(&reader->done_count) == 0) (void)sched_yield();
    assert_ok(reader->task.code);
    assert_int_equal(reader->out.number, 1);
    (void)pthread_mutex_unlock(&gate);
    lanes_close(lanes);
    errands_clear(2);
}

static void prepares_before_it_writes(void **state) {
    Ctx *cx = *state;
    Lanes *lanes = lanes_open(cx->house);
    Errand *fine = errand_make(cx, 0, "a", 1, add_note), *refused = errand_make(cx, 1, "b", 1, add_note);
    fine->task.prepare = look_first;
    refused->task.prepare = refuse_first;
    assert_ok(lanes_submit(lanes, &fine->task));
    assert_ok(lanes_submit(lanes, &refused->task));
    lanes_close(lanes);
    assert_ok(fine->task.code);
    assert_non_null(fine->cx.prepared);
    assert_int_equal(refused->task.code, FORBIDDEN);
    assert_problem(&refused->cx, &not_allowed);
    assert_int_equal(fine->done_count, 1);
    assert_int_equal(refused->done_count, 1);
    assert_text(notes_seen(cx), "a;");
    errands_clear(2);
}

/* Whoever is told `done` may give the task back at once (kit/http_server uses requests again): the lane must not look
 * at it any more. Here it is turned into what a lane would take for a task that is still to be answered. */
static void hand_back(Task *task) {
    task->writes = false;
    errand_done(task);
}

static void lets_go_of_a_task_that_is_done(void **state) {
    Ctx *cx = *state;
    const size_t count = TASKS_MAX / 2;
    Lanes *lanes = lanes_open(cx->house);
    for (size_t i = 0; i < count; i++) {
        Errand *errand = errand_make(cx, i, str_format(cx->arena, "n%04zu", i).at, 1, add_note);
        errand->task.prepare = look_first;
        errand->task.done = hand_back;
        assert_ok(lanes_submit(lanes, &errand->task));
        while (atomic_load(&all_done) <= i) (void)sched_yield();
    }
    lanes_close(lanes);
    for (size_t i = 0; i < count; i++) assert_int_equal(errands[i].done_count, 1);
    errands_clear(count);
}

static _Atomic int minutes_begun;

/* Minutes long: as long as the gate is held. */
static Code take_minutes(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    if (cx->is_hurried) {
        cx->is_put_off = true;
        return fail(cx, &try_again);
    }
    atomic_fetch_add(&minutes_begun, 1);
    (void)pthread_mutex_lock(&gate);
    (void)pthread_mutex_unlock(&gate);
    return OK;
}

static Code ask_at_once(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    MUST(cx->is_hurried);
    return OK;
}

/* More of them than any lane has threads: who asks others does not wait for one. */
static void what_takes_minutes_waits_for_its_like_alone(void **state) {
    enum { LONG = 6 };
    Ctx *cx = *state;
    Lanes *lanes = lanes_open(cx->house);
    atomic_store(&minutes_begun, 0);
    (void)pthread_mutex_lock(&gate);
    for (size_t i = 0; i <= LONG; i++) {
        Errand *errand = errand_make(cx, i, str_format(cx->arena, "n%zu", i).at, 1, add_note);
        errand->task.prepare = look_first;
        errand->task.asks = i < LONG ? take_minutes : ask_at_once;
        assert_ok(lanes_submit(lanes, &errand->task));
    }
    while (atomic_load(&errands[LONG].done_count) == 0) (void)sched_yield();
    assert_ok(errands[LONG].task.code);
    while (atomic_load(&minutes_begun) < 2) (void)sched_yield();
    assert_int_equal(atomic_load(&minutes_begun), 2);
    assert_int_equal(atomic_load(&all_done), 1);
    (void)pthread_mutex_unlock(&gate);
    lanes_close(lanes);
    for (size_t i = 0; i < LONG; i++) {
        assert_ok(errands[i].task.code);
        assert_null(errands[i].cx.problem.kind);
        assert_int_equal(errands[i].done_count, 1);
        assert_false(errands[i].cx.is_hurried);
    }
    errands_clear(LONG + 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ROOM(one_that_fails_does_not_hurt_its_neighbours),
        IN_ROOM(answers_after_the_commit),
        IN_ROOM(finishes_all_that_was_accepted),
        IN_ROOM(refuses_when_too_many_wait),
        IN_ROOM(slow_readers_have_a_lane_of_their_own),
        IN_ROOM(prepares_before_it_writes),
        IN_ROOM(who_asks_others_holds_up_nobody),
        IN_ROOM(what_takes_minutes_waits_for_its_like_alone),
        IN_ROOM(lets_go_of_a_task_that_is_done),
    };
    return cmocka_run_group_tests_name("lanes", tests, NULL, NULL);
}
