/* kit/tests/webauthn_test - sites, what a browser says, and the answers of Chromium's own authenticator. Other answers,
 * right and wrong, are in tests/stories/passkeys.story.mjs. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/webauthn.h"
#include "tests/harness/unit.h"
#include "tests/unit/chromium.h"

static int start(void **state) {
    (void)state;
    crypto_start();
    return 0;
}

/* ---- sites ---- */

typedef struct SiteRow {
    const char *origin, *id; /* NULL: refused */
} SiteRow;

static const SiteRow sites[] = {
    { "https://tiendo.example.gov.vn", "tiendo.example.gov.vn" },
    { "https://tiendo.example.gov.vn:8443", "tiendo.example.gov.vn" },
    { "http://localhost", "localhost" },
    { "http://localhost:8080", "localhost" },
    { "https://localhost", "localhost" },
    { "https://a-1.vn:80", "a-1.vn" },
    { "", NULL },
    { "localhost", NULL },
    { "https://", NULL },
    { "https://:8443", NULL },
    { "http://tiendo.example.gov.vn", NULL }, /* only localhost may go without TLS */
    { "http://localhost.example", NULL },
    { "http://127.0.0.1", NULL },
    { "https://tiendo.example.gov.vn/", NULL }, /* as a browser writes it */
    { "https://Tiendo.example", NULL },
    { "https://a.vn:443", NULL },
    { "http://localhost:80", NULL },
    { "https://a.vn:", NULL },
    { "https://a.vn:0", NULL },
    { "https://a.vn:08", NULL },
    { "https://a.vn:65536", NULL },
    { "https://a.vn:-1", NULL },
    { "https://a.vn:1:2", NULL },
    { "https://.vn", NULL },
    { "https://a.", NULL },
    { "https://a b", NULL },
    { "https://a@b", NULL },
    { "https://[::1]", NULL },
    { "ftp://a.vn", NULL },
};

static void a_site_is_an_origin_as_browsers_write_it(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(sites); i++) {
        WebauthnSite site;
        assert_row(i, sites[i].origin);
        assert_int_equal(webauthn_site_of(str_of(sites[i].origin), &site), sites[i].id != NULL);
        if (sites[i].id == NULL) continue;
        assert_text(site.id, sites[i].id);
        assert_text(site.origin, sites[i].origin);
    }
}

/* ---- what the browser says ---- */

typedef struct ClientRow {
    const char *json;
    int verdict; /* for one that is asked for at https://a.vn */
} ClientRow;

#define GET(more) "{\"type\":\"webauthn.get\",\"challenge\":\"x\",\"origin\":\"https://a.vn\"" more "}"

static const ClientRow clients[] = {
    { GET(""), WEBAUTHN_HOLDS },
    { GET(",\"crossOrigin\":false"), WEBAUTHN_HOLDS },
    { GET(",\"other_keys_can_be_added_here\":\"as the standard says\",\"n\":{\"a\":[1]}"), WEBAUTHN_HOLDS },
    { " " GET("") "\n", WEBAUTHN_HOLDS },
    { GET(",\"crossOrigin\":true"), WEBAUTHN_OTHER_SITE },
    { GET(",\"crossOrigin\":false,\"topOrigin\":\"https://a.vn\""), WEBAUTHN_OTHER_SITE },
    { GET(",\"crossOrigin\":0"), WEBAUTHN_MALFORMED },
    { GET(",\"crossOrigin\":null"), WEBAUTHN_MALFORMED },
    { GET(",\"origin\":\"https://a.vn\""), WEBAUTHN_MALFORMED }, /* twice */
    { GET("") "x", WEBAUTHN_MALFORMED },
    { "", WEBAUTHN_MALFORMED },
    { "null", WEBAUTHN_MALFORMED },
    { "[]", WEBAUTHN_MALFORMED },
    { "{}", WEBAUTHN_MALFORMED },
    { "{\"type\":\"webauthn.get\",\"challenge\":\"x\"}", WEBAUTHN_MALFORMED },
    { "{\"type\":\"webauthn.get\",\"challenge\":5,\"origin\":\"https://a.vn\"}", WEBAUTHN_MALFORMED },
    { "{\"type\":\"webauthn.get\",\"challenge\":\"x\",\"origin\":\"https://a.vn\\u0000\"}", WEBAUTHN_MALFORMED },
    { "{\"type\":\"webauthn.create\",\"challenge\":\"x\",\"origin\":\"https://a.vn\"}", WEBAUTHN_OTHER_ACT },
    { "{\"type\":\"WEBAUTHN.GET\",\"challenge\":\"x\",\"origin\":\"https://a.vn\"}", WEBAUTHN_OTHER_ACT },
    { "{\"type\":\"\",\"challenge\":\"x\",\"origin\":\"https://a.vn\"}", WEBAUTHN_OTHER_ACT },
    { "{\"type\":\"webauthn.get\",\"challenge\":\"x\",\"origin\":\"https://a.vn/\"}", WEBAUTHN_OTHER_SITE },
    { "{\"type\":\"webauthn.get\",\"challenge\":\"x\",\"origin\":\"https://a.vn:8443\"}", WEBAUTHN_OTHER_SITE },
    { "{\"type\":\"webauthn.get\",\"challenge\":\"x\",\"origin\":\"http://a.vn\"}", WEBAUTHN_OTHER_SITE },
    { "{\"type\":\"webauthn.get\",\"challenge\":\"x\",\"origin\":\"https://x.a.vn\"}", WEBAUTHN_OTHER_SITE },
    { "{\"type\":\"webauthn.get\",\"challenge\":\"x\",\"origin\":\"https://a.vn.example\"}", WEBAUTHN_OTHER_SITE },
};

static void what_a_browser_says_is_taken_word_by_word(void **state) {
    WebauthnSite site;
    assert_true(webauthn_site_of(S("https://a.vn"), &site));
    for (size_t i = 0; i < COUNT(clients); i++) {
        ClientData client;
        assert_row(i, clients[i].json);
        const bool is_read = client_data_read(*state, str_of(clients[i].json), &client);
        assert_int_equal(is_read, clients[i].verdict != WEBAUTHN_MALFORMED);
        if (is_read) assert_int_equal(client_data_check(&client, &site, false), clients[i].verdict);
        if (is_read) assert_text(client.challenge, "x");
    }
}

/* ---- Chromium ---- */

static Str bytes_of(Arena *arena, const char *text) {
    const Str letters = str_of(text);
    char *at = arena_alloc(arena, letters.len);
    size_t size = 0;
    assert_true(base64url_read(arena, letters, at, letters.len, &size));
    return (Str){ at, size };
}

typedef struct Run {
    WebauthnSite site;
    ClientData made_client, used_client;
    Str object, data, signature;
    WebauthnKey key;
    WebauthnState state;
} Run;

static Run run_of(Arena *arena) {
    Run run = { .object = bytes_of(arena, CHROMIUM_MADE_OBJECT),
                .data = bytes_of(arena, CHROMIUM_USED_DATA),
                .signature = bytes_of(arena, CHROMIUM_USED_SIGNATURE) };
    assert_true(webauthn_site_of(S(CHROMIUM_ORIGIN), &run.site));
    assert_true(client_data_read(arena, bytes_of(arena, CHROMIUM_MADE_CLIENT), &run.made_client));
    assert_true(client_data_read(arena, bytes_of(arena, CHROMIUM_USED_CLIENT), &run.used_client));
    assert_int_equal(webauthn_read_made(arena, &run.site, run.object, &run.key, &run.state), WEBAUTHN_HOLDS);
    return run;
}

static WebauthnVerdict answer_of(Arena *arena, Run *run, Str data, Str signature) {
    const WebauthnAnswer answer = {
        .client = &run->used_client, .data = data, .signature = signature, .must_verify = true
    };
    return webauthn_check_answer(arena, &run->site, &run->key, &answer, &run->state);
}

static void what_chromium_made_is_read(void **state) {
    Run run = run_of(*state);
    assert_int_equal(client_data_check(&run.made_client, &run.site, true), WEBAUTHN_HOLDS);
    assert_int_equal(client_data_check(&run.made_client, &run.site, false), WEBAUTHN_OTHER_ACT);
    assert_int_equal(run.key.algorithm, COSE_ES256);
    assert_int_equal(run.key.credential.len, 32);
    assert_int_equal(run.key.public_key.len, 64); /* x and y */
    assert_int_equal(run.state.sign_count, 1);
    assert_true(run.state.is_verified);
    assert_false(run.state.may_be_copied || run.state.is_copied);
}

static void what_chromium_signed_holds(void **state) {
    Run run = run_of(*state);
    assert_int_equal(client_data_check(&run.used_client, &run.site, false), WEBAUTHN_HOLDS);
    assert_int_equal(answer_of(*state, &run, run.data, run.signature), WEBAUTHN_HOLDS);
    assert_int_equal(run.state.sign_count, 2);
    run.used_client.digest = run.made_client.digest;
    assert_int_equal(answer_of(*state, &run, run.data, run.signature), WEBAUTHN_BAD_SIGNATURE);
}

static void nothing_is_taken_that_is_cut_or_longer(void **state) {
    Run run = run_of(*state);
    for (size_t i = 0; i < run.object.len; i++)
        assert_int_equal(webauthn_read_made(*state, &run.site, str_part(run.object, 0, i), &run.key, &run.state),
                         WEBAUTHN_MALFORMED);
    char *more = arena_alloc(*state, run.data.len + 1);
    memcpy(more, run.data.at, run.data.len);
    for (size_t i = 0; i < run.data.len; i++)
        assert_int_equal(answer_of(*state, &run, str_part(run.data, 0, i), run.signature), WEBAUTHN_MALFORMED);
    assert_int_equal(answer_of(*state, &run, (Str){ more, run.data.len + 1 }, run.signature), WEBAUTHN_MALFORMED);
    for (size_t i = 0; i < run.signature.len; i++)
        assert_true(answer_of(*state, &run, run.data, str_part(run.signature, 0, i)) != WEBAUTHN_HOLDS);
}

static void every_bit_counts(void **state) {
    Run run = run_of(*state);
    char *data = (char *)(uintptr_t)run.data.at, *signature = (char *)(uintptr_t)run.signature.at;
    for (size_t i = 0; i < (run.data.len + run.signature.len) * 8; i++) {
        char *byte = i / 8 < run.data.len ? &data[i / 8] : &signature[i / 8 - run.data.len];
        const char before = *byte;
        *byte = (char)(before ^ (1 << i % 8));
        assert_true(answer_of(*state, &run, run.data, run.signature) != WEBAUTHN_HOLDS);
        *byte = before;
    }
    assert_int_equal(answer_of(*state, &run, run.data, run.signature), WEBAUTHN_HOLDS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(a_site_is_an_origin_as_browsers_write_it),
        AN_ARENA(what_a_browser_says_is_taken_word_by_word),
        AN_ARENA(what_chromium_made_is_read),
        AN_ARENA(what_chromium_signed_holds),
        AN_ARENA(nothing_is_taken_that_is_cut_or_longer),
        AN_ARENA(every_bit_counts),
    };
    return cmocka_run_group_tests_name("webauthn", tests, start, NULL);
}
