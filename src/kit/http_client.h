/* kit/http_client - asking other servers, one question at a time, within limits. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_HTTP_CLIENT_H
#define KIT_HTTP_CLIENT_H

#include "kit/ctx.h"

/* Keeps its connections open from one question to the next. Used by one thread at a time. */
typedef struct HttpClient HttpClient;

typedef struct HttpReply {
    int status;
    Str body;
} HttpReply;

HttpClient *http_client_open(void);
void http_client_close(HttpClient *client); /* NULL is allowed */

/* http and https only; redirects are not followed. Any status is an answer; without one: UNAVAILABLE. A body of more
 * than `bytes_max`: TOO_LARGE. */
Code http_get(Ctx *cx, HttpClient *client, Str url, size_t bytes_max, HttpReply *ret_reply);

extern const ProblemKind peer_away, peer_refused;

#endif
