/* kit/webauthn - what a browser answers for a passkey (WebAuthn level 3), checked by libfido2. Who may use one, and
 * what was asked, is its caller's matter. Attestation is not looked at. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_WEBAUTHN_H
#define KIT_WEBAUTHN_H

#include "kit/crypto.h"

enum {
    WEBAUTHN_CLIENT_DATA_MAX = 4096,
    WEBAUTHN_OBJECT_MAX = 16384, /* an attestation that was not asked for may come all the same */
    WEBAUTHN_DATA_MAX = 2048,
    WEBAUTHN_SIGNATURE_MAX = 1024,
    WEBAUTHN_CREDENTIAL_MAX = 1023 /* as the standard has it */
};

typedef enum WebauthnVerdict {
    WEBAUTHN_HOLDS,
    WEBAUTHN_MALFORMED,
    WEBAUTHN_OTHER_ACT,    /* made where one is asked for, or asked for where one is made */
    WEBAUTHN_OTHER_SITE,   /* origin, rp id, or inside a page of another site */
    WEBAUTHN_NOT_PRESENT,  /* nobody touched it */
    WEBAUTHN_NOT_VERIFIED, /* it does not know by PIN or finger that it is its person */
    WEBAUTHN_BAD_KEY,      /* an algorithm or a key that is not taken */
    WEBAUTHN_BAD_SIGNATURE,
} WebauthnVerdict;

/* COSE's numbers; these are taken, in this order of liking. */
enum { COSE_ES256 = -7, COSE_EDDSA = -8, COSE_RS256 = -257, COSE_COUNT = 3 };
extern const int cose_algorithms[COSE_COUNT];

/* The site for which passkeys are made: its origin, and the host of it. */
typedef struct WebauthnSite {
    Str origin, id;
} WebauthnSite;
/* https://host or https://host:port; http for localhost alone. As a browser writes it: small letters, no slash. */
bool webauthn_site_of(Str origin, WebauthnSite *ret_site);

/* What the browser itself says. */
typedef struct ClientData {
    Str type, challenge, origin; /* the challenge is base64url */
    bool is_cross_origin;
    Sha256 digest; /* of its bytes: this is what is signed */
} ClientData;
bool client_data_read(Arena *arena, Str json, ClientData *ret_client);
WebauthnVerdict client_data_check(const ClientData *client, const WebauthnSite *site, bool is_making);

typedef struct WebauthnKey {
    Str credential; /* its bytes */
    int64_t algorithm;
    Str public_key; /* as libfido2 holds it */
} WebauthnKey;

/* What an authenticator says of itself in each answer. */
typedef struct WebauthnState {
    int64_t sign_count; /* 0: it does not count */
    bool is_verified, may_be_copied, is_copied;
} WebauthnState;

/* A passkey that was made, out of its attestation object. */
WebauthnVerdict webauthn_read_made(Arena *arena, const WebauthnSite *site, Str object, WebauthnKey *ret_key,
                                   WebauthnState *ret_state);

typedef struct WebauthnAnswer {
    const ClientData *client;
    Str data, signature; /* data: of the authenticator */
    bool must_verify;
} WebauthnAnswer;
WebauthnVerdict webauthn_check_answer(Arena *arena, const WebauthnSite *site, const WebauthnKey *key,
                                      const WebauthnAnswer *answer, WebauthnState *ret_state);

#endif
