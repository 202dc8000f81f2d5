/* platform/ledger/entries - private to the ledger room */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_LEDGER_ENTRIES_H
#define PLATFORM_LEDGER_ENTRIES_H

#include "kit/module.h"

extern const Shape ledger_filter_shape, ledger_entries_shape;

Work ledger_entries_list;

#endif
