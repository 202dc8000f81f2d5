/* kit/tests/http_keys - the keys of RFC 9421, appendix B.1, for the tests of signatures. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_TESTS_HTTP_KEYS_H
#define KIT_TESTS_HTTP_KEYS_H

#include "kit/http_signature.h"
#include "tests/harness/unit.h"

enum { DER_MAX = 200 };

/* B.1.3 and B.1.4: base64 of their PEM. */
#define EC_PUBLIC                                                                                                      \
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lfw0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50V"         \
    "GGdldkkDXZCnTNnoXQ=="
#define EC_SECRET                                                                                                      \
    "MHcCAQEEIFKbhfNZfpDsW43+0+JjUr9K+bTeuxopu653+hBaXGA7oAoGCCqGSM49AwEHoUQDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf"         \
    "w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ=="
#define ED_PUBLIC "MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs="
#define ED_SECRET "MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF"

#define DIGEST "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:"

static inline Str der_of(Arena *arena, const char *text) {
    char *at = arena_alloc(arena, DER_MAX);
    size_t size;
    assert_true(base64_read(arena, str_of(text), at, DER_MAX, &size));
    return (Str){ at, size };
}

static inline const HttpKey *public_key(Arena *arena, HttpKeyAlgorithm algorithm) {
    const HttpKey *key = NULL;
    assert_true(
        http_key_public(arena, algorithm, der_of(arena, algorithm == HTTP_KEY_ED25519 ? ED_PUBLIC : EC_PUBLIC), &key));
    return key;
}

static inline const HttpKey *secret_key(Arena *arena, HttpKeyAlgorithm algorithm) {
    const HttpKey *key = NULL;
    assert_true(
        http_key_secret(arena, algorithm, der_of(arena, algorithm == HTTP_KEY_ED25519 ? ED_SECRET : EC_SECRET), &key));
    return key;
}

#endif
