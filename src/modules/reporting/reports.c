/* modules/reporting/reports - see reports.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/reporting/reports.h"

#include "modules/reporting/form.h"
#include "platform/access/access.h"
#include "platform/ledger/ledger.h"

enum { SAVE_MIN = 8, SAVE_MAX = 64, FILES_MAX = 2000 };

const ProblemKind draft_stale = { CONFLICT,
                                  "reporting/draft-stale",
                                  { "Bản nháp đã được người khác lưu.", "Somebody else has saved the draft." },
                                  { "{0} đã lưu bản {1} lúc {3} ngày {2:/}, sau bản bạn đang sửa. Tải bản đang lưu, "
                                    "so hai bản cạnh nhau rồi lưu lại; nội dung bạn gõ vẫn còn.",
                                    "{0} saved revision {1} at {3} on {2}, after the one you work on. Load what is "
                                    "stored, compare both side by side, then save again; what you typed is kept." } };
const ProblemKind report_state_wrong = { CONFLICT,
                                         "reporting/state-wrong",
                                         { "Báo cáo không ở bước này.", "The report is not at this step." },
                                         { "Báo cáo đang ở bước “{0}”. Tải lại trang để xem việc gì làm được.",
                                           "The report is “{1}”. Reload the page to see what can be done." } };
const ProblemKind report_not_open = { CONFLICT,
                                      "reporting/not-open",
                                      { "Chưa đến ngày mở báo cáo.", "The report is not open yet." },
                                      { "Báo cáo kỳ {0} mở từ ngày {1:/}.", "The report of {0} opens on {1}." } };
const ProblemKind report_given_away = { FORBIDDEN,
                                        "reporting/given-away",
                                        { "Báo cáo đã giao cho người khác.", "The report was given to somebody else." },
                                        { "{0} được giao báo cáo này. Nhờ lãnh đạo cơ quan giao lại nếu bạn cần nhập.",
                                          "{0} was given this report. Ask the head of the agency to reassign it." } };
const ProblemKind line_unknown = {
    INVALID,
    "reporting/line-unknown",
    { "Biểu mẫu không có dòng này.", "The form has no such line." },
    { "Báo cáo này không hỏi “{0}” của “{1}”. Tải biểu mẫu mới rồi điền lại.",
      "This report does not ask for “{0}” of “{1}”. Load the form again and fill in its lines." }
};
const ProblemKind report_line_twice = { INVALID,
                                        "reporting/line-twice",
                                        { "Dòng bị lặp.", "A line stands twice." },
                                        { "“{0}” có hai lần. Giữ một.", "“{0}” stands twice. Keep one." } };
const ProblemKind section_unknown = { INVALID,
                                      "reporting/section-unknown",
                                      { "Báo cáo không có mục này.", "The report has no such section." },
                                      { "Chế độ báo cáo không có mục “{0}”. Tải biểu mẫu mới.",
                                        "The regime has no section “{0}”. Load the form again." } };
const ProblemKind task_not_yours = { INVALID,
                                     "reporting/task-not-yours",
                                     { "Cơ quan không chủ trì nhiệm vụ này.", "The agency does not lead this task." },
                                     { "Báo cáo này không hỏi tiến độ “{0}”.",
                                       "This report does not ask for the progress of “{0}”." } };

static const Field report_figure_fields[] = {
    FIELD(ReportFigure, report, STORED, 0, 0),
    FIELD(ReportFigure, indicator, REQUIRED, 1, CODE_MAX),
    FIELD(ReportFigure, subject, REQUIRED, 1, CODE_MAX),
    FIELD(ReportFigure, period, FILLED, 0, 8),
    FIELD(ReportFigure, value, OPTIONAL, 0, 0),
    FIELD(ReportFigure, text, OPTIONAL, 0, 80),
    FIELD(ReportFigure, source, OPTIONAL, 0, 300),
    FIELD(ReportFigure, note, OPTIONAL | LINES, 0, 2000),
    FIELD(ReportFigure, reason, OPTIONAL | LINES, 0, 500),
    FIELD(ReportFigure, evidence, OPTIONAL, 0, EVIDENCE_FILES_MAX),
    FIELD(ReportFigure, based_on, OPTIONAL, 0, 1000000),
};
const Shape report_figure_shape = SHAPE(ReportFigure, report_figure_fields);

static const Field report_task_fields[] = {
    FIELD(ReportTask, report, STORED, 0, 0),
    FIELD(ReportTask, task, REQUIRED, 1, CODE_MAX),
    FIELD(ReportTask, percent, REQUIRED, 0, 100),
    FIELD_CHOICE(ReportTask, state, REQUIRED, &task_state_choices),
    FIELD(ReportTask, product, OPTIONAL, 0, 300),
    FIELD(ReportTask, note, OPTIONAL | LINES, 0, 2000),
    FIELD(ReportTask, evidence, OPTIONAL, 0, EVIDENCE_FILES_MAX),
};
const Shape report_task_shape = SHAPE(ReportTask, report_task_fields);

static const Field report_section_fields[] = {
    FIELD(ReportSection, report, STORED, 0, 0),
    FIELD(ReportSection, section, REQUIRED, 1, CODE_MAX),
    FIELD(ReportSection, text, OPTIONAL | LINES, 0, SECTION_LETTERS_MAX),
};
const Shape report_section_shape = SHAPE(ReportSection, report_section_fields);

static const Field report_override_fields[] = {
    FIELD(ReportOverride, report, STORED, 0, 0),
    FIELD(ReportOverride, rule, REQUIRED, 1, CODE_MAX),
    FIELD(ReportOverride, indicator, OPTIONAL, 0, CODE_MAX),
    FIELD(ReportOverride, subject, OPTIONAL, 0, CODE_MAX),
    FIELD(ReportOverride, reason, REQUIRED | LINES, REASON_LETTERS_MIN, 500),
};
const Shape report_override_shape = SHAPE(ReportOverride, report_override_fields);

static const Field report_fields[] = {
    FIELD(Report, id, REQUIRED, 0, 0),
    FIELD(Report, obligation, REQUIRED, 0, 0),
    FIELD(Report, version, REQUIRED, 0, 0),
    FIELD_CHOICE(Report, state, REQUIRED, &report_state_choices),
    FIELD(Report, revision, REQUIRED, 0, 0),
    FIELD(Report, save, REQUIRED, 0, 0),
    FIELD(Report, sending, STORED, 0, 0),
    FIELD(Report, agency, REQUIRED, 0, 0),
    FIELD(Report, agency_name, REQUIRED, 0, 0),
    FIELD(Report, reason, REQUIRED, 0, 0),
    FIELD(Report, evidence, REQUIRED, 0, 0),
    FIELD(Report, saved_by, REQUIRED, 0, 0),
    FIELD(Report, saved_at, OPTIONAL, 0, 0),
    FIELD(Report, submitted_by, REQUIRED, 0, 0),
    FIELD(Report, submitted_at, OPTIONAL, 0, 0),
    FIELD(Report, approved_by, REQUIRED, 0, 0),
    FIELD(Report, approved_at, OPTIONAL, 0, 0),
    FIELD(Report, decided_by, REQUIRED, 0, 0),
    FIELD(Report, decided_at, OPTIONAL, 0, 0),
    FIELD(Report, decision_note, REQUIRED, 0, 0),
    FIELD(Report, saved_name, REQUIRED, 0, 0),
    FIELD(Report, submitted_name, REQUIRED, 0, 0),
    FIELD(Report, approved_name, REQUIRED, 0, 0),
    FIELD(Report, decided_name, REQUIRED, 0, 0),
    FIELD_LIST(Report, figures, REPORT_FIGURES_MAX, &report_figure_shape),
    FIELD_LIST(Report, tasks, REPORT_TASKS_MAX, &report_task_shape),
    FIELD_LIST(Report, sections, REPORT_SECTIONS_MAX, &report_section_shape),
    FIELD_LIST(Report, overrides, REPORT_OVERRIDES_MAX, &report_override_shape),
    FIELD_LIST(Report, files, FILES_MAX, &file_shape),
};
const Shape report_shape = SHAPE(Report, report_fields);

static const Field report_draft_fields[] = {
    FIELD(ReportDraft, id, REQUIRED, 0, 0),
    FIELD(ReportDraft, save, REQUIRED, SAVE_MIN, SAVE_MAX),
    FIELD(ReportDraft, revision, REQUIRED, 0, 1000000),
    FIELD_LIST(ReportDraft, figures, REPORT_FIGURES_MAX, &report_figure_shape),
    FIELD_LIST(ReportDraft, tasks, REPORT_TASKS_MAX, &report_task_shape),
    FIELD_LIST(ReportDraft, sections, REPORT_SECTIONS_MAX, &report_section_shape),
    FIELD_LIST(ReportDraft, overrides, REPORT_OVERRIDES_MAX, &report_override_shape),
    FIELD(ReportDraft, evidence, OPTIONAL, 0, EVIDENCE_FILES_MAX),
};
const Shape report_draft_shape = SHAPE(ReportDraft, report_draft_fields);

#include "modules/reporting/reports.sql.h"

/* ---- reading ---- */

static Code name_persons(Ctx *cx, Report *report) {
    TRY(person_of(cx, report->saved_by, &report->saved_name));
    TRY(person_of(cx, report->submitted_by, &report->submitted_name));
    TRY(person_of(cx, report->approved_by, &report->approved_name));
    return person_of(cx, report->decided_by, &report->decided_name);
}

/* Every file that its evidence names, each once. */
typedef struct FilesNamed {
    Map seen;
    File *files;
    size_t count, room;
} FilesNamed;

static Code gather_files(Ctx *cx, FilesNamed *on, const Texts *ids) {
    for (size_t i = 0; i < ids->count && on->count < FILES_MAX; i++) {
        Id id;
        if (!map_add(&on->seen, ids->items[i], 0) || id_from_text(ids->items[i], &id) != OK) continue;
        on->files = array_grow(cx->arena, on->files, sizeof(File), on->count, &on->room);
        const Code found = file_find(cx, &id, &on->files[on->count]);
        if (found == OK)
            on->count++;
        else if (found != NOT_FOUND)
            return found;
    }
    return OK;
}

static Code read_files(Ctx *cx, Report *report) {
    FilesNamed on = { .seen = map_new(cx->arena) };
    TRY(gather_files(cx, &on, &report->evidence));
    for (size_t i = 0; i < report->figures.count; i++)
        TRY(gather_files(cx, &on, &((const ReportFigure *)report->figures.items)[i].evidence));
    for (size_t i = 0; i < report->tasks.count; i++)
        TRY(gather_files(cx, &on, &((const ReportTask *)report->tasks.items)[i].evidence));
    report->files = (Rows){ on.files, on.count };
    return OK;
}

Code report_read(Ctx *cx, const Obligation *obligation, int64_t version, Report *ret_report) {
    const Report key = { .obligation = obligation->id, .version = version == 0 ? obligation->version : version };
    TRY(report_by_version(cx, &key, ret_report));
    TRY(report_figures_of(cx, ret_report, &ret_report->figures));
    TRY(report_tasks_of(cx, ret_report, &ret_report->tasks));
    TRY(report_sections_of(cx, ret_report, &ret_report->sections));
    TRY(report_overrides_of(cx, ret_report, &ret_report->overrides));
    TRY(name_persons(cx, ret_report));
    return read_files(cx, ret_report);
}

Code report_versions(Ctx *cx, const Id *obligation, Rows *ret_reports) {
    const Report key = { .obligation = *obligation };
    TRY(reports_of_obligation(cx, &key, ret_reports));
    for (size_t i = 0; i < ret_reports->count; i++) TRY(name_persons(cx, &((Report *)ret_reports->items)[i]));
    return OK;
}

Code report_store(Ctx *cx, const Report *report) {
    return report_update(cx, report);
}

const ReportFigure *report_figure_of(const Report *report, Str indicator, Str subject) {
    const ReportFigure *figures = report->figures.items;
    for (size_t i = 0; i < report->figures.count; i++) {
        if (str_equal(figures[i].indicator, indicator) && str_equal(figures[i].subject, subject)) return &figures[i];
    }
    return NULL;
}

/* ---- writing ---- */

static Code store_parts(Ctx *cx, const Report *report) {
    ReportFigure *figures = report->figures.items;
    ReportTask *tasks = report->tasks.items;
    ReportSection *sections = report->sections.items;
    ReportOverride *overrides = report->overrides.items;
    for (size_t i = 0; i < report->figures.count; i++) figures[i].report = report->id;
    for (size_t i = 0; i < report->tasks.count; i++) tasks[i].report = report->id;
    for (size_t i = 0; i < report->sections.count; i++) sections[i].report = report->id;
    for (size_t i = 0; i < report->overrides.count; i++) overrides[i].report = report->id;
    TRY(report_figures_clear(cx, report));
    TRY(report_tasks_clear(cx, report));
    TRY(report_sections_clear(cx, report));
    TRY(report_overrides_clear(cx, report));
    TRY(report_figure_insert_each(cx, figures, report->figures.count));
    TRY(report_task_insert_each(cx, tasks, report->tasks.count));
    TRY(report_section_insert_each(cx, sections, report->sections.count));
    return report_override_insert_each(cx, overrides, report->overrides.count);
}

static Report report_begun(Ctx *cx, const Desk *desk, const Obligation *obligation) {
    return (Report){ .id = id_make("report", cx->now),
                     .obligation = obligation->id,
                     .version = obligation->version + 1,
                     .state = REPORT_DRAFT,
                     .save = S(""),
                     .agency = obligation->agency,
                     .agency_name = registry_name(desk->goals->registry, obligation->agency),
                     .reason = S(""),
                     .saved_by = cx->caller.id,
                     .saved_at = cx->now,
                     .submitted_by = S(""),
                     .approved_by = S(""),
                     .decided_by = S(""),
                     .decision_note = S("") };
}

Code report_copy(Ctx *cx, const Report *from, Obligation *obligation, Str reason) {
    Desk desk;
    TRY(desk_load(cx, &desk));
    Report next = report_begun(cx, &desk, obligation);
    next.reason = reason;
    next.revision = 1;
    next.evidence = from->evidence;
    next.figures = from->figures;
    next.tasks = from->tasks;
    next.sections = from->sections;
    next.overrides = from->overrides;
    obligation->version = next.version;
    obligation->state = REPORT_DRAFT;
    TRY(report_insert(cx, &next));
    TRY(store_parts(cx, &next));
    return obligation_store(cx, obligation);
}

/* ---- is it a draft of this form? ---- */

/* Files that stand in the draft already may have been added by a colleague; new ones must be the caller's own. */
static Code check_evidence(Ctx *cx, const Report *held, const Texts *ids) {
    Str *fresh = NEW_ARRAY(cx->arena, Str, ids->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < ids->count; i++) {
        bool is_known = false;
        for (size_t j = 0; j < held->files.count && !is_known; j++)
            is_known = str_equal(id_str(&((const File *)held->files.items)[j].id), ids->items[i]);
        if (!is_known) fresh[count++] = ids->items[i];
    }
    const Texts own = { fresh, count };
    Rows files;
    return files_own(cx, &own, S("evidence"), &files);
}

static void check_figures(Ctx *cx, const Rows *lines, const ReportDraft *draft) {
    Map seen = map_new(cx->arena);
    ReportFigure *figures = draft->figures.items;
    for (size_t i = 0; i < draft->figures.count; i++) {
        const Spot spot = spot_in(S(""), (int64_t)i + 1, S("figures"));
        const FormLine *line = form_line_of(lines, figures[i].indicator, figures[i].subject);
        const Str key = str_format(cx->arena, "%.*s|%.*s", STR_FMT(figures[i].indicator), STR_FMT(figures[i].subject));
        if (line == NULL)
            fault(cx, spot, &line_unknown, figures[i].indicator, figures[i].subject);
        else
            figures[i].period = line->period;
        if (!map_add(&seen, key, i)) fault(cx, spot, &report_line_twice, figures[i].indicator);
    }
}

static void check_tasks(Ctx *cx, const Rows *tasks, const ReportDraft *draft) {
    Map asked = map_new(cx->arena), seen = map_new(cx->arena);
    const FormTask *form = tasks->items;
    const ReportTask *written = draft->tasks.items;
    for (size_t i = 0; i < tasks->count; i++) (void)map_add(&asked, form[i].task->code, i);
    for (size_t i = 0; i < draft->tasks.count; i++) {
        const Spot spot = spot_in(S(""), (int64_t)i + 1, S("tasks"));
        if (!map_has(&asked, written[i].task)) fault(cx, spot, &task_not_yours, written[i].task);
        if (!map_add(&seen, written[i].task, i)) fault(cx, spot, &report_line_twice, written[i].task);
    }
}

static void check_sections(Ctx *cx, const Desk *desk, const Obligation *obligation, const ReportDraft *draft) {
    Map asked = map_new(cx->arena), seen = map_new(cx->arena);
    const Rows sections = regime_sections_of(&desk->regimes, obligation->regime);
    const RegimeSection *form = sections.items;
    const ReportSection *written = draft->sections.items;
    for (size_t i = 0; i < sections.count; i++) (void)map_add(&asked, form[i].code, i);
    for (size_t i = 0; i < draft->sections.count; i++) {
        const Spot spot = spot_in(S(""), (int64_t)i + 1, S("sections"));
        if (!map_has(&asked, written[i].section)) fault(cx, spot, &section_unknown, written[i].section);
        if (!map_add(&seen, written[i].section, i)) fault(cx, spot, &report_line_twice, written[i].section);
    }
}

static void check_overrides(Ctx *cx, const ReportDraft *draft) {
    Map seen = map_new(cx->arena);
    const ReportOverride *written = draft->overrides.items;
    for (size_t i = 0; i < draft->overrides.count; i++) {
        const Str key = str_format(cx->arena, "%.*s|%.*s|%.*s", STR_FMT(written[i].rule), STR_FMT(written[i].indicator),
                                   STR_FMT(written[i].subject));
        if (!map_add(&seen, key, i))
            fault(cx, spot_in(S(""), (int64_t)i + 1, S("overrides")), &report_line_twice, written[i].rule);
    }
}

static Code check_draft(Ctx *cx, const Desk *desk, const Obligation *obligation, const Report *held,
                        const ReportDraft *draft) {
    Rows lines;
    TRY(form_lines(cx, desk, obligation, &lines));
    const Rows tasks = form_tasks(cx, desk, obligation);
    check_figures(cx, &lines, draft);
    check_tasks(cx, &tasks, draft);
    check_sections(cx, desk, obligation, draft);
    check_overrides(cx, draft);
    TRY(check_evidence(cx, held, &draft->evidence));
    for (size_t i = 0; i < draft->figures.count; i++)
        TRY(check_evidence(cx, held, &((const ReportFigure *)draft->figures.items)[i].evidence));
    for (size_t i = 0; i < draft->tasks.count; i++)
        TRY(check_evidence(cx, held, &((const ReportTask *)draft->tasks.items)[i].evidence));
    return faults_verdict(cx);
}

/* ---- saving ---- */

Code refuse_state(Ctx *cx, ReportState state) {
    static const Sentence steps[] = {
        [REPORT_NONE] = { "", "" },
        [REPORT_OPEN] = { "chưa viết", "not yet written" },
        [REPORT_DRAFT] = { "đang viết", "being written" },
        [REPORT_SUBMITTED] = { "chờ lãnh đạo duyệt", "waiting for the head" },
        [REPORT_RETURNED] = { "bị trả lại", "returned" },
        [REPORT_APPROVED] = { "chờ điều phối kiểm tra", "waiting for the coordinator" },
        [REPORT_ACCEPTED] = { "đã chấp nhận", "accepted" },
        [REPORT_CONSOLIDATED] = { "đã tổng hợp", "put together" },
        [REPORT_PUBLISHED] = { "đã công bố", "published" },
        [REPORT_LAPSED] = { "không còn ai nộp", "owed by nobody any more" },
    };
    return fail(cx, &report_state_wrong, str_of(steps[state].vi), str_of(steps[state].en));
}

Code report_require_writer(Ctx *cx, const Obligation *obligation) {
    TRY(access_require_for(cx, "reporting.enter", obligation->agency));
    const bool is_given_away = obligation->officer.len > 0 && !str_equal(obligation->officer, cx->caller.id);
    if (is_given_away && !access_may_for(cx, "reporting.approve", obligation->agency)) {
        Str name;
        TRY(person_of(cx, obligation->officer, &name));
        return fail(cx, &report_given_away, name);
    }
    if (obligation->opens_on.number > cx->today.number)
        return fail(cx, &report_not_open, obligation->period, day_text(cx->arena, obligation->opens_on));
    const bool is_writable =
        obligation->state == REPORT_OPEN || obligation->state == REPORT_DRAFT || obligation->state == REPORT_RETURNED;
    if (!is_writable) return refuse_state(cx, (ReportState)obligation->state);
    return OK;
}

static Code refuse_stale(Ctx *cx, const Report *held, int64_t revision) {
    if (held->revision == revision) return OK;
    return fail(cx, &draft_stale, held->saved_name, int_text(cx, held->revision),
                day_text(cx->arena, ctx_day_of(cx, held->saved_at)), ctx_clock_of(cx, held->saved_at));
}

Code report_take(Ctx *cx, const Desk *desk, Obligation *obligation, const ReportDraft *draft, Report *ret_report) {
    Report report = report_begun(cx, desk, obligation);
    const bool is_new = obligation->version == 0;
    if (!is_new) TRY(report_read(cx, obligation, 0, &report));
    if (!is_new && str_equal(report.save, draft->save)) { /* sent twice: it is there */
        *ret_report = report;
        return OK;
    }
    TRY(refuse_stale(cx, &report, draft->revision));
    TRY(check_draft(cx, desk, obligation, &report, draft));
    report.revision++;
    report.save = draft->save;
    report.saved_by = cx->caller.id;
    report.saved_at = cx->now;
    report.evidence = draft->evidence;
    report.figures = draft->figures;
    report.tasks = draft->tasks;
    report.sections = draft->sections;
    report.overrides = draft->overrides;
    TRY(is_new ? report_insert(cx, &report) : report_update(cx, &report));
    TRY(store_parts(cx, &report));
    if (is_new) {
        obligation->version = report.version;
        obligation->state = REPORT_DRAFT;
        TRY(obligation_store(cx, obligation));
        TRY(step_take(cx, obligation, "report_begun", S("")));
    }
    return report_read(cx, obligation, 0, ret_report);
}

Code report_save(Ctx *cx, const void *in, void *out) {
    const ReportDraft *draft = in;
    Obligation obligation;
    Desk desk;
    TRY(obligation_find(cx, &draft->id, &obligation));
    TRY(desk_load(cx, &desk));
    TRY(report_require_writer(cx, &obligation));
    return report_take(cx, &desk, &obligation, draft, out);
}
