/* platform/exchange/readers - who of the house itself reads events, and how far each got. See exchange.h */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_READERS_H
#define PLATFORM_EXCHANGE_READERS_H

#include "platform/exchange/exchange.h"

Code readers_exist(Ctx *cx, Str room, Str type, bool *ret_exist);

#endif
