/* kit/http_key - keys that sign HTTP messages, made ready once and used by many threads: Ed25519 by libsodium, ECDSA
 * with P-256 and SHA-256 by OpenSSL. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_HTTP_KEY_H
#define KIT_HTTP_KEY_H

#include "kit/crypto.h"

/* Both write signatures of 64 bytes: ECDSA's are r and s, 32 bytes each (RFC 9421, 3.3.4). */
enum { HTTP_SIGNATURE_BYTES = 64 };

typedef enum HttpKeyAlgorithm { HTTP_KEY_ED25519 = 1, HTTP_KEY_ECDSA_P256 } HttpKeyAlgorithm;

/* Lives as long as the arena it was made in, which wipes what is secret. */
typedef struct HttpKey HttpKey;

/* From DER: a SubjectPublicKeyInfo, or a PKCS #8 key, which signs and verifies. False when it is no such key. */
bool http_key_public(Arena *arena, HttpKeyAlgorithm algorithm, Str spki, const HttpKey **ret_key);
bool http_key_secret(Arena *arena, HttpKeyAlgorithm algorithm, Str pkcs8, const HttpKey **ret_key);

/* The same from a PEM text, whichever kind it is of; a key behind a password is none. */
bool http_key_secret_pem(Arena *arena, Str pem, const HttpKey **ret_key);
Str http_key_spki(Arena *arena, const HttpKey *key); /* its public part: DER of a SubjectPublicKeyInfo */

const char *http_key_algorithm(const HttpKey *key); /* its name in signatures: "ed25519", "ecdsa-p256-sha256" */
bool http_key_holds(const HttpKey *key, Str text, Str signature);
/* The key is a secret one. */
void http_key_sign(const HttpKey *key, Str text, unsigned char ret_signature[HTTP_SIGNATURE_BYTES]);

#endif
