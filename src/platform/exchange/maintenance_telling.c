/* platform/exchange/maintenance_telling - see maintenance_telling.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/maintenance_telling.h"

#include "platform/exchange/member_agency.h"
#include "platform/notices/notices.h"

#define DAY_US INT64_C(86400000000)
#define PAGE   S("/lien-thong/bao-tri")

/* {0} what is away, {1} and {2} from when to when, {3} and {4} why. */
static const NoticeKind announced = {
    "exchange/maintenance-announced",
    URGENCY_NORMAL,
    { "Bảo trì: {0}", "Maintenance: {0}" },
    { "{0} ngừng phục vụ từ {1} đến {2}: {3}. Lệnh gọi trong lúc đó nhận mã 503 kèm Retry-After; gọi lại sau.",
      "{0} is away from {1} to {2}: {4}. Calls are answered with 503 and Retry-After meanwhile; call again later." }
};
static const NoticeKind announced_open = {
    "exchange/maintenance-with-gaps",
    URGENCY_NORMAL,
    { "Bảo trì: {0}", "Maintenance: {0}" },
    { "{0} bảo trì từ {1} đến {2}: {3}. Lệnh gọi vẫn được chuyển đi, nhưng có thể không được trả lời.",
      "{0} is under maintenance from {1} to {2}: {4}. Calls go on, and may not be answered." }
};
static const NoticeKind near_begin = { "exchange/maintenance-near",
                                       URGENCY_NORMAL,
                                       { "Sắp bảo trì: {0}", "Maintenance soon: {0}" },
                                       { "{0} bảo trì từ {1} đến {2}: {3}.",
                                         "{0} is under maintenance from {1} to {2}: {4}." } };
static const NoticeKind shortened = { "exchange/maintenance-shortened",
                                      URGENCY_NORMAL,
                                      { "Bảo trì kết thúc sớm: {0}", "Maintenance ends earlier: {0}" },
                                      { "{0} phục vụ lại từ {2}, sớm hơn đã báo.",
                                        "{0} is back from {2} on, earlier than was said." } };
static const NoticeKind called_off = {
    "exchange/maintenance-called-off",
    URGENCY_NORMAL,
    { "Không còn bảo trì: {0}", "No maintenance: {0}" },
    { "Lịch bảo trì {0} từ {1} đã bị huỷ hoặc kết thúc; gọi được như thường.",
      "The maintenance of {0} from {1} was called off or has ended; it can be called as always." }
};

/* ---- who ---- */

typedef struct ConcernedAsked {
    Str subject;
} ConcernedAsked;

static const Field concerned_asked_fields[] = { FIELD(ConcernedAsked, subject, REQUIRED, 0, 0) };
static const Shape concerned_asked_shape = SHAPE(ConcernedAsked, concerned_asked_fields);

typedef struct ConcernedMember {
    Str member;
} ConcernedMember;

static const Field concerned_member_fields[] = { FIELD(ConcernedMember, member, REQUIRED, 0, 0) };
static const Shape concerned_member_shape = SHAPE(ConcernedMember, concerned_member_fields);

#include "platform/exchange/maintenance_telling.sql.h"

/* instance/class/code */
static Str code_of_member(Str id) {
    Str rest = id;
    (void)str_cut(&rest, '/');
    (void)str_cut(&rest, '/');
    return rest;
}

static Code agencies_concerned(Ctx *cx, Str subject, Str **ret_agencies, size_t *ret_count) {
    const ConcernedAsked asked = { subject };
    Rows members;
    TRY(maintenance_concerned(cx, &asked, &members));
    Str *codes = NEW_ARRAY(cx->arena, Str, members.count + 1);
    *ret_agencies = NEW_ARRAY(cx->arena, Str, members.count + 1);
    for (size_t i = 0; i < members.count; i++)
        codes[i] = code_of_member(((const ConcernedMember *)members.items)[i].member);
    *ret_count = members.count;
    return member_agencies(cx, codes, members.count, *ret_agencies);
}

/* ---- what ---- */

static Str moment_said(Ctx *cx, Time moment) {
    return str_format(cx->arena, "%.*s %.*s", STR_FMT(ctx_clock_of(cx, moment)),
                      STR_FMT(day_spoken(cx->arena, ctx_day_of(cx, moment))));
}

static const NoticeKind *kind_of(const Maintenance *maintenance, TellWhat what) {
    switch (what) {
    case TELL_ANNOUNCED: return maintenance->forwards ? &announced_open : &announced;
    case TELL_NEAR: return &near_begin;
    case TELL_SHORTENED: return &shortened;
    case TELL_CALLED_OFF: return &called_off;
    }
    return &announced;
}

static Str name_of(const Maintenance *maintenance) {
    if (maintenance->subject.len == 0) return S("Trục liên thông dữ liệu (data exchange)");
    return maintenance->name.len > 0 ? maintenance->name : maintenance->subject;
}

Code tell_maintenance(Ctx *cx, const Maintenance *maintenance, TellWhat what) {
    Str *agencies;
    size_t count;
    const Str about = str_format(cx->arena, "exchange|maintenance|%.*s", STR_FMT(id_str(&maintenance->id)));
    NoticeGiving giving = { .kind = kind_of(maintenance, what),
                            .to = { .permission = S("exchange.manage") },
                            .key = str_format(cx->arena, "%.*s|%lld", STR_FMT(id_str(&maintenance->id)),
                                              (long long)maintenance->until_at.us),
                            .page = PAGE,
                            .values = { name_of(maintenance), moment_said(cx, maintenance->from_at),
                                        moment_said(cx, maintenance->until_at), maintenance->reason_vi,
                                        maintenance->reason_en } };
    if (what == TELL_ANNOUNCED || what == TELL_NEAR)
        giving.about = about;
    else
        TRY(notice_settle(cx, about)); /* what was said before holds no more */
    TRY(notice_give(cx, &giving));
    TRY(agencies_concerned(cx, maintenance->subject, &agencies, &count));
    for (size_t i = 0; i < count; i++) {
        giving.to = (NoticeTo){ .permission = S("exchange.request"), .agency = agencies[i] };
        if (agencies[i].len > 0) TRY(notice_give(cx, &giving));
    }
    return OK;
}

/* ---- a day before ---- */

static bool is_near(const Ctx *cx, const Maintenance *one) {
    return one->from_at.us > cx->now.us && one->from_at.us <= cx->now.us + DAY_US &&
           one->announced_at.us < one->from_at.us - DAY_US;
}

Code maintenance_near_wanted(Ctx *cx, const void *in, void *out) {
    (void)in, (void)out;
    Rows ahead;
    TRY(maintenances_ahead(cx, &ahead));
    for (size_t i = 0; i < ahead.count; i++) {
        if (is_near(cx, (const Maintenance *)ahead.items + i)) return OK;
    }
    return NOT_FOUND;
}

Code maintenance_near_tell(Ctx *cx, const void *in, void *out) {
    (void)in, (void)out;
    Rows ahead;
    TRY(maintenances_ahead(cx, &ahead));
    for (size_t i = 0; i < ahead.count; i++) {
        const Maintenance *one = (const Maintenance *)ahead.items + i;
        if (is_near(cx, one)) TRY(tell_maintenance(cx, one, TELL_NEAR));
    }
    return OK;
}
