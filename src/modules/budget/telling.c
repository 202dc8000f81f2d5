/* modules/budget/telling - see telling.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/budget/telling.h"

#include "platform/notices/notices.h"

/* {0} the agency, {1} the year, {2} how many lines, {3} the reason */
static const NoticeKind money_waits = { "budget/money-waiting",
                                        URGENCY_LOW,
                                        { "Kinh phí chờ kiểm tra: {0}, năm {1}", "Amounts to be checked: {0}, {1}" },
                                        { "{0} gửi số liệu kinh phí năm {1}; số dòng: {2}.",
                                          "{0} has handed in its money of {1}; lines: {2}." } };
static const NoticeKind money_accepted = { "budget/money-accepted",
                                           URGENCY_LOW,
                                           { "Kinh phí đã được ghi nhận: {0}, năm {1}", "Amounts recorded: {0}, {1}" },
                                           { "Một dòng kinh phí năm {1} của {0} đã được chấp nhận và ghi nhận.",
                                             "A line of the money of {0} for {1} was accepted and recorded." } };
static const NoticeKind money_returned = {
    "budget/money-returned",
    URGENCY_HIGH,
    { "Kinh phí bị trả lại, cần sửa: {0}, năm {1}", "Amounts returned for correction: {0}, {1}" },
    { "Một dòng kinh phí năm {1} của {0} bị trả lại: {3}. Sửa rồi gửi lại.",
      "A line of the money of {0} for {1} was returned: {3}. Correct it and hand it in again." }
};
static const NoticeKind money_recorded = {
    "budget/money-recorded",
    URGENCY_NORMAL,
    { "Kinh phí được ghi vào hệ thống: {0}, năm {1}", "Amounts were recorded: {0}, {1}" },
    { "Quản trị ghi từ tệp số kinh phí năm {1} của {0}; số dòng mới hoặc sửa: {2}. {3}",
      "An administrator recorded the money of {0} for {1} from a file; lines new or corrected: {2}. {3}" }
};

static Str about_of(Ctx *cx, Str agency, int64_t year) {
    return str_format(cx->arena, "budget|%.*s|%d", STR_FMT(agency), (int)year);
}

static Code give(Ctx *cx, Str agency, int64_t year, NoticeGiving giving) {
    Registry *registry;
    const Id step = id_make("told", cx->now);
    TRY(registry_load(cx, &registry));
    giving.key = id_str(&step);
    giving.values[0] = registry_name(registry, agency);
    giving.values[1] = int_text(cx, year);
    return notice_give(cx, &giving);
}

Code tell_money_waits(Ctx *cx, const BudgetEntry *first, int64_t count) {
    NoticeGiving giving = { .kind = &money_waits,
                            .to = { .permission = S("budget.check") },
                            .about = about_of(cx, first->agency, first->year),
                            .page = S("/kinh-phi/nhap") };
    giving.values[2] = int_text(cx, count);
    return give(cx, first->agency, first->year, giving);
}

Code tell_money_decided(Ctx *cx, const BudgetEntry *entry, bool is_last) {
    NoticeGiving giving = { .kind = entry->state == ENTRY_RETURNED ? &money_returned : &money_accepted,
                            .page = S("/kinh-phi/nhap") };
    if (is_last) TRY(notice_settle(cx, about_of(cx, entry->agency, entry->year)));
    if (entry->state != ENTRY_RETURNED && entry->state != ENTRY_ACCEPTED) return OK;
    if (id_from_text(entry->entered_by, &giving.to.account) != OK) return OK;
    giving.values[3] = entry->decision_note;
    return give(cx, entry->agency, entry->year, giving);
}

Code tell_money_recorded(Ctx *cx, Str agency, int64_t year, int64_t count, Str reason) {
    NoticeGiving giving = { .kind = &money_recorded,
                            .to = { .permission = S("budget.enter"), .agency = agency },
                            .page = str_format(cx->arena, "/kinh-phi/co-quan/%.*s", STR_FMT(agency)) };
    giving.values[2] = int_text(cx, count);
    giving.values[3] = reason;
    return give(cx, agency, year, giving);
}
