/* kit/db - the part that both engines share: the store, transactions, gathering rows. See db.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/db.h"

#include "kit/db_engine.h"
#include "kit/trace.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>

enum { CONNECTIONS_MAX = 256, EAR_WAIT_MS = 500, EAR_PAUSE_S = 1 };

const ProblemKind database_broken = {
    BROKEN, "kit/database",
    { "Cơ sở dữ liệu từ chối.", "The database refused the work." },
    { "Lỗi ở “{0}”. Sự việc đã được ghi lại; báo quản trị nếu lặp lại.",
      "A fault in “{0}”. It has been recorded; tell the administrator if it comes again." }
};
const ProblemKind database_away = {
    UNAVAILABLE, "kit/database-away",
    { "Không tới được cơ sở dữ liệu.", "The database cannot be reached." },
    { "Chưa có gì được ghi và không mất gì. Thử lại sau ít phút.",
      "Nothing was written and nothing is lost. Try again in some minutes." }
};
const ProblemKind rows_too_many = {
    TOO_LARGE, "kit/rows-too-many",
    { "Kết quả quá dài.", "The result is too long." },
    { "Có hơn {0} dòng. Thu hẹp bộ lọc.", "There are more than {0} rows. Narrow the filter." }
};

/* ---- rows ---- */

void *sink_next(Ctx *cx, RowSink *sink) {
    if (sink->count == sink->max || arena_spent(cx->arena)) {
        sink->is_over = true;
        return NULL;
    }
    sink->items = array_grow(cx->arena, sink->items, sink->shape->size, sink->count, &sink->room);
    return sink->items + sink->shape->size * sink->count++;
}

static void tell_met(const Ctx *cx, const Query *query) {
    if (cx->house != NULL) trace_met(cx->house->trace, "query", query->name);
}

Code db_do(Ctx *cx, const Query *query, const void *in) {
    tell_met(cx, query);
    return cx->db->engine->run(cx, cx->db, query, in, NULL);
}

Code db_one(Ctx *cx, const Query *query, const void *in, void *ret_row) {
    tell_met(cx, query);
    RowSink sink = { .shape = query->row, .max = 1 };
    TRY(cx->db->engine->run(cx, cx->db, query, in, &sink));
    if (sink.is_over && sink.count == 0) return fail_spent(cx); /* there may be one */
    if (sink.count == 0) return NOT_FOUND;
    memcpy(ret_row, sink.items, query->row->size);
    return OK;
}

Code db_all(Ctx *cx, const Query *query, const void *in, size_t max, Rows *ret_rows) {
    tell_met(cx, query);
    RowSink sink = { .shape = query->row, .max = max };
    TRY(cx->db->engine->run(cx, cx->db, query, in, &sink));
    if (sink.is_over && sink.count < max) return fail_spent(cx); /* of what was made before, or of these rows */
    if (sink.is_over) return fail(cx, &rows_too_many, int_text(cx, (int64_t)max));
    *ret_rows = (Rows){ sink.items, sink.count };
    return OK;
}

Code db_each(Ctx *cx, const Query *query, const void *items, size_t count) {
    tell_met(cx, query);
    return cx->db->engine->each(cx, cx->db, query, items, count);
}

Code db_script(Ctx *cx, const char *sql) {
    return cx->db->engine->script(cx, cx->db, sql);
}

Code db_prepare(Ctx *cx, const Query *query) {
    return cx->db->engine->prepare(cx, cx->db, query);
}

/* ---- transactions ---- */

Code db_begin(Ctx *cx, DbMode mode) {
    MUST(!cx->db->in_transaction);
    TRY(cx->db->engine->begin(cx, cx->db, mode));
    cx->db->in_transaction = true;
    return OK;
}

Code db_commit(Ctx *cx) {
    MUST(cx->db->in_transaction);
    const Code code = cx->db->engine->commit(cx, cx->db);
    if (code == OK) cx->db->in_transaction = false;
    return code;
}

void db_rollback(Ctx *cx) {
    if (!cx->db->in_transaction) return;
    cx->db->engine->rollback(cx->db);
    cx->db->in_transaction = false;
}

bool db_is_open(const Ctx *cx) {
    return cx->db->in_transaction && cx->db->engine->is_open(cx->db);
}

Code db_savepoint(Ctx *cx) {
    return cx->db->engine->savepoint(cx, cx->db);
}

Code db_release(Ctx *cx) {
    return cx->db->engine->release(cx, cx->db);
}

void db_rollback_to(Ctx *cx) {
    cx->db->engine->rollback_to(cx->db);
}

/* ---- the store ---- */

struct Store {
    const char *place; /* path or url, lasting */
    bool is_sqlite;
    pthread_key_t reader_of_thread, writer_of_thread;
    pthread_mutex_t lock; /* guards `open` and `open_count` */
    Db *open[CONNECTIONS_MAX];
    size_t open_count;
    _Atomic uint64_t revision;
    pthread_t listener;
    _Atomic bool is_listening, is_closing;
};

/* SQLite: each thread polls its own reader; this is what it saw last time. */
typedef struct Seen {
    Db *reader;
    int64_t data_version;
} Seen;

static void *listen_for_commits(void *argument) {
    Store *store = argument;
    PostgresEar *ear = NULL;
    while (!atomic_load(&store->is_closing)) {
        if (ear == NULL) ear = postgres_listen(store->place);
        const int heard = ear == NULL ? -1 : postgres_hear(ear, EAR_WAIT_MS);
        if (heard != 0) atomic_fetch_add(&store->revision, 1);
        atomic_store(&store->is_listening, heard >= 0);
        if (heard < 0) {
            postgres_deaf(ear);
            ear = NULL;
            const struct timespec pause = { .tv_sec = EAR_PAUSE_S };
            (void)nanosleep(&pause, NULL);
        }
    }
    postgres_deaf(ear);
    return NULL;
}

/* Signals are for the main thread: one that came here before it waits for them would end the process. */
static void start_listener(Store *store) {
    sigset_t all, before;
    MUST(sigfillset(&all) == 0);
    MUST(pthread_sigmask(SIG_SETMASK, &all, &before) == 0);
    MUST(pthread_create(&store->listener, NULL, listen_for_commits, store) == 0);
    MUST(pthread_sigmask(SIG_SETMASK, &before, NULL) == 0);
}

Code store_open(Ctx *cx, Str url, Store **ret_store) {
    const bool is_sqlite = str_starts(url, S("sqlite:"));
    const Str place = is_sqlite ? str_part(url, strlen("sqlite:"), url.len) : url;
    Store *store = lasting_alloc(sizeof *store);
    char *kept = lasting_alloc(place.len + 1);
    memcpy(kept, place.at, place.len);
    store->place = kept;
    store->is_sqlite = is_sqlite;
    if (is_sqlite) sqlite_start();
    MUST(pthread_key_create(&store->reader_of_thread, NULL) == 0);
    MUST(pthread_key_create(&store->writer_of_thread, NULL) == 0);
    MUST(pthread_mutex_init(&store->lock, NULL) == 0);
    Db *first;
    const Code code = store_writer(cx, store, &first);
    if (code == OK && !is_sqlite) start_listener(store);
    if (code != OK) {
        store->is_sqlite = true; /* no listener to wait for */
        store_close(store);
        return code;
    }
    *ret_store = store;
    return OK;
}

void store_close(Store *store) {
    if (store == NULL) return;
    atomic_store(&store->is_closing, true);
    if (!store->is_sqlite) MUST(pthread_join(store->listener, NULL) == 0);
    for (size_t i = 0; i < store->open_count; i++) store->open[i]->engine->close(store->open[i]);
    (void)pthread_key_delete(store->reader_of_thread);
    (void)pthread_key_delete(store->writer_of_thread);
    (void)pthread_mutex_destroy(&store->lock);
    lasting_free((void *)(uintptr_t)store->place);
    lasting_free(store);
}

bool store_is_sqlite(const Store *store) {
    return store->is_sqlite;
}

Str store_engine(const Store *store) {
    return store->is_sqlite ? S("sqlite") : S("postgresql");
}

static Code connect_thread(Ctx *cx, Store *store, pthread_key_t key, DbMode mode, Db **ret_db) {
    Db *db = pthread_getspecific(key);
    if (db == NULL) {
        const Str place = str_of(store->place);
        TRY(store->is_sqlite ? sqlite_connect(cx, place, mode, &db) : postgres_connect(cx, place, &db));
        MUST(pthread_setspecific(key, db) == 0);
        MUST(pthread_mutex_lock(&store->lock) == 0);
        MUST(store->open_count < CONNECTIONS_MAX);
        store->open[store->open_count++] = db;
        MUST(pthread_mutex_unlock(&store->lock) == 0);
    }
    *ret_db = db;
    return OK;
}

Code store_reader(Ctx *cx, Store *store, Db **ret_db) {
    return connect_thread(cx, store, store->reader_of_thread, DB_READ, ret_db);
}

Code store_writer(Ctx *cx, Store *store, Db **ret_db) {
    return connect_thread(cx, store, store->writer_of_thread, DB_WRITE, ret_db);
}

uint64_t store_revision(Store *store, Db *reader) {
    static _Thread_local Seen seen;
    if (!store->is_sqlite) {
        if (!atomic_load(&store->is_listening)) return atomic_fetch_add(&store->revision, 1) + 1;
        return atomic_load(&store->revision);
    }
    const int64_t version = sqlite_data_version(reader);
    if (seen.reader != reader || seen.data_version != version) {
        seen = (Seen){ reader, version };
        return atomic_fetch_add(&store->revision, 1) + 1;
    }
    return atomic_load(&store->revision);
}

void store_touch(Store *store) {
    atomic_fetch_add(&store->revision, 1);
}
