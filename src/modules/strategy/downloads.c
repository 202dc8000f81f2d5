/* modules/strategy/downloads - figures and tasks as CSV and as spreadsheets, for whoever wants to use them again. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/pages.h"

#include "kit/table.h"
#include "kit/workbook.h"
#include "modules/strategy/views.h"

enum { CSV_BYTES_MAX = 32 * 1024 * 1024 };

/* Takes one row after the other; records of the Shape live as long as the request. */
typedef Code TakeRow(Ctx *cx, const Shape *shape, const void *record, void *context);

static Code take_csv(Ctx *cx, const Shape *shape, const void *record, void *context) {
    (void)cx;
    table_write_row(context, shape, record);
    return OK;
}

static Buf begin_csv(Ctx *cx, const Shape *shape) {
    Buf csv = buf_new(cx->arena, CSV_BYTES_MAX);
    buf_add(&csv, S("\xEF\xBB\xBF")); /* spreadsheets need the mark to know UTF-8 */
    table_write_row(&csv, shape, NULL);
    return csv;
}

typedef struct Kept {
    char *items;
    size_t count, room;
} Kept;

static Code take_record(Ctx *cx, const Shape *shape, const void *record, void *context) {
    Kept *kept = context;
    kept->items = array_grow(cx->arena, kept->items, shape->size, kept->count, &kept->room);
    memcpy(kept->items + shape->size * kept->count++, record, shape->size);
    return OK;
}

static Str dated(Ctx *cx, const char *what, const char *ending) {
    const Str day = day_text(cx->arena, cx->today);
    return str_format(cx->arena, "banyan-%s-%.*s.%s", what, STR_FMT(day), ending);
}

typedef struct CsvFilter {
    Str document;
} CsvFilter;

static const Field csv_filter_fields[] = { FIELD(CsvFilter, document, OPTIONAL, 0, CODE_MAX) };
const Shape csv_filter_shape = SHAPE(CsvFilter, csv_filter_fields);

static const Field csv_fields[] = { FIELD(Raw, file_name, OPTIONAL, 0, 0) };
const Shape csv_shape = { "Csv", sizeof(Raw), csv_fields, COUNT(csv_fields) };

typedef struct FigureCsvRow {
    Str document, citation, indicator, title, unit, subject, subject_name, period;
    Day ends_on;
    Decimal value;
    Str text;
    int64_t revision;
    bool is_sample;
    Time recorded_at;
} FigureCsvRow;

static const Field figure_csv_row_fields[] = {
    FIELD(FigureCsvRow, document, REQUIRED, 0, 0),     FIELD(FigureCsvRow, citation, REQUIRED, 0, 0),
    FIELD(FigureCsvRow, indicator, REQUIRED, 0, 0),    FIELD(FigureCsvRow, title, REQUIRED, 0, 0),
    FIELD(FigureCsvRow, unit, REQUIRED, 0, 0),         FIELD(FigureCsvRow, subject, REQUIRED, 0, 0),
    FIELD(FigureCsvRow, subject_name, REQUIRED, 0, 0), FIELD(FigureCsvRow, period, REQUIRED, 0, 0),
    FIELD(FigureCsvRow, ends_on, REQUIRED, 0, 0),      FIELD(FigureCsvRow, value, OPTIONAL, 0, 0),
    FIELD(FigureCsvRow, text, REQUIRED, 0, 0),         FIELD(FigureCsvRow, revision, REQUIRED, 0, 0),
    FIELD(FigureCsvRow, is_sample, REQUIRED, 0, 0),    FIELD(FigureCsvRow, recorded_at, REQUIRED, 0, 0),
};
static const Shape figure_csv_row_shape = SHAPE(FigureCsvRow, figure_csv_row_fields);

static FigureCsvRow figure_row(const Goals *goals, const PlanDocument *document, const Indicator *one,
                               const Observation *figure) {
    return (FigureCsvRow){ .document = document->number,
                           .citation = one->citation,
                           .indicator = one->code,
                           .title = one->title,
                           .unit = one->unit,
                           .subject = figure->subject,
                           .subject_name = registry_name(goals->registry, figure->subject),
                           .period = figure->period,
                           .ends_on = figure->ends_on,
                           .value = figure->value,
                           .text = figure->text,
                           .revision = figure->revision,
                           .is_sample = figure->is_sample,
                           .recorded_at = figure->recorded_at };
}

static Code each_figure(Ctx *cx, Str code, TakeRow *take, void *context) {
    Goals *goals;
    const PlanDocument *document;
    TRY(goals_load(cx, &goals));
    TRY(goals_choose_document(cx, goals, code, &document));
    for (size_t i = 0; document != NULL && i < goals->indicators.count; i++) {
        const Indicator *one = &((const Indicator *)goals->indicators.items)[i];
        Rows figures;
        if (!str_equal(one->document, document->code)) continue;
        TRY(figures_of_indicator(cx, one->code, S(""), &figures));
        for (size_t j = 0; j < figures.count; j++) {
            const FigureCsvRow row = figure_row(goals, document, one, &((const Observation *)figures.items)[j]);
            TRY(memory_left(cx));
            TRY(take(cx, &figure_csv_row_shape, &row, context));
        }
    }
    return OK;
}

Code figures_csv(Ctx *cx, const void *in, void *out) {
    const CsvFilter *filter = in;
    Raw *raw = out;
    Buf csv = begin_csv(cx, &figure_csv_row_shape);
    TRY(each_figure(cx, filter->document, take_csv, &csv));
    raw->file_name = dated(cx, "figures", "csv");
    return buf_done(&csv, &raw->body) == OK ? OK : fail_spent(cx);
}

Code figures_xlsx(Ctx *cx, const void *in, void *out) {
    const CsvFilter *filter = in;
    const Str titles[] = { S("Văn bản"),      S("Căn cứ"),    S("Mã chỉ tiêu"), S("Chỉ tiêu"), S("Đơn vị"),
                           S("Mã đối tượng"), S("Đối tượng"), S("Kỳ"),          S("Hết ngày"), S("Giá trị"),
                           S("Bằng chữ"),     S("Lần ghi"),   S("Dữ liệu mẫu"), S("Ghi lúc") };
    Raw *raw = out;
    Kept kept = { 0 };
    TRY(each_figure(cx, filter->document, take_record, &kept));
    raw->file_name = dated(cx, "figures", "xlsx");
    return workbook_of_records(cx, S("Số liệu"), &figure_csv_row_shape, titles, kept.items, kept.count, &raw->body);
}

typedef struct TaskCsvRow {
    Str document, citation, code, title, product;
    Texts leads;
    int timing;
    Day due;
    int status;
    Decimal percent;
    int64_t overdue_days;
} TaskCsvRow;

static const Field task_csv_row_fields[] = {
    FIELD(TaskCsvRow, document, REQUIRED, 0, 0),
    FIELD(TaskCsvRow, citation, REQUIRED, 0, 0),
    FIELD(TaskCsvRow, code, REQUIRED, 0, 0),
    FIELD(TaskCsvRow, title, REQUIRED, 0, 0),
    FIELD(TaskCsvRow, product, REQUIRED, 0, 0),
    FIELD(TaskCsvRow, leads, REQUIRED, 0, 0),
    FIELD_CHOICE(TaskCsvRow, timing, REQUIRED, &timing_choices),
    FIELD(TaskCsvRow, due, OPTIONAL, 0, 0),
    FIELD_CHOICE(TaskCsvRow, status, REQUIRED, &task_status_choices),
    FIELD(TaskCsvRow, percent, OPTIONAL, 0, 0),
    FIELD(TaskCsvRow, overdue_days, REQUIRED, 0, 0),
};
static const Shape task_csv_row_shape = SHAPE(TaskCsvRow, task_csv_row_fields);

static TaskCsvRow task_row(Ctx *cx, const PlanDocument *document, const TaskView *view) {
    const Task *task = view->task;
    return (TaskCsvRow){ .document = document->number,
                         .citation = task->citation,
                         .code = task->code,
                         .title = task->title,
                         .product = task->product,
                         .leads = lead_names(cx, view),
                         .timing = task->timing,
                         .due = view->due_on,
                         .status = view->status,
                         .percent = view->percent,
                         .overdue_days = view->overdue_days };
}

static Code each_task(Ctx *cx, Str code, TakeRow *take, void *context) {
    Goals *goals;
    const PlanDocument *document;
    TaskBook book;
    TRY(goals_load(cx, &goals));
    TRY(goals_choose_document(cx, goals, code, &document));
    TRY(task_book_load(cx, goals, &book));
    for (size_t i = 0; document != NULL && i < book.tasks.count; i++) {
        const Task *task = &((const Task *)book.tasks.items)[i];
        if (!str_equal(task->document, document->code)) continue;
        TRY(memory_left(cx));
        const TaskView view = task_view(cx, goals, &book, task);
        const TaskCsvRow row = task_row(cx, document, &view);
        TRY(take(cx, &task_csv_row_shape, &row, context));
    }
    return OK;
}

Code tasks_csv(Ctx *cx, const void *in, void *out) {
    const CsvFilter *filter = in;
    Raw *raw = out;
    Buf csv = begin_csv(cx, &task_csv_row_shape);
    TRY(each_task(cx, filter->document, take_csv, &csv));
    raw->file_name = dated(cx, "tasks", "csv");
    return buf_done(&csv, &raw->body) == OK ? OK : fail_spent(cx);
}

Code tasks_xlsx(Ctx *cx, const void *in, void *out) {
    const CsvFilter *filter = in;
    const Str titles[] = { S("Văn bản"),    S("Căn cứ"),      S("Mã nhiệm vụ"),    S("Nhiệm vụ"),
                           S("Sản phẩm"),   S("Chủ trì"),     S("Thời hạn"),       S("Hạn"),
                           S("Trạng thái"), S("Tiến độ (%)"), S("Số ngày quá hạn") };
    Raw *raw = out;
    Kept kept = { 0 };
    TRY(each_task(cx, filter->document, take_record, &kept));
    raw->file_name = dated(cx, "tasks", "xlsx");
    return workbook_of_records(cx, S("Nhiệm vụ"), &task_csv_row_shape, titles, kept.items, kept.count, &raw->body);
}
