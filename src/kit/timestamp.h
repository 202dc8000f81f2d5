/* kit/timestamp - time-stamps of others (RFC 3161): asking for one, and checking what comes back. By OpenSSL; the
 * network is not its business. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_TIMESTAMP_H
#define KIT_TIMESTAMP_H

#include "base/clock.h"
#include "kit/crypto.h"

enum { TIMESTAMP_BYTES_MAX = 64 * 1024, TIMESTAMP_NONCE_BYTES = 8 };

#define TIMESTAMP_QUERY S("application/timestamp-query")
#define TIMESTAMP_REPLY S("application/timestamp-reply")

/* A query for this digest, with a nonce of chance, that wants the certificate in the answer. DER. */
Str timestamp_query(Arena *arena, const Sha256 *digest);

typedef enum StampFlaw {
    STAMP_FINE = 0,
    STAMP_FORM,    /* no answer of RFC 3161 */
    STAMP_REFUSED, /* the server gave none */
    STAMP_TRUST,   /* what is to be trusted is no certificate in PEM */
    STAMP_WRONG,   /* of another digest or nonce, or its signature does not lead to what is trusted */
} StampFlaw;

typedef struct Timestamp {
    Str token; /* DER: a file for openssl ts -verify -token_in */
    Time at;   /* as its maker says */
    Str words; /* about the flaw, for whoever runs the program */
} Timestamp;

/* Does the answer hold for the query? `trusted` has certificates in PEM: of the maker, or of who issued his. */
StampFlaw timestamp_check(Arena *arena, Str query, Str answer, Str trusted, Timestamp *ret_timestamp);

#endif
