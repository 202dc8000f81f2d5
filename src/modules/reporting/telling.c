/* modules/reporting/telling - see telling.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/reporting/telling.h"

#include "platform/notices/notices.h"

/* {0} the regime, {1} the agency, {2} the period, {3} the last day, {4} days, or why it was returned */
static const NoticeKind approval_waiting = { "reporting/approval-waiting",
                                             URGENCY_NORMAL,
                                             { "Chờ duyệt: {0}, kỳ {2}", "To be approved: {0}, {2}" },
                                             { "“{0}” kỳ {2} của {1} chờ lãnh đạo duyệt; hạn {3}.",
                                               "“{0}” for {2} of {1} waits for its head; due {3}." } };
static const NoticeKind acceptance_waiting = { "reporting/acceptance-waiting",
                                               URGENCY_LOW,
                                               { "Chờ chấp nhận: {0}, kỳ {2}", "To be accepted: {0}, {2}" },
                                               { "{1} đã gửi “{0}” kỳ {2}.", "{1} has sent “{0}” for {2}." } };
static const NoticeKind report_accepted = { "reporting/accepted",
                                            URGENCY_LOW,
                                            { "Đã được chấp nhận: {0}, kỳ {2}", "Accepted: {0}, {2}" },
                                            { "“{0}” kỳ {2} của {1} đã được chấp nhận.",
                                              "“{0}” for {2} of {1} was accepted." } };
static const NoticeKind report_returned = {
    "reporting/returned",
    URGENCY_HIGH,
    { "Bị trả lại, cần sửa: {0}, kỳ {2}", "Returned for correction: {0}, {2}" },
    { "“{0}” kỳ {2} của {1} bị trả lại: {4}. Sửa rồi gửi lại.",
      "“{0}” for {2} of {1} was returned: {4}. Correct it and hand it in again." }
};
static const NoticeKind report_falls_due = { "reporting/falls-due",
                                             URGENCY_NORMAL,
                                             { "Còn {4} ngày: {0}, kỳ {2}", "Due in {4} days: {0}, {2}" },
                                             { "“{0}” kỳ {2} của {1} đến hạn ngày {3}.",
                                               "“{0}” for {2} of {1} is due on {3}." } };
static const NoticeKind report_due_today = { "reporting/due-today",
                                             URGENCY_NORMAL,
                                             { "Hạn hôm nay: {0}, kỳ {2}", "Due today: {0}, {2}" },
                                             { "“{0}” kỳ {2} của {1} phải gửi trong hôm nay, {3}.",
                                               "“{0}” for {2} of {1} must be sent today, {3}." } };
static const NoticeKind report_overdue = {
    "reporting/overdue",
    URGENCY_NORMAL,
    { "Quá hạn {4} ngày: {0}, kỳ {2}", "Overdue by {4} days: {0}, {2}" },
    { "“{0}” kỳ {2} của {1} đã đến hạn ngày {3}. Gửi ngay, hoặc xin gia hạn kèm lý do.",
      "“{0}” for {2} of {1} was due on {3}. Send it now, or ask for more time with your reasons." }
};
static const NoticeKind report_stays_away = {
    "reporting/stays-away",
    URGENCY_NORMAL,
    { "{1} chưa gửi, quá hạn {4} ngày: {0}, kỳ {2}", "{1} has not sent, {4} days overdue: {0}, {2}" },
    { "“{0}” kỳ {2} đến hạn ngày {3}, đến nay {1} chưa gửi.", "“{0}” for {2} was due on {3}; {1} has not sent it." }
};

/* {0} which report, {1} how many agencies, {2} its period, {3} the last day, {4} days since */
static const NoticeKind reports_stay_away = {
    "reporting/stay-away",
    URGENCY_NORMAL,
    { "{1} cơ quan chưa gửi, quá hạn {4} ngày: {0}, kỳ {2}", "{0}, {2}, {4} days overdue: not sent by {1}" },
    { "“{0}” kỳ {2} đến hạn ngày {3}; số cơ quan đến nay chưa gửi: {1}. Trang tổng hợp cho biết là những ai.",
      "“{0}” for {2} was due on {3}; agencies that have not sent it: {1}. The page of the period says which." }
};

/* {4} until which day, {5} why */
static const NoticeKind extension_waiting = {
    "reporting/extension-waiting",
    URGENCY_NORMAL,
    { "Xin gia hạn: {0}, kỳ {2}", "More time asked for: {0}, {2}" },
    { "{1} xin gửi “{0}” kỳ {2} chậm nhất ngày {4} thay vì {3}: {5}.",
      "{1} asks to send “{0}” for {2} by {4}, not by {3}: {5}." }
};
static const NoticeKind extension_granted = { "reporting/extension-granted",
                                              URGENCY_NORMAL,
                                              { "Đã cho gia hạn: {0}, kỳ {2}", "More time granted: {0}, {2}" },
                                              { "“{0}” kỳ {2} của {1} nay phải gửi chậm nhất ngày {3}.",
                                                "“{0}” for {2} of {1} is now due on {3}." } };
static const NoticeKind extension_refused = {
    "reporting/extension-refused",
    URGENCY_HIGH,
    { "Không được gia hạn: {0}, kỳ {2}", "More time refused: {0}, {2}" },
    { "“{0}” kỳ {2} của {1} vẫn phải gửi chậm nhất ngày {3}. Lý do: {5}.",
      "“{0}” for {2} of {1} is still due on {3}. The reason: {5}." }
};

const Setting report_escalate_head_days = { "reporting.escalate_head_days",
                                            SETTING_INT,
                                            "7",
                                            0,
                                            27,
                                            .help = "Days after its last day on which the head of an agency is told "
                                                    "what report was not sent; 0: never" };
const Setting report_escalate_coordinator_days = { "reporting.escalate_coordinator_days",      SETTING_INT, "14", 0, 27,
                                                   .help = "... and the coordinator; 0: never" };

/* What is to be done about a report: by whom it is written, approved, accepted. */
typedef enum Turn { TURN_WRITE, TURN_APPROVE, TURN_ACCEPT, TURNS } Turn;

static Str about_of(Ctx *cx, const Obligation *obligation, Turn turn) {
    static const char *const turns[TURNS] = { "write", "approve", "accept" };
    return str_format(cx->arena, "reporting|%s|%s", obligation->id.text, turns[turn]);
}

static Code give(Ctx *cx, const Desk *desk, const Obligation *obligation, NoticeGiving giving, Str last) {
    const Regime *regime = regimes_find(&desk->regimes, obligation->regime);
    giving.page = str_format(cx->arena, "/bao-cao/%s", obligation->id.text);
    giving.values[0] = regime == NULL ? obligation->regime : regime->title;
    giving.values[1] = registry_name(desk->goals->registry, obligation->agency);
    giving.values[2] = obligation->period;
    giving.values[3] = day_spoken(cx->arena, obligation_due(desk, obligation));
    giving.values[4] = last;
    return notice_give(cx, &giving);
}

/* ---- at each step ---- */

/* A step happens once: its notice has a key of its own. */
static Code tell(Ctx *cx, const Desk *desk, const Obligation *obligation, NoticeGiving giving, Str last) {
    const Id key = id_make("told", cx->now);
    giving.key = id_str(&key);
    return give(cx, desk, obligation, giving, last);
}

/* Those who handed it in and approved it, each once. */
static Code tell_senders(Ctx *cx, const Desk *desk, const Obligation *obligation, const Report *report,
                         NoticeGiving giving) {
    if (id_from_text(report->submitted_by, &giving.to.account) == OK)
        TRY(tell(cx, desk, obligation, giving, report->decision_note));
    if (str_equal(report->approved_by, report->submitted_by)) return OK;
    if (id_from_text(report->approved_by, &giving.to.account) != OK) return OK;
    return tell(cx, desk, obligation, giving, report->decision_note);
}

Code tell_moved(Ctx *cx, const Obligation *obligation, const Report *report) {
    Desk desk;
    TRY(desk_load(cx, &desk));
    for (Turn turn = 0; turn < TURNS; turn++) TRY(notice_settle(cx, about_of(cx, obligation, turn)));
    switch ((ReportState)obligation->state) {
    case REPORT_SUBMITTED:
        return tell(cx, &desk, obligation,
                    (NoticeGiving){ .kind = &approval_waiting,
                                    .to = { .permission = S("reporting.approve"), .agency = obligation->agency },
                                    .about = about_of(cx, obligation, TURN_APPROVE) },
                    S(""));
    case REPORT_APPROVED:
        return tell(cx, &desk, obligation,
                    (NoticeGiving){ .kind = &acceptance_waiting,
                                    .to = { .permission = S("reporting.check") },
                                    .about = about_of(cx, obligation, TURN_ACCEPT) },
                    S(""));
    case REPORT_RETURNED:
        return tell_senders(cx, &desk, obligation, report,
                            (NoticeGiving){ .kind = &report_returned, .about = about_of(cx, obligation, TURN_WRITE) });
    case REPORT_ACCEPTED:
        return tell_senders(cx, &desk, obligation, report, (NoticeGiving){ .kind = &report_accepted });
    case REPORT_NONE:
    case REPORT_OPEN:
    case REPORT_DRAFT:
    case REPORT_CONSOLIDATED:
    case REPORT_PUBLISHED:
    case REPORT_LAPSED: break;
    }
    return OK;
}

/* ---- more time ---- */

/* Who has it in hand: the head when it waits for him; else the officer to whom it was given, or all who may write. */
static NoticeTo holder_of(const Obligation *one) {
    NoticeTo to = { .permission = S("reporting.enter"), .agency = one->agency };
    if (one->state == REPORT_SUBMITTED)
        to.permission = S("reporting.approve");
    else if (one->officer.len > 0 && id_from_text(one->officer, &to.account) != OK)
        to.account = (Id){ 0 };
    return to;
}

static Str extension_about(Ctx *cx, const Obligation *obligation) {
    return str_format(cx->arena, "reporting|%s|extension", obligation->id.text);
}

Code tell_extension_asked(Ctx *cx, const Desk *desk, const Obligation *obligation) {
    NoticeGiving giving = { .kind = &extension_waiting,
                            .to = { .permission = S("reporting.check") },
                            .about = extension_about(cx, obligation) };
    giving.values[5] = obligation->asked_reason;
    return tell(cx, desk, obligation, giving, day_spoken(cx->arena, obligation->asked_to));
}

/* Who asked, and who has the report in hand, each once. */
Code tell_extension_decided(Ctx *cx, const Obligation *obligation, Str note) {
    Desk desk;
    Str asker;
    const bool is_granted = obligation->extension == EXTENSION_GRANTED;
    const Id key = id_make("told", cx->now);
    NoticeGiving giving = { .kind = is_granted ? &extension_granted : &extension_refused, .key = id_str(&key) };
    giving.values[5] = note;
    TRY(notice_settle(cx, extension_about(cx, obligation)));
    TRY(desk_load(cx, &desk));
    TRY(extension_asker(cx, obligation, &asker));
    if (id_from_text(asker, &giving.to.account) == OK) TRY(give(cx, &desk, obligation, giving, S("")));
    giving.to = holder_of(obligation);
    return give(cx, &desk, obligation, giving, S(""));
}

Code tell_extension_closed(Ctx *cx, const Obligation *obligation) {
    return notice_settle(cx, extension_about(cx, obligation));
}

/* ---- reminders ---- */

/* Told once for each due day and step; `step` of an escalation is its own day. */
static Code remind(Ctx *cx, const Desk *desk, const Obligation *one, const NoticeKind *kind, NoticeTo to,
                   int64_t step) {
    const Turn turn = one->state == REPORT_SUBMITTED ? TURN_APPROVE : TURN_WRITE;
    const Day due = obligation_due(desk, one);
    const int64_t left = due.number - cx->today.number;
    const Str about = about_of(cx, one, turn);
    const Str key = str_format(cx->arena, "%.*s|%.*s|%d", STR_FMT(about), STR_FMT(day_text(cx->arena, due)), (int)step);
    const NoticeGiving giving = { .kind = kind, .to = to, .key = key, .about = about };
    return give(cx, desk, one, giving, int_text(cx, left < 0 ? -left : left));
}

/* What was sent once is in time or late, whatever comes after: only what was never sent is reminded of. */
static bool is_owed(const Ctx *cx, const Obligation *one) {
    return one->first_sent_on.number == 0 && one->opens_on.number <= cx->today.number &&
           (one->state == REPORT_OPEN || one->state == REPORT_DRAFT || one->state == REPORT_RETURNED ||
            one->state == REPORT_SUBMITTED);
}

static bool is_reached(const Ctx *cx, Day due, const Setting *days) {
    const int64_t after = setting_int(cx->house->settings, days);
    return after > 0 && cx->today.number - due.number >= after;
}

static Code remind_owed(Ctx *cx, const Desk *desk, const Obligation *one, Day due, int64_t step) {
    const NoticeKind *kind = step < 0 ? &report_falls_due : step == 0 ? &report_due_today : &report_overdue;
    TRY(remind(cx, desk, one, kind, holder_of(one), step));
    if (is_reached(cx, due, &report_escalate_head_days))
        TRY(remind(cx, desk, one, &report_stays_away,
                   (NoticeTo){ .permission = S("reporting.approve"), .agency = one->agency, .role = ROLE_HEAD }, 0));
    return OK;
}

/* Who stays away from one report, for the coordinator: one notice for however many. */
typedef struct Away {
    const Obligation *first;
    Day due;
    int64_t count;
} Away;

static size_t add_away(const Ctx *cx, const Obligation *one, Day due, Away *away, size_t count) {
    if (!is_reached(cx, due, &report_escalate_coordinator_days)) return count;
    for (size_t i = 0; i < count; i++) {
        if (away[i].due.number != due.number || !str_equal(away[i].first->regime, one->regime) ||
            !str_equal(away[i].first->period, one->period))
            continue;
        away[i].count++;
        return count;
    }
    away[count] = (Away){ one, due, 1 };
    return count + 1;
}

static Code tell_away(Ctx *cx, const Desk *desk, const Away *away) {
    const Obligation *one = away->first;
    const Regime *regime = regimes_find(&desk->regimes, one->regime);
    const NoticeGiving giving = {
        .kind = &reports_stay_away,
        .to = { .permission = S("reporting.check") },
        .key = str_format(cx->arena, "reporting|%.*s|%.*s|%.*s", STR_FMT(one->regime), STR_FMT(one->period),
                          STR_FMT(day_text(cx->arena, away->due))),
        .page = str_format(cx->arena, "/tong-hop/%.*s/%.*s", STR_FMT(one->regime), STR_FMT(one->period)),
        .values = { regime == NULL ? one->regime : regime->title, int_text(cx, away->count), one->period,
                    day_spoken(cx->arena, away->due), int_text(cx, cx->today.number - away->due.number) },
    };
    return notice_give(cx, &giving);
}

Code reporting_remind(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Desk desk;
    Rows rows;
    TRY(desk_load(cx, &desk));
    TRY(obligations_unfinished(cx, &rows));
    const Obligation *owed = rows.items;
    Away *away = NEW_ARRAY(cx->arena, Away, rows.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < rows.count; i++) {
        int64_t step;
        const Day due = obligation_due(&desk, &owed[i]);
        if (!is_owed(cx, &owed[i]) || !reminder_step(due, cx->today, &step)) continue;
        TRY(remind_owed(cx, &desk, &owed[i], due, step));
        count = add_away(cx, &owed[i], due, away, count);
    }
    for (size_t i = 0; i < count; i++) TRY(tell_away(cx, &desk, &away[i]));
    return OK;
}
