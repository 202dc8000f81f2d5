/* tests/fuzz/fuzz_webauthn - what stands in for a browser and its authenticator: client data, attestation objects,
 * signed answers, and the CBOR in them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/cbor.h"
#include "kit/webauthn.h"
#include "tests/fuzz/fuzz.h"
#include "tests/unit/chromium.h"

enum { WHATS = 4 };

static Str bytes_of(Ctx *cx, const char *text) {
    const Str letters = str_of(text);
    char *at = arena_alloc(cx->arena, letters.len);
    size_t size = 0;
    MUST(base64url_read(cx->arena, letters, at, letters.len, &size));
    return (Str){ at, size };
}

static WebauthnSite here(void) {
    WebauthnSite site;
    MUST(webauthn_site_of(S(CHROMIUM_ORIGIN), &site));
    return site;
}

static void check_client(Ctx *cx, Str text) {
    const WebauthnSite site = here();
    ClientData client;
    if (!client_data_read(cx->arena, text, &client)) return;
    MUST(utf8_is_valid(client.type) && utf8_is_valid(client.challenge) && utf8_is_valid(client.origin));
    for (int is_making = 0; is_making <= 1; is_making++) {
        if (client_data_check(&client, &site, is_making == 1) != WEBAUTHN_HOLDS) continue;
        MUST(str_is(client.origin, CHROMIUM_ORIGIN) && !client.is_cross_origin);
        MUST(str_is(client.type, is_making == 1 ? "webauthn.create" : "webauthn.get"));
    }
}

static size_t key_bytes(int64_t algorithm) {
    if (algorithm == COSE_ES256) return 64;
    return algorithm == COSE_EDDSA ? 32 : 259;
}

/* What is taken is whole, and nothing longer or shorter is. */
static void check_made(Ctx *cx, Str object) {
    const WebauthnSite site = here();
    WebauthnKey key;
    WebauthnState state;
    if (webauthn_read_made(cx->arena, &site, object, &key, &state) != WEBAUTHN_HOLDS) return;
    MUST(key.credential.len > 0 && key.credential.len <= WEBAUTHN_CREDENTIAL_MAX);
    MUST(key.algorithm == COSE_ES256 || key.algorithm == COSE_EDDSA || key.algorithm == COSE_RS256);
    MUST(key.public_key.len == key_bytes(key.algorithm));
    MUST(state.sign_count >= 0 && state.sign_count <= UINT32_MAX && (!state.is_copied || state.may_be_copied));
    MUST(str_find(object, key.credential) < object.len);
    const Str shorter = str_part(object, 0, object.len - 1);
    MUST(webauthn_read_made(cx->arena, &site, shorter, &key, &state) == WEBAUTHN_MALFORMED);
}

/* Nobody but Chromium's authenticator has the key: only what it signed holds. */
static void check_answer(Ctx *cx, Str input) {
    const WebauthnSite site = here();
    const Str signed_data = bytes_of(cx, CHROMIUM_USED_DATA);
    WebauthnKey key;
    WebauthnState state;
    ClientData client;
    MUST(webauthn_read_made(cx->arena, &site, bytes_of(cx, CHROMIUM_MADE_OBJECT), &key, &state) == WEBAUTHN_HOLDS);
    MUST(client_data_read(cx->arena, bytes_of(cx, CHROMIUM_USED_CLIENT), &client));
    const size_t length = fuzz_byte(&input);
    const WebauthnAnswer answer = { .client = &client,
                                    .data = str_part(input, 0, length),
                                    .signature = str_part(input, length, input.len) };
    if (webauthn_check_answer(cx->arena, &site, &key, &answer, &state) != WEBAUTHN_HOLDS) return;
    MUST(str_equal(answer.data, signed_data) && state.sign_count == 2);
}

static void check_cbor(Ctx *cx, Str bytes) {
    (void)cx;
    const size_t item = cbor_item_bytes(bytes);
    Str found;
    MUST(item <= bytes.len);
    if (item == 0) return;
    MUST(cbor_item_bytes(str_part(bytes, 0, item)) == item);
    MUST(cbor_item_bytes(str_part(bytes, 0, item - 1)) == 0);
    if (cbor_byte_string(str_part(bytes, 0, item), &found)) MUST(found.len < item);
    if (cbor_map_find(str_part(bytes, 0, item), S("authData"), &found)) MUST(cbor_item_bytes(found) == found.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static void (*const checks[WHATS])(Ctx *, Str) = { check_client, check_made, check_answer, check_cbor };
    Ctx cx = fuzz_begin(NULL);
    Str input = fuzz_input(data, size);
    const unsigned char what = fuzz_byte(&input);
    checks[what % WHATS](&cx, input);
    fuzz_end(&cx);
    return 0;
}
