/* platform/ledger/tests/sealing_test - entries get their places, the tree is signed, proofs hold, and a change is
 * named. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/entries.h"
#include "platform/ledger/ledger.h"
#include "platform/ledger/proving.h"
#include "platform/ledger/sealing.h"
#include "platform/ledger/verify.h"
#include "tests/harness/fixture.h"

#include "forgery.sql.h"

static void append_many(Ctx *cx, int count) {
    for (int i = 0; i < count; i++)
        assert_ok(ledger_append(cx, S("unit.thing_done"), S("thing-1"), { "n", int_text(cx, i) }));
}

static NoteKey key_of(Ctx *cx) {
    LogKeys keys;
    assert_ok(log_keys_load(cx, &keys));
    log_keys_wipe(&keys);
    return keys.keys[0];
}

/* What is sealed comes to this size. */
static void assert_sealed(Ctx *cx, int64_t size) {
    SealedTree newest;
    const NoteKey key = key_of(cx);
    Checkpoint checkpoint;
    Str note;
    const RecordSource source = record_stored();
    assert_ok(seal_run(cx, NULL, NULL));
    assert_ok(sealed_newest(cx, &newest));
    assert_int_equal(newest.size, size);
    assert_ok(record_verify(cx, &source, &key, NULL, &checkpoint, &note));
    assert_int_equal(checkpoint.size, size);
}

static void seals_what_waits_once(void **state) {
    Ctx *cx = *state;
    SealedTree newest;
    assert_ok(log_keys_found(cx));
    assert_int_equal(sealed_newest(cx, &newest), NOT_FOUND);
    assert_int_equal(seal_wanted(cx, NULL, NULL), NOT_FOUND);
    append_many(cx, 3);
    assert_ok(seal_wanted(cx, NULL, NULL));
    assert_sealed(cx, 3);
    assert_int_equal(seal_wanted(cx, NULL, NULL), NOT_FOUND);
    assert_sealed(cx, 3); /* nothing waits: the same checkpoint stays */
    append_many(cx, 1);
    assert_sealed(cx, 4);
    append_many(cx, 253); /* over the end of a tile */
    assert_sealed(cx, 257);
    append_many(cx, 255); /* to the very end of one */
    assert_sealed(cx, 512);
    append_many(cx, 1);
    assert_sealed(cx, 513);
}

static void a_proof_holds_for_its_entry_and_no_other(void **state) {
    Ctx *cx = *state;
    LedgerEntry entry;
    ProofFile file, read;
    Checkpoint checkpoint;
    assert_ok(log_keys_found(cx));
    append_many(cx, 300);
    const LedgerFilter about = { .subject = S("thing-1") };
    LedgerEntries all;
    assert_ok(ledger_entries_list(cx, &about, &all));
    const Str id = id_str(&((const LedgerEntry *)all.entries.items)[7].id);
    assert_int_equal(entry_prove(cx, id, &file), CONFLICT);
    assert_problem(cx, &entry_not_sealed);
    fixture_forget(cx);
    assert_int_equal(entry_prove(cx, S("entry_none"), &file), NOT_FOUND);
    fixture_forget(cx);
    assert_ok(seal_run(cx, NULL, NULL));
    assert_ok(entry_prove(cx, id, &file));
    assert_ok(entry_find(cx, id, &entry));
    const NoteKey key = key_of(cx);
    const Str text = proof_text(cx->arena, &file);
    assert_ok(proof_read(cx->arena, text, &read));
    assert_text(proof_text(cx->arena, &read), text.at);
    assert_int_equal(proof_check(cx->arena, &read, entry.body, &key, &checkpoint), PROOF_HOLDS);
    assert_int_equal(proof_check(cx->arena, &read, S("{}"), &key, &checkpoint), PROOF_BROKEN);
    NoteKey other = key;
    other.key.bytes[0] ^= 1;
    assert_int_equal(proof_check(cx->arena, &read, entry.body, &other, &checkpoint), PROOF_NOT_SIGNED);
    read.index++;
    assert_int_equal(proof_check(cx->arena, &read, entry.body, &key, &checkpoint), PROOF_BROKEN);
}

typedef struct Forgery {
    const char *sql;
    const ProblemKind *found;
    const char *said;
} Forgery;

/* The triggers are dropped first: who holds the file can do that. */
/* Whatever it was: what begins with 0 then begins with e, all else with 0. */
#define OTHER_FIRST_BYTE "replace('0f', substr(hashes, 1, 1), 'e') || substr(hashes, 3)"

static const Forgery forgeries[] = {
    { "DROP TRIGGER ledger_entry_no_update; UPDATE ledger_entry SET body = replace(body, 'done', 'gone') "
      "WHERE number = 42",
      &entry_altered, "41" },
    { "DROP TRIGGER ledger_tile_only_grows; UPDATE ledger_tile SET hashes = " OTHER_FIRST_BYTE " WHERE level = 1",
      &tile_altered, "1/000" },
    { "DROP TRIGGER ledger_tile_only_grows; UPDATE ledger_tile SET hashes = " OTHER_FIRST_BYTE " WHERE level = 0 "
      "AND number = 1",
      &entry_altered, "256" },
    { "DROP TRIGGER ledger_tile_only_grows; UPDATE ledger_tile SET hashes = substr(hashes, 1, 64) WHERE level = 0 AND "
      "number = 1",
      &tile_altered, "0/001" },
    { "DROP TRIGGER ledger_checkpoint_no_update; UPDATE ledger_checkpoint SET note = replace(note, '300', '299')",
      &checkpoint_not_signed, "banyan" },
    { "DROP TRIGGER ledger_entry_no_delete; DELETE FROM ledger_entry WHERE number = 300", &tile_altered,
      "entries/001" },
};

static void names_the_first_thing_that_was_altered(void **state) {
    Ctx *cx = *state;
    Checkpoint checkpoint;
    Str note;
    const RecordSource source = record_stored();
    assert_ok(log_keys_found(cx));
    append_many(cx, 300);
    assert_ok(seal_run(cx, NULL, NULL));
    const NoteKey key = key_of(cx);
    for (size_t i = 0; i < COUNT(forgeries); i++) {
        assert_row(i, forgeries[i].sql);
        fixture_forget(cx);
        assert_ok(db_savepoint(cx));
        assert_ok(db_script(cx, forgeries[i].sql));
        assert_true(record_verify(cx, &source, &key, NULL, &checkpoint, &note) != OK);
        assert_problem(cx, forgeries[i].found);
        assert_holds(cx->problem.en, forgeries[i].said);
        db_rollback_to(cx);
    }
}

/* Not even REPLACE, which removes a row without being asked to. */
static void a_place_is_final(void **state) {
    Ctx *cx = *state;
    const Query *const changes[] = { &place_change_query, &place_wipe_query, &place_replace_query,
                                     &place_double_query };
    assert_ok(log_keys_found(cx));
    append_many(cx, 3);
    assert_ok(seal_run(cx, NULL, NULL));
    for (size_t i = 0; i < COUNT(changes); i++) {
        Query query = *changes[i];
        query.room = "ledger";
        assert_row(i, query.name);
        fixture_forget(cx);
        assert_int_equal(db_do(cx, &query, NULL), BROKEN);
        assert_holds(cx->problem.en, "append-only");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_HOUSE(seals_what_waits_once),
        IN_HOUSE(a_proof_holds_for_its_entry_and_no_other),
        IN_HOUSE(a_place_is_final),
        IN_HOUSE(names_the_first_thing_that_was_altered),
    };
    return cmocka_run_group_tests_name("sealing", tests, NULL, NULL);
}
