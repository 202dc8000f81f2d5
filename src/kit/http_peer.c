/* kit/http_peer - see http_peer.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_peer.h"

#include "kit/certificates.h"
#include "kit/http_tls.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <strings.h>
#include <unistd.h>

enum { BACKLOG = 1024 };

/* ---- our end ---- */

static void free_addresses(struct addrinfo **list) {
    if (*list != NULL) freeaddrinfo(*list);
}

int listen_at(Arena *arena, Str place) {
    size_t colon = place.len;
    for (size_t i = 0; i < place.len; i++) {
        if (place.at[i] == ':') colon = i;
    }
    int64_t port;
    if (colon == place.len || str_to_int(str_part(place, colon + 1, place.len), 0, 65535, &port) != OK) return -1;
    Str host = str_part(place, 0, colon);
    if (host.len > 2 && host.at[0] == '[') host = str_part(host, 1, host.len - 2);
    const struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV };
    CLEANUP(free_addresses) struct addrinfo *list = NULL;
    const char *service = str_c(arena, str_part(place, colon + 1, place.len));
    if (getaddrinfo(host.len == 0 ? NULL : str_c(arena, host), service, &hints, &list) != 0) return -1;
    const int fd = socket(list->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const int yes = 1;
    if (fd >= 0) (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (fd >= 0 && bind(fd, list->ai_addr, list->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0) return fd;
    if (fd >= 0) (void)close(fd);
    return -1;
}

/* ---- the other end ---- */

static Str header(struct MHD_Connection *connection, const char *name) {
    return str_of(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name));
}

static Str socket_address(Arena *arena, struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    char text[INET6_ADDRSTRLEN] = "";
    if (info != NULL && info->client_addr->sa_family == AF_INET)
        (void)inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)info->client_addr)->sin_addr, text,
                        sizeof text);
    if (info != NULL && info->client_addr->sa_family == AF_INET6)
        (void)inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)info->client_addr)->sin6_addr, text,
                        sizeof text);
    return str_from(arena, text);
}

static bool is_proxy(const PeerRules *rules, Str peer) {
    return rules->proxy.len > 0 && str_equal(peer, rules->proxy);
}

Str peer_address(Arena *arena, const PeerRules *rules, struct MHD_Connection *connection) {
    const Str peer = socket_address(arena, connection);
    if (!is_proxy(rules, peer)) return peer;
    Str last = peer; /* the proxy itself wrote the last one */
    for (Str rest = header(connection, "X-Forwarded-For"); rest.at != NULL && rest.len > 0;)
        last = str_trim(str_cut(&rest, ','));
    return str_part(last, 0, INET6_ADDRSTRLEN);
}

Str peer_certificate(Arena *arena, const PeerRules *rules, struct MHD_Connection *connection) {
    if (rules->is_tls) return tls_peer(arena, connection);
    if (rules->certificate_header.len == 0 || !is_proxy(rules, socket_address(arena, connection))) return S("");
    const Str escaped = header(connection, str_c(arena, rules->certificate_header));
    Certificate certificate;
    if (escaped.len == 0 || !certificate_read_escaped(arena, escaped, &certificate)) return S("");
    return hex_text(arena, certificate.fingerprint.bytes, sizeof certificate.fingerprint.bytes);
}

/* ---- one way to understand it ---- */

static const char *const single_headers[] = {
    "Host",           "Cookie",       "Authorization",     "Origin",
    "Content-Length", "Content-Type", "Transfer-Encoding", "X-Forwarded-For"
};

typedef struct HeadersSeen {
    bool is_seen[COUNT(single_headers)];
    const char *odd;
} HeadersSeen;

/* RFC 9110: a name is a token. libmicrohttpd takes `Content-Length ` for a header of another name. */
static bool name_is_token(const char *name) {
    static const char letters[] = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    return *name != '\0' && name[strspn(name, letters)] == '\0';
}

/* A carriage return that ends no line does, to some. */
static bool has_controls(const char *value) {
    for (; value != NULL && *value != '\0'; value++) {
        if (((unsigned char)*value < ' ' && *value != '\t') || *value == '\x7F') return true;
    }
    return false;
}

/* libmicrohttpd 0.9.75 joins what stands in a folded line to the name of its header, which so becomes another one: a
 * length or a coding would go unseen. The name then no more stands right before its value. */
static bool is_folded(const char *name, const char *value) {
    return value != NULL && (uintptr_t)value <= (uintptr_t)name + strlen(name);
}

static enum MHD_Result see_header(void *cls, enum MHD_ValueKind kind, const char *name, const char *value) {
    (void)kind;
    HeadersSeen *seen = cls;
    if (!name_is_token(name) || has_controls(value) || is_folded(name, value)) seen->odd = name;
    for (size_t i = 0; i < COUNT(single_headers); i++) {
        if (strcasecmp(name, single_headers[i]) != 0) continue;
        if (seen->is_seen[i]) seen->odd = single_headers[i];
        seen->is_seen[i] = true;
    }
    return MHD_YES;
}

/* libmicrohttpd takes the first of several: others on the way may take the last. */
const char *header_that_is_odd(struct MHD_Connection *connection) {
    HeadersSeen seen = { .odd = NULL };
    (void)MHD_get_connection_values(connection, MHD_HEADER_KIND, see_header, &seen);
    return seen.odd;
}

bool coding_is_fine(struct MHD_Connection *connection, const char *version) {
    const char *coding = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Transfer-Encoding");
    if (coding == NULL) return true;
    const bool has_length = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Content-Length") != NULL;
    return strcasecmp(coding, "chunked") == 0 && !has_length && strcmp(version, "HTTP/1.1") == 0;
}
