/* platform/people/events - see events.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/events.h"

#include "kit/commands.h"
#include "platform/ledger/ledger.h"
#include "platform/people/accounts.h"

#define DAY_US INT64_C(86400000000)

enum { DAYS_OF_A_MONTH = 31, LINES_BYTES_MAX = 2048 };

const Setting events_kept_months = { "people.events_kept_months", SETTING_INT, "24", 12, 120,
                                     .help = "Months for which it is kept who signed in, and by what",
                                     .source = "NĐ 333/2025, Điều 16.6: logs for at least 12 months" };

static const Field account_event_fields[] = {
    FIELD(AccountEvent, id, REQUIRED, 0, 0),      FIELD(AccountEvent, account, REQUIRED, 0, 0),
    FIELD(AccountEvent, kind, REQUIRED, 0, 0),    FIELD(AccountEvent, detail, REQUIRED, 0, 0),
    FIELD(AccountEvent, actor, REQUIRED, 0, 0),   FIELD(AccountEvent, address, REQUIRED, 0, 0),
    FIELD(AccountEvent, at, REQUIRED, 0, 0),
};
const Shape account_event_shape = SHAPE(AccountEvent, account_event_fields);

#include "platform/people/events.sql.h"

/* As docs/protocols/ledger.md has it: one line a member. The id holds 80 bits of chance, so nobody finds the rest of
 * the row by trying. */
static Str row_digest(Ctx *cx, const AccountEvent *event) {
    Buf out = buf_new(cx->arena, LINES_BYTES_MAX);
    const Str lines[] = { id_str(&event->id), id_str(&event->account), event->kind,   event->detail,
                          event->actor,       event->address,          time_text(cx->arena, event->at) };
    for (size_t i = 0; i < COUNT(lines); i++) buf_addf(&out, "%.*s\n", STR_FMT(lines[i]));
    MUST(!out.overflowed);
    return sha256_text(cx->arena, (Str){ out.at, out.len });
}

Code event_record(Ctx *cx, Str kind, const Id *account, Str detail) {
    return event_record_by(cx, cx->caller.id.len > 0 ? cx->caller.id : id_str(account), kind, account, detail);
}

Code event_record_by(Ctx *cx, Str actor, Str kind, const Id *account, Str detail) {
    const AccountEvent event = { .id = id_make("event", cx->now),
                                 .account = *account,
                                 .kind = kind,
                                 .detail = detail,
                                 .actor = actor,
                                 .address = cx->caller.address,
                                 .at = cx->now };
    TRY(event_insert(cx, &event));
    return ledger_append_closed(cx, kind, id_str(&event.id), { "digest", row_digest(cx, &event) });
}

Code events_of(Ctx *cx, const Id *account, Rows *ret_events) {
    const AccountEvent asked = { .account = *account };
    return events_newest(cx, &asked, ret_events);
}

Code events_tidy(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const int64_t days = setting_int(cx->house->settings, &events_kept_months) * DAYS_OF_A_MONTH;
    const AccountEvent old = { .at = { cx->now.us - days * DAY_US } };
    return events_sweep(cx, &old);
}

/* ---- for auditors, on the machine ---- */

typedef struct AccountEventsArgs {
    Str username;
} AccountEventsArgs;

static const Field account_events_args_fields[] = {
    OPTION(AccountEventsArgs, username, REQUIRED, 2, USERNAME_MAX, "whose"),
};
const Shape account_events_args_shape = SHAPE(AccountEventsArgs, account_events_args_fields);

Code account_events(Ctx *cx, const void *in, void *out) {
    (void)out;
    Account account;
    Rows events;
    TRY(account_named(cx, ((const AccountEventsArgs *)in)->username, &account));
    TRY(events_of(cx, &account.id, &events));
    for (size_t i = 0; i < events.count; i++) {
        const AccountEvent *one = &((const AccountEvent *)events.items)[i];
        say("%.*s %.*s [%.*s] %.*s %.*s\n  %.*s sha256 %.*s\n", STR_FMT(time_text(cx->arena, one->at)),
            STR_FMT(one->kind), STR_FMT(one->detail), STR_FMT(one->actor), STR_FMT(one->address),
            STR_FMT(id_str(&one->id)), STR_FMT(row_digest(cx, one)));
    }
    return OK;
}
