/* base/arena - see arena.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 16 * 1024, ALIGN_BYTES = 16, FULL_FACTOR = 3, HARD_FACTOR = 4 };

typedef struct Block {
    struct Block *next;
    size_t used, room;
    _Alignas(ALIGN_BYTES) char bytes[];
} Block;

typedef struct Undo {
    struct Undo *next;
    void (*run)(void *);
    void *thing;
} Undo;

struct Arena {
    Block *blocks; /* the newest first; the last one is kept over a reset */
    Undo *undos;
    size_t bytes_used, bytes_max, block_bytes;
    size_t bytes_allowed; /* bytes_max, or more until the next reset */
};

size_t array_bytes(size_t item, size_t count) {
    MUST(item != 0 && count <= SIZE_MAX / item);
    return item * count;
}

void *lasting_alloc(size_t size) {
    void *thing = calloc(1, size > 0 ? size : 1);
    MUST(thing != NULL);
    return thing;
}

void lasting_free(void *thing) {
    free(thing);
}

Arena *arena_new_of(size_t bytes_max, size_t block_bytes) {
    Arena *arena = lasting_alloc(sizeof *arena);
    arena->bytes_max = arena->bytes_allowed = bytes_max;
    arena->block_bytes = block_bytes;
    return arena;
}

Arena *arena_new(size_t bytes_max) {
    return arena_new_of(bytes_max, BLOCK_BYTES);
}

static void run_undos(Arena *arena) {
    for (const Undo *undo = arena->undos; undo != NULL; undo = undo->next) undo->run(undo->thing);
    arena->undos = NULL;
}

void arena_reset(Arena *arena) {
    run_undos(arena);
    while (arena->blocks != NULL && arena->blocks->next != NULL) {
        Block *next = arena->blocks->next;
        free(arena->blocks);
        arena->blocks = next;
    }
    Block *kept = arena->blocks;
    if (kept != NULL && kept->room > arena->block_bytes) {
        free(kept);
        arena->blocks = NULL;
    } else if (kept != NULL) {
        memset(kept->bytes, 0, kept->used);
        kept->used = 0;
    }
    arena->bytes_used = 0;
    arena->bytes_allowed = arena->bytes_max;
}

void arena_allow(Arena *arena, size_t bytes_max) {
    if (bytes_max > arena->bytes_allowed) arena->bytes_allowed = bytes_max;
}

void arena_free(Arena *arena) {
    if (arena == NULL) return;
    arena_reset(arena);
    free(arena->blocks);
    free(arena);
}

static size_t aligned(size_t size) {
    return (size + ALIGN_BYTES - 1) & ~(size_t)(ALIGN_BYTES - 1);
}

void *arena_alloc(Arena *arena, size_t size) {
    MUST(size <= arena->bytes_allowed * HARD_FACTOR);
    const size_t want = aligned(size);
    arena->bytes_used += want;
    MUST(arena->bytes_used <= arena->bytes_allowed * HARD_FACTOR);

    Block *block = arena->blocks;
    if (block == NULL || block->room - block->used < want) {
        const size_t room = want > arena->block_bytes ? want : arena->block_bytes;
        block = calloc(1, sizeof *block + room);
        MUST(block != NULL);
        block->room = room;
        block->next = arena->blocks;
        arena->blocks = block;
    }
    void *at = block->bytes + block->used;
    block->used += want;
    return at;
}

bool arena_widen(Arena *arena, const void *thing, size_t have, size_t want) {
    Block *block = arena->blocks;
    MUST(want >= have && want <= arena->bytes_allowed * HARD_FACTOR);
    const size_t more = aligned(want) - aligned(have);
    const bool is_last = block != NULL && block->used >= aligned(have) &&
                         (const char *)thing == block->bytes + block->used - aligned(have);
    if (!is_last || block->room - block->used < more) return false;
    arena->bytes_used += more;
    MUST(arena->bytes_used <= arena->bytes_allowed * HARD_FACTOR);
    block->used += more;
    return true;
}

bool arena_spent(const Arena *arena) {
    return arena->bytes_used > arena->bytes_allowed;
}

bool arena_fits(const Arena *arena, size_t size) {
    const size_t most = arena->bytes_allowed * FULL_FACTOR;
    return arena->bytes_used <= most && size <= most - arena->bytes_used;
}

size_t arena_used(const Arena *arena) {
    return arena->bytes_used;
}

void arena_defer(Arena *arena, void (*undo)(void *), void *thing) {
    Undo *entry = NEW(arena, Undo);
    *entry = (Undo){ .next = arena->undos, .run = undo, .thing = thing };
    arena->undos = entry;
}

void *array_grow(Arena *arena, void *items, size_t item_size, size_t have, size_t *room) {
    if (have < *room) return items;
    const size_t wider = *room == 0 ? 16 : *room * 2;
    const size_t bytes = array_bytes(item_size, wider);
    const bool stays = *room > 0 && arena_widen(arena, items, item_size * *room, bytes);
    void *moved = stays ? items : arena_alloc(arena, bytes);
    if (have > 0 && !stays) memcpy(moved, items, item_size * have);
    *room = wider;
    return moved;
}
