/* tests/fuzz/fuzz_jwt - what providers of identities and their thieves send: tokens, sets of keys, claims, forms. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/jwt.h"
#include "platform/people/claims.h"
#include "tests/fuzz/fuzz.h"

/* Signed by node:crypto with a key that was thrown away: nobody can sign another for this set. */
#define TOKEN                                                                                                          \
    "eyJhbGciOiJFUzI1NiIsImtpZCI6ImsyIn0.eyJpc3MiOiJodHRwczovL25vaS5leGFtcGxlIiwic3ViIjoiNyJ9.21D4dvjrt8E8RYvr"        \
    "Jt0GE70YsYWFEDkULd1K30cD0bFmJGrh3ftBlp1ETgkgHQHEpaHdzVCCXg2DLLev3_Q8-A"

#define KEYS                                                                                                           \
    "{\"keys\":[{\"kty\":\"EC\",\"x\":\"dDlO0LjWaohK5r3a-YqnM3dYBiwXVs9jffrkjmJ5AXk\",\"y\":\"rCQulxLC39EL0TK5"        \
    "xNLJw0KsIMPcfWEHkW_pfbADJLg\",\"crv\":\"P-256\",\"kid\":\"k2\",\"use\":\"sig\"}]}"

#define CLAIMS "{\"iss\":\"https://noi.example\",\"sub\":\"7\"}"
#define NOW_US INT64_C(1795316400000000)

/* ECDSA signatures have a twin, so the token itself may differ; what it says may not. */
static void check_token(Ctx *cx, Str token) {
    Str claims;
    if (jwt_read(cx->arena, token, S(KEYS), &claims) != JWT_FINE) return;
    MUST(token.len <= JWT_BYTES_MAX && str_is(claims, CLAIMS));
}

/* Whatever set is published, the token is good or refused, and says the same. */
static void check_keys(Ctx *cx, Str keys) {
    Str claims;
    const JwtFlaw flaw = jwt_read(cx->arena, S(TOKEN), keys, &claims);
    MUST(flaw == JWT_FINE || flaw == JWT_KEY || flaw == JWT_SIGNATURE);
    if (flaw == JWT_FINE) MUST(str_is(claims, CLAIMS));
    if (jwk_set_count(cx->arena, keys) == 0) MUST(flaw == JWT_KEY);
}

static bool holds(Texts texts, Str wanted) {
    bool found = false;
    for (size_t i = 0; i < texts.count; i++) found = found || str_equal(texts.items[i], wanted);
    return found;
}

/* Believed means: ours, of now, and one kind of token alone. */
static void check_claims(Ctx *cx, Str text) {
    const ClaimsWanted wanted = {
        .issuer = S("https://noi.example"), .client = S("ta"), .nonce = S("n-1"), .now = { NOW_US }
    };
    const JsonOpen *object;
    if (json_open(cx->arena, text, &object) != OK) return;
    const Claims claims = claims_of(cx->arena, object);
    const bool is_id = id_token_check(cx->arena, &claims, &wanted) == CLAIMS_FINE;
    const bool is_logout = logout_token_check(&claims, &wanted) == CLAIMS_FINE;
    MUST(!(is_id && is_logout));
    if (!is_id && !is_logout) return;
    MUST(str_equal(claims.issuer, wanted.issuer) && holds(claims.audience, wanted.client));
    MUST(claims.issued_at.us > 0 && claims.issued_at.us <= NOW_US + LEEWAY_S * INT64_C(1000000));
    MUST(claims.subject.len <= CLAIM_BYTES_MAX && claims.session.len <= CLAIM_BYTES_MAX);
    if (is_id) MUST(str_equal(claims.nonce, wanted.nonce) && claims.subject.len > 0);
    if (is_id) MUST(claims.expires_at.us > NOW_US - LEEWAY_S * INT64_C(1000000));
    if (is_logout) MUST(!claims.has_nonce && claims.id.len > 0);
}

typedef struct Form {
    Str logout_token;
} Form;

static const Field form_fields[] = { FIELD(Form, logout_token, REQUIRED, 1, 100) };
static const Shape form_shape = SHAPE(Form, form_fields);

static void check_form(Ctx *cx, Str text) {
    Form form = { 0 };
    const Code code = form_to_record(cx, text, &form_shape, &form);
    if (code != OK) {
        fuzz_check_problem(cx, code);
        return;
    }
    MUST(form.logout_token.len > 0 && utf8_is_valid(form.logout_token) && utf8_count(form.logout_token) <= 100);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static void (*const checks[])(Ctx *, Str) = { check_token, check_keys, check_claims, check_form };
    Ctx cx = fuzz_begin(NULL);
    Str text = fuzz_input(data, size);
    const unsigned char which = fuzz_byte(&text);
    checks[which % COUNT(checks)](&cx, text);
    fuzz_end(&cx);
    return 0;
}
