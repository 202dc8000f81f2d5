/* platform/exchange/tests/node_signature_test - what a node signs holds for that message, key and time alone. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/node_signature.h"
#include "tests/harness/unit.h"

/* openssl genpkey -algorithm ed25519 -outform DER | base64 */
#define SECRET "MC4CAQAwBQYDK2VwBCIEIE88iItwXTVlADpGK0kHFETipjhXGp8nZjByzB2ZE6TI"
#define PUBLIC "MCowBQYDK2VwAyEAzq/JYWBcXHY5QuYXPE8IFbdFfaDGXxSoCWp7IW7O7lM="

/* Ids of keys are SHA-256 in hex. */
#define FIRST  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
#define SIGNER "fcf0a6c700dd13e274b6fba8deea8dd9b26e4eedde3495717cac8408c9c5177f"

static int start(void **state) {
    (void)state;
    crypto_start();
    return 0;
}

static Str decoded(Arena *arena, const char *text) {
    char *bytes = arena_alloc(arena, 200);
    size_t size = 0;
    assert_true(base64_read(arena, str_of(text), bytes, 200, &size));
    return (Str){ bytes, size };
}

static const HttpKey *secret_key(Arena *arena) {
    const HttpKey *key = NULL;
    assert_true(http_key_secret(arena, HTTP_KEY_ED25519, decoded(arena, SECRET), &key));
    return key;
}

static SignerKey known_key(Arena *arena) {
    SignerKey known = { .key_id = S(SIGNER) };
    assert_true(http_key_public(arena, HTTP_KEY_ED25519, decoded(arena, PUBLIC), &known.key));
    return known;
}

static const Time moment = { INT64_C(1796000000) * 1000000 };
static const NodeMessage plain = { .path = { FIRST ", " SIGNER, sizeof(FIRST ", " SIGNER) - 1 },
                                   .request_hash = { "aGFzaA==", 8 },
                                   .head_part = { "GET\r\n/x\r\n", 9 } };

static NodeFlaw check(Arena *arena, const NodeMessage *message, Str header, int64_t later_s) {
    const SignerKey known = known_key(arena);
    return node_check(arena, message, header, &known, 1, (Time){ moment.us + later_s * 1000000 }, 60);
}

static void holds_for_its_message(void **state) {
    const Str header = node_sign(*state, &plain, secret_key(*state), S(SIGNER), moment);
    assert_true(str_starts(header, S("keyid=\"" SIGNER "\", created=1796000000, signature=:")));
    assert_int_equal(check(*state, &plain, header, 0), NODE_FINE);
    assert_int_equal(check(*state, &plain, header, 60), NODE_FINE);
    assert_int_equal(check(*state, &plain, header, 61), NODE_TIME);
    assert_int_equal(check(*state, &plain, header, -61), NODE_TIME);
}

static void holds_for_no_other(void **state) {
    const Str header = node_sign(*state, &plain, secret_key(*state), S(SIGNER), moment);
    const Sha512 body = sha512(S("body"));
    NodeMessage other = plain;
    other.path = S(SIGNER); /* the first exchange was taken out */
    assert_int_equal(check(*state, &other, header, 0), NODE_WRONG);
    other.path = S(SIGNER ", " SIGNER);
    assert_int_equal(check(*state, &other, header, 0), NODE_WRONG);
    other = plain;
    other.is_answer = true;
    assert_int_equal(check(*state, &other, header, 0), NODE_WRONG);
    other = plain;
    other.request_hash = S("b3RoZXI=");
    assert_int_equal(check(*state, &other, header, 0), NODE_WRONG);
    other = plain;
    other.head_part = S("GET\r\n/y\r\n");
    assert_int_equal(check(*state, &other, header, 0), NODE_WRONG);
    other = plain;
    other.body = &body;
    assert_int_equal(check(*state, &other, header, 0), NODE_WRONG);
}

static void refuses_other_forms_and_keys(void **state) {
    static const char *const forms[] = { "x", "keyid=\"" SIGNER "\"",
                                         "keyid=\"" SIGNER "\", created=x, signature=:AAAA:",
                                         "keyid=\"" SIGNER "\", created=1796000000, signature=:AAAA:",
                                         "keyid=\"" SIGNER "\", created=1796000000, signature=:AAAA: " };
    for (size_t i = 0; i < COUNT(forms); i++) {
        assert_row(i, forms[i]);
        assert_int_equal(check(*state, &plain, str_of(forms[i]), 0), NODE_FORM);
    }
    assert_int_equal(check(*state, &plain, S(""), 0), NODE_NO_SIGNATURE);
    const Str whole = node_sign(*state, &plain, secret_key(*state), S(SIGNER), moment);
    const size_t at = str_find(whole, S("created=")) + sizeof "created=" - 1;
    char *zeros = arena_alloc(*state, NODE_SIGNATURE_MAX); /* a number with zeros before it is the same number */
    memset(zeros, '0', NODE_SIGNATURE_MAX);
    const Str longer = str_format(*state, "%.*s%.*s%.*s", STR_FMT(str_part(whole, 0, at)), NODE_SIGNATURE_MAX, zeros,
                                  STR_FMT(str_part(whole, at, whole.len)));
    assert_int_equal(check(*state, &plain, longer, 0), NODE_FORM);
    const Str header = node_sign(*state, &plain, secret_key(*state), S(FIRST), moment);
    assert_int_equal(check(*state, &plain, header, 0), NODE_KEY);
}

static void wants_a_path_that_ends_with_the_signer(void **state) {
    static const char *const paths[] = { "", FIRST, SIGNER ",", SIGNER ", ", FIRST "," SIGNER, " " SIGNER,
                                         "x, " SIGNER,
                                         FIRST ",  " SIGNER, SIGNER ", " FIRST, ", " SIGNER };
    for (size_t i = 0; i < COUNT(paths); i++) {
        NodeMessage one = plain;
        one.path = str_of(paths[i]);
        const Str header = node_sign(*state, &one, secret_key(*state), S(SIGNER), moment);
        assert_row(i, paths[i]);
        assert_int_equal(check(*state, &one, header, 0), NODE_PATH_FORM);
    }
    NodeMessage answer = plain;
    answer.is_answer = true;
    answer.path = S("");
    assert_int_equal(check(*state, &answer, node_sign(*state, &answer, secret_key(*state), S(SIGNER), moment), 0),
                     NODE_FINE);
}

static void reads_up_to_eight_of_them(void **state) {
    Buf out = buf_new(*state, 1024);
    Str last = S("");
    for (size_t i = 0; i < NODE_PATH_MAX; i++) {
        buf_addf(&out, "%s%s", i == 0 ? "" : ", ", i % 2 == 0 ? FIRST : SIGNER);
        assert_true(node_path_read((Str){ out.at, out.len }, &last));
        assert_true(str_is(last, i % 2 == 0 ? FIRST : SIGNER));
    }
    buf_add(&out, S(", " FIRST));
    assert_false(node_path_read((Str){ out.at, out.len }, &last));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(holds_for_its_message),
        AN_ARENA(holds_for_no_other),
        AN_ARENA(refuses_other_forms_and_keys),
        AN_ARENA(wants_a_path_that_ends_with_the_signer),
        AN_ARENA(reads_up_to_eight_of_them),
    };
    return cmocka_run_group_tests_name("node_signature", tests, start, NULL);
}
