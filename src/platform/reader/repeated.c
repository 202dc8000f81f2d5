/* platform/reader/repeated - a beginning that a web page has printed twice: the first, which breaks off, is passed
 * over. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/structure.h"

enum {
    SEARCHED_MAX = 2000, /* passages from the beginning */
    KEY_BYTES_MIN = 12,
    RUN_MIN = 5,    /* passages alike, one after the other */
    MISSES_MAX = 2, /* among them */
    TRIES_MAX = 200
};

static bool are_alike(const Node *one, const Node *other) {
    return str_equal(one->folded.text, other->folded.text);
}

/* How many passages from `first` on are alike with those from `second` on, up to where the second copy begins. */
static size_t run_of(const Structure *structure, size_t first, size_t second) {
    size_t alike = 0, misses = 0;
    for (size_t k = 0; first + k < second && second + k < structure->count && misses <= MISSES_MAX; k++) {
        if (are_alike(&structure->nodes[first + k], &structure->nodes[second + k]))
            alike++;
        else
            misses++;
    }
    return alike;
}

void structure_mark_repeated(Structure *structure) {
    Map seen = map_new(structure->arena);
    const size_t count = structure->count < SEARCHED_MAX ? structure->count : SEARCHED_MAX;
    size_t tries = 0;
    for (size_t second = 0; second < count && tries < TRIES_MAX; second++) {
        const Str key = structure->nodes[second].folded.text;
        size_t first;
        if (key.len < KEY_BYTES_MIN || map_add(&seen, key, second)) continue;
        map_get(&seen, key, &first);
        tries++;
        const size_t alike = run_of(structure, first, second);
        if (alike < RUN_MIN || alike * 10 < (second - first) * 6) continue;
        while (first > 0 && are_alike(&structure->nodes[first - 1], &structure->nodes[second - 1])) first--, second--;
        for (size_t i = first; i < second; i++) structure->nodes[i].passage.kind = PASSAGE_REPEATED;
        return;
    }
}
