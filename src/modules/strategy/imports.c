/* modules/strategy/imports - see imports.h. Read whole and checked first; then sorted,
    so that each pair of indicator and
 * subject is written once; all in one transaction. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/imports.h"

#include "kit/commands.h"
#include "modules/strategy/figure_check.h"
#include "modules/strategy/rollups.h"
#include "platform/ledger/ledger.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { IMPORT_ROWS_MAX = 20000000, SOURCES_MAX = 2000, PAIR_ARENA_BYTES = 16 * 1024 * 1024, PROGRESS_ROWS = 4096 };

#define IMPORT_BYTES_MAX (SIZE_MAX / 2)

const ProblemKind figure_twice = {
    INVALID, "strategy/figure-twice",
    { "Số liệu bị lặp trong tệp.", "A figure stands twice in the file." },
    { "Kỳ {0} của “{1}” ({2}) đã có ở dòng {3}.", "{0} of “{1}” ({2}) stands in row {3} already." }
};
const ProblemKind source_missing = {
    INVALID, "strategy/source-missing",
    { "Thiếu nguồn số liệu.", "The source is missing." },
    { "Mỗi con số cần nguồn: thêm cột source, hoặc dùng --source \"...\".",
      "Every figure needs its source: add a column source, or use --source \"...\"." }
};

/* ---- imports as records ---- */

static const Field import_fields[] = {
    FIELD(Import, id, REQUIRED, 0, 0),        FIELD(Import, file_name, REQUIRED, 0, 0),
    FIELD(Import, digest, REQUIRED, 0, 0),    FIELD(Import, source, REQUIRED, 0, 0),
    FIELD(Import, reason, REQUIRED, 0, 0),    FIELD(Import, row_count, REQUIRED, 0, 0),
    FIELD(Import, is_sample, REQUIRED, 0, 0), FIELD(Import, actor, REQUIRED, 0, 0),
    FIELD(Import, at, REQUIRED, 0, 0),
};
const Shape import_shape = SHAPE(Import, import_fields);

#include "modules/strategy/imports.sql.h"

Code import_store(Ctx *cx, const Import *import) {
    TRY(import_insert(cx, import));
    const Sha256 reason = sha256(import->reason);
    return ledger_append(cx, S("strategy.figures_imported"), id_str(&import->id), { "digest", import->digest },
                         { "rows", int_text(cx, import->row_count) }, { "source", import->source },
                         { "reason_digest", hex_text(cx->arena, reason.bytes, sizeof reason.bytes) });
}

Code import_find(Ctx *cx, Str id, Import *ret_import) {
    Import asked = { 0 };
    if (id_from_text(id, &asked.id) != OK) return NOT_FOUND;
    return import_by_id(cx, &asked, ret_import);
}

Code file_digest(Ctx *cx, Str path, int64_t *ret_size, Str *ret_hex) {
    CLEANUP(file_close) int fd = open(str_c(cx->arena, path), O_RDONLY | O_CLOEXEC);
    struct stat about;
    if (fd < 0 || fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) return fail(cx, &file_missing, path, S("open"));
    Digest *digest = digest_new();
    char chunk[65536];
    for (ssize_t got = read(fd, chunk, sizeof chunk); got > 0; got = read(fd, chunk, sizeof chunk))
        digest_add(digest, chunk, (size_t)got);
    const Sha256 result = digest_end(digest);
    *ret_size = about.st_size;
    *ret_hex = hex_text(cx->arena, result.bytes, sizeof result.bytes);
    return OK;
}

/* ---- reading the file ---- */

typedef struct ImportArgs {
    Str file, source, reason;
    bool sample;
    Str delimiter, decimal, group;
} ImportArgs;

static const Field import_args_fields[] = {
    OPTION(ImportArgs, file, REQUIRED, 1, 1000, "CSV with the columns indicator, subject, period, value"),
    OPTION(ImportArgs, source, OPTIONAL, 0, 300, "where the figures come from, for rows that do not say it"),
    OPTION(ImportArgs, reason, OPTIONAL, 0, 500, "why figures that are there already change"),
    OPTION(ImportArgs, sample, OPTIONAL, 0, 0, "mark them as made up, to be shown as sample data"),
    OPTION(ImportArgs, delimiter, OPTIONAL, 0, 1, "mark between columns, when it cannot be told from the first line"),
    OPTION(ImportArgs, decimal, OPTIONAL, 0, 1, "decimal mark of the numbers: . or ,"),
    OPTION(ImportArgs, group, OPTIONAL, 0, 1, "mark between thousands: , or ."),
};
const Shape observations_import_args_shape = SHAPE(ImportArgs, import_args_fields);

typedef struct ImportRow {
    Str indicator, subject, period;
    Decimal value;
    Str text, source;
} ImportRow;

static const Field import_row_fields[] = {
    FIELD(ImportRow, indicator, REQUIRED, 1, CODE_MAX), FIELD(ImportRow, subject, REQUIRED, 1, CODE_MAX),
    FIELD(ImportRow, period, REQUIRED, 4, 8),           FIELD(ImportRow, value, OPTIONAL, 0, 0),
    FIELD(ImportRow, text, OPTIONAL, 0, 80),            FIELD(ImportRow, source, OPTIONAL, 0, 300),
};
static const Shape import_row_shape = SHAPE(ImportRow, import_row_fields);

/* A checked row, small: millions of them are held at once. */
typedef struct Kept {
    int64_t micro;
    int32_t ends_on;
    uint32_t indicator, subject, row;
    uint16_t source;
} Kept;

typedef struct Importing {
    const ImportArgs *args;
    const Goals *goals;
    Str digest; /* of the file */
    Kept *kept;
    size_t count, room;
    Map subjects, sources; /* text -> number */
    Str *subject_names, *source_names;
    size_t subject_count, subject_room, source_count, source_room;
    Progress progress;
} Importing;

/* Numbers texts as they are met. */
static uint32_t number_of(Ctx *cx, Map *map, Str text, Str **names, size_t *count, size_t *room) {
    size_t number;
    if (map_get(map, text, &number)) return (uint32_t)number;
    *names = array_grow(cx->arena, *names, sizeof(Str), *count, room);
    (*names)[*count] = str_copy(cx->arena, text);
    (void)map_add(map, (*names)[*count], *count);
    return (uint32_t)(*count)++;
}

static Code keep_row(Ctx *cx, const void *record, int64_t row, size_t bytes_read, void *context) {
    Importing *on = context;
    const ImportRow *written = record;
    const Spot spot = spot_in(on->args->file, row, S(""));
    const FigureWritten figure = { .indicator = written->indicator, .subject = written->subject,
                                   .period = written->period, .value = written->value, .text = written->text };
    FigureRead read;
    if (row % PROGRESS_ROWS == 0) progress_set(&on->progress, (int64_t)bytes_read);
    const Str source = written->source.len > 0 ? written->source : on->args->source;
    if (source.len == 0) fault(cx, spot_in(on->args->file, row, S("source")), &source_missing);
    if (!figure_check(cx, on->goals, &figure, spot, &read) || source.len == 0) return OK;
    if (on->count == IMPORT_ROWS_MAX || on->source_count == SOURCES_MAX)
        return fail(cx, &table_too_long, on->args->file, int_text(cx, IMPORT_ROWS_MAX));
    on->kept = array_grow(cx->arena, on->kept, sizeof(Kept), on->count, &on->room);
    on->kept[on->count++] = (Kept){
        .micro = read.value.micro,
        .ends_on = (int32_t)period_end(read.period).number,
        .indicator = (uint32_t)(read.indicator - (const Indicator *)on->goals->indicators.items),
        .subject =
            number_of(cx, &on->subjects, written->subject, &on->subject_names, &on->subject_count, &on->subject_room),
        .source = (uint16_t)number_of(cx, &on->sources, source, &on->source_names, &on->source_count, &on->source_room),
        .row = (uint32_t)row,
    };
    return OK;
}

static int compare_kept(const void *left, const void *right) {
    const Kept *a = left, *b = right;
    if (a->indicator != b->indicator) return a->indicator < b->indicator ? -1 : 1;
    if (a->subject != b->subject) return a->subject < b->subject ? -1 : 1;
    if (a->ends_on != b->ends_on) return a->ends_on < b->ends_on ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

static Str period_of_kept(Arena *arena, const Goals *goals, const Kept *kept) {
    const Indicator *indicator = &((const Indicator *)goals->indicators.items)[kept->indicator];
    return period_text(arena, period_of_day((Day){ kept->ends_on }, (Frequency)indicator->frequency));
}

static void name_doubles(Ctx *cx, const Importing *on) {
    for (size_t i = 1; i < on->count; i++) {
        const Kept *a = &on->kept[i - 1], *b = &on->kept[i];
        if (a->indicator != b->indicator || a->subject != b->subject || a->ends_on != b->ends_on) continue;
        const Indicator *indicator = &((const Indicator *)on->goals->indicators.items)[b->indicator];
        fault(cx, spot_in(on->args->file, b->row, S("period")), &figure_twice, period_of_kept(cx->arena, on->goals, b),
              indicator->code, on->subject_names[b->subject], int_text(cx, a->row));
    }
}

/* ---- writing ---- */

/* One record for each source that the file names. */
static Code store_imports(Ctx *cx, const Importing *on, Id **ret_ids) {
    int64_t *rows_of = NEW_ARRAY(cx->arena, int64_t, on->source_count + 1);
    for (size_t i = 0; i < on->count; i++) rows_of[on->kept[i].source]++;
    *ret_ids = NEW_ARRAY(cx->arena, Id, on->source_count + 1);
    for (size_t i = 0; i < on->source_count; i++) {
        (*ret_ids)[i] = id_make("import", cx->now);
        const Import import = { .id = (*ret_ids)[i],
                                .file_name = on->args->file,
                                .digest = on->digest,
                                .source = on->source_names[i],
                                .reason = on->args->reason,
                                .row_count = rows_of[i],
                                .is_sample = on->args->sample,
                                .actor = cx->caller.id,
                                .at = cx->now };
        TRY(import_store(cx, &import));
    }
    return OK;
}

/* The figures of one pair, made from their small form; they live until the pair is written. */
static Code write_pair(Ctx *cx, const Importing *on, size_t from, size_t to, const Id *ids, FigureBatch *batch) {
    const Indicator *indicator = &((const Indicator *)on->goals->indicators.items)[on->kept[from].indicator];
    Observation *figures = NEW_ARRAY(cx->arena, Observation, to - from);
    int64_t *rows = NEW_ARRAY(cx->arena, int64_t, to - from);
    for (size_t i = from; i < to; i++) {
        const Kept *kept = &on->kept[i];
        const Decimal value = decimal_micro(kept->micro);
        figures[i - from] = (Observation){ .indicator = indicator->code,
                                           .subject = on->subject_names[kept->subject],
                                           .period = period_of_kept(cx->arena, on->goals, kept),
                                           .ends_on = { kept->ends_on },
                                           .value = value,
                                           .text = level_word(indicator, value),
                                           .origin = id_str(&ids[kept->source]),
                                           .is_sample = on->args->sample,
                                           .recorded_at = cx->now };
        rows[i - from] = kept->row;
    }
    batch->items = figures;
    batch->rows = rows;
    batch->count = to - from;
    return figures_record_pair(cx, batch);
}

static Code write_all(Ctx *cx, Importing *on, const Id *ids, FigureBatch *batch) {
    Arena *pair_arena = arena_new(PAIR_ARENA_BYTES);
    Ctx pair_cx = *cx;
    pair_cx.arena = pair_arena; /* what one pair needs is given back before the next */
    Code code = OK;
    on->progress = progress_new("ghi / writing", (int64_t)on->count);
    for (size_t from = 0, to; from < on->count && code == OK; from = to) {
        for (to = from + 1; to < on->count && on->kept[to].indicator == on->kept[from].indicator &&
                            on->kept[to].subject == on->kept[from].subject;)
            to++;
        pair_cx.problem = (Problem){ 0 };
        code = write_pair(&pair_cx, on, from, to, ids, batch);
        problem_take_faults(cx, &pair_cx.problem);
        if (code != OK) problem_take_verdict(cx, &pair_cx.problem);
        arena_reset(pair_arena);
        progress_set(&on->progress, (int64_t)to);
    }
    progress_end(&on->progress);
    arena_free(pair_arena);
    return code == OK ? faults_verdict(cx) : code;
}

static Code add_up_touched(Ctx *cx, const Importing *on) {
    bool *is_touched = NEW_ARRAY(cx->arena, bool, on->goals->indicators.count + 1);
    for (size_t i = 0; i < on->count; i++) is_touched[on->kept[i].indicator] = true;
    return rollups_refresh_each(cx, on->goals, is_touched);
}

static char sign_of(Str text) {
    return text.len == 1 ? text.at[0] : '\0';
}

static Code write_file(Ctx *cx, const void *in, void *out) {
    (void)out;
    Importing *on = (Importing *)(uintptr_t)in;
    Id *ids;
    FigureBatch batch = { .file_name = on->args->file, .reason = on->args->reason };
    TRY(store_imports(cx, on, &ids));
    TRY(write_all(cx, on, ids, &batch));
    TRY(add_up_touched(cx, on));
    say("%zu số liệu mới / new, %zu sửa / corrected, %zu không đổi / unchanged\n", batch.added, batch.corrected,
        batch.unchanged);
    return OK;
}

static Code load_goals(Ctx *cx, Goals **ret_goals) {
    TRY(db_begin(cx, DB_READ));
    const Code code = goals_load(cx, ret_goals);
    db_rollback(cx);
    return code;
}

/* The file is read before the write begins, so that others can write meanwhile. */
Code observations_import(Ctx *cx, const void *in, void *out) {
    (void)out;
    const ImportArgs *args = in;
    Importing *on = NEW(cx->arena, Importing);
    *on = (Importing){ .args = args, .subjects = map_new(cx->arena), .sources = map_new(cx->arena) };
    int64_t size;
    Goals *goals;
    TRY(file_digest(cx, args->file, &size, &on->digest));
    TRY(load_goals(cx, &goals));
    on->goals = goals;
    on->progress = progress_new("đọc / reading", size);
    const TableForm form = { .path = args->file,
                             .name = args->file,
                             .delimiter = sign_of(args->delimiter),
                             .decimal = sign_of(args->decimal),
                             .group = sign_of(args->group),
                             .bytes_max = IMPORT_BYTES_MAX };
    TRY(table_each(cx, &form, &import_row_shape, keep_row, on));
    progress_end(&on->progress);
    if (on->count > 0) qsort(on->kept, on->count, sizeof(Kept), compare_kept);
    name_doubles(cx, on);
    TRY(faults_verdict(cx));
    return run_work(cx, DB_WRITE, write_file, on, NULL, 0);
}
