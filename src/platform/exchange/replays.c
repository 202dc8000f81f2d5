/* platform/exchange/replays - see replays.h. Two tables in turn, each for one window; a lock guards both. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/replays.h"

#include <pthread.h>
#include <string.h>

enum { MARK_BYTES = 16, FIRST_ROOM = 1024, SECOND_US = 1000000 };

typedef struct Mark {
    unsigned char bytes[MARK_BYTES]; /* all zero: a free place */
} Mark;

typedef struct Marks {
    Mark *at;
    size_t count, room; /* a power of two, or 0 */
} Marks;

struct Replays {
    pthread_mutex_t lock;
    Marks now, before;
    int64_t window_us, since_us;
    int64_t began_us; /* by the clock of the wall: what was signed before may have been seen by a process before us */
};

static size_t place_of(const Marks *marks, const Mark *mark) {
    static const Mark none;
    size_t at;
    memcpy(&at, mark->bytes, sizeof at);
    at &= marks->room - 1;
    while (memcmp(&marks->at[at], &none, MARK_BYTES) != 0 && memcmp(&marks->at[at], mark, MARK_BYTES) != 0)
        at = (at + 1) & (marks->room - 1);
    return at;
}

static bool has(const Marks *marks, const Mark *mark) {
    return marks->room > 0 && memcmp(&marks->at[place_of(marks, mark)], mark, MARK_BYTES) == 0;
}

static void grow(Marks *marks) {
    const Marks old = *marks;
    marks->room = old.room == 0 ? FIRST_ROOM : old.room * 2;
    marks->at = lasting_alloc(array_bytes(sizeof *marks->at, marks->room));
    static const Mark none;
    for (size_t i = 0; i < old.room; i++) {
        if (memcmp(&old.at[i], &none, MARK_BYTES) != 0) marks->at[place_of(marks, &old.at[i])] = old.at[i];
    }
    lasting_free(old.at);
}

static void add(Marks *marks, const Mark *mark) {
    if (marks->count * 2 >= marks->room) grow(marks);
    marks->at[place_of(marks, mark)] = *mark;
    marks->count++;
}

/* By a clock that nobody sets: one that jumps must not make us forget. */
static void turn(Replays *replays) {
    const int64_t now_us = time_steady_us();
    if (now_us - replays->since_us < replays->window_us) return;
    lasting_free(replays->before.at);
    replays->before = replays->now;
    replays->now = (Marks){ 0 };
    replays->since_us = now_us;
}

Seen replays_see(Replays *replays, Str signature, Time created) {
    Mark mark = { { 0 } };
    MUST(signature.len >= MARK_BYTES);
    memcpy(mark.bytes, signature.at, MARK_BYTES);
    Seen seen = SEEN_NEVER;
    if (created.us < replays->began_us) return SEEN_MAYBE;
    MUST(pthread_mutex_lock(&replays->lock) == 0);
    turn(replays);
    if (has(&replays->now, &mark) || has(&replays->before, &mark))
        seen = SEEN_BEFORE;
    else if (replays->now.count >= REPLAYS_MAX)
        seen = SEEN_TOO_MANY;
    else
        add(&replays->now, &mark);
    MUST(pthread_mutex_unlock(&replays->lock) == 0);
    return seen;
}

Replays *replays_open(int64_t window_s) {
    Replays *replays = lasting_alloc(sizeof *replays);
    replays->window_us = window_s * SECOND_US;
    replays->began_us = time_now().us / SECOND_US * SECOND_US; /* signatures tell whole seconds */
    MUST(pthread_mutex_init(&replays->lock, NULL) == 0);
    return replays;
}

void replays_close(Replays *replays) {
    if (replays == NULL) return;
    lasting_free(replays->now.at);
    lasting_free(replays->before.at);
    (void)pthread_mutex_destroy(&replays->lock);
    lasting_free(replays);
}
