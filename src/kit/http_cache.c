/* kit/http_cache - see http_cache.h. One lock; what happens under it is a comparison and the queueing of an answer. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_cache.h"

#include "base/map.h"

#include <pthread.h>

/* An address has its row; in a row there is room for several, so that two addresses do not drive each other out. */
enum { ROWS = 512, ROOM = 8, TARGET_KEPT_MAX = 512, ETAG_BYTES = 48 };

typedef struct Slot {
    struct MHD_Response *response; /* NULL: empty */
    struct MHD_Response *unchanged; /* 304 with the same headers */
    size_t size, target_len;
    int encoding;
    uint64_t revision, number; /* the how-manyth that was kept */
    Day today;
    char etag[ETAG_BYTES];
    char target[TARGET_KEPT_MAX];
} Slot;

struct HttpCache {
    pthread_mutex_t lock;
    size_t bytes, bytes_max;
    uint64_t kept_count;
    size_t hand; /* the row that gives up its answers next, when bytes run short */
    Slot *rows[ROWS][ROOM];
};

HttpCache *http_cache_new(size_t bytes_max) {
    HttpCache *cache = lasting_alloc(sizeof *cache);
    cache->bytes_max = bytes_max;
    MUST(pthread_mutex_init(&cache->lock, NULL) == 0);
    return cache;
}

static void empty_slot(HttpCache *cache, Slot **place) {
    Slot *slot = *place;
    if (slot == NULL) return;
    MHD_destroy_response(slot->response);
    MHD_destroy_response(slot->unchanged);
    cache->bytes -= slot->size;
    lasting_free(slot);
    *place = NULL;
}

void http_cache_free(HttpCache *cache) {
    if (cache == NULL) return;
    for (size_t i = 0; i < ROWS * ROOM; i++) empty_slot(cache, &cache->rows[i / ROOM][i % ROOM]);
    (void)pthread_mutex_destroy(&cache->lock);
    lasting_free(cache);
}

static Slot **row_of(HttpCache *cache, const CacheKey *key) {
    return cache->rows[((map_hash(key->target) >> 24) + (uint64_t)key->encoding) % ROWS];
}

static bool is_same_address(const Slot *slot, const CacheKey *key) {
    return slot->encoding == key->encoding && str_equal((Str){ slot->target, slot->target_len }, key->target);
}

static bool slot_fits(const Slot *slot, const CacheKey *key) {
    return slot != NULL && slot->revision == key->revision && slot->today.number == key->today.number &&
           is_same_address(slot, key);
}

bool http_cache_send(HttpCache *cache, const CacheKey *key, Str if_none_match, struct MHD_Connection *connection) {
    Slot **row = row_of(cache, key);
    bool sent = false;
    MUST(pthread_mutex_lock(&cache->lock) == 0);
    for (size_t i = 0; i < ROOM && !sent; i++) {
        const Slot *slot = row[i];
        if (!slot_fits(slot, key)) continue;
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

/* In place of what it was before; else where nothing is, or what holds no more; else of what was kept longest. */
static Slot **place_in(Slot **row, const CacheKey *key) {
    size_t best = 0;
    uint64_t best_number = UINT64_MAX;
    for (size_t i = 0; i < ROOM; i++) {
        if (row[i] != NULL && is_same_address(row[i], key)) return &row[i];
        const uint64_t number = row[i] == NULL ? 0 : row[i]->revision != key->revision ? 1 : row[i]->number;
        if (number >= best_number) continue;
        best = i;
        best_number = number;
    }
    return &row[best];
}

void http_cache_keep(HttpCache *cache, const CacheKey *key, Str etag, size_t size, struct MHD_Response *response) {
    if (size > cache->bytes_max / 4 || key->target.len > TARGET_KEPT_MAX || etag.len >= ETAG_BYTES) {
        MHD_destroy_response(response);
        return;
    }
    Slot *slot = lasting_alloc(sizeof *slot);
    *slot = (Slot){ .response = response, .unchanged = unchanged_for(etag), .size = size, .target_len = key->target.len,
                    .encoding = key->encoding, .revision = key->revision, .today = key->today };
    memcpy(slot->etag, etag.at, etag.len);
    memcpy(slot->target, key->target.at, key->target.len);
    MUST(pthread_mutex_lock(&cache->lock) == 0);
    while (cache->bytes + size > cache->bytes_max) {
        for (size_t i = 0; i < ROOM; i++) empty_slot(cache, &cache->rows[cache->hand][i]);
        cache->hand = (cache->hand + 1) % ROWS;
    }
    Slot **place = place_in(row_of(cache, key), key);
    empty_slot(cache, place);
    slot->number = 2 + cache->kept_count++;
    *place = slot;
    cache->bytes += size;
    MUST(pthread_mutex_unlock(&cache->lock) == 0);
}
