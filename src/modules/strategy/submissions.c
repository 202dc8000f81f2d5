/* modules/strategy/submissions - see submissions.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/submissions.h"

#include "modules/strategy/figure_check.h"
#include "modules/strategy/figures.h"
#include "modules/strategy/plan_edits.h"
#include "modules/strategy/rollups.h"
#include "modules/strategy/sanity.h"
#include "modules/strategy/telling.h"
#include "platform/access/access.h"
#include "platform/documents/documents.h"
#include "platform/ledger/ledger.h"
#include "platform/people/people.h"

const ProblemKind figure_changed = {
    CONFLICT, "strategy/figure-changed",
    { "Số liệu đã thay đổi.", "The figure has changed meanwhile." },
    { "Kỳ {0} hiện là {1:,} (lần ghi {2}), khác với lúc bạn mở. Tải lại trang, xem số mới rồi quyết định; nội dung bạn "
      "gõ vẫn còn.",
      "{0} now holds {1} (revision {2}), not what you saw. Reload, look at the new figure, then decide; what you "
      "typed is kept." }
};
const ProblemKind figure_waiting = {
    CONFLICT, "strategy/figure-waiting",
    { "Đã có số liệu đang chờ kiểm tra.", "A figure is waiting to be checked." },
    { "{0} đã gửi {1:,} cho mục này và đang chờ kiểm tra. Thay bằng số của bạn thì chọn “thay bản đang chờ”.",
      "{0} has handed in {1} for this and it waits to be checked. To put yours in its place, choose to replace the "
      "waiting one." }
};
const ProblemKind sending_used = {
    CONFLICT, "strategy/sending-used",
    { "Mã lần gửi này đã dùng cho nội dung khác.", "This sending's name was used for something else." },
    { "Lần gửi “{0}” của bạn đã tới với nội dung khác. Mở biểu mẫu, kiểm tra lại rồi gửi lần nữa.",
      "Your sending “{0}” came before, with other content. Open the form, look it over and send it again." }
};
const ProblemKind reason_missing = {
    INVALID, "strategy/reason-missing",
    { "Sửa số đã ghi cần lý do.", "A correction needs a reason." },
    { "Kỳ này đã có số được chấp nhận. Nêu lý do sửa, ít nhất 10 ký tự.",
      "A figure is accepted for this period. Give the reason for correcting it, at least 10 letters." }
};
const ProblemKind submission_decided = {
    CONFLICT, "strategy/submission-decided",
    { "Mục này đã được quyết.", "This was decided already." },
    { "Mục đang ở trạng thái “{0}”. Tải lại danh sách.", "It is in the state “{0}”. Reload the list." }
};
const ProblemKind decision_reason_missing = {
    INVALID, "strategy/decision-reason-missing",
    { "Trả lại cần lý do.", "A return needs a reason." },
    { "Ghi rõ cần sửa gì, ít nhất 10 ký tự, để người gửi biết phải làm gì.",
      "Say what needs correction, at least 10 letters, so that the sender knows what to do." }
};
const ProblemKind own_decision = {
    FORBIDDEN, "strategy/own-decision",
    { "Không tự quyết việc mình gửi.", "Nobody decides on his own entry." },
    { "Bạn là người gửi mục này; người khác phải kiểm tra.", "You handed this in; somebody else must check it." }
};

enum { SENDING_LETTERS_MIN = 16, SENDING_LETTERS_MAX = 64 };

static const char *const submission_kinds[] = { "figure", "progress" };
static const char *const submission_states[] = { "submitted", "accepted", "returned", "withdrawn" };
static const char *const decisions[] = { "accept", "return" };
const Choices submission_kind_choices = CHOICES("SubmissionKind", submission_kinds);
const Choices submission_state_choices = CHOICES("SubmissionState", submission_states);
static const Choices decision_choices = CHOICES("Verdict", decisions);

typedef enum DecisionWord { DECISION_NONE, DECISION_ACCEPT, DECISION_RETURN } DecisionWord;

static const Field submission_fields[] = {
    FIELD(Submission, id, REQUIRED, 0, 0),
    FIELD_CHOICE(Submission, kind, REQUIRED, &submission_kind_choices),
    FIELD(Submission, item, REQUIRED, 0, 0),
    FIELD(Submission, subject, REQUIRED, 0, 0),
    FIELD(Submission, period, REQUIRED, 0, 0),
    FIELD(Submission, value, OPTIONAL, 0, 0),
    FIELD(Submission, text, REQUIRED, 0, 0),
    FIELD(Submission, product, REQUIRED, 0, 0),
    FIELD(Submission, source, REQUIRED, 0, 0),
    FIELD(Submission, note, REQUIRED, 0, 0),
    FIELD(Submission, reason, REQUIRED, 0, 0),
    FIELD(Submission, page, REQUIRED, 0, 0),
    FIELD(Submission, evidence, REQUIRED, 0, 0),
    FIELD(Submission, based_on, REQUIRED, 0, 0),
    FIELD(Submission, agency, REQUIRED, 0, 0),
    FIELD_CHOICE(Submission, state, REQUIRED, &submission_state_choices),
    FIELD(Submission, entered_by, REQUIRED, 0, 0),
    FIELD(Submission, entered_at, REQUIRED, 0, 0),
    FIELD(Submission, decided_by, REQUIRED, 0, 0),
    FIELD(Submission, decided_at, OPTIONAL, 0, 0),
    FIELD(Submission, decision_note, REQUIRED, 0, 0),
    FIELD(Submission, entered_name, REQUIRED, 0, 0),
    FIELD(Submission, entered_title, REQUIRED, 0, 0),
    FIELD(Submission, decided_name, REQUIRED, 0, 0),
    FIELD(Submission, sending, STORED, 0, 0),
    FIELD_CHOICE(Submission, channel, OPTIONAL, &figure_channel_choices),
    FIELD(Submission, system, REQUIRED, 0, 0),
    FIELD(Submission, system_name, REQUIRED, 0, 0),
    FIELD(Submission, message_id, REQUIRED, 0, 0),
    FIELD(Submission, request_id, REQUIRED, 0, 0),
    FIELD(Submission, record, REQUIRED, 0, 0),
};
const Shape submission_shape = SHAPE(Submission, submission_fields);

#include "modules/strategy/submissions.sql.h"

/* ---- reading ---- */

static Code name_person(Ctx *cx, Str account, Str *ret_name, Str *ret_title) {
    Id id;
    PersonName person;
    *ret_name = *ret_title = S("");
    if (id_from_text(account, &id) != OK) return OK;
    const Code found = person_name(cx, &id, &person);
    if (found != OK) return found == NOT_FOUND ? OK : found;
    *ret_name = person.name;
    *ret_title = person.title;
    return OK;
}

static Code name_persons(Ctx *cx, Submission *submissions, size_t count) {
    Str ignored;
    for (size_t i = 0; i < count; i++) {
        TRY(name_person(cx, submissions[i].entered_by, &submissions[i].entered_name, &submissions[i].entered_title));
        TRY(name_person(cx, submissions[i].decided_by, &submissions[i].decided_name, &ignored));
    }
    return OK;
}

Code submission_find(Ctx *cx, Str id, Submission *ret_submission) {
    Submission asked = { 0 };
    if (id_from_text(id, &asked.id) != OK) return NOT_FOUND;
    TRY(submission_by_id(cx, &asked, ret_submission));
    return name_persons(cx, ret_submission, 1);
}

Code submissions_of(Ctx *cx, Str item, Str subject, Rows *ret_submissions) {
    const Submission key = { .item = item, .subject = subject };
    TRY(submissions_of_item(cx, &key, ret_submissions));
    return name_persons(cx, ret_submissions->items, ret_submissions->count);
}

Code submissions_in_state(Ctx *cx, SubmissionState state, Str agency, Rows *ret_submissions) {
    const Submission key = { .state = (int)state, .agency = agency };
    TRY(submissions_by_state(cx, &key, ret_submissions));
    return name_persons(cx, ret_submissions->items, ret_submissions->count);
}

/* ---- who may report what ---- */

/* An agency reports on itself, its commune, or - when it leads by name - on the whole of an item. */
static bool agency_reports(Ctx *cx, const Goals *goals, Str agency, Str item, Str subject) {
    const Texts codes = registry_codes_for(cx, goals->registry, agency, cx->today);
    const Answering answering = goals_answering(goals, &codes, item, ROLE_OF_LEAD);
    if (!answering.answers) return false;
    const bool is_own =
        str_equal(subject, agency) || str_equal(registry_committee_of(goals->registry, subject), agency);
    return is_own || answering.is_direct;
}

Str reporting_agency(Ctx *cx, const Goals *goals, Str item, Str subject) {
    bool all;
    const Texts agencies = access_agencies(cx, "strategy.enter", &all);
    for (size_t i = 0; i < agencies.count; i++) {
        if (agency_reports(cx, goals, agencies.items[i], item, subject)) return agencies.items[i];
    }
    return S("");
}

/* ---- handing in ---- */

typedef struct FigureEntry {
    Str indicator, subject, period;
    Decimal value;
    Str text, source, note, reason;
    Texts evidence;
    int64_t based_on; /* revision that was seen; 0: none */
    Id replaces;      /* the waiting entry in whose place this one comes */
    Str sending;
} FigureEntry;

static const Field figure_entry_fields[] = {
    FIELD(FigureEntry, indicator, REQUIRED, 1, CODE_MAX), FIELD(FigureEntry, subject, REQUIRED, 1, CODE_MAX),
    FIELD(FigureEntry, period, REQUIRED, 4, 8),           FIELD(FigureEntry, value, OPTIONAL, 0, 0),
    FIELD(FigureEntry, text, OPTIONAL, 0, 80),            FIELD(FigureEntry, source, REQUIRED, 3, 300),
    FIELD(FigureEntry, note, OPTIONAL | LINES, 0, 2000),  FIELD(FigureEntry, reason, OPTIONAL | LINES, 0, 500),
    FIELD(FigureEntry, evidence, OPTIONAL, 0, EVIDENCE_FILES_MAX), FIELD(FigureEntry, based_on, OPTIONAL, 0, 1000000),
    FIELD(FigureEntry, replaces, OPTIONAL, 0, 0),
    FIELD(FigureEntry, sending, OPTIONAL, SENDING_LETTERS_MIN, SENDING_LETTERS_MAX),
};
const Shape figure_entry_shape = SHAPE(FigureEntry, figure_entry_fields);

typedef struct ProgressEntry {
    Str task, agency;
    int64_t percent;
    int state;
    Str product, note;
    Texts evidence;
    int64_t based_on;
    Id replaces;
    Str sending;
} ProgressEntry;

static const Field progress_entry_fields[] = {
    FIELD(ProgressEntry, task, REQUIRED, 1, CODE_MAX),
    FIELD(ProgressEntry, agency, REQUIRED, 1, CODE_MAX),
    FIELD(ProgressEntry, percent, REQUIRED, 0, 100),
    FIELD_CHOICE(ProgressEntry, state, REQUIRED, &task_state_choices),
    FIELD(ProgressEntry, product, OPTIONAL, 0, 300),
    FIELD(ProgressEntry, note, OPTIONAL | LINES, 0, 2000),
    FIELD(ProgressEntry, evidence, OPTIONAL, 0, EVIDENCE_FILES_MAX),
    FIELD(ProgressEntry, based_on, OPTIONAL, 0, 1000000),
    FIELD(ProgressEntry, replaces, OPTIONAL, 0, 0),
    FIELD(ProgressEntry, sending, OPTIONAL, SENDING_LETTERS_MIN, SENDING_LETTERS_MAX),
};
const Shape progress_entry_shape = SHAPE(ProgressEntry, progress_entry_fields);

static Str shown_value(Ctx *cx, Decimal value, Str text) {
    return text.len > 0 ? text : decimal_text(cx->arena, value);
}

/* A sending whose answer got lost comes again under the same name: it is answered with what became of it. NOT_FOUND
 * when it is new. */
static Code sent_before(Ctx *cx, const Submission *next, Submission *ret_before) {
    Submission before;
    const Submission asked = { .entered_by = cx->caller.id, .sending = next->sending };
    if (next->sending.len == 0) return NOT_FOUND;
    TRY(submission_by_sending(cx, &asked, &before));
    const bool is_same = before.kind == next->kind && str_equal(before.item, next->item) &&
                         str_equal(before.subject, next->subject) && str_equal(before.period, next->period) &&
                         str_equal(before.text, next->text) && before.value.is_known == next->value.is_known &&
                         (!next->value.is_known || decimal_compare(before.value, next->value) == 0);
    if (!is_same) return fail(cx, &sending_used, next->sending);
    *ret_before = before;
    return name_persons(cx, ret_before, 1);
}

/* One entry a figure waits at a time. Another is put in its place only by who has seen it. */
static Code make_room(Ctx *cx, const Submission *next, const Id *replaces) {
    Submission waiting;
    const Code found = submission_waiting_for(cx, next, &waiting);
    if (found == NOT_FOUND) return OK;
    TRY(found);
    if (!id_equal(&waiting.id, replaces)) {
        Str name, title;
        TRY(name_person(cx, waiting.entered_by, &name, &title));
        return fail(cx, &figure_waiting, name, shown_value(cx, waiting.value, waiting.text));
    }
    waiting.state = STATE_WITHDRAWN;
    waiting.decided_by = cx->caller.id;
    waiting.decided_at = cx->now;
    waiting.decision_note = S("");
    TRY(tell_withdrawn(cx, &waiting));
    return submission_set_state(cx, &waiting, &waiting);
}

static Code hand_in(Ctx *cx, const Goals *goals, Submission *next, const Id *replaces) {
    TRY(make_room(cx, next, replaces));
    next->id = id_make("entry", cx->now);
    next->state = STATE_SUBMITTED;
    next->entered_by = cx->caller.id;
    next->entered_at = cx->now;
    next->decided_by = next->decision_note = S("");
    next->decided_at = (Time){ 0 };
    TRY(submission_insert(cx, next));
    Buf evidence = buf_new(cx->arena, 2048);
    for (size_t i = 0; i < next->evidence.count; i++)
        buf_addf(&evidence, "%s%.*s", i > 0 ? ";" : "", STR_FMT(next->evidence.items[i]));
    TRY(ledger_append(
        cx, next->kind == SUBMISSION_FIGURE ? S("strategy.figure_entered") : S("strategy.progress_entered"),
        id_str(&next->id), { "item", next->item }, { "subject", next->subject }, { "period", next->period },
        { "value", decimal_text(cx->arena, next->value) }, { "text", next->text }, { "agency", next->agency },
        { "evidence", (Str){ evidence.len == 0 ? "" : evidence.at, evidence.len } }));
    TRY(tell_handed_in(cx, goals, next));
    return name_persons(cx, next, 1);
}

Code submission_record_accepted(Ctx *cx, const Submission *brought) {
    Submission accepted = *brought;
    accepted.state = STATE_ACCEPTED;
    accepted.decided_by = cx->caller.id;
    accepted.decided_at = cx->now;
    accepted.decision_note = S("");
    return submission_insert(cx, &accepted);
}

static Code refuse_stale(Ctx *cx, const FigureEntry *entry) {
    Observation held;
    const Code found = figure_find(cx, entry->indicator, entry->subject, entry->period, &held);
    if (found != OK && found != NOT_FOUND) return found;
    const int64_t revision = found == OK ? held.revision : 0;
    if (revision != entry->based_on)
        return fail(cx, &figure_changed, entry->period, found == OK ? shown_value(cx, held.value, held.text) : S("-"),
                    int_text(cx, revision));
    return revision > 0 ? figure_require_reason(cx, held.origin, entry->reason) : OK;
}

Code figure_enter(Ctx *cx, const void *in, void *out) {
    const FigureEntry *entry = in;
    const FigureWritten written = { .indicator = entry->indicator, .subject = entry->subject,
                                    .period = entry->period, .value = entry->value, .text = entry->text };
    FigureRead read;
    Rows files;
    Goals *goals;
    TRY(goals_load(cx, &goals));
    (void)figure_check(cx, goals, &written, spot_field(S("")), &read);
    TRY(files_own(cx, &entry->evidence, S("evidence"), &files));
    TRY(faults_verdict(cx));
    Submission *submission = out;
    *submission = (Submission){ .kind = SUBMISSION_FIGURE,
                                .item = entry->indicator,
                                .subject = entry->subject,
                                .period = entry->period,
                                .value = read.value,
                                .text = read.text,
                                .product = S(""),
                                .source = entry->source,
                                .note = entry->note,
                                .reason = entry->reason,
                                .evidence = entry->evidence,
                                .based_on = entry->based_on,
                                .agency = reporting_agency(cx, goals, entry->indicator, entry->subject),
                                .sending = entry->sending };
    const Code before = sent_before(cx, submission, submission);
    if (before != NOT_FOUND) return before;
    if (submission->agency.len == 0) return fail(cx, &agency_not_yours, S("strategy.enter"), entry->indicator);
    TRY(refuse_stale(cx, entry));
    return hand_in(cx, goals, submission, &entry->replaces);
}

Code progress_enter(Ctx *cx, const void *in, void *out) {
    const ProgressEntry *entry = in;
    Rows files;
    Goals *goals;
    TaskProgress held;
    TRY(goals_load(cx, &goals));
    const Task *task = goals_task(goals, entry->task);
    if (task == NULL) return fail_field(cx, S("task"), &task_unknown, entry->task);
    if (is_closed(task->closed_on, cx->today))
        return fail_field(cx, S("task"), &item_closed, entry->task, day_text(cx->arena, task->closed_on));
    progress_check(cx, spot_field(S("percent")), entry->percent, (TaskState)entry->state);
    TRY(files_own(cx, &entry->evidence, S("evidence"), &files));
    TRY(faults_verdict(cx));
    TRY(access_require_for(cx, "strategy.enter", entry->agency));
    const Texts codes = registry_codes_for(cx, goals->registry, entry->agency, cx->today);
    if (!goals_answering(goals, &codes, entry->task, ROLE_OF_LEAD).answers)
        return fail_field(cx, S("agency"), &agency_not_lead, entry->agency, entry->task);
    Submission *submission = out;
    *submission = (Submission){ .kind = SUBMISSION_PROGRESS,
                                .item = entry->task,
                                .subject = entry->agency,
                                .period = S(""),
                                .value = decimal_whole(entry->percent),
                                .text = choice_name(&task_state_choices, entry->state),
                                .product = entry->product,
                                .source = S(""),
                                .note = entry->note,
                                .reason = S(""),
                                .evidence = entry->evidence,
                                .based_on = entry->based_on,
                                .agency = entry->agency,
                                .sending = entry->sending };
    const Code before = sent_before(cx, submission, submission);
    if (before != NOT_FOUND) return before;
    const Code found = progress_find(cx, entry->task, entry->agency, &held);
    if (found != OK && found != NOT_FOUND) return found;
    const int64_t revision = found == OK ? held.revision : 0;
    if (revision != entry->based_on)
        return fail(cx, &figure_changed, entry->task, found == OK ? int_text(cx, held.percent) : S("-"),
                    int_text(cx, revision));
    return hand_in(cx, goals, submission, &entry->replaces);
}

/* ---- lists ---- */

typedef struct SubmissionFilter {
    int state; /* none: those that wait */
} SubmissionFilter;

static const Field submission_filter_fields[] = {
    FIELD_CHOICE(SubmissionFilter, state, OPTIONAL, &submission_state_choices),
};
const Shape submission_filter_shape = SHAPE(SubmissionFilter, submission_filter_fields);

/* A line of a list: the entry with the names that people know. */
typedef struct SubmissionLine {
    const Submission *submission;
    Str title, citation, unit, subject_name, agency_name;
    Decimal held; /* the figure that holds for the same period, or before */
} SubmissionLine;

static const Field submission_line_fields[] = {
    FIELD_LINK(SubmissionLine, submission, REQUIRED, &submission_shape), FIELD(SubmissionLine, title, REQUIRED, 0, 0),
    FIELD(SubmissionLine, citation, REQUIRED, 0, 0), FIELD(SubmissionLine, unit, REQUIRED, 0, 0),
    FIELD(SubmissionLine, subject_name, REQUIRED, 0, 0), FIELD(SubmissionLine, agency_name, REQUIRED, 0, 0),
    FIELD(SubmissionLine, held, OPTIONAL, 0, 0),
};
static const Shape submission_line_shape = SHAPE(SubmissionLine, submission_line_fields);

typedef struct SubmissionList {
    Rows lines;
} SubmissionList;

static const Field submission_list_fields[] = { FIELD_LIST(SubmissionList, lines, 500, &submission_line_shape) };
const Shape submission_list_shape = SHAPE(SubmissionList, submission_list_fields);

static SubmissionLine line_of(const Goals *goals, const Submission *submission) {
    SubmissionLine line = { .submission = submission,
                            .title = submission->item,
                            .citation = S(""),
                            .unit = S("%"),
                            .subject_name = registry_name(goals->registry, submission->subject),
                            .agency_name = registry_name(goals->registry, submission->agency) };
    const Indicator *indicator = goals_indicator(goals, submission->item);
    const Task *task = goals_task(goals, submission->item);
    if (indicator != NULL) {
        line.title = indicator->title;
        line.citation = indicator->citation;
        line.unit = indicator->unit;
    } else if (task != NULL) {
        line.title = task->title;
        line.citation = task->citation;
    }
    return line;
}

/* Staff see what their agencies handed in; who may check sees all. */
static Code visible_submissions(Ctx *cx, SubmissionState state, Rows *ret_rows) {
    bool all;
    const Texts agencies = access_agencies(cx, "strategy.see_entries", &all);
    if (all) return submissions_in_state(cx, state, S(""), ret_rows);
    Submission *found = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < agencies.count; i++) {
        Rows rows;
        TRY(submissions_in_state(cx, state, agencies.items[i], &rows));
        for (size_t j = 0; j < rows.count && count < 500; j++) {
            found = array_grow(cx->arena, found, sizeof(Submission), count, &room);
            found[count++] = ((const Submission *)rows.items)[j];
        }
    }
    *ret_rows = (Rows){ found, count };
    return OK;
}

Code submissions_list(Ctx *cx, const void *in, void *out) {
    const SubmissionFilter *filter = in;
    SubmissionList *list = out;
    Rows rows;
    Goals *goals;
    TRY(goals_load(cx, &goals));
    TRY(visible_submissions(cx, filter->state == 0 ? STATE_SUBMITTED : (SubmissionState)filter->state, &rows));
    SubmissionLine *lines = NEW_ARRAY(cx->arena, SubmissionLine, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        const Submission *submission = &((const Submission *)rows.items)[i];
        Standing standing;
        lines[i] = line_of(goals, submission);
        if (submission->kind == SUBMISSION_FIGURE &&
            standing_find(cx, submission->item, submission->subject, &standing) == OK)
            lines[i].held = standing.value;
    }
    list->lines = (Rows){ lines, rows.count };
    return OK;
}

/* ---- one entry, for who checks it ---- */

typedef struct SubmissionKey {
    Id id;
} SubmissionKey;

static const Field submission_key_fields[] = { FIELD(SubmissionKey, id, REQUIRED, 0, 0) };
const Shape submission_key_shape = SHAPE(SubmissionKey, submission_key_fields);

static const char *const finding_names[] = { "evidence", "jump", "turn", "slip", "same", "path" };
static const Choices finding_choices = CHOICES("FindingName", finding_names);

static const Field finding_fields[] = {
    FIELD_CHOICE(Finding, name, REQUIRED, &finding_choices),
    FIELD(Finding, is_fine, REQUIRED, 0, 0),
    FIELD(Finding, a, OPTIONAL, 0, 0),
    FIELD(Finding, b, OPTIONAL, 0, 0),
};
static const Shape finding_shape = SHAPE(Finding, finding_fields);

typedef struct TrailPoint {
    Day on;
    Decimal value;
} TrailPoint;

static const Field trail_point_fields[] = {
    FIELD(TrailPoint, on, REQUIRED, 0, 0),
    FIELD(TrailPoint, value, REQUIRED, 0, 0),
};
static const Shape trail_point_shape = SHAPE(TrailPoint, trail_point_fields);

typedef struct SubmissionPage {
    const SubmissionLine *line;
    Rows files, findings, trail, log;
    Decimal before;     /* the figure that holds for the period before */
    Str before_period;
    Decimal corrected;  /* the figure that this one would replace */
    Decimal expected, target;
    int64_t target_year;
    bool may_decide;
} SubmissionPage;

static const Field submission_page_fields[] = {
    FIELD_LINK(SubmissionPage, line, REQUIRED, &submission_line_shape),
    FIELD_LIST(SubmissionPage, files, EVIDENCE_FILES_MAX, &file_shape),
    FIELD_LIST(SubmissionPage, findings, FINDINGS_MAX, &finding_shape),
    FIELD_LIST(SubmissionPage, trail, TRAIL_POINTS, &trail_point_shape),
    FIELD_LIST(SubmissionPage, log, 500, &submission_shape),
    FIELD(SubmissionPage, before, OPTIONAL, 0, 0),
    FIELD(SubmissionPage, before_period, OPTIONAL, 0, 0),
    FIELD(SubmissionPage, corrected, OPTIONAL, 0, 0),
    FIELD(SubmissionPage, expected, OPTIONAL, 0, 0),
    FIELD(SubmissionPage, target, OPTIONAL, 0, 0),
    FIELD(SubmissionPage, target_year, REQUIRED, 0, 0),
    FIELD(SubmissionPage, may_decide, REQUIRED, 0, 0),
};
const Shape submission_page_shape = SHAPE(SubmissionPage, submission_page_fields);

/* The figures of earlier periods, and what the new one looks like beside them. */
static Code fill_figure(Ctx *cx, const Goals *goals, const Submission *submission, SubmissionPage *page) {
    const Indicator *indicator = goals_indicator(goals, submission->item);
    Period period;
    Rows history;
    if (indicator == NULL || period_from_text(submission->period, &period) != OK) return OK;
    TRY(figure_history(cx, submission->item, submission->subject, &history));
    const Observation *figures = history.items;
    Point *points = NEW_ARRAY(cx->arena, Point, history.count + 1);
    TrailPoint *trail = NEW_ARRAY(cx->arena, TrailPoint, history.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < history.count; i++) {
        const int order = str_compare(figures[i].period, submission->period);
        if (order == 0) page->corrected = figures[i].value;
        if (order >= 0) continue;
        page->before = figures[i].value;
        page->before_period = figures[i].period;
        trail[count] = (TrailPoint){ figures[i].ends_on, figures[i].value };
        points[count++] = (Point){ figures[i].ends_on, figures[i].value };
    }
    const Goal goal = goal_of(goals, indicator);
    const Point figure = { period_end(period), submission->value };
    const Series before = { .first = count > 0 ? points[0] : figure, .points = points, .count = count };
    Finding *findings = NEW_ARRAY(cx->arena, Finding, FINDINGS_MAX);
    page->findings = (Rows){ findings, sanity_check(&goal, &before, figure, submission->evidence.count, findings) };
    const size_t shown = count > TRAIL_POINTS ? TRAIL_POINTS : count;
    page->trail = (Rows){ trail + (count - shown), shown };
    points[count] = figure;
    const Series with = { .first = points[0], .points = points, .count = count + 1 };
    const Measure measure = measure_take(&goal, &with, cx->today, false);
    page->expected = measure.expected;
    page->target = milestone_bound(measure.final, goal.direction, submission->value);
    page->target_year = day_year(measure.final->on);
    return OK;
}

static Code find_visible(Ctx *cx, const SubmissionKey *key, Submission *ret_submission) {
    const Code found = submission_find(cx, id_str(&key->id), ret_submission);
    if (found == NOT_FOUND) return fail(cx, &not_found, id_str(&key->id));
    TRY(found);
    return access_require_for(cx, "strategy.see_entries", ret_submission->agency);
}

static Code find_files(Ctx *cx, const Texts *ids, Rows *ret_files) {
    File *files = NEW_ARRAY(cx->arena, File, ids->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < ids->count; i++) {
        Id id;
        if (id_from_text(ids->items[i], &id) == OK && file_find(cx, &id, &files[count]) == OK) count++;
    }
    *ret_files = (Rows){ files, count };
    return OK;
}

Code submission_get(Ctx *cx, const void *in, void *out) {
    SubmissionPage *page = out;
    Submission *submission = NEW(cx->arena, Submission);
    SubmissionLine *line = NEW(cx->arena, SubmissionLine);
    Goals *goals;
    TRY(find_visible(cx, in, submission));
    TRY(goals_load(cx, &goals));
    *line = line_of(goals, submission);
    page->line = line;
    TRY(find_files(cx, &submission->evidence, &page->files));
    TRY(submissions_of(cx, submission->item, submission->subject, &page->log));
    Rows ties;
    TRY(access_hand_ties(cx, &ties));
    page->may_decide =
        submission->state == STATE_SUBMITTED && access_may(cx, "strategy.check") &&
        access_is_other_hand(cx, &ties, submission->entered_by, ctx_day_of(cx, submission->entered_at));
    return submission->kind == SUBMISSION_FIGURE ? fill_figure(cx, goals, submission, page) : OK;
}

/* ---- deciding ---- */

typedef struct Decision {
    Id id;
    int decision;
    Str note;
} Decision;

static const Field decision_fields[] = {
    FIELD(Decision, id, REQUIRED, 0, 0),
    FIELD_CHOICE(Decision, decision, REQUIRED, &decision_choices),
    FIELD(Decision, note, OPTIONAL | LINES, 0, 1000),
};
const Shape decision_shape = SHAPE(Decision, decision_fields);

static Code record_accepted(Ctx *cx, const Submission *submission) {
    if (submission->kind == SUBMISSION_PROGRESS) {
        const TaskProgress progress = { .task = submission->item, .agency = submission->subject,
                                        .percent = submission->value.micro / DECIMAL_ONE,
                                        .state = choice_value(&task_state_choices, submission->text),
                                        .product = submission->product, .note = submission->note,
                                        .as_of = ctx_day_of(cx, submission->entered_at),
                                        .origin = id_str(&submission->id), .recorded_at = cx->now };
        return progress_record(cx, &progress);
    }
    Period period;
    Observation held;
    MUST(period_from_text(submission->period, &period) == OK); /* it was checked when it was handed in */
    const Code found = figure_find(cx, submission->item, submission->subject, submission->period, &held);
    if (found != OK && found != NOT_FOUND) return found;
    const int64_t revision = found == OK ? held.revision : 0;
    if (revision != submission->based_on)
        return fail(cx, &figure_changed, submission->period,
                    found == OK ? shown_value(cx, held.value, held.text) : S("-"), int_text(cx, revision));
    const Observation figure = { .indicator = submission->item,
                                 .subject = submission->subject,
                                 .period = submission->period,
                                 .ends_on = period_end(period),
                                 .value = submission->value,
                                 .text = submission->text,
                                 .origin = id_str(&submission->id),
                                 .recorded_at = cx->now };
    Goals *goals;
    TRY(figure_record(cx, &figure, submission->reason));
    TRY(goals_load(cx, &goals));
    return rollup_refresh(cx, goals, goals_indicator(goals, submission->item), submission->period);
}

static Code set_state(Ctx *cx, Submission *submission, SubmissionState state, Str note) {
    submission->state = (int)state;
    submission->decided_by = cx->caller.id;
    submission->decided_at = cx->now;
    submission->decision_note = note;
    Submission changed;
    const Code done = submission_set_state(cx, submission, &changed);
    return done == NOT_FOUND ? fail(cx, &submission_decided, S("?")) : done;
}

static Code refuse_unless(Ctx *cx, const Submission *submission, SubmissionState state) {
    return submission->state == (int)state
               ? OK
               : fail(cx, &submission_decided, choice_name(&submission_state_choices, submission->state));
}

Code submission_decide(Ctx *cx, const void *in, void *out) {
    const Decision *decision = in;
    Submission *submission = out;
    const SubmissionKey key = { decision->id };
    const bool accepts = decision->decision == DECISION_ACCEPT;
    TRY(find_visible(cx, &key, submission));
    TRY(refuse_unless(cx, submission, STATE_SUBMITTED));
    if (str_equal(submission->entered_by, cx->caller.id)) return fail(cx, &own_decision);
    TRY(access_require_other_hand(cx, submission->entered_by, ctx_day_of(cx, submission->entered_at)));
    if (!accepts && utf8_count(decision->note) < REASON_LETTERS_MIN)
        return fail_field(cx, S("note"), &decision_reason_missing);
    Goals *goals;
    TRY(goals_load(cx, &goals));
    if (accepts) TRY(record_accepted(cx, submission));
    TRY(set_state(cx, submission, accepts ? STATE_ACCEPTED : STATE_RETURNED, decision->note));
    TRY(tell_decided(cx, goals, submission));
    const Sha256 note = sha256(decision->note);
    TRY(ledger_append(cx, accepts ? S("strategy.entry_accepted") : S("strategy.entry_returned"),
                      id_str(&submission->id), { "item", submission->item }, { "subject", submission->subject },
                      { "period", submission->period }, { "value", decimal_text(cx->arena, submission->value) },
                      { "note_digest", hex_text(cx->arena, note.bytes, sizeof note.bytes) }));
    return name_persons(cx, submission, 1);
}

Code submission_withdraw(Ctx *cx, const void *in, void *out) {
    Submission *submission = out;
    TRY(find_visible(cx, in, submission));
    TRY(refuse_unless(cx, submission, STATE_SUBMITTED));
    TRY(access_require_for(cx, "strategy.enter", submission->agency));
    TRY(set_state(cx, submission, STATE_WITHDRAWN, S("")));
    TRY(tell_withdrawn(cx, submission));
    return ledger_append(cx, S("strategy.entry_withdrawn"), id_str(&submission->id), { "item", submission->item });
}
