/* tests/harness/fixture - see fixture.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/harness/fixture.h"

#include "app/modules.h"
#include "kit/migrate.h"

#include <ftw.h>
#include <sqlite3.h>
#include <unistd.h>

enum {
    ARENA_BYTES = 256 * 1024 * 1024,
    JSON_BYTES_MAX = 4 * 1024 * 1024,
    SAID_BYTES_MAX = 64 * 1024,
    FOLDERS_OPEN_MAX = 16,
};

typedef struct Fixture {
    Ctx cx; /* first: a test's state is a Ctx */
    House house;
    char folder[64];
} Fixture;

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *place) {
    (void)about;
    (void)kind;
    (void)place;
    return remove(path);
}

int desk_setup(void **state) {
    /* in memory where there is such a folder: what is synced there costs no time */
    const char *root = access("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : "/tmp";
    Fixture *fixture = lasting_alloc(sizeof *fixture);
    crypto_start();
    assert_true(snprintf(fixture->folder, sizeof fixture->folder, "%s/banyan-unit-XXXXXX", root) > 0);
    if (mkdtemp(fixture->folder) == NULL) return -1;
    fixture->house = house_built();
    fixture->house.data_folder = str_of(fixture->folder);
    fixture->cx = (Ctx){ .arena = arena_new(ARENA_BYTES), .house = &fixture->house };
    fixture_caller(&fixture->cx, "system");
    const SettingWord cheap_passwords[] = { { S("people.password_memory_kib"), S("8192"), { .row = 0 } },
                                            { S("people.password_passes"), S("1"), { .row = 0 } } };
    fixture_set(&fixture->cx, cheap_passwords, COUNT(cheap_passwords));
    fixture_clock(&fixture->cx, FIXTURE_NOW);
    *state = fixture;
    return 0;
}

int house_setup(void **state) {
    if (desk_setup(state) != 0) return -1;
    fixture_open(*state);
    assert_ok(db_begin(*state, DB_WRITE));
    return 0;
}

void fixture_rooms(Ctx *cx, const Module *const *modules, size_t count) {
    Fixture *fixture = (Fixture *)(void *)cx;
    fixture->house.modules = modules;
    fixture->house.module_count = count;
    fixture_set(cx, NULL, 0);
}

void fixture_open(Ctx *cx) {
    Fixture *fixture = (Fixture *)(void *)cx;
    Texts steps;
    assert_ok(store_open(cx, str_format(cx->arena, "sqlite:%s/banyan.db", fixture->folder), &fixture->house.store));
    assert_ok(store_writer(cx, fixture->house.store, &cx->db));
    assert_ok(migrate_all(cx, false, &steps));
}

int fixture_teardown(void **state) {
    Fixture *fixture = *state;
    if (fixture->house.store != NULL) db_rollback(&fixture->cx);
    store_close(fixture->house.store);
    (void)nftw(fixture->folder, remove_entry, FOLDERS_OPEN_MAX, FTW_DEPTH | FTW_PHYS);
    arena_free(fixture->cx.arena);
    lasting_free(fixture);
    return 0;
}

void fixture_set(Ctx *cx, const SettingWord *words, size_t count) {
    Fixture *fixture = (Fixture *)(void *)cx;
    assert_ok(settings_make(cx, S(""), words, count, &fixture->house.settings));
}

void fixture_clock(Ctx *cx, const char *moment) {
    assert_ok(time_from_text(str_of(moment), &cx->now));
    cx->today = ctx_day_of(cx, cx->now);
}

void fixture_caller(Ctx *cx, const char *id) {
    cx->caller = (Caller){ .id = str_of(id), .name = str_of(id), .address = S("192.0.2.1"), .session = S("") };
}

void fixture_forget(Ctx *cx) {
    cx->problem = (Problem){ 0 };
}

Str fixture_file(Ctx *cx, const char *name, Str content) {
    const Str path = path_join(cx->arena, cx->house->data_folder, str_of(name));
    assert_ok(file_write(cx, path, content, 0600));
    return path;
}

Str fixture_source(Ctx *cx, const char *path) {
    return path_join(cx->arena, S(SOURCE_ROOT), str_of(path));
}

void *fixture_record(Ctx *cx, const Shape *shape, const FieldWord *words, size_t count) {
    void *record = arena_alloc(cx->arena, shape->size);
    for (size_t i = 0; i < count; i++) {
        const Field *field = shape_field(shape, words[i].field);
        assert_non_null(field);
        field_read_text(cx, field, spot_field(str_of(words[i].field)), str_of(words[i].text), record);
    }
    assert_no_faults(cx);
    return record;
}

Code fixture_say(Ctx *cx, Work *run, const void *in, Str *ret_said) {
    FILE *file = tmpfile();
    assert_non_null(file);
    (void)fflush(stdout);
    const int kept = dup(STDOUT_FILENO);
    assert_true(dup2(fileno(file), STDOUT_FILENO) >= 0);
    const Code code = run(cx, in, NULL);
    (void)fflush(stdout);
    assert_true(dup2(kept, STDOUT_FILENO) >= 0);
    (void)close(kept);
    rewind(file);
    char *said = arena_alloc(cx->arena, SAID_BYTES_MAX);
    *ret_said = (Str){ said, fread(said, 1, SAID_BYTES_MAX, file) };
    (void)fclose(file);
    return code;
}

Str fixture_json(Ctx *cx, const Shape *shape, const void *record) {
    Buf out = buf_new(cx->arena, JSON_BYTES_MAX);
    shape_write_json(&out, shape, record);
    return written(&out);
}

Str fixture_past_the_house(Ctx *cx, const char *sql) {
    sqlite3 *raw = NULL;
    char *said = NULL;
    const Str path = str_format(cx->arena, "%.*s/banyan.db", STR_FMT(cx->house->data_folder));
    assert_int_equal(sqlite3_open_v2(path.at, &raw, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    (void)sqlite3_exec(raw, sql, NULL, NULL, &said);
    const Str refusal = str_from(cx->arena, said);
    sqlite3_free(said);
    assert_int_equal(sqlite3_close(raw), SQLITE_OK);
    return refusal;
}

void assert_problem_at(const Ctx *cx, const ProblemKind *wanted, const char *file, int line) {
    if (cx->problem.kind == wanted) return;
    print_error("got %s, wanted %s\n", cx->problem.kind == NULL ? "nothing" : cx->problem.kind->slug, wanted->slug);
    _fail(file, line);
}

static bool is_fault(const Fault *fault, const FaultWanted *wanted) {
    return fault->kind == wanted->kind && fault->spot.row == wanted->row && str_is(fault->spot.column, wanted->column);
}

void assert_faults_at(const Ctx *cx, const FaultWanted *wanted, size_t count, const char *file, int line) {
    const Problem *problem = &cx->problem;
    size_t met = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_there = false;
        for (size_t j = 0; j < problem->fault_count; j++)
            is_there = is_there || is_fault(&problem->faults[j], &wanted[i]);
        met += is_there;
        if (is_there) continue;
        print_error("missing: %s %lld %s\n", wanted[i].kind->slug, (long long)wanted[i].row, wanted[i].column);
    }
    if (met == count && problem->fault_total == count) return;
    for (size_t j = 0; j < problem->fault_count; j++) {
        const Fault *fault = &problem->faults[j];
        print_error("got: %s %lld %.*s (%.*s)\n", fault->kind->slug, (long long)fault->spot.row,
                    STR_FMT(fault->spot.column), STR_FMT(fault->en));
    }
    _fail(file, line);
}
