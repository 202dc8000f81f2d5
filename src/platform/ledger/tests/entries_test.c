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

/* The digest is hashlib.sha256() of the body in UTF-8: {"a":"1","b":"\\u003cx>\\"\\\\","name":"Tên"} */
static void writes_facts_in_their_order_with_their_digest(void **state) {
    Ctx *cx = *state;
    assert_ok(ledger_append(cx, S("unit.thing_done"), S("thing-1"), { "name", S("Tên") }, { "b", S("<x>\"\\") },
                            { "a", S("1") }));
    const Str json = entries_about_it(cx, "thing-1", "");
    static const char *const held[] = {
        "\"kind\":\"unit.thing_done\"",
        "\"subject\":\"thing-1\"",
        "\"actor\":\"system\"",
        "\"at\":\"2026-11-22T03:00:00Z\"",
        /* the body is JSON, written as a text of the JSON around it */
        "\"body\":\"{\\\"a\\\":\\\"1\\\",\\\"b\\\":\\\"\\\\u003cx>\\\\\\\"\\\\\\\\\\\",\\\"name\\\":\\\"Tên\\\"}\"",
        "\"digest\":\"eaa845c974968fa9c50ec419508d75f67165b977d3772e43fe1d01a5b8e2746b\"",
    };
    for (size_t i = 0; i < COUNT(held); i++) assert_holds(json, held[i]);
}

static void the_same_facts_give_the_same_bytes(void **state) {
    Ctx *cx = *state;
    assert_ok(ledger_append(cx, S("k"), S("one"), { "a", S("1") }, { "b", S("2") }, { "c", S("3") }));
    assert_ok(ledger_append(cx, S("k"), S("two"), { "c", S("3") }, { "a", S("1") }, { "b", S("2") }));
    const Str one = entries_about_it(cx, "one", ""), two = entries_about_it(cx, "two", "");
    const size_t at_one = str_find(one, S("\"body\"")), at_two = str_find(two, S("\"body\""));
    assert_true(str_equal(str_part(one, at_one, one.len), str_part(two, at_two, two.len)));
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
    const size_t at = str_find(str_part(all, third, all.len), S("entry_")) + third; /* id of the second */
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

/* REPLACE removes the old row without asking triggers of DELETE (recursive_triggers is off). */
static void the_file_itself_refuses_replacement(void **state) {
    assert_refused_by_the_file(*state, ledger_replace_query.sqlite);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_HOUSE(writes_facts_in_their_order_with_their_digest),
        IN_HOUSE(the_same_facts_give_the_same_bytes),
        IN_HOUSE(lists_the_newest_first_and_only_what_is_asked),
        IN_HOUSE(happens_with_the_change_or_not_at_all),
        IN_HOUSE(stops_at_entries_that_say_nothing),
        IN_HOUSE(other_rooms_cannot_write_to_it),
        IN_HOUSE(its_own_room_cannot_change_it),
        IN_HOUSE(the_file_itself_refuses_changes),
        IN_HOUSE(the_file_itself_refuses_removal),
        IN_HOUSE(the_file_itself_refuses_replacement),
    };
    return cmocka_run_group_tests_name("ledger", tests, NULL, NULL);
}
