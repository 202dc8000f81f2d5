/* kit/relay_tls - see relay_tls.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/relay_tls.h"

#include "kit/asn1.h"
#include "kit/relay.h"

#include <errno.h>
#include <openssl/err.h>
#include <openssl/x509.h>
#include <sys/socket.h>

const ProblemKind relay_tls = {
    UNAVAILABLE,
    "kit/relay-tls",
    { "Không dùng được chứng thư của trục liên thông.", "The certificate of the exchange cannot be used." },
    { "Chứng thư “{0}” và khoá “{1}” phải là tệp PEM đọc được và đi đôi với nhau ({2}).",
      "The certificate “{0}” and the key “{1}” must be PEM files that can be read and belong together ({2})." }
};

/* Every certificate is taken here; who may do what with it is decided where the call is. The handshake has proved that
 * the other end owns its key. */
static int take_any(int is_fine, X509_STORE_CTX *store) {
    (void)is_fine;
    (void)store;
    return 1;
}

static void drop_tls(SSL_CTX **tls) {
    SSL_CTX_free(*tls);
}

static const char *newest_error(void) {
    const char *words = ERR_reason_error_string(ERR_peek_last_error());
    ERR_clear_error();
    return words == NULL ? "?" : words;
}

Code relay_tls_open(Ctx *cx, Str certificate_path, Str key_path, SSL_CTX **ret_tls) {
    *ret_tls = NULL;
    if (certificate_path.len == 0) return OK;
    CLEANUP(drop_tls) SSL_CTX *tls = SSL_CTX_new(TLS_server_method());
    MUST(tls != NULL);
    MUST(SSL_CTX_set_min_proto_version(tls, TLS1_2_VERSION) == 1);
    MUST(SSL_CTX_set_cipher_list(tls, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1);
    (void)SSL_CTX_set_options(tls, SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    (void)SSL_CTX_set_session_cache_mode(tls, SSL_SESS_CACHE_OFF);
    MUST(SSL_CTX_set_num_tickets(tls, 0) == 1);
    (void)SSL_CTX_set_mode(tls, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                    SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_read_ahead(tls, 1);
    SSL_CTX_set_verify(tls, SSL_VERIFY_PEER, take_any);
    const bool is_read = SSL_CTX_use_certificate_chain_file(tls, str_c(cx->arena, certificate_path)) == 1 &&
                         SSL_CTX_use_PrivateKey_file(tls, str_c(cx->arena, key_path), SSL_FILETYPE_PEM) == 1 &&
                         SSL_CTX_check_private_key(tls) == 1;
    if (!is_read) return fail(cx, &relay_tls, certificate_path, key_path, str_of(newest_error()));
    *ret_tls = tls;
    tls = NULL;
    return OK;
}

/* ---- the bytes under it ---- */

static bool is_for_later(void) {
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

static int bytes_read(BIO *bio, char *to, int room) {
    TlsBytes *bytes = BIO_get_data(bio);
    const ssize_t got = recv(bytes->fd, to, (size_t)room, 0);
    BIO_clear_retry_flags(bio);
    bytes->is_dry = got < room && (got >= 0 || errno != EINTR);
    if (got < 0 && is_for_later()) BIO_set_retry_read(bio);
    return (int)got;
}

static int bytes_write(BIO *bio, const char *from, int size) {
    const TlsBytes *bytes = BIO_get_data(bio);
    const ssize_t gave = send(bytes->fd, from, (size_t)size, MSG_NOSIGNAL);
    BIO_clear_retry_flags(bio);
    if (gave < 0 && is_for_later()) BIO_set_retry_write(bio);
    return (int)gave;
}

static long bytes_control(BIO *bio, int what, long number, void *thing) {
    (void)bio;
    (void)number;
    (void)thing;
    return what == BIO_CTRL_FLUSH ? 1 : 0;
}

BIO_METHOD *relay_tls_bytes(void) {
    BIO_METHOD *way = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "bytes of the relay");
    MUST(way != NULL && BIO_meth_set_read(way, bytes_read) == 1 && BIO_meth_set_write(way, bytes_write) == 1 &&
         BIO_meth_set_ctrl(way, bytes_control) == 1);
    return way;
}

void relay_tls_attach(SSL *ssl, const BIO_METHOD *way, TlsBytes *bytes) {
    BIO *bio = BIO_new(way);
    MUST(bio != NULL);
    BIO_set_data(bio, bytes);
    BIO_set_init(bio, 1);
    SSL_set_bio(ssl, bio, bio);
}

/* ---- who is there ---- */

static Sha256 digest_of(const X509 *certificate) {
    Sha256 digest;
    unsigned size = SHA256_BYTES;
    MUST(X509_digest(certificate, EVP_sha256(), digest.bytes, &size) == 1);
    return digest;
}

TlsPeer relay_tls_peer(const SSL *ssl) {
    TlsPeer peer = { 0 };
    const X509 *certificate = SSL_get0_peer_certificate(ssl);
    peer.has_certificate = certificate != NULL && asn1_moment(X509_get0_notBefore(certificate), &peer.valid_from) &&
                           asn1_moment(X509_get0_notAfter(certificate), &peer.valid_to);
    if (peer.has_certificate) peer.certificate = digest_of(certificate);
    return peer;
}

static int is_pinned(X509_STORE_CTX *store, void *argument) {
    const TlsPins *pins = argument;
    const X509 *shown = X509_STORE_CTX_get0_cert(store);
    if (shown == NULL) return 0;
    const Sha256 digest = digest_of(shown);
    for (size_t i = 0; i < pins->count; i++) {
        if (sha256_equal(&pins->pins[i], &digest)) return 1;
    }
    X509_STORE_CTX_set_error(store, X509_V_ERR_CERT_UNTRUSTED);
    return 0;
}

void relay_tls_pin(SSL_CTX *tls, TlsPins *pins) {
    SSL_CTX_set_cert_verify_callback(tls, is_pinned, pins);
}
