/* platform/exchange/event_calls - calls to a room's addresses: what is asked is read, done in a transaction, answered.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_EVENT_CALLS_H
#define PLATFORM_EXCHANGE_EVENT_CALLS_H

#include "kit/lanes.h"
#include "platform/exchange/events.h"
#include "platform/exchange/passage.h"

/* Is this the address of a room, when it names no service that is registered? */
bool event_path_is(Str service, Str path);
/* As it stands behind the application's code: for the rights. */
Str event_path(Arena *arena, Str service, Str path);

typedef struct EventCall {
    Task task; /* first */
    Ctx cx;
    Passage *passage;
    EventAsk ask;
    EventAnswer answer;
    void (*then)(struct EventCall *done);
} EventCall;

/* Does what the message asks for; `then` is called once, on whatever thread, with the answer, or `task.code` says why
 * there is none. */
void event_call_begin(Passage *passage, const House *house, Lanes *lanes, const StoreKey *key,
                      void (*then)(EventCall *done));

#endif
