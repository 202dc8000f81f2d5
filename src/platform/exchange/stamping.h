/* platform/exchange/stamping - what the ledger has come to is time-stamped by a server of others, again and again;
 * while that server is away the exchange goes on, and it is told. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_STAMPING_H
#define PLATFORM_EXCHANGE_STAMPING_H

#include "platform/ledger/ledger.h"

Work stamping_wanted, stamping_ask, stamping_hear;

extern const Shape stamping_state_shape;
Work stamping_state_get;

/* The first token that covers this entry: it existed by then. NOT_FOUND, without a Problem, while there is none. */
typedef struct EntryStamp {
    LedgerCheckpoint checkpoint;
    Str token; /* base64 */
    Time at;
} EntryStamp;
Code entry_stamp(Ctx *cx, const Id *entry, EntryStamp *ret_stamp);

extern const Setting exchange_timestamp_url, exchange_timestamp_every, exchange_timestamp_certificate;
extern const ProblemKind timestamp_away;

#endif
