/* base/base - results and invariants: the words in which every other file of the house speaks. Uses only libc. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/banned.h"

/* clang warns about every forgotten result of this type; gcc does not know it on types, so both compilers run in CI. */
#if defined(__clang__)
#define MUST_USE_TYPE __attribute__((warn_unused_result))
#else
#define MUST_USE_TYPE
#endif

/* What a caller must decide upon. What to tell a person travels beside it in a Problem (kit/ctx.h). */
typedef enum MUST_USE_TYPE Code {
    OK = 0,
    INVALID,         /* 400, 422: the caller's input is wrong           */
    UNAUTHENTICATED, /* 401: nobody is signed in                        */
    FORBIDDEN,       /* 403: signed in, but may not                     */
    NOT_FOUND,       /* 404                                             */
    CONFLICT,        /* 409: true input, wrong moment                   */
    TOO_LARGE,       /* 413: a limit was met                            */
    TOO_MANY,        /* 429: too often; try later                       */
    RETRY,           /* the database asks to run the transaction again  */
    UNAVAILABLE,     /* 503: a peer or a resource is away               */
    BROKEN,          /* 500: our fault                                  */
} Code;

/* Leaves at the first failure. Allowed only where nothing but an arena or a CLEANUP variable owns anything. */
#define TRY(expression)                                                                                      \
    do {                                                                                                     \
        const Code try_code = (expression);                                                                  \
        if (try_code != OK) return try_code;                                                                 \
    } while (0)

/* A broken invariant is a bug, never an input error: the process stops, in every build. */
#define MUST(condition) ((condition) ? (void)0 : must_fail(#condition, __FILE__, __LINE__))
/* Marks a place that is never reached, and says why. */
#define CANNOT(why) must_fail(why, __FILE__, __LINE__)
_Noreturn void must_fail(const char *condition, const char *file, int line);

/* Runs undo(&variable) when the variable leaves its scope. For handles of foreign libraries, inside kit only. */
#define CLEANUP(undo) __attribute__((cleanup(undo)))

#define COUNT(table) (sizeof(table) / sizeof *(table))

#endif
