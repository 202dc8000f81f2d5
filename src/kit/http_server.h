/* kit/http_server - the door: takes requests in, brings answers out. All of libmicrohttpd stays behind this face. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_HTTP_SERVER_H
#define KIT_HTTP_SERVER_H

#include "kit/lanes.h"

typedef struct HttpServer HttpServer;

/* Listens at the setting http.listen. The house and the lanes must outlive the server. */
Code http_start(Ctx *cx, Lanes *lanes, HttpServer **ret_server);
unsigned http_port(const HttpServer *server);
Code http_renew(Ctx *cx, HttpServer *server); /* reads the certificate and its key again */
void http_quiesce(HttpServer *server); /* takes no new connections */
void http_stop(HttpServer *server);    /* after the lanes are closed */

extern const ProblemKind listen_refused, request_form, host_unknown;

#endif
