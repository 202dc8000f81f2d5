/* platform/notices/given - see given.h and notices.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/notices/given.h"

#include "platform/people/people.h"

#define DAY_US INT64_C(86400000000)

enum { DAYS_OF_A_MONTH = 31, TITLE_BYTES_MAX = 300 };

const Setting notices_kept_months = {
    "notices.kept_months", SETTING_INT, "12", 3, 60, .help = "Months for which it is kept what people were told"
};

const ProblemKind notice_unknown = {
    NOT_FOUND,
    "notices/unknown",
    { "Không có thông báo này.", "There is no such notice." },
    { "Thông báo “{0}” không phải của bạn hoặc đã hết thời gian lưu. Tải lại trang.",
      "The notice “{0}” is not yours, or was kept long enough. Load the page again." }
};

static const char *const urgency_names[] = { "low", "normal", "high" };
const Choices urgency_choices = CHOICES("Urgency", urgency_names);

static const Field notice_fields[] = {
    FIELD(Notice, id, REQUIRED, 0, 0),
    FIELD(Notice, account, REQUIRED | STORED, 0, 0),
    FIELD(Notice, kind, REQUIRED, 0, 0),
    FIELD(Notice, key, REQUIRED | STORED, 0, 0),
    FIELD(Notice, about, OPTIONAL | STORED, 0, 0),
    FIELD_CHOICE(Notice, urgency, REQUIRED, &urgency_choices),
    FIELD(Notice, title, REQUIRED, 0, 0),
    FIELD(Notice, title_en, REQUIRED, 0, 0),
    FIELD(Notice, body, REQUIRED, 0, 0),
    FIELD(Notice, body_en, REQUIRED, 0, 0),
    FIELD(Notice, page, REQUIRED, 0, 0),
    FIELD(Notice, given_at, REQUIRED, 0, 0),
    FIELD(Notice, read_at, OPTIONAL, 0, 0),
    FIELD(Notice, mail, REQUIRED | STORED, 0, 0),
};
const Shape notice_shape = SHAPE(Notice, notice_fields);

typedef struct NoticeCount {
    int64_t unread, urgent;
} NoticeCount;

static const Field notice_count_fields[] = {
    FIELD(NoticeCount, unread, REQUIRED, 0, 0),
    FIELD(NoticeCount, urgent, REQUIRED, 0, 0),
};
const Shape notice_count_shape = SHAPE(NoticeCount, notice_count_fields);

/* Read all that was there when the caller looked: what came since then stays unread. */
typedef struct NoticesSeen {
    Time until;
    Id account;
    Time read_at;
} NoticesSeen;

static const Field notices_seen_fields[] = {
    FIELD(NoticesSeen, until, REQUIRED, 0, 0),
    FIELD(NoticesSeen, account, OPTIONAL | STORED, 0, 0),
    FIELD(NoticesSeen, read_at, OPTIONAL | STORED, 0, 0),
};
const Shape notices_seen_shape = SHAPE(NoticesSeen, notices_seen_fields);

typedef struct NoticeList {
    Rows notices; /* of Notice: unread first, then the newest */
    int64_t unread;
    Time now; /* for reading all of them */
} NoticeList;

static const Field notice_list_fields[] = {
    FIELD_LIST(NoticeList, notices, NOTICES_SHOWN_MAX, &notice_shape),
    FIELD(NoticeList, unread, REQUIRED, 0, 0),
    FIELD(NoticeList, now, REQUIRED, 0, 0),
};
const Shape notice_list_shape = SHAPE(NoticeList, notice_list_fields);

typedef struct NoticeKey {
    Id id;
} NoticeKey;

static const Field notice_key_fields[] = { FIELD(NoticeKey, id, REQUIRED, 0, 0) };
const Shape notice_key_shape = SHAPE(NoticeKey, notice_key_fields);

#include "platform/notices/given.sql.h"

/* ---- telling ---- */

static Code give_one(Ctx *cx, Notice *notice, const Id *account) {
    bool is_active = false;
    TRY(person_is_active(cx, account, &is_active));
    if (!is_active) return OK;
    notice->id = id_make("notice", cx->now);
    notice->account = *account;
    return notice_insert(cx, notice);
}

static Code give_holders(Ctx *cx, Notice *notice, const NoticeTo *to) {
    Rows grants;
    TRY(access_who_may(cx, to->permission, to->agency, &grants));
    for (size_t i = 0; i < grants.count; i++) {
        const Grant *grant = &((const Grant *)grants.items)[i];
        if (to->role != ROLE_NONE && grant->role != (int)to->role) continue;
        TRY(give_one(cx, notice, &grant->account));
    }
    return OK;
}

Code notice_give(Ctx *cx, const NoticeGiving *giving) {
    const NoticeKind *kind = giving->kind;
    const Str *values = giving->values;
    MUST(giving->key.len <= NOTICE_KEY_BYTES_MAX && giving->page.len <= NOTICE_PAGE_BYTES_MAX);
    Notice notice = { .kind = str_of(kind->slug),
                      .key = giving->key,
                      .about = giving->about,
                      .urgency = (int)kind->urgency,
                      .title = sentence_fill(cx->arena, kind->title.vi, values, TITLE_BYTES_MAX),
                      .title_en = sentence_fill(cx->arena, kind->title.en, values, TITLE_BYTES_MAX),
                      .body = sentence_fill(cx->arena, kind->text.vi, values, NOTICE_VALUE_BYTES_MAX),
                      .body_en = sentence_fill(cx->arena, kind->text.en, values, NOTICE_VALUE_BYTES_MAX),
                      .page = giving->page,
                      .given_at = cx->now,
                      .mail = MAIL_WAITING };
    if (!id_is_none(&giving->to.account)) return give_one(cx, &notice, &giving->to.account);
    return give_holders(cx, &notice, &giving->to);
}

Code notice_settle(Ctx *cx, Str about) {
    const Notice settled = { .about = about, .read_at = cx->now };
    return about.len == 0 ? OK : notices_settle(cx, &settled);
}

/* ---- reading ---- */

static Code caller_account(Ctx *cx, Id *ret_account) {
    if (cx->caller.is_machine || id_from_text(cx->caller.id, ret_account) != OK)
        return fail(cx, &not_allowed, S("notices.own"));
    return OK;
}

Code notices_list(Ctx *cx, const void *in, void *out) {
    (void)in;
    NoticeList *list = out;
    Notice asked = { 0 };
    NoticeCount count;
    TRY(caller_account(cx, &asked.account));
    TRY(notices_of(cx, &asked, &list->notices));
    TRY(notices_counted(cx, &asked, &count));
    list->unread = count.unread;
    list->now = cx->now;
    return OK;
}

Code notices_count(Ctx *cx, const void *in, void *out) {
    (void)in;
    Notice asked = { 0 };
    TRY(caller_account(cx, &asked.account));
    return notices_counted(cx, &asked, out);
}

Code notice_read(Ctx *cx, const void *in, void *out) {
    (void)out;
    Notice asked = { .id = ((const NoticeKey *)in)->id, .read_at = cx->now }, notice;
    TRY(caller_account(cx, &asked.account));
    const Code found = notice_of(cx, &asked, &notice);
    if (found == NOT_FOUND) return fail(cx, &notice_unknown, id_str(&asked.id));
    TRY(found);
    return notice_set_read(cx, &asked);
}

Code notices_read_all(Ctx *cx, const void *in, void *out) {
    (void)out;
    NoticesSeen seen = { .until = ((const NoticesSeen *)in)->until, .read_at = cx->now };
    TRY(caller_account(cx, &seen.account));
    return notices_set_read(cx, &seen);
}

Code notices_tidy(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const int64_t days = setting_int(cx->house->settings, &notices_kept_months) * DAYS_OF_A_MONTH;
    const Notice old = { .given_at = { cx->now.us - days * DAY_US } };
    return notices_sweep(cx, &old);
}
