/* platform/exchange/readers - see readers.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/readers.h"

#include "platform/exchange/asking.h"
#include "platform/exchange/records.h"
#include "platform/exchange/subscriptions.h"

static const Field exchange_reader_fields[] = {
    FIELD(ExchangeReader, owner, REQUIRED, 0, 0),   FIELD(ExchangeReader, name, REQUIRED, 0, 0),
    FIELD(ExchangeReader, room, REQUIRED, 0, 0),    FIELD(ExchangeReader, type, REQUIRED, 0, 0),
    FIELD(ExchangeReader, reached, REQUIRED, 0, 0), FIELD(ExchangeReader, last, REQUIRED, 0, 0),
};
static const Shape exchange_reader_shape = SHAPE(ExchangeReader, exchange_reader_fields);

typedef struct ReaderCount {
    int64_t count;
} ReaderCount;

static const Field reader_count_fields[] = { FIELD(ReaderCount, count, REQUIRED, 0, 0) };
static const Shape reader_count_shape = SHAPE(ReaderCount, reader_count_fields);

#include "platform/exchange/readers.sql.h"

Code exchange_reader(Ctx *cx, Str owner, Str name, ExchangeReader *ret_reader) {
    return reader_by_name(cx, &(ExchangeReader){ .owner = owner, .name = name }, ret_reader);
}

Code exchange_reader_set(Ctx *cx, const ExchangeReader *reader) {
    ExchangeReader held;
    EventType type = { 0 };
    const Code code = exchange_reader(cx, reader->owner, reader->name, &held);
    if (code != OK && code != NOT_FOUND) return code;
    if (code == OK && str_equal(held.room, reader->room) && str_equal(held.type, reader->type)) return OK;
    const Code found = event_type_find(cx, reader->room, reader->type, &type);
    if (found != OK && found != NOT_FOUND) return found;
    held = *reader;
    held.reached = found == OK ? type.last : 0;
    return reader_put(cx, &held);
}

Code exchange_reader_drop(Ctx *cx, Str owner, Str name) {
    return reader_delete(cx, &(ExchangeReader){ .owner = owner, .name = name });
}

Code exchange_readers_behind(Ctx *cx, Str owner, Rows *ret_readers) {
    return readers_behind(cx, &(ExchangeReader){ .owner = owner }, ret_readers);
}

Code readers_exist(Ctx *cx, Str room, Str type, bool *ret_exist) {
    ReaderCount counted;
    TRY(readers_counted(cx, &(ExchangeReader){ .room = room, .type = type }, &counted));
    *ret_exist = counted.count > 0;
    return OK;
}

Code exchange_reader_may(Ctx *cx, const ExchangeReader *reader, bool *ret_may) {
    const Subscription as = { .room = reader->room,
                              .type = reader->type,
                              .subscriber = setting_text(cx->house->settings, &exchange_own_client) };
    return subscription_may(cx, &as, ret_may);
}

Code exchange_reader_next(Ctx *cx, const ExchangeReader *reader, ExchangeEvent *ret_event) {
    Event event;
    StoreKey key;
    TRY(event_behind(cx, reader->room, reader->type, reader->reached, &event));
    *ret_event = (ExchangeEvent){ .id = event.id,
                                  .sequence = event.sequence,
                                  .publisher = event.publisher,
                                  .data = S(""),
                                  .is_stopped = event.is_stopped,
                                  .published_at = event.published_at,
                                  .message_id = event.message_id,
                                  .request_id = event.request_id,
                                  .exchange = event.exchange };
    if (event.is_stopped) return OK;
    TRY(records_key(cx, &key));
    if (!event_data(cx, &key, &event, &ret_event->data)) ret_event->data = S("");
    store_key_wipe(&key);
    return OK;
}

Code exchange_reader_reach(Ctx *cx, const ExchangeReader *reader) {
    return reader_reach(cx, reader);
}
