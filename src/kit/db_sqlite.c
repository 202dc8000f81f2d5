/* kit/db_sqlite - db_engine.h for SQLite: WAL, every commit synced, prepared statements kept for the connection. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/db_engine.h"
#include "kit/db_sqlite_log.h"
#include "kit/files.h"

#include <sqlite3.h>

enum { BUSY_WAIT_MS = 5000, CACHE_KIB = 4096, WAL_PAGES = 4000 };

typedef struct Sqlite {
    Db db;
    sqlite3 *handle;
    sqlite3_stmt *version, *part_begins, *part_ends; /* NULL: not made ready yet */
    Plans plans;
    const char *room; /* whose statement is being prepared; for the guard below */
} Sqlite;

static const DbEngine sqlite_engine;

/* ---- errors ---- */

static Code broken(Ctx *cx, Sqlite *lite, const char *what) {
    switch (sqlite3_errcode(lite->handle)) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return RETRY;
    case SQLITE_FULL: return fail(cx, &disk_full);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY: return fail(cx, &database_away);
    default: return fail(cx, &database_broken, str_format(cx->arena, "%s: %s", what, sqlite3_errmsg(lite->handle)));
    }
}

static Code run_text(Ctx *cx, Sqlite *lite, const char *sql) {
    return sqlite3_exec(lite->handle, sql, NULL, NULL, NULL) == SQLITE_OK ? OK : broken(cx, lite, sql);
}

/* ---- opening ---- */

/* Only platform/ledger writes to its tables, and even it only appends: the ledger is what the rest is checked
 * against. (PostgreSQL is guarded by triggers alone; SQLite by both.) */
static int guard(void *argument, int action, const char *table, const char *column, const char *schema,
                 const char *trigger) {
    (void)column;
    (void)schema;
    (void)trigger;
    const Sqlite *lite = argument;
    const bool writes = action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE;
    if (!writes || table == NULL || strncmp(table, "ledger_", strlen("ledger_")) != 0) return SQLITE_OK;
    return lite->room == NULL || strcmp(lite->room, "ledger") == 0 ? SQLITE_OK : SQLITE_DENY;
}

static void release_statement(void *statement) {
    (void)sqlite3_finalize(statement);
}

static void rollback(Db *db) {
    (void)sqlite3_exec(((Sqlite *)db)->handle, "ROLLBACK", NULL, NULL, NULL);
}

static bool is_open(const Db *db) {
    return sqlite3_get_autocommit(((const Sqlite *)db)->handle) == 0;
}

static void close_connection(Db *db) {
    Sqlite *lite = (Sqlite *)db;
    if (lite->handle != NULL && is_open(db)) rollback(db);
    plans_drop(&lite->plans, release_statement);
    (void)sqlite3_finalize(lite->version);
    (void)sqlite3_finalize(lite->part_begins);
    (void)sqlite3_finalize(lite->part_ends);
    (void)sqlite3_close(lite->handle);
    lasting_free(lite);
}

static Code configure(Ctx *cx, Sqlite *lite, DbMode mode) {
    (void)sqlite3_busy_timeout(lite->handle, BUSY_WAIT_MS);
    (void)sqlite3_db_config(lite->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    (void)sqlite3_db_config(lite->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    (void)sqlite3_db_config(lite->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    TRY(run_text(cx, lite, "PRAGMA journal_mode=WAL"));
    TRY(run_text(cx, lite, "PRAGMA synchronous=FULL"));
    TRY(run_text(cx, lite, "PRAGMA foreign_keys=ON"));
    TRY(run_text(cx, lite, "PRAGMA recursive_triggers=ON")); /* INSERT OR REPLACE asks those of deletion too */
    TRY(run_text(cx, lite, "PRAGMA temp_store=MEMORY"));
    TRY(run_text(cx, lite, str_format(cx->arena, "PRAGMA cache_size=-%d", CACHE_KIB).at));
    TRY(run_text(cx, lite, str_format(cx->arena, "PRAGMA wal_autocheckpoint=%d", WAL_PAGES).at));
    if (mode == DB_READ) TRY(run_text(cx, lite, "PRAGMA query_only=ON"));
    (void)sqlite3_set_authorizer(lite->handle, guard, lite);
    sqlite_log_watch(lite->handle);
    return OK;
}

/* Nobody asks how much memory SQLite has taken, and counting it means a lock for each piece, common to all threads. A
 * process that has begun already keeps its way. */
void sqlite_start(void) {
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite_log_start();
}

Code sqlite_connect(Ctx *cx, Str path, DbMode mode, Db **ret_db) {
    Sqlite *lite = lasting_alloc(sizeof *lite);
    lite->db.engine = &sqlite_engine;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int opened = sqlite3_open_v2(str_c(cx->arena, path), &lite->handle, flags, sqlite_log_name);
    const Code code =
        opened == SQLITE_OK ? configure(cx, lite, mode) : fail(cx, &file_missing, path, str_of(sqlite3_errstr(opened)));
    if (code != OK) {
        close_connection(&lite->db);
        return code;
    }
    *ret_db = &lite->db;
    return OK;
}

int64_t sqlite_data_version(Db *db) {
    Sqlite *lite = (Sqlite *)db;
    if (lite->version == NULL && sqlite3_prepare_v3(lite->handle, "PRAGMA data_version", -1, SQLITE_PREPARE_PERSISTENT,
                                                    &lite->version, NULL) != SQLITE_OK) {
        return -1;
    }
    const int64_t version = sqlite3_step(lite->version) == SQLITE_ROW ? sqlite3_column_int64(lite->version, 0) : -1;
    (void)sqlite3_reset(lite->version);
    return version;
}

/* ---- plans ---- */

static const char *column_name(void *statement, int column) {
    return sqlite3_column_name(statement, column);
}

static Code plan_for(Ctx *cx, Sqlite *lite, const Query *query, Plan **ret_plan) {
    Plan *plan = plans_find(&lite->plans, query);
    if (plan->query == NULL) {
        sqlite3_stmt *stmt = NULL;
        lite->room = query->room;
        const int made = sqlite3_prepare_v3(lite->handle, query->sqlite, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
        lite->room = NULL;
        if (made != SQLITE_OK) return broken(cx, lite, query->name);
        plan_start(&lite->plans, plan, query, stmt);
        plan_set_columns(plan, sqlite3_column_count(stmt), column_name, stmt);
    }
    *ret_plan = plan;
    return OK;
}

/* ---- binding ---- */

static int bind_text(sqlite3_stmt *stmt, int position, Str text) {
    return sqlite3_bind_text(stmt, position, text.len > 0 ? text.at : "", (int)text.len, SQLITE_STATIC);
}

static int bind_field(Arena *arena, sqlite3_stmt *stmt, int position, const Field *field, const void *record) {
    const void *at = (const char *)record + field->offset;
    if (field_is_null(field, record)) return sqlite3_bind_null(stmt, position);
    switch (field->kind) {
    case KIND_INT: return sqlite3_bind_int64(stmt, position, *(const int64_t *)at);
    case KIND_BOOL: return sqlite3_bind_int(stmt, position, *(const bool *)at);
    case KIND_TIME: return sqlite3_bind_int64(stmt, position, ((const Time *)at)->us);
    case KIND_DAY: return sqlite3_bind_int64(stmt, position, ((const Day *)at)->number);
    case KIND_DECIMAL: return sqlite3_bind_int64(stmt, position, ((const Decimal *)at)->micro);
    case KIND_TEXT: return bind_text(stmt, position, *(const Str *)at);
    case KIND_ID: return bind_text(stmt, position, id_str(at));
    case KIND_CHOICE: return bind_text(stmt, position, choice_name(field->choices, *(const int *)at));
    case KIND_TEXTS: {
        Buf joined = buf_new(arena, 1024 * 1024);
        field_write_text(&joined, field, record);
        return bind_text(stmt, position, (Str){ joined.at, joined.len });
    }
    case KIND_LINK:
    case KIND_LIST: break;
    }
    CANNOT("only scalars are parameters");
    return SQLITE_MISUSE;
}

static Code bind_all(Ctx *cx, Sqlite *lite, const Plan *plan, const void *in) {
    for (size_t i = 0; i < plan->query->param_count; i++) {
        if (bind_field(cx->arena, plan->statement, (int)i + 1, plan->params[i], in) != SQLITE_OK)
            return broken(cx, lite, plan->query->name);
    }
    return OK;
}

/* ---- reading ---- */

static void read_field(Ctx *cx, sqlite3_stmt *stmt, int column, const Field *field, void *record) {
    void *at = (char *)record + field->offset;
    if (sqlite3_column_type(stmt, column) == SQLITE_NULL) return; /* the record is zeroed: none */
    switch (field->kind) {
    case KIND_INT: *(int64_t *)at = sqlite3_column_int64(stmt, column); return;
    case KIND_BOOL: *(bool *)at = sqlite3_column_int(stmt, column) != 0; return;
    case KIND_TIME: ((Time *)at)->us = sqlite3_column_int64(stmt, column); return;
    case KIND_DAY: ((Day *)at)->number = sqlite3_column_int64(stmt, column); return;
    case KIND_DECIMAL: *(Decimal *)at = decimal_micro(sqlite3_column_int64(stmt, column)); return;
    case KIND_TEXT:
    case KIND_ID:
    case KIND_CHOICE:
    case KIND_TEXTS: break;
    case KIND_LINK:
    case KIND_LIST: CANNOT("only scalars are columns");
    }
    const char *bytes = (const char *)sqlite3_column_text(stmt, column);
    field_take_text(cx->arena, field, (Str){ bytes, (size_t)sqlite3_column_bytes(stmt, column) }, record);
}

static Code step_all(Ctx *cx, Sqlite *lite, const Plan *plan, RowSink *sink) {
    for (;;) {
        const int step = sqlite3_step(plan->statement);
        if (step == SQLITE_DONE) return OK;
        if (step != SQLITE_ROW) return broken(cx, lite, plan->query->name);
        void *record = sink == NULL ? NULL : sink_next(cx, sink);
        if (record == NULL) return OK;
        for (int i = 0; i < plan->column_count; i++) {
            if (plan->columns[i] != NULL) read_field(cx, plan->statement, i, plan->columns[i], record);
        }
    }
}

/* No cursor outlives the function that opened it: a COMMIT must never meet an open statement. */
static Code run(Ctx *cx, Db *db, const Query *query, const void *in, RowSink *sink) {
    Sqlite *lite = (Sqlite *)db;
    Plan *plan;
    TRY(plan_for(cx, lite, query, &plan));
    Code code = bind_all(cx, lite, plan, in);
    if (code == OK) code = step_all(cx, lite, plan, sink);
    (void)sqlite3_reset(plan->statement);
    return code;
}

static Code each(Ctx *cx, Db *db, const Query *query, const char *items, size_t count) {
    for (size_t i = 0; i < count; i++) TRY(run(cx, db, query, items + i * query->in->size, NULL));
    return OK;
}

static Code prepare(Ctx *cx, Db *db, const Query *query) {
    Plan *plan;
    return plan_for(cx, (Sqlite *)db, query, &plan);
}

/* ---- transactions ---- */

static Code begin(Ctx *cx, Db *db, DbMode mode) {
    return run_text(cx, (Sqlite *)db, mode == DB_READ ? "BEGIN" : "BEGIN IMMEDIATE");
}

static Code commit(Ctx *cx, Db *db) {
    return run_text(cx, (Sqlite *)db, "COMMIT");
}

/* Around every part of a common commit: parsed once. */
static Code run_kept(Ctx *cx, Sqlite *lite, sqlite3_stmt **kept, const char *sql) {
    if (*kept == NULL && sqlite3_prepare_v3(lite->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, kept, NULL) != SQLITE_OK)
        return broken(cx, lite, sql);
    const Code code = sqlite3_step(*kept) == SQLITE_DONE ? OK : broken(cx, lite, sql);
    (void)sqlite3_reset(*kept);
    return code;
}

static Code savepoint(Ctx *cx, Db *db) {
    Sqlite *lite = (Sqlite *)db;
    return run_kept(cx, lite, &lite->part_begins, "SAVEPOINT part");
}

static Code release(Ctx *cx, Db *db) {
    Sqlite *lite = (Sqlite *)db;
    return run_kept(cx, lite, &lite->part_ends, "RELEASE part");
}

static void rollback_to(Db *db) {
    (void)sqlite3_exec(((Sqlite *)db)->handle, "ROLLBACK TO part; RELEASE part", NULL, NULL, NULL);
}

static Code script(Ctx *cx, Db *db, const char *sql) {
    return run_text(cx, (Sqlite *)db, sql);
}

static const DbEngine sqlite_engine = {
    .name = "sqlite",
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .is_open = is_open,
    .savepoint = savepoint,
    .release = release,
    .rollback_to = rollback_to,
    .run = run,
    .each = each,
    .script = script,
    .prepare = prepare,
    .close = close_connection,
};
