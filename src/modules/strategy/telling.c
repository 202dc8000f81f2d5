/* modules/strategy/telling - see telling.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/telling.h"

static const NoticeKind entry_waiting = { "strategy/entry-waiting",
                                          URGENCY_LOW,
                                          { "Chờ kiểm tra: {0}", "To be checked: {0}" },
                                          { "{1} gửi {2} cho “{0}” ({3}).", "{1} handed in {2} for “{0}” ({3})." } };
static const NoticeKind entry_accepted = { "strategy/entry-accepted",
                                           URGENCY_LOW,
                                           { "Đã được chấp nhận: {0}", "Accepted: {0}" },
                                           { "{2} cho “{0}” ({3}) đã được chấp nhận.",
                                             "{2} for “{0}” ({3}) was accepted." } };
static const NoticeKind entry_returned = {
    "strategy/entry-returned",
    URGENCY_NORMAL,
    { "Bị trả lại, cần sửa: {0}", "Returned for correction: {0}" },
    { "{2} cho “{0}” ({3}) bị trả lại: {4}. Sửa rồi gửi lại.",
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
