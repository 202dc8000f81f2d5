/* modules/budget/imports - see imports.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/budget/imports.h"

#include "kit/commands.h"
#include "modules/budget/telling.h"
#include "platform/access/access.h"
#include "platform/documents/documents.h"
#include "platform/ledger/ledger.h"

const ProblemKind line_twice = { INVALID,
                                 "budget/line-twice",
                                 { "Dòng kinh phí bị lặp.", "A line of money stands twice." },
                                 { "“{0}” đã có ở dòng {1}. Giữ một dòng cho mỗi khoản.",
                                   "“{0}” stands in row {1} already. Keep one row for each." } };
const ProblemKind line_differs = {
    INVALID,
    "budget/line-differs",
    { "Số tiền khác số đã ghi.", "The amount differs from the one that holds." },
    { "“{0}” đã có số khác. Nêu lý do sửa khi nạp tệp, hoặc bỏ dòng này.",
      "“{0}” holds other amounts. Give the reason for correcting it with the file, or leave the row out." }
};
const ProblemKind line_not_yours = { INVALID,
                                     "budget/line-not-yours",
                                     { "Dòng của cơ quan khác.", "A line of another agency." },
                                     { "Bạn không nhập kinh phí cho “{0}”. Bỏ dòng này khỏi tệp.",
                                       "You do not enter money for “{0}”. Leave the row out of the file." } };

/* ---- the file ---- */

typedef struct MoneyRow {
    int kind; /* none: spending */
    Str subject;
    int64_t year;
    int funding, purpose, area;
    Decimal planned, allocated, spent, amount;
    Str source, excess_reason;
} MoneyRow;

static const Field money_row_fields[] = {
    FIELD_CHOICE(MoneyRow, kind, OPTIONAL, &line_kind_choices),
    FIELD(MoneyRow, subject, REQUIRED, 1, BUDGET_CODE_MAX),
    FIELD(MoneyRow, year, REQUIRED, 0, 0),
    FIELD_CHOICE(MoneyRow, funding, OPTIONAL, &funding_choices),
    FIELD_CHOICE(MoneyRow, purpose, OPTIONAL, &spending_purpose_choices),
    FIELD_CHOICE(MoneyRow, area, OPTIONAL, &area_choices),
    FIELD(MoneyRow, planned, OPTIONAL, 0, 0),
    FIELD(MoneyRow, allocated, OPTIONAL, 0, 0),
    FIELD(MoneyRow, spent, OPTIONAL, 0, 0),
    FIELD(MoneyRow, amount, OPTIONAL, 0, 0),
    FIELD(MoneyRow, source, REQUIRED, 3, BUDGET_SOURCE_MAX),
    FIELD(MoneyRow, excess_reason, OPTIONAL, 0, BUDGET_REASON_MAX),
};
static const Shape money_row_shape = SHAPE(MoneyRow, money_row_fields);

typedef struct BudgetImport {
    Id id;
    Str file_name, digest, reason;
    int64_t row_count;
    bool is_sample;
    Str actor;
    Time at;
} BudgetImport;

static const Field budget_import_fields[] = {
    FIELD(BudgetImport, id, REQUIRED, 0, 0),        FIELD(BudgetImport, file_name, REQUIRED, 0, 0),
    FIELD(BudgetImport, digest, REQUIRED, 0, 0),    FIELD(BudgetImport, reason, REQUIRED, 0, 0),
    FIELD(BudgetImport, row_count, REQUIRED, 0, 0), FIELD(BudgetImport, is_sample, REQUIRED, 0, 0),
    FIELD(BudgetImport, actor, REQUIRED, 0, 0),     FIELD(BudgetImport, at, REQUIRED, 0, 0),
};
static const Shape budget_import_shape = SHAPE(BudgetImport, budget_import_fields);

#include "modules/budget/imports.sql.h"

/* A row with what is recorded for its line today. */
typedef struct MoneyLine {
    BudgetLine line;
    int64_t revision; /* 0: nothing holds */
    bool is_same;     /* as what holds */
} MoneyLine;

typedef struct MoneyFile {
    Table table;
    MoneyLine *lines;
    Str digest;
} MoneyFile;

static BudgetLine line_of_row(const MoneyRow *row) {
    return (BudgetLine){ .kind = row->kind == LINE_NONE ? LINE_SPENDING : row->kind,
                         .subject = row->subject,
                         .year = row->year,
                         .funding = row->funding,
                         .purpose = row->purpose,
                         .area = row->area,
                         .planned = row->planned,
                         .allocated = row->allocated,
                         .spent = row->spent,
                         .amount = row->amount,
                         .excess_reason = row->excess_reason,
                         .source = row->source };
}

static Code compare_held(Ctx *cx, MoneyLine *one, Str reason, bool is_sample, Spot spot) {
    BudgetLine held;
    const Code found = line_find(cx, &one->line, &held);
    if (found == NOT_FOUND) return OK;
    TRY(found);
    one->revision = held.revision;
    one->is_same = line_same_amounts(&one->line, &held) && (is_sample || !held.is_sample);
    const bool was_made_up = held.is_sample && !is_sample; /* real ones take over freely */
    if (!one->is_same && !was_made_up && utf8_count(reason) < BUDGET_REASON_LETTERS_MIN)
        fault(cx, spot, &line_differs, line_key_text(cx->arena, &one->line));
    return OK;
}

/* Reads and checks all of it; every fault is noted. */
static Code read_file(Ctx *cx, const TableForm *form, Str reason, bool is_sample, MoneyFile *ret_file) {
    Registry *registry;
    Str content;
    TRY(registry_load(cx, &registry));
    TRY(table_read(cx, form, &money_row_shape, BUDGET_FILE_ROWS_MAX, &ret_file->table));
    TRY(file_read(cx, form->path, form->bytes_max, &content));
    ret_file->digest = sha256_text(cx->arena, content);
    ret_file->lines = NEW_ARRAY(cx->arena, MoneyLine, ret_file->table.count + 1);
    Map keys = map_new(cx->arena);
    for (size_t i = 0; i < ret_file->table.count; i++) {
        MoneyLine *one = &ret_file->lines[i];
        size_t before;
        one->line = line_of_row(table_item(&ret_file->table, i));
        const Str key = line_key_text(cx->arena, &one->line);
        if (!line_check(cx, registry, &one->line, table_spot(&ret_file->table, i, S("")))) continue;
        if (map_get(&keys, key, &before))
            fault(cx, table_spot(&ret_file->table, i, S("subject")), &line_twice, key,
                  int_text(cx, ret_file->table.row_numbers[before]));
        else
            (void)map_add(&keys, key, i);
        TRY(compare_held(cx, one, reason, is_sample, table_spot(&ret_file->table, i, S("amount"))));
    }
    return faults_verdict(cx);
}

/* ---- by an administrator: recorded at once ---- */

typedef struct MoneyImportArgs {
    Str file, reason;
    bool sample;
} MoneyImportArgs;

static const Field money_import_args_fields[] = {
    OPTION(MoneyImportArgs, file, REQUIRED, 1, 1000, "CSV with subject, year, funding, purpose, area, planned, ..."),
    OPTION(MoneyImportArgs, reason, OPTIONAL, 0, BUDGET_REASON_MAX, "why amounts that hold already change"),
    OPTION(MoneyImportArgs, sample, OPTIONAL, 0, 0, "mark them as made up, to be shown as sample data"),
};
const Shape money_import_args_shape = SHAPE(MoneyImportArgs, money_import_args_fields);

/* Each agency once a year of the file, however many of its lines are new or another now. */
static Code tell_agencies(Ctx *cx, const MoneyFile *file, Str reason) {
    Registry *registry;
    Map seen = map_new(cx->arena);
    TRY(registry_load(cx, &registry));
    const Str province = province_code(registry);
    for (size_t i = 0; i < file->table.count; i++) {
        const BudgetLine *line = &file->lines[i].line;
        const Str key = str_format(cx->arena, "%.*s|%d", STR_FMT(line->subject), (int)line->year);
        int64_t count = 0;
        if (file->lines[i].is_same || str_equal(line->subject, province) || !map_add(&seen, key, i)) continue;
        for (size_t j = i; j < file->table.count; j++) {
            const BudgetLine *other = &file->lines[j].line;
            count += !file->lines[j].is_same && other->year == line->year && str_equal(other->subject, line->subject);
        }
        TRY(tell_money_recorded(cx, line->subject, line->year, count, reason));
    }
    return OK;
}

Code money_import(Ctx *cx, const void *in, void *out) {
    (void)out;
    const MoneyImportArgs *args = in;
    const TableForm form = { .path = args->file, .name = args->file, .bytes_max = BUDGET_FILE_BYTES_MAX };
    MoneyFile file = { 0 };
    size_t recorded = 0;
    TRY(read_file(cx, &form, args->reason, args->sample, &file));
    const BudgetImport import = { .id = id_make("import", cx->now),
                                  .file_name = args->file,
                                  .digest = file.digest,
                                  .reason = args->reason,
                                  .row_count = (int64_t)file.table.count,
                                  .is_sample = args->sample,
                                  .actor = cx->caller.id,
                                  .at = cx->now };
    TRY(budget_import_insert(cx, &import));
    for (size_t i = 0; i < file.table.count; i++) {
        MoneyLine *one = &file.lines[i];
        if (one->is_same) continue;
        one->line.origin = id_str(&import.id);
        one->line.is_sample = args->sample;
        TRY(line_record(cx, &one->line, args->reason));
        recorded++;
    }
    if (!args->sample) TRY(tell_agencies(cx, &file, args->reason));
    say("%zu dòng / rows: %zu được ghi / recorded, %zu không đổi / unchanged\n", file.table.count, recorded,
        file.table.count - recorded);
    return ledger_append(cx, S("budget.amounts_imported"), id_str(&import.id), { "digest", file.digest },
                         { "rows", int_text(cx, import.row_count) },
                         { "reason_digest", sha256_text(cx->arena, args->reason) });
}

/* ---- by an officer: handed in, to be accepted ---- */

typedef struct MoneyUpload {
    Str name, reason;
    Texts evidence;
} MoneyUpload;

static const Field money_upload_fields[] = {
    FIELD(MoneyUpload, name, REQUIRED, 1, 200),
    FIELD(MoneyUpload, reason, OPTIONAL, 0, BUDGET_REASON_MAX),
    FIELD(MoneyUpload, evidence, OPTIONAL, 0, EVIDENCE_FILES_MAX),
};
const Shape money_upload_shape = SHAPE(MoneyUpload, money_upload_fields);

typedef struct MoneyUploaded {
    int64_t handed_in, unchanged;
} MoneyUploaded;

static const Field money_uploaded_fields[] = {
    FIELD(MoneyUploaded, handed_in, REQUIRED, 0, 0),
    FIELD(MoneyUploaded, unchanged, REQUIRED, 0, 0),
};
const Shape money_uploaded_shape = SHAPE(MoneyUploaded, money_uploaded_fields);

/* Lines of others, and those that wait already, are faults of their rows. */
static Code check_owned(Ctx *cx, const Registry *registry, const MoneyFile *file, BudgetEntry *entries) {
    for (size_t i = 0; i < file->table.count; i++) {
        const BudgetLine *line = &file->lines[i].line;
        BudgetEntry waiting;
        entries[i] = (BudgetEntry){ .kind = line->kind,
                                    .subject = line->subject,
                                    .year = line->year,
                                    .funding = line->funding,
                                    .purpose = line->purpose,
                                    .area = line->area,
                                    .planned = line->planned,
                                    .allocated = line->allocated,
                                    .spent = line->spent,
                                    .amount = line->amount,
                                    .excess_reason = line->excess_reason,
                                    .source = line->source,
                                    .note = S(""),
                                    .based_on = file->lines[i].revision,
                                    .agency = budget_agency_for(cx, registry, line->subject) };
        const Spot spot = table_spot(&file->table, i, S("subject"));
        if (entries[i].agency.len == 0) fault(cx, spot, &line_not_yours, line->subject);
        const Code found = budget_waiting(cx, &entries[i], &waiting);
        if (found != OK && found != NOT_FOUND) return found;
        if (found == OK) fault(cx, spot, &money_waiting, line_key_text(cx->arena, line));
    }
    return faults_verdict(cx);
}

Code money_upload(Ctx *cx, const void *in, void *out) {
    const MoneyUpload *upload = in;
    MoneyUploaded *done = out;
    const TableForm form = { .path = spool_path(cx->upload->spool),
                             .name = upload->name,
                             .bytes_max = BUDGET_UPLOAD_BYTES_MAX };
    const Id nothing = { 0 };
    MoneyFile file = { 0 };
    Registry *registry;
    Rows files;
    TRY(registry_load(cx, &registry));
    TRY(files_own(cx, &upload->evidence, S("evidence"), &files));
    TRY(read_file(cx, &form, upload->reason, false, &file));
    BudgetEntry *entries = NEW_ARRAY(cx->arena, BudgetEntry, file.table.count + 1);
    TRY(check_owned(cx, registry, &file, entries));
    const BudgetEntry *first = NULL;
    for (size_t i = 0; i < file.table.count; i++) {
        if (file.lines[i].is_same) {
            done->unchanged++;
            continue;
        }
        entries[i].reason = upload->reason;
        entries[i].evidence = upload->evidence;
        TRY(budget_hand_in(cx, &entries[i], &nothing));
        if (first == NULL) first = &entries[i];
        done->handed_in++;
    }
    return first == NULL ? OK : tell_money_waits(cx, first, done->handed_in);
}
