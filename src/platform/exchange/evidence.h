/* platform/exchange/evidence - what went through under a message id, as a file that anybody can verify without us:
 * header parts, bodies where they are kept, statements, and their places in the ledger (docs/protocols/exchange.md). */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_EVIDENCE_H
#define PLATFORM_EXCHANGE_EVIDENCE_H

#include "kit/module.h"

extern const Shape evidence_args_shape, evidence_asked_shape, evidence_raw_shape;

Work exchange_evidence; /* a command */
Work evidence_get;      /* a route */

extern const ProblemKind message_unknown;

#endif
