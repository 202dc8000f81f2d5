/* platform/ledger/commands - the record on the command line: its key, its proofs, all of it read again. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_LEDGER_COMMANDS_H
#define PLATFORM_LEDGER_COMMANDS_H

#include "kit/module.h"

extern const Shape ledger_verify_args_shape, ledger_prove_args_shape, ledger_check_args_shape;

Work ledger_key_show, ledger_key_change, ledger_seal_now, ledger_verify, ledger_prove, ledger_check_proof;

extern const ProblemKind vkey_form, proof_form, proof_fails, vkey_needed;

#endif
