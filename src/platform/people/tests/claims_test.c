/* platform/people/tests/claims_test - which tokens of a provider are believed, as a table. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/claims.h"
#include "tests/harness/unit.h"

/* 2026-11-22T03:00:00Z is 1795316400 seconds after 1970. */
static const Time now = { INT64_C(1795316400000000) };

/* at_hash of "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y": the example of OpenID Connect Core 1.0, A.6. */
#define ACCESS        "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"
#define ACCESS_DIGEST "77QmUPtjPfzWtF2AnpK9RQ"

#define GOOD  "\"iss\":\"https://noi.example\",\"sub\":\"7\",\"nonce\":\"n-1\""
#define TIMES "\"exp\":1795316700,\"iat\":1795316400"

static void an_id_token(void **state) {
    static const struct {
        const char *claims;
        ClaimsFlaw flaw;
    } rows[] = {
        { "{" GOOD "," TIMES ",\"aud\":\"ta\"}", CLAIMS_FINE },
        { "{" GOOD "," TIMES ",\"aud\":[\"ta\"]}", CLAIMS_FINE },
        { "{" GOOD "," TIMES ",\"aud\":[\"ta\",\"khac\"],\"azp\":\"ta\"}", CLAIMS_FINE },
        { "{" GOOD "," TIMES ",\"aud\":[\"ta\",\"khac\"]}", CLAIMS_AUDIENCE },
        { "{" GOOD "," TIMES ",\"aud\":[\"ta\",\"khac\"],\"azp\":\"khac\"}", CLAIMS_AUDIENCE },
        { "{" GOOD "," TIMES ",\"aud\":\"TA\"}", CLAIMS_AUDIENCE },
        { "{" GOOD "," TIMES ",\"aud\":[]}", CLAIMS_AUDIENCE },
        { "{" GOOD "," TIMES "}", CLAIMS_AUDIENCE },
        { "{\"iss\":\"https://noi.example/\",\"sub\":\"7\",\"nonce\":\"n-1\"," TIMES ",\"aud\":\"ta\"}",
          CLAIMS_ISSUER },
        { "{\"iss\":\"https://noi.example\",\"sub\":\"7\"," TIMES ",\"aud\":\"ta\"}", CLAIMS_NONCE },
        { "{\"iss\":\"https://noi.example\",\"sub\":\"7\",\"nonce\":\"n-2\"," TIMES ",\"aud\":\"ta\"}", CLAIMS_NONCE },
        { "{\"iss\":\"https://noi.example\",\"sub\":7,\"nonce\":\"n-1\"," TIMES ",\"aud\":\"ta\"}", CLAIMS_FORM },
        /* a minute of leeway: 60 s past its end it has expired, 59 s past it has not */
        { "{" GOOD ",\"exp\":1795316341,\"iat\":1795316000,\"aud\":\"ta\"}", CLAIMS_FINE },
        { "{" GOOD ",\"exp\":1795316340,\"iat\":1795316000,\"aud\":\"ta\"}", CLAIMS_EXPIRED },
        { "{" GOOD ",\"exp\":1795316700,\"iat\":1795316460,\"aud\":\"ta\"}", CLAIMS_FINE },
        { "{" GOOD ",\"exp\":1795316700,\"iat\":1795316461,\"aud\":\"ta\"}", CLAIMS_FUTURE },
        { "{" GOOD "," TIMES ",\"nbf\":1795316460,\"aud\":\"ta\"}", CLAIMS_FINE },
        { "{" GOOD "," TIMES ",\"nbf\":1795316461,\"aud\":\"ta\"}", CLAIMS_FUTURE },
        { "{" GOOD ",\"iat\":1795316400,\"aud\":\"ta\"}", CLAIMS_FORM },
        { "{" GOOD ",\"exp\":1795316700,\"aud\":\"ta\"}", CLAIMS_FORM },
        { "{" GOOD "," TIMES ",\"aud\":\"ta\",\"at_hash\":\"" ACCESS_DIGEST "\"}", CLAIMS_FINE },
        { "{" GOOD "," TIMES ",\"aud\":\"ta\",\"at_hash\":\"77QmUPtjPfzWtF2AnpK9RA\"}", CLAIMS_ACCESS },
        { "{" GOOD "," TIMES ",\"aud\":\"ta\",\"events\":{\"http://schemas.openid.net/event/backchannel-logout\":{}}}",
          CLAIMS_KIND },
    };
    const ClaimsWanted wanted = {
        .issuer = S("https://noi.example"), .client = S("ta"), .nonce = S("n-1"), .access_token = S(ACCESS), .now = now
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const JsonOpen *object = NULL;
        assert_row(i, rows[i].claims);
        assert_ok(json_open(*state, str_of(rows[i].claims), &object));
        const Claims claims = claims_of(*state, object);
        assert_int_equal(id_token_check(*state, &claims, &wanted), rows[i].flaw);
    }
}

#define LOGOUT                                                                                                         \
    "\"iss\":\"https://noi.example\",\"aud\":\"ta\",\"jti\":\"j\",\"events\":{\"http://schemas.openid.net/event/"      \
    "backchannel-logout\":{}}"

static void a_logout_token(void **state) {
    static const struct {
        const char *claims;
        ClaimsFlaw flaw;
    } rows[] = {
        { "{" LOGOUT ",\"iat\":1795316400,\"sub\":\"7\"}", CLAIMS_FINE },
        { "{" LOGOUT ",\"iat\":1795316400,\"sid\":\"8\"}", CLAIMS_FINE },
        { "{" LOGOUT ",\"iat\":1795316400}", CLAIMS_FORM },
        { "{" LOGOUT ",\"sub\":\"7\"}", CLAIMS_FORM },
        { "{" LOGOUT ",\"iat\":1795316400,\"sub\":\"7\",\"nonce\":\"\"}", CLAIMS_KIND },
        /* of more than five minutes ago, with a minute of leeway */
        { "{" LOGOUT ",\"iat\":1795316041,\"sub\":\"7\"}", CLAIMS_FINE },
        { "{" LOGOUT ",\"iat\":1795316040,\"sub\":\"7\"}", CLAIMS_EXPIRED },
        { "{" LOGOUT ",\"iat\":1795316400,\"exp\":1795316340,\"sub\":\"7\"}", CLAIMS_EXPIRED },
        { "{" LOGOUT ",\"iat\":1795316461,\"sub\":\"7\"}", CLAIMS_FUTURE },
        { "{\"iss\":\"https://noi.example\",\"aud\":\"ta\",\"jti\":\"j\",\"iat\":1795316400,\"sub\":\"7\"}",
          CLAIMS_KIND },
    };
    const ClaimsWanted wanted = { .issuer = S("https://noi.example"), .client = S("ta"), .now = now };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const JsonOpen *object = NULL;
        assert_row(i, rows[i].claims);
        assert_ok(json_open(*state, str_of(rows[i].claims), &object));
        const Claims claims = claims_of(*state, object);
        assert_int_equal(logout_token_check(&claims, &wanted), rows[i].flaw);
    }
}

static void two_factors_by_agreed_words_alone(void **state) {
    static const struct {
        const char *claims;
        bool shows_two;
    } rows[] = {
        { "{\"acr\":\"cao\"}", true },           { "{\"acr\":\"thap\"}", false },  { "{}", false },
        { "{\"amr\":[\"pwd\",\"mfa\"]}", true }, { "{\"amr\":[\"pwd\"]}", false }, { "{\"acr\":\"mfa\"}", false },
        { "{\"acr\":\"\",\"amr\":[]}", false },
    };
    static const Str contexts[] = { { "cao", 3 } }, methods[] = { { "mfa", 3 } };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const JsonOpen *object = NULL;
        assert_row(i, rows[i].claims);
        assert_ok(json_open(*state, str_of(rows[i].claims), &object));
        const Claims claims = claims_of(*state, object);
        assert_int_equal(claims_show_two(&claims, (Texts){ contexts, 1 }, (Texts){ methods, 1 }), rows[i].shows_two);
        assert_false(claims_show_two(&claims, (Texts){ 0 }, (Texts){ 0 }));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(an_id_token),
        AN_ARENA(a_logout_token),
        AN_ARENA(two_factors_by_agreed_words_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
