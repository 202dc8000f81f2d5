/* platform/ledger/proving - the proof of an entry of ours, out of the stored tiles. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_LEDGER_PROVING_H
#define PLATFORM_LEDGER_PROVING_H

#include "kit/module.h"
#include "platform/ledger/proof.h"

extern const Shape proof_asked_shape;

/* Under the newest checkpoint, with the entry in it. */
Code entry_prove(Ctx *cx, Str id, ProofFile *ret_file);

Work proof_get;

extern const ProblemKind entry_unknown, entry_not_sealed;

#endif
