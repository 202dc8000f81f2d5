/* platform/exchange/live - what goes through right now, as an event stream: each exchange that began or was answered
 * since the reader's last look, some twice. The stream ends then, and the reader comes back after a second with the id
 * that he was told, which browsers do by themselves. So nothing waits here, and another server goes on where this one
 * was. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_LIVE_H
#define PLATFORM_EXCHANGE_LIVE_H

#include "kit/module.h"

extern const Shape live_asked_shape, live_stream_shape;

Work live_list;

#endif
