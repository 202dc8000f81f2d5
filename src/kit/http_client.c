/* kit/http_client - see http_client.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_client.h"

#include "kit/relay_tls.h"

#include <curl/curl.h>

enum { CONNECT_TIMEOUT_S = 10, TIMEOUT_S = 60 };

const ProblemKind peer_away = { UNAVAILABLE,
                                "kit/peer-away",
                                { "Không liên lạc được với máy chủ kia.", "The other server cannot be reached." },
                                { "{0}: {1}. Kiểm tra địa chỉ và mạng, rồi thử lại.",
                                  "{0}: {1}. Check the address and the network, then try again." } };
const ProblemKind peer_refused = { UNAVAILABLE,
                                   "kit/peer-refused",
                                   { "Máy chủ kia không trả lời được.", "The other server did not answer as asked." },
                                   { "{0} trả lời mã {1}. Kiểm tra địa chỉ.",
                                     "{0} answered with status {1}. Check the address." } };

struct HttpClient {
    CURL *handle;
};

HttpClient *http_client_open(void) {
    HttpClient *client = lasting_alloc(sizeof *client);
    client->handle = curl_easy_init();
    MUST(client->handle != NULL);
    return client;
}

void http_client_close(HttpClient *client) {
    if (client == NULL) return;
    curl_easy_cleanup(client->handle);
    lasting_free(client);
}

/* libcurl wants to be told at once that it must stop: it is given fewer bytes than it offered. */
static size_t take(char *bytes, size_t one, size_t count, void *context) {
    Buf *body = context;
    buf_add(body, (Str){ bytes, one * count });
    return body->overflowed ? 0 : one * count;
}

static bool set_up(CURL *handle, const char *url, Buf *body) {
    curl_easy_reset(handle);
    return curl_easy_setopt(handle, CURLOPT_URL, url) == CURLE_OK &&
           curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
           curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_TIMEOUT_S) == CURLE_OK &&
           curl_easy_setopt(handle, CURLOPT_TIMEOUT, (long)TIMEOUT_S) == CURLE_OK &&
           curl_easy_setopt(handle, CURLOPT_USERAGENT, "banyan/" BANYAN_VERSION) == CURLE_OK &&
           curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take) == CURLE_OK &&
           curl_easy_setopt(handle, CURLOPT_WRITEDATA, body) == CURLE_OK;
}

static Str media_type_of(Ctx *cx, CURL *handle) {
    const char *said = NULL;
    MUST(curl_easy_getinfo(handle, CURLINFO_CONTENT_TYPE, &said) == CURLE_OK);
    Str rest = str_from(cx->arena, said);
    return str_lower(cx->arena, str_trim(str_cut(&rest, ';')));
}

/* Asks what was set up. */
static Code perform(Ctx *cx, CURL *handle, Str url, const Buf *body, HttpReply *ret_reply) {
    const CURLcode done = curl_easy_perform(handle);
    if (body->overflowed) return fail(cx, &too_large, url, int_text(cx, (int64_t)body->max));
    if (done != CURLE_OK) return fail(cx, &peer_away, url, str_of(curl_easy_strerror(done)));
    long status = 0;
    MUST(curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK);
    ret_reply->status = (int)status;
    ret_reply->media_type = media_type_of(cx, handle);
    curl_off_t pause = 0;
    MUST(curl_easy_getinfo(handle, CURLINFO_RETRY_AFTER, &pause) == CURLE_OK);
    ret_reply->retry_after_s = pause;
    return buf_done(body, &ret_reply->body);
}

Code http_get(Ctx *cx, HttpClient *client, Str url, size_t bytes_max, HttpReply *ret_reply) {
    return http_get_within(cx, client, url, TIMEOUT_S, bytes_max, ret_reply);
}

Code http_get_within(Ctx *cx, HttpClient *client, Str url, int64_t timeout_s, size_t bytes_max, HttpReply *ret_reply) {
    Buf body = buf_new(cx->arena, bytes_max);
    MUST(set_up(client->handle, str_c(cx->arena, url), &body));
    MUST(curl_easy_setopt(client->handle, CURLOPT_TIMEOUT, (long)timeout_s) == CURLE_OK);
    return perform(cx, client->handle, url, &body, ret_reply);
}

static void free_headers(struct curl_slist **headers) {
    curl_slist_free_all(*headers);
}

static void add_header(Ctx *cx, struct curl_slist **headers, const char *name, Str value) {
    const Str line = str_format(cx->arena, "%s: %.*s", name, STR_FMT(value));
    struct curl_slist *longer = value.len > 0 ? curl_slist_append(*headers, str_c(cx->arena, line)) : *headers;
    MUST(longer != NULL);
    *headers = longer;
}

static CURLcode pin_tls(CURL *handle, void *tls, void *pins) {
    (void)handle;
    relay_tls_pin(tls, pins);
    return CURLE_OK;
}

/* Over a connection of its own: one that is open already was made for others. `pins` is used until the end. */
static void pin(CURL *handle, TlsPins *pins) {
    MUST(curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 0L) == CURLE_OK &&
         curl_easy_setopt(handle, CURLOPT_SSL_CTX_FUNCTION, pin_tls) == CURLE_OK &&
         curl_easy_setopt(handle, CURLOPT_SSL_CTX_DATA, pins) == CURLE_OK &&
         curl_easy_setopt(handle, CURLOPT_FRESH_CONNECT, 1L) == CURLE_OK &&
         curl_easy_setopt(handle, CURLOPT_FORBID_REUSE, 1L) == CURLE_OK);
}

static void set_tls(Ctx *cx, CURL *handle, const HttpTls *tls, TlsPins *pins) {
    *pins = (TlsPins){ tls->pins, tls->pin_count };
    if (tls->pin_count > 0 && !tls->is_unverified) pin(handle, pins);
    if (tls->is_unverified)
        MUST(curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 0L) == CURLE_OK &&
             curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 0L) == CURLE_OK);
    if (tls->certificate_path.len > 0)
        MUST(curl_easy_setopt(handle, CURLOPT_SSLCERT, str_c(cx->arena, tls->certificate_path)) == CURLE_OK &&
             curl_easy_setopt(handle, CURLOPT_SSLKEY, str_c(cx->arena, tls->key_path)) == CURLE_OK);
}

Code http_post(Ctx *cx, HttpClient *client, const HttpPost *post, HttpReply *ret_reply) {
    CURL *handle = client->handle;
    Buf body = buf_new(cx->arena, post->bytes_max);
    CLEANUP(free_headers) struct curl_slist *headers = NULL;
    add_header(cx, &headers, "Content-Type", post->media_type);
    add_header(cx, &headers, "Authorization", post->authorization);
    for (size_t i = 0; i < post->line_count; i++) add_header(cx, &headers, post->lines[i].name, post->lines[i].value);
    MUST(set_up(handle, str_c(cx->arena, post->url), &body));
    MUST(curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers) == CURLE_OK &&
         curl_easy_setopt(handle, CURLOPT_POSTFIELDS, post->body.at) == CURLE_OK &&
         curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)post->body.len) == CURLE_OK &&
         curl_easy_setopt(handle, CURLOPT_TIMEOUT, (long)post->timeout_s) == CURLE_OK);
    TlsPins pins;
    set_tls(cx, handle, &post->tls, &pins);
    const Code code = perform(cx, handle, post->url, &body, ret_reply);
    curl_easy_reset(handle); /* the headers go */
    return code;
}

static void read_headers(Ctx *cx, CURL *handle, const HttpAsk *ask, Str *ret_headers) {
    for (size_t i = 0; i < ask->wanted_count; i++) {
        struct curl_header *header;
        const bool is_there = curl_easy_header(handle, ask->wanted[i], 0, CURLH_HEADER, -1, &header) == CURLHE_OK;
        const size_t last = is_there ? header->amount - 1 : 0;
        ret_headers[i] = S("");
        if (is_there && curl_easy_header(handle, ask->wanted[i], last, CURLH_HEADER, -1, &header) == CURLHE_OK)
            ret_headers[i] = str_from(cx->arena, header->value);
    }
}

Code http_ask(Ctx *cx, HttpClient *client, const HttpAsk *ask, HttpReply *ret_reply, Str *ret_headers) {
    CURL *handle = client->handle;
    Buf body = buf_new(cx->arena, ask->bytes_max);
    CLEANUP(free_headers) struct curl_slist *headers = NULL;
    for (size_t i = 0; i < ask->line_count; i++) add_header(cx, &headers, ask->lines[i].name, ask->lines[i].value);
    MUST(set_up(handle, str_c(cx->arena, ask->url), &body));
    MUST(curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers) == CURLE_OK &&
         curl_easy_setopt(handle, CURLOPT_PATH_AS_IS, 1L) == CURLE_OK &&
         curl_easy_setopt(handle, CURLOPT_TIMEOUT, (long)ask->timeout_s) == CURLE_OK);
    if (ask->body.len > 0)
        MUST(curl_easy_setopt(handle, CURLOPT_POSTFIELDS, ask->body.at) == CURLE_OK &&
             curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)ask->body.len) == CURLE_OK);
    TlsPins pins;
    set_tls(cx, handle, &ask->tls, &pins);
    MUST(curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, str_c(cx->arena, ask->verb)) == CURLE_OK);
    const Code code = perform(cx, handle, ask->url, &body, ret_reply);
    if (code == OK) read_headers(cx, handle, ask, ret_headers);
    curl_easy_reset(handle); /* the headers go */
    return code;
}
