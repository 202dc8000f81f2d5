/* kit/http_wire - HTTP/1.1 requests as bytes: one strict way to understand their head and their body's length (RFC
 * 9112), so that nobody before or behind us can understand another. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_HTTP_WIRE_H
#define KIT_HTTP_WIRE_H

#include "base/clock.h"

enum { WIRE_HEAD_MAX = 32 * 1024, WIRE_TARGET_MAX = 8 * 1024, WIRE_HEADERS_MAX = 100, WIRE_VERB_MAX = 20 };

typedef struct Header {
    Str name, value; /* any bytes but controls: not always UTF-8 */
} Header;

/* Why a request is refused. */
typedef enum WireFault {
    WIRE_FINE = 0,
    WIRE_MORE, /* nothing is wrong; more must come */
    WIRE_BARE_BREAK,
    WIRE_FOLDED,
    WIRE_REQUEST_LINE,
    WIRE_VERSION,
    WIRE_HEADER,
    WIRE_HEAD_LARGE,
    WIRE_HOST,
    WIRE_LENGTH,
    WIRE_CODING,
    WIRE_LENGTH_AND_CODING,
    WIRE_CHUNK,
} WireFault;

/* Borrows from the bytes that it was read from. */
typedef struct WireHead {
    Str verb, target;
    Header headers[WIRE_HEADERS_MAX];
    size_t header_count;
    size_t bytes;   /* of the head, with its empty line */
    int64_t length; /* of the body; -1: it comes in chunks */
    bool is_old;    /* HTTP/1.0 */
    bool is_last;   /* the connection is closed behind the answer */
    bool is_asking; /* Expect: 100-continue */
} WireHead;

/* `*at` is how far the bytes were looked at before; it begins with 0 for each head. */
WireFault wire_read_head(Str bytes, size_t *at, WireHead *ret_head);
const char *wire_fault_text(WireFault fault); /* a sentence in English, for the other end's programmer */

Str wire_reason(int status); /* the usual one; "" where there is none */
Str http_date(Arena *arena, Time at); /* as Date has it (RFC 9110, 5.6.7) */
bool wire_is_token(Str text); /* of RFC 9110: what a method or the name of a header may be */
bool header_is(const Header *header, const char *name);                           /* whatever the case of its letters */
const Header *header_last(const Header *headers, size_t count, const char *name); /* NULL: there is none */

/* ---- chunks ---- */
typedef struct Chunks {
    int state;
    int64_t left;
    int digits, others;
    bool may_have_more; /* extensions and trailers are passed over; otherwise they are faults */
    bool is_over;
} Chunks;

/* Takes bytes from the front of `*bytes`; `*ret_piece` is what of them belongs to the body, maybe empty. Called again
 * until `*bytes` is empty or `is_over`. WIRE_FINE or WIRE_CHUNK. */
WireFault chunks_take(Chunks *chunks, Str *bytes, Str *ret_piece);

#endif
