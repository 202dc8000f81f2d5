/* platform/ledger/tests/entries_test - entries are appended, found, and never changed: by us, or past us. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/entries.h"
#include "platform/ledger/ledger.h"
#include "tests/harness/fixture.h"

#include "forgery.sql.h"

static Str entries_about_it(Ctx *cx, const char *subject, const char *before) {
    void *out = arena_alloc(cx->arena, ledger_entries_shape.size);
    const void *in = FIXTURE_RECORD(cx, &ledger_filter_shape, { "subject", subject }, { "before", before });
    assert_ok(ledger_entries_list(cx, in, out));
    return fixture_json(cx, &ledger_entries_shape, out);
}

static LedgerEntry entry_about(Ctx *cx, const char *subject) {
    const LedgerFilter about = { .subject = str_of(subject) };
    LedgerEntries found;
    assert_ok(ledger_entries_list(cx, &about, &found));
    return *(const LedgerEntry *)found.entries.items;
}

/* As docs/protocols/ledger.md has it, member by member. */
static void writes_an_entry_in_its_one_form(void **state) {
    Ctx *cx = *state;
    assert_ok(ledger_append(cx, S("unit.thing_done"), S("thing-1"), { "name", S("Tên") }, { "b", S("<x>\"\\") },
                            { "a", S("1") }));
    const LedgerEntry entry = entry_about(cx, "thing-1");
    const Str wanted = str_format(cx->arena,
                                  "{\"actor\":\"system\",\"at\":\"2026-11-22T03:00:00Z\","
                                  "\"facts\":{\"a\":\"1\",\"b\":\"\\u003cx>\\\"\\\\\",\"name\":\"Tên\"},"
                                  "\"id\":\"%.*s\",\"kind\":\"unit.thing_done\",\"subject\":\"thing-1\",\"v\":1}",
                                  STR_FMT(id_str(&entry.id)));
    char *marked = arena_alloc(cx->arena, wanted.len + 1); /* a zero, and the entry */
    memcpy(marked + 1, wanted.at, wanted.len);
    const Sha256 leaf = sha256((Str){ marked, wanted.len + 1 });
    assert_text(entry.body, wanted.at);
    assert_text(entry.leaf, hex_text(cx->arena, leaf.bytes, sizeof leaf.bytes).at);
    assert_false(entry.is_sealed);
    assert_text(entry.actor, "system");
}

static Str facts_of(const LedgerEntry *entry) {
    const size_t from = str_find(entry->body, S("\"facts\"")), until = str_find(entry->body, S(",\"id\""));
    return str_part(entry->body, from, until - from);
}

static void the_same_facts_give_the_same_bytes(void **state) {
    Ctx *cx = *state;
    assert_ok(ledger_append(cx, S("k"), S("one"), { "a", S("1") }, { "b", S("2") }, { "c", S("3") }));
    assert_ok(ledger_append(cx, S("k"), S("two"), { "c", S("3") }, { "a", S("1") }, { "b", S("2") }));
    const LedgerEntry one = entry_about(cx, "one"), two = entry_about(cx, "two");
    assert_text(facts_of(&one), "\"facts\":{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}");
    assert_true(str_equal(facts_of(&one), facts_of(&two)));
}

static void lists_the_newest_first_and_only_what_is_asked(void **state) {
    Ctx *cx = *state;
    static const char *const moments[] = { "2026-11-22T03:00:00Z", "2026-11-22T03:00:01Z", "2026-11-22T03:00:02Z" };
    for (size_t i = 0; i < COUNT(moments); i++) {
        fixture_clock(cx, moments[i]);
        assert_ok(ledger_append(cx, S("k"), S("one"), { "n", int_text(cx, (int64_t)i) }));
        assert_ok(ledger_append(cx, S("k"), S("other"), { "n", S("9") }));
    }
    const Str all = entries_about_it(cx, "one", "");
    const size_t third = str_find(all, S("03:00:02Z")), second = str_find(all, S("03:00:01Z")),
                 first = str_find(all, S("03:00:00Z"));
    assert_true(third < second && second < first && first < all.len);
    assert_true(str_find(all, S("other")) == all.len);
    const size_t end = str_find(all, S("},{")); /* of the newest; then the id of the second */
    const size_t at = str_find(str_part(all, end, all.len), S("entry_")) + end;
    const Str before = entries_about_it(cx, "one", str_c(cx->arena, str_part(all, at, 32)));
    assert_true(str_find(before, S("03:00:01Z")) == before.len);
    assert_holds(before, "03:00:00Z");
    assert_text(entries_about_it(cx, "nothing", ""), "{\"entries\":[]}");
}

static void happens_with_the_change_or_not_at_all(void **state) {
    Ctx *cx = *state;
    assert_ok(db_savepoint(cx));
    assert_ok(ledger_append(cx, S("k"), S("one"), { "n", S("1") }));
    db_rollback_to(cx);
    assert_text(entries_about_it(cx, "one", ""), "{\"entries\":[]}");
}

static Ctx *appending;

static void append_without_subject(void) {
    (void)ledger_append(appending, S("k"), S(""), { "n", S("1") });
}

static void append_without_actor(void) {
    appending->caller.id = S("");
    (void)ledger_append(appending, S("k"), S("s"), { "n", S("1") });
}

static void append_a_fact_twice(void) {
    (void)ledger_append(appending, S("k"), S("s"), { "n", S("1") }, { "n", S("2") });
}

static void stops_at_entries_that_say_nothing(void **state) {
    appending = *state;
    assert_true(stops(append_without_subject));
    assert_true(stops(append_without_actor));
    assert_true(stops(append_a_fact_twice));
}

/* ---- nobody edits ---- */

static void other_rooms_cannot_write_to_it(void **state) {
    Ctx *cx = *state;
    assert_ok(ledger_append(cx, S("k"), S("one"), { "n", S("1") }));
    const Str before = entries_about_it(cx, "one", "");
    assert_int_equal(ledger_forge(cx), BROKEN);
    assert_int_equal(ledger_change(cx), BROKEN);
    assert_int_equal(ledger_wipe(cx), BROKEN);
    assert_int_equal(ledger_replace(cx), BROKEN);
    assert_true(str_equal(entries_about_it(cx, "one", ""), before));
}

/* Not even the ledger's own room: its triggers refuse. */
static void its_own_room_cannot_change_it(void **state) {
    Ctx *cx = *state;
    const Query *const forgeries[] = { &ledger_change_query, &ledger_wipe_query };
    assert_ok(ledger_append(cx, S("k"), S("one"), { "n", S("1") }));
    const Str before = entries_about_it(cx, "one", "");
    for (size_t i = 0; i < COUNT(forgeries); i++) {
        Query query = *forgeries[i];
        query.room = "ledger";
        fixture_forget(cx);
        assert_int_equal(db_do(cx, &query, NULL), BROKEN);
        assert_holds(cx->problem.en, "append-only");
    }
    assert_true(str_equal(entries_about_it(cx, "one", ""), before));
}

static void assert_refused_by_the_file(Ctx *cx, const char *sql) {
    assert_ok(ledger_append(cx, S("k"), S("one"), { "n", S("1") }));
    assert_ok(db_commit(cx));
    const Str before = entries_about_it(cx, "one", "");
    assert_holds(fixture_past_the_house(cx, sql), "append-only");
    assert_true(str_equal(entries_about_it(cx, "one", ""), before));
}

static void the_file_itself_refuses_changes(void **state) {
    assert_refused_by_the_file(*state, ledger_change_query.sqlite);
}

static void the_file_itself_refuses_removal(void **state) {
    assert_refused_by_the_file(*state, ledger_wipe_query.sqlite);
}

/* REPLACE removes the old row without asking triggers of DELETE (recursive_triggers is off there). */
static void the_file_itself_refuses_replacement(void **state) {
    assert_refused_by_the_file(*state, ledger_replace_query.sqlite);
}

static void the_file_itself_refuses_another_at_a_place(void **state) {
    assert_refused_by_the_file(*state, place_replace_query.sqlite);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_HOUSE(writes_an_entry_in_its_one_form),
        IN_HOUSE(the_same_facts_give_the_same_bytes),
        IN_HOUSE(lists_the_newest_first_and_only_what_is_asked),
        IN_HOUSE(happens_with_the_change_or_not_at_all),
        IN_HOUSE(stops_at_entries_that_say_nothing),
        IN_HOUSE(other_rooms_cannot_write_to_it),
        IN_HOUSE(its_own_room_cannot_change_it),
        IN_HOUSE(the_file_itself_refuses_changes),
        IN_HOUSE(the_file_itself_refuses_removal),
        IN_HOUSE(the_file_itself_refuses_replacement),
        IN_HOUSE(the_file_itself_refuses_another_at_a_place),
    };
    return cmocka_run_group_tests_name("ledger", tests, NULL, NULL);
}
