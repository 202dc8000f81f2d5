/* platform/ledger/entries - what an entry is, how it is written down, and how it is found again. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/entries.h"

#include "platform/ledger/ledger.h"
#include "platform/ledger/tile.h"

enum { FACTS_MAX = 24, ENTRY_VERSION = 1 };

static const Field ledger_entry_fields[] = {
    FIELD(LedgerEntry, id, REQUIRED, 0, 0),        FIELD(LedgerEntry, kind, REQUIRED, 1, 80),
    FIELD(LedgerEntry, subject, REQUIRED, 1, 400), FIELD(LedgerEntry, actor, REQUIRED, 1, 80),
    FIELD(LedgerEntry, at, REQUIRED, 0, 0),        FIELD(LedgerEntry, body, REQUIRED, 2, ENTRY_BYTES_MAX),
    FIELD(LedgerEntry, leaf, REQUIRED, 64, 64),    FIELD(LedgerEntry, is_sealed, REQUIRED, 0, 0),
    FIELD(LedgerEntry, position, REQUIRED, 0, 0),
};
const Shape ledger_entry_shape = SHAPE(LedgerEntry, ledger_entry_fields);

static const Field ledger_filter_fields[] = {
    FIELD(LedgerFilter, subject, REQUIRED, 1, 400),
    FIELD(LedgerFilter, before, OPTIONAL, 0, 0),
};
const Shape ledger_filter_shape = SHAPE(LedgerFilter, ledger_filter_fields);

static const Field ledger_entries_fields[] = { FIELD_LIST(LedgerEntries, entries, 500, &ledger_entry_shape) };
const Shape ledger_entries_shape = SHAPE(LedgerEntries, ledger_entries_fields);

#include "platform/ledger/entries.sql.h"

/* Members sorted by name, no blanks: the same facts always give the same bytes. */
static void write_facts(Buf *out, const LedgerFact *facts, size_t count) {
    const LedgerFact *sorted[FACTS_MAX];
    MUST(count <= FACTS_MAX);
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        for (; at > 0 && strcmp(sorted[at - 1]->name, facts[i].name) > 0; at--) sorted[at] = sorted[at - 1];
        sorted[at] = &facts[i];
    }
    buf_add(out, S("\"facts\":{"));
    for (size_t i = 0; i < count; i++) {
        MUST(i == 0 || strcmp(sorted[i - 1]->name, sorted[i]->name) != 0);
        if (i > 0) buf_char(out, ',');
        json_write_member(out, sorted[i]->name, sorted[i]->value);
    }
    buf_char(out, '}');
}

/* As docs/protocols/ledger.md has it. */
static Str canonical_body(Arena *arena, const LedgerEntry *entry, const LedgerFact *facts, size_t count) {
    Buf out = buf_new(arena, ENTRY_BYTES_MAX);
    buf_char(&out, '{');
    json_write_member(&out, "actor", entry->actor);
    buf_add(&out, S(",\"at\":\""));
    time_write(&out, entry->at);
    buf_add(&out, S("\","));
    write_facts(&out, facts, count);
    buf_char(&out, ',');
    json_write_member(&out, "id", id_str(&entry->id));
    buf_char(&out, ',');
    json_write_member(&out, "kind", entry->kind);
    buf_char(&out, ',');
    json_write_member(&out, "subject", entry->subject);
    buf_addf(&out, ",\"v\":%d}", ENTRY_VERSION);
    MUST(!out.overflowed);
    return (Str){ out.at, out.len };
}

Code ledger_append_facts(Ctx *cx, Str kind, Str subject, const LedgerFact *facts, size_t fact_count) {
    return ledger_append_by(cx, cx->caller.id, kind, subject, facts, fact_count);
}

Code ledger_append_by(Ctx *cx, Str actor, Str kind, Str subject, const LedgerFact *facts, size_t fact_count) {
    Id entry;
    const LedgerItem item = { actor, kind, subject, facts, fact_count };
    return ledger_write(cx, &item, &entry);
}

Code ledger_write(Ctx *cx, const LedgerItem *item, Id *ret_entry) {
    LedgerEntry entry = { .id = id_make("entry", cx->now),
                          .kind = item->kind,
                          .subject = item->subject,
                          .actor = item->actor,
                          .at = cx->now };
    MUST(entry.subject.len > 0 && entry.actor.len > 0);
    entry.body = canonical_body(cx->arena, &entry, item->facts, item->fact_count);
    const Sha256 leaf = leaf_hash(cx->arena, entry.body);
    entry.leaf = hex_text(cx->arena, leaf.bytes, sizeof leaf.bytes);
    TRY(entry_insert(cx, &entry));
    *ret_entry = entry.id;
    return OK;
}

Code entry_find(Ctx *cx, Str id, LedgerEntry *ret_entry) {
    LedgerEntry asked = { 0 };
    if (id_from_text(id, &asked.id) != OK) return NOT_FOUND;
    return entry_by_id(cx, &asked, ret_entry);
}

Code ledger_entries_list(Ctx *cx, const void *in, void *out) {
    LedgerEntries *found = out;
    return entries_about(cx, in, &found->entries);
}
