/* tests/unit/queries_test - every query of the tree can be prepared on both engines, and fits its Shapes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/harness/fixture.h"
#include "tests/unit/queries.h"

#include "app/modules.h"
#include "kit/migrate.h"

#include <sqlite3.h>
#include <stdlib.h>

static void prepare_all(Ctx *cx) {
    size_t total = 0;
    for (size_t i = 0; i < query_table_count; i++) {
        for (size_t j = 0; j < query_tables[i]->count; j++) {
            const Query *query = query_tables[i]->queries[j];
            const Code code = db_prepare(cx, query);
            if (code != OK) print_error("%s %s: %.*s\n", query_tables[i]->file, query->name, STR_FMT(cx->problem.en));
            assert_ok(code);
            total++;
        }
    }
    print_message("# %zu queries of %zu files\n", total, query_table_count);
}

static void prepares_every_query_on_sqlite(void **state) {
    prepare_all(*state);
}

static void prepares_every_query_on_postgresql(void **state) {
    Ctx *cx = *state;
    const char *url = getenv("BANYAN_TEST_POSTGRES"); // NOLINT(concurrency-mt-unsafe)
    if (url == NULL || url[0] == '\0') {
        print_message("# BANYAN_TEST_POSTGRES holds no url: not tried\n"); /* skip() looks like a failure to meson */
        return;
    }
    House house = house_built();
    Texts steps;
    house.settings = cx->house->settings;
    Ctx there = *cx;
    there.house = &house;
    assert_ok(store_open(&there, str_of(url), &house.store));
    assert_ok(store_writer(&there, house.store, &there.db));
    assert_ok(migrate_all(&there, false, &steps));
    assert_ok(db_begin(&there, DB_WRITE));
    prepare_all(&there);
    db_rollback(&there);
    store_close(house.store);
}

/* Every column that SQLite would give is a member of the row's record: a name that the record lacks is dropped
 * silently when it runs. */
static void names_only_columns_that_the_record_has(void **state) {
    Ctx *cx = *state;
    sqlite3 *raw = NULL;
    const char *path = str_format(cx->arena, "%.*s/banyan.db", STR_FMT(cx->house->data_folder)).at;
    assert_int_equal(sqlite3_open_v2(path, &raw, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    for (size_t i = 0; i < query_table_count; i++) {
        for (size_t j = 0; j < query_tables[i]->count; j++) {
            const Query *query = query_tables[i]->queries[j];
            sqlite3_stmt *statement = NULL;
            assert_int_equal(sqlite3_prepare_v2(raw, query->sqlite, -1, &statement, NULL), SQLITE_OK);
            assert_int_equal(sqlite3_bind_parameter_count(statement), query->param_count);
            for (int k = 0; k < sqlite3_column_count(statement); k++) {
                const char *column = sqlite3_column_name(statement, k);
                if (shape_field(query->row, column) == NULL)
                    print_error("%s %s: %s\n", query_tables[i]->file, query->name, column);
                assert_non_null(shape_field(query->row, column));
            }
            assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
        }
    }
    assert_int_equal(sqlite3_close(raw), SQLITE_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_HOUSE(prepares_every_query_on_sqlite),
        AT_DESK(prepares_every_query_on_postgresql),
        IN_HOUSE(names_only_columns_that_the_record_has),
    };
    return cmocka_run_group_tests_name("queries", tests, NULL, NULL);
}
