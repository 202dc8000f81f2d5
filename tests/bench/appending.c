/* tests/bench/appending - the whole house with one more room, whose commands are measured: entries that many append at
 * once, a long record, and argon2id alone. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "app/modules.h"
#include "kit/commands.h"
#include "kit/kit.h"
#include "kit/lanes.h"
#include "platform/ledger/ledger.h"
#include "platform/ledger/sealing.h"
#include "platform/people/passwords.h"

#include <pthread.h>
#include <sodium.h>
#include <sys/resource.h>

enum {
    WRITERS_MAX = 1024,
    SAMPLES_MAX = 8 * 1024 * 1024,
    WRITER_ARENA_BYTES = 1024 * 1024,
    GROW_ARENA_BYTES = 256 * 1024 * 1024,
    GROW_BATCH = 20000, /* what one sealing takes */
    MODULES_MAX = 32,
    THREADS_MAX = 64,
};

static int64_t cpu_us(void) {
    struct rusage used;
    MUST(getrusage(RUSAGE_SELF, &used) == 0);
    return (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * INT64_C(1000000) + used.ru_utime.tv_usec +
           used.ru_stime.tv_usec;
}

/* As strategy/figure_enter writes it. */
static Code append_figure(Ctx *cx, const void *in, void *out) {
    const int64_t *number = in;
    (void)out;
    return ledger_append(cx, S("strategy.figure_entered"),
                         str_format(cx->arena, "submission_%026lld", (long long)*number), { "agency", S("CQ001") },
                         { "evidence", S("") }, { "item", S("BENCH.CT001") }, { "period", S("2026-10") },
                         { "subject", S("CQ001") }, { "text", S("") }, { "value", S("42.25") });
}

/* ---- many who append ---- */

typedef struct Crowd Crowd;

/* Hands in the next entry when the last one is on disk. */
typedef struct Writer {
    Task task; /* first: a done task is its writer */
    Ctx cx;
    Crowd *crowd;
    int64_t number, began_us;
} Writer;

/* Only the lane's thread touches what is counted, while there is one; on PostgreSQL under the lock. */
struct Crowd {
    Lanes *lanes;
    Writer *writers;
    int64_t until_us;
    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t changed;
    int64_t working, next, failed;
    int32_t *took_us;
    size_t count;
};

static void hand_in(Writer *writer);

static void note_done(Writer *writer) {
    Crowd *crowd = writer->crowd;
    const int64_t now_us = time_steady_us();
    const bool goes_on = now_us < crowd->until_us;
    MUST(pthread_mutex_lock(&crowd->lock) == 0);
    if (writer->task.code != OK)
        crowd->failed++;
    else if (crowd->count < SAMPLES_MAX)
        crowd->took_us[crowd->count++] = (int32_t)(now_us - writer->began_us);
    writer->number = crowd->next++;
    if (!goes_on) crowd->working--;
    MUST(pthread_cond_signal(&crowd->changed) == 0);
    MUST(pthread_mutex_unlock(&crowd->lock) == 0);
    if (goes_on) hand_in(writer);
}

static void one_done(Task *task) {
    note_done((Writer *)(void *)task);
}

static void hand_in(Writer *writer) {
    arena_reset(writer->cx.arena);
    writer->cx.problem = (Problem){ 0 };
    ctx_set_clock(&writer->cx);
    writer->task =
        (Task){ .cx = &writer->cx, .run = append_figure, .writes = true, .in = &writer->number, .done = one_done };
    writer->began_us = time_steady_us();
    MUST(lanes_submit(writer->crowd->lanes, &writer->task) == OK);
}

static int by_size(const void *a, const void *b) {
    const int32_t left = *(const int32_t *)a, right = *(const int32_t *)b;
    return left < right ? -1 : left > right;
}

static void report(Crowd *crowd, int64_t took_us, int64_t spent_us) {
    qsort(crowd->took_us, crowd->count, sizeof crowd->took_us[0], by_size);
    MUST(crowd->count > 0);
    say("REPORT %zu %lld %lld %d %d %lld\n", crowd->count, (long long)took_us, (long long)spent_us,
        crowd->took_us[crowd->count / 2], crowd->took_us[crowd->count * 99 / 100], (long long)crowd->failed);
}

static void let_all_write(const Ctx *cx, Crowd *crowd, int64_t writers) {
    for (int64_t i = 0; i < writers; i++) {
        Writer *writer = &crowd->writers[i];
        writer->crowd = crowd;
        writer->number = crowd->next++;
        writer->cx = (Ctx){ .arena = arena_new(WRITER_ARENA_BYTES), .house = cx->house, .caller = cx->caller };
        writer->cx.caller.id = S("account_01KR0000000000000000000000");
    }
    crowd->working = writers;
    for (int64_t i = 0; i < writers; i++) hand_in(&crowd->writers[i]);
    MUST(pthread_mutex_lock(&crowd->lock) == 0);
    while (crowd->working > 0) MUST(pthread_cond_wait(&crowd->changed, &crowd->lock) == 0);
    MUST(pthread_mutex_unlock(&crowd->lock) == 0);
}

typedef struct AppendArgs {
    int64_t writers, seconds;
} AppendArgs;

static const Field append_args_fields[] = {
    OPTION(AppendArgs, writers, REQUIRED, 1, WRITERS_MAX, "who append at once"),
    OPTION(AppendArgs, seconds, REQUIRED, 1, 3600, "how long"),
};
static const Shape append_args_shape = SHAPE(AppendArgs, append_args_fields);

/* Entries through the writers' lane, as requests write them: each in a part of its own, many in one commit. */
static Code append_run(Ctx *cx, const void *in, void *out) {
    const AppendArgs *args = in;
    (void)out;
    Crowd crowd = { .lanes = lanes_open(cx->house),
                    .writers = lasting_alloc(sizeof(Writer) * (size_t)args->writers),
                    .took_us = lasting_alloc(sizeof(int32_t) * SAMPLES_MAX) };
    MUST(pthread_mutex_init(&crowd.lock, NULL) == 0 && pthread_cond_init(&crowd.changed, NULL) == 0);
    const int64_t began_us = time_steady_us(), paid_us = cpu_us();
    crowd.until_us = began_us + args->seconds * 1000000;
    let_all_write(cx, &crowd, args->writers);
    report(&crowd, time_steady_us() - began_us, cpu_us() - paid_us);
    lanes_close(crowd.lanes);
    return OK;
}

/* ---- a long record ---- */

typedef struct GrowArgs {
    int64_t count;
} GrowArgs;

static const Field grow_args_fields[] = { OPTION(GrowArgs, count, REQUIRED, 1, 100000000, "entries") };
static const Shape grow_args_shape = SHAPE(GrowArgs, grow_args_fields);

/* A millisecond passes from one to the next, so that ids ascend as they do in life. */
static Code append_and_seal(Ctx *cx, const void *in, void *out) {
    const int64_t *first = in;
    for (int64_t i = *first; i < *first + GROW_BATCH; i++) {
        cx->now.us += 1000;
        TRY(append_figure(cx, &i, NULL));
    }
    return seal_run(cx, NULL, out);
}

static Code grow_run(Ctx *cx, const void *in, void *out) {
    const GrowArgs *args = in;
    (void)out;
    Ctx inner = *cx;
    inner.arena = arena_new(GROW_ARENA_BYTES);
    Progress progress = progress_new("growing", args->count);
    for (int64_t i = 0; i < args->count; i += GROW_BATCH) {
        if (run_work(&inner, DB_WRITE, append_and_seal, &i, NULL, 0) != OK) {
            problem_take_verdict(cx, &inner.problem);
            return BROKEN;
        }
        arena_reset(inner.arena);
        progress_set(&progress, i);
    }
    progress_end(&progress);
    arena_free(inner.arena);
    return OK;
}

/* ---- argon2id alone ---- */

typedef struct ArgonArgs {
    int64_t threads, seconds;
    Str password;
} ArgonArgs;

static const Field argon_args_fields[] = {
    OPTION(ArgonArgs, threads, REQUIRED, 1, THREADS_MAX, "how many at once"),
    OPTION(ArgonArgs, seconds, REQUIRED, 1, 3600, "how long"),
    OPTION(ArgonArgs, password, REQUIRED, 1, 200, "what is hashed"),
};
static const Shape argon_args_shape = SHAPE(ArgonArgs, argon_args_fields);

typedef struct Hasher {
    pthread_t thread;
    const char *hash;
    Str password;
    int64_t until_us, count;
} Hasher;

static void *check_passwords(void *argument) {
    Hasher *hasher = argument;
    for (; time_steady_us() < hasher->until_us; hasher->count++)
        MUST(crypto_pwhash_str_verify(hasher->hash, hasher->password.at, hasher->password.len) == 0);
    return NULL;
}

/* libsodium and nothing else, with the passes and memory of the house. */
static Code argon_run(Ctx *cx, const void *in, void *out) {
    const ArgonArgs *args = in;
    (void)out;
    Hasher *hashers = lasting_alloc(sizeof(Hasher) * (size_t)args->threads);
    char hash[crypto_pwhash_STRBYTES];
    const Settings *settings = cx->house->settings;
    MUST(crypto_pwhash_str(hash, args->password.at, args->password.len,
                           (unsigned long long)setting_int(settings, &password_passes),
                           (size_t)setting_int(settings, &password_memory_kib) * 1024) == 0);
    const int64_t began_us = time_steady_us(), paid_us = cpu_us();
    int64_t count = 0;
    for (int64_t i = 0; i < args->threads; i++) {
        hashers[i] =
            (Hasher){ .hash = hash, .password = args->password, .until_us = began_us + args->seconds * 1000000 };
        MUST(pthread_create(&hashers[i].thread, NULL, check_passwords, &hashers[i]) == 0);
    }
    for (int64_t i = 0; i < args->threads; i++) {
        MUST(pthread_join(hashers[i].thread, NULL) == 0);
        count += hashers[i].count;
    }
    say("REPORT %lld %lld %lld 0 0 0\n", (long long)count, (long long)(time_steady_us() - began_us),
        (long long)(cpu_us() - paid_us));
    return OK;
}

/* ---- the house with it ---- */

static const Command commands[] = {
    { "bench append", .args = &append_args_shape, .run = append_run, .needs_store = true, .help = "Entries by many" },
    { "bench grow", .args = &grow_args_shape, .run = grow_run, .needs_store = true, .help = "A long record" },
    { "bench argon", .args = &argon_args_shape, .run = argon_run, .help = "Argon2id alone" },
};

static const Module bench_module = { .name = "bench", .title = "Bench", TABLE(command, commands) };

int main(int argc, char **argv) {
    const Module *modules[MODULES_MAX];
    House house = house_built();
    MUST(house.module_count < MODULES_MAX);
    memcpy(modules, house.modules, sizeof modules[0] * house.module_count);
    modules[house.module_count++] = &bench_module;
    house.modules = modules;
    return commands_run(&house, argc, argv);
}
