/* kit/tests/db_test - records through a real SQLite: every kind there and back, transactions, limits, one writer. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/room.h"

#include <pthread.h>

static void holds_every_kind_as_it_was(void **state) {
    Ctx *cx = *state;
    static const Str tags[] = { { "đỏ", 5 }, { "b", 1 } };
    const Thing thing = { .id = { "thing_1" }, .count = INT64_MIN, .is_on = true, .name = S("Đà Nẵng 'x\"; --"),
                          .at = { INT64_C(-1) }, .day = { 739942 }, .amount = decimal_micro(-DECIMAL_MICRO_MAX),
                          .other = { "other_1" }, .color = 2, .tags = { tags, 2 } };
    Thing back = { 0 };
    assert_ok(db_begin(cx, DB_WRITE));
    assert_ok(thing_insert(cx, &thing, &back));
    assert_true(id_equal(&back.id, &thing.id));
    assert_true(back.count == INT64_MIN);
    assert_true(back.is_on);
    assert_text(back.name, "Đà Nẵng 'x\"; --");
    assert_int_equal(back.at.us, -1);
    assert_int_equal(back.day.number, 739942);
    assert_true(back.amount.is_known && back.amount.micro == -DECIMAL_MICRO_MAX);
    assert_text(id_str(&back.other), "other_1");
    assert_int_equal(back.color, 2);
    assert_int_equal(back.tags.count, 2);
    assert_text(back.tags.items[0], "đỏ");
}

/* Unknown is NULL where "none" could be taken for a value; texts are never NULL. */
static void none_is_null_or_empty(void **state) {
    Ctx *cx = *state;
    const Thing none = { .id = { "thing_1" } };
    Thing back = none, asked = { .count = 0 };
    assert_ok(db_begin(cx, DB_WRITE));
    assert_ok(thing_insert(cx, &none, &back));
    assert_false(back.amount.is_known);
    assert_int_equal(back.at.us, 0);
    assert_true(id_is_none(&back.other));
    assert_int_equal(back.tags.count, 0);
    assert_int_equal(back.color, 0);
    assert_ok(thing_nulls(cx, &none, &asked));
    assert_int_equal(asked.count, 1);
    Thing zero = { .id = { "thing_2" }, .amount = decimal_whole(0) };
    assert_ok(thing_insert(cx, &zero, &back));
    assert_true(back.amount.is_known); /* unknown is not zero, and zero is not unknown */
    assert_int_equal(thing_nulls(cx, &zero, &asked), NOT_FOUND);
}

static void one_row_or_not_found(void **state) {
    Ctx *cx = *state;
    Note note = { .code = S("untouched") };
    assert_ok(db_begin(cx, DB_WRITE));
    assert_int_equal(note_one(cx, &(Note){ .code = S("a") }, &note), NOT_FOUND);
    assert_null(cx->problem.kind); /* whether that is a Problem its caller decides */
    assert_text(note.code, "untouched");
    assert_ok(note_insert(cx, &(Note){ S("a"), 7 }));
    assert_ok(note_one(cx, &(Note){ .code = S("a") }, &note));
    assert_int_equal(note.number, 7);
    assert_int_equal(note_put(cx, &(Note){ S("a"), 8 }, &note), NOT_FOUND); /* it is there already */
}

static void gives_no_more_rows_than_stated(void **state) {
    Ctx *cx = *state;
    Rows rows;
    const Note notes[] = { { S("c"), 3 }, { S("a"), 1 }, { S("b"), 2 } };
    assert_ok(db_begin(cx, DB_WRITE));
    assert_ok(notes_some(cx, &rows));
    assert_int_equal(rows.count, 0);
    assert_ok(note_insert_each(cx, notes, 3));
    assert_ok(notes_some(cx, &rows));
    assert_int_equal(rows.count, 3);
    assert_text(((const Note *)rows.items)[0].code, "a");
    assert_int_equal(((const Note *)rows.items)[2].number, 3);
    assert_ok(note_insert(cx, &(Note){ S("d"), 4 }));
    assert_int_equal(notes_some(cx, &rows), TOO_LARGE);
    assert_problem(cx, &rows_too_many);
}

static void stops_gathering_when_the_arena_is_spent(void **state) {
    Ctx *cx = *state;
    Rows rows;
    assert_ok(db_begin(cx, DB_WRITE));
    for (int i = 0; i < 200; i++) assert_ok(note_insert(cx, &(Note){ str_format(cx->arena, "%d", i), i }));
    Ctx small = *cx;
    small.arena = arena_new(2000);
    assert_int_equal(notes_all(&small, &rows), TOO_LARGE);
    assert_problem(&small, &memory_spent); /* and not "more rows than" */
    Note note;
    assert_int_equal(note_one(&small, &(Note){ .code = S("7") }, &note), TOO_LARGE); /* and not "there is none" */
    arena_free(small.arena);
}

static void tells_what_the_database_refuses(void **state) {
    Ctx *cx = *state;
    Rows rows;
    assert_ok(db_begin(cx, DB_WRITE));
    assert_int_equal(note_insert(cx, &(Note){ S("a"), -1 }), BROKEN); /* CHECK (number >= 0) */
    assert_problem(cx, &database_broken);
    assert_holds(cx->problem.en, "note_insert");
    assert_int_equal(wrong_table(cx, &rows), BROKEN);
    assert_int_equal(wrong_quotes(cx, &rows), BROKEN); /* "x" is a name, never a text */
    assert_int_equal(db_prepare(cx, &wrong_table_query), BROKEN);
    assert_ok(db_prepare(cx, &notes_all_query));
    assert_ok(note_insert(cx, &(Note){ S("a"), 1 })); /* the transaction goes on */
}

/* ---- transactions ---- */

static void a_rollback_takes_all_back(void **state) {
    Ctx *cx = *state;
    assert_ok(db_begin(cx, DB_WRITE));
    assert_true(db_is_open(cx));
    assert_ok(note_insert(cx, &(Note){ S("a"), 1 }));
    assert_text(notes_seen(cx), ""); /* others do not see it yet */
    db_rollback(cx);
    assert_false(db_is_open(cx));
    db_rollback(cx); /* does nothing */
    assert_text(notes_seen(cx), "");
    assert_ok(db_begin(cx, DB_WRITE));
    assert_ok(note_insert(cx, &(Note){ S("b"), 1 }));
    assert_ok(db_commit(cx));
    db_rollback(cx); /* nor after a commit */
    assert_text(notes_seen(cx), "b;");
}

static void a_part_is_taken_back_alone(void **state) {
    Ctx *cx = *state;
    assert_ok(db_begin(cx, DB_WRITE));
    assert_ok(db_savepoint(cx));
    assert_ok(note_insert(cx, &(Note){ S("a"), 1 }));
    assert_ok(db_release(cx));
    assert_ok(db_savepoint(cx));
    assert_ok(note_insert(cx, &(Note){ S("b"), 1 }));
    db_rollback_to(cx);
    assert_ok(db_savepoint(cx));
    assert_ok(note_insert(cx, &(Note){ S("c"), 1 }));
    assert_ok(db_release(cx));
    assert_ok(db_commit(cx));
    assert_text(notes_seen(cx), "a;c;");
}

static void a_reader_cannot_write(void **state) {
    Ctx *cx = *state;
    assert_ok(store_reader(cx, cx->house->store, &cx->db));
    assert_ok(db_begin(cx, DB_READ));
    assert_int_equal(note_insert(cx, &(Note){ S("a"), 1 }), UNAVAILABLE); /* SQLITE_READONLY */
    assert_problem(cx, &database_away);
    db_rollback(cx);
    assert_text(notes_seen(cx), "");
}

/* Many readers beside one writer: each sees what was there when it began. */
static void readers_see_one_moment(void **state) {
    Ctx *cx = *state;
    Ctx reading = *cx;
    Rows rows;
    assert_ok(store_reader(&reading, cx->house->store, &reading.db));
    assert_ok(db_begin(&reading, DB_READ));
    assert_ok(notes_all(&reading, &rows));
    assert_ok(db_begin(cx, DB_WRITE));
    assert_ok(note_insert(cx, &(Note){ S("a"), 1 }));
    assert_ok(db_commit(cx));
    assert_ok(notes_all(&reading, &rows));
    assert_int_equal(rows.count, 0);
    db_rollback(&reading);
    assert_ok(db_begin(&reading, DB_READ));
    assert_ok(notes_all(&reading, &rows));
    assert_int_equal(rows.count, 1);
    db_rollback(&reading);
}

static void tells_that_something_was_committed(void **state) {
    Ctx *cx = *state;
    Store *store = cx->house->store;
    Db *reader;
    assert_ok(store_reader(cx, store, &reader));
    const uint64_t before = store_revision(store, reader);
    assert_true(store_revision(store, reader) == before); /* nothing happened */
    assert_ok(db_begin(cx, DB_WRITE));
    assert_ok(note_insert(cx, &(Note){ S("a"), 1 }));
    assert_true(store_revision(store, reader) == before); /* not yet */
    assert_ok(db_commit(cx));
    const uint64_t after = store_revision(store, reader);
    assert_true(after != before);
    assert_true(store_revision(store, reader) == after);
    store_touch(store);
    assert_true(store_revision(store, reader) != after);
}

static void *connection_of_another_thread(void *argument) {
    Ctx cx = *(Ctx *)argument;
    cx.arena = arena_new(100000);
    Db *db = NULL;
    const bool is_open = store_reader(&cx, cx.house->store, &db) == OK;
    arena_free(cx.arena);
    return is_open ? db : NULL;
}

static void each_thread_has_a_connection_of_its_own(void **state) {
    Ctx *cx = *state;
    Db *mine, *again, *writer;
    pthread_t thread;
    void *other = NULL;
    assert_ok(store_reader(cx, cx->house->store, &mine));
    assert_ok(store_reader(cx, cx->house->store, &again));
    assert_ok(store_writer(cx, cx->house->store, &writer));
    assert_int_equal(pthread_create(&thread, NULL, connection_of_another_thread, cx), 0);
    assert_int_equal(pthread_join(thread, &other), 0);
    assert_ptr_equal(mine, again);
    assert_ptr_not_equal(mine, writer);
    assert_non_null(other);
    assert_ptr_not_equal(mine, other);
    assert_text(store_engine(cx->house->store), "sqlite");
    assert_true(store_is_sqlite(cx->house->store));
}

static void a_database_that_cannot_be_opened_is_told(void **state) {
    Ctx *cx = *state;
    Store *store = NULL;
    assert_int_equal(store_open(cx, S("sqlite:/nonexistent/banyan.db"), &store), NOT_FOUND);
    assert_problem(cx, &file_missing);
    assert_null(store);
    const Str path = fixture_file(cx, "text.db", S("this is no database, but a text of some length that is not one"));
    assert_int_not_equal(store_open(cx, str_format(cx->arena, "sqlite:%s", path.at), &store), OK);
    assert_null(store);
    assert_int_equal(store_open(cx, S("postgresql://nobody@127.0.0.1:1/none"), &store), UNAVAILABLE);
    assert_problem(cx, &database_away);
}

/* ---- run_work: one Work, one transaction ---- */

typedef struct Script {
    Code codes[8]; /* what the Work answers, time by time */
    bool is_recorded;
    size_t runs;
} Script;

static Code play(Ctx *cx, const void *in, void *out) {
    Script *script = (Script *)(uintptr_t)in;
    int64_t *left_over = out;
    const Code code = script->codes[script->runs++];
    if (*left_over != 0) return BROKEN; /* out is zeroed before each run */
    *left_over = 7;
    TRY(note_insert(cx, &(Note){ str_format(cx->arena, "run%zu", script->runs), 1 }));
    cx->is_recorded = script->is_recorded;
    if (code == CONFLICT) (void)fail(cx, &try_again);
    return code;
}

typedef struct ScriptRow {
    const char *what;
    Script script;
    Code code;
    size_t runs;
    const char *notes; /* what was stored */
} ScriptRow;

static const ScriptRow scripts[] = {
    { "done at once", { .codes = { OK } }, OK, 1, "run1;" },
    { "refused: all is taken back", { .codes = { CONFLICT } }, CONFLICT, 1, "" },
    { "again, as the database asks", { .codes = { RETRY, RETRY, OK } }, OK, 3, "run3;" },
    { "at most five times", { .codes = { RETRY, RETRY, RETRY, RETRY, RETRY, OK } }, UNAVAILABLE, 5, "" },
    { "refused, but recorded", { .codes = { CONFLICT }, .is_recorded = true }, CONFLICT, 1, "run1;" },
};

static void runs_a_work_in_one_transaction(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(scripts); i++) {
        Script script = scripts[i].script;
        int64_t out = 99;
        assert_row(i, scripts[i].what);
        assert_int_equal(run_work(cx, DB_WRITE, play, &script, &out, sizeof out), scripts[i].code);
        assert_int_equal(script.runs, scripts[i].runs);
        assert_false(db_is_open(cx));
        assert_text(notes_seen(cx), scripts[i].notes);
        assert_ok(db_begin(cx, DB_WRITE));
        assert_ok(note_clear(cx));
        assert_ok(db_commit(cx));
    }
}

static void the_clock_stands_where_the_setting_says(void **state) {
    Ctx *cx = *state;
    const SettingWord words[] = { { S("clock.fixed"), S("2030-12-31T16:59:59Z"), { .row = 0 } } };
    fixture_set(cx, words, 1);
    ctx_set_clock(cx);
    assert_text(time_text(cx->arena, cx->now), "2030-12-31T16:59:59Z");
    assert_text(day_text(cx->arena, cx->today), "2030-12-31"); /* one second before midnight in Việt Nam */
    assert_text(day_text(cx->arena, ctx_day_of(cx, (Time){ cx->now.us + 1000000 })), "2031-01-01");
    fixture_set(cx, NULL, 0);
    ctx_set_clock(cx);
    assert_true(time_now().us - cx->now.us < INT64_C(60000000));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ROOM(holds_every_kind_as_it_was),
        IN_ROOM(none_is_null_or_empty),
        IN_ROOM(one_row_or_not_found),
        IN_ROOM(gives_no_more_rows_than_stated),
        IN_ROOM(stops_gathering_when_the_arena_is_spent),
        IN_ROOM(tells_what_the_database_refuses),
        IN_ROOM(a_rollback_takes_all_back),
        IN_ROOM(a_part_is_taken_back_alone),
        IN_ROOM(a_reader_cannot_write),
        IN_ROOM(readers_see_one_moment),
        IN_ROOM(tells_that_something_was_committed),
        IN_ROOM(each_thread_has_a_connection_of_its_own),
        AT_DESK(a_database_that_cannot_be_opened_is_told),
        IN_ROOM(runs_a_work_in_one_transaction),
        AT_DESK(the_clock_stands_where_the_setting_says),
    };
    return cmocka_run_group_tests_name("db", tests, NULL, NULL);
}
