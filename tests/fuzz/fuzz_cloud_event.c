/* tests/fuzz/fuzz_cloud_event - what publishers send as CloudEvents, and what senders of web hooks show as signatures.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/cloud_event.h"
#include "kit/webhook_signature.h"
#include "tests/fuzz/fuzz.h"

enum { KINDS = 4, HEADERS_MAX = 20, JSON_MAX = 4 * 1024 * 1024 };

/* What was read is there, may stand in a field, and comes back from each of the other modes as it was. */
static void check_events(Ctx *cx, const CloudEvent *events, size_t count) {
    const Header structured = { S("content-type"), S(CLOUD_STRUCTURED) };
    for (size_t i = 0; i < count; i++) {
        const CloudEvent *event = &events[i], *again;
        const Header *headers;
        size_t found = 0;
        Str json;
        MUST(event->id.len > 0 && event->source.len > 0 && event->type.len > 0);
        MUST(utf8_is_valid(event->id) && memchr(event->id.at, '\n', event->id.len) == NULL);
        const size_t lines = cloud_event_headers(cx->arena, event, &headers);
        for (size_t j = 0; j < lines; j++) MUST(memchr(headers[j].value.at, '\n', headers[j].value.len) == NULL);
        MUST(cloud_events_read(cx->arena, headers, lines, event->data, &again, &found) == CLOUD_FINE && found == 1);
        MUST(str_equal(again->id, event->id) && str_equal(again->subject, event->subject));
        MUST(again->extension_count == event->extension_count);
        if (cloud_event_json(cx->arena, event, JSON_MAX, &json) != CLOUD_FINE) continue;
        const CloudFlaw flaw = cloud_events_read(cx->arena, &structured, 1, json, &again, &found);
        if (flaw == CLOUD_FINE) MUST(found == 1 && str_equal(again->id, event->id));
        /* of the binary mode alone: a body that says it is JSON, and is none */
        if (flaw != CLOUD_FINE) MUST(event->has_data);
    }
}

static void check_json(Ctx *cx, Str text, const char *media_type) {
    const Header header = { S("Content-Type"), str_of(media_type) };
    const CloudEvent *events = NULL;
    size_t count = 0;
    if (cloud_events_read(cx->arena, &header, 1, text, &events, &count) == CLOUD_FINE) check_events(cx, events, count);
}

static void check_structured(Ctx *cx, Str text) {
    check_json(cx, text, CLOUD_STRUCTURED);
}

static void check_batch(Ctx *cx, Str text) {
    check_json(cx, text, CLOUD_BATCH);
}

/* Lines of `name:value`, an empty one, the body. */
static void check_binary(Ctx *cx, Str text) {
    Header headers[HEADERS_MAX];
    const CloudEvent *events = NULL;
    size_t header_count = 0, count = 0;
    Str rest = text;
    while (rest.at != NULL && header_count < HEADERS_MAX) {
        Str value = str_cut(&rest, '\n');
        if (value.len == 0) break;
        headers[header_count].name = str_cut(&value, ':');
        headers[header_count++].value = value.at == NULL ? S("") : value;
    }
    const Str body = rest.at == NULL ? S("") : rest;
    if (cloud_events_read(cx->arena, headers, header_count, body, &events, &count) == CLOUD_FINE)
        check_events(cx, events, count);
}

/* The id, the time and the signatures, a line each, and the body: nobody has signed it. */
static void check_hook(Ctx *cx, Str text) {
    WebhookMessage message;
    WebhookSecret secret = { .bytes = { 1 }, .size = WEBHOOK_SECRET_MIN };
    const SignKey key = { .bytes = { 0x26, 0xb4 } };
    Str rest = text;
    message.id = str_cut(&rest, '\n');
    message.timestamp = rest.at == NULL ? S("") : str_cut(&rest, '\n');
    message.signatures = rest.at == NULL ? S("") : str_cut(&rest, '\n');
    message.body = rest.at == NULL ? S("") : rest;
    const Time now = { INT64_C(1700000000000000) };
    MUST(webhook_check(cx->arena, &key, &message, now) != WEBHOOK_FINE);
    MUST(webhook_check_shared(cx->arena, &secret, &message, now) != WEBHOOK_FINE);
    SignKey read;
    if (webhook_key_read(cx->arena, message.id, &read)) MUST(str_equal(webhook_key_text(cx->arena, &read), message.id));
    if (webhook_secret_read(cx->arena, message.id, &secret))
        MUST(str_equal(webhook_secret_text(cx->arena, &secret), message.id));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static void (*const checks[KINDS])(Ctx *, Str) = { check_structured, check_batch, check_binary, check_hook };
    Ctx cx = fuzz_begin(NULL);
    Str input = fuzz_input(data, size);
    const unsigned char kind = fuzz_byte(&input);
    checks[kind % KINDS](&cx, input);
    fuzz_end(&cx);
    return 0;
}
