/* kit/webhook_signature - signatures of web hooks (Standard Webhooks): `v1a` by Ed25519, `v1` by a shared secret. Pure:
 * the clock is passed in, and whether an id was seen before is the receiver's to remember. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_WEBHOOK_SIGNATURE_H
#define KIT_WEBHOOK_SIGNATURE_H

#include "base/clock.h"
#include "kit/crypto.h"

/* A shared secret has 24 to 64 bytes; a message may show several signatures, of keys that are about to change. */
enum { WEBHOOK_SECRET_MIN = 24, WEBHOOK_SECRET_MAX = 64, WEBHOOK_WINDOW_S = 300, WEBHOOK_SIGNATURES_MAX = 16 };

typedef struct WebhookSecret {
    unsigned char bytes[WEBHOOK_SECRET_MAX];
    size_t size;
} WebhookSecret;

/* What is sent: webhook-id (no full stop in it), webhook-timestamp, webhook-signature, and the body as it goes. */
typedef struct WebhookMessage {
    Str id, timestamp, signatures, body;
} WebhookMessage;

typedef enum WebhookFlaw {
    WEBHOOK_FINE = 0,
    WEBHOOK_FORM, /* a field is missing, or is none */
    WEBHOOK_TIME, /* too old, or of a time to come */
    WEBHOOK_WRONG,
} WebhookFlaw;

/* Keys as people hand them on: `whsec_`, `whpk_` and base64. */
Str webhook_secret_text(Arena *arena, const WebhookSecret *secret);
bool webhook_secret_read(Arena *arena, Str text, WebhookSecret *ret_secret);
void webhook_secret_wipe(WebhookSecret *secret);
Str webhook_key_text(Arena *arena, const SignKey *key);
bool webhook_key_read(Arena *arena, Str text, SignKey *ret_key);

Str webhook_timestamp(Arena *arena, Time at);
/* For webhook-signature, of a message whose id, timestamp and body are there. */
Str webhook_sign(Arena *arena, const SignSeed *seed, const WebhookMessage *message);
Str webhook_sign_shared(Arena *arena, const WebhookSecret *secret, const WebhookMessage *message);

/* One of the signatures must be right; those of other versions are passed over. */
WebhookFlaw webhook_check(Arena *arena, const SignKey *key, const WebhookMessage *message, Time now);
WebhookFlaw webhook_check_shared(Arena *arena, const WebhookSecret *secret, const WebhookMessage *message, Time now);

#endif
