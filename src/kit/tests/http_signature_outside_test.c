/* kit/tests/http_signature_outside_test - another implementation (npm http-message-signatures) signs what we check, and
 * checks what we sign. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/tests/http_keys.h"

#include <jansson.h>

#define OUTSIDE "node " SOURCE_ROOT "/tests/harness/http_signatures.mjs "

enum { ANSWER_MAX = 1024 * 1024, WINDOW_S = 300, LEEWAY_S = 5, FIELDS_MAX = 10 };

static const HttpKeyAlgorithm algorithms[] = { HTTP_KEY_ED25519, HTTP_KEY_ECDSA_P256 };
static const char *const key_names[] = { "test-ed25519", "test-ecdsa-p256-sha256" };

static void release_json(json_t **root) {
    json_decref(*root);
}

static Str text_of(const json_t *object, const char *name) {
    const json_t *value = json_object_get(object, name);
    assert_true(json_is_string(value));
    return (Str){ json_string_value(value), json_string_length(value) };
}

static json_t *signed_outside(Arena *arena) {
    char *at = arena_alloc(arena, ANSWER_MAX);
    json_error_t error;
    FILE *pipe = popen(OUTSIDE "sign", "re");
    assert_non_null(pipe);
    const size_t size = fread(at, 1, ANSWER_MAX, pipe);
    assert_int_equal(pclose(pipe), 0);
    json_t *messages = json_loadb(at, size, 0, &error);
    assert_true(json_array_size(messages) > 0);
    return messages;
}

static SignatureFlaw check(Arena *arena, const HttpMessage *message) {
    static const Str also[] = { { "x-road-client", 13 } };
    const SignaturePolicy policy = { .now = time_now(),
                                     .window_s = WINDOW_S,
                                     .leeway_s = LEEWAY_S,
                                     .needs_nonce = true,
                                     .also = also,
                                     .also_count = COUNT(also) };
    SignerKey keys[COUNT(algorithms)];
    HttpSignature signature;
    for (size_t i = 0; i < COUNT(keys); i++)
        keys[i] = (SignerKey){ .key_id = str_of(key_names[i]), .key = public_key(arena, algorithms[i]) };
    return http_signature_check(arena, message, keys, COUNT(keys), &policy, &signature);
}

static void check_outside(Arena *arena, const json_t *told) {
    const json_t *lines = json_object_get(told, "headers");
    Header fields[FIELDS_MAX];
    const Str body = text_of(told, "body");
    ContentDigest digest = content_digest_of(body);
    HttpMessage message = { .method = text_of(told, "method"),
                            .scheme = text_of(told, "scheme"),
                            .authority = text_of(told, "authority"),
                            .target = text_of(told, "target"),
                            .fields = fields,
                            .field_count = json_array_size(lines),
                            .body = body.len == 0 ? NULL : &digest };
    assert_true(message.field_count <= FIELDS_MAX);
    for (size_t i = 0; i < message.field_count; i++) {
        const json_t *line = json_array_get(lines, i);
        fields[i] = (Header){ text_of(line, "name"), text_of(line, "value") };
    }
    assert_int_equal(check(arena, &message), SIGNATURE_FINE);
    message.method = S("PATCH");
    assert_int_equal(check(arena, &message), SIGNATURE_WRONG);
}

static void what_others_sign_is_taken(void **state) {
    CLEANUP(release_json) json_t *messages = signed_outside(*state);
    for (size_t i = 0; i < json_array_size(messages); i++) {
        assert_row(i, text_of(json_array_get(messages, i), "target").at);
        check_outside(*state, json_array_get(messages, i));
    }
}

/* ---- what we sign ---- */

typedef struct OursRow {
    const char *components, *url;
    HttpMessage message;
} OursRow;

static const OursRow ours[] = {
    { "\"@method\" \"@target-uri\" \"x-road-client\"",
      "https://X.example:443/r1/VN/GOV/2/B/people?id=7",
      { .method = { "GET", 3 }, .target = { "/r1/VN/GOV/2/B/people?id=7", 26 } } },
    { "\"@method\" \"@path\" \"@query\" \"@authority\" \"x-road-client\" \"content-digest\" \"content-digest\";sf",
      "https://x.example/a",
      { .method = { "POST", 4 }, .target = { "/a", 2 } } },
    { "\"@method\" \"@request-target\" \"@query-param\";name=\"b\" \"x-road-client\";bs",
      "https://x.example/a?b=c+d",
      { .method = { "PUT", 3 }, .target = { "/a?b=c+d", 8 } } },
};

static json_t *signed_by_us(Arena *arena, const OursRow *row, size_t which) {
    const Str digest = content_digest_text(arena, &(ContentDigest){ .has_sha256 = true, .sha256 = sha256(S("{}")) });
    const Header fields[] = { { S("X-Road-Client"), S("VN/GOV/1/A") }, { S("Content-Digest"), digest } };
    const SignatureOrder order = { .label = S("sig1"),
                                   .components = str_of(row->components),
                                   .created_at = time_now(),
                                   .key_id = str_of(key_names[which]),
                                   .key = secret_key(arena, algorithms[which]) };
    HttpMessage message = row->message;
    Str input, signature;
    message.scheme = S("https");
    message.authority = S("X.example:443");
    message.fields = fields;
    message.field_count = COUNT(fields);
    assert_int_equal(http_signature_make(arena, &message, &order, &input, &signature), SIGNATURE_FINE);
    return json_pack("{s:s%, s:s, s:{s:s, s:s%, s:s%, s:s%}}", "method", message.method.at, message.method.len, "url",
                     row->url, "headers", "X-Road-Client", "VN/GOV/1/A", "Content-Digest", digest.at, digest.len,
                     "Signature-Input", input.at, input.len, "Signature", signature.at, signature.len);
}

static void what_we_sign_is_taken_by_others(void **state) {
    CLEANUP(release_json) json_t *messages = json_array();
    for (size_t i = 0; i < COUNT(ours); i++) {
        for (size_t j = 0; j < COUNT(algorithms); j++)
            assert_int_equal(json_array_append_new(messages, signed_by_us(*state, &ours[i], j)), 0);
    }
    FILE *pipe = popen(OUTSIDE "verify", "we");
    assert_non_null(pipe);
    assert_int_equal(json_dumpf(messages, pipe, 0), 0);
    assert_int_equal(pclose(pipe), 0);
}

int main(void) {
    crypto_start();
    const struct CMUnitTest tests[] = {
        AN_ARENA(what_others_sign_is_taken),
        AN_ARENA(what_we_sign_is_taken_by_others),
    };
    return cmocka_run_group_tests_name("http_signature_outside", tests, NULL, NULL);
}
