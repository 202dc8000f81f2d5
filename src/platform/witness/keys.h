/* platform/witness/keys - the key with which this witness cosigns: a file in the data folder, for its owner alone. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_WITNESS_KEYS_H
#define PLATFORM_WITNESS_KEYS_H

#include "kit/module.h"
#include "platform/ledger/ledger.h"

/* From witness.key of the data folder. Whoever loaded the seed wipes it. */
Code witness_key_load(Ctx *cx, NoteKey *ret_key, SignSeed *ret_seed);
/* Makes the file unless it is there. */
Code witness_key_make(Ctx *cx, Str name);
Code witness_key_found(Ctx *cx); /* with a name of chance */

extern const ProblemKind witness_key_missing, witness_key_form, witness_name_form;

#endif
