/* kit/tests/http_signature_test - the examples of RFC 9421, and its rules for the text that is signed. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/tests/http_keys.h"

#define DIGEST_OF_ANSWER                                                                                               \
    "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:"
#define BUSY_DIGEST                                                                                                    \
    "sha-512=:0Y6iCBzGg5rZtoXS95Ijz03mslf6KAMCloESHObfwnHJDbkkWWQz6PhhU9kxsTbARtY2PTBOzq24uJFpHsMuAg==:"

/* ---- messages ---- */

#define MESSAGE(table, ...) ((HttpMessage){ .fields = (table), .field_count = COUNT(table), __VA_ARGS__ })

/* B.2 */
static const Header asked[] = {
    { { "Host", 4 }, { "example.com", 11 } },
    { { "Date", 4 }, { "Tue, 20 Apr 2021 02:07:55 GMT", 29 } },
    { { "Content-Type", 12 }, { "application/json", 16 } },
    { { "Content-Digest", 14 }, { DIGEST, sizeof DIGEST - 1 } },
    { { "Content-Length", 14 }, { "18", 2 } },
};

static HttpMessage test_request(void) {
    return MESSAGE(asked, .method = S("POST"), .target = S("/foo?param=Value&Pet=dog"), .scheme = S("https"),
                   .authority = S("example.com"));
}

static HttpMessage request_to(const char *target) {
    return (HttpMessage){ .method = S("GET"), .target = str_of(target), .scheme = S("https"),
                          .authority = S("www.example.com") };
}

/* The same message with more lines behind. */
static HttpMessage with(Arena *arena, HttpMessage message, const char *name, const char *value) {
    Header *fields = NEW_ARRAY(arena, Header, message.field_count + 1);
    if (message.field_count > 0) memcpy(fields, message.fields, sizeof *fields * message.field_count);
    fields[message.field_count++] = (Header){ str_of(name), str_of(value) };
    message.fields = fields;
    return message;
}

/* ---- the text that is signed ---- */

static SignatureFlaw base_of(Arena *arena, const HttpMessage *message, const char *covered, Str *ret_base) {
    Members members;
    assert_true(structured_dictionary(arena, str_format(arena, "s=%s", covered), &members));
    return http_signature_base(arena, message, &members.items[0], ret_base);
}

typedef struct BaseRow {
    const char *covered, *base;
} BaseRow;

static const BaseRow bases[] = {
    /* B.2.1 */
    { "();created=1618884473;keyid=\"test-key-rsa-pss\";nonce=\"b3k2pp5k7z-50gnwp.yemd\"",
      "\"@signature-params\": ();created=1618884473;keyid=\"test-key-rsa-pss\";nonce=\"b3k2pp5k7z-50gnwp.yemd\"" },
    /* B.2.2 */
    { "(\"@authority\" \"content-digest\" \"@query-param\";name=\"Pet\");created=1618884473;keyid=\"test-key-rsa-pss\";"
      "tag=\"header-example\"",
      "\"@authority\": example.com\n"
      "\"content-digest\": " DIGEST "\n"
      "\"@query-param\";name=\"Pet\": dog\n"
      "\"@signature-params\": (\"@authority\" \"content-digest\" \"@query-param\";name=\"Pet\");created=1618884473;"
      "keyid=\"test-key-rsa-pss\";tag=\"header-example\"" },
    /* B.2.3 */
    { "(\"date\" \"@method\" \"@path\" \"@query\" \"@authority\" \"content-type\" \"content-digest\" "
      "\"content-length\");created=1618884473;keyid=\"test-key-rsa-pss\"",
      "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n"
      "\"@method\": POST\n"
      "\"@path\": /foo\n"
      "\"@query\": ?param=Value&Pet=dog\n"
      "\"@authority\": example.com\n"
      "\"content-type\": application/json\n"
      "\"content-digest\": " DIGEST "\n"
      "\"content-length\": 18\n"
      "\"@signature-params\": (\"date\" \"@method\" \"@path\" \"@query\" \"@authority\" \"content-type\" "
      "\"content-digest\" \"content-length\");created=1618884473;keyid=\"test-key-rsa-pss\"" },
    { "(\"@target-uri\" \"@scheme\" \"@request-target\")",
      "\"@target-uri\": https://example.com/foo?param=Value&Pet=dog\n"
      "\"@scheme\": https\n"
      "\"@request-target\": /foo?param=Value&Pet=dog\n"
      "\"@signature-params\": (\"@target-uri\" \"@scheme\" \"@request-target\")" },
};

static void the_text_is_that_of_the_standard(void **state) {
    const HttpMessage message = test_request();
    for (size_t i = 0; i < COUNT(bases); i++) {
        Str base;
        assert_row(i, bases[i].covered);
        assert_int_equal(base_of(*state, &message, bases[i].covered, &base), SIGNATURE_FINE);
        assert_text(base, bases[i].base);
    }
}

/* RFC 9421, 2.1: fields with several lines, empty, folded. */
static void fields_are_as_in_the_standard(void **state) {
    static const char *const covered = "(\"host\" \"date\" \"x-ows-header\" \"x-obs-fold-header\" \"cache-control\" "
                                       "\"example-dict\")";
    HttpMessage message = request_to("/");
    Str base;
    message = with(*state, message, "Host", "www.example.com");
    message = with(*state, message, "Date", "Tue, 20 Apr 2021 02:07:56 GMT");
    message = with(*state, message, "X-OWS-Header", "   Leading and trailing whitespace.   ");
    message = with(*state, message, "X-Obs-Fold-Header", "Obsolete\r\n    line folding.");
    message = with(*state, message, "Cache-Control", "max-age=60");
    message = with(*state, message, "Cache-Control", "   must-revalidate");
    message = with(*state, message, "Example-Dict", " a=1,    b=2;x=1;y=2,   c=(a   b   c)");
    assert_int_equal(base_of(*state, &message, covered, &base), SIGNATURE_FINE);
    assert_text(base, "\"host\": www.example.com\n"
                      "\"date\": Tue, 20 Apr 2021 02:07:56 GMT\n"
                      "\"x-ows-header\": Leading and trailing whitespace.\n"
                      "\"x-obs-fold-header\": Obsolete line folding.\n"
                      "\"cache-control\": max-age=60, must-revalidate\n"
                      "\"example-dict\": a=1,    b=2;x=1;y=2,   c=(a   b   c)\n"
                      "\"@signature-params\": (\"host\" \"date\" \"x-ows-header\" \"x-obs-fold-header\" "
                      "\"cache-control\" \"example-dict\")");
    message = with(*state, request_to("/"), "X-Empty-Header", "");
    assert_int_equal(base_of(*state, &message, "(\"x-empty-header\")", &base), SIGNATURE_FINE);
    assert_text(base, "\"x-empty-header\": \n\"@signature-params\": (\"x-empty-header\")");
}

/* 2.1.1 (with a field whose form IANA lists), 2.1.2, 2.1.3. */
static void fields_have_three_other_forms(void **state) {
    HttpMessage message = with(*state, request_to("/"), "Example-Dict", "  a=1, b=2;x=1;y=2, c=(a   b    c), d");
    Str base;
    message = with(*state, message, "Example-Header", "value, with, lots");
    message = with(*state, message, "Example-Header", "of, commas");
    message = with(*state, message, "Priority", "u=1,   i");
    assert_int_equal(base_of(*state, &message,
                             "(\"example-dict\";key=\"a\" \"example-dict\";key=\"d\" \"example-dict\";key=\"b\" "
                             "\"example-dict\";key=\"c\" \"example-header\" \"example-header\";bs \"priority\";sf)",
                             &base),
                     SIGNATURE_FINE);
    assert_holds(base, "\"example-dict\";key=\"a\": 1\n"
                       "\"example-dict\";key=\"d\": ?1\n"
                       "\"example-dict\";key=\"b\": 2;x=1;y=2\n"
                       "\"example-dict\";key=\"c\": (a b c)\n"
                       "\"example-header\": value, with, lots, of, commas\n"
                       "\"example-header\";bs: :dmFsdWUsIHdpdGgsIGxvdHM=:, :b2YsIGNvbW1hcw==:\n"
                       "\"priority\";sf: u=1, i\n");
}

typedef struct DerivedRow {
    const char *target, *component, *value; /* NULL: cannot be told */
} DerivedRow;

static const DerivedRow derived[] = {
    /* 2.2.1 to 2.2.8 */
    { "/path?param=value", "\"@method\"", "GET" },
    { "/path?param=value", "\"@target-uri\"", "https://www.example.com/path?param=value" },
    { "/path?param=value", "\"@authority\"", "www.example.com" },
    { "/path?param=value", "\"@scheme\"", "https" },
    { "/path?param=value", "\"@request-target\"", "/path?param=value" },
    { "https://www.example.com/path?param=value", "\"@request-target\"", "https://www.example.com/path?param=value" },
    { "https://WWW.example.com:443/path?param=value", "\"@target-uri\"",
      "https://WWW.example.com:443/path?param=value" },
    { "https://WWW.example.com:443/path?param=value", "\"@authority\"", "www.example.com" },
    { "http://www.example.com:80", "\"@path\"", "/" },
    { "http://www.example.com:80?a", "\"@target-uri\"", "http://www.example.com:80?a" },
    { "http://www.example.com:80?a", "\"@query\"", "?a" },
    { "http://www.example.com:443/", "\"@authority\"", "www.example.com:443" },
    { "*", "\"@request-target\"", "*" },
    { "*", "\"@path\"", NULL },
    { "www.example.com:80", "\"@authority\"", NULL },
    { "/path?param=value", "\"@path\"", "/path" },
    { "/path?param=value&foo=bar&baz=bat%2Dman", "\"@query\"", "?param=value&foo=bar&baz=bat%2Dman" },
    { "/path?queryString", "\"@query\"", "?queryString" },
    { "/path?", "\"@query\"", "?" },
    { "/path", "\"@query\"", "?" },
    { "/path?param=value&foo=bar&baz=batman&qux=", "\"@query-param\";name=\"baz\"", "batman" },
    { "/path?param=value&foo=bar&baz=batman&qux=", "\"@query-param\";name=\"qux\"", "" },
    { "/path?param=value&foo=bar&baz=batman&qux=", "\"@query-param\";name=\"param\"", "value" },
    { "/p?var=this%20is%20a%20big%0Amultiline%20value", "\"@query-param\";name=\"var\"",
      "this%20is%20a%20big%0Amultiline%20value" },
    { "/p?bar=with+plus+whitespace", "\"@query-param\";name=\"bar\"", "with%20plus%20whitespace" },
    { "/p?fa%C3%A7ade%22%3A%20=something", "\"@query-param\";name=\"fa%C3%A7ade%22%3A%20\"", "something" },
    { "/p?a=1&a=2", "\"@query-param\";name=\"a\"", NULL },
    { "/p?a=1", "\"@query-param\";name=\"b\"", NULL },
    { "/p", "\"@query-param\";name=\"\"", NULL },
    { "/p?a=%FF", "\"@query-param\";name=\"a\"", NULL },
    { "/p?a=%", "\"@query-param\";name=\"a\"", "%25" },
    { "/p", "\"@status\"", NULL },
    { "/p", "\"@trailer\"", NULL },
    { "/p", "\"date\"", NULL },
    { "/p", "\"@method\";req", NULL },
    { "/p\xC3\xA9", "\"@path\"", NULL },
};

static void derived_components_are_as_in_the_standard(void **state) {
    for (size_t i = 0; i < COUNT(derived); i++) {
        const HttpMessage message = request_to(derived[i].target);
        Str base;
        assert_row(i, derived[i].target);
        const SignatureFlaw flaw =
            base_of(*state, &message, str_format(*state, "(%s)", derived[i].component).at, &base);
        assert_int_equal(flaw, derived[i].value == NULL ? SIGNATURE_COMPONENT : SIGNATURE_FINE);
        if (flaw != SIGNATURE_FINE) continue;
        assert_text(base, str_format(*state, "%s: %s\n\"@signature-params\": (%s)", derived[i].component,
                                     derived[i].value, derived[i].component).at);
    }
}

static const char *const no_forms[] = {
    "(\"date\" \"date\")",
    "(\"@query-param\";name=\"a\";req \"@query-param\";req;name=\"a\")",
    "(\"Date\")",
    "(\"\")",
    "(\"a b\")",
    "(date)",
    "(\"date\";tr)",
    "(\"date\";x)",
    "(\"date\";sf=?0)",
    "(\"date\";sf;bs)",
    "(\"date\";bs;key=\"a\")",
    "(\"date\";key=a)",
    "(\"date\";name=\"a\")",
    "(\"@method\";sf)",
    "(\"@path\";key=\"a\")",
    "(\"@query-param\")",
    "\"date\"",
};

static void what_asks_for_something_else_is_no_signature(void **state) {
    const HttpMessage request = with(*state, request_to("/?a=1"), "Date", "x");
    const HttpMessage answer = { .status = 200, .request = &request, .fields = request.fields, .field_count = 1 };
    for (size_t i = 0; i < COUNT(no_forms); i++) {
        Str base;
        assert_row(i, no_forms[i]);
        assert_int_equal(base_of(*state, &answer, no_forms[i], &base), SIGNATURE_FORM);
    }
}

/* What does not fit on one line of ASCII could be read as something else. */
static void values_stay_on_their_line(void **state) {
    static const char *const values[] = { "a\x01", "\xC3\xA9", "a\x7F", "a\rb" };
    Str base;
    for (size_t i = 0; i < COUNT(values); i++) {
        const HttpMessage message = with(*state, request_to("/"), "X-A", values[i]);
        assert_row(i, values[i]);
        assert_int_equal(base_of(*state, &message, "(\"x-a\")", &base), SIGNATURE_COMPONENT);
        assert_int_equal(base_of(*state, &message, "(\"x-a\";bs)", &base), SIGNATURE_FINE);
    }
    const HttpMessage unknown = with(*state, request_to("/"), "X-A", "a=1");
    assert_int_equal(base_of(*state, &unknown, "(\"x-a\";sf)", &base), SIGNATURE_COMPONENT); /* of what form? */
}

/* ---- signatures of others ---- */

static const Header answered[] = {
    { { "Date", 4 }, { "Tue, 20 Apr 2021 02:07:56 GMT", 29 } },
    { { "Content-Type", 12 }, { "application/json", 16 } },
    { { "Content-Digest", 14 }, { DIGEST_OF_ANSWER, sizeof DIGEST_OF_ANSWER - 1 } },
    { { "Content-Length", 14 }, { "23", 2 } },
};

static const Header busy[] = {
    { { "Date", 4 }, { "Tue, 20 Apr 2021 02:07:56 GMT", 29 } },
    { { "Content-Type", 12 }, { "application/json", 16 } },
    { { "Content-Length", 14 }, { "62", 2 } },
    { { "Content-Digest", 14 }, { BUSY_DIGEST, sizeof BUSY_DIGEST - 1 } },
};

typedef struct VectorRow {
    const char *what, *covered, *signature;
    HttpKeyAlgorithm algorithm;
} VectorRow;

typedef enum Vector { VECTOR_B24, VECTOR_B26, VECTOR_B3, VECTOR_B4, VECTOR_24 } Vector;

static const VectorRow vectors[] = {
    [VECTOR_B24] = { "B.2.4",
                     "(\"@status\" \"content-type\" \"content-digest\" \"content-length\");created=1618884473;"
                     "keyid=\"test-key-ecc-p256\"",
                     "wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==",
                     HTTP_KEY_ECDSA_P256 },
    [VECTOR_B26] = { "B.2.6",
                     "(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\");"
                     "created=1618884473;keyid=\"test-key-ed25519\"",
                     "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==",
                     HTTP_KEY_ED25519 },
    [VECTOR_B3] = { "B.3",
                    "(\"@method\" \"@path\" \"@authority\" \"accept\");created=1618884473;keyid=\"test-key-ed25519\"",
                    "ZT1kooQsEHpZ0I1IjCqtQppOmIqlJPeo7DHR3SoMn0s5JZ1eRGS0A+vyYP9t/LXlh5QMFFQ6cpLt2m0pmj3NDA==",
                    HTTP_KEY_ED25519 },
    [VECTOR_B4] = { "B.4",
                    "(\"@path\" \"@query\" \"@method\" \"@authority\" \"client-cert\");created=1618884473;"
                    "keyid=\"test-key-ecc-p256\"",
                    "xVMHVpawaAC/0SbHrKRs9i8I3eOs5RtTMGCWXm/9nvZzoHsIg6Mce9315T6xoklyy0yzhD9ah4JHRwMLOgmizw==",
                    HTTP_KEY_ECDSA_P256 },
    [VECTOR_24] = { "2.4",
                    "(\"@status\" \"content-digest\" \"content-type\" \"@authority\";req \"@method\";req "
                    "\"@path\";req \"content-digest\";req);created=1618884479;keyid=\"test-key-ecc-p256\"",
                    "dMT/A/76ehrdBTD/2Xx8QuKV6FoyzEP/I9hdzKN8LQJLNgzU4W767HK05rx1i8meNQQgQPgQp8wq2ive3tV5Ag==",
                    HTTP_KEY_ECDSA_P256 },
};

#define CLIENT_CERT                                                                                                    \
    ":MIIBqDCCAU6gAwIBAgIBBzAKBggqhkjOPQQDAjA6MRswGQYDVQQKDBJMZXQncyBBdXRoZW50aWNhdGUxGzAZBgNVBAMMEkxBIEludGVy"        \
    "bWVkaWF0ZSBDQTAeFw0yMDAxMTQyMjU1MzNaFw0yMTAxMjMyMjU1MzNaMA0xCzAJBgNVBAMMAkJDMFkwEwYHKoZIzj0CAQYIKoZIzj0D"         \
    "AQcDQgAE8YnXXfaUgmnMtOXU/IncWalRhebrXmckC8vdgJ1p5Be5F/3YC8OthxM4+k1M6aEAEFcGzkJiNy6J84y7uzo9M6NyMHAwCQYD"         \
    "VR0TBAIwADAfBgNVHSMEGDAWgBRm3WjLa38lbEYCuiCPct0ZaSED2DAOBgNVHQ8BAf8EBAMCBsAwEwYDVR0lBAwwCgYIKwYBBQUHAwIw"         \
    "HQYDVR0RAQH/BBMwEYEPYmRjQGV4YW1wbGUuY29tMAoGCCqGSM49BAMCA0gAMEUCIBHda/r1vaL6G3VliL4/Di6YK0Q6bMjeSkC3dFCO"         \
    "OB8TAiEAx/kHSB4urmiZ0NX5r5XarmPk0wmuydBVoU4hBVZ1yhk=:"

static HttpMessage message_of(Arena *arena, Vector which, const HttpMessage *request) {
    HttpMessage message = test_request();
    switch (which) {
    case VECTOR_B24: return MESSAGE(answered, .status = 200);
    case VECTOR_B26: return message;
    case VECTOR_B3:
        message = (HttpMessage){ .method = S("GET"), .target = S("/demo?name1=Value1&Name2=value2"),
                                 .scheme = S("https"), .authority = S("example.org") };
        message = with(arena, message, "Host", "example.org");
        message = with(arena, message, "Date", "Fri, 15 Jul 2022 14:24:55 GMT");
        message = with(arena, message, "Accept", "application/json");
        return with(arena, message, "Accept", "*/*");
    case VECTOR_B4:
        message.authority = S("service.internal.example");
        return with(arena, message, "Client-Cert", CLIENT_CERT);
    case VECTOR_24: return MESSAGE(busy, .status = 503, .request = request);
    }
    return message;
}

static Str signature_of(Arena *arena, const char *letters) {
    return der_of(arena, letters); /* base64 is base64 */
}

static void signatures_of_the_standard_hold(void **state) {
    const HttpMessage request = test_request();
    for (size_t i = 0; i < COUNT(vectors); i++) {
        const HttpMessage message = message_of(*state, (Vector)i, &request);
        const HttpKey *key = public_key(*state, vectors[i].algorithm);
        Str base;
        assert_row(i, vectors[i].what);
        assert_int_equal(base_of(*state, &message, vectors[i].covered, &base), SIGNATURE_FINE);
        assert_true(http_key_holds(key, base, signature_of(*state, vectors[i].signature)));
        assert_false(http_key_holds(key, str_part(base, 0, base.len - 1), signature_of(*state, vectors[i].signature)));
    }
}

/* Ed25519 leaves no choice, so what we make is what the standard has. */
static void what_we_sign_is_what_the_standard_signs(void **state) {
    const HttpMessage message = test_request();
    const SignatureOrder order = {
        .label = S("sig-b26"),
        .components = S("\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\""),
        .key_id = S("test-key-ed25519"), .created_at = { INT64_C(1618884473000000) },
        .key = secret_key(*state, HTTP_KEY_ED25519),
    };
    Str input, signature;
    assert_int_equal(http_signature_make(*state, &message, &order, &input, &signature), SIGNATURE_FINE);
    assert_text(input, str_format(*state, "sig-b26=%s", vectors[VECTOR_B26].covered).at);
    assert_text(signature, str_format(*state, "sig-b26=:%s:", vectors[VECTOR_B26].signature).at);
}

static void keys_are_what_they_say(void **state) {
    const HttpKey *key;
    const Str ed = der_of(*state, ED_PUBLIC), ec = der_of(*state, EC_PUBLIC), secret = der_of(*state, ED_SECRET);
    assert_false(http_key_public(*state, HTTP_KEY_ECDSA_P256, ed, &key));
    assert_false(http_key_public(*state, HTTP_KEY_ED25519, ec, &key));
    assert_false(http_key_public(*state, HTTP_KEY_ED25519, secret, &key));
    assert_false(http_key_secret(*state, HTTP_KEY_ED25519, ed, &key));
    assert_false(http_key_secret(*state, HTTP_KEY_ECDSA_P256, secret, &key));
    assert_false(http_key_public(*state, HTTP_KEY_ED25519, str_part(ed, 0, ed.len - 1), &key));
    assert_false(http_key_public(*state, HTTP_KEY_ED25519, str_format(*state, "%.*s!", STR_FMT(ed)), &key));
    assert_false(http_key_public(*state, HTTP_KEY_ED25519, S(""), &key));
}

int main(void) {
    crypto_start();
    const struct CMUnitTest tests[] = {
        AN_ARENA(the_text_is_that_of_the_standard),
        AN_ARENA(fields_are_as_in_the_standard),
        AN_ARENA(fields_have_three_other_forms),
        AN_ARENA(derived_components_are_as_in_the_standard),
        AN_ARENA(what_asks_for_something_else_is_no_signature),
        AN_ARENA(values_stay_on_their_line),
        AN_ARENA(signatures_of_the_standard_hold),
        AN_ARENA(what_we_sign_is_what_the_standard_signs),
        AN_ARENA(keys_are_what_they_say),
    };
    return cmocka_run_group_tests_name("http_signature", tests, NULL, NULL);
}
