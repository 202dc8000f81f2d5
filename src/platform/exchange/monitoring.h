/* platform/exchange/monitoring - how the exchange fares: each message with X-Road's names (PR-OPMON), each service's
 * health over ten minutes, figures for Prometheus. All out of the records, so that every server of an installation says
 * the same. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_MONITORING_H
#define PLATFORM_EXCHANGE_MONITORING_H

#include "kit/module.h"

extern const Shape operations_asked_shape, operations_shape, health_list_shape, prometheus_shape;

Work operations_list, health_list, prometheus_get;

/* Until when the service rests, as health tells it; none: it does not. */
Code service_rests(Ctx *cx, Str service, Time *ret_until);

#endif
