/* modules/scoring/entry - values that agencies enter for formulas, with evidence; accepted by another hand. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_SCORING_ENTRY_H
#define MODULES_SCORING_ENTRY_H

#include "modules/scoring/scheme.h"

typedef enum EntryState { ENTRY_NONE, ENTRY_SUBMITTED, ENTRY_ACCEPTED, ENTRY_RETURNED, ENTRY_REPLACED } EntryState;
extern const Choices entry_state_choices;

typedef struct Entry {
    Id id;
    Str scheme, period, agency, input;
    Decimal value;
    Str source;
    Texts evidence;
    int state;
    Str entered_by;
    Time entered_at;
    Str decided_by;
    Time decided_at;
    Str decision_note;
} Entry;

/* Those that hold, of all agencies. */
Code entries_held(Ctx *cx, Str scheme, Str period, Rows *ret_entries);

extern const Shape entry_shape, entry_made_shape, entry_filter_shape, entry_list_shape, entry_decision_shape;
Work entry_make, entries_list, entry_decide;
/* Those that the caller may accept or return: a line for each agency and period. */
Code entries_awaited(Ctx *cx, Rows *ret_awaited);
Code sender_name(Ctx *cx, Str account, Str *ret_name); /* "" for nobody */

extern const ProblemKind input_unknown, input_range, entry_waiting, entry_decided, entry_note_missing;

#endif
