/* kit/http_client - asking other servers, one question at a time, within limits. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_HTTP_CLIENT_H
#define KIT_HTTP_CLIENT_H

#include "kit/ctx.h"

/* Keeps its connections open from one question to the next. Used by one thread at a time. */
typedef struct HttpClient HttpClient;

typedef struct HttpReply {
    int status;
    Str body, media_type; /* without its parameters, in lower case; "" when none was said */
} HttpReply;

/* What is sent, and how much is taken back. */
typedef struct HttpPost {
    Str url, media_type, body;
    Str authorization; /* the header; empty: none */
    int64_t timeout_s; /* for all of it */
    size_t bytes_max;
} HttpPost;

HttpClient *http_client_open(void);
void http_client_close(HttpClient *client); /* NULL is allowed */

/* http and https only; redirects are not followed. Any status is an answer; without one: UNAVAILABLE. A body of more
 * than `bytes_max`: TOO_LARGE. */
Code http_get(Ctx *cx, HttpClient *client, Str url, size_t bytes_max, HttpReply *ret_reply);
/* The same for who cannot wait long. */
Code http_get_within(Ctx *cx, HttpClient *client, Str url, int64_t timeout_s, size_t bytes_max, HttpReply *ret_reply);
Code http_post(Ctx *cx, HttpClient *client, const HttpPost *post, HttpReply *ret_reply);

extern const ProblemKind peer_away, peer_refused;

#endif
