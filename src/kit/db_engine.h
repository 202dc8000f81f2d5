/* kit/db_engine - what an engine (SQLite, PostgreSQL) must be able to do; private to kit/db*. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_DB_ENGINE_H
#define KIT_DB_ENGINE_H

#include "kit/db.h"

/* Gathers rows in the arena; engines fill one slot after the other. */
typedef struct RowSink {
    const Shape *shape;
    size_t max;
    char *items;
    size_t count, room;
    bool is_over; /* one more row came than allowed */
} RowSink;

/* The next record, zeroed; NULL when no more may come. */
void *sink_next(Ctx *cx, RowSink *sink);

typedef struct DbEngine {
    const char *name;
    Code (*begin)(Ctx *cx, Db *db, DbMode mode);
    Code (*commit)(Ctx *cx, Db *db);
    void (*rollback)(Db *db);
    bool (*is_open)(const Db *db);
    Code (*savepoint)(Ctx *cx, Db *db);
    Code (*release)(Ctx *cx, Db *db);
    void (*rollback_to)(Db *db);
    /* sink is NULL when the query gives no rows */
    Code (*run)(Ctx *cx, Db *db, const Query *query, const void *in, RowSink *sink);
    Code (*each)(Ctx *cx, Db *db, const Query *query, const char *items, size_t count);
    Code (*script)(Ctx *cx, Db *db, const char *sql);
    Code (*prepare)(Ctx *cx, Db *db, const Query *query);
    void (*close)(Db *db);
} DbEngine;

/* First member of every engine's connection. */
struct Db {
    const DbEngine *engine;
    bool in_transaction;
};

void sqlite_start(void); /* once, before the first connection */
Code sqlite_connect(Ctx *cx, Str path, DbMode mode, Db **ret_db);
int64_t sqlite_data_version(Db *db);
Code postgres_connect(Ctx *cx, Str url, Db **ret_db);

/* A connection that listens for the commits of others (PostgreSQL's NOTIFY). */
typedef struct PostgresEar PostgresEar;
PostgresEar *postgres_listen(const char *url);
/* Waits at most so long. 1: something was committed; 0: nothing; -1: the connection is lost. */
int postgres_hear(PostgresEar *ear, int timeout_ms);
void postgres_deaf(PostgresEar *ear);

/* A query made ready on one connection: its parameters and columns matched to the record's members, once. */
typedef struct Plan {
    const Query *query; /* NULL: not made ready yet */
    void *statement;    /* the engine's own */
    const Field **params;
    const Field **columns; /* NULL for a column that the record does not have */
    int column_count;
} Plan;

/* The plans of one connection: a hash table by the query's address. */
typedef struct Plans {
    Plan *slots;
    size_t count, room;
} Plans;

Plan *plans_find(Plans *plans, const Query *query); /* the query's slot; plan_start() fills an empty one */
void plan_start(Plans *plans, Plan *plan, const Query *query, void *statement);
void plan_set_columns(Plan *plan, int count, const char *(*name_of)(void *result, int column), void *result);
void plans_drop(Plans *plans, void (*release)(void *statement));

/* Kinds whose "none" is NULL in the database. */
bool field_is_null(const Field *field, const void *record);

#endif
