/* modules/planning/annual_telling - see annual_telling.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/planning/annual_telling.h"

#include "platform/notices/notices.h"

/* {0} the year, {1} the agency, {2} why it was returned */
static const NoticeKind approval_waiting = { "planning/annual-approval-waiting",
                                             URGENCY_NORMAL,
                                             { "Chờ duyệt: kế hoạch năm {0}", "To be approved: annual plan of {0}" },
                                             { "Kế hoạch năm {0} của {1} chờ lãnh đạo cơ quan duyệt.",
                                               "The annual plan of {0} of {1} waits for its head." } };
static const NoticeKind acceptance_waiting = { "planning/annual-acceptance-waiting",
                                               URGENCY_LOW,
                                               { "Chờ chấp nhận: kế hoạch năm {0} của {1}",
                                                 "To be accepted: annual plan of {0}, {1}" },
                                               { "{1} đã gửi kế hoạch năm {0}.",
                                                 "{1} has sent its annual plan of {0}." } };
static const NoticeKind plan_accepted = { "planning/annual-accepted",
                                          URGENCY_LOW,
                                          { "Đã được chấp nhận: kế hoạch năm {0}", "Accepted: annual plan of {0}" },
                                          { "Kế hoạch năm {0} của {1} đã được chấp nhận.",
                                            "The annual plan of {0} of {1} was accepted." } };
static const NoticeKind plan_returned = {
    "planning/annual-returned",
    URGENCY_HIGH,
    { "Bị trả lại, cần sửa: kế hoạch năm {0}", "Returned for correction: annual plan of {0}" },
    { "Kế hoạch năm {0} của {1} bị trả lại: {2}. Sửa rồi gửi lại.",
      "The annual plan of {0} of {1} was returned: {2}. Correct it and hand it in again." }
};

/* {0} the year, {1} the agency, {2} the last day, {3} days to it or since */
static const NoticeKind plan_falls_due = { "planning/annual-falls-due",
                                           URGENCY_NORMAL,
                                           { "Còn {3} ngày: kế hoạch năm {0}", "Due in {3} days: annual plan of {0}" },
                                           { "Kế hoạch năm {0} của {1} phải gửi chậm nhất ngày {2}.",
                                             "The annual plan of {0} of {1} is due on {2}." } };
static const NoticeKind plan_due_today = { "planning/annual-due-today",
                                           URGENCY_NORMAL,
                                           { "Hạn hôm nay: kế hoạch năm {0}", "Due today: annual plan of {0}" },
                                           { "Kế hoạch năm {0} của {1} phải gửi trong hôm nay, {2}.",
                                             "The annual plan of {0} of {1} must be sent today, {2}." } };
static const NoticeKind plan_overdue = { "planning/annual-overdue",
                                         URGENCY_NORMAL,
                                         { "Quá hạn {3} ngày: kế hoạch năm {0}",
                                           "Overdue by {3} days: annual plan of {0}" },
                                         { "Kế hoạch năm {0} của {1} đã đến hạn ngày {2}. Gửi ngay.",
                                           "The annual plan of {0} of {1} was due on {2}. Send it now." } };

/* What an agency has to do about its plan of a year, from the first reminder to its acceptance. */
static Str about_of(Ctx *cx, int64_t year, Str agency) {
    return str_format(cx->arena, "planning|annual|%d|%.*s", (int)year, STR_FMT(agency));
}

static Code tell_sender(Ctx *cx, const AnnualPlan *plan, NoticeGiving giving) {
    return id_from_text(plan->submitted_by, &giving.to.account) == OK ? notice_give(cx, &giving) : OK;
}

Code tell_annual(Ctx *cx, const AnnualPlan *plan) {
    const Id step = id_make("told", cx->now);
    NoticeGiving giving = { .key = id_str(&step),
                            .page = str_format(cx->arena, "/ke-hoach-nam/lap/%s", plan->id.text) };
    const Str about = about_of(cx, plan->year, plan->agency);
    giving.values[0] = int_text(cx, plan->year);
    giving.values[1] = plan->agency_name;
    giving.values[2] = plan->decision_note;
    switch ((AnnualState)plan->state) {
    case ANNUAL_NONE: return OK;
    case ANNUAL_DRAFT: /* begun, written in or taken back: what is still to be done stays said, and nothing waits */
        return notice_settle(cx, id_str(&plan->id));
    case ANNUAL_SUBMITTED:
        TRY(notice_settle(cx, about));
        giving.kind = &approval_waiting;
        giving.to = (NoticeTo){ .permission = S("planning.approve_year"), .agency = plan->agency };
        giving.about = id_str(&plan->id);
        return notice_give(cx, &giving);
    case ANNUAL_APPROVED:
        TRY(notice_settle(cx, id_str(&plan->id)));
        giving.kind = &acceptance_waiting;
        giving.to = (NoticeTo){ .permission = S("planning.accept_year") };
        giving.about = id_str(&plan->id);
        return notice_give(cx, &giving);
    case ANNUAL_RETURNED:
        TRY(notice_settle(cx, id_str(&plan->id)));
        giving.kind = &plan_returned;
        giving.about = about;
        return tell_sender(cx, plan, giving);
    case ANNUAL_ACCEPTED:
        TRY(notice_settle(cx, id_str(&plan->id)));
        giving.kind = &plan_accepted;
        return tell_sender(cx, plan, giving);
    }
    return OK;
}

/* ---- reminders ---- */

/* Plans of the year that were handed in at some time: whatever became of them, nobody is reminded. */
static Map handed_in(Ctx *cx, const Rows *plans) {
    Map handed = map_new(cx->arena);
    for (size_t i = 0; i < plans->count; i++) {
        const AnnualPlan *one = &((const AnnualPlan *)plans->items)[i];
        if (one->submitted_at.us != 0) (void)map_add(&handed, one->agency, i);
    }
    return handed;
}

static Code remind(Ctx *cx, const Goals *goals, int64_t year, const PlanOwed *owed, int64_t step) {
    const int64_t left = owed->due_on.number - cx->today.number;
    const Str about = about_of(cx, year, owed->agency), due = day_text(cx->arena, owed->due_on);
    const NoticeGiving giving = {
        .kind = step < 0 ? &plan_falls_due : step == 0 ? &plan_due_today : &plan_overdue,
        .to = { .permission = S("planning.plan_year"), .agency = owed->agency },
        .key = str_format(cx->arena, "%.*s|%.*s|%d", STR_FMT(about), STR_FMT(due), (int)step),
        .about = about,
        .page = str_format(cx->arena, "/ke-hoach-nam/lap?year=%d", (int)year),
        .values = { int_text(cx, year), registry_name(goals->registry, owed->agency),
                    day_spoken(cx->arena, owed->due_on), int_text(cx, left < 0 ? -left : left) },
    };
    return notice_give(cx, &giving);
}

static Code remind_of_year(Ctx *cx, const Goals *goals, int64_t year) {
    Rows owed, plans;
    TRY(plans_owed(cx, goals, year, &owed));
    TRY(annual_plans_of(cx, goals, year, &plans));
    const Map handed = handed_in(cx, &plans);
    for (size_t i = 0; i < owed.count; i++) {
        int64_t step;
        const PlanOwed *one = &((const PlanOwed *)owed.items)[i];
        if (map_has(&handed, one->agency) || !reminder_step(one->due_on, cx->today, &step)) continue;
        TRY(remind(cx, goals, year, one, step));
    }
    return OK;
}

/* Plans of next year; and of this one, when its last day lay at the end of the last. */
Code annual_remind(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Goals *goals;
    const int64_t year = day_year(cx->today);
    TRY(goals_load(cx, &goals));
    TRY(remind_of_year(cx, goals, year));
    return remind_of_year(cx, goals, year + 1);
}
