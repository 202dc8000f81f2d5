/* platform/exchange/recorder - see recorder.h. Its lock guards the list of what waits, and the idle batches. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/recorder.h"

#include "base/log.h"

#include <pthread.h>

enum {
    BATCH_MAX = 256,
    BATCHES_ON_SQLITE = 1,
    BATCHES_ON_POSTGRES = 4,
    BATCH_ARENA_BYTES = 64 * 1024 * 1024,
    BATCH_BLOCK_BYTES = 1024 * 1024
};

/* Records that are written together. */
typedef struct Batch {
    Task task;
    Ctx cx;
    Recorder *recorder;
    Recording *first;
    struct Batch *next_idle;
} Batch;

struct Recorder {
    const House *house;
    Lanes *lanes;
    StoreKey key;
    pthread_mutex_t lock;
    Recording *first, *last;
    Batch *idle;
};

static Code write_all(Ctx *cx, const void *in, void *out) {
    (void)out;
    const Batch *batch = in;
    for (Recording *each = batch->first; each != NULL; each = each->next)
        TRY(record_write(cx, &batch->recorder->key, &each->record));
    return OK;
}

static void submit(Batch *batch);

/* Takes what waits; NULL when nothing does, or as many batches as may be are under way. With the lock held. */
static Batch *take(Recorder *recorder) {
    Batch *batch = recorder->idle;
    if (batch == NULL || recorder->first == NULL) return NULL;
    recorder->idle = batch->next_idle;
    Recording *last = batch->first = recorder->first;
    for (int i = 1; i < BATCH_MAX && last->next != NULL; i++) last = last->next;
    recorder->first = last->next;
    if (recorder->first == NULL) recorder->last = NULL;
    last->next = NULL;
    return batch;
}

static void tell_all(Recording *first, Code code) {
    while (first != NULL) {
        Recording *next = first->next; /* it may be gone once it is told */
        first->code = code;
        first->done(first);
        first = next;
    }
}

static void written(Task *task) {
    Batch *batch = (Batch *)task;
    Recorder *recorder = batch->recorder;
    Recording *first = batch->first;
    const Code code = task->code;
    const Problem *problem = &batch->cx.problem;
    if (code != OK)
        log_line(LOG_ERROR, "exchange: messages cannot be recorded: [%s] %.*s",
                 problem->kind == NULL ? "?" : problem->kind->slug, STR_FMT(problem->en));
    arena_reset(batch->cx.arena);
    MUST(pthread_mutex_lock(&recorder->lock) == 0);
    batch->next_idle = recorder->idle;
    recorder->idle = batch;
    Batch *next = take(recorder);
    MUST(pthread_mutex_unlock(&recorder->lock) == 0);
    if (next != NULL) submit(next);
    tell_all(first, code);
}

static void submit(Batch *batch) {
    const Recorder *recorder = batch->recorder;
    batch->cx = (Ctx){ .arena = batch->cx.arena, .house = recorder->house, .caller = { .id = S("exchange") } };
    ctx_set_clock(&batch->cx);
    batch->task = (Task){ .cx = &batch->cx, .run = write_all, .writes = true, .in = batch, .done = written };
    const Code code = lanes_submit(recorder->lanes, &batch->task);
    if (code == OK) return;
    batch->task.code = code;
    written(&batch->task);
}

void recorder_put(Recorder *recorder, Recording *recording) {
    recording->next = NULL;
    MUST(pthread_mutex_lock(&recorder->lock) == 0);
    if (recorder->last == NULL)
        recorder->first = recording;
    else
        recorder->last->next = recording;
    recorder->last = recording;
    Batch *batch = take(recorder);
    MUST(pthread_mutex_unlock(&recorder->lock) == 0);
    if (batch != NULL) submit(batch);
}

Recorder *recorder_open(const House *house, Lanes *lanes, const StoreKey *key) {
    Recorder *recorder = lasting_alloc(sizeof *recorder);
    recorder->house = house;
    recorder->lanes = lanes;
    recorder->key = *key;
    MUST(pthread_mutex_init(&recorder->lock, NULL) == 0);
    const int batches = store_is_sqlite(house->store) ? BATCHES_ON_SQLITE : BATCHES_ON_POSTGRES;
    for (int i = 0; i < batches; i++) {
        Batch *batch = lasting_alloc(sizeof *batch);
        batch->recorder = recorder;
        batch->cx.arena = arena_new_of(BATCH_ARENA_BYTES, BATCH_BLOCK_BYTES);
        batch->next_idle = recorder->idle;
        recorder->idle = batch;
    }
    return recorder;
}

void recorder_close(Recorder *recorder) {
    while (recorder->idle != NULL) {
        Batch *batch = recorder->idle;
        recorder->idle = batch->next_idle;
        arena_free(batch->cx.arena);
        lasting_free(batch);
    }
    store_key_wipe(&recorder->key);
    (void)pthread_mutex_destroy(&recorder->lock);
    lasting_free(recorder);
}
