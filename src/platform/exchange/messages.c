/* platform/exchange/messages - see messages.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/messages.h"

enum { MESSAGES_A_PAGE = 100, MESSAGES_READ = MESSAGES_A_PAGE + 1 }; /* one more tells that there are more */

typedef struct MessagesAsked {
    Str message_id, client, service;
    Time from, until;
    Id next;           /* of the answer before: what is older follows */
    Str since, before; /* as ids */
} MessagesAsked;

// clang-format off
static const Field messages_asked_fields[] = {
    FIELD(MessagesAsked, message_id, OPTIONAL, 0, 255),
    FIELD(MessagesAsked, client, OPTIONAL, 0, 1100),
    FIELD(MessagesAsked, service, OPTIONAL, 0, 1400),
    FIELD(MessagesAsked, from, OPTIONAL, 0, 0),
    FIELD(MessagesAsked, until, OPTIONAL, 0, 0),
    FIELD(MessagesAsked, next, OPTIONAL, 0, 0),
    FIELD(MessagesAsked, since, STORED, 0, 0),
    FIELD(MessagesAsked, before, STORED, 0, 0),
};

static const Field message_row_fields[] = {
    FIELD(MessageRow, exchange, REQUIRED, 0, 0),
    FIELD(MessageRow, message_id, REQUIRED, 0, 0),
    FIELD(MessageRow, request_id, REQUIRED, 0, 0),
    FIELD(MessageRow, at, REQUIRED, 0, 0),
    FIELD(MessageRow, client, REQUIRED, 0, 0),
    FIELD(MessageRow, service, REQUIRED, 0, 0),
    FIELD(MessageRow, method, REQUIRED, 0, 0),
    FIELD(MessageRow, request_bytes, REQUIRED, 0, 0),
    FIELD(MessageRow, is_answered, REQUIRED, 0, 0),
    FIELD(MessageRow, answered_at, OPTIONAL, 0, 0),
    FIELD(MessageRow, status, REQUIRED, 0, 0),
    FIELD(MessageRow, fault, OPTIONAL, 0, 0),
    FIELD(MessageRow, duration, REQUIRED, 0, 0),
    FIELD(MessageRow, answer_bytes, REQUIRED, 0, 0),
    FIELD(MessageRow, request_entry, REQUIRED, 0, 0),
    FIELD(MessageRow, answer_entry, OPTIONAL, 0, 0),
};
// clang-format on

const Shape message_row_shape = SHAPE(MessageRow, message_row_fields);
const Shape messages_asked_shape = SHAPE(MessagesAsked, messages_asked_fields);

typedef struct Messages {
    Rows messages; /* of MessageRow, the newest first */
    Id next;       /* none: there are no more */
} Messages;

static const Field messages_fields[] = {
    FIELD_LIST(Messages, messages, MESSAGES_A_PAGE, &message_row_shape),
    FIELD(Messages, next, OPTIONAL, 0, 0),
};
const Shape messages_shape = SHAPE(Messages, messages_fields);

#include "platform/exchange/messages.sql.h"

#define FOREVER INT64_C(253402300799000000) /* the end of the year 9999 */

static Code find(Ctx *cx, const MessagesAsked *asked, Rows *ret_rows) {
    if (asked->message_id.len > 0) return messages_by_id(cx, asked, ret_rows);
    if (asked->client.len > 0) return messages_of_client(cx, asked, ret_rows);
    if (asked->service.len > 0) return messages_of_service(cx, asked, ret_rows);
    return messages_newest(cx, asked, ret_rows);
}

Code messages_list(Ctx *cx, const void *in, void *out) {
    MessagesAsked asked = *(const MessagesAsked *)in;
    Messages *found = out;
    const Id since = id_first("exchange", asked.from);
    const Id until = id_first("exchange", asked.until.us == 0 ? (Time){ FOREVER } : asked.until);
    asked.since = str_copy(cx->arena, id_str(&since));
    asked.before = str_copy(cx->arena, id_is_none(&asked.next) ? id_str(&until) : id_str(&asked.next));
    TRY(find(cx, &asked, &found->messages));
    if (found->messages.count < MESSAGES_READ) return OK;
    found->messages.count = MESSAGES_A_PAGE;
    found->next = ((const MessageRow *)found->messages.items)[MESSAGES_A_PAGE - 1].exchange;
    return OK;
}
