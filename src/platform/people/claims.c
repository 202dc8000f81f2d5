/* platform/people/claims - see claims.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/claims.h"

#include "kit/crypto.h"

#define SECOND_US INT64_C(1000000)

Claims claims_of(Arena *arena, const JsonOpen *object) {
    const JsonOpen *events = json_open_object(object, "events");
    const char *event = "http://schemas.openid.net/event/backchannel-logout";
    return (Claims){ .issuer = json_open_text(object, "iss"),
                     .subject = json_open_text(object, "sub"),
                     .party = json_open_text(object, "azp"),
                     .nonce = json_open_text(object, "nonce"),
                     .access_digest = json_open_text(object, "at_hash"),
                     .session = json_open_text(object, "sid"),
                     .context = json_open_text(object, "acr"),
                     .id = json_open_text(object, "jti"),
                     .audience = json_open_texts(arena, object, "aud"),
                     .methods = json_open_texts(arena, object, "amr"),
                     .expires_at = json_open_time(object, "exp"),
                     .issued_at = json_open_time(object, "iat"),
                     .valid_from = json_open_time(object, "nbf"),
                     .shown_at = json_open_time(object, "auth_time"),
                     .has_nonce = json_open_has(object, "nonce"),
                     .is_logout = events != NULL && json_open_object(events, event) != NULL };
}

static bool is_short(Str claim) {
    return claim.len <= CLAIM_BYTES_MAX;
}

/* Ours alone, or made for us to show: of several audiences one must be the party that asked. */
static ClaimsFlaw check_ends(const Claims *claims, const ClaimsWanted *wanted) {
    const bool is_party =
        claims->party.len > 0 ? str_equal(claims->party, wanted->client) : claims->audience.count == 1;
    if (!str_equal(claims->issuer, wanted->issuer)) return CLAIMS_ISSUER;
    return texts_hold(claims->audience, wanted->client) && is_party ? CLAIMS_FINE : CLAIMS_AUDIENCE;
}

static bool is_before(Time moment, Time now) {
    return moment.us <= now.us - LEEWAY_S * SECOND_US;
}

static bool is_after(Time moment, Time now) {
    return moment.us > now.us + LEEWAY_S * SECOND_US;
}

Str access_digest(Arena *arena, Str access_token) {
    const Sha256 whole = sha256(access_token);
    return base64url_text(arena, whole.bytes, sizeof whole.bytes / 2);
}

ClaimsFlaw id_token_check(Arena *arena, const Claims *claims, const ClaimsWanted *wanted) {
    const bool has_all = claims->subject.len > 0 && claims->expires_at.us > 0 && claims->issued_at.us > 0;
    if (claims->is_logout) return CLAIMS_KIND;
    if (!has_all || !is_short(claims->subject) || !is_short(claims->session)) return CLAIMS_FORM;
    const ClaimsFlaw flaw = check_ends(claims, wanted);
    if (flaw != CLAIMS_FINE) return flaw;
    if (wanted->nonce.len == 0 || !secret_equal(claims->nonce, wanted->nonce)) return CLAIMS_NONCE;
    if (is_before(claims->expires_at, wanted->now)) return CLAIMS_EXPIRED;
    if (is_after(claims->issued_at, wanted->now) || is_after(claims->valid_from, wanted->now)) return CLAIMS_FUTURE;
    const bool has_digest = claims->access_digest.len > 0;
    if (has_digest && !str_equal(claims->access_digest, access_digest(arena, wanted->access_token)))
        return CLAIMS_ACCESS;
    return CLAIMS_FINE;
}

ClaimsFlaw logout_token_check(const Claims *claims, const ClaimsWanted *wanted) {
    const Time oldest = { claims->issued_at.us + LOGOUT_AGE_S * SECOND_US };
    if (!claims->is_logout || claims->has_nonce) return CLAIMS_KIND;
    const bool has_all =
        claims->id.len > 0 && claims->issued_at.us > 0 && (claims->subject.len > 0 || claims->session.len > 0);
    if (!has_all || !is_short(claims->id) || !is_short(claims->subject) || !is_short(claims->session))
        return CLAIMS_FORM;
    if (!str_equal(claims->issuer, wanted->issuer)) return CLAIMS_ISSUER;
    if (!texts_hold(claims->audience, wanted->client)) return CLAIMS_AUDIENCE;
    if (is_after(claims->issued_at, wanted->now) || is_after(claims->valid_from, wanted->now)) return CLAIMS_FUTURE;
    const bool is_over = claims->expires_at.us > 0 && is_before(claims->expires_at, wanted->now);
    return is_over || is_before(oldest, wanted->now) ? CLAIMS_EXPIRED : CLAIMS_FINE;
}

bool claims_show_two(const Claims *claims, Texts contexts, Texts methods) {
    if (claims->context.len > 0 && texts_hold(contexts, claims->context)) return true;
    for (size_t i = 0; i < claims->methods.count; i++) {
        if (texts_hold(methods, claims->methods.items[i])) return true;
    }
    return false;
}
