/* platform/ledger - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/entries.h"
#include "platform/ledger/ledger.h"

#include "platform/ledger/migrations.h"

static const Permission permissions[] = {
    { "ledger.read", "officer head coordinator leader administrator", "See the record of what was done" },
};

static const Route routes[] = {
    { "GET", "/ledger/entries", ledger_entries_list, .may = "ledger.read", .in = &ledger_filter_shape,
      .out = &ledger_entries_shape,
      .help = "Entries about one thing, the newest first" },
};

const Module ledger_module = {
    .name = "ledger",
    .title = "Ledger",
    TABLE(migration, ledger_migrations),
    TABLE(permission, permissions),
    TABLE(route, routes),
};
