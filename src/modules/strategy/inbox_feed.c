/* modules/strategy/inbox_feed - see inbox_feed.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/inbox_feed.h"

#include "modules/strategy/inbox.h"
#include "platform/access/access.h"
#include "platform/ledger/ledger.h"
#include "platform/people/people.h"

enum { TOKEN_LETTERS = 43, ROW_BYTES_MAX = 4096 };

const ProblemKind feed_unknown = {
    NOT_FOUND, "strategy/feed-unknown",
    { "Địa chỉ lịch không còn dùng được.", "This calendar address is not in use." },
    { "Địa chỉ này đã bị thu hồi, bị chép sai, hoặc tài khoản không còn quyền. Tạo địa chỉ mới ở “Tài khoản của tôi”.",
      "It was revoked or copied wrongly, or its account may no longer. Make a new one in “My account”." }
};

typedef struct InboxFeed {
    Id id, account;
    Str digest;
    Time made_at, revoked_at;
} InboxFeed;

static const Field inbox_feed_fields[] = {
    FIELD(InboxFeed, id, REQUIRED, 0, 0),      FIELD(InboxFeed, account, REQUIRED, 0, 0),
    FIELD(InboxFeed, digest, REQUIRED, 0, 0),  FIELD(InboxFeed, made_at, REQUIRED, 0, 0),
    FIELD(InboxFeed, revoked_at, OPTIONAL, 0, 0),
};
static const Shape inbox_feed_shape = SHAPE(InboxFeed, inbox_feed_fields);

#include "modules/strategy/inbox_feed.sql.h"

typedef struct InboxFeedState {
    Time made_at; /* none: there is none */
} InboxFeedState;

static const Field inbox_feed_state_fields[] = { FIELD(InboxFeedState, made_at, OPTIONAL, 0, 0) };
const Shape inbox_feed_state_shape = SHAPE(InboxFeedState, inbox_feed_state_fields);

/* Shown this once. */
typedef struct InboxFeedMade {
    Str path; /* below the address of the house */
} InboxFeedMade;

static const Field inbox_feed_made_fields[] = { FIELD(InboxFeedMade, path, REQUIRED, 0, 0) };
const Shape inbox_feed_made_shape = SHAPE(InboxFeedMade, inbox_feed_made_fields);

typedef struct InboxFeedAsked {
    Str token;
} InboxFeedAsked;

static const Field inbox_feed_asked_fields[] = {
    FIELD(InboxFeedAsked, token, REQUIRED, TOKEN_LETTERS, TOKEN_LETTERS),
};
const Shape inbox_feed_asked_shape = SHAPE(InboxFeedAsked, inbox_feed_asked_fields);

/* The caller's own; a system has no inbox of its own. */
static Code feed_of_caller(Ctx *cx, InboxFeed *ret_feed) {
    *ret_feed = (InboxFeed){ 0 };
    if (cx->caller.is_machine || id_from_text(cx->caller.id, &ret_feed->account) != OK)
        return fail(cx, &not_allowed, S("strategy.work"));
    return OK;
}

static Code record(Ctx *cx, Str kind, const InboxFeed *feed) {
    Buf row = buf_new(cx->arena, ROW_BYTES_MAX);
    Str text;
    shape_write_json(&row, &inbox_feed_shape, feed);
    TRY(buf_done(&row, &text));
    return ledger_append_closed(cx, kind, id_str(&feed->id), { "digest", sha256_text(cx->arena, text) });
}

/* OK when there is none. */
static Code end_feed(Ctx *cx, const InboxFeed *caller) {
    InboxFeed feed;
    const Code found = inbox_feed_of_account(cx, caller, &feed);
    if (found == NOT_FOUND) return OK;
    TRY(found);
    feed.revoked_at = cx->now;
    TRY(inbox_feed_revoke(cx, &feed));
    return record(cx, S("strategy.inbox_feed_ended"), &feed);
}

Code inbox_feed_state(Ctx *cx, const void *in, void *out) {
    (void)in;
    InboxFeedState *state = out;
    InboxFeed caller, feed;
    TRY(feed_of_caller(cx, &caller));
    const Code found = inbox_feed_of_account(cx, &caller, &feed);
    if (found == NOT_FOUND) return OK;
    TRY(found);
    state->made_at = feed.made_at;
    return OK;
}

Code inbox_feed_make(Ctx *cx, const void *in, void *out) {
    (void)in;
    InboxFeedMade *made = out;
    InboxFeed feed;
    TRY(feed_of_caller(cx, &feed));
    TRY(end_feed(cx, &feed));
    const Str token = secret_new(cx->arena);
    feed.id = id_make("feed", cx->now);
    feed.digest = sha256_text(cx->arena, token);
    feed.made_at = cx->now;
    TRY(inbox_feed_insert(cx, &feed));
    made->path = str_format(cx->arena, "/api/v1/strategy/inbox-feeds/%.*s", STR_FMT(token));
    return record(cx, S("strategy.inbox_feed_made"), &feed);
}

Code inbox_feed_end(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    InboxFeed caller;
    TRY(feed_of_caller(cx, &caller));
    return end_feed(cx, &caller);
}

/* Whoever knows the address reads that person's deadlines, and may nothing else. Entering is among the permissions only
 * since it tells whose deadlines they are; here nothing is written. */
/* What the rooms ask for to tell a person's deadlines, and no more. */
static Texts lent(Ctx *cx) {
    const House *house = cx->house;
    size_t rooms = 0, count = 0;
    for (size_t i = 0; i < house->module_count; i++) rooms += house->modules[i]->deadline_count;
    Str *permissions = NEW_ARRAY(cx->arena, Str, rooms * DEADLINE_PERMISSIONS_MAX + 1);
    for (size_t i = 0; i < house->module_count; i++) {
        for (size_t j = 0; j < house->modules[i]->deadline_count; j++) {
            const Deadline *room = &house->modules[i]->deadlines[j];
            for (size_t k = 0; k < DEADLINE_PERMISSIONS_MAX && room->may[k] != NULL; k++)
                permissions[count++] = str_of(room->may[k]);
        }
    }
    return (Texts){ permissions, count };
}

Code inbox_feed_read(Ctx *cx, const void *in, void *out) {
    const InboxFeedAsked *asked = in;
    const InboxFeed wanted = { .digest = sha256_text(cx->arena, asked->token) };
    InboxFeed feed;
    Code found = inbox_feed_by_digest(cx, &wanted, &feed);
    if (found == OK) found = person_stand_in(cx, &feed.account, lent(cx));
    if (found == NOT_FOUND || (found == OK && !access_may(cx, "strategy.work"))) return fail(cx, &feed_unknown);
    TRY(found);
    return inbox_ics(cx, NULL, out);
}
