/* kit/tests/confine_test - what a confined program can do, and what it cannot. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/confine.h"
#include "tests/harness/fixture.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define ROOM (1024 * 1024)

typedef struct Try {
    const char *script;
    ConfinedEnd end;
    int status;
    const char *said;
} Try;

static ConfinedEnd run_script(Ctx *cx, const char *script, int input, Str *ret_said, int *ret_status) {
    const char *const words[] = { "/bin/bash", "-c", script, NULL };
    const Confined plan = {
        .words = words, .input = input, .seconds = 2, .memory_max = 64 * ROOM, .output_max = ROOM
    };
    return confined_run(cx->arena, &plan, ret_said, ret_status);
}

static void keeps_to_its_limits(void **state) {
    static const Try tries[] = {
        { "cat", CONFINED_FINE, 0, "from outside" },
        { "read -r word; echo -n \"$word!\"; exit 3", CONFINED_BROKEN, 3, "from outside!" },
        { "head -c 1048576 /dev/zero | tr '\\0' 'x' | tail -c 4", CONFINED_FINE, 0, "xxxx" },
        { "yes", CONFINED_LARGE, 0, "" },
        { "exec sleep 30", CONFINED_SLOW, 0, "" },
        { "exec >&-; exec sleep 30", CONFINED_SLOW, 0, "" },
        { "while :; do :; done", CONFINED_SLOW, 0, "" },
        { "echo x > /tmp/banyan-confined-out", CONFINED_BROKEN, 1, "" },
        { "exec 3<>/dev/tcp/127.0.0.1/9", CONFINED_BROKEN, 1, "" },
        { "exec 3<>/dev/udp/127.0.0.1/9", CONFINED_BROKEN, 1, "" },
        { "kill -TERM $PPID", CONFINED_BROKEN, 1, "" },
        { "echo -n $LANG$DATABASE_URL", CONFINED_FINE, 0, "C.UTF-8" },
        { "read -r -u 9 word; echo -n \"($word)\"", CONFINED_FINE, 0, "()" }, /* what was open here */
    };
    Ctx *cx = *state;
    (void)setenv("DATABASE_URL", "postgresql://secret", 1);
    for (size_t i = 0; i < COUNT(tries); i++) {
        int line[2], status;
        Str said;
        assert_row(i, tries[i].script);
        assert_int_equal(pipe(line), 0);
        assert_int_equal(write(line[1], "from outside", 12), 12);
        (void)close(line[1]);
        assert_int_equal(dup2(line[0], 9), 9);
        const ConfinedEnd end = run_script(cx, tries[i].script, line[0], &said, &status);
        (void)close(line[0]);
        (void)close(9);
        assert_int_equal(end, tries[i].end);
        assert_int_equal(status, tries[i].status);
        assert_text(said, tries[i].said);
    }
}

static void has_no_more_memory(void **state) {
    Ctx *cx = *state;
    int status;
    Str said;
    if (!confined_memory_is_held) skip(); /* under a sanitizer */
    assert_int_equal(run_script(cx, "a=x; while :; do a=$a$a; done", STDIN_FILENO, &said, &status), CONFINED_BROKEN);
}

static void has_no_such_program(void **state) {
    Ctx *cx = *state;
    int status;
    Str said;
    const char *const words[] = { "/usr/bin/banyan-has-no-such-program", NULL };
    const char *const folder[] = { "/usr", NULL };
    Confined plan = { .words = words, .input = STDIN_FILENO, .seconds = 1, .memory_max = ROOM, .output_max = ROOM };
    assert_int_equal(confined_run(cx->arena, &plan, &said, &status), CONFINED_MISSING);
    plan.words = folder;
    assert_int_equal(confined_run(cx->arena, &plan, &said, &status), CONFINED_MISSING);
}

static void reads_what_it_is_given_in_memory(void **state) {
    Ctx *cx = *state;
    int status;
    Str said;
    Buf much = buf_new(cx->arena, ROOM);
    while (much.len < ROOM / 2) buf_add(&much, S("some bytes "));
    const int input = confined_input(written(&much)), nothing = confined_input(S(""));
    assert_int_equal(run_script(cx, "cat", input, &said, &status), CONFINED_FINE);
    assert_true(str_equal(said, written(&much)));
    assert_int_equal(run_script(cx, "cat", nothing, &said, &status), CONFINED_FINE);
    assert_text(said, "");
    (void)close(input);
    (void)close(nothing);
}

static void sees_the_files_of_the_system_alone(void **state) {
    Ctx *cx = *state;
    int status;
    Str said;
    if (syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, 1) < 1) skip(); /* this kernel has no Landlock */
    assert_int_equal(run_script(cx, "cat /etc/debian_version >/dev/null", STDIN_FILENO, &said, &status), CONFINED_FINE);
    assert_int_equal(run_script(cx, "ls /root /home /var /tmp", STDIN_FILENO, &said, &status), CONFINED_BROKEN);
    assert_text(said, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(keeps_to_its_limits),
        AT_DESK(has_no_more_memory),
        AT_DESK(has_no_such_program),
        AT_DESK(reads_what_it_is_given_in_memory),
        AT_DESK(sees_the_files_of_the_system_alone),
    };
    return cmocka_run_group_tests_name("confine", tests, NULL, NULL);
}
