/* platform/exchange/tests/node_signature_test - what a node signs holds for that message, key and time alone. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/node_signature.h"
#include "tests/harness/unit.h"

/* openssl genpkey -algorithm ed25519 -outform DER | base64 */
#define SECRET "MC4CAQAwBQYDK2VwBCIEIE88iItwXTVlADpGK0kHFETipjhXGp8nZjByzB2ZE6TI"
#define PUBLIC "MCowBQYDK2VwAyEAzq/JYWBcXHY5QuYXPE8IFbdFfaDGXxSoCWp7IW7O7lM="

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
    SignerKey known = { .key_id = S("node-1") };
    assert_true(http_key_public(arena, HTTP_KEY_ED25519, decoded(arena, PUBLIC), &known.key));
    return known;
}

static const Time moment = { INT64_C(1796000000) * 1000000 };
static const NodeMessage plain = { .request_hash = { "aGFzaA==", 8 }, .head_part = { "GET\r\n/x\r\n", 9 } };

static NodeFlaw check(Arena *arena, const NodeMessage *message, Str header, int64_t later_s) {
    const SignerKey known = known_key(arena);
    return node_check(arena, message, header, &known, 1, (Time){ moment.us + later_s * 1000000 }, 60);
}

static void holds_for_its_message(void **state) {
    const Str header = node_sign(*state, &plain, secret_key(*state), S("node-1"), moment);
    assert_true(str_starts(header, S("keyid=\"node-1\", created=1796000000, signature=:")));
    assert_int_equal(check(*state, &plain, header, 0), NODE_FINE);
    assert_int_equal(check(*state, &plain, header, 60), NODE_FINE);
    assert_int_equal(check(*state, &plain, header, 61), NODE_TIME);
    assert_int_equal(check(*state, &plain, header, -61), NODE_TIME);
}

static void holds_for_no_other(void **state) {
    const Str header = node_sign(*state, &plain, secret_key(*state), S("node-1"), moment);
    const Sha512 body = sha512(S("body"));
    NodeMessage other = plain;
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
    static const char *const forms[] = { "x", "keyid=\"node-1\"", "keyid=\"node-1\", created=x, signature=:AAAA:",
                                         "keyid=\"node-1\", created=1796000000, signature=:AAAA:",
                                         "keyid=\"node-1\", created=1796000000, signature=:AAAA: " };
    for (size_t i = 0; i < COUNT(forms); i++) {
        assert_row(i, forms[i]);
        assert_int_equal(check(*state, &plain, str_of(forms[i]), 0), NODE_FORM);
    }
    assert_int_equal(check(*state, &plain, S(""), 0), NODE_NO_SIGNATURE);
    const Str header = node_sign(*state, &plain, secret_key(*state), S("node-2"), moment);
    assert_int_equal(check(*state, &plain, header, 0), NODE_KEY);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(holds_for_its_message),
        AN_ARENA(holds_for_no_other),
        AN_ARENA(refuses_other_forms_and_keys),
    };
    return cmocka_run_group_tests_name("node_signature", tests, start, NULL);
}
