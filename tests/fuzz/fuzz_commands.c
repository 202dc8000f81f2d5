/* tests/fuzz/fuzz_commands - words of a command line, one a line, given to a command that only looks at them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/commands.h"
#include "kit/kit.h"
#include "tests/fuzz/fuzz.h"

enum { WORDS_MAX = 20, WORDS_OF_OURS = 4 };

typedef struct Options {
    Str name, long_name, operand;
    int64_t count;
    bool dry_run;
    Day on;
    Texts words;
} Options;

static const Field option_fields[] = {
    FIELD(Options, name, OPTIONAL, 0, 20),   FIELD(Options, long_name, OPTIONAL, 0, 0),
    FIELD(Options, operand, OPTIONAL, 0, 0), FIELD(Options, count, OPTIONAL, 0, 100),
    FIELD(Options, dry_run, OPTIONAL, 0, 0), FIELD(Options, on, OPTIONAL, 0, 0),
    FIELD(Options, words, OPTIONAL, 0, 3),
};
static const Shape options_shape = SHAPE(Options, option_fields);

/* What a run saw. The command has no other way out than the Work's context. */
typedef struct Seen {
    bool has_run;
    Options options;
    char folder[4096];
} Seen;

static _Thread_local Seen seen;

static Code look(Ctx *cx, const void *in, void *out) {
    (void)out;
    seen.has_run = true;
    seen.options = *(const Options *)in; /* texts are not to be looked at later */
    Buf folder = buf_over(seen.folder, sizeof seen.folder - 1);
    buf_add(&folder, cx->house->data_folder);
    MUST(!folder.overflowed && utf8_is_valid(seen.options.name) && utf8_is_valid(seen.options.operand));
    seen.folder[folder.len] = '\0';
    return OK;
}

static const Command commands[] = {
    { "probe", .args = &options_shape, .operand = "operand", .run = look, .help = "Looks" },
    { "probe deep", .args = &options_shape, .operand = "operand", .run = look, .help = "Looks" },
};

static const Setting *const settings[] = { &db_url, &clock_fixed, &clock_offset_minutes, &http_listen, &trace_file };

static const Module probe_module = {
    .name = "probe", .title = "Probe", TABLE(command, commands), TABLE(setting, settings)
};

static const Module *const modules[] = { &probe_module };

static int run(Ctx *cx, const char *const *words, size_t count) {
    const House house = { .modules = modules, .module_count = COUNT(modules) };
    char **argv = NEW_ARRAY(cx->arena, char *, count + 1);
    for (size_t i = 0; i < count; i++) argv[i] = (char *)(uintptr_t)words[i];
    seen = (Seen){ 0 };
    const int status = commands_run(&house, (int)count, argv);
    MUST(status >= 0 && status <= 2);
    return status;
}

static bool any_has(const Str *words, size_t count, const char *part) {
    for (size_t i = 0; i < count; i++) {
        if (words[i].len > 0 && str_find(words[i], str_of(part)) < words[i].len) return true;
    }
    return false;
}

/* An option counts wherever it stands, in both of its spellings. */
static void check_folder(Ctx *cx, const Str *given, size_t count) {
    const char *words[WORDS_MAX + WORDS_OF_OURS] = { "banyan", "probe" };
    const char *folder = str_format(cx->arena, "/nowhere/%.*s", STR_FMT(given[0])).at;
    words[2] = str_format(cx->arena, "--data=%s", folder).at;
    for (size_t i = 1; i < count; i++) words[2 + i] = str_c(cx->arena, given[i]);
    const int together = run(cx, words, count + 2);
    if (seen.has_run) MUST(strcmp(seen.folder, folder) == 0);
    words[2] = "--data";
    words[3] = folder;
    for (size_t i = 1; i < count; i++) words[3 + i] = str_c(cx->arena, given[i]);
    MUST(run(cx, words, count + 3) == together);
    if (seen.has_run) MUST(strcmp(seen.folder, folder) == 0);
}

static void check_freely(Ctx *cx, const Str *given, size_t count) {
    const char *words[WORDS_MAX + WORDS_OF_OURS] = { "banyan" };
    for (size_t i = 0; i < count; i++) words[1 + i] = str_c(cx->arena, given[i]);
    (void)run(cx, words, count + 1);
    words[1] = "probe";
    for (size_t i = 0; i < count; i++) words[2 + i] = str_c(cx->arena, given[i]);
    const int status = run(cx, words, count + 2);
    MUST(!seen.has_run || status == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    Str words[WORDS_MAX];
    size_t count = 0;
    const Str input = fuzz_input(data, size);
    const bool is_text = input.len > 0 && memchr(input.at, '\0', input.len) == NULL; /* a word ends at NUL */
    for (Str rest = input; rest.at != NULL && count < WORDS_MAX;) words[count++] = str_cut(&rest, '\n');
    /* trace.file would write where a stranger says; that is not what is looked at here */
    if (is_text && !any_has(words, count, "trace")) {
        check_freely(&cx, words, count);
        if (words[0].len < 1000 && !any_has(words, count, "--data")) check_folder(&cx, words, count);
    }
    fuzz_end(&cx);
    return 0;
}
