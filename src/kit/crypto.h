/* kit/crypto - digests, secrets and passwords, by OpenSSL and libsodium. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_CRYPTO_H
#define KIT_CRYPTO_H

#include "base/str.h"

enum { SHA256_BYTES = 32, SHA256_HEX = 64, SHA512_BYTES = 64, SECRET_BYTES = 32, SIGN_KEY_BYTES = 32,
       SIGNATURE_BYTES = 64, STORE_KEY_BYTES = 32 };

typedef struct Sha256 {
    unsigned char bytes[SHA256_BYTES];
} Sha256;

void crypto_start(void); /* once, before threads */

typedef struct Sha512 {
    unsigned char bytes[SHA512_BYTES];
} Sha512;

Sha256 sha256(Str data);
Sha512 sha512(Str data);
Sha512 sha512_of_two(Str first, Str second); /* of both, one behind the other */
bool sha256_equal(const Sha256 *a, const Sha256 *b);
Str hex_text(Arena *arena, const void *bytes, size_t size);
Str sha256_text(Arena *arena, Str data); /* in hex */
bool hex_read(Str hex, void *bytes, size_t size); /* exactly `size` bytes, in lower case */
Str base64url_text(Arena *arena, const void *bytes, size_t size); /* without padding */
Str base64_text(Arena *arena, const void *bytes, size_t size);    /* with padding */

/* In the form that the writers above have, and no other: false for what another text could stand for as well, or is
 * longer than `room`. */
bool base64_read(Arena *arena, Str text, void *bytes, size_t room, size_t *ret_size);
bool base64url_read(Arena *arena, Str text, void *bytes, size_t room, size_t *ret_size);

/* Ed25519 (RFC 8032). The seed is the secret; whoever holds it wipes it when done. */
typedef struct SignSeed {
    unsigned char bytes[SIGN_KEY_BYTES];
} SignSeed;
typedef struct SignKey {
    unsigned char bytes[SIGN_KEY_BYTES];
} SignKey;
typedef struct Signature {
    unsigned char bytes[SIGNATURE_BYTES];
} Signature;
SignSeed sign_seed_new(void);
void sign_seed_wipe(SignSeed *seed);
SignKey sign_key_of(const SignSeed *seed);
Signature sign_text(const SignSeed *seed, Str text);
bool signature_holds(const SignKey *key, Str text, const Signature *signature);

/* A digest that is fed piece by piece; for bodies that are not held in memory. */
typedef struct Digest Digest;
Digest *digest_new(void);
void digest_add(Digest *digest, const void *bytes, size_t size);
Sha256 digest_end(Digest *digest); /* and frees it */
Digest *digest_new_sha512(void);   /* the same for SHA-512 */
Sha512 digest_end_sha512(Digest *digest);
void digest_drop(Digest *digest);  /* frees it unfinished; NULL is allowed */

/* 32 bytes of chance as 43 letters: for sessions and tokens. Only its sha256 is ever stored. */
Str secret_new(Arena *arena);
bool secret_equal(Str a, Str b); /* in constant time */
void secret_wipe(Str secret);    /* overwrites it where it stands */

/* A key of the installation that never leaves its data folder: for what must be read again but not from a copy of the
 * database alone. Wiped by whoever loaded it. */
typedef struct StoreKey {
    unsigned char bytes[STORE_KEY_BYTES];
} StoreKey;
StoreKey store_key_new(void);
void store_key_wipe(StoreKey *key);
Str box_close(Arena *arena, const StoreKey *key, const void *bytes, size_t size); /* base64 of nonce and box */
bool box_open(Arena *arena, const StoreKey *key, Str box, void *bytes, size_t size); /* exactly `size` bytes, whole */
size_t box_content_size(Str box); /* as its length tells; 0 for what is no box */
Sha256 keyed_digest(const StoreKey *key, Str data); /* HMAC-SHA-256: of secrets that are short enough to be guessed */

/* Argon2id, in its usual text form. Costs tens of milliseconds and `memory_kib`: never in the writer's lane. */
Str password_hash(Arena *arena, Str password, int64_t passes, int64_t memory_kib);
bool password_fits(Str hash, Str password);

#endif
