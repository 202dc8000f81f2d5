/* kit/http_key - see http_key.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_key.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

enum {
    HALF = HTTP_SIGNATURE_BYTES / 2,
    GROUP_NAME_MAX = 32,
    DER_SIGNATURE_MAX = 80,
    DER_KEY_MAX = 1024,
    PEM_BYTES_MAX = 8192
};

struct HttpKey {
    HttpKeyAlgorithm algorithm;
    bool is_secret;
    SignKey key;    /* Ed25519 */
    SignSeed seed;  /* ... of a secret one */
    EVP_PKEY *pair; /* P-256 */
};

static void release_pkey(EVP_PKEY **pkey) {
    EVP_PKEY_free(*pkey);
}

static void release_context(EVP_MD_CTX **context) {
    EVP_MD_CTX_free(*context);
}

static void release_signature(ECDSA_SIG **signature) {
    ECDSA_SIG_free(*signature);
}

static void end_key(void *thing) {
    HttpKey *key = thing;
    EVP_PKEY_free(key->pair);
    sign_seed_wipe(&key->seed);
}

static bool is_p256(const EVP_PKEY *pkey) {
    char group[GROUP_NAME_MAX];
    size_t len = 0;
    return EVP_PKEY_is_a(pkey, "EC") == 1 && EVP_PKEY_get_group_name(pkey, group, sizeof group, &len) == 1 &&
           strcmp(group, "prime256v1") == 0;
}

/* Takes the key over only when it gives one of ours. */
static bool keep(Arena *arena, HttpKeyAlgorithm algorithm, EVP_PKEY **pkey, bool is_secret, const HttpKey **ret_key) {
    HttpKey made = { .algorithm = algorithm, .is_secret = is_secret };
    size_t size = SIGN_KEY_BYTES;
    if (algorithm == HTTP_KEY_ED25519) {
        if (EVP_PKEY_is_a(*pkey, "ED25519") != 1 || EVP_PKEY_get_raw_public_key(*pkey, made.key.bytes, &size) != 1)
            return false;
        if (is_secret && EVP_PKEY_get_raw_private_key(*pkey, made.seed.bytes, &size) != 1) return false;
    } else {
        if (!is_p256(*pkey)) return false;
        made.pair = *pkey;
        *pkey = NULL;
    }
    HttpKey *key = NEW(arena, HttpKey);
    *key = made;
    sign_seed_wipe(&made.seed);
    arena_defer(arena, end_key, key);
    *ret_key = key;
    return true;
}

bool http_key_public(Arena *arena, HttpKeyAlgorithm algorithm, Str spki, const HttpKey **ret_key) {
    const unsigned char *at = (const unsigned char *)spki.at;
    if (spki.len == 0 || spki.len > DER_KEY_MAX) return false;
    CLEANUP(release_pkey) EVP_PKEY *pkey = d2i_PUBKEY(NULL, &at, (long)spki.len);
    if (pkey == NULL || at != (const unsigned char *)spki.at + spki.len) return false;
    return keep(arena, algorithm, &pkey, false, ret_key);
}

bool http_key_secret(Arena *arena, HttpKeyAlgorithm algorithm, Str pkcs8, const HttpKey **ret_key) {
    const unsigned char *at = (const unsigned char *)pkcs8.at;
    if (pkcs8.len == 0 || pkcs8.len > DER_KEY_MAX) return false;
    CLEANUP(release_pkey) EVP_PKEY *pkey = d2i_AutoPrivateKey(NULL, &at, (long)pkcs8.len);
    if (pkey == NULL || at != (const unsigned char *)pkcs8.at + pkcs8.len) return false;
    return keep(arena, algorithm, &pkey, true, ret_key);
}

static int no_password(char *buffer, int size, int is_for_writing, void *context) {
    (void)buffer, (void)size, (void)is_for_writing, (void)context;
    return -1;
}

static void release_bio(BIO **bio) {
    BIO_free_all(*bio);
}

bool http_key_secret_pem(Arena *arena, Str pem, const HttpKey **ret_key) {
    if (pem.len == 0 || pem.len > PEM_BYTES_MAX) return false;
    CLEANUP(release_bio) BIO *bio = BIO_new_mem_buf(pem.at, (int)pem.len);
    MUST(bio != NULL);
    CLEANUP(release_pkey) EVP_PKEY *pkey = PEM_read_bio_PrivateKey(bio, NULL, no_password, NULL);
    if (pkey == NULL) return false;
    return keep(arena, is_p256(pkey) ? HTTP_KEY_ECDSA_P256 : HTTP_KEY_ED25519, &pkey, true, ret_key);
}

Str http_key_spki(Arena *arena, const HttpKey *key) {
    unsigned char *bytes = arena_alloc(arena, DER_KEY_MAX), *end = bytes;
    CLEANUP(release_pkey) EVP_PKEY *raw = NULL;
    if (key->algorithm == HTTP_KEY_ED25519)
        raw = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key->key.bytes, SIGN_KEY_BYTES);
    const EVP_PKEY *pkey = raw == NULL ? key->pair : raw;
    const int size = pkey == NULL ? 0 : i2d_PUBKEY(pkey, NULL);
    MUST(size > 0 && size <= DER_KEY_MAX && i2d_PUBKEY(pkey, &end) == size);
    return (Str){ (const char *)bytes, (size_t)size };
}

const char *http_key_algorithm(const HttpKey *key) {
    return key->algorithm == HTTP_KEY_ED25519 ? "ed25519" : "ecdsa-p256-sha256";
}

/* ---- ECDSA: OpenSSL has its signatures as DER ---- */

static bool ecdsa_holds(const HttpKey *key, Str text, Str signature) {
    const unsigned char *half = (const unsigned char *)signature.at;
    unsigned char der[DER_SIGNATURE_MAX], *end = der;
    CLEANUP(release_signature) ECDSA_SIG *pair = ECDSA_SIG_new();
    BIGNUM *r = BN_bin2bn(half, HALF, NULL), *s = BN_bin2bn(half + HALF, HALF, NULL);
    MUST(pair != NULL && r != NULL && s != NULL && ECDSA_SIG_set0(pair, r, s) == 1);
    const int size = i2d_ECDSA_SIG(pair, &end);
    MUST(size > 0 && size <= DER_SIGNATURE_MAX);
    CLEANUP(release_context) EVP_MD_CTX *context = EVP_MD_CTX_new();
    MUST(context != NULL && EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, key->pair) == 1);
    return EVP_DigestVerify(context, der, (size_t)size, (const unsigned char *)text.at, text.len) == 1;
}

static void ecdsa_sign(const HttpKey *key, Str text, unsigned char *ret_signature) {
    unsigned char der[DER_SIGNATURE_MAX];
    const unsigned char *at = der;
    size_t size = sizeof der;
    CLEANUP(release_context) EVP_MD_CTX *context = EVP_MD_CTX_new();
    MUST(context != NULL && EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key->pair) == 1);
    MUST(EVP_DigestSign(context, der, &size, (const unsigned char *)text.at, text.len) == 1);
    CLEANUP(release_signature) ECDSA_SIG *pair = d2i_ECDSA_SIG(NULL, &at, (long)size);
    MUST(pair != NULL && BN_bn2binpad(ECDSA_SIG_get0_r(pair), ret_signature, HALF) == HALF);
    MUST(BN_bn2binpad(ECDSA_SIG_get0_s(pair), ret_signature + HALF, HALF) == HALF);
}

bool http_key_holds(const HttpKey *key, Str text, Str signature) {
    Signature bytes;
    if (signature.len != HTTP_SIGNATURE_BYTES) return false;
    if (key->algorithm == HTTP_KEY_ECDSA_P256) return ecdsa_holds(key, text, signature);
    memcpy(bytes.bytes, signature.at, sizeof bytes.bytes);
    return signature_holds(&key->key, text, &bytes);
}

void http_key_sign(const HttpKey *key, Str text, unsigned char ret_signature[HTTP_SIGNATURE_BYTES]) {
    MUST(key->is_secret);
    if (key->algorithm == HTTP_KEY_ECDSA_P256) {
        ecdsa_sign(key, text, ret_signature);
        return;
    }
    const Signature signature = sign_text(&key->seed, text);
    memcpy(ret_signature, signature.bytes, HTTP_SIGNATURE_BYTES);
}
