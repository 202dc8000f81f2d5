/* modules/reporting/way - see way.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/reporting/way.h"

#include "modules/reporting/checking.h"
#include "modules/reporting/telling.h"
#include "platform/access/access.h"
#include "platform/people/people.h"

enum { WRITERS_MAX = 200, EXTENSION_DAYS_MAX = 90 };

const ProblemKind own_report = {
    FORBIDDEN,
    "reporting/own-report",
    { "Không tự duyệt báo cáo mình gửi.", "Nobody approves what he handed in himself." },
    { "Bạn đã gửi hoặc duyệt báo cáo này ở bước trước; người khác phải làm bước này.",
      "You handed this report in, or approved it before; somebody else must take this step." }
};
const ProblemKind way_reason_missing = {
    INVALID,
    "reporting/reason-missing",
    { "Cần lý do.", "A reason is needed." },
    { "Ghi rõ lý do, ít nhất 10 ký tự, để người khác hiểu và làm tiếp được.",
      "Give the reason, at least 10 letters, so that others understand and can go on." }
};
const ProblemKind officer_unfit = { INVALID,
                                    "reporting/officer-unfit",
                                    { "Người này không nhập báo cáo của cơ quan.",
                                      "This person does not write reports of the agency." },
                                    { "Chọn cán bộ hoặc lãnh đạo đang có vai trò tại {0}.",
                                      "Choose an officer or head who has a role at {0} today." } };
const ProblemKind extension_used = { CONFLICT,
                                     "reporting/extension-used",
                                     { "Đã xin gia hạn một lần.", "An extension was asked for already." },
                                     { "Mỗi báo cáo chỉ được xin gia hạn một lần; lần trước: {0}.",
                                       "Each report may be extended once; the last time it was {0}." } };
const ProblemKind extension_day = {
    INVALID,
    "reporting/extension-day",
    { "Ngày gia hạn không hợp lệ.", "The day of the extension does not fit." },
    { "Chọn ngày sau hạn {0:/} và sau hôm nay, nhiều nhất 90 ngày sau hạn.",
      "Choose a day after {0} and after today, at most 90 days past the day when it is due." }
};
const ProblemKind extension_missing = { CONFLICT,
                                        "reporting/extension-missing",
                                        { "Không có đề nghị gia hạn.", "No extension is asked for." },
                                        { "Báo cáo này không có đề nghị gia hạn đang chờ. Tải lại trang.",
                                          "No extension waits for this report. Reload the page." } };
const ProblemKind decision_unfit = {
    FORBIDDEN,
    "reporting/decision-unfit",
    { "Bước này không phải của bạn.", "This step is not yours." },
    { "Lãnh đạo cơ quan trả lại báo cáo đang chờ duyệt; điều phối chấp nhận hoặc trả lại báo cáo đã duyệt.",
      "The head of the agency returns what waits for approval; the coordinator accepts or returns what was "
      "approved." }
};

/* ---- what the steps take ---- */

typedef struct ReportSubmission {
    Id id;
    int64_t revision; /* that was seen */
} ReportSubmission;

static const Field report_submission_fields[] = {
    FIELD(ReportSubmission, id, REQUIRED, 0, 0),
    FIELD(ReportSubmission, revision, REQUIRED, 1, 1000000),
};
const Shape report_submission_shape = SHAPE(ReportSubmission, report_submission_fields);

typedef struct ReportKey {
    Id id;
} ReportKey;

static const Field report_key_fields[] = { FIELD(ReportKey, id, REQUIRED, 0, 0) };
const Shape report_key_shape = SHAPE(ReportKey, report_key_fields);

typedef enum ReportVerdict { VERDICT_NONE, VERDICT_ACCEPT, VERDICT_RETURN } ReportVerdict;
static const char *const report_verdicts[] = { "accept", "return" };
static const Choices report_verdict_choices = CHOICES("ReportVerdict", report_verdicts);

typedef struct ReportDecision {
    Id id;
    int64_t revision;
    int decision;
    Str note;
} ReportDecision;

static const Field report_decision_fields[] = {
    FIELD(ReportDecision, id, REQUIRED, 0, 0),
    FIELD(ReportDecision, revision, REQUIRED, 1, 1000000),
    FIELD_CHOICE(ReportDecision, decision, REQUIRED, &report_verdict_choices),
    FIELD(ReportDecision, note, OPTIONAL | LINES, 0, 1000),
};
const Shape report_decision_shape = SHAPE(ReportDecision, report_decision_fields);

typedef struct ReportReassignment {
    Id id;
    Str agency;  /* "": stays; another: by the coordinator */
    Str officer; /* account; "": any officer of the agency */
    Str reason;
} ReportReassignment;

static const Field report_reassignment_fields[] = {
    FIELD(ReportReassignment, id, REQUIRED, 0, 0),
    FIELD(ReportReassignment, agency, OPTIONAL, 0, CODE_MAX),
    FIELD(ReportReassignment, officer, OPTIONAL, 0, CODE_MAX),
    FIELD(ReportReassignment, reason, REQUIRED | LINES, 1, 500),
};
const Shape report_reassignment_shape = SHAPE(ReportReassignment, report_reassignment_fields);

typedef struct ReportExtension {
    Id id;
    Day until;
    Str reason;
} ReportExtension;

static const Field report_extension_fields[] = {
    FIELD(ReportExtension, id, REQUIRED, 0, 0),
    FIELD(ReportExtension, until, REQUIRED, 0, 0),
    FIELD(ReportExtension, reason, REQUIRED | LINES, 1, 500),
};
const Shape report_extension_shape = SHAPE(ReportExtension, report_extension_fields);

static const char *const extension_verdicts[] = { "grant", "refuse" };
static const Choices extension_verdict_choices = CHOICES("ExtensionVerdict", extension_verdicts);

typedef struct ExtensionDecision {
    Id id;
    int decision;
    Str note;
} ExtensionDecision;

static const Field extension_decision_fields[] = {
    FIELD(ExtensionDecision, id, REQUIRED, 0, 0),
    FIELD_CHOICE(ExtensionDecision, decision, REQUIRED, &extension_verdict_choices),
    FIELD(ExtensionDecision, note, OPTIONAL | LINES, 0, 500),
};
const Shape extension_decision_shape = SHAPE(ExtensionDecision, extension_decision_fields);

typedef struct ReportCorrection {
    Id id;
    Str reason;
} ReportCorrection;

static const Field report_correction_fields[] = {
    FIELD(ReportCorrection, id, REQUIRED, 0, 0),
    FIELD(ReportCorrection, reason, REQUIRED | LINES, 1, 500),
};
const Shape report_correction_shape = SHAPE(ReportCorrection, report_correction_fields);

/* ---- one step ---- */

static Code read_both(Ctx *cx, const Id *id, Obligation *obligation, Report *report) {
    TRY(obligation_find(cx, id, obligation));
    TRY(access_require_for(cx, "reporting.see", obligation->agency));
    const Code found = report_read(cx, obligation, 0, report);
    return found == NOT_FOUND ? refuse_state(cx, REPORT_OPEN) : found;
}

static Code require_state(Ctx *cx, const Obligation *obligation, ReportState state) {
    if (obligation->state == (int)state) return OK;
    return refuse_state(cx, (ReportState)obligation->state);
}

static Code require_seen(Ctx *cx, const Report *report, int64_t revision) {
    if (report->revision == revision) return OK;
    return fail(cx, &draft_stale, report->saved_name, int_text(cx, report->revision),
                time_text(cx->arena, report->saved_at));
}

static Code require_reason(Ctx *cx, Str field, Str reason) {
    return utf8_count(reason) < REASON_LETTERS_MIN ? fail_field(cx, field, &way_reason_missing) : OK;
}

/* Four eyes: whoever did an earlier step, or stands in for him, does not take this one. */
static Code require_other(Ctx *cx, Str account, Time since) {
    if (account.len == 0) return OK;
    if (str_equal(account, cx->caller.id)) return fail(cx, &own_report);
    return access_require_other_hand(cx, account, ctx_day_of(cx, since));
}

static Code go_to(Ctx *cx, Obligation *obligation, Report *report, ReportState state, const char *kind, Str note) {
    obligation->state = report->state = (int)state;
    TRY(report_store(cx, report));
    TRY(obligation_store(cx, obligation));
    TRY(step_take(cx, obligation, kind, note));
    TRY(tell_moved(cx, obligation, report));
    return report_read(cx, obligation, 0, report);
}

static Code hand_in(Ctx *cx, const Desk *desk, Obligation *obligation, Report *report) {
    TRY(report_judge(cx, desk, obligation, report));
    report->submitted_by = cx->caller.id;
    report->submitted_at = cx->now;
    report->approved_by = report->decided_by = report->decision_note = S("");
    report->approved_at = report->decided_at = (Time){ 0 };
    return go_to(cx, obligation, report, REPORT_SUBMITTED, "report_submitted", S(""));
}

Code report_submit(Ctx *cx, const void *in, void *out) {
    const ReportSubmission *submission = in;
    Report *report = out;
    Obligation obligation;
    Desk desk;
    TRY(read_both(cx, &submission->id, &obligation, report));
    const bool is_twice = obligation.state == REPORT_SUBMITTED && report->revision == submission->revision &&
                          str_equal(report->submitted_by, cx->caller.id);
    if (is_twice) return OK; /* sent again by a telephone that did not hear the answer */
    TRY(report_require_writer(cx, &obligation));
    TRY(require_seen(cx, report, submission->revision));
    TRY(desk_load(cx, &desk));
    return hand_in(cx, &desk, &obligation, report);
}

/* It arrived before under this name: what became of it does not matter. */
static bool was_sent(const Ctx *cx, const Report *report, Str name) {
    return str_equal(report->sending, name) && str_equal(report->submitted_by, cx->caller.id);
}

Code report_send(Ctx *cx, const void *in, void *out) {
    const ReportDraft *draft = in;
    Report *report = out;
    Obligation obligation;
    Desk desk;
    TRY(obligation_find(cx, &draft->id, &obligation));
    TRY(access_require_for(cx, "reporting.see", obligation.agency));
    const Code found = report_read(cx, &obligation, 0, report);
    if (found != OK && found != NOT_FOUND) return found;
    if (found == OK && was_sent(cx, report, draft->save)) return OK;
    TRY(report_require_writer(cx, &obligation));
    TRY(desk_load(cx, &desk));
    TRY(report_take(cx, &desk, &obligation, draft, report));
    report->sending = draft->save;
    return hand_in(cx, &desk, &obligation, report);
}

Code report_withdraw(Ctx *cx, const void *in, void *out) {
    const ReportKey *key = in;
    Report *report = out;
    Obligation obligation;
    TRY(read_both(cx, &key->id, &obligation, report));
    TRY(access_require_for(cx, "reporting.enter", obligation.agency));
    TRY(require_state(cx, &obligation, REPORT_SUBMITTED));
    return go_to(cx, &obligation, report, REPORT_DRAFT, "report_withdrawn", S(""));
}

Code report_approve(Ctx *cx, const void *in, void *out) {
    const ReportSubmission *approval = in;
    Report *report = out;
    Obligation obligation;
    TRY(read_both(cx, &approval->id, &obligation, report));
    TRY(access_require_for(cx, "reporting.approve", obligation.agency));
    TRY(require_state(cx, &obligation, REPORT_SUBMITTED));
    TRY(require_seen(cx, report, approval->revision));
    TRY(require_other(cx, report->submitted_by, report->submitted_at));
    report->approved_by = cx->caller.id;
    report->approved_at = cx->now;
    if (obligation.first_sent_on.number == 0) obligation.first_sent_on = cx->today;
    return go_to(cx, &obligation, report, REPORT_APPROVED, "report_approved", S(""));
}

/* ---- what is accepted holds from then on ---- */

/* Its figures go to the strategy, which keeps what was before and why it changed. */
static Code hand_on_figure(Ctx *cx, const Desk *desk, const Obligation *obligation, const Report *report,
                           const ReportFigure *figure) {
    const Regime *regime = regimes_find(&desk->regimes, obligation->regime);
    Observation held;
    bool is_new;
    if (!figure->value.is_known && figure->text.len == 0) return OK;
    const Code found = figure_find(cx, figure->indicator, figure->subject, figure->period, &held);
    if (found != OK && found != NOT_FOUND) return found;
    const Indicator *indicator = goals_indicator(desk->goals, figure->indicator);
    const bool is_level = indicator != NULL && indicator->kind == KIND_OF_LEVEL;
    const bool is_same = found == OK && (is_level ? str_equal(held.text, figure->text)
                                                  : decimal_compare(held.value, figure->value) == 0);
    if (found == OK && !held.is_sample && !is_same && held.revision != figure->based_on)
        return fail(cx, &figure_moved, indicator == NULL ? figure->indicator : indicator->title, figure->period,
                    held.text.len > 0 ? held.text : decimal_text(cx->arena, held.value));
    const Str said = str_format(cx->arena, "%.*s, kỳ %.*s", STR_FMT(regime->title), STR_FMT(obligation->period));
    const FigureBrought brought = { .indicator = figure->indicator,
                                    .subject = figure->subject,
                                    .period = figure->period,
                                    .value = figure->value,
                                    .text = figure->text,
                                    .source = figure->source.len > 0 ? figure->source : said,
                                    .note = figure->note,
                                    .reason = utf8_count(figure->reason) >= REASON_LETTERS_MIN ? figure->reason
                                                                                               : report->reason,
                                    .page = str_format(cx->arena, "/bao-cao/%.*s", STR_FMT(id_str(&obligation->id))),
                                    .agency = obligation->agency,
                                    .evidence = figure->evidence,
                                    .entered_by = report->submitted_by,
                                    .entered_at = report->submitted_at };
    return strategy_figure_take(cx, &brought, &is_new);
}

static Code hand_on_progress(Ctx *cx, const Obligation *obligation, const Report *report, const ReportTask *task) {
    bool is_new;
    const ProgressBrought brought = { .task = task->task,
                                      .agency = obligation->agency,
                                      .percent = task->percent,
                                      .state = task->state,
                                      .product = task->product,
                                      .note = task->note,
                                      .page = str_format(cx->arena, "/bao-cao/%.*s", STR_FMT(id_str(&obligation->id))),
                                      .evidence = task->evidence,
                                      .entered_by = report->submitted_by,
                                      .entered_at = report->submitted_at };
    return strategy_progress_take(cx, &brought, &is_new);
}

static Code hand_on(Ctx *cx, const Obligation *obligation, const Report *report) {
    Desk desk;
    const Regime *regime;
    TRY(desk_load(cx, &desk));
    TRY(regimes_require(cx, &desk.regimes, obligation->regime, &regime));
    for (size_t i = 0; i < report->figures.count; i++)
        TRY(hand_on_figure(cx, &desk, obligation, report, &((const ReportFigure *)report->figures.items)[i]));
    for (size_t i = 0; i < report->tasks.count; i++)
        TRY(hand_on_progress(cx, obligation, report, &((const ReportTask *)report->tasks.items)[i]));
    return OK;
}

static Code decide(Ctx *cx, Obligation *obligation, Report *report, const ReportDecision *decision) {
    const bool accepts = decision->decision == VERDICT_ACCEPT;
    if (!accepts) TRY(require_reason(cx, S("note"), decision->note));
    report->decided_by = cx->caller.id;
    report->decided_at = cx->now;
    report->decision_note = decision->note;
    if (!accepts) {
        obligation->returned_count += obligation->state == REPORT_APPROVED;
        return go_to(cx, obligation, report, REPORT_RETURNED, "report_returned", decision->note);
    }
    TRY(hand_on(cx, obligation, report));
    TRY(extension_close(cx, obligation));
    TRY(tell_extension_closed(cx, obligation));
    return go_to(cx, obligation, report, REPORT_ACCEPTED, "report_accepted", decision->note);
}

/* The head returns to his officer what waits for him; the coordinator accepts or returns what heads approved. */
Code report_decide(Ctx *cx, const void *in, void *out) {
    const ReportDecision *decision = in;
    Report *report = out;
    Obligation obligation;
    TRY(read_both(cx, &decision->id, &obligation, report));
    TRY(require_seen(cx, report, decision->revision));
    if (obligation.state == REPORT_SUBMITTED) {
        const bool may = access_may_for(cx, "reporting.approve", obligation.agency);
        if (!may || decision->decision != VERDICT_RETURN) return fail(cx, &decision_unfit);
        return decide(cx, &obligation, report, decision);
    }
    TRY(require_state(cx, &obligation, REPORT_APPROVED));
    if (!access_may(cx, "reporting.check")) return fail(cx, &decision_unfit);
    TRY(require_other(cx, report->submitted_by, report->submitted_at));
    TRY(require_other(cx, report->approved_by, report->approved_at));
    return decide(cx, &obligation, report, decision);
}

/* ---- given to others ---- */

typedef struct ReportWriters {
    Rows writers; /* of PersonName */
} ReportWriters;

static const Field report_writers_fields[] = { FIELD_LIST(ReportWriters, writers, WRITERS_MAX, &person_name_shape) };
const Shape report_writers_shape = SHAPE(ReportWriters, report_writers_fields);

static Code writers_of(Ctx *cx, Str agency, Rows *ret_writers) {
    Rows grants;
    Map seen = map_new(cx->arena);
    TRY(access_who_may(cx, S("reporting.enter"), agency, &grants));
    PersonName *writers = NEW_ARRAY(cx->arena, PersonName, WRITERS_MAX);
    size_t count = 0;
    for (size_t i = 0; i < grants.count && count < WRITERS_MAX; i++) {
        const Grant *grant = &((const Grant *)grants.items)[i];
        if (!map_add(&seen, id_str(&grant->account), 0)) continue;
        const Code found = person_name(cx, &grant->account, &writers[count]);
        if (found == OK)
            count++;
        else if (found != NOT_FOUND)
            return found;
    }
    *ret_writers = (Rows){ writers, count };
    return OK;
}

static Code require_chief(Ctx *cx, const Obligation *obligation) {
    if (access_may(cx, "reporting.check")) return OK;
    return access_require_for(cx, "reporting.approve", obligation->agency);
}

Code report_writers_get(Ctx *cx, const void *in, void *out) {
    const ReportKey *key = in;
    ReportWriters *writers = out;
    Obligation obligation;
    TRY(obligation_find(cx, &key->id, &obligation));
    TRY(require_chief(cx, &obligation));
    return writers_of(cx, obligation.agency, &writers->writers);
}

static Code check_officer(Ctx *cx, Str agency, Str officer) {
    Rows writers;
    TRY(writers_of(cx, agency, &writers));
    for (size_t i = 0; i < writers.count; i++) {
        if (str_equal(id_str(&((const PersonName *)writers.items)[i].account), officer)) return OK;
    }
    return fail_field(cx, S("officer"), &officer_unfit, agency);
}

Code report_reassign(Ctx *cx, const void *in, void *out) {
    const ReportReassignment *wanted = in;
    Obligation *obligation = out;
    Desk desk;
    TRY(obligation_find(cx, &wanted->id, obligation));
    TRY(require_chief(cx, obligation));
    if (obligation->state > REPORT_RETURNED)
        return refuse_state(cx, (ReportState)obligation->state);
    TRY(require_reason(cx, S("reason"), wanted->reason));
    const bool is_other = wanted->agency.len > 0 && !str_equal(wanted->agency, obligation->agency);
    if (is_other) {
        TRY(desk_load(cx, &desk));
        if (!access_may(cx, "reporting.check")) return fail(cx, &decision_unfit);
        const Agency *agency = registry_agency(desk.goals->registry, wanted->agency);
        if (agency == NULL || !agency_is_valid(agency, cx->today))
            return fail_field(cx, S("agency"), &agency_unknown, wanted->agency);
        obligation->agency = wanted->agency;
    }
    if (wanted->officer.len > 0) TRY(check_officer(cx, obligation->agency, wanted->officer));
    obligation->officer = wanted->officer;
    TRY(obligation_store(cx, obligation));
    return step_take(cx, obligation, "obligation_reassigned", wanted->reason);
}

/* ---- extended, once ---- */

Code report_extension_ask(Ctx *cx, const void *in, void *out) {
    const ReportExtension *asked = in;
    Obligation *obligation = out;
    Desk desk;
    TRY(obligation_find(cx, &asked->id, obligation));
    TRY(access_require_for(cx, "reporting.enter", obligation->agency));
    TRY(desk_load(cx, &desk));
    if (obligation->state > REPORT_RETURNED)
        return refuse_state(cx, (ReportState)obligation->state);
    if (obligation->extension != EXTENSION_NONE)
        return fail(cx, &extension_used, choice_name(&extension_choices, obligation->extension));
    TRY(require_reason(cx, S("reason"), asked->reason));
    const Day due = obligation_due(&desk, obligation);
    const bool fits = asked->until.number > due.number && asked->until.number > cx->today.number &&
                      asked->until.number <= due.number + EXTENSION_DAYS_MAX;
    if (!fits) return fail_field(cx, S("until"), &extension_day, day_text(cx->arena, due));
    obligation->extension = EXTENSION_ASKED;
    obligation->asked_to = asked->until;
    obligation->asked_reason = asked->reason;
    TRY(obligation_store(cx, obligation));
    TRY(tell_extension_asked(cx, &desk, obligation));
    return step_take(cx, obligation, "extension_asked", asked->reason);
}

Code report_extension_decide(Ctx *cx, const void *in, void *out) {
    enum { GRANTS = 1 };
    const ExtensionDecision *decision = in;
    Obligation *obligation = out;
    TRY(obligation_find(cx, &decision->id, obligation));
    if (obligation->extension != EXTENSION_ASKED) return fail(cx, &extension_missing);
    const bool grants = decision->decision == GRANTS;
    if (!grants) TRY(require_reason(cx, S("note"), decision->note));
    obligation->extension = grants ? EXTENSION_GRANTED : EXTENSION_REFUSED;
    if (grants) obligation->extended_to = obligation->asked_to;
    TRY(obligation_store(cx, obligation));
    TRY(tell_extension_decided(cx, obligation, decision->note));
    return step_take(cx, obligation, grants ? "extension_granted" : "extension_refused", decision->note);
}

/* ---- corrected after publication ---- */

/* The new version begins as the old one stands, seen against what holds now. */
Code report_correct(Ctx *cx, const void *in, void *out) {
    const ReportCorrection *wanted = in;
    Report *report = out;
    Obligation obligation;
    TRY(read_both(cx, &wanted->id, &obligation, report));
    TRY(access_require_for(cx, "reporting.enter", obligation.agency));
    TRY(require_state(cx, &obligation, REPORT_PUBLISHED));
    TRY(require_reason(cx, S("reason"), wanted->reason));
    ReportFigure *figures = report->figures.items;
    for (size_t i = 0; i < report->figures.count; i++) {
        Observation held;
        const Code found = figure_find(cx, figures[i].indicator, figures[i].subject, figures[i].period, &held);
        if (found != OK && found != NOT_FOUND) return found;
        figures[i].based_on = found == OK ? held.revision : 0;
    }
    TRY(report_copy(cx, report, &obligation, wanted->reason));
    TRY(step_take(cx, &obligation, "correction_begun", wanted->reason));
    return report_read(cx, &obligation, 0, report);
}
