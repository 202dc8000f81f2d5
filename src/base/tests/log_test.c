/* base/tests/log_test - one event, one line, and only of the levels that were asked for. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/log.h"
#include "base/clock.h"
#include "tests/harness/unit.h"

#include <unistd.h>

enum { LOGGED_MAX = 8192 };

static char logged[LOGGED_MAX];

/* What an act writes to standard error. */
static Str logged_by(void (*act)(void)) {
    FILE *file = tmpfile();
    assert_non_null(file);
    (void)fflush(stderr);
    const int kept = dup(STDERR_FILENO);
    assert_true(dup2(fileno(file), STDERR_FILENO) >= 0);
    act();
    (void)fflush(stderr);
    assert_true(dup2(kept, STDERR_FILENO) >= 0);
    (void)close(kept);
    rewind(file);
    const size_t length = fread(logged, 1, sizeof logged, file);
    (void)fclose(file);
    return (Str){ logged, length };
}

static void log_at_all_levels(void) {
    log_line(LOG_ERROR, "an error");
    log_line(LOG_WARNING, "a warning");
    log_line(LOG_NOTICE, "a notice");
    log_line(LOG_DEBUG, "a detail");
}

/* Lines without their moment. */
static Str words_of(Arena *arena, Str lines) {
    Buf out = buf_new(arena, LOGGED_MAX);
    for (Str rest = lines; rest.at != NULL && rest.len > 0;) {
        Str line = str_cut(&rest, '\n');
        Time moment;
        const Str first = str_cut(&line, ' ');
        assert_ok(time_from_text(first, &moment));
        assert_true(moment.us > time_now().us - INT64_C(60000000));
        buf_add(&out, line);
        buf_char(&out, '\n');
    }
    return (Str){ out.len == 0 ? "" : out.at, out.len };
}

static void writes_what_the_level_asks_for(void **state) {
    static const char *const wanted[] = {
        "error an error\n",
        "error an error\nwarning a warning\n",
        "error an error\nwarning a warning\nnotice a notice\n",
        "error an error\nwarning a warning\nnotice a notice\ndebug a detail\n",
    };
    for (int level = LOG_ERROR; level <= LOG_DEBUG; level++) {
        assert_row((size_t)level, "");
        log_set_level((LogLevel)level);
        assert_text(words_of(*state, logged_by(log_at_all_levels)), wanted[level]);
    }
    log_set_level(LOG_NOTICE);
}

static void log_lines_of_a_stranger(void) {
    log_line(LOG_ERROR, "GET /x\n2026-11-22T03:00:00Z error forged\x1B[2J\t%s", "end");
}

static void turns_line_ends_of_strangers_into_blanks(void **state) {
    assert_text(words_of(*state, logged_by(log_lines_of_a_stranger)),
                "error GET /x 2026-11-22T03:00:00Z error forged [2J end\n");
}

static void log_too_much(void) {
    log_line(LOG_ERROR, "%5000d", 1);
}

static void cuts_lines_that_are_too_long(void **state) {
    (void)state;
    const Str line = logged_by(log_too_much);
    assert_true(line.len > 2000 && line.len < 2200);
    assert_true(str_ends(line, S("\n")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(writes_what_the_level_asks_for),
        AN_ARENA(turns_line_ends_of_strangers_into_blanks),
        cmocka_unit_test(cuts_lines_that_are_too_long),
    };
    return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
