/* platform/exchange/monitoring - see monitoring.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/monitoring.h"

#include "platform/exchange/event_load.h"
#include "platform/exchange/identifiers.h"
#include "platform/exchange/maintenance.h"
#include "platform/exchange/roster.h"

#include <math.h>

enum { OPERATIONS_MAX = 1000, OPERATIONS_READ = OPERATIONS_MAX + 1, SETTLING_S = 60, HEALTH_S = 600 };
enum { SERVICES_LISTED_MAX = 20000, US_A_MS = 1000 };
enum { PROMETHEUS_BYTES_MAX = 16 * 1024 * 1024 };
#define SECOND_US INT64_C(1000000)

/* ---- operations ---- */

typedef struct OperationsAsked {
    int64_t recordsFrom, recordsTo; /* seconds since 1970, as X-Road has them */
    Id after;                       /* `next` of the answer before */
} OperationsAsked;

static const Field operations_asked_fields[] = {
    FIELD(OperationsAsked, recordsFrom, OPTIONAL, 0, INT64_C(99999999999)),
    FIELD(OperationsAsked, recordsTo, OPTIONAL, 0, INT64_C(99999999999)),
    FIELD(OperationsAsked, after, OPTIONAL, 0, 0),
};
const Shape operations_asked_shape = SHAPE(OperationsAsked, operations_asked_fields);

typedef struct OperationsBetween {
    Str since, after, before;
} OperationsBetween;

static const Field operations_between_fields[] = {
    FIELD(OperationsBetween, since, REQUIRED, 0, 0),
    FIELD(OperationsBetween, after, REQUIRED, 0, 0),
    FIELD(OperationsBetween, before, REQUIRED, 0, 0),
};
static const Shape operations_between_shape = SHAPE(OperationsBetween, operations_between_fields);

/* As it is stored. */
typedef struct Operation {
    Id exchange;
    Str message_id, request_id;
    Time request_in, request_out, response_in, response_out;
    Str client, service, method;
    int64_t request_bytes, answer_bytes, status;
    Str fault;
} Operation;

// clang-format off
static const Field operation_fields[] = {
    FIELD(Operation, exchange, REQUIRED, 0, 0),
    FIELD(Operation, message_id, REQUIRED, 0, 0),
    FIELD(Operation, request_id, REQUIRED, 0, 0),
    FIELD(Operation, request_in, REQUIRED, 0, 0),
    FIELD(Operation, request_out, OPTIONAL, 0, 0),
    FIELD(Operation, response_in, OPTIONAL, 0, 0),
    FIELD(Operation, response_out, REQUIRED, 0, 0),
    FIELD(Operation, client, REQUIRED, 0, 0),
    FIELD(Operation, service, REQUIRED, 0, 0),
    FIELD(Operation, method, REQUIRED, 0, 0),
    FIELD(Operation, request_bytes, REQUIRED, 0, 0),
    FIELD(Operation, answer_bytes, REQUIRED, 0, 0),
    FIELD(Operation, status, REQUIRED, 0, 0),
    FIELD(Operation, fault, REQUIRED, 0, 0),
};
static const Shape operation_shape = SHAPE(Operation, operation_fields);

/* As it is told: the names of PR-OPMON, annex B. */
typedef struct OperationTold {
    int64_t monitoringDataTs, requestInTs, requestOutTs, responseInTs, responseOutTs;
    Str clientXRoadInstance, clientMemberClass, clientMemberCode, clientSubsystemCode;
    Str serviceXRoadInstance, serviceMemberClass, serviceMemberCode, serviceSubsystemCode, serviceCode;
    Str restMethod, messageId, xRequestId;
    int64_t requestSize, responseSize, statusCode;
    bool succeeded;
    Str faultCode;
} OperationTold;

static const Field operation_told_fields[] = {
    FIELD(OperationTold, monitoringDataTs, REQUIRED, 0, 0),
    FIELD(OperationTold, requestInTs, REQUIRED, 0, 0),
    FIELD(OperationTold, requestOutTs, REQUIRED, 0, 0),
    FIELD(OperationTold, responseInTs, REQUIRED, 0, 0),
    FIELD(OperationTold, responseOutTs, REQUIRED, 0, 0),
    FIELD(OperationTold, clientXRoadInstance, REQUIRED, 0, 0),
    FIELD(OperationTold, clientMemberClass, REQUIRED, 0, 0),
    FIELD(OperationTold, clientMemberCode, REQUIRED, 0, 0),
    FIELD(OperationTold, clientSubsystemCode, REQUIRED, 0, 0),
    FIELD(OperationTold, serviceXRoadInstance, REQUIRED, 0, 0),
    FIELD(OperationTold, serviceMemberClass, REQUIRED, 0, 0),
    FIELD(OperationTold, serviceMemberCode, REQUIRED, 0, 0),
    FIELD(OperationTold, serviceSubsystemCode, REQUIRED, 0, 0),
    FIELD(OperationTold, serviceCode, REQUIRED, 0, 0),
    FIELD(OperationTold, restMethod, REQUIRED, 0, 0),
    FIELD(OperationTold, messageId, REQUIRED, 0, 0),
    FIELD(OperationTold, xRequestId, REQUIRED, 0, 0),
    FIELD(OperationTold, requestSize, REQUIRED, 0, 0),
    FIELD(OperationTold, responseSize, REQUIRED, 0, 0),
    FIELD(OperationTold, statusCode, REQUIRED, 0, 0),
    FIELD(OperationTold, succeeded, REQUIRED, 0, 0),
    FIELD(OperationTold, faultCode, OPTIONAL, 0, 0),
};
static const Shape operation_told_shape = SHAPE(OperationTold, operation_told_fields);
// clang-format on

typedef struct Operations {
    Rows records;            /* of OperationTold, in the order in which they came in */
    int64_t nextRecordsFrom; /* the second of the last, which may have more; 0: there are no more up to recordsTo */
    Id next;                 /* from here on nothing is told twice; none: there are no more */
} Operations;

static const Field operations_fields[] = {
    FIELD_LIST(Operations, records, OPERATIONS_MAX, &operation_told_shape),
    FIELD(Operations, nextRecordsFrom, REQUIRED, 0, 0),
    FIELD(Operations, next, OPTIONAL, 0, 0),
};
const Shape operations_shape = SHAPE(Operations, operations_fields);

/* ---- health ---- */

typedef struct HealthAsked {
    Str since;
} HealthAsked;

static const Field health_asked_fields[] = { FIELD(HealthAsked, since, REQUIRED, 0, 0) };
static const Shape health_asked_shape = SHAPE(HealthAsked, health_asked_fields);

/* Durations in microseconds, `squares` of milliseconds. */
typedef struct HealthRow {
    Str service;
    int64_t succeeded, failed, least, most, total, squares, answer_bytes, last_succeeded_us, last_failed_us;
} HealthRow;

// clang-format off
static const Field health_row_fields[] = {
    FIELD(HealthRow, service, REQUIRED, 0, 0),
    FIELD(HealthRow, succeeded, REQUIRED, 0, 0),
    FIELD(HealthRow, failed, REQUIRED, 0, 0),
    FIELD(HealthRow, least, REQUIRED, 0, 0),
    FIELD(HealthRow, most, REQUIRED, 0, 0),
    FIELD(HealthRow, total, REQUIRED, 0, 0),
    FIELD(HealthRow, squares, REQUIRED, 0, 0),
    FIELD(HealthRow, answer_bytes, REQUIRED, 0, 0),
    FIELD(HealthRow, last_succeeded_us, REQUIRED, 0, 0),
    FIELD(HealthRow, last_failed_us, REQUIRED, 0, 0),
};
static const Shape health_row_shape = SHAPE(HealthRow, health_row_fields);

/* Calls without an answer, since the last one that had one. */
typedef struct SilentRow {
    Str service;
    int64_t calls;
    Time last_at;
} SilentRow;

static const Field silent_row_fields[] = {
    FIELD(SilentRow, service, REQUIRED, 0, 0),
    FIELD(SilentRow, calls, REQUIRED, 0, 0),
    FIELD(SilentRow, last_at, REQUIRED, 0, 0),
};
static const Shape silent_row_shape = SHAPE(SilentRow, silent_row_fields);

/* Durations in milliseconds. */
typedef struct Health {
    Str service;
    int64_t succeeded, failed, duration_min, duration_mean, duration_max, duration_deviation, answer_bytes_mean;
    Time last_succeeded_at, last_failed_at, rests_until; /* none: it does not rest */
    Time away_until; /* under maintenance; none: it is not */
} Health;

static const Field health_fields[] = {
    FIELD(Health, service, REQUIRED, 0, 0),
    FIELD(Health, succeeded, REQUIRED, 0, 0),
    FIELD(Health, failed, REQUIRED, 0, 0),
    FIELD(Health, duration_min, REQUIRED, 0, 0),
    FIELD(Health, duration_mean, REQUIRED, 0, 0),
    FIELD(Health, duration_max, REQUIRED, 0, 0),
    FIELD(Health, duration_deviation, REQUIRED, 0, 0),
    FIELD(Health, answer_bytes_mean, REQUIRED, 0, 0),
    FIELD(Health, last_succeeded_at, OPTIONAL, 0, 0),
    FIELD(Health, last_failed_at, OPTIONAL, 0, 0),
    FIELD(Health, rests_until, OPTIONAL, 0, 0),
    FIELD(Health, away_until, OPTIONAL, 0, 0),
};
static const Shape health_shape = SHAPE(Health, health_fields);
// clang-format on

typedef struct HealthList {
    int64_t seconds;   /* that are looked at */
    Rows services;     /* of Health */
    Rows maintenances; /* that last or are to come */
} HealthList;

static const Field health_list_fields[] = {
    FIELD(HealthList, seconds, REQUIRED, 0, 0),
    FIELD_LIST(HealthList, services, SERVICES_LISTED_MAX, &health_shape),
    FIELD_LIST(HealthList, maintenances, MAINTENANCES_LISTED_MAX, &maintenance_shape),
};
const Shape health_list_shape = SHAPE(HealthList, health_list_fields);

#include "platform/exchange/monitoring.sql.h"

/* ---- operations ---- */

static int64_t milliseconds(Time time) {
    return time.us / US_A_MS;
}

static OperationTold told(const Operation *row) {
    ExchangeName client = { 0 }, service = { 0 };
    (void)exchange_id_split(row->client, &client);
    (void)exchange_id_split(row->service, &service);
    return (OperationTold){ .monitoringDataTs = row->response_out.us / SECOND_US,
                            .requestInTs = milliseconds(row->request_in),
                            .requestOutTs = milliseconds(row->request_out),
                            .responseInTs = milliseconds(row->response_in),
                            .responseOutTs = milliseconds(row->response_out),
                            .clientXRoadInstance = client.instance,
                            .clientMemberClass = client.class_code,
                            .clientMemberCode = client.member,
                            .clientSubsystemCode = client.subsystem,
                            .serviceXRoadInstance = service.instance,
                            .serviceMemberClass = service.class_code,
                            .serviceMemberCode = service.member,
                            .serviceSubsystemCode = service.subsystem,
                            .serviceCode = service.service,
                            .restMethod = row->method,
                            .messageId = row->message_id,
                            .xRequestId = row->request_id,
                            .requestSize = row->request_bytes,
                            .responseSize = row->answer_bytes,
                            .statusCode = row->status,
                            .succeeded = row->fault.len == 0 && row->status < 500,
                            .faultCode = row->fault };
}

/* Up to a minute ago: what is younger may not all be written yet. */
Code operations_list(Ctx *cx, const void *in, void *out) {
    const OperationsAsked *asked = in;
    Operations *given = out;
    const int64_t settled = cx->now.us / SECOND_US - SETTLING_S;
    const int64_t until = asked->recordsTo == 0 || asked->recordsTo > settled ? settled : asked->recordsTo;
    const Id since = id_first("exchange", (Time){ asked->recordsFrom * SECOND_US });
    const Id before = id_first("exchange", (Time){ (until + 1) * SECOND_US });
    const OperationsBetween between = { id_str(&since), id_str(&asked->after), id_str(&before) };
    Rows rows;
    TRY(operations_between(cx, &between, &rows));
    OperationTold *records = NEW_ARRAY(cx->arena, OperationTold, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) records[i] = told(&((const Operation *)rows.items)[i]);
    given->records = (Rows){ .items = records, .count = rows.count };
    if (rows.count < OPERATIONS_READ) return OK;
    const Operation *last = &((const Operation *)rows.items)[OPERATIONS_MAX - 1];
    given->records.count = OPERATIONS_MAX;
    given->nextRecordsFrom = last->request_in.us / SECOND_US;
    given->next = last->exchange;
    return OK;
}

/* ---- health ---- */

static Health health_of(const HealthRow *row) {
    const int64_t count = row->succeeded + row->failed, mean = row->total / count / US_A_MS;
    const double variance = (double)row->squares / (double)count - (double)mean * (double)mean;
    return (Health){ .service = row->service,
                     .succeeded = row->succeeded,
                     .failed = row->failed,
                     .duration_min = row->least / US_A_MS,
                     .duration_mean = mean,
                     .duration_max = row->most / US_A_MS,
                     .duration_deviation = variance > 0 ? (int64_t)sqrt(variance) : 0,
                     .answer_bytes_mean = row->answer_bytes / count,
                     .last_succeeded_at = { row->last_succeeded_us },
                     .last_failed_at = { row->last_failed_us } };
}

static Code health_now(Ctx *cx, Rows *ret_rows) {
    const Id since = id_first("exchange", (Time){ cx->now.us - HEALTH_S * SECOND_US });
    const HealthAsked asked = { id_str(&since) };
    return health_since(cx, &asked, ret_rows);
}

/* Services of which call after call was not answered, in their order. */
static Code silent_now(Ctx *cx, Rows *ret_rows) {
    const Id since = id_first("exchange", (Time){ cx->now.us - HEALTH_S * SECOND_US });
    const HealthAsked asked = { id_str(&since) };
    return silent_since(cx, &asked, ret_rows);
}

/* As a gateway decides that met all of these calls; none: it does not rest. */
static Time rest_of(Ctx *cx, const SilentRow *row) {
    const Settings *settings = cx->house->settings;
    const int64_t failures = setting_int(settings, &exchange_circuit_failures);
    const Time until = { row->last_at.us + setting_int(settings, &exchange_circuit_rest) * SECOND_US };
    return failures > 0 && row->calls >= failures && until.us > cx->now.us ? until : (Time){ 0 };
}

/* Both lists are in the order of services. */
static Code add_rests(Ctx *cx, Health *services, size_t count) {
    Rows silent;
    TRY(silent_now(cx, &silent));
    for (size_t i = 0, at = 0; i < count && at < silent.count; i++) {
        const SilentRow *row = &((const SilentRow *)silent.items)[at];
        if (!str_equal(row->service, services[i].service)) continue;
        at++;
        services[i].rests_until = rest_of(cx, row);
    }
    return OK;
}

Code service_rests(Ctx *cx, Str service, Time *ret_until) {
    Rows silent;
    *ret_until = (Time){ 0 };
    TRY(silent_now(cx, &silent));
    for (size_t i = 0; i < silent.count; i++) {
        const SilentRow *row = &((const SilentRow *)silent.items)[i];
        if (str_equal(row->service, service)) *ret_until = rest_of(cx, row);
    }
    return OK;
}

static void add_maintenances(Ctx *cx, const Rows *ahead, Health *services, size_t count) {
    for (size_t i = 0; i < ahead->count; i++) {
        const Maintenance *one = &((const Maintenance *)ahead->items)[i];
        for (size_t j = 0; j < count && maintenance_lasts(one, cx->now); j++) {
            const bool is_later = one->until_at.us > services[j].away_until.us;
            if (is_later && maintenance_covers(one->subject, services[j].service))
                services[j].away_until = one->until_at;
        }
    }
}

Code health_list(Ctx *cx, const void *in, void *out) {
    (void)in;
    HealthList *list = out;
    Rows rows;
    TRY(health_now(cx, &rows));
    Health *services = NEW_ARRAY(cx->arena, Health, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) services[i] = health_of(&((const HealthRow *)rows.items)[i]);
    Rows ahead;
    TRY(add_rests(cx, services, rows.count));
    TRY(maintenances_ahead(cx, &ahead));
    add_maintenances(cx, &ahead, services, rows.count);
    *list = (HealthList){ .seconds = HEALTH_S,
                          .services = { .items = services, .count = rows.count },
                          .maintenances = ahead };
    return OK;
}

/* ---- Prometheus ---- */

static const Field prometheus_fields[] = { FIELD(Raw, file_name, OPTIONAL, 0, 0) };
const Shape prometheus_shape = { "Prometheus", sizeof(Raw), prometheus_fields, COUNT(prometheus_fields) };

static void add_metric(Buf *out, const char *name, const char *help, const Rows *rows,
                       int64_t (*value)(const HealthRow *row)) {
    buf_addf(out, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name);
    for (size_t i = 0; i < rows->count; i++) {
        const HealthRow *row = &((const HealthRow *)rows->items)[i];
        buf_addf(out, "%s{service=\"%.*s\"} %lld\n", name, STR_FMT(row->service), (long long)value(row));
    }
}

static int64_t succeeded_of(const HealthRow *row) {
    return row->succeeded;
}

static int64_t failed_of(const HealthRow *row) {
    return row->failed;
}

static int64_t mean_of(const HealthRow *row) {
    return row->total / (row->succeeded + row->failed) / US_A_MS;
}

static int64_t most_of(const HealthRow *row) {
    return row->most / US_A_MS;
}

/* Codes of services hold neither quotes nor backslashes. */
Code prometheus_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    Raw *raw = out;
    Rows rows;
    TRY(health_now(cx, &rows));
    Buf text = buf_new(cx->arena, PROMETHEUS_BYTES_MAX);
    add_metric(&text, "banyan_exchange_succeeded", "Messages that were answered, in 600 seconds", &rows, succeeded_of);
    add_metric(&text, "banyan_exchange_failed", "Messages without a good answer, in 600 seconds", &rows, failed_of);
    add_metric(&text, "banyan_exchange_duration_mean_ms", "Mean duration, in 600 seconds", &rows, mean_of);
    add_metric(&text, "banyan_exchange_duration_max_ms", "Longest duration, in 600 seconds", &rows, most_of);
    TRY(event_load_metrics(cx, &text));
    TRY(maintenance_metrics(cx, &text));
    return buf_done(&text, &raw->body) == OK ? OK : fail(cx, &too_large);
}
