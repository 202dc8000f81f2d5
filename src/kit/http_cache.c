/* kit/http_cache - see http_cache.h. One lock; what happens under it is a comparison and the queueing of an answer. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_cache.h"

#include "base/map.h"

#include <pthread.h>

enum { SLOTS = 1024, TARGET_KEPT_MAX = 512, ETAG_BYTES = 48 };

typedef struct Slot {
    struct MHD_Response *response; /* NULL: empty */
    struct MHD_Response *unchanged; /* 304 with the same headers */
    size_t size, target_len;
    int encoding;
    uint64_t revision;
    Day today;
    char etag[ETAG_BYTES];
    char target[TARGET_KEPT_MAX];
} Slot;

struct HttpCache {
    pthread_mutex_t lock;
    size_t bytes, bytes_max;
    Slot *slots[SLOTS];
};

HttpCache *http_cache_new(size_t bytes_max) {
    HttpCache *cache = lasting_alloc(sizeof *cache);
    cache->bytes_max = bytes_max;
    MUST(pthread_mutex_init(&cache->lock, NULL) == 0);
    return cache;
}

static void empty_slot(HttpCache *cache, size_t index) {
    Slot *slot = cache->slots[index];
    if (slot == NULL) return;
    MHD_destroy_response(slot->response);
    MHD_destroy_response(slot->unchanged);
    cache->bytes -= slot->size;
    lasting_free(slot);
    cache->slots[index] = NULL;
}

void http_cache_free(HttpCache *cache) {
    if (cache == NULL) return;
    for (size_t i = 0; i < SLOTS; i++) empty_slot(cache, i);
    (void)pthread_mutex_destroy(&cache->lock);
    lasting_free(cache);
}

static size_t slot_of(const CacheKey *key) {
    return (size_t)((map_hash(key->target) >> 24) + (uint64_t)key->encoding) % SLOTS;
}

static bool slot_fits(const Slot *slot, const CacheKey *key) {
    return slot != NULL && slot->revision == key->revision && slot->today.number == key->today.number &&
           slot->encoding == key->encoding && str_equal((Str){ slot->target, slot->target_len }, key->target);
}

bool http_cache_send(HttpCache *cache, const CacheKey *key, Str if_none_match, struct MHD_Connection *connection) {
    const size_t index = slot_of(key);
    bool sent = false;
    MUST(pthread_mutex_lock(&cache->lock) == 0);
    const Slot *slot = cache->slots[index];
    if (slot_fits(slot, key)) {
        const bool is_known = str_is(if_none_match, slot->etag);
        sent = MHD_queue_response(connection, is_known ? 304 : 200, is_known ? slot->unchanged : slot->response) ==
               MHD_YES;
    }
    MUST(pthread_mutex_unlock(&cache->lock) == 0);
    return sent;
}

static struct MHD_Response *unchanged_for(Str etag) {
    struct MHD_Response *response = MHD_create_response_from_buffer(0, (void *)(uintptr_t) "", MHD_RESPMEM_PERSISTENT);
    MUST(response != NULL);
    char text[ETAG_BYTES];
    memcpy(text, etag.at, etag.len);
    text[etag.len] = '\0';
    (void)MHD_add_response_header(response, "ETag", text);
    (void)MHD_add_response_header(response, "Cache-Control", "no-cache");
    (void)MHD_add_response_header(response, "Vary", "Accept-Encoding");
    return response;
}

void http_cache_keep(HttpCache *cache, const CacheKey *key, Str etag, size_t size, struct MHD_Response *response) {
    if (size > cache->bytes_max / 4 || key->target.len > TARGET_KEPT_MAX || etag.len >= ETAG_BYTES) {
        MHD_destroy_response(response);
        return;
    }
    const size_t index = slot_of(key);
    Slot *slot = lasting_alloc(sizeof *slot);
    *slot = (Slot){ .response = response, .unchanged = unchanged_for(etag), .size = size, .target_len = key->target.len,
                    .encoding = key->encoding, .revision = key->revision, .today = key->today };
    memcpy(slot->etag, etag.at, etag.len);
    memcpy(slot->target, key->target.at, key->target.len);
    MUST(pthread_mutex_lock(&cache->lock) == 0);
    empty_slot(cache, index);
    cache->slots[index] = slot;
    cache->bytes += size;
    for (size_t i = 0; i < SLOTS && cache->bytes > cache->bytes_max; i++) {
        if (i != index) empty_slot(cache, i);
    }
    MUST(pthread_mutex_unlock(&cache->lock) == 0);
}
