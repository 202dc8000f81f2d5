/* tests/bench/recording - who nginx's auth_request asks before it passes a message on: may this client use this
 * service? Then a row in PostgreSQL, synced, and 204; else 403. The reference of the exchange: what an administrator
 * would build of common parts. recording PORT CONNINFO STATEMENT: of client, service, id and size;
 * a row means yes. Each of nginx's kept connections has a thread and a connection to the database. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"

#include <arpa/inet.h>
#include <libpq-fe.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CONNECTIONS_MAX = 90, PARAMETERS = 4, STACK_BYTES = 512 * 1024 };

static const char *place, *statement;
static _Thread_local PGconn *database;

static bool is_recorded(const char *client, const char *target, const char *id) {
    const char *values[PARAMETERS] = { client, target, id, "1024" };
    if (database == NULL) {
        database = PQconnectdb(place);
        PGresult *prepared = PQprepare(database, "record", statement, 0, NULL);
        MUST(PQresultStatus(prepared) == PGRES_COMMAND_OK);
        PQclear(prepared);
    }
    PGresult *result = PQexecPrepared(database, "record", PARAMETERS, values, NULL, NULL, 0);
    const bool is_written = PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) == 1;
    PQclear(result);
    return is_written;
}

static enum MHD_Result answer(void *context, struct MHD_Connection *line, const char *target, const char *verb,
                              const char *version, const char *body, size_t *size, void **state) {
    (void)context, (void)target, (void)verb, (void)version, (void)body, (void)size;
    if (*state == NULL) { /* the head alone; what follows is heard next time */
        *state = line;
        return MHD_YES;
    }
    const char *client = MHD_lookup_connection_value(line, MHD_HEADER_KIND, "X-Road-Client");
    const char *asked = MHD_lookup_connection_value(line, MHD_HEADER_KIND, "X-Original-URI");
    const char *id = MHD_lookup_connection_value(line, MHD_HEADER_KIND, "X-Request-Id");
    const bool may = client != NULL && asked != NULL && id != NULL && is_recorded(client, asked, id);
    struct MHD_Response *empty = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    const enum MHD_Result queued = MHD_queue_response(line, may ? MHD_HTTP_NO_CONTENT : MHD_HTTP_FORBIDDEN, empty);
    MHD_destroy_response(empty);
    return queued;
}

int main(int count, char **words) {
    MUST(count == 4);
    place = words[2];
    statement = words[3];
    const struct sockaddr_in at = { .sin_family = AF_INET,
                                    .sin_port = htons((uint16_t)strtol(words[1], NULL, 10)),
                                    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    struct MHD_Daemon *daemon =
        MHD_start_daemon(MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD, 0, NULL, NULL, answer, NULL,
                         MHD_OPTION_SOCK_ADDR, &at, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MAX,
                         MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK_BYTES, MHD_OPTION_END);
    MUST(daemon != NULL);
    (void)puts("ready");
    (void)fflush(stdout);
    for (;;) (void)pause();
}
