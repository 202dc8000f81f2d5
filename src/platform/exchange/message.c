/* platform/exchange/message - see message.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/message.h"

#include "base/id.h"

Str uuid_new(Arena *arena) {
    static const char digits[] = "0123456789abcdef";
    unsigned char bytes[16];
    random_fill(bytes, sizeof bytes);
    const int64_t ms = time_now().us / 1000;
    for (int i = 0; i < 6; i++) bytes[i] = (unsigned char)(ms >> (40 - 8 * i));
    bytes[6] = (unsigned char)((bytes[6] & 0x0F) | 0x70);
    bytes[8] = (unsigned char)((bytes[8] & 0x3F) | 0x80);
    char *text = arena_alloc(arena, UUID_LETTERS + 1), *at = text;
    for (size_t i = 0; i < sizeof bytes; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) *at++ = '-';
        *at++ = digits[bytes[i] >> 4];
        *at++ = digits[bytes[i] & 15];
    }
    return (Str){ text, UUID_LETTERS };
}

/* ---- which headers go on ---- */

/* Between two neighbours only, or made anew for the next one. */
static const char *const never[] = { "transfer-encoding",
                                     "keep-alive",
                                     "proxy-authenticate",
                                     "proxy-authorization",
                                     "te",
                                     "trailer",
                                     "upgrade",
                                     "connection",
                                     "user-agent",
                                     "host",
                                     "content-length",
                                     "server",
                                     "expect",
                                     "banyan-node-signature",
                                     "banyan-node-path" };
/* Only the exchange says these. */
static const char *const not_of_callers[] = { "x-road-request-id", "x-road-request-hash" };
static const char *const not_of_providers[] = { "x-road-id",         "x-road-client",       "x-road-service",
                                                "x-road-request-id", "x-road-request-hash", "x-road-error" };

static bool is_among(const Header *header, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (header_is(header, names[i])) return true;
    }
    return false;
}

/* X_Road_Client: to some systems it is the same name as X-Road-Client, and what is said by us must not be said so. */
static bool looks_like_ours(const Header *header) {
    static const char ours[] = "x-road-";
    bool has_line = false;
    for (size_t i = 0; i < header->name.len; i++) {
        const char c = header->name.at[i], plain = c == '_' ? '-' : c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        if (i < sizeof ours - 1 && plain != ours[i]) return false;
        has_line = has_line || c == '_';
    }
    return has_line && header->name.len >= sizeof ours - 1;
}

bool header_goes_on(const Header *header, bool is_request) {
    if (looks_like_ours(header)) return false;
    if (is_among(header, never, COUNT(never))) return false;
    return is_request ? !is_among(header, not_of_callers, COUNT(not_of_callers))
                      : !is_among(header, not_of_providers, COUNT(not_of_providers));
}

/* Of several callers the last one was asked who he is; a system that reads the first must not hear of another. */
static bool is_other_caller(const Header *headers, size_t count, size_t at) {
    return header_is(&headers[at], "x-road-client") && header_last(headers, count, "x-road-client") != &headers[at];
}

Headers headers_filtered(Arena *arena, const Header *headers, size_t count, bool is_request, Headers more) {
    Header *kept = NEW_ARRAY(arena, Header, count + more.count + 1);
    size_t kept_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (header_goes_on(&headers[i], is_request) && !(is_request && is_other_caller(headers, count, i)))
            kept[kept_count++] = headers[i];
    }
    for (size_t i = 0; i < more.count; i++) kept[kept_count++] = more.items[i];
    return (Headers){ kept, kept_count };
}

/* ---- header parts ---- */

static Str head_part(Arena *arena, Str first, Str second, Headers headers) {
    Buf out = buf_new(arena, HEADER_PART_MAX);
    buf_add(&out, first);
    buf_add(&out, S("\r\n"));
    buf_add(&out, second);
    buf_add(&out, S("\r\n"));
    for (size_t i = 0; i < headers.count; i++) {
        buf_add(&out, headers.items[i].name);
        buf_char(&out, ':');
        buf_add(&out, headers.items[i].value);
        buf_add(&out, S("\r\n"));
    }
    Str text = S("");
    MUST(buf_done(&out, &text) == OK); /* heads are limited where they come in */
    return text;
}

Str request_head_part(Arena *arena, Str verb, Str target, Headers headers) {
    return head_part(arena, verb, target, headers);
}

Str answer_head_part(Arena *arena, int status, Str reason, Headers headers) {
    return head_part(arena, str_format(arena, "%d", status), reason, headers);
}

Str request_hash(Arena *arena, const Sha512 *head, const Sha512 *body) {
    Sha512 hash = *head;
    if (body != NULL)
        hash = sha512_of_two((Str){ (const char *)hash.bytes, SHA512_BYTES },
                             (Str){ (const char *)body->bytes, SHA512_BYTES });
    return base64_text(arena, hash.bytes, SHA512_BYTES);
}
