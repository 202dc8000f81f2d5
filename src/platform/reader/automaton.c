/* platform/reader/automaton - see automaton.h. Edges of a state are a list; the root's are a table. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/automaton.h"

#include "platform/reader/folded.h"

typedef struct State {
    uint32_t child, sibling; /* the first edge down, the next edge of the same parent; 0: none */
    uint32_t fail;           /* the longest other state that this one ends with */
    uint32_t ends;           /* the nearest state on the way of `fail` where a phrase ends; 0: none */
    uint32_t length;         /* bytes from the root */
    uint32_t value;          /* of the phrase that ends here, plus 1; 0: none ends here */
    unsigned char byte;
} State;

struct Automaton {
    Arena *arena;
    State *states;
    size_t count, room;
    uint32_t first[256]; /* from the root */
};

Automaton *automaton_new(Arena *arena) {
    Automaton *automaton = NEW(arena, Automaton);
    automaton->arena = arena;
    automaton->states = array_grow(arena, NULL, sizeof(State), 0, &automaton->room);
    automaton->count = 1; /* the root */
    return automaton;
}

static uint32_t step_down(const Automaton *automaton, uint32_t state, unsigned char byte) {
    if (state == 0) return automaton->first[byte];
    uint32_t child = automaton->states[state].child;
    while (child != 0 && automaton->states[child].byte != byte) child = automaton->states[child].sibling;
    return child;
}

static uint32_t grow_down(Automaton *automaton, uint32_t state, unsigned char byte) {
    automaton->states =
        array_grow(automaton->arena, automaton->states, sizeof(State), automaton->count, &automaton->room);
    const uint32_t made = (uint32_t)automaton->count++;
    State *parent = &automaton->states[state];
    automaton->states[made] = (State){ .byte = byte, .length = parent->length + 1, .sibling = parent->child };
    parent->child = made;
    if (state == 0) automaton->first[byte] = made;
    return made;
}

void automaton_add(Automaton *automaton, Str phrase, size_t value) {
    uint32_t state = 0;
    for (size_t i = 0; i < phrase.len; i++) {
        const unsigned char byte = (unsigned char)phrase.at[i];
        const uint32_t next = step_down(automaton, state, byte);
        state = next != 0 ? next : grow_down(automaton, state, byte);
    }
    if (state != 0 && automaton->states[state].value == 0) automaton->states[state].value = (uint32_t)value + 1;
}

/* Where one goes from a state with this byte, by the ways of `fail` where there is no edge. */
static uint32_t step_on(const Automaton *automaton, uint32_t state, unsigned char byte) {
    for (;;) {
        const uint32_t next = step_down(automaton, state, byte);
        if (next != 0 || state == 0) return next;
        state = automaton->states[state].fail;
    }
}

void automaton_build(Automaton *automaton) {
    State *states = automaton->states;
    uint32_t *queue = NEW_ARRAY(automaton->arena, uint32_t, automaton->count);
    size_t head = 0, tail = 0;
    queue[tail++] = 0;
    while (head < tail) {
        const uint32_t state = queue[head++];
        for (uint32_t child = states[state].child; child != 0; child = states[child].sibling) {
            const uint32_t fail = state == 0 ? 0 : step_on(automaton, states[state].fail, states[child].byte);
            states[child].fail = fail;
            states[child].ends = states[fail].value != 0 ? fail : states[fail].ends;
            queue[tail++] = child;
        }
    }
}

static bool is_whole(Str text, size_t from, size_t to) {
    const bool begins = from == 0 || !folded_is_word(text.at[from - 1]) || !folded_is_word(text.at[from]);
    return begins && (to == text.len || !folded_is_word(text.at[to]) || !folded_is_word(text.at[to - 1]));
}

size_t automaton_find(const Automaton *automaton, Arena *arena, Str folded, const Found **ret_found) {
    Found *found = NULL;
    size_t count = 0, room = 0;
    uint32_t state = 0;
    for (size_t i = 0; i < folded.len; i++) {
        state = step_on(automaton, state, (unsigned char)folded.at[i]);
        uint32_t end = automaton->states[state].value != 0 ? state : automaton->states[state].ends;
        for (; end != 0; end = automaton->states[end].ends) {
            const size_t from = i + 1 - automaton->states[end].length;
            if (!is_whole(folded, from, i + 1)) continue;
            found = array_grow(arena, found, sizeof *found, count, &room);
            found[count++] = (Found){ from, i + 1, automaton->states[end].value - 1 };
        }
    }
    *ret_found = found;
    return count;
}

size_t automaton_find_apart(const Automaton *automaton, Arena *arena, Str folded, const Found **ret_found) {
    const Found *all;
    const size_t count = automaton_find(automaton, arena, folded, &all);
    Found *kept = NEW_ARRAY(arena, Found, count + 1);
    size_t used = 0;
    for (size_t i = 0; i < count; i++) { /* in order of their ends */
        size_t before = used;            /* those that begin where this one does, or later, give way to it */
        while (before > 0 && kept[before - 1].from >= all[i].from) before--;
        if (before > 0 && kept[before - 1].to > all[i].from) continue;
        used = before;
        kept[used++] = all[i];
    }
    *ret_found = kept;
    return used;
}

const Found *found_at(const Found *found, size_t count, size_t byte) {
    size_t low = 0, high = count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (found[middle].from < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && found[low].from == byte ? &found[low] : NULL;
}
