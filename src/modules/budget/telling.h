/* modules/budget/telling - who is told what about amounts: that they wait, what was decided, what was recorded. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_BUDGET_TELLING_H
#define MODULES_BUDGET_TELLING_H

#include "modules/budget/entries.h"

/* Who may check, once for what was handed in together: `count` lines of which this is the first. */
Code tell_money_waits(Ctx *cx, const BudgetEntry *first, int64_t count);
/* Who handed it in, when it is accepted or returned. `is_last`: no amount of the agency waits any more. */
Code tell_money_decided(Ctx *cx, const BudgetEntry *entry, bool is_last);
/* Those who enter for an agency whose amounts somebody else recorded from a file: allocated anew, or corrected. */
Code tell_money_recorded(Ctx *cx, Str agency, int64_t year, int64_t count, Str reason);

#endif
