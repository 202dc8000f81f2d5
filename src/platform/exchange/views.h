/* platform/exchange/views - what is registered, as pages show it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_VIEWS_H
#define PLATFORM_EXCHANGE_VIEWS_H

#include "kit/module.h"

extern const Shape registry_view_shape, subsystem_page_shape, subsystem_asked_shape, service_page_shape;

Work registry_view_get, subsystem_page_get, service_page_get;

#endif
