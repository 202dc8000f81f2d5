/* kit/kit - the settings of the machinery itself. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_KIT_H
#define KIT_KIT_H

#include "kit/settings.h"

extern const Setting db_url, clock_fixed, clock_offset_minutes, http_listen, http_threads, http_connections,
    http_body_max, http_timeout_s, http_proxy, http_certificate_header, http_hosts, http_secure, http_tls_certificate,
    http_tls_key, http_tls_clients, http_cache_mib, log_level, trace_file;

#endif
