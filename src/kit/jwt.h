/* kit/jwt - signed tokens of other servers (JWS in its compact form, RFC 7515), by cjose. What a token says is its
 * reader's matter; here it is only found out whether one of the given keys has signed it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_JWT_H
#define KIT_JWT_H

#include "base/str.h"

enum { JWT_BYTES_MAX = 16 * 1024, JWK_SET_BYTES_MAX = 64 * 1024 };

typedef enum JwtFlaw {
    JWT_FINE,
    JWT_FORM,      /* it is no signed token, or its head asks for what we do not know (crit) */
    JWT_ALGORITHM, /* other than RS256, PS256, ES256: also `none`, and those whose key is a shared secret */
    JWT_KEY,       /* none of the keys is meant by it */
    JWT_SIGNATURE, /* ... and those that are have not signed it */
} JwtFlaw;

/* `keys` is a JWK Set (RFC 7517) as its owner publishes it; the claims are given as they were signed: any bytes. */
JwtFlaw jwt_read(Arena *arena, Str token, Str keys, Str *ret_claims);

/* Keys in it that may sign what jwt_read() takes. */
size_t jwk_set_count(Arena *arena, Str keys);

#endif
