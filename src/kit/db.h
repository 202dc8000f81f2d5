/* kit/db - named queries against SQLite or PostgreSQL. No SQL text outside .sql files; tools/sqlgen.py makes the
 * typed functions that call these. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_DB_H
#define KIT_DB_H

#include "kit/shape.h"

typedef struct Db Db;       /* one connection; used by one thread at a time */
typedef struct Store Store; /* the database as a whole; shared by all threads */

/* Generated from a .sql file at build time; parameters carry the names of the record's fields. */
typedef struct Query {
    const char *name, *room;
    const char *sqlite, *postgres;
    const char *const *params;
    size_t param_count;
    const Shape *in, *row;
} Query;

/* One step of a room's tables, from its migrations folder. Forward only; immutable once released. */
typedef struct Migration {
    const char *name;
    const char *sqlite, *postgres;
} Migration;

typedef enum DbMode {
    DB_READ,
    DB_WRITE,
    DB_WRITE_ALONE, /* no other server on this database writes meanwhile: for who had to give way too often */
    DB_MIGRATE,     /* before there are tables */
} DbMode;

/* ---- The store ---- */
/* `url` is `sqlite:PATH`, or `postgresql://...`; the database is made (SQLite) or must exist (PostgreSQL). */
Code store_open(Ctx *cx, Str url, Store **ret_store);
void store_close(Store *store);
bool store_is_sqlite(const Store *store);
Str store_engine(const Store *store); /* "sqlite" or "postgresql" */

/* This thread's connection for reading, and for writing; opened at first use, closed with the store.
 * On SQLite there is one writer in the whole process: only the writer's lane (kit/lanes.h) and commands ask for it. */
Code store_reader(Ctx *cx, Store *store, Db **ret_db);
Code store_writer(Ctx *cx, Store *store, Db **ret_db);

/* A number that changes whenever anybody, in this process or another, has committed a change; for caches. On
 * PostgreSQL it follows within moments; while that cannot be known it changes at every call. */
uint64_t store_revision(Store *store, Db *reader);
void store_touch(Store *store); /* after a commit of our own: caches need not wait to hear of it */

/* ---- Transactions on cx->db ---- */
Code db_begin(Ctx *cx, DbMode mode);
Code db_commit(Ctx *cx); /* RETRY: run the whole again */
void db_rollback(Ctx *cx);
bool db_is_open(const Ctx *cx); /* a full disk can end a transaction from below */
/* A part that can be taken back alone; the writer's lane puts many requests into one commit so. */
Code db_savepoint(Ctx *cx);
Code db_release(Ctx *cx);
void db_rollback_to(Ctx *cx);

/* ---- Called by generated functions only ---- */
Code db_do(Ctx *cx, const Query *query, const void *in);                 /* no rows */
Code db_one(Ctx *cx, const Query *query, const void *in, void *ret_row); /* NOT_FOUND, without a Problem, if none */
Code db_all(Ctx *cx, const Query *query, const void *in, size_t max, Rows *ret_rows); /* TOO_LARGE beyond max */
/* The same statement for many records, as fast as the engine can. */
Code db_each(Ctx *cx, const Query *query, const void *items, size_t count);

/* For migrations only. */
Code db_script(Ctx *cx, const char *sql);
/* Can this query be prepared? For the test that meets every query on both engines. */
Code db_prepare(Ctx *cx, const Query *query);

extern const ProblemKind database_broken, database_away, rows_too_many;

#endif
