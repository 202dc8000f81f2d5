/* platform/exchange/message - the header part of a message and its hash, byte for byte as the X-Road message protocol
 * for REST 1.0.4 has them (docs/protocols/exchange.md): what is signed, recorded and compared. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_MESSAGE_H
#define PLATFORM_EXCHANGE_MESSAGE_H

#include "kit/crypto.h"
#include "kit/http_wire.h"

enum { UUID_LETTERS = 36, HEADER_PART_MAX = 128 * 1024 };

Str uuid_new(Arena *arena); /* version 7 (RFC 9562): sorts by the time of its making */

/* What of the headers goes on. `is_request`: from the caller; else from the provider. */
bool header_goes_on(const Header *header, bool is_request);

typedef struct Headers {
    const Header *items;
    size_t count;
} Headers;

/* Those that go on, in their order, and `more` behind them. */
Headers headers_filtered(Arena *arena, const Header *headers, size_t count, bool is_request, Headers more);

/* VERB CRLF PATH?QUERY CRLF (name:value CRLF)* */
Str request_head_part(Arena *arena, Str verb, Str target, Headers headers);
/* CODE CRLF REASON CRLF (name:value CRLF)* */
Str answer_head_part(Arena *arena, int status, Str reason, Headers headers);

/* base64 of the header part's SHA-512; with a body of SHA-512 of both digests. `body` NULL: there is none. */
Str request_hash(Arena *arena, const Sha512 *head, const Sha512 *body);

#endif
