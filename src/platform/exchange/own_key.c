/* platform/exchange/own_key - see own_key.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/own_key.h"

#include "kit/certificates.h"
#include "kit/commands.h"
#include "platform/exchange/records.h"

enum { KEY_MODE = 0600, PKCS8_HEAD = 16, KEY_FILE_MAX = 256 };

static Str key_path(Ctx *cx) {
    return path_join(cx->arena, cx->house->data_folder, S("exchange-own.key"));
}

Code keys_found(Ctx *cx) {
    TRY(records_found(cx));
    if (file_exists(cx->arena, key_path(cx))) return OK;
    SignSeed seed = sign_seed_new();
    const Str hex = hex_text(cx->arena, seed.bytes, sizeof seed.bytes);
    sign_seed_wipe(&seed);
    const Code code = file_write(cx, key_path(cx), hex, KEY_MODE);
    secret_wipe(hex);
    return code;
}

/* PKCS #8 of an Ed25519 seed is the seed behind these bytes (RFC 8410, 7). */
static bool key_of_seed(Arena *arena, const SignSeed *seed, const HttpKey **ret_key) {
    static const unsigned char head[PKCS8_HEAD] = { 0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06,
                                                    0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20 };
    char der[PKCS8_HEAD + SIGN_KEY_BYTES];
    memcpy(der, head, sizeof head);
    memcpy(der + sizeof head, seed->bytes, sizeof seed->bytes);
    const bool is_fine = http_key_secret(arena, HTTP_KEY_ED25519, (Str){ der, sizeof der }, ret_key);
    secret_wipe((Str){ der, sizeof der });
    return is_fine;
}

Code own_key(Ctx *cx, OwnKey *ret_key) {
    Str hex;
    SignSeed seed;
    TRY(file_read(cx, key_path(cx), KEY_FILE_MAX, &hex));
    const bool is_fine =
        hex_read(str_trim(hex), seed.bytes, sizeof seed.bytes) && key_of_seed(cx->arena, &seed, &ret_key->key);
    secret_wipe(hex);
    sign_seed_wipe(&seed);
    if (!is_fine) return fail(cx, &file_missing, key_path(cx), S("exchange-own.key"));
    ret_key->key_id = sha256_text(cx->arena, http_key_spki(cx->arena, ret_key->key));
    return OK;
}

Code exchange_key_show(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    OwnKey own;
    TRY(own_key(cx, &own));
    const Str spki = http_key_spki(cx->arena, own.key);
    say("%.*s\n", STR_FMT(str_trim(public_key_pem(cx->arena, spki))));
    return OK;
}
