/* modules/strategy/agency_names - by which names documents call the agencies: those of the registry, and those that
 * people told when they corrected a draft. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_AGENCY_NAMES_H
#define MODULES_STRATEGY_AGENCY_NAMES_H

#include "modules/strategy/draft_plan.h"
#include "platform/reader/reader.h"

/* What a reading is given, and what its draft is made with. */
typedef struct NamesKnown {
    ReaderKnown reader; /* names, and words that were taught */
    DraftKnown known;
} NamesKnown;
/* Of this installation, in the caller's transaction. */
Code names_known(Ctx *cx, NamesKnown *ret_names);
/* Of names that were told elsewhere; without a registry. */
void names_known_from(Ctx *cx, const KnownName *names, size_t count, NamesKnown *ret_names);

/* Keeps a name for the readings to come; one that was told before gets another agency. `draft`: in whose review. */
Code agency_name_keep(Ctx *cx, Str named, Str agency, const Id *draft);

extern const Shape agency_name_list_shape, agency_name_removal_shape;
Work agency_names_list, agency_name_remove;

#endif
