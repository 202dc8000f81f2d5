/* kit/timestamp - see timestamp.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/timestamp.h"

#include "base/id.h"
#include "kit/asn1.h"

#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ts.h>

enum { QUERY_VERSION = 1, STATUS_GRANTED = 0, STATUS_GRANTED_WITH_MODS = 1 };

static void query_drop(TS_REQ **query) {
    TS_REQ_free(*query);
}

static void imprint_drop(TS_MSG_IMPRINT **imprint) {
    TS_MSG_IMPRINT_free(*imprint);
}

static void algorithm_drop(X509_ALGOR **algorithm) {
    X509_ALGOR_free(*algorithm);
}

static void answer_drop(TS_RESP **answer) {
    TS_RESP_free(*answer);
}

static void check_drop(TS_VERIFY_CTX **check) {
    TS_VERIFY_CTX_free(*check);
}

static void store_drop(X509_STORE **store) {
    X509_STORE_free(*store);
}

static void bio_drop(BIO **bio) {
    BIO_free_all(*bio);
}

static void big_drop(BIGNUM **number) {
    BN_free(*number);
}

static void number_drop(ASN1_INTEGER **number) {
    ASN1_INTEGER_free(*number);
}

static Str taken_over(Arena *arena, unsigned char *bytes, int size) {
    MUST(size > 0);
    const Str copy = str_copy(arena, (Str){ (const char *)bytes, (size_t)size });
    OPENSSL_free(bytes);
    return copy;
}

/* ---- asking ---- */

static void put_imprint(TS_REQ *query, const Sha256 *digest) {
    CLEANUP(imprint_drop) TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new();
    CLEANUP(algorithm_drop) X509_ALGOR *algorithm = X509_ALGOR_new();
    unsigned char bytes[SHA256_BYTES];
    memcpy(bytes, digest->bytes, sizeof bytes);
    MUST(imprint != NULL && algorithm != NULL);
    MUST(X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL) == 1);
    MUST(TS_MSG_IMPRINT_set_algo(imprint, algorithm) == 1);
    MUST(TS_MSG_IMPRINT_set_msg(imprint, bytes, sizeof bytes) == 1);
    MUST(TS_REQ_set_msg_imprint(query, imprint) == 1);
}

static void put_nonce(TS_REQ *query) {
    unsigned char chance[TIMESTAMP_NONCE_BYTES];
    random_fill(chance, sizeof chance);
    CLEANUP(big_drop) BIGNUM *number = BN_bin2bn(chance, sizeof chance, NULL);
    CLEANUP(number_drop) ASN1_INTEGER *nonce = number == NULL ? NULL : BN_to_ASN1_INTEGER(number, NULL);
    MUST(nonce != NULL && TS_REQ_set_nonce(query, nonce) == 1);
}

Str timestamp_query(Arena *arena, const Sha256 *digest) {
    CLEANUP(query_drop) TS_REQ *query = TS_REQ_new();
    unsigned char *bytes = NULL;
    MUST(query != NULL && TS_REQ_set_version(query, QUERY_VERSION) == 1 && TS_REQ_set_cert_req(query, 1) == 1);
    put_imprint(query, digest);
    put_nonce(query);
    const int size = i2d_TS_REQ(query, &bytes);
    return taken_over(arena, bytes, size);
}

/* ---- checking ---- */

static int no_words(char *words, int size, int is_writing, void *context) {
    (void)words, (void)size, (void)is_writing, (void)context;
    return 0;
}

/* NULL when there is no certificate in it. */
static X509_STORE *store_of(Str trusted) {
    CLEANUP(bio_drop) BIO *bio = BIO_new_mem_buf(trusted.at, (int)trusted.len);
    X509_STORE *store = X509_STORE_new();
    int count = 0;
    MUST(bio != NULL && store != NULL);
    MUST(X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN) == 1);
    for (X509 *x509; (x509 = PEM_read_bio_X509(bio, NULL, no_words, NULL)) != NULL; count++) {
        MUST(X509_STORE_add_cert(store, x509) == 1);
        X509_free(x509);
    }
    ERR_clear_error();
    if (count > 0) return store;
    X509_STORE_free(store);
    return NULL;
}

static Str newest_error(void) {
    const char *words = ERR_reason_error_string(ERR_peek_last_error());
    ERR_clear_error();
    return str_of(words == NULL ? "?" : words);
}

/* Hands the store over. */
static bool holds(TS_REQ *query, TS_RESP *answer, X509_STORE **store) {
    CLEANUP(check_drop) TS_VERIFY_CTX *check = TS_REQ_to_TS_VERIFY_CTX(query, NULL);
    MUST(check != NULL);
    (void)TS_VERIFY_CTX_add_flags(check, TS_VFY_SIGNATURE);
    (void)TS_VERIFY_CTX_set_store(check, *store);
    *store = NULL;
    return TS_RESP_verify_response(check, answer) == 1;
}

static bool is_granted(TS_RESP *answer) {
    const long status = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(answer)));
    return (status == STATUS_GRANTED || status == STATUS_GRANTED_WITH_MODS) && TS_RESP_get_token(answer) != NULL &&
           TS_RESP_get_tst_info(answer) != NULL;
}

StampFlaw timestamp_check(Arena *arena, Str query, Str answer, Str trusted, Timestamp *ret_timestamp) {
    const unsigned char *at = (const unsigned char *)query.at;
    CLEANUP(query_drop) TS_REQ *asked = d2i_TS_REQ(NULL, &at, (long)query.len);
    MUST(asked != NULL);
    at = (const unsigned char *)answer.at;
    CLEANUP(answer_drop) TS_RESP *said = d2i_TS_RESP(NULL, &at, (long)answer.len);
    CLEANUP(store_drop) X509_STORE *store = store_of(trusted);
    unsigned char *token = NULL;
    ret_timestamp->words = S("");
    ERR_clear_error();
    if (said == NULL || at != (const unsigned char *)answer.at + answer.len) return STAMP_FORM;
    if (!is_granted(said)) return STAMP_REFUSED;
    if (store == NULL) return STAMP_TRUST;
    if (!holds(asked, said, &store)) {
        ret_timestamp->words = newest_error();
        return STAMP_WRONG;
    }
    if (!asn1_moment(TS_TST_INFO_get_time(TS_RESP_get_tst_info(said)), &ret_timestamp->at)) return STAMP_FORM;
    const int size = i2d_PKCS7(TS_RESP_get_token(said), &token);
    ret_timestamp->token = taken_over(arena, token, size);
    return STAMP_FINE;
}
