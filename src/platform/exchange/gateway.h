/* platform/exchange/gateway - where messages come in and go on: who sends, to whom, may he; recorded before it goes on
 * and before it is answered. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_GATEWAY_H
#define PLATFORM_EXCHANGE_GATEWAY_H

#include "kit/module.h"

extern const Gate exchange_gate;

extern const Setting exchange_listen, exchange_govstack_listen, exchange_threads, exchange_connections,
    exchange_body_max, exchange_memory_body, exchange_server, exchange_bodies, exchange_kept_max,
    exchange_tls_certificate, exchange_tls_key, exchange_signature_window, exchange_clock_leeway;

#endif
