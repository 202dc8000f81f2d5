/* kit/jwt - see jwt.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/jwt.h"

#include "kit/crypto.h"
#include "kit/json_open.h"

#include <cjose/cjose.h>
#include <jansson.h>

/* In bytes: moduli of 2048 to 8192 bits; a coordinate of P-256, and a signature. */
enum { KEYS_MAX = 50, MODULUS_MIN = 256, MODULUS_MAX = 1024, EXPONENT_MAX = 8, COORDINATE = 32, ES256_SIGNATURE = 64 };

/* The list of what is allowed: the kind of key is the algorithm's, whatever the token says. */
static const struct {
    const char *algorithm, *key_type;
} algorithms[] = { { "RS256", "RSA" }, { "PS256", "RSA" }, { "ES256", "EC" } };

typedef struct Head {
    Str algorithm, key_type, key;
} Head;

/* cjose stops the whole process on base64url that is not well formed: nothing reaches it that was not decoded here. */
static Str decoded(Arena *arena, Str text) {
    char *at = arena_alloc(arena, text.len + 1);
    size_t size = 0;
    return base64url_read(arena, text, at, text.len, &size) ? (Str){ at, size } : S("");
}

/* ---- the head ---- */

static const char *key_type_of(Str algorithm) {
    for (size_t i = 0; i < COUNT(algorithms); i++) {
        if (str_is(algorithm, algorithms[i].algorithm)) return algorithms[i].key_type;
    }
    return NULL;
}

static JwtFlaw read_head(Arena *arena, Str token, Head *ret_head) {
    Str rest = token;
    const JsonOpen *object;
    const Str first = str_cut(&rest, '.');
    const Str claims = str_cut(&rest, '.');
    const bool has_parts = rest.at != NULL && memchr(rest.at, '.', rest.len) == NULL && claims.len > 0;
    if (token.len > JWT_BYTES_MAX || !has_parts || json_open(arena, decoded(arena, first), &object) != OK)
        return JWT_FORM;
    if (json_open_has(object, "crit") || json_open_has(object, "b64")) return JWT_FORM;
    *ret_head = (Head){ .algorithm = json_open_text(object, "alg"), .key = json_open_text(object, "kid") };
    const char *key_type = key_type_of(ret_head->algorithm);
    if (key_type == NULL) return JWT_ALGORITHM;
    ret_head->key_type = str_of(key_type);
    const size_t signature = decoded(arena, rest).len;
    if (signature == 0 || decoded(arena, claims).len == 0) return JWT_FORM;
    return str_is(ret_head->algorithm, "ES256") && signature != ES256_SIGNATURE ? JWT_SIGNATURE : JWT_FINE;
}

/* ---- keys ---- */

static void release_json(json_t **root) {
    json_decref(*root);
}

static Str member(const json_t *key, const char *name) {
    const json_t *value = json_object_get(key, name);
    return json_is_string(value) ? (Str){ json_string_value(value), json_string_length(value) } : S("");
}

static bool is_none_or(Str text, Str wanted) {
    return text.len == 0 || str_equal(text, wanted);
}

static bool has_numbers(Arena *arena, const json_t *key) {
    if (str_is(member(key, "kty"), "EC"))
        return str_is(member(key, "crv"), "P-256") && decoded(arena, member(key, "x")).len == COORDINATE &&
               decoded(arena, member(key, "y")).len == COORDINATE;
    const size_t modulus = decoded(arena, member(key, "n")).len, exponent = decoded(arena, member(key, "e")).len;
    return modulus >= MODULUS_MIN && modulus <= MODULUS_MAX && exponent > 0 && exponent <= EXPONENT_MAX;
}

static bool is_meant(Arena *arena, const json_t *key, const Head *head) {
    if (!str_equal(member(key, "kty"), head->key_type) || !is_none_or(member(key, "use"), S("sig"))) return false;
    if (!is_none_or(member(key, "alg"), head->algorithm) || !is_none_or(head->key, member(key, "kid"))) return false;
    return has_numbers(arena, key);
}

/* Its public part alone, whatever else was published. */
static json_t *public_part(const json_t *key) {
    static const char *const names[] = { "kty", "n", "e", "crv", "x", "y" };
    json_t *part = json_object();
    MUST(part != NULL);
    for (size_t i = 0; i < COUNT(names); i++) {
        json_t *value = json_object_get(key, names[i]);
        if (value != NULL) MUST(json_object_set(part, names[i], value) == 0);
    }
    return part;
}

/* ---- signatures ---- */

static void release_token(cjose_jws_t **token) {
    if (*token != NULL) cjose_jws_release(*token);
}

static void release_key(cjose_jwk_t **key) {
    if (*key != NULL) (void)cjose_jwk_release(*key);
}

static bool is_signed_by(Arena *arena, Str token, const json_t *key, Str *ret_claims) {
    CLEANUP(release_json) json_t *part = public_part(key);
    CLEANUP(release_key) cjose_jwk_t *made = cjose_jwk_import_json(part, NULL);
    CLEANUP(release_token) cjose_jws_t *read = made == NULL ? NULL : cjose_jws_import(token.at, token.len, NULL);
    uint8_t *claims = NULL;
    size_t size = 0;
    if (read == NULL || !cjose_jws_verify(read, made, NULL)) return false;
    if (!cjose_jws_get_plaintext(read, &claims, &size, NULL)) return false;
    *ret_claims = str_copy(arena, (Str){ (const char *)claims, size });
    return true;
}

/* NULL when it is no such set. */
static json_t *read_set(Str keys) {
    json_error_t error;
    const bool is_fair = keys.len <= JWK_SET_BYTES_MAX && !json_is_too_deep(keys);
    return is_fair ? json_loadb(keys.at, keys.len, JSON_REJECT_DUPLICATES, &error) : NULL;
}

static size_t keys_of(const json_t *set, const json_t **ret_list) {
    *ret_list = json_object_get(set, "keys");
    const size_t count = json_array_size(*ret_list);
    return count < KEYS_MAX ? count : KEYS_MAX;
}

JwtFlaw jwt_read(Arena *arena, Str token, Str keys, Str *ret_claims) {
    Head head;
    const JwtFlaw flaw = read_head(arena, token, &head);
    if (flaw != JWT_FINE) return flaw;
    CLEANUP(release_json) json_t *set = read_set(keys);
    const json_t *list;
    const size_t count = keys_of(set, &list);
    bool is_any_meant = false;
    for (size_t i = 0; i < count; i++) {
        const json_t *key = json_array_get(list, i);
        if (!is_meant(arena, key, &head)) continue;
        is_any_meant = true;
        if (is_signed_by(arena, token, key, ret_claims)) return JWT_FINE;
    }
    return is_any_meant ? JWT_SIGNATURE : JWT_KEY;
}

size_t jwk_set_count(Arena *arena, Str keys) {
    CLEANUP(release_json) json_t *set = read_set(keys);
    const json_t *list;
    const size_t count = keys_of(set, &list);
    size_t fit = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_one = false;
        for (size_t j = 0; j < COUNT(algorithms) && !is_one; j++) {
            const Head head = { str_of(algorithms[j].algorithm), str_of(algorithms[j].key_type), S("") };
            is_one = is_meant(arena, json_array_get(list, i), &head);
        }
        fit += is_one ? 1 : 0;
    }
    return fit;
}
