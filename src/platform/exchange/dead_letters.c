/* platform/exchange/dead_letters - see dead_letters.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/dead_letters.h"

#include "platform/ledger/ledger.h"
#include "platform/notices/notices.h"

enum {
    SUBSCRIPTIONS_LISTED_MAX = 5000,
    LETTERS_MAX = 100,
    LETTERS_READ = LETTERS_MAX + 1,
    DISCARDED_LISTED_MAX = 100,
    DISCARDED_DAYS = 30,
    ID_LETTERS_MAX = 100,
    REASON_LETTERS_MIN = 5,
    REASON_LETTERS_MAX = 500
};

#define DAY_US  INT64_C(86400000000)
#define HOUR_US INT64_C(3600000000)

const ProblemKind dead_none = {
    NOT_FOUND,
    "exchange/dead-letters-none",
    { "Không còn sự kiện nào như vậy.", "There is no such event any more." },
    { "Sự kiện này không nằm trong danh sách chưa giao được: có thể đã được giao lại hoặc bỏ. Tải lại trang.",
      "It is not among those that could not be delivered: it may have been sent again, or given up. Load the page "
      "again." }
};
const ProblemKind subscription_stopped = {
    CONFLICT,
    "exchange/subscription-stopped",
    { "Đăng ký nhận đang ngừng.", "The subscription has stopped." },
    { "Bên nhận {0} không nhận nữa ({1}). Bên nhận phải tự mở lại đăng ký (PATCH /api/v1/subs/…) rồi mới giao lại "
      "được.",
      "The subscriber {0} takes no more ({1}). It must open its subscription again (PATCH /api/v1/subs/…) before "
      "anything can be sent again." }
};

/* ---- records ---- */

typedef struct DeadSubscription {
    Str id, room, type, subscriber;
    bool is_push;
    Str stopped;
    int64_t dead;
    Time oldest_at;
} DeadSubscription;

static const Field dead_subscription_fields[] = {
    FIELD(DeadSubscription, id, REQUIRED, 0, 0),      FIELD(DeadSubscription, room, REQUIRED, 0, 0),
    FIELD(DeadSubscription, type, REQUIRED, 0, 0),    FIELD(DeadSubscription, subscriber, REQUIRED, 0, 0),
    FIELD(DeadSubscription, is_push, REQUIRED, 0, 0), FIELD(DeadSubscription, stopped, REQUIRED, 0, 0),
    FIELD(DeadSubscription, dead, REQUIRED, 0, 0),    FIELD(DeadSubscription, oldest_at, OPTIONAL, 0, 0),
};
static const Shape dead_subscription_shape = SHAPE(DeadSubscription, dead_subscription_fields);

typedef struct DeadLetter {
    Str event;
    int64_t sequence, attempts;
    Str reason, fifo_key, publisher;
    Time published_at;
    int64_t bytes;
} DeadLetter;

static const Field dead_letter_fields[] = {
    FIELD(DeadLetter, event, REQUIRED, 0, 0),        FIELD(DeadLetter, sequence, REQUIRED, 0, 0),
    FIELD(DeadLetter, attempts, REQUIRED, 0, 0),     FIELD(DeadLetter, reason, REQUIRED, 0, 0),
    FIELD(DeadLetter, fifo_key, REQUIRED, 0, 0),     FIELD(DeadLetter, publisher, REQUIRED, 0, 0),
    FIELD(DeadLetter, published_at, OPTIONAL, 0, 0), FIELD(DeadLetter, bytes, REQUIRED, 0, 0),
};
static const Shape dead_letter_shape = SHAPE(DeadLetter, dead_letter_fields);

typedef struct DiscardedRow {
    Str event;
    int64_t sequence;
    Str room, type, subscriber, trouble, reason;
    Time discarded_at;
} DiscardedRow;

static const Field discarded_row_fields[] = {
    FIELD(DiscardedRow, event, REQUIRED, 0, 0),      FIELD(DiscardedRow, sequence, REQUIRED, 0, 0),
    FIELD(DiscardedRow, room, REQUIRED, 0, 0),       FIELD(DiscardedRow, type, REQUIRED, 0, 0),
    FIELD(DiscardedRow, subscriber, REQUIRED, 0, 0), FIELD(DiscardedRow, trouble, REQUIRED, 0, 0),
    FIELD(DiscardedRow, reason, REQUIRED, 0, 0),     FIELD(DiscardedRow, discarded_at, REQUIRED, 0, 0),
};
static const Shape discarded_row_shape = { "DiscardedEvent", sizeof(DiscardedRow), discarded_row_fields,
                                           COUNT(discarded_row_fields) };

typedef struct DiscardedSince {
    Time since;
} DiscardedSince;

static const Field discarded_since_fields[] = { FIELD(DiscardedSince, since, REQUIRED, 0, 0) };
static const Shape discarded_since_shape = SHAPE(DiscardedSince, discarded_since_fields);

typedef struct DeadAsked {
    Str subscription; /* whose events are listed, too */
    int64_t after;    /* those behind this sequence */
} DeadAsked;

static const Field dead_asked_fields[] = {
    FIELD(DeadAsked, subscription, OPTIONAL, 0, ID_LETTERS_MAX),
    FIELD(DeadAsked, after, OPTIONAL, 0, INT64_C(9007199254740991)),
};
const Shape dead_asked_shape = SHAPE(DeadAsked, dead_asked_fields);

typedef struct DeadList {
    Rows subscriptions, letters, discarded;
    int64_t next; /* `after` of the next page; 0: there is none */
} DeadList;

static const Field dead_list_fields[] = {
    FIELD_LIST(DeadList, subscriptions, SUBSCRIPTIONS_LISTED_MAX, &dead_subscription_shape),
    FIELD_LIST(DeadList, letters, LETTERS_MAX, &dead_letter_shape),
    FIELD_LIST(DeadList, discarded, DISCARDED_LISTED_MAX, &discarded_row_shape),
    FIELD(DeadList, next, REQUIRED, 0, 0),
};
const Shape dead_list_shape = SHAPE(DeadList, dead_list_fields);

typedef struct DeadRedelivery {
    Str subscription, event; /* "": all of them */
} DeadRedelivery;

static const Field dead_redelivery_fields[] = {
    FIELD(DeadRedelivery, subscription, REQUIRED, 1, ID_LETTERS_MAX),
    FIELD(DeadRedelivery, event, OPTIONAL, 0, ID_LETTERS_MAX),
};
const Shape dead_redelivery_shape = SHAPE(DeadRedelivery, dead_redelivery_fields);

typedef struct DeadDiscarding {
    Str subscription, event, reason;
} DeadDiscarding;

static const Field dead_discarding_fields[] = {
    FIELD(DeadDiscarding, subscription, REQUIRED, 1, ID_LETTERS_MAX),
    FIELD(DeadDiscarding, event, OPTIONAL, 0, ID_LETTERS_MAX),
    FIELD(DeadDiscarding, reason, REQUIRED, REASON_LETTERS_MIN, REASON_LETTERS_MAX),
};
const Shape dead_discarding_shape = SHAPE(DeadDiscarding, dead_discarding_fields);

typedef struct DeadDone {
    int64_t count;
} DeadDone;

static const Field dead_done_fields[] = { FIELD(DeadDone, count, REQUIRED, 0, 0) };
const Shape dead_done_shape = SHAPE(DeadDone, dead_done_fields);

/* For the queries. */
typedef struct DeadChange {
    Str subscription, event, reason, by;
    Time at;
} DeadChange;

static const Field dead_change_fields[] = {
    FIELD(DeadChange, subscription, REQUIRED, 0, 0), FIELD(DeadChange, event, REQUIRED, 0, 0),
    FIELD(DeadChange, reason, REQUIRED, 0, 0),       FIELD(DeadChange, by, REQUIRED, 0, 0),
    FIELD(DeadChange, at, REQUIRED, 0, 0),
};
static const Shape dead_change_shape = SHAPE(DeadChange, dead_change_fields);

#include "platform/exchange/dead_letters.sql.h"

/* ---- telling ---- */

/* {0} the room, {1} the type of events, {2} the subscriber, {3} why */
static const NoticeKind event_undeliverable = {
    "exchange/event-undeliverable",
    URGENCY_HIGH,
    { "Sự kiện không giao được cho {2}", "An event could not be delivered to {2}" },
    { "Sự kiện “{1}” của {0} đã thôi giao cho {2}: {3}. Xử lý nguyên nhân rồi gửi lại, hoặc bỏ kèm lý do.",
      "“{1}” of {0} was given up for {2}: {3}. Mend the cause and send it again, or discard it with a reason." }
};

static Str about_of(Ctx *cx, Str subscription) {
    return str_format(cx->arena, "exchange|dead|%.*s", STR_FMT(subscription));
}

Code dead_tell(Ctx *cx, const Subscription *subscription, const Delivery *delivery) {
    const NoticeGiving giving = {
        .kind = &event_undeliverable,
        .to = { .permission = S("exchange.manage") },
        .key = str_format(cx->arena, "%.*s|%lld", STR_FMT(subscription->id), (long long)(cx->now.us / HOUR_US)),
        .about = about_of(cx, subscription->id),
        .page = S("/lien-thong/chua-giao"),
        .values = { subscription->room, subscription->type, subscription->subscriber, delivery->reason },
    };
    return notice_give(cx, &giving);
}

/* Nothing lies there any more. */
static Code settle_if_none(Ctx *cx, Str subscription) {
    const DeadChange all = { subscription, S(""), S(""), S(""), cx->now };
    DeadDone left;
    TRY(dead_counted(cx, &all, &left));
    return left.count == 0 ? notice_settle(cx, about_of(cx, subscription)) : OK;
}

/* ---- looking ---- */

Code dead_list_get(Ctx *cx, const void *in, void *out) {
    const DeadAsked *asked = in;
    DeadList *list = out;
    TRY(dead_subscriptions(cx, &list->subscriptions));
    TRY(discarded_since(cx, &(DiscardedSince){ { cx->now.us - DISCARDED_DAYS * DAY_US } }, &list->discarded));
    if (asked->subscription.len == 0) return OK;
    TRY(dead_letters_of(cx, asked, &list->letters));
    if (list->letters.count < LETTERS_READ) return OK;
    list->letters.count = LETTERS_MAX;
    list->next = ((const DeadLetter *)list->letters.items)[LETTERS_MAX - 1].sequence;
    return OK;
}

/* ---- deciding ---- */

static Code count_dead(Ctx *cx, const DeadChange *change, DeadDone *ret_done) {
    TRY(dead_counted(cx, change, ret_done));
    return ret_done->count > 0 ? OK : fail(cx, &dead_none);
}

static Str event_said(const DeadChange *change) {
    return change->event.len > 0 ? change->event : S("all");
}

Code dead_redeliver(Ctx *cx, const void *in, void *out) {
    const DeadRedelivery *asked = in;
    DeadDone *done = out;
    Subscription subscription;
    const DeadChange change = { asked->subscription, asked->event, S(""), cx->caller.id, cx->now };
    TRY(count_dead(cx, &change, done));
    TRY(subscription_find(cx, asked->subscription, &subscription));
    if (subscription.stopped.len > 0)
        return fail(cx, &subscription_stopped, subscription.subscriber, subscription.stopped);
    TRY(dead_again(cx, &change));
    TRY(settle_if_none(cx, asked->subscription));
    return ledger_append(cx, S("exchange.events_sent_again"), asked->subscription, { "event", event_said(&change) },
                         { "count", int_text(cx, done->count) });
}

Code dead_discard(Ctx *cx, const void *in, void *out) {
    const DeadDiscarding *asked = in;
    DeadDone *done = out;
    const DeadChange change = { asked->subscription, asked->event, asked->reason, cx->caller.id, cx->now };
    TRY(count_dead(cx, &change, done));
    TRY(discarded_insert(cx, &change));
    TRY(dead_drop(cx, &change));
    TRY(settle_if_none(cx, asked->subscription));
    return ledger_append(cx, S("exchange.events_discarded"), asked->subscription, { "event", event_said(&change) },
                         { "count", int_text(cx, done->count) }, { "reason", sha256_text(cx->arena, asked->reason) });
}
