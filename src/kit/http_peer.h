/* kit/http_peer - the other end of a connection: where it is, which certificate it has, whether its headers can be
 * understood in one way alone. And our end: where we listen. Private to kit/http*. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_HTTP_PEER_H
#define KIT_HTTP_PEER_H

#include "base/str.h"

#include <microhttpd.h>

/* Who is believed what. */
typedef struct PeerRules {
    Str proxy;              /* address; "" for none */
    Str certificate_header; /* in which the proxy hands on what it was shown; "" for none */
    bool is_tls;            /* certificates are shown to ourselves */
} PeerRules;

/* An open socket, or -1. HOST:PORT; an address of IPv6 stands in [ ]. */
int listen_at(Arena *arena, Str place);

Str peer_address(Arena *arena, const PeerRules *rules, struct MHD_Connection *connection);
/* sha256, in hex, of the certificate that the other end has proved to own, to us or to the proxy; else "". */
Str peer_certificate(Arena *arena, const PeerRules *rules, struct MHD_Connection *connection);

/* A header that two readers could take for two things: its form is wrong, or it decides who asks or where the request
 * ends, and came twice. NULL when there is none. */
const char *header_that_is_odd(struct MHD_Connection *connection);
/* Chunks only as HTTP/1.1 has them, and never beside a length. */
bool coding_is_fine(struct MHD_Connection *connection, const char *version);

#endif
