/* base/arena - the one owner of everything that a request, a job run or a command makes; freed at once at its end. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/base.h"

typedef struct Arena Arena;

/* bytes_max is a soft limit: see arena_spent(). Four times as much is a hard limit: crossing it is a bug. */
Arena *arena_new(size_t bytes_max);
/* For one that is used again and again, and needs so much each time: it asks for no memory after the first time. */
Arena *arena_new_of(size_t bytes_max, size_t block_bytes);
void arena_allow(Arena *arena, size_t bytes_max); /* more than its soft limit, until the next reset */
void arena_free(Arena *arena);  /* runs the deferred, then frees all; NULL is allowed */
void arena_reset(Arena *arena); /* the same, and ready for use again; keeps one block */

void *arena_alloc(Arena *arena, size_t size); /* zeroed, aligned for every type; never NULL */
/* Widens the last thing that was made, where it stands; false, and nothing is changed: it is not the last, or there is
 * no room behind it. `have` is its size so far. */
bool arena_widen(Arena *arena, const void *thing, size_t have, size_t want);
bool arena_spent(const Arena *arena);         /* over the soft limit: stop growing, answer TOO_LARGE */
/* For one large piece: is there room for it, and for what must be said afterwards, below the hard limit? */
bool arena_fits(const Arena *arena, size_t size);
size_t arena_used(const Arena *arena);        /* bytes handed out since the last reset */

/* For the rare foreign object that lives as long as the request. Last in, first run. Never a database cursor. */
void arena_defer(Arena *arena, void (*undo)(void *), void *thing);

#define NEW(arena, Type)          ((Type *)arena_alloc((arena), sizeof(Type)))
#define NEW_ARRAY(arena, Type, n) ((Type *)arena_alloc((arena), array_bytes(sizeof(Type), (n))))
size_t array_bytes(size_t item, size_t count); /* stops on overflow */

/* Room for one more item in an array that grows in the arena by doubling: returns the (perhaps moved) array.
 * The new item is zeroed; the caller counts. `have` is the number of items in use, `room` the number that fit. */
void *array_grow(Arena *arena, void *items, size_t item_size, size_t have, size_t *room);

/* Memory outside any arena, for the things that live as long as the process. Never NULL; zeroed. */
void *lasting_alloc(size_t size);
void lasting_free(void *thing);

#endif
