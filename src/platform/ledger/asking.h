/* platform/ledger/asking - asks the witnesses to cosign the newest checkpoint (C2SP tlog-witness): looks, asks over the
 * network without a transaction, then writes down what was heard. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_LEDGER_ASKING_H
#define PLATFORM_LEDGER_ASKING_H

#include "kit/module.h"

/* The three steps of the job, in this order; what one leaves for the next stands in cx->prepared. */
Work asking_wanted; /* NOT_FOUND, without a Problem: no witness lacks the newest checkpoint */
Work asking_ask;
Work asking_hear; /* what was heard is stored also when it ends with `witness_away` */

/* A command: all three, now. */
Work ledger_ask_witnesses;

extern const ProblemKind witness_away;

#endif
