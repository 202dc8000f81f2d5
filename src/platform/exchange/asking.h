/* platform/exchange/asking - the settings of what exchange.h tells of asking. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_ASKING_H
#define PLATFORM_EXCHANGE_ASKING_H

#include "kit/settings.h"

extern const Setting exchange_own_client;

#endif
