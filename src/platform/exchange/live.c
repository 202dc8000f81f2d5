/* platform/exchange/live - see live.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/live.h"

#include "platform/exchange/messages.h"

enum { STREAM_BYTES_MAX = 1024 * 1024, RETRY_MS = 1000 };
#define LATE_US INT64_C(2000000) /* a record is written less than this after the moment that it is dated */

typedef struct LiveAsked {
    Time after;
} LiveAsked;

static const Field live_asked_fields[] = { FIELD(LiveAsked, after, OPTIONAL, 0, 0) };
const Shape live_asked_shape = SHAPE(LiveAsked, live_asked_fields);

typedef struct LiveSince {
    Time since;
} LiveSince;

static const Field live_since_fields[] = { FIELD(LiveSince, since, REQUIRED, 0, 0) };
static const Shape live_since_shape = SHAPE(LiveSince, live_since_fields);

static const Field live_stream_fields[] = { FIELD(Raw, file_name, OPTIONAL, 0, 0) };
const Shape live_stream_shape = { "LiveStream", sizeof(Raw), live_stream_fields, COUNT(live_stream_fields) };

#include "platform/exchange/live.sql.h"

/* An event's id is a moment up to which nothing is missing: what is dated later is told again next time. */
Code live_list(Ctx *cx, const void *in, void *out) {
    const LiveAsked *asked = in;
    Raw *stream = out;
    LiveSince since = { asked->after };
    if (cx->last_event.len > 0) (void)time_from_text(cx->last_event, &since.since); /* not ours: none was said */
    if (since.since.us == 0) since.since.us = 1; /* none is NULL to the database */
    Rows rows;
    TRY(live_newest(cx, &since, &rows));
    Buf text = buf_new(cx->arena, STREAM_BYTES_MAX);
    buf_addf(&text, "retry: %d\nid: ", RETRY_MS);
    time_write(&text, (Time){ cx->now.us - LATE_US });
    buf_add(&text, S("\n\n"));
    for (size_t i = 0; i < rows.count; i++) {
        buf_add(&text, S("data: "));
        shape_write_json(&text, &message_row_shape, &((const MessageRow *)rows.items)[i]);
        buf_add(&text, S("\n\n"));
    }
    return buf_done(&text, &stream->body) == OK ? OK : fail(cx, &too_large);
}
