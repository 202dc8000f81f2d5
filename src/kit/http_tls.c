/* kit/http_tls - see http_tls.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_tls.h"

#include "kit/certificates.h"
#include "kit/files.h"
#include "kit/kit.h"

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <pthread.h>

enum { CHAIN_MAX = 8, PEM_BYTES_MAX = 256 * 1024 };

/* TLS 1.3 and 1.2, with forward secrecy and authenticated ciphers alone. */
#define PRIORITIES                                                                                                     \
    "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-KX-ALL:+ECDHE-ECDSA:+ECDHE-RSA:-MAC-ALL:+AEAD:"                       \
    "-CIPHER-ALL:+AES-256-GCM:+AES-128-GCM:+CHACHA20-POLY1305:-SIGN-RSA-SHA1:-SIGN-ECDSA-SHA1:"                        \
    "%SERVER_PRECEDENCE:%NO_TICKETS"

const ProblemKind tls_unreadable = { UNAVAILABLE,
                                     "kit/tls-unreadable",
                                     { "Không đọc được chứng thư hoặc khoá TLS.",
                                       "The TLS certificate or key cannot be read." },
                                     { "{0} = “{1}” không phải tệp PEM đọc được. Cần cả http.tls_certificate (kèm "
                                       "chuỗi, đúng thứ tự) và http.tls_key (không "
                                       "mật khẩu), và người dùng của dịch vụ đọc được.",
                                       "{0} = “{1}” is no PEM file that can be read. Both http.tls_certificate (with "
                                       "its chain, in order) and http.tls_key "
                                       "(without a passphrase) are needed, readable by the service's user." } };
const ProblemKind tls_mismatch = {
    UNAVAILABLE,
    "kit/tls-mismatch",
    { "Khoá TLS không khớp chứng thư.", "The TLS key does not belong to the certificate." },
    { "“{0}” không phải khoá của chứng thư “{1}”. Kiểm tra hai tệp có cùng một lần cấp không.",
      "“{0}” is not the key of the certificate “{1}”. Check that both files are of the same issue." }
};
const ProblemKind tls_expired = {
    UNAVAILABLE,
    "kit/tls-expired",
    { "Chứng thư TLS không còn hoặc chưa có hiệu lực.", "The TLS certificate is not valid now." },
    { "“{0}” có hiệu lực từ {1} đến {2}. Thay bằng chứng thư còn hạn; kiểm tra đồng hồ của máy.",
      "“{0}” is valid from {1} to {2}. Put one that is valid in its place; check the clock of this machine." }
};

/* A certificate with its key. Those of before are kept until the end: a handshake may still be using them. */
typedef struct TlsPair {
    struct TlsPair *before;
    gnutls_pcert_st chain[CHAIN_MAX];
    unsigned chain_count;
    gnutls_privkey_t key;
} TlsPair;

struct Tls {
    pthread_mutex_t lock; /* guards `newest` */
    TlsPair *newest;
    bool asks; /* callers for a certificate of theirs */
};

/* ---- reading ---- */

static Code read_pem(Ctx *cx, const Setting *setting, Str *ret_pem) {
    const Str path = setting_text(cx->house->settings, setting);
    const Code code = path.len == 0 ? NOT_FOUND : file_read(cx, path, PEM_BYTES_MAX, ret_pem);
    return code == OK ? OK : fail(cx, &tls_unreadable, str_of(setting->name), path);
}

static Code fail_unreadable(Ctx *cx, const Setting *setting) {
    return fail(cx, &tls_unreadable, str_of(setting->name), setting_text(cx->house->settings, setting));
}

/* By this machine's clock: callers go by theirs too. */
static Code check_days(Ctx *cx, Str pem) {
    Certificate first;
    const Time now = time_now();
    if (!certificate_read(cx->arena, pem, &first)) return fail_unreadable(cx, &http_tls_certificate);
    if (now.us >= first.valid_from.us && now.us < first.valid_to.us) return OK;
    return fail(cx, &tls_expired, setting_text(cx->house->settings, &http_tls_certificate),
                time_text(cx->arena, first.valid_from), time_text(cx->arena, first.valid_to));
}

static void drop_credentials(gnutls_certificate_credentials_t *credentials) {
    gnutls_certificate_free_credentials(*credentials);
}

/* Would GnuTLS take the two together? */
static Code check_match(Ctx *cx, const gnutls_datum_t *certificate, const gnutls_datum_t *key) {
    CLEANUP(drop_credentials) gnutls_certificate_credentials_t trial = NULL;
    MUST(gnutls_certificate_allocate_credentials(&trial) == GNUTLS_E_SUCCESS);
    const int verdict = gnutls_certificate_set_x509_key_mem2(trial, certificate, key, GNUTLS_X509_FMT_PEM, NULL, 0);
    if (verdict >= 0) return OK;
    if (verdict != GNUTLS_E_CERTIFICATE_KEY_MISMATCH) return fail_unreadable(cx, &http_tls_key);
    return fail(cx, &tls_mismatch, setting_text(cx->house->settings, &http_tls_key),
                setting_text(cx->house->settings, &http_tls_certificate));
}

static void pair_drop(TlsPair *pair) {
    for (unsigned i = 0; i < pair->chain_count; i++) gnutls_pcert_deinit(&pair->chain[i]);
    gnutls_privkey_deinit(pair->key);
    lasting_free(pair);
}

static Code pair_make(Ctx *cx, const gnutls_datum_t *certificate, const gnutls_datum_t *key, TlsPair **ret_pair) {
    TlsPair *pair = lasting_alloc(sizeof *pair);
    pair->chain_count = CHAIN_MAX;
    MUST(gnutls_privkey_init(&pair->key) == GNUTLS_E_SUCCESS);
    const bool has_chain =
        gnutls_pcert_list_import_x509_raw(pair->chain, &pair->chain_count, certificate, GNUTLS_X509_FMT_PEM,
                                          GNUTLS_X509_CRT_LIST_FAIL_IF_UNSORTED) == 0;
    if (!has_chain) pair->chain_count = 0;
    const bool has_key = gnutls_privkey_import_x509_raw(pair->key, key, GNUTLS_X509_FMT_PEM, NULL, 0) == 0;
    if (has_chain && has_key) {
        *ret_pair = pair;
        return OK;
    }
    pair_drop(pair);
    return fail_unreadable(cx, has_chain ? &http_tls_key : &http_tls_certificate);
}

static gnutls_datum_t datum_of(Str text) {
    return (gnutls_datum_t){ (unsigned char *)(uintptr_t)text.at, (unsigned)text.len };
}

Code tls_renew(Ctx *cx, Tls *tls) {
    Str certificate, key;
    TlsPair *pair = NULL;
    TRY(read_pem(cx, &http_tls_certificate, &certificate));
    TRY(read_pem(cx, &http_tls_key, &key));
    const gnutls_datum_t certificate_datum = datum_of(certificate), key_datum = datum_of(key);
    Code code = check_days(cx, certificate);
    if (code == OK) code = check_match(cx, &certificate_datum, &key_datum);
    if (code == OK) code = pair_make(cx, &certificate_datum, &key_datum, &pair);
    secret_wipe(key);
    if (code != OK) return code;
    MUST(pthread_mutex_lock(&tls->lock) == 0);
    pair->before = tls->newest;
    tls->newest = pair;
    MUST(pthread_mutex_unlock(&tls->lock) == 0);
    return OK;
}

Code tls_open(Ctx *cx, Tls **ret_tls) {
    const Settings *settings = cx->house->settings;
    *ret_tls = NULL;
    if (setting_text(settings, &http_tls_certificate).len == 0 && setting_text(settings, &http_tls_key).len == 0)
        return OK;
    Tls *tls = lasting_alloc(sizeof *tls);
    tls->asks = setting_is(settings, &http_tls_clients);
    MUST(pthread_mutex_init(&tls->lock, NULL) == 0);
    const Code code = tls_renew(cx, tls);
    if (code == OK)
        *ret_tls = tls;
    else
        tls_close(tls);
    return code;
}

void tls_close(Tls *tls) {
    if (tls == NULL) return;
    while (tls->newest != NULL) {
        TlsPair *pair = tls->newest;
        tls->newest = pair->before;
        pair_drop(pair);
    }
    (void)pthread_mutex_destroy(&tls->lock);
    lasting_free(tls);
}

/* ---- GnuTLS's and libmicrohttpd's side ---- */

static int choose_pair(gnutls_session_t session, const gnutls_datum_t *names, int name_count,
                       const gnutls_pk_algorithm_t *algorithms, int algorithm_count, gnutls_pcert_st **chain,
                       unsigned *chain_count, gnutls_privkey_t *key) {
    (void)names;
    (void)name_count;
    (void)algorithms;
    (void)algorithm_count;
    Tls *tls = gnutls_session_get_ptr(session);
    MUST(pthread_mutex_lock(&tls->lock) == 0);
    TlsPair *pair = tls->newest;
    MUST(pthread_mutex_unlock(&tls->lock) == 0);
    *chain = pair->chain;
    *chain_count = pair->chain_count;
    *key = pair->key;
    return 0;
}

static gnutls_session_t session_of(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
    return info == NULL ? NULL : (gnutls_session_t)info->tls_session;
}

/* A certificate of the caller is asked for without naming authorities: we know them one by one. */
void tls_begin(Tls *tls, struct MHD_Connection *connection) {
    const gnutls_session_t session = session_of(connection);
    MUST(session != NULL);
    gnutls_session_set_ptr(session, tls);
    if (tls->asks) gnutls_certificate_server_set_request(session, GNUTLS_CERT_REQUEST);
}

void tls_fill_options(struct MHD_OptionItem options[TLS_OPTIONS]) {
    static char priorities[] = PRIORITIES;
    options[0] = (struct MHD_OptionItem){ MHD_OPTION_HTTPS_PRIORITIES, 0, priorities };
    options[1] = (struct MHD_OptionItem){ MHD_OPTION_HTTPS_CERT_CALLBACK, 0, (void *)(uintptr_t)choose_pair };
    options[2] = (struct MHD_OptionItem){ MHD_OPTION_END, 0, NULL };
}

Str tls_peer(Arena *arena, struct MHD_Connection *connection) {
    const gnutls_session_t session = session_of(connection);
    unsigned count = 0;
    const gnutls_datum_t *chain = session == NULL ? NULL : gnutls_certificate_get_peers(session, &count);
    if (chain == NULL || count == 0) return S("");
    return sha256_text(arena, (Str){ (const char *)chain[0].data, chain[0].size });
}
