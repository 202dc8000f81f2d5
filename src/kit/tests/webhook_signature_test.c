/* kit/tests/webhook_signature_test - signatures of web hooks by other implementations (npm standardwebhooks,
 * node:crypto), and ours held against them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/tests/http_keys.h"
#include "kit/webhook_signature.h"

#include <jansson.h>

#define OUTSIDE "node " SOURCE_ROOT "/tests/harness/events_outside.mjs "
#define SECRET  "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
#define AT_US   INT64_C(1700000000000000)

enum { ANSWER_MAX = 4096, SECOND_US = 1000000, SEED_AT = 16 };

static void release_json(json_t **root) {
    json_decref(*root);
}

static Str text_of(const json_t *object, const char *name) {
    const json_t *value = json_object_get(object, name);
    assert_true(json_is_string(value));
    return (Str){ json_string_value(value), json_string_length(value) };
}

/* The last 32 bytes of the PKCS #8 key. */
static SignSeed seed_of(Arena *arena) {
    const Str der = der_of(arena, ED_SECRET);
    SignSeed seed;
    memcpy(seed.bytes, der.at + SEED_AT, sizeof seed.bytes);
    return seed;
}

static WebhookSecret secret_of(Arena *arena) {
    WebhookSecret secret;
    assert_true(webhook_secret_read(arena, S(SECRET), &secret));
    return secret;
}

static void what_others_sign_is_taken(void **state) {
    char *at = arena_alloc(*state, ANSWER_MAX);
    json_error_t error;
    FILE *pipe = popen(OUTSIDE "hooks-write", "re");
    assert_non_null(pipe);
    const size_t size = fread(at, 1, ANSWER_MAX, pipe);
    assert_int_equal(pclose(pipe), 0);
    CLEANUP(release_json) json_t *told = json_loadb(at, size, 0, &error);
    const SignSeed seed = seed_of(*state);
    const SignKey key = sign_key_of(&seed);
    const WebhookSecret secret = secret_of(*state);
    const Time now = { AT_US };
    WebhookMessage message = { text_of(told, "id"), text_of(told, "timestamp"), text_of(told, "own"),
                               text_of(told, "body") };
    assert_int_equal(webhook_check(*state, &key, &message, now), WEBHOOK_FINE);
    assert_text(webhook_sign(*state, &seed, &message), message.signatures.at);
    assert_int_equal(webhook_check_shared(*state, &secret, &message, now), WEBHOOK_WRONG);
    message.signatures = text_of(told, "shared");
    assert_int_equal(webhook_check_shared(*state, &secret, &message, now), WEBHOOK_FINE);
    assert_text(webhook_sign_shared(*state, &secret, &message), message.signatures.at);
    assert_int_equal(webhook_check(*state, &key, &message, now), WEBHOOK_WRONG);
}

static void what_we_sign_is_taken_by_others(void **state) {
    const SignSeed seed = seed_of(*state);
    const WebhookSecret secret = secret_of(*state);
    const WebhookMessage message = { S("evt_1"), webhook_timestamp(*state, time_now()), S(""), S("{\"a\":\"ổ\"}") };
    const Str own = webhook_sign(*state, &seed, &message), shared = webhook_sign_shared(*state, &secret, &message);
    CLEANUP(release_json)
    json_t *told = json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", message.id.at, "timestamp", message.timestamp.at,
                             "body", message.body.at, "own", own.at, "shared", shared.at);
    FILE *pipe = popen(OUTSIDE "hooks-read", "we");
    assert_non_null(pipe);
    assert_int_equal(json_dumpf(told, pipe, 0), 0);
    assert_int_equal(pclose(pipe), 0);
}

static void what_is_not_right_is_refused(void **state) {
    const SignSeed seed = seed_of(*state);
    const SignKey key = sign_key_of(&seed);
    const WebhookMessage good = { S("evt_1"), S("1700000000"), S(""), S("{}") };
    const Str own = webhook_sign(*state, &seed, &good);
    const struct {
        const char *what;
        WebhookMessage message;
        int64_t later_s;
        WebhookFlaw flaw;
    } rows[] = {
        { "as it should be", { good.id, good.timestamp, own, good.body }, 0, WEBHOOK_FINE },
        { "old", { good.id, good.timestamp, own, good.body }, WEBHOOK_WINDOW_S, WEBHOOK_FINE },
        { "too old", { good.id, good.timestamp, own, good.body }, WEBHOOK_WINDOW_S + 1, WEBHOOK_TIME },
        { "too new", { good.id, good.timestamp, own, good.body }, -WEBHOOK_WINDOW_S - 1, WEBHOOK_TIME },
        { "another body", { good.id, good.timestamp, own, S("{ }") }, 0, WEBHOOK_WRONG },
        { "another id", { S("evt_2"), good.timestamp, own, good.body }, 0, WEBHOOK_WRONG },
        { "another time", { good.id, S("1700000001"), own, good.body }, 0, WEBHOOK_WRONG },
        { "an id with a stop", { S("evt.1"), good.timestamp, own, good.body }, 0, WEBHOOK_FORM },
        { "no id", { S(""), good.timestamp, own, good.body }, 0, WEBHOOK_FORM },
        { "no number", { good.id, S("17e8"), own, good.body }, 0, WEBHOOK_FORM },
        { "no signature", { good.id, good.timestamp, S(""), good.body }, 0, WEBHOOK_FORM },
        { "one of several",
          { good.id, good.timestamp, str_format(*state, "v1a,AAAA v1,x  %.*s", STR_FMT(own)), good.body },
          0,
          WEBHOOK_FINE },
        { "another version",
          { good.id, good.timestamp, str_format(*state, "v1b%.*s", STR_FMT(str_part(own, 3, own.len))), good.body },
          0,
          WEBHOOK_WRONG },
        { "without its version", { good.id, good.timestamp, str_part(own, 4, own.len), good.body }, 0, WEBHOOK_WRONG },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const Time now = { AT_US + rows[i].later_s * SECOND_US };
        assert_row(i, rows[i].what);
        assert_int_equal(webhook_check(*state, &key, &rows[i].message, now), rows[i].flaw);
    }
    Buf many = buf_new(*state, ANSWER_MAX);
    for (int i = 0; i < WEBHOOK_SIGNATURES_MAX; i++) buf_add(&many, S("v1,x "));
    buf_add(&many, own);
    const WebhookMessage message = { good.id, good.timestamp, written(&many), good.body };
    assert_int_equal(webhook_check(*state, &key, &message, (Time){ AT_US }), WEBHOOK_FORM);
}

static void keys_are_handed_on_as_text(void **state) {
    const SignSeed seed = seed_of(*state);
    const SignKey key = sign_key_of(&seed);
    SignKey again;
    WebhookSecret secret = secret_of(*state);
    assert_text(webhook_key_text(*state, &key), "whpk_JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=");
    assert_true(webhook_key_read(*state, webhook_key_text(*state, &key), &again));
    assert_memory_equal(again.bytes, key.bytes, sizeof key.bytes);
    assert_text(webhook_secret_text(*state, &secret), SECRET);
    webhook_secret_wipe(&secret);
    assert_int_equal(secret.size, 0);
    assert_false(webhook_key_read(*state, S(SECRET), &again));
    assert_false(webhook_key_read(*state, S("whpk_AAAA"), &again));
    assert_false(webhook_secret_read(*state, S("whsec_AAAA"), &secret)); /* too short to be a secret */
    assert_false(webhook_secret_read(*state, S("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), &secret));
}

int main(void) {
    crypto_start();
    const struct CMUnitTest tests[] = {
        AN_ARENA(what_others_sign_is_taken),
        AN_ARENA(what_we_sign_is_taken_by_others),
        AN_ARENA(what_is_not_right_is_refused),
        AN_ARENA(keys_are_handed_on_as_text),
    };
    return cmocka_run_group_tests_name("webhook_signature", tests, NULL, NULL);
}
