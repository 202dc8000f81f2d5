/* platform/exchange/pinning - a single certificate pinned to a subsystem, or taken away, with its entry of the ledger.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_PINNING_H
#define PLATFORM_EXCHANGE_PINNING_H

#include "platform/exchange/holdings.h"

/* A Problem when the subsystem is not registered. One that is there already is no fault. */
Code pin_put(Ctx *cx, const CertificateRow *certificate);
/* Nothing when it is not pinned. */
Code pin_drop(Ctx *cx, Str subsystem, Str fingerprint);
/* A declaration says nothing of certificates of the province's own authority: those that are pinned stay, for as long
 * as their subsystem does. */
Code pins_keep(Ctx *cx, const Holdings *old, Holdings *wanted);

#endif
