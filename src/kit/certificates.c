/* kit/certificates - see certificates.h. The armour is taken off here, strictly; OpenSSL sees only the bytes within. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/certificates.h"

#include <openssl/x509.h>
#include <time.h>

#define ARMOUR_BEGIN S("-----BEGIN CERTIFICATE-----")
#define ARMOUR_END   S("-----END CERTIFICATE-----")

static void x509_drop(X509 **x509) {
    X509_free(*x509);
}

/* The bytes between the lines of the armour. */
static bool armour_take_off(Arena *arena, Str pem, unsigned char *bytes, size_t *ret_size) {
    const Str text = str_trim(pem);
    if (!str_starts(text, ARMOUR_BEGIN)) return false;
    const Str rest = str_part(text, ARMOUR_BEGIN.len, text.len);
    const size_t end = str_find(rest, ARMOUR_END);
    if (end == rest.len || end > 2 * CERTIFICATE_BYTES_MAX) return false;
    Buf letters = buf_new(arena, 2 * CERTIFICATE_BYTES_MAX);
    for (Str lines = str_part(rest, 0, end); lines.at != NULL;) buf_add(&letters, str_trim(str_cut(&lines, '\n')));
    Str whole;
    return buf_done(&letters, &whole) == OK && base64_read(arena, whole, bytes, CERTIFICATE_BYTES_MAX, ret_size);
}

static bool moment_of(const ASN1_TIME *said, Time *ret_moment) {
    struct tm parts;
    if (said == NULL || ASN1_TIME_to_tm(said, &parts) != 1) return false;
    *ret_moment = (Time){ (int64_t)timegm(&parts) * 1000000 };
    return true;
}

bool certificate_read(Arena *arena, Str pem, Certificate *ret_certificate) {
    unsigned char *bytes = arena_alloc(arena, CERTIFICATE_BYTES_MAX);
    const unsigned char *at = bytes;
    size_t size = 0;
    if (!armour_take_off(arena, pem, bytes, &size)) return false;
    CLEANUP(x509_drop) X509 *x509 = d2i_X509(NULL, &at, (long)size);
    if (x509 == NULL || at != bytes + size) return false; /* bytes behind it would change the fingerprint at will */
    Certificate certificate = { .fingerprint = sha256((Str){ (const char *)bytes, size }) };
    if (!moment_of(X509_get0_notBefore(x509), &certificate.valid_from)) return false;
    if (!moment_of(X509_get0_notAfter(x509), &certificate.valid_to)) return false;
    *ret_certificate = certificate;
    return true;
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool certificate_read_escaped(Arena *arena, Str escaped, Certificate *ret_certificate) {
    if (escaped.len > 4 * CERTIFICATE_BYTES_MAX) return false;
    Buf pem = buf_new(arena, 4 * CERTIFICATE_BYTES_MAX);
    for (size_t i = 0; i < escaped.len; i++) {
        char c = escaped.at[i];
        if (c == '%') {
            const int high = escaped.len - i < 3 ? -1 : hex_digit(escaped.at[i + 1]);
            const int low = high < 0 ? -1 : hex_digit(escaped.at[i + 2]);
            if (low < 0) return false;
            c = (char)(high * 16 + low);
            i += 2;
        }
        buf_char(&pem, c);
    }
    return pem.len > 0 && certificate_read(arena, (Str){ pem.at, pem.len }, ret_certificate);
}
