/* kit/http_tls - TLS by the program itself: its certificate and key, read anew when asked, and the certificates that
 * callers show. By GnuTLS, which libmicrohttpd speaks; private to kit/http*. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_HTTP_TLS_H
#define KIT_HTTP_TLS_H

#include "kit/module.h"

#include <microhttpd.h>

typedef struct Tls Tls;

enum { TLS_OPTIONS = 3 };

/* NULL when the settings name no certificate. A Problem when its files do not fit together or its days are over. */
Code tls_open(Ctx *cx, Tls **ret_tls);
/* Reads the files again: new connections are shown the new certificate. After a Problem all is as it was. */
Code tls_renew(Ctx *cx, Tls *tls);
void tls_close(Tls *tls); /* after the daemon has stopped; NULL is allowed */

/* What the daemon must be told. */
void tls_fill_options(struct MHD_OptionItem options[TLS_OPTIONS]);
/* Before the handshake of a connection. */
void tls_begin(Tls *tls, struct MHD_Connection *connection);
/* sha256, in hex, of the certificate whose key the other end of a connection has; "" when it showed none. */
Str tls_peer(Arena *arena, struct MHD_Connection *connection);

extern const ProblemKind tls_unreadable, tls_mismatch, tls_expired;

#endif
