/* platform/people/events - private to the people room: what happened to an account. Who signs in when, and by what, is
 * nobody's business outside; that it was written down and not changed since is. So the public record gets a digest of
 * each row, under the row's own id, and names nobody. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_EVENTS_H
#define PLATFORM_PEOPLE_EVENTS_H

#include "kit/module.h"

enum { EVENTS_SHOWN_MAX = 100 };

typedef struct AccountEvent {
    Id id, account;
    Str kind, detail, actor, address;
    Time at;
} AccountEvent;
extern const Shape account_event_shape;

/* A row, and its entry in the record. `account` did it himself unless somebody else is the caller or is named. */
Code event_record(Ctx *cx, Str kind, const Id *account, Str detail);
Code event_record_by(Ctx *cx, Str actor, Str kind, const Id *account, Str detail);
Code events_of(Ctx *cx, const Id *account, Rows *ret_events); /* of AccountEvent, the newest first */

extern const Shape account_events_args_shape;
Work account_events, events_tidy;

extern const Setting events_kept_months;

#endif
