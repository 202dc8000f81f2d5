/* kit/commands - see commands.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/commands.h"

#include "kit/describe.h"
#include "kit/http_answer.h"
#include "kit/kit.h"
#include "kit/migrate.h"
#include "kit/serve.h"
#include "kit/trace.h"

#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

#define COMMAND_ARENA_BYTES (SIZE_MAX / 16) /* a command may use what the machine has: its user stands beside it */

enum { NAME_WORDS_MAX = 3, WORDS_MAX = 64, HELP_BYTES_MAX = 1000, PROGRESS_WIDTH = 30, PROGRESS_EVERY_US = 100000,
       SAID_BYTES_MAX = 16 * 1024 * 1024 };

const ProblemKind command_unknown = {
    INVALID, "kit/command-unknown",
    { "Không có lệnh này.", "There is no such command." },
    { "Không có lệnh “{0}”. Xem các lệnh: banyan --help.", "There is no command “{0}”. See them with: banyan --help." }
};
const ProblemKind option_unknown = {
    INVALID, "kit/option-unknown",
    { "Không có tuỳ chọn này.", "There is no such option." },
    { "Lệnh không có tuỳ chọn “{0}”. Thêm --help để xem các tuỳ chọn.",
      "The command has no option “{0}”. Add --help to see its options." }
};
const ProblemKind option_needs_value = {
    INVALID, "kit/option-needs-value",
    { "Tuỳ chọn thiếu giá trị.", "The option needs a value." },
    { "Sau “{0}” cần một giá trị.", "“{0}” must be followed by a value." }
};
const ProblemKind data_missing = {
    NOT_FOUND, "kit/data-missing",
    { "Chưa có thư mục dữ liệu.", "There is no data folder." },
    { "“{0}” chưa được khởi tạo. Chạy trước: banyan init --data {0}",
      "“{0}” is not set up. First run: banyan init --data {0}" }
};

/* ---- what a command says ---- */

static Buf *held; /* while a command writes: what it says waits for the commit */

void say(const char *format, ...) {
    va_list args;
    va_start(args, format);
    if (held != NULL) {
        buf_addv(held, format, args);
    } else {
        (void)vprintf(format, args);
        (void)fflush(stdout);
    }
    va_end(args);
}

/* ---- progress ---- */

Progress progress_new(const char *label, int64_t total) {
    return (Progress){ .label = label, .total = total, .is_shown = isatty(STDERR_FILENO) == 1 };
}

void progress_set(Progress *progress, int64_t done) {
    progress->done = done;
    const int64_t now_us = time_steady_us();
    if (!progress->is_shown || now_us - progress->shown_at_us < PROGRESS_EVERY_US) return;
    progress->shown_at_us = now_us;
    const int64_t total = progress->total > 0 ? progress->total : 1;
    const int full = (int)(done >= total ? PROGRESS_WIDTH : done * PROGRESS_WIDTH / total);
    (void)fprintf(stderr, "\r%s [%.*s%.*s] %3d%%", progress->label, full, "##############################",
                  PROGRESS_WIDTH - full, "..............................",
                  (int)(done >= total ? 100 : done * 100 / total));
}

void progress_end(Progress *progress) {
    if (!progress->is_shown) return;
    progress->shown_at_us = 0;
    progress_set(progress, progress->total);
    (void)fputc('\n', stderr);
}

/* ---- the command line taken apart ---- */

typedef struct CommandLine {
    const Command *command;
    const Module *room; /* whose command it is */
    Str data_folder;
    SettingWord words[WORDS_MAX];
    size_t word_count;
    bool wants_help, wants_json;
    void *args;
    bool has_operand;
} CommandLine;

static const Command *find_command(const House *house, int argc, char **argv, int *ret_used, const Module **ret_room) {
    for (int words = NAME_WORDS_MAX; words >= 1; words--) {
        if (argc <= words) continue;
        char name[64];
        Buf out = buf_over(name, sizeof name);
        for (int i = 1; i <= words; i++) buf_addf(&out, "%s%s", i > 1 ? " " : "", argv[i]);
        if (out.overflowed) continue; /* longer than every name of a command */
        for (size_t i = 0; i < house->module_count; i++) {
            for (size_t j = 0; j < house->modules[i]->command_count; j++) {
                if (!str_is((Str){ name, out.len }, house->modules[i]->commands[j].name)) continue;
                *ret_used = words + 1;
                *ret_room = house->modules[i];
                return &house->modules[i]->commands[j];
            }
        }
    }
    return NULL;
}

static void add_word(Ctx *cx, CommandLine *line, Str option, Str name, Str value) {
    if (line->word_count == WORDS_MAX) {
        fault(cx, spot_field(option), &option_unknown, option);
        return;
    }
    line->words[line->word_count++] = (SettingWord){ name, value, { .column = option } };
}

static bool is_common(Str name) {
    return str_is(name, "data") || str_is(name, "db") || str_is(name, "listen") || str_is(name, "set");
}

/* Options that every command has. */
static void take_common(Ctx *cx, CommandLine *line, Str name, Str value) {
    if (str_is(name, "data")) {
        line->data_folder = value;
    } else if (str_is(name, "db")) {
        add_word(cx, line, S("--db"), str_of(db_url.name), value);
    } else if (str_is(name, "listen")) {
        add_word(cx, line, S("--listen"), str_of(http_listen.name), value);
    } else {
        Str right = value;
        const Str left = str_trim(str_cut(&right, '='));
        if (right.at == NULL) fault(cx, spot_field(S("--set")), &setting_line, value);
        else add_word(cx, line, S("--set"), left, str_trim(right));
    }
}

/* An option's member: --dry-run is dry_run. */
static const Field *field_of_option(Arena *arena, const Shape *shape, Str name) {
    const Str copy = str_copy(arena, name);
    char *at = (char *)(uintptr_t)copy.at;
    for (size_t i = 0; i < copy.len; i++) at[i] = (char)(at[i] == '-' ? '_' : at[i]);
    return shape_field_named(shape, copy);
}

static void take_operand(Ctx *cx, CommandLine *line, Str word) {
    const Command *command = line->command;
    const Spot spot = { .column = word };
    if (command->operand == NULL || line->has_operand) {
        fault(cx, spot, &option_unknown, word);
        return;
    }
    line->has_operand = true;
    field_read_text(cx, shape_field(command->args, command->operand), spot, word, line->args);
}

/* A list may be given piece by piece: what comes later is added. */
static void take_value(Ctx *cx, const Field *field, Spot spot, Str value, void *args) {
    Texts *texts = field->kind == KIND_TEXTS ? (void *)((char *)args + field->offset) : NULL;
    const Texts before = texts == NULL ? (Texts){ 0 } : *texts;
    if (texts != NULL) *texts = (Texts){ 0 };
    field_read_text(cx, field, spot, value, args);
    if (before.count == 0) return;
    Str *all = NEW_ARRAY(cx->arena, Str, before.count + texts->count);
    for (size_t i = 0; i < before.count; i++) all[i] = before.items[i];
    for (size_t i = 0; i < texts->count; i++) all[before.count + i] = texts->items[i];
    *texts = (Texts){ all, before.count + texts->count };
}

static int take_option(Ctx *cx, CommandLine *line, Str word, int left, char **next) {
    Str value = str_part(word, 2, word.len);
    const Str name = str_cut(&value, '=');
    const Spot spot = { .column = word };
    const Field *field = field_of_option(cx->arena, line->command->args, name);
    if (str_is(name, "json")) line->wants_json = true; /* and a command may have an answer of its own to it */
    if (str_is(name, "help")) line->wants_help = true;
    else if (str_is(name, "json") && field == NULL) return 0;
    else if (field != NULL && field->kind == KIND_BOOL && value.at == NULL)
        field_read_text(cx, field, spot, S("true"), line->args);
    else if (field == NULL && !is_common(name)) fault(cx, spot, &option_unknown, word);
    else {
        const bool is_apart = value.at == NULL;
        if (is_apart && left == 0) {
            fault(cx, spot, &option_needs_value, word);
            return 0;
        }
        if (is_apart) value = str_of(next[0]);
        if (field != NULL) take_value(cx, field, spot, value, line->args);
        else take_common(cx, line, name, value);
        return is_apart ? 1 : 0;
    }
    return 0;
}

static Code read_line(Ctx *cx, CommandLine *line, int argc, char **argv, int from) {
    const Shape *shape = line->command->args;
    if (shape != NULL) line->args = arena_alloc(cx->arena, shape->size);
    for (int i = from; i < argc; i++) {
        const Str word = str_of(argv[i]);
        if (str_starts(word, S("--")) && word.len > 2) i += take_option(cx, line, word, argc - i - 1, argv + i + 1);
        else take_operand(cx, line, word);
    }
    if (line->wants_help) {
        cx->problem = (Problem){ 0 };
        return OK;
    }
    for (size_t i = 0; shape != NULL && i < shape->field_count && cx->problem.fault_total == 0; i++) {
        field_check(cx, &shape->fields[i], spot_field(str_of(shape->fields[i].name)), line->args);
    }
    return faults_verdict(cx);
}

/* ---- help ---- */

static void say_help(const House *house) {
    say("banyan - nền tảng số của tỉnh / the digital backbone of a province\n\n");
    for (size_t i = 0; i < house->module_count; i++) {
        for (size_t j = 0; j < house->modules[i]->command_count; j++) {
            const Command *command = &house->modules[i]->commands[j];
            say("  banyan %-22s %s\n", command->name, command->help);
        }
    }
    say("\nbanyan COMMAND --help shows a command's options.\n");
}

static void say_option(Arena *arena, const Field *field, const char *operand) {
    Buf name = buf_new(arena, HELP_BYTES_MAX), meaning = buf_new(arena, HELP_BYTES_MAX);
    describe_option(field, operand, &name, &meaning);
    say("  %-22.*s %.*s\n", (int)name.len, name.at, (int)meaning.len, meaning.at);
}

static void say_command_help(Arena *arena, const Command *command) {
    say("banyan %s", command->name);
    if (command->operand != NULL) say(" %s", str_format(arena, "<%s>", command->operand).at);
    say(" [options]\n  %s\n\n", command->help);
    for (size_t i = 0; command->args != NULL && i < command->args->field_count; i++)
        say_option(arena, &command->args->fields[i], command->operand);
    say("  --data DIR             data folder (standard: ./data)\n"
        "  --db URL               postgresql://... instead of SQLite\n");
    if (command->run == serve_run)
        say("  --listen HOST:PORT     where to serve (standard: %s)\n", http_listen.standard);
    say("  --set name=value       any setting; banyan describe --settings lists them\n"
        "  --json                 problems as JSON (RFC 9457)\n");
}

/* ---- telling what went wrong ---- */

static void tell_problem(Ctx *cx, Code code, bool as_json) {
    const Answer answer = answer_problem(cx, code);
    if (as_json) {
        (void)fprintf(stderr, "%.*s\n", STR_FMT(answer.body));
        return;
    }
    const Problem *problem = &cx->problem;
    for (size_t i = 0; i < problem->fault_count; i++) {
        const Fault *fault = &problem->faults[i];
        if (fault->spot.row > 0)
            (void)fprintf(stderr, "%.*s, dòng/row %lld, cột/column %.*s: ", STR_FMT(fault->spot.file),
                          (long long)fault->spot.row, STR_FMT(fault->spot.column));
        else if (fault->spot.file.len > 0)
            (void)fprintf(stderr, "%.*s%s%.*s: ", STR_FMT(fault->spot.file), fault->spot.column.len > 0 ? ", " : "",
                          STR_FMT(fault->spot.column));
        (void)fprintf(stderr, "%.*s\n    %.*s [%s]\n", STR_FMT(fault->vi), STR_FMT(fault->en), fault->kind->slug);
    }
    if (problem->fault_total > problem->fault_count)
        (void)fprintf(stderr, "... và %zu chỗ khác / and %zu more\n", problem->fault_total - problem->fault_count,
                      problem->fault_total - problem->fault_count);
    (void)fprintf(stderr, "%s %.*s\n%s %.*s [%s]\n", problem->kind->title.vi, STR_FMT(problem->vi),
                  problem->kind->title.en, STR_FMT(problem->en), problem->kind->slug);
}

/* ---- which house ---- */

/* Where there are no accounts everybody is a stranger. */
static Code recognise_nobody(Ctx *cx, const Credentials *shown) {
    (void)shown;
    cx->caller.id = S("");
    cx->caller.rights = NULL;
    return OK;
}

/* A room that stands alone has a house of its own; the others live in one without it. */
static void house_choose(Arena *arena, House *house, const Module *room) {
    const Module **modules = NEW_ARRAY(arena, const Module *, house->module_count);
    size_t count = 0;
    for (size_t i = 0; i < house->module_count; i++) {
        const Module *module = house->modules[i];
        const bool is_in = room->stands_alone ? module == room || module == &kit_module : !module->stands_alone;
        if (is_in) modules[count++] = module;
    }
    house->modules = modules;
    house->module_count = count;
    if (!room->stands_alone) return;
    house->doors.recognise = recognise_nobody;
    house->asset_count = 0;
}

/* ---- running ---- */

static Str database_url(Ctx *cx, const House *house) {
    const Str url = setting_text(house->settings, &db_url);
    if (url.len > 0) return url;
    return str_format(cx->arena, "sqlite:%.*s/banyan.db", STR_FMT(house->data_folder));
}

static Code open_store(Ctx *cx, House *house) {
    const Str conf = path_join(cx->arena, house->data_folder, S("banyan.conf"));
    if (!file_exists(cx->arena, conf)) return fail(cx, &data_missing, house->data_folder);
    TRY(store_open(cx, database_url(cx, house), &house->store));
    TRY(store_writer(cx, house->store, &cx->db));
    Texts steps;
    return migrate_all(cx, false, &steps);
}

static bool wants_store(const Command *command, const void *args) {
    if (command->store_unless == NULL) return command->needs_store || command->writes;
    const Field *field = shape_field_named(command->args, str_of(command->store_unless));
    MUST(field != NULL && field->kind == KIND_TEXT);
    return ((const Str *)(const void *)((const char *)args + field->offset))->len == 0;
}

/* One attempt of a command that writes; it begins with nothing said, for another attempt may have gone before. */
static Code attempt(Ctx *cx, const void *in, void *out) {
    const CommandLine *line = in;
    held->len = 0;
    return line->command->run(cx, line->args, out);
}

/* What is said of what was written is heard when it is written: of an attempt that came to nothing, nothing. */
static Code run_writing(Ctx *cx, const CommandLine *line) {
    Buf said = buf_new(cx->arena, SAID_BYTES_MAX);
    held = &said;
    const Code code = run_work(cx, DB_WRITE, attempt, line, NULL, 0);
    held = NULL;
    if (code == OK) say("%.*s", (int)said.len, said.at);
    return code;
}

static Code run_command(Ctx *cx, House *house, const CommandLine *line) {
    const Command *command = line->command;
    const Str conf = path_join(cx->arena, house->data_folder, S("banyan.conf"));
    TRY(settings_make(cx, conf, line->words, line->word_count, &house->settings));
    house->trace = trace_open(cx);
    ctx_set_clock(cx);
    if (wants_store(command, line->args)) TRY(open_store(cx, house));
    ctx_set_clock(cx);
    if (command->writes) return run_writing(cx, line);
    return command->run(cx, line->args, NULL);
}

int commands_run(const House *base, int argc, char **argv) {
    crypto_start();
    (void)umask(S_IRWXG | S_IRWXO); /* what we make is ours alone */
    House house = *base;
    Ctx cx = { .arena = arena_new(COMMAND_ARENA_BYTES),
               .house = &house,
               .caller = { .id = S("system"), .name = S("system") } };
    CommandLine line = { .data_folder = S("data") };
    int used = 0, status = 0;
    const bool asks_help = argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0;
    line.command = asks_help ? NULL : find_command(&house, argc, argv, &used, &line.room);
    if (asks_help) {
        say_help(&house);
    } else if (line.command == NULL) {
        tell_problem(&cx, fail(&cx, &command_unknown, str_of(argv[1])), false);
        status = 2;
    } else {
        Code code = read_line(&cx, &line, argc, argv, used);
        if (code != OK) status = 2;
        house.data_folder = line.data_folder;
        if (line.command->run != describe_run) house_choose(cx.arena, &house, line.room); /* that one tells of all */
        if (code == OK && line.wants_help) say_command_help(cx.arena, line.command);
        else if (code == OK) code = run_command(&cx, &house, &line);
        if (code != OK) {
            tell_problem(&cx, code, line.wants_json);
            if (status == 0) status = 1;
        }
        store_close(house.store);
        trace_close(house.trace);
    }
    arena_free(cx.arena);
    return status;
}
