/* modules/planning/telling - see telling.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/planning/telling.h"

#include "platform/notices/notices.h"
#include "platform/reference/reference.h"

/* {0} the proposal, {1} its agency, {2} the reason for it or for what was made of it */
static const NoticeKind proposal_waiting = { "planning/proposal-waiting",
                                             URGENCY_NORMAL,
                                             { "Đề xuất sửa đổi kế hoạch: {0}", "An amendment is proposed: {0}" },
                                             { "{1} đề xuất “{0}”: {2}", "{1} proposes “{0}”: {2}" } };
static const NoticeKind proposal_taken = { "planning/proposal-taken",
                                           URGENCY_LOW,
                                           { "Đề xuất được tiếp nhận: {0}", "The proposal was taken up: {0}" },
                                           { "Đề xuất “{0}” của {1} đã được đưa vào một bản sửa đổi kế hoạch: {2}",
                                             "“{0}” of {1} was taken into an amendment of the plan: {2}" } };
static const NoticeKind proposal_declined = { "planning/proposal-declined",
                                              URGENCY_NORMAL,
                                              { "Đề xuất không được tiếp nhận: {0}", "The proposal was declined: {0}" },
                                              { "Đề xuất “{0}” của {1} không được tiếp nhận: {2}",
                                                "“{0}” of {1} was declined: {2}" } };

/* {0} the amendment, {1} number of the deciding document, {2} its day, {3} the reason */
static const NoticeKind amendment_waiting = { "planning/amendment-waiting",
                                              URGENCY_NORMAL,
                                              { "Chờ quyết định: {0}", "To be decided: {0}" },
                                              { "Điều phối trình “{0}”, chờ lãnh đạo quyết định.",
                                                "The coordinator has handed up “{0}”; it waits for a decision." } };
static const NoticeKind amendment_adopted = { "planning/amendment-adopted",
                                              URGENCY_NORMAL,
                                              { "Kế hoạch đã sửa đổi: {0}", "The plan was amended: {0}" },
                                              { "“{0}” được thông qua theo {1} ngày {2}; kế hoạch có phiên bản mới.",
                                                "“{0}” was adopted by {1} of {2}; the plan has a new version." } };
static const NoticeKind amendment_refused = { "planning/amendment-refused",
                                              URGENCY_NORMAL,
                                              { "Sửa đổi không được thông qua: {0}", "The amendment was refused: {0}" },
                                              { "“{0}” không được thông qua: {3}", "“{0}” was refused: {3}" } };

/* A step may be taken more than once, each time it is told: the key is its own. */
static Code give(Ctx *cx, NoticeGiving giving, Str key) {
    giving.key = key;
    return notice_give(cx, &giving);
}

Code tell_proposal(Ctx *cx, const Proposal *proposal) {
    Registry *registry;
    const Id step = id_make("told", cx->now);
    NoticeGiving giving = { .page = str_format(cx->arena, "/de-xuat/%s", proposal->id.text) };
    TRY(notice_settle(cx, id_str(&proposal->id)));
    TRY(registry_load(cx, &registry));
    giving.values[0] = proposal->title;
    giving.values[1] = registry_name(registry, proposal->agency);
    if (proposal->state == PROPOSAL_SUBMITTED) {
        giving.kind = &proposal_waiting;
        giving.to.permission = S("planning.consolidate");
        giving.about = id_str(&proposal->id);
        giving.values[2] = proposal->reason;
        return give(cx, giving, id_str(&step));
    }
    if (proposal->state != PROPOSAL_TAKEN && proposal->state != PROPOSAL_DECLINED) return OK;
    if (id_from_text(proposal->proposed_by, &giving.to.account) != OK) return OK;
    giving.kind = proposal->state == PROPOSAL_TAKEN ? &proposal_taken : &proposal_declined;
    giving.values[2] = proposal->decision_note;
    return give(cx, giving, id_str(&step));
}

/* Under one key: who proposed several things that it holds is told once. */
static Code tell_senders(Ctx *cx, const Amendment *amendment, const Rows *proposals, NoticeGiving giving, Str key) {
    if (id_from_text(amendment->submitted_by, &giving.to.account) == OK) TRY(give(cx, giving, key));
    for (size_t i = 0; i < proposals->count; i++) {
        const Proposal *one = &((const Proposal *)proposals->items)[i];
        if (id_from_text(one->proposed_by, &giving.to.account) == OK) TRY(give(cx, giving, key));
    }
    return OK;
}

Code tell_amendment(Ctx *cx, const Amendment *amendment, const Rows *proposals) {
    const Id step = id_make("told", cx->now);
    const bool is_adopted = amendment->state == AMENDMENT_ADOPTED;
    NoticeGiving giving = { .page = str_format(cx->arena, "/sua-doi/%s", amendment->id.text) };
    TRY(notice_settle(cx, id_str(&amendment->id)));
    giving.values[0] = amendment->title;
    if (amendment->state == AMENDMENT_SUBMITTED) {
        giving.kind = &amendment_waiting;
        giving.to.permission = S("planning.decide");
        giving.about = id_str(&amendment->id);
        return give(cx, giving, id_str(&step));
    }
    if (amendment->state != AMENDMENT_ADOPTED && amendment->state != AMENDMENT_REFUSED) return OK;
    giving.kind = is_adopted ? &amendment_adopted : &amendment_refused;
    giving.values[1] = amendment->decision_number;
    giving.values[2] = is_adopted ? day_spoken(cx->arena, amendment->decision_on) : S("");
    giving.values[3] = amendment->decision_note;
    return tell_senders(cx, amendment, proposals, giving, id_str(&step));
}
