/* kit/certificates - see certificates.h. The armour is taken off here, strictly; OpenSSL sees only the bytes within. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/certificates.h"

#include "kit/asn1.h"

#include <openssl/x509.h>

#define CERTIFICATE_BEGIN S("-----BEGIN CERTIFICATE-----")
#define CERTIFICATE_END   S("-----END CERTIFICATE-----")
#define KEY_BEGIN         S("-----BEGIN PUBLIC KEY-----")
#define KEY_END           S("-----END PUBLIC KEY-----")
#define REQUEST_BEGIN     S("-----BEGIN CERTIFICATE REQUEST-----")
#define REQUEST_END       S("-----END CERTIFICATE REQUEST-----")
#define OLD_REQUEST_BEGIN S("-----BEGIN NEW CERTIFICATE REQUEST-----")
#define OLD_REQUEST_END   S("-----END NEW CERTIFICATE REQUEST-----")

enum { PEM_LINE_LETTERS = 64 };

static void x509_drop(X509 **x509) {
    X509_free(*x509);
}

static void key_drop(EVP_PKEY **key) {
    EVP_PKEY_free(*key);
}

/* The bytes between the lines of the armour; what stands behind it is left in *ret_after. */
static bool armour_take_off(Arena *arena, Str pem, Str first, Str last, unsigned char *bytes, size_t *ret_size,
                            Str *ret_after) {
    const Str text = str_trim(pem);
    if (!str_starts(text, first)) return false;
    const Str rest = str_part(text, first.len, text.len);
    const size_t end = str_find(rest, last);
    if (end == rest.len || end > 2 * CERTIFICATE_BYTES_MAX) return false;
    *ret_after = str_part(rest, end + last.len, rest.len);
    Buf letters = buf_new(arena, 2 * CERTIFICATE_BYTES_MAX);
    for (Str lines = str_part(rest, 0, end); lines.at != NULL;) buf_add(&letters, str_trim(str_cut(&lines, '\n')));
    Str whole;
    return buf_done(&letters, &whole) == OK && base64_read(arena, whole, bytes, CERTIFICATE_BYTES_MAX, ret_size);
}

static Str armour_put_on(Arena *arena, Str bytes, Str first, Str last) {
    const Str letters = base64_text(arena, bytes.at, bytes.len);
    Buf out = buf_new(arena, 4 * CERTIFICATE_BYTES_MAX);
    buf_add(&out, first);
    for (size_t i = 0; i < letters.len; i += PEM_LINE_LETTERS) {
        buf_char(&out, '\n');
        buf_add(&out, str_part(letters, i, PEM_LINE_LETTERS));
    }
    buf_addf(&out, "\n%.*s\n", STR_FMT(last));
    MUST(!out.overflowed);
    return (Str){ out.at, out.len };
}

bool certificate_read(Arena *arena, Str pem, Certificate *ret_certificate) {
    unsigned char *bytes = arena_alloc(arena, CERTIFICATE_BYTES_MAX);
    const unsigned char *at = bytes;
    size_t size = 0;
    Str after;
    if (!armour_take_off(arena, pem, CERTIFICATE_BEGIN, CERTIFICATE_END, bytes, &size, &after)) return false;
    CLEANUP(x509_drop) X509 *x509 = d2i_X509(NULL, &at, (long)size);
    if (x509 == NULL || at != bytes + size) return false; /* bytes behind it would change the fingerprint at will */
    const Str der = { (const char *)bytes, size };
    Certificate certificate = { .fingerprint = sha256(der), .der = der };
    if (!asn1_moment(X509_get0_notBefore(x509), &certificate.valid_from)) return false;
    if (!asn1_moment(X509_get0_notAfter(x509), &certificate.valid_to)) return false;
    *ret_certificate = certificate;
    return true;
}

Str certificate_pem(Arena *arena, Str der) {
    return armour_put_on(arena, der, CERTIFICATE_BEGIN, CERTIFICATE_END);
}

/* ---- public keys ---- */

/* How a key of each kind begins; a point of P-256 is written in full. What follows is the key itself. */
typedef struct KeyForm {
    PublicKeyKind kind;
    Str head;
    size_t size;
} KeyForm;

static const KeyForm key_forms[] = {
    { PUBLIC_KEY_ED25519, { "\x30\x2A\x30\x05\x06\x03\x2B\x65\x70\x03\x21\x00", 12 }, 44 },
    { PUBLIC_KEY_ECDSA_P256,
      { "\x30\x59\x30\x13\x06\x07\x2A\x86\x48\xCE\x3D\x02\x01\x06\x08\x2A\x86\x48\xCE\x3D\x03\x01\x07\x03\x42\x00"
        "\x04", 27 },
      91 },
};

static const KeyForm *form_of(Str spki) {
    for (size_t i = 0; i < COUNT(key_forms); i++) {
        if (spki.len == key_forms[i].size && str_starts(spki, key_forms[i].head)) return &key_forms[i];
    }
    return NULL;
}

bool public_key_read(Arena *arena, Str pem, PublicKey *ret_key) {
    unsigned char *bytes = arena_alloc(arena, CERTIFICATE_BYTES_MAX);
    const unsigned char *at = bytes;
    size_t size = 0;
    Str after;
    if (!armour_take_off(arena, pem, KEY_BEGIN, KEY_END, bytes, &size, &after) || after.len > 0) return false;
    const Str spki = { (const char *)bytes, size };
    const KeyForm *form = form_of(spki);
    if (form == NULL) return false;
    CLEANUP(key_drop) EVP_PKEY *key = d2i_PUBKEY(NULL, &at, (long)size); /* is the point on the curve? */
    if (key == NULL || at != bytes + size) return false;
    *ret_key = (PublicKey){ form->kind, spki };
    return true;
}

Str public_key_pem(Arena *arena, Str spki) {
    return armour_put_on(arena, spki, KEY_BEGIN, KEY_END);
}

/* ---- requests ---- */

bool signing_request_der(Arena *arena, Str pem, Str *ret_der) {
    unsigned char *bytes = arena_alloc(arena, CERTIFICATE_BYTES_MAX);
    size_t size = 0;
    Str after;
    const bool is_old = str_starts(str_trim(pem), OLD_REQUEST_BEGIN);
    if (!armour_take_off(arena, pem, is_old ? OLD_REQUEST_BEGIN : REQUEST_BEGIN,
                         is_old ? OLD_REQUEST_END : REQUEST_END, bytes, &size, &after))
        return false;
    *ret_der = (Str){ (const char *)bytes, size };
    return after.len == 0 && size > 0;
}

Str signing_request_pem(Arena *arena, Str der) {
    return armour_put_on(arena, der, REQUEST_BEGIN, REQUEST_END);
}

/* ---- from a header ---- */

bool certificate_read_escaped(Arena *arena, Str escaped, Certificate *ret_certificate) {
    if (escaped.len > 4 * CERTIFICATE_BYTES_MAX) return false;
    Buf pem = buf_new(arena, 4 * CERTIFICATE_BYTES_MAX);
    for (size_t i = 0; i < escaped.len; i++) {
        char c = escaped.at[i];
        if (c == '%') {
            const int high = escaped.len - i < 3 ? -1 : hex_value(escaped.at[i + 1]);
            const int low = high < 0 ? -1 : hex_value(escaped.at[i + 2]);
            if (low < 0) return false;
            c = (char)(high * 16 + low);
            i += 2;
        }
        buf_char(&pem, c);
    }
    return pem.len > 0 && certificate_read(arena, (Str){ pem.at, pem.len }, ret_certificate);
}
