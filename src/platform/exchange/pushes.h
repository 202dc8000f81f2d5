/* platform/exchange/pushes - events go to who wants them pushed: as CloudEvents, signed (Standard Webhooks), again and
 * again until they are taken or given up. A job of three Works. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_PUSHES_H
#define PLATFORM_EXCHANGE_PUSHES_H

#include "kit/module.h"

Code pushes_wanted(Ctx *cx, const void *in, void *out);
Code pushes_slow_wanted(Ctx *cx, const void *in, void *out); /* the same for those who answered slowly */
Code pushes_ask(Ctx *cx, const void *in, void *out);
Code pushes_hear(Ctx *cx, const void *in, void *out);

extern const Setting exchange_event_retry, exchange_event_tries;

#endif
