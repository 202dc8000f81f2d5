/* platform/exchange/records - the record of a message: written before the message goes on, with one ledger entry. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_RECORDS_H
#define PLATFORM_EXCHANGE_RECORDS_H

#include "kit/body.h"
#include "kit/module.h"
#include "platform/exchange/registry.h"

enum { BODY_PART_BYTES = 256 * 1024, KEPT_BODY_MAX = 10 * 1024 * 1024 };

/* One row, and what it is made of. Everything lives until it is written. */
typedef struct Record {
    Id exchange; /* of both messages: made by exchange_id() */
    bool is_answer;
    Id entry; /* given when it is written */
    Str request_id, message_id;
    Time at;
    Str client, service, method;
    int64_t status;
    Str fault;
    int64_t duration, bytes;
    Time sent_at, back_at;
    Str secret, head;
    Str head_sha512, body_sha512; /* base64; of a body: "" without one, or when it is dropped */
    Str identity;                 /* how the sender proved who he is: certificate:…, key:…, node:…, none */
    Str statement;                /* made again where the row has none */
    /* not of the row: */
    Str statement_digest; /* SHA-256 in hex */
    Str head_part;
    const Sha512 *head_digest; /* of head_part; NULL: it is still to be made */
    const Sha512 *body_digest; /* NULL: no body, or one that is dropped */
    const Body *body;          /* kept; NULL: it is not */
} Record;

extern const Shape record_shape;

Code records_found(Ctx *cx); /* makes exchange.key in the data folder when it is not there */
Code records_key(Ctx *cx, StoreKey *ret_key);

/* Fills secret, the digests and head; slow enough to be done outside the transaction. */
void record_prepare(Arena *arena, const StoreKey *key, Record *record);
/* In the caller's transaction. */
Code record_write(Ctx *cx, const StoreKey *key, Record *record);

/* ---- found again ---- */

/* Both records of each exchange whose request had this message id: of the 20 newest, the oldest first. */
Code records_find(Ctx *cx, Str message_id, Rows *ret_records); /* of Record */
/* What was encrypted: "" when its time is over, or nothing was kept. */
Code record_head(Ctx *cx, const StoreKey *key, const Record *record, Str *ret_head);
Code record_body(Ctx *cx, const StoreKey *key, const Record *record, Str *ret_body);

extern const ProblemKind record_unreadable;

#endif
