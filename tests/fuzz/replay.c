/* tests/fuzz/replay - runs a target over every file of a folder, each in a process of its own, and tells it as TAP. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/fuzz/fuzz.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { INPUT_BYTES_MAX = 1024 * 1024, SECONDS_EACH = 60, FOLDERS_OPEN = 8 };

static int by_its_name(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *place) {
    (void)about;
    (void)kind;
    (void)place;
    return remove(path);
}

/* A crash leaves files behind: they lie in a folder that goes with the replay. */
static void move_into(char *scratch) {
    MUST(mkdtemp(scratch) != NULL);
    MUST(setenv("TMPDIR", scratch, 1) == 0);
}

/* The target gets a copy of exactly the file's size, so that one byte too far is seen. What it prints is no TAP. */
static _Noreturn void run_here(const char *path) {
    const int silence = open("/dev/null", O_WRONLY | O_CLOEXEC);
    MUST(silence >= 0 && dup2(silence, STDOUT_FILENO) == STDOUT_FILENO);
    (void)alarm(SECONDS_EACH);
    Ctx cx = { .arena = arena_new(INPUT_BYTES_MAX) };
    Str content;
    MUST(file_read(&cx, str_of(path), INPUT_BYTES_MAX, &content) == OK);
    uint8_t *exact = lasting_alloc(content.len);
    memcpy(exact, content.at, content.len);
    (void)LLVMFuzzerTestOneInput(exact, content.len);
    lasting_free(exact);
    arena_free(cx.arena);
    exit(0); // NOLINT(concurrency-mt-unsafe): the leak check runs at exit
}

static bool run_apart(const char *path) {
    (void)fflush(stdout);
    const pid_t child = fork();
    MUST(child >= 0);
    if (child == 0) run_here(path);
    int status = 0;
    MUST(waitpid(child, &status, 0) == child);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static const char *last_part(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

int main(int argc, char **argv) {
    MUST(argc == 2);
    char scratch[] = "/dev/shm/banyan-replay-XXXXXX", spare[] = "/tmp/banyan-replay-XXXXXX";
    char *folder_made = access("/dev/shm", W_OK) == 0 ? scratch : spare;
    move_into(folder_made);
    struct dirent **entries;
    const int count = scandir(argv[1], &entries, by_its_name, alphasort);
    MUST(count > 0);
    Arena *arena = arena_new(INPUT_BYTES_MAX);
    bool all_fine = true;
    (void)printf("1..%d\n", count);
    for (int i = 0; i < count; i++) {
        const char *path = path_join(arena, str_of(argv[1]), str_of(entries[i]->d_name)).at;
        const bool is_fine = run_apart(path);
        all_fine = all_fine && is_fine;
        (void)printf("%s %d - corpus/%s/%s\n", is_fine ? "ok" : "not ok", i + 1, last_part(argv[1]),
                     entries[i]->d_name);
        lasting_free(entries[i]);
    }
    lasting_free(entries);
    arena_free(arena);
    (void)nftw(folder_made, remove_one, FOLDERS_OPEN, FTW_DEPTH | FTW_PHYS);
    return all_fine ? 0 : 1;
}
