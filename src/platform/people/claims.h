/* platform/people/claims - private to the people room: what the tokens of a provider say, and whether it may be
 * believed. Rules only: signatures are kit/jwt's matter. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_CLAIMS_H
#define PLATFORM_PEOPLE_CLAIMS_H

#include "kit/json_open.h"

enum { CLAIM_BYTES_MAX = 255, LEEWAY_S = 60, LOGOUT_AGE_S = 300 };

/* Of an ID token or of a logout token (OpenID Connect Core 1.0, Back-Channel Logout 1.0). */
typedef struct Claims {
    Str issuer, subject, party, nonce, access_digest, session, context, id;
    Texts audience, methods;
    Time expires_at, issued_at, valid_from, shown_at;
    bool has_nonce, is_logout;
} Claims;

typedef struct ClaimsWanted {
    Str issuer, client, nonce;
    Str access_token; /* that came with it; "" for none */
    Time now;
} ClaimsWanted;

typedef enum ClaimsFlaw {
    CLAIMS_FINE,
    CLAIMS_FORM, /* what must be there is not, or is too long */
    CLAIMS_ISSUER,
    CLAIMS_AUDIENCE,
    CLAIMS_NONCE,
    CLAIMS_EXPIRED,
    CLAIMS_FUTURE,
    CLAIMS_ACCESS, /* the access token is not the one that it was made with */
    CLAIMS_KIND,   /* a logout token where an ID token is wanted, or the other way round */
} ClaimsFlaw;

Claims claims_of(Arena *arena, const JsonOpen *object);
ClaimsFlaw id_token_check(Arena *arena, const Claims *claims, const ClaimsWanted *wanted);
ClaimsFlaw logout_token_check(const Claims *claims, const ClaimsWanted *wanted);

/* Does it say so: one of these words is its acr, or among its amr? */
bool claims_show_two(const Claims *claims, Texts contexts, Texts methods);

/* Left half of the digest of an access token, as at_hash has it. */
Str access_digest(Arena *arena, Str access_token);

#endif
