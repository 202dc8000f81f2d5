/* platform/ledger/entries - what was done, one thing each: written once, and found again. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_LEDGER_ENTRIES_H
#define PLATFORM_LEDGER_ENTRIES_H

#include "kit/module.h"

typedef struct LedgerEntry {
    Id id;
    Str kind, subject, actor;
    Time at;
    Str body, leaf; /* the entry itself; its hash in the tree, in hex */
    bool is_sealed;   /* it has its place in the record: */
    int64_t position; /* from 0 */
} LedgerEntry;

typedef struct LedgerFilter {
    Str subject;
    Id before; /* entries older than this one; none: the newest */
} LedgerFilter;

typedef struct LedgerEntries {
    Rows entries; /* of LedgerEntry, the newest first */
} LedgerEntries;

extern const Shape ledger_filter_shape, ledger_entries_shape, ledger_entry_shape;

Code entry_find(Ctx *cx, Str id, LedgerEntry *ret_entry); /* NOT_FOUND, without a Problem */

Work ledger_entries_list;

#endif
