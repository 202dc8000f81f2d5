/* kit/tests/jwt_test - tokens that another implementation (OpenSSL by way of node:crypto) has signed, well and ill. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/jwt.h"
#include "tests/harness/unit.h"

#define SET \
    "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"ypS-prLTn6m98RaSt9X4C0EqT0rcMGg6jHuE_0XTeUGfytsd6JIsH7wWML6xdnYOoF1vkutKH" \
    "0tKVRWB80HcOGl84n1oBBTQaUpyl5jrgr3cGiYzR3q4MCIEa0uDOKVB8-qKQ9OD3kGu8nCmyLXxE_3noTEwsYWZzvkLzhliZdrof" \
    "25AUp7zik6_QdVi6bdCHuUDfnmMZLWcnU7HD6sODfES6pb7HhTaE9YHKp4FX7xS0qZw-oNKFQjdjWI2BOis8zWwTVjUtF8fdvqxf" \
    "iKpKL8-ix3VHW_qbg4BZzcX1cyyH_rrOgyEbRxzZYgAMeTaEy-E2aA0W8YvAxkUt-9Fvw\",\"e\":\"AQAB\",\"kid\":\"k1\",\"use\":\"" \
    "sig\"},{\"kty\":\"EC\",\"x\":\"cl1XADOkZMzEZzraL_jM0gTjUDrjblK0dHz-f9bbyhA\",\"y\":\"YlyQg84-0p1eaJu9ys3OvJuhhe_" \
    "JWeylXgooMLYvuPw\",\"crv\":\"P-256\",\"kid\":\"k2\",\"use\":\"sig\"}]}"

#define RSA_SET \
    "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"ypS-prLTn6m98RaSt9X4C0EqT0rcMGg6jHuE_0XTeUGfytsd6JIsH7wWML6xdnYOoF1vkutKH" \
    "0tKVRWB80HcOGl84n1oBBTQaUpyl5jrgr3cGiYzR3q4MCIEa0uDOKVB8-qKQ9OD3kGu8nCmyLXxE_3noTEwsYWZzvkLzhliZdrof" \
    "25AUp7zik6_QdVi6bdCHuUDfnmMZLWcnU7HD6sODfES6pb7HhTaE9YHKp4FX7xS0qZw-oNKFQjdjWI2BOis8zWwTVjUtF8fdvqxf" \
    "iKpKL8-ix3VHW_qbg4BZzcX1cyyH_rrOgyEbRxzZYgAMeTaEy-E2aA0W8YvAxkUt-9Fvw\",\"e\":\"AQAB\",\"kid\":\"k1\",\"use\":\"" \
    "sig\"}]}"

#define RS256 \
    "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL25vaS5leGFtcGxlIiwic3ViIjoibeG7mXQgbmfGsOG7" \
    "nWkifQ.NvCmEbG7H76YTC1jzMJkdet1N1Ej5nHhraJwVDsrmr0rmLCshrqkRIbuupl9OCB9IdciusPGsqISeEi1WEDrmjV3cm_R0" \
    "qeJLXUwvDni0sroQ20JuSKiCALoNDfeQjKbPpXivCtLFpvSwInu-G7Bnskad-XiGxBPc5lfqHkyBoPHOdHzFhFrUOugJUqCwLtuX" \
    "2RZr4XKmKYGUGUQYTZT8DHqqdLhxecOeaStJ8wp_YN2lymLfscCyuNdDIY1-uCtzc2Cnq0gI2L250hmYWPbzGxj3zk7X5kb-oqZy" \
    "Z2Ck1_t-qe0sM22Vh19qC_Cf9O-jwa5OhMihqWoWrauwFmdHg"

#define PS256 \
    "eyJhbGciOiJQUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL25vaS5leGFtcGxlIiwic3ViIjoibeG7mXQgbmfGsOG7" \
    "nWkifQ.mcyhmUnEMOhYjWsOSacuVp6QMXTvLV8uuh-tt-raZSAVVb7dEr1EeCEpr6wUlqiuYt5dwYMrlDwQI3sP0Wjd1yprPG3eD" \
    "ZscViEKCg77Sipg5eM-diyvdYIR51U_U4ntP7OKsMol8orwuAgnTYLhrPWeKPSzygdOTEVEtA5N0oSPhX5j2vs0z0LkwlOQcIyJH" \
    "8sQv3xFup5NDEuszvXnjhEXsecDvLwR8MUnmZJK6X8VxK7MDNkEHE-tW4gS4C7vMc_qynhvYoMNlZuXQ0QithO9xwcdoH5okyR-E" \
    "1CnkxxBc-648XCwLDqYaw3dh0T1-bUb-FMOinwiQgRTXElywg"

#define ES256 \
    "eyJhbGciOiJFUzI1NiIsImtpZCI6ImsyIn0.eyJpc3MiOiJodHRwczovL25vaS5leGFtcGxlIiwic3ViIjoibeG7mXQgbmfGsOG7" \
    "nWkifQ.2NT7qJA8jgS2oXpV7jiB7t2FN6UPrE3O9KlCPFA6pP1napdaSZeBTpzXs2xFBeaLzwSGwoGWiWTQnZaEkGgg2g"

#define RS256_NAMELESS \
    "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL25vaS5leGFtcGxlIiwic3ViIjoibeG7mXQgbmfGsOG7nWkifQ.BZVZ0mQz" \
    "k_GnkIoZc1x2jk5MQj0iSRQuqDZ6kvPJJQKz0m-wVyJffvYsksYsuC1DPDMZOl8oI_mxdhUz0HNgZxkaNWyWehcJ_PBND_vZ5rbd" \
    "Vqn3cQJkzAJy6jJzfugN_9z9IXLYGyPSgPppU_HLWKOueJemiMg6b3tcFflfABjZLE_J7vD7xJd02tPjhWs9Ny5fb_0FQC-IEnmK" \
    "xuNNLgMixYrozTJH13_ivqqZSnMgE3zlfBcSdSxDLGVr5_R7vxGaHIf8zFYWYgERKCIx2LLyxxNjPYggjfrCDr0qVsiSKUVxq7-a" \
    "gNVrIgD2n9A3L2vzgNEIW7gpB9VkZpl9rw"

#define RS256_STRANGER \
    "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL25vaS5leGFtcGxlIiwic3ViIjoibeG7mXQgbmfGsOG7" \
    "nWkifQ.Hj8mGNNfzLqiF7RXdnhD8EX2XKPfdTqRIRwmfi5qz9X0AP-GoF79QHjY76jc8uWm5-kBK39mdK0NRCLDnrfyX4RYY3Hz4" \
    "9PUH9ntmoZJ5rUK_DdBJummxjDn1Lc0gtZaluZcSqjOj3mctflvjp8EaV5pYSDXK56l1Z00O8FbcObydvK4241hAb9A6C4PtXuth" \
    "tKNOL85NCUXd0O082DiT2aOdXyyS5RLcjnrPUR-0ce0SpTBI5HkCIZcs4gw9eZUnLF7-sjuz5hoQ2R_U4WXfHLZ3aAOtQEtIAJlq" \
    "HYjoZbe1DhOXb__nHCqhmOujIL82McSlQwEQHM-NWQ_BXzM4w"

#define RS256_UNKNOWN \
    "eyJhbGciOiJSUzI1NiIsImtpZCI6Ims5In0.eyJpc3MiOiJodHRwczovL25vaS5leGFtcGxlIiwic3ViIjoibeG7mXQgbmfGsOG7" \
    "nWkifQ.Pl-qWbEgIv7oVE_2cjE10mf7-WwcfVzdnNXh32af5nkzU2YH8ccZDLulj5uM5yini0KVH5qciHTMWkXj4V1wrUgcLy5mx" \
    "JA5DMWwvaERETqrf_r-MqvEm8cTRnRm_S2VK2au63yoClr4ajaCOjkyBGnntMvEsAfYb4oIzGigStFiZAw9AATk76VPA3LGuqvsE" \
    "iGL-6CCWYxhgqKRx_RJoDlyTtWIlDhLF3r6roYgzTKbScJ_7FTeTpyPdP-GsAGgT3sUTei1jIH2KmH3Rw_igh-Cm6iJYBfN488Pi" \
    "J4PBDCRZayhBW_TigNeqB8vWlBh0KwNQ-6U5yJrm9fd-TpmFw"

#define HS256 \
    "eyJhbGciOiJIUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL25vaS5leGFtcGxlIiwic3ViIjoibeG7mXQgbmfGsOG7" \
    "nWkifQ.B7Ws5Xx2Y01xi5gJ-UnNE_PtI0zUGX-rX2BpBXCnedo"

#define NONE \
    "eyJhbGciOiJub25lIiwia2lkIjoiazEifQ.eyJpc3MiOiJodHRwczovL25vaS5leGFtcGxlIiwic3ViIjoibeG7mXQgbmfGsOG7n" \
    "WkifQ."

#define CRITICAL \
    "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIiwiY3JpdCI6WyJ4Il19.eyJpc3MiOiJodHRwczovL25vaS5leGFtcGxlIiwic3ViIjo" \
    "ibeG7mXQgbmfGsOG7nWkifQ.bCZ7qWWxrgBQPleH0LPWuyUC1AUIt0hKhpzDnHPza_2h0CKd7d2wTxjeJL8Kta5I4Q5i7rlQVLpQ" \
    "UEMUkIvtiYczRXC4qyD8G5I5Zbs4Dx8rwJiEBGf-gWYufnRwYYdrgJYVRq5dY4gJH8JX0aT2tYLkTXMK3Ic804ipHGrxPpgYIZjp" \
    "ejY6do2XZPrc72AcL-xqNQvrr3VCGwVUa6TkeY6Yazb0fu0gb9m-z5qPgd11Z5833Bq12n3mow6DyS4yv_1k0PqmlBC7xV2HJdF7" \
    "KVBRZTOXQ5FWoA1f83huWJnO4FVL767V6teTxfCY_5B5bUJ0D1kCi-JNdBfHEx6tYg"

#define CLAIMS "{\"iss\":\"https://noi.example\",\"sub\":\"một người\"}"

static void reads_what_one_of_the_keys_has_signed(void **state) {
    static const struct {
        const char *what, *token, *keys;
        JwtFlaw flaw;
    } rows[] = {
        { "RS256", RS256, SET, JWT_FINE },
        { "PS256", PS256, SET, JWT_FINE },
        { "ES256", ES256, SET, JWT_FINE },
        { "a token that names no key", RS256_NAMELESS, SET, JWT_FINE },
        { "a key of the same name that did not sign it", RS256_STRANGER, SET, JWT_SIGNATURE },
        { "a key that is not there", RS256_UNKNOWN, SET, JWT_KEY },
        { "the public key as a shared secret", HS256, SET, JWT_ALGORITHM },
        { "no signature", NONE, SET, JWT_ALGORITHM },
        { "a head that asks for more", CRITICAL, SET, JWT_FORM },
        { "a token of an elliptic curve, and RSA keys alone", ES256, RSA_SET, JWT_KEY },
        { "no keys", RS256, "{\"keys\":[]}", JWT_KEY },
        { "a set that is no object", RS256, "[]", JWT_KEY },
        { "a set that is no JSON", RS256, "{", JWT_KEY },
        { "nothing", "", SET, JWT_FORM },
        { "two dots", "..", SET, JWT_FORM },
        { "a part too many", RS256 ".x", SET, JWT_FORM },
        { "a signature that is no base64url, on which cjose would stop", RS256 "+\n", SET, JWT_FORM },
        { "a key that is none", RS256, "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"A+/=\",\"e\":\"A\"}]}", JWT_KEY },
        { "padding", "e30=.e30=.", SET, JWT_FORM },
        { "an empty head", "e30.e30.AA", SET, JWT_ALGORITHM },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Str claims = S("");
        assert_row(i, rows[i].what);
        assert_int_equal(jwt_read(*state, str_of(rows[i].token), str_of(rows[i].keys), &claims), rows[i].flaw);
        assert_text(claims, rows[i].flaw == JWT_FINE ? CLAIMS : "");
    }
}

/* Of a token that was signed no letter may change. */
static void one_changed_letter_is_seen(void **state) {
    const Str token = S(ES256);
    for (size_t i = 0; i < token.len; i++) {
        Str claims;
        char *changed = arena_alloc(*state, token.len);
        memcpy(changed, token.at, token.len);
        changed[i] = changed[i] == 'A' ? 'Q' : 'A';
        assert_int_not_equal(jwt_read(*state, (Str){ changed, token.len }, S(SET), &claims), JWT_FINE);
    }
}

static void counts_the_keys_that_may_sign(void **state) {
    assert_int_equal(jwk_set_count(*state, S(SET)), 2);
    assert_int_equal(jwk_set_count(*state, S(RSA_SET)), 1);
    assert_int_equal(jwk_set_count(*state, S("{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"},1,{}]}")), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(reads_what_one_of_the_keys_has_signed),
        AN_ARENA(one_changed_letter_is_seen),
        AN_ARENA(counts_the_keys_that_may_sign),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
