/* modules/reporting/checking - see checking.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/reporting/checking.h"

#include "modules/reporting/past.h"
#include "platform/access/access.h"
#include "platform/ledger/ledger.h"

enum { THRESHOLD_MAX = 100 };

const ProblemKind check_failed = { INVALID,
                                   "reporting/check-failed",
                                   { "Báo cáo chưa gửi được.", "The report cannot be handed in yet." },
                                   { "“{0}”, quy tắc “{1}”: sửa chỗ này rồi gửi lại.",
                                     "“{0}”, rule “{1}”: mend this, then hand it in again." } };
const ProblemKind check_unanswered = {
    INVALID,
    "reporting/check-unanswered",
    { "Có cảnh báo chưa trả lời.", "A warning is not answered." },
    { "“{0}”, quy tắc “{1}”: sửa, hoặc ghi lý do vẫn giữ (ít nhất 10 ký tự).",
      "“{0}”, rule “{1}”: mend it, or give the reason for keeping it (at least 10 letters)." }
};
const ProblemKind check_fixed = { CONFLICT,
                                  "reporting/check-fixed",
                                  { "Quy tắc này không đổi mức được.", "The severity of this rule is fixed." },
                                  { "Quy tắc “{0}” luôn là lỗi: số liệu như vậy không ghi vào chiến lược được.",
                                    "The rule “{0}” is always an error: such a figure could not be recorded." } };
const ProblemKind check_threshold = {
    INVALID,
    "reporting/check-threshold",
    { "Ngưỡng không dùng được.", "The threshold cannot be used." },
    { "Quy tắc “{0}”: same cần từ 2 đến 24 kỳ, jump cần từ 1 phần mười độ lệch chuẩn; quy tắc khác để 0.",
      "Rule “{0}”: same needs 2 to 24 periods, jump at least 1 tenth of a standard deviation; others take 0." }
};
const ProblemKind figure_reason_missing = {
    INVALID,
    "reporting/figure-reason-missing",
    { "Sửa số đã ghi cần lý do.", "A correction needs a reason." },
    { "“{0}” kỳ {1} đã có số {2:,}. Ghi lý do sửa, ít nhất 10 ký tự.",
      "“{0}” holds {2} for {1} already. Give the reason for correcting it, at least 10 letters." }
};
const ProblemKind figure_moved = {
    CONFLICT,
    "reporting/figure-moved",
    { "Số liệu đã thay đổi.", "A figure has changed meanwhile." },
    { "“{0}” kỳ {1} nay là {2:,}, khác lúc báo cáo được lập. Xem số mới trong biểu mẫu rồi lưu và gửi lại.",
      "“{0}” holds {2} for {1} now, not what was seen when the report was written. Look at it in the form, save and "
      "hand "
      "in again." }
};

static const char *const check_rules[] = { "empty", "share", "evidence", "members", "jump", "same", "slip", "words" };
static const Choices check_rule_choices = CHOICES("CheckRule", check_rules);
static const char *const severities[] = { "error", "warning", "off" };
static const Choices severity_choices = CHOICES("Severity", severities);

static const Field remark_fields[] = {
    FIELD_CHOICE(Remark, rule, REQUIRED, &check_rule_choices),
    FIELD_CHOICE(Remark, severity, REQUIRED, &severity_choices),
    FIELD(Remark, indicator, REQUIRED, 0, 0),
    FIELD(Remark, subject, REQUIRED, 0, 0),
    FIELD(Remark, section, REQUIRED, 0, 0),
    FIELD(Remark, title, REQUIRED, 0, 0),
    FIELD(Remark, a, OPTIONAL, 0, 0),
    FIELD(Remark, b, OPTIONAL, 0, 0),
    FIELD(Remark, reason, REQUIRED, 0, 0),
};
static const Shape remark_shape = SHAPE(Remark, remark_fields);

typedef struct RemarkList {
    Rows remarks;
} RemarkList;

static const Field remark_list_fields[] = { FIELD_LIST(RemarkList, remarks, REMARKS_MAX, &remark_shape) };
const Shape remark_list_shape = SHAPE(RemarkList, remark_list_fields);

typedef struct CheckRuleRow {
    int rule, severity;
    int64_t threshold;
    Str actor;
    Time at;
} CheckRuleRow;

static const Field check_rule_row_fields[] = {
    FIELD_CHOICE(CheckRuleRow, rule, REQUIRED, &check_rule_choices),
    FIELD_CHOICE(CheckRuleRow, severity, REQUIRED, &severity_choices),
    FIELD(CheckRuleRow, threshold, REQUIRED, 0, THRESHOLD_MAX),
    FIELD(CheckRuleRow, actor, STORED, 0, 0),
    FIELD(CheckRuleRow, at, STORED, 0, 0),
};
static const Shape check_rule_row_shape = SHAPE(CheckRuleRow, check_rule_row_fields);

#include "modules/reporting/checking.sql.h"

/* ---- how strict ---- */

static Code limits_load(Ctx *cx, CheckLimits *ret_limits) {
    Rows rows;
    *ret_limits = check_limits_standard();
    TRY(check_rules_changed(cx, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const CheckRuleRow *row = &((const CheckRuleRow *)rows.items)[i];
        if (row->rule == 0) continue;
        ret_limits->severity[row->rule] = (Severity)row->severity;
        ret_limits->threshold[row->rule] = row->threshold;
    }
    return OK;
}

typedef struct CheckRuleList {
    Rows rules;
} CheckRuleList;

static const Field check_rule_list_fields[] = { FIELD_LIST(CheckRuleList, rules, CHECK_RULES, &check_rule_row_shape) };
const Shape check_rule_list_shape = SHAPE(CheckRuleList, check_rule_list_fields);

Code check_rules_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    CheckRuleList *list = out;
    CheckLimits limits;
    TRY(limits_load(cx, &limits));
    CheckRuleRow *rows = NEW_ARRAY(cx->arena, CheckRuleRow, CHECK_RULES);
    for (int i = 0; i < CHECK_RULES; i++) {
        rows[i].rule = i + 1;
        rows[i].severity = (int)limits.severity[i + 1];
        rows[i].threshold = limits.threshold[i + 1];
    }
    list->rules = (Rows){ rows, CHECK_RULES };
    return OK;
}

typedef struct CheckRuleChange {
    int rule, severity;
    int64_t threshold;
} CheckRuleChange;

static const Field check_rule_change_fields[] = {
    FIELD_CHOICE(CheckRuleChange, rule, REQUIRED, &check_rule_choices),
    FIELD_CHOICE(CheckRuleChange, severity, REQUIRED, &severity_choices),
    FIELD(CheckRuleChange, threshold, OPTIONAL, 0, THRESHOLD_MAX),
};
const Shape check_rule_change_shape = SHAPE(CheckRuleChange, check_rule_change_fields);

static bool threshold_fits(const CheckRuleChange *change) {
    if (change->rule == CHECK_SAME) return change->threshold >= 2 && change->threshold <= TRAIL_POINTS;
    return change->rule == CHECK_JUMP ? change->threshold >= 1 : change->threshold == 0;
}

Code check_rule_set(Ctx *cx, const void *in, void *out) {
    const CheckRuleChange *change = in;
    const Str name = choice_name(&check_rule_choices, change->rule);
    if (change->rule == CHECK_SHARE && change->severity != SEVERITY_ERROR) return fail(cx, &check_fixed, name);
    if (!threshold_fits(change)) return fail_field(cx, S("threshold"), &check_threshold, name);
    const CheckRuleRow row = { change->rule, change->severity, change->threshold, cx->caller.id, cx->now };
    TRY(check_rule_upsert(cx, &row));
    TRY(ledger_append(cx, S("reporting.check_rule_set"), name,
                      { "severity", choice_name(&severity_choices, change->severity) },
                      { "threshold", int_text(cx, change->threshold) }));
    return check_rules_get(cx, NULL, out);
}

/* ---- remarks ---- */

typedef struct Looking {
    Ctx *cx;
    const Desk *desk;
    const Report *report;
    Past *past;
    CheckLimits limits;
    Remark *remarks;
    size_t count, room;
} Looking;

static Str reason_of(const Report *report, Str rule, Str indicator, Str subject) {
    const ReportOverride *overrides = report->overrides.items;
    for (size_t i = 0; i < report->overrides.count; i++) {
        if (str_equal(overrides[i].rule, rule) && str_equal(overrides[i].indicator, indicator) &&
            str_equal(overrides[i].subject, subject))
            return overrides[i].reason;
    }
    return S("");
}

/* A section's remark is answered under the section's code. */
static void add_remark(Looking *on, const CheckResult *result, Remark remark) {
    if (on->count == REMARKS_MAX) return;
    const Str about = remark.section.len > 0 ? remark.section : remark.indicator;
    remark.rule = (int)result->rule;
    remark.severity = (int)result->severity;
    remark.a = result->a;
    remark.b = result->b;
    remark.reason = reason_of(on->report, choice_name(&check_rule_choices, (int)result->rule), about, remark.subject);
    on->remarks = array_grow(on->cx->arena, on->remarks, sizeof(Remark), on->count, &on->room);
    on->remarks[on->count++] = remark;
}

/* The communes' figures of the same indicator and period, for a province's figure that is reported by itself. */
static Code find_members(Looking *on, const FormLine *line, CheckMembers *ret_members) {
    const Goals *goals = on->desk->goals;
    Rows rows;
    *ret_members = (CheckMembers){ 0 };
    if (line->indicator->level != ABOUT_BOTH || !str_equal(line->subject, goals->province)) return OK;
    TRY(figures_of_indicator(on->cx, line->indicator->code, line->period, &rows));
    const Rows places = registry_places(goals->registry);
    for (size_t i = 0; i < places.count; i++) {
        const Place *place = &((const Place *)places.items)[i];
        ret_members->expected += place->kind != PLACE_PROVINCE && place_is_valid(place, on->cx->today);
    }
    Decimal *values = NEW_ARRAY(on->cx->arena, Decimal, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        const Observation *one = &((const Observation *)rows.items)[i];
        if (!str_equal(one->subject, goals->province)) values[ret_members->count++] = one->value;
    }
    ret_members->values = values;
    ret_members->is_sum = line->indicator->kind == KIND_OF_NUMBER || line->indicator->kind == KIND_OF_AMOUNT;
    return OK;
}

static Code look_at_line(Looking *on, const FormLine *line) {
    const ReportFigure *written = report_figure_of(on->report, line->indicator->code, line->subject);
    const bool is_level = line->indicator->kind == KIND_OF_LEVEL;
    CheckResult results[CHECK_RULES];
    CheckFigure figure = { .is_share = line->indicator->kind == KIND_OF_SHARE,
                           .is_level = is_level,
                           .is_needed = line->is_needed,
                           .needs_evidence = line->evidence,
                           .evidence_count = written == NULL ? 0 : written->evidence.count };
    if (written != NULL) figure.value = is_level ? level_rank(line->indicator, written->text) : written->value;
    TRY(past_values(on->cx, on->past, line->indicator->code, line->subject, line->period, &figure.history,
                    &figure.history_count));
    TRY(find_members(on, line, &figure.members));
    const size_t count = check_figure(&on->limits, &figure, results);
    for (size_t i = 0; i < count; i++)
        add_remark(on, &results[i],
                   (Remark){ .indicator = line->indicator->code,
                             .subject = line->subject,
                             .section = S(""),
                             .title = line->indicator->title });
    return OK;
}

static void look_at_sections(Looking *on, const Obligation *obligation) {
    const Rows rows = regime_sections_of(&on->desk->regimes, obligation->regime);
    for (size_t i = 0; i < rows.count; i++) {
        const RegimeSection *section = &((const RegimeSection *)rows.items)[i];
        const ReportSection *written = on->report->sections.items;
        Str text = S("");
        for (size_t j = 0; j < on->report->sections.count; j++) {
            if (str_equal(written[j].section, section->code)) text = written[j].text;
        }
        CheckResult results[CHECK_RULES];
        const size_t count = check_section(&on->limits, section->is_needed, words_in(text), section->words_min,
                                           section->words_max, results);
        for (size_t j = 0; j < count; j++)
            add_remark(
                on, &results[j],
                (Remark){ .indicator = S(""), .subject = S(""), .section = section->code, .title = section->title });
    }
}

static Code remarks_of(Ctx *cx, const Desk *desk, const Obligation *obligation, const Report *report, Past *past,
                       Rows *ret_remarks) {
    Looking on = { .cx = cx, .desk = desk, .report = report, .past = past };
    Rows lines;
    const Regime *regime;
    TRY(regimes_require(cx, &desk->regimes, obligation->regime, &regime));
    TRY(limits_load(cx, &on.limits));
    TRY(form_lines(cx, desk, obligation, &lines));
    for (size_t i = 0; i < lines.count; i++) TRY(look_at_line(&on, &((const FormLine *)lines.items)[i]));
    look_at_sections(&on, obligation);
    if (regime->evidence && report->evidence.count == 0 && on.limits.severity[CHECK_EVIDENCE] != SEVERITY_OFF) {
        const CheckResult result = { CHECK_EVIDENCE, on.limits.severity[CHECK_EVIDENCE], { 0 }, { 0 } };
        add_remark(&on, &result,
                   (Remark){ .indicator = S(""), .subject = S(""), .section = S(""), .title = regime->title });
    }
    *ret_remarks = (Rows){ on.remarks, on.count };
    return OK;
}

Code report_remarks(Ctx *cx, const Desk *desk, const Obligation *obligation, const Report *report, Rows *ret_remarks) {
    Past *past = NEW(cx->arena, Past);
    return remarks_of(cx, desk, obligation, report, past, ret_remarks);
}

/* ---- handing in ---- */

static Spot spot_of(const Remark *remark) {
    if (remark->section.len > 0) return spot_field(S("sections"));
    return spot_field(remark->indicator.len > 0 ? S("figures") : S("evidence"));
}

static Code refuse_without_reason(Ctx *cx, const Observation *held, Str title, Str shown) {
    FigureSystem system;
    const Code found = figure_system(cx, held->origin, &system);
    if (found != OK && found != NOT_FOUND) return found;
    if (found == OK)
        fault(cx, spot_field(S("figures")), &figure_from_system, system.name);
    else
        fault(cx, spot_field(S("figures")), &figure_reason_missing, title, held->period, shown);
    return OK;
}

/* Can it be recorded: is it a figure of this kind and period, and may it take the place of what holds? */
static Code judge_figure(Ctx *cx, const Desk *desk, Past *past, const ReportFigure *figure, Str report_reason) {
    const FigureWritten written = { figure->indicator, figure->subject, figure->period, figure->value, figure->text };
    FigureRead read;
    Observation held;
    bool may_hold;
    if (!figure_check(cx, desk->goals, &written, spot_field(S("figures")), &read)) return OK;
    TRY(past_may_hold(cx, past, figure->indicator, figure->subject, figure->period, &may_hold));
    if (!may_hold) return OK;
    const Code found = figure_find(cx, figure->indicator, figure->subject, figure->period, &held);
    if (found != OK) return found == NOT_FOUND ? OK : found;
    if (held.is_sample || decimal_compare(held.value, read.value) == 0) return OK;
    const Str shown = held.text.len > 0 ? held.text : decimal_text(cx->arena, held.value);
    const size_t letters =
        utf8_count(figure->reason) > utf8_count(report_reason) ? utf8_count(figure->reason) : utf8_count(report_reason);
    if (figure->based_on != held.revision)
        fault(cx, spot_field(S("figures")), &figure_moved, read.indicator->title, figure->period, shown);
    else if (letters < REASON_LETTERS_MIN)
        return refuse_without_reason(cx, &held, read.indicator->title, shown);
    return OK;
}

static bool is_written(const ReportFigure *figure) {
    return figure->value.is_known || figure->text.len > 0;
}

Code report_judge(Ctx *cx, const Desk *desk, const Obligation *obligation, const Report *report) {
    Rows remarks;
    const ReportFigure *figures = report->figures.items;
    const ReportTask *tasks = report->tasks.items;
    Past *past = NEW(cx->arena, Past);
    TRY(remarks_of(cx, desk, obligation, report, past, &remarks));
    for (size_t i = 0; i < remarks.count; i++) {
        const Remark *remark = &((const Remark *)remarks.items)[i];
        const Str rule = choice_name(&check_rule_choices, remark->rule);
        if (remark->rule == CHECK_SHARE) continue; /* figure_check says it */
        if (remark->severity == SEVERITY_ERROR)
            fault(cx, spot_of(remark), &check_failed, remark->title, rule);
        else if (utf8_count(remark->reason) < REASON_LETTERS_MIN)
            fault(cx, spot_of(remark), &check_unanswered, remark->title, rule);
    }
    for (size_t i = 0; i < report->figures.count; i++) {
        if (is_written(&figures[i])) TRY(judge_figure(cx, desk, past, &figures[i], report->reason));
    }
    for (size_t i = 0; i < report->tasks.count; i++)
        progress_check(cx, spot_field(S("tasks")), tasks[i].percent, (TaskState)tasks[i].state);
    return faults_verdict(cx);
}

/* ---- while it is typed ---- */

Code report_check(Ctx *cx, const void *in, void *out) {
    const ReportDraft *draft = in;
    RemarkList *list = out;
    Obligation obligation;
    Desk desk;
    TRY(obligation_find(cx, &draft->id, &obligation));
    TRY(access_require_for(cx, "reporting.enter", obligation.agency));
    TRY(desk_load(cx, &desk));
    const Report report = { .figures = draft->figures,
                            .tasks = draft->tasks,
                            .sections = draft->sections,
                            .overrides = draft->overrides,
                            .evidence = draft->evidence };
    return report_remarks(cx, &desk, &obligation, &report, &list->remarks);
}
