/* modules/strategy/telling - see telling.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/telling.h"

#include "modules/strategy/inbox.h"

static const NoticeKind entry_waiting = { "strategy/entry-waiting",
                                          URGENCY_LOW,
                                          { "Chờ kiểm tra: {0}", "To be checked: {0}" },
                                          { "{1} gửi {2:,} cho “{0}” ({3}).", "{1} handed in {2} for “{0}” ({3})." } };
static const NoticeKind entry_accepted = { "strategy/entry-accepted",
                                           URGENCY_LOW,
                                           { "Đã được chấp nhận: {0}", "Accepted: {0}" },
                                           { "{2:,} cho “{0}” ({3}) đã được chấp nhận.",
                                             "{2} for “{0}” ({3}) was accepted." } };
static const NoticeKind entry_returned = {
    "strategy/entry-returned",
    URGENCY_HIGH,
    { "Bị trả lại, cần sửa: {0}", "Returned for correction: {0}" },
    { "{2:,} cho “{0}” ({3}) bị trả lại: {4}. Sửa rồi gửi lại.",
      "{2} for “{0}” ({3}) was returned: {4}. Correct it and hand it in again." }
};

Str telling_about(Arena *arena, Str item, Str subject, Str period) {
    return str_format(arena, "strategy|%.*s|%.*s|%.*s", STR_FMT(item), STR_FMT(subject), STR_FMT(period));
}

static Str title_of(const Goals *goals, Str item) {
    const Indicator *indicator = goals_indicator(goals, item);
    const Task *task = goals_task(goals, item);
    return indicator != NULL ? indicator->title : task != NULL ? task->title : item;
}

/* 52,5 %; a word where the indicator has levels. */
static Str value_of(Ctx *cx, const Goals *goals, const Submission *submission) {
    const Indicator *indicator = goals_indicator(goals, submission->item);
    if (indicator != NULL && submission->text.len > 0) return submission->text;
    const Str unit = indicator != NULL ? indicator->unit : S("%");
    return str_trim(
        str_format(cx->arena, "%.*s %.*s", STR_FMT(decimal_text(cx->arena, submission->value)), STR_FMT(unit)));
}

static Code give(Ctx *cx, const Goals *goals, const Submission *submission, NoticeGiving giving) {
    const Str subject = registry_name(goals->registry, submission->subject);
    giving.key = id_str(&submission->id);
    giving.values[0] = title_of(goals, submission->item);
    giving.values[1] = registry_name(goals->registry, submission->agency);
    giving.values[2] = value_of(cx, goals, submission);
    giving.values[3] = submission->period.len == 0
                           ? subject
                           : str_format(cx->arena, "%.*s, %.*s", STR_FMT(subject), STR_FMT(submission->period));
    giving.values[4] = submission->decision_note;
    return notice_give(cx, &giving);
}

Code tell_handed_in(Ctx *cx, const Goals *goals, const Submission *submission) {
    TRY(notice_settle(cx, telling_about(cx->arena, submission->item, submission->subject, submission->period)));
    return give(cx, goals, submission,
                (NoticeGiving){ .kind = &entry_waiting,
                                .to = { .permission = S("strategy.check") },
                                .about = id_str(&submission->id),
                                .page = str_format(cx->arena, "/kiem-tra/%s", submission->id.text) });
}

Code tell_decided(Ctx *cx, const Goals *goals, const Submission *submission) {
    const bool is_returned = submission->state == STATE_RETURNED;
    NoticeGiving giving = { .kind = is_returned ? &entry_returned : &entry_accepted,
                            .page = str_format(cx->arena, "/kiem-tra/%s", submission->id.text) };
    TRY(notice_settle(cx, id_str(&submission->id)));
    if (id_from_text(submission->entered_by, &giving.to.account) != OK) return OK; /* a command handed it in */
    if (is_returned) giving.about = telling_about(cx->arena, submission->item, submission->subject, submission->period);
    return give(cx, goals, submission, giving);
}

Code tell_withdrawn(Ctx *cx, const Submission *submission) {
    return notice_settle(cx, id_str(&submission->id));
}

/* ---- reminders ---- */

const Setting escalate_head_days = { "strategy.escalate_head_days",
                                     SETTING_INT,
                                     "7",
                                     0,
                                     27,
                                     .help =
                                         "Days after its last day on which the head of an agency is told what was not "
                                         "handed in; 0: never" };
const Setting escalate_coordinator_days = { "strategy.escalate_coordinator_days",       SETTING_INT, "14", 0, 27,
                                            .help = "... and the coordinator; 0: never" };

/* {0} what, {1} its agency, {2} subject and period, {3} the last day, {4} days */
static const NoticeKind falls_due = { "strategy/falls-due",
                                      URGENCY_NORMAL,
                                      { "Còn {4} ngày: {0}", "Due in {4} days: {0}" },
                                      { "“{0}” ({2}) của {1} đến hạn ngày {3}.",
                                        "“{0}” ({2}) of {1} is due on {3}." } };
static const NoticeKind due_today = { "strategy/due-today",
                                      URGENCY_NORMAL,
                                      { "Hạn hôm nay: {0}", "Due today: {0}" },
                                      { "“{0}” ({2}) của {1} phải xong trong hôm nay, {3}.",
                                        "“{0}” ({2}) of {1} must be done today, {3}." } };
static const NoticeKind is_overdue = {
    "strategy/overdue",
    URGENCY_NORMAL,
    { "Quá hạn {4} ngày: {0}", "Overdue by {4} days: {0}" },
    { "“{0}” ({2}) của {1} đã đến hạn ngày {3}. Gửi ngay, hoặc báo điều phối lý do.",
      "“{0}” ({2}) of {1} was due on {3}. Hand it in now, or tell the coordinator why not." }
};
static const NoticeKind stays_away = { "strategy/stays-away",
                                       URGENCY_NORMAL,
                                       { "{1} chưa gửi, quá hạn {4} ngày: {0}",
                                         "{1} has not handed in, {4} days overdue: {0}" },
                                       { "“{0}” ({2}) đến hạn ngày {3}, đến nay {1} chưa gửi.",
                                         "“{0}” ({2}) was due on {3}; {1} has not handed it in." } };

static Str page_of(Ctx *cx, const InboxItem *item) {
    switch ((InboxKind)item->kind) {
    case INBOX_FIGURE: return str_format(cx->arena, "/nhap/chi-tieu/%.*s", STR_FMT(item->item));
    case INBOX_TASK: return str_format(cx->arena, "/nhap/nhiem-vu/%.*s", STR_FMT(item->item));
    case INBOX_NONE:
    case INBOX_CHECK:
    case INBOX_RETURNED:
    case INBOX_DUTY: break;
    }
    return S("/viec");
}

/* Told once for each due day and step; `step` of an escalation is its own day. */
static Code remind(Ctx *cx, const InboxItem *item, const NoticeKind *kind, NoticeTo to, int64_t step) {
    const Str about = telling_about(cx->arena, item->item, item->subject, item->period);
    const int64_t away = item->days_left < 0 ? -item->days_left : item->days_left;
    NoticeGiving giving = { .kind = kind, .to = to, .about = about, .page = page_of(cx, item) };
    giving.key =
        str_format(cx->arena, "%.*s|%.*s|%d", STR_FMT(about), STR_FMT(day_text(cx->arena, item->due_on)), (int)step);
    giving.values[0] = item->title;
    giving.values[1] = item->agency_name;
    giving.values[2] = item->period.len == 0
                           ? item->subject_name
                           : str_format(cx->arena, "%.*s, %.*s", STR_FMT(item->subject_name), STR_FMT(item->period));
    giving.values[3] = day_spoken(cx->arena, item->due_on);
    giving.values[4] = int_text(cx, away);
    return notice_give(cx, &giving);
}

static bool is_reached(const Ctx *cx, const InboxItem *item, const Setting *days) {
    const int64_t after = setting_int(cx->house->settings, days);
    return after > 0 && -item->days_left >= after;
}

static Code remind_owed(Ctx *cx, const InboxItem *item) {
    int64_t step;
    if (!reminder_step(item->due_on, cx->today, &step)) return OK;
    const NoticeKind *kind = step < 0 ? &falls_due : step == 0 ? &due_today : &is_overdue;
    TRY(remind(cx, item, kind, (NoticeTo){ .permission = S("strategy.enter"), .agency = item->agency }, step));
    if (is_reached(cx, item, &escalate_head_days))
        TRY(remind(cx, item, &stays_away,
                   (NoticeTo){ .permission = S("strategy.enter"), .agency = item->agency, .role = ROLE_HEAD }, 0));
    if (is_reached(cx, item, &escalate_coordinator_days))
        TRY(remind(cx, item, &stays_away, (NoticeTo){ .permission = S("strategy.check") }, 0));
    return OK;
}

Code strategy_remind(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    return inbox_each_owed(cx, remind_owed);
}
