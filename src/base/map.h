/* base/map - finds a number by its text: a hash table in an arena, for codes and names that were read together. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

/* Keys are borrowed: they must live as long as the map. A process-wide secret seeds the hash. */
typedef struct Map {
    Arena *arena;
    struct MapSlot *slots;
    size_t count, room; /* room is a power of two, or 0 */
} Map;

Map map_new(Arena *arena);
/* Keeps the first: returns false, and changes nothing, when the key is there already. */
bool map_add(Map *map, Str key, size_t value);
bool map_get(const Map *map, Str key, size_t *ret_value);
bool map_has(const Map *map, Str key);
uint64_t map_hash(Str key);

#endif
