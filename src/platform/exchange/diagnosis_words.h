/* platform/exchange/diagnosis_words - what a diagnosis says of each step, and of the whole. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_DIAGNOSIS_WORDS_H
#define PLATFORM_EXCHANGE_DIAGNOSIS_WORDS_H

#include "kit/probe.h"

typedef enum Whose { WHOSE_NOBODYS = 1, WHOSE_OURS, WHOSE_NETWORKS, WHOSE_PROVIDERS } Whose;

typedef struct EndWords {
    Whose whose;
    Sentence step;    /* {0} host, {1} address and port, {2} words of the library, {3} status, {4} day */
    Sentence verdict; /* the same */
} EndWords;

extern const EndWords probe_end_words[]; /* by ProbeEnd; that of PROBE_ANSWERED says of a step that it went well */
extern const EndWords status_words, no_exchange_words, disabled_words, away_words, rests_words, fine_words;
extern const Sentence name_found, connected, tls_pinned, tls_trusted, tls_unverified, tls_ended, tls_none, answered,
    exchange_open, service_known, service_behind_node, node_known, service_enabled, not_away, circuit_closed,
    not_reached, of_services_alone;

#endif
