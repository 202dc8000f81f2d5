/* kit/cloud_event - events in the form of CloudEvents 1.0 over HTTP: binary (attributes in fields), structured (one
 * JSON object) and batch (a list of them), read and written. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_CLOUD_EVENT_H
#define KIT_CLOUD_EVENT_H

#include "base/str.h"
#include "kit/http_wire.h"

enum { CLOUD_EXTENSIONS_MAX = 50, CLOUD_VALUE_MAX = 4 * 1024, CLOUD_EVENTS_MAX = 1000, CLOUD_DEPTH_MAX = 64 };

#define CLOUD_STRUCTURED "application/cloudevents+json"
#define CLOUD_BATCH      "application/cloudevents-batch+json"

typedef struct CloudExtension {
    Str name, value; /* whatever its type: true, 7, text */
} CloudExtension;

/* "" is none, but id, source and type are there. */
typedef struct CloudEvent {
    Str id, source, type, subject;
    Str time; /* RFC 3339 */
    Str data_schema, data_content_type;
    const CloudExtension *extensions;
    size_t extension_count;
    bool has_data;
    Str data; /* as its content type has it: JSON is text of JSON */
} CloudEvent;

typedef enum CloudFlaw {
    CLOUD_FINE = 0,
    CLOUD_NONE,      /* the message is no event */
    CLOUD_VERSION,   /* of another version than 1.0 */
    CLOUD_FORM,      /* no JSON, or not that of an event; data twice */
    CLOUD_ATTRIBUTE, /* one that must be there is missing, or has what it may not have */
    CLOUD_LIMIT,     /* too many, too long or too deep */
} CloudFlaw;

/* The mode is told by Content-Type. A batch may be empty. What is read borrows from the message. */
CloudFlaw cloud_events_read(Arena *arena, const Header *headers, size_t header_count, Str body,
                            const CloudEvent **ret_events, size_t *ret_count);

/* Fields and body of the binary mode; the body is the event's data. */
size_t cloud_event_headers(Arena *arena, const CloudEvent *event, const Header **ret_headers);
/* CLOUD_LIMIT when it would be longer than `max`. */
CloudFlaw cloud_event_json(Arena *arena, const CloudEvent *event, size_t max, Str *ret_json);
CloudFlaw cloud_events_json(Arena *arena, const CloudEvent *events, size_t count, size_t max, Str *ret_json);

#endif
