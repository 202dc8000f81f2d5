/* platform/exchange/push_asking - the pushes of a round go out: those of one subscriber one after the other, those of
 * several side by side. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_PUSH_ASKING_H
#define PLATFORM_EXCHANGE_PUSH_ASKING_H

#include "kit/http_client.h"
#include "platform/exchange/push_permission.h"

enum { SUBSCRIPTIONS_A_ROUND = 50, ROUND_MAX = 200, PUSH_STATUS_GONE = 410 };

typedef enum PushState {
    PUSH_UNASKED, /* its turn comes */
    PUSH_BLOCKED, /* behind another one of its key */
    PUSH_VOID,    /* not to be given */
    PUSH_EXPIRED,
    PUSH_ASKED,
} PushState;

typedef struct Push {
    const Subscription *subscription;
    Delivery delivery;
    bool is_new; /* beyond what was reached */
    PushState state;
    Receiver receiver;
    Str body, event_type;
    Time asked_at;
    int64_t duration;
    Code code;       /* of asking */
    HttpReply reply; /* without its body: */
    size_t reply_bytes;
    Str trouble;
    uint32_t chance; /* of the pause */
    PushPermission permission; /* of the first one of a subscription that was due */
} Push;

/* Pushes of one subscription stand one behind the other. */
typedef struct PushRound {
    Push *pushes;
    size_t count;
    const Subscription *forbidden[SUBSCRIPTIONS_A_ROUND];
    size_t forbidden_count;
    StoreKey key;
    Time began_at;
} PushRound;

/* Another one, of the same subscriber, that was not taken in this round and keeps this one back; NULL: none. */
const Push *push_keeper(const PushRound *round, const Push *push);
bool push_is_taken(const Push *push);
/* Not longer than a round may be: what is left comes with the next. */
void push_round_ask(Ctx *cx, PushRound *round);

#endif
