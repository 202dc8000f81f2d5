/* kit/certificates - certificates (X.509) and public keys (SPKI) as people hand them in: PEM. By OpenSSL. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_CERTIFICATES_H
#define KIT_CERTIFICATES_H

#include "base/clock.h"
#include "kit/crypto.h"

enum { CERTIFICATE_BYTES_MAX = 8 * 1024 };

typedef struct Certificate {
    Sha256 fingerprint; /* of the DER: what we know it by */
    Str der;
    Time valid_from, valid_to;
} Certificate;

/* The first certificate of a PEM text, with nothing before it; false when there is none. What stands behind it (the
 * rest of a chain) is not looked at. */
bool certificate_read(Arena *arena, Str pem, Certificate *ret_certificate);
/* The same of one that a proxy wrote into a header, percent-encoded as nginx's $ssl_client_escaped_cert. */
bool certificate_read_escaped(Arena *arena, Str escaped, Certificate *ret_certificate);
/* The other way round: PEM, with a line break at its end. */
Str certificate_pem(Arena *arena, Str der);

typedef enum PublicKeyKind { PUBLIC_KEY_ED25519 = 1, PUBLIC_KEY_ECDSA_P256 } PublicKeyKind;

typedef struct PublicKey {
    PublicKeyKind kind;
    Str spki; /* DER; of one key always the same bytes */
} PublicKey;

/* A key of one of these kinds, and nothing else in the PEM text; a point of P-256 is written in full. */
bool public_key_read(Arena *arena, Str pem, PublicKey *ret_key);
Str public_key_pem(Arena *arena, Str spki);

/* The bytes of a request for a certificate (PKCS#10), and nothing else in the PEM text; also in the armour that old
 * programs of Microsoft put on. kit/authority reads them. */
bool signing_request_der(Arena *arena, Str pem, Str *ret_der);
Str signing_request_pem(Arena *arena, Str der);

#endif
