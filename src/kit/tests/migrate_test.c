/* kit/tests/migrate_test - the tables of all rooms, brought up to date step by step, each once. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/migrate.h"
#include "tests/unit/room.h"

/* A room whose steps a test may change; their SQL is that of tests/unit/migrations. */
static Migration steps[3];
static Module grown = { .name = "grown", .title = "Grown" };
static const Module *const modules[] = { &kit_module, &grown };

static int setup(void **state) {
    if (desk_setup(state) != 0) return -1;
    steps[0] = unit_module.migrations[0];
    steps[1] = unit_module.migrations[1];
    steps[2] = (Migration){ "0003_wrong", steps[0].sqlite, steps[0].postgres }; /* its tables are there already */
    grown.migrations = steps;
    grown.migration_count = 1;
    fixture_rooms(*state, modules, COUNT(modules));
    fixture_open(*state);
    return 0;
}

/* The steps that are taken now, or would be. */
static Str taken(Ctx *cx, bool only_tell, Code wanted) {
    Texts names = { 0 };
    Buf out = buf_new(cx->arena, 1000);
    assert_int_equal(migrate_all(cx, only_tell, &names), wanted);
    assert_false(db_is_open(cx));
    for (size_t i = 0; i < names.count; i++) buf_addf(&out, "%.*s;", STR_FMT(names.items[i]));
    return written(&out);
}

static void takes_each_step_once(void **state) {
    Ctx *cx = *state;
    assert_text(taken(cx, false, OK), ""); /* the fixture took the first */
    grown.migration_count = 2;
    assert_text(taken(cx, false, OK), "grown/0002_tree;");
    assert_text(taken(cx, false, OK), "");
}

static void a_fresh_database_takes_all_in_order(void **state) {
    Ctx *cx = *state;
    House house = *cx->house;
    Ctx there = *cx;
    there.house = &house;
    grown.migration_count = 2;
    const Str url = str_format(cx->arena, "sqlite:%.*s/fresh.db", STR_FMT(house.data_folder));
    assert_ok(store_open(&there, url, &house.store));
    assert_ok(store_writer(&there, house.store, &there.db));
    const Str all = str_format(cx->arena, "kit/%s;grown/0001_note;grown/0002_tree;", kit_module.migrations[0].name);
    assert_text(taken(&there, true, OK), all.at); /* a dry run writes nothing */
    assert_text(taken(&there, true, OK), all.at);
    assert_text(taken(&there, false, OK), all.at);
    assert_text(taken(&there, false, OK), "");
    store_close(house.store);
}

static void tells_without_writing(void **state) {
    Ctx *cx = *state;
    grown.migration_count = 2;
    assert_text(taken(cx, true, OK), "grown/0002_tree;");
    assert_text(taken(cx, true, OK), "grown/0002_tree;");
}

static void refuses_a_released_step_that_was_changed(void **state) {
    Ctx *cx = *state;
    grown.migration_count = 2;
    const char *released = steps[0].sqlite;
    steps[0].sqlite = str_format(cx->arena, "%s ", released).at; /* one blank more */
    assert_text(taken(cx, false, CONFLICT), "");
    assert_problem(cx, &migration_changed);
    assert_holds(cx->problem.en, "grown/0001_note");
    steps[0].sqlite = released;
    fixture_forget(cx);
    assert_text(taken(cx, false, OK), "grown/0002_tree;");
}

static void refuses_a_database_that_is_newer(void **state) {
    Ctx *cx = *state;
    grown.migration_count = 2;
    assert_text(taken(cx, false, OK), "grown/0002_tree;");
    grown.migration_count = 1;
    assert_text(taken(cx, false, CONFLICT), "");
    assert_problem(cx, &migration_missing);
    assert_holds(cx->problem.en, "grown/0002_tree");
}

static void takes_all_steps_or_none(void **state) {
    Ctx *cx = *state;
    grown.migration_count = 3; /* the third fails */
    assert_text(taken(cx, false, BROKEN), "grown/0002_tree;grown/0003_wrong;");
    grown.migration_count = 2;
    fixture_forget(cx);
    assert_text(taken(cx, false, OK), "grown/0002_tree;"); /* so the second was not taken either */
}

static void the_whole_house_migrates_once(void **state) {
    Ctx *cx = *state;
    db_rollback(cx);
    assert_text(taken(cx, false, OK), "");
}

#define WITH_STEPS(test) cmocka_unit_test_setup_teardown((test), setup, fixture_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STEPS(takes_each_step_once),
        WITH_STEPS(a_fresh_database_takes_all_in_order),
        WITH_STEPS(tells_without_writing),
        WITH_STEPS(refuses_a_released_step_that_was_changed),
        WITH_STEPS(refuses_a_database_that_is_newer),
        WITH_STEPS(takes_all_steps_or_none),
        IN_HOUSE(the_whole_house_migrates_once),
    };
    return cmocka_run_group_tests_name("migrate", tests, NULL, NULL);
}
