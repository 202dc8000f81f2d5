/* kit/tests/commands_test - the command line, as a person types it; each in a process of its own. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/commands.h"
#include "kit/kit.h"
#include "tests/unit/room.h"

#include <sys/wait.h>
#include <unistd.h>

typedef struct Args {
    Str file, name;
    int64_t count;
    bool dry_run;
} Args;

static const Field args_fields[] = {
    OPTION(Args, file, REQUIRED, 1, 100, "f"),
    OPTION(Args, name, OPTIONAL, 0, 10, "n"),
    OPTION(Args, count, OPTIONAL, 0, 9, "c"),
    OPTION(Args, dry_run, OPTIONAL, 0, 0, "d"),
};
static const Shape args_shape = SHAPE(Args, args_fields);

/* Says what it was given. */
static Code echo(Ctx *cx, const void *in, void *out) {
    (void)out;
    const Args *args = in;
    say("file=%.*s name=%.*s count=%lld dry=%d offset=%lld data=%.*s\n", STR_FMT(args->file), STR_FMT(args->name),
        (long long)args->count, args->dry_run, (long long)setting_int(cx->house->settings, &clock_offset_minutes),
        STR_FMT(cx->house->data_folder));
    return OK;
}

static Code refuse(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    return fail(cx, &not_found, S("it"));
}

/* Says and writes, and the database asks for another attempt, as it does where two write at once. */
static Code waver(Ctx *cx, const void *in, void *out) {
    (void)cx;
    (void)in;
    (void)out;
    static int attempts;
    attempts++;
    say("attempt %d\n%s", attempts, attempts < 3 ? "and more that is void\n" : "");
    return attempts < 3 ? RETRY : OK;
}

static Code boast(Ctx *cx, const void *in, void *out) {
    say("it is done\n");
    return refuse(cx, in, out);
}

static const Command commands[] = {
    { "unit echo", .args = &args_shape, .operand = "file", .run = echo, .help = "says what it was given" },
    { "refuse", .run = refuse, .help = "refuses" },
    { "needy", .run = refuse, .needs_store = true, .help = "needs a database" },
    { "waver", .run = waver, .writes = true, .help = "is attempted three times" },
    { "boast", .run = boast, .writes = true, .help = "says what does not come true" },
};
static const Module commands_room = { .name = "commands", .title = "Commands", TABLE(command, commands) };
static const Module *const modules[] = { &kit_module, &commands_room };

typedef struct LineRow {
    const char *words[8];
    int status;
    const char *said; /* a part of standard output or standard error */
} LineRow;

static const LineRow lines[] = {
    { { NULL }, 0, "unit echo" },
    { { "--help" }, 0, "says what it was given" },
    { { "help" }, 0, "refuses" },
    { { "nope" }, 2, "kit/command-unknown" },
    { { "unit" }, 2, "kit/command-unknown" },
    { { "unit", "echo", "a.csv" }, 0, "file=a.csv name= count=0 dry=0 offset=420 data=data" },
    { { "unit", "echo", "--file", "a.csv", "--name=x", "--count", "7" }, 0, "file=a.csv name=x count=7 dry=0" },
    { { "unit", "echo", "a.csv", "--dry-run", "--data", "/d" }, 0, "dry=1 offset=420 data=/d" },
    { { "unit", "echo", "a.csv", "--dry-run=false" }, 0, "dry=0" },
    { { "unit", "echo", "--name=a=b", "a.csv" }, 0, "name=a=b" },
    { { "unit", "echo", "a.csv", "--set", "clock.offset_minutes=0" }, 0, "offset=0" },
    { { "unit", "echo", "a.csv", "--set", "clock.offset_minutes = -60 " }, 0, "offset=-60" },
    { { "unit", "echo", "a.csv", "--set", "clock.offset_minutes=9999" }, 1, "kit/range" },
    { { "unit", "echo", "a.csv", "--set", "nope=1" }, 1, "kit/setting-unknown" },
    { { "unit", "echo", "a.csv", "--set", "nope" }, 2, "kit/setting-line" },
    { { "unit", "echo", "--help" }, 0, "--dry-run" },
    { { "unit", "echo" }, 2, "kit/field-missing" },
    { { "unit", "echo", "a.csv", "b.csv" }, 2, "kit/option-unknown" },
    { { "unit", "echo", "a.csv", "--nope", "1" }, 2, "kit/option-unknown" },
    { { "unit", "echo", "a.csv", "--name" }, 2, "kit/option-needs-value" },
    { { "unit", "echo", "a.csv", "--count", "10" }, 2, "kit/range" },
    { { "unit", "echo", "a.csv", "--count", "x", "--name", "12345678901" }, 2, "kit/length" },
    { { "refuse" }, 1, "kit/not-found" },
    { { "refuse", "x" }, 2, "kit/option-unknown" },
    { { "refuse", "--json" }, 1, "{\"type\":\"/problems/kit/not-found\"" },
    { { "needy", "--data", "/nonexistent" }, 1, "kit/data-missing" },
};

static int run_here(char **argv, int count, int output) {
    const House house = { .modules = modules, .module_count = COUNT(modules) };
    signals_as_usual();
    (void)dup2(output, STDOUT_FILENO);
    (void)dup2(output, STDERR_FILENO);
    return commands_run(&house, count, argv);
}

/* Runs a line in a child; gives its exit status (-1: it was stopped) and what it said. */
static int run_line(Arena *arena, const char *const *words, Str *ret_said) {
    static char program[] = "banyan";
    char *argv[10] = { program };
    int count = 1, status = 0;
    for (; count <= 8 && words[count - 1] != NULL; count++)
        argv[count] = (char *)(uintptr_t)str_c(arena, str_of(words[count - 1]));
    FILE *file = tmpfile();
    assert_non_null(file);
    (void)fflush(stdout);
    const pid_t child = fork();
    if (child == 0) _exit(run_here(argv, count, fileno(file)));
    assert_int_equal(waitpid(child, &status, 0), child);
    char *said = arena_alloc(arena, 20000);
    rewind(file);
    *ret_said = (Str){ said, fread(said, 1, 20000, file) };
    (void)fclose(file);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void reads_lines_as_they_are_typed(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        Str said;
        assert_row(i, lines[i].said);
        assert_int_equal(run_line(cx->arena, lines[i].words, &said), lines[i].status);
        assert_holds(said, lines[i].said);
    }
}

static void names_all_faults_of_a_line(void **state) {
    Ctx *cx = *state;
    const char *const words[8] = { "unit", "echo", "--count", "x", "--nope=1", "--name" };
    Str said;
    assert_int_equal(run_line(cx->arena, words, &said), 2);
    assert_holds(said, "kit/whole-number-form");
    assert_holds(said, "kit/option-unknown");
    assert_holds(said, "kit/option-needs-value");
}

static void a_long_word_is_only_an_unknown_command(void **state) {
    Ctx *cx = *state;
    const char *const alone[8] = { str_format(cx->arena, "%0600d", 1).at }, *const second[8] = { "unit", alone[0] };
    Str said;
    assert_int_equal(run_line(cx->arena, alone, &said), 2);
    assert_holds(said, "kit/command-unknown");
    assert_int_equal(run_line(cx->arena, second, &said), 2);
}

static void says_what_was_written_once_and_when_it_is(void **state) {
    Ctx *cx = *state;
    const char *folder = str_c(cx->arena, cx->house->data_folder);
    (void)fixture_file(cx, "banyan.conf", S(""));
    const char *const wavering[8] = { "waver", "--data", folder }, *const boasting[8] = { "boast", "--data", folder };
    Str said;
    assert_int_equal(run_line(cx->arena, wavering, &said), 0);
    assert_text(said, "attempt 3\n");
    assert_int_equal(run_line(cx->arena, boasting, &said), 1);
    assert_false(str_starts(said, S("it is done")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(reads_lines_as_they_are_typed),
        AT_DESK(names_all_faults_of_a_line),
        AT_DESK(a_long_word_is_only_an_unknown_command),
        AT_DESK(says_what_was_written_once_and_when_it_is),
    };
    return cmocka_run_group_tests_name("commands", tests, NULL, NULL);
}
