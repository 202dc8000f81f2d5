/* kit/http_client - see http_client.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_client.h"

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

Code http_get(Ctx *cx, HttpClient *client, Str url, size_t bytes_max, HttpReply *ret_reply) {
    Buf body = buf_new(cx->arena, bytes_max);
    MUST(set_up(client->handle, str_c(cx->arena, url), &body));
    const CURLcode done = curl_easy_perform(client->handle);
    if (body.overflowed) return fail(cx, &too_large, url, int_text(cx, (int64_t)bytes_max));
    if (done != CURLE_OK) return fail(cx, &peer_away, url, str_of(curl_easy_strerror(done)));
    long status = 0;
    MUST(curl_easy_getinfo(client->handle, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK);
    ret_reply->status = (int)status;
    return buf_done(&body, &ret_reply->body);
}
