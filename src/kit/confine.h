/* kit/confine - another program, or this one again, where a hostile file harms nothing: a child process without
 * network, within limits of time, memory and output, that may read the system's own files and write none. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_CONFINE_H
#define KIT_CONFINE_H

#include "base/str.h"

/* As words[0]: this program. */
#define CONFINED_SELF "/proc/self/exe"

typedef struct Confined {
    const char *const *words; /* its path and arguments, NULL at the end */
    int input;                /* what it reads as standard input, from where that stands; stays open */
    int64_t seconds;          /* of the clock, and of a processor */
    size_t memory_max;        /* bytes of address space */
    size_t output_max;        /* bytes on standard output */
} Confined;

typedef enum ConfinedEnd {
    CONFINED_FINE,
    CONFINED_MISSING, /* there is no such program */
    CONFINED_SLOW,    /* a limit of time */
    CONFINED_LARGE,   /* the limit of output */
    CONFINED_BROKEN,  /* ended with a status of its own, or by a signal: of the limit of memory too */
} ConfinedEnd;

/* Bytes as what a child reads: a file in memory, at its beginning; to be closed. -1: there is no room for it. */
int confined_input(Str bytes);

/* False in a build with a sanitizer, which reserves more address space than there is. */
extern const bool confined_memory_is_held;

/* Waits for its end. What it said on standard output is there when it is fine, and with what is broken its status:
 * 1 to 255; 0 for a signal. */
ConfinedEnd confined_run(Arena *arena, const Confined *plan, Str *ret_output, int *ret_status);

#endif
