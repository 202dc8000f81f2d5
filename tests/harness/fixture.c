/* tests/harness/fixture - see fixture.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/harness/fixture.h"

#include "app/modules.h"
#include "kit/migrate.h"

#include <ftw.h>
#include <unistd.h>

enum { ARENA_BYTES = 256 * 1024 * 1024, FOLDERS_OPEN_MAX = 16 };

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
    static const char pattern[] = "/tmp/banyan-unit-XXXXXX";
    Fixture *fixture = lasting_alloc(sizeof *fixture);
    crypto_start();
    memcpy(fixture->folder, pattern, sizeof pattern);
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
        for (size_t j = 0; j < problem->fault_count; j++) is_there = is_there || is_fault(&problem->faults[j], &wanted[i]);
        met += is_there;
        if (!is_there) print_error("missing: %s %lld %s\n", wanted[i].kind->slug, (long long)wanted[i].row, wanted[i].column);
    }
    if (met == count && problem->fault_total == count) return;
    for (size_t j = 0; j < problem->fault_count; j++) {
        const Fault *fault = &problem->faults[j];
        print_error("got: %s %lld %.*s (%.*s)\n", fault->kind->slug, (long long)fault->spot.row,
                    STR_FMT(fault->spot.column), STR_FMT(fault->en));
    }
    _fail(file, line);
}
