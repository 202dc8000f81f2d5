/* base/map - see map.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/map.h"

#include "base/id.h"

#include <pthread.h>

enum { MAP_ROOM_FIRST = 64 };

typedef struct MapSlot {
    Str key; /* at == NULL: empty */
    size_t value;
} MapSlot;

static uint64_t hash_seed;
static pthread_once_t hash_seeded = PTHREAD_ONCE_INIT;

static void seed_hash(void) {
    random_fill(&hash_seed, sizeof hash_seed);
}

/* FNV-1a from a secret start, mixed at the end: strangers cannot choose keys that collide. */
uint64_t map_hash(Str key) {
    (void)pthread_once(&hash_seeded, seed_hash);
    uint64_t hash = UINT64_C(14695981039346656037) ^ hash_seed;
    for (size_t i = 0; i < key.len; i++) hash = (hash ^ (unsigned char)key.at[i]) * UINT64_C(1099511628211);
    hash ^= hash >> 32;
    return hash * UINT64_C(0x9E3779B97F4A7C15);
}

Map map_new(Arena *arena) {
    return (Map){ .arena = arena };
}

/* The slot that holds the key, or the empty one where it would go. */
static MapSlot *slot_for(const Map *map, Str key) {
    const size_t mask = map->room - 1;
    size_t i = (size_t)(map_hash(key) >> 20) & mask;
    while (map->slots[i].key.at != NULL && !str_equal(map->slots[i].key, key)) i = (i + 1) & mask;
    return &map->slots[i];
}

static void widen(Map *map) {
    const Map old = *map;
    map->room = old.room == 0 ? MAP_ROOM_FIRST : old.room * 2;
    map->slots = NEW_ARRAY(map->arena, MapSlot, map->room);
    for (size_t i = 0; i < old.room; i++) {
        if (old.slots[i].key.at != NULL) *slot_for(map, old.slots[i].key) = old.slots[i];
    }
}

bool map_add(Map *map, Str key, size_t value) {
    if (key.at == NULL) key = S("");
    if ((map->count + 1) * 2 > map->room) widen(map);
    MapSlot *slot = slot_for(map, key);
    if (slot->key.at != NULL) return false;
    *slot = (MapSlot){ key, value };
    map->count++;
    return true;
}

bool map_get(const Map *map, Str key, size_t *ret_value) {
    if (map->room == 0) return false;
    const MapSlot *slot = slot_for(map, key);
    if (slot->key.at == NULL) return false;
    *ret_value = slot->value;
    return true;
}

bool map_has(const Map *map, Str key) {
    size_t ignored;
    return map_get(map, key, &ignored);
}
