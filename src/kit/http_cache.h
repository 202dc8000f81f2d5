/* kit/http_cache - ready answers that stay true until the database changes; private to kit/http*. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_HTTP_CACHE_H
#define KIT_HTTP_CACHE_H

#include "base/clock.h"

#include <microhttpd.h>

typedef struct HttpCache HttpCache;

/* What an answer depends on: its address and encoding, the state of the database, the day. */
typedef struct CacheKey {
    Str target; /* as it came */
    int encoding;
    uint64_t revision;
    Day today;
} CacheKey;

HttpCache *http_cache_new(size_t bytes_max);
void http_cache_free(HttpCache *cache);

/* Queues a kept answer (or 304, when `if_none_match` names it); false when there is none. */
bool http_cache_send(HttpCache *cache, const CacheKey *key, Str if_none_match, struct MHD_Connection *connection);
/* Keeps an answer; takes over the caller's reference to the response. */
void http_cache_keep(HttpCache *cache, const CacheKey *key, Str etag, size_t size, struct MHD_Response *response);

#endif
