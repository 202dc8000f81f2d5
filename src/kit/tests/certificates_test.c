/* kit/tests/certificates_test - one that OpenSSL's program made, what it says of it, and what is none. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/certificates.h"
#include "tests/harness/unit.h"

static const char pem[] = "-----BEGIN CERTIFICATE-----\n"
                          "MIIBsjCCAVegAwIBAgIUO6l3mGhsd0lBJALQuS5LyxeyIIEwCgYIKoZIzj0EAwIw\n"
                          "LzEtMCsGA1UEAwwkSMOhwrvChyB0aMOhwrvCkW5nIG3DocK7wpl0IGPDocK7wq1h\n"
                          "MB4XDTI2MDEwMTAwMDAwMFoXDTMwMDEwMTAwMDAwMFowLzEtMCsGA1UEAwwkSMOh\n"
                          "wrvChyB0aMOhwrvCkW5nIG3DocK7wpl0IGPDocK7wq1hMFkwEwYHKoZIzj0CAQYI\n"
                          "KoZIzj0DAQcDQgAE/7t79LP+NZETL4h81WT4AGMYy8QlFg9CSKLIP2P4JqFhZxnu\n"
                          "WM6qvtU8wbTDONOkb+hO6Kxj27kscGNvEd3OVqNRME8wHQYDVR0RBBYwFIISbW90\n"
                          "LWN1YS5leGFtcGxlLnZuMA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFGRQY8us\n"
                          "ppamCuvxpYGxQyYsepFsMAoGCCqGSM49BAMCA0kAMEYCIQC2VsHCMLSC04o2WGN7\n"
                          "K6fal0nGpGCqekkxx1j/9o0sNQIhAPmeF1env1KcmBI4l+MBO98aTjpWX4qXL2f0\n"
                          "CKEg66s9\n"
                          "-----END CERTIFICATE-----\n";

/* openssl x509 -fingerprint -sha256 -dates */
#define FINGERPRINT "b912e7db5fc8b57d9bd4a5e3eaea9ba996a14990079fb64b4868560eeee8a449"

static int start(void **state) {
    (void)state;
    crypto_start();
    return 0;
}

static Str print_of(Arena *arena, const Certificate *certificate) {
    return hex_text(arena, certificate->fingerprint.bytes, sizeof certificate->fingerprint.bytes);
}

static void is_known_by_what_openssl_says(void **state) {
    Certificate certificate;
    assert_true(certificate_read(*state, str_of(pem), &certificate));
    assert_text(print_of(*state, &certificate), FINGERPRINT);
    assert_text(time_text(*state, certificate.valid_from), "2026-01-01T00:00:00Z");
    assert_text(time_text(*state, certificate.valid_to), "2030-01-01T00:00:00Z");
}

static void only_the_first_of_a_chain_counts(void **state) {
    Certificate certificate;
    const Str chain = str_format(*state, "\r\n%s-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", pem);
    assert_true(certificate_read(*state, chain, &certificate));
    assert_text(print_of(*state, &certificate), FINGERPRINT);
}

/* `what` of the PEM replaced by `by`. */
static Str changed(Arena *arena, const char *what, const char *by) {
    const Str text = str_of(pem);
    const size_t at = str_find(text, str_of(what));
    assert_true(at < text.len);
    return str_format(arena, "%.*s%s%s", (int)at, pem, by, pem + at + strlen(what));
}

static void other_texts_are_no_certificates(void **state) {
    static const char *const changes[][2] = {
        { "-----BEGIN CERTIFICATE-----", "-----BEGIN TRUSTED CERTIFICATE-----" },
        { "-----BEGIN CERTIFICATE-----", "subject=CN=x\n-----BEGIN CERTIFICATE-----" },
        { "-----BEGIN CERTIFICATE-----", "-----BEGIN CERTIFICATE-----\nProc-Type: 4,ENCRYPTED" },
        { "-----END CERTIFICATE-----", "" },
        { "MIIBsjCC", "MIIBsjC" },      /* a letter less */
        { "MIIBsjCC", "MIIBszCC" },     /* longer than it is */
        { "CKEg66s9", "CKEg66s9AAAA" }, /* bytes behind it */
        { "CKEg66s9", "CKEg66s9====" },
    };
    Certificate certificate;
    for (size_t i = 0; i < COUNT(changes); i++) {
        assert_row(i, changes[i][1]);
        assert_false(certificate_read(*state, changed(*state, changes[i][0], changes[i][1]), &certificate));
    }
    assert_false(certificate_read(*state, S(""), &certificate));
}

static Str escaped(Arena *arena, Str text) {
    Buf out = buf_new(arena, 4 * sizeof pem);
    for (size_t i = 0; i < text.len; i++) buf_addf(&out, "%%%02X", (unsigned char)text.at[i]);
    return (Str){ out.at, out.len };
}

static void is_read_from_a_proxys_header(void **state) {
    Certificate certificate;
    const Str whole = escaped(*state, str_of(pem));
    assert_true(certificate_read_escaped(*state, whole, &certificate));
    assert_text(print_of(*state, &certificate), FINGERPRINT);
    assert_false(certificate_read_escaped(*state, str_part(whole, 0, whole.len - 1), &certificate));
    assert_false(certificate_read_escaped(*state, S(""), &certificate));
    assert_false(certificate_read_escaped(*state, S("%"), &certificate));
    assert_false(certificate_read_escaped(*state, S("%G0"), &certificate));
}

/* ---- public keys: made by `openssl genpkey`, digests by `openssl pkey -pubin -outform DER | sha256sum` ---- */

typedef struct KeyRow {
    const char *pem;
    int kind; /* 0: refused */
    const char *spki_digest;
} KeyRow;

static const KeyRow keys[] = {
    { "-----BEGIN PUBLIC KEY-----\n"
      "MCowBQYDK2VwAyEAgwrNELGDeIUugre1TmS2jZwqrVJvGemyYwdBKa/ZjWc=\n"
      "-----END PUBLIC KEY-----\n",
      PUBLIC_KEY_ED25519, "7faf7aa8ae819955dd22f9d87bde37a8aa2334903d25b8e1cd991c7a60531bf2" },
    { "-----BEGIN PUBLIC KEY-----\n"
      "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE13qeTZcY5wu1xrj2kvM0BkR4WG0U\n"
      "wyvazc2xHtCk8UTrwmOLaTadz9dMR2umnrSfSed7AilQVoS4duns2/ZOfA==\n"
      "-----END PUBLIC KEY-----\n",
      PUBLIC_KEY_ECDSA_P256, "cbd69563cd7f83ab6f5b70621b3ef4a762cdc4b30da4abf3c477276422526370" },
    /* half a point, P-384, X25519, RSA, a private key, and a point that is not on the curve */
    { "-----BEGIN PUBLIC KEY-----\n"
      "MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgAC13qeTZcY5wu1xrj2kvM0BkR4WG0U\n"
      "wyvazc2xHtCk8UQ=\n"
      "-----END PUBLIC KEY-----\n",
      0, NULL },
    { "-----BEGIN PUBLIC KEY-----\n"
      "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE8xCAB1CuILeTfPb1o4P9024G+lZEtKaQ\n"
      "8auuTOz9UA7fLe0Cd20hW0ZH1pZD81j6RY9hJg6m8gbnAJvTF3dFUlEUlXEeUusB\n"
      "vzgoiFjDQ60p1nFNl1REWdAd2MlS4d61\n"
      "-----END PUBLIC KEY-----\n",
      0, NULL },
    { "-----BEGIN PUBLIC KEY-----\n"
      "MCowBQYDK2VuAyEAdU5qYZF3LukLleVg7JGlRKvqYTRwNjFImAay0cti3Ek=\n"
      "-----END PUBLIC KEY-----\n",
      0, NULL },
    { "-----BEGIN PUBLIC KEY-----\n"
      "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDC4w4CL70xRQmVBbQykqFdrjAS\n"
      "B32AMclaUrk/aYFJkFEV0dCYPKdXDDeFBDiWrAf+ijiVhQtvo6zDnslu8FSNp4VU\n"
      "CIOcvlpr0hznHBfnK7LxigiyJokvQQWE9eEdLzqfxp+Zz6zqh4jk4pJ68NBlAXG9\n"
      "0fJbAldTuERkKLMvHQIDAQAB\n"
      "-----END PUBLIC KEY-----\n",
      0, NULL },
    { "-----BEGIN PRIVATE KEY-----\n"
      "MC4CAQAwBQYDK2VwBCIEIAggq5UyPcdrOMq6i2ZwCODEXae6u6BAClgRV4GYrPFI\n"
      "-----END PRIVATE KEY-----\n",
      0, NULL },
    { "-----BEGIN PUBLIC KEY-----\n"
      "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE13qeTZcY5wu1xrj2kvM0BkR4WG0U\n"
      "wyvazc2xHtCk8UTrwmOLaTadz9dMR2umnrSfSed7AilQVoS4duns2/ZOfQ==\n"
      "-----END PUBLIC KEY-----\n",
      0, NULL },
};

static void reads_keys_of_two_kinds(void **state) {
    for (size_t i = 0; i < COUNT(keys); i++) {
        PublicKey key = { 0 };
        assert_row(i, keys[i].pem);
        assert_int_equal(public_key_read(*state, str_of(keys[i].pem), &key), keys[i].kind != 0);
        if (keys[i].kind == 0) continue;
        assert_int_equal(key.kind, keys[i].kind);
        assert_text(sha256_text(*state, key.spki), keys[i].spki_digest);
        assert_text(public_key_pem(*state, key.spki), keys[i].pem);
        assert_false(public_key_read(*state, str_format(*state, "%s%s", keys[i].pem, keys[i].pem), &key));
    }
}

static void is_written_as_it_was(void **state) {
    Certificate certificate;
    assert_true(certificate_read(*state, str_of(pem), &certificate));
    assert_text(certificate_pem(*state, certificate.der), pem);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(is_known_by_what_openssl_says),
        AN_ARENA(only_the_first_of_a_chain_counts),
        AN_ARENA(other_texts_are_no_certificates),
        AN_ARENA(is_read_from_a_proxys_header),
        AN_ARENA(is_written_as_it_was),
        AN_ARENA(reads_keys_of_two_kinds),
    };
    return cmocka_run_group_tests_name("certificates", tests, start, NULL);
}
