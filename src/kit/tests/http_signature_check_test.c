/* kit/tests/http_signature_check_test - which signatures are taken, and which reason the others are given. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/tests/http_keys.h"

enum { CREATED_S = 1618884473, WINDOW_S = 300, LEEWAY_S = 30 };

#define COVERED "\"@method\" \"@path\" \"@query\" \"x-road-client\" \"content-digest\""

/* A request as the exchange wants it, signed. */
typedef struct Signed {
    HttpMessage message;
    Header fields[8];
    ContentDigest body;
    SignatureOrder order;
    SignaturePolicy policy;
    SignerKey keys[2];
    const Str *also;
} Signed;

static const Str also_signed[] = { { "x-road-client", 13 } };

static Signed *signed_one(Arena *arena) {
    Signed *one = NEW(arena, Signed);
    const Time created = { CREATED_S * INT64_C(1000000) };
    one->body = content_digest_of(S("{\"hello\": \"world\"}"));
    one->fields[0] = (Header){ S("X-Road-Client"), S("VN/GOV/1/A") };
    one->fields[1] = (Header){ S("Content-Digest"), S(DIGEST) };
    one->message = (HttpMessage){ .method = S("POST"),
                                  .target = S("/r1/VN/GOV/2/B/people?id=7"),
                                  .scheme = S("https"),
                                  .authority = S("x.example"),
                                  .fields = one->fields,
                                  .field_count = 2,
                                  .body = &one->body };
    one->order = (SignatureOrder){ .label = S("sig1"),
                                   .components = S(COVERED),
                                   .key_id = S("k1"),
                                   .created_at = created,
                                   .key = secret_key(arena, HTTP_KEY_ED25519) };
    one->policy = (SignaturePolicy){ .now = created,
                                     .window_s = WINDOW_S,
                                     .leeway_s = LEEWAY_S,
                                     .also = also_signed,
                                     .also_count = COUNT(also_signed) };
    one->keys[0] = (SignerKey){ .key_id = S("k0"), .key = public_key(arena, HTTP_KEY_ECDSA_P256) };
    one->keys[1] = (SignerKey){ .key_id = S("k1"), .key = public_key(arena, HTTP_KEY_ED25519) };
    return one;
}

static void sign(Arena *arena, Signed *one) {
    Str input, signature;
    assert_int_equal(http_signature_make(arena, &one->message, &one->order, &input, &signature), SIGNATURE_FINE);
    one->fields[one->message.field_count++] = (Header){ S("Signature-Input"), input };
    one->fields[one->message.field_count++] = (Header){ S("Signature"), signature };
}

static SignatureFlaw check(Arena *arena, Signed *one) {
    HttpSignature signature;
    return http_signature_check(arena, &one->message, one->keys, COUNT(one->keys), &one->policy, &signature);
}

static void a_signed_request_is_taken(void **state) {
    Signed *one = signed_one(*state);
    HttpSignature signature;
    one->order.nonce = S("n1");
    one->order.tag = S("exchange");
    one->order.expires_at = (Time){ (CREATED_S + 60) * INT64_C(1000000) };
    one->policy.needs_nonce = true;
    one->policy.tag = S("exchange");
    sign(*state, one);
    assert_int_equal(http_signature_check(*state, &one->message, one->keys, COUNT(one->keys), &one->policy, &signature),
                     SIGNATURE_FINE);
    assert_text(signature.label, "sig1");
    assert_text(signature.key_id, "k1");
    assert_text(signature.nonce, "n1");
    assert_text(signature.tag, "exchange");
    assert_int_equal(signature.created_at.us, CREATED_S * INT64_C(1000000));
    assert_int_equal(signature.expires_at.us, (CREATED_S + 60) * INT64_C(1000000));
    assert_ptr_equal(signature.signer, &one->keys[1]);
    assert_int_equal(signature.bytes.len, HTTP_SIGNATURE_BYTES);
    assert_holds(signature.base, "\"x-road-client\": VN/GOV/1/A\n");
}

static void both_algorithms_sign_and_check(void **state) {
    static const char *const names[] = { "ed25519", "ecdsa-p256-sha256" };
    for (int i = 0; i < 2; i++) {
        const HttpKeyAlgorithm algorithm = i == 0 ? HTTP_KEY_ED25519 : HTTP_KEY_ECDSA_P256;
        Signed *one = signed_one(*state);
        one->order.key = secret_key(*state, algorithm);
        one->order.key_id = i == 0 ? S("k1") : S("k0");
        assert_string_equal(http_key_algorithm(one->order.key), names[i]);
        sign(*state, one);
        assert_int_equal(check(*state, one), SIGNATURE_FINE);
        one->keys[i].key_id = one->order.key_id; /* the other kind of key */
        one->keys[1 - i].key_id = S("none");
        assert_int_equal(check(*state, one), SIGNATURE_WRONG);
    }
}

/* What is changed before it is signed. */
static void before_unknown(Signed *one) {
    one->order.key_id = S("k9");
}
static void before_early(Signed *one) {
    one->keys[1].valid_from.us = one->policy.now.us + 1;
}
static void before_late(Signed *one) {
    one->keys[1].valid_to = one->policy.now;
}
static void before_in_time(Signed *one) {
    one->keys[1].valid_from = one->policy.now;
}
static void before_timeless(Signed *one) {
    one->order.created_at.us = 0;
}
static void before_future(Signed *one) {
    one->order.created_at.us += (LEEWAY_S + 1) * INT64_C(1000000);
}
static void before_nearly(Signed *one) {
    one->order.created_at.us += LEEWAY_S * INT64_C(1000000);
}
static void before_stale(Signed *one) {
    one->policy.now.us += (WINDOW_S + LEEWAY_S + 1) * INT64_C(1000000);
}
static void before_old(Signed *one) {
    one->policy.now.us += (WINDOW_S + LEEWAY_S) * INT64_C(1000000);
}

static void before_expired(Signed *one) {
    one->order.expires_at.us = one->order.created_at.us + INT64_C(1000000);
    one->policy.now.us += (LEEWAY_S + 2) * INT64_C(1000000);
}

static void before_reversed(Signed *one) {
    one->order.expires_at.us = one->order.created_at.us - INT64_C(1000000);
}
static void before_nonceless(Signed *one) {
    one->policy.needs_nonce = true;
}
static void before_untagged(Signed *one) {
    one->policy.tag = S("exchange");
}
static void before_no_method(Signed *one) {
    one->order.components = S("\"@target-uri\" \"x-road-client\" \"content-digest\"");
}
static void before_no_query(Signed *one) {
    one->order.components = S("\"@method\" \"@path\" \"x-road-client\" \"content-digest\"");
}
static void before_uri(Signed *one) {
    one->order.components = S("\"@method\" \"@target-uri\" \"x-road-client\" \"content-digest\"");
}
static void before_no_client(Signed *one) {
    one->order.components = S("\"@method\" \"@target-uri\" \"content-digest\"");
}
static void before_no_digest(Signed *one) {
    one->order.components = S("\"@method\" \"@target-uri\" \"x-road-client\"");
}

static void before_part_of_digest(Signed *one) {
    one->order.components = S("\"@method\" \"@target-uri\" \"x-road-client\" \"content-digest\";key=\"sha-512\"");
}

static void before_no_body(Signed *one) {
    before_no_digest(one);
    one->message.body = NULL;
    one->message.field_count = 1;
}

static void before_digest_of_nothing(Signed *one) {
    one->message.body = NULL;
}
static void before_other_body(Signed *one) {
    one->body = content_digest_of(S("{\"hello\": \"World\"}"));
}
static void before_unknown_digest(Signed *one) {
    one->fields[1].value = S("md5=:AAAA:");
}

/* ... and after. */
static void after_nothing(Signed *one) {
    (void)one;
}
static void after_method(Signed *one) {
    one->message.method = S("PUT");
}
static void after_target(Signed *one) {
    one->message.target = S("/r1/VN/GOV/2/B/people?id=8");
}
static void after_client(Signed *one) {
    one->fields[0].value = S("VN/GOV/1/B");
}

static void after_second_client(Signed *one) {
    one->fields[one->message.field_count++] = (Header){ S("X-ROAD-CLIENT"), S("VN/GOV/1/B") };
}

static void after_body(Signed *one) {
    one->body = content_digest_of(S("{}"));
}
static void after_digest(Signed *one) {
    one->fields[1].value = S("sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:");
}
static void after_unsigned(Signed *one) {
    one->message.field_count = 2;
}
static void after_no_signature(Signed *one) {
    one->message.field_count = 3;
}
static void after_no_input(Signed *one) {
    one->fields[2] = one->fields[3], one->message.field_count = 3;
}
static void after_other_label(Signed *one) {
    one->fields[3].value = S("sig2=:AAAA:");
}
static void after_short(Signed *one) {
    one->fields[3].value = S("sig1=:AAAA:");
}
static void after_text(Signed *one) {
    one->fields[3].value = S("sig1=\"AAAA\"");
}
static void after_keyless(Signed *one) {
    one->fields[2].value = S("sig1=(\"@method\");created=1618884473;keyid=k1");
}
static void after_item(Signed *one) {
    one->fields[2].value = S("sig1=1;created=1618884473;keyid=\"k1\"");
}
static void after_broken(Signed *one) {
    one->fields[2].value = S("sig1=(");
}

static void after_algorithm(Signed *one) {
    one->fields[2].value = S("sig1=(" COVERED ");created=1618884473;keyid=\"k1\";alg=\"ecdsa-p256-sha256\"");
}

static void after_gone(Signed *one) {
    one->fields[0].name = S("X-Road-Clien");
}

typedef struct FlawRow {
    const char *what;
    void (*before)(Signed *), (*after)(Signed *);
    SignatureFlaw flaw;
} FlawRow;

static const FlawRow flaws[] = {
    { "as it should be", after_nothing, after_nothing, SIGNATURE_FINE },
    { "an unknown key", before_unknown, after_nothing, SIGNATURE_KEY },
    { "before the key is valid", before_early, after_nothing, SIGNATURE_KEY_TIME },
    { "after the key was valid", before_late, after_nothing, SIGNATURE_KEY_TIME },
    { "from this moment on", before_in_time, after_nothing, SIGNATURE_FINE },
    { "no created", before_timeless, after_nothing, SIGNATURE_CREATED },
    { "created in the future", before_future, after_nothing, SIGNATURE_CREATED },
    { "clocks that differ a little", before_nearly, after_nothing, SIGNATURE_FINE },
    { "too old", before_stale, after_nothing, SIGNATURE_STALE },
    { "as old as it may be", before_old, after_nothing, SIGNATURE_FINE },
    { "expired", before_expired, after_nothing, SIGNATURE_EXPIRED },
    { "expired before it was created", before_reversed, after_nothing, SIGNATURE_EXPIRED },
    { "no nonce", before_nonceless, after_nothing, SIGNATURE_NONCE },
    { "no tag", before_untagged, after_nothing, SIGNATURE_NONE },
    { "without the method", before_no_method, after_nothing, SIGNATURE_COVERAGE },
    { "without the query", before_no_query, after_nothing, SIGNATURE_COVERAGE },
    { "the address as a whole", before_uri, after_nothing, SIGNATURE_FINE },
    { "without the client", before_no_client, after_nothing, SIGNATURE_COVERAGE },
    { "without the digest", before_no_digest, after_nothing, SIGNATURE_COVERAGE },
    { "part of the digest", before_part_of_digest, after_nothing, SIGNATURE_COVERAGE },
    { "no body, no digest", before_no_body, after_nothing, SIGNATURE_FINE },
    { "a digest of something, and no body", before_digest_of_nothing, after_nothing, SIGNATURE_DIGEST },
    { "another body's digest", before_other_body, after_nothing, SIGNATURE_DIGEST },
    { "a digest that nobody can check", before_unknown_digest, after_nothing, SIGNATURE_DIGEST },
    { "another method", after_nothing, after_method, SIGNATURE_WRONG },
    { "another target", after_nothing, after_target, SIGNATURE_WRONG },
    { "another client", after_nothing, after_client, SIGNATURE_WRONG },
    { "a second client", after_nothing, after_second_client, SIGNATURE_WRONG },
    { "another body", after_nothing, after_body, SIGNATURE_DIGEST },
    { "another digest of the same", after_nothing, after_digest, SIGNATURE_WRONG },
    { "not signed", after_nothing, after_unsigned, SIGNATURE_NONE },
    { "no Signature", after_nothing, after_no_signature, SIGNATURE_FORM },
    { "no Signature-Input", after_nothing, after_no_input, SIGNATURE_FORM },
    { "another label", after_nothing, after_other_label, SIGNATURE_FORM },
    { "a short signature", after_nothing, after_short, SIGNATURE_WRONG },
    { "a signature that is text", after_nothing, after_text, SIGNATURE_FORM },
    { "a keyid that is a token", after_nothing, after_keyless, SIGNATURE_FORM },
    { "no brackets", after_nothing, after_item, SIGNATURE_FORM },
    { "a bracket alone", after_nothing, after_broken, SIGNATURE_FORM },
    { "another algorithm", after_nothing, after_algorithm, SIGNATURE_ALGORITHM },
    { "what was signed is gone", after_nothing, after_gone, SIGNATURE_COMPONENT },
};

static void what_is_not_right_is_refused(void **state) {
    for (size_t i = 0; i < COUNT(flaws); i++) {
        Signed *one = signed_one(*state);
        assert_row(i, flaws[i].what);
        flaws[i].before(one);
        sign(*state, one);
        flaws[i].after(one);
        assert_int_equal(check(*state, one), flaws[i].flaw);
        assert_true(strlen(signature_flaw_text(flaws[i].flaw)) > 0);
    }
}

static void the_first_known_key_decides(void **state) {
    Signed *one = signed_one(*state);
    one->order.label = S("a");
    one->order.key_id = S("stranger");
    one->order.key = secret_key(*state, HTTP_KEY_ECDSA_P256);
    sign(*state, one);
    one->order.label = S("b");
    one->order.key_id = S("k1");
    one->order.key = secret_key(*state, HTTP_KEY_ED25519);
    sign(*state, one);
    assert_int_equal(check(*state, one), SIGNATURE_FINE); /* two lines of each field */
    Header *last = &one->fields[one->message.field_count - 1];
    last->value = str_format(*state, "b=:%.*s:", STR_FMT(base64_text(*state, one, HTTP_SIGNATURE_BYTES)));
    assert_int_equal(check(*state, one), SIGNATURE_WRONG);
}

/* An answer: its status and its body; and what it answers, if the maker signs that too. */
static void answers_are_signed_too(void **state) {
    Signed *one = signed_one(*state);
    const HttpMessage request = one->message;
    one->message.status = 200;
    one->message.request = &request;
    one->policy.also_count = 0;
    one->order.components = S("\"@status\" \"content-digest\" \"@method\";req \"x-road-client\";req");
    sign(*state, one);
    assert_int_equal(check(*state, one), SIGNATURE_FINE);
    one->message.status = 201;
    assert_int_equal(check(*state, one), SIGNATURE_WRONG);
    one->message.status = 200;
    one->message.request = NULL;
    assert_int_equal(check(*state, one), SIGNATURE_COMPONENT);
    one = signed_one(*state);
    one->message.status = 200;
    one->message.request = &request;
    one->order.components = S("\"@status\" \"content-digest\";req \"x-road-client\"");
    sign(*state, one);
    assert_int_equal(check(*state, one), SIGNATURE_COVERAGE);
}

int main(void) {
    crypto_start();
    const struct CMUnitTest tests[] = {
        AN_ARENA(a_signed_request_is_taken),    AN_ARENA(both_algorithms_sign_and_check),
        AN_ARENA(what_is_not_right_is_refused), AN_ARENA(the_first_known_key_decides),
        AN_ARENA(answers_are_signed_too),
    };
    return cmocka_run_group_tests_name("http_signature_check", tests, NULL, NULL);
}
