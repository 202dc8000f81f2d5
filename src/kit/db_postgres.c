/* kit/db_postgres - db_engine.h for PostgreSQL through libpq: serializable writes, prepared statements, pipelines. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/db_engine.h"
#include "kit/files.h"

#include <libpq-fe.h>
#include <poll.h>

enum { PIPELINE_ROWS = 200, PARAMS_MAX = 64, OID_BOOL = 16, OID_INT8 = 20, OID_TEXT = 25 };

typedef struct Postgres {
    Db db;
    PGconn *link;
    Plans plans;
    DbMode mode;
} Postgres;

static const DbEngine postgres_engine;

static void release_result(PGresult **result) {
    PQclear(*result);
}

/* ---- errors ---- */

static Code broken(Ctx *cx, Postgres *pg, const PGresult *result, const char *what) {
    const char *state = result == NULL ? NULL : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    if (state == NULL || PQstatus(pg->link) == CONNECTION_BAD) return fail(cx, &database_away);
    if (strcmp(state, "40001") == 0 || strcmp(state, "40P01") == 0) return RETRY;
    if (strcmp(state, "53100") == 0) return fail(cx, &disk_full);
    if (strncmp(state, "08", 2) == 0 || strncmp(state, "57", 2) == 0 || strncmp(state, "53", 2) == 0)
        return fail(cx, &database_away);
    const char *said = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    return fail(cx, &database_broken, str_format(cx->arena, "%s: %s %s", what, state, said == NULL ? "" : said));
}

static Code run_text(Ctx *cx, Postgres *pg, const char *sql) {
    CLEANUP(release_result) PGresult *result = PQexec(pg->link, sql);
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return OK;
    return broken(cx, pg, result, str_c(cx->arena, str_part(str_of(sql), 0, 60)));
}

/* ---- connecting ---- */

static void close_connection(Db *db) {
    Postgres *pg = (Postgres *)db;
    plans_drop(&pg->plans, NULL);
    PQfinish(pg->link);
    lasting_free(pg);
}

static void ignore_notice(void *argument, const PGresult *result) {
    (void)argument;
    (void)result;
}

Code postgres_connect(Ctx *cx, Str url, Db **ret_db) {
    PGconn *link = PQconnectdb(str_c(cx->arena, url));
    if (PQstatus(link) != CONNECTION_OK) {
        PQfinish(link);
        return fail(cx, &database_away);
    }
    (void)PQsetNoticeReceiver(link, ignore_notice, NULL);
    (void)PQsetClientEncoding(link, "UTF8");
    Postgres *pg = lasting_alloc(sizeof *pg);
    pg->db.engine = &postgres_engine;
    pg->link = link;
    *ret_db = &pg->db;
    return OK;
}

/* A connection that was lost is made again before the next transaction; its statements are gone. */
static Code revive(Ctx *cx, Postgres *pg) {
    if (PQstatus(pg->link) == CONNECTION_OK) return OK;
    PQreset(pg->link);
    if (PQstatus(pg->link) != CONNECTION_OK) return fail(cx, &database_away);
    (void)PQsetClientEncoding(pg->link, "UTF8");
    plans_drop(&pg->plans, NULL);
    return OK;
}

/* ---- plans ---- */

static Oid type_of(FieldKind kind) {
    switch (kind) {
    case KIND_INT:
    case KIND_TIME:
    case KIND_DAY:
    case KIND_DECIMAL: return OID_INT8;
    case KIND_BOOL: return OID_BOOL;
    case KIND_TEXT:
    case KIND_ID:
    case KIND_CHOICE:
    case KIND_TEXTS: return OID_TEXT;
    case KIND_LINK:
    case KIND_LIST: break;
    }
    CANNOT("only scalars are parameters");
    return 0;
}

/* The server's name of the statement: room and query together are unique. */
static const char *statement_name(Arena *arena, const Query *query) {
    return str_format(arena, "%s.%s", query->room, query->name).at;
}

static Code plan_for(Ctx *cx, Postgres *pg, const Query *query, Plan **ret_plan) {
    Plan *plan = plans_find(&pg->plans, query);
    if (plan->query == NULL) {
        Oid types[PARAMS_MAX];
        MUST(query->param_count <= PARAMS_MAX);
        for (size_t i = 0; i < query->param_count; i++)
            types[i] = type_of(shape_field(query->in, query->params[i])->kind);
        CLEANUP(release_result)
        PGresult *result =
            PQprepare(pg->link, statement_name(cx->arena, query), query->postgres, (int)query->param_count, types);
        if (PQresultStatus(result) != PGRES_COMMAND_OK) return broken(cx, pg, result, query->name);
        plan_start(&pg->plans, plan, query, NULL);
    }
    *ret_plan = plan;
    return OK;
}

/* ---- binding ---- */

/* Every parameter travels as text ended by NUL; numbers as their digits. */
static const char *param_text(Arena *arena, const Field *field, const void *record) {
    const void *at = (const char *)record + field->offset;
    if (field_is_null(field, record)) return NULL;
    switch (field->kind) {
    case KIND_TIME: return str_format(arena, "%lld", (long long)((const Time *)at)->us).at;
    case KIND_DAY: return str_format(arena, "%lld", (long long)((const Day *)at)->number).at;
    case KIND_DECIMAL: return str_format(arena, "%lld", (long long)((const Decimal *)at)->micro).at;
    case KIND_TEXT: return str_c(arena, *(const Str *)at);
    case KIND_INT:
    case KIND_BOOL:
    case KIND_ID:
    case KIND_CHOICE:
    case KIND_TEXTS: break;
    case KIND_LINK:
    case KIND_LIST: CANNOT("only scalars are parameters");
    }
    Buf out = buf_new(arena, 1024 * 1024);
    field_write_text(&out, field, record);
    buf_char(&out, '\0');
    return out.at;
}

static void bind_all(Arena *arena, const Plan *plan, const void *in, const char **values) {
    for (size_t i = 0; i < plan->query->param_count; i++) values[i] = param_text(arena, plan->params[i], in);
}

/* ---- reading ---- */

static int64_t read_int(const char *text) {
    int64_t number = 0;
    MUST(str_to_int(str_of(text), INT64_MIN, INT64_MAX, &number) == OK);
    return number;
}

static void read_field(Ctx *cx, const PGresult *result, int row, int column, const Field *field, void *record) {
    if (PQgetisnull(result, row, column)) return; /* the record is zeroed: none */
    void *at = (char *)record + field->offset;
    const char *text = PQgetvalue(result, row, column);
    switch (field->kind) {
    case KIND_INT: *(int64_t *)at = read_int(text); return;
    case KIND_BOOL: *(bool *)at = text[0] == 't' || text[0] == '1'; return;
    case KIND_TIME: ((Time *)at)->us = read_int(text); return;
    case KIND_DAY: ((Day *)at)->number = read_int(text); return;
    case KIND_DECIMAL: *(Decimal *)at = decimal_micro(read_int(text)); return;
    case KIND_TEXT:
    case KIND_ID:
    case KIND_CHOICE:
    case KIND_TEXTS:
        field_take_text(cx->arena, field, (Str){ text, (size_t)PQgetlength(result, row, column) }, record);
        return;
    case KIND_LINK:
    case KIND_LIST: CANNOT("only scalars are columns");
    }
}

static const char *column_name(void *result, int column) {
    return PQfname(result, column);
}

static void read_rows(Ctx *cx, Plan *plan, PGresult *result, RowSink *sink) {
    if (plan->columns == NULL) plan_set_columns(plan, PQnfields(result), column_name, result);
    const int rows = PQntuples(result);
    for (int row = 0; row < rows; row++) {
        void *record = sink_next(cx, sink);
        if (record == NULL) return;
        for (int i = 0; i < plan->column_count; i++) {
            if (plan->columns[i] != NULL) read_field(cx, result, row, i, plan->columns[i], record);
        }
    }
}

static Code run(Ctx *cx, Db *db, const Query *query, const void *in, RowSink *sink) {
    Postgres *pg = (Postgres *)db;
    Plan *plan;
    TRY(plan_for(cx, pg, query, &plan));
    const char *values[PARAMS_MAX];
    bind_all(cx->arena, plan, in, values);
    CLEANUP(release_result)
    PGresult *result =
        PQexecPrepared(pg->link, statement_name(cx->arena, query), (int)query->param_count, values, NULL, NULL, 0);
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) return broken(cx, pg, result, query->name);
    if (sink != NULL) read_rows(cx, plan, result, sink);
    return OK;
}

/* Takes the answers of one pipeline up to its sync mark; the first failure is the answer. */
static Code drain(Ctx *cx, Postgres *pg, const Query *query) {
    Code code = OK;
    for (int silent = 0; silent < 2;) {
        CLEANUP(release_result) PGresult *result = PQgetResult(pg->link);
        if (result == NULL) {
            silent++; /* one NULL ends each statement; two in a row, the connection */
            continue;
        }
        silent = 0;
        const ExecStatusType status = PQresultStatus(result);
        if (status == PGRES_PIPELINE_SYNC) return code;
        if (status == PGRES_FATAL_ERROR && code == OK) code = broken(cx, pg, result, query->name);
    }
    return code == OK ? fail(cx, &database_away) : code;
}

static Code send_batch(Ctx *cx, Postgres *pg, const Plan *plan, const char *items, size_t count) {
    const Query *query = plan->query;
    Arena *scratch = arena_new(16 * 1024 * 1024);
    bool sent = true;
    for (size_t i = 0; i < count && sent; i++) {
        const char *values[PARAMS_MAX];
        bind_all(scratch, plan, items + i * query->in->size, values);
        sent = PQsendQueryPrepared(pg->link, statement_name(scratch, query), (int)query->param_count, values, NULL,
                                   NULL, 0) == 1;
    }
    sent = sent && PQpipelineSync(pg->link) == 1;
    arena_free(scratch);
    return sent ? drain(cx, pg, query) : fail(cx, &database_away);
}

static Code each(Ctx *cx, Db *db, const Query *query, const char *items, size_t count) {
    Postgres *pg = (Postgres *)db;
    Plan *plan;
    TRY(plan_for(cx, pg, query, &plan));
    if (PQenterPipelineMode(pg->link) != 1) return fail(cx, &database_away);
    Code code = OK;
    for (size_t from = 0; from < count && code == OK; from += PIPELINE_ROWS) {
        const size_t left = count - from;
        code = send_batch(cx, pg, plan, items + from * query->in->size, left < PIPELINE_ROWS ? left : PIPELINE_ROWS);
    }
    if (PQexitPipelineMode(pg->link) != 1 && code == OK) return fail(cx, &database_away);
    return code;
}

static Code prepare(Ctx *cx, Db *db, const Query *query) {
    Plan *plan;
    return plan_for(cx, (Postgres *)db, query, &plan);
}

/* ---- transactions ---- */

static void quiet(Db *db, const char *sql) {
    PQclear(PQexec(((Postgres *)db)->link, sql));
}

static void rollback(Db *db) {
    quiet(db, "ROLLBACK");
}

/* A lock comes before the snapshot. Writers share the table of steps, until one wants it for itself. */
static const char *const beginnings[] = {
    [DB_READ] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    [DB_WRITE] = "BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE schema_step IN ROW EXCLUSIVE MODE",
    [DB_WRITE_ALONE] = "BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE schema_step IN SHARE ROW EXCLUSIVE MODE",
    [DB_MIGRATE] = "BEGIN ISOLATION LEVEL SERIALIZABLE",
};

static Code begin(Ctx *cx, Db *db, DbMode mode) {
    Postgres *pg = (Postgres *)db;
    TRY(revive(cx, pg));
    pg->mode = mode;
    const Code code = run_text(cx, pg, beginnings[mode]);
    if (code != OK) rollback(db); /* what began and got no lock */
    return code;
}

static Code commit(Ctx *cx, Db *db) {
    Postgres *pg = (Postgres *)db;
    if (pg->mode != DB_READ) TRY(run_text(cx, pg, "NOTIFY banyan_committed"));
    return run_text(cx, pg, "COMMIT");
}

static bool is_open(const Db *db) {
    const PGTransactionStatusType status = PQtransactionStatus(((const Postgres *)db)->link);
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

static Code savepoint(Ctx *cx, Db *db) {
    return run_text(cx, (Postgres *)db, "SAVEPOINT part");
}

static Code release(Ctx *cx, Db *db) {
    return run_text(cx, (Postgres *)db, "RELEASE SAVEPOINT part");
}

static void rollback_to(Db *db) {
    quiet(db, "ROLLBACK TO SAVEPOINT part");
}

static Code script(Ctx *cx, Db *db, const char *sql) {
    return run_text(cx, (Postgres *)db, sql);
}

static const DbEngine postgres_engine = {
    .name = "postgresql",
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

/* ---- hearing the commits of others ---- */

struct PostgresEar {
    PGconn *link;
};

PostgresEar *postgres_listen(const char *url) {
    PGconn *link = PQconnectdb(url);
    PGresult *result = PQstatus(link) == CONNECTION_OK ? PQexec(link, "LISTEN banyan_committed") : NULL;
    const bool fine = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    if (!fine) {
        PQfinish(link);
        return NULL;
    }
    PostgresEar *ear = lasting_alloc(sizeof *ear);
    ear->link = link;
    return ear;
}

int postgres_hear(PostgresEar *ear, int timeout_ms) {
    struct pollfd wait = { .fd = PQsocket(ear->link), .events = POLLIN };
    if (poll(&wait, 1, timeout_ms) < 0) return 0;
    if (PQconsumeInput(ear->link) != 1) return -1;
    int heard = 0;
    for (PGnotify *note = PQnotifies(ear->link); note != NULL; note = PQnotifies(ear->link)) {
        PQfreemem(note);
        heard = 1;
    }
    return heard;
}

void postgres_deaf(PostgresEar *ear) {
    if (ear == NULL) return;
    PQfinish(ear->link);
    lasting_free(ear);
}
