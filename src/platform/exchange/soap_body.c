/* platform/exchange/soap_body - see soap_body.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/soap_body.h"

enum { HELD_BACK_MAX = 256 * 1024 };

struct SoapBody {
    BodyFilter filter; /* first */
    Call *call;
    SoapBody *request; /* of an answer; NULL: this is one */
    SoapEnvelope *envelope;
    MimeRelated mime;
    Str start; /* which part is the root, when Content-Type says so */
    bool is_multipart, has_begun, inserts;
    Digest *running;
    Sha512 digest;     /* of a request's envelope */
    Buf held;          /* of an answer, until the end of its header is there */
    bool is_held_over; /* nothing is held back any more */
    SoapTrouble trouble;
    Str words;
};

static void spoil(SoapBody *soap, SoapTrouble trouble, const char *words) {
    if (soap->trouble != SOAP_TROUBLE_NONE) return;
    soap->trouble = trouble;
    soap->words = str_of(words);
}

/* ---- what comes ---- */

static void envelope_comes(void *context, Str piece) {
    SoapBody *soap = context;
    soap_feed(soap->envelope, piece);
    if (soap->running != NULL) digest_add(soap->running, piece.at, piece.len);
}

static bool says_utf8(const MediaType *type) {
    return type->charset.len == 0 || (type->charset.len == 5 && strncasecmp(type->charset.at, "utf-8", 5) == 0);
}

/* The first part is the envelope, in its own bytes; nobody shall take another part for it. */
static void part_headed(void *context) {
    SoapBody *soap = context;
    const MimeRelated *mime = &soap->mime;
    const Header *type = header_last(mime->headers, mime->header_count, "Content-Type");
    const Header *id = header_last(mime->headers, mime->header_count, "Content-ID");
    const Header *coding = header_last(mime->headers, mime->header_count, "Content-Transfer-Encoding");
    MediaType read;
    if (type == NULL || !media_type_read(soap->call->arena, type->value, &read) ||
        (!str_is(read.type, "text/xml") && !str_is(read.type, "application/xop+xml")) || !says_utf8(&read))
        spoil(soap, SOAP_MIME, "The first part must be the envelope: text/xml or application/xop+xml in UTF-8");
    if (soap->start.len > 0 && (id == NULL || !str_equal(id->value, soap->start)))
        spoil(soap, SOAP_MIME, "The envelope must be the first part, and `start` must name no other one");
    if (coding == NULL) return;
    const Str said = str_lower(soap->call->arena, coding->value);
    if (!str_is(said, "binary") && !str_is(said, "8bit") && !str_is(said, "7bit"))
        spoil(soap, SOAP_MIME, "The envelope must not be encoded as base64 or quoted-printable");
}

static bool has_one(const Header *headers, size_t count, const char *name) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) found += header_is(&headers[i], name) ? 1 : 0;
    return found == 1;
}

/* Is it SOAP 1.1, as its headers say? */
static void begin(SoapBody *soap, const Header *headers, size_t count) {
    static const char words[] = "Content-Type must be text/xml in UTF-8, or multipart/related with a boundary, and be "
                                "there once; the body must not be encoded";
    const Header *type = header_last(headers, count, "Content-Type");
    MediaType read;
    soap->has_begun = true;
    if (!has_one(headers, count, "Content-Type") || header_last(headers, count, "Content-Encoding") != NULL ||
        !media_type_read(soap->call->arena, type->value, &read)) {
        spoil(soap, SOAP_CONTENT_TYPE, words);
        return;
    }
    soap->is_multipart = str_is(read.type, "multipart/related");
    if (!soap->is_multipart) {
        if (!str_is(read.type, "text/xml") || !says_utf8(&read)) spoil(soap, SOAP_CONTENT_TYPE, words);
        return;
    }
    soap->start = read.start;
    soap->mime.context = soap;
    soap->mime.headed = part_headed;
    soap->mime.content = envelope_comes;
    mime_begin(&soap->mime, soap->call->arena, read.boundary);
    if (soap->mime.flaw != MIME_FINE) spoil(soap, SOAP_CONTENT_TYPE, words);
}

static const char *mime_words(MimeFlaw flaw) {
    switch (flaw) {
    case MIME_FINE: return "";
    case MIME_BOUNDARY: return "Content-Type must name a boundary";
    case MIME_NO_PART: return "The body must begin with its first part";
    case MIME_HEAD: return "The headers of the first part are not well formed, too many, or there twice";
    case MIME_ENDLESS: return "The first part does not end";
    case MIME_DELIMITER: return "A line is like a boundary and is none";
    }
    CANNOT("every flaw has its sentence");
}

static void look_at(SoapBody *soap, Str piece) {
    if (soap->trouble != SOAP_TROUBLE_NONE) return;
    if (!soap->is_multipart) {
        soap_feed(soap->envelope, piece);
        return;
    }
    mime_feed(&soap->mime, piece);
    if (soap->mime.flaw != MIME_FINE) spoil(soap, SOAP_MIME, mime_words(soap->mime.flaw));
}

static void look_at_end(SoapBody *soap) {
    if (soap->is_multipart && soap->trouble == SOAP_TROUBLE_NONE) {
        mime_end(&soap->mime);
        if (soap->mime.flaw != MIME_FINE) spoil(soap, SOAP_MIME, mime_words(soap->mime.flaw));
    }
    if (soap->trouble == SOAP_TROUBLE_NONE) soap_end(soap->envelope);
    if (soap->running == NULL) return;
    soap->digest = digest_end_sha512(soap->running);
    soap->running = NULL;
}

static SoapBody *soap_new(Call *call, SoapBody *request) {
    SoapBody *soap = NEW(call->arena, SoapBody);
    soap->call = call;
    soap->request = request;
    soap->words = S("");
    soap->envelope = soap_open(call->arena);
    return soap;
}

static void drop(BodyFilter *filter) {
    SoapBody *soap = (SoapBody *)filter;
    digest_drop(soap->running);
    soap->running = NULL;
    soap_close(&soap->envelope);
}

/* ---- requests ---- */

static void request_add(BodyFilter *filter, Body *body, Str piece) {
    look_at((SoapBody *)filter, piece);
    (void)body_keep(body, piece.at, piece.len);
}

static void request_end(BodyFilter *filter, Body *body) {
    (void)body;
    look_at_end((SoapBody *)filter);
}

SoapBody *soap_request_begin(Call *call) {
    SoapBody *soap = soap_new(call, NULL);
    soap->filter = (BodyFilter){ request_add, request_end, drop };
    begin(soap, call->headers, call->header_count);
    if (soap->is_multipart) soap->running = digest_new_sha512();
    call->body.filter = &soap->filter;
    return soap;
}

Str soap_request_hash(const SoapBody *soap) {
    const Sha512 *digest = soap->is_multipart ? &soap->digest : &soap->call->body.sha512;
    return base64_text(soap->call->arena, digest->bytes, SHA512_BYTES);
}

/* ---- answers ---- */

/* Not to be bound to anything else: with X-Road's prefix where the header has one, else with one of its own. */
static Str hash_element(const SoapBody *soap) {
    Arena *arena = soap->call->arena;
    const Str prefix = soap_found(soap->envelope)->prefix, hash = soap_request_hash(soap->request);
    const bool is_known = prefix.at != NULL;
    const Str name = !is_known         ? S("xroad:requestHash")
                     : prefix.len == 0 ? S("requestHash")
                                       : str_format(arena, "%.*s:requestHash", STR_FMT(prefix));
    return str_format(arena, "<%.*s%s algorithmId=\"" SOAP_HASH "\">%.*s</%.*s>", STR_FMT(name),
                      is_known ? "" : " xmlns:xroad=\"" XROAD_NAMESPACE "\"", STR_FMT(hash), STR_FMT(name));
}

/* The header is there: what was held back goes on, with the hash in its place. */
static void let_go(SoapBody *soap, Body *body) {
    const SoapFound *found = soap_found(soap->envelope), *asked = soap_found(soap->request->envelope);
    const Str held = { soap->held.at, soap->held.len };
    const size_t before = soap->is_multipart ? soap->mime.content_from : 0;
    const bool is_ours = soap->inserts && soap->trouble == SOAP_TROUBLE_NONE && found->has_header &&
                         found->header_end > 0 && soap_difference(asked, found) == NULL;
    soap->is_held_over = true;
    if (!is_ours) {
        (void)body_keep(body, held.at, held.len);
        return;
    }
    const bool has_hash = found->hash_to > 0;
    const size_t from = before + (has_hash ? found->hash_from : found->header_end);
    const size_t to = before + (has_hash ? found->hash_to : found->header_end);
    const Str element = hash_element(soap), rest = str_part(held, to, held.len);
    MUST(to <= held.len);
    (void)body_keep(body, held.at, from);
    (void)body_keep(body, element.at, element.len);
    (void)body_keep(body, rest.at, rest.len);
}

static bool must_hold(const SoapBody *soap) {
    const SoapFound *found = soap_found(soap->envelope);
    return soap->trouble == SOAP_TROUBLE_NONE && found->flaw == SOAP_FINE && !found->is_header_over;
}

static void answer_add(BodyFilter *filter, Body *body, Str piece) {
    SoapBody *soap = (SoapBody *)filter;
    const CallReply *reply = &soap->call->reply;
    if (!soap->has_begun) begin(soap, reply->headers, reply->header_count);
    look_at(soap, piece);
    if (soap->is_held_over) {
        (void)body_keep(body, piece.at, piece.len);
        return;
    }
    buf_add(&soap->held, piece);
    if (soap->held.overflowed) body->code = TOO_LARGE;
    if (!must_hold(soap)) let_go(soap, body);
}

static void answer_end(BodyFilter *filter, Body *body) {
    SoapBody *soap = (SoapBody *)filter;
    const CallReply *reply = &soap->call->reply;
    if (!soap->has_begun) begin(soap, reply->headers, reply->header_count);
    look_at_end(soap);
    if (!soap->is_held_over) let_go(soap, body);
}

BodyFilter *soap_answer_begin(Call *call, SoapBody *request, bool inserts, SoapBody **ret_answer) {
    SoapBody *soap = soap_new(call, request);
    soap->filter = (BodyFilter){ answer_add, answer_end, drop };
    soap->inserts = inserts;
    soap->held = buf_new(call->arena, HELD_BACK_MAX);
    *ret_answer = soap;
    return &soap->filter;
}

/* ---- what is said of it ---- */

SoapTrouble soap_body_trouble(const SoapBody *soap, Str *ret_words) {
    *ret_words = soap->words;
    if (soap->trouble != SOAP_TROUBLE_NONE) return soap->trouble;
    return soap_found(soap->envelope)->flaw == SOAP_FINE ? SOAP_TROUBLE_NONE : SOAP_FLAWED;
}

const SoapFound *soap_body_found(const SoapBody *soap) {
    return soap_found(soap->envelope);
}
