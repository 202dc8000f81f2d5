/* kit/webhook_signature - see webhook_signature.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/webhook_signature.h"

#include <inttypes.h>
#include <sodium.h>

#define SECOND_US   INT64_C(1000000)
#define SECONDS_MAX INT64_C(100000000000) /* beyond the year 5000 */

/* ---- keys as text ---- */

static Str key_text(Arena *arena, const char *prefix, const unsigned char *bytes, size_t size) {
    return str_format(arena, "%s%.*s", prefix, STR_FMT(base64_text(arena, bytes, size)));
}

static bool key_read(Arena *arena, const char *prefix, Str text, unsigned char *bytes, size_t room, size_t *ret_size) {
    const Str start = str_of(prefix);
    return str_starts(text, start) && base64_read(arena, str_part(text, start.len, text.len), bytes, room, ret_size);
}

Str webhook_secret_text(Arena *arena, const WebhookSecret *secret) {
    return key_text(arena, "whsec_", secret->bytes, secret->size);
}

bool webhook_secret_read(Arena *arena, Str text, WebhookSecret *ret_secret) {
    return key_read(arena, "whsec_", text, ret_secret->bytes, WEBHOOK_SECRET_MAX, &ret_secret->size) &&
           ret_secret->size >= WEBHOOK_SECRET_MIN;
}

void webhook_secret_wipe(WebhookSecret *secret) {
    sodium_memzero(secret, sizeof *secret);
}

Str webhook_key_text(Arena *arena, const SignKey *key) {
    return key_text(arena, "whpk_", key->bytes, SIGN_KEY_BYTES);
}

bool webhook_key_read(Arena *arena, Str text, SignKey *ret_key) {
    size_t size = 0;
    return key_read(arena, "whpk_", text, ret_key->bytes, SIGN_KEY_BYTES, &size) && size == SIGN_KEY_BYTES;
}

/* ---- signing ---- */

static Str signed_text(Arena *arena, const WebhookMessage *message) {
    return str_format(arena, "%.*s.%.*s.%.*s", STR_FMT(message->id), STR_FMT(message->timestamp),
                      STR_FMT(message->body));
}

static Sha256 shared_digest(const WebhookSecret *secret, Str text) {
    Sha256 result;
    crypto_auth_hmacsha256_state state;
    MUST(crypto_auth_hmacsha256_init(&state, secret->bytes, secret->size) == 0 &&
         crypto_auth_hmacsha256_update(&state, (const unsigned char *)text.at, text.len) == 0 &&
         crypto_auth_hmacsha256_final(&state, result.bytes) == 0);
    sodium_memzero(&state, sizeof state);
    return result;
}

Str webhook_timestamp(Arena *arena, Time at) {
    return str_format(arena, "%" PRId64, at.us / SECOND_US);
}

Str webhook_sign(Arena *arena, const SignSeed *seed, const WebhookMessage *message) {
    const Signature signature = sign_text(seed, signed_text(arena, message));
    return key_text(arena, "v1a,", signature.bytes, SIGNATURE_BYTES);
}

Str webhook_sign_shared(Arena *arena, const WebhookSecret *secret, const WebhookMessage *message) {
    const Sha256 digest = shared_digest(secret, signed_text(arena, message));
    return key_text(arena, "v1,", digest.bytes, SHA256_BYTES);
}

/* ---- checking ---- */

static WebhookFlaw check_form(const WebhookMessage *message, Time now) {
    int64_t seconds;
    if (message->id.len == 0 || memchr(message->id.at, '.', message->id.len) != NULL || message->signatures.len == 0)
        return WEBHOOK_FORM;
    if (str_to_int(message->timestamp, 0, SECONDS_MAX, &seconds) != OK) return WEBHOOK_FORM;
    const int64_t age = now.us / SECOND_US - seconds;
    return age > WEBHOOK_WINDOW_S || age < -WEBHOOK_WINDOW_S ? WEBHOOK_TIME : WEBHOOK_FINE;
}

/* Exactly one of the two keys. */
static bool holds(Arena *arena, const SignKey *key, const WebhookSecret *secret, Str text, Str shown) {
    Signature signature;
    Sha256 digest;
    size_t size = 0;
    if (secret == NULL)
        return base64_read(arena, shown, signature.bytes, SIGNATURE_BYTES, &size) && size == SIGNATURE_BYTES &&
               signature_holds(key, text, &signature);
    if (!base64_read(arena, shown, digest.bytes, SHA256_BYTES, &size) || size != SHA256_BYTES) return false;
    const Sha256 wanted = shared_digest(secret, text);
    return sodium_memcmp(digest.bytes, wanted.bytes, SHA256_BYTES) == 0;
}

static WebhookFlaw check(Arena *arena, const SignKey *key, const WebhookSecret *secret, const WebhookMessage *message,
                         Time now) {
    const WebhookFlaw flaw = check_form(message, now);
    Str rest = message->signatures;
    if (flaw != WEBHOOK_FINE) return flaw;
    const Str text = signed_text(arena, message);
    for (size_t i = 0; rest.at != NULL; i++) {
        Str shown = str_cut(&rest, ' ');
        const Str version = str_cut(&shown, ',');
        if (i == WEBHOOK_SIGNATURES_MAX) return WEBHOOK_FORM;
        if (shown.at == NULL || !str_is(version, secret == NULL ? "v1a" : "v1")) continue;
        if (holds(arena, key, secret, text, shown)) return WEBHOOK_FINE;
    }
    return WEBHOOK_WRONG;
}

WebhookFlaw webhook_check(Arena *arena, const SignKey *key, const WebhookMessage *message, Time now) {
    return check(arena, key, NULL, message, now);
}

WebhookFlaw webhook_check_shared(Arena *arena, const WebhookSecret *secret, const WebhookMessage *message, Time now) {
    return check(arena, NULL, secret, message, now);
}
