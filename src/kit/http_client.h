/* kit/http_client - asking other servers, one question at a time, within limits. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_HTTP_CLIENT_H
#define KIT_HTTP_CLIENT_H

#include "kit/crypto.h"
#include "kit/ctx.h"

/* Keeps its connections open from one question to the next. Used by one thread at a time. */
typedef struct HttpClient HttpClient;

typedef struct HttpReply {
    int status;
    Str body, media_type;  /* without its parameters, in lower case; "" when none was said */
    int64_t retry_after_s; /* what it says in Retry-After; 0: nothing */
} HttpReply;

/* What is sent, and how much is taken back. */
typedef struct HttpLine {
    const char *name;
    Str value;
} HttpLine;

/* Whom it believes over TLS, and what it shows. */
typedef struct HttpTls {
    bool is_unverified; /* whoever answers there is believed */
    const Sha256 *pins; /* else its certificate must be one of these; none: as the system trusts */
    size_t pin_count;
    Str certificate_path, key_path; /* ours, for who asks for it; "": none */
} HttpTls;

typedef struct HttpPost {
    Str url, media_type, body;
    Str authorization;     /* the header; empty: none */
    const HttpLine *lines; /* more headers; those without a value are left out */
    size_t line_count;
    HttpTls tls;
    int64_t timeout_s; /* for all of it */
    size_t bytes_max;
} HttpPost;

/* The same for who speaks a protocol of its own: any verb, headers of both sides. */
typedef struct HttpAsk {
    Str verb, url, body;   /* the url's path goes out byte for byte */
    const HttpLine *lines; /* those without a value are left out */
    size_t line_count;
    const char *const *wanted; /* headers of the answer, the last line of each */
    size_t wanted_count;
    HttpTls tls;
    int64_t timeout_s;
    size_t bytes_max;
} HttpAsk;

HttpClient *http_client_open(void);
void http_client_close(HttpClient *client); /* NULL is allowed */

/* http and https only; redirects are not followed. Any status is an answer; without one: UNAVAILABLE. A body of more
 * than `bytes_max`: TOO_LARGE. */
Code http_get(Ctx *cx, HttpClient *client, Str url, size_t bytes_max, HttpReply *ret_reply);
/* The same for who cannot wait long. */
Code http_get_within(Ctx *cx, HttpClient *client, Str url, int64_t timeout_s, size_t bytes_max, HttpReply *ret_reply);
Code http_post(Ctx *cx, HttpClient *client, const HttpPost *post, HttpReply *ret_reply);
/* `ret_headers` has one text for each that is wanted, "" where there is none. */
Code http_ask(Ctx *cx, HttpClient *client, const HttpAsk *ask, HttpReply *ret_reply, Str *ret_headers);

extern const ProblemKind peer_away, peer_refused;

#endif
