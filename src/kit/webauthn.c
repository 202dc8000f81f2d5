/* kit/webauthn - see webauthn.h. The only file that knows libfido2. What it is given is looked over by kit/cbor before:
 * libcbor makes room for as many items as a head claims, and libfido2 does not mind what follows behind. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/webauthn.h"

#include "kit/cbor.h"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#include <jansson.h>

/* Authenticator data: digest of the rp id, flags, counter; then, by its flags, the credential and what extends it. */
enum { FLAGS_AT = 32, COUNT_AT = 33, HEAD_BYTES = 37, AAGUID_BYTES = 16, LENGTH_BYTES = 2, KEY_BYTES_MAX = 259 };
enum {
    FLAG_PRESENT = 0x01,
    FLAG_VERIFIED = 0x04,
    FLAG_MAY_BE_COPIED = 0x08,
    FLAG_IS_COPIED = 0x10,
    FLAG_CREDENTIAL = 0x40,
    FLAG_EXTENSIONS = 0x80
};

const int cose_algorithms[COSE_COUNT] = { COSE_ES256, COSE_EDDSA, COSE_RS256 };

static void release_json(json_t **root) {
    json_decref(*root);
}

static void release_credential(fido_cred_t **credential) {
    fido_cred_free(credential);
}

static void release_assertion(fido_assert_t **assertion) {
    fido_assert_free(assertion);
}

/* ---- the site ---- */

static bool is_host(Str host) {
    if (host.len == 0 || host.at[0] == '.' || host.at[host.len - 1] == '.') return false;
    for (size_t i = 0; i < host.len; i++) {
        const char c = host.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.')) return false;
    }
    return true;
}

bool webauthn_site_of(Str origin, WebauthnSite *ret_site) {
    const Str secure = S("https://"), open = S("http://");
    const bool is_secure = str_starts(origin, secure);
    if (!is_secure && !str_starts(origin, open)) return false;
    Str port = str_part(origin, is_secure ? secure.len : open.len, origin.len);
    const Str host = str_cut(&port, ':');
    int64_t number = 0;
    if (port.at != NULL && (str_to_int(port, 1, UINT16_MAX, &number) != OK || port.at[0] == '0')) return false;
    if (number == (is_secure ? 443 : 80)) return false; /* a browser leaves that out */
    if (!is_host(host) || (!is_secure && !str_is(host, "localhost"))) return false;
    *ret_site = (WebauthnSite){ .origin = origin, .id = host };
    return true;
}

/* ---- what the browser says ---- */

static bool take_text(Arena *arena, const json_t *root, const char *name, Str *ret_text) {
    const json_t *member = json_object_get(root, name);
    if (!json_is_string(member)) return false;
    *ret_text = str_copy(arena, (Str){ json_string_value(member), json_string_length(member) });
    return true;
}

/* Members that nobody knows are allowed: the standard says that there may be some. */
bool client_data_read(Arena *arena, Str json, ClientData *ret_client) {
    if (json.len > WEBAUTHN_CLIENT_DATA_MAX) return false;
    CLEANUP(release_json) json_t *root = json_loadb(json.at, json.len, JSON_REJECT_DUPLICATES, NULL);
    const json_t *cross = json_object_get(root, "crossOrigin");
    if (!json_is_object(root) || (cross != NULL && !json_is_boolean(cross))) return false;
    ret_client->is_cross_origin = json_is_true(cross) || json_object_get(root, "topOrigin") != NULL;
    ret_client->digest = sha256(json);
    return take_text(arena, root, "type", &ret_client->type) &&
           take_text(arena, root, "challenge", &ret_client->challenge) &&
           take_text(arena, root, "origin", &ret_client->origin);
}

WebauthnVerdict client_data_check(const ClientData *client, const WebauthnSite *site, bool is_making) {
    if (!str_is(client->type, is_making ? "webauthn.create" : "webauthn.get")) return WEBAUTHN_OTHER_ACT;
    return str_equal(client->origin, site->origin) && !client->is_cross_origin ? WEBAUTHN_HOLDS : WEBAUTHN_OTHER_SITE;
}

/* ---- what the authenticator says ---- */

/* Its parts, borrowed. */
typedef struct Data {
    unsigned flags;
    int64_t count;
    Str credential;
    size_t without_extensions; /* bytes up to them */
} Data;

static unsigned byte_at(Str bytes, size_t at) {
    return (unsigned char)bytes.at[at];
}

/* One item of CBOR, and what stands behind it. */
static bool skip_item(Str bytes, size_t *at) {
    const size_t item = cbor_item_bytes(str_part(bytes, *at, bytes.len));
    *at += item;
    return item > 0;
}

static bool skip_credential(Str bytes, size_t *at, Str *ret_credential) {
    const size_t length_at = *at + AAGUID_BYTES, id_at = length_at + LENGTH_BYTES;
    if (bytes.len < id_at) return false;
    const size_t length = byte_at(bytes, length_at) << 8 | byte_at(bytes, length_at + 1);
    if (length == 0 || length > WEBAUTHN_CREDENTIAL_MAX || bytes.len - id_at < length) return false;
    *ret_credential = str_part(bytes, id_at, length);
    *at = id_at + length;
    return skip_item(bytes, at);
}

/* Whole, and nothing behind it. */
static bool read_data(Str bytes, bool is_making, Data *ret_data) {
    size_t at = HEAD_BYTES;
    if (bytes.len < HEAD_BYTES) return false;
    ret_data->flags = byte_at(bytes, FLAGS_AT);
    ret_data->count = 0;
    for (size_t i = COUNT_AT; i < HEAD_BYTES; i++) ret_data->count = ret_data->count << 8 | (int64_t)byte_at(bytes, i);
    if (((ret_data->flags & FLAG_CREDENTIAL) != 0) != is_making) return false;
    if (is_making && !skip_credential(bytes, &at, &ret_data->credential)) return false;
    ret_data->without_extensions = at;
    if ((ret_data->flags & FLAG_EXTENSIONS) != 0 && !skip_item(bytes, &at)) return false;
    const bool is_odd = (ret_data->flags & FLAG_IS_COPIED) != 0 && (ret_data->flags & FLAG_MAY_BE_COPIED) == 0;
    return at == bytes.len && !is_odd;
}

static WebauthnVerdict check_data(Str bytes, const WebauthnSite *site, const Data *data, bool must_verify) {
    const Sha256 wanted = sha256(site->id);
    if (memcmp(wanted.bytes, bytes.at, SHA256_BYTES) != 0) return WEBAUTHN_OTHER_SITE;
    if ((data->flags & FLAG_PRESENT) == 0) return WEBAUTHN_NOT_PRESENT;
    return must_verify && (data->flags & FLAG_VERIFIED) == 0 ? WEBAUTHN_NOT_VERIFIED : WEBAUTHN_HOLDS;
}

static WebauthnState state_of(const Data *data) {
    return (WebauthnState){ .sign_count = data->count,
                            .is_verified = (data->flags & FLAG_VERIFIED) != 0,
                            .may_be_copied = (data->flags & FLAG_MAY_BE_COPIED) != 0,
                            .is_copied = (data->flags & FLAG_IS_COPIED) != 0 };
}

/* ---- keys ---- */

/* A key as libfido2 holds it; its own functions look whether it is one, and on its curve. */
typedef struct Key {
    int algorithm;
    es256_pk_t *es256;
    eddsa_pk_t *eddsa;
    rs256_pk_t *rs256;
} Key;

static void release_key(Key *key) {
    es256_pk_free(&key->es256);
    eddsa_pk_free(&key->eddsa);
    rs256_pk_free(&key->rs256);
}

/* Gives what fido_assert_verify() wants; NULL for a key that is none. */
static const void *open_key(Key *key, Str bytes) {
    if (key->algorithm == COSE_ES256 && (key->es256 = es256_pk_new()) != NULL)
        return es256_pk_from_ptr(key->es256, bytes.at, bytes.len) == FIDO_OK ? key->es256 : NULL;
    if (key->algorithm == COSE_EDDSA && (key->eddsa = eddsa_pk_new()) != NULL)
        return eddsa_pk_from_ptr(key->eddsa, bytes.at, bytes.len) == FIDO_OK ? key->eddsa : NULL;
    if (key->algorithm == COSE_RS256 && (key->rs256 = rs256_pk_new()) != NULL)
        return rs256_pk_from_ptr(key->rs256, bytes.at, bytes.len) == FIDO_OK ? key->rs256 : NULL;
    return NULL;
}

static bool is_key(int algorithm, Str bytes) {
    CLEANUP(release_key) Key key = { .algorithm = algorithm };
    return open_key(&key, bytes) != NULL;
}

/* libfido2 reads a key only as one of the algorithm that it was told. */
static bool read_key(Arena *arena, Str data, int algorithm, WebauthnKey *ret_key) {
    CLEANUP(release_credential) fido_cred_t *credential = fido_cred_new();
    MUST(credential != NULL && fido_cred_set_type(credential, algorithm) == FIDO_OK);
    if (fido_cred_set_authdata_raw(credential, (const unsigned char *)data.at, data.len) != FIDO_OK) return false;
    const Str key = { (const char *)fido_cred_pubkey_ptr(credential), fido_cred_pubkey_len(credential) };
    if (key.at == NULL || key.len > KEY_BYTES_MAX || !is_key(algorithm, key)) return false;
    *ret_key = (WebauthnKey){ .algorithm = algorithm, .public_key = str_copy(arena, key) };
    return true;
}

WebauthnVerdict webauthn_read_made(Arena *arena, const WebauthnSite *site, Str object, WebauthnKey *ret_key,
                                   WebauthnState *ret_state) {
    Str item, format, statement, bytes;
    Data data = { 0 };
    if (object.len > WEBAUTHN_OBJECT_MAX || !cbor_map_find(object, S("authData"), &item) ||
        !cbor_map_find(object, S("fmt"), &format) || !cbor_map_find(object, S("attStmt"), &statement) ||
        !cbor_byte_string(item, &bytes) || !read_data(bytes, true, &data))
        return WEBAUTHN_MALFORMED;
    const WebauthnVerdict verdict = check_data(bytes, site, &data, false);
    if (verdict != WEBAUTHN_HOLDS) return verdict;
    char *bare = arena_alloc(arena, data.without_extensions);
    memcpy(bare, bytes.at, data.without_extensions);
    bare[FLAGS_AT] = (char)(data.flags & ~(unsigned)FLAG_EXTENSIONS);
    fido_init(0);
    for (size_t i = 0; i < COSE_COUNT; i++) {
        if (!read_key(arena, (Str){ bare, data.without_extensions }, cose_algorithms[i], ret_key)) continue;
        ret_key->credential = str_copy(arena, data.credential);
        *ret_state = state_of(&data);
        return WEBAUTHN_HOLDS;
    }
    return WEBAUTHN_BAD_KEY;
}

/* ---- answers ---- */

static bool is_signed(Arena *arena, const WebauthnSite *site, const WebauthnKey *key, const WebauthnAnswer *answer) {
    CLEANUP(release_assertion) fido_assert_t *assertion = fido_assert_new();
    CLEANUP(release_key) Key held = { .algorithm = (int)key->algorithm };
    const void *public_key = open_key(&held, key->public_key);
    const Sha256 *digest = &answer->client->digest;
    MUST(assertion != NULL && fido_assert_set_count(assertion, 1) == FIDO_OK);
    return public_key != NULL && fido_assert_set_rp(assertion, str_c(arena, site->id)) == FIDO_OK &&
           fido_assert_set_clientdata_hash(assertion, digest->bytes, sizeof digest->bytes) == FIDO_OK &&
           fido_assert_set_authdata_raw(assertion, 0, (const unsigned char *)answer->data.at, answer->data.len) ==
               FIDO_OK &&
           fido_assert_set_sig(assertion, 0, (const unsigned char *)answer->signature.at, answer->signature.len) ==
               FIDO_OK &&
           fido_assert_set_up(assertion, FIDO_OPT_TRUE) == FIDO_OK &&
           fido_assert_set_uv(assertion, answer->must_verify ? FIDO_OPT_TRUE : FIDO_OPT_OMIT) == FIDO_OK &&
           fido_assert_verify(assertion, 0, held.algorithm, public_key) == FIDO_OK;
}

WebauthnVerdict webauthn_check_answer(Arena *arena, const WebauthnSite *site, const WebauthnKey *key,
                                      const WebauthnAnswer *answer, WebauthnState *ret_state) {
    Data data = { 0 };
    if (answer->data.len > WEBAUTHN_DATA_MAX || answer->signature.len == 0 ||
        answer->signature.len > WEBAUTHN_SIGNATURE_MAX || !read_data(answer->data, false, &data))
        return WEBAUTHN_MALFORMED;
    const WebauthnVerdict verdict = check_data(answer->data, site, &data, answer->must_verify);
    if (verdict != WEBAUTHN_HOLDS) return verdict;
    fido_init(0);
    if (!is_signed(arena, site, key, answer)) return WEBAUTHN_BAD_SIGNATURE;
    *ret_state = state_of(&data);
    return WEBAUTHN_HOLDS;
}
