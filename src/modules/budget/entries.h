/* modules/budget/entries - amounts that officers hand in, and what the coordinator decides about them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_BUDGET_ENTRIES_H
#define MODULES_BUDGET_ENTRIES_H

#include "modules/budget/lines.h"

typedef enum EntryState { ENTRY_NONE, ENTRY_SUBMITTED, ENTRY_ACCEPTED, ENTRY_RETURNED, ENTRY_WITHDRAWN } EntryState;

typedef struct BudgetEntry {
    Id id;
    int kind;
    Str subject;
    int64_t year;
    int funding, purpose, area;
    Decimal planned, allocated, spent, amount;
    Str excess_reason, source, note, reason;
    Texts evidence;
    int64_t based_on; /* revision that was seen; 0: none */
    Str agency;
    int state;
    Str entered_by;
    Time entered_at;
    Str decided_by;
    Time decided_at;
    Str decision_note;
} BudgetEntry;
extern const Shape budget_entry_shape;

BudgetLine line_of_entry(const BudgetEntry *entry);
/* Hands one in for the caller, who may enter for it and whose amounts were checked. `replaces` may be none. */
Code budget_hand_in(Ctx *cx, BudgetEntry *entry, const Id *replaces);
/* For which agency may the caller enter amounts of this subject? "" for none. */
Str budget_agency_for(Ctx *cx, const Registry *registry, Str subject);
/* Whether one waits; *ret_waiting is filled then. */
Code budget_waiting(Ctx *cx, const BudgetEntry *key, BudgetEntry *ret_waiting); /* NOT_FOUND without a Problem */

extern const Setting budget_province_keepers;
extern const Shape money_entry_shape, entries_filter_shape, entry_lines_shape, money_key_shape, money_decision_shape,
    money_form_asked_shape, money_form_shape;
Work money_enter, money_entries, money_decide, money_withdraw, money_form_get;
/* Those that the caller may accept or return: a line for each agency and year. */
Code money_awaited(Ctx *cx, Rows *ret_awaited);

extern const ProblemKind line_changed, money_waiting, money_reason_needed, money_decided, money_own;

#endif
