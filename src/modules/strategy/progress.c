/* modules/strategy/progress - see progress.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/progress.h"

#include "kit/commands.h"
#include "modules/strategy/imports.h"

enum { PROGRESS_FILE_BYTES_MAX = 16 * 1024 * 1024, PROGRESS_ROWS_MAX = 100000 };

const ProblemKind task_unknown = {
    INVALID, "strategy/task-unknown",
    { "Không có nhiệm vụ này.", "There is no such task." },
    { "Không có nhiệm vụ “{0}”.", "There is no task “{0}”." }
};
const ProblemKind agency_not_lead = {
    INVALID, "strategy/agency-not-lead",
    { "Cơ quan không chủ trì nhiệm vụ.", "The agency does not lead the task." },
    { "“{0}” không chủ trì “{1}”; chỉ cơ quan chủ trì báo cáo tiến độ.",
      "“{0}” does not lead “{1}”; only those who lead report its progress." }
};
const ProblemKind progress_state_wrong = {
    INVALID, "strategy/progress-state",
    { "Tiến độ và trạng thái không khớp.", "The percent does not fit the state." },
    { "Hoàn thành thì tiến độ là 100; chưa bắt đầu thì là 0; đang làm thì từ 1 đến 99.",
      "Done means 100; not started means 0; in progress means 1 to 99." }
};

static const char *const task_states[] = { "not_started", "in_progress", "done" };
const Choices task_state_choices = CHOICES("TaskState", task_states);
static const char *const task_statuses[] = { "done", "overdue", "in_progress", "not_started", "no_report" };
const Choices task_status_choices = CHOICES("TaskStatus", task_statuses);

static const Field task_progress_fields[] = {
    FIELD(TaskProgress, task, REQUIRED, 0, 0),        FIELD(TaskProgress, agency, REQUIRED, 0, 0),
    FIELD(TaskProgress, percent, REQUIRED, 0, 0),     FIELD_CHOICE(TaskProgress, state, REQUIRED, &task_state_choices),
    FIELD(TaskProgress, product, REQUIRED, 0, 0),     FIELD(TaskProgress, note, REQUIRED, 0, 0),
    FIELD(TaskProgress, as_of, REQUIRED, 0, 0),       FIELD(TaskProgress, finished_on, OPTIONAL, 0, 0),
    FIELD(TaskProgress, revision, REQUIRED, 0, 0),    FIELD(TaskProgress, origin, REQUIRED, 0, 0),
    FIELD(TaskProgress, is_sample, REQUIRED, 0, 0),   FIELD(TaskProgress, recorded_at, REQUIRED, 0, 0),
};
const Shape task_progress_shape = SHAPE(TaskProgress, task_progress_fields);

static const Field progress_past_fields[] = {
    FIELD(ProgressPast, agency, REQUIRED, 0, 0),  FIELD(ProgressPast, revision, REQUIRED, 0, 0),
    FIELD(ProgressPast, percent, REQUIRED, 0, 0), FIELD_CHOICE(ProgressPast, state, REQUIRED, &task_state_choices),
    FIELD(ProgressPast, as_of, REQUIRED, 0, 0),   FIELD(ProgressPast, origin, REQUIRED, 0, 0),
    FIELD(ProgressPast, recorded_at, REQUIRED, 0, 0),
};
const Shape progress_past_shape = SHAPE(ProgressPast, progress_past_fields);

#include "modules/strategy/progress.sql.h"

/* ---- stored ---- */

Code progress_find(Ctx *cx, Str task, Str agency, TaskProgress *ret_progress) {
    const TaskProgress key = { .task = task, .agency = agency };
    return progress_one(cx, &key, ret_progress);
}

Code progress_all(Ctx *cx, Rows *ret_progress) {
    return progress_every(cx, ret_progress);
}

Code progress_past_of(Ctx *cx, Str task, Rows *ret_past) {
    const TaskProgress key = { .task = task };
    return progress_past_by_task(cx, &key, ret_past);
}

Code progress_record(Ctx *cx, const TaskProgress *progress) {
    TaskProgress next = *progress, held;
    const Code found = progress_find(cx, progress->task, progress->agency, &held);
    if (found != OK && found != NOT_FOUND) return found;
    next.revision = found == OK ? held.revision + 1 : 1;
    if (next.state != TASK_DONE) next.finished_on = (Day){ 0 };
    else if (found == OK && held.finished_on.number != 0) next.finished_on = held.finished_on;
    else next.finished_on = next.as_of;
    if (found == OK) TRY(progress_keep_past(cx, &held));
    return progress_upsert(cx, &next);
}

void progress_check(Ctx *cx, Spot spot, int64_t percent, TaskState state) {
    const bool fits = state == TASK_DONE          ? percent == 100
                      : state == TASK_NOT_STARTED ? percent == 0
                                                  : percent >= 1 && percent <= 99;
    if (!fits) fault(cx, spot, &progress_state_wrong);
}

/* ---- where a task stands ---- */

void task_tally_add(TaskTally *tally, const TaskProgress *progress) {
    tally->expected++;
    if (progress == NULL) return;
    tally->reported++;
    tally->percent_sum += progress->percent;
    if (progress->state != TASK_DONE) return;
    tally->done++;
    if (progress->finished_on.number > tally->last_finished_on.number) tally->last_finished_on = progress->finished_on;
}

Decimal task_tally_percent(const TaskTally *tally) {
    return decimal_of_wide((Wide)tally->percent_sum * DECIMAL_ONE, (Wide)tally->reported);
}

TaskStatus task_status(const TaskTally *tally, Day due, Day today, int64_t *ret_overdue_days, int64_t *ret_late_days) {
    *ret_overdue_days = *ret_late_days = 0;
    const bool is_done = tally->expected > 0 && tally->done == tally->expected;
    if (is_done) {
        if (due.number != 0 && tally->last_finished_on.number > due.number)
            *ret_late_days = tally->last_finished_on.number - due.number;
        return TASK_STATUS_DONE;
    }
    if (due.number != 0 && today.number > due.number) {
        *ret_overdue_days = today.number - due.number;
        return TASK_STATUS_OVERDUE;
    }
    if (tally->reported == 0) return TASK_STATUS_NO_REPORT;
    return tally->percent_sum > 0 ? TASK_STATUS_IN_PROGRESS : TASK_STATUS_NOT_STARTED;
}

/* ---- a file of progress ---- */

typedef struct ProgressImportArgs {
    Str file, source;
    bool sample;
} ProgressImportArgs;

static const Field progress_import_args_fields[] = {
    OPTION(ProgressImportArgs, file, REQUIRED, 1, 1000, "CSV with the columns task, agency, percent, status, on"),
    OPTION(ProgressImportArgs, source, REQUIRED, 1, 300, "where this comes from"),
    OPTION(ProgressImportArgs, sample, OPTIONAL, 0, 0, "mark it as made up, to be shown as sample data"),
};
const Shape progress_import_args_shape = SHAPE(ProgressImportArgs, progress_import_args_fields);

typedef struct ProgressRow {
    Str task, agency;
    int64_t percent;
    int status;
    Day on;
    Str note;
} ProgressRow;

static const Field progress_row_fields[] = {
    FIELD(ProgressRow, task, REQUIRED, 1, CODE_MAX),  FIELD(ProgressRow, agency, REQUIRED, 1, CODE_MAX),
    FIELD(ProgressRow, percent, REQUIRED, 0, 100),    FIELD_CHOICE(ProgressRow, status, REQUIRED, &task_state_choices),
    FIELD(ProgressRow, on, REQUIRED, 0, 0),           FIELD(ProgressRow, note, OPTIONAL, 0, 1000),
};
static const Shape progress_row_shape = SHAPE(ProgressRow, progress_row_fields);

static Code check_rows(Ctx *cx, const Goals *goals, const Table *table) {
    for (size_t i = 0; i < table->count; i++) {
        const ProgressRow *row = table_item(table, i);
        const Texts addressed = registry_codes_for(cx, goals->registry, row->agency, cx->today);
        if (goals_task(goals, row->task) == NULL)
            fault(cx, table_spot(table, i, S("task")), &task_unknown, row->task);
        else if (!goals_answering(goals, &addressed, row->task, ROLE_OF_LEAD).answers)
            fault(cx, table_spot(table, i, S("agency")), &agency_not_lead, row->agency, row->task);
        progress_check(cx, table_spot(table, i, S("percent")), row->percent, (TaskState)row->status);
    }
    return faults_verdict(cx);
}

Code progress_import(Ctx *cx, const void *in, void *out) {
    (void)out;
    const ProgressImportArgs *args = in;
    const TableForm form = { .path = args->file, .name = args->file, .bytes_max = PROGRESS_FILE_BYTES_MAX };
    Goals *goals;
    Table table;
    int64_t size;
    Import import = { .id = id_make("import", cx->now),
                      .file_name = args->file,
                      .source = args->source,
                      .reason = S(""),
                      .is_sample = args->sample,
                      .actor = cx->caller.id,
                      .at = cx->now };
    TRY(file_digest(cx, args->file, &size, &import.digest));
    TRY(table_read(cx, &form, &progress_row_shape, PROGRESS_ROWS_MAX, &table));
    TRY(goals_load(cx, &goals));
    TRY(check_rows(cx, goals, &table));
    import.row_count = (int64_t)table.count;
    TRY(import_store(cx, &import));
    for (size_t i = 0; i < table.count; i++) {
        const ProgressRow *row = table_item(&table, i);
        const TaskProgress progress = { .task = row->task,
                                        .agency = row->agency,
                                        .percent = row->percent,
                                        .state = row->status,
                                        .product = S(""),
                                        .note = row->note,
                                        .as_of = row->on,
                                        .origin = id_str(&import.id),
                                        .is_sample = args->sample,
                                        .recorded_at = cx->now };
        TRY(progress_record(cx, &progress));
    }
    say("%zu tiến độ / progress reports\n", table.count);
    return OK;
}
