/* kit/relay_tls - TLS of the relay, by OpenSSL: our certificate, and the certificates that callers show, which are
 * known by their digest and not by who issued them. Private to kit/relay* and kit/http_client. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_RELAY_TLS_H
#define KIT_RELAY_TLS_H

#include "kit/crypto.h"
#include "kit/ctx.h"

#include <openssl/ssl.h>

/* NULL when no certificate is named. Read again: relay_tls_open once more; connections keep what they began with. */
Code relay_tls_open(Ctx *cx, Str certificate_path, Str key_path, SSL_CTX **ret_tls);
/* What the other end has proved to own, once hands are shaken. */
typedef struct TlsPeer {
    bool has_certificate;
    Sha256 certificate;
    Time valid_from, valid_to;
} TlsPeer;
TlsPeer relay_tls_peer(const SSL *ssl);

/* The bytes under TLS: as many as there are in one call, where OpenSSL's own way asks for each record's head and body
 * by themselves, and once more to hear that nothing is left. `is_dry`: the last call emptied the socket. */
typedef struct TlsBytes {
    int fd;
    bool is_dry;
} TlsBytes;
BIO_METHOD *relay_tls_bytes(void);
void relay_tls_attach(SSL *ssl, const BIO_METHOD *way, TlsBytes *bytes); /* which live as long as `ssl` */

/* For libcurl's own connections: the other end's certificate must be one of `pins`, whoever issued it. */
typedef struct TlsPins {
    const Sha256 *pins;
    size_t count;
} TlsPins;
void relay_tls_pin(SSL_CTX *tls, TlsPins *pins);

#endif
