/* tests/fuzz/fuzz_soap - SOAP envelopes as strangers send them, alone and as a first part: read at once and in pieces
 * they are the same, and what is put where the header ends is read there again and changes nothing else. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/mime_related.h"
#include "platform/exchange/soap_envelope.h"
#include "tests/fuzz/fuzz.h"

enum { PIECES = 50, MADE_MAX = 4 * 1024 * 1024 };

static SoapFound found_of(Arena *arena, Str text, size_t step) {
    SoapEnvelope *envelope = soap_open(arena);
    for (size_t at = 0; at < text.len; at += step) soap_feed(envelope, str_part(text, at, step));
    soap_end(envelope);
    const SoapFound found = *soap_found(envelope);
    soap_close(&envelope);
    return found;
}

static bool is_same(const SoapFound *a, const SoapFound *b) {
    return soap_difference(a, b) == NULL && a->header_end == b->header_end && a->hash_from == b->hash_from &&
           a->hash_to == b->hash_to && str_equal(a->prefix, b->prefix) && str_equal(a->wrapper, b->wrapper);
}

/* The hash of the request is put into an answer as the exchange does it. */
static void check_insertion(Arena *arena, Str text, const SoapFound *found) {
    Str spot;
    const size_t from = found->hash_to > 0 ? found->hash_from : found->header_end;
    const size_t to = found->hash_to > 0 ? found->hash_to : found->header_end;
    MUST(from > 0 && from <= to && to < text.len);
    Buf made = buf_new(arena, MADE_MAX);
    buf_add(&made, str_part(text, 0, from));
    buf_add(&made, S("<q:requestHash xmlns:q=\"" XROAD_NAMESPACE "\">AAAA</q:requestHash>"));
    buf_add(&made, str_part(text, to, text.len));
    const SoapFound again = found_of(arena, (Str){ made.at, made.len }, 100000);
    if (again.flaw == SOAP_HEAD) return; /* it has become too long */
    MUST(soap_answer_flaw(&again, &spot) == SOAP_FINE && soap_difference(found, &again) == NULL);
    MUST(str_is(again.texts[SOAP_SAYS_HASH], "AAAA") && str_equal(again.wrapper, found->wrapper));
}

static void check_envelope(Arena *arena, Str text, size_t step) {
    Str spot;
    const SoapFound found = found_of(arena, text, text.len + 1), other = found_of(arena, text, step);
    const SoapFlaw flaw = soap_request_flaw(&found, &spot);
    /* where the head is too long it may be seen sooner or later than what else is wrong */
    MUST((flaw == SOAP_FINE) == (soap_request_flaw(&other, &spot) == SOAP_FINE));
    MUST(soap_flaw_text(flaw)[0] != '\0');
    if (flaw != SOAP_FINE) return;
    MUST(is_same(&found, &other) && str_equal(found.wrapper, found.service.service));
    MUST(found.texts[SOAP_SAYS_ID].len > 0 && found.header_end > 0 && found.header_end < SOAP_HEAD_MAX);
    MUST(memchr(found.texts[SOAP_SAYS_ID].at, '\n', found.texts[SOAP_SAYS_ID].len) == NULL);
    check_insertion(arena, text, &found);
}

static void keep(void *context, Str piece) {
    buf_add(context, piece);
}

static void see_head(void *context) {
    (void)context;
}

static MimeFlaw first_part(Arena *arena, Str body, size_t step, Buf *content, size_t *ret_from) {
    MimeRelated mime = { .context = content, .headed = see_head, .content = keep };
    *content = buf_new(arena, MADE_MAX);
    mime_begin(&mime, arena, S("b"));
    for (size_t at = 0; at < body.len; at += step) mime_feed(&mime, str_part(body, at, step));
    mime_end(&mime);
    *ret_from = mime.content_from;
    return mime.flaw;
}

static void check_parts(Arena *arena, Str body, size_t step) {
    Buf content, other;
    size_t from, other_from;
    const MimeFlaw flaw = first_part(arena, body, body.len + 1, &content, &from);
    MUST(flaw == first_part(arena, body, step, &other, &other_from));
    if (flaw != MIME_FINE) return;
    const Str part = { content.at, content.len };
    MUST(from == other_from && content.len == other.len && str_equal(part, (Str){ other.at, other.len }));
    MUST(str_starts(str_part(body, from, body.len), part));
    MUST(str_find(part, S("\n--b")) == part.len);
    check_envelope(arena, part, step);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    Str input = fuzz_input(data, size);
    const size_t step = 1 + fuzz_byte(&input) % PIECES;
    MediaType type;
    check_envelope(cx.arena, input, step);
    check_parts(cx.arena, input, step);
    if (media_type_read(cx.arena, input, &type)) MUST(str_find(type.type, S("/")) < type.type.len);
    fuzz_end(&cx);
    return 0;
}
