/* platform/ledger/entries - what an entry is, how it is written down, and how it is found again. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/entries.h"

#include "platform/ledger/ledger.h"

enum { ENTRY_BYTES_MAX = 65535, FACTS_MAX = 24 };

typedef struct LedgerEntry {
    Id id;
    Str kind, subject, actor;
    Time at;
    Str body, digest;
} LedgerEntry;

typedef struct LedgerFilter {
    Str subject;
    Id before;
} LedgerFilter;

typedef struct LedgerEntries {
    Rows entries;
} LedgerEntries;

static const Field ledger_entry_fields[] = {
    FIELD(LedgerEntry, id, REQUIRED, 0, 0),     FIELD(LedgerEntry, kind, REQUIRED, 1, 80),
    FIELD(LedgerEntry, subject, REQUIRED, 1, 120), FIELD(LedgerEntry, actor, REQUIRED, 1, 80),
    FIELD(LedgerEntry, at, REQUIRED, 0, 0),     FIELD(LedgerEntry, body, REQUIRED, 2, ENTRY_BYTES_MAX),
    FIELD(LedgerEntry, digest, REQUIRED, 64, 64),
};
static const Shape ledger_entry_shape = SHAPE(LedgerEntry, ledger_entry_fields);

static const Field ledger_filter_fields[] = {
    FIELD(LedgerFilter, subject, REQUIRED, 1, 120),
    FIELD(LedgerFilter, before, OPTIONAL, 0, 0),
};
const Shape ledger_filter_shape = SHAPE(LedgerFilter, ledger_filter_fields);

static const Field ledger_entries_fields[] = { FIELD_LIST(LedgerEntries, entries, 500, &ledger_entry_shape) };
const Shape ledger_entries_shape = SHAPE(LedgerEntries, ledger_entries_fields);

#include "platform/ledger/entries.sql.h"

/* Canonical: members sorted by name, no blanks, so that the same facts always give the same bytes. */
static Str canonical_body(Arena *arena, const LedgerFact *facts, size_t count) {
    const LedgerFact *sorted[FACTS_MAX];
    MUST(count <= FACTS_MAX);
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        for (; at > 0 && strcmp(sorted[at - 1]->name, facts[i].name) > 0; at--) sorted[at] = sorted[at - 1];
        sorted[at] = &facts[i];
    }
    Buf out = buf_new(arena, ENTRY_BYTES_MAX);
    buf_char(&out, '{');
    for (size_t i = 0; i < count; i++) {
        MUST(i == 0 || strcmp(sorted[i - 1]->name, sorted[i]->name) != 0);
        if (i > 0) buf_char(&out, ',');
        json_write_text(&out, str_of(sorted[i]->name));
        buf_char(&out, ':');
        json_write_text(&out, sorted[i]->value);
    }
    buf_char(&out, '}');
    MUST(!out.overflowed);
    return (Str){ out.at, out.len };
}

Code ledger_append_facts(Ctx *cx, Str kind, Str subject, const LedgerFact *facts, size_t fact_count) {
    const LedgerEntry entry = { .id = id_make("entry", cx->now),
                                .kind = kind,
                                .subject = subject,
                                .actor = cx->caller.id,
                                .at = cx->now,
                                .body = canonical_body(cx->arena, facts, fact_count) };
    LedgerEntry signed_entry = entry;
    const Sha256 digest = sha256(entry.body);
    signed_entry.digest = hex_text(cx->arena, digest.bytes, sizeof digest.bytes);
    MUST(entry.subject.len > 0 && entry.actor.len > 0);
    return entry_insert(cx, &signed_entry);
}

Code ledger_entries_list(Ctx *cx, const void *in, void *out) {
    LedgerEntries *found = out;
    return entries_about(cx, in, &found->entries);
}
