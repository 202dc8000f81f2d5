/* platform/exchange/metadata - what the exchange itself tells callers' programs: who takes part, which services there
 * are, which of them the caller may use (X-Road PR-MREST and PR-META). */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_METADATA_H
#define PLATFORM_EXCHANGE_METADATA_H

#include "platform/exchange/passage.h"

/* Fills the call's answer. False: passage->fault says why not. */
bool metadata_answer(Passage *passage, Ask ask);

/* The subsystem that the address or envelope names; NULL: `fault` says that there is none. */
const Subsystem *metadata_provider(Passage *passage);

#endif
