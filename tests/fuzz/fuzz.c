/* tests/fuzz/fuzz - see fuzz.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/fuzz/fuzz.h"

#include "kit/http_answer.h"

#include <dirent.h>
#include <jansson.h>
#include <sys/mman.h>
#include <unistd.h>

enum { ARENA_BYTES = 16 * 1024 * 1024 };

Ctx fuzz_begin(const House *house) {
    return (Ctx){ .arena = arena_new(ARENA_BYTES), .house = house, .caller = { .id = S("system") } };
}

void fuzz_end(Ctx *cx) {
    arena_free(cx->arena);
}

Str fuzz_input(const uint8_t *data, size_t size) {
    return (Str){ size == 0 ? "" : (const char *)data, size };
}

unsigned char fuzz_byte(Str *input) {
    if (input->len == 0) return 0;
    const unsigned char first = (unsigned char)input->at[0];
    *input = str_part(*input, 1, input->len);
    return first;
}

/* ---- files ---- */

static void remove_folder(void *path) {
    DIR *folder = opendir(path);
    MUST(folder != NULL);
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
        (void)unlinkat(dirfd(folder), entry->d_name, 0); /* `.` and `..` refuse */
    (void)closedir(folder);
    MUST(rmdir(path) == 0);
}

Str fuzz_folder(Ctx *cx) {
    const char *above = getenv("TMPDIR");
    if (above == NULL) above = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    char *path = (char *)(uintptr_t)str_format(cx->arena, "%s/banyan-fuzz-XXXXXX", above).at;
    MUST(mkdtemp(path) != NULL);
    arena_defer(cx->arena, remove_folder, path);
    return str_of(path);
}

static void close_file(void *fd) {
    MUST(close(*(const int *)fd) == 0);
}

Str fuzz_file(Ctx *cx, Str content) {
    int *fd = NEW(cx->arena, int);
    *fd = memfd_create("fuzz", MFD_CLOEXEC);
    MUST(*fd >= 0);
    arena_defer(cx->arena, close_file, fd);
    MUST(write(*fd, content.at, content.len) == (ssize_t)content.len);
    return str_format(cx->arena, "/proc/self/fd/%d", *fd);
}

static void close_stream(FILE **file) {
    if (*file != NULL) MUST(fclose(*file) == 0);
}

void fuzz_write(Ctx *cx, Str folder, Str name, Str content) {
    CLEANUP(close_stream) FILE *file = fopen(path_join(cx->arena, folder, name).at, "we");
    MUST(file != NULL);
    MUST(fwrite(content.at, 1, content.len, file) == content.len);
}

/* ---- problems ---- */

static void release_json(json_t **root) {
    json_decref(*root);
}

void fuzz_check_json(Str json) {
    MUST(utf8_is_valid(json));
    MUST(memchr(json.at, '<', json.len) == NULL);
    json_error_t error;
    CLEANUP(release_json)
    json_t *root = json_loadb(json.at, json.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);
    MUST(root != NULL);
}

void fuzz_check_problem(Ctx *cx, Code code) {
    MUST(code != OK);
    const Answer answer = answer_problem(cx, code);
    MUST(answer.status >= 400);
    fuzz_check_json(answer.body);
}

Code fuzz_verdict(Ctx *cx, Code code) {
    const Code verdict = code == OK ? faults_verdict(cx) : code;
    if (verdict != OK) fuzz_check_problem(cx, verdict);
    return verdict;
}

/* ---- records ---- */

bool fuzz_decimal_equal(Decimal a, Decimal b) {
    return a.is_known == b.is_known && (!a.is_known || a.micro == b.micro);
}

static bool texts_equal(const Texts *a, const Texts *b) {
    bool is_equal = a->count == b->count;
    for (size_t i = 0; i < a->count && is_equal; i++) is_equal = str_equal(a->items[i], b->items[i]);
    return is_equal;
}

static bool rows_equal(const Shape *shape, const Rows *a, const Rows *b) {
    bool is_equal = a->count == b->count;
    for (size_t i = 0; i < a->count && is_equal; i++)
        is_equal = fuzz_record_equal(shape, (const char *)a->items + i * shape->size,
                                     (const char *)b->items + i * shape->size);
    return is_equal;
}

static bool linked_equal(const Shape *shape, const void *a, const void *b) {
    return a == NULL || b == NULL ? a == b : fuzz_record_equal(shape, a, b);
}

static bool member_equal(const Field *field, const void *a, const void *b) {
    switch (field->kind) {
    case KIND_INT: return *(const int64_t *)a == *(const int64_t *)b;
    case KIND_BOOL: return *(const bool *)a == *(const bool *)b;
    case KIND_TEXT: return str_equal(*(const Str *)a, *(const Str *)b);
    case KIND_TIME: return ((const Time *)a)->us == ((const Time *)b)->us;
    case KIND_DAY: return ((const Day *)a)->number == ((const Day *)b)->number;
    case KIND_DECIMAL: return fuzz_decimal_equal(*(const Decimal *)a, *(const Decimal *)b);
    case KIND_ID: return id_equal(a, b);
    case KIND_CHOICE: return *(const int *)a == *(const int *)b;
    case KIND_TEXTS: return texts_equal(a, b);
    case KIND_LINK: return linked_equal(field->shape, *(const void *const *)a, *(const void *const *)b);
    case KIND_LIST: return rows_equal(field->shape, a, b);
    }
    return false;
}

bool fuzz_record_equal(const Shape *shape, const void *a, const void *b) {
    for (size_t i = 0; i < shape->field_count; i++) {
        const Field *field = &shape->fields[i];
        if (field->flags & (SECRET | STORED)) continue;
        if (!member_equal(field, (const char *)a + field->offset, (const char *)b + field->offset)) return false;
    }
    return true;
}
