/* platform/exchange/identity - is the sender of a message who he says he is: by the certificate that is pinned to him,
 * by the signature of a key of his, or by both where both are wanted. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_IDENTITY_H
#define PLATFORM_EXCHANGE_IDENTITY_H

#include "platform/exchange/passage.h"

/* Fills passage->identity. False: passage->fault says why not. */
bool identity_prove(Passage *passage, const PassageRules *rules);

#endif
