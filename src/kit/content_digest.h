/* kit/content_digest - what Content-Digest and Repr-Digest say of a body (RFC 9530), by SHA-256 and SHA-512. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_CONTENT_DIGEST_H
#define KIT_CONTENT_DIGEST_H

#include "kit/crypto.h"

/* Of a body as it was told, or as it was taken while the body came in: then only what was taken is there. */
typedef struct ContentDigest {
    bool has_sha256, has_sha512;
    Sha256 sha256;
    Sha512 sha512;
} ContentDigest;

/* False when it is no dictionary of digests, or holds neither of ours. Algorithms that are not ours are passed over. */
bool content_digest_read(Arena *arena, Str field, ContentDigest *ret_digest);
/* As a field has it: those that there are, SHA-256 first; "" when there is none. */
Str content_digest_text(Arena *arena, const ContentDigest *digest);
/* Is there one that both have, and are all of these equal? */
bool content_digest_fits(const ContentDigest *told, const ContentDigest *body);
ContentDigest content_digest_of(Str body); /* both */

#endif
