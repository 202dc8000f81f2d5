/* kit/probe - tries the way to another server step by step, as the relay would go it, and tells where it ends: name,
 * connection, TLS, HTTP. Judges nothing: who calls knows what he expected. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_PROBE_H
#define KIT_PROBE_H

#include "kit/certificates.h"
#include "kit/ctx.h"

typedef struct ProbePlan {
    Str verb, url, target; /* verb: one that harms nothing (HEAD, GET); target: path and query, byte for byte */
    bool verifies;         /* with https: the other end's certificate */
    const Sha256 *pins;    /* it must be one of these; none: as the system trusts */
    size_t pin_count;
    Str certificate_path, key_path; /* PEM: what we show when asked for; "": nothing */
    int64_t timeout_s;              /* for all of it */
} ProbePlan;

typedef enum ProbeStep { PROBE_NAME, PROBE_CONNECT, PROBE_TLS, PROBE_HTTP, PROBE_STEPS } ProbeStep;

typedef enum ProbeEnd {
    PROBE_ANSWERED = 0,
    PROBE_NO_NAME,
    PROBE_REFUSED,     /* nobody listens there */
    PROBE_UNREACHABLE, /* no way through the network */
    PROBE_NO_ECHO,     /* nothing came back while connecting */
    PROBE_PLAIN,       /* it speaks, but no TLS */
    PROBE_UNPINNED,    /* another certificate than the pinned ones */
    PROBE_EXPIRED,
    PROBE_TOO_EARLY,
    PROBE_OTHER_NAME, /* a certificate for another host */
    PROBE_UNTRUSTED,
    PROBE_OURS_REFUSED, /* it wants our certificate, or takes not this one */
    PROBE_NO_TLS,       /* TLS went wrong in another way */
    PROBE_SILENT,       /* connected, and no answer in time */
    PROBE_BROKEN_OFF,
    PROBE_NO_HTTP,
} ProbeEnd;

typedef struct ProbeFound {
    ProbeEnd end;
    ProbeStep stopped_at; /* PROBE_STEPS: it was answered */
    int64_t took_us[PROBE_STEPS];
    bool is_tls, has_certificate;
    Str host, address; /* as the url has it; what it resolved to, with the port, "" when it did not get that far */
    Certificate certificate; /* that the other end showed */
    int status;
    Str words; /* of libcurl, about what went wrong; "" when it did not */
} ProbeFound;

/* Whatever comes of it is told in `ret_found`. For who may wait: at most `timeout_s`. */
void probe(Ctx *cx, const ProbePlan *plan, ProbeFound *ret_found);

#endif
