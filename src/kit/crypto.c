/* kit/crypto - see crypto.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/crypto.h"

#include "base/id.h"

/* Digests of short texts by the plain functions of OpenSSL 1.1: EVP looks the algorithm up at every call, which takes
 * three times as long as hashing two nodes of a tree. */
#define OPENSSL_API_COMPAT 10100

#include <limits.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <sodium.h>

void crypto_start(void) {
    MUST(sodium_init() >= 0);
}

struct Digest {
    EVP_MD_CTX *state;
};

static Digest *digest_begun(const EVP_MD *kind) {
    Digest *digest = lasting_alloc(sizeof *digest);
    digest->state = EVP_MD_CTX_new();
    MUST(digest->state != NULL && EVP_DigestInit_ex(digest->state, kind, NULL) == 1);
    return digest;
}

Digest *digest_new(void) {
    return digest_begun(EVP_sha256());
}

Digest *digest_new_sha512(void) {
    return digest_begun(EVP_sha512());
}

void digest_add(Digest *digest, const void *bytes, size_t size) {
    MUST(EVP_DigestUpdate(digest->state, bytes, size) == 1);
}

Sha256 digest_end(Digest *digest) {
    Sha256 result;
    unsigned length = 0;
    MUST(EVP_DigestFinal_ex(digest->state, result.bytes, &length) == 1 && length == SHA256_BYTES);
    digest_drop(digest);
    return result;
}

Sha512 digest_end_sha512(Digest *digest) {
    Sha512 result;
    unsigned length = 0;
    MUST(EVP_DigestFinal_ex(digest->state, result.bytes, &length) == 1 && length == SHA512_BYTES);
    digest_drop(digest);
    return result;
}

void digest_drop(Digest *digest) {
    if (digest == NULL) return;
    EVP_MD_CTX_free(digest->state);
    lasting_free(digest);
}

Sha256 sha256(Str data) {
    Sha256 result;
    SHA256_CTX state;
    MUST(SHA256_Init(&state) == 1 && SHA256_Update(&state, data.at, data.len) == 1 &&
         SHA256_Final(result.bytes, &state) == 1);
    return result;
}

Sha512 sha512_of_two(Str first, Str second) {
    Sha512 result;
    SHA512_CTX state;
    MUST(SHA512_Init(&state) == 1 && SHA512_Update(&state, first.at, first.len) == 1 &&
         SHA512_Update(&state, second.at, second.len) == 1 && SHA512_Final(result.bytes, &state) == 1);
    return result;
}

Sha512 sha512(Str data) {
    return sha512_of_two(data, S(""));
}

Str hex_text(Arena *arena, const void *bytes, size_t size) {
    char *at = arena_alloc(arena, size * 2 + 1);
    (void)sodium_bin2hex(at, size * 2 + 1, bytes, size);
    return (Str){ at, size * 2 };
}

Str sha256_text(Arena *arena, Str data) {
    const Sha256 digest = sha256(data);
    return hex_text(arena, digest.bytes, sizeof digest.bytes);
}

bool sha256_equal(const Sha256 *a, const Sha256 *b) {
    return memcmp(a->bytes, b->bytes, SHA256_BYTES) == 0;
}

void secret_wipe(Str secret) {
    sodium_memzero((void *)(uintptr_t)secret.at, secret.len);
}

/* A digit in lower case, and a mark that it is one; what follows by chance must not be branched on. */
enum { IS_DIGIT = 0x10, DIGIT = 0x0F };
static const unsigned char hex_digits[256] = {
    ['0'] = 0x10, ['1'] = 0x11, ['2'] = 0x12, ['3'] = 0x13, ['4'] = 0x14, ['5'] = 0x15, ['6'] = 0x16, ['7'] = 0x17,
    ['8'] = 0x18, ['9'] = 0x19, ['a'] = 0x1A, ['b'] = 0x1B, ['c'] = 0x1C, ['d'] = 0x1D, ['e'] = 0x1E, ['f'] = 0x1F,
};

/* Not by libsodium: it takes its time, so that secrets are not told by it, and takes capitals. */
bool hex_read(Str hex, void *bytes, size_t size) {
    unsigned char *at = bytes;
    unsigned all = IS_DIGIT;
    if (hex.len != size * 2) return false;
    for (size_t i = 0; i < size; i++) {
        const unsigned high = hex_digits[(unsigned char)hex.at[2 * i]];
        const unsigned low = hex_digits[(unsigned char)hex.at[2 * i + 1]];
        all &= high & low;
        at[i] = (unsigned char)((high & DIGIT) << 4 | (low & DIGIT));
    }
    return all == IS_DIGIT;
}

bool base64_read(Arena *arena, Str text, void *bytes, size_t room, size_t *ret_size) {
    if (sodium_base642bin(bytes, room, text.at, text.len, NULL, ret_size, NULL, sodium_base64_VARIANT_ORIGINAL) != 0)
        return false;
    return str_equal(text, base64_text(arena, bytes, *ret_size));
}

bool base64url_read(Arena *arena, Str text, void *bytes, size_t room, size_t *ret_size) {
    const int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    if (sodium_base642bin(bytes, room, text.at, text.len, NULL, ret_size, NULL, variant) != 0) return false;
    return str_equal(text, base64url_text(arena, bytes, *ret_size));
}

/* ---- signatures ---- */

SignSeed sign_seed_new(void) {
    SignSeed seed;
    random_fill(seed.bytes, sizeof seed.bytes);
    return seed;
}

void sign_seed_wipe(SignSeed *seed) {
    sodium_memzero(seed, sizeof *seed);
}

static void make_pair(const SignSeed *seed, SignKey *ret_key, unsigned char *ret_secret) {
    MUST(crypto_sign_seed_keypair(ret_key->bytes, ret_secret, seed->bytes) == 0);
}

SignKey sign_key_of(const SignSeed *seed) {
    unsigned char secret[crypto_sign_SECRETKEYBYTES];
    SignKey key;
    make_pair(seed, &key, secret);
    sodium_memzero(secret, sizeof secret);
    return key;
}

Signature sign_text(const SignSeed *seed, Str text) {
    unsigned char secret[crypto_sign_SECRETKEYBYTES];
    SignKey key;
    Signature signature;
    make_pair(seed, &key, secret);
    MUST(crypto_sign_detached(signature.bytes, NULL, (const unsigned char *)text.at, text.len, secret) == 0);
    sodium_memzero(secret, sizeof secret);
    return signature;
}

bool signature_holds(const SignKey *key, Str text, const Signature *signature) {
    return crypto_sign_verify_detached(signature->bytes, (const unsigned char *)text.at, text.len, key->bytes) == 0;
}

/* Secrets are written so: in the same time whatever they are. */
Str base64url_text(Arena *arena, const void *bytes, size_t size) {
    const size_t room = sodium_base64_encoded_len(size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *at = arena_alloc(arena, room);
    (void)sodium_bin2base64(at, room, bytes, size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return str_of(at);
}

Str base64_text(Arena *arena, const void *bytes, size_t size) {
    MUST(size <= INT_MAX / 2);
    unsigned char *at = arena_alloc(arena, (size + 2) / 3 * 4 + 1);
    const int letters = EVP_EncodeBlock(at, bytes, (int)size);
    return (Str){ (char *)at, (size_t)letters };
}

Str secret_new(Arena *arena) {
    unsigned char bytes[SECRET_BYTES];
    random_fill(bytes, sizeof bytes);
    return base64url_text(arena, bytes, sizeof bytes);
}

bool secret_equal(Str a, Str b) {
    return a.len == b.len && sodium_memcmp(a.at, b.at, a.len) == 0;
}

/* ---- secrets that must be read again ---- */

StoreKey store_key_new(void) {
    StoreKey key;
    random_fill(key.bytes, sizeof key.bytes);
    return key;
}

void store_key_wipe(StoreKey *key) {
    sodium_memzero(key, sizeof *key);
}

Str box_close(Arena *arena, const StoreKey *key, const void *bytes, size_t size) {
    const size_t whole = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + size;
    unsigned char *at = arena_alloc(arena, whole);
    random_fill(at, crypto_secretbox_NONCEBYTES);
    MUST(crypto_secretbox_easy(at + crypto_secretbox_NONCEBYTES, bytes, size, at, key->bytes) == 0);
    return base64_text(arena, at, whole);
}

size_t box_content_size(Str box) {
    const size_t around = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    size_t size = box.len / 4 * 3;
    for (size_t i = box.len; i > 0 && size > 0 && box.at[i - 1] == '='; i--) size--;
    return size < around ? 0 : size - around;
}

bool box_open(Arena *arena, const StoreKey *key, Str box, void *bytes, size_t size) {
    const size_t whole = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + size;
    unsigned char *at = arena_alloc(arena, whole);
    size_t got = 0;
    return base64_read(arena, box, at, whole, &got) && got == whole &&
           crypto_secretbox_open_easy(bytes, at + crypto_secretbox_NONCEBYTES, whole - crypto_secretbox_NONCEBYTES, at,
                                      key->bytes) == 0;
}

Sha256 keyed_digest(const StoreKey *key, Str data) {
    Sha256 result;
    MUST(crypto_auth_hmacsha256(result.bytes, (const unsigned char *)data.at, data.len, key->bytes) == 0);
    return result;
}

Str password_hash(Arena *arena, Str password, int64_t passes, int64_t memory_kib) {
    char *text = arena_alloc(arena, crypto_pwhash_STRBYTES);
    MUST(crypto_pwhash_str_alg(text, password.at, password.len, (unsigned long long)passes, (size_t)memory_kib * 1024,
                               crypto_pwhash_ALG_ARGON2ID13) == 0);
    return str_of(text);
}

bool password_fits(Str hash, Str password) {
    char text[crypto_pwhash_STRBYTES] = { 0 };
    if (hash.len >= sizeof text) return false;
    memcpy(text, hash.at, hash.len);
    return crypto_pwhash_str_verify(text, password.at, password.len) == 0;
}
