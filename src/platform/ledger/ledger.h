/* platform/ledger - the append-only record of what officials and systems did. Other rooms may append; nobody edits. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_LEDGER_LEDGER_H
#define PLATFORM_LEDGER_LEDGER_H

#include "kit/module.h"

/* The open formats, for whoever watches the records of others. */
#include "platform/ledger/note.h"
#include "platform/ledger/tree.h"
#include "platform/ledger/witnessing.h"

extern const Module ledger_module;

/* One thing that an entry says. Never personal data: ids, codes, figures and digests only. */
typedef struct LedgerFact {
    const char *name;
    Str value;
} LedgerFact;

/* Appends one entry inside the caller's transaction: both happen, or neither. `kind` is room.noun_verbed, `subject` the
 * code or id that it is about. Facts may come in any order; they are written sorted by name. */
#define ledger_append(cx, kind, subject, ...)                                                                \
    ledger_append_facts((cx), (kind), (subject), (const LedgerFact[]){ __VA_ARGS__ },                        \
                        COUNT(((const LedgerFact[]){ __VA_ARGS__ })))
Code ledger_append_facts(Ctx *cx, Str kind, Str subject, const LedgerFact *facts, size_t fact_count);

/* The same for what the public need not know of a person: its actor is `closed`; the subject is a row of the room's own
 * that tells, and a fact holds that row's digest. */
#define ledger_append_closed(cx, kind, subject, ...)                                                         \
    ledger_append_by((cx), LEDGER_CLOSED, (kind), (subject), (const LedgerFact[]){ __VA_ARGS__ },            \
                     COUNT(((const LedgerFact[]){ __VA_ARGS__ })))
#define LEDGER_CLOSED S("closed")
Code ledger_append_by(Ctx *cx, Str actor, Str kind, Str subject, const LedgerFact *facts, size_t fact_count);

#endif
