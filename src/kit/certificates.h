/* kit/certificates - certificates (X.509, PEM) and what we know them by: the SHA-256 of their bytes. By OpenSSL. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_CERTIFICATES_H
#define KIT_CERTIFICATES_H

#include "base/clock.h"
#include "kit/crypto.h"

enum { CERTIFICATE_BYTES_MAX = 8 * 1024 };

typedef struct Certificate {
    Sha256 fingerprint; /* of the DER */
    Time valid_from, valid_to;
} Certificate;

/* The first certificate of a PEM text, with nothing before it; false when there is none. What stands behind it (the
 * rest of a chain) is not looked at. */
bool certificate_read(Arena *arena, Str pem, Certificate *ret_certificate);
/* The same of one that a proxy wrote into a header, percent-encoded as nginx's $ssl_client_escaped_cert. */
bool certificate_read_escaped(Arena *arena, Str escaped, Certificate *ret_certificate);

#endif
