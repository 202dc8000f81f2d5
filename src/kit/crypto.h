/* kit/crypto - digests, secrets and passwords, by OpenSSL and libsodium. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_CRYPTO_H
#define KIT_CRYPTO_H

#include "base/str.h"

enum { SHA256_BYTES = 32, SECRET_BYTES = 32 };

typedef struct Sha256 {
    unsigned char bytes[SHA256_BYTES];
} Sha256;

void crypto_start(void); /* once, before threads */

Sha256 sha256(Str data);
Str hex_text(Arena *arena, const void *bytes, size_t size);
Str base64url_text(Arena *arena, const void *bytes, size_t size); /* without padding */
Str base64_text(Arena *arena, const void *bytes, size_t size);    /* with padding */

/* A digest that is fed piece by piece; for bodies that are not held in memory. */
typedef struct Digest Digest;
Digest *digest_new(void);
void digest_add(Digest *digest, const void *bytes, size_t size);
Sha256 digest_end(Digest *digest); /* and frees it */
void digest_drop(Digest *digest);  /* frees it unfinished; NULL is allowed */

/* 32 bytes of chance as 43 letters: for sessions and tokens. Only its sha256 is ever stored. */
Str secret_new(Arena *arena);
bool secret_equal(Str a, Str b); /* in constant time */

/* Argon2id, in its usual text form. Costs tens of milliseconds and `memory_kib`: never in the writer's lane. */
Str password_hash(Arena *arena, Str password, int64_t passes, int64_t memory_kib);
bool password_fits(Str hash, Str password);

#endif
