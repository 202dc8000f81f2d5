/* tests/harness/unit - see unit.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/harness/unit.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARENA_BYTES = 64 * 1024 * 1024, ROW_LETTERS_MAX = 100, TEXT_BYTES_SHOWN = 600 };

void assert_row(size_t index, const char *what) {
    char line[ROW_LETTERS_MAX + 1] = "";
    for (size_t i = 0; i < ROW_LETTERS_MAX && what[i] != '\0'; i++) {
        const unsigned char c = (unsigned char)what[i];
        line[i] = c >= ' ' && c < 0x7F ? (char)c : '.'; /* one line of TAP, whatever it holds */
    }
    print_message("# row %zu: %s\n", index, line);
}

void signals_as_usual(void) {
    const struct rlimit no_core = { 0 };
    (void)setrlimit(RLIMIT_CORE, &no_core);
    for (int number = 1; number < NSIG; number++) (void)signal(number, SIG_DFL); // NOLINT(cert-err33-c)
}

static void act_quietly(void (*act)(void)) {
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC); /* what it says is no news */
    (void)dup2(nowhere, STDERR_FILENO);
    (void)dup2(nowhere, STDOUT_FILENO);
    signals_as_usual();
    act();
    _exit(0);
}

void assert_text_at(Str text, const char *wanted, const char *file, int line) {
    if (str_is(text, wanted)) return;
    print_error("got    “%.*s”\nwanted “%s”\n", STR_FMT(text), wanted);
    _fail(file, line);
}

void assert_holds_at(Str text, const char *part, const char *file, int line) {
    if (str_find(text, str_of(part)) < text.len) return;
    const Str shown = str_part(text, 0, TEXT_BYTES_SHOWN); /* cmocka cuts what it prints */
    print_error("no “%s” in “%.*s”\n", part, STR_FMT(shown));
    _fail(file, line);
}

Str written(const Buf *buf) {
    Str text;
    assert_ok(buf_done(buf, &text));
    return text;
}

/* How the child ended, as wait() tells it. */
static int status_of(void (*act)(void)) {
    int status = 0;
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) act_quietly(act);
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

bool stops(void (*act)(void)) {
    const int status = status_of(act);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

bool ends_well(void (*act)(void)) {
    const int status = status_of(act);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int arena_setup(void **state) {
    *state = arena_new(ARENA_BYTES);
    return 0;
}

int arena_teardown(void **state) {
    arena_free(*state);
    return 0;
}
