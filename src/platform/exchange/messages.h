/* platform/exchange/messages - which messages went through: found by id, client, service and time. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_MESSAGES_H
#define PLATFORM_EXCHANGE_MESSAGES_H

#include "kit/module.h"

/* An exchange, or a message that was refused. */
typedef struct MessageRow {
    Id exchange;
    Str message_id, request_id;
    Time at;
    Str client, service, method;
    int64_t request_bytes;
    bool is_answered;
    Time answered_at;
    int64_t status;
    Str fault;
    int64_t duration, answer_bytes; /* microseconds */
    Str request_entry, answer_entry;
} MessageRow;

extern const Shape messages_asked_shape, messages_shape, message_row_shape;

Work messages_list;

#endif
