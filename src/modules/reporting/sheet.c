/* modules/reporting/sheet - see sheet.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/reporting/sheet.h"

#include "kit/table.h"
#include "kit/workbook.h"
#include "modules/reporting/consolidation.h"
#include "modules/reporting/form.h"
#include "platform/access/access.h"

enum { NOTES = 3, WIDTH_NARROW = 12, WIDTH_WIDE = 48, WIDTH_TEXT = 24 };

const ProblemKind sheet_header = {
    INVALID,
    "reporting/sheet-header",
    { "Không thấy dòng tiêu đề của biểu mẫu.", "The header of the form is not there." },
    { "Tệp không có dòng tiêu đề “{0}” như biểu mẫu tải xuống. Tải biểu mẫu mới rồi điền lại.",
      "The file has no header with “{0}” as the form that was taken down has. Take it down again and fill it in." }
};
const ProblemKind sheet_percent = { INVALID,
                                    "reporting/sheet-percent",
                                    { "Tiến độ phải là số nguyên từ 0 đến 100.",
                                      "Progress is a whole number from 0 to 100." },
                                    { "“{0:,}” không phải tiến độ. Ghi số nguyên từ 0 đến 100, không ghi dấu %.",
                                      "“{0}” is no progress. Write a whole number from 0 to 100, without %." } };
const ProblemKind sheet_row_unknown = {
    INVALID,
    "reporting/sheet-row-unknown",
    { "Dòng không thuộc biểu mẫu.", "The row does not belong to the form." },
    { "Báo cáo này không hỏi “{0}” của “{1}”. Không thêm dòng hay đổi mã; tải biểu mẫu mới nếu cần.",
      "This report does not ask for “{0}” of “{1}”. Do not add rows or change codes; take the form down again if "
      "needed." }
};

/* ---- one row ---- */

static const char *const sheet_kinds[] = { "figure", "task", "section" };
static const Choices sheet_kind_choices = CHOICES("SheetKind", sheet_kinds);

static const Field sheet_line_fields[] = {
    FIELD_CHOICE(SheetLine, kind, REQUIRED, &sheet_kind_choices),
    FIELD(SheetLine, code, REQUIRED, 1, CODE_MAX),
    FIELD(SheetLine, subject, OPTIONAL, 0, CODE_MAX),
    FIELD(SheetLine, title, OPTIONAL, 0, 400),
    FIELD(SheetLine, period, OPTIONAL, 0, 8),
    FIELD(SheetLine, unit, OPTIONAL, 0, 60),
    FIELD(SheetLine, before, OPTIONAL, 0, 0),
    FIELD(SheetLine, value, OPTIONAL, 0, 0),
    FIELD(SheetLine, text, OPTIONAL | LINES, 0, CELL_LETTERS_MAX),
    FIELD(SheetLine, source, OPTIONAL, 0, 300),
    FIELD(SheetLine, note, OPTIONAL | LINES, 0, 2000),
    FIELD(SheetLine, reason, OPTIONAL | LINES, 0, 500),
    FIELD(SheetLine, product, OPTIONAL, 0, 300),
    FIELD(SheetLine, based_on, OPTIONAL, 0, 1000000),
};
const Shape sheet_line_shape = SHAPE(SheetLine, sheet_line_fields);

/* As people read them, one a column of the Shape. */
typedef struct ColumnWords {
    const char *title;
    int64_t width;
    bool is_hidden, is_open;
} ColumnWords;

static const ColumnWords column_words[COUNT(sheet_line_fields)] = {
    { "Loại dòng", WIDTH_NARROW, false, false },
    { "Mã", WIDTH_TEXT, false, false },
    { "Đối tượng", WIDTH_NARROW, false, false },
    { "Nội dung", WIDTH_WIDE, false, false },
    { "Kỳ", WIDTH_NARROW, false, false },
    { "Đơn vị tính", WIDTH_NARROW, false, false },
    { "Kỳ trước", WIDTH_NARROW, false, false },
    { "Giá trị hoặc % tiến độ", WIDTH_TEXT, false, true },
    { "Mức hoặc lời văn", WIDTH_WIDE, false, true },
    { "Nguồn số liệu", WIDTH_TEXT, false, true },
    { "Ghi chú", WIDTH_TEXT, false, true },
    { "Lý do sửa số đã ghi", WIDTH_TEXT, false, true },
    { "Sản phẩm", WIDTH_TEXT, false, true },
    { "Lần ghi đã thấy", WIDTH_NARROW, true, false },
};

/* ---- the form, with what the draft holds ---- */

typedef struct Filling {
    Obligation obligation;
    Desk desk;
    Rows lines, tasks, sections; /* of FormLine, FormTask, RegimeSection */
    Report report;
    bool is_begun;
    SheetLine *items;
    size_t count;
} Filling;

static void add_figure(Filling *on, const FormLine *line) {
    const ReportFigure *written =
        on->is_begun ? report_figure_of(&on->report, line->indicator->code, line->subject) : NULL;
    SheetLine one = { .kind = SHEET_FIGURE,
                      .code = line->indicator->code,
                      .subject = line->subject,
                      .title = line->indicator->title,
                      .period = line->period,
                      .unit = line->indicator->unit,
                      .before = line->before,
                      .text = S(""),
                      .source = S(""),
                      .based_on = line->held_revision };
    if (!line->held_is_sample) {
        one.value = line->held;
        one.text = line->held_text;
        one.source = line->held_source;
    }
    if (written != NULL) {
        one.value = written->value;
        one.text = written->text;
        one.source = written->source;
        one.note = written->note;
        one.reason = written->reason;
    }
    on->items[on->count++] = one;
}

static const ReportTask *task_written(const Filling *on, Str code) {
    const ReportTask *tasks = on->report.tasks.items;
    for (size_t i = 0; on->is_begun && i < on->report.tasks.count; i++) {
        if (str_equal(tasks[i].task, code)) return &tasks[i];
    }
    return NULL;
}

static void add_task(Filling *on, const FormTask *task) {
    const ReportTask *written = task_written(on, task->task->code);
    SheetLine one = { .kind = SHEET_TASK, .code = task->task->code, .title = task->task->title, .unit = S("%") };
    if (task->state != 0) one.before = decimal_whole(task->percent);
    if (written != NULL) {
        one.value = decimal_whole(written->percent);
        one.note = written->note;
        one.product = written->product;
    }
    on->items[on->count++] = one;
}

static void add_section(Filling *on, const RegimeSection *section) {
    SheetLine one = { .kind = SHEET_SECTION, .code = section->code, .title = section->title };
    const ReportSection *written = on->report.sections.items;
    for (size_t i = 0; on->is_begun && i < on->report.sections.count; i++) {
        if (str_equal(written[i].section, section->code)) one.text = written[i].text;
    }
    on->items[on->count++] = one;
}

static Code filling_read(Ctx *cx, const Id *id, Filling *ret_filling) {
    TRY(obligation_find(cx, id, &ret_filling->obligation));
    TRY(access_require_for(cx, "reporting.see", ret_filling->obligation.agency));
    TRY(desk_load(cx, &ret_filling->desk));
    TRY(form_lines(cx, &ret_filling->desk, &ret_filling->obligation, &ret_filling->lines));
    ret_filling->tasks = form_tasks(cx, &ret_filling->desk, &ret_filling->obligation);
    ret_filling->sections = regime_sections_of(&ret_filling->desk.regimes, ret_filling->obligation.regime);
    const Code found = report_read(cx, &ret_filling->obligation, 0, &ret_filling->report);
    if (found != OK && found != NOT_FOUND) return found;
    ret_filling->is_begun = found == OK;
    return OK;
}

static Code filling_make(Ctx *cx, const Id *id, Filling *ret_filling) {
    TRY(filling_read(cx, id, ret_filling));
    TRY(form_lines_fill(cx, &ret_filling->desk, &ret_filling->lines));
    ret_filling->items = NEW_ARRAY(cx->arena, SheetLine, SHEET_LINES_MAX);
    for (size_t i = 0; i < ret_filling->lines.count; i++)
        add_figure(ret_filling, &((const FormLine *)ret_filling->lines.items)[i]);
    for (size_t i = 0; i < ret_filling->tasks.count; i++)
        add_task(ret_filling, &((const FormTask *)ret_filling->tasks.items)[i]);
    for (size_t i = 0; i < ret_filling->sections.count && ret_filling->count < SHEET_LINES_MAX; i++)
        add_section(ret_filling, &((const RegimeSection *)ret_filling->sections.items)[i]);
    return OK;
}

/* ---- down ---- */

typedef struct SheetKey {
    Id id;
} SheetKey;

static const Field sheet_key_fields[] = { FIELD(SheetKey, id, REQUIRED, 0, 0) };
const Shape sheet_key_shape = SHAPE(SheetKey, sheet_key_fields);

static const Field sheet_file_fields[] = { FIELD(Raw, file_name, OPTIONAL, 0, 0) };
const Shape sheet_file_shape = { "SheetFile", sizeof(Raw), sheet_file_fields, COUNT(sheet_file_fields) };

static Str file_name(Ctx *cx, const Obligation *one, const char *ending) {
    return str_format(cx->arena, "%.*s-%.*s-%.*s.%s", STR_FMT(one->regime), STR_FMT(one->period), STR_FMT(one->agency),
                      ending);
}

Code sheet_csv(Ctx *cx, const void *in, void *out) {
    const SheetKey *key = in;
    Raw *raw = out;
    Filling *filling = NEW(cx->arena, Filling);
    TRY(filling_make(cx, &key->id, filling));
    raw->file_name = file_name(cx, &filling->obligation, "csv");
    return table_write(cx->arena, &sheet_line_shape, filling->items, filling->count, WORKBOOK_BYTES_MAX, &raw->body);
}

Code sheet_xlsx(Ctx *cx, const void *in, void *out) {
    const SheetKey *key = in;
    Raw *raw = out;
    Filling *filling = NEW(cx->arena, Filling);
    TRY(filling_make(cx, &key->id, filling));
    Str titles[COUNT(sheet_line_fields)], notes[NOTES];
    SheetColumn columns[COUNT(sheet_line_fields)];
    for (size_t i = 0; i < COUNT(sheet_line_fields); i++) {
        const ColumnWords *words = &column_words[i];
        titles[i] = str_of(words->title);
        columns[i] = (SheetColumn){ .title = titles[i],
                                    .width = words->width,
                                    .decimals = -1,
                                    .is_hidden = words->is_hidden,
                                    .is_open = words->is_open };
    }
    ObligationView view;
    TRY(obligation_view(cx, &filling->desk, &filling->obligation, &view));
    notes[0] = str_format(cx->arena, "%.*s, kỳ %.*s", STR_FMT(view.title), STR_FMT(filling->obligation.period));
    notes[1] = view.agency_name;
    notes[2] = S("Điền các cột mở khoá; ô trống là chưa có số, không phải 0. Lưu tệp rồi tải lên ở trang báo cáo.");
    Sheet sheet = sheet_of_records(cx, S("Báo cáo"), &sheet_line_shape, titles, filling->items, filling->count);
    sheet.columns = columns;
    sheet.column_count = COUNT(sheet_line_fields);
    sheet.notes = notes;
    sheet.note_count = NOTES;
    sheet.is_locked = true;
    const Workbook book = { .title = notes[0], .author = view.agency_name, .sheets = &sheet, .sheet_count = 1 };
    raw->file_name = file_name(cx, &filling->obligation, "xlsx");
    return workbook_write(cx, &book, &raw->body);
}

/* ---- up ---- */

typedef struct SheetUpload {
    Id id;
    Str save;
    int64_t revision;
    Str name; /* of the file, for faults */
} SheetUpload;

static const Field sheet_upload_fields[] = {
    FIELD(SheetUpload, id, REQUIRED, 0, 0),
    FIELD(SheetUpload, save, REQUIRED, 8, 64),
    FIELD(SheetUpload, revision, REQUIRED, 0, 1000000),
    FIELD(SheetUpload, name, REQUIRED, 1, 200),
};
const Shape sheet_upload_shape = SHAPE(SheetUpload, sheet_upload_fields);

static Code take_row(Ctx *cx, const void *record, int64_t row, size_t bytes_read, void *context) {
    (void)bytes_read;
    SheetTaken *taken = context;
    if (taken->count == SHEET_LINES_MAX) return fail(cx, &too_large, taken->name, int_text(cx, SHEET_LINES_MAX));
    taken->items = array_grow(cx->arena, taken->items, sizeof(SheetRowRead), taken->count, &taken->room);
    record_copy(cx->arena, &sheet_line_shape, record, &taken->items[taken->count].line);
    taken->items[taken->count++].row = row;
    return OK;
}

static Str column_name(Ctx *cx, size_t column) {
    const Str letters = column_letters(cx->arena, column);
    return str_format(cx->arena, "%.*s: %s", STR_FMT(letters), column_words[column].title);
}

static bool is_header(const SheetRow *row) {
    return row->cell_count > 1 && str_is(row->cells[0].text, column_words[0].title) &&
           str_is(row->cells[1].text, column_words[1].title);
}

static Code take_workbook_row(Ctx *cx, SheetTaken *taken, const SheetRow *row) {
    SheetLine line = { 0 };
    for (size_t i = 0; i < COUNT(sheet_line_fields); i++) {
        const Str text = i < row->cell_count ? row->cells[i].text : S("");
        field_read_text(cx, &sheet_line_fields[i], spot_in(taken->name, row->number, column_name(cx, i)), text, &line);
    }
    return take_row(cx, &line, row->number, 0, taken);
}

static Code take_workbook(Ctx *cx, SheetTaken *taken) {
    const WorkbookForm form = { .path = spool_path(cx->upload->spool),
                                .name = taken->name,
                                .sheet = S(""),
                                .data_row = NOTES + 1,
                                .rows_max = SHEET_LINES_MAX + NOTES + 1 };
    SheetRead sheet;
    TRY(workbook_read(cx, &form, &sheet));
    size_t at = 0;
    while (at < sheet.row_count && !is_header(&sheet.rows[at])) at++;
    if (at == sheet.row_count) {
        fault(cx, spot_in(taken->name, 1, S("A")), &sheet_header, str_of(column_words[0].title));
        return OK;
    }
    for (size_t i = at + 1; i < sheet.row_count; i++) TRY(take_workbook_row(cx, taken, &sheet.rows[i]));
    return OK;
}

/* Reading takes time: it is done before the transaction. */
Code sheet_check(Ctx *cx, const void *in, void *out) {
    (void)out;
    const SheetUpload *upload = in;
    SheetTaken *taken = NEW(cx->arena, SheetTaken);
    taken->name = upload->name;
    cx->prepared = taken;
    taken->is_workbook = workbook_is_likely(cx, spool_path(cx->upload->spool));
    if (taken->is_workbook) {
        TRY(take_workbook(cx, taken));
        return faults_verdict(cx);
    }
    const TableForm form = { .path = spool_path(cx->upload->spool),
                             .name = upload->name,
                             .bytes_max = WORKBOOK_BYTES_MAX };
    TRY(table_each(cx, &form, &sheet_line_shape, take_row, taken));
    return faults_verdict(cx);
}

static Spot spot_of(Ctx *cx, const SheetTaken *taken, const SheetRowRead *read, size_t column) {
    return spot_in(taken->name, read->row,
                   taken->is_workbook ? column_name(cx, column) : str_of(sheet_line_fields[column].name));
}

enum { COLUMN_CODE = 1, COLUMN_VALUE = 7 };

typedef struct Merging {
    Ctx *cx;
    const Filling *filling;
    const SheetTaken *taken;
    ReportDraft *draft;
    ReportFigure *figures;
    ReportTask *tasks;
    ReportSection *sections;
    Map seen;
} Merging;

/* What the sheet says of a line takes the place of what the draft said; its evidence stays. */
static void merge_figure(Merging *on, const SheetRowRead *read) {
    const SheetLine *line = &read->line;
    const Report *report = &on->filling->report;
    const ReportFigure *held = on->filling->is_begun ? report_figure_of(report, line->code, line->subject) : NULL;
    if (form_line_of(&on->filling->lines, line->code, line->subject) == NULL) {
        fault(on->cx, spot_of(on->cx, on->taken, read, COLUMN_CODE), &sheet_row_unknown, line->code, line->subject);
        return;
    }
    if (!line->value.is_known && line->text.len == 0) return;
    on->figures[on->draft->figures.count++] =
        (ReportFigure){ .indicator = line->code,
                        .subject = line->subject,
                        .value = line->value,
                        .text = line->text,
                        .source = line->source,
                        .note = line->note,
                        .reason = line->reason,
                        .evidence = held == NULL ? (Texts){ NULL, 0 } : held->evidence,
                        .based_on = line->based_on };
}

static bool leads_task(const Filling *filling, Str code) {
    for (size_t i = 0; i < filling->tasks.count; i++) {
        if (str_equal(((const FormTask *)filling->tasks.items)[i].task->code, code)) return true;
    }
    return false;
}

static void merge_task(Merging *on, const SheetRowRead *read) {
    const SheetLine *line = &read->line;
    const ReportTask *held = task_written(on->filling, line->code);
    if (!leads_task(on->filling, line->code)) {
        fault(on->cx, spot_of(on->cx, on->taken, read, COLUMN_CODE), &sheet_row_unknown, line->code, line->subject);
        return;
    }
    if (!line->value.is_known) return;
    const int64_t percent = line->value.micro / DECIMAL_ONE;
    if (line->value.micro % DECIMAL_ONE != 0 || percent < 0 || percent > 100) {
        fault(on->cx, spot_of(on->cx, on->taken, read, COLUMN_VALUE), &sheet_percent,
              decimal_text(on->cx->arena, line->value));
        return;
    }
    on->tasks[on->draft->tasks.count++] =
        (ReportTask){ .task = line->code,
                      .percent = percent,
                      .state = percent == 100 ? TASK_DONE
                               : percent == 0 ? TASK_NOT_STARTED
                                              : TASK_IN_PROGRESS,
                      .product = line->product,
                      .note = line->note,
                      .evidence = held == NULL ? (Texts){ NULL, 0 } : held->evidence };
}

static void merge_section(Merging *on, const SheetRowRead *read) {
    const SheetLine *line = &read->line;
    const RegimeSection *sections = on->filling->sections.items;
    for (size_t i = 0; i < on->filling->sections.count; i++) {
        if (!str_equal(sections[i].code, line->code)) continue;
        if (line->text.len > 0)
            on->sections[on->draft->sections.count++] = (ReportSection){ .section = line->code, .text = line->text };
        return;
    }
    fault(on->cx, spot_of(on->cx, on->taken, read, COLUMN_CODE), &sheet_row_unknown, line->code, line->subject);
}

static void merge_row(Merging *on, const SheetRowRead *read) {
    const SheetLine *line = &read->line;
    const Str key = str_format(on->cx->arena, "%d|%.*s|%.*s", line->kind, STR_FMT(line->code), STR_FMT(line->subject));
    if (!map_add(&on->seen, key, 0)) {
        fault(on->cx, spot_of(on->cx, on->taken, read, COLUMN_CODE), &report_line_twice, line->code);
        return;
    }
    if (line->kind == SHEET_FIGURE)
        merge_figure(on, read);
    else if (line->kind == SHEET_TASK)
        merge_task(on, read);
    else
        merge_section(on, read);
}

Code sheet_take(Ctx *cx, const void *in, void *out) {
    const SheetUpload *upload = in;
    const SheetTaken *taken = cx->prepared;
    Filling *filling = NEW(cx->arena, Filling);
    TRY(filling_read(cx, &upload->id, filling));
    TRY(report_require_writer(cx, &filling->obligation));
    ReportDraft draft = { .id = upload->id, .save = upload->save, .revision = upload->revision };
    Merging on = { .cx = cx, .filling = filling, .taken = taken, .draft = &draft, .seen = map_new(cx->arena) };
    on.figures = draft.figures.items = NEW_ARRAY(cx->arena, ReportFigure, taken->count + 1);
    on.tasks = draft.tasks.items = NEW_ARRAY(cx->arena, ReportTask, taken->count + 1);
    on.sections = draft.sections.items = NEW_ARRAY(cx->arena, ReportSection, taken->count + 1);
    for (size_t i = 0; i < taken->count; i++) merge_row(&on, &taken->items[i]);
    TRY(faults_verdict(cx));
    if (filling->is_begun) {
        draft.overrides = filling->report.overrides;
        draft.evidence = filling->report.evidence;
    }
    return report_take(cx, &filling->desk, &filling->obligation, &draft, out);
}

/* ---- what was put together ---- */

typedef struct ConsolidationWorkbookAsked {
    Str regime, period;
} ConsolidationWorkbookAsked;

static const Field consolidation_workbook_asked_fields[] = {
    FIELD(ConsolidationWorkbookAsked, regime, REQUIRED, 1, CODE_MAX),
    FIELD(ConsolidationWorkbookAsked, period, REQUIRED, 4, 8),
};
const Shape consolidation_workbook_asked_shape = SHAPE(ConsolidationWorkbookAsked, consolidation_workbook_asked_fields);

Code consolidation_xlsx(Ctx *cx, const void *in, void *out) {
    enum { SHEETS = 4 };
    const ConsolidationWorkbookAsked *asked = in;
    Raw *raw = out;
    Consolidation all;
    TRY(consolidation_make(cx, asked->regime, asked->period, &all));
    const Str note = str_format(cx->arena, "%.*s, kỳ %.*s", STR_FMT(all.title), STR_FMT(all.period));
    static const char *const names[SHEETS] = { "Cơ quan", "Số liệu", "Lời văn", "Nhiệm vụ" };
    const Rows parts[SHEETS] = { all.agencies, all.figures, all.parts, all.tasks };
    const Shape *const shapes[SHEETS] = { &consolidated_agency_shape, &consolidated_figure_shape,
                                          &consolidated_part_shape, &consolidated_task_shape };
    Sheet sheets[SHEETS];
    for (size_t i = 0; i < SHEETS; i++) {
        sheets[i] = sheet_of_records(cx, str_of(names[i]), shapes[i], NULL, parts[i].items, parts[i].count);
        sheets[i].notes = &note;
        sheets[i].note_count = 1;
    }
    const Workbook book = { .title = note, .author = all.receiver_name, .sheets = sheets, .sheet_count = SHEETS };
    raw->file_name = str_format(cx->arena, "%.*s-%.*s.xlsx", STR_FMT(all.regime), STR_FMT(all.period));
    return workbook_write(cx, &book, &raw->body);
}
