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

/* The same, for who must know afterwards which entry it was. */
typedef struct LedgerItem {
    Str actor, kind, subject;
    const LedgerFact *facts;
    size_t fact_count;
} LedgerItem;
Code ledger_write(Ctx *cx, const LedgerItem *item, Id *ret_entry);

/* The proof of an entry, as a file that holds the entry too (C2SP tlog-proof); a Problem when it is not sealed yet. */
Code ledger_proof_of(Ctx *cx, const Id *entry, Str *ret_file);
/* A checkpoint as it was signed: what it says of the record can be stamped, and proved against, long afterwards. */
typedef struct LedgerCheckpoint {
    int64_t size;
    Str text, note; /* note: the text with its signatures */
} LedgerCheckpoint;
/* The newest; NOT_FOUND, without a Problem, while nothing is sealed. */
Code ledger_checkpoint(Ctx *cx, LedgerCheckpoint *ret_checkpoint);
/* Where the entry stands; NOT_FOUND, without a Problem, while it is not sealed. */
Code ledger_place(Ctx *cx, const Id *entry, int64_t *ret_place);
/* The same proof under an older checkpoint, whose size is greater than the entry's place. */
Code ledger_proof_under(Ctx *cx, const Id *entry, const LedgerCheckpoint *checkpoint, Str *ret_file);
/* Of the record's key today. NOT_FOUND, without a Problem, while nothing is sealed. */
Code ledger_vkey(Ctx *cx, Str *ret_vkey);

#endif
