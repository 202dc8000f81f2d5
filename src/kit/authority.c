/* kit/authority - see authority.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/authority.h"

#include "base/id.h"
#include "kit/asn1.h"

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

enum {
    RSA_BITS_MIN = 2048,
    RSA_BITS_MAX = 8192,
    NAME_BYTES_MAX = 400,
    SECOND_US = 1000000,
    VERSION_3 = 2,
    CRL_VERSION_2 = 1,
    IPV6_BYTES = 16,
    IPV4_BYTES = 4
};

static void key_drop(EVP_PKEY **key) {
    EVP_PKEY_free(*key);
}

static void x509_drop(X509 **x509) {
    X509_free(*x509);
}

static void request_drop(X509_REQ **request) {
    X509_REQ_free(*request);
}

static void crl_drop(X509_CRL **crl) {
    X509_CRL_free(*crl);
}

static void bio_drop(BIO **bio) {
    BIO_free_all(*bio);
}

static void extension_drop(X509_EXTENSION **extension) {
    X509_EXTENSION_free(*extension);
}

static void names_drop(GENERAL_NAMES **names) {
    GENERAL_NAMES_free(*names);
}

static void number_drop(ASN1_INTEGER **number) {
    ASN1_INTEGER_free(*number);
}

static void big_drop(BIGNUM **number) {
    BN_free(*number);
}

static void moment_drop(ASN1_TIME **moment) {
    ASN1_TIME_free(*moment);
}

static Str bio_text(Arena *arena, BIO *bio) {
    char *at;
    const long size = BIO_get_mem_data(bio, &at);
    MUST(size > 0);
    return str_copy(arena, (Str){ at, (size_t)size });
}

/* What OpenSSL wrote at a place that it made itself. */
static Str taken_over(Arena *arena, unsigned char *bytes, int size) {
    MUST(size > 0);
    const Str copy = str_copy(arena, (Str){ (const char *)bytes, (size_t)size });
    OPENSSL_free(bytes);
    return copy;
}

/* ---- keys ---- */

/* No question is ever asked of a terminal. */
static int no_words(char *words, int size, int is_writing, void *context) {
    (void)words, (void)size, (void)is_writing, (void)context;
    return 0;
}

static EVP_PKEY *key_of(Str pem) {
    CLEANUP(bio_drop) BIO *bio = BIO_new_mem_buf(pem.at, (int)pem.len);
    MUST(bio != NULL);
    EVP_PKEY *key = PEM_read_bio_PrivateKey(bio, NULL, no_words, NULL);
    ERR_clear_error();
    return key;
}

Str private_key_new(Arena *arena) {
    CLEANUP(key_drop) EVP_PKEY *key = EVP_EC_gen("P-256");
    CLEANUP(bio_drop) BIO *bio = BIO_new(BIO_s_secmem());
    MUST(key != NULL && bio != NULL);
    MUST(PEM_write_bio_PKCS8PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL) == 1);
    return bio_text(arena, bio);
}

static Str spki_of(Arena *arena, const EVP_PKEY *key) {
    unsigned char *bytes = NULL;
    const int size = i2d_PUBKEY(key, &bytes);
    return taken_over(arena, bytes, size);
}

bool private_key_spki(Arena *arena, Str pem, Str *ret_spki) {
    CLEANUP(key_drop) EVP_PKEY *key = key_of(pem);
    if (key == NULL) return false;
    *ret_spki = spki_of(arena, key);
    return true;
}

/* ---- parts of a certificate ---- */

static Str cut_letters(Str text) {
    size_t len = 0;
    for (size_t letters = 0; len < text.len; len++) {
        const bool begins = ((unsigned char)text.at[len] & 0xC0) != 0x80;
        if (begins && ++letters > NAMED_LETTERS_MAX) break;
    }
    return str_part(text, 0, len);
}

static void add_name(X509_NAME *name, int kind, Str said) {
    const Str text = cut_letters(said);
    if (text.len == 0) return;
    MUST(X509_NAME_add_entry_by_NID(name, kind, MBSTRING_UTF8, (const unsigned char *)text.at, (int)text.len, -1, 0) ==
         1);
}

static void put_names(X509_NAME *name, const Named *named) {
    add_name(name, NID_organizationName, named->organization);
    add_name(name, NID_organizationalUnitName, named->unit);
    add_name(name, NID_organizationalUnitName, named->member);
    add_name(name, NID_commonName, named->name);
}

static void put_days(X509 *x509, Time from, Time to) {
    MUST(ASN1_TIME_set(X509_getm_notBefore(x509), (time_t)(from.us / SECOND_US)) != NULL);
    MUST(ASN1_TIME_set(X509_getm_notAfter(x509), (time_t)(to.us / SECOND_US)) != NULL);
}

void serial_new(unsigned char serial[SERIAL_BYTES]) {
    random_fill(serial, SERIAL_BYTES);
    serial[0] = (unsigned char)((serial[0] & 0x3F) | 0x40); /* positive, and always as long */
}

static ASN1_INTEGER *serial_number(const unsigned char serial[SERIAL_BYTES]) {
    CLEANUP(big_drop) BIGNUM *number = BN_bin2bn(serial, SERIAL_BYTES, NULL);
    ASN1_INTEGER *integer = number == NULL ? NULL : BN_to_ASN1_INTEGER(number, NULL);
    MUST(integer != NULL);
    return integer;
}

static void put_serial(X509 *x509, const unsigned char serial[SERIAL_BYTES]) {
    CLEANUP(number_drop) ASN1_INTEGER *number = serial_number(serial);
    MUST(X509_set_serialNumber(x509, number) == 1);
}

static X509_EXTENSION *extension_of(X509 *issuer, X509 *subject, int kind, const char *says) {
    X509V3_CTX context = { 0 };
    X509V3_set_ctx(&context, issuer, subject, NULL, NULL, 0);
    X509_EXTENSION *extension = X509V3_EXT_nconf_nid(NULL, &context, kind, says);
    MUST(extension != NULL);
    return extension;
}

static void put_extension(X509 *issuer, X509 *subject, int kind, const char *says) {
    CLEANUP(extension_drop) X509_EXTENSION *extension = extension_of(issuer, subject, kind, says);
    MUST(X509_add_ext(subject, extension, -1) == 1);
}

static void add_other_name(GENERAL_NAMES *names, int kind, Str text) {
    GENERAL_NAME *name = GENERAL_NAME_new();
    ASN1_STRING *value = kind == GEN_IPADD ? ASN1_OCTET_STRING_new() : ASN1_IA5STRING_new();
    MUST(name != NULL && value != NULL && ASN1_STRING_set(value, text.at, (int)text.len) == 1);
    GENERAL_NAME_set0_value(name, kind, value);
    MUST(sk_GENERAL_NAME_push(names, name) > 0);
}

static void add_host(Arena *arena, GENERAL_NAMES *names, Str host) {
    char bytes[IPV6_BYTES];
    const char *words = str_c(arena, host);
    if (inet_pton(AF_INET, words, bytes) == 1)
        add_other_name(names, GEN_IPADD, (Str){ bytes, IPV4_BYTES });
    else if (inet_pton(AF_INET6, words, bytes) == 1)
        add_other_name(names, GEN_IPADD, (Str){ bytes, IPV6_BYTES });
    else
        add_other_name(names, GEN_DNS, host);
}

static void put_other_names(Arena *arena, X509 *x509, const Issuing *issuing) {
    CLEANUP(names_drop) GENERAL_NAMES *names = GENERAL_NAMES_new();
    MUST(names != NULL);
    for (size_t i = 0; i < issuing->host_count; i++) add_host(arena, names, issuing->hosts[i]);
    if (issuing->uri.len > 0) add_other_name(names, GEN_URI, issuing->uri);
    if (sk_GENERAL_NAME_num(names) > 0)
        MUST(X509_add1_ext_i2d(x509, NID_subject_alt_name, names, 0, X509V3_ADD_DEFAULT) == 1);
}

static void sign(X509 *x509, EVP_PKEY *key) {
    MUST(X509_sign(x509, key, EVP_sha256()) > 0);
}

/* ---- the authority ---- */

Authority authority_new(Arena *arena, const Named *named, Time from, Time to) {
    unsigned char serial[SERIAL_BYTES];
    const Str pem = private_key_new(arena);
    CLEANUP(key_drop) EVP_PKEY *key = key_of(pem);
    CLEANUP(x509_drop) X509 *x509 = X509_new();
    CLEANUP(bio_drop) BIO *bio = BIO_new(BIO_s_mem());
    MUST(key != NULL && x509 != NULL && bio != NULL);
    serial_new(serial);
    MUST(X509_set_version(x509, VERSION_3) == 1 && X509_set_pubkey(x509, key) == 1);
    put_serial(x509, serial);
    put_days(x509, from, to);
    put_names(X509_get_subject_name(x509), named);
    MUST(X509_set_issuer_name(x509, X509_get_subject_name(x509)) == 1);
    put_extension(x509, x509, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    put_extension(x509, x509, NID_key_usage, "critical,keyCertSign,cRLSign");
    put_extension(x509, x509, NID_subject_key_identifier, "hash");
    sign(x509, key);
    MUST(PEM_write_bio_X509(bio, x509) == 1);
    return (Authority){ bio_text(arena, bio), pem };
}

static bool authority_read(const Authority *authority, X509 **ret_x509, EVP_PKEY **ret_key) {
    CLEANUP(bio_drop) BIO *bio = BIO_new_mem_buf(authority->certificate.at, (int)authority->certificate.len);
    MUST(bio != NULL);
    *ret_x509 = PEM_read_bio_X509(bio, NULL, no_words, NULL);
    *ret_key = key_of(authority->key);
    const bool fits = *ret_x509 != NULL && *ret_key != NULL && X509_check_private_key(*ret_x509, *ret_key) == 1;
    ERR_clear_error();
    return fits;
}

/* ---- requests ---- */

static bool is_curve(const EVP_PKEY *key, const char **ret_name) {
    char name[NAMED_LETTERS_MAX];
    size_t size;
    if (EVP_PKEY_get_group_name(key, name, sizeof name, &size) != 1) return false;
    if (strcmp(name, SN_X9_62_prime256v1) == 0)
        *ret_name = "ECDSA P-256";
    else if (strcmp(name, SN_secp384r1) == 0)
        *ret_name = "ECDSA P-384";
    else
        return false;
    return true;
}

/* "" for one that is not taken. */
static Str key_words(Arena *arena, const EVP_PKEY *key) {
    const char *curve;
    const int bits = EVP_PKEY_get_bits(key);
    if (EVP_PKEY_is_a(key, "ED25519")) return S("Ed25519");
    if (EVP_PKEY_is_a(key, "EC")) return is_curve(key, &curve) ? str_of(curve) : S("");
    if (EVP_PKEY_is_a(key, "RSA") && bits >= RSA_BITS_MIN && bits <= RSA_BITS_MAX)
        return str_format(arena, "RSA %d", bits);
    return S("");
}

static Str common_name(Arena *arena, const X509_NAME *name) {
    const int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
    if (at < 0 || X509_NAME_get_index_by_NID(name, NID_commonName, at) >= 0) return S("");
    unsigned char *bytes = NULL;
    const int size = ASN1_STRING_to_UTF8(&bytes, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    if (size <= 0 || size > NAME_BYTES_MAX) {
        if (size >= 0) OPENSSL_free(bytes);
        ERR_clear_error();
        return S("");
    }
    const Str text = taken_over(arena, bytes, size);
    return utf8_is_valid(text) && memchr(text.at, 0, text.len) == NULL ? text : S("");
}

RequestFlaw signing_request_read(Arena *arena, Str pem, SigningRequest *ret_request) {
    Str der;
    if (!signing_request_der(arena, pem, &der)) return REQUEST_FORM;
    const unsigned char *at = (const unsigned char *)der.at;
    CLEANUP(request_drop) X509_REQ *request = d2i_X509_REQ(NULL, &at, (long)der.len);
    ERR_clear_error();
    if (request == NULL || at != (const unsigned char *)der.at + der.len) return REQUEST_FORM;
    EVP_PKEY *key = X509_REQ_get0_pubkey(request);
    const Str words = key == NULL ? S("") : key_words(arena, key);
    ERR_clear_error();
    if (words.len == 0) return REQUEST_KEY;
    const bool holds = X509_REQ_verify(request, key) == 1;
    ERR_clear_error();
    if (!holds) return REQUEST_SIGNATURE;
    *ret_request = (SigningRequest){ .der = der,
                                     .spki = spki_of(arena, key),
                                     .name = common_name(arena, X509_REQ_get_subject_name(request)),
                                     .key = words };
    return REQUEST_FINE;
}

/* ---- certificates ---- */

static void put_uses(Arena *arena, X509 *issuer, X509 *x509, const Issuing *issuing) {
    put_extension(issuer, x509, NID_basic_constraints, "critical,CA:FALSE");
    put_extension(issuer, x509, NID_key_usage, "critical,digitalSignature");
    put_extension(issuer, x509, NID_ext_key_usage, issuing->is_server ? "serverAuth,clientAuth" : "clientAuth");
    put_extension(issuer, x509, NID_subject_key_identifier, "hash");
    put_extension(issuer, x509, NID_authority_key_identifier, "keyid:always");
    put_other_names(arena, x509, issuing);
    if (issuing->crl_url.len > 0)
        put_extension(issuer, x509, NID_crl_distribution_points,
                      str_c(arena, str_format(arena, "URI:%.*s", STR_FMT(issuing->crl_url))));
}

static void certificate_of(Arena *arena, const X509 *x509, const Issuing *issuing, Certificate *ret_certificate) {
    unsigned char *bytes = NULL;
    const int size = i2d_X509(x509, &bytes);
    const Str der = taken_over(arena, bytes, size);
    *ret_certificate = (Certificate){ .fingerprint = sha256(der), .der = der, .valid_from = issuing->from };
    MUST(asn1_moment(X509_get0_notBefore(x509), &ret_certificate->valid_from));
    MUST(asn1_moment(X509_get0_notAfter(x509), &ret_certificate->valid_to));
}

bool authority_issue(Arena *arena, const Authority *authority, const Issuing *issuing, Certificate *ret_certificate) {
    CLEANUP(x509_drop) X509 *issuer = NULL;
    CLEANUP(key_drop) EVP_PKEY *key = NULL;
    if (!authority_read(authority, &issuer, &key)) return false;
    const unsigned char *at = (const unsigned char *)issuing->spki.at;
    CLEANUP(key_drop) EVP_PKEY *subject = d2i_PUBKEY(NULL, &at, (long)issuing->spki.len);
    CLEANUP(x509_drop) X509 *x509 = X509_new();
    Time end;
    MUST(subject != NULL && x509 != NULL);
    if (!asn1_moment(X509_get0_notAfter(issuer), &end)) return false;
    MUST(X509_set_version(x509, VERSION_3) == 1 && X509_set_pubkey(x509, subject) == 1);
    put_serial(x509, issuing->serial);
    put_days(x509, issuing->from, issuing->to.us < end.us ? issuing->to : end);
    put_names(X509_get_subject_name(x509), &issuing->named);
    MUST(X509_set_issuer_name(x509, X509_get_subject_name(issuer)) == 1);
    put_uses(arena, issuer, x509, issuing);
    sign(x509, key);
    certificate_of(arena, x509, issuing, ret_certificate);
    return true;
}

/* ---- revoked ---- */

static void add_revoked(X509_CRL *crl, const Revoked *item) {
    X509_REVOKED *revoked = X509_REVOKED_new();
    CLEANUP(number_drop) ASN1_INTEGER *serial = serial_number(item->serial);
    CLEANUP(moment_drop) ASN1_TIME *at = ASN1_TIME_set(NULL, (time_t)(item->at.us / SECOND_US));
    MUST(revoked != NULL && at != NULL);
    MUST(X509_REVOKED_set_serialNumber(revoked, serial) == 1 && X509_REVOKED_set_revocationDate(revoked, at) == 1);
    MUST(X509_CRL_add0_revoked(crl, revoked) == 1); /* takes it over */
}

static void fill_crl(X509_CRL *crl, X509 *issuer, const RevokedList *list) {
    CLEANUP(moment_drop) ASN1_TIME *now = ASN1_TIME_set(NULL, (time_t)(list->now.us / SECOND_US));
    CLEANUP(moment_drop) ASN1_TIME *next = ASN1_TIME_set(NULL, (time_t)(list->next.us / SECOND_US));
    CLEANUP(number_drop) ASN1_INTEGER *number = ASN1_INTEGER_new();
    CLEANUP(extension_drop) X509_EXTENSION *key_id = NULL;
    MUST(now != NULL && next != NULL && number != NULL && ASN1_INTEGER_set_int64(number, list->number) == 1);
    MUST(X509_CRL_set_version(crl, CRL_VERSION_2) == 1);
    MUST(X509_CRL_set_issuer_name(crl, X509_get_subject_name(issuer)) == 1);
    MUST(X509_CRL_set1_lastUpdate(crl, now) == 1 && X509_CRL_set1_nextUpdate(crl, next) == 1);
    key_id = extension_of(issuer, NULL, NID_authority_key_identifier, "keyid:always");
    MUST(X509_CRL_add_ext(crl, key_id, -1) == 1);
    MUST(X509_CRL_add1_ext_i2d(crl, NID_crl_number, number, 0, X509V3_ADD_DEFAULT) == 1);
    for (size_t i = 0; i < list->count; i++) add_revoked(crl, &list->items[i]);
    MUST(X509_CRL_sort(crl) == 1);
}

bool authority_crl(Arena *arena, const Authority *authority, const RevokedList *list, Str *ret_der) {
    CLEANUP(x509_drop) X509 *issuer = NULL;
    CLEANUP(key_drop) EVP_PKEY *key = NULL;
    if (!authority_read(authority, &issuer, &key)) return false;
    CLEANUP(crl_drop) X509_CRL *crl = X509_CRL_new();
    unsigned char *bytes = NULL;
    MUST(crl != NULL);
    fill_crl(crl, issuer, list);
    MUST(X509_CRL_sign(crl, key, EVP_sha256()) > 0);
    const int size = i2d_X509_CRL(crl, &bytes);
    *ret_der = taken_over(arena, bytes, size);
    return true;
}
