/* kit/kept - see kept.h. One lock, under which values are taken, put and given back; they are made outside of it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/kept.h"

#include <pthread.h>

enum { PLACES_MAX = 512 }; /* of kinds, and of subjects of one: each page has its own */

/* A value in its arena, as is this record. The shelf is one of its users as long as it is the newest of its place. */
typedef struct Kept {
    Shelf *shelf;
    const KeptKind *kind;
    const void *subject;
    int64_t state;
    Arena *arena;
    const void *value;
    size_t users;
} Kept;

struct Shelf {
    pthread_mutex_t lock; /* guards `newest`, and `users` of each */
    Kept *newest[PLACES_MAX];
};

Shelf *shelf_new(void) {
    Shelf *shelf = lasting_alloc(sizeof *shelf);
    MUST(pthread_mutex_init(&shelf->lock, NULL) == 0);
    return shelf;
}

/* Under the lock. */
static void let_go(Kept *kept) {
    MUST(kept->users > 0);
    if (--kept->users == 0) arena_free(kept->arena);
}

void shelf_free(Shelf *shelf) {
    if (shelf == NULL) return;
    for (size_t i = 0; i < PLACES_MAX && shelf->newest[i] != NULL; i++) {
        MUST(shelf->newest[i]->users == 1);
        let_go(shelf->newest[i]);
    }
    (void)pthread_mutex_destroy(&shelf->lock);
    lasting_free(shelf);
}

static void give_back(void *thing) {
    Kept *kept = thing;
    Shelf *shelf = kept->shelf;
    MUST(pthread_mutex_lock(&shelf->lock) == 0);
    let_go(kept);
    MUST(pthread_mutex_unlock(&shelf->lock) == 0);
}

/* Under the lock. */
static Kept **place_of(Shelf *shelf, const KeptKind *kind, const void *subject) {
    for (size_t i = 0; i < PLACES_MAX; i++) {
        const Kept *kept = shelf->newest[i];
        if (kept == NULL || (kept->kind == kind && kept->subject == subject)) return &shelf->newest[i];
    }
    CANNOT("there are more things than places");
}

static Kept *take(Shelf *shelf, const KeptKind *kind, const void *subject, int64_t state) {
    MUST(pthread_mutex_lock(&shelf->lock) == 0);
    Kept *kept = *place_of(shelf, kind, subject);
    if (kept != NULL && kept->state != state) kept = NULL;
    if (kept != NULL) kept->users++;
    MUST(pthread_mutex_unlock(&shelf->lock) == 0);
    return kept;
}

/* Of two that were made at once, the second stays. */
static void put(Shelf *shelf, Kept *kept) {
    MUST(pthread_mutex_lock(&shelf->lock) == 0);
    Kept **place = place_of(shelf, kept->kind, kept->subject);
    if (*place != NULL) let_go(*place);
    *place = kept;
    kept->users = 2; /* the shelf, and who made it */
    MUST(pthread_mutex_unlock(&shelf->lock) == 0);
}

static void free_arena(void *arena) {
    arena_free(arena);
}

static Code make(Ctx *cx, const KeptKind *kind, const void *subject, int64_t state, Kept **ret_kept) {
    Arena *arena = arena_new(kind->bytes_max);
    Kept *kept = NEW(arena, Kept);
    *kept = (Kept){ .shelf = cx->house->shelf, .kind = kind, .subject = subject, .state = state, .arena = arena };
    Ctx maker = *cx;
    maker.arena = arena;
    const Code code = kind->make(&maker, subject, &kept->value);
    if (code != OK) {
        cx->problem = maker.problem; /* its words are in that arena */
        arena_defer(cx->arena, free_arena, arena);
        return code;
    }
    put(cx->house->shelf, kept);
    *ret_kept = kept;
    return OK;
}

Code kept_borrow_of(Ctx *cx, const KeptKind *kind, const void *subject, int64_t state, const void **ret_value) {
    Shelf *shelf = cx->house->shelf;
    if (shelf == NULL) return kind->make(cx, subject, ret_value);
    Kept *kept = take(shelf, kind, subject, state);
    if (kept == NULL) TRY(make(cx, kind, subject, state, &kept));
    arena_defer(cx->arena, give_back, kept);
    *ret_value = kept->value;
    return OK;
}

Code kept_borrow(Ctx *cx, const KeptKind *kind, int64_t state, const void **ret_value) {
    return kept_borrow_of(cx, kind, NULL, state, ret_value);
}
