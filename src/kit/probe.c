/* kit/probe - see probe.h. By libcurl, so that it meets what the relay meets. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/probe.h"

#include <curl/curl.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <sys/socket.h>

enum { CONNECT_S = 10, HEAD_BYTES_MAX = 64 * 1024, BODY_BYTES_MAX = 256 * 1024, PORT_LETTERS = 8 };

#define SET(option, value) MUST(curl_easy_setopt(probing->easy, (option), (value)) == CURLE_OK)

typedef struct Probing {
    Arena *arena;
    const ProbePlan *plan;
    CURL *easy;
    ProbeFound *found;
    char words[CURL_ERROR_SIZE];
    size_t head_bytes, body_bytes;
    int verdict; /* of OpenSSL on the certificate */
    bool is_pinned, is_named, is_ours_wanted;
    int64_t began_us, tls_began_us; /* tls: since then; 0: not reached */
} Probing;

/* ---- its certificate ---- */

static bool is_named(const Probing *probing, X509 *certificate) {
    const char *host = str_c(probing->arena, probing->found->host);
    return X509_check_host(certificate, host, 0, 0, NULL) == 1 || X509_check_ip_asc(certificate, host, 0) == 1;
}

static void note_certificate(Probing *probing, X509 *certificate) {
    const int size = i2d_X509(certificate, NULL);
    if (size <= 0 || size > CERTIFICATE_BYTES_MAX) return;
    unsigned char *der = arena_alloc(probing->arena, (size_t)size), *end = der;
    MUST(i2d_X509(certificate, &end) == size);
    const Str pem = certificate_pem(probing->arena, (Str){ (const char *)der, (size_t)size });
    probing->found->has_certificate = certificate_read(probing->arena, pem, &probing->found->certificate);
}

static int look_at_certificate(X509_STORE_CTX *store, void *argument) {
    Probing *probing = argument;
    const ProbePlan *plan = probing->plan;
    X509 *certificate = X509_STORE_CTX_get0_cert(store);
    if (certificate == NULL) return 0;
    note_certificate(probing, certificate);
    for (size_t i = 0; i < plan->pin_count && probing->found->has_certificate; i++)
        probing->is_pinned =
            probing->is_pinned || sha256_equal(&plan->pins[i], &probing->found->certificate.fingerprint);
    if (!plan->verifies) return 1;
    if (plan->pin_count > 0) {
        if (!probing->is_pinned) X509_STORE_CTX_set_error(store, X509_V_ERR_CERT_UNTRUSTED);
        return probing->is_pinned ? 1 : 0;
    }
    probing->is_named = is_named(probing, certificate);
    const int is_fine = X509_verify_cert(store);
    probing->verdict = X509_STORE_CTX_get_error(store);
    return is_fine > 0 ? 1 : 0;
}

/* The other end asks who we are; what libcurl shows stays as it is. */
static int note_wanted(SSL *ssl, void *argument) {
    (void)ssl;
    Probing *probing = argument;
    probing->is_ours_wanted = true;
    return 1;
}

static CURLcode on_tls(CURL *easy, void *tls, void *argument) {
    (void)easy;
    Probing *probing = argument;
    probing->tls_began_us = time_steady_us() - probing->began_us;
    SSL_CTX_set_cert_verify_callback(tls, look_at_certificate, argument);
    SSL_CTX_set_cert_cb(tls, note_wanted, argument);
    return CURLE_OK;
}

/* ---- asking ---- */

/* Where it is about to connect to: told also when nobody answers there. */
static curl_socket_t on_socket(void *argument, curlsocktype purpose, struct curl_sockaddr *to) {
    (void)purpose;
    Probing *probing = argument;
    char host[INET6_ADDRSTRLEN], port[PORT_LETTERS];
    const int code =
        getnameinfo(&to->addr, to->addrlen, host, sizeof host, port, sizeof port, NI_NUMERICHOST | NI_NUMERICSERV);
    if (code == 0)
        probing->found->address = str_format(probing->arena, to->family == AF_INET6 ? "[%s]:%s" : "%s:%s", host, port);
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static size_t on_head(char *bytes, size_t unit, size_t count, void *argument) {
    (void)bytes;
    Probing *probing = argument;
    probing->head_bytes += unit * count;
    return probing->head_bytes > HEAD_BYTES_MAX ? 0 : unit * count;
}

static size_t on_body(char *bytes, size_t unit, size_t count, void *argument) {
    (void)bytes;
    Probing *probing = argument;
    probing->body_bytes += unit * count;
    return probing->body_bytes > BODY_BYTES_MAX ? 0 : unit * count;
}

static void set_up(Probing *probing) {
    const ProbePlan *plan = probing->plan;
    SET(CURLOPT_URL, str_c(probing->arena, plan->url));
    SET(CURLOPT_PROTOCOLS_STR, "http,https");
    SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_NOPROXY, "*");
    SET(CURLOPT_ERRORBUFFER, probing->words);
    SET(CURLOPT_CONNECTTIMEOUT, (long)(plan->timeout_s < CONNECT_S ? plan->timeout_s : CONNECT_S));
    SET(CURLOPT_TIMEOUT, (long)plan->timeout_s);
    SET(CURLOPT_USERAGENT, "banyan/" BANYAN_VERSION);
    SET(CURLOPT_HEADERFUNCTION, on_head);
    SET(CURLOPT_HEADERDATA, probing);
    SET(CURLOPT_WRITEFUNCTION, on_body);
    SET(CURLOPT_WRITEDATA, probing);
    SET(CURLOPT_OPENSOCKETFUNCTION, on_socket);
    SET(CURLOPT_OPENSOCKETDATA, probing);
    SET(CURLOPT_NOBODY, str_is(plan->verb, "HEAD") ? 1L : 0L);
    SET(CURLOPT_CUSTOMREQUEST, str_c(probing->arena, plan->verb));
    SET(CURLOPT_REQUEST_TARGET, str_c(probing->arena, plan->target));
    if (!probing->found->is_tls) return;
    SET(CURLOPT_SSL_VERIFYPEER, plan->verifies ? 1L : 0L);
    SET(CURLOPT_SSL_VERIFYHOST, plan->verifies && plan->pin_count == 0 ? 2L : 0L);
    SET(CURLOPT_SSL_CTX_FUNCTION, on_tls);
    SET(CURLOPT_SSL_CTX_DATA, probing);
    if (plan->certificate_path.len == 0) return;
    SET(CURLOPT_SSLCERT, str_c(probing->arena, plan->certificate_path));
    SET(CURLOPT_SSLKEY, str_c(probing->arena, plan->key_path));
}

/* ---- what came of it ---- */

static int64_t moment(const Probing *probing, CURLINFO what) {
    curl_off_t us = 0;
    MUST(curl_easy_getinfo(probing->easy, what, &us) == CURLE_OK);
    return us;
}

/* Moments since the beginning, 0 for what was not reached: the step that it stopped at, and how long each took. */
static ProbeStep take_times(Probing *probing, bool is_answered) {
    ProbeFound *found = probing->found;
    const int64_t connected_us = moment(probing, CURLINFO_CONNECT_TIME_T); /* not told when TLS fails behind it */
    const int64_t reached[PROBE_STEPS] = {
        [PROBE_NAME] = moment(probing, CURLINFO_NAMELOOKUP_TIME_T),
        [PROBE_CONNECT] = connected_us > 0 ? connected_us : probing->tls_began_us,
        [PROBE_TLS] = found->is_tls ? moment(probing, CURLINFO_APPCONNECT_TIME_T) : connected_us,
        [PROBE_HTTP] = is_answered ? moment(probing, CURLINFO_TOTAL_TIME_T) : 0,
    };
    int64_t before = 0;
    for (int i = 0; i < PROBE_STEPS; i++) {
        const bool is_last = reached[i] == 0;
        const int64_t until = is_last ? moment(probing, CURLINFO_TOTAL_TIME_T) : reached[i];
        found->took_us[i] = until > before ? until - before : 0;
        if (is_last) return (ProbeStep)i;
        before = until;
    }
    return PROBE_STEPS;
}

static ProbeEnd end_of_connecting(const Probing *probing) {
    long error = 0;
    MUST(curl_easy_getinfo(probing->easy, CURLINFO_OS_ERRNO, &error) == CURLE_OK);
    if (error == ECONNREFUSED) return PROBE_REFUSED;
    return error == EHOSTUNREACH || error == ENETUNREACH || error == EACCES ? PROBE_UNREACHABLE : PROBE_NO_ECHO;
}

/* It asked for our certificate and went no further: with an alert, or without a word. */
static bool is_about_ours(const Probing *probing, CURLcode done) {
    return probing->is_ours_wanted && probing->head_bytes == 0 && done != CURLE_OPERATION_TIMEDOUT &&
           done != CURLE_PEER_FAILED_VERIFICATION;
}

static ProbeEnd end_of_certificate(const Probing *probing) {
    const Certificate *shown = &probing->found->certificate;
    const Time now = time_now();
    if (probing->plan->pin_count > 0) return PROBE_UNPINNED;
    if (probing->found->has_certificate && shown->valid_to.us <= now.us) return PROBE_EXPIRED;
    if (probing->found->has_certificate && shown->valid_from.us > now.us) return PROBE_TOO_EARLY;
    return probing->verdict == X509_V_OK && !probing->is_named ? PROBE_OTHER_NAME : PROBE_UNTRUSTED;
}

static ProbeEnd end_of_tls(const Probing *probing, CURLcode done) {
    if (is_about_ours(probing, done)) return PROBE_OURS_REFUSED;
    if (done == CURLE_OPERATION_TIMEDOUT) return PROBE_SILENT;
    if (done == CURLE_PEER_FAILED_VERIFICATION) return end_of_certificate(probing);
    return strstr(probing->words, "wrong version number") != NULL ? PROBE_PLAIN : PROBE_NO_TLS;
}

static ProbeEnd end_of_http(CURLcode done) {
    switch ((int)done) {
    case CURLE_OPERATION_TIMEDOUT: return PROBE_SILENT;
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_PARTIAL_FILE: return PROBE_BROKEN_OFF;
    default: return PROBE_NO_HTTP;
    }
}

static void tell(Probing *probing, CURLcode done) {
    ProbeFound *found = probing->found;
    long status = 0;
    MUST(curl_easy_getinfo(probing->easy, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK);
    const bool is_enough = done == CURLE_WRITE_ERROR && probing->body_bytes > BODY_BYTES_MAX;
    const bool is_answered = (done == CURLE_OK || is_enough) && status > 0;
    found->status = is_answered ? (int)status : 0;
    found->stopped_at = take_times(probing, is_answered);
    if (is_answered) return;
    found->words = str_from(probing->arena, probing->words[0] != '\0' ? probing->words : curl_easy_strerror(done));
    /* TLS 1.3: the other end says what it thinks of our certificate when ours is all done */
    if (found->stopped_at == PROBE_HTTP && is_about_ours(probing, done)) found->stopped_at = PROBE_TLS;
    switch (found->stopped_at) {
    case PROBE_NAME: found->end = PROBE_NO_NAME; break;
    case PROBE_CONNECT: found->end = end_of_connecting(probing); break;
    case PROBE_TLS: found->end = end_of_tls(probing, done); break;
    case PROBE_HTTP:
    case PROBE_STEPS: found->end = end_of_http(done); break;
    }
}

/* Between the scheme and the port; url_is_fine and the like have looked at it. */
static Str host_of(Str url) {
    const size_t scheme = str_find(url, S("://"));
    Str rest = str_part(url, scheme + 3, url.len);
    const Str place = str_cut(&rest, '/');
    if (place.len > 0 && place.at[0] == '[') return str_part(place, 1, str_find(place, S("]")) - 1);
    return str_part(place, 0, str_find(place, S(":")));
}

static void clean_up(CURL **easy) {
    curl_easy_cleanup(*easy);
}

void probe(Ctx *cx, const ProbePlan *plan, ProbeFound *ret_found) {
    CLEANUP(clean_up) CURL *easy = curl_easy_init();
    MUST(easy != NULL);
    *ret_found = (ProbeFound){ .is_tls = str_starts(plan->url, S("https:")), .host = host_of(plan->url) };
    Probing probing = {
        .arena = cx->arena, .plan = plan, .easy = easy, .found = ret_found, .began_us = time_steady_us()
    };
    set_up(&probing);
    tell(&probing, curl_easy_perform(easy));
}
