/* platform/exchange/changes - what is registered compared with what shall be, and made so, with ledger entries. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_CHANGES_H
#define PLATFORM_EXCHANGE_CHANGES_H

#include "platform/exchange/holdings.h"

typedef enum ChangeKind { CHANGE_ADDED = 1, CHANGE_CHANGED, CHANGE_REMOVED } ChangeKind;

typedef struct Change {
    ChangeKind kind;
    size_t noun;       /* place in the table of nouns */
    const char *named; /* what it is, for people: "subsystem" */
    Str key;           /* id or code; of a right, all that makes it */
    Str before, after; /* digests of the whole thing, in hex; "" where there is none */
    size_t old_place, new_place;
} Change;

/* Both in their order, and sound (holdings_check). */
Code changes_between(Ctx *cx, const Holdings *old, const Holdings *wanted, Rows *ret_changes);
/* Writes them, an entry of the ledger each, and raises the version; nothing when there are none. */
Code changes_store(Ctx *cx, const Holdings *old, const Holdings *wanted, const Rows *changes);

#endif
