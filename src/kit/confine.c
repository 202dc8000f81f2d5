/* kit/confine - see confine.h. No network and no meddling with other processes by seccomp (libseccomp); no files but
 * the system's by Landlock, where the kernel has it. All is made ready before the fork: behind it only calls of the
 * kernel are safe, since other threads held locks. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/confine.h"

#include "base/clock.h"
#include "kit/files.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/landlock.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/filter.h>

enum {
    RULES_MAX = 4096,
    FILES_MAX = 64,
    NOT_STARTED = 127, /* as a shell says it */
    PIECE_BYTES = 64 * 1024,
    WAIT_MS = 20
};

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED 1
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED 0
#endif

const bool confined_memory_is_held = !IS_SANITIZED;

/* ---- what it may ask of the kernel ---- */

/* Refused with EPERM, as if it had no right: programs then say so and end, or do without. */
static void refuse_calls(scmp_filter_ctx calls) {
    static const int refused[] = {
        SCMP_SYS(socket),
        SCMP_SYS(socketpair),
        SCMP_SYS(connect),
        SCMP_SYS(bind),
        SCMP_SYS(ptrace),
        SCMP_SYS(process_vm_readv),
        SCMP_SYS(process_vm_writev),
        SCMP_SYS(kill),
        SCMP_SYS(tgkill),
        SCMP_SYS(pidfd_open),
        SCMP_SYS(pidfd_send_signal),
        SCMP_SYS(mount),
        SCMP_SYS(unshare),
        SCMP_SYS(setns),
        SCMP_SYS(bpf),
        SCMP_SYS(perf_event_open),
        SCMP_SYS(keyctl),
        SCMP_SYS(add_key),
        SCMP_SYS(request_key),
        SCMP_SYS(io_uring_setup),
        SCMP_SYS(userfaultfd),
        SCMP_SYS(chmod),
        SCMP_SYS(fchmodat),
        SCMP_SYS(chown),
        SCMP_SYS(unlink),
        SCMP_SYS(unlinkat),
        SCMP_SYS(rename),
        SCMP_SYS(renameat2),
        SCMP_SYS(shmget),
        SCMP_SYS(msgget),
        SCMP_SYS(semget),
        SCMP_SYS(mq_open),
    };
    for (size_t i = 0; i < COUNT(refused); i++) {
        const bool is_here = refused[i] >= 0; /* a machine may have none of that name */
        if (is_here) MUST(seccomp_rule_add(calls, SCMP_ACT_ERRNO(EPERM), refused[i], 0) == 0);
    }
}

static struct sock_fprog make_filter(Arena *arena) {
    struct sock_filter *rules = NEW_ARRAY(arena, struct sock_filter, RULES_MAX);
    const size_t room = RULES_MAX * sizeof *rules;
    scmp_filter_ctx calls = seccomp_init(SCMP_ACT_ALLOW);
    CLEANUP(file_close) int file = memfd_create("rules", MFD_CLOEXEC);
    MUST(calls != NULL && file >= 0);
    refuse_calls(calls);
    MUST(seccomp_export_bpf(calls, file) == 0);
    seccomp_release(calls);
    const ssize_t size = pread(file, rules, room, 0);
    MUST(size > 0 && (size_t)size < room && (size_t)size % sizeof *rules == 0);
    return (struct sock_fprog){ .len = (unsigned short)((size_t)size / sizeof *rules), .filter = rules };
}

/* ---- which files it may see ---- */

static void allow(int set, int place, uint64_t what) {
    struct landlock_path_beneath_attr rule = { .allowed_access = what, .parent_fd = place };
    if (place >= 0) (void)syscall(SYS_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
}

/* A set of rules of Landlock; -1: the kernel has none. */
static int make_landlock(int program, int nothing) {
    static const char *const places[] = { "/usr", "/lib", "/lib64", "/bin", "/etc", "/dev" };
    const uint64_t opens = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE;
    const uint64_t reads = opens | LANDLOCK_ACCESS_FS_READ_DIR;
    const uint64_t writes = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                            LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                            LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |
                            LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
    const struct landlock_ruleset_attr handled = { .handled_access_fs = reads | writes };
    const int set = (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
    if (set < 0) return -1;
    allow(set, program, opens);
    allow(set, nothing, LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE);
    for (size_t i = 0; i < COUNT(places); i++) {
        CLEANUP(file_close) int place = open(places[i], O_PATH | O_CLOEXEC);
        allow(set, place, reads);
    }
    if (IS_SANITIZED) { /* they look at their own memory */
        CLEANUP(file_close) int place = open("/proc", O_PATH | O_CLOEXEC);
        allow(set, place, reads);
    }
    return set;
}

/* ---- the child ---- */

typedef struct Child {
    const Confined *plan;
    char *const *words;
    int program; /* opened before it may see no more than the system's files */
    int output, nothing, landlock;
    struct sock_fprog calls;
    pid_t parent;
} Child;

static void limit(__rlimit_resource_t what, rlim_t most) {
    const struct rlimit set = { most, most };
    if (setrlimit(what, &set) != 0) _exit(NOT_STARTED);
}

static _Noreturn void be_child(const Child *child) {
    /* Whose leaks are looked for by a process that traces it: which it may not be. */
    static char *const environment[] = { "PATH=/usr/bin:/bin", "LANG=C.UTF-8", "HOME=/", "OMP_THREAD_LIMIT=1",
                                         IS_SANITIZED ? "ASAN_OPTIONS=detect_leaks=0" : NULL, NULL };
    const Confined *plan = child->plan;
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != child->parent) _exit(NOT_STARTED);
    /* Not where the server was started: there may be a data folder, whose settings this program would want to read. */
    if (chdir("/usr") != 0) _exit(NOT_STARTED);
    if (dup2(plan->input, STDIN_FILENO) < 0 || dup2(child->output, STDOUT_FILENO) < 0 ||
        dup2(child->nothing, STDERR_FILENO) < 0)
        _exit(NOT_STARTED);
    if (syscall(SYS_close_range, STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC) != 0) _exit(NOT_STARTED);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0); /* of files; a pipe has none */
    limit(RLIMIT_NOFILE, FILES_MAX);
    limit(RLIMIT_CPU, (rlim_t)plan->seconds);
    if (!IS_SANITIZED) limit(RLIMIT_AS, plan->memory_max);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) _exit(NOT_STARTED);
    if (child->landlock >= 0 && syscall(SYS_landlock_restrict_self, child->landlock, 0) != 0) _exit(NOT_STARTED);
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &child->calls) != 0) _exit(NOT_STARTED);
    (void)syscall(SYS_execveat, child->program, "", child->words, environment, AT_EMPTY_PATH);
    _exit(NOT_STARTED);
}

/* ---- the parent ---- */

typedef struct Hearing {
    Arena *arena;
    char *at;
    size_t len, room, max;
} Hearing;

static void make_room(Hearing *heard) {
    if (heard->room - heard->len >= PIECE_BYTES) return;
    const size_t room = heard->room * 2 + PIECE_BYTES;
    char *wider = arena_alloc(heard->arena, room);
    if (heard->len > 0) memcpy(wider, heard->at, heard->len);
    heard->at = wider;
    heard->room = room;
}

/* Until its end of the pipe is closed. */
static ConfinedEnd hear(Hearing *heard, int from, int64_t until_us) {
    for (;;) {
        struct pollfd ready = { .fd = from, .events = POLLIN };
        const int64_t left_us = until_us - time_steady_us();
        if (left_us <= 0) return CONFINED_SLOW;
        const int count = poll(&ready, 1, (int)(left_us / 1000) + 1);
        if (count < 0 && errno != EINTR) return CONFINED_BROKEN;
        if (count <= 0) continue;
        make_room(heard);
        const ssize_t got = read(from, heard->at + heard->len, PIECE_BYTES);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return got == 0 ? CONFINED_FINE : CONFINED_BROKEN;
        heard->len += (size_t)got;
        if (heard->len > heard->max) return CONFINED_LARGE;
    }
}

/* It has closed its output, which need not be its end. */
static ConfinedEnd wait_for(pid_t child, ConfinedEnd end, int64_t until_us, int *ret_status) {
    int status = 0;
    if (end != CONFINED_FINE) (void)kill(child, SIGKILL);
    for (;;) {
        const pid_t gone = waitpid(child, &status, end == CONFINED_FINE ? WNOHANG : 0);
        if (gone == child) break;
        if (gone < 0 && errno != EINTR) return CONFINED_BROKEN;
        if (gone == 0 && time_steady_us() > until_us) {
            end = CONFINED_SLOW;
            (void)kill(child, SIGKILL);
        }
        if (gone == 0) (void)poll(NULL, 0, WAIT_MS);
    }
    *ret_status = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    if (end != CONFINED_FINE) return end;
    if (WIFSIGNALED(status)) return WTERMSIG(status) == SIGXCPU ? CONFINED_SLOW : CONFINED_BROKEN;
    if (*ret_status == NOT_STARTED) return CONFINED_MISSING;
    return *ret_status == 0 ? CONFINED_FINE : CONFINED_BROKEN;
}

int confined_input(Str bytes) {
    const int file = memfd_create("input", MFD_CLOEXEC);
    for (size_t done = 0; file >= 0 && done < bytes.len;) {
        const ssize_t put = write(file, bytes.at + done, bytes.len - done);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) {
            (void)close(file);
            return -1;
        }
        done += (size_t)put;
    }
    if (file >= 0) (void)lseek(file, 0, SEEK_SET);
    return file;
}

ConfinedEnd confined_run(Arena *arena, const Confined *plan, Str *ret_output, int *ret_status) {
    int line[2] = { -1, -1 };
    *ret_output = S("");
    *ret_status = 0;
    CLEANUP(file_close) int program = open(plan->words[0], O_PATH | O_CLOEXEC);
    if (program < 0) return CONFINED_MISSING;
    CLEANUP(file_close) int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    CLEANUP(file_close) int landlock = make_landlock(program, nothing);
    if (nothing < 0 || pipe2(line, O_CLOEXEC) != 0) return CONFINED_BROKEN;
    CLEANUP(file_close) int from = line[0];
    const Child child = { .plan = plan,
                          .words = (char *const *)(uintptr_t)plan->words,
                          .program = program,
                          .output = line[1],
                          .nothing = nothing,
                          .landlock = landlock,
                          .calls = make_filter(arena),
                          .parent = getpid() };
    const int64_t until_us = time_steady_us() + plan->seconds * 1000000;
    const pid_t started = fork();
    if (started == 0) be_child(&child);
    (void)close(line[1]);
    if (started < 0) return CONFINED_BROKEN;
    Hearing heard = { .arena = arena, .max = plan->output_max };
    const ConfinedEnd heard_end = hear(&heard, from, until_us);
    const ConfinedEnd end = wait_for(started, heard_end, until_us, ret_status);
    if (end == CONFINED_FINE || end == CONFINED_BROKEN) *ret_output = (Str){ heard.at, heard.len };
    return end;
}
